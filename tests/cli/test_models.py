"""`understudy models` as a person and as a program uses it, against a hub on this machine."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Run, command, environment
from tests.models.hub_server import Hub, Repository, serving
from understudy.cli.main import main
from understudy.engine.client import EngineClient
from understudy.files import file_sha256

NAME = "somebody/tiny-code"


@pytest.fixture
def hub(tiny_model: str) -> Iterator[Hub]:
    with serving(Hub({NAME: Repository({"tiny-code.gguf": Path(tiny_model).read_bytes()})})) as running:
        yield running


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_model_is_pulled_from_the_environments_mirror_and_used(understudy: Run, hub: Hub, tiny_model: str) -> None:
    done = understudy("models", "pull", NAME, HF_ENDPOINT=hub.url, HF_TOKEN="hf_secret", AI_AGENT="somebody")
    assert done.returncode == 0, done.stderr
    path, sha256 = done.stdout.splitlines()
    assert sha256 == f"sha256 {file_sha256(Path(tiny_model))}" and Path(path).name == "tiny-code.gguf"
    assert "next: understudy models use tiny-code" in done.stderr
    assert understudy("models", "use", "tiny-code").returncode == 0
    rows = {row["name"]: row for row in json.loads(understudy("models", "list", "--json").stdout)}
    assert rows["tiny-code"]["in_use"] and rows["tiny-code"]["path"] == path
    assert "here already" in understudy("models", "pull", f"{NAME}/tiny-code.gguf", "--hub", hub.url).stderr
    for _, asked, headers in hub.requests:  # nothing but the repository, and no word of who asks
        assert asked.startswith((f"/api/models/{NAME}/", f"/{NAME}/resolve/", "/storage/"))
        assert headers["user-agent"].startswith("understudy/")
        assert not {"authorization", "cookie"} & headers.keys() and "agent/" not in headers["user-agent"]


def test_another_repositorys_file_of_the_same_name_gets_another(understudy: Run, hub: Hub, tiny_model: str) -> None:
    content = Path(tiny_model).read_bytes()
    hub.repositories["another/one"] = Repository({"tiny-code.gguf": content + bytes(32)})
    hub.repositories["mirror/of"] = Repository({"tiny-code.gguf": content})
    first = lines(understudy("models", "pull", NAME, "--hub", hub.url, "--json").stdout)[-1]
    other = lines(understudy("models", "pull", "another/one", "--hub", hub.url, "--json").stdout)[-1]
    assert Path(first["path"]).read_bytes() == content and first["name"] == "tiny-code"
    assert other["name"] == f"tiny-code-{other['sha256'][:8]}" and Path(other["path"]).read_bytes() != content
    same = lines(understudy("models", "pull", "mirror/of", "--hub", hub.url, "--json").stdout)[-1]
    assert same["already"] and same["path"] == first["path"]
    hub.says_checksum = hub.lists_checksum = False
    unsure = understudy("models", "pull", "another/one", "--hub", hub.url)
    assert unsure.returncode == 2 and "models remove tiny-code" in unsure.stderr


def test_json_lines_tell_the_progress_and_the_result(understudy: Run, hub: Hub) -> None:
    done = understudy("models", "pull", f"{NAME}/tiny-code.gguf", "--hub", hub.url, "--json")
    said = lines(done.stdout)
    assert done.returncode == 0 and [line["kind"] for line in said][:: len(said) - 1] == ["begin", "result"]
    arrived = [line for line in said if line["kind"] == "progress"]
    assert arrived and arrived[-1]["done"] == arrived[-1]["total"] and "MB/s" in arrived[-1]["message"]
    assert said[-1]["verified"] and Path(said[-1]["path"]).is_file()


def test_json_lines_tell_a_refusal(understudy: Run, hub: Hub) -> None:
    done = understudy("models", "pull", "nobody/nothing/a.gguf", "--hub", hub.url, "--json")
    error = lines(done.stdout)[-1]
    assert done.returncode == 2 and error["kind"] == "error" and error["nextStep"]


def test_offline_mode_of_the_hubs_client_is_respected(understudy: Run, hub: Hub) -> None:
    done = understudy("models", "pull", NAME, "--hub", hub.url, HF_HUB_OFFLINE="1")
    assert done.returncode == 2 and "HF_HUB_OFFLINE" in done.stderr and hub.requests == []


def test_a_killed_download_goes_on_where_it_was(hub: Hub, tmp_path: Path, understudy: Run, tiny_model: str) -> None:
    hub.slow_s = 30
    home = tmp_path / "home"
    words = ("models", "pull", f"{NAME}/tiny-code.gguf", "--hub", hub.url, "--json")
    process = subprocess.Popen(command(*words), env=environment(home), stdout=subprocess.DEVNULL)
    part = home / "models" / "tiny-code.gguf.part"
    deadline = time.monotonic() + 60
    while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    arrived, hub.slow_s = part.stat().st_size, 0
    assert 0 < arrived < Path(tiny_model).stat().st_size
    assert lines(understudy(*words).stdout)[-1]["verified"]
    assert hub.ranges[-1] == f"bytes={arrived}-"


def test_a_file_is_added_and_what_is_no_model_is_not(understudy: Run, workspace: Path, tiny_model: str) -> None:
    done = understudy("models", "add", tiny_model)
    assert done.returncode == 0 and done.stdout.splitlines()[1] == f"sha256 {file_sha256(Path(tiny_model))}"
    assert understudy("models", "use", "tiny").returncode == 0
    (workspace / "page.gguf").write_text("<html>please log in</html>")
    refused = understudy("models", "add", "page.gguf")
    assert refused.returncode == 2 and "not a GGUF file" in refused.stderr and "next: " in refused.stderr


def test_a_model_is_removed_when_a_person_says_so_and_nobody_uses_it(
    understudy: Run, tiny_model: str, tmp_path: Path
) -> None:
    assert understudy("models", "add", tiny_model).returncode == 0
    file = tmp_path / "home" / "models" / "tiny.gguf"
    asked = understudy("models", "remove", "tiny")
    assert asked.returncode == 2 and "--yes" in asked.stderr and file.is_file()
    assert understudy("models", "use", "tiny").returncode == 0
    used = understudy("models", "remove", "tiny", "--yes")
    assert used.returncode == 2 and "in use" in used.stderr and file.is_file()
    assert understudy("models", "use", "understudy-tiny").returncode == 0
    (file.parent / "tiny.gguf.part").write_bytes(b"begun again")
    done = understudy("models", "remove", "tiny.gguf", "--yes")
    assert done.returncode == 0 and "freed" in done.stdout and not list(file.parent.glob("[!.]*"))


async def test_a_model_that_an_engine_has_loaded_is_not_removed(
    tiny_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    assert main(["models", "add", tiny_model]) == 0
    file = tmp_path / "models" / "tiny.gguf"
    client = await EngineClient.start(file, threads=1, context_tokens=512)
    try:
        assert main(["models", "remove", "tiny", "--yes"]) == 2
        assert f"process {client.pid}" in capsys.readouterr().err
    finally:
        await client.close()
    assert main(["models", "remove", "tiny", "--yes"]) == 0 and not file.exists()


def test_probe_says_what_suits_this_machine(understudy: Run) -> None:
    found = json.loads(understudy("models", "probe", "--json").stdout)
    assert found["hardware"]["cores"] and found["hardware"]["reference"]["tokensPerSecond"] > 0
    assert found["recommended"] in {row["name"] for row in found["models"]}
    assert all(row["why"] for row in found["models"])
    told = understudy("models", "probe")
    assert told.returncode == 0 and "tokens/s" in told.stdout and "estimates" in told.stderr
