"""Confinement of the calling process: Landlock, rlimits, namespaces, capabilities, priority.

Standard library and ctypes only; every step that confines raises OSError when it could not be done, so a caller never
runs model code less confined than it asked for. Numbers: kernel uapi headers. Off Linux only limits and priority work.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH112, PTH123

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import select
import signal
import struct
import sys
from typing import Any, Iterable  # noqa: UP035 - the workspace's Python may be 3.9

if sys.platform != "win32":
    import fcntl
    import resource
if sys.platform == "linux":
    _libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _syscall(number: int, *args: Any) -> int:
    return _check(_libc.syscall(ctypes.c_long(number), *args), f"syscall {number}")


# ---- Landlock ---------------------------------------------------------------------------------------------------
FS_EXECUTE, FS_WRITE_FILE, FS_READ_FILE, FS_READ_DIR = 1, 2, 4, 8
READ = FS_EXECUTE | FS_READ_FILE | FS_READ_DIR
_MAKE_DEVICE = 1 << 6 | 1 << 11  # as root a device node is the whole disk
_FILE_RIGHTS = FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | (1 << 14) | (1 << 15)  # truncate, ioctl_dev
_FS_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}


def landlock_abi() -> int:
    """The kernel's Landlock ABI version, 0 when there is none."""
    try:
        return _syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    except (OSError, NameError):
        return 0


def landlock(read: Iterable[str], write: Iterable[str], listdir: Iterable[str] = (), *, deny_tcp: bool = True) -> int:
    """Restrict this process for good; paths that do not exist are skipped. Returns the ABI (0: no Landlock).

    read: readable and executable trees. write: also writable. listdir: names only.
    From ABI 4 TCP is refused (if deny_tcp), from ABI 6 also signals and abstract sockets to outside.
    """
    abi = landlock_abi()
    if not abi:
        return 0
    rights = _FS_BY_ABI[min(abi, 5)]
    attr = struct.pack("QQQ", rights, 3 if abi >= 4 and deny_tcp else 0, 3 if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _syscall(444, ctypes.create_string_buffer(attr, 24), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for paths, mask in ((read, READ), (write, rights & ~(FS_EXECUTE | _MAKE_DEVICE)), (listdir, FS_READ_DIR)):
            for path in paths:
                _allow(ruleset, path, mask & rights)
        no_new_privileges()
        _syscall(446, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)
    return abi


def _allow(ruleset: int, path: str, mask: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):
            mask &= _FILE_RIGHTS
        if mask:
            rule = ctypes.create_string_buffer(struct.pack("=Qi", mask, fd), 12)
            _syscall(445, ctypes.c_int(ruleset), ctypes.c_int(1), rule, ctypes.c_uint32(0))
    finally:
        os.close(fd)


def no_new_privileges() -> None:
    _check(_libc.prctl(38, 1, 0, 0, 0), "no_new_privs")


# ---- limits, namespaces, capabilities ---------------------------------------------------------------------------
def rlimits(*, cpu_s: int, memory: int, threads: int | None = None) -> None:
    """Hard limits. cpu_s: seconds of CPU. memory: bytes of private data. threads: only meaningful in an own user
    namespace, where the kernel counts per namespace. Elsewhere than on Linux 0 of them: no process may be added."""

    def hard(which: int, limits: tuple[int, int]) -> None:
        try:
            resource.setrlimit(which, limits)
        except (ValueError, OSError):
            if sys.platform == "linux":  # macOS knows some limits by name only
                raise

    hard(resource.RLIMIT_CORE, (0, 0))
    hard(resource.RLIMIT_FSIZE, (16 << 20, 16 << 20))
    hard(resource.RLIMIT_NOFILE, (128, 128))
    hard(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    hard(resource.RLIMIT_DATA, (memory, memory))
    hard(resource.RLIMIT_AS, (max(8 << 30, 4 * memory),) * 2)  # shared mappings escape RLIMIT_DATA
    hard(resource.RLIMIT_MEMLOCK, (65536, 65536))
    if threads is not None:
        hard(resource.RLIMIT_NPROC, (threads, threads))


NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, data: str | None = None) -> None:
    def encode(text: str | None) -> bytes | None:
        return None if text is None else os.fsencode(text)

    result = _libc.mount(encode(source), encode(target), encode(kind), ctypes.c_ulong(flags), encode(data))
    _check(result, f"mount {source} on {target}")


def read_only(target: str, *, devices: bool = False) -> None:
    """Make the whole mount tree at `target` read-only, no set-uid (mount_setattr, kernel 5.12)."""
    attr = ctypes.create_string_buffer(struct.pack("QQQQ", 1 | 2 | (0 if devices else 4), 0, 0, 0), 32)
    _syscall(442, ctypes.c_int(-100), os.fsencode(target), ctypes.c_uint(0x8000), attr, ctypes.c_size_t(32))


def pivot_root(new_root: str) -> None:
    """Make `new_root` the root and let go of the old one."""
    os.chdir(new_root)
    _syscall(155 if platform.machine() in ("x86_64", "amd64") else 41, b".", b".")
    _check(_libc.umount2(b".", 2), "umount old root")  # MNT_DETACH
    os.chdir("/")


def namespaces(*, network: bool) -> None:
    """Own user, mount, ipc and pid (and network) namespaces. The next fork is pid 1.

    Root becomes uid 1000 inside: the kernel lets nobody without CAP_SETFCAP map uid 0 again (user_namespaces(7)),
    so a namespace inside this one could not be made.
    """
    uid, gid = os.getuid(), os.getgid()
    _check(_libc.unshare(NEWUSER | NEWNS | NEWIPC | NEWUTS | NEWPID | (NEWNET if network else 0)), "unshare")
    maps = {"setgroups": "deny", "uid_map": f"{uid or 1000} {uid} 1", "gid_map": f"{gid or 1000} {gid} 1"}
    for name, text in maps.items():
        with open(f"/proc/self/{name}", "w") as handle:
            handle.write(text)
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    if network:
        loopback_up()


def loopback_up() -> None:
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        fcntl.ioctl(sock, 0x8914, struct.pack("16sH14x", b"lo", 1 | 64))  # SIOCSIFFLAGS, UP | RUNNING


DAC = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: root without them cannot read what belongs to others


def drop_capabilities(keep: Iterable[int] = ()) -> None:
    """Empty every capability set but for those of `keep` we have, the bounding set too, so that a later exec as uid 0
    gains nothing."""
    header = ctypes.create_string_buffer(struct.pack("Ii", 0x20080522, 0), 8)
    sets = ctypes.create_string_buffer(24)
    _check(_libc.capget(header, sets), "capget")
    kept = [capability for capability in keep if struct.unpack_from("I", sets, 4)[0] >> capability & 1]  # permitted
    for capability in set(range(64)) - set(kept):
        _libc.prctl(24, capability, 0, 0, 0)
    mask = sum(1 << capability for capability in kept)
    sets = ctypes.create_string_buffer(struct.pack("IIIIII", mask, mask, 0, 0, 0, 0), 24)
    _check(_libc.capset(header, sets), "capset")


def readable_by_parent() -> None:
    """Let the fork server read this process's share of memory: a new user namespace had closed its /proc entry."""
    _libc.prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE


# ---- life and priority ------------------------------------------------------------------------------------------
def die_with_parent(parent: int = 0) -> None:
    """SIGKILL for this process when its parent dies. Needed in every forked generation, or survivors live on.
    parent: its pid; if it is gone already, this process ends here."""
    if sys.platform == "linux":
        _libc.prctl(1, signal.SIGKILL, 0, 0, 0)
    if parent and os.getppid() != parent:
        os._exit(1)


def fork_tied() -> tuple[int, int]:
    """Fork a child that dies with this process, also across a pid namespace, where getppid() says 0 either way.

    Returns (pid, fd) in the parent, which must keep fd open as long as it lives, and (0, -1) in the child.
    """
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(read)
        return pid, write
    os.close(write)
    die_with_parent()
    # a dying parent closes its descriptors before it signals: an open pipe means that the signal will come
    if select.select([read], [], [], 0)[0]:
        os._exit(1)
    os.close(read)
    return 0, -1


# A third of a busy engine's weight: at 10 a crowded machine starved the tests somebody waits for. Children come after
# their server, which has to hear a cancel.
NICE, CHILD_NICE = 5, 9


def lower_priority(nice: int = NICE) -> bool:
    """Background priority: nice, and the same for the session's autogroup (sched(7)), which is what counts between
    sessions. Never fails; False: worth another try (the kernel takes one such write in 100 ms)."""
    _nice(nice)
    try:
        with open("/proc/self/autogroup", "w") as handle:
            handle.write(str(nice))
    except OSError as error:
        return error.errno != errno.EAGAIN
    return True


def lower_child_priority() -> None:
    """For one forked run: below its server, and it interrupts nobody when it wakes. Never fails."""
    _nice(CHILD_NICE)
    with contextlib.suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _nice(value: int) -> None:
    with contextlib.suppress(OSError):
        if os.getpriority(os.PRIO_PROCESS, 0) < value:
            os.setpriority(os.PRIO_PROCESS, 0, value)
