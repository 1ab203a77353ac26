"""The command itself: killed and started again, compared, checked, plotted."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped, unused-ignore]
import pytest

from tests.cli.command_line import command, environment
from tests.evaluate.conftest import model_in
from tests.evaluate.test_formats import HUMANEVAL
from understudy.cli import evaluating
from understudy.cli.main import main
from understudy.cli.progress import Remaining, duration
from understudy_trainer.scale.spread import here

SUITE = "families:seed=3,count=4"


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    return ["eval", SUITE, "--n", "2", "--model", str(model_in(tmp_path)), "--threads", "2"]


def test_a_killed_run_goes_on_and_ends_as_if_nothing_had_been(words: list[str], tmp_path: Path) -> None:
    killed, whole = environment(tmp_path / "killed"), environment(tmp_path / "whole")
    kept = tmp_path / "killed" / "evaluations"
    process = subprocess.Popen(command(*words), cwd=tmp_path, env=killed, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None and len(list(kept.glob("*/*.json"))) < 1:
        time.sleep(0.02)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []
    before = {path: path.stat().st_mtime_ns for path in kept.glob("*/*.json")}
    if not before:
        pytest.skip("this machine cannot confine test runs, or was too slow")
    assert len(before) < 4
    done = subprocess.run(command(*words, "--json", "a.json"), cwd=tmp_path, env=killed, capture_output=True, text=True)
    assert done.returncode == 0 and f"{len(before)} of 4 problems were sampled before" in done.stderr
    other = subprocess.run(command(*words, "--json", "b.json"), cwd=tmp_path, env=whole, capture_output=True, text=True)
    assert other.returncode == 0
    first, second = (json.loads((tmp_path / name).read_text()) for name in ("a.json", "b.json"))
    assert first["items"] == second["items"] and first["costs"]["sample_flops"] == second["costs"]["sample_flops"] > 0
    texts = [
        [json.loads(line)["completion"] for line in (tmp_path / name).read_text().splitlines()]
        for name in ("a.samples.jsonl", "b.samples.jsonl")
    ]
    assert texts[0] == texts[1] and len(texts[0]) == 8


def test_an_interrupt_says_how_to_go_on(words: list[str], tmp_path: Path) -> None:
    process = subprocess.Popen(
        command(*words), cwd=tmp_path, env=environment(tmp_path / "home"), stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None and not list(tmp_path.glob("home/evaluations/*/*.json")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    if "confine" in said:
        pytest.skip(said)
    assert process.returncode == 130 and "of 4 problems are done and kept; the same command goes on from there" in said


def test_two_runs_are_compared_and_plotted(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    short = [*words, "--limit", "2"]
    if (status := main([*short, "--json", "a.json", "--plot", "a.png", "--speed"])) == 2:
        pytest.skip("this machine cannot confine test runs")
    assert status == 0 and main([*short, "--json", "b.json", "--seed", "9"]) == 0
    assert main(["eval", "compare", "a.json", "b.json", "--json", "c.json", "--plot", "c.png"]) == 0
    found = json.loads((tmp_path / "c.json").read_text())
    assert len(found["won"] + found["lost"] + found["tied"]) == 2
    assert {"pass@1", "selected pass@1"} <= {row["metric"] for row in found["differences"]}
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in ("a.png", "c.png"))
    assert main([*words, "--limit", "1", "--json", "d.json"]) == 0
    assert main(["eval", "compare", "a.json", "d.json"]) == 2


def test_work_that_was_spread_is_kept_under_the_same_names(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ray's own part is tested in tests/scale; here its place is taken by the same work in this process."""
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(evaluating, "over_ray", lambda items, opening, **rest: here(items, opening))
    short = [*words, "--limit", "2"]
    if (status := main([*short, "--ray", "2", "--json", "a.json"])) == 2:
        pytest.skip("this machine cannot confine test runs")
    assert status == 0 and main([*short, "--json", "b.json"]) == 0
    assert "2 of 2 problems were sampled before" in capsys.readouterr().err
    assert (tmp_path / "a.samples.jsonl").read_bytes() == (tmp_path / "b.samples.jsonl").read_bytes()


def suite(path: Path, **changes: str) -> str:
    path.write_text(json.dumps({**HUMANEVAL, **changes}) + "\n")
    return str(path)


def test_check_says_yes_or_names_the_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    if main(["eval", "check", suite(tmp_path / "a.jsonl")]) == 2:
        pytest.skip("this machine cannot confine test runs")
    assert "1 of 1  all 1" in capsys.readouterr().out
    wrong = suite(tmp_path / "b.jsonl", canonical_solution="    return x\n")
    assert main(["eval", "check", wrong, "--json", str(tmp_path / "b.json")]) == 1
    assert "Own/0: canonical solution: failed (AssertionError)" in capsys.readouterr().out
    assert json.loads((tmp_path / "b.json").read_text())["faults"][0]["task_id"] == "Own/0"
    assert main(["eval", "check", suite(tmp_path / "c.jsonl", canonical_solution="")]) == 2  # nothing to check with


@pytest.mark.parametrize(
    "words",
    [
        ["eval", "a.jsonl", "b.jsonl"],
        ["eval", "compare", "a.json"],
        ["eval", "compare", "a.json", "b.json"],
        ["eval", "compare", "a.json", "b.json", "--n", "4"],
        ["eval", "check"],
        ["eval", "check", "families:count=1", "--judge-again"],
        ["eval", "families:count=1", "--seconds", "2", "--plot", "a.png"],
        ["eval", "families:count=1", "--threads", "-1"],
    ],
    ids=" ".join,
)
def test_mistakes_are_answered_with_a_next_step(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    out, err = capsys.readouterr()
    first, second = err.strip().splitlines()[-2:]
    assert first.startswith("error: ") and second.startswith("next: ") and out == ""


def test_what_is_left_is_told_once_there_is_a_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("understudy.cli.progress.time.monotonic", lambda: now[0])
    left = Remaining(10, free=2)
    assert left.after(0) == left.after(2) == ""
    now[0] = 30.0
    assert left.after(3) == " · about 4 min left" and left.after(10) == ""
    assert [duration(s) for s in (0, 119, 120, 7200, 9000)] == ["0 s", "119 s", "2 min", "2 h 0 min", "2 h 30 min"]
