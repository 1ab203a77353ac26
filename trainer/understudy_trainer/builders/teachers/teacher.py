"""Who is asked for plans, rewritten tasks and solutions: a stronger model behind one method, `ask`.

A teacher is a server that speaks the OpenAI protocol (`endpoint`) or a local GGUF (`local_teacher`); `opened` tells
which from what the user wrote and remembers its answers on disk (`answers`), so that nothing is paid for twice.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from understudy_trainer.errors import TrainError

KEY_VARIABLE = "UNDERSTUDY_TEACHER_KEY"
Style = Literal["auto", "chat", "plain"]
_NEXT = "\n### "  # a base model goes on with a task of its own


class TeacherError(TrainError):
    """The teacher cannot be used until the user changes something."""


class TeacherDownError(TeacherError):
    """The teacher did not answer for longer than we were told to wait."""


class QuestionRefusedError(TeacherError):
    """The teacher did not take this one question; others may go well."""


class Teacher(Protocol):
    """name: the same for the same weights behind the same address; answers are remembered under it."""

    name: str

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
        """n answers, independently sampled, each cut before any text of `stop`; taken: told of each as soon as it is
        there, in order. Raises TeacherError, maybe after some were."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """what: an http(s) address, or a GGUF file or catalogue name. model: its name at the address, "" = the only one.
    style: chat messages, plain text to continue (base models), or what the teacher offers. key_variable: environment
    variable that holds the key, read when the teacher is opened. at_once: questions under way at the same time.
    patience_s: how long a teacher that stopped answering is asked again. cache: file of remembered answers."""

    what: str
    model: str = ""
    style: Style = "auto"
    key_variable: str = KEY_VARIABLE
    at_once: int = 4
    patience_s: float = 300.0
    context_tokens: int = 8192
    cache: Path | None = None


@contextlib.asynccontextmanager
async def opened(wanted: Wanted, note: Callable[[str], None] | None = None) -> AsyncIterator[Teacher]:
    """The teacher, ready to be asked. note: takes what the user should hear once (text that travels unencrypted).

    Raises TeacherError or TeacherDownError at once if it cannot be reached now.
    """
    from understudy_trainer.builders.teachers.answers import Remembering
    from understudy_trainer.builders.teachers.endpoint import Endpoint
    from understudy_trainer.builders.teachers.local_teacher import LocalTeacher

    if wanted.what.startswith(("http://", "https://")):
        teacher: Endpoint | LocalTeacher = await Endpoint.open(wanted, os.environ.get(wanted.key_variable, ""))
    else:
        teacher = await LocalTeacher.open(wanted)
    if note is not None and teacher.warning:
        note(teacher.warning)
    try:
        yield Remembering(teacher, wanted.cache) if wanted.cache else teacher
    finally:
        await teacher.close()


def framed(question: str) -> str:
    """A question as text to continue, for models that know no chat."""
    return f"### Task\n{question.strip()}\n\n### Answer\n"


def tidied(answer: str, stop: Sequence[str]) -> str:
    """An answer without what the model thought aloud before it, cut before any text of `stop`."""
    answer = answer.rpartition("</think>")[2]
    ends = [at for text in (*stop, _NEXT) if text and (at := answer.find(text)) >= 0]
    return answer[: min(ends)] if ends else answer
