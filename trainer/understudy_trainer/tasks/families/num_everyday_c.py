"""Families of ordinary list functions: averages, duplicates, rotation, search, insertion, ranks (part 3)."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import LIST_NAMES, Recipe, code, cook, lists, one, singles


@family("num-second-best", held_out=True)
def second_best(rng: Rng) -> Draft:
    """The k-th largest or smallest distinct number."""
    xs = one(rng, LIST_NAMES)
    k = pick(rng, (2, 2, 2, 3))
    down = rng.random() < 0.6
    distinct = rng.random() < 0.6
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
