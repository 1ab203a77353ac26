from __future__ import annotations

import time

import pytest

from understudy.runner import ProgramPool, levels


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("def f(x): return x + 1\nassert f(1) == 2", "passed"),
        ("assert 1 == 2", "failed"),
        ("def f(:", "failed"),
        ("import sys; sys.exit(0)", "failed"),
        ("import os; os._exit(0)", "crash"),
        ("import ctypes; ctypes.string_at(0)", "crash"),
        ("while True: pass", "timeout"),
        ("while True: print('x' * 10000)", "crash"),
        ("open('/etc/passwd').read()", "failed"),
        ("import subprocess; subprocess.run(['true'])", "failed"),
        ("import socket; socket.create_connection(('127.0.0.1', 22), 1)", "failed"),
        ("x = bytearray(2 << 30)", "failed"),
        ("if __name__ == '__main__': print('main')", "passed"),
    ],
)
async def test_program(best: levels.Level, source: str, status: str) -> None:
    async with ProgramPool(level=best) as pool:
        ran = await pool.run(source, timeout_s=1.0)
        assert ran.status == status, ran


async def test_output_and_error_come_back_and_programs_are_cheap(best: levels.Level) -> None:
    async with ProgramPool(level=best, workers=2) as pool:
        ran = await pool.run("import sys; print('out'); print('err', file=sys.stderr)")
        assert (ran.stdout, ran.stderr) == ("out\n", "err\n")
        assert "ZeroDivisionError" in (await pool.run("1 / 0")).stderr
        began = time.monotonic()
        assert all([(await pool.run(f"assert {i} == {i}")).status == "passed" for i in range(20)])
        assert time.monotonic() - began < 10
