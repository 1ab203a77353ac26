"""Training documents: tasks and natural code in the very shapes the server will ask for.

A document is what the server would send (`prompt`) and what the model should say (`answer`), both as prompt
pieces, so that serving and training meet in `understudy.prompts` and nowhere else.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from understudy.prompts import plan as plans
from understudy.prompts.fim import fim
from understudy.prompts.special import CODE, EOS, LITERALS
from understudy.prompts.types import Prompt
from understudy_trainer.pretrain import surroundings
from understudy_trainer.tasks.common import Task
from understudy_trainer.tasks.sample import training

IDS: dict[str, int] = {name: number for number, name in enumerate(LITERALS)}
INDENT = "    "
METHOD_SHARE = 0.12  # so that the model also works away from root indentation


class Document(NamedTuple):
    """prompt: read mostly for context. answer: what is learnt with full weight; ends with end-of-text."""

    prompt: Prompt
    answer: Prompt


def task_documents(seed: int) -> Iterator[Document]:
    """Endless documents of one to three tasks: earlier ones are context, the last is asked for in some shape."""
    rng = random.Random(seed)
    tasks = training(seed)
    while True:
        context = [next(tasks) for _ in range(rng.choice((0, 0, 0, 1, 2)))]
        above = surroundings.module_head(rng) + "".join(_whole(t, rng) + "\n\n" for t in context)
        target = next(tasks)
        indent = INDENT
        if rng.random() < METHOD_SHARE and surroundings.fits_in_class(target):
            above, target, indent = above + surroundings.class_head(rng), surroundings.as_method(target), 2 * INDENT
        shape = rng.random()
        if shape < 0.34:
            yield Document(plans.direct(above + target.prompt, IDS), [rng.choice(target.solutions), IDS[EOS]])
        elif shape < 0.58:
            answer: Prompt = [plans.render(target.plan, indent), IDS[CODE], target.solutions[0], IDS[EOS]]
            yield Document(plans.plan_first(above + target.prompt, IDS, indent), answer)
        elif shape < 0.94:
            yield infill(above + _whole(target, rng), rng, focus=len(above) + len(target.prompt))
        else:
            yield Document([], [above + _whole(target, rng), IDS[EOS]])


def natural_documents(pieces: list[str], seed: int) -> Iterator[Document]:
    """Endless documents of natural code, half of them infilled."""
    rng = random.Random(seed)
    while True:
        text = rng.choice(pieces)
        yield infill(text, rng) if rng.random() < 0.5 else Document([], [text, IDS[EOS]])


def infill(text: str, rng: random.Random, focus: int = 0) -> Document:
    """`text` with one span to fill: the rest of a line, whole lines, or any characters (at or after `focus`).

    Two of three are suffix-first; one in five loses its suffix, as at the end of a file.
    """
    start, end = _span(text, rng, focus)
    suffix = "" if rng.random() < 0.2 else text[end:]
    if not suffix and rng.random() < 0.5:
        end = min(len(text), text.find("\n", start) if text.find("\n", start) >= 0 else len(text))
    prompt = fim(text[:start], suffix, IDS, "spm" if rng.random() < 0.67 else "psm")
    return Document(prompt, [text[start:end], IDS[EOS]])


def _span(text: str, rng: random.Random, focus: int) -> tuple[int, int]:
    breaks = [i for i, c in enumerate(text) if c == "\n" and i >= focus]
    kind = rng.random()
    if kind < 0.55 and breaks:  # the rest of a half-written line
        end = rng.choice(breaks)
        begin = text.rfind("\n", 0, end) + 1
        indent = len(text[begin:end]) - len(text[begin:end].lstrip())
        return rng.randint(max(focus, min(begin + indent, end)), end), end
    if kind < 0.85 and breaks:  # whole lines
        first = rng.randrange(len(breaks))
        last = min(len(breaks) - 1, first + rng.randint(1, 5))
        return breaks[first] + 1 if first < last else breaks[first], breaks[last]
    start = rng.randint(min(focus, len(text)), len(text))
    return start, rng.randint(start, min(len(text), start + 160))


def _whole(task: Task, rng: random.Random) -> str:
    return task.prompt + rng.choice(task.solutions)
