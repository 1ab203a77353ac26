"""Family over a list of lists of ints: its shape, diagonals, borders and turns."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.matrices import GRID, GRIDS, grids
from understudy_trainer.tasks.vocabulary.numbers import code, literal, one, singles


@family("num-matrix-shape")
def matrix_shape(rng: Rng) -> Draft:
    """Transpose, flip, rotate, diagonals, border, build."""
    g = one(rng, GRIDS)
    row, k, d = one(rng, ("row", "line", "r"), g), literal(rng), rng.randint(0, 9)
    n = one(rng, ("n", "size", "side", "dim"), g)
    square = [
        Recipe(
            "diagonal",
            (
                f"Return the main diagonal of the square matrix {g}",
                f"List the numbers on the diagonal of {g} from top left to bottom right",
                f"Get the diagonal elements of {g}",
            ),
            ("diagonal", "main_diagonal", "diag"),
            ("take element i of row i",),
            (f"return [{g}[i][i] for i in range(len({g}))]", f"return [{row}[i] for i, {row} in enumerate({g})]"),
            (f"return [{row}[0] for {row} in {g}]",),
            (),
            "list[int]",
        ),
        Recipe(
            "trace",
            (
                f"Return the sum of the main diagonal of the square matrix {g}",
                f"Compute the trace of {g}",
                f"Add up the numbers on the diagonal of {g} from top left to bottom right",
            ),
            ("trace", "diagonal_sum", "sum_diagonal"),
            ("take element i of row i", "add them up"),
            (f"return sum({g}[i][i] for i in range(len({g})))", f"return sum({row}[i] for i, {row} in enumerate({g}))"),
            (f"return sum({g}[i][-1 - i] for i in range(len({g})))", f"return sum({g}[0])"),
        ),
        Recipe(
            "anti",
            (
                f"Return the numbers of the square matrix {g} on the diagonal from top right to bottom left",
                f"List the anti-diagonal of {g}, starting at the top right",
                f"Get the secondary diagonal of {g}, from the top row down",
            ),
            ("anti_diagonal", "other_diagonal", "secondary_diagonal"),
            ("take element -1 - i of row i",),
            (
                f"return [{g}[i][-1 - i] for i in range(len({g}))]",
                f"return [{row}[len({g}) - 1 - i] for i, {row} in enumerate({g})]",
            ),
            (f"return [{g}[i][i] for i in range(len({g}))]",),
            (),
            "list[int]",
        ),
        Recipe(
            "symmetric",
            (
                f"Check whether the square matrix {g} equals its transpose",
                f"Return True if {g} is symmetric",
                f"Tell whether the square matrix {g} is symmetric about its main diagonal",
            ),
            ("is_symmetric", "symmetric"),
            ("compare each element with its mirror image",),
            (
                f"return all({g}[i][j] == {g}[j][i] for i in range(len({g})) for j in range(i))",
                f"return [list(c) for c in zip(*{g})] == {g}",
            ),
            (f"return all({row} == {row}[::-1] for {row} in {g})",),
            (),
            "bool",
            (
                ([[1, 2], [2, 1]],),
                ([[1, 2], [3, 4]],),
                ([[5]],),
                ([[1, 2, 3], [2, 4, 5], [3, 5, 6]],),
                ([[1, 1, 0], [0, 1, 0], [0, 0, 1]],),
            ),
        ),
    ]
    general = [
        Recipe(
            "transpose",
            (
                f"Return the transpose of {g}",
                f"Swap the rows and columns of {g}",
                f"Turn the columns of {g} into rows",
                f"Given the matrix {g}, return it transposed",
            ),
            ("transpose", "swap_axes", "transposed", "columns"),
            ("zip the rows together", "turn each column into a list"),
            (
                f"return [list(col) for col in zip(*{g})]",
                f"return [[{row}[j] for {row} in {g}] for j in range(len({g}[0]))]",
            ),
            (f"return [{row}[::-1] for {row} in {g}]",),
            (),
            GRID,
        ),
        Recipe(
            "fliph",
            (
                f"Mirror {g} left to right",
                f"Return {g} with each row reversed",
                f"Flip the matrix {g} horizontally (reverse every row)",
            ),
            ("mirror", "flip_horizontal", "reverse_rows"),
            ("reverse each row",),
            (f"return [{row}[::-1] for {row} in {g}]", f"return [list(reversed({row})) for {row} in {g}]"),
            (f"return {g}[::-1]",),
            (),
            GRID,
        ),
        Recipe(
            "flipv",
            (
                f"Return {g} upside down",
                f"Reverse the order of the rows of {g}",
                f"Flip the matrix {g} vertically (last row first)",
            ),
            ("upside_down", "flip_vertical", "flip_rows"),
            ("reverse the list of rows",),
            (f"return {g}[::-1]", f"return list(reversed({g}))"),
            (f"return [{row}[::-1] for {row} in {g}]",),
            (),
            GRID,
        ),
        Recipe(
            "rotate",
            (
                f"Rotate {g} by 90 degrees clockwise",
                f"Return {g} turned a quarter to the right",
                f"Turn the matrix {g} clockwise by a quarter turn",
            ),
            ("rotate", "rotate_right", "turn_clockwise"),
            ("reverse the rows", "zip them into columns"),
            (
                f"return [list(col) for col in zip(*{g}[::-1])]",
                f"return [[{row}[j] for {row} in reversed({g})] for j in range(len({g}[0]))]",
            ),
            (f"return [list(col) for col in zip(*{g})]", f"return [list(col) for col in zip(*{g})][::-1]"),
            (),
            GRID,
        ),
        Recipe(
            "rotleft",
            (
                f"Rotate {g} by 90 degrees counterclockwise",
                f"Return {g} turned a quarter to the left",
                f"Turn the matrix {g} counterclockwise by a quarter turn",
            ),
            ("rotate_left", "turn_left", "counterclockwise"),
            ("transpose", "reverse the order of the rows"),
            (
                f"return [list(col) for col in zip(*{g})][::-1]",
                f"return [[{row}[j] for {row} in {g}] for j in range(len({g}[0]) - 1, -1, -1)]",
            ),
            (f"return [list(col) for col in zip(*{g}[::-1])]",),
            (),
            GRID,
        ),
        Recipe(
            "pad",
            (
                f"Append {k} to every row of {g}",
                f"Return {g} with {k} added at the end of each row",
                f"Add a last column of {k}s to {g}",
            ),
            ("pad_rows", "add_column", "append_column"),
            (f"put {k} after each row",),
            (f"return [{row} + [{k}] for {row} in {g}]", f"return [[*{row}, {k}] for {row} in {g}]"),
            (f"return [[{k}] + {row} for {row} in {g}]",),
            (),
            GRID,
        ),
        Recipe(
            "sortrows",
            (
                f"Sort every row of {g}",
                f"Return {g} with the numbers of each row in ascending order",
                f"Put the numbers in each row of {g} in ascending order",
            ),
            ("sort_rows", "sorted_rows"),
            ("sort each row",),
            (
                f"return [sorted({row}) for {row} in {g}]",
                code("out = []", f"for {row} in {g}:", f"    out.append(sorted({row}))", "return out"),
            ),
            (f"return sorted({g})",),
            (),
            GRID,
        ),
        Recipe(
            "shape",
            (
                f"Return the number of rows and columns of {g}",
                f"Give the shape of {g} as (rows, columns)",
                f"Compute how many rows and how many columns {g} has",
            ),
            ("shape", "dimensions", "grid_size"),
            ("count the rows", "count the entries of the first row"),
            (f"return len({g}), len({g}[0])", f"return (len({g}), len({g}[0]))"),
            (f"return len({g}[0]), len({g})",),
            (),
            "tuple[int, int]",
        ),
        Recipe(
            "flatten",
            (
                f"Flatten {g} into a single list",
                f"Return all numbers of {g} in one flat list, row by row",
                f"Concatenate the rows of {g}",
            ),
            ("flatten", "flat", "join_rows"),
            ("go through the rows", "append their numbers"),
            (
                f"return [x for {row} in {g} for x in {row}]",
                code("out = []", f"for {row} in {g}:", f"    out.extend({row})", "return out"),
            ),
            (f"return [{row}[0] for {row} in {g}]",),
            (),
            "list[int]",
        ),
    ]
    built = [
        ("constant", f"filled with {k}", f"[[{k}] * {n} for _ in range({n})]", f"[{k}] * {n}"),
        (
            "identity",
            f"with {k} on the main diagonal and {d} elsewhere",
            f"[[{k} if i == j else {d} for j in range({n})] for i in range({n})]",
            f"[[{d} if i == j else {k} for j in range({n})] for i in range({n})]",
        ),
        (
            "table",
            f"whose entry in row i and column j (from 1) is i * j + {d}",
            f"[[i * j + {d} for j in range(1, {n} + 1)] for i in range(1, {n} + 1)]",
            f"[[i * j + {d} for j in range({n})] for i in range({n})]",
        ),
        (
            "count",
            f"that counts up from {k} row by row",
            f"[[{k} + i * {n} + j for j in range({n})] for i in range({n})]",
            f"[[{k} + i + j for j in range({n})] for i in range({n})]",
        ),
        (
            "sums",
            f"whose entry in row i and column j (from 0) is i + j + {k}",
            f"[[i + j + {k} for j in range({n})] for i in range({n})]",
            f"[[i + j for j in range({n})] for i in range({n})]",
        ),
    ]
    roll = rng.random()
    if roll < 0.25:
        key, said, expr, miss = pick(rng, built)
        recipe = Recipe(
            key,
            tuple(f"{w} {n} by {n} matrix {said}" for w in ("Return an", "Build an", "Create an", "Make an")),
            (f"{key}_matrix", f"make_{key}", "build_grid", "make_matrix"),
            ("build each row", "return the list of rows"),
            (f"return {expr}", code(f"rows = {expr}", "return rows")),
            (f"return {miss}",),
            (),
            GRID,
        )
        return cook(rng, recipe, (Param(n, "int"),), singles((1, 2, 3, 4, 0)), "build")
    if roll < 0.45:
        return cook(rng, pick(rng, square), (Param(g, GRID),), singles(grids(rng, square=True)), "square")
    return cook(rng, pick(rng, general), (Param(g, GRID),), singles(grids(rng)), "general")
