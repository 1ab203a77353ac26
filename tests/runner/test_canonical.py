"""Equal text means equal value: properties of the canonical text, tried on values of every nesting."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from understudy.runner.inside import canonical
from understudy.runner.inside.canonical import ITEMS, LONGEST

whole = st.integers(-(10**6), 10**6)
leaves = st.none() | st.booleans() | whole | st.text(max_size=6) | st.binary(max_size=4)


def nest(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.text(max_size=3)
    return st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(keys, inner, max_size=3)


values = st.recursive(leaves | st.sets(whole, max_size=4), nest, max_leaves=8)


def text(value: Any) -> str:
    return canonical.canonical(value)


def strict(value: Any) -> Any:
    """A value that is equal only to values of the same types: True is not 1 here."""
    if isinstance(value, list | tuple):
        return (type(value).__name__, tuple(map(strict, value)))
    if isinstance(value, set):
        return ("set", frozenset(map(strict, value)))
    if isinstance(value, dict):
        return ("dict", frozenset((key, strict(item)) for key, item in value.items()))
    return (type(value).__name__, value)


@settings(max_examples=150, deadline=None)
@given(values, values)
def test_texts_are_equal_exactly_when_values_are(a: Any, b: Any) -> None:
    assert (text(a) == text(b)) == (strict(a) == strict(b))
    assert len(text(a)) <= LONGEST


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=3), whole, min_size=2, max_size=6), st.randoms())
def test_order_of_dicts_and_sets_does_not_matter(value: dict[str, int], chance: Any) -> None:
    items = list(value.items())
    chance.shuffle(items)
    assert text(dict(items)) == text(value) and text(set(items)) == text(set(value.items()))


@settings(max_examples=50, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_agree_to_twelve_digits_and_with_ints(number: float) -> None:
    assert float(text(number)) == pytest.approx(number, rel=1e-11)
    near = number * (1 + 1e-15)
    assert text(near) == text(number) or math.isinf(near) or abs(number) < 1e-300 or text(number) != text(near * 2)


def test_numbers() -> None:
    assert text(2.0) == text(2) == "2" and text(-0.0) == "0" and text(0.1 + 0.2) == text(0.3)
    assert text(float("nan")) == text(-float("nan")) == "nan" and text(math.inf) == "inf"
    assert text(True) != text(1) and text(10**5000).startswith("0x")


class Plain:
    def __init__(self, n: int) -> None:
        self.n = n

    def __repr__(self) -> str:
        raise AssertionError("the value's own repr was called")

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class Slotted(list[int]):
    __slots__ = ("tag",)


def test_objects_are_their_type_and_attributes() -> None:
    assert text(Plain(1)) == "Plain(n=1)" != text(Plain(2))
    own = Slotted([1])
    own.tag = Plain(3)
    assert text(own) == "Slotted([1], tag=Plain(n=3))"
    ring = Plain(0)
    ring.n = ring  # type: ignore[assignment]
    assert text(ring) == "Plain(n=…)"


def test_long_values_keep_a_digest_and_endless_ones_end() -> None:
    a, b = text("x" * 9999 + "a"), text("x" * 9999 + "b")
    assert a != b and len(a) <= LONGEST and len(b) <= LONGEST
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    assert "…" in text(deep)
    assert text(iter(range(ITEMS + 1))).endswith("…]") and not text(iter(range(ITEMS))).endswith("…]")
    assert len(text(list(range(100_000)))) <= LONGEST
