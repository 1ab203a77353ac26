"""Calls near the arguments that a function's own tests give it. Pure functions."""

from __future__ import annotations

import ast
import random
from typing import Any


def example_calls(tests: list[str], name: str) -> list[tuple[Any, ...]]:
    """The literal arguments that assert statements give `name`."""
    found = []
    for test in tests:
        for node in ast.walk(ast.parse(test)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                try:
                    found.append(tuple(ast.literal_eval(a) for a in node.args))
                except ValueError:
                    continue
    return found


def varied(examples: list[tuple[Any, ...]], name: str, rng: random.Random, limit: int) -> list[str]:
    """At most `limit` calls near the examples: one to three small changes to the arguments, types kept."""
    calls: dict[str, None] = {}
    for _ in range(limit * 20 if examples else 0):
        arguments = list(rng.choice(examples))
        for _ in range(rng.randint(1, 3)):
            if arguments:
                place = rng.randrange(len(arguments))
                arguments[place] = _nudged(arguments[place], rng)
        calls[f"{name}({', '.join(map(repr, arguments))})"] = None
        if len(calls) >= limit:
            break
    return list(calls)


def _nudged(value: Any, rng: random.Random) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return rng.choice((value + 1, value - 1, 0, 1, -value, value * 2, value + 10))
    if isinstance(value, float):
        return rng.choice((value + 1, -value, value / 2, 0.0))
    if isinstance(value, str):
        place = rng.randint(0, len(value))
        return rng.choice((value[:place], value[place:], value + value[:1], value[::-1], value.upper(), value + " x"))
    if isinstance(value, list | tuple):
        return type(value)(_nudged_items(list(value), rng))
    if isinstance(value, dict) and value:
        key = rng.choice(list(value))
        return (
            value | {key: _nudged(value[key], rng)}
            if rng.random() < 0.6
            else {k: v for k, v in value.items() if k != key}
        )
    if isinstance(value, set) and value:
        return set(_nudged_items(sorted(value, key=repr), rng))
    return value


def _nudged_items(items: list[Any], rng: random.Random) -> list[Any]:
    if not items:
        return items
    place, turn = rng.randrange(len(items)), rng.random()
    if turn < 0.6:
        return [*items[:place], _nudged(items[place], rng), *items[place + 1 :]]
    if turn < 0.75:
        return [*items[:place], *items[place + 1 :]]
    return [*items, items[place]] if turn < 0.9 else items[::-1]
