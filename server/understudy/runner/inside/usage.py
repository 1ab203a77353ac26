"""What a running child uses: memory of its whole process tree, bytes of its scratch folder. Looked at, not enforced:
shared mappings escape RLIMIT_DATA, and a folder has no quota.

Standard library only. Every answer is 0 where the system will not say.
"""

# os.path throughout: this is loaded into the workspace's own Python
# ruff: noqa: PTH123, PTH208

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
ENTRY = 4096  # bytes an empty file is taken to cost: its inode
MOST_PROCESSES = 4096


def tree(pid: int) -> list[int]:
    """`pid` and its descendants, those in inner pid namespaces too; without /proc only itself."""
    found, at = [pid], 0
    while at < len(found) < MOST_PROCESSES:
        try:
            tasks = os.listdir(f"/proc/{found[at]}/task")
        except OSError:
            tasks = []
        for task in tasks:
            with contextlib.suppress(OSError), open(f"/proc/{found[at]}/task/{task}/children", "rb") as handle:
                found += map(int, handle.read().split())
        at += 1
    return found


def waited(pid: int) -> float:
    """Seconds the process's first thread spent ready to run and without a processor; sleeping does not count."""
    try:
        with open(f"/proc/{pid}/schedstat", "rb") as handle:
            return int(handle.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def memory(pid: int, limit: int) -> int:
    """Bytes the tree of `pid` holds. Sizes first, which are cheap; the costly questions only where these exceed
    `limit`: each process's share of its pages (PSS), and how much anonymous shared memory it has mapped, whose pages
    stay when a process lets go of them (MADV_DONTNEED)."""
    pids = tree(pid)
    sizes = [_sizes(one) for one in pids]
    resident = sum(size[1] for size in sizes)
    held = resident if resident <= limit else sum(map(_share, pids))
    if held <= limit < sum(size[0] for size in sizes):
        held = max(held, max(map(_shared, pids)))
    return held


def _sizes(pid: int) -> tuple[int, int]:
    """(virtual, resident)"""
    if sys.platform == "darwin":
        return _darwin_sizes(pid)
    try:
        with open(f"/proc/{pid}/statm", "rb") as handle:
            virtual, resident = handle.read().split()[:2]
            return int(virtual) * PAGE, int(resident) * PAGE
    except (OSError, ValueError):
        return 0, 0


def _shared(pid: int) -> int:
    total = 0
    with contextlib.suppress(OSError, ValueError), open(f"/proc/{pid}/maps", "rb") as handle:
        for line in handle:
            if b" (deleted)" in line and line.split(None, 2)[1].endswith(b"s"):
                first, last = line.split(None, 1)[0].split(b"-")
                total += int(last, 16) - int(first, 16)
    return total


def _share(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError, ValueError), open(f"/proc/{pid}/smaps_rollup", "rb") as handle:
        for line in handle:
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) << 10
    return _sizes(pid)[1]


def _darwin_sizes(pid: int) -> tuple[int, int]:
    """proc_pidinfo(PROC_PIDTASKINFO): struct proc_taskinfo begins with virtual and resident size, 8 bytes each. There
    every process maps gigabytes of the system's libraries, so the virtual size says nothing."""
    buffer = ctypes.create_string_buffer(96)
    try:
        size = ctypes.CDLL(None).proc_pidinfo(pid, 4, ctypes.c_uint64(0), buffer, 96)
    except (AttributeError, OSError):
        return 0, 0
    return 0, int(struct.unpack_from("Q", buffer, 8)[0]) if size == 96 else 0


def disk(folder: str, cap: int) -> int:
    """Bytes `folder` takes on its disk; stops counting beyond `cap`."""
    total, folders = 0, [folder]
    while folders and total <= cap:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    total += max(ENTRY, entry.stat(follow_symlinks=False).st_blocks * 512)
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                if total > cap:
                    break
    return total
