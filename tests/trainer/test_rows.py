"""What a method's examples become: spans of a pair, mismatched responses, and files that are refused by line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.conftest import Tiny
from understudy.learn.events import Tested, TestedCandidate
from understudy.learn.store import Log
from understudy.prompts.special import FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX
from understudy.prompts.types import Prompt
from understudy_trainer.cli import objective as flags
from understudy_trainer.data.cutting import shortened
from understudy_trainer.data.examples import Example, Method, from_log, mismatched, with_spans
from understudy_trainer.data.files import from_file
from understudy_trainer.data.rows import usable
from understudy_trainer.errors import TrainError
from understudy_trainer.methods.objective import Objective
from understudy_trainer.model.codec import Codec


@pytest.fixture(scope="module")
def codec(tiny: Tiny) -> Codec:
    return Codec(tiny.f32)


IDS = st.lists(st.integers(0, 2), min_size=1, max_size=9)


@given(IDS, IDS)
def test_spans_are_the_longest_common_ends(chosen: list[int], rejected: list[int]) -> None:
    first, second = with_spans(chosen, rejected)
    cuts = []
    for ids, response in ((chosen, first), (rejected, second)):
        assert list(response.ids) == ids and list(response.roles) == sorted(response.roles)
        parts: list[list[int]] = [[], [], []]
        for token, role in zip(ids, response.roles, strict=True):
            parts[role].append(token)
        cuts.append(parts)
    (prefix, mid, suffix), (other_prefix, other_mid, other_suffix) = cuts
    assert prefix == other_prefix and suffix == other_suffix
    if mid and other_mid:
        assert mid[0] != other_mid[0] and mid[-1] != other_mid[-1]
    if chosen == rejected:
        assert prefix == chosen


def test_a_focused_pair_keeps_its_sums_apart(tiny: Tiny) -> None:
    codec = Codec(tiny.f32)
    example = Example(["def f(a, b):\n"], ("    return a + b\n", "    return a - b\n"), (1.0, 0.0))
    (whole,) = usable([example], codec, "dpo", 128).rows
    (focused,) = usable([example], codec, "dpo", 128, focused=True).rows
    assert whole.roles == 1 and focused.roles == 3
    assert [r.ids for r in whole.responses] == [r.ids for r in focused.responses]
    marked = [codec.text("+"), codec.text("-")]
    for response, mark in zip(focused.responses, marked, strict=True):
        mid = [token for token, role in zip(response.ids, response.roles, strict=True) if role == 1]
        assert 0 < len(mid) <= len(mark) + 2


def test_a_mismatched_response_is_another_prompts() -> None:
    examples = [Example([p], (t,), (1.0,)) for p, t in [("a", "1"), ("a", "2"), ("b", "3"), ("c", "4")]]
    assert [mismatched(examples, i) for i in range(4)] == ["3", "3", "4", "1"]
    assert mismatched([examples[0], examples[1]], 0) == "2"  # one prompt alone: nothing better is there


@pytest.mark.parametrize(
    ("method", "row"),
    [
        ("kto", {"prompt": "a", "completion": "b", "label": "false"}),
        ("rrtf", {"prompt": "a", "responses": [{"text": "b", "score": 1}, {"text": "c", "score": float("nan")}]}),
        ("rrtf", {"prompt": "a", "responses": [{"text": "b", "score": 1}]}),
        ("dpo", {"prompt": "a", "chosen": "b", "rejected": 3}),
        ("sft", ["a", "b"]),
    ],
)
def test_a_line_that_means_nothing_is_named(tmp_path: Path, method: Method, row: object) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text("\n" + json.dumps(row) + "\n")
    with pytest.raises(TrainError, match=r"d\.jsonl:2"):
        from_file(path, method)


def test_line_separators_inside_text_do_not_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    row = {"prompt_pieces": ["a", 3], "completion": "x = '\u2028'\n", "label": True}
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(row, ensure_ascii=False).encode() + b"\r\n")
    (example,) = from_file(path, "kto")
    assert example.responses == (row["completion"],) and example.prompt == ["a", 3]


def parsed(method: Method, *arguments: str) -> Objective:
    parser = argparse.ArgumentParser()
    flags.add_arguments(parser, method)
    return flags.objective(parser.parse_args(arguments), method)


def test_flags_default_to_the_objectives_own() -> None:
    for method in ("dpo", "kto", "rrtf", "sft", "plan"):
        assert parsed(method) == Objective(method)


def test_flags_reach_the_objective() -> None:
    assert parsed("dpo", "--loss", "focused", "--focus", "3").focused
    assert parsed("kto", "--desirable", "2").desirable == 2.0
    assert parsed("rrtf", "--ft", "sum", "--length-penalty", "0.5") == Objective(
        "rrtf", rrtf_sum=True, length_penalty=0.5
    )
    assert parsed("plan", "--plan-head", "--plan-weight", "0") == Objective("plan", plan_head=True, plan_weight=0.0)


@pytest.mark.parametrize(
    ("method", "value"), [("dpo", ("--beta", "0")), ("plan", ("--plan-weight", "1.5")), ("kto", ("--desirable", "nan"))]
)
def test_values_without_meaning_are_refused(
    method: Method, value: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parsed(method, *value)
    assert "is no number" in capsys.readouterr().err


@given(st.integers(2, 200), st.integers(0, 90), st.integers(0, 90))
def test_a_long_prompt_is_cut_far_from_the_cursor(codec: Codec, room: int, above: int, below: int) -> None:
    marks = [codec.special[name] for name in (FIM_SUFFIX, FIM_PREFIX, FIM_MIDDLE)]
    suffix, prefix = "total = 0\n" + "b = 1\n" * below, "a = 2\n" * above + "return"
    prompt: Prompt = [marks[0], suffix, marks[1], prefix, marks[2]]
    whole, found = codec.prompt(prompt), shortened(prompt, codec, room)
    assert len(found) == min(room, len(whole))
    if room >= 3:
        assert [token for token in found if token in marks] == marks
        middle = found.index(marks[1])
        assert found[1:middle] == codec.text(suffix)[: middle - 1]
        kept = len(found) - middle - 2
        assert found[middle + 1 : -1] == codec.text(prefix)[len(codec.text(prefix)) - kept :]


def test_another_models_token_ids_are_left_out(tmp_path: Path) -> None:
    with Log.open(tmp_path / "log.sqlite") as log:
        for number, (prompt, model) in enumerate([([2, "x"], "mine"), ([2, "y"], "other"), (["z"], "other")]):
            candidates = (
                TestedCandidate("    return 1\n", "passed", 2, 2, 0.0, -0.1),
                TestedCandidate("    return None\n", "failed", 0, 2, 0.0, -0.2),
            )
            log.tested(Tested(str(number), f"/{number}.py", "python", prompt, candidates, model))
        assert [e.prompt for e in from_log(log, "dpo", "mine")] == [[2, "x"], ["z"]]
        assert len(from_log(log, "dpo")) == 3 and {e.source for e in from_log(log, "kto")} == {"test"}
