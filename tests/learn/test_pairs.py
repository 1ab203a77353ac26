"""Which events become pairs, rankings and labels."""

from __future__ import annotations

from understudy.learn.events import Event, Outcome, Shown, Status, Tested, TestedCandidate
from understudy.learn.pairs import labels, pairs, rankings
from understudy.learn.split import scope_of

PREFIX = "def mean(xs):\n    "


def shown(name: str, text: str, at: float, typed: str = "", suffix: str = "\n") -> Shown:
    return Shown(name, "/w/a.py", "python", [2, suffix, 1, PREFIX + typed, 3], text, -1.0, "sha", at=at)


def outcome(name: str, kind: str, at: float, after: float = 0, text: str = "") -> Outcome:
    return Outcome(name, kind, after, text, at)  # type: ignore[arg-type]


def candidate(text: str, status: Status, passed: int = 0, total: int = 4, wall: float = 0.01) -> TestedCandidate:
    return TestedCandidate(text, status, passed, total, wall, -1.0)


def batch(*candidates: TestedCandidate) -> Tested:
    return Tested("b", "/w/a.py", "python", [PREFIX], candidates, "sha", at=5.0)


DISMISSED: list[Event] = [shown("a", "pass", 0.0), outcome("a", "dismissed", 1.0)]


def test_accepted_after_dismissed_at_the_same_prompt() -> None:
    events = [*DISMISSED, shown("b", "return sum(xs)", 2.0), outcome("b", "accepted", 3.0)]
    (pair,) = pairs(events)
    assert (pair.chosen, pair.rejected, pair.source) == ("return sum(xs)", "pass", "accept")


def test_what_was_typed_in_between_belongs_to_the_chosen_text() -> None:
    events = [*DISMISSED, shown("b", "urn sum(xs)", 2.0, typed="ret"), outcome("b", "accepted", 3.0)]
    (pair,) = pairs(events)
    assert pair.chosen == "return sum(xs)" and pair.prompt[3] == PREFIX


def test_a_changed_suffix_or_a_long_pause_makes_no_pair() -> None:
    other = [*DISMISSED, shown("b", "return 1", 2.0, suffix="\nx"), outcome("b", "accepted", 3.0)]
    late = [*DISMISSED, shown("b", "return 1", 500.0), outcome("b", "accepted", 501.0)]
    assert pairs(other) == [] and pairs(late) == []


def test_a_glance_is_no_rejection() -> None:
    events: list[Event] = [shown("a", "pass", 0.0), outcome("a", "dismissed", 0.3)]
    events += [shown("b", "return 1", 2.0), outcome("b", "accepted", 3.0)]
    assert pairs(events) == [] and [label.good for label in labels(events)] == [True]


def test_what_the_user_made_of_it_is_better_than_what_was_offered() -> None:
    events: list[Event] = [shown("b", "return sum(xs)", 2.0), outcome("b", "accepted", 3.0)]
    events.append(outcome("b", "kept", 33.0, 30.0, "return sum(xs) / len(xs)"))
    (pair,) = pairs(events)
    assert (pair.chosen, pair.rejected) == ("return sum(xs) / len(xs)", "return sum(xs)")


def test_accepted_and_then_deleted_is_bad() -> None:
    events = [
        *DISMISSED,
        shown("b", "return 1", 2.0),
        outcome("b", "accepted", 3.0),
        outcome("b", "kept", 33.0, 30.0, ""),
    ]
    assert pairs(events) == []
    assert [label.good for label in labels(events)] == [False, False]


def test_passed_against_failed_with_a_margin() -> None:
    found = pairs([batch(candidate("a", "passed", 4), candidate("b", "failed", 1), candidate("c", "failed", 3))])
    assert [(pair.chosen, pair.rejected, pair.margin) for pair in found] == [("a", "b", 0.75)]


def test_not_verified_proves_nothing() -> None:
    events = [batch(candidate("a", "passed", 4), candidate("b", "not_verified"), candidate("c", "passed", 0, 0))]
    assert pairs(events) == [] and rankings(events) == [] and len(labels(events)) == 1


def test_one_batch_gives_at_most_four_pairs() -> None:
    assert len(pairs([batch(candidate("aa", "passed", 4), *(candidate(f"b{i}", "crash") for i in range(9)))])) == 4


def test_speed_needs_a_quarter_and_a_clock_that_can_tell() -> None:
    slow = pairs([batch(candidate("a", "passed", 4, wall=0.1), candidate("b", "passed", 4, wall=0.2))])
    assert [(pair.chosen, pair.source, pair.margin) for pair in slow] == [("a", "speed", 1.0)]
    assert not pairs([batch(candidate("a", "passed", 4, wall=0.1), candidate("b", "passed", 4, wall=0.12))])
    assert not pairs([batch(candidate("a", "passed", 4, wall=0.00001), candidate("b", "passed", 4, wall=0.00002))])


def test_layout_and_comments_are_no_difference() -> None:
    assert not pairs([batch(candidate("    return 1\n", "passed", 4), candidate("    return 1  # no\n", "failed", 0))])


def test_duplicates_once_and_the_latest_of_contradicting_pairs() -> None:
    first = [*DISMISSED, shown("b", "return 1", 2.0), outcome("b", "accepted", 3.0)]
    again = [shown("c", "return 1", 200.0), outcome("c", "dismissed", 202.0)]
    again += [shown("d", "pass", 203.0), outcome("d", "accepted", 204.0)]
    assert len(pairs([*first, *first])) == 1
    (pair,) = pairs([*first, *again])
    assert (pair.chosen, pair.rejected) == ("pass", "return 1")


def test_masked_text_is_never_chosen() -> None:
    assert not pairs([batch(candidate('k = "<masked:aws-key>"', "passed", 4), candidate("b", "failed", 0))])


def test_rankings_order_error_timeout_some_all() -> None:
    events = [
        batch(
            candidate("e", "error"), candidate("t", "timeout"), candidate("f", "failed", 2), candidate("p", "passed", 4)
        )
    ]
    (ranking,) = rankings(events)
    assert list(ranking.scores) == sorted(ranking.scores) and len(set(ranking.scores)) == 4


def test_one_function_is_never_on_both_sides_of_the_split() -> None:
    assert scope_of("/w/a.py", PREFIX) == scope_of("/w/a.py", PREFIX + "return su")
    scopes = [scope_of("/w/a.py", f"def f{i}():\n") for i in range(500)]
    from understudy.learn.pairs import held_out

    assert 60 < sum(map(held_out, scopes)) < 140
