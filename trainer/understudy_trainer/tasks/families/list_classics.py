"""Families of the functions everyone writes over a list of ints: averages, duplicates, rotation, search, ranks."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.list_positions import positions
from understudy_trainer.tasks.recipes.list_searches import searches
from understudy_trainer.tasks.recipes.list_summaries import summaries
from understudy_trainer.tasks.recipes.lists_with_value import uses_of_value
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.numbers import (
    INDEX_NAMES,
    LIST_NAMES,
    LOOP_NAMES,
    code,
    int_list,
    lists,
    literal,
    one,
    singles,
)


@family("num-everyday-list")
def everyday_list(rng: Rng) -> Draft:
    """The functions everyone writes over a list of numbers."""
    xs = one(rng, LIST_NAMES)
    v, k, d = one(rng, LOOP_NAMES, xs), rng.randint(2, 9), literal(rng)
    table = [*summaries(xs, v), *positions(xs, v, k, d)]
    return cook(rng, pick(rng, table), (Param(xs, "list[int]"),), singles(lists(rng, (d,))))


@family("num-list-and-value")
def list_and_value(rng: Rng) -> Draft:
    """A list and a value: search, count, insert, remove, split, compare."""
    xs = one(rng, LIST_NAMES)
    t = one(rng, ("target", "x", "value", "n", "key", "wanted", "limit", "num", "k"), xs)
    v, i = one(rng, LOOP_NAMES, xs, t), one(rng, INDEX_NAMES, xs, t)
    c = literal(rng)
    base = int_list(rng, 5, 0, 9)
    plain: tuple[tuple[object, ...], ...] = (
        (base, base[2]),
        ([], 3),
        ([4], 4),
        ([1, 2, 3, 2], 2),
        ([5, 1], 9),
        (base, rng.randint(0, 9)),
    )
    table = [*searches(xs, t, v, i), *uses_of_value(xs, t, v, i, c)]
    return cook(rng, pick(rng, table), (Param(xs, "list[int]"), Param(t, "int")), plain)


@family("num-second-best", held_out=True)
def second_best(rng: Rng) -> Draft:
    """The k-th largest or smallest distinct number."""
    xs = one(rng, LIST_NAMES)
    k = pick(rng, (2, 2, 2, 3))
    down = rng.random() < 0.6
    distinct = rng.random() < 0.6 and (down or k == 3)
    word = f"{'second' if k == 2 else 'third'} {'largest' if down else 'smallest'}"
    some = "distinct number" if distinct else "number (equal numbers count separately)"
    source = f"set({xs})" if distinct else xs
    order = ", reverse=True" if down else ""
    said = (
        f"Return the {word} {some} in {xs}",
        f"Find the {word} {some} of {xs}",
        f"Get the {word} {some} from the list {xs}",
    )
    first = code(f"ordered = sorted({source}{order})", f"return ordered[{k - 1}] if len(ordered) >= {k} else None")
    second = code(
        f"ordered = sorted({source}{order})", f"if len(ordered) < {k}:", "    return None", f"return ordered[{k - 1}]"
    )
    recipe = Recipe(
        f"{word}|{distinct}",
        said,
        (word, f"{word}_of", f"find_{word}"),
        ("sort the distinct numbers" if distinct else "sort the numbers", f"return number {k} if there is one"),
        (first, second),
        (first.replace(source, xs if distinct else f"set({xs})"), first.replace("reverse=True", "reverse=False")),
        (f"Return None if there are fewer than {k}",),
        "int | None",
    )
    return cook(rng, recipe, (Param(xs, "list[int]"),), singles([*lists(rng), [3, 3, 1, 2, 2], [4, 4]]))
