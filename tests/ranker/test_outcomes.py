"""What counts as an outcome: verdicts of the workspace's tests in the log, or judged samples of an evaluation."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from understudy.learn.events import Excluded, Shown, Status, Tested, TestedCandidate
from understudy.learn.pairs import pairs
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Sample
from understudy_trainer.ranker import outcomes
from understudy_trainer.ranker.outcomes import data, from_events, from_samples

MODEL = "ab" * 32
PROBLEM = Problem("p/0", "def f(a):\n", "f", "assert f(1) == 1")


def judged(
    *verdicts: tuple[str, Status], prompt: str = "def f(a):\n", file: str = "/w/a.py", model: str = MODEL
) -> Tested:
    candidates = tuple(TestedCandidate(text, status, 0, 3, 0.0, -0.5) for text, status in verdicts)
    return Tested("id", file, "python", [prompt, 6], candidates, model)


def sample(completion: str, status: str, task: str = "p/0") -> Sample:
    return Sample(task, 0, completion, status == "passed", status, "direct", -0.5, 3, 0.1, "stop")


def test_verdicts_become_outcomes_and_what_was_not_verified_is_left_out() -> None:
    statuses: list[Status] = ["passed", "failed", "timeout", "crash", "error", "not_verified"]
    (one,) = from_events([judged(*((f"    {status}\n", status) for status in statuses))], MODEL)
    assert one.outcomes == ("correct", "wrong", "runtime", "runtime", "runtime")
    assert one.prompt == ["def f(a):\n", 6] and "/w/a.py" in one.group and "def f" in one.group


def test_other_models_other_events_and_repeats_are_not_counted_twice() -> None:
    shown = Shown("s", "/w/a.py", "python", ["x"], "y", -0.1, MODEL)
    events = [
        judged(("    a\n", "failed"), ("    b\n", "failed")),
        shown,
        judged(("    a\n", "passed")),
        judged(("    c\n", "passed"), model="ef" * 32),
        judged(("    d\n", "passed"), prompt="def g(a):\n"),
    ]
    first, second = from_events(events, MODEL)
    assert dict(zip(first.texts, first.outcomes, strict=True)) == {"    a\n": "correct", "    b\n": "wrong"}
    assert second.texts == ("    d\n",) and first.group != second.group
    assert outcomes.counted([first, second]) == {"correct": 2, "wrong": 1}


def test_candidates_of_a_pair_that_was_deleted_teach_nothing() -> None:
    batch = judged(("    a\n", "passed"), ("    b\n", "failed"), ("    c\n", "failed"))
    gone = next(pair.id for pair in pairs([batch]) if pair.rejected == "    b\n")
    (one,) = from_events([batch, Excluded(gone)], MODEL)
    assert one.texts == ("    c\n",)


def test_samples_of_an_evaluation_tell_syntax_errors_apart(tmp_path: Path) -> None:
    path = tmp_path / "samples.jsonl"
    lines = [
        sample("    return a\n", "passed"),
        sample("    return a\n", "passed"),
        sample("    return 2\n", "failed"),
        sample("    return (\n", "failed"),
        sample("    while 1: pass\n", "timeout"),
        sample("    return 9\n", "passed", task="elsewhere"),
    ]
    path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    (one,) = from_samples(path, [PROBLEM], {"code": 6})
    assert one.outcomes == ("correct", "wrong", "syntax", "runtime") and one.prompt == ["def f(a):\n", 6]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "samples.jsonl"
    path.write_text("{}\n")
    with pytest.raises(TrainError) as told:
        from_samples(path, [PROBLEM], {})
    assert f"{path}:1" in told.value.message
    with pytest.raises(TrainError):
        from_samples(tmp_path / "none.jsonl", [PROBLEM], {})


def test_texts_without_features_are_left_out() -> None:
    (one,) = from_events([judged(("    a\n", "passed"), ("    b\n", "failed"))], MODEL)
    found = data([one], [[None, np.ones(5)]])
    assert len(found) == 1 and found.outcomes == ("wrong",) and found.sources == ("direct",)
    assert len(data([one], [[None, None]])) == 0
