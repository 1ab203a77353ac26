"""The flow over a scripted engine: time limits, best so far, cancellation, errors. What a real one does here depends
on the machine's speed; the rest of the flow is tested with one (test_manners)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from understudy.complete import running, unsure
from understudy.complete.completer import Completer
from understudy.complete.types import Ask, Options, Served
from understudy.context.ignore import IgnoreRules
from understudy.context.text import document_lines
from understudy.engine.errors import EngineCrashed, RequestError
from understudy.engine.protocol import Candidate, Delta, Done, Finished, ModelInfo
from understudy.prompts.fim import NoFimError
from understudy.prompts.special import LITERALS

SPECIAL = {name: number for number, name in enumerate(LITERALS)}
INFO = ModelInfo("m.gguf", "m", "llama", "sha", 1, 1, 1024, 300, SPECIAL, "spm")
TEXT = "def f(items):\n    total = sum(items)\n    return \n"
FAST = Options(first_answer_s=0.05, speculate_next=False)


class Scripted:
    """Streams pieces; a number is a pause in seconds, an exception is raised. logprob: of every token."""

    def __init__(self, *script: str | float | Exception, info: ModelInfo = INFO, logprob: float = -0.1) -> None:
        self.info, self.script, self.logprob = info, script, logprob
        self.calls: list[dict[str, Any]] = []
        self.closed = 0

    async def stream(self, prompt: Any, **how: Any) -> AsyncIterator[Any]:
        self.calls.append({"prompt": prompt, **how})
        text = ""
        try:
            for written, step in enumerate(self.script, 1):
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, str):
                    text += step
                    yield Delta(1, 0, step, self.logprob * written, written)
                else:
                    await asyncio.sleep(step)
            yield Finished(1, Candidate(0, text, [1, 2], [self.logprob] * 2, "eog"))
            yield Done(1, total_s=0.2, first_token_s=0.1)
        finally:
            self.closed += 1


def completer(engine: Scripted, rejected: bool = False) -> Completer:
    async def serve() -> Served:
        return Served(engine)

    return Completer(serve, lambda prefix, text: rejected)


def ask(text: str = TEXT, line: int = 2, index: int = 11, path: Path | None = None) -> Ask:
    return Ask("file:///a.py", path, "python", document_lines(text), line, index)


async def test_whole_answer_with_its_prompt() -> None:
    engine = Scripted("total")
    reply = await completer(engine).complete(ask(), FAST)
    assert reply.suggestion is not None and reply.suggestion.text == "total"
    assert reply.suggestion.prompt[3] == TEXT[:-1] and reply.tokens_per_s == pytest.approx(10)
    assert engine.calls[0]["stop"].single_line and engine.calls[0]["priority"] == "interactive"


async def test_best_so_far_at_the_deadline_and_the_rest_from_the_cache() -> None:
    engine = Scripted("total + fac", 0.12, "tor")
    found = completer(engine)
    first = await found.complete(ask(), FAST)
    assert first.suggestion is not None and first.suggestion.text == "total" and first.seconds < 0.11
    await asyncio.sleep(0.15)
    second = await found.complete(ask(), FAST)
    assert second.cached and second.suggestion is not None and second.suggestion.text == "total + factor"
    assert second.suggestion.id == first.suggestion.id and len(engine.calls) == 1


async def test_best_so_far_of_a_block_ends_at_a_line_end() -> None:
    engine = Scripted("x = 1\n    y = tot", 5.0)
    reply = await completer(engine).complete(ask("def f(total):\n    ", 1, 4), FAST)
    assert reply.suggestion is not None and reply.suggestion.text == "x = 1"


async def test_nothing_yet_at_the_deadline_waits_for_the_first_text() -> None:
    reply = await completer(Scripted(0.1, "total +", 5.0)).complete(ask(), FAST)
    assert reply.suggestion is not None and reply.suggestion.text == "total"


async def test_engine_that_does_not_stop_at_its_deadline_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "OVERDUE_S", 0.0)
    engine = Scripted("tot", 5.0)
    reply = await completer(engine).complete(ask(), FAST)
    assert (reply.suggestions, reply.reason) == ((), "nothing")
    assert engine.calls[0]["deadline_s"] == pytest.approx(0.2) and reply.seconds < 1 and engine.closed == 1


async def test_cancelling_ends_the_engines_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LINGER_S", 0.02)
    engine = Scripted(5.0, "total")
    task = asyncio.create_task(completer(engine).complete(ask(), FAST))
    await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0.05)
    assert engine.closed == 1


async def test_model_that_is_never_waited_for_is_known_to_be_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """ggml-org/llama.vscode#161: each keystroke would start the whole machine for nothing."""
    monkeypatch.setattr(running, "LINGER_S", 0.03)
    engine = Scripted(5.0, "total")
    found = completer(engine)
    for number in range(3):
        task = asyncio.create_task(found.complete(ask(TEXT + f"x{number} = \n", 3, 5), FAST))
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.sleep(0.08)
    assert found._debounce.answer_s > 0.02 and found._debounce.wait_s("x = ", least_s=0.0, gentle=False) > 0


async def test_engine_that_stops_at_the_alternatives_does_not_cost_the_first() -> None:
    class Dying(Scripted):
        async def stream(self, prompt: Any, **how: Any) -> AsyncIterator[Any]:
            if how["n"] > 1:
                raise EngineCrashed("gone")
            async for event in super().stream(prompt, **how):
                yield event

    reply = await completer(Dying("total")).complete(replace(ask(), invoked=True), FAST)
    assert [found.text for found in reply.suggestions] == ["total"] and reply.error is None


async def test_another_place_ends_what_was_written_on() -> None:
    engine = Scripted("total +", 5.0)
    found = completer(engine)
    await found.complete(ask(), FAST)
    elsewhere = asyncio.create_task(found.complete(ask(TEXT + "x = \n", 3, 4), FAST))
    await asyncio.sleep(0.03)
    assert engine.closed >= 1 and len(engine.calls) == 2
    found.clear()
    assert (await elsewhere).reason == "nothing"


async def test_crash_is_an_empty_reply_with_its_error() -> None:
    reply = await completer(Scripted("to", EngineCrashed("gone"))).complete(ask(), FAST)
    assert reply.suggestion is None and isinstance(reply.error, EngineCrashed)


async def test_prompt_that_did_not_fit_is_smaller_the_next_time() -> None:
    long = "x = 1\n" * 3_000
    engine = Scripted(RequestError("too long"))
    found = completer(engine)
    for _ in range(2):
        await found.complete(ask(long, 2_900, 5), FAST)
    sizes = [len("".join(p for p in call["prompt"] if isinstance(p, str))) for call in engine.calls]
    assert sizes[1] < sizes[0]


async def test_model_without_fim_tokens_says_what_to_do() -> None:
    bare = ModelInfo("m.gguf", "m", "llama", "sha", 1, 1, 1024, 300, {}, "psm")
    reply = await completer(Scripted("x", info=bare)).complete(ask(), FAST)
    assert reply.error is not None and "base model" in reply.error.next_step


async def test_model_that_cannot_write_ghost_text_says_so_also_at_an_empty_body() -> None:
    chat = msgspec.structs.replace(INFO, refusal="m is tuned for chat, so it cannot write ghost text.")
    engine = Scripted("x", info=chat)
    for place in (ask(), ask('def f(items):\n    """Sum."""\n    ', 2, 4)):
        reply = await completer(engine).complete(place, FAST)
        assert isinstance(reply.error, NoFimError) and "chat" in reply.error.message and not engine.calls


async def test_unsure_text_is_kept_back_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("understudy.complete.unsure.shown_anyway", lambda name: False)  # else one run in twenty
    found = completer(Scripted("total", logprob=unsure.LINE_LEAST - 0.1))
    reply = await found.complete(ask(), FAST)
    assert (reply.suggestion, reply.reason) == (None, "unsure") and reply.hidden
    assert (await found.complete(ask(), replace(FAST, hide_unsure=False))).suggestion is not None
    assert (await found.complete(replace(ask(), invoked=True), replace(FAST, alternatives=1))).suggestion is not None


async def test_what_is_shown_goes_on_through_closed_brackets_and_into_strings() -> None:
    engine = Scripted('f("a", b)')
    found = completer(engine)
    for typed, behind, left in (("", "", 'f("a", b)'), ("f(", ")", '"a", b'), ('f("', '")', "a")):
        reply = await found.complete(ask(f"total = 1\nx = {typed}{behind}\n", 1, 4 + len(typed)), FAST)
        assert reply.suggestion is not None and reply.suggestion.text == left
    assert len(engine.calls) == 1
    reply = await found.complete(ask("total = 1\nx = f('')\n", 1, 7), FAST)
    assert (reply.suggestion, reply.reason) == (None, "comment-or-string")


async def test_stream_goes_on_through_a_bracket_the_editor_closed() -> None:
    engine = Scripted("f(", 0.1, "a, b)")
    found, patient = completer(engine), replace(FAST, first_answer_s=1.0)
    first = asyncio.create_task(found.complete(ask("total = 1\nx = \n", 1, 4), patient))
    await asyncio.sleep(0.02)
    reply = await found.complete(ask("total = 1\nx = f()\n", 1, 6), patient)
    assert reply.suggestion is not None and reply.suggestion.text == "a, b" and len(engine.calls) == 1
    assert (await first).reason == "superseded"


async def test_newest_request_is_the_one_that_is_answered() -> None:
    engine = Scripted("total")
    found = completer(engine)
    slow = replace(FAST, debounce_s=0.1)
    first = asyncio.create_task(found.complete(ask(), slow))
    await asyncio.sleep(0.02)
    second = await found.complete(ask(TEXT + "x = \n", 3, 4), FAST)
    assert second.suggestion is not None and (await first).reason == "superseded" and len(engine.calls) == 1


async def test_rejected_text_is_not_shown_again() -> None:
    reply = await completer(Scripted("total"), rejected=True).complete(ask(), FAST)
    assert (reply.suggestion, reply.reason) == (None, "rejected")


async def test_ignored_file_never_reaches_the_engine(tmp_path: Path) -> None:
    engine = Scripted("total")
    found = completer(engine)
    found.rules = IgnoreRules((tmp_path,))
    reply = await found.complete(ask(path=tmp_path / ".env"), FAST)
    assert reply.reason == "ignored" and not engine.calls


async def test_empty_body_is_asked_for_with_a_plan_and_indented_for_the_cursor() -> None:
    engine = Scripted("    # 1. sum them\n<|code|>    n = sum(items)\n    return n\n")
    text = 'def f(items):\n    """Sum."""\n    \n'
    reply = await completer(engine).complete(ask(text, 2, 4), FAST)
    assert reply.suggestion is not None
    assert reply.suggestion.text == "n = sum(items)\n    return n"
    assert reply.suggestion.lead == "    " and reply.suggestion.plan == ("sum them",)
    assert reply.suggestion.prompt == ['def f(items):\n    """Sum."""\n', SPECIAL["code"]]
    assert engine.calls[0]["prompt"][-1] == SPECIAL["plan"] and engine.calls[0]["stop"].min_indent == 4


async def test_half_a_surrogate_pair_does_no_harm() -> None:
    reply = await completer(Scripted("total")).complete(ask("x = '\ud83d'\ny = \n", 1, 4), FAST)
    assert reply.suggestion is not None
