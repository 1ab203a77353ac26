"""Which stubs wait for a body, and which are meant as they are."""

from __future__ import annotations

import pytest

from understudy.context.functions import functions
from understudy.context.unwritten import unwritten


def names(text: str) -> list[str]:
    return [site.qualname for site in unwritten(text, functions(text))]


@pytest.mark.parametrize(
    "body",
    [
        "...",
        '"""Return it."""',
        '"""Return it."""\n    pass',
        "raise NotImplementedError",
        "raise NotImplementedError()",
    ],
)
def test_functions_without_a_body_wait_for_one(body: str) -> None:
    assert names(f"def f(x):\n    {body}\n\n\ndef g():\n    return 1\n") == ["f"]


@pytest.mark.parametrize(
    "text",
    [
        "import abc\n\nclass A(abc.ABC):\n    @abc.abstractmethod\n    def f(self): \n        ...\n",
        "class A:\n    @property\n    @abstractmethod\n    def f(self):\n        raise NotImplementedError\n",
        "@overload\ndef f(x: int) -> int:\n    ...\n",
        "@typing.overload\ndef f(x: int) -> int:\n    ...\n",
        "class Reads(Protocol):\n    def f(self):\n        ...\n",
        "class Reads(typing.Protocol[T]):\n    def f(self):\n        ...\n",
        "def close(self):\n    pass\n",
    ],
)
def test_declarations_and_functions_that_do_nothing_on_purpose_do_not(text: str) -> None:
    assert names(text) == []


def test_a_decorator_of_the_function_above_is_not_taken_for_its_own() -> None:
    text = "class A:\n    @abstractmethod\n    def f(self):\n        ...\n    def g(self):\n        ...\n"
    assert names(text) == ["A.g"]
