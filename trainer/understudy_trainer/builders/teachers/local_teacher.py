"""A teacher in a local GGUF, through the engine's child process: nothing leaves the machine.

Where the file has a chat template the question is put into it. Only the template may write special tokens: the
question's text stays text, whatever stands in it.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from understudy.engine.client import EngineClient
from understudy.engine.errors import EngineCrashed, EngineError, RequestError
from understudy.engine.protocol import Sampling, Stop
from understudy.models.bundled import resolve
from understudy.prompts.types import Prompt
from understudy_trainer.builders.teachers.teacher import (
    QuestionRefusedError,
    TeacherDownError,
    TeacherError,
    Wanted,
    framed,
    tidied,
)

MOST_ROWS = 8
CRASHES = 3  # in a row, for one question
_CONTROL = (3, 4)  # token types: control, user-defined


class LocalTeacher:
    """Made by `open`."""

    def __init__(self, client: EngineClient, template: Template | None) -> None:
        self.name = f"{Path(client.info.path).name} {client.info.sha256[:16]}"
        self.warning = ""
        self._client, self._template = client, template
        self._one = asyncio.Lock()  # the engine batches rows of one question; more questions only share its cells

    @classmethod
    async def open(cls, wanted: Wanted) -> LocalTeacher:
        """Start the engine. Raises ModelError, EngineError or TeacherError (its chat template cannot be used)."""
        path = await asyncio.to_thread(resolve, wanted.what)
        template = await asyncio.to_thread(Template.of, path) if wanted.style != "plain" else None
        if template is None and wanted.style == "chat":
            raise TeacherError(f"{path.name} has no chat template.", "Leave out --teacher-style.")
        return cls(await EngineClient.start(path, context_tokens=wanted.context_tokens), template)

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
        """As `Teacher.ask`."""
        prompt: Prompt = self._template.prompt(question) if self._template else [framed(question)]
        most = max(1, min(MOST_ROWS, self._client.info.context_tokens // (2 * max_tokens)))
        answers: list[str] = []
        async with self._one:
            while len(answers) < n:
                for answer in await self._rows(prompt, min(most, n - len(answers)), temperature, max_tokens, stop):
                    answers.append(tidied(answer, stop))
                    taken(answers[-1])
        return answers

    async def close(self) -> None:
        await self._client.close()

    async def _rows(
        self, prompt: Prompt, n: int, temperature: float, max_tokens: int, stop: Sequence[str]
    ) -> list[str]:
        sampling = Sampling(temperature=temperature, seed=secrets.randbelow(2**30))
        for _ in range(CRASHES):
            try:
                found = await self._client.generate(
                    prompt, n=n, max_tokens=max_tokens, sampling=sampling, stop=Stop(texts=tuple(stop), repetition=True)
                )
                return [candidate.text for candidate in found]
            except EngineCrashed:
                continue  # it is started again by itself
            except RequestError as error:
                raise QuestionRefusedError(error.message, "Shorten the task, or raise --teacher-context.") from None
            except EngineError as error:
                raise TeacherDownError(error.message, error.next_step) from None
        raise QuestionRefusedError("The local teacher crashed over this question.", "Leave the task out.")


class Template:
    """The chat template of a GGUF: pieces before the question, and behind it."""

    def __init__(self, before: Prompt, behind: Prompt) -> None:
        self.before, self.behind = before, behind

    def prompt(self, question: str) -> Prompt:
        return [*self.before, question, *self.behind]

    @classmethod
    def of(cls, path: Path) -> Template | None:
        """None if the file has none. Raises TeacherError if it has one that cannot be used."""
        import gguf

        reader = gguf.GGUFReader(path)

        def value(key: str, default: Any = None) -> Any:
            field = reader.get_field(key)
            return default if field is None else field.contents()

        source = value("tokenizer.chat_template")
        if not source:
            return None
        tokens: list[str] = value("tokenizer.ggml.tokens", [])
        types: list[int] = value("tokenizer.ggml.token_type", [1] * len(tokens))
        special = {text: i for i, (text, kind) in enumerate(zip(tokens, types, strict=True)) if kind in _CONTROL}
        bos = _text(tokens, value("tokenizer.ggml.bos_token_id"))
        before, behind = _rendered(str(source), path.name, bos, _text(tokens, value("tokenizer.ggml.eos_token_id")))
        if value("tokenizer.ggml.add_bos_token", False) and bos:
            before = before.removeprefix(bos)  # the engine puts it there
        return cls(_pieces(before, special), _pieces(behind, special))


def _rendered(source: str, name: str, bos: str, eos: str) -> tuple[str, str]:
    """What the template writes before and behind the user's message."""
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    mark = f"mark{secrets.token_hex(8)}"
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.globals["raise_exception"] = _refuse
    messages = [{"role": "user", "content": mark}]
    try:
        text = environment.from_string(source).render(
            messages=messages, add_generation_prompt=True, bos_token=bos, eos_token=eos, enable_thinking=False
        )
    except (TemplateError, TypeError, ValueError) as error:
        raise _unusable(name, str(error)) from error
    before, found, behind = text.partition(mark)
    if not found:
        raise _unusable(name, "it leaves the question out")
    return before, behind


def _refuse(message: str) -> None:
    raise ValueError(message)


def _unusable(name: str, why: str) -> TeacherError:
    return TeacherError(
        f"The chat template of {name} cannot be used: {why[:200]}.", "Ask it as a base model: --teacher-style plain."
    )


def _text(tokens: Sequence[str], number: int | None) -> str:
    return tokens[number] if number is not None and 0 <= number < len(tokens) else ""


def _pieces(text: str, special: dict[str, int]) -> Prompt:
    """Text with the template's special tokens as ids."""
    if not special:
        return [text] if text else []
    longest_first = sorted(special, key=len, reverse=True)
    parts = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", text)
    return [special.get(part, part) for part in parts if part]
