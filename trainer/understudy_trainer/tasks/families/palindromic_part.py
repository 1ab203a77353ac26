"""Family: the longest or shortest prefix, suffix or substring that is a palindrome, or how many there are."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases, low_texts
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("palindromic-part", weight=3)
def palindromic_part(rng: Rng) -> Draft:
    """The longest or shortest prefix, suffix or substring that is a palindrome, or how many there are."""
    s, part = distinct(rng, TEXT, ("part", "piece", "candidate", "sub", "chunk"))
    least = rng.randint(2, 3)
    kind, listed = pick(
        rng,
        (
            ("prefix", f"{s}[:i] for i in range(1, len({s}) + 1)"),
            ("suffix", f"{s}[i:] for i in range(len({s}))"),
            ("substring", f"{s}[i:j] for i in range(len({s})) for j in range(i + 1, len({s}) + 1)"),
        ),
    )
    long = rng.random() < 0.3
    condition = f"if {part} == {part}[::-1]"
    extra, extra_said = "", ""
    if long:
        extra, extra_said = f" and len({part}) >= {least}", f" of at least {least} characters"
    found = f"[{part} for {part} in ({listed}) {condition}{extra}]"
    if kind == "substring":
        loops = [
            f"for i in range(len({s})):",
            f"    for j in range(i + 1, len({s}) + 1):",
            f"        {part} = {s}[i:j]",
        ]
    elif kind == "prefix":
        loops = [f"for i in range(1, len({s}) + 1):", f"    {part} = {s}[:i]"]
    else:
        loops = [f"for i in range(len({s})):", f"    {part} = {s}[i:]"]
    pad = "        " if kind == "substring" else "    "
    form, returns, what, result, start, step, near = pick(
        rng,
        (
            (
                "longest",
                "str",
                f"the longest {kind} of {s}{extra_said} that is a palindrome",
                'max(found, key=len, default="")',
                'best = ""',
                f"{pad}{condition}{extra} and len({part}) > len(best):\n{pad}    best = {part}\nreturn best",
                'min(found, key=len, default="")',
            ),
            (
                "length",
                "int",
                f"the length of the longest {kind} of {s}{extra_said} that is a palindrome",
                "max(map(len, found), default=0)",
                "best = 0",
                f"{pad}{condition}{extra}:\n{pad}    best = max(best, len({part}))\nreturn best",
                "len(found)",
            ),
            (
                "count",
                "int",
                f"the number of {kind + ('s' if kind == 'substring' else 'es')} of {s}{extra_said} that are "
                f"palindromes" + (", equal ones at different places counted separately" if kind == "substring" else ""),
                "len(found)",
                "count = 0",
                f"{pad}{condition}{extra}:\n{pad}    count += 1\nreturn count",
                "len(found) + 1",
            ),
            (
                "list",
                "list[str]",
                f"a sorted list of the distinct {kind + ('s' if kind == 'substring' else 'es')} of {s}{extra_said} "
                "that are palindromes",
                "sorted(set(found))",
                "found = set()",
                f"{pad}{condition}{extra}:\n{pad}    found.add({part})\nreturn sorted(found)",
                "sorted(found, key=len)",
            ),
        ),
    )
    notes = {
        "longest": (
            *(("The first of equally long ones is returned",) if kind == "substring" else ()),
            "Return an empty string if there is none",
        ),
        "length": ("Return 0 if there is none",),
    }.get(form, ())
    short = f"found = {found}\nreturn "
    return draft(
        rng,
        f"{kind}|{form}|{long}",
        names=(f"{form}_palindromic_{kind}", f"palindrome_{kind}", f"palindromic_{kind}_{form}", f"palindrome_{form}"),
        params=f"{s}: str",
        returns=returns,
        said=(
            f"Return {what}",
            f"Find {what}",
            f"Given a string {s}, return {what}",
            f"Look at every non-empty {kind} of {s} and return {what}",
        ),
        told=(
            f"A palindrome reads the same in both directions. You are given a string {s}. Return {what}. "
            "Case and spaces count like any other character.",
        ),
        plan=(f"form every {kind}", "keep those equal to their reverse", f"return {what.split(' of ')[0]}"),
        solutions=(code(start, *loops, step), short + result),
        wrong=(short + near, short.replace(condition, f"if {part}[0] == {part}[-1]").replace(extra, "") + result),
        notes=notes,
        inputs=cases(["abac", "aab", "", "level", "abca", "noonx", "cabbad", "abcba b", *low_texts(rng, empty=False)]),
    )
