"""Family: two strings merged: alternating, in chunks, with separators, what happens with the longer one."""

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


@family("strings-interleaved", weight=3)
def strings_interleaved(rng: Rng) -> Draft:
    """Two strings merged: alternating, in chunks, with separators, what happens with the longer one."""
    a, b = pick(rng, PAIR)
    k, sep = distinct(rng, ("k", "n", "size"), ("sep", "separator", "delimiter", "joiner"))
    swap = rng.random() < 0.3
    one, two = (b, a) if swap else (a, b)
    rest = pick(rng, ("rest", "rest", "cut", "fill", "cycle"))
    fill = pick(rng, "-_*.#")
    chunk = rest == "rest" and rng.random() < 0.35
    joined = not chunk and rng.random() < 0.25
    backwards = not chunk and rng.random() < 0.2
    other = f"{two}[::-1]" if backwards else two
    zipper = {
        "rest": f'zip_longest({one}, {other}, fillvalue="")',
        "cut": f"zip({one}, {other})",
        "fill": f'zip_longest({one}, {other}, fillvalue="{fill}")',
        "cycle": f"zip({one}, cycle({other}))",
    }[rest]
    glue = sep if joined else '""'
    first = f"{glue}.join(p + q for p, q in {zipper})"
    size = {"cut": f"min(len({one}), len({two}))", "cycle": f"len({one})"}.get(rest, f"max(len({one}), len({two}))")
    if rest == "cycle":
        first = f'{first} if {two} else ""'
    picks = {
        "rest": f"{one}[i : i + 1] + {two}[i : i + 1]",
        "cut": f"{one}[i] + {two}[i]",
        "fill": f'({one}[i] if i < len({one}) else "{fill}") + ({two}[i] if i < len({two}) else "{fill}")',
        "cycle": f"{one}[i] + {two}[i % len({two})]",
    }[rest]
    reverse = [f"{two} = {two}[::-1]"] if backwards else []
    guard = [f"if not {two}:", '    return ""'] if rest == "cycle" else []
    second = code(
        *guard,
        *reverse,
        "pieces = []",
        f"for i in range({size}):",
        f"    pieces.append({picks})",
        f"return {glue}.join(pieces)",
    )
    if chunk:
        first = f'"".join({one}[i : i + {k}] + {two}[i : i + {k}] for i in range(0, max(len({one}), len({two})), {k}))'
        second = code(
            'result = ""',
            f"while {one} or {two}:",
            f"    result += {one}[:{k}] + {two}[:{k}]",
            f"    {one}, {two} = {one}[{k}:], {two}[{k}:]",
            "return result",
        )
    end = {
        "rest": "what is left of the longer one stands at the end",
        "cut": "stop when the shorter one ends",
        "fill": f"the shorter one is filled up with {fill!r}",
        "cycle": f"stop when {one} ends and start {two} again whenever it is used up",
    }[rest]
    backs = f" ({two} read backwards)" if backwards else ""
    pieces = f"{k} characters each" if chunk else "single characters"
    seps = f", with {sep} between the pairs" if joined else ""
    given = f", {k}: int" if chunk else f", {sep}: str" if joined else ""
    cases: list[tuple[object, ...]] = [
        ("abc", "xyz"),
        ("abcde", "12"),
        ("a", "1234"),
        ("", ""),
        ("", "xy"),
        ("hello", ""),
        ("kit", "cat"),
        ("ab", "1234567"),
    ]
    extra: list[object] = [2, 3, 1, 2, 2, 3, 2, 3] if chunk else ["-", ", ", "|", "-", "+", ".", " ", "/"]
    return draft(
        rng,
        f"{rest}|{swap}|{chunk}|{joined}|{backwards}",
        names=(
            "interleave",
            "weave",
            "zip_strings",
            "alternate",
            "shuffle_together",
            "mix_strings",
        ),
        params=f"{a}: str, {b}: str{given}",
        returns="str",
        said=(
            f"Interleave {one} and {two}{backs} in turns of {pieces}, starting with {one}{seps}; {end}",
            f"Merge {a} and {b} by taking {pieces} in turn from {one} and then {two}{backs}{seps}; {end}",
            f"Return a string that alternates between {one} and {two}{backs}, {pieces} at a time, {one} "
            f"first{seps}; {end}",
            f"Weave {a} and {b} together: {one} first, then {two}{backs}, {pieces} in turn{seps}; {end}",
        ),
        told=(
            f"Two strings {a} and {b} are to be woven into one. Take {pieces} from {one}, then from "
            f"{two}{backs}, and so "
            f"on{seps}. If they are not equally long, {end}.",
        ),
        plan=("walk through both strings together", f"append from {one}, then from {two}", end),
        solutions=(first, second),
        wrong=(
            f"{one} + {two}",
            first.replace("zip_longest", "zip").replace(', fillvalue=""', "").replace(f', fillvalue="{fill}"', "")
            if rest in ("rest", "fill")
            else f'"".join(q + p for p, q in zip({one}, {other}))',
        ),
        notes=(f"Return an empty string if {two} is empty",) if rest == "cycle" else (),
        imports=("from itertools import zip_longest",)
        if "zip_longest" in first
        else ("from itertools import cycle",)
        if rest == "cycle"
        else (),
        inputs=[(*c, e) for c, e in zip(cases, extra, strict=True)] if given else cases,
    )
