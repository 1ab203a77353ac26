"""Processes of a sandbox, seen from outside: those whose command line names its folder, since forks keep it."""

# ruff: noqa: ASYNC110 - nothing tells when a process is gone

from __future__ import annotations

import asyncio
import os
import time

import psutil

SOON_S = 10.0


def marked(mark: str) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if process.pid != os.getpid() and any(mark in part for part in process.info["cmdline"] or ())
    ]


async def settled(mark: str, count: int) -> int:
    """Processes left when at most `count` are, or the time is up."""
    end = time.monotonic() + SOON_S
    while len(left := marked(mark)) > count and time.monotonic() < end:
        await asyncio.sleep(0.01)
    return len(left)


async def grown(mark: str, count: int) -> list[psutil.Process]:
    end = time.monotonic() + SOON_S
    while len(found := marked(mark)) <= count and time.monotonic() < end:
        await asyncio.sleep(0.01)
    return found
