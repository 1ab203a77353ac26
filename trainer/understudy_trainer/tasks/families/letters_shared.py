"""Family: the characters two strings share or do not share, as sorted text, in order, as number, with repeats."""

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


@family("letters-shared", weight=3, held_out=True)
def letters_shared(rng: Rng) -> Draft:
    """The characters two strings share or do not share, as sorted text, in order, as number, with repeats."""
    a, b = pick(rng, PAIR)
    c, out = distinct(rng, [n for n in ("c", "ch", "char", "x", "k") if n not in (a, b)], ("out", "result", "found"))
    key, phrase, sets, test, near = pick(
        rng,
        (
            (
                "common",
                f"that occur in both {a} and {b}",
                f"set({a}) & set({b})",
                f"{c} in {b}",
                f"set({a}) | set({b})",
            ),
            (
                "only-first",
                f"that occur in {a} but not in {b}",
                f"set({a}) - set({b})",
                f"{c} not in {b}",
                f"set({b}) - set({a})",
            ),
            (
                "either",
                f"that occur in exactly one of {a} and {b}",
                f"set({a}) ^ set({b})",
                f"({c} in {a}) != ({c} in {b})",
                f"set({a}) - set({b})",
            ),
            (
                "all",
                f"that occur in {a} or {b} or both",
                f"set({a}) | set({b})",
                f"{c} in {a} or {c} in {b}",
                f"set({a}) & set({b})",
            ),
        ),
    )
    source = a if key in ("common", "only-first") else f"{a} + {b}"
    loop = (
        f"for {c} in {source}:",
        f"    if {c} not in {out} and ({test}):" if key == "all" else f"    if {test} and {c} not in {out}:",
        f"        {out}.append({c})",
    )
    if key == "all":
        loop = (f"for {c} in {source}:", f"    if {c} not in {out}:", f"        {out}.append({c})")
    gathered = code(f"{out} = []", *loop)
    form, returns, what, first, second, bad = pick(
        rng,
        (
            (
                "text",
                "str",
                f"a string of the distinct characters {phrase}, sorted",
                f'"".join(sorted({sets}))',
                f'{gathered}\nreturn "".join(sorted({out}))',
                f'"".join(sorted({near}))',
            ),
            (
                "list",
                "list[str]",
                f"a sorted list of the distinct characters {phrase}",
                f"sorted({sets})",
                f"{gathered}\nreturn sorted({out})",
                f"sorted({near})",
            ),
            (
                "count",
                "int",
                f"the number of distinct characters {phrase}",
                f"len({sets})",
                f"{gathered}\nreturn len({out})",
                f"len({near})",
            ),
            (
                "order",
                "str",
                f"a string of the distinct characters {phrase}, in the order in which they first appear in {source}",
                f'"".join({c} for {c} in dict.fromkeys({source}) if {test})'
                if key != "all"
                else f'"".join(dict.fromkeys({source}))',
                f'{gathered}\nreturn "".join({out})',
                f'"".join(sorted({sets}))',
            ),
            (
                "any",
                "bool",
                f"whether there are any characters {phrase}",
                f"bool({sets})" if key != "all" else f'{a} + {b} != ""',
                f"any({test} for {c} in {source})",
                f"{a} == {b}",
            ),
        ),
    )
    if form == "any":
        what = f"True if there is a character {phrase.replace('that occur', 'that occurs')}, else False"
    return draft(
        rng,
        f"{key}|{form}",
        names=(
            f"{key.replace('-', '_')}_chars",
            f"{form}_{key.replace('-', '_')}",
            f"{key.replace('-', '_')}_letters",
            "compare_letters",
        ),
        params=f"{a}: str, {b}: str",
        returns=returns,
        said=(
            f"Return {what}",
            f"Given two strings {a} and {b}, return {what}",
            f"Compare the characters of {a} and {b} and return {what}",
        ),
        plan=(
            f"find the distinct characters {phrase}",
            {"count": "count them", "any": "tell whether there are any", "order": "join them in order"}.get(
                form, "sort them"
            ),
        ),
        solutions=(first, second),
        wrong=(bad,),
        inputs=[*CASES, ("zebra", "bazaar"), ("hello", "world"), ("cba", "abc")],
    )
