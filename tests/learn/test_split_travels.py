"""What `learn export --split` holds out is held out of a run on that file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.learn.test_pairs import candidate
from understudy.learn.events import Tested
from understudy.learn.export import export
from understudy.learn.split import By
from understudy.learn.store import Log
from understudy_trainer.data.files import from_file
from understudy_trainer.errors import TrainError


@pytest.mark.parametrize("by", ["function", "file", "time"])
def test_the_file_s_own_division_is_kept(by: By, tmp_path: Path) -> None:
    out = tmp_path / "pairs.jsonl"
    with Log.open(tmp_path / "l.sqlite") as log:
        for number in range(40):
            two = (candidate(f"return {number}", "passed", 4), candidate(f"n = {number}; pass", "failed", 1))
            prompt = [f"def f{number}(x):\n    "]
            log.tested(Tested(str(number), f"/w/{number % 9}.py", "python", prompt, two, "sha", at=float(number)))
        assert export(log, out, by=by) > 20
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [example.held_out for example in from_file(out, "dpo")] == [row["held_out"] for row in rows]
    assert 0 < sum(row["held_out"] for row in rows) < len(rows)


def test_rows_that_say_nothing_go_by_their_hash_and_nonsense_is_named(tmp_path: Path) -> None:
    row = {"prompt": "a", "chosen": "b", "rejected": "c", "scope": "s"}
    path = tmp_path / "p.jsonl"
    path.write_text("".join(json.dumps({**row, **more}) + "\n" for more in ({}, {"held_out": True})))
    silent, told = from_file(path, "dpo")
    assert silent.apart is None and told.held_out
    path.write_text(json.dumps({**row, "held_out": "yes"}))
    with pytest.raises(TrainError, match="held_out must be"):
        from_file(path, "dpo")
