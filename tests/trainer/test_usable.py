"""What is left out of training and counted, which responses of a ranking stay, and where plans and prompts are cut."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any, SupportsIndex

import pytest

from tests.trainer.conftest import Tiny
from understudy.prompts.special import CODE, PLAN
from understudy_trainer.data.cutting import shortened
from understudy_trainer.data.examples import Example, Method
from understudy_trainer.data.rows import MAX_RESPONSES, NO_ROOM, narrowed, usable
from understudy_trainer.model.codec import Codec

GOOD = Example(["def f():\n"], ("    return 1\n", "    pass\n"), (1.0, 0.0))


@pytest.fixture(scope="module")
def codec(tiny: Tiny) -> Codec:
    return Codec(tiny.f32)


def ranking(*scores: float) -> Example:
    return Example(["def f():\n"], tuple(f"    return {i}\n" for i in range(len(scores))), scores)


@pytest.mark.parametrize(
    ("method", "bad", "reason"),
    [
        ("dpo", Example([""], ("a", "b"), (1.0, 0.0)), "empty prompt"),
        ("dpo", Example(["a"], ("a", ""), (1.0, 0.0)), "empty response"),
        ("dpo", Example(["a", 1 << 20], ("a", "b"), (1.0, 0.0)), "token ids of another model"),
        ("rrtf", ranking(0.5, 0.5, 0.5), "all responses score the same"),
        ("rrtf", ranking(0.0, 0.0), "all responses score the same"),
        ("rrtf", ranking(0.0, 0.35, 0.1), "the best response is a failure"),
        ("plan", Example(["a"], ("a",), (1.0,), plan=" \n"), "empty plan"),
    ],
)
def test_what_teaches_nothing_is_left_out_and_counted(codec: Codec, method: Method, bad: Example, reason: str) -> None:
    good = GOOD if method != "plan" else Example(["a"], ("    pass\n",), (1.0,), plan="    # 1. do it\n")
    found = usable([bad, good, bad], codec, method, 128)
    assert found.examples == [good] and len(found.rows) == 1
    assert found.dropped == Counter({reason: 2}) and found.note == f"left out: 2 ({reason})"
    assert not usable([good], codec, method, 128).note


def test_a_long_ranking_keeps_its_best_and_something_of_every_score() -> None:
    scores = [0.0] * 12 + [0.2, 0.1, 0.5] + [0.0] * 5 + [1.0]
    kept = narrowed(ranking(*scores))
    assert len(kept.responses) == MAX_RESPONSES and kept.scores[0] == 1.0
    assert set(kept.scores) == set(scores)
    assert all(scores[int(text.split()[1])] == score for text, score in zip(kept.responses, kept.scores, strict=True))


def test_among_more_scores_than_places_the_choice_goes_from_best_to_worst() -> None:
    kept = narrowed(ranking(*(i / 40 for i in range(41)))).scores
    assert len(kept) == MAX_RESPONSES and kept[0] == 1.0 and kept[-1] == 0.0
    gaps = [a - b for a, b in itertools.pairwise(kept)]
    assert max(gaps) - min(gaps) < 0.06


def test_a_ranking_is_packed_with_the_scores_of_its_responses(codec: Codec) -> None:
    found = usable([ranking(*[0.0] * 20, 1.0)], codec, "rrtf", 128)
    (example,), (row,) = found.examples, found.rows
    assert len(row.responses) == len(example.scores) == MAX_RESPONSES
    assert list(row.responses[0].ids) == codec.text("    return 20\n") and example.scores[0] == 1.0


def test_a_long_plan_loses_its_last_steps_and_never_its_code(codec: Codec) -> None:
    code = "    return [value for value in values if value]\n"
    steps = [f"    # {i}. look at value number {i}\n" for i in range(1, 40)]
    example = Example(["def f(values):\n"], (code,), (1.0,), plan="".join(steps))
    most = len(codec.text(code)) + 60
    (row,) = usable([example], codec, "plan", 2 * most).rows
    _, planned = row.responses
    ids = list(planned.ids)
    assert len(ids) <= most and ids[ids.index(codec.special[CODE]) + 1 :] == codec.text(code)
    said = ids[ids.index(codec.special[PLAN]) + 1 : ids.index(codec.special[CODE])]
    count = next(n for n in range(len(steps)) if codec.text("".join(steps[: n + 1])) == said) + 1
    assert len(ids) + len(codec.text(steps[count])) > most - 2  # no step less than need be
    whole = usable([example], codec, "plan", 4096).rows[0].responses[1]
    assert len(whole.ids) == len(codec.text(code)) + len(codec.text(example.plan)) + 2


def test_a_plan_row_without_room_is_left_out(codec: Codec) -> None:
    long = Example(["def f():\n"], ("    x = 1\n" * 100,), (1.0,), plan="    # 1. do it\n")
    found = usable([long], codec, "plan", 128)
    assert not found.rows and found.dropped == Counter({NO_ROOM: 1})


class Sliced(list[int]):
    """Counts how often any of them is cut."""

    cuts = 0

    def __getitem__(self, place: SupportsIndex | slice) -> Any:
        Sliced.cuts += 1
        found = super().__getitem__(place)
        return Sliced(found) if isinstance(found, list) else found


def test_texts_of_one_length_are_cut_once_each(codec: Codec, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = codec.text
    monkeypatch.setattr(codec, "text", lambda text: Sliced(whole(text)))
    Sliced.cuts = 0
    found = shortened([1, "a = 1\n" * 500, 2, "b = 2\n" * 500, 3], codec, 101)
    assert len(found) == 101 and [found.index(mark) for mark in (1, 2, 3)] == [0, 50, 100]
    assert Sliced.cuts <= 2
