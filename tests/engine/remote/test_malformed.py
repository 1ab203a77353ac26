"""Servers that refuse, break off, stall or talk nonsense: each costs one clean error, in bounded time."""

from __future__ import annotations

import asyncio

import pytest

import tests.engine.remote.stand_in as stand_in_module
from tests.engine.remote.stand_in import DONE, MODELS, Reply, StandIn, chunk, event, raw, says, stream
from understudy.engine.errors import EngineError, EngineUnavailable, RequestError
from understudy.engine.remote import engine as engine_module
from understudy.engine.remote import probe as probe_module
from understudy.engine.remote.engine import RemoteEngine
from understudy.engine.remote.errors import RemoteDownError, RemoteRefusedError

PATH = "/v1/completions"
LLAMA_ERROR = {"error": {"code": 400, "message": "the request exceeds the context", "type": "exceed_context_size"}}


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (says({"error": {"message": "no"}}, 401), RemoteRefusedError, "key"),
        (says({"message": "no"}, 403), RemoteRefusedError, "key"),
        (raw(404, b"<html>not here", "text/html"), RemoteRefusedError, "does not know /v1/completions"),
        (says({"error": "model 'x' not found"}, 404), RemoteRefusedError, "model 'x' not found"),
        (raw(302, Location="http://example.org/"), RemoteRefusedError, "another address"),
        (says(LLAMA_ERROR, 400), RequestError, "exceeds the context"),
        (says({"detail": "too long"}, 413), RequestError, "too long"),
        (raw(429), EngineError, "no room"),
        (raw(500, b"boom\x00" * 100_000), EngineError, "failed"),
        (says({"error": {"message": "Loading model"}}, 503), RemoteDownError, "Loading model"),
        (raw(200, b"<html>welcome</html>", "text/html"), EngineError, "cannot be read"),
        (raw(200, b"[1, 2]"), EngineError, "cannot be read"),
        (raw(200, b"[" * 100_000), EngineError, "cannot be read"),
        (raw(200, b'"' + b"x" * (1 << 21)), EngineError, "cannot be read"),
        (raw(200, b"{}"), RemoteDownError, "middle of an answer"),
        (stream(b"data: {not json}\n\n"), EngineError, "cannot be read"),
        (stream(b"data: \xff\xfe\n\n"), EngineError, "cannot be read"),
        (stream(b"data: " + b"x" * (1 << 21)), EngineError, "cannot be read"),
        (stream(chunk("1"), event({"error": {"message": "out of memory", "code": 500}})), EngineError, "out of memory"),
        (stream(chunk("1"), event({"object": "error", "message": "too long", "code": 400})), RequestError, "too long"),
        (stream(chunk("1"), event({"error": "gone"})), EngineError, "gone"),
        (stream(chunk("1")), RemoteDownError, "middle of an answer"),
        (stream(chunk("1"), DONE), RemoteDownError, "middle of an answer"),
        (stream(event({"choices": {"0": 1}}), event({"choices": [7, {"text": 3}]})), RemoteDownError, "middle"),
    ],
)  # fmt: skip
async def test_a_bad_answer_is_one_clean_error(
    stand_in: StandIn, reply: Reply, kind: type[EngineError], words: str
) -> None:
    stand_in.routes[PATH] = reply
    remote = await RemoteEngine.start(stand_in.url)
    with pytest.raises(EngineError) as failed:
        await asyncio.wait_for(remote.generate(["x"]), 10)
    await remote.close()
    assert type(failed.value) is kind or issubclass(type(failed.value), kind)
    assert words in str(failed.value) and str(failed.value).isprintable() and len(str(failed.value)) < 400


async def test_a_redirect_is_never_followed_and_the_key_stays(stand_in: StandIn) -> None:
    async with stand_in_module.running(StandIn({PATH: says({})})) as thief:
        stand_in.routes[PATH] = raw(307, Location=f"{thief.url}{PATH}")
        remote = await RemoteEngine.start(stand_in.url, key="sk-secret")
        with pytest.raises(RemoteRefusedError):
            await remote.generate(["x"])
        await remote.close()
        stand_in.routes["/v1/models"] = raw(301, Location=f"{thief.url}/v1/models")
        with pytest.raises(RemoteRefusedError, match="another address"):
            await RemoteEngine.start(stand_in.url, key="sk-secret")
        assert thief.asked == []


@pytest.mark.parametrize(
    "reply",
    [
        stream(asyncio.Event()),
        stream(*[b":\n\n", 0.02] * 500),
        stream(*[bytes([byte]) for byte in chunk("1")[:20]], asyncio.Event()),
    ],
    ids=["silent", "only signs of life", "slow loris"],
)
async def test_a_stalling_server_costs_no_more_than_the_deadline(stand_in: StandIn, reply: Reply) -> None:
    stand_in.routes[PATH] = reply
    remote = await RemoteEngine.start(stand_in.url)
    (candidate,) = await asyncio.wait_for(remote.generate(["x"], deadline_s=0.1), 3)
    await asyncio.wait_for(stand_in.left.wait(), 3)
    await remote.close()
    assert (candidate.text, candidate.finish) == ("", "deadline")


async def test_what_came_before_the_deadline_is_kept(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = stream(chunk("1 +"), asyncio.Event())
    remote = await RemoteEngine.start(stand_in.url)
    (candidate,) = await asyncio.wait_for(remote.generate(["x"], deadline_s=0.2), 3)
    await remote.close()
    assert (candidate.text, candidate.finish) == ("1 +", "deadline")


async def test_after_a_silent_deadline_the_server_is_asked_whether_it_lives(stand_in: StandIn) -> None:
    lost = asyncio.Event()
    remote = await RemoteEngine.start(
        stand_in.url, on_state=lambda state: lost.set() if state == "restarting" else None
    )
    stand_in.routes |= {PATH: stream(asyncio.Event()), "/v1/models": stream()}
    await remote.generate(["x"], deadline_s=0.05)
    while len(stand_in.to("/v1/models")) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    assert remote.state == "ready"

    async def hang_up(asked: object, writer: asyncio.StreamWriter) -> None:
        writer.close()

    stand_in.routes["/v1/models"] = hang_up
    await remote.generate(["x"], deadline_s=0.05)
    await asyncio.wait_for(lost.wait(), 5)
    await remote.close()


async def test_nobody_at_the_address_is_said_at_once() -> None:
    async with stand_in_module.running(StandIn()) as gone:
        pass
    with pytest.raises(RemoteDownError, match="cannot be reached"):
        await asyncio.wait_for(RemoteEngine.start(gone.url), 5)


async def test_a_server_that_never_answers_is_said_in_time(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_module, "PROBE_S", 0.1)
    stand_in.routes["/health"] = stream(asyncio.Event())
    with pytest.raises(RemoteDownError, match=r"within 0.1 s"):
        await asyncio.wait_for(RemoteEngine.start(stand_in.url), 3)


async def test_a_patient_start_waits_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "FIRST_DELAY_S", 0.02)
    ready = asyncio.Event()
    server = StandIn({"/v1/models": says(MODELS)})
    async with stand_in_module.running(server):
        pass
    remote = await RemoteEngine.start(
        server.url, patient=True, on_state=lambda state: ready.set() if state == "ready" else None
    )
    assert (remote.state, remote.kind) == ("restarting", "")
    with pytest.raises(RemoteDownError, match="cannot be reached"):
        await remote.generate(["x"])
    with pytest.raises(EngineUnavailable):
        _ = remote.info
    async with stand_in_module.running(server, int(server.url.rpartition(":")[2])):
        await asyncio.wait_for(ready.wait(), 5)
        assert remote.info.name == "acme-coder"
    await remote.close()


async def test_a_key_that_is_not_valid_any_more_ends_the_asking(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "FIRST_DELAY_S", 0.02)
    failed = asyncio.Event()
    remote = await RemoteEngine.start(stand_in.url, on_state=lambda state: failed.set() if state == "failed" else None)
    stand_in.routes |= {PATH: raw(401), "/v1/models": raw(401)}
    with pytest.raises(RemoteRefusedError):
        await remote.generate(["x"])
    await asyncio.wait_for(failed.wait(), 5)
    before = len(stand_in.asked)
    with pytest.raises(RemoteRefusedError, match="key"):
        await remote.generate(["x"])
    assert len(stand_in.asked) == before
    await remote.close()


async def test_closing_fails_what_is_in_flight(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = stream(chunk("1"), asyncio.Event())
    remote = await RemoteEngine.start(stand_in.url)
    stream_ = remote.stream(["x"])
    await anext(stream_)
    asking = asyncio.create_task(anext(stream_))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    await remote.close()
    with pytest.raises(EngineUnavailable, match="closed"):
        await asyncio.wait_for(asking, 3)
