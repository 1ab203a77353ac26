"""The system call filter of a candidate: hand-assembled cBPF, for x86_64 and aarch64.

A deny list beside Landlock and the namespaces: no new processes, no host sockets, nothing that changes the machine.
Numbers: the kernel's unistd tables. Standard library only.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from typing import Optional

if sys.platform == "linux":
    _libc = ctypes.CDLL(None, use_errno=True)

MACHINE = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}.get(platform.machine(), "")
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

Pair = tuple[Optional[int], Optional[int]]  # noqa: UP045 - 3.9. (x86_64, aarch64); None: no such call there
FORBIDDEN: dict[str, Pair] = {  # EPERM
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440), "kcmp": (312, 272), "move_pages": (279, 239), "migrate_pages": (256, 238),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "open_tree_attr": (467, 467),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "reboot": (169, 142), "swapon": (167, 224),
    "swapoff": (168, 225), "acct": (163, 89), "syslog": (103, 116), "memfd_create": (319, 279),
    "memfd_secret": (447, 447), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "quotactl": (179, 60), "quotactl_fd": (443, 443), "ioperm": (173, None), "iopl": (172, None),
    "modify_ldt": (154, None), "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    "fanotify_init": (300, 262), "vhangup": (153, 58), "mknod": (133, None), "mknodat": (259, 33),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171),
    "sethostname": (170, 161), "setdomainname": (171, 162),
    "setsid": (112, 157),  # a new session is a new scheduling group, at the priority of the user's own programs
}  # fmt: skip
METADATA: dict[str, Pair] = {
    # Landlock watches none of these; where no mount is read-only they answer "done" and do nothing, since
    # shutil.copy and others that change them in scratch must go on
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "setxattrat": (463, 463), "removexattr": (197, 14), "lremovexattr": (198, 15),
    "fremovexattr": (199, 16), "removexattrat": (466, 466), "file_setattr": (469, 469),
}  # fmt: skip
NETWORK: dict[str, Pair] = {"socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201)}
PROCESS: dict[str, Pair] = {"fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281)}
CLONE: Pair = (56, 220)
CLONE3 = 435
IOCTL: Pair = (16, 29)
FILE_FLAGS = (0x40086602, 0x401C5820)  # FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR: they need no writable descriptor
_LOAD, _EQ, _SET, _GE, _RET = 0x20, 0x15, 0x45, 0x35, 0x06
ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000


def program(machine: str, *, namespaces: bool) -> bytes:
    """The filter as `struct sock_filter`s. namespaces: the process has its own mount and network namespaces; then
    sockets other than AF_UNIX are allowed and file metadata may be changed, since nothing of the host is in reach."""
    column = 0 if machine == "x86_64" else 1
    out: list[bytes] = []

    def ins(code: int, k: int, yes: int = 0, no: int = 0) -> None:
        out.append(struct.pack("HBBI", code, yes, no, k))

    def deny(number: int | None, error: int) -> None:
        if number is not None:
            ins(_EQ, number, 0, 1)
            ins(_RET, ERRNO | error)

    ins(_LOAD, 4)
    ins(_EQ, AUDIT_ARCH[machine], 1, 0)
    ins(_RET, KILL)  # a foreign architecture's numbers would slip through
    ins(_LOAD, 0)
    if machine == "x86_64":
        ins(_GE, 0x40000000, 0, 1)
        ins(_RET, KILL)  # x32
    for pair in FORBIDDEN.values():
        deny(pair[column], errno.EPERM)
    deny(CLONE3, errno.ENOSYS)  # it hides its flags behind a pointer; glibc falls back to clone
    for name, pair in PROCESS.items():
        deny(pair[column], errno.EAGAIN if name in ("fork", "vfork") else errno.EACCES)
    if namespaces:
        ins(_EQ, NETWORK["socket"][column] or 0, 0, 4)
        ins(_LOAD, 16)
        ins(_EQ, 1, 0, 1)  # AF_UNIX reaches host services through the file system, whatever the network namespace
        ins(_RET, ERRNO | errno.EACCES)
        ins(_LOAD, 0)
    else:
        for pair in NETWORK.values():
            deny(pair[column], errno.EACCES)
        for pair in METADATA.values():
            deny(pair[column], 0)
        ins(_EQ, IOCTL[column] or 0, 0, 2 * len(FILE_FLAGS) + 2)
        ins(_LOAD, 24)
        for request in FILE_FLAGS:
            deny(request, errno.EPERM)
        ins(_LOAD, 0)
    ins(_EQ, CLONE[column] or 0, 0, 5)
    ins(_LOAD, 16)
    ins(_SET, 0x7E020080, 0, 1)  # any CLONE_NEW*
    ins(_RET, ERRNO | errno.EPERM)
    ins(_SET, 0x00010000, 1, 0)  # CLONE_THREAD: threads are fine, processes are not
    ins(_RET, ERRNO | errno.EAGAIN)
    ins(_RET, ALLOW)
    return b"".join(out)


def install(*, namespaces: bool) -> None:
    """Put the filter on this process for good. Raises OSError where it cannot be."""
    if MACHINE not in AUDIT_ARCH:
        raise OSError(errno.ENOSYS, f"no system call numbers for {platform.machine()}")
    data = program(MACHINE, namespaces=namespaces)
    code = ctypes.create_string_buffer(data, len(data))
    header = struct.pack("HxxxxxxQ", len(data) // 8, ctypes.addressof(code))
    for step in ((38, 1, 0, 0, 0), (22, 2, ctypes.create_string_buffer(header, len(header)), 0, 0)):  # no_new_privs
        if _libc.prctl(*step) < 0:
            number = ctypes.get_errno()
            raise OSError(number, f"seccomp: {os.strerror(number)}")
