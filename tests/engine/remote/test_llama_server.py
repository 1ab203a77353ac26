"""RemoteEngine against the real llama-server: the same model, the same text, and what happens when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import json
import urllib.request
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

import tests.engine.tiny as tiny
from tests.engine.families_model import make_family_model
from tests.engine.remote.conftest import LlamaServer
from understudy.engine.client import EngineClient
from understudy.engine.errors import EngineUnavailable, RequestError
from understudy.engine.protocol import Delta, Done, Finished, Sampling, Stop
from understudy.engine.remote import engine as engine_module
from understudy.engine.remote.engine import RemoteEngine
from understudy.engine.remote.errors import RemoteDownError, RemoteRefusedError
from understudy.models.bundled import bundled_path
from understudy.prompts.fim import fim
from understudy.prompts.types import Prompt, Snippet

PREFIX = "def total(items):\n    total = 0\n    for item in items:\n"
SUFFIX = "    return total\n"
MENTIONS = 'MARKS = ["<|fim_middle|>", "<|endoftext|>"]\n\n\ndef area(width, height):\n'
HOT = Sampling(temperature=1.0, seed=3)


@pytest_asyncio.fixture
async def remote(llama_server: LlamaServer) -> AsyncIterator[RemoteEngine]:
    engine = await RemoteEngine.start(llama_server.url)
    yield engine
    await engine.close()


@pytest_asyncio.fixture
async def local() -> AsyncIterator[EngineClient]:
    engine = await EngineClient.start(bundled_path(), threads=1, context_tokens=1024)
    yield engine
    await engine.close()


@pytest.fixture(scope="module")
def endless(llama_server_at: Callable[..., LlamaServer], tmp_path_factory: pytest.TempPathFactory) -> LlamaServer:
    """One slot, random weights: it writes until it is stopped."""
    model = tiny.make_model(tmp_path_factory.mktemp("endless") / "endless.gguf", context=16384)
    return llama_server_at(model, "-np", "1", "-c", "16384", "--ignore-eos")


def gap(engine: RemoteEngine | EngineClient, prefix: str = PREFIX, suffix: str = SUFFIX, order: str = "psm") -> Prompt:
    return fim(prefix, suffix, engine.info.special, order)  # type: ignore[arg-type]


def slot(server: LlamaServer) -> dict[str, Any]:
    with urllib.request.urlopen(f"{server.url}/slots") as answer:
        found: dict[str, Any] = json.load(answer)[0]
        return found


async def test_info_is_what_the_server_tells(remote: RemoteEngine) -> None:
    info = remote.info
    assert (remote.kind, remote.state, remote.pid, remote.warning) == ("llama-server", "ready", None, "")
    assert (info.name, info.context_tokens, info.refusal) == ("understudy-tiny", 1024, "")
    assert info.parameters > 4_000_000 and len(info.sha256) == 64


async def test_deltas_are_the_candidate_and_the_prompt_is_reused(remote: RemoteEngine) -> None:
    prompt = gap(remote, PREFIX + "        # reuse\n")
    events = [event async for event in remote.stream(prompt, max_tokens=16)]
    done = events[-1]
    (finished,) = [event.candidate for event in events if isinstance(event, Finished)]
    assert "".join(event.text for event in events if isinstance(event, Delta)) == finished.text
    assert finished.text and len(finished.tokens) == len(finished.logprobs) and finished.mean_logprob < 0
    assert isinstance(done, Done) and done.prompt_tokens > 0 and 0 < done.first_token_s <= done.total_s
    events = [event async for event in remote.stream(prompt, max_tokens=16)]
    assert isinstance(events[-1], Done) and events[-1].reused_tokens > 0


async def test_a_prompt_evaluated_ahead_is_there_when_it_is_asked(remote: RemoteEngine) -> None:
    prompt = gap(remote, PREFIX + "        # ahead\n")
    (nothing,) = await remote.generate(prompt, max_tokens=0)
    events = [event async for event in remote.stream(prompt, max_tokens=4)]
    assert nothing.text == "" and not nothing.tokens
    assert isinstance(events[-1], Done) and events[-1].reused_tokens > events[-1].prompt_tokens


@pytest.mark.parametrize(
    ("prefix", "stop"),
    [
        (PREFIX, Stop(min_indent=4)),
        (PREFIX + "        ", Stop(single_line=True)),
        (MENTIONS, Stop(texts=("return",))),
        ('def greet(name):\n    return "é ü 漢" + ', Stop(single_line=True)),
    ],
)
async def test_infill_writes_the_same_as_our_engine_with_the_same_layout(
    remote: RemoteEngine, local: EngineClient, prefix: str, stop: Stop
) -> None:
    (ours,) = await local.generate(gap(local, prefix), max_tokens=40, stop=stop)
    (theirs,) = await remote.generate(gap(remote, prefix), max_tokens=40, stop=stop)
    assert theirs.text == ours.text
    assert theirs.logprobs == pytest.approx(ours.logprobs[: len(theirs.logprobs)], abs=0.05)


async def test_suffix_first_needs_a_server_started_so(
    llama_server_at: Callable[..., LlamaServer], local: EngineClient
) -> None:
    server = llama_server_at(bundled_path(), "-np", "1", "-c", "1024", "--spm-infill")
    remote = await RemoteEngine.start(server.url)
    (ours,) = await local.generate(gap(local, order="spm"), max_tokens=40)
    (theirs,) = await remote.generate(gap(remote), max_tokens=40)
    await remote.close()
    server.kill()
    assert theirs.text == ours.text


async def test_plain_text_is_never_parsed_for_special_tokens(remote: RemoteEngine, local: EngineClient) -> None:
    (ours,) = await local.generate([MENTIONS], max_tokens=24)
    (theirs,) = await remote.generate([MENTIONS], max_tokens=24)
    assert theirs.text == ours.text


async def test_code_of_other_files_reaches_the_model(llama_server_at: Callable[..., LlamaServer]) -> None:
    # with the default batch of 2048 the server leaves other files no room in a context of 1024
    server = llama_server_at(bundled_path(), "-np", "1", "-c", "1024", "-b", "256")
    remote = await RemoteEngine.start(server.url)
    special, cross_file = remote.info.special, remote.info.cross_file
    assert cross_file == "tokens"
    told: list[int] = []
    for snippets in ([], [Snippet("shapes.py", "def area(width, height):\n    return width * height\n")]):
        prompt = fim(PREFIX, SUFFIX, special, "psm", snippets=snippets, path="a.py", cross_file=cross_file)
        events = [event async for event in remote.stream(prompt, max_tokens=1)]
        done = events[-1]
        assert isinstance(done, Done)
        told.append(done.prompt_tokens + done.reused_tokens)
    assert told[1] > told[0] + 10
    await remote.close()
    server.kill()


async def test_more_rows_than_slots_are_all_answered_each_with_its_own_seed(remote: RemoteEngine) -> None:
    found = await remote.generate(["def area(width, height):\n"], n=5, max_tokens=12, sampling=HOT)
    assert [candidate.index for candidate in found] == list(range(5))
    assert len({tuple(candidate.tokens) for candidate in found}) > 1
    (third,) = await remote.generate(
        ["def area(width, height):\n"], max_tokens=12, sampling=Sampling(temperature=1.0, seed=HOT.seed + 2)
    )
    assert third.text == found[2].text


async def test_a_deadline_ends_rows_as_they_are(endless: LlamaServer) -> None:
    remote = await RemoteEngine.start(endless.url, context_tokens=16384)
    (found,) = await remote.generate(["x"], max_tokens=15000, deadline_s=0.3)
    await remote.close()
    assert found.finish == "deadline" and 0 < len(found.tokens) < 15000


async def test_closing_a_stream_frees_the_server(endless: LlamaServer) -> None:
    remote = await RemoteEngine.start(endless.url, context_tokens=16384)
    stream = remote.stream(["x"], max_tokens=15000)
    async with contextlib.aclosing(stream):
        async for _ in stream:
            assert slot(endless)["is_processing"]
            break
    (after,) = await remote.generate(["y"], max_tokens=1)  # the one slot takes the next request
    assert after.finish == "length"
    for _ in range(200):
        if not (last := slot(endless))["is_processing"]:
            break
        await asyncio.sleep(0.01)
    assert last["n_prompt_tokens"] < 100
    await remote.close()


async def test_a_stopped_row_ends_the_server_s_work(endless: LlamaServer) -> None:
    remote = await RemoteEngine.start(endless.url, context_tokens=16384)
    (whole,) = await remote.generate(["x"], max_tokens=64)
    (cut,) = await remote.generate(["x"], max_tokens=15000, stop=Stop(texts=(whole.text[5:9],)))
    assert cut.finish == "stop" and cut.text == whole.text[: whole.text.index(whole.text[5:9])]
    await remote.close()


async def test_killed_while_it_writes_is_said_and_it_comes_back(
    endless: LlamaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "FIRST_DELAY_S", 0.05)
    states: list[str] = []
    ready = asyncio.Event()

    def on_state(state: str) -> None:
        states.append(state)
        if state == "ready" and "restarting" in states:
            ready.set()

    remote = await RemoteEngine.start(endless.url, context_tokens=16384, on_state=on_state)
    with pytest.raises(EngineUnavailable, match=r"broke the connection off|cannot be reached"):
        async for _ in remote.stream(["x"], max_tokens=15000):
            endless.kill()
    assert remote.state == "restarting"
    with pytest.raises(RemoteDownError):
        await asyncio.wait_for(remote.generate(["x"]), 1)
    endless.again()
    await asyncio.wait_for(ready.wait(), 20)
    (found,) = await remote.generate(["x"], max_tokens=2)
    assert found.finish == "length"
    await remote.close()
    with pytest.raises(EngineUnavailable, match="closed"):
        await remote.generate(["x"])
    assert states[-1] == "closed"


async def test_a_prompt_that_does_not_fit_is_the_request_s_fault(remote: RemoteEngine) -> None:
    with pytest.raises(RequestError):
        await remote.generate(["x = 1\n" * 2000])
    assert remote.state == "ready"


async def test_the_key_is_needed_and_enough(llama_server_at: Callable[..., LlamaServer]) -> None:
    server = llama_server_at(bundled_path(), "-np", "1", "-c", "512", "--api-key", "opensesame")
    for wrong in ("", "guess"):
        with pytest.raises(RemoteRefusedError, match="did not accept the key"):
            await RemoteEngine.start(server.url, key=wrong)
    remote = await RemoteEngine.start(server.url, key="opensesame")
    assert await remote.generate(gap(remote), max_tokens=2)
    await remote.close()
    server.kill()


async def test_a_model_without_the_tokens_is_refused_for_gaps_only(
    llama_server_at: Callable[..., LlamaServer], tmp_path: Path
) -> None:
    make_family_model(tmp_path / "plain.gguf", [])
    server = llama_server_at(tmp_path / "plain.gguf", "-np", "1", "-c", "512")
    remote = await RemoteEngine.start(server.url)
    assert "fill-in-the-middle" in remote.info.refusal and not remote.info.special
    assert await remote.generate(["x"], max_tokens=2)
    await remote.close()
    server.kill()
