"""Training documents: tasks and natural code in the very shapes the server will ask for.

A document is what the server would send (`prompt`) and what the model should say (`answer`), both as prompt
pieces, so that serving and training meet in `understudy.prompts` and nowhere else.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from understudy.prompts import plan as plans
from understudy.prompts.families import Order
from understudy.prompts.fim import fim
from understudy.prompts.special import CODE, EOS, LITERALS
from understudy.prompts.types import Prompt, Snippet
from understudy_trainer.pretrain import surroundings
from understudy_trainer.pretrain.config import Mixture
from understudy_trainer.pretrain.material import Asked, Material
from understudy_trainer.tasks.common import Task
from understudy_trainer.tasks.sample import training

IDS: dict[str, int] = {name: number for number, name in enumerate(LITERALS)}
METHOD_SHARE = 0.12  # so that the model also works away from root indentation
NEIGHBOURS = (0,) * 8 + (1, 2)  # tasks that stand above the one asked for: read only, so mostly none
CROSS_FILE_SHARE = 0.1  # of the infilled documents: code of other files stands before them


class Document(NamedTuple):
    """prompt: read mostly for context. answer: what is learnt with full weight; ends with end-of-text."""

    prompt: Prompt
    answer: Prompt


def documents(mixture: Mixture, material: Material, seed: int, families: Sequence[str] = ()) -> Iterator[Document]:
    """Endless documents in the shares of `mixture`; a kind that `material` lacks gives its share to the tasks, which
    are of all families or of those named."""
    rng = random.Random(seed)
    tasks, natural = task_documents(seed, mixture, families), natural_documents(material, seed, mixture.pairs)
    while True:
        draw = rng.random()
        if draw < mixture.natural and material.texts:
            yield next(natural)
        elif mixture.natural <= draw < mixture.natural + mixture.exercises and material.exercises:
            yield _asked(rng.choice(material.exercises))
        else:
            yield next(tasks)


def task_documents(seed: int, mixture: Mixture | None = None, families: Sequence[str] = ()) -> Iterator[Document]:
    """Endless documents of one to three tasks: earlier ones are context, the last is asked for in some shape."""
    shares = mixture or Mixture()
    rng = random.Random(seed)
    tasks = training(seed, only=families)
    while True:
        neighbours = [next(tasks) for _ in range(rng.choice(NEIGHBOURS))]
        target = next(tasks)
        above = surroundings.module_head(rng) + "".join(_whole(t, rng) + "\n\n" for t in neighbours)
        if rng.random() < METHOD_SHARE and surroundings.fits_in_class(target):
            above, target = above + surroundings.class_head(rng), surroundings.as_method(target)
        shape = rng.random()
        if shape < shares.plan:
            answer: Prompt = [plans.render(target.plan, target.indent), IDS[CODE], target.solutions[0], IDS[EOS]]
            yield Document(plans.plan_first(above + target.prompt, IDS, target.indent), answer)
        elif shape < shares.plan + shares.infill:
            yield _infilled_task(target, above, [next(tasks)], rng)
        elif shape < shares.plan + shares.infill + shares.whole:
            yield Document([], [above + _whole(target, rng), IDS[EOS]])
        else:
            yield Document(plans.direct(above + target.prompt, IDS), [rng.choice(target.solutions), IDS[EOS]])


def natural_documents(material: Material, seed: int, pairs: float) -> Iterator[Document]:
    """Endless documents of natural code: pairs asked for like tasks, the others half of them infilled."""
    rng = random.Random(seed)
    while True:
        if material.pairs and rng.random() < pairs:
            yield _asked(rng.choice(material.pairs))
            continue
        text = rng.choices(material.texts, cum_weights=material.weights)[0]
        yield infill(text, rng) if rng.random() < 0.5 else Document([], [text, IDS[EOS]])


def infill(
    text: str, rng: random.Random, focus: int = 0, snippets: tuple[Snippet, ...] = (), path: str = ""
) -> Document:
    """`text` with one span to fill: the rest of a line, whole lines, or any characters (at or after `focus`).

    Two of three are suffix-first; one in five loses its suffix, as at the end of a file.
    """
    start, end = _span(text, rng, focus)
    suffix = "" if rng.random() < 0.2 else text[end:]
    if not suffix and rng.random() < 0.5:
        end = min(len(text), text.find("\n", start) if text.find("\n", start) >= 0 else len(text))
    order: Order = "spm" if rng.random() < 0.67 else "psm"
    prompt = fim(text[:start], suffix, IDS, order, snippets=snippets, path=path, cross_file="tokens")
    return Document(prompt, [text[start:end], IDS[EOS]])


def _infilled_task(target: Task, above: str, others: list[Task], rng: random.Random) -> Document:
    text = above + _whole(target, rng)
    focus = len(above) + len(target.prompt)
    if rng.random() >= CROSS_FILE_SHARE:
        return infill(text, rng, focus)
    snippets = tuple(Snippet(surroundings.file_name(rng), _whole(task, rng)) for task in others)
    return infill(text, rng, focus, snippets, surroundings.file_name(rng))


def _asked(asked: Asked) -> Document:
    return Document(plans.direct(asked.prompt, IDS), [asked.answer, IDS[EOS]])


def _span(text: str, rng: random.Random, focus: int) -> tuple[int, int]:
    breaks = [i for i, c in enumerate(text) if c == "\n" and i >= focus]
    kind = rng.random()
    if kind < 0.45 and breaks:  # the rest of a half-written line
        end = rng.choice(breaks)
        begin = text.rfind("\n", 0, end) + 1
        indent = len(text[begin:end]) - len(text[begin:end].lstrip())
        return rng.randint(max(focus, min(begin + indent, end)), end), end
    if kind < 0.85 and breaks:  # whole lines
        first = rng.randrange(len(breaks))
        last = min(len(breaks) - 1, first + rng.randint(1, 7))
        return breaks[first] + 1 if first < last else breaks[first], breaks[last]
    start = rng.randint(min(focus, len(text)), len(text))
    return start, rng.randint(start, min(len(text), start + 160))


def _whole(task: Task, rng: random.Random) -> str:
    return task.prompt + rng.choice(task.solutions)
