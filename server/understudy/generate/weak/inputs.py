"""Calls of a function without expected results, and the examples its docstring gives. No model, nothing is run. Pure.

Where types are not said there are several guesses; which one holds shows when the candidates are called.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from understudy.generate.weak import examples
from understudy.generate.weak.signature import Callee, Parameter, arguments, callees
from understudy.generate.weak.values import INT
from understudy.runner import source

MOST_CALLS = 24  # of one guess: more cost time and tell little that the first ones do not
MOST_GUESSES = 4
PER_GUESS = 12  # where there are several


@dataclass(frozen=True, slots=True)
class Inputs:
    """guesses: calls as expressions in the module's namespace, most ordinary first, per guess of the types; the first
    guess is the likeliest. examples: assert statements from the docstring: the user's own word, though not tests."""

    guesses: tuple[tuple[str, ...], ...] = ()
    examples: tuple[str, ...] = ()


def inputs(text: str, qualname: str, *, nearby: Sequence[str] = (), seed: int = 0) -> Inputs:
    """Calls of `qualname` (function, method, property or class at the top of `text`, which must parse).

    nearby: texts of the workspace; calls there with literal arguments come first. The same seed, the same calls.
    Empty for what cannot be called by name (nested functions), or if `text` does not parse.
    """
    try:
        return _inputs(text, qualname, nearby, seed)
    except RecursionError:  # nested deeper than the standard library can print
        return Inputs()


def _inputs(text: str, qualname: str, nearby: Sequence[str], seed: int) -> Inputs:
    tree = source.parse(text)
    found = callees(tree, qualname) if not isinstance(tree, str) else []
    if not found:
        return Inputs()
    documented = tuple(dict.fromkeys(e for c in found for e in examples.documented(c.doc, c.name)))
    own = [call for e in documented if (call := examples.call_of(e))]
    seen = [call for c in found for call in _from_sites(c, nearby)]
    versions = _versions(found)
    most = MOST_CALLS if len(versions) == 1 else PER_GUESS
    guesses = []
    for guess, version in enumerate(versions):
        drawn = _interleaved([_drawn(c, guess, most, seed) for c in version])
        guesses.append(tuple(dict.fromkeys([*own, *seen, *drawn]))[:most])
    return Inputs(tuple(dict.fromkeys(guesses)), documented)


def _versions(found: list[Callee]) -> list[list[Callee]]:
    """One entry per guess: the callables, and last, where several parameters are open, all of these as numbers."""
    width = max((len(p.kinds) for c in found for p in c.parameters), default=1)
    versions = [found] * min(MOST_GUESSES, width)
    if any(sum(len(p.kinds) > 1 for p in c.parameters) > 1 for c in found):
        versions.append([replace(c, parameters=tuple(map(_number, c.parameters))) for c in found])
    return versions


def _number(parameter: Parameter) -> Parameter:
    return replace(parameter, kinds=(INT,)) if len(parameter.kinds) > 1 else parameter


def _from_sites(callee: Callee, nearby: Sequence[str]) -> list[str]:
    if not callee.called:
        return []
    return [f"{callee.before[0]}({given})" for given in examples.called(nearby, callee.name)]


def _drawn(callee: Callee, guess: int, most: int, seed: int) -> list[str]:
    """The first ones go along the pools in order, the last quarter is drawn from all the others."""
    if not callee.called:
        return list(callee.before)
    every = arguments(callee.parameters, 8 * most, guess)
    calls = [f"{before}({given})" for given in every for before in callee.before[:1]]
    calls += [f"{before}({given})" for before in callee.before[1:] for given in every[:3]]
    if len(callee.before) > 1:  # other objects before the rarer arguments
        calls = _interleaved([calls[: len(every)], calls[len(every) :]])
    kept, rest = calls[: most - most // 4], calls[most - most // 4 :]
    return kept + random.Random(seed).sample(rest, min(len(rest), most // 4))


def _interleaved(rows: list[list[str]]) -> list[str]:
    return [call for i in range(max(map(len, rows), default=0)) for row in rows for call in row[i : i + 1]]
