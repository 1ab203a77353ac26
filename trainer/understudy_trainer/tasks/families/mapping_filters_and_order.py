"""Families over one dict: entries kept and changed, entries in order."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.mappings import KEY, VALUE, mapping_inputs
from understudy_trainer.tasks.vocabulary.text import MAPPING, distinct, letter, params, quoted, returning, settled


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
            (
                "keystart",
                f"whose key starts with {one!r}",
                f"{k}.startswith({quoted(one)})",
                f"{k}.endswith({quoted(one)})",
            ),
            ("keylong", f"whose key has more than {f} characters", f"len({k}) > {f}", f"len({k}) >= {f}"),
            ("keyhas", f"whose key contains {one!r}", f"{quoted(one)} in {k}", f"{quoted(one)} not in {k}"),
        ),
    )
    change, how, expression = pick(
        rng,
        (
            ("same", "", v),
            ("same", "", v),
            ("times", f"with the values multiplied by {f}", f"{v} * {f}"),
            ("plus", f"with {f} added to the values", f"{v} + {f}"),
            ("negate", "with the values negated", f"-{v}"),
        ),
    )
    what = pick(rng, ("dict", "dict", "keys", "values", "count", "sum", "any"))
    pairs = f"for {k}, {v} in {d}.items()"
    forms = {
        "dict": (
            f"dict[{'str'}, int]",
            f"the entries of {d} {clause}" + (f", {how}" if how else ""),
            f"{{{k}: {expression} {pairs} if {{}}}}",
            f"result = {{}}\n{pairs}:\n    if {{}}:\n        result[{k}] = {expression}\nreturn result",
        ),
        "keys": (
            "list[str]",
            f"the sorted keys of the entries in {d} {clause}",
            f"sorted({k} {pairs} if {{}})",
            f"result = []\n{pairs}:\n    if {{}}:\n        result.append({k})\nreturn sorted(result)",
        ),
        "values": (
            "list[int]",
            f"the values of the entries in {d} {clause}" + (f", {how}" if how else ""),
            f"[{expression} {pairs} if {{}}]",
            f"result = []\n{pairs}:\n    if {{}}:\n        result.append({expression})\nreturn result",
        ),
        "count": (
            "int",
            f"the number of entries in {d} {clause}",
            f"sum(1 {pairs} if {{}})",
            f"count = 0\n{pairs}:\n    if {{}}:\n        count += 1\nreturn count",
        ),
        "sum": (
            "int",
            f"the sum of the values of the entries in {d} {clause}",
            f"sum({v} {pairs} if {{}})",
            f"total = 0\n{pairs}:\n    if {{}}:\n        total += {v}\nreturn total",
        ),
        "any": (
            "bool",
            f"True if {d} has an entry {clause}",
            f"any({{}} {pairs})",
            f"{pairs}:\n    if {{}}:\n        return True\nreturn False",
        ),
    }
    returns, phrase, template, loop = forms[what]

    def filled(code: str, condition: str) -> str:
        braces = (
            code.replace("{}", "\0", 1)
            if not code.startswith("result = {}")
            else "result = {}" + code[11:].replace("{}", "\0", 1)
        )
        return braces.replace("\0", condition)

    if what == "dict":
        template = f"{{{k}: {expression} {pairs} if \0}}"
        codes, wrong = [template.replace("\0", test), filled(loop, test)], template.replace("\0", near)
    else:
        codes, wrong = [filled(template, test), filled(loop, test)], filled(template, near)
    summary = (
        pick(
            rng,
            (
                f"Keep only the entries of {d} {clause}" + (f", {how}" if how else ""),
                f"Filter {d} down to the entries {clause}" + (f", {how}" if how else ""),
                returning(rng, phrase, f"a dict {d}"),
            ),
        )
        if what == "dict"
        else f"Return {phrase}"
        if what == "any"
        else returning(rng, phrase, f"a dict {d}")
    )
    plan = [
        "go over the keys and values",
        f"keep the entries {clause}",
        *([how] if how and what in ("dict", "values") else []),
        *({"keys": ["sort the keys"], "count": ["count them"], "sum": ["add up the values"]}.get(what, [])),
    ]
    change = change if what in ("dict", "values") else "same"
    return settled(
        rng,
        (f"filter_{key}", "filter_dict", f"{what}_{key}", f"select {what} entries {key}", "keep_entries"),
        params((d, "dict[str, int]")),
        returns,
        summary,
        plan,
        codes,
        mapping_inputs(rng),
        f"{key}|{change}|{what}",
        (wrong,),
    )


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
        "pairs": (
            "list[tuple[str, int]]",
            f"the (key, value) pairs of {d} sorted by {by}{order}",
            [pairs, f"[({k}, {d}[{k}]) for {k} in {ordered}]"],
            f"sorted({d}.items())",
        ),
        "dict": (
            "dict[str, int]",
            f"{d} as a new dict whose entries are ordered by {by}{order}",
            [f"dict({pairs})", f"{{{k}: {d}[{k}] for {k} in {ordered}}}"],
            f"sorted({d}.items())",
        ),
        "top": (
            "list[str]",
            f"the first {n} keys of {d} when sorted by {by}{order}",
            [f"{ordered}[:{n}]", f"[p[0] for p in {pairs}[:{n}]]"],
            f"{wrong}[:{n}]",
        ),
    }[what]
    return settled(
        rng,
        (
            "sort_dict",
            f"sort_{what}",
            f"{what} sorted by value" if by == "value" else f"sort_{what}_by_key",
            "order_entries",
            "top_keys" if what == "top" else "ranking",
        ),
        params((d, "dict[str, int]")),
        returns,
        returning(rng, phrase, f"a dict {d}"),
        (
            f"sort by {by}{order}",
            {
                "keys": "return the keys",
                "pairs": "return the pairs",
                "dict": "build a dict in that order",
                "top": f"take the first {n}",
            }[what],
        ),
        codes,
        mapping_inputs(rng),
        f"{what}|{by}|{down}",
        (near,),
    )
