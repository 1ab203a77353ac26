"""The builders as the command runs them: the bundled model, a real llama-server as teacher, the real sandbox."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders.command import command
from tests.builders.scripted import sandbox
from tests.engine.remote.conftest import LlamaServer, llama_server_folder
from understudy.errors import UnderstudyError
from understudy.models.bundled import bundled_path
from understudy.models.errors import ModelError
from understudy_trainer.builders.preferences.making import partial_of, report_of
from understudy_trainer.cli.common import EXIT_CANCELLED, EXIT_OK
from understudy_trainer.data.files import from_file
from understudy_trainer.evaluate.engines import EngineAt, at

SMALL = ["--n", "4", "--tests", "2", "--programs", "2", "--threads", "1", "--json"]
COMMAND = [
    sys.executable,
    "-c",
    "import sys; from tests.builders.command import command; sys.exit(command(sys.argv[1:]))",
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def ready() -> None:
    """The bundled model and a sandbox, or skip."""
    try:
        bundled_path()
    except ModelError as error:
        pytest.skip(str(error))
    asyncio.run(_confined())


async def _confined() -> None:
    async with sandbox():
        pass


def told(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.usefixtures("ready")
def test_stopped_by_sigterm_the_same_command_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "pairs.jsonl"
    words = ["codedpo", "families:seed=3,count=3", "--out", str(out), "--trusted", "--no-speed", *SMALL]
    with subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
                          | {"PYTHONPATH": "."}) as process:  # fmt: skip
        assert process.stdout is not None and process.stderr is not None
        first = json.loads(process.stdout.readline())
        assert first["kind"] == "task" and first["done"] == 1
        process.send_signal(signal.SIGTERM)
        said = process.stderr.read()
        assert process.wait() == EXIT_CANCELLED and "goes on from here" in said and "Traceback" not in said
    done = partial_of(out).read_bytes().count(b"\n")
    assert 1 <= done < 3 and not out.exists()
    asked = subprocess.run([*COMMAND, *words], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": "."},
                           check=False)  # fmt: skip
    assert asked.returncode == EXIT_OK, asked.stderr
    lines = told(asked.stdout)
    assert lines[0]["done"] == done and lines[-2]["done"] == 3 and lines[-1]["kind"] == "result"
    report = json.loads(report_of(out).read_bytes())
    assert report["tasks"] == 3 and report["counts"]["rows_drawn"] == 12 and report["counts"]["given_tests"] > 4
    for example in from_file(out, "dpo"):  # chosen and rejected differ in the sandbox, or there is no row
        assert example.responses[0] != example.responses[1] and isinstance(example.prompt[-1], int)


@pytest.mark.usefixtures("ready")
def test_rankings_with_a_teacher_behind_llama_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not (llama_server_folder() / "llama-server").is_file():
        pytest.skip("llama-server is not built: run `scripts/setup.sh server`")
    server = LlamaServer(bundled_path(), "-np", "2", "-c", "2048")
    try:
        words = ["rankings", "families:seed=3,count=2", "--out", str(tmp_path / "r.jsonl"), "--teacher", server.url]
        more = [
            "--temperatures",
            "1.0",
            "--teacher-temperatures",
            "0.8",
            "--n",
            "4",
            "--teacher-n",
            "2",
            "--threads",
            "1",
            "--json",
        ]
        assert command([*words, *more]) == EXIT_OK
    finally:
        server.kill()
    report = told(capsys.readouterr().out)[-1]
    assert report["tasks"] == 2 and report["counts"]["responses"] > 3 and report["teacher-1"].startswith(server.url)
    rows = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert len(rows) == report["rows"] >= 1
    assert {r["by"] for row in rows for r in row["responses"]} >= {"canonical", "student"}
    assert len(from_file(tmp_path / "r.jsonl", "rrtf")) == len(rows)


@pytest.mark.parametrize(
    "words",
    [
        ["codedpo", "nowhere.jsonl"],
        ["codedpo", "families:count=none"],
        ["codedpo", "families:count=1", "--n", "1"],
        ["codedpo", "families:count=1", "--model", "no-such-model"],
        ["codedpo", "families:count=1", "--model", "http://127.0.0.1:9"],
        ["codedpo", "families:count=1", "--invent", "2"],
        ["rankings", "families:count=1", "--temperatures", "hot"],
        ["rankings", "families:count=1", "--limit", "0"],
    ],
)
def test_what_cannot_be_done_is_said_with_a_next_step(words: list[str], tmp_path: Path) -> None:
    with pytest.raises(UnderstudyError) as caught:
        command([*words, "--out", str(tmp_path / "out.jsonl")])
    assert caught.value.message and caught.value.next_step and not (tmp_path / "out.jsonl").exists()


def test_an_engine_is_named_by_one_word() -> None:
    assert at("http://h:1#qwen") == EngineAt("qwen", "http://h:1") and at("https://h") == EngineAt("", "https://h")
    assert at("models/x.gguf") == EngineAt("models/x.gguf")
