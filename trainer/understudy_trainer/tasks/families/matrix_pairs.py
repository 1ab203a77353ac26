"""Family over two lists of lists of ints."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.matrices import GRID
from understudy_trainer.tasks.vocabulary.numbers import int_list


@family("num-matrix-pair", held_out=True)
def matrix_pair(rng: Rng) -> Draft:
    """Combine two matrices of the same shape."""
    p, q = pick(rng, (("a", "b"), ("left", "right"), ("first", "second"), ("m1", "m2"), ("grid", "other")))
    key, word, expr, miss = pick(
        rng,
        (
            ("add", "sum", "x + y", "x - y"),
            ("sub", "difference", "x - y", "y - x"),
            ("mul", "product", "x * y", "x + y"),
            ("max", "larger number", "max(x, y)", "min(x, y)"),
            ("same", "equality (True or False)", "x == y", "x != y"),
        ),
    )
    body = f"return [[{expr} for x, y in zip(r, s)] for r, s in zip({p}, {q})]"
    other = (
        "return "
        f"[[{expr.replace('x', f'{p}[i][j]').replace('ma' + f'{p}[i][j]', 'max').replace('y', f'{q}[i][j]')} for "
        f"j in range(len({p}[0]))] for i in range(len({p}))]"
    )
    said = (
        f"Return the matrix that holds the {word} of each pair of entries of {p} and {q}",
        f"Compute the elementwise {word} of the matrices {p} and {q}",
        f"Combine {p} and {q}, matrices of equal shape, by taking the {word} entry by entry",
    )
    recipe = Recipe(
        key,
        said,
        (f"matrix_{key}", f"{key}_matrices", f"elementwise_{key}"),
        ("pair up the rows", "pair up their entries", f"take the {word}"),
        (body, other),
        (body.replace(expr, miss),),
        (),
        "list[list[bool]]" if key == "same" else GRID,
    )
    return cook(
        rng,
        recipe,
        (Param(p, GRID), Param(q, GRID)),
        (
            ([[1, 2], [3, 4]], [[5, 2], [0, 7]]),
            ([[3]], [[-3]]),
            ([int_list(rng, 3)], [int_list(rng, 3)]),
            ([[0], [2]], [[1], [2]]),
        ),
    )
