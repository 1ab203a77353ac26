"""A teacher behind the OpenAI protocol: llama-server, vLLM, Ollama, hosted services.

Chat messages, or plain text to continue for base models. A server that is away, busy or failing is asked again with
back-off; the key goes to the address the user typed and nowhere else.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from understudy.engine.errors import EngineError
from understudy.engine.remote import address
from understudy.engine.remote.errors import DeclinedError, RemoteDownError, RemoteRefusedError, words
from understudy.engine.remote.transport import Answer, Transport
from understudy_trainer.builders.teachers.teacher import (
    QuestionRefusedError,
    Style,
    TeacherDownError,
    TeacherError,
    Wanted,
    framed,
    tidied,
)

CHAT, PLAIN, MODELS = "/v1/chat/completions", "/v1/completions", "/v1/models"
FIRST_DELAY_S, MAX_DELAY_S = 0.5, 30.0
LOOK_S = 10.0
MOST_S = 900.0  # for one request: a server may send keep-alive signs for ever
MOST_NAMES = 5
_OPTIONAL = ("n", "stop", "temperature")  # what some services refuse for some models


class Endpoint:
    """Made by `open`. warning: to be said once, or ""."""

    def __init__(self, transport: Transport, model: str, wanted: Wanted) -> None:
        self.name = f"{transport.address.base} {model}"
        self.warning = (
            f"Tasks and solutions travel to {transport.address.host} unencrypted." if transport.address.warning else ""
        )
        self._transport, self._model = transport, model
        self._style: Style = wanted.style
        self._patience_s = wanted.patience_s
        self._slots = asyncio.Semaphore(max(1, wanted.at_once))
        self._limit_name = "max_tokens"
        self._without: set[str] = set()

    @classmethod
    async def open(cls, wanted: Wanted, key: str) -> Endpoint:
        """Ask what is there. Raises TeacherDownError, TeacherError (address, path, key, model)."""
        try:
            where = address.parse(wanted.what.strip().rstrip("/").removesuffix("/chat/completions"))
            transport = await Transport.open(where, key)
        except RemoteRefusedError as error:
            raise TeacherError(
                error.message.replace("understudy.remote.url", "The teacher's address"),
                f"Write it like http://127.0.0.1:8080; a key goes into the environment variable {wanted.key_variable}.",
            ) from None
        try:
            return cls(transport, await _model(transport, wanted), wanted)
        except BaseException:
            await transport.close()
            raise

    async def ask(
        self,
        question: str,
        *,
        n: int = 1,
        temperature: float = 0.7,
        max_tokens: int = 512,
        stop: Sequence[str] = (),
        taken: Callable[[str], None] = lambda answer: None,
    ) -> list[str]:
        """As `Teacher.ask`; answers that came before the server went away are not asked for again."""
        asking = _Asking(question, temperature, max_tokens, tuple(stop))
        answers: list[str] = []
        async with self._slots:
            while len(answers) < n:
                for answer in (await self._patiently(asking, n - len(answers)))[: n - len(answers)]:
                    answers.append(tidied(answer, stop))
                    taken(answers[-1])
        return answers

    async def close(self) -> None:
        await self._transport.close()

    async def _patiently(self, asking: _Asking, n: int) -> list[str]:
        """One request, again and again until it is answered, it is refused, or patience ends."""
        started, delay = time.monotonic(), FIRST_DELAY_S
        while True:
            try:
                return await self._once(asking, n)
            except DeclinedError as error:
                self._learn(error, n)
            except RemoteRefusedError as error:
                self._other_style(error)
            except EngineError as error:
                pause = delay * random.uniform(0.8, 1.2)
                if time.monotonic() - started + pause > self._patience_s:
                    raise TeacherDownError(
                        error.message, "Check the teacher and start again: answers so far are kept."
                    ) from None
                await asyncio.sleep(pause)
                delay = min(2 * delay, MAX_DELAY_S)

    async def _once(self, asking: _Asking, n: int) -> list[str]:
        """At least one whole answer, at most n."""
        path, body = self._worded(asking, n)
        host = self._transport.address.host
        rows = _Rows()
        try:
            async with asyncio.timeout(MOST_S), contextlib.aclosing(self._transport.events(path, body)) as events:
                async for event in events:
                    rows.take(event)
        except TimeoutError:
            raise RemoteDownError(f"{host} did not finish an answer within {MOST_S:g} s.") from None
        except RemoteDownError:
            if not rows.whole:
                raise
        if not rows.whole:
            raise RemoteDownError(f"{host} ended in the middle of an answer.")
        return rows.whole

    def _worded(self, asking: _Asking, n: int) -> tuple[str, dict[str, object]]:
        body: dict[str, object] = {"model": self._model, "stream": True, self._limit_name: asking.max_tokens}
        optional = {"temperature": asking.temperature, "stop": list(asking.stop), "n": n if n > 1 else 0}
        body |= {name: value for name, value in optional.items() if name not in self._without}
        body = {name: value for name, value in body.items() if value or name == "temperature"}
        if self._style == "plain":
            return PLAIN, body | {"prompt": framed(asking.question)}
        return CHAT, body | {"messages": [{"role": "user", "content": asking.question}]}

    def _learn(self, error: DeclinedError, n: int) -> None:
        """What to leave out or to word otherwise next time; raises if that was not the reason."""
        said = error.words.lower()
        if "max_completion_tokens" in said and self._limit_name == "max_tokens":
            self._limit_name = "max_completion_tokens"
            return
        refused = [name for name in _OPTIONAL if f"'{name}'" in said or f'"{name}"' in said or f"`{name}`" in said]
        if not refused and n > 1:
            refused = ["n"]
        if not set(refused) - self._without:
            raise QuestionRefusedError(error.message, "Shorten the task, or raise the teacher's context.") from None
        self._without |= set(refused)

    def _other_style(self, error: RemoteRefusedError) -> None:
        """A server without chat gets plain text, where the user left the choice to us."""
        if self._style == "auto" and "does not know" in error.message and "model" not in error.message.lower():
            self._style = "plain"
            return
        raise _changed(error) from None


@dataclass(frozen=True, slots=True)
class _Asking:
    question: str
    temperature: float
    max_tokens: int
    stop: tuple[str, ...]


class _Rows:
    """The choices of one answer, streamed or at once. whole: texts of those that ended."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._ended: list[int] = []

    @property
    def whole(self) -> list[str]:
        return [self._texts[row] for row in sorted(set(self._ended))]

    def take(self, event: object) -> None:
        for row, text, ended in _choices(event):
            self._texts[row] = self._texts.get(row, "") + text
            if ended:
                self._ended.append(row)


def _choices(event: object) -> Iterator[tuple[int, str, bool]]:
    choices = event.get("choices") if isinstance(event, dict) else None
    for choice in choices if isinstance(choices, list) else []:
        if not isinstance(choice, dict):
            continue
        message = choice.get("delta") or choice.get("message") or {}
        text = choice.get("text") if "text" in choice else message.get("content") if isinstance(message, dict) else ""
        row = choice.get("index")
        yield (
            row if isinstance(row, int) else 0,
            text if isinstance(text, str) else "",
            bool(choice.get("finish_reason")),
        )


async def _model(transport: Transport, wanted: Wanted) -> str:
    """The model's name at the server: the one wanted, or its only one."""
    host = transport.address.host
    try:
        listed = await transport.get(MODELS, LOOK_S)
    except RemoteDownError as error:
        raise TeacherDownError(error.message, "Start the teacher, or correct its address.") from None
    if listed.status in (401, 403):
        raise TeacherError(
            f"{host} did not accept the key (HTTP {listed.status}).",
            f"Put the key into the environment variable {wanted.key_variable}.",
        )
    names = _names(listed)
    if names is None:
        if wanted.model and listed.status in (404, 405, 501):
            return wanted.model  # some services list nothing
        said = words(listed.value)
        raise TeacherError(
            f"{host} does not list its models at {MODELS} (HTTP {listed.status}{': ' + said if said else ''}).",
            "Correct the address; it ends before /v1. If the service lists none, name the model with --teacher-model.",
        )
    some = ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")
    if wanted.model and names and wanted.model not in (*names, *(name.removesuffix(":latest") for name in names)):
        raise TeacherError(f"{host} has no model {wanted.model}.", f"Set --teacher-model to one of: {some}.")
    if not wanted.model and len(names) != 1:
        raise TeacherError(f"{host} serves {len(names)} models.", f"Name one with --teacher-model: {some or 'none'}.")
    return wanted.model or names[0]


def _names(listed: Answer) -> list[str] | None:
    data = listed.value.get("data") if listed.status == 200 and isinstance(listed.value, dict) else None
    if not isinstance(data, list):
        return None
    return [entry["id"] for entry in data if isinstance(entry, dict) and isinstance(entry.get("id"), str)]


def _changed(error: RemoteRefusedError) -> TeacherError:
    """A refusal in the words of this command."""
    step = "Correct the teacher's address, its model (--teacher-model) or its key."
    return TeacherError(error.message, step)
