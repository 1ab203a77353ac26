from __future__ import annotations

import pytest

from understudy.runner import ConfinementError, levels, selftest


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
    assert {"read a file outside", "read a secret of the workspace"} <= set(report.reached)


async def test_self_test_notices_a_tree_that_is_not_confined_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a Mac without a working profile would be: the portable fork server alone."""
    real = levels.child_config
    monkeypatch.setattr(levels, "child_config", lambda level, layout: real("mac", layout))
    monkeypatch.setattr(levels, "command", lambda level, layout, inner: inner)
    report = await selftest.self_test("L3")
    assert {"read a file outside", "write outside", "connect over TCP", "signal its parent"} <= set(report.reached)


def _verdicts(monkeypatch: pytest.MonkeyPatch, **reports: selftest.Report) -> None:
    async def self_test(level: levels.Level) -> selftest.Report:
        return reports[level]

    monkeypatch.setattr(selftest, "self_test", self_test)
    monkeypatch.setattr(selftest, "_chosen", None)


async def test_no_level_means_refusal_with_a_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    leak = ("read a file outside",)
    _verdicts(monkeypatch, **{level: selftest.Report(level, leak) for level in ("L3", "L2", "L1")})  # type: ignore[arg-type]
    with pytest.raises(ConfinementError) as caught:
        await selftest.choose_level()
    assert caught.value.next_step


async def test_the_choice_says_why_no_higher_level_was_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    _verdicts(
        monkeypatch,
        L3=selftest.Report("L3", problem="bubblewrap (bwrap) is not installed"),
        L2=selftest.Report("L2", ("read a file outside",)),
        L1=selftest.Report("L1"),
    )
    choice = await selftest.choose()
    assert (choice.level, [report.level for report in choice.tried]) == ("L1", ["L3", "L2", "L1"])
    assert "not L3: bubblewrap (bwrap) is not installed; not L2: could read a file outside" in choice.describe()
    assert await selftest.choose_level() == "L1"


async def test_the_best_level_says_nothing_about_others(monkeypatch: pytest.MonkeyPatch) -> None:
    _verdicts(monkeypatch, L3=selftest.Report("L3"))
    assert "(not" not in (await selftest.choose()).describe()


async def test_windows_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_chosen", None)
    monkeypatch.setattr(selftest.sys, "platform", "win32")
    with pytest.raises(ConfinementError) as caught:
        await selftest.choose_level()
    assert "WSL 2" in caught.value.next_step


async def test_a_mac_whose_sandbox_does_not_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no sandbox-exec here: the level is tried, and does not run."""
    monkeypatch.setattr(selftest, "_chosen", None)
    monkeypatch.setattr(selftest.sys, "platform", "darwin")
    with pytest.raises(ConfinementError) as caught:
        await selftest.choose_level()
    assert "mac: " in caught.value.message
    assert caught.value.next_step
