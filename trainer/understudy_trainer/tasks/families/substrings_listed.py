"""Family: all prefixes, suffixes, windows or substrings: listed, filtered, counted, the smallest or largest."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases, low_texts
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

WINDOW_SIZE = ("k", "n", "size", "length", "width")
PATTERN = ("sub", "part", "pattern", "needle", "target", "t", "fragment", "key")


@family("substrings-listed", weight=4)
def substrings_listed(rng: Rng) -> Draft:
    """All prefixes, suffixes, windows or substrings: listed, filtered, counted, the smallest or largest."""
    s, k, out = distinct(rng, TEXT, WINDOW_SIZE, ("result", "found", "parts", "pieces", "subs"))
    shape, what, each, walk, part, step_said = pick(
        rng,
        (
            (
                "prefix",
                "non-empty prefixes of {s}",
                "non-empty prefix of {s}",
                "for i in range(1, len({s}) + 1)",
                "{s}[:i]",
                "slice up to every index",
            ),
            (
                "suffix",
                "non-empty suffixes of {s}",
                "non-empty suffix of {s}",
                "for i in range(len({s}))",
                "{s}[i:]",
                "slice from every index",
            ),
            (
                "window",
                "substrings of length {k} in {s}",
                "substring of length {k} in {s}",
                "for i in range(len({s}) - {k} + 1)",
                "{s}[i : i + {k}]",
                "slice {k} characters at every index",
            ),
            (
                "window",
                "windows of {k} neighbouring characters in {s}",
                "window of {k} neighbouring characters of {s}",
                "for i in range(len({s}) - {k} + 1)",
                "{s}[i : i + {k}]",
                "slice {k} characters at every index",
            ),
            (
                "substring",
                "non-empty substrings of {s}",
                "non-empty substring of {s}",
                "for i in range(len({s})) for j in range(i + 1, len({s}) + 1)",
                "{s}[i:j]",
                "slice between every pair of indices",
            ),
        ),
    )
    what, each, walk, part, step_said = (x.format(s=s, k=k) for x in (what, each, walk, part, step_said))
    sized = shape == "window"
    order = {
        "prefix": "shortest first",
        "suffix": "longest first",
        "window": "from left to right",
        "substring": "by start and then by end",
    }[shape]
    head, _, tail = walk.partition(") for j")
    nested = [f"{head}):", f"    for j{tail}:"] if tail else [f"{walk}:"]
    pad = "        " if tail else "    "
    near = {
        "prefix": f"[{s}[:i] for i in range(len({s}))]",
        "suffix": f"[{s}[i:] for i in range(1, len({s}))]",
        "window": f"[{s}[i : i + {k}] for i in range(len({s}) - {k})]",
        "substring": f"[{s}[i:j] for i in range(len({s})) for j in range(i + 1, len({s}))]",
    }[shape]
    every = f"[{part} {walk}]"
    form, returns, target, first, loop_end, bad = pick(
        rng,
        (
            ("list", "list[str]", f"all {what}, {order}", every, (f"{out}.append({part})", f"return {out}"), near),
            (
                "distinct",
                "list[str]",
                f"the distinct {what} in alphabetical order",
                f"sorted({{{part} {walk}}})",
                (f"{out}.append({part})", f"return sorted(set({out}))"),
                f"sorted({every})",
            ),
            (
                "number",
                "int",
                f"the number of different {what}",
                f"len({{{part} {walk}}})",
                (f"{out}.append({part})", f"return len(set({out}))"),
                f"len({every})",
            ),
            (
                "largest",
                "str",
                f"the alphabetically last of the {what}",
                f'max(({part} {walk}), default="")',
                (f"{out}.append({part})", f'return max({out}, default="")'),
                f'min(({part} {walk}), default="")',
            ),
            (
                "smallest",
                "str",
                f"the alphabetically first of the {what}",
                f'min(({part} {walk}), default="")',
                (f"{out}.append({part})", f'return min({out}, default="")'),
                f'max(({part} {walk}), default="")',
            ),
            (
                "counts",
                "dict[str, int]",
                f"a dict that maps each {each} to how often it occurs",
                f"dict(Counter({part} {walk}))",
                (f"{out}.append({part})", f"return {{x: {out}.count(x) for x in {out}}}"),
                f"{{x: 1 for x in {every}}}",
            ),
            (
                "repeated",
                "list[str]",
                f"a sorted list of those {what} that occur more than once",
                f"sorted(x for x, n in Counter({part} {walk}).items() if n > 1)",
                (f"{out}.append({part})", f"return sorted({{x for x in {out} if {out}.count(x) > 1}})"),
                f"sorted(set({every}))",
            ),
        ),
    )
    if shape in ("prefix", "suffix") and form not in ("list", "largest", "smallest"):
        form, returns, target, first, bad = "list", "list[str]", f"all {what}, {order}", every, near
        loop_end = (f"{out}.append({part})", f"return {out}")
    loop = code(f"{out} = []", *nested, f"{pad}{loop_end[0]}", loop_end[1])
    made = low_texts(rng, "abab", "banana", "aaa")
    many = {"prefix": "prefixes", "suffix": "suffixes", "window": "windows", "substring": "substrings"}[shape]
    notes = (f"Return an empty list if {s} has fewer than {k} characters",) if sized and returns == "list[str]" else ()
    if form in ("largest", "smallest"):
        notes = ("Return an empty string if there is none",)
    return draft(
        rng,
        f"{shape}|{form}",
        names=(
            f"{form}_{many}",
            f"{many}_listed" if form == "list" else f"{many}_{form}",
            f"{form}_{shape}",
            f"{many}_of",
        ),
        params=f"{s}: str, {k}: int" if sized else f"{s}: str",
        returns=returns,
        said=(
            f"Return {target}",
            f"Given a string {s}{f' and a positive integer {k}' if sized else ''}, return {target}",
            f"Find {target}",
            f"Produce {target}",
        ),
        told=(
            f"Consider every {each}. Return {target}."
            + (f" If {s} is shorter than {k}, there are none." if sized else " An empty string has none."),
        ),
        plan=(step_said, f"return {target.split(',')[0]}"),
        solutions=(first, loop),
        wrong=(bad, f"return {loop_end[1].removeprefix('return ').replace(out, near)}"),
        notes=notes,
        imports=("from collections import Counter",) if form in ("counts", "repeated") else (),
        inputs=[(t, rng.randint(1, 3)) for t in made if len(t) < 7] + [("abab", 2)]
        if sized
        else cases([t for t in made if len(t) < 7]),
    )
