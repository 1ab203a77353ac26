"""The filter's decisions for both architectures, by running its program as the kernel would, on numbers taken from the
kernel's tables (and from this machine's headers, where they are installed)."""

from __future__ import annotations

import errno
import re
import struct
from pathlib import Path

import pytest

from understudy.runner.inside import seccomp

ALLOWED, KILLED = "allowed", "killed"
HEADERS = {"x86_64": "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "aarch64": "/usr/include/asm-generic/unistd.h"}
# name: (x86_64, aarch64, with namespaces, without)
TABLE: dict[str, tuple[int | None, int | None, str | int, str | int]] = {
    "read": (0, 63, ALLOWED, ALLOWED),
    "write": (1, 64, ALLOWED, ALLOWED),
    "openat": (257, 56, ALLOWED, ALLOWED),
    "mmap": (9, 222, ALLOWED, ALLOWED),
    "futex": (202, 98, ALLOWED, ALLOWED),
    "exit_group": (231, 94, ALLOWED, ALLOWED),
    "rt_sigreturn": (15, 139, ALLOWED, ALLOWED),
    "getrandom": (318, 278, ALLOWED, ALLOWED),
    "fork": (57, None, errno.EAGAIN, errno.EAGAIN),
    "vfork": (58, None, errno.EAGAIN, errno.EAGAIN),
    "execve": (59, 221, errno.EACCES, errno.EACCES),
    "execveat": (322, 281, errno.EACCES, errno.EACCES),
    "clone3": (435, 435, errno.ENOSYS, errno.ENOSYS),
    "ptrace": (101, 117, errno.EPERM, errno.EPERM),
    "process_vm_readv": (310, 270, errno.EPERM, errno.EPERM),
    "mount": (165, 40, errno.EPERM, errno.EPERM),
    "unshare": (272, 97, errno.EPERM, errno.EPERM),
    "setns": (308, 268, errno.EPERM, errno.EPERM),
    "bpf": (321, 280, errno.EPERM, errno.EPERM),
    "io_uring_setup": (425, 425, errno.EPERM, errno.EPERM),
    "keyctl": (250, 219, errno.EPERM, errno.EPERM),
    "memfd_create": (319, 279, errno.EPERM, errno.EPERM),
    "shmget": (29, 194, errno.EPERM, errno.EPERM),
    "mknodat": (259, 33, errno.EPERM, errno.EPERM),
    "clock_settime": (227, 112, errno.EPERM, errno.EPERM),
    "setsid": (112, 157, errno.EPERM, errno.EPERM),
    "connect": (42, 203, ALLOWED, errno.EACCES),
    "bind": (49, 200, ALLOWED, errno.EACCES),
    "fchmodat": (268, 53, ALLOWED, 0),
    "fchownat": (260, 54, ALLOWED, 0),
    "utimensat": (280, 88, ALLOWED, 0),
    "setxattr": (188, 5, ALLOWED, 0),
}
THREAD, PROCESS, IN_NAMESPACE = 0x003D0F00, 0x01200011, 0x10000000 | 17  # flags as glibc and unshare(1) pass them


def decide(machine: str, number: int, arguments: tuple[int, ...] = (), *, namespaces: bool, arch: int = 0) -> str | int:
    """What the kernel would answer: "allowed", "killed" or an errno. Classic BPF, the five instructions in use."""
    program = seccomp.program(machine, namespaces=namespaces)
    filled = (*arguments, *[0] * (6 - len(arguments)))
    data = struct.pack("<IIQ6Q", number, arch or seccomp.AUDIT_ARCH[machine], 0, *filled)
    at = value = 0
    while True:
        code, yes, no, k = struct.unpack_from("HBBI", program, at * 8)
        at += 1
        if code == 0x20:  # BPF_LD | BPF_W | BPF_ABS
            value = struct.unpack_from("<I", data, k)[0]
        elif code == 0x06:  # BPF_RET
            if k == 0x7FFF0000:
                return ALLOWED
            return KILLED if k == 0x80000000 else k & 0xFFFF
        else:  # BPF_JMP | BPF_JEQ, BPF_JGE, BPF_JSET with a constant
            taken = {0x15: value == k, 0x35: value >= k, 0x45: bool(value & k)}[code]
            at += yes if taken else no


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("name", TABLE)
def test_system_call(machine: str, name: str) -> None:
    numbers, answers = TABLE[name][:2], TABLE[name][2:]
    number = numbers[machine == "aarch64"]
    if number is None:
        return  # no such call there
    assert decide(machine, number, namespaces=True) == answers[0]
    assert decide(machine, number, namespaces=False) == answers[1]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("namespaces", [True, False])
def test_threads_may_start_and_processes_may_not(machine: str, namespaces: bool) -> None:
    clone = {"x86_64": 56, "aarch64": 220}[machine]
    assert decide(machine, clone, (THREAD,), namespaces=namespaces) == ALLOWED
    assert decide(machine, clone, (PROCESS,), namespaces=namespaces) == errno.EAGAIN
    assert decide(machine, clone, (IN_NAMESPACE,), namespaces=namespaces) == errno.EPERM
    assert decide(machine, clone, (THREAD | 0x20000000,), namespaces=namespaces) == errno.EPERM


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_unix_sockets_are_refused_even_inside_a_network_namespace(machine: str) -> None:
    number = {"x86_64": 41, "aarch64": 198}[machine]
    unix, inet = 1, 2
    assert decide(machine, number, (unix,), namespaces=True) == errno.EACCES
    assert decide(machine, number, (inet,), namespaces=True) == ALLOWED
    assert decide(machine, number, (inet,), namespaces=False) == errno.EACCES


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_file_flags_are_refused_without_a_mount_namespace(machine: str) -> None:
    ioctl = {"x86_64": 16, "aarch64": 29}[machine]
    for request in (0x40086602, 0x401C5820):
        assert decide(machine, ioctl, (3, request), namespaces=False) == errno.EPERM
    assert decide(machine, ioctl, (3, 0x5401), namespaces=False) == ALLOWED  # TCGETS: isatty()


@pytest.mark.parametrize("namespaces", [True, False])
def test_foreign_architectures_and_x32_are_killed(namespaces: bool) -> None:
    i386 = 0x40000003
    assert decide("x86_64", 0, namespaces=namespaces, arch=i386) == KILLED
    assert decide("x86_64", 0, namespaces=namespaces, arch=seccomp.AUDIT_ARCH["aarch64"]) == KILLED
    assert decide("aarch64", 63, namespaces=namespaces, arch=0x40000028) == KILLED  # 32-bit ARM
    assert decide("x86_64", 0x40000000, namespaces=namespaces) == KILLED
    assert decide("x86_64", 0x40000000 | 59, namespaces=namespaces) == KILLED


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_numbers_are_those_of_the_kernels_table(machine: str) -> None:
    header = Path(HEADERS[machine])
    if not header.is_file():
        pytest.skip("the kernel's headers are not installed")
    known = {m[1]: int(m[2]) for m in re.finditer(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b", header.read_text())}
    ours: dict[str, seccomp.Pair] = {"clone": seccomp.CLONE, "ioctl": seccomp.IOCTL, "clone3": (435, 435)}
    for table in (seccomp.FORBIDDEN, seccomp.METADATA, seccomp.NETWORK, seccomp.PROCESS, ours):
        for name, pair in table.items():
            number = pair[machine == "aarch64"]
            if name in known:
                assert number == known[name], name
            else:  # not of this architecture, or newer than the headers
                assert number is None or number > max(known.values()) or number > 450, name


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_one_number_stands_in_one_list_only(machine: str) -> None:
    tables = (seccomp.FORBIDDEN, seccomp.METADATA, seccomp.NETWORK, seccomp.PROCESS)
    numbers = [pair[machine == "aarch64"] for table in tables for pair in table.values()]
    present = [number for number in numbers if number is not None]
    assert len(present) == len(set(present))
