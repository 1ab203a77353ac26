"""Our export files under the library whose formats they are in. Skipped where that is not installed (it is no
dependency): put it on the path with UNDERSTUDY_TRL, or into the development cache with `pip install --target`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.learn.test_pairs import batch, candidate
from tests.trainer.tiny import make_model
from understudy.learn.export import export
from understudy.learn.importing import import_file
from understudy.learn.store import Log

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "understudy-dev" / "trl"
TRL = Path(os.environ.get("UNDERSTUDY_TRL") or CACHE)
SCRIPT = Path(__file__).with_name("trl_reads.py")


@pytest.mark.slow
@pytest.mark.skipif(not (TRL / "trl").is_dir(), reason="TRL is not installed beside the trainer")
def test_trl_prepares_every_line_and_trains_on_them(tmp_path: Path) -> None:
    make_model(tmp_path / "hf")
    preference, unpaired = tmp_path / "p.jsonl", tmp_path / "k.jsonl"
    with Log.open(tmp_path / "l.sqlite") as log:
        for number in range(8):
            log.tested(batch(candidate(f"return {number}", "passed", 4), candidate(f"n = {number}; pass", "failed", 1)))
        line = {"prompt": "x = ", "chosen": "1", "rejected": "None"}
        (tmp_path / "in.jsonl").write_text(json.dumps(line))
        import_file(log, tmp_path / "in.jsonl")
        counts = export(log, preference), export(log, unpaired, "kto")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(preference), str(unpaired), str(tmp_path / "hf")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TRL), "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "hub")},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert [(found[name]["given"], found[name]["prepared"]) for name in ("dpo", "kto")] == [(n, n) for n in counts]
    assert found["dpo"]["loss"] == pytest.approx(0.6931, abs=1e-3)  # ln 2: nothing is learnt before the first step
