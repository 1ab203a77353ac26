"""Every verb in a process of its own: what it prints, where, and its exit status."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.cli.command_line import CALC, Run, command, environment
from understudy.cli import checks
from understudy.cli.main import VERBS, main


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([verb, "--help"])
    assert end.value.code == 0 and f"example: understudy {verb}" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), (["--version"], 0), ([], 2), (["nope"], 2)])
def test_the_command_itself(understudy: Run, words: list[str], status: int) -> None:
    done = understudy(*words)
    assert done.returncode == status and "Traceback" not in done.stderr
    if "--help" in words:
        assert all(verb in done.stdout for verb in VERBS)


@pytest.mark.parametrize(
    "words",
    [
        ["generate", "calc.py"],
        ["generate", "calc.py::nope"],
        ["generate", "missing.py::f"],
        ["generate", "calc.py::clamp", "--budget", "0"],
        ["generate", "calc.py::clamp", "--n", "0"],
        ["generate", "calc.py::clamp", "--model", "no-such-model"],
        ["complete", "calc.py"],
        ["complete", "calc.py:0:1"],
        ["complete", "calc.py:999:1"],
        ["serve", "--tcp", "nowhere"],
        ["models", "use", "no-such-model"],
        ["models", "pull", "no-such-model"],
        ["models", "remove", "no-such-model"],
        ["models", "remove", "understudy-tiny", "--yes"],
        ["models", "remove", "../calc", "--yes"],
        ["adapters", "use", "0000", "--model", "calc.py"],
        ["learn", "purge"],
        ["eval", "missing.jsonl"],
        ["eval", "families:seed=x"],
        ["eval", "families:count=1", "--n", "0"],
    ],
    ids=" ".join,
)
def test_mistakes_are_answered_with_an_error_and_a_next_step(
    words: list[str], workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(workspace.parent / "home"))
    monkeypatch.chdir(workspace)
    assert main(words) == 2
    out, err = capsys.readouterr()
    first, second = err.strip().splitlines()[-2:]
    assert first.startswith("error: ") and second.startswith("next: ") and out == ""


def test_an_error_is_no_traceback_in_a_process_of_its_own(understudy: Run) -> None:
    done = understudy("generate", "calc.py::nope")
    assert done.returncode == 2 and done.stderr.startswith("error: ") and "Traceback" not in done.stderr


def test_generate_reports_and_leaves_the_workspace_alone(understudy: Run, workspace: Path, tiny_model: str) -> None:
    done = understudy("generate", "calc.py::clamp", "--model", tiny_model, "--budget", "5", "--n", "2", "--json")
    answer = json.loads(done.stdout)
    assert answer["function"] == "clamp" and answer["verified"] is False and "passed 2/2" not in answer["summary"]
    assert done.returncode == (1 if answer["new_text"] is None else 0)
    assert (workspace / "calc.py").read_text() == CALC and sorted(p.name for p in workspace.iterdir()) == [
        "calc.py",
        "pyproject.toml",
        "test_calc.py",
    ]


def test_complete_prints_json(understudy: Run, workspace: Path, tiny_model: str) -> None:
    (workspace / "a.py").write_text("def f(x):\n    y = \n    return y\n")
    done = understudy("complete", "a.py:2:9", "--model", tiny_model, "--json")
    assert done.returncode in (0, 1) and set(json.loads(done.stdout)) >= {"text", "reason", "seconds"}


def test_doctor_names_every_fact_and_fails_only_on_a_failure(understudy: Run, tiny_model: str) -> None:
    assert understudy("models", "use", tiny_model).returncode == 0
    done = understudy("doctor", "--json")
    found = json.loads(done.stdout)
    names = [check["name"] for check in found["checks"]]
    assert names == [
        "python",
        "packages",
        "data directory",
        "event log",
        "llama.cpp",
        "model",
        "windows",
        "sandbox",
        "pytest",
        "trainer",
    ]
    assert done.returncode == (0 if found["ok"] else 1)
    assert all(check["status"] == "ok" or check["next_step"] for check in found["checks"])
    assert next(check for check in found["checks"] if check["name"] == "model")["status"] == "ok"


def test_doctor_says_what_to_do_about_a_broken_model(understudy: Run, workspace: Path) -> None:
    (workspace / "bad.gguf").write_bytes(b"GGUFxxxx")
    assert understudy("models", "use", "bad.gguf").returncode == 2
    home = workspace.parent / "home"
    home.mkdir(exist_ok=True)
    (home / "model").write_text(str(workspace / "bad.gguf"))
    done = understudy("doctor")
    assert done.returncode == 1 and "fail  model" in done.stdout and "next: " in done.stdout


def test_models_and_adapters_and_learn_on_a_fresh_home(understudy: Run, workspace: Path, tiny_model: str) -> None:
    assert "understudy-tiny" in understudy("models", "list").stdout
    understudy("models", "use", tiny_model)
    rows = json.loads(understudy("models", "list", "--json").stdout)
    assert [row["name"] for row in rows if row["in_use"]] == [tiny_model]
    assert json.loads(understudy("adapters", "list", "--json").stdout) == []
    assert "the base model alone" in understudy("adapters", "off").stdout
    assert "the base model alone" in understudy("adapters", "back").stdout
    assert json.loads(understudy("learn", "stats", "--json").stdout)["shown"] == 0
    assert understudy("learn", "export", "pairs.jsonl").returncode == 0
    warm = workspace.parent / "home" / "warm"
    warm.mkdir()
    (warm / "state").write_bytes(b"text of a file")
    assert understudy("learn", "purge", "--yes").stdout == "0 events deleted\n" and not warm.exists()


def test_eval_writes_numbers_and_every_sample(understudy: Run, workspace: Path, tiny_model: str) -> None:
    done = understudy(
        "eval", "families:seed=3,count=2", "--model", tiny_model, "--n", "2", "--select", "none", "--json", "out.json"
    )
    assert done.returncode == 0, done.stderr
    assert "pass@1" in done.stdout and "pass@2" in done.stdout
    facts = json.loads((workspace / "out.json").read_text())
    assert facts["problems"] == 2 and facts["n"] == 2 and facts["metrics"]["pass@1"]["low"] >= 0
    assert len((workspace / "out.samples.jsonl").read_text().splitlines()) == 4


def test_ctrl_c_ends_everything_with_130(workspace: Path, tmp_path: Path, tiny_model: str) -> None:
    words = ("eval", "families:seed=3,count=50", "--model", tiny_model, "--n", "16")
    process = subprocess.Popen(
        command(*words), cwd=workspace, env=environment(tmp_path / "home"), stderr=subprocess.PIPE, text=True
    )
    deadline, kept = time.monotonic() + 20, tmp_path / "home" / "evaluations"
    while time.monotonic() < deadline and not list(kept.glob("eval-*.samples.jsonl")):
        time.sleep(0.1)
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=15)
    assert process.returncode == 130 and "Traceback" not in stderr
    _, alive = psutil.wait_procs(children, timeout=3)
    assert alive == []
    assert list(kept.glob("eval-*.samples.jsonl")) and not list(workspace.glob("eval-*"))  # nothing unasked for


def test_a_workspace_folder_named_like_us_is_not_imported_by_the_children(understudy: Run, workspace: Path) -> None:
    for name in ("pytest", "llama_cpp"):
        (workspace / name).mkdir()
        (workspace / name / "__init__.py").write_text("open('ran', 'w').close()\nraise SystemExit(3)\n")
    done = understudy("doctor", "--json", PYTHONSAFEPATH="1")  # as the console script starts; children get -I
    assert "checks" in json.loads(done.stdout)
    assert not list(workspace.parent.rglob("ran"))


def test_doctor_says_whether_windows_can_share_an_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    found = checks.windows()
    assert found.status == "ok" and "share one engine" in found.detail
    (tmp_path / "run").rmdir()
    (tmp_path / "run").write_text("in the way")
    found = checks.windows()
    assert found.status == "warn" and "cannot be used" in found.detail and found.next_step
