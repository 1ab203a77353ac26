"""The cells around a cell, wrapped or cut at the border: listed, added, counted, compared."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_grid_cells import LINES
from understudy_trainer.tasks.vocabulary.structures import Rows, bits, grid, grids
from understudy_trainer.tasks.vocabulary.written_cards import deal


def cell_rows(rng: Rng) -> Rows:
    """A grid of small numbers, a row and a column of it."""
    found: list[tuple[object, ...]] = []
    for rows, cols in ((3, 3), (3, 3), (2, 4), (4, 2), (1, 1), (3, 4)):
        found.append((grid(rng, rows, cols, 0, 9), rng.randrange(rows), rng.randrange(cols)))
    return tuple(found)


def line_rows(rng: Rng) -> Rows:
    """A grid and an index that is both a row and a column."""
    return tuple((g, rng.randrange(min(len(g), len(g[0])))) for (g,) in grids(rng) if isinstance(g, list))


@family("grid-neighbours", weight=3.3)
def grid_neighbours(rng: Rng) -> Draft:
    """The cells around a cell, wrapped or cut at the border: listed, added, counted, compared."""
    around = pick(rng, ("four", "eight", "eight", "diagonal"))
    wrap = rng.random() < 0.25
    steps = {
        "four": "((-1, 0), (0, -1), (0, 1), (1, 0))",
        "eight": "((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))",
        "diagonal": "((-1, -1), (-1, 1), (1, -1), (1, 1))",
    }[around]
    which = {
        "four": "horizontal and vertical neighbours",
        "eight": "up to eight neighbours, diagonal ones included,",
        "diagonal": "diagonal neighbours",
    }[around]
    form, returns, said, result, bad_result = pick(
        rng,
        (
            (
                "list",
                "list[int]",
                "the values of the WHICH of the cell in row $r and column $col of $g, row by row",
                "$out",
                "sorted($out)[1:]",
            ),
            ("sum", "int", "the sum of the WHICH of the cell $g[$r][$col]", "sum($out)", "sum($out) + $g[$r][$col]"),
            (
                "count",
                "int",
                "how many of the WHICH of the cell at row $r, column $col in $g are greater than the cell",
                "sum(1 for $v in $out if $v > $g[$r][$col])",
                "sum(1 for $v in $out if $v >= $g[$r][$col])",
            ),
            (
                "zeros",
                "int",
                "the number of zeros among the WHICH of the cell in row $r and column $col of $g",
                "$out.count(0)",
                "len($out) - $out.count(0)",
            ),
            (
                "max",
                "int",
                "the largest of the WHICH of $g[$r][$col], -1 if there are none",
                "max($out, default=-1)",
                "min($out, default=-1)",
            ),
            (
                "peak",
                "bool",
                "whether $g[$r][$col] is greater than all its WHICH",
                "all($g[$r][$col] > $v for $v in $out)",
                "all($g[$r][$col] >= $v for $v in $out)",
            ),
        ),
    )
    said = said.replace("WHICH", which.rstrip(",") if "WHICH." in said or said.endswith("WHICH") else which)
    if wrap:
        first = (
            "$h, $wd = len($g), len($g[0])\n$out = [$g[($r + dr) % $h][($col + dc) % $wd] for dr, dc in "
            f"{steps}]\nreturn {result}"
        )
        second = (
            f"$out = []\nfor dr, dc in {steps}:\n    $out.append($g[($r + dr) % len($g)][($col + dc) % "
            f"len($g[0])])\nreturn {result}"
        )
        edge = "The grid wraps around: beyond the last row comes the first one again, and likewise for columns"
        step = "wrap rows and columns around"
    else:
        first = (
            f"$out = []\nfor dr, dc in {steps}:\n    if 0 <= $r + dr < len($g) and 0 <= $col + dc < len($g[0]):\n"
            f"        $out.append($g[$r + dr][$col + dc])\nreturn {result}"
        )
        second = (
            f"$h, $wd = len($g), len($g[0])\nspots = [($r + dr, $col + dc) for dr, dc in {steps}]\n"
            f"$out = [$g[y][x] for y, x in spots if 0 <= y < $h and 0 <= x < $wd]\nreturn {result}"
        )
        edge = "Cells outside the grid do not count"
        step = "skip those outside"
    bad = first.replace(f"return {result}", f"return {bad_result}")
    near = first.replace(steps, "((-1, 0), (1, 0))")
    neighbours = which.rstrip(",")
    last = "return the result" if form == "list" else "reduce the values"
    card = f"""
combo: {around}|{wrap}|{form}
names: neighbour_{form} {form}_around {form}_of_neighbours around_cell neighbors_{form} check_cell
params: $g: list[list[int]], $r: int, $col: int
pool: r = r row i
pool: col = c col j
returns: {returns}
said: Return $said
said: Given the grid $g and a cell in row $r and column $col, compute $said
said: Compute $said
told: $g is a grid of numbers given as a list of rows. For the cell in row $r and column $col, both counted from
    0, return $said. {edge}.
told: In a board game every field has {neighbours}. For the board $g return $said. {edge}.
plan: list the steps to the {neighbours}; {step}; {last}
do: $first
do: $second
bad: $bad
bad: $near
note: {edge}
inputs: cells
"""
    return deal(
        rng, card, {"cells": cell_rows}, {"said": said, "first": first, "second": second, "bad": bad, "near": near}
    )


@family("grid-lines", weight=3.4)
def grid_lines(rng: Rng) -> Draft:
    """Rows and columns taken, dropped, swapped, compared; borders, chessboards, capacities."""
    return deal(rng, pick(rng, LINES), {"lines": line_rows, "grids": grids, "bits": bits})
