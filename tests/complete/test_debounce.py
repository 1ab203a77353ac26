"""The wait follows the user's typing and the model's speed. The clock is the test's.

Laggy typing without a delay: ggml-org/llama.vscode#161, TabbyML/tabby#2493. Too eager: zed-industries/zed#23159.
"""

from __future__ import annotations

import pytest

from understudy.complete.debounce import MOST_S, Debounce, context_factor, delay

NEUTRAL = "x = total "  # no trigger, not inside a word


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def typing(clock: Clock, interval_s: float, answer_s: float) -> Debounce:
    found = Debounce(clock)
    for _ in range(12):
        found.typed()
        clock.now += interval_s
        found.answered(answer_s)
    return found


def wait(found: Debounce, before: str = NEUTRAL, least_s: float = 0.0, gentle: bool = False) -> float:
    return found.wait_s(before, least_s=least_s, gentle=gentle)


def test_model_faster_than_the_fingers_is_asked_at_once() -> None:
    assert wait(typing(Clock(), 0.2, 0.02)) < 0.003


def test_slow_model_is_asked_only_after_a_pause() -> None:
    assert wait(typing(Clock(), 0.2, 2.0)) == pytest.approx(0.2, rel=0.02)


def test_wait_grows_with_the_answer_time_and_never_beyond_the_interval() -> None:
    waits = [delay(0.2, answer, NEUTRAL) for answer in (0.0, 0.05, 0.2, 0.8, 10.0)]
    assert waits == sorted(waits) and waits[0] == 0 and waits[2] == pytest.approx(0.1) and waits[-1] <= 0.2


@pytest.mark.parametrize("before", ["x = self.", "f(", "if x:", "x =", "x = ", "    ", ""])
def test_trigger_characters_and_new_lines_wait_less(before: str) -> None:
    assert context_factor(before) < context_factor(NEUTRAL) < context_factor("x = tot")


def test_pause_is_no_typing_interval() -> None:
    clock = Clock()
    found = typing(clock, 0.1, 0.1)
    clock.now += 60
    assert found.typed() > 59 and found.interval_s == pytest.approx(0.1)


def test_dismissals_slow_it_down_acceptances_speed_it_up_and_both_fade() -> None:
    clock = Clock()
    found = typing(clock, 0.2, 0.1)
    usual = wait(found)
    found.judged(accepted=False)
    assert wait(found) == pytest.approx(1.5 * usual)
    found.judged(accepted=True)
    assert wait(found) == pytest.approx(1.2 * usual)
    for _ in range(50):
        found.judged(accepted=False)
    assert 2 * usual < wait(found) < 0.2, "never so long that only silence is left"
    clock.now += 3600
    assert wait(found) == pytest.approx(usual, rel=0.02)


def test_users_floor_and_the_ceiling_hold_and_battery_doubles() -> None:
    found = typing(Clock(), 0.1, 0.1)
    assert wait(found, gentle=True) == pytest.approx(2 * wait(found))
    assert wait(found, least_s=0.3) == 0.3
    assert wait(typing(Clock(), 0.9, 90.0), "x = tot") == MOST_S
    assert wait(found, least_s=2.0) == 2.0


def test_model_too_slow_to_ever_answer_is_known_to_be_slow() -> None:
    clock = Clock()
    found = Debounce(clock)
    for _ in range(12):
        found.typed()
        clock.now += 0.2
        found.gave_up(0.2)
    assert wait(found) == pytest.approx(0.1, rel=0.01)
    found.gave_up(0.01)
    assert found.answer_s == pytest.approx(0.2)
