"""RemoteEngine against OpenAI-compatible servers, each played by a stand-in."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re

import pytest

from tests.engine.remote.stand_in import DONE, StandIn, chunk, says, stream
from understudy.engine.errors import AdapterError, RequestError
from understudy.engine.protocol import Delta, Done, Finished, Sampling, Stop
from understudy.engine.remote.engine import RemoteEngine
from understudy.engine.remote.errors import RemoteRefusedError
from understudy.prompts.fim import NoFimError, fim
from understudy.prompts.types import Prompt

PATH = "/v1/completions"
HOT = Sampling(temperature=1.0, seed=5)


def gap(engine: RemoteEngine, prefix: str = "a = ", suffix: str = "\n") -> Prompt:
    info = engine.info
    return fim(prefix, suffix, info.special, info.fim_order, family=info.family, refusal=info.refusal)


def models(*names: str, owner: str = "vllm") -> dict[str, object]:
    return {"object": "list", "data": [{"id": name, "owned_by": owner} for name in names]}


async def test_text_logprobs_and_ends_are_mapped(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = stream(
        chunk("1", logprob=-0.5), chunk(" + 2", logprob=-1.5), chunk("", finish="stop"), DONE
    )
    remote = await RemoteEngine.start(stand_in.url)
    events = [event async for event in remote.stream(gap(remote))]
    await remote.close()
    deltas = [event for event in events if isinstance(event, Delta)]
    assert [(delta.text, delta.logprob, delta.tokens) for delta in deltas] == [("1", -0.5, 1), (" + 2", -2.0, 2)]
    (candidate,) = [event.candidate for event in events if isinstance(event, Finished)]
    assert (candidate.text, candidate.mean_logprob, candidate.finish) == ("1 + 2", -1.0, "eog")
    assert isinstance(events[-1], Done)
    assert (remote.kind, remote.info.name, remote.info.context_tokens) == ("openai", "acme-coder", 2048)


async def test_unknown_logprobs_neither_hide_a_text_nor_rank_it_down(stand_in: StandIn) -> None:
    told = b'data: {"choices": [{"index": 0, "text": "y", "logprobs": {"token_logprobs": [null, NaN]}}]}\n\n'
    stand_in.routes[PATH] = stream(chunk("x"), told, chunk("", finish="length"), DONE)
    remote = await RemoteEngine.start(stand_in.url)
    (candidate,) = await remote.generate(gap(remote))
    await remote.close()
    assert candidate.logprobs == [0.0, 0.0, 0.0] and candidate.mean_logprob == 0.0 and candidate.finish == "length"


async def test_rows_of_one_answer_are_told_apart(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = stream(
        chunk("a", 0), chunk("b", 1), chunk("A", 0, "stop"), chunk("", 7, "stop"), chunk("B", 1, "length"), DONE
    )
    remote = await RemoteEngine.start(stand_in.url)
    found = await remote.generate(["x"], n=2, sampling=HOT)
    await remote.close()
    assert [(candidate.text, candidate.finish) for candidate in found] == [("aA", "eog"), ("bB", "length")]
    (asked,) = stand_in.to(PATH)
    assert (asked.body["n"], asked.body["seed"], asked.body["model"]) == (2, 5, "acme-coder")


async def test_a_server_that_gives_one_row_at_a_time_is_asked_again(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = stream(chunk("x", 0, "stop"), DONE)
    remote = await RemoteEngine.start(stand_in.url)
    found = await remote.generate(["x"], n=3, sampling=HOT)
    await remote.close()
    assert [candidate.index for candidate in found] == [0, 1, 2]
    assert [asked.body["seed"] for asked in stand_in.to(PATH)] == [5, 6, 7]


async def test_events_may_be_cut_anywhere_and_mixed_with_signs_of_life(stand_in: StandIn) -> None:
    whole = (
        b": alive\r\n\r\n" + chunk("é漢\u2028").replace(b"\n", b"\r\n") + b":\n\n" + chunk("z", finish="stop") + DONE
    )
    stand_in.routes[PATH] = stream(*(whole[at : at + 7] for at in range(0, len(whole), 7)))
    remote = await RemoteEngine.start(stand_in.url)
    (candidate,) = await remote.generate(gap(remote))
    await remote.close()
    assert candidate.text == "é漢\u2028z"


async def test_a_server_that_does_not_stream_is_understood(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = says({"choices": [{"index": 0, "text": "1 + 2", "finish_reason": "stop"}]})
    remote = await RemoteEngine.start(stand_in.url)
    (candidate,) = await remote.generate(gap(remote))
    await remote.close()
    assert (candidate.text, candidate.finish) == ("1 + 2", "eog")


async def test_our_own_stops_apply_and_end_the_connection(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = stream(chunk("\n1\n"), chunk("x = 2\n"), asyncio.Event())
    remote = await RemoteEngine.start(stand_in.url)
    (candidate,) = await remote.generate(gap(remote), stop=Stop(single_line=True))
    assert (candidate.text, candidate.finish) == ("\n1", "stop")
    await asyncio.wait_for(stand_in.left.wait(), 5)
    await remote.close()


async def test_closing_a_stream_closes_the_connection(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = stream(chunk("1"), asyncio.Event())
    remote = await RemoteEngine.start(stand_in.url)
    stream_ = remote.stream(gap(remote))
    async with contextlib.aclosing(stream_):
        async for _ in stream_:
            break
    await asyncio.wait_for(stand_in.left.wait(), 5)
    await remote.close()


async def test_a_server_that_never_ends_a_row_is_cut_off(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = stream(*[chunk("x" * 50)] * 40, asyncio.Event())
    remote = await RemoteEngine.start(stand_in.url)
    (candidate,) = await remote.generate(gap(remote), max_tokens=8)
    await remote.close()
    assert candidate.finish == "length" and len(candidate.text) < 1000


async def test_a_family_known_by_name_gets_its_markup_and_no_markup_of_the_user_s(stand_in: StandIn) -> None:
    stand_in.routes |= {"/v1/models": says(models("Qwen/Qwen2.5-Coder-7B")), PATH: stream(chunk("1", 0, "stop"), DONE)}
    remote = await RemoteEngine.start(stand_in.url)
    await remote.generate(gap(remote, 'mark = "<|fim_suffix|>"\n', '"</s>"\n'))
    await remote.generate(["<|im_start|>system\n"])
    await remote.close()
    first, second = stand_in.to(PATH)
    prompt = 'mark = "< |fim_suffix|>"\n<|fim_suffix|>"< /s>"\n<|fim_middle|>'
    assert first.body["prompt"] == f"<|fim_prefix|>{prompt}" and "suffix" not in first.body
    assert second.body["prompt"] == "< |im_start|>system\n"
    assert remote.info.family == "qwen"


@pytest.mark.parametrize(("name", "owner"), [("acme-7b", "acme"), ("qwen2.5-coder:1.5b", "library")])
async def test_other_servers_are_given_the_suffix(stand_in: StandIn, name: str, owner: str) -> None:
    stand_in.routes |= {"/v1/models": says(models(name, owner=owner)), PATH: stream(chunk("1", 0, "stop"), DONE)}
    remote = await RemoteEngine.start(stand_in.url)
    await remote.generate(gap(remote))
    await remote.close()
    (asked,) = stand_in.to(PATH)
    assert (asked.body["prompt"], asked.body["suffix"]) == ("a = ", "\n")


async def test_a_service_that_refuses_extras_is_asked_without_them(stand_in: StandIn) -> None:
    refused = {
        "detail": [{"type": "extra_forbidden", "loc": ["body", "logprobs"], "msg": "Extra inputs not permitted"}]
    }
    answers = [says(refused, 422), stream(chunk("1", 0, "stop"), DONE), stream(chunk("2", 0, "stop"), DONE)]

    async def in_turn(asked, writer) -> None:  # type: ignore[no-untyped-def]
        await answers.pop(0)(asked, writer)

    stand_in.routes[PATH] = in_turn
    remote = await RemoteEngine.start(stand_in.url)
    found = await remote.generate(["x"], n=2, sampling=HOT)
    await remote.close()
    assert [candidate.text for candidate in found] == ["1", "2"]
    assert not {"n", "logprobs", "seed"} & set(stand_in.to(PATH)[-1].body)


async def test_a_model_that_cannot_fill_gaps_says_so_from_then_on(stand_in: StandIn) -> None:
    stand_in.routes[PATH] = says({"error": {"message": "acme-coder does not support insert"}}, 400)
    remote = await RemoteEngine.start(stand_in.url)
    with pytest.raises(RequestError, match="does not support insert"):
        await remote.generate(gap(remote))
    with pytest.raises(NoFimError, match="cannot fill in the middle"):
        gap(remote)
    await remote.close()


async def test_a_chat_model_is_refused_for_ghost_text(stand_in: StandIn) -> None:
    stand_in.routes["/v1/models"] = says(models("acme-8b-instruct"))
    remote = await RemoteEngine.start(stand_in.url)
    assert "tuned for chat" in remote.info.refusal and not remote.info.special
    await remote.close()


@pytest.mark.parametrize(
    ("listed", "wanted", "words"),
    [
        (models("a", "b"), "", "2 models.*: a, b"),
        (models("a", "b"), "c", "no model c.*: a, b"),
        (models(), "", "lists no model"),
        ({"models": []}, "", "no completion server"),
    ],
)
async def test_the_model_must_be_plain(stand_in: StandIn, listed: object, wanted: str, words: str) -> None:
    stand_in.routes["/v1/models"] = says(listed)
    with pytest.raises(RemoteRefusedError) as refused:
        await RemoteEngine.start(stand_in.url, wanted)

    assert re.search(words, str(refused.value))


async def test_a_tag_may_be_left_out(stand_in: StandIn) -> None:
    stand_in.routes["/v1/models"] = says(models("starcoder2:latest", "other", owner="library"))
    remote = await RemoteEngine.start(stand_in.url, "StarCoder2")
    assert remote.info.name == "starcoder2:latest"
    await remote.close()


async def test_adapters_are_the_local_model_s(stand_in: StandIn, tmp_path) -> None:  # type: ignore[no-untyped-def]
    remote = await RemoteEngine.start(stand_in.url)
    remote.set_threads(1)
    await remote.set_adapter(None)
    with pytest.raises(AdapterError, match="local model only"):
        await remote.set_adapter(tmp_path / "a.gguf")
    await remote.close()


async def test_the_key_is_a_header_and_nowhere_else(stand_in: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    stand_in.routes[PATH] = stream(chunk("1", 0, "stop"), DONE)
    remote = await RemoteEngine.start(stand_in.url, key="sk-secret")
    await remote.generate(gap(remote))
    assert {asked.headers.get("authorization") for asked in stand_in.asked} == {"Bearer sk-secret"}
    assert not any("sk-secret" in str(asked.body) or "sk-secret" in asked.path for asked in stand_in.asked)
    stand_in.routes[PATH] = says({"error": "bad key"}, 401)
    with pytest.raises(RemoteRefusedError) as refused:
        await remote.generate(gap(remote))
    assert "sk-secret" not in caplog.text + str(refused.value) + repr(remote) + repr(vars(remote)) + repr(remote.info)
    await remote.close()


async def test_a_prompt_is_not_evaluated_ahead_where_that_is_paid_for(stand_in: StandIn) -> None:
    remote = await RemoteEngine.start(stand_in.url)
    (candidate,) = await remote.generate(gap(remote), max_tokens=0)
    for n, most in ((0, 8), (1, -1)):
        with pytest.raises(RequestError):
            await remote.generate(gap(remote), n=n, max_tokens=most)
    await remote.close()
    assert candidate.text == "" and stand_in.to(PATH) == []


async def test_other_models_have_other_caches(stand_in: StandIn) -> None:
    found = set()
    for name in ("a", "b", "a"):
        stand_in.routes["/v1/models"] = says(models(name))
        remote = await RemoteEngine.start(stand_in.url)
        found.add(remote.info.sha256)
        await remote.close()
    assert len(found) == 2
