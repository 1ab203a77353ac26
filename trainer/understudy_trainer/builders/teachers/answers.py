"""A teacher that remembers: answers lie in a file by teacher, question, parameters and index.

A killed run asks only what is missing, and the same run a second time asks nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from understudy_trainer.builders.journal import Journal
from understudy_trainer.builders.teachers.teacher import Teacher


class Remembering:
    """Behaves like `teacher`; `asked` counts the answers that were really asked for."""

    def __init__(self, teacher: Teacher, file: Path) -> None:
        self.name = teacher.name
        self.asked = 0
        self._teacher = teacher
        self._journal = Journal(file)

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
        """As `Teacher.ask`. Of n answers those with a lower index are the ones an earlier question gave; they are kept
        as they come, also where the teacher fails over the next."""
        keys = [_key(self.name, question, temperature, max_tokens, stop, index) for index in range(n)]
        missing = deque(key for key in keys if key not in self._journal)

        def keep(answer: str) -> None:
            self._journal.add(missing.popleft(), answer)

        if missing:
            self.asked += len(missing)
            await self._teacher.ask(
                question, n=len(missing), temperature=temperature, max_tokens=max_tokens, stop=stop, taken=keep
            )
        answers = [str(self._journal[key]) for key in keys]
        for answer in answers:
            taken(answer)
        return answers


def _key(name: str, question: str, temperature: float, max_tokens: int, stop: Sequence[str], index: int) -> str:
    whole = json.dumps([name, question, temperature, max_tokens, list(stop), index])
    return hashlib.sha256(whole.encode()).hexdigest()
