"""Families that build a dict: occurrences counted, words grouped by a key."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    NUMBERS,
    WORD,
    WORDS,
    distinct,
    numbers,
    params,
    returning,
    settled,
    text_inputs,
    word_inputs,
)

TALLY = ("counts", "counts", "result", "tally", "freq", "seen")


def grouping_key(rng: Rng, x: str) -> tuple[str, str, str, str]:
    """What words are counted or grouped by: key, noun, type, expression over `x`."""
    return pick(
        rng,
        (
            ("length", "length", "int", f"len({x})"),
            ("first", "first letter", "str", f"{x}[0]"),
            ("last", "last letter", "str", f"{x}[-1]"),
            ("nocase", "lowercase form", "str", f"{x}.lower()"),
            ("parity", "length modulo 2", "int", f"len({x}) % 2"),
            ("capital", "whether they start with a capital letter", "bool", f"{x}[0].isupper()"),
            ("upfirst", "uppercase first letter", "str", f"{x}[0].upper()"),
        ),
    )


@family("occurrences-counted")
def occurrences_counted(rng: Rng) -> Draft:
    """A dict of counts over characters, words or numbers, and what is read off it."""
    kind = pick(rng, ("chars", "words", "numbers", "items"))
    pool = {"numbers": NUMBERS, "items": WORDS}.get(kind, ("s", "text", "sentence", "phrase", "content", "message"))
    xs, x, t = distinct(rng, pool, ("x", "item", "e", "c", "w"), TALLY)
    source = f"{xs}.split()" if kind == "words" else xs
    noun = {"chars": "character", "words": "word", "numbers": "number", "items": "string"}[kind]
    typ = "int" if kind == "numbers" else "str"
    k = rng.randint(1, 3)
    loop = f"{t} = {{}}\nfor {x} in {source}:\n    {t}[{x}] = {t}.get({x}, 0) + 1\n"
    counter = f"{t} = Counter({source})\n"
    what, returns, phrase, end, near, plan = pick(
        rng,
        (
            (
                "dict",
                f"dict[{typ}, int]",
                f"a dict of each {noun} in {xs} to how often it occurs",
                f"dict({t})",
                f"{{{x}: 1 for {x} in {t}}}",
                "return the counts",
            ),
            (
                "dict",
                f"dict[{typ}, int]",
                f"how many times each {noun} occurs in {xs}, as a dict",
                f"dict({t})",
                f"{{{x}: 1 for {x} in {t}}}",
                "return the counts",
            ),
            (
                "most",
                f"{typ} | None",
                f"the {noun} that occurs most often in {xs}",
                f"max({t}, key={t}.get, default=None)",
                f"min({t}, key={t}.get, default=None)",
                "take the one with the largest count",
            ),
            (
                "repeated",
                f"list[{typ}]",
                f"the {noun}s that occur more than once in {xs}, sorted",
                f"sorted({x} for {x} in {t} if {t}[{x}] > 1)",
                f"sorted({t})",
                "keep those with a count above 1 and sort them",
            ),
            (
                "atleast",
                f"dict[{typ}, int]",
                f"the counts of those {noun}s in {xs} that occur at least {k + 1} times",
                f"{{{x}: n for {x}, n in {t}.items() if n >= {k + 1}}}",
                f"{{{x}: n for {x}, n in {t}.items() if n > {k + 1}}}",
                f"keep the counts of {k + 1} and more",
            ),
            (
                "highest",
                "int",
                f"how often the most frequent {noun} of {xs} occurs",
                f"max({t}.values(), default=0)",
                f"len({t})",
                "return the largest count",
            ),
            (
                "firstsingle",
                f"{typ} | None",
                f"the first {noun} in {xs} that is not repeated",
                f"next(({x} for {x} in {t} if {t}[{x}] == 1), None)",
                f"next(({x} for {x} in {t} if {t}[{x}] > 1), None)",
                "return the first with count 1",
            ),
            (
                "top",
                f"list[{typ}]",
                f"the {k} most frequent {noun}s of {xs}, ties in order of first appearance",
                f"sorted({t}, key={t}.get, reverse=True)[:{k}]",
                f"sorted({t}, key={t}.get)[:{k}]",
                f"sort by count, highest first, and take {k}",
            ),
        ),
    )
    summary = (
        pick(
            rng,
            (
                f"Count how often each {noun} occurs in {xs}",
                f"Count the occurrences of each {noun} in {xs}",
                f"Build a dict that counts every {noun} of {xs}",
                returning(rng, phrase),
            ),
        )
        if what == "dict"
        else returning(rng, phrase)
    )
    notes = {
        "most": (f"The first such {noun} wins a tie; None for an empty input",),
        "firstsingle": ("Return None if there is none",),
    }.get(what, ())
    if kind == "numbers":
        inputs: tuple[tuple[object, ...], ...] = tuple(
            (x_,) for x_ in ([1, 2, 2, 3], numbers(rng, 0, 4, 6), [], [7], numbers(rng, -2, 2, 6), [3, 3, 1, 1])
        )
    else:
        inputs = word_inputs(rng, "a", "a") if kind == "items" else text_inputs(rng, "a b a c b a", "yes no yes")
    names = {
        "dict": (f"count_{noun}s", f"count {noun} occurrences", "frequencies", f"{noun}_counts", "histogram"),
        "most": ("most_common", f"most frequent {noun}", "mode"),
    }
    plan_steps = (*(["split into words"] if kind == "words" else []), f"count each {noun} in a dict", plan)
    ps = params((xs, {"numbers": "list[int]", "items": "list[str]"}.get(kind, "str")))
    use_counter = rng.random() < 0.5
    codes = [
        f"{loop}return {t if what == 'dict' else end}",
        f"{counter}return {end}"
        if use_counter
        else f"{t} = {{}}\n"
        f"for {x} in {source}:\n"
        f"    if {x} not in {t}:\n"
        f"        {t}[{x}] = 0\n"
        f"    {t}[{x}] += 1\n"
        f"return {t if what == 'dict' else end}",
    ]
    return settled(
        rng,
        names.get(what, (f"{what} {noun}s", f"{what}_{noun}s", f"find_{what}")),
        ps,
        returns,
        summary,
        plan_steps,
        codes,
        inputs,
        f"{kind}|{what}",
        (f"{loop}return {near}",),
        notes,
        ("from collections import Counter",) if use_counter else (),
    )


@family("words-grouped")
def words_grouped(rng: Rng) -> Draft:
    """Words grouped, counted or indexed by a property."""
    ws, w, g = distinct(rng, WORDS, WORD, ("groups", "groups", "result", "buckets", "out"))
    key, noun, typ, expression = grouping_key(rng, w)
    what = pick(rng, ("group", "group", "count", "last", "first", "total", "sorted"))
    by = pick(rng, ("by their", "according to their", "by")) if not noun.startswith("whether") else "by"
    head, kind, body, other, plan, near = {
        "group": (
            f"Group the words in {ws} {by} {noun}",
            "list[str]",
            f"{g}.setdefault({expression}, []).append({w})",
            f"if {expression} not in {g}:\n        {g}[{expression}] = []\n    {g}[{expression}].append({w})",
            "append the word to the list of its group",
            f"{g}[{expression}] = [{w}]",
        ),
        "count": (
            f"Count the words in {ws} {by} {noun}",
            "int",
            f"{g}[{expression}] = {g}.get({expression}, 0) + 1",
            f"{g}.setdefault({expression}, 0)\n    {g}[{expression}] += 1",
            "add one to its group",
            f"{g}[{expression}] = 1",
        ),
        "last": (
            f"Index the words in {ws} {by} {noun}, the last one winning",
            "str",
            f"{g}[{expression}] = {w}",
            f"{g}.update({{{expression}: {w}}})",
            "store the word under its key",
            f"{g}.setdefault({expression}, {w})",
        ),
        "first": (
            f"Index the words in {ws} {by} {noun}, the first one winning",
            "str",
            f"{g}.setdefault({expression}, {w})",
            f"if {expression} not in {g}:\n        {g}[{expression}] = {w}",
            "store the word unless the key is taken",
            f"{g}[{expression}] = {w}",
        ),
        "total": (
            f"Add up the lengths of the words in {ws} grouped {by} {noun}",
            "int",
            f"{g}[{expression}] = {g}.get({expression}, 0) + len({w})",
            f"{g}.setdefault({expression}, 0)\n    {g}[{expression}] += len({w})",
            "add the length to its group",
            f"{g}[{expression}] = len({w})",
        ),
        "sorted": (
            f"Group the words in {ws} {by} {noun}, each group sorted",
            "list[str]",
            f"{g}.setdefault({expression}, []).append({w})",
            "",
            "append the word to the list of its group",
            f"{g}[{expression}] = [{w}]",
        ),
    }[what]
    if what == "sorted":
        ends = f"return {{k: sorted(v) for k, v in {g}.items()}}"
        codes = [
            f"{g} = {{}}\nfor {w} in {ws}:\n    {body}\n{ends}",
            f"{g} = {{}}\nfor {w} in sorted({ws}):\n    {body}\nreturn {g}",
        ]
    else:
        codes = [f"{g} = {{}}\nfor {w} in {ws}:\n    {x}\nreturn {g}" for x in (body, other)]
    summary = pick(rng, (head, head, f"{head} and return the dict", f"Return a dict: {head[0].lower()}{head[1:]}"))
    verb = {"group": "group", "count": "count", "total": "sum_lengths", "sorted": "group"}.get(what, "index")
    return settled(
        rng,
        (f"{verb}_by_{key}", f"{verb}_words", f"{verb} words by {key}"),
        params((ws, "list[str]")),
        f"dict[{typ}, {kind}]",
        summary,
        (
            "start an empty dict",
            f"take the {noun} of each word" if not noun.startswith("whether") else "test the first letter of each word",
            plan,
        ),
        codes,
        word_inputs(rng, "Ant", "ape", "Axe"),
        f"{key}|{what}",
        (f"{g} = {{}}\nfor {w} in {ws}:\n    {near}\nreturn {g}",),
    )
