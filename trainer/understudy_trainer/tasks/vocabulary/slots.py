"""Functions written with slots: `$s` is a name or a literal that is settled once for prose and code alike."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from understudy_trainer.tasks.authoring import draft, parameters_of
from understudy_trainer.tasks.common import Draft, Rng, pick
from understudy_trainer.tasks.vocabulary.text import quoted

Args = tuple[object, ...]

POOLS: dict[str, tuple[str, ...]] = {
    "s": ("s", "text", "string", "phrase", "message", "raw", "content", "st", "txt"),
    "sent": ("sentence", "text", "s", "phrase", "message", "title", "sentence", "content", "txt"),
    "txt": ("text", "content", "document", "body", "source", "s", "data"),
    "ws": ("words", "strings", "names", "labels", "terms", "entries", "tokens", "strs", "texts", "lst"),
    "w": ("w", "word", "w", "word", "item", "x"),
    "out": ("result", "result", "out", "res", "found", "answer"),
    "c": ("c", "c", "ch", "char"),
    "i": ("i", "i", "idx", "pos"),
    "k": ("k", "n", "limit", "size", "count"),
    "p": ("part", "piece", "p", "field", "chunk"),
    "ps": ("parts", "pieces", "fields", "chunks"),
    "ln": ("line", "line", "row", "ln"),
    "lns": ("lines", "rows", "all_lines"),
    "n": ("n", "number", "num", "value", "x"),
    "tot": ("total", "total", "acc", "summed"),
    "cnt": ("count", "count", "cnt", "hits"),
}
PAIRS = (
    ("a", "b"), ("s", "t"), ("first", "second"), ("left", "right"), ("text1", "text2"), ("one", "other"), ("s1", "s2"),
)  # fmt: skip
SLOT = re.compile(r"\$([a-z]+)(!r|!s)?")


@dataclass(frozen=True, slots=True)
class Knob:
    """A literal that is sometimes a parameter: the last ones of the function, in the order of the knobs.

    values: the first is the literal; as a parameter all of them are used, one per input.
    """

    names: tuple[str, ...]
    annotation: str
    values: Sequence[object]
    share: float = 0.55


Use = Mapping[str, "tuple[str, ...] | str | int | Knob"]


@dataclass(frozen=True, slots=True)
class Row:
    """One function; see `Draft`. Texts of alternatives hold one per line, `told` one per paragraph.

    Slots: `$k` as it is, `$k!r` a literal in code, `$k!s` a literal in prose (a parameter's bare name in both).
    """

    key: str
    names: str
    params: str
    returns: str
    said: str
    plan: str
    solutions: tuple[str, ...]
    inputs: Sequence[Args]
    wrong: tuple[str, ...] = ()
    told: str = ""
    chinese: str = ""
    notes: str = ""
    imports: str = ""
    above: str = ""
    errors: Sequence[Args] = ()


def written(rng: Rng, row: Row, use: Use | None = None) -> Draft:
    """A draft out of a row; `use` adds to or replaces the usual pools of names."""
    known: dict[str, tuple[str, ...] | str | int | Knob] = {**POOLS, **(use or {})}
    texts = (row.params, row.said, row.told, row.plan, row.notes, row.above, *row.solutions, *row.wrong, row.chinese)
    wanted = dict.fromkeys(found[0] for text in texts for found in SLOT.findall(text))
    filled, turned = _settle(rng, wanted, known)
    added = "".join(f", {filled[name][0]}: {knob.annotation}" for name, knob in turned)

    def put(text: str) -> str:
        forms = {None: 0, "": 0, "!r": 1, "!s": 2}
        return SLOT.sub(lambda m: filled[m[1]][forms[m[2]]], text)

    def given(rows: Sequence[Args]) -> list[Args]:
        return [(*args, *(k.values[i % len(k.values)] for _, k in turned)) for i, args in enumerate(rows)]

    return draft(
        rng,
        row.key,
        names=row.names.split(),
        params=put(row.params) + added,
        returns=row.returns,
        said=[put(x) for x in lines_of(row.said)],
        plan=[put(x) for x in lines_of(row.plan)],
        solutions=[textwrap.dedent(put(x)).strip("\n") for x in row.solutions],
        inputs=given(row.inputs),
        told=[put(" ".join(lines_of(p))) for p in re.split(r"\n\s*\n", row.told or _retold(row)) if p.strip()],
        chinese=[put(x) for x in lines_of(row.chinese)],
        wrong=[textwrap.dedent(put(x)).strip("\n") for x in row.wrong],
        notes=[put(x) for x in lines_of(row.notes)],
        imports=lines_of(row.imports),
        above=textwrap.dedent(put(row.above)).lstrip("\n"),
        errors=given(row.errors),
    )


def lines_of(text: str) -> list[str]:
    """The non-empty lines of `text`, stripped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _retold(row: Row) -> str:
    """A plain statement out of what is said and noted, for a row that tells none: the arguments first."""
    given = " and ".join(
        f"{_KINDS.get(p.annotation, 'a value')} {p.name}" for p in parameters_of(SLOT.sub(r"SLOT\1", row.params))
    )
    known = f"You are given {given}.".replace("SLOT", "$")
    ends = [f"{note.rstrip('.')}." for note in lines_of(row.notes)]
    return "\n\n".join(
        " ".join((known, f"{said.rstrip('.')}.", *ends)) for said in lines_of(row.said) if said[0] != "G"
    )


_KINDS = {
    "str": "a string",
    "int": "an integer",
    "float": "a number",
    "list[str]": "a list of strings",
    "list[int]": "a list of integers",
    "dict[str, str]": "a dict of strings",
    "dict[str, int]": "a dict with integer values",
    "dict[str, bool]": "a dict with boolean values",
    "list[list[str]]": "a list of rows of strings",
}


def _settle(
    rng: Rng, wanted: Mapping[str, None], known: Use
) -> tuple[dict[str, tuple[str, str, str]], list[tuple[str, Knob]]]:
    """Plain, code and prose form of every slot, and the knobs that became parameters."""
    filled: dict[str, tuple[str, str, str]] = {}
    turned: list[tuple[str, Knob]] = []
    taken: set[str] = set()
    if {"a", "b"} & set(wanted) and "a" not in known:
        pair = pick(rng, PAIRS)
        known = {"a": (pair[0],), "b": (pair[1],), **known}
    for name, value in known.items():
        if name not in wanted:
            continue
        if isinstance(value, Knob) and rng.random() >= value.share:
            value = value.values[0] if isinstance(value.values[0], str | int) else repr(value.values[0])
        if isinstance(value, str | int):
            filled[name] = (str(value), quoted(value) if isinstance(value, str) else str(value), repr(value))
            continue
        if isinstance(value, Knob):
            turned.append((name, value))
        pool = value.names if isinstance(value, Knob) else value
        free = [n for n in pool if n not in taken] or [f"{pool[0]}_"]
        chosen = pick(rng, free)
        taken.add(chosen)
        filled[name] = (chosen, chosen, chosen)
    return filled, turned
