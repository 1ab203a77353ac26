"""What `understudy generate` says beside the diff: sandbox, questions, speed. Known candidates, real sandbox."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.scripted import RIGHT, sandbox_or_skip
from understudy.cli.main import main
from understudy.generate import runners
from understudy.models.bundled import BUNDLED_NAME
from understudy.runner.runner import Runner

SLOW = "    sum(range(20000))\n    return max(low, min(high, x))\n"
OTHER = "    return x\n"


@pytest.fixture(autouse=True)
def sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """A patient one: a busy machine is no reason for another verdict."""
    sandbox_or_skip()
    start = runners.start

    async def patient(workspace: Path, *, python: str = "", timeout_s: float = 30.0) -> Runner:
        return await start(workspace, python=python, timeout_s=30.0)

    monkeypatch.setattr(runners, "start", patient)


def words(workspace: Path, *more: str) -> list[str]:
    return ["generate", f"{workspace / 'calc.py'}::clamp", "--python", sys.executable, *more]


def test_faster_code_is_timed_and_said(
    scripted: Any,
    workspace: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    scripted(OTHER, SLOW, RIGHT)
    assert main(words(workspace, "--faster", "--budget", "100", "--policy", "direct", "--json")) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["verified"] and answer["speedup"] > 1.1 and answer["faster_than"] == "the first that passed"
    assert f"{answer['speedup']:.1f}x faster than the first that passed" in answer["summary"]
    best, slow = (next(c for c in answer["candidates"] if c["body"] == body) for body in (RIGHT, SLOW))
    assert answer["candidates"][0] == best and best["seconds"] < slow["seconds"]
    assert answer["overrun_s"] < 1 and answer["sandbox"] in answer["sandbox_command"] and answer["excluded"] == []


def test_the_sandbox_is_named_once_on_stderr(
    scripted: Any,
    workspace: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    scripted(RIGHT)
    assert main(words(workspace, "--budget", "100")) == 0
    out, err = capsys.readouterr()
    assert err.count("sandbox: L") == 1 and "sandbox" not in out and out.startswith("passed 2/2 tests · ")


def test_without_tests_the_question_is_text_and_json(
    scripted: Any,
    workspace: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (workspace / "test_calc.py").unlink()
    scripted(RIGHT, OTHER)
    assert main(words(workspace, "--budget", "12", "--n", "2")) == 0
    out, err = capsys.readouterr()
    asked = next(line for line in out.splitlines() if line.startswith("For `clamp(") and line.endswith("?"))
    assert " or " in asked and "(candidate 1)" in out and "sandbox:" not in err
    assert main(words(workspace, "--budget", "12", "--n", "2", "--json")) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["question"]["call"] in asked and len(answer["question"]["answers"]) == 2
    assert all(each["text"].split()[-1] in asked for each in answer["question"]["answers"])
    assert answer["evidence"]["calls"] > 0 and not answer["verified"] and answer["sandbox"] == ""


def test_the_model_that_was_measured_is_chosen_and_named(
    scripted: Any,
    workspace: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    scripted(RIGHT)
    assert main(words(workspace, "--budget", "100", "--model", "auto")) == 0
    assert f"model: {BUNDLED_NAME}" in capsys.readouterr().err


def test_no_local_model_is_chosen_for_a_server(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(workspace, "--model", "auto", "--remote", "http://127.0.0.1:9")) == 2
    assert "chooses among local models" in capsys.readouterr().err
