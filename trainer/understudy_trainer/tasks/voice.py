"""Give an executed draft a voice: typed or not, docstring or comment, a sentence or a told problem, examples, sections.

The same problem is met in many wordings, so that the model learns the problem and not the wording.
"""

from __future__ import annotations

import textwrap

from understudy_trainer.tasks import layout
from understudy_trainer.tasks.common import Draft, Rng, Task, pick
from understudy_trainer.tasks.execute import Executed

TYPED_SHARE = 0.6
CHINESE_SHARE = 0.15  # of the tasks whose family has Chinese, so about one in a hundred of all
STATEMENT_SHARE = 0.4  # of the tasks whose family tells a problem


def give_voice(family: str, executed: Executed, rng: Rng) -> Task:
    """One `Task` out of an executed draft, in a voice chosen by `rng`."""
    draft = executed.draft
    signature, types = layout.signature(draft, typed=rng.random() < TYPED_SHARE, rng=rng)
    head = f"{draft.level}{signature}\n"
    prompt = _documented(draft, executed, head, rng)
    imports = "".join(f"{line}\n" for line in (*types, *draft.imports))
    above = (f"{imports}\n\n" if imports else "") + (draft.above.rstrip("\n") + "\n" if draft.above else "")
    if draft.above:
        above += "\n" if draft.level else "\n\n"
    call = draft.call or f"{draft.name}({', '.join(f'{{{i}}}' for i in range(len(draft.params)))})"
    return Task(
        family=family,
        combo=draft.combo,
        entry_point=layout.qualified(draft),
        prompt=above + prompt,
        plan=draft.plan,
        solutions=executed.solutions,
        wrong=executed.wrong,
        tests=tuple(f"assert {call.format(*map(repr, args))} == {expected!r}" for args, expected in executed.cases),
        indent=f"{draft.level}    ",
    )


def _documented(draft: Draft, executed: Executed, head: str, rng: Rng) -> str:
    """The signature with a comment above or a docstring below."""
    notes = [f"{note.rstrip('.')}." for note in draft.notes]
    if draft.chinese and rng.random() < CHINESE_SHARE:
        return _below(head, draft, [draft.chinese], rng)
    style = rng.random()
    summary = _sentence(draft.summary.rstrip("."), rng)
    if style < 0.08:
        return f"{draft.level}# {summary}\n{head}"
    if style < 0.14 and not summary.startswith("Given"):
        return _below(head, draft, [_asked(draft.summary, rng)], rng)
    told = bool(draft.statement) and rng.random() < STATEMENT_SHARE
    text = [draft.statement] if told else [summary]
    if style < 0.36 or not (notes or executed.cases):
        if not told and len(notes) == 1 and len(summary) + len(notes[0]) < 100:
            text = [f"{summary} {notes[0]}"]
        return _below(head, draft, text, rng)
    if notes and not told:
        text = [*text, "", *notes] if rng.random() < 0.6 else [" ".join([*text, *notes])]
    if style < 0.80:
        examples = layout.examples(executed, rng)
        gap = [""] if rng.random() < 0.6 else []
        return _below(head, draft, [*text, *gap, *examples] if examples else text, rng)
    if style < 0.88:
        return _below(head, draft, text, rng)
    return _below(head, draft, [*text, "", *layout.sections(draft, rng)], rng)


def _sentence(summary: str, rng: Rng) -> str:
    text = summary[0].upper() + summary[1:]
    return text if rng.random() < 0.12 else f"{text}."


def _asked(summary: str, rng: Rng) -> str:
    """The summary as it is asked for in exercises: "Write a function to count the vowels of s."."""
    opener = pick(
        rng,
        ("Write a function to", "Write a function that will", "Write a python function to", "Implement a function to"),
    )
    return f"{opener} {summary[0].lower()}{summary[1:].rstrip('.')}."


def _below(head: str, draft: Draft, lines: list[str], rng: Rng) -> str:
    """`head` and a docstring of `lines`, long ones wrapped, in one of the usual shapes."""
    indent = f"{draft.level}    "
    width = pick(rng, (72, 80, 88, 100)) - len(indent)
    wrapped = [
        part
        for line in lines
        for part in (textwrap.wrap(line, width) if len(line) > width and line[:1] not in " >" else [line])
    ]
    quotes = "'''" if rng.random() < 0.06 else '"""'
    if any("\\" in line for line in wrapped):
        quotes = f"r{quotes}"
    closing = quotes.removeprefix("r")
    if len(wrapped) == 1 and wrapped[0][-1] not in "\"'" and rng.random() < 0.85:
        lead = " " if rng.random() < 0.08 else ""
        return f"{head}{indent}{quotes}{lead}{wrapped[0]}{lead}{closing}\n"
    opening = f"{quotes}\n{indent}" if rng.random() < 0.3 else quotes + (" " if rng.random() < 0.1 else "")
    body = "\n".join(f"{indent}{line}".rstrip() if i else line for i, line in enumerate(wrapped))
    return f"{head}{indent}{opening}{body}\n{indent}{closing}\n"
