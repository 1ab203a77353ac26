"""Families over lists of dicts or pairs: fields added, renamed, dropped; pairs filtered and sorted."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.records import RECORD, SUBJECTS
from understudy_trainer.tasks.vocabulary.text import distinct, params, quoted, returning, settled, word


@family("record-reshaped")
def record_reshaped(rng: Rng) -> Draft:
    """Each dict of a list with a field added, dropped, renamed, changed or defaulted."""
    noun, lists, text, number, (group, options) = pick(rng, SUBJECTS)
    rs, r = distinct(rng, lists, RECORD)
    n, new = rng.randint(2, 30), pick(rng, ("id", "rank", "tag", "flag", "level"))
    fixed = word(rng)
    key, what, expression, near, plan = pick(
        rng,
        (
            (
                "add",
                f"with the field {new!r} set to {n}",
                f'{{**{r}, "{new}": {n}}}',
                f'{{**{r}, "{new}": {n + 1}}}',
                "copy the record with the new field",
            ),
            (
                "number",
                f"with the field {new!r} counting up from {n}",
                f'{{**{r}, "{new}": i}}',
                r,
                "copy the record with its number",
            ),
            (
                "drop",
                f"without the field {group!r}",
                f'{{k: v for k, v in {r}.items() if k != "{group}"}}',
                f'{{k: v for k, v in {r}.items() if k == "{group}"}}',
                "copy the other fields",
            ),
            (
                "only",
                f"with only the fields {text!r} and {number!r}",
                f'{{"{text}": {r}["{text}"], "{number}": {r}["{number}"]}}',
                f'{{"{text}": {r}["{text}"]}}',
                "copy the two fields",
            ),
            (
                "rename",
                f"with the field {group!r} renamed to {new!r}",
                f'{{"{new}" if k == "{group}" else k: v for k, v in {r}.items()}}',
                f'{{**{r}, "{new}": {r}["{group}"]}}',
                "copy the fields under their new names",
            ),
            (
                "raise",
                f"with {n} added to {number!r}",
                f'{{**{r}, "{number}": {r}["{number}"] + {n}}}',
                f'{{**{r}, "{number}": {n}}}',
                "copy the record with the changed number",
            ),
            (
                "upper",
                f"with {text!r} in uppercase",
                f'{{**{r}, "{text}": {r}["{text}"].upper()}}',
                f'{{**{r}, "{text}": {r}["{text}"].title()}}',
                "copy the record with the changed text",
            ),
            (
                "fill",
                f"with {group!r} set to {fixed!r} where it is missing",
                f'{{"{group}": {quoted(fixed)}, **{r}}}',
                f'{{**{r}, "{group}": {quoted(fixed)}}}',
                "put the default under the record's own fields",
            ),
        ),
    )
    source = f"for i, {r} in enumerate({rs}, start={n})" if key == "number" else f"for {r} in {rs}"

    def record() -> dict[str, object]:
        full: dict[str, object] = {text: word(rng), number: rng.randint(1, 90), group: pick(rng, options)}
        if key == "fill" and rng.random() < 0.5:
            del full[group]
        return full

    inputs = (
        *(([record() for _ in range(size)],) for size in (2, 1, 3)),
        ([],),
        ([{text: "x", number: 0, group: options[0]}],),
    )
    summary = pick(
        rng,
        (
            f"Return copies of the dicts in {rs} {what}",
            f"Return a new list of the {noun} in {rs}, each {what}",
            f"Given a list of dicts {rs}, return them {what}",
            f"Build a list with a copy of each record of {rs}, {what}",
        ),
    )
    return settled(
        rng,
        (f"{key}_field", f"{key} {noun} field", f"update_{noun}", f"{key}_{noun}"),
        params((rs, "list[dict]")),
        "list[dict]",
        summary,
        (f"go over the {noun}", plan),
        (f"[{expression} {source}]", f"result = []\n{source}:\n    result.append({expression})\nreturn result"),
        inputs,
        key,
        (f"[{near} {source}]",),
        ("Do not change the input",) if rng.random() < 0.3 else (),
    )


@family("pairs-queried", held_out=True)
def pairs_queried(rng: Rng) -> Draft:
    """Lists of (name, number) tuples: filtered, plucked, sorted, swapped, turned into a dict."""
    a, b = pick(
        rng,
        (
            ("name", "score"),
            ("item", "price"),
            ("word", "count"),
            ("city", "distance"),
            ("product", "quantity"),
            ("player", "points"),
            ("day", "temperature"),
        ),
    )
    (ps_,) = distinct(rng, ("pairs", "rows", "entries", "data", f"{b}s", "records", "table"))
    n = rng.randint(3, 30)
    head = f"for {a}, {b} in {ps_}"
    rows = (
        (
            "names",
            "list[str]",
            f"the {a}s in {ps_} whose {b} is greater than {n}",
            f"[{a} {head} if {b} > {n}]",
            f"result = []\n{head}:\n    if {b} > {n}:\n        result.append({a})\nreturn result",
            f"[{a} {head} if {b} >= {n}]",
            f"keep the {a} where {b} exceeds {n}",
        ),
        (
            "low",
            "list[str]",
            f"the {a}s in {ps_} whose {b} is below {n}, sorted",
            f"sorted({a} {head} if {b} < {n})",
            f"result = [{a} {head} if {b} < {n}]\nresult.sort()\nreturn result",
            f"[{a} {head} if {b} <= {n}]",
            f"keep the {a} where {b} is below {n}, then sort",
        ),
        (
            "total",
            "int",
            f"the total {b} in {ps_}",
            f"sum({b} {head})",
            f"total = 0\n{head}:\n    total += {b}\nreturn total",
            f"len({ps_})",
            f"add up the {b}",
        ),
        (
            "best",
            "str | None",
            f"the {a} with the highest {b} in {ps_}, or None if it is empty",
            f"max({ps_}, key=lambda p: p[1])[0] if {ps_} else None",
            f"if not {ps_}:\n    return None\nreturn max({ps_}, key=lambda p: p[1])[0]",
            f"min({ps_}, key=lambda p: p[1])[0] if {ps_} else None",
            f"find the pair with the largest {b}",
        ),
        (
            "dict",
            "dict[str, int]",
            f"a dict from {a} to the summed {b} in {ps_}",
            f"result = {{}}\n{head}:\n    result[{a}] = result.get({a}, 0) + {b}\nreturn result",
            "",
            f"dict({ps_})",
            f"add each {b} under its {a}",
        ),
        (
            "lists",
            "dict[str, list[int]]",
            f"a dict from {a} to the list of its {b}s in {ps_}",
            f"result = {{}}\n{head}:\n    result.setdefault({a}, []).append({b})\nreturn result",
            f"{{{a}: [y for x, y in {ps_} if x == {a}] {head}}}",
            f"{{{a}: [{b}] {head}}}",
            f"collect each {b} under its {a}",
        ),
        (
            "sorted",
            "list[tuple[str, int]]",
            f"{ps_} sorted by {b}, highest first, and by {a} within the same {b}",
            f"sorted({ps_}, key=lambda p: (-p[1], p[0]))",
            f"result = sorted({ps_})\nresult.sort(key=lambda p: p[1], reverse=True)\nreturn result",
            f"sorted({ps_}, key=lambda p: p[1])",
            f"sort by negative {b} and {a}",
        ),
        (
            "swap",
            "list[tuple[int, str]]",
            f"the tuples in {ps_} with {a} and {b} swapped",
            f"[({b}, {a}) {head}]",
            f"result = []\n{head}:\n    result.append(({b}, {a}))\nreturn result",
            f"[({a}, {b}) {head}]",
            "swap each pair",
        ),
        (
            "unzip",
            "tuple[list[str], list[int]]",
            f"two lists: the {a}s and the {b}s of {ps_}",
            f"return [{a} {head}], [{b} {head}]",
            f"return [p[0] for p in {ps_}], [p[1] for p in {ps_}]",
            f"return [{b} {head}], [{a} {head}]",
            "collect both parts",
        ),
        (
            "scale",
            "list[tuple[str, int]]",
            f"{ps_} with every {b} multiplied by {n}",
            f"[({a}, {b} * {n}) {head}]",
            f"result = []\n{head}:\n    result.append(({a}, {b} * {n}))\nreturn result",
            f"[({a}, {b} + {n}) {head}]",
            f"multiply each {b} by {n}",
        ),
        (
            "lines",
            "list[str]",
            f"the pairs in {ps_} as strings like '{a}: {b}'",
            f'[f"{{{a}}}: {{{b}}}" {head}]',
            f'[{a} + ": " + str({b}) {head}]',
            f'[f"{{{b}}}: {{{a}}}" {head}]',
            "format each pair",
        ),
        (
            "average",
            "float",
            f"the average {b} in {ps_}, or 0.0 if it is empty",
            f"sum({b} {head}) / len({ps_}) if {ps_} else 0.0",
            f"if not {ps_}:\n    return 0.0\ntotal = 0\n{head}:\n    total += {b}\nreturn total / len({ps_})",
            f"sum({b} {head}) / 2",
            f"divide the sum of {b} by the number of pairs",
        ),
    )
    key, returns, what, code, other, near, plan = pick(rng, rows)
    some = [[(word(rng), pick(rng, (n, rng.randint(-2, 40)))) for _ in range(size)] for size in (4, 3, 5, 1)]
    inputs = (*((x,) for x in some), ([],), ([("b", n + 1), ("a", n + 1), ("b", n - 1)],))
    return settled(
        rng,
        (f"{key}_{b}", f"{a}_{key}", f"{key} {a} {b}", f"{key}_of_pairs"),
        params((ps_, "list[tuple[str, int]]")),
        returns,
        returning(rng, what, f"a list of ({a}, {b}) tuples {ps_}"),
        ("go over the pairs", plan),
        (code, other),
        inputs,
        key,
        (near,),
    )
