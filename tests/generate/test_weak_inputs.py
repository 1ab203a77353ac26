"""Calls made from signatures, docstrings and other code; that they can be made is tried by making them."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from understudy.generate.weak import examples
from understudy.generate.weak.inputs import MOST_CALLS, MOST_GUESSES, inputs

TYPED = '''
from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Optional, Union


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int = 0
    colour: Colour = Colour.RED

    def to(self, other: Point) -> float:
        """
        >>> Point(0, 0).to(Point(3, 4))
        5.0
        """
        assert isinstance(other, Point) and isinstance(self.colour, Colour)
        return 5.0

    @property
    def norm(self):
        return self.x

    @classmethod
    def of(cls, text: str):
        return cls(len(text))

    @staticmethod
    def zero():
        return Point(0)


class Box:
    def __init__(self, sides: list[int], *, name: str = ""):
        assert isinstance(sides, list) and isinstance(name, str)
        self.sides = sides

    def grow(self, by: int = 1):
        assert isinstance(by, int)
        return [s + by for s in self.sides]


def typed(n: int, x: float, s: str, b: bool, raw: bytes):
    assert (type(n), type(x), type(s), type(b), type(raw)) == (int, float, str, bool, bytes)


def shapes(a: list[str], b: dict[str, int], c: tuple[int, str], d: set[int], e: tuple[float, ...]):
    assert all(isinstance(i, str) for i in a) and all(isinstance(k, str) for k in b) and isinstance(c[1], str)
    assert isinstance(d, set) and all(isinstance(i, float) for i in e)


def loose(a: Optional[int], b: int | str | None, c: Union[int, None], d: Literal["up", "down"], e: "list[int]"):
    assert isinstance(a, int | None) and isinstance(b, int | str | None) and d in ("up", "down")
    assert isinstance(e, list)


def many(a: Iterable[int], b: Iterator[str], c: Mapping[str, float], d: Callable[[int], int], /, *rest: int, key=None):
    list(a), list(b), dict(c), d(1), [r + 1 for r in rest]


def objects(p: Point, c: Colour, ps: list[Point]):
    assert isinstance(p, Point) and isinstance(c, Colour) and all(isinstance(q, Point) for q in ps)


def defaults(xs, sep=",", times=2, ratio=0.5, strict=False, words=None):
    assert isinstance(sep, str) and isinstance(times, int) and isinstance(ratio, float) and isinstance(strict, bool)
    assert words is None or isinstance(words, list)


def nothing():
    return 1
'''


def module() -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": "typed"}
    import sys
    import types

    sys.modules["typed"] = types.ModuleType("typed")  # dataclasses look their module up
    exec(compile(TYPED, "typed.py", "exec"), space)
    return space


@pytest.mark.parametrize("name", ["typed", "shapes", "loose", "many", "objects", "nothing", "Point.to", "Point.norm",
                                  "Point.of", "Point.zero", "Box.grow", "Box.__init__", "Point", "Box"])  # fmt: skip
def test_typed_parameters_get_values_of_their_types(name: str) -> None:
    found = inputs(TYPED, name)
    assert found.guesses and len(found.guesses) <= MOST_GUESSES + 1
    for call in found.guesses[0]:
        eval(call, module())
    if name not in ("nothing", "Point.zero", "Point.norm"):
        assert len(found.guesses[0]) >= 6


def test_defaults_say_types_and_the_first_call_leaves_them() -> None:
    found = inputs(TYPED, "defaults")
    assert found.guesses[0][0] == "defaults([3, 1, 2])"
    for call in found.guesses[0]:
        eval(call, module())
    trees = [ast.parse(call, mode="eval").body for call in found.guesses[0]]
    given = {len(tree.args) for tree in trees if isinstance(tree, ast.Call)}
    named = {keyword.arg for tree in trees if isinstance(tree, ast.Call) for keyword in tree.keywords}
    assert given == {1, 2} and named == {"times", "ratio", "strict", "words"}


def test_untyped_parameters_get_several_guesses() -> None:
    found = inputs("def f(that):\n    ...\n", "f")
    kinds = [type(ast.literal_eval(guess[0][2:-1])) for guess in found.guesses]
    assert kinds[:3] == [list, int, str]
    assert "f(5, 3)" in inputs("def f(b, s):\n    ...\n", "f").guesses[-1]  # whatever the names suggest
    hinted = inputs('def f(q):\n    """Reverse the string."""\n', "f")
    assert isinstance(ast.literal_eval(hinted.guesses[0][0][2:-1]), str)


@pytest.mark.parametrize(
    ("parameter", "boundaries"),
    [("xs: list[int]", ["[]", "[5]", "[2, 2, 1]"]), ("n: int", ["0", "-1", "1"]), ("text: str", ["''", "'a'", "é"]),
     ("matrix", ["[]", "[[]]"]), ("counts: dict[str, int]", ["{}"]), ("x: int | None", ["None"])],
)  # fmt: skip
def test_boundaries_are_among_the_calls(parameter: str, boundaries: list[str]) -> None:
    calls = inputs(f"def f({parameter}):\n    ...\n", "f").guesses[0]
    for boundary in boundaries:
        assert any(boundary in call for call in calls), (boundary, calls)


def test_what_has_no_name_to_be_called_by_has_no_inputs() -> None:
    nested = "def g():\n    def f(x):\n        return x\n    return f\n"
    for name in ("g.f", "f", "h", "A.b"):
        assert inputs(nested, name).guesses == ()
    assert inputs("def f(:\n", "f").guesses == ()


DOC = '''
def middle(xs, k=0):
    """The middle of xs.

    >>> middle([1, 2, 3])
    2
    >>> middle([6])  # alone
    6
    >>> ys = [1]
    >>> middle(ys)
    1
    >>> middle([])
    Traceback (most recent call last):
    IndexError

    middle([5]) -> 5, and middle([1, (2)], k=1) returns 'a (b)'. middle([9]) == 9
    For example middle([7]) => 7 (the only one); middle([0]) is None
    middle([8]) = whatever; amiddle([4]) -> 4
    """
'''


def test_docstring_examples_are_kept_apart_with_what_they_give() -> None:
    found = inputs(DOC, "middle")
    assert found.examples == (
        "assert middle([1, 2, 3]) == 2",
        "assert middle([6]) == 6",
        "assert middle([5]) == 5",
        "assert middle([1, 2], k=1) == 'a (b)'",
        "assert middle([9]) == 9",
        "assert middle([7]) == 7",
        "assert middle([0]) == None",
    )
    assert found.guesses[0][0] == "middle([1, 2, 3])"


def test_an_example_of_a_method_builds_its_object() -> None:
    assert inputs(TYPED, "Point.to").examples == ("assert Point(0, 0).to(Point(3, 4)) == 5.0",)


def test_calls_elsewhere_come_first() -> None:
    nearby = ["x = clamp(17, hi=4)\nclamp(unknown)\nb.grow(41)\n", "def broken(:\n"]
    assert inputs("def clamp(x, lo=0, hi=9):\n    ...\n", "clamp", nearby=nearby).guesses[0][0] == "clamp(17, hi=4)"
    assert "Box([3, 1, 2]).grow(41)" in inputs(TYPED, "Box.grow", nearby=nearby).guesses[0]


def test_text_nested_too_deep_gives_up_quietly() -> None:
    deep = f"f({'[' * 150}{']' * 150})\n"
    assert inputs("def f(x):\n    ...\n", "f", nearby=[deep, "f(" + "-" * 3000 + "1)\n"]) is not None


names = st.sampled_from(["n", "xs", "text", "q", "words", "matrix", "key", "flag", "d", "a1", "s2", "_x", "__", "ünï"])
annotations = st.sampled_from(
    ["", ": int", ": list[str]", ": dict", ": 'list['", ": Foo", ": tuple[int, ...]", ": Any"]
)
defaults = st.sampled_from(["", "=None", "=3", "=[]", "='a'", "=object()", "=-1"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(names, annotations, defaults), max_size=5, unique_by=lambda p: p[0]), st.integers(0, 9),
       st.text(max_size=40))  # fmt: skip
def test_any_signature_gives_the_same_parsable_calls_again(
    parameters: list[tuple[str, str, str]], seed: int, doc: str
) -> None:
    ordered = sorted(parameters, key=lambda p: p[2] != "")
    text = f"def f({', '.join(n + a + d for n, a, d in ordered)}):\n    {doc!r}\n"
    found = inputs(text, "f", seed=seed)
    assert found == inputs(text, "f", seed=seed)
    for guess in found.guesses:
        assert 0 < len(guess) <= MOST_CALLS and len(set(guess)) == len(guess)
        for call in guess:
            assert isinstance(ast.parse(call, mode="eval").body, ast.Call)
    for statement in found.examples:
        assert examples.call_of(statement)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="f(1)[]{}'\" ->=,.\n#:", max_size=60))
def test_no_docstring_breaks_the_search_for_examples(doc: str) -> None:
    for statement in examples.documented(doc, "f"):
        ast.parse(statement)
