"""Tables of problems written as text with `$name` in it: names, literals and the chosen options are filled in.

DIGITS = Entry(
    "digit-sum", "sum_digits digit_sum", "$n: int", "int",
    said='''
    Return the sum of the digits of $n
    Add up all digits of $n
    ''',
    ...
)
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from understudy_trainer.tasks.authoring import Inputs, draft, parameters_of
from understudy_trainer.tasks.common import Draft, Param, Rng, pick
from understudy_trainer.tasks.layout import describe

Filled = Mapping[str, str]
Cases = Callable[[Rng, Filled], Inputs]
Option = Mapping[str, str]

PAIRS = "a b|x y|first second|left right|m n|p q|num1 num2|one other"
INTS = "n num number value x m k val"
COUNTERS = "count total found hits tally"
TOTALS = "total result acc out res"

OPENINGS = {
    "Return the ": ("Find the ", "Get the ", "Give the ", "Determine the ", "Give back the "),
    "Compute ": ("Calculate ", "Determine ", "Work out ", "Return "),
    "Find the ": ("Return the ", "Get the ", "Determine the "),
    "Find every ": ("Return every ", "Collect every "),
    "Find all ": ("Return a list of all ", "List all ", "Collect all "),
    "Check whether ": ("Return whether ", "Tell whether ", "Determine if ", "Test whether ", "Return True if "),
    "Return True if ": ("Check if ", "Return whether ", "Tell if ", "Determine whether ", "Report whether "),
    "Count the ": ("Return the number of ", "Find the number of ", "Determine the number of "),
    "Return how many ": ("Count how many ", "Find out how many ", "Determine how many "),
    "List the ": ("Return a list of the ", "Collect the ", "Return the "),
    "Add up ": ("Return the sum of ", "Compute the sum of ", "Find the total of "),
}
REOPENED_SHARE = 0.4  # of the wordings that begin in one of these ways
PLAINLY_TOLD_SHARE = 0.4  # of the drafts whose entry tells no problem
GIVEN_SHARE = 0.1  # of the wordings that begin with "Return"; they name the parameters first

_DOUBLED = re.compile(r"\b(\w+) \1\b")
_HOLE = re.compile(r"\$\{([a-z]+)\}|\$([a-z]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One problem of a table; every text may hold `$name`.

    key: names the problem in the combo. names: function names, separated by spaces. said: one wording a line (behind a
    backslash at its end it goes on).
    plan: steps separated by "; ". inputs: the cases; None takes the table's. The other fields are as in `Draft`.
    """

    key: str
    names: str
    params: str
    returns: str
    said: str
    plan: str
    solutions: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    inputs: Cases | None = None
    told: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    above: str = ""
    errors: Inputs = ()


def fixed(*values: object) -> Cases:
    """Inputs that are always the same; what is no tuple is the only argument."""
    return lambda _rng, _filled: tuple(v if isinstance(v, tuple) else (v,) for v in values)


def random_ints(low: int, high: int, *always: int, count: int = 4) -> Cases:
    """`count` random ints between `low` and `high` after the ones that are always asked."""
    return lambda rng, _filled: tuple((v,) for v in (*always, *(rng.randint(low, high) for _ in range(count))))


def random_pairs(low: int, high: int, *always: tuple[object, ...], count: int = 4) -> Cases:
    """`count` random pairs of ints between `low` and `high` after the ones that are always asked."""
    return lambda rng, _filled: (*always, *((rng.randint(low, high), rng.randint(low, high)) for _ in range(count)))


def opened(rng: Rng, text: str, names: Sequence[str]) -> str:
    """`text` with another opening now and then ("Return the" for "Find the", "Given n and k, return").

    A parameter doubled by the noun before or after it ("hours hours") is written once.
    """
    text = _DOUBLED.sub(lambda m: m[1] if m[1] in names else m[0], text)
    if text.startswith("Return ") and rng.random() < GIVEN_SHARE:
        given = ", ".join(names[:-1]) + (" and " if names[1:] else "") + names[-1]
        return f"Given {given}, r{text[1:]}"
    for opening, others in OPENINGS.items():
        if text.startswith(opening) and rng.random() < REOPENED_SHARE:
            return pick(rng, others) + text.removeprefix(opening)
    return text


def plainly_told(rng: Rng, parameters: Sequence[Param], text: str, notes: Sequence[str]) -> str:
    """The problem told from its parameters: "You are given an integer n and ... . Return ... . If ..."."""
    given = [f"{describe(p.annotation)} {p.name}" for p in parameters]
    listed = ", ".join(given[:-1]) + (" and " if given[1:] else "") + given[-1]
    opener = pick(
        rng, ("You are given", "Given are" if given[1:] else "Given is", "The function takes", "Your input is")
    )
    end = "" if text.endswith("?") else "."
    return " ".join(
        [f"{opener} {listed}.", f"{text}{end}", *(f"{note}." for note in notes if note.split()[1] not in text)]
    )


def written(
    rng: Rng,
    table: Sequence[Entry],
    names: Mapping[str, str],
    *,
    axes: Sequence[Sequence[Option]] = (),
    literals: Mapping[str, tuple[int, int]] | None = None,
    inputs: Cases | None = None,
) -> Draft:
    """A draft out of one entry of `table` and one option of each axis.

    names: pools by hole ("n": "n num x"); "a,b": "a b|x y" fills two holes at once. literals: ranges by hole.
    An option's "key" goes into the combo; its other values are holes, "||" stands between alternatives.
    """
    filled: dict[str, str] = {}
    for holes, pool in names.items():
        groups = [group.split() for group in pool.split("|")] if "," in holes else [[name] for name in pool.split()]
        free = [group for group in groups if not set(group) & set(filled.values())]
        filled.update(zip(holes.split(","), pick(rng, free), strict=True))
    filled.update({hole: str(rng.randint(low, high)) for hole, (low, high) in (literals or {}).items()})
    entry = pick(rng, table)
    options = [pick(rng, axis) for axis in axes]
    for option in options:
        filled.update({hole: pick(rng, text.split("||")) for hole, text in option.items() if hole != "key"})

    def fill(text: str) -> str:
        while _HOLE.search(text):
            text = _HOLE.sub(lambda m: filled[m[1] or m[2]], text)
        return text

    def filled_in(parts: Sequence[str]) -> list[str]:
        return [textwrap.dedent(fill(part)).strip("\n") for part in parts]

    said = filled_in([" ".join(line.split()) for line in entry.said.strip().splitlines()])
    parameters = parameters_of(fill(entry.params))
    notes = [note for note in filled_in(entry.notes) if note]
    told = filled_in(entry.told)
    plain = all("value of type" not in describe(p.annotation) for p in parameters)
    if not told and plain and rng.random() < PLAINLY_TOLD_SHARE:
        told = [
            plainly_told(rng, parameters, pick(rng, [text for text in said if not text.startswith("Given")]), notes)
        ]
    make = entry.inputs or inputs
    assert make is not None, entry.key
    return draft(
        rng,
        fill("|".join((entry.key, *(option["key"] for option in options)))),
        names=filled_in(entry.names.split()),
        params=fill(entry.params),
        returns=fill(entry.returns),
        said=[opened(rng, text, [p.name for p in parameters]) for text in said],
        plan=[step.strip() for step in fill(entry.plan).split(";") if step.strip()],
        solutions=filled_in(entry.solutions),
        wrong=filled_in(entry.wrong),
        inputs=make(rng, filled),
        told=told,
        chinese=filled_in(entry.chinese),
        notes=notes,
        imports=entry.imports,
        above=fill(entry.above),
        errors=entry.errors,
    )
