"""Families over nested dicts: paths read and written, flattening, leaves, deep merges, dicts of dicts."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_dict_nested_levels import LEVELS
from understudy_trainer.tasks.vocabulary.cards_dict_nested_nested_1 import NESTED_1
from understudy_trainer.tasks.vocabulary.cards_dict_nested_nested_2 import NESTED_2
from understudy_trainer.tasks.vocabulary.structures import KEYS, NAMES, Rows, dict_of_dicts
from understudy_trainer.tasks.vocabulary.written_cards import deal

NESTED = (
    *NESTED_1,
    *NESTED_2,
)


def nested(rng: Rng, depth: int = 2) -> dict[str, object]:
    """A nested dict with numbers as leaves."""
    return {
        key: nested(rng, depth - 1) if depth and rng.random() < 0.5 else rng.randint(0, 20)
        for key in rng.sample(KEYS, rng.randint(1, 3))
    }


def trees(rng: Rng) -> Rows:
    """One nested dict each."""
    return ({"a": {"b": 1, "c": {"d": 5}}, "e": 2},), *((nested(rng),) for _ in range(4)), ({},), ({"x": 3, "y": 3},)


def path_of(rng: Rng, tree: dict[str, object]) -> list[str]:
    """A path into `tree`, sometimes one step too far or wrong."""
    path: list[str] = []
    here: object = tree
    while isinstance(here, dict) and here and (not path or rng.random() < 0.8):
        path.append(pick(rng, sorted(here)))
        here = here[path[-1]]
    return [*path, "zz"] if rng.random() < 0.25 else path


def paths(rng: Rng) -> Rows:
    """A nested dict and a path as a list."""
    rows = [(tree, path_of(rng, tree)) for tree in (nested(rng) for _ in range(4))]
    return ({"a": {"b": {"c": 4}}}, ["a", "b", "c"]), ({"a": {"b": 1}}, ["a", "x"]), ({"a": 7}, ["a", "b"]), *rows


def dotted(rng: Rng) -> Rows:
    """A nested dict and a path as text."""
    return tuple((tree, ".".join(path)) for tree, path in paths(rng) if isinstance(path, list))


def flats(rng: Rng) -> Rows:
    """Flat dicts whose keys are dotted paths."""
    return (
        ({"a.b": 1, "a.c": 2, "d": 3},),
        ({"x": rng.randint(1, 9)},),
        ({},),
        ({"a.b.c": rng.randint(1, 9), "a.b.d": 4, "e.f": 0},),
        ({"user.name": 1, "user.id": rng.randint(2, 9), "size": 5},),
    )


def deep_pairs(rng: Rng) -> Rows:
    """Two nested dicts that overlap."""
    return (
        ({"a": {"x": 1, "y": 2}, "b": 3}, {"a": {"y": 9, "z": 4}, "c": 5}),
        ({}, nested(rng)),
        (nested(rng), {}),
        ({"a": 1}, {"a": {"b": 2}}),
        ({"a": {"b": {"c": 1}}}, {"a": {"b": {"d": rng.randint(2, 9)}}}),
        ({"k": {"m": 0}}, {"k": 6}),
    )


def triples(rng: Rng) -> Rows:
    """Lists of (name, item, amount) tuples with repeated pairs."""
    some = [[(pick(rng, NAMES[:2]), pick(rng, "xyz"), rng.randint(1, 9)) for _ in range(n)] for n in (4, 5, 2, 6)]
    return (*((rows,) for rows in some), ([("a", "x", 1), ("a", "x", 2), ("b", "x", 3)],), ([],))


@family("dict-nested", weight=3.5)
def dict_nested(rng: Rng) -> Draft:
    """Nested dicts: paths, flattening, leaves, keys, deep merges."""
    makers = {"paths": paths, "dotted": dotted, "trees": trees, "flats": flats, "deep": deep_pairs}
    return deal(rng, pick(rng, NESTED), makers)


@family("dict-of-dicts", weight=3)
def dict_of_dicts_reduced(rng: Rng) -> Draft:
    """A dict of names to small dicts: reduced by name or by inner key, then listed, ranked or picked."""
    by = pick(rng, ("outer", "inner"))
    key, what, take, zero, near = pick(
        rng,
        (
            ("sum", "the sum of its numbers", "sum(L)", "0", "len(L)"),
            ("count", "how many numbers it has", "len(L)", "0", "sum(L)"),
            ("max", "the largest of its numbers", "max(L, default=0)", "0", "min(L, default=0)"),
            ("min", "the smallest of its numbers", "min(L, default=0)", "0", "max(L, default=0)"),
        ),
    )
    form = pick(rng, ("dict", "dict", "best", "sorted", "over"))
    noun = "name" if by == "outer" else "item"
    lists = (
        "$found = {$k: list($row.values()) for $k, $row in $d.items()}\n"
        if by == "outer"
        else (
            "$found = {}\nfor $row in $d.values():\n    for $k, $v in $row.items():\n"
            "        $found.setdefault($k, []).append($v)\n"
        )
    )
    reduced = f"{{$k: {take.replace('L', '$v')} for $k, $v in $found.items()}}"
    bad = f"{{$k: {near.replace('L', '$v')} for $k, $v in $found.items()}}"
    direct = f"{{$k: {take.replace('L', '$row.values()')} for $k, $row in $d.items()}}"
    measured = what.replace("its", "the").replace("it has", "there are")
    end, returns, phrase, step = {
        "dict": ("return R", "dict[str, int]", f"a dict of each {noun} to {what}", "return them as a dict"),
        "best": (
            "$totals = R\nreturn max($totals, key=$totals.get, default=None)",
            "str | None",
            f"the {noun} for which {measured} is greatest, None if there is no {noun}",
            "return the key with the greatest value",
        ),
        "sorted": (
            "$totals = R\nreturn sorted($totals, key=lambda $k: (-$totals[$k], $k))",
            "list[str]",
            f"the {noun}s ordered by {what}, greatest first and ties alphabetically",
            "sort the keys by value, then key",
        ),
        "over": (
            "$totals = R\nreturn sorted($k for $k, $v in $totals.items() if $v >= $n)",
            "list[str]",
            f"the {noun}s, sorted, for which {measured} is at least $n",
            "keep the keys with enough; sort them",
        ),
    }[form]
    if key == "count" and form in ("best", "over"):
        phrase = (
            f"the {noun} with the most numbers, None if there is no {noun}"
            if form == "best"
            else f"the {noun}s, sorted, that have at least $n numbers"
        )
    first, second = lists + end.replace("R", reduced), lists + end.replace("R", bad)
    one_step = (
        end.replace("R", direct)
        if by == "outer"
        else (
            "$found = {}\nfor $row in $d.values():\n    for $k in $row:\n"
            "        $found.setdefault($k, []).append($row[$k])\n" + end.replace("R", reduced)
        )
    )
    card = f"""
combo: $by|$key|$form
names: {key}_per_{noun} {key}_by_{noun} {form}_{noun} summarize_table {noun}_totals
params: $d: dict[str, dict[str, int]]
pool: d = data table sales scores results marks
pool: found = found lists groups collected
pool: totals = totals result summary
pool: row = row inner part entries
returns: $returns
said: $given, return $phrase
said: Compute $phrase, where $short
said: From $d, $describe, return $phrase
told: $long. Return $phrase.
told: You are given $d, $describe. Work out $phrase. Inner dictionaries may be empty.
plan: collect the numbers of each {noun}; reduce each list; {step}
do: $code
do: $other
bad: $bad
inputs: rows
"""
    if form == "over":
        card += "knob: n: int = 2..9; limit minimum threshold least\n"
    return deal(
        rng,
        card,
        {"rows": dict_of_dicts},
        {
            "by": by,
            "key": key,
            "form": form,
            "returns": returns,
            "phrase": phrase,
            "zero": zero,
            "code": one_step if by == "outer" else first,
            "other": first if by == "outer" else one_step,
            "bad": second,
            "given": "Given a dict $d of names to dicts of items and numbers",
            "short": "$d maps names to dicts of items and numbers",
            "describe": "a dict whose keys are names and whose values are dicts of items and numbers",
            "long": (
                "$d maps each name to an inner dictionary of items and numbers; an item may occur under several names"
            ),
        },
    )


@family("dict-levels", weight=2.4, held_out=True)
def dict_levels(rng: Rng) -> Draft:
    """Two-level dicts turned inside out, completed, flattened to rows and built from rows."""

    def fielded(r: Rng) -> Rows:
        rows = [d for (d,) in dict_of_dicts(r)]
        return tuple(
            (d, pick(r, [*sorted({k for row in d.values() for k in row}), "x"])) for d in rows if isinstance(d, dict)
        )

    return deal(rng, pick(rng, LEVELS), {"rows": dict_of_dicts, "fielded": fielded, "triples": triples})
