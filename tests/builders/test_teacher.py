"""Teachers: a real llama-server, servers that say exactly what a test wants, and a local GGUF."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.families_model import make_family_model
from tests.engine.remote.conftest import LlamaServer, llama_server_folder
from tests.engine.remote.stand_in import DONE, MODELS, Asked, Reply, StandIn, event, running, says, stream
from understudy.models.bundled import bundled_path
from understudy_trainer.builders.journal import Journal
from understudy_trainer.builders.teachers import endpoint
from understudy_trainer.builders.teachers.answers import Remembering
from understudy_trainer.builders.teachers.local_teacher import Template
from understudy_trainer.builders.teachers.teacher import (
    QuestionRefusedError,
    TeacherDownError,
    TeacherError,
    Wanted,
    framed,
    opened,
    tidied,
)

CHAT, PLAIN = "/v1/chat/completions", "/v1/completions"


@pytest.fixture(scope="module")
def server() -> Iterator[LlamaServer]:
    if not (llama_server_folder() / "llama-server").is_file():
        pytest.skip("llama-server is not built: run `scripts/setup.sh server`")
    started = LlamaServer(bundled_path(), "-np", "2", "-c", "2048")
    yield started
    started.kill()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "FIRST_DELAY_S", 0.01)
    monkeypatch.setattr(endpoint, "MAX_DELAY_S", 0.05)


def answering(*texts: str, plain: bool = False) -> Reply:
    def choice(row: int, text: str) -> dict[str, object]:
        told = {"text": text} if plain else {"delta": {"content": text}}
        return {"index": row, **told, "finish_reason": "stop"}

    return stream(*(event({"choices": [choice(row, text)]}) for row, text in enumerate(texts)), DONE)


def in_turn(*replies: Reply) -> Reply:
    waiting = list(replies)

    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await (waiting.pop(0) if len(waiting) > 1 else waiting[0])(asked, writer)

    return reply


def refusing(message: str, status: int = 400) -> Reply:
    return says({"error": {"message": message}}, status)


@pytest.mark.parametrize("style", ["auto", "plain"])
async def test_a_real_server_gives_as_many_answers_as_asked(server: LlamaServer, style: endpoint.Style) -> None:
    async with opened(Wanted(server.url, style=style)) as teacher:
        answers = await teacher.ask("def add(a, b):", n=3, temperature=1.0, max_tokens=16)
    assert len(answers) == 3
    assert len(set(answers)) > 1


async def test_a_server_killed_in_the_middle_is_waited_for(server: LlamaServer) -> None:
    async with opened(Wanted(server.url, at_once=1)) as teacher:
        asking = asyncio.create_task(teacher.ask("def add(a, b):", n=3, temperature=1.0, max_tokens=800))
        await asyncio.to_thread(until_busy, server)
        server.kill()
        server.again()
        assert len(await asking) == 3


def until_busy(server: LlamaServer) -> None:
    for _ in range(5000):
        with urllib.request.urlopen(f"{server.url}/slots", timeout=5) as slots:
            if any(slot["is_processing"] for slot in json.load(slots)):
                return
    raise AssertionError("the server was never asked")


async def test_what_was_answered_is_not_asked_again(server: LlamaServer, tmp_path: Path) -> None:
    wanted = Wanted(server.url, cache=tmp_path / "answers")
    async with opened(wanted) as teacher:
        first = await teacher.ask("def add(a, b):", n=2, max_tokens=8)
    async with opened(wanted) as teacher:
        assert isinstance(teacher, Remembering)
        more = await teacher.ask("def add(a, b):", n=3, max_tokens=8)
        assert (more[:2], teacher.asked) == (first, 1)
        assert await teacher.ask("def add(a, b):", n=3, max_tokens=8) == more
        assert teacher.asked == 1
        await teacher.ask("def add(a, b):", n=1, max_tokens=9)
        assert teacher.asked == 2


async def test_nothing_at_the_address_is_told_at_once() -> None:
    with pytest.raises(TeacherDownError, match=r"cannot be reached.*Start the teacher"):
        async with opened(Wanted("http://127.0.0.1:9")):
            pass


async def test_a_wrong_path_is_told(server: LlamaServer) -> None:
    with pytest.raises(TeacherError, match=r"does not list its models.*Correct the address"):
        async with opened(Wanted(f"{server.url}/elsewhere")):
            pass


async def test_a_model_that_is_not_there_is_told_with_those_that_are() -> None:
    async with running(StandIn({"/v1/models": says(MODELS)})) as there:
        with pytest.raises(TeacherError, match=r"has no model gpt.*acme-coder"):
            async with opened(Wanted(there.url, model="gpt")):
                pass


async def test_the_key_goes_into_a_header_and_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "sk-secret")
    routes = {"/v1/models": says(MODELS), CHAT: answering("yes")}
    async with running(StandIn(routes)) as there:
        wanted = Wanted(there.url, key_variable="MY_KEY", cache=tmp_path / "answers")
        async with opened(wanted) as teacher:
            assert await teacher.ask("?") == ["yes"]
        assert {asked.headers["authorization"] for asked in there.asked} == {"Bearer sk-secret"}
    assert "sk-secret" not in repr(wanted) + teacher.name + (tmp_path / "answers").read_text()


async def test_a_key_that_is_not_accepted_names_its_variable() -> None:
    async with running(StandIn({"/v1/models": refusing("no", 401)})) as there:
        with pytest.raises(TeacherError, match="UNDERSTUDY_TEACHER_KEY"):
            async with opened(Wanted(there.url)):
                pass


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_busy_or_failing_server_is_asked_again(status: int) -> None:
    routes = {"/v1/models": says(MODELS), CHAT: in_turn(refusing("later", status), answering("yes"))}
    async with running(StandIn(routes)) as there, opened(Wanted(there.url)) as teacher:
        assert await teacher.ask("?") == ["yes"]
        assert len(there.to(CHAT)) == 2


async def test_patience_ends() -> None:
    routes = {"/v1/models": says(MODELS), CHAT: refusing("later", 429)}
    async with running(StandIn(routes)) as there, opened(Wanted(there.url, patience_s=0.05)) as teacher:
        with pytest.raises(TeacherDownError, match="start again: answers so far are kept"):
            await teacher.ask("?")


async def test_an_answer_cut_off_is_asked_for_again_and_whole_ones_are_kept() -> None:
    half = event({"choices": [{"index": 1, "delta": {"content": "ha"}}]})
    one = event({"choices": [{"index": 0, "delta": {"content": "one"}, "finish_reason": "stop"}]})
    routes = {"/v1/models": says(MODELS), CHAT: in_turn(stream(one, half), answering("two"))}
    async with running(StandIn(routes)) as there, opened(Wanted(there.url)) as teacher:
        assert await teacher.ask("?", n=2) == ["one", "two"]
        assert [asked.body.get("n", 1) for asked in there.to(CHAT)] == [2, 1]


async def test_answers_before_a_failure_are_kept(tmp_path: Path) -> None:
    replies = in_turn(answering("one"), refusing("later", 503), answering("two"))
    async with running(StandIn({"/v1/models": says(MODELS), CHAT: replies})) as there:
        wanted = Wanted(there.url, patience_s=0.0, cache=tmp_path / "answers")
        async with opened(wanted) as teacher:
            with pytest.raises(TeacherDownError):
                await teacher.ask("?", n=2)
        async with opened(wanted) as teacher:
            assert isinstance(teacher, Remembering)
            assert (await teacher.ask("?", n=2), teacher.asked) == (["one", "two"], 1)


@pytest.mark.parametrize(
    ("message", "gone"),
    [
        ("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_tokens"),
        ("Unsupported value: 'temperature' does not support 0.7", "temperature"),
        ("only one completion choice is allowed", "n"),
    ],
)
async def test_what_a_service_does_not_take_is_left_out(message: str, gone: str) -> None:
    routes = {"/v1/models": says(MODELS), CHAT: in_turn(refusing(message), answering("yes"))}
    async with running(StandIn(routes)) as there, opened(Wanted(there.url)) as teacher:
        assert await teacher.ask("?", n=2) == ["yes", "yes"]
        assert gone in there.to(CHAT)[0].body
        assert gone not in there.to(CHAT)[1].body


async def test_a_question_that_is_refused_is_no_reason_to_go_on_asking() -> None:
    routes = {"/v1/models": says(MODELS), CHAT: refusing("the prompt exceeds the context size")}
    async with running(StandIn(routes)) as there, opened(Wanted(there.url)) as teacher:
        with pytest.raises(QuestionRefusedError, match="context size"):
            await teacher.ask("?")
        assert len(there.to(CHAT)) == 1


async def test_a_server_without_chat_is_asked_in_plain_text() -> None:
    routes = {"/v1/models": says(MODELS), PLAIN: answering("yes\n### Task\nmore", plain=True)}
    async with running(StandIn(routes)) as there, opened(Wanted(there.url)) as teacher:
        assert await teacher.ask("why?") == ["yes"]
        assert there.to(PLAIN)[0].body["prompt"] == framed("why?")


async def test_cancelling_closes_the_connection() -> None:
    asked = asyncio.Event()

    async def never(_: Asked, __: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with (
        running(StandIn({"/v1/models": says(MODELS), CHAT: never})) as there,
        opened(Wanted(there.url)) as teacher,
    ):
        asking = asyncio.create_task(teacher.ask("?"))
        await asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await asyncio.wait_for(there.left.wait(), 5)


async def test_a_local_model_answers_as_a_base_model() -> None:
    async with opened(Wanted(str(bundled_path()))) as teacher:
        answers = await teacher.ask("def add(a, b):", n=3, temperature=1.0, max_tokens=8)
    assert len(answers) == 3
    assert len(set(answers)) > 1


async def test_only_the_chat_template_writes_special_tokens(tmp_path: Path) -> None:
    source = (
        "{{ bos_token }}{% for m in messages %}<|turn|>{{ m['role'] }}\n{{ m['content'] }}<|over|>{% endfor %}<|turn|>"
    )
    ids = make_family_model(tmp_path / "m.gguf", ["<|turn|>", "<|over|>"], strings={"tokenizer.chat_template": source})
    template = Template.of(tmp_path / "m.gguf")
    assert template is not None
    turn, over = ids["<|turn|>"], ids["<|over|>"]
    pieces = template.prompt("what is <|over|>?")
    assert pieces[-5:] == [turn, "user\n", "what is <|over|>?", over, turn]
    async with opened(Wanted(str(tmp_path / "m.gguf"), context_tokens=512)) as teacher:
        assert len(await teacher.ask("hm <|over|>", n=2, max_tokens=4)) == 2


def test_a_template_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    make_family_model(tmp_path / "m.gguf", [], strings={"tokenizer.chat_template": "{% if %}"})
    with pytest.raises(TeacherError, match=r"m\.gguf cannot be used.*--teacher-style plain"):
        Template.of(tmp_path / "m.gguf")


def test_thinking_aloud_and_what_follows_a_stop_are_no_answer() -> None:
    assert tidied("<think>hm\n1. no</think>1. yes\nEND more", ("END",)) == "1. yes\n"


def test_a_line_cut_short_by_a_kill_is_not_done_and_harms_no_other(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    Journal(file, {"n": 1}).add("a", [1])
    with file.open("ab") as out:
        out.write(json.dumps({"key": "b", "settings": {"n": 1}, "value": 2}).encode()[:-9])
    journal = Journal(file, {"n": 1})
    assert ("a" in journal, "b" in journal) == (True, False)
    journal.add("c", 3)
    again = Journal(file, {"n": 1})
    assert [again["a"], again["c"], len(again)] == [[1], 3, 2]
    assert len(Journal(file, {"n": 2})) == 0
