"""What a task family hands in (`Draft`), what comes out (`Task`), and the registry in between.

A family is one function `(rng) -> Draft`. It decides *what* is asked and how it is solved; the
voice (typed or not, docstring or comment, doctest examples ...) is chosen in `voice`, and nothing
is kept that was not executed (`execute`).
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Rng = random.Random
T = TypeVar("T")

HELD_OUT_SHARE = 10  # one composition in ten is never trained on


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: its name and its type annotation as source (`"list[int]"`)."""

    name: str
    annotation: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One problem as a family states it, before it is given a voice and executed.

    name: the function's name, snake_case.
    params: the parameters in order.
    returns: the return annotation as source.
    summary: one imperative sentence without the final period ("Return the sum of the odd numbers in xs").
    plan: 1-5 short imperative steps in lower case, derived from the first solution (backward reasoning).
    solutions: one or more correct bodies, dedented, without the `def` line; the first is canonical.
    inputs: at least three argument tuples; every value must survive `ast.literal_eval(repr(v))`.
    combo: what was composed, without the literals ("even|squared|sum"): the unit of hold-out.
    wrong: near-miss bodies; each must differ from the solution on at least one input.
    notes: edge cases as sentences without final period ("Return None if xs is empty").
    imports: import lines the solutions need ("import re"); they stand above the function.
    statement: the same problem told as a problem, in two to five sentences ("" if the family tells none).
    chinese: the same as `summary`, in Chinese ("" if the family has none).
    above: source between the imports and the function, ends with a newline: a function or constant it may use, or a
        class up to the method asked for (the method then has `self` as its first parameter).
    call: a one-line expression that uses the function, with `{0}`, `{1}` for the arguments of one case
        ("Stack({0}).pop()"); "" means a plain call.
    errors: argument tuples on which every solution raises an exception of the same type.
    """

    name: str
    params: tuple[Param, ...]
    returns: str
    summary: str
    plan: tuple[str, ...]
    solutions: tuple[str, ...]
    inputs: tuple[tuple[object, ...], ...]
    combo: str
    wrong: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    statement: str = ""
    chinese: str = ""
    above: str = ""
    call: str = ""
    errors: tuple[tuple[object, ...], ...] = ()

    @property
    def level(self) -> str:
        """The indentation of the `def` line: a method is asked for if the first parameter is `self`."""
        return "    " if self.params and self.params[0].name == "self" else ""


@dataclass(frozen=True, slots=True)
class Task:
    """One executed task.

    entry_point: the qualified name of what is asked for ("count_even", "Stack.push").
    prompt: source up to and including the signature and docstring, ends with a newline.
    plan: the plan's steps.
    solutions: correct bodies, indented as `prompt` needs it (`indent`), each ends with a newline.
    wrong: near-miss bodies in the same shape; each fails at least one of `tests`.
    tests: assert statements that use it, one line each.
    indent: of the body.
    """

    family: str
    combo: str
    entry_point: str
    prompt: str
    plan: tuple[str, ...]
    solutions: tuple[str, ...]
    wrong: tuple[str, ...]
    tests: tuple[str, ...]
    indent: str = "    "

    @property
    def held_out(self) -> bool:
        """Whether this task is kept for evaluation: a whole held-out family, or one composition in ten.

        A combo without "|" is no composition but one named function; nothing else would teach it.
        """
        key = f"{self.family}:{self.combo}".encode()
        return self.in_held_out_family or ("|" in self.combo and zlib.crc32(key) % HELD_OUT_SHARE == 0)

    @property
    def in_held_out_family(self) -> bool:
        """Whether the whole family is kept for evaluation."""
        return self.family in HELD_OUT_FAMILIES


Family = Callable[[Rng], Draft]
FAMILIES: dict[str, Family] = {}
HELD_OUT_FAMILIES: set[str] = set()
WEIGHTS: dict[str, float] = {}


def family(name: str, *, held_out: bool = False, weight: float = 2.0) -> Callable[[Family], Family]:
    """Register a family under a unique kebab-case name; `held_out` keeps all of it for evaluation.

    weight: its share of the stream; about the square root of how many different functions it asks for.
    Raises ValueError if the name is taken.
    """

    def register(make: Family) -> Family:
        if name in FAMILIES:
            raise ValueError(f"task family {name!r} is registered twice")
        FAMILIES[name] = make
        WEIGHTS[name] = weight
        if held_out:
            HELD_OUT_FAMILIES.add(name)
        return make

    return register


def name_from(rng: Rng, *words: str) -> str:
    """A plausible snake_case function name out of some of `words` (at least one, order kept)."""
    parts = [w for w in " ".join(words).replace("-", " ").lower().split() if w.isidentifier()]
    keep = rng.randint(1, min(4, len(parts)))
    chosen = sorted(rng.sample(range(len(parts)), keep))
    name = "_".join(parts[i] for i in chosen)
    return name if name not in RESERVED else f"{name}_of"


def pick(rng: Rng, options: Sequence[T]) -> T:
    """`rng.choice`, typed."""
    return options[rng.randrange(len(options))]


RESERVED = frozenset(
    "and as assert async await break class continue def del elif else except finally for from global if import in is "
    "lambda nonlocal not or pass raise return try while with yield none true false sum min max len sorted set list "
    "dict str int float abs all any map filter range zip reversed tuple print".split()
)
