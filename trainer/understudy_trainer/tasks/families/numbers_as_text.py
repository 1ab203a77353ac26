"""Family: the numbers of a range written into one string: which, how each, in which order, with what between."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

COUNTS: tuple[tuple[object, ...], ...] = ((5,), (1,), (0,), (3,), (12,), (4,))


@family("numbers-as-text", weight=4)
def numbers_as_text(rng: Rng) -> Draft:
    """The numbers of a range written into one string: which, how each, in which order, with what between."""
    n, i = distinct(rng, ("n", "k", "limit", "count", "last", "stop"), ("i", "i", "number", "x", "num"))
    low, sep = distinct(rng, ("low", "start", "a", "begin"), ("sep", "separator", "delimiter", "glue"))
    start, given = pick(rng, ((1, False), (1, False), (0, True)))
    numbers, said_range = (
        (f"range({low}, {n} + 1)", f"from {low} to {n}")
        if given
        else (f"range({start}, {n} + 1)", f"from {start} to {n}")
    )
    down = rng.random() < 0.3
    if down:
        numbers = f"range({n}, {low if given else start} - 1, -1)" if given else f"range({n}, {start - 1}, -1)"
        said_range = f"from {n} down to {low if given else start}"
    key, what, value, condition = pick(
        rng,
        (
            ("plain", "the numbers {}", f"str({i})", ""),
            ("plain", "all integers {}", f"str({i})", ""),
            ("squares", "the squares of the numbers {}", f"str({i} * {i})", ""),
            ("even", "the even numbers {}", f"str({i})", f"{i} % 2 == 0"),
            ("odd", "the odd numbers {}", f"str({i})", f"{i} % 2 == 1"),
            ("padded", "the numbers {}, each with at least two digits (01, 02, ...),", f"str({i}).zfill(2)", ""),
            ("binary", "the numbers {} in binary", f'format({i}, "b")', ""),
            ("labelled", "the numbers {}, each with '#' in front,", f'f"#{{{i}}}"', ""),
            ("skip", "the numbers {} that are not divisible by 3", f"str({i})", f"{i} % 3 != 0"),
            ("last-digits", "the last digits of the numbers {}", f"str({i} % 10)", ""),
        ),
    )
    literal, literal_said = pick(
        rng,
        (
            (" ", "with spaces"),
            (", ", "with ', '"),
            ("-", "with '-'"),
            ("", "without anything in between"),
            (",", "with commas"),
        ),
    )
    param = rng.random() < 0.35
    glue, glue_said = (sep, f"with {sep} between them") if param else (f'"{literal}"', f"joined {literal_said}")
    if not param:
        glue_said = f"joined {literal_said}" if literal else "written one after the other without separator"
    walk = f"for {i} in {numbers}" + (f" if {condition}" if condition else "")
    first = f"{glue}.join({value} {walk})"
    if value == f"str({i})" and not condition:
        first = f"{glue}.join(map(str, {numbers}))"
    second = code(
        "parts = []",
        f"for {i} in {numbers}:",
        *([f"    if {condition}:"] if condition else []),
        f"    {'    ' if condition else ''}parts.append({value})",
        f"return {glue}.join(parts)",
    )
    target = f"{what.format(said_range)} {glue_said}".replace(",,", ",")
    near = second.replace(f"{n} + 1", n).replace(f"range({n}, ", f"range({n} - 1, ")
    inputs: list[tuple[object, ...]] = [
        ((rng.randint(0, 3),) if given else ()) + (size,) + ((pick(rng, ("-", ", ", "+", "")),) if param else ())
        for (size,) in ((5,), (1,), (0,), (8,), (12,), (3,))
    ]
    return draft(
        rng,
        f"{key}|{down}|{given}|{'param' if param else literal}",
        names=(
            "numbers_to_text",
            "join_numbers",
            "number_line",
            "count_up" if not down else "count_down",
            "sequence_text",
            f"{key.replace('-', '_')}_numbers",
            "range_string",
        ),
        params=", ".join((*((f"{low}: int",) if given else ()), f"{n}: int", *((f"{sep}: str",) if param else ()))),
        returns="str",
        said=(
            f"Return a string with {target}",
            f"Build a string of {target}",
            f"Write {target} as one string",
            f"Produce one string that contains {target}",
        ),
        told=(
            f"Make a single line of text that holds {target}. Both ends of the range are included. If there "
            f"is no such number, the line is empty.",
        ),
        plan=(
            f"go through the numbers {said_range}",
            *(["keep those that qualify"] if condition else []),
            "turn each into text",
            "join them",
        ),
        solutions=(first, second),
        wrong=(
            near,
            first.replace(condition, condition.replace("== 0", "== 1").replace("!= 0", "== 0"))
            if condition
            else f"{glue}.join({value} {walk}) + {glue}",
        ),
        inputs=inputs,
    )
