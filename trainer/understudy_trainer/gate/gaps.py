"""What a model is asked with and without its adapter: ends of lines in code it never saw, and texts the user kept."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from understudy.engine.protocol import ModelInfo
from understudy.learn.pairs import Label
from understudy.prompts.fim import NoFimError, fim
from understudy.prompts.types import Prompt
from understudy_trainer.data.examples import Example
from understudy_trainer.evaluate.infilling import cut
from understudy_trainer.tasks.sample import held_out

SEED = 41  # of the held-out tasks; the evaluation suites draw with others
CUTS = 4  # of a task; the shortest is asked, so that a small model fills some and harm shows
MOST_TEXT = 600  # characters of a kept text; longer ones are never written again exactly
CHARS_A_TOKEN = 2  # at least, so that an answer is never cut before its end


@dataclass(frozen=True, slots=True)
class Gap:
    """prompt: as the engine is asked. text: what has to come. own: from the user's own code."""

    prompt: Prompt
    text: str
    own: bool

    @property
    def one_line(self) -> bool:
        return "\n" not in self.text.strip("\n")

    @property
    def most_tokens(self) -> int:
        return len(self.text) // CHARS_A_TOKEN + 16

    def matches(self, answer: str) -> bool:
        """Exactly the same text, but for blanks and newlines at its end."""
        return answer.rstrip() == self.text.rstrip()


def family_gaps(info: ModelInfo, count: int) -> list[Gap]:
    """Ends of lines in new compositions of known families, the same ones each time: what a small model can do, so that
    harm shows. None for a model that cannot infill."""
    found: list[Gap] = []
    try:
        for number, task in enumerate(held_out(SEED, count, whole_families=False)):
            text = task.prompt + task.solutions[0]
            rng = random.Random(f"{SEED}/{number}")
            drawn = (cut(text, len(task.prompt), "end", rng) for _ in range(CUTS))
            prefix, middle, suffix = min(drawn, key=lambda found: len(found.middle))
            prompt = fim(prefix, suffix, info.special, info.fim_order, family=info.family, refusal=info.refusal)
            found.append(Gap(prompt, middle, own=False))
    except NoFimError:
        return []
    return found


def own_gaps(pairs: Sequence[Example], kept: Iterable[Label], count: int) -> list[Gap]:
    """Prompts the user saw, with the text that was kept there; the last `count`, each prompt once.

    pairs: held-out preference pairs (chosen first). kept: held-out labels of suggestions.
    """
    found: dict[str, Gap] = {}
    for prompt, text in (*((e.prompt, e.responses[0]) for e in pairs), *((label.prompt, label.text) for label in kept)):
        if text.strip() and len(text) <= MOST_TEXT:
            key = json.dumps(prompt)
            found.pop(key, None)
            found[key] = Gap(prompt, text, own=True)
    return list(found.values())[-count:] if count else []
