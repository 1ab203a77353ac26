"""Families over dicts and sets: counting, grouping, inverting, merging, filtering, sorting, look-ups."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
    MAPPING,
    NUMBERS,
    WORD,
    WORDS,
    distinct,
    letter,
    numbers,
    params,
    quoted,
    returning,
    settled,
    some_words,
    text_inputs,
    word,
    word_inputs,
)

KEY = ("k", "k", "key", "name")
VALUE = ("v", "v", "value", "x")
TALLY = ("counts", "counts", "result", "tally", "freq", "seen")


def some_mapping(rng: Rng, size: int = 4) -> dict[str, int]:
    """A dict of words to small integers, some values equal."""
    return {word(rng): rng.randint(-3, 15) for _ in range(rng.randint(2, size + 1))}


def mapping_inputs(rng: Rng) -> tuple[tuple[object, ...], ...]:
    """Argument tuples of one dict each, the empty dict among them."""
    same = rng.randint(1, 9)
    return ((some_mapping(rng),), ({"b": same, "a": same, "c": same + 2},), (some_mapping(rng, 5),), ({},), ({word(rng): 0},), (some_mapping(rng),))


def _grouping_key(rng: Rng, x: str) -> tuple[str, str, str, str]:
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
            ("dict", f"dict[{typ}, int]", f"a dict of each {noun} in {xs} to how often it occurs", f"dict({t})", f"{{{x}: 1 for {x} in {t}}}", "return the counts"),
            ("dict", f"dict[{typ}, int]", f"how many times each {noun} occurs in {xs}, as a dict", f"dict({t})", f"{{{x}: 1 for {x} in {t}}}", "return the counts"),
            ("most", f"{typ} | None", f"the {noun} that occurs most often in {xs}", f"max({t}, key={t}.get, default=None)", f"min({t}, key={t}.get, default=None)", "take the one with the largest count"),
            ("single", f"list[{typ}]", f"the {noun}s that occur exactly once in {xs}, in order", f"[{x} for {x} in {t} if {t}[{x}] == 1]", f"[{x} for {x} in {t} if {t}[{x}] > 1]", "keep those with count 1"),
            ("repeated", f"list[{typ}]", f"the {noun}s that occur more than once in {xs}, sorted", f"sorted({x} for {x} in {t} if {t}[{x}] > 1)", f"sorted({t})", "keep those with a count above 1 and sort them"),
            ("atleast", f"dict[{typ}, int]", f"the counts of those {noun}s in {xs} that occur at least {k + 1} times", f"{{{x}: n for {x}, n in {t}.items() if n >= {k + 1}}}", f"{{{x}: n for {x}, n in {t}.items() if n > {k + 1}}}", f"keep the counts of {k + 1} and more"),
            ("highest", "int", f"how often the most frequent {noun} of {xs} occurs", f"max({t}.values(), default=0)", f"len({t})", "return the largest count"),
            ("firstsingle", f"{typ} | None", f"the first {noun} in {xs} that is not repeated", f"next(({x} for {x} in {t} if {t}[{x}] == 1), None)", f"next(({x} for {x} in {t} if {t}[{x}] > 1), None)", "return the first with count 1"),
            ("top", f"list[{typ}]", f"the {k} most frequent {noun}s of {xs}, ties in order of first appearance", f"sorted({t}, key={t}.get, reverse=True)[:{k}]", f"sorted({t}, key={t}.get)[:{k}]", f"sort by count, highest first, and take {k}"),
        ),
    )
    summary = pick(rng, (f"Count how often each {noun} occurs in {xs}", f"Count the occurrences of each {noun} in {xs}", f"Build a dict that counts every {noun} of {xs}", returning(rng, phrase))) if what == "dict" else returning(rng, phrase)
    notes = {"most": (f"The first such {noun} wins a tie; None for an empty input",), "firstsingle": ("Return None if there is none",)}.get(what, ())
    if kind == "numbers":
        inputs: tuple[tuple[object, ...], ...] = tuple((x_,) for x_ in ([1, 2, 2, 3], numbers(rng, 0, 4, 6), [], [7], numbers(rng, -2, 2, 6), [3, 3, 1, 1]))
    else:
        inputs = word_inputs(rng, "a", "a") if kind == "items" else text_inputs(rng, "a b a c b a", "yes no yes")
    names = {"dict": (f"count_{noun}s", f"count {noun} occurrences", "frequencies", f"{noun}_counts", "histogram"), "most": ("most_common", f"most frequent {noun}", "mode")}
    plan_steps = (*(["split into words"] if kind == "words" else []), f"count each {noun} in a dict", plan)
    ps = params((xs, {"numbers": "list[int]", "items": "list[str]"}.get(kind, "str")))
    use_counter = rng.random() < 0.5
    codes = [f"{loop}return {t if what == 'dict' else end}", f"{counter}return {end}" if use_counter else f"{t} = {{}}\nfor {x} in {source}:\n    if {x} not in {t}:\n        {t}[{x}] = 0\n    {t}[{x}] += 1\nreturn {t if what == 'dict' else end}"]
    return settled(rng, names.get(what, (f"{what} {noun}s", f"{what}_{noun}s", f"find_{what}")), ps, returns, summary, plan_steps, codes, inputs, f"{kind}|{what}", (f"{loop}return {near}",), notes, ("from collections import Counter",) if use_counter else ())


@family("words-grouped")
def words_grouped(rng: Rng) -> Draft:
    """Words grouped, counted or indexed by a property."""
    ws, w, g = distinct(rng, WORDS, WORD, ("groups", "groups", "result", "buckets", "out"))
    key, noun, typ, expression = _grouping_key(rng, w)
    what = pick(rng, ("group", "group", "count", "last", "first", "total", "sorted"))
    by = pick(rng, ("by their", "according to their", "by")) if not noun.startswith("whether") else "by"
    head, kind, body, other, plan, near = {
        "group": (f"Group the words in {ws} {by} {noun}", "list[str]", f"{g}.setdefault({expression}, []).append({w})", f"if {expression} not in {g}:\n        {g}[{expression}] = []\n    {g}[{expression}].append({w})", "append the word to the list of its group", f"{g}[{expression}] = [{w}]"),
        "count": (f"Count the words in {ws} {by} {noun}", "int", f"{g}[{expression}] = {g}.get({expression}, 0) + 1", f"{g}.setdefault({expression}, 0)\n    {g}[{expression}] += 1", "add one to its group", f"{g}[{expression}] = 1"),
        "last": (f"Index the words in {ws} {by} {noun}, the last one winning", "str", f"{g}[{expression}] = {w}", f"{g}.update({{{expression}: {w}}})", "store the word under its key", f"{g}.setdefault({expression}, {w})"),
        "first": (f"Index the words in {ws} {by} {noun}, the first one winning", "str", f"{g}.setdefault({expression}, {w})", f"if {expression} not in {g}:\n        {g}[{expression}] = {w}", "store the word unless the key is taken", f"{g}[{expression}] = {w}"),
        "total": (f"Add up the lengths of the words in {ws} grouped {by} {noun}", "int", f"{g}[{expression}] = {g}.get({expression}, 0) + len({w})", f"{g}.setdefault({expression}, 0)\n    {g}[{expression}] += len({w})", "add the length to its group", f"{g}[{expression}] = len({w})"),
        "sorted": (f"Group the words in {ws} {by} {noun}, each group sorted", "list[str]", f"{g}.setdefault({expression}, []).append({w})", "", "append the word to the list of its group", f"{g}[{expression}] = [{w}]"),
    }[what]
    if what == "sorted":
        ends = f"return {{k: sorted(v) for k, v in {g}.items()}}"
        codes = [f"{g} = {{}}\nfor {w} in {ws}:\n    {body}\n{ends}", f"{g} = {{}}\nfor {w} in sorted({ws}):\n    {body}\nreturn {g}"]
    else:
        codes = [f"{g} = {{}}\nfor {w} in {ws}:\n    {x}\nreturn {g}" for x in (body, other)]
    summary = pick(rng, (head, head, f"{head} and return the dict", f"Return a dict: {head[0].lower()}{head[1:]}"))
    verb = {"group": "group", "count": "count", "total": "sum_lengths", "sorted": "group"}.get(what, "index")
    return settled(rng, (f"{verb}_by_{key}", f"{verb}_words", f"{verb} words by {key}"), params((ws, "list[str]")), f"dict[{typ}, {kind}]", summary, ("start an empty dict", f"take the {noun} of each word" if not noun.startswith("whether") else "test the first letter of each word", plan), codes, word_inputs(rng, "Ant", "ape", "Axe"), f"{key}|{what}", (f"{g} = {{}}\nfor {w} in {ws}:\n    {near}\nreturn {g}",))


@family("mapping-filtered")
def mapping_filtered(rng: Rng) -> Draft:
    """Entries of a dict that pass a test, changed, read as a dict, keys, values, a count or a sum."""
    d, k, v = distinct(rng, MAPPING, KEY, VALUE)
    n, one = rng.randint(0, 12), letter(rng)
    f = rng.randint(2, 9)
    key, clause, test, near = pick(
        rng,
        (
            ("above", f"whose value is greater than {n}", f"{v} > {n}", f"{v} >= {n}"),
            ("atleast", f"with a value of at least {n}", f"{v} >= {n}", f"{v} > {n}"),
            ("below", f"whose value is less than {n}", f"{v} < {n}", f"{v} <= {n}"),
            ("even", "whose value is even", f"{v} % 2 == 0", f"{v} % 2 == 1"),
            ("odd", "with an odd value", f"{v} % 2 == 1", f"{v} % 2 == 0"),
            ("positive", "with a positive value", f"{v} > 0", f"{v} >= 0"),
            ("notzero", "whose value is not zero", f"{v} != 0", f"{v} > 0"),
            ("keystart", f"whose key starts with {one!r}", f"{k}.startswith({quoted(one)})", f"{k}.endswith({quoted(one)})"),
            ("keylong", f"whose key has more than {f} characters", f"len({k}) > {f}", f"len({k}) >= {f}"),
            ("keyhas", f"whose key contains {one!r}", f"{quoted(one)} in {k}", f"{quoted(one)} not in {k}"),
        ),
    )
    change, how, expression = pick(rng, (("same", "", v), ("same", "", v), ("times", f"with the values multiplied by {f}", f"{v} * {f}"), ("plus", f"with {f} added to the values", f"{v} + {f}"), ("negate", "with the values negated", f"-{v}")))
    what = pick(rng, ("dict", "dict", "keys", "values", "count", "sum", "any"))
    pairs = f"for {k}, {v} in {d}.items()"
    forms = {
        "dict": (f"dict[{'str'}, int]", f"the entries of {d} {clause}" + (f", {how}" if how else ""), f"{{{k}: {expression} {pairs} if {{}}}}", f"result = {{}}\n{pairs}:\n    if {{}}:\n        result[{k}] = {expression}\nreturn result"),
        "keys": ("list[str]", f"the sorted keys of the entries in {d} {clause}", f"sorted({k} {pairs} if {{}})", f"result = []\n{pairs}:\n    if {{}}:\n        result.append({k})\nreturn sorted(result)"),
        "values": ("list[int]", f"the values of the entries in {d} {clause}" + (f", {how}" if how else ""), f"[{expression} {pairs} if {{}}]", f"result = []\n{pairs}:\n    if {{}}:\n        result.append({expression})\nreturn result"),
        "count": ("int", f"the number of entries in {d} {clause}", f"sum(1 {pairs} if {{}})", f"count = 0\n{pairs}:\n    if {{}}:\n        count += 1\nreturn count"),
        "sum": ("int", f"the sum of the values of the entries in {d} {clause}", f"sum({v} {pairs} if {{}})", f"total = 0\n{pairs}:\n    if {{}}:\n        total += {v}\nreturn total"),
        "any": ("bool", f"True if {d} has an entry {clause}", f"any({{}} {pairs})", f"{pairs}:\n    if {{}}:\n        return True\nreturn False"),
    }
    returns, phrase, template, loop = forms[what]

    def filled(code: str, condition: str) -> str:
        braces = code.replace("{}", "\0", 1) if not code.startswith("result = {}") else "result = {}" + code[11:].replace("{}", "\0", 1)
        return braces.replace("\0", condition)

    if what == "dict":
        template = f"{{{k}: {expression} {pairs} if \0}}"
        codes, wrong = [template.replace("\0", test), filled(loop, test)], template.replace("\0", near)
    else:
        codes, wrong = [filled(template, test), filled(loop, test)], filled(template, near)
    summary = pick(rng, (f"Keep only the entries of {d} {clause}" + (f", {how}" if how else ""), f"Filter {d} down to the entries {clause}" + (f", {how}" if how else ""), returning(rng, phrase, f"a dict {d}"))) if what == "dict" else f"Return {phrase}" if what == "any" else returning(rng, phrase, f"a dict {d}")
    plan = ["go over the keys and values", f"keep the entries {clause}", *([how] if how and what in ("dict", "values") else []), *({"keys": ["sort the keys"], "count": ["count them"], "sum": ["add up the values"]}.get(what, []))]
    change = change if what in ("dict", "values") else "same"
    return settled(rng, (f"filter_{key}", "filter_dict", f"{what}_{key}", f"select {what} entries {key}", "keep_entries"), params((d, "dict[str, int]")), returns, summary, plan, codes, mapping_inputs(rng), f"{key}|{change}|{what}", (wrong,))


@family("mapping-sorted")
def mapping_sorted(rng: Rng) -> Draft:
    """Keys, pairs or the dict itself in the order of values or keys; the largest few."""
    d, k = distinct(rng, MAPPING, KEY)
    down = rng.random() < 0.5
    n = rng.randint(1, 4)
    what = pick(rng, ("keys", "pairs", "dict", "top"))
    by = pick(rng, ("value", "value", "key length", "value, then key"))
    if by == "value, then key":
        down = False
    rev = ", reverse=True" if down else ""
    keyed = {"value": f"{d}[{k}]", "key length": f"len({k})", "value, then key": f"({d}[{k}], {k})"}[by]
    paired = {"value": "p[1]", "key length": "len(p[0])", "value, then key": "(p[1], p[0])"}[by]
    order = ", largest first" if down else ", smallest first" if by != "value, then key" else ""
    ordered, pairs = f"sorted({d}, key=lambda {k}: {keyed}{rev})", f"sorted({d}.items(), key=lambda p: {paired}{rev})"
    wrong = ordered.replace(rev, "") if down else ordered[:-1] + ", reverse=True)"
    returns, phrase, codes, near = {
        "keys": ("list[str]", f"the keys of {d} sorted by {by}{order}", [ordered, f"[p[0] for p in {pairs}]"], wrong),
        "pairs": ("list[tuple[str, int]]", f"the (key, value) pairs of {d} sorted by {by}{order}", [pairs, f"[({k}, {d}[{k}]) for {k} in {ordered}]"], f"sorted({d}.items())"),
        "dict": ("dict[str, int]", f"{d} as a new dict whose entries are ordered by {by}{order}", [f"dict({pairs})", f"{{{k}: {d}[{k}] for {k} in {ordered}}}"], f"sorted({d}.items())"),
        "top": ("list[str]", f"the first {n} keys of {d} when sorted by {by}{order}", [f"{ordered}[:{n}]", f"[p[0] for p in {pairs}[:{n}]]"], f"{wrong}[:{n}]"),
    }[what]
    return settled(rng, ("sort_dict", f"sort_{what}", f"{what} sorted by value" if by == "value" else f"sort_{what}_by_key", "order_entries", "top_keys" if what == "top" else "ranking"), params((d, "dict[str, int]")), returns, returning(rng, phrase, f"a dict {d}"), (f"sort by {by}{order}", {"keys": "return the keys", "pairs": "return the pairs", "dict": "build a dict in that order", "top": f"take the first {n}"}[what]), codes, mapping_inputs(rng), f"{what}|{by}|{down}", (near,))


@family("mappings-merged")
def mappings_merged(rng: Rng) -> Draft:
    """Two dicts combined: sums, largest, first or second wins, common keys, differences."""
    a, b, k = distinct(rng, ("a", "first", "left", "d1", "base", "old"), ("b", "second", "right", "d2", "extra", "new"), KEY)
    start = f"result = dict({a})\nfor {k}, v in {b}.items():\n    "
    key, what, code, other, near, plan = pick(
        rng,
        (
            ("sum", f"the entries of {a} and {b} merged, adding the values of common keys", f"{start}result[{k}] = result.get({k}, 0) + v\nreturn result", f"{{{k}: {a}.get({k}, 0) + {b}.get({k}, 0) for {k} in {{**{a}, **{b}}}}}", f"{{**{a}, **{b}}}", "add the values, missing ones as 0"),
            ("max", f"{a} and {b} merged, keeping the larger value of common keys", f"{start}result[{k}] = max(v, result.get({k}, v))\nreturn result", f"{start}if {k} not in result or v > result[{k}]:\n        result[{k}] = v\nreturn result", f"{{**{a}, **{b}}}", "keep the larger value of each key"),
            ("min", f"{a} and {b} merged, keeping the smaller value of common keys", f"{start}result[{k}] = min(v, result.get({k}, v))\nreturn result", f"{start}if {k} not in result or v < result[{k}]:\n        result[{k}] = v\nreturn result", f"{{**{b}, **{a}}}", "keep the smaller value of each key"),
            ("second", f"{a} and {b} merged into a new dict; {b} wins for common keys", f"{{**{a}, **{b}}}", f"result = dict({a})\nresult.update({b})\nreturn result", f"{{**{b}, **{a}}}", "write the second over the first"),
            ("first", f"{a} and {b} merged into a new dict; {a} wins for common keys", f"{{**{b}, **{a}}}", f"{b} | {a}", f"{{**{a}, **{b}}}", "write the first over the second"),
            ("common", f"the entries of {a} whose keys are also in {b}", f"{{{k}: v for {k}, v in {a}.items() if {k} in {b}}}", f"{{{k}: {a}[{k}] for {k} in {a} if {k} in {b}}}", f"{{{k}: v for {k}, v in {b}.items() if {k} in {a}}}", "keep the entries whose key is in both"),
            ("only", f"the entries of {a} whose keys are missing from {b}", f"{{{k}: v for {k}, v in {a}.items() if {k} not in {b}}}", f"{{{k}: {a}[{k}] for {k} in {a} if {k} not in {b}}}", f"{{{k}: v for {k}, v in {b}.items() if {k} not in {a}}}", "drop the keys of the second"),
            ("changed", f"the sorted keys that {a} and {b} share with different values", f"sorted({k} for {k} in {a} if {k} in {b} and {a}[{k}] != {b}[{k}])", f"sorted({k} for {k}, v in {a}.items() if {k} in {b} and {b}[{k}] != v)", f"sorted({k} for {k} in {a} if {k} in {b})", "keep the keys with differing values and sort them"),
            ("minus", f"{a} with the values of {b} subtracted, a missing one counting as 0", f"{{{k}: v - {b}.get({k}, 0) for {k}, v in {a}.items()}}", f"result = {{}}\nfor {k} in {a}:\n    result[{k}] = {a}[{k}] - {b}.get({k}, 0)\nreturn result", f"{{{k}: v + {b}.get({k}, 0) for {k}, v in {a}.items()}}", "subtract the other value of each key"),
        ),
    )
    inputs = []
    for _ in range(4):
        one, two = some_mapping(rng, 3), some_mapping(rng, 3)
        shared = rng.sample(sorted(one), min(2, len(one)))
        inputs.append((one, {**two, **{x: rng.randint(-2, 12) for x in shared}}))
    inputs += [({}, some_mapping(rng, 2)), (some_mapping(rng, 2), {}), ({"a": 1, "b": 5}, {"b": 2, "a": 1})]
    ps = params((a, "dict[str, int]"), (b, "dict[str, int]"))
    return settled(rng, ("merge_dicts", f"merge_{key}", f"combine dicts {key}", f"{key}_entries", "merge"), ps, "list[str]" if key == "changed" else "dict[str, int]", returning(rng, what, f"two dicts {a} and {b}"), ("go over the keys", plan), (code, other), inputs, key, (near,))


@family("mapping-inverted")
def mapping_inverted(rng: Rng) -> Draft:
    """Keys and values swapped, positions of values, pairs to dict, keys to values."""
    d, k, v = distinct(rng, MAPPING, KEY, VALUE)
    key, returns, what, code, other, near, plan = pick(
        rng,
        (
            ("last", "dict[int, str]", f"{d} with keys and values swapped; the last key wins for equal values", f"{{{v}: {k} for {k}, {v} in {d}.items()}}", f"result = {{}}\nfor {k} in {d}:\n    result[{d}[{k}]] = {k}\nreturn result", f"{{{k}: {v} for {k}, {v} in {d}.items()}}", "make each value the key"),
            ("lists", "dict[int, list[str]]", f"a dict from each value of {d} to the list of its keys", f"result = {{}}\nfor {k}, {v} in {d}.items():\n    result.setdefault({v}, []).append({k})\nreturn result", f"{{{v}: [{k} for {k} in {d} if {d}[{k}] == {v}] for {v} in {d}.values()}}", f"{{{v}: [{k}] for {k}, {v} in {d}.items()}}", "collect the keys of each value"),
            ("count", "dict[int, int]", f"how many keys of {d} have each value", f"result = {{}}\nfor {v} in {d}.values():\n    result[{v}] = result.get({v}, 0) + 1\nreturn result", f"{{{v}: list({d}.values()).count({v}) for {v} in {d}.values()}}", f"{{{v}: 1 for {v} in {d}.values()}}", "count each value"),
            ("best", "str | None", f"the key with the largest value in {d}, or None if it is empty", f"max({d}, key={d}.get, default=None)", f"best = None\nfor {k} in {d}:\n    if best is None or {d}[{k}] > {d}[best]:\n        best = {k}\nreturn best", f"max({d}, default=None)", "compare the keys by their value"),
            ("least", "str | None", f"the key with the smallest value in {d}, or None if it is empty", f"min({d}, key={d}.get, default=None)", f"best = None\nfor {k}, {v} in {d}.items():\n    if best is None or {v} < {d}[best]:\n        best = {k}\nreturn best", f"min({d}, default=None)", "compare the keys by their value"),
            ("upper", "dict[str, int]", f"{d} with all keys in uppercase", f"{{{k}.upper(): {v} for {k}, {v} in {d}.items()}}", f"result = {{}}\nfor {k} in {d}:\n    result[{k}.upper()] = {d}[{k}]\nreturn result", f"{{{k}.lower(): {v} for {k}, {v} in {d}.items()}}", "uppercase each key"),
            ("share", "dict[str, float]", f"each value of {d} divided by the sum of all values, or 0.0 if that sum is 0", f"total = sum({d}.values())\nreturn {{{k}: {v} / total if total else 0.0 for {k}, {v} in {d}.items()}}", "", f"{{{k}: {v} / max(1, len({d})) for {k}, {v} in {d}.items()}}", "divide each value by the total"),
            ("average", "float", f"the average of the values in {d}, or 0.0 if it is empty", f"sum({d}.values()) / len({d}) if {d} else 0.0", f"if not {d}:\n    return 0.0\nreturn sum({d}.values()) / len({d})", f"sum({d}.values()) / 2", "divide the sum of the values by their number"),
            ("lines", "list[str]", f"the entries of {d} as 'key=value' strings, sorted", f'sorted(f"{{{k}}}={{{v}}}" for {k}, {v} in {d}.items())', f'result = []\nfor {k}, {v} in {d}.items():\n    result.append({k} + "=" + str({v}))\nreturn sorted(result)', f'[f"{{{k}}}:{{{v}}}" for {k}, {v} in {d}.items()]', "format each entry and sort"),
        ),
    )
    names = {"last": ("invert_dict", "swap_keys_and_values", "invert"), "lists": ("invert_to_lists", "keys_by_value"), "best": ("key_of_max", "best_key", "argmax"), "least": ("key_of_min", "smallest_key")}
    return settled(rng, names.get(key, (f"{key} dict values", f"{key}_of_values", f"{key}_entries")), params((d, "dict[str, int]")), returns, returning(rng, what, f"a dict {d}"), ("go over the entries", plan), (code, other), mapping_inputs(rng), key, (near,))


@family("set-operations")
def set_operations(rng: Rng) -> Draft:
    """What two lists share, differ in, or how they contain each other."""
    strings = rng.random() < 0.3
    a, b, x = distinct(rng, ("a", "first", "xs", "left", "nums1"), ("b", "second", "ys", "right", "nums2"), ("x", "item", "e", "v"))
    noun = pick(rng, ("values", "elements", "items"))
    ops = (
        ("both", f"the {noun} that {a} and {b} have in common", f"set({a}) & set({b})", f"{x} for {x} in set({a}) if {x} in {b}", f"set({a}) | set({b})"),
        ("either", f"the {noun} that occur in {a} or {b}", f"set({a}) | set({b})", f"{x} for {x} in set({a} + {b})", f"set({a}) & set({b})"),
        ("onlyfirst", f"the {noun} of {a} that are not in {b}", f"set({a}) - set({b})", f"{x} for {x} in set({a}) if {x} not in {b}", f"set({b}) - set({a})"),
        ("onlyone", f"the {noun} that occur in exactly one of {a} and {b}", f"set({a}) ^ set({b})", f"{x} for {x} in set({a} + {b}) if ({x} in {a}) != ({x} in {b})", f"set({a}) | set({b})"),
    )
    key, phrase, op, gen, wrong = pick(rng, ops)
    form = pick(rng, ("sorted", "sorted", "count", "desc", "bool", "order"))
    typ = "str" if strings else "int"
    if form == "bool":
        key, fact, code, other, wrong = pick(rng, (("subset", f"every element of {a} is also in {b}", f"set({a}) <= set({b})", f"all({x} in {b} for {x} in {a})", f"set({b}) <= set({a})"), ("disjoint", f"{a} and {b} have no element in common", f"not set({a}) & set({b})", f"all({x} not in {b} for {x} in {a})", f"bool(set({a}) & set({b}))"), ("same", f"{a} and {b} contain the same elements, ignoring order and repetition", f"set({a}) == set({b})", f"all({x} in {b} for {x} in {a}) and all({x} in {a} for {x} in {b})", f"{a} == {b}"), ("share", f"{a} and {b} share at least one element", f"any({x} in {b} for {x} in {a})", f"bool(set({a}) & set({b}))", f"all({x} in {b} for {x} in {a})")))
        summary, returns, codes, plan = pick(rng, (f"Check whether {fact}", f"Return True if {fact}", f"Tell whether {fact}", f"Return whether {fact}")), "bool", [code, other], ["compare the two as sets"]
    elif form == "count":
        summary, returns, codes, plan = returning(rng, f"the number of different {phrase.removeprefix('the ')}"), "int", [f"len({op})", f"sum(1 {gen[len(x) + 1:]})"], ["combine the two as sets", "count the elements"]
        wrong = f"len({wrong})"
    elif form == "order" and key in ("both", "onlyfirst"):
        inside = "in" if key == "both" else "not in"
        summary, returns = returning(rng, f"{phrase}, in the order of {a}, without repetition"), f"list[{typ}]"
        codes = [f"result = []\nfor {x} in {a}:\n    if {x} {inside} {b} and {x} not in result:\n        result.append({x})\nreturn result", f"[{x} for {x} in dict.fromkeys({a}) if {x} {inside} {b}]"]
        wrong, plan = f"[{x} for {x} in {a} if {x} {inside} {b}]", ["go over the first list", f"keep what is {inside} the second and not yet kept"]
    else:
        form = "sorted" if form == "order" else form
        rev = ", reverse=True" if form == "desc" else ""
        summary, returns = returning(rng, f"{phrase}, {'without repetition, ' if rng.random() < 0.5 else ''}sorted{' in descending order' if rev else ''}"), f"list[{typ}]"
        codes = [f"sorted({op}{rev})", f"sorted([{gen}]{rev})" if rev else f"sorted({gen})"]
        wrong, plan = f"sorted({wrong}{rev})", ["combine the two as sets", f"sort the result{' in descending order' if rev else ''}"]
    pool: list[object] = list(rng.sample(("red", "blue", "sun", "moon", "cat", "dog", "tea", "fox"), 6)) if strings else list(rng.sample(range(-5, 20), 6))
    cases = [([pick(rng, pool) for _ in range(rng.randint(2, 5))], [pick(rng, pool) for _ in range(rng.randint(2, 5))]) for _ in range(3)]
    inputs = (*cases, ([], pool[:2]), (pool[:3], pool[:2]), (pool[:2], pool[2:4]), (pool[:2], pool[1::-1] + pool[:1]))
    ps = params((a, f"list[{typ}]"), (b, f"list[{typ}]"))
    names = {"both": ("common", "intersection", "shared_items"), "either": ("union", "all_items", "combine_unique"), "onlyfirst": ("difference", "missing_from_second", "without"), "onlyone": ("symmetric_difference", "exclusive_items")}
    return settled(rng, names.get(key, (f"is_{key}" if key != "share" else "have_common", f"{key}_check")), ps, returns, summary, plan, codes, inputs, f"{key}|{form}|{strings}", (wrong,))


@family("lookup-with-default")
def lookup_with_default(rng: Rng) -> Draft:
    """A value looked up in a dict, nested dict or for many keys, with a default."""
    d, k = distinct(rng, ("d", "config", "settings", "data", "table", "mapping", "options"), ("key", "k", "name", "field", "option"))
    default = rng.randint(-1, 99)
    key, extra, returns, what, code, other, near, plan = pick(
        rng,
        (
            ("get", "str", "int", f"the value of {k} in {d}, or {default} if it is missing", f"{d}.get({k}, {default})", f"if {k} in {d}:\n    return {d}[{k}]\nreturn {default}", f"{d}.get({k}, {default + 1})", "look the key up with a default"),
            ("nocase", "str", "int", f"the value of {k} in {d} ignoring the case of the keys, or {default} if there is none", f"for x in {d}:\n    if x.lower() == {k}.lower():\n        return {d}[x]\nreturn {default}", f"next((v for x, v in {d}.items() if x.lower() == {k}.lower()), {default})", f"{d}.get({k}, {default})", "compare the lowercase keys"),
            ("many", "list[str]", "list[int]", f"the values of {d} for the keys in {k}, with {default} for missing ones", f"[{d}.get(x, {default}) for x in {k}]", f"result = []\nfor x in {k}:\n    result.append({d}[x] if x in {d} else {default})\nreturn result", f"[{d}[x] for x in {k} if x in {d}]", "look each key up with a default"),
            ("present", "list[str]", "list[int]", f"the values of {d} for those keys in {k} that it contains", f"[{d}[x] for x in {k} if x in {d}]", f"result = []\nfor x in {k}:\n    if x in {d}:\n        result.append({d}[x])\nreturn result", f"[{d}.get(x, {default}) for x in {k}]", "skip the missing keys"),
            ("missing", "list[str]", "list[str]", f"the names in {k} that are not keys of {d}", f"[x for x in {k} if x not in {d}]", f"result = []\nfor x in {k}:\n    if x not in {d}:\n        result.append(x)\nreturn result", f"[x for x in {k} if x in {d}]", "keep the names that are no key"),
            ("without", "list[str]", "dict[str, int]", f"a copy of {d} without the keys in {k}", f"{{x: v for x, v in {d}.items() if x not in {k}}}", f"result = dict({d})\nfor x in {k}:\n    result.pop(x, None)\nreturn result", f"{{x: v for x, v in {d}.items() if x in {k}}}", "skip the keys to drop"),
            ("only", "list[str]", "dict[str, int]", f"a copy of {d} with only the keys in {k}", f"{{x: {d}[x] for x in {d} if x in {k}}}", f"{{x: v for x, v in {d}.items() if x in {k}}}", f"{{x: v for x, v in {d}.items() if x not in {k}}}", "keep the wanted keys"),
            ("sum", "list[str]", "int", f"the sum of the values of {d} for the keys in {k}, a missing key counting as {default}", f"sum({d}.get(x, {default}) for x in {k})", f"total = 0\nfor x in {k}:\n    total += {d}.get(x, {default})\nreturn total", f"sum({d}.get(x, 0) for x in {k} if x in {d})", "add up the looked-up values"),
            ("nested", "str", "int", f"{d}['limits'][{k}], or {default} if either key is missing", f'{d}.get("limits", {{}}).get({k}, {default})', f'if "limits" in {d} and {k} in {d}["limits"]:\n    return {d}["limits"][{k}]\nreturn {default}', f"{d}.get({k}, {default})", "look both keys up, each with a default"),
        ),
    )
    inner = [some_mapping(rng) for _ in range(4)]
    inputs: list[tuple[object, ...]] = []
    for m in [*inner, {}, {"b": 3, "a": 2}, {"Key": 4}]:
        outer: object = {"limits": m} if key == "nested" and rng.random() < 0.8 else {} if key == "nested" else m
        known = pick(rng, sorted(m)) if m else word(rng)
        asked: object = [known, *some_words(rng, 0, 2)] if extra == "list[str]" else pick(rng, (known, known, known.upper(), "none"))
        inputs.append((outer, asked))
    inputs.append(({"limits": {"a": 5}}, "a") if key == "nested" else (dict(inner[0]), ["zz"] if extra == "list[str]" else "zz"))
    ps = params((d, "dict[str, dict[str, int]]" if key == "nested" else "dict[str, int]"), (k, extra))
    return settled(rng, (f"lookup_{key}", f"get {key} values", "get_or_default" if key == "get" else f"{key}_keys", f"pick_{key}"), ps, returns, returning(rng, what, f"a dict {d}"), (plan,), (code, other), inputs, key, (near,))
