"""`understudy train ranker`, from the log to the file the next "Generate with Tests" reads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from understudy.cli.main import main
from understudy.generate.ranker import Ranker
from understudy.learn.events import Status, Tested, TestedCandidate
from understudy.learn.store import Log
from understudy.models import rankers
from understudy.models.gguf_header import content_sha256

RIGHT, WRONG = "    return {0} + {1}\n", "    for _ in range({0}):\n        pass\n    raise ValueError({1})\n"


def log_of(path: Path, model_sha: str, functions: int) -> None:
    """Right and wrong bodies that differ in every token: what a ranker can learn from any model's states."""
    with Log.open(path) as log:
        for number in range(functions):
            texts: list[tuple[str, Status]] = [(RIGHT.format(number, i), "passed") for i in range(2)]
            texts += [(WRONG.format(number, i), "failed") for i in range(2)]
            candidates = tuple(TestedCandidate(text, status, 1, 1, 0.0, -0.5) for text, status in texts)
            prompt = [f"def f{number}(a, b):\n"]
            log.tested(Tested(f"id{number}", f"/w/{number}.py", "python", prompt, candidates, model_sha))


def test_a_log_becomes_a_ranker_that_is_used_and_can_be_removed(
    random_model: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha = content_sha256(random_model)
    log_of(tmp_path / "log.db", sha, 24)
    words = ["train", "ranker", "--model", str(random_model), "--log", str(tmp_path / "log.db")]
    status = main([*words, "--json"])
    told = json.loads(capsys.readouterr().out)
    fitted = rankers.find(sha, "")
    assert fitted is not None and str(rankers.path_of(sha, "")) == told["path"]
    assert told["figures"]["outcomes"] == 96 and told["figures"]["groups"] == 24 and told["reason"] == fitted.reason
    assert told["figures"]["auc"] > 0.95
    assert (status, told["used"], Ranker.of(sha, "") is not None) in ((0, True, True), (1, False, False))
    assert main([*words, "--remove"]) == 0 and rankers.find(sha, "") is None


def test_too_little_is_refused_with_the_counts_and_changes_nothing(
    random_model: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_of(tmp_path / "log.db", content_sha256(random_model), 3)
    assert main(["train", "ranker", "--model", str(random_model), "--log", str(tmp_path / "log.db")]) == 2
    said = capsys.readouterr().err
    assert "12 (6 correct, 6 wrong)" in said and "Traceback" not in said
    assert rankers.find(content_sha256(random_model), "") is None


@pytest.mark.parametrize("words", [["--model", "none.gguf"], ["--adapter", "none.gguf"], ["--samples", "s.jsonl"]])
def test_bad_arguments_are_told_in_one_line(
    random_model: Path, home: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "ranker", "--model", str(random_model), *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_help_imports_no_torch() -> None:
    asked = "from understudy.cli.main import main; main(['train', 'ranker', '--help'])"
    code = f"import sys\ntry:\n    {asked}\nexcept SystemExit:\n    print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--remove" in done.stdout and done.stdout.rstrip().endswith("False")
