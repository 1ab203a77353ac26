"""Give an executed draft a voice: typed or not, docstring or comment, with notes, doctest examples or sections.

The same problem is met in many wordings, so that the model learns the problem and not the wording.
"""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, Task, pick
from understudy_trainer.tasks.execute import Executed

TYPED_SHARE = 0.6
MAX_EXAMPLE = 60  # characters of one doctest line


def give_voice(family: str, executed: Executed, rng: Rng) -> Task:
    """One `Task` out of an executed draft, in a voice chosen by `rng`."""
    draft = executed.draft
    signature = _signature(draft, typed=rng.random() < TYPED_SHARE)
    summary = draft.summary.rstrip(".")
    style = rng.random()
    notes = [f"{note.rstrip('.')}." for note in draft.notes]
    examples = _examples(executed, rng)
    if style < 0.10:
        prompt = f"# {_sentence(summary, rng)}\n{signature}\n"
    elif style < 0.45 or not (notes or examples):
        one_line = " ".join([_sentence(summary, rng), *notes]) if len(notes) < 2 else _sentence(summary, rng)
        prompt = f'{signature}\n    """{one_line}"""\n' if len(one_line) < 100 else _block(signature, [one_line])
    elif style < 0.70 and notes:
        prompt = _block(signature, [_sentence(summary, rng), "", *notes])
    elif style < 0.88 and examples:
        prompt = _block(signature, [_sentence(summary, rng), *(["", *notes] if notes else []), "", *examples])
    else:
        prompt = _block(signature, [_sentence(summary, rng), *(["", *notes] if notes else []), "", *_sections(draft)])
    imports = "".join(f"{line}\n" for line in draft.imports)
    return Task(
        family=family,
        combo=draft.combo,
        entry_point=draft.name,
        prompt=(f"{imports}\n\n" if imports else "") + prompt,
        plan=draft.plan,
        solutions=executed.solutions,
        wrong=executed.wrong,
        tests=tuple(f"assert {_call(draft.name, args)} == {expected!r}" for args, expected in executed.cases),
    )


def _signature(draft: Draft, *, typed: bool) -> str:
    if not typed:
        return f"def {draft.name}({', '.join(p.name for p in draft.params)}):"
    return f"def {draft.name}({', '.join(f'{p.name}: {p.annotation}' for p in draft.params)}) -> {draft.returns}:"


def _sentence(summary: str, rng: Rng) -> str:
    text = summary[0].upper() + summary[1:]
    return text if rng.random() < 0.12 else f"{text}."


def _block(signature: str, lines: list[str]) -> str:
    body = "\n".join(f"    {line}".rstrip() for line in lines[1:])
    return f'{signature}\n    """{lines[0]}\n{body}{chr(10) if body else ""}    """\n'


def _examples(executed: Executed, rng: Rng) -> list[str]:
    lines = []
    for args, expected in rng.sample(executed.cases, min(len(executed.cases), pick(rng, (1, 2, 2, 3)))):
        call, result = _call(executed.draft.name, args), repr(expected)
        if len(call) <= MAX_EXAMPLE and len(result) <= MAX_EXAMPLE and expected is not None:
            lines += [f">>> {call}", result]
    return lines


def _sections(draft: Draft) -> list[str]:
    args = [f"    {p.name}: {_describe(p.annotation)}." for p in draft.params]
    return ["Args:", *args, "", "Returns:", f"    {_describe(draft.returns)[0].upper()}{_describe(draft.returns)[1:]}."]


def _describe(annotation: str) -> str:
    words = {
        "int": "an integer",
        "str": "a string",
        "float": "a number",
        "bool": "true or false",
        "list[int]": "a list of integers",
    }
    words |= {
        "list[str]": "a list of strings",
        "dict[str, int]": "a mapping from strings to integers",
        "list": "a list",
    }
    return words.get(annotation, f"a value of type {annotation}")


def _call(name: str, args: tuple[object, ...]) -> str:
    return f"{name}({', '.join(map(repr, args))})"
