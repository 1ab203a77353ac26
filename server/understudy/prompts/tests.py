"""Test-writing prompts: the function with nothing in it, and a test whose first assert has begun.

The model continues one line. It sees signature and docstring only: a body would make it test what the code does
instead of what it should do.
"""

from __future__ import annotations

from typing import NamedTuple

from understudy.prompts.types import Prompt


class AssertPrompt(NamedTuple):
    """prompt: what the model continues. head: the beginning of its answer's line, "assert f("."""

    prompt: Prompt
    head: str


def one_assert(prefix: str, qualname: str, indent: str = "    ") -> AssertPrompt:
    """Ask for one assert about `qualname`.

    prefix: source up to and including the docstring, ends with a newline. indent: the body's indentation. A method's
    assert begins with its class, so that the model builds the object itself.
    """
    owner, _, name = qualname.rpartition(".")
    head = f"assert {owner or name}("
    return AssertPrompt([f"{prefix}{indent}pass\n\n\ndef test_{name}():\n    {head}"], head)
