"""Family: the digits or the numbers written in a string: summed, listed, largest, counted, multiplied, selected."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

NUMBERED = ["a1b22c", "Room 12, Floor 3", "", "no digits", "2024-05-17", "7", "x9y9z10", "00 1", "-5 and 8"]


@family("digits-in-text", weight=4)
def digits_in_text(rng: Rng) -> Draft:
    """The digits or the numbers written in a string: summed, listed, largest, counted, multiplied, selected."""
    s, c, out = distinct(rng, TEXT, ("c", "ch", "d", "x", "char"), ("total", "found", "result", "values"))
    whole = rng.random() < 0.5
    noun, each = (
        ("numbers", "each longest stretch of digits is one number")
        if whole
        else ("digits", "each digit counts by itself")
    )
    listed = (
        f'[int({c}) for {c} in re.findall(r"\\d+", {s})]' if whole else f"[int({c}) for {c} in {s} if {c}.isdigit()]"
    )
    hand = (
        code(
            f"{out} = []",
            'current = ""',
            f'for {c} in {s} + " ":',
            f"    if {c}.isdigit():",
            f"        current += {c}",
            "    elif current:",
            f"        {out}.append(int(current))",
            '        current = ""',
        )
        if whole
        else code(f"{out} = []", f"for {c} in {s}:", f"    if {c}.isdigit():", f"        {out}.append(int({c}))")
    )
    inner = listed[1:-1]
    key, returns, what, first, end, near, notes = pick(
        rng,
        (
            (
                "sum",
                "int",
                f"the sum of the {noun} in {s}",
                f"return sum({inner})",
                f"return sum({out})",
                f"return len({listed})",
                ("Return 0 if there are none",),
            ),
            (
                "list",
                "list[int]",
                f"the {noun} in {s} as a list of ints, in order",
                f"return {listed}",
                f"return {out}",
                f"return sorted({listed})",
                (),
            ),
            (
                "largest",
                "int | None",
                f"the largest of the {noun} in {s}",
                f"return max(({inner}), default=None)",
                f"return max({out}) if {out} else None",
                f"return max(({inner}), default=0)",
                ("Return None if there are none",),
            ),
            (
                "smallest",
                "int | None",
                f"the smallest of the {noun} in {s}",
                f"return min(({inner}), default=None)",
                f"return min({out}) if {out} else None",
                f"return max(({inner}), default=None)",
                ("Return None if there are none",),
            ),
            (
                "count",
                "int",
                f"how many {noun} {s} contains",
                f"return len({listed})",
                f"return len({out})",
                f"return len(set({listed})) + 1",
                (),
            ),
            (
                "product",
                "int",
                f"the product of the {noun} in {s}",
                f"return prod({inner})",
                code("product = 1", f"for value in {out}:", "    product *= value", "return product"),
                f"return sum({inner})",
                ("Return 1 if there are none",),
            ),
            (
                "even",
                "list[int]",
                f"the even ones among the {noun} in {s}, in order",
                f"return [n for n in {listed} if n % 2 == 0]",
                f"return [n for n in {out} if n % 2 == 0]",
                f"return [n for n in {listed} if n % 2]",
                (),
            ),
            (
                "distinct",
                "list[int]",
                f"the distinct {noun} in {s}, sorted",
                f"return sorted(set({listed}))",
                f"return sorted(set({out}))",
                f"return sorted({listed})",
                (),
            ),
            (
                "mean",
                "float",
                f"the average of the {noun} in {s}",
                code(f"{out} = {listed}", f"return sum({out}) / len({out}) if {out} else 0.0"),
                f"return sum({out}) / len({out}) if {out} else 0.0",
                f"return sum({inner}) / (len({s}) or 1)",
                ("Return 0.0 if there are none",),
            ),
            (
                "over",
                "int",
                f"the sum of those {noun} in {s} that are greater than limit",
                f"return sum(n for n in {listed} if n > limit)",
                f"return sum(n for n in {out} if n > limit)",
                f"return sum(n for n in {listed} if n >= limit)",
                ("Return 0 if there are none",),
            ),
        ),
    )
    texts = [*NUMBERED, "a4b6", "10 20 30"]
    return draft(
        rng,
        f"{noun}|{key}",
        names=(f"{key}_{noun}", f"{noun}_{key}", f"{key}_of_{noun}", f"extract_{noun}", f"{noun}_in_text"),
        params=f"{s}: str, limit: int" if key == "over" else f"{s}: str",
        returns=returns,
        said=(
            f"Return {what}; {each}",
            f"Find {what} ({each})",
            f"Given a text {s}, return {what}, where {each}",
            f"Look for {noun} in {s} and return {what}; {each}",
        ),
        told=(
            f"The text {s} contains {noun} among other characters; {each}, and signs such as '-' are ignored. "
            f"Return {what}. {'. '.join(notes) or 'There may be none'}.",
        ),
        plan=(f"extract the {noun}", f"return {what.split(' in ')[0]}"),
        solutions=(first, f"{hand}\n{end}"),
        wrong=(near, first.replace("\\d+", "\\d") if whole else first.replace(listed, "[]")),
        notes=notes,
        imports=(*(("import re",) if whole else ()), *(("from math import prod",) if key == "product" else ())),
        inputs=[(t, pick(rng, (1, 3, 9, 12))) for t in texts] if key == "over" else cases(texts),
    )
