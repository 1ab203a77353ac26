"""Families over two dicts: what changed, are they alike, values looked up through another table, stock updated."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_dict_pair_changes import PAIRED
from understudy_trainer.tasks.vocabulary.structures import THINGS, Rows, one_dict, table, two_dicts
from understudy_trainer.tasks.vocabulary.written_cards import deal


def near_dicts(rng: Rng) -> Rows:
    """Two dicts with shared keys that differ by 0 to 5, one with a zero that the other lacks."""
    rows: list[tuple[object, ...]] = []
    for size in (3, 4, 2, 3):
        first = table(rng, size, 3, 15)
        second = {k: v + rng.randint(-5, 5) for k, v in first.items() if rng.random() < 0.8}
        rows.append((first, {**second, pick(rng, THINGS): rng.randint(0, 9)}))
    return (
        ({"a": 1, "b": 2, "c": 7, "z": 0}, {"b": 2, "c": 3, "d": 5}),
        ({"a": 4}, {"a": 4, "b": 0}),
        *rows,
        ({}, {"a": 1}),
    )


def codes_and_table(rng: Rng) -> Rows:
    """A dict of words to codes and a table of some of the codes."""
    rows: list[tuple[object, ...]] = []
    meanings = ("red", "blue", "green", "gold")
    for size in (3, 4, 2, 3):
        first = {k: pick(rng, "pqrs") for k in rng.sample(THINGS, size)}
        rows.append((first, {c: pick(rng, meanings) for c in rng.sample("pqrs", 3)}))
    return (*rows, ({"a": "p"}, {}), ({}, {"p": "red"}))


def words_and_table(rng: Rng) -> Rows:
    """A list of words and a dict of some of them."""
    rows: list[tuple[object, ...]] = []
    for size in (3, 4, 5):
        few = rng.sample(THINGS, 4)
        rows.append(([pick(rng, few) for _ in range(size)], {w: w[::-1] for w in few[:3]}))
    return (*rows, ([], {"a": "b"}), (["x", "y"], {}), (["tea", "oil"], {"tea": "chai"}))


def stock_and_orders(rng: Rng) -> Rows:
    """A stock and a list of ordered words or a dict of ordered amounts."""
    rows: list[tuple[object, ...]] = []
    for size in (3, 4, 2, 3):
        stock = table(rng, size, 0, 6)
        rows.append((stock, {k: rng.randint(0, 6) for k in rng.sample([*sorted(stock), "ham"], 2)}))
    return ({"a": 5, "b": 2}, {"a": 5}), ({"a": 5, "b": 2}, {"b": 3}), ({"a": 1}, {"c": 1}), *rows, ({}, {})


@family("dict-differences", weight=3)
def dict_differences(rng: Rng) -> Draft:
    """Keys added, removed, changed, kept, risen or fallen between two dicts: listed, counted, with both values."""
    key, said, test, source, near = pick(
        rng,
        (
            ("added", "keys of $new that $old does not have", "$k not in $old", "$new", "$k in $old"),
            ("removed", "keys of $old that are missing from $new", "$k not in $new", "$old", "$k in $new"),
            (
                "changed",
                "keys in both $old and $new whose values differ",
                "$k in $new and $old[$k] != $new[$k]",
                "$old",
                "$k in $new",
            ),
            (
                "unchanged",
                "keys that have the same value in $old and $new",
                "$k in $new and $old[$k] == $new[$k]",
                "$old",
                "$k in $new",
            ),
            (
                "risen",
                "keys in both $old and $new whose value is larger in $new",
                "$k in $new and $new[$k] > $old[$k]",
                "$old",
                "$k in $new and $new[$k] >= $old[$k]",
            ),
            (
                "fallen",
                "keys in both $old and $new whose value is smaller in $new",
                "$k in $new and $new[$k] < $old[$k]",
                "$old",
                "$k in $new and $new[$k] <= $old[$k]",
            ),
            (
                "moved",
                "keys in both $old and $new whose values differ by more than $n",
                "$k in $new and abs($new[$k] - $old[$k]) > $n",
                "$old",
                "$k in $new and abs($new[$k] - $old[$k]) >= $n",
            ),
            (
                "different",
                "keys that do not have the same value in $old and $new, counting a missing key as 0",
                "$old.get($k, 0) != $new.get($k, 0)",
                "$old | $new",
                "$old.get($k) != $new.get($k)",
            ),
        ),
    )
    both = key in ("changed", "unchanged", "risen", "fallen", "moved")
    form = pick(rng, ("list", "list", "count", "any", *(("values", "change") if both and key != "unchanged" else ())))
    returns, what, shape = {
        "list": ("list[str]", f"the sorted list of {said}", "sorted($k for $k in SOURCE if TEST)"),
        "count": ("int", f"the number of {said}", "sum(1 for $k in SOURCE if TEST)"),
        "any": ("bool", f"True if there are {said}, False if not", "any(TEST for $k in SOURCE)"),
        "values": (
            "dict[str, tuple[int, int]]",
            f"a dict of the {said}, each with the pair of its old and new value",
            "{$k: ($old[$k], $new[$k]) for $k in SOURCE if TEST}",
        ),
        "change": (
            "dict[str, int]",
            f"a dict of the {said}, each with its new value minus its old one",
            "{$k: $new[$k] - $old[$k] for $k in SOURCE if TEST}",
        ),
    }[form]
    start, step, end = {
        "list": ("$out = []", "$out.append($k)", "return sorted($out)"),
        "count": ("$count = 0", "$count += 1", "return $count"),
        "any": ("", "return True", "return False"),
        "values": ("$out = {}", "$out[$k] = ($old[$k], $new[$k])", "return $out"),
        "change": ("$out = {}", "$out[$k] = $new[$k] - $old[$k]", "return $out"),
    }[form]

    def ready(condition: str) -> str:
        return "return " + shape.replace("SOURCE", source).replace("TEST", condition)

    other = f"{start}\nfor $k in {source}:\n    if {test}:\n        {step}\n{end}".strip()
    card = f"""
combo: $key|$form
names: {key}_keys {form}_{key} compare_dicts diff_{key} find_{key} dict_changes
params: $old: dict[str, int], $new: dict[str, int]
pool: old = old before previous first a yesterday left d1
pool: new = new after current second b today right d2
returns: $returns
said: Return $what
said: Compare the dicts $old and $new and return $what
said: Find $what
said: Given two dictionaries, $old and $new, determine $what
told: $old and $new are two snapshots of the same table. Compare them and return $what.
told: A price list changed from $old to $new. The shop wants a report: compute $what. Either dictionary may be empty.
plan: go through the keys; test each; $end
do: $code
do: $other
bad: $bad
inputs: two
"""
    if key == "moved":
        card += "knob: n: int = 1..5; limit threshold tolerance n margin\n"
    return deal(
        rng,
        card,
        {"two": near_dicts},
        {
            "key": key,
            "form": form,
            "returns": returns,
            "what": what,
            "code": ready(test),
            "other": other,
            "bad": ready(near),
            "end": {
                "list": "sort what passes",
                "count": "count those that pass",
                "any": "stop at the first that passes",
                "values": "store both values",
                "change": "store the difference",
            }[form],
        },
    )


@family("dict-through-another", weight=3.5)
def dict_through_another(rng: Rng) -> Draft:
    """Two dicts, or a dict and a value: translation, reverse lookup, containment, stock against order."""
    return deal(
        rng,
        pick(rng, PAIRED),
        {
            "codes": codes_and_table,
            "wordtable": words_and_table,
            "two": two_dicts,
            "orders": stock_and_orders,
            "reverse": lambda r: tuple((d, r.choice([*d.values(), 3])) for (d,) in one_dict(r) if isinstance(d, dict)),
        },
    )
