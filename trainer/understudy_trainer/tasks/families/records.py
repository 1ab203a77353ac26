"""Families over lists of dicts: queried, and their prices times quantities added up."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.records import RECORD, SUBJECTS
from understudy_trainer.tasks.vocabulary.text import distinct, params, quoted, returning, settled, word


@family("records-queried")
def records_queried(rng: Rng) -> Draft:
    """Records that pass a test: plucked, summed, averaged, counted, sorted, grouped, indexed."""
    noun, lists, text, number, (group, options) = pick(rng, SUBJECTS)
    rs, r = distinct(rng, lists, RECORD)
    n, choice = rng.randint(5, 60), pick(rng, options)
    key, clause, test, near = pick(
        rng,
        (
            ("all", "", "", ""),
            ("above", f" whose {number} is above {n}", f'{r}["{number}"] > {n}', f'{r}["{number}"] >= {n}'),
            ("atmost", f" with a {number} of at most {n}", f'{r}["{number}"] <= {n}', f'{r}["{number}"] < {n}'),
            (
                "equal",
                f" whose {group} is {choice!r}",
                f'{r}["{group}"] == {quoted(choice)}',
                f'{r}["{group}"] != {quoted(choice)}',
            ),
            (
                "other",
                f" whose {group} is not {choice!r}",
                f'{r}["{group}"] != {quoted(choice)}',
                f'{r}["{group}"] == {quoted(choice)}',
            ),
        ),
    )
    cond, miss = (f" if {test}", f" if {near}") if test else ("", "")
    head = f"for {r} in {rs}"
    inside = f"{head}:\n    if {test}:\n        " if test else f"{head}:\n    "
    t, g, m = f'{r}["{text}"]', f'{r}["{group}"]', f'{r}["{number}"]'
    who = f"the {noun} in {rs}{clause}"
    forms = {
        "keep": (
            "list[dict]",
            who,
            f"[{r} {head}{cond}]",
            f"result = []\n{inside}result.append({r})\nreturn result",
            f"[{t} {head}{miss}]",
            "keep the records",
        ),
        "pluck": (
            "list[str]",
            f"the {text} of each of {who}",
            f"[{t} {head}{cond}]",
            f"result = []\n{inside}result.append({t})\nreturn result",
            f"[{g} {head}{cond}]",
            f"take the {text}",
        ),
        "sum": (
            "int",
            f"the sum of {number} over {who}",
            f"sum({m} {head}{cond})",
            f"total = 0\n{inside}total += {m}\nreturn total",
            f"sum(1 {head}{cond})",
            f"add up the {number}",
        ),
        "count": (
            "int",
            f"the number of {noun} in {rs}{clause}",
            f"sum(1 {head}{cond})",
            f"count = 0\n{inside}count += 1\nreturn count",
            f"sum({m} {head}{cond})",
            "count them",
        ),
        "average": (
            "float",
            f"the average {number} of {who}, or 0.0 if there are none",
            f"values = [{m} {head}{cond}]\nreturn sum(values) / len(values) if values else 0.0",
            f"values = [{m} {head}{cond}]\nif not values:\n    return 0.0\nreturn sum(values) / len(values)",
            f"sum({m} {head}{cond}) / max(1, len({rs}) + 1)",
            f"collect the {number} values and divide their sum by their number",
        ),
        "max": (
            "str | None",
            f"the {text} with the highest {number} among {who}, or None",
            f'chosen = [{r} {head}{cond}]\nreturn max(chosen, key=lambda {r}: {m})["{text}"] if chosen else None',
            "best = None\n"
            f'{inside}if best is None or {m} > best["{number}"]:\n'
            f"{'            ' if test else '        '}best = {r}\n"
            f'return best["{text}"] if best else None',
            f'chosen = [{r} {head}{cond}]\nreturn min(chosen, key=lambda {r}: {m})["{text}"] if chosen else None',
            f"compare by {number} and return the {text}",
        ),
        "sort": (
            "list[str]",
            f"the {text} of each of {who}, ordered by {number}",
            f"[{t} for {r} in sorted({rs}, key=lambda {r}: {m}){cond}]",
            f"chosen = [{r} {head}{cond}]\nchosen.sort(key=lambda {r}: {m})\nreturn [{t} for {r} in chosen]",
            f"sorted({t} {head}{cond})",
            f"sort by {number} and take the {text}",
        ),
        "group": (
            "dict[str, list[str]]",
            f"a dict from each {group} to the {text}s of {who}",
            f"result = {{}}\n{inside}result.setdefault({g}, []).append({t})\nreturn result",
            "",
            f"{{{g}: [{t}] {head}{cond}}}",
            f"collect the {text} under the {group}",
        ),
        "totals": (
            "dict[str, int]",
            f"a dict from each {group} to the summed {number} of {who}",
            f"result = {{}}\n{inside}result[{g}] = result.get({g}, 0) + {m}\nreturn result",
            "",
            f"{{{g}: {m} {head}{cond}}}",
            f"add the {number} to its {group}",
        ),
        "tally": (
            "dict[str, int]",
            f"how many there are per {group} of {who}",
            f"result = {{}}\n{inside}result[{g}] = result.get({g}, 0) + 1\nreturn result",
            "",
            f"{{{g}: 1 {head}{cond}}}",
            f"count one for its {group}",
        ),
        "index": (
            "dict[str, int]",
            f"a dict from {text} to {number} for {who}",
            f"{{{t}: {m} {head}{cond}}}",
            f"result = {{}}\n{inside}result[{t}] = {m}\nreturn result",
            f"{{{m}: {t} {head}{cond}}}",
            f"map {text} to {number}",
        ),
        "unique": (
            "list[str]",
            f"the different values of {group} among {who}, sorted",
            f"sorted({{{g} {head}{cond}}})",
            f"found = set()\n{inside}found.add({g})\nreturn sorted(found)",
            f"sorted({g} {head}{cond})",
            f"collect the {group} values once and sort them",
        ),
    }
    what = pick(rng, sorted(forms))
    if what == "keep" and not test:
        what = "pluck"
    returns, phrase, code, other, wrong, plan = forms[what]

    def record() -> dict[str, object]:
        return {
            text: word(rng),
            number: pick(rng, (n, rng.randint(1, 90), rng.randint(1, 90))),
            group: pick(rng, (choice, *options)),
        }

    inputs = (*(([record() for _ in range(size)],) for size in (3, 2, 3, 1)), ([],), ([record(), record()],))
    names = {
        "keep": (f"filter_{noun}", f"select_{noun}"),
        "pluck": (f"{text}s_of_{noun}", f"{noun}_{text}s"),
        "sum": (f"total_{number}", f"sum_{number}"),
        "average": (f"average_{number}", f"mean_{number}"),
        "count": (f"count_{noun}",),
        "group": (f"group_by_{group}",),
        "totals": (f"{number}_by_{group}", f"total_{number}_by_{group}"),
        "tally": (f"count_by_{group}",),
        "index": (f"index_by_{text}", f"{number}_by_{text}"),
    }
    steps = [f"go over the {noun}", *([f"keep those{clause}"] if test else []), *([] if what == "keep" else [plan])]
    wrongs = [wrong] if what != "keep" else []
    if miss and code.count(cond):
        wrongs.append(code.replace(cond, miss))
    return settled(
        rng,
        names.get(what, (f"{what}_{noun}", f"{what} {noun} {number}", f"{noun}_{what}")),
        params((rs, "list[dict]")),
        returns,
        returning(rng, phrase, f"a list of dicts {rs} with {text!r}, {number!r} and {group!r}"),
        steps,
        (code, other),
        inputs,
        f"{what}|{key}",
        wrongs,
    )


@family("inventory-value", held_out=True)
def inventory_value(rng: Rng) -> Draft:
    """Sum of price times quantity over records, tuples or two lists."""
    a, b = pick(
        rng, (("price", "number"), ("cost", "count"), ("rate", "hours"), ("weight", "amount"), ("width", "height"))
    )
    (rs,) = distinct(rng, ("items", "rows", "lines", "orders", "entries"))
    shape = pick(rng, ("dicts", "tuples", "lists"))
    some = [[(rng.randint(1, 30), rng.randint(0, 9)) for _ in range(size)] for size in (3, 2, 4, 1, 0)]
    if shape == "dicts":
        inputs: tuple[tuple[object, ...], ...] = tuple(([{a: x, b: y} for x, y in s],) for s in some)
        ps, phrase, expression, head = (
            params((rs, "list[dict[str, int]]")),
            f"the sum of {a} times {b} over the dicts in {rs}",
            f'r["{a}"] * r["{b}"]',
            f"for r in {rs}",
        )
    elif shape == "tuples":
        inputs = tuple((s,) for s in some)
        ps, phrase, expression, head = (
            params((rs, "list[tuple[int, int]]")),
            f"the sum of {a} times {b} over the ({a}, {b}) tuples in {rs}",
            f"{a} * {b}",
            f"for {a}, {b} in {rs}",
        )
    else:
        inputs = tuple(([x for x, _ in s], [y for _, y in s]) for s in some)
        ps, phrase, expression, head = (
            params((f"{a}s", "list[int]"), (f"{b}s" if not b.endswith("s") else f"all_{b}", "list[int]")),
            f"the total of each {a} times the {b} at the same position",
            "x * y",
            "",
        )
        head = f"for x, y in zip({ps[0].name}, {ps[1].name})"
    return settled(
        rng,
        ("total_value", f"total_{a}", "inventory_value", "grand_total"),
        ps,
        "int",
        returning(rng, phrase),
        (f"multiply {a} and {b} of each", "add up the products"),
        (f"sum({expression} {head})", f"total = 0\n{head}:\n    total += {expression}\nreturn total"),
        inputs,
        shape,
        (f"sum({expression.replace('*', '+')} {head})",),
    )
