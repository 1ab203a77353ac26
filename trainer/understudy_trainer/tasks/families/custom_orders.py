"""Families that sort by an order of one's own: named levels, a given list, several keys."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

SCALES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "days": ("weekday abbreviations", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), ("days", "names", "shifts")),
    "sizes": ("clothing sizes", ("XS", "S", "M", "L", "XL"), ("sizes", "shirts", "labels")),
    "levels": ("priorities", ("low", "medium", "high"), ("levels", "priorities", "tasks")),
    "months": ("month abbreviations", ("Jan", "Feb", "Mar", "Apr", "May", "Jun"), ("months", "names", "dates")),
    "severity": ("log levels", ("DEBUG", "INFO", "WARNING", "ERROR"), ("levels", "entries", "messages")),
    "medals": ("medals", ("gold", "silver", "bronze"), ("medals", "awards", "prizes")),
    "colours": ("traffic lights", ("green", "yellow", "red"), ("lights", "signals", "colors")),
    "meals": ("meals", ("breakfast", "lunch", "dinner"), ("meals", "orders", "menu")),
    "ranks": ("ranks", ("junior", "senior", "lead", "head"), ("ranks", "titles", "roles")),
}


@family("named-scale", weight=4)
def named_scale(rng: Rng) -> Draft:
    """Values of a named scale (days, sizes, priorities): sort them, take the highest, compare or step."""
    key = pick(rng, list(SCALES))
    what, scale, pool = SCALES[key]
    listed = ", ".join(f'"{v}"' for v in scale)
    known = rng.random() < 0.5
    by = pick(rng, (f"in the order {', '.join(scale)}", f"by the order {' < '.join(scale)}"))
    op, names, params, returns, said, plan, body, other, near, note = pick(
        rng,
        (
            (
                "sort",
                f"sort_{key} order_{key} in_order sorted_{key}",
                "$xs: list[str]",
                "list[str]",
                f"Sort the {what} in $xs {by}\nReturn $xs sorted {by}\n"
                f"$xs is a list of {what}; return it sorted {by}\n"
                f"Order the list $xs of {what}: {', '.join(scale)}",
                "look up the position of each value in the order; sort by it",
                "sorted($xs, key=$order.index)",
                "return [step for step in $order for $v in $xs if $v == step]",
                "sorted($xs)\n---\nsorted($xs, key=$order.index, reverse=True)",
                "",
            ),
            (
                "down",
                f"sort_{key}_down highest_first sort_{key} sorted_{key}",
                "$xs: list[str]",
                "list[str]",
                f"Sort $xs from the last to the first of {', '.join(scale)}\n"
                f"Return the {what} in $xs in reverse order of "
                f"{', '.join(scale)}\nSort the {what} in $xs descending, where the ascending order is "
                f"{', '.join(scale)}",
                "look up the position of each value in the order; sort by it in reverse",
                "sorted($xs, key=$order.index, reverse=True)",
                "return [step for step in reversed($order) for $v in $xs if $v == step]",
                "sorted($xs, reverse=True)\n---\nsorted($xs, key=$order.index)",
                "",
            ),
            (
                "top",
                f"highest top_of last_of_{key} maximum",
                "$xs: list[str]",
                "str | None",
                f"Return the entry of $xs that comes last {by}\nFind the highest of the {what} in $xs, {by}\n"
                f"Return the value in $xs ranking last in {', '.join(scale)}",
                "look up the position of each value in the order; take the largest",
                "max($xs, key=$order.index, default=None)",
                "for step in reversed($order):\n    if step in $xs:\n        return step\nreturn None",
                "max($xs, default=None)\n---\nmin($xs, key=$order.index, default=None)",
                "Return None if $xs is empty",
            ),
            (
                "next",
                "next_step following successor step_up",
                "$x: str",
                "str",
                f"Return the value after $x {by}, starting over at the end\n"
                f"Get what follows $x in the cycle {', '.join(scale)}\n"
                f"Step from $x to the next of {', '.join(scale)}; after {scale[-1]} comes {scale[0]}",
                "find the position; add one and wrap around",
                "$order[($order.index($x) + 1) % len($order)]",
                "i = $order.index($x) + 1\nreturn $order[i] if i < len($order) else $order[0]",
                "$order[$order.index($x) - 1]\n---\n$order[min($order.index($x) + 1, len($order) - 1)]",
                "",
            ),
            (
                "compare",
                "comes_before is_lower precedes ranks_below",
                "$x: str, $y: str",
                "bool",
                f"Check whether $x comes before $y {by}\n"
                f"Return True if $x stands before $y in {', '.join(scale)}\n"
                f"Tell whether $x is earlier than $y, {by}",
                "find both positions; compare them",
                "$order.index($x) < $order.index($y)",
                "return $y in $order[$order.index($x) + 1:]",
                "$x < $y\n---\n$order.index($x) <= $order.index($y)",
                "",
            ),
            (
                "from",
                f"at_least {key}_from keep_from filter_{key}",
                "$xs: list[str], $x: str",
                "list[str]",
                f"Return the {what} in $xs that are not before $x {by}\n"
                f"Keep the entries of $xs that are $x or later {by}\n"
                f"Filter $xs down to the values at or after $x in {', '.join(scale)}",
                "find the position of the lower limit; keep the values at or after it",
                "[$v for $v in $xs if $order.index($v) >= $order.index($x)]",
                "allowed = $order[$order.index($x):]\nreturn [$v for $v in $xs if $v in allowed]",
                "[$v for $v in $xs if $order.index($v) > $order.index($x)]\n---\n[$v for $v in $xs if $v >= $x]",
                "",
            ),
        ),
    )
    constant = pick(rng, ("ORDER", "SCALE", "RANKING", key.upper()))
    name = constant if known else "order"
    head = "" if known else f"order = [{listed}]\n"
    bodies = (body if "\n" in body or body.startswith("return") else f"return {body}", other)
    lists = [[pick(rng, scale) for _ in range(rng.randint(2, 5))] for _ in range(3)]
    single = params.startswith("$x:")
    inputs: Inputs = each(scale[::-1]) if single else each([*lists, list(reversed(scale)), []])
    if op == "compare":
        inputs = [
            (scale[0], scale[-1]),
            (scale[-1], scale[1]),
            (scale[1], scale[1]),
            (pick(rng, scale), pick(rng, scale)),
            (scale[1], scale[0]),
        ]
    if op == "from":
        inputs = [*((x, pick(rng, scale)) for x in lists), (list(scale), scale[1]), ([], scale[0])]
    entry = spec(
        names=names,
        params=params,
        returns=returns,
        said=said,
        intro=f"In this program the {what} have a fixed order.",
        plan=plan,
        solutions="\n---\n".join(f"{head}{b}" for b in bodies),
        wrong=near if known else "",
        notes=note,
        above=f"{constant} = [{listed}]" if known else "",
        inputs=lambda _: inputs,
        pools={"xs": pool, "x": ("value", "name", "current", "first"), "y": ("limit", "second", "b", "than")},
    )
    if not known:
        entry["wrong"] = "\n---\n".join(head + f"return {b}" for b in near.split("\n---\n"))
    return written(rng, f"{key}|{op}|{'const' if known else 'local'}", entry, order=name)


@family("given-order", weight=2.5)
def given_order(rng: Rng) -> Draft:
    """Sort items by the positions they have in another list; what is not listed comes last, first, or is dropped."""
    rest = pick(rng, ("last", "dropped", "alpha", "first"))
    ending = {
        "last": ("items that are not in $order come last and keep their order", "len($order)"),
        "first": ("items that are not in $order come first and keep their order", "-1"),
        "alpha": ("items that are not in $order come last in alphabetical order", "len($order)"),
        "dropped": ("items that are not in $order are left out", ""),
    }[rest]
    bodies = {
        "dropped": "[$v for $v in $order for $w in $xs if $w == $v]\n---\n"
        "sorted(($v for $v in $xs if $v in $order), key=$order.index)",
        "alpha": "ranks = {$v: i for i, $v in enumerate($order)}\n"
        "return sorted($xs, key=lambda $v: (ranks.get($v, len($order)), $v))\n---\n"
        "known = sorted(($v for $v in $xs if $v in $order), key=$order.index)\n"
        "return known + sorted($v for $v in $xs if $v not in $order)",
        "last": "ranks = {$v: i for i, $v in enumerate($order)}\n"
        "return sorted($xs, key=lambda $v: ranks.get($v, len($order)))\n---\n"
        "known = sorted(($v for $v in $xs if $v in $order), key=$order.index)\n"
        "return known + [$v for $v in $xs if $v not in $order]",
        "first": "ranks = {$v: i for i, $v in enumerate($order)}\n"
        "return sorted($xs, key=lambda $v: ranks.get($v, -1))\n---\n"
        "known = sorted(($v for $v in $xs if $v in $order), key=$order.index)\n"
        "return [$v for $v in $xs if $v not in $order] + known",
    }[rest]
    plans = {"dropped": "go through the order; take each item as often as it occurs"}
    chosen = list(dict.fromkeys(words(rng, 8)))
    order = chosen[1:5][::-1]
    mixed = [pick(rng, chosen) for _ in range(5)]
    entry = spec(
        names="sort_by_order custom_sort order_like arrange sort_like reorder",
        params="$xs: list[str], $order: list[str]",
        returns="list[str]",
        said=f"""
        Sort $xs by the position of each item in $order; {ending[0]}
        Return the items of $xs in the order given by the list $order, where {ending[0]}
        Arrange $xs like $order; {ending[0]}
        Given the list $order of preferred items, return $xs sorted accordingly; {ending[0]}
        """,
        told=f"""
        A shop shows its products in an order it has fixed in the list $order. Return the products of $xs in this \
        order.
        Products may repeat in $xs. Note that {ending[0]}.

        You are given two lists of strings. The second one, $order, says which values come first, second and so on.
        Return the values of $xs sorted by it; {ending[0]}.
        """,
        chinese="按 $order 中的先后顺序排列 $xs 中的元素，"
        + {
            "last": "不在其中的放在最后并保持原顺序",
            "first": "不在其中的放在最前并保持原顺序",
            "alpha": "不在其中的按字母顺序放在最后",
            "dropped": "不在其中的去掉",
        }[rest],
        plan=plans.get(rest, "give each listed item its position; sort by it; treat the unlisted items as asked"),
        solutions=bodies,
        wrong="sorted($xs)\n---\n[$v for $v in $order if $v in $xs]",
        inputs=lambda _: [
            (chosen, order),
            (mixed, order),
            (mixed[::-1], chosen[3:]),
            (order + order[:1], order),
            (chosen[:4], []),
            ([], order),
        ],
        pools={
            "xs": ("items", "products", "names", "words", "values", "xs", "labels"),
            "order": ("order", "ranking", "preferred", "priority", "wanted"),
        },
    )
    return written(rng, f"given|{rest}", entry)
