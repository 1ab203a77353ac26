from __future__ import annotations

import struct

import pytest

from understudy.runner import ConfinementError, levels, selftest
from understudy.runner.inside import confine


@pytest.mark.parametrize("level", ["L3", "L2", "L1"])
def test_self_test_reaches_nothing(reports: dict[str, selftest.Report], level: str) -> None:
    report = reports[level]
    if report.problem:
        pytest.skip(f"{level} does not run here: {report.problem}")
    assert report.reached == ()


async def test_self_test_notices_a_leaking_level(monkeypatch: pytest.MonkeyPatch) -> None:
    """A level without Landlock or namespaces must be caught, or the self-test proves nothing."""
    real = levels.child_config

    def leaky(level: levels.Level, layout: levels.Layout) -> dict[str, object]:
        return real(level, layout) | {"read": ["/"]}

    monkeypatch.setattr(levels, "child_config", leaky)
    monkeypatch.setattr(levels, "command", lambda level, layout, inner: inner)
    report = await selftest.self_test("L1")
    if report.problem:
        pytest.skip(report.problem)
    assert "read a file outside" in report.reached


async def test_no_level_means_refusal_with_a_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(level: levels.Level) -> selftest.Report:
        return selftest.Report(level, ("read a file outside",))

    monkeypatch.setattr(selftest, "self_test", fail)
    monkeypatch.setattr(selftest, "_chosen", None)
    with pytest.raises(ConfinementError) as caught:
        await selftest.choose_level()
    assert caught.value.next_step


@pytest.mark.parametrize("platform", ["win32", "darwin"])
async def test_other_systems_are_refused(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(selftest, "_chosen", None)
    monkeypatch.setattr(selftest.sys, "platform", platform)
    with pytest.raises(ConfinementError) as caught:
        await selftest.choose_level()
    assert caught.value.next_step


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("network", [True, False])
def test_seccomp_jumps_stay_inside_the_program(machine: str, network: bool) -> None:
    program = confine.seccomp_program(machine, network=network)
    size = len(program) // 8
    for at in range(size):
        code, yes, no, _ = struct.unpack_from("HBBI", program, at * 8)
        if code & 7 == 5:
            assert at + 1 + max(yes, no) < size
    assert struct.unpack_from("HBBI", program, (size - 1) * 8)[0] == 0x06
