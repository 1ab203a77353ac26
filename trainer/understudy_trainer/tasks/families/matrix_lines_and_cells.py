"""Families over a list of lists of ints: by row or column, cell by cell."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.conditions import change, condition
from understudy_trainer.tasks.vocabulary.matrices import GRID, GRIDS, grids
from understudy_trainer.tasks.vocabulary.numbers import code, literal, one, singles

REDUCERS = (
    ("sum", "sum", "sum({p})"),
    ("max", "maximum", "max({p})"),
    ("min", "minimum", "min({p})"),
    ("first", "first number", "{p}[0]"),
    ("last", "last number", "{p}[-1]"),
    ("spread", "maximum minus minimum", "max({p}) - min({p})"),
)


@family("num-matrix-lines")
def matrix_lines(rng: Rng) -> Draft:
    """Reduce each row or column, then perhaps reduce again."""
    g = one(rng, GRIDS)
    row = one(rng, ("row", "line", "r", "values"), g)
    line = pick(rng, ("row", "column"))
    key, word, expr = pick(rng, REDUCERS)
    source = g if line == "row" else f"zip(*{g})"
    e = expr.format(p=row)
    end, said = pick(
        rng,
        (
            (
                "list",
                "Return the {w} of each {l} of {g}|List the {w} of every {l} in {g}|Compute the {w} for each "
                "{l} of {g}|For every {l} of {g}, give the {w}",
            ),
            (
                "max",
                "Return the largest {w} of any {l} of {g}|Find the greatest {w} among the {l}s of {g}|Take "
                "the {w} of each {l} of {g} and return the largest",
            ),
            (
                "min",
                "Return the smallest {w} of any {l} of {g}|Find the least {w} among the {l}s of {g}|Take the "
                "{w} of each {l} of {g} and return the smallest",
            ),
            (
                "sum",
                "Add up the {w} of each {l} of {g}|Return the total over all {l}s of {g} of their "
                "{w}|Compute the {w} of every {l} in {g} and return the total",
            ),
            (
                "index",
                "Return the index of the {l} of {g} with the largest {w}|Find which {l} of {g} (counting "
                "from 0) has the largest {w}|Give the position of the first {l} of {g} whose {w} is the "
                "greatest",
            ),
            (
                "sorted",
                "Return the {w} of each {l} of {g}, in ascending order|List the {w} of every {l} in {g}, sorted",
            ),
        ),
    )
    texts = tuple(t.format(w=word, l=line, g=g) for t in said.split("|"))
    gen = f"{e} for {row} in {source}"
    body = {
        "list": f"return [{gen}]",
        "index": code(f"found = [{gen}]", "return found.index(max(found))"),
        "sorted": f"return sorted({gen})",
    }.get(end, f"return {end}({gen})")
    other = code(
        "found = []",
        f"for {row} in {source}:",
        f"    found.append({e})",
        {
            "list": "return found",
            "index": "return max(range(len(found)), key=lambda i: found[i])",
            "sorted": "return sorted(found)",
        }.get(end, f"return {end}(found)"),
    )
    wrong = (body.replace(f"in {source}", f"in {f'zip(*{g})' if line == 'row' else g}"),)
    recipe = Recipe(
        f"{line}|{key}|{end}",
        texts,
        (
            f"{line}_{key}s",
            f"{end}_{line}_{key}",
            f"{key}_per_{line}",
            f"{key}_of_{line}s",
            f"{line}_totals" if key == "sum" else f"{line}_{key}",
        ),
        (
            f"go through the {line}s",
            f"take the {word} of each",
            f"return the {end}" if end != "list" else "return the list",
        ),
        (body, other),
        wrong,
        (f"{g} has at least one row and one column",),
        "list[int]" if end in ("list", "sorted") else "int",
    )
    return cook(rng, recipe, (Param(g, GRID),), singles(grids(rng)))


@family("num-matrix-cells")
def matrix_cells(rng: Rng) -> Draft:
    """Keep and change single cells, then flatten, count, add or rebuild."""
    g = one(rng, GRIDS)
    row, v = one(rng, ("row", "line", "r"), g), one(rng, ("x", "v", "cell", "value", "n"), g)
    cond, todo, k = condition(rng), change(rng), literal(rng)
    np = cond.np(rng, pick(rng, ("numbers", "values", "cells", "entries")))
    loops = f"for {row} in {g} for {v} in {row} if {cond.on(v)}"
    head = (f"for {row} in {g}:", f"    for {v} in {row}:", f"        if {cond.on(v)}:")
    table = [
        Recipe(
            f"flat|{cond.key}",
            (
                f"Flatten {g}, keeping only the {np}",
                f"Return a flat list of the {np} in the rows of {g}",
                f"Collect the {np} of {g} row by row in one list",
                f"List all {np} that occur in {g}",
            ),
            ("flatten", f"flat_{cond.key}", "collect_cells"),
            ("go through the rows", f"keep the {np}", "return one flat list"),
            (f"return [{v} {loops}]", code("out = []", *head, f"            out.append({v})", "return out")),
            (),
            (),
            "list[int]",
        ),
        Recipe(
            f"count|{cond.key}",
            (
                f"Count the {np} in {g}",
                f"Return how many {np} {g} contains",
                f"Return the number of {np} in all rows of {g}",
                f"Count all {np} in the rows of {g}",
            ),
            ("count_cells", f"count_{cond.key}", f"{cond.key}_cells"),
            ("go through the rows", f"count the {np}"),
            (f"return sum(1 {loops})", code("found = 0", *head, "            found += 1", "return found")),
        ),
        Recipe(
            f"sum|{cond.key}",
            (
                f"Return the sum of the {np} in {g}",
                f"Add up the {np} in all rows of {g}",
                f"Compute the total of the {np} of {g}",
                f"Sum the {np} found in {g}",
            ),
            ("sum_cells", f"sum_{cond.key}", "grid_sum"),
            ("go through the rows", f"add the {np}"),
            (f"return sum({v} {loops})", code("found = 0", *head, f"            found += {v}", "return found")),
        ),
        Recipe(
            f"where|{cond.key}",
            (
                f"Return the (row, column) positions of the {np} in {g}",
                f"List the positions of the {np} in {g} as (row, column) tuples",
                f"Find where in {g} the {np} are, as (row, column) pairs",
            ),
            ("positions", f"where_{cond.key}", "find_cells"),
            ("enumerate rows and columns", f"keep the positions of the {np}"),
            (
                f"return [(i, j) for i, {row} in enumerate({g}) for j, {v} in enumerate({row}) if {cond.on(v)}]",
                code(
                    "out = []",
                    f"for i, {row} in enumerate({g}):",
                    f"    for j, {v} in enumerate({row}):",
                    f"        if {cond.on(v)}:",
                    "            out.append((i, j))",
                    "return out",
                ),
            ),
            (),
            (),
            "list[tuple[int, int]]",
        ),
        Recipe(
            f"replace|{cond.key}",
            (
                f"Return a copy of {g} with the {np} replaced by {k}",
                f"Replace the {np} in {g} with {k}",
                f"Put {k} in place of the {np} of {g} and return the new matrix",
            ),
            ("replace_cells", f"fill_{cond.key}", "mask"),
            ("go through the rows", f"use {k} for the {np}", "return new rows"),
            (
                f"return [[{k} if {cond.on(v)} else {v} for {v} in {row}] for {row} in {g}]",
                code(
                    "out = []",
                    f"for {row} in {g}:",
                    f"    out.append([{k} if {cond.on(v)} else {v} for {v} in {row}])",
                    "return out",
                ),
            ),
            (),
            (),
            GRID,
        ),
        Recipe(
            f"map|{todo.key}",
            (
                f"Return a new matrix with {todo.of(rng, f'numbers in {g}')}",
                f"Compute {todo.of(rng, f'numbers in {g}')}, keeping the rows",
                f"Build a matrix of {todo.of(rng, f'values of {g}')}",
            ),
            (f"{todo.key}_all", f"map_{g}", f"matrix_{todo.key}", "scale" if todo.key == "times" else "apply_all"),
            ("go through the rows", f"for each number {todo.step}", "return new rows"),
            (
                f"return [[{todo.on(v)} for {v} in {row}] for {row} in {g}]",
                code(
                    "out = []", f"for {row} in {g}:", f"    out.append([{todo.on(v)} for {v} in {row}])", "return out"
                ),
            ),
            (f"return [[{todo.miss(v)} for {v} in {row}] for {row} in {g}]",),
            (),
            GRID,
        ),
        Recipe(
            f"perrow|{cond.key}",
            (
                f"For each row of {g}, count the {np}",
                f"Return how many {np} each row of {g} has",
                f"List the number of {np} in every row of {g}",
            ),
            ("count_per_row", f"row_{cond.key}_counts"),
            ("go through the rows", f"count the {np} in each"),
            (
                f"return [sum(1 for {v} in {row} if {cond.on(v)}) for {row} in {g}]",
                code(
                    "out = []",
                    f"for {row} in {g}:",
                    f"    out.append(len([{v} for {v} in {row} if {cond.on(v)}]))",
                    "return out",
                ),
            ),
            (),
            (),
            "list[int]",
        ),
        Recipe(
            f"anyrow|{cond.key}",
            (
                f"Return the rows of {g} that contain any {np}",
                f"Keep only those rows of {g} in which there are some {np}",
                f"Drop the rows of {g} that have no {np}",
            ),
            ("keep_rows", f"rows_with_{cond.key}", "select_rows"),
            ("go through the rows", f"keep those with {np}"),
            (
                f"return [{row} for {row} in {g} if any({cond.on(v)} for {v} in {row})]",
                code(
                    "out = []",
                    f"for {row} in {g}:",
                    f"    if any({cond.on(v)} for {v} in {row}):",
                    f"        out.append({row})",
                    "return out",
                ),
            ),
            (f"return [{row} for {row} in {g} if all({cond.on(v)} for {v} in {row})]",),
            (),
            GRID,
        ),
    ]
    recipe = pick(rng, table)
    if not recipe.wrong:
        recipe = Recipe(
            recipe.key,
            recipe.said,
            recipe.named,
            recipe.plan,
            recipe.solutions,
            (recipe.solutions[0].replace(cond.on(v), cond.miss(v)),),
            recipe.notes,
            recipe.returns,
        )
    found = grids(rng)
    found[0][0][: len(cond.edges)] = cond.edges
    return cook(rng, recipe, (Param(g, GRID),), singles([*found, []]))
