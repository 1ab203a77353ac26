"""Typing while the model writes, Tab after Tab, other proposals: over a real engine."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tests.complete.conftest import Recorded
from tests.lsp.bigram_model import LINE, OTHER
from understudy.complete.ahead import accepted
from understudy.complete.completer import Completer
from understudy.complete.types import Ask, Judge, Options, Reply, Served
from understudy.context.text import document_lines
from understudy.prompts.types import Snippet

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n\n\nprint(total_of([1]))\n"
PATIENT = Options(first_answer_s=5.0, speculate_next=False, alternatives=1)


def completer(engine: Recorded, judge: Judge | None = None) -> Completer:
    async def serve() -> Served:
        return Served(engine)

    return Completer(serve, lambda prefix, text: False, judge)


def ask(typed: str = "", *, invoked: bool = False, text: str = TEXT) -> Ask:
    """At the end of `return `, after `typed` was typed there."""
    lines = document_lines(text.replace("return ", f"return {typed}"))
    return Ask("file:///a.py", Path("/w/a.py"), "python", lines, 2, 11 + len(typed), invoked)


async def asked(found: Completer, *asks: Ask) -> list[asyncio.Task[Reply]]:
    """Each request as an editor sends them: without waiting for the one before."""
    tasks = []
    for one in asks:
        tasks.append(asyncio.create_task(found.complete(one, PATIENT)))
        await asyncio.sleep(0.02)
    return tasks


def text_of(reply: Reply) -> str:
    assert reply.suggestion is not None, reply
    return reply.suggestion.text


async def test_keystrokes_that_agree_with_what_is_written_send_one_request(engine: Recorded) -> None:
    found = completer(engine)
    with engine.held():
        tasks = await asked(found, *(ask(LINE[:typed]) for typed in range(5)))
    replies = await asyncio.gather(*tasks)
    assert text_of(replies[-1]) == LINE[4:] and [reply.reason for reply in replies[:-1]] == ["superseded"] * 4
    assert len(engine.requests) == 1
    assert replies[-1].suggestion is not None and replies[-1].suggestion.full == LINE
    assert len(found.answers) == 1 and found.answers[0] > 0.08  # five keystrokes, one answer


async def test_editor_that_cancels_at_each_keystroke_keeps_the_stream(engine: Recorded) -> None:
    found = completer(engine)
    with engine.held():
        first, second = await asked(found, ask(), ask("t"))
        first.cancel()
        second.cancel()
        await asyncio.sleep(0.01)
        (third,) = await asked(found, ask("to"))
    assert text_of(await third) == LINE[2:] and len(engine.requests) == 1


async def test_keystroke_that_disagrees_ends_the_stream_at_once(engine: Recorded) -> None:
    found = completer(engine)
    with engine.held():
        _, second = await asked(found, ask(), ask("x"))
    assert text_of(await second) == LINE and len(engine.requests) == 2


async def test_request_elsewhere_does_not_wait_for_the_stream(engine: Recorded) -> None:
    found = completer(engine)
    with engine.held():
        _, second = await asked(found, ask(), replace(ask(), line=4, index=0, invoked=True))
    await second
    assert len(engine.requests) == 2


async def test_next_suggestion_is_there_when_this_one_is_accepted(engine: Recorded) -> None:
    found, options = completer(engine), replace(PATIENT, speculate_next=True)
    reply = await found.complete(ask(), options)
    for _ in range(200):
        if len(engine.requests) == 2 and not found._generations.busy:
            break
        await asyncio.sleep(0.01)
    after = accepted(ask(), text_of(reply))
    assert [request["priority"] for request in engine.requests] == ["interactive", "batch"]
    with engine.held():
        following = await asyncio.wait_for(found.complete(after, options), 2)
    assert following.cached and text_of(following)


async def test_next_suggestion_still_being_written_is_taken_over(engine: Recorded) -> None:
    found, options = completer(engine), replace(PATIENT, speculate_next=True)
    reply = await found.complete(ask(), replace(options, speculate_next=False))
    with engine.held():
        await found.complete(ask(), options)
        after = accepted(ask(), text_of(reply))
        following = asyncio.create_task(found.complete(after, PATIENT))
        await asyncio.sleep(0.05)
    assert text_of(await following) and [r["priority"] for r in engine.requests] == ["interactive", "batch"]


@pytest.mark.parametrize("spared", [{"gentle": True}, {"quiet": True}, {"speculate_next": False}])
async def test_nothing_is_written_ahead_on_battery_or_beside_a_command(
    engine: Recorded, spared: dict[str, bool]
) -> None:
    found = completer(engine)
    options = replace(PATIENT, **({"speculate_next": True} | spared))  # type: ignore[arg-type]
    await found.complete(ask(), options)
    await asyncio.sleep(0.05)
    assert engine.of("batch") == []


async def test_asking_shows_the_greedy_text_first_and_distinct_others(engine: Recorded) -> None:
    reply = await completer(engine).complete(ask(invoked=True), replace(PATIENT, alternatives=3))
    assert [suggestion.text for suggestion in reply.suggestions] == [LINE, OTHER]
    first, second = reply.suggestions
    assert first.id != second.id and first.prompt == second.prompt and second.mean_logprob < first.mean_logprob


async def test_typing_gets_one(engine: Recorded) -> None:
    reply = await completer(engine).complete(ask(), replace(PATIENT, alternatives=3))
    assert len(reply.suggestions) == 1 and len(engine.requests) == 1


async def test_rejected_text_gives_way_to_another_when_asked(engine: Recorded) -> None:
    async def serve() -> Served:
        return Served(engine)

    found = Completer(serve, lambda prefix, text: text == LINE)
    assert (await found.complete(ask(), PATIENT)).reason == "rejected"
    reply = await found.complete(ask(invoked=True), replace(PATIENT, alternatives=3))
    assert text_of(reply) == OTHER and reply.reason == ""


async def test_what_the_user_would_turn_down_is_not_shown_unless_asked_for(
    engine: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("understudy.complete.unsure.shown_anyway", lambda name: False)  # else one run in twenty
    found = completer(engine, judge=lambda features: 0.1)
    reply = await found.complete(ask(), PATIENT)
    assert reply.reason == "unlikely" and reply.hidden and not reply.suggestions
    assert text_of(await found.complete(ask(invoked=True), PATIENT)) == LINE
    assert text_of(await found.complete(ask("to"), PATIENT)) == LINE[2:]  # what is on screen stays


async def test_prefill_evaluates_the_prompt_and_writes_nothing(engine: Recorded) -> None:
    found = completer(engine)
    await found.prefill(ask(), PATIENT)
    assert [(r["max_tokens"], r["priority"]) for r in engine.requests] == [(0, "batch")]
    assert text_of(await found.complete(ask(), PATIENT)) == LINE
    assert engine.requests[1]["prompt"] == engine.requests[0]["prompt"]


async def test_paused_on_battery_answers_only_who_asks(engine: Recorded) -> None:
    found, paused = completer(engine), replace(PATIENT, paused=True)
    assert (await found.complete(ask(), paused)).reason == "paused" and not engine.requests
    assert text_of(await found.complete(ask(invoked=True), paused)) == LINE


async def test_answers_that_come_too_late_are_measured_to_the_end(engine: Recorded) -> None:
    found, hurried = completer(engine), replace(PATIENT, first_answer_s=0.05)
    with engine.held():
        assert (await found.complete(ask(), hurried)).reason == "nothing"
    assert len(found.answers) == 1 and found.answers[0] >= 4 * 0.05
    found.clear()
    assert text_of(await found.complete(ask(), PATIENT)) == LINE
    assert text_of(await found.complete(ask("to"), PATIENT)) == LINE[2:]  # from the cache: no answer of the model's
    assert len(found.answers) == 1


class Neighbour:
    """One snippet, and what it was asked for."""

    def __init__(self) -> None:
        self.characters: list[int] = []

    async def snippets(self, path: Path, lines: object, line: int, *, characters: int, timeout_s: float) -> object:
        self.characters.append(characters)
        return (Snippet("util.py", "def helper():\n    return 1\n"),)


@pytest.mark.parametrize(("cross_file", "wanted"), [(True, True), (False, False)])
async def test_code_of_other_files_goes_into_the_prompt(engine: Recorded, cross_file: bool, wanted: bool) -> None:
    import msgspec

    neighbour = Neighbour()
    info = msgspec.structs.replace(engine.info, cross_file="comments", context_tokens=4096)

    class Elsewhere(Recorded):
        @property
        def info(self):  # type: ignore[no-untyped-def]
            return info

    recorded = Elsewhere(engine.client)

    async def serve() -> Served:
        return Served(recorded)

    found = Completer(serve, lambda prefix, text: False, related=neighbour)  # type: ignore[arg-type]
    await found.complete(ask(), replace(PATIENT, cross_file=cross_file))
    text = "".join(piece for piece in recorded.requests[0]["prompt"] if isinstance(piece, str))
    assert ("def helper" in text) is wanted and bool(neighbour.characters) is wanted
    assert all(0 < characters <= 0.25 * 2 * 4096 for characters in neighbour.characters)
