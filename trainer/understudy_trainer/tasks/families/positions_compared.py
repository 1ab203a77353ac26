"""Family: two strings compared place by place."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import PAIR
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

CASES: list[tuple[object, ...]] = [
    ("kitchen", "chicken"),
    ("abc", "abd"),
    ("", ""),
    ("abc", "abcde"),
    ("Hello", "hello"),
    ("xyz", "abc"),
    ("aab", "bba"),
    ("noon", "moon"),
    ("a", ""),
]


@family("positions-compared", weight=4)
def positions_compared(rng: Rng) -> Draft:
    """Two strings compared place by place: how many, which, where, the first; same or different; unequal lengths."""
    a, b = pick(rng, PAIR)
    x, y, out = distinct(rng, ("x", "p", "c"), ("y", "q", "d"), ("found", "result", "out", "matches"))
    same = rng.random() < 0.45
    nocase = rng.random() < 0.25
    sign, near = ("==", "!=") if same else ("!=", "==")
    low = ".lower()" if nocase else ""
    case = ", ignoring case" if nocase else ""
    fact = f"{'the same character' if same else 'different characters'}{case}"
    test, at = f"{x}{low} {sign} {y}{low}", f"{a}[i]{low} {sign} {b}[i]{low}"
    zipped, ranged = f"for {x}, {y} in zip({a}, {b})", f"for i in range(min(len({a}), len({b})))"
    listed = f"for i, ({x}, {y}) in enumerate(zip({a}, {b}))"
    form, returns, what, first, second, note = pick(
        rng,
        (
            (
                "count",
                "int",
                f"the number of positions at which {a} and {b} have {fact}",
                f"sum({test} {zipped})",
                code(f"{out} = 0", f"{ranged}:", f"    if {at}:", f"        {out} += 1", f"return {out}"),
                "",
            ),
            (
                "indices",
                "list[int]",
                f"the indices at which {a} and {b} have {fact}",
                f"[i {listed} if {test}]",
                code(f"{out} = []", f"{ranged}:", f"    if {at}:", f"        {out}.append(i)", f"return {out}"),
                "",
            ),
            (
                "first",
                "int",
                f"the first index at which {a} and {b} have {fact}",
                code(f"{listed}:", f"    if {test}:", "        return i", "return -1"),
                f"next((i {ranged} if {at}), -1)",
                "Return -1 if there is none",
            ),
            (
                "pairs",
                "list[tuple[str, str]]",
                f"the pairs of characters, as tuples, from the positions where {a} and {b} have {fact}",
                f"[({x}, {y}) {zipped} if {test}]",
                code(
                    f"{out} = []", f"{zipped}:", f"    if {test}:", f"        {out}.append(({x}, {y}))", f"return {out}"
                ),
                "",
            ),
            (
                "share",
                "float",
                f"the share of positions at which {a} and {b} have {fact}",
                code(
                    f"size = min(len({a}), len({b}))",
                    "if size == 0:",
                    "    return 0.0",
                    f"return sum({test} {zipped}) / size",
                ),
                code(f"{out} = [{test} {zipped}]", f"return sum({out}) / len({out}) if {out} else 0.0"),
                "Return 0.0 if there are no positions to compare",
            ),
            (
                "text",
                "str",
                f"a string with the characters of {a} at those positions where {a} and {b} have {fact}",
                f'"".join({x} {zipped} if {test})',
                code(f'{out} = ""', f"{ranged}:", f"    if {at}:", f"        {out} += {a}[i]", f"return {out}"),
                "",
            ),
            (
                "marks",
                "str",
                f"a string with '+' for each position at which {a} and {b} have {fact}, and '-' for each other one",
                f'"".join("+" if {test} else "-" {zipped})',
                code(f'{out} = ""', f"{ranged}:", f'    {out} += "+" if {at} else "-"', f"return {out}"),
                "",
            ),
        ),
    )
    strict = form == "share" and not nocase and rng.random() < 0.4
    guard = code(f"if len({a}) != len({b}):", '    raise ValueError("the lengths differ")')
    lengths = f"Only the first min(len({a}), len({b})) positions are compared"
    solutions: tuple[str, ...] = (first, second)
    inputs = CASES
    errors: list[tuple[object, ...]] = []
    if strict:
        lengths = f"Raise ValueError if {a} and {b} differ in length"
        solutions = tuple(f"{guard}\n{body if chr(10) in body else f'return {body}'}" for body in solutions)
        inputs = [*(c for c in CASES if len(str(c[0])) == len(str(c[1]))), ("abca", "abda")]
        errors = [("ab", "a"), ("", "x")]
    return draft(
        rng,
        f"{form}|{same}|{nocase}|{strict}",
        names=(
            f"{'matching' if same else 'differing'}_{form}",
            f"{'matches' if same else 'differences'}_{form}",
            "hamming_distance" if form == "count" and not same else f"compare_{form}",
            f"{form}_of_{'equal' if same else 'different'}_positions",
        ),
        params=f"{a}: str, {b}: str",
        returns=returns,
        said=(
            f"Return {what}",
            f"Find {what}",
            f"Given two strings {a} and {b}, return {what}",
            f"Compare {a} and {b} position by position and return {what}",
        ),
        told=(
            f"Lay the strings {a} and {b} side by side and compare the characters at equal indices{case}. "
            f"Return {what}. "
            f"{lengths}.",
        ),
        plan=(
            *(["make sure the lengths agree"] if strict else []),
            "walk through both strings together",
            f"look at the positions with {fact}",
        ),
        solutions=solutions,
        wrong=(
            solutions[0].replace(sign, near) if not strict else solutions[0].replace(test, test.replace(sign, near)),
        ),
        notes=(lengths, *((note,) if note and not strict else ("Return 0.0 for empty strings",) if note else ())),
        inputs=inputs,
        errors=errors,
    )
