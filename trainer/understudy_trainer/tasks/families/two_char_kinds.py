"""Family: two kinds of characters of one string counted and compared."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import (
    ITEM,
    KINDS,
    TEXT,
    cases,
    samples,
)
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("two-char-kinds", weight=3)
def two_char_kinds(rng: Rng) -> Draft:
    """Two kinds of characters of one string counted and compared."""
    s, c, m, n = distinct(rng, TEXT, ITEM, ("a", "p", "first", "left"), ("b", "q", "other", "right"))
    kinds = [KINDS[i] for i in (0, 3, 4, 5, 6, 7, 8)]
    x, y = rng.sample([k for k in kinds if k.key != "vowel" or rng.random() < 0.9], 2)
    counts = code(f"{m} = sum({x.on(c)} for {c} in {s})", f"{n} = sum({y.on(c)} for {c} in {s})")
    loop = code(
        f"{m} = {n} = 0",
        f"for {c} in {s}:",
        f"    if {x.on(c)}:",
        f"        {m} += 1",
        f"    if {y.on(c)}:",
        f"        {n} += 1",
    )
    key, returns, said, end, near, notes = pick(
        rng,
        (
            (
                "pair",
                "tuple[int, int]",
                (
                    f"Return how many {x.many} and how many {y.many} {s} has, as a tuple",
                    f"Count the {x.many} and the {y.many} in {s} and return both counts",
                ),
                f"return {m}, {n}",
                f"return {n}, {m}",
                (),
            ),
            (
                "difference",
                "int",
                (
                    f"Return the number of {x.many} minus the number of {y.many} in {s}",
                    f"Subtract the count of {y.many} in {s} from the count of {x.many}",
                ),
                f"return {m} - {n}",
                f"return {n} - {m}",
                (),
            ),
            (
                "dict",
                "dict[str, int]",
                (
                    f'Return a dict with the keys "{x.key}" and "{y.key}" holding how many of each {s} has',
                    f'Count the {x.many} and {y.many} of {s} into a dict with the keys "{x.key}" and "{y.key}"',
                ),
                f'return {{"{x.key}": {m}, "{y.key}": {n}}}',
                f'return {{"{x.key}": {n}, "{y.key}": {m}}}',
                (),
            ),
            (
                "more",
                "bool",
                (
                    f"Check whether {s} has more {x.many} than {y.many}",
                    f"Return True if the {x.many} in {s} outnumber the {y.many}",
                ),
                f"return {m} > {n}",
                f"return {m} >= {n}",
                (),
            ),
            (
                "equal",
                "bool",
                (
                    f"Check whether {s} has as many {x.many} as {y.many}",
                    f"Return True if the number of {x.many} in {s} equals the number of {y.many}",
                ),
                f"return {m} == {n}",
                f"return {m} != {n}",
                (),
            ),
            (
                "winner",
                "str",
                (
                    f'Return "{x.key}" if {s} has more {x.many} than {y.many}, "{y.key}" if it has fewer and "equal" '
                    "if there are as many of both",
                    f'Tell which of the two {s} has more of, {x.many} or {y.many}: return "{x.key}", "{y.key}" or '
                    '"equal" for a tie',
                ),
                code(
                    f"if {m} > {n}:",
                    f'    return "{x.key}"',
                    f"if {m} < {n}:",
                    f'    return "{y.key}"',
                    'return "equal"',
                ),
                f'return "{x.key}" if {m} >= {n} else "{y.key}"',
                (),
            ),
            (
                "ratio",
                "float",
                (
                    f"Return the number of {x.many} in {s} divided by the number of {y.many}",
                    f"Compute the ratio of {x.many} to {y.many} in {s}",
                ),
                f"return {m} / {n} if {n} else 0.0",
                f"return {n} / {m} if {m} else 0.0",
                (f"Return 0.0 if there are no {y.many}",),
            ),
        ),
    )
    return draft(
        rng,
        f"{x.key}|{y.key}|{key}",
        names=(f"{x.key}s_and_{y.key}s", f"compare_{x.key}s", f"{x.key}_{key}", f"{key}_of_kinds", f"count_{x.key}s"),
        params=f"{s}: str",
        returns=returns,
        said=said,
        plan=(
            f"count the {x.many}",
            f"count the {y.many}",
            "return both" if key == "pair" else "compare the two counts",
        ),
        solutions=(f"{counts}\n{end}", f"{loop}\n{end}"),
        wrong=(f"{counts}\n{near}",),
        notes=notes,
        inputs=cases([*samples(rng, "a1 B2c", "EAT", "Hello World 42", "ab 12"), "Aa", "1 a"]),
    )
