"""`--remote`: the verbs with a server of the user's choice, and what `doctor` says of it and of a wrong build."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.remote.stand_in import DONE, MODELS, StandIn, chunk, in_thread, raw, says, stream
from understudy.cli import checks, remote
from understudy.cli.main import main
from understudy.engine.wrong_build import wrong_build

SOURCE = "def total_of(items):\n    total = sum(items)\n    return \n"
BODY = stream(chunk("total + 1"), chunk("\n", 0, "stop"), DONE)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[StandIn]:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(remote.URL_VARIABLE, raising=False)
    monkeypatch.setenv(remote.KEY_VARIABLE, "sk-secret")
    with in_thread(StandIn({"/v1/models": says(MODELS), "/v1/completions": BODY})) as running:
        yield running


def test_complete_asks_the_remote_server(
    server: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.py"
    file.write_text(SOURCE)
    assert main(["complete", f"{file}:3:12", "--remote", server.url, "--model", "acme-coder"]) == 0
    assert capsys.readouterr().out == "total + 1\n"
    assert {asked.headers["authorization"] for asked in server.asked} == {"Bearer sk-secret"}
    monkeypatch.setenv(remote.URL_VARIABLE, f"{server.url}/v1")
    assert main(["complete", f"{file}:3:12"]) == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--remote", "localhost:8080"], "no address of a server"),
        (["--remote", "http://127.0.0.1:1"], "cannot be reached"),
        (["--remote", "http://127.0.0.1:1", "--adapter", "x"], "local model only"),
    ],
)
def test_a_server_that_cannot_be_used_is_an_error_with_a_next_step(
    server: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], expected: str
) -> None:
    file = tmp_path / "a.py"
    file.write_text(SOURCE)
    assert main(["complete", f"{file}:3:12", *words]) == 2
    err = capsys.readouterr().err
    assert expected in err and "next: " in err and "sk-secret" not in err


def test_doctor_says_what_the_server_is_and_whether_it_fills_gaps(server: StandIn) -> None:
    found = checks.remote_server(server.url, "")
    assert found.status == "ok" and "openai at 127.0.0.1" in found.detail and "acme-coder" in found.detail
    assert "fills gaps" in found.detail
    server.routes["/v1/models"] = says({"data": [{"id": "acme-instruct"}]})
    found = checks.remote_server(server.url, "")
    assert found.status == "warn" and "no ghost text" in found.detail and "tuned for chat" in found.next_step


def test_doctor_looks_at_a_server_only_if_one_is_named(server: StandIn, tmp_path: Path) -> None:
    server.routes["/v1/models"] = raw(401)
    assert "remote" not in [check.name for check in checks.all_checks(tmp_path)]
    (found,) = [check for check in checks.all_checks(tmp_path, server.url) if check.name == "remote"]
    assert found.status == "fail" and "key" in found.detail and found.next_step


def test_a_build_for_another_processor_is_named_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LLAMA", f"import os; os.kill(os.getpid(), {int(signal.SIGILL)})")
    found = checks.llama()
    assert found.status == "fail" and "another processor" in found.detail
    assert f"{sys.executable} -m pip install" in found.next_step and "--no-binary llama-cpp-python" in found.next_step
    monkeypatch.setattr(checks, "LLAMA", "import os; os.abort()")
    found = checks.llama()
    assert found.status == "fail" and "another processor" not in found.detail and "signal 6" in found.detail


def test_only_an_illegal_instruction_is_taken_for_a_wrong_build() -> None:
    died = subprocess.run([sys.executable, "-c", f"import os; os.kill(os.getpid(), {int(signal.SIGILL)})"], check=False)
    windows = 0xC000001D
    assert all(wrong_build(status) is not None for status in (died.returncode, windows, windows - (1 << 32)))
    assert all(wrong_build(status) is None for status in (None, 0, 1, -6, -9, -11, 0xC0000005))
