"""A short way to write a family: one call makes the draft, the rest are inputs.

@family("numbers-between", weight=2)
def numbers_between(rng: Rng) -> Draft:
    "Count or list the numbers in a range that satisfy a condition."
    xs, lo, hi = distinct(rng, LIST_NAMES, ("low", "a", "start"), ("high", "b", "stop"))
    return draft(rng, "between|count", names=("count_between", "in_range"), params=f"{xs}: list[int], ...", ...)
"""

from __future__ import annotations

import ast
import builtins
import keyword
import string
from collections.abc import Sequence

from understudy_trainer.tasks.common import Draft, Param, Rng, pick
from understudy_trainer.tasks.vocabulary.text import VOCABULARY

Inputs = Sequence[tuple[object, ...]]


def draft(
    rng: Rng,
    combo: str,
    *,
    names: Sequence[str],
    params: str,
    returns: str,
    said: Sequence[str],
    plan: Sequence[str],
    solutions: Sequence[str],
    inputs: Inputs,
    told: Sequence[str] = (),
    chinese: Sequence[str] = (),
    wrong: Sequence[str] = (),
    notes: Sequence[str] = (),
    imports: Sequence[str] = (),
    above: str = "",
    call: str = "",
    errors: Inputs = (),
) -> Draft:
    """One draft; see `Draft` for the fields.

    names, said, told, chinese: alternatives, one of each is chosen. params: source ("xs: list[int], k: int").
    "SELF" in a solution or near miss stands for the chosen name. A single expression without `return` gets one.
    Raises SyntaxError if `params` is no parameter list.
    """
    parameters = parameters_of(params)
    taken = {p.name for p in parameters}
    free = [n for n in names if n not in taken and not keyword.iskeyword(n) and not hasattr(builtins, n)]
    name = pick(rng, free) if free else f"get_{names[0]}"
    return Draft(
        name,
        parameters,
        returns,
        pick(rng, said),
        tuple(plan),
        tuple(_body(s, name) for s in solutions),
        tuple(inputs),
        combo,
        tuple(_body(s, name) for s in wrong),
        tuple(notes),
        tuple(imports),
        pick(rng, told) if told else "",
        pick(rng, chinese) if chinese else "",
        above,
        call.replace("SELF", name),
        tuple(errors),
    )


def parameters_of(source: str) -> tuple[Param, ...]:
    """Parameters out of "xs: list[int], k: int"; what has no annotation is "self". Raises SyntaxError."""
    function = ast.parse(f"def f({source}): ...").body[0]
    assert isinstance(function, ast.FunctionDef)
    return tuple(Param(a.arg, ast.unparse(a.annotation) if a.annotation else "") for a in function.args.args)


def _body(source: str, name: str) -> str:
    source = source.replace("SELF", name).strip("\n")
    if "\n" not in source:
        try:
            ast.parse(source, mode="eval")
        except SyntaxError:
            return source
        return f"return {source}"
    return source


def integers(rng: Rng, size: int, low: int = -20, high: int = 40) -> list[int]:
    """`size` random integers."""
    return [rng.randint(low, high) for _ in range(size)]


def integer_lists(rng: Rng, low: int = -9, high: int = 30, *, empty: bool = True, count: int = 5) -> list[list[int]]:
    """Lists of various lengths: with repeats, a single, perhaps an empty one."""
    found = [integers(rng, rng.randint(3, 7), low, high) for _ in range(count)]
    found[1] = [*found[1][:3], found[1][0], found[1][0]]
    return [*found, [rng.randint(low, high)], *([[]] if empty else [])]


def decimals(rng: Rng, size: int, low: float = -10, high: float = 100, digits: int = 1) -> list[float]:
    """`size` random decimals with at most `digits` places."""
    return [round(rng.uniform(low, high), digits) for _ in range(size)]


def words(rng: Rng, size: int) -> list[str]:
    """`size` ordinary words."""
    return [pick(rng, VOCABULARY) for _ in range(size)]


def sentence(rng: Rng, size: int = 5) -> str:
    """A sentence of ordinary words, sometimes with a capital and a full stop."""
    text = " ".join(words(rng, size))
    return f"{text.capitalize()}." if rng.random() < 0.4 else text


def letters(rng: Rng, size: int, alphabet: str = string.ascii_lowercase) -> str:
    """`size` random characters of `alphabet`."""
    return "".join(pick(rng, alphabet) for _ in range(size))


def texts(rng: Rng, *extra: str, empty: bool = True) -> list[str]:
    """Texts of various kinds: a word, a sentence, mixed case, digits, punctuation, `extra`, perhaps an empty one."""
    odd = pick(rng, ("a1b22c", "Room 12, Floor 3", "AbBa", "x", "  two  gaps ", "no-way!", "2024-05-17", "Zz top"))
    found = [*extra, pick(rng, VOCABULARY), sentence(rng), letters(rng, rng.randint(3, 8), "aabbcXYZ1"), odd]
    return [*found, *([""] if empty else [])]


def each(values: Sequence[object]) -> tuple[tuple[object, ...], ...]:
    """Each value as the only argument."""
    return tuple((value,) for value in values)
