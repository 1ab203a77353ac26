"""Families over dicts of lists, lists of dicts merged by a rule, renamed keys, and counters kept up to date."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_dict_collections_multi import MULTI
from understudy_trainer.tasks.vocabulary.structures import (
    Rows,
    dict_of_lists,
    full_dict_of_lists,
    table,
)
from understudy_trainer.tasks.vocabulary.written_cards import deal


def lists_and_item(rng: Rng) -> Rows:
    """A dict of lists, a key that may be new and a number."""
    rows = [d for (d,) in full_dict_of_lists(rng)]
    return tuple((d, pick(rng, [*d, "new"]), rng.randint(1, 9)) for d in rows if isinstance(d, dict))


def lists_and_value(rng: Rng) -> Rows:
    """A dict of lists and a number that may be in some of them."""
    rows = [d for (d,) in dict_of_lists(rng)]
    return ({"a": [3, 1], "b": [1, 2], "c": []}, 1), *((d, rng.randint(0, 9)) for d in rows)


def dict_lists(rng: Rng) -> Rows:
    """Lists of small dicts with common keys."""

    def some(count: int) -> list[dict[str, int]]:
        return [table(rng, rng.randint(1, 3), 0, 9, ("a", "b", "c", "d")) for _ in range(count)]

    return (
        ([{"a": 1, "b": 2}, {"b": 3, "c": 4}, {"b": 3}],),
        *((some(n),) for n in (2, 3, 4, 1)),
        ([],),
        ([{}, {"a": 5}],),
    )


@family("dict-of-lists-reduced", weight=3.2)
def dict_of_lists_reduced(rng: Rng) -> Draft:
    """A dict of lists of numbers: each list reduced, then returned, ranked, filtered or added up."""
    key, what, expression, near, kind = pick(
        rng,
        (
            ("sum", "the sum of its list", "sum($v)", "len($v)", "int"),
            ("size", "the length of its list", "len($v)", "sum($v)", "int"),
            (
                "max",
                "the largest number of its list, 0 if it is empty",
                "max($v, default=0)",
                "min($v, default=0)",
                "int",
            ),
            (
                "min",
                "the smallest number of its list, 0 if it is empty",
                "min($v, default=0)",
                "max($v, default=0)",
                "int",
            ),
            (
                "mean",
                "the average of its list rounded to 2 decimals, 0.0 if it is empty",
                "round(sum($v) / len($v), 2) if $v else 0.0",
                "round(sum($v) / 2, 2) if $v else 0.0",
                "float",
            ),
            ("distinct", "how many different numbers its list has", "len(set($v))", "len($v)", "int"),
            (
                "even",
                "how many even numbers its list has",
                "sum(x % 2 == 0 for x in $v)",
                "sum(x % 2 for x in $v)",
                "int",
            ),
            (
                "last",
                "the last number of its list, 0 if it is empty",
                "$v[-1] if $v else 0",
                "$v[0] if $v else 0",
                "int",
            ),
            (
                "spread",
                "the difference between the largest and smallest number of its list, 0 if it is empty",
                "max($v) - min($v) if $v else 0",
                "max($v) + min($v) if $v else 0",
                "int",
            ),
        ),
    )
    form, returns, said, end, other_end, step = pick(
        rng,
        (
            (
                "dict",
                f"dict[str, {kind}]",
                "a dict of each key of $d to WHAT",
                "return R",
                "return $out",
                "return them as a dict",
            ),
            (
                "dict",
                f"dict[str, {kind}]",
                "a dict from every key in $d to WHAT",
                "return R",
                "return $out",
                "return them as a dict",
            ),
            (
                "best",
                "str | None",
                "the key of $d that is greatest by WHAT; the first one on a tie, None if $d is empty",
                "$out = R\nreturn max($out, key=$out.get, default=None)",
                "$best = None\nfor $k in $out:\n    if $best is None or $out[$k] > $out[$best]:\n"
                "        $best = $k\nreturn $best",
                "take the key with the greatest",
            ),
            (
                "order",
                "list[str]",
                "the keys of $d sorted by WHAT, smallest first; keys that tie keep their order",
                "$out = R\nreturn sorted($out, key=$out.get)",
                "return [$k for $k, _ in sorted($out.items(), key=lambda pair: pair[1])]",
                "sort the keys by it",
            ),
            (
                "above",
                "list[str]",
                "the sorted keys of $d with more than $n when each key is measured by WHAT",
                "$out = R\nreturn sorted($k for $k in $out if $out[$k] > $n)",
                "return sorted($k for $k, $total in $out.items() if $total > $n)",
                "keep the keys above $n and sort them",
            ),
            (
                "total",
                kind,
                "the sum over all keys of $d of WHAT",
                "return sum(R.values())" if kind == "int" else "return round(sum(R.values()), 2)",
                "return sum($out.values())" if kind == "int" else "return round(sum($out.values()), 2)",
                "add them up",
            ),
        ),
    )
    if form == "total" and kind == "float":
        end = end.replace("R.values()", "R.values(), 0.0")
        other_end = other_end.replace("$out.values()", "$out.values(), 0.0")
    whole = f"{{$k: {expression} for $k, $v in $d.items()}}"
    sum_short = form == "total" and kind == "int"
    first = f"return sum({expression} for $v in $d.values())" if sum_short else end.replace("R", whole)
    second = f"$out = {{}}\nfor $k, $v in $d.items():\n    $out[$k] = {expression}\n{other_end}"
    card = """
combo: $key|$form
names: ${key}_per_key ${form}_by_${key} ${key}s_of_lists summarize reduce_lists ${key}_table
params: $d: dict[str, list[int]]
pool: d = d data groups scores marks readings samples lists table
returns: $returns
said: Return $said
said: Given a dict $d of lists of numbers, return $said
said: Each key of $d has a list of numbers; compute $said
said: Compute $said
told: $d maps names to lists of numbers, some of which may be empty. Return $said.
told: Every sensor in $d has delivered a list of readings. Work out $said.
plan: take $what for each key; $step
do: $first
do: $second
bad: $bad
inputs: rows
"""
    if form == "above":
        card += "knob: n: int = 1..6; limit threshold n minimum level\n"
    return deal(
        rng,
        card,
        {"rows": dict_of_lists},
        {
            "key": key,
            "form": form,
            "returns": returns,
            "said": said.replace("WHAT", what),
            "what": what,
            "first": first,
            "second": second,
            "bad": first.replace(expression, near),
            "step": step,
        },
    )


@family("dict-collections", weight=3.5)
def dict_collections(rng: Rng) -> Draft:
    """Dicts of lists appended to, inverted, exploded, merged; lists of dicts merged by a rule."""
    makers = {"item": lists_and_item, "lists": dict_of_lists, "valued": lists_and_value, "dicts": dict_lists}
    return deal(rng, pick(rng, MULTI), makers)
