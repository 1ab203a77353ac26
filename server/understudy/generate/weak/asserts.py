"""Asserts the model writes itself, from signature and docstring. Nobody vouches for them.

In: the source above the body. Out: statements that parse, differ, and compare a call of the function with a literal.
"""

from __future__ import annotations

import ast
import contextlib
import secrets
from collections.abc import AsyncGenerator, Iterable
from typing import cast

from understudy.engine.errors import EngineError
from understudy.engine.protocol import Engine, Finished, Sampling, Stop
from understudy.prompts.tests import one_assert
from understudy.syntax import parse

ROWS = 12  # CodeDPO writes 15 test sets; single asserts of a small model repeat themselves sooner
MOST = 12
MAX_TOKENS = 64
LONGEST = 400  # characters of one assert
TEMPERATURE = 0.8
STOP = Stop(single_line=True)


async def write_asserts(
    engine: Engine,
    prefix: str,
    qualname: str,
    *,
    indent: str = "    ",
    rows: int = ROWS,
    deadline_s: float | None = None,
) -> list[str]:
    """At most `MOST` asserts within `deadline_s` seconds; fewer, perhaps none, if the model or the time runs out.

    prefix: source up to and including the docstring, newline-ended.
    """
    asked = one_assert(prefix, qualname, indent)
    texts: list[str] = []
    stream = engine.stream(
        asked.prompt,
        n=rows,
        max_tokens=MAX_TOKENS,
        sampling=sampling(secrets.randbelow(2**30)),
        stop=STOP,
        priority="batch",
        deadline_s=deadline_s,
        deltas=False,
    )
    with contextlib.suppress(EngineError):  # evidence is worth having, not worth failing for
        async with contextlib.aclosing(cast(AsyncGenerator[object, None], stream)) as events:
            async for event in events:
                if isinstance(event, Finished) and event.candidate.finish not in ("length", "deadline", "cancelled"):
                    texts.append(asked.head + event.candidate.text)
    return usable(texts, qualname)


def sampling(seed: int = 0) -> Sampling:
    """How asserts are drawn."""
    return Sampling(temperature=TEMPERATURE, seed=seed)


def usable(texts: Iterable[str], qualname: str = "") -> list[str]:
    """The usable ones among `texts`, without repeats, at most `MOST`."""
    found = (usable_assert(text, qualname) for text in texts)
    return list(dict.fromkeys(text for text in found if text is not None))[:MOST]


def usable_assert(text: str, qualname: str = "") -> str | None:
    """`text` if it is one assert that compares a call (of `qualname`, if given) with a literal; None otherwise."""
    try:
        body = parse(text.strip()).body
        compare = body[0].test if len(body) == 1 and isinstance(body[0], ast.Assert) else None
        if len(text) > LONGEST or not isinstance(compare, ast.Compare) or not isinstance(compare.left, ast.Call):
            return None
        ast.literal_eval(compare.comparators[-1])
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return None
    return text.strip() if not qualname or _is_about(compare.left, qualname.rpartition(".")[2]) else None


def _is_about(call: ast.expr, name: str) -> bool:
    names = (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in ast.walk(call))
    return name in names
