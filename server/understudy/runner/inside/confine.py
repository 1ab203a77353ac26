"""Confinement of the calling process on Linux: Landlock, seccomp, rlimits, namespaces, capabilities.

Standard library and ctypes only; every step raises OSError when it could not be done, so a caller never runs
model code less confined than it asked for. Numbers: kernel uapi headers (landlock.h, seccomp.h, unistd.h).
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH112, PTH123

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from typing import Any, Iterable, Optional  # noqa: UP035 - the workspace's Python may be 3.9

if sys.platform == "linux":
    import fcntl
    import resource

    _libc = ctypes.CDLL(None, use_errno=True)

MACHINE = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}.get(platform.machine(), "")
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


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
        for paths, mask in ((read, READ), (write, rights & ~FS_EXECUTE), (listdir, FS_READ_DIR)):
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


# ---- seccomp ----------------------------------------------------------------------------------------------------
# name: (x86_64, aarch64); None = the architecture has no such call
_NUMBERS: dict[str, tuple[Optional[int], Optional[int]]] = {  # noqa: UP045
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "reboot": (169, 142), "swapon": (167, 224),
    "swapoff": (168, 225), "acct": (163, 89), "syslog": (103, 116), "memfd_create": (319, 279),
    "memfd_secret": (447, 447), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "kcmp": (312, 272),
    "quotactl": (179, 60), "ioperm": (173, None), "iopl": (172, None), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180),
}  # fmt: skip
_NETWORK = {"socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201)}
_PROCESS = {"fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281)}
_LOAD, _EQ, _SET, _GE, _RET = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000


def seccomp_program(machine: str, *, network: bool) -> bytes:
    """The cBPF filter: a deny list, no new processes, no AF_UNIX; with `network` other sockets are allowed
    (only right inside an own network namespace)."""
    column = 0 if machine == "x86_64" else 1
    out: list[bytes] = []

    def ins(code: int, k: int, yes: int = 0, no: int = 0) -> None:
        out.append(struct.pack("HBBI", code, yes, no, k))

    def deny(number: int | None, error: int) -> None:
        if number is not None:
            ins(_EQ, number, 0, 1)
            ins(_RET, _ERRNO | error)

    ins(_LOAD, 4)
    ins(_EQ, AUDIT_ARCH[machine], 1, 0)
    ins(_RET, _KILL)  # a foreign architecture's numbers would slip through
    ins(_LOAD, 0)
    if machine == "x86_64":
        ins(_GE, 0x40000000, 0, 1)
        ins(_RET, _KILL)  # x32
    for numbers in _NUMBERS.values():
        deny(numbers[column], errno.EPERM)
    deny(435, errno.ENOSYS)  # clone3 hides its flags behind a pointer; glibc falls back to clone
    for name, process in _PROCESS.items():
        deny(process[column], errno.EAGAIN if name in ("fork", "vfork") else errno.EACCES)
    if network:
        ins(_EQ, _NETWORK["socket"][column], 0, 4)
        ins(_LOAD, 16)
        ins(_EQ, 1, 0, 1)  # AF_UNIX reaches host services through the file system, whatever the network namespace
        ins(_RET, _ERRNO | errno.EACCES)
        ins(_LOAD, 0)
    else:
        for pair in _NETWORK.values():
            deny(pair[column], errno.EACCES)
    ins(_EQ, 56 if machine == "x86_64" else 220, 0, 5)  # clone
    ins(_LOAD, 16)
    ins(_SET, 0x7E020080, 0, 1)  # any CLONE_NEW*
    ins(_RET, _ERRNO | errno.EPERM)
    ins(_SET, 0x00010000, 1, 0)  # CLONE_THREAD: threads are fine, processes are not
    ins(_RET, _ERRNO | errno.EAGAIN)
    ins(_RET, _ALLOW)
    return b"".join(out)


def seccomp(*, network: bool) -> None:
    """Install the filter on this process for good. Raises OSError where it cannot be."""
    if MACHINE not in AUDIT_ARCH:
        raise OSError(errno.ENOSYS, f"no system call numbers for {platform.machine()}")
    program = seccomp_program(MACHINE, network=network)
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    no_new_privileges()
    _check(_libc.prctl(22, 2, ctypes.create_string_buffer(header, len(header)), 0, 0), "seccomp")


# ---- limits, namespaces, capabilities ---------------------------------------------------------------------------
def rlimits(*, cpu_s: int, memory: int, threads: int | None = None) -> None:
    """Hard limits. cpu_s: seconds of CPU. memory: bytes of private data. threads: only meaningful in an own user
    namespace, where the kernel counts per namespace."""
    hard = resource.setrlimit
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
    _syscall(155 if MACHINE == "x86_64" else 41, b".", b".")
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


def drop_capabilities() -> None:
    """Empty every capability set, the bounding set too, so that a later exec as uid 0 gains nothing."""
    for capability in range(64):
        _libc.prctl(24, capability, 0, 0, 0)
    header = ctypes.create_string_buffer(struct.pack("Ii", 0x20080522, 0), 8)
    _check(_libc.capset(header, ctypes.create_string_buffer(24)), "capset")


def die_with_parent() -> None:
    """SIGKILL for this process when its parent dies. Needed in every forked generation, or survivors live on."""
    _libc.prctl(1, signal.SIGKILL, 0, 0, 0)
