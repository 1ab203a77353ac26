"""Family: best sums on paths through a grid or triangle, and paths around obstacles."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written


def _grids(rng: Rng, low: int = 0, high: int = 9) -> list[list[list[int]]]:
    shapes = ((2, 3), (3, 3), (3, 2), (1, 4), (4, 3))
    return [[integers(rng, width, low, high) for _ in range(height)] for height, width in shapes]


GOALS = (
    (
        "min",
        (
            "Return the smallest sum of numbers on a path{way}\n"
            "Collect as little as possible on a path{way} and return the total\n"
            "Compute the least total of the cells on a path{way}"
        ),
        "min",
        "sum(map(min, $grid))",
    ),
    (
        "max",
        (
            "Return the largest sum of numbers on a path{way}\n"
            "Collect as much as possible on a path{way} and return the total\n"
            "Compute the greatest total of the cells on a path{way}"
        ),
        "max",
        "sum(map(max, $grid))",
    ),
)


WAYS = (
    ("corner", " from the top left to the bottom right cell of $grid that only goes right and down"),
    (
        "fall",
        (
            " from any cell of the first row of $grid to any cell of its last row, going straight or "
            "diagonally down by one row each step"
        ),
    ),
    (
        "triangle",
        (
            " from the top of the number triangle $grid (row i has i + 1 numbers) to its base, where each "
            "step leads to one of the two numbers below"
        ),
    ),
)


@family("grid-walks", weight=2.5)
def grid_walks(rng: Rng) -> Draft:
    """Best sums on paths through a grid or triangle, and paths around obstacles."""
    if rng.random() < 0.3:
        block = pick(rng, ("1", '"#"', "0", '"x"'))
        mark, free = (int(block), 1 - int(block)) if block in ("0", "1") else (block.strip('"'), ".")
        cells = [
            [[mark if rng.random() < 0.2 else free for _ in range(w)] for _ in range(h)]
            for h, w in ((2, 3), (3, 3), (3, 4), (2, 2))
        ]
        cells += [
            [[free]],
            [[free, mark], [mark, free]],
            [[mark, free]],
            [[free, free, free], [free, mark, free], [free, free, free]],
        ]
        kind = "int" if isinstance(mark, int) else "str"
        entry = spec(
            names="count_paths free_paths paths_around routes grid_paths",
            params=f"$grid: list[list[{kind}]]",
            returns="int",
            said=(
                "Count the paths from the top left to the bottom right cell of $grid that go right or down and "
                f"avoid cells with {block}\n"
                "Return how many ways lead through $grid from corner to opposite corner, moving right or down, "
                f"never onto a {block}\nIn how many ways can one cross $grid from its upper left to its lower "
                f"right cell by steps right and down if {block} blocks a cell?"
            ),
            told=(
                "A robot starts on the upper left cell of $grid and wants to get to the lower right one. It can "
                f"only move right or down, and it cannot enter a cell marked {block}. Return the number of ways. "
                "If the start or the goal is blocked, there is none."
            ),
            plan=(
                "keep the ways to each cell of a row; a blocked cell has none; others add the ways from the left "
                "and above"
            ),
            solutions=(
                "ways = [1] + [0] * (len($grid[0]) - 1)\nfor row in $grid:\n    for j, cell in enumerate(row):\n"
                f"        if cell == {block}:\n            ways[j] = 0\n        elif j:\n"
                "            ways[j] += ways[j - 1]\nreturn ways[-1]\n---\ndef count(i, j):\n"
                f"    if i < 0 or j < 0 or $grid[i][j] == {block}:\n        return 0\n"
                "    return 1 if i == j == 0 else count(i - 1, j) + count(i, j - 1)\n\n"
                "return count(len($grid) - 1, len($grid[0]) - 1)"
            ),
            wrong=(
                "def count(i, j):\n    if i < 0 or j < 0:\n        return 0\n"
                "    return 1 if i == j == 0 else count(i - 1, j) + count(i, j - 1)\n\n"
                "return count(len($grid) - 1, len($grid[0]) - 1)\n---\n"
                f"sum(cell != {block} for row in $grid for cell in row)"
            ),
            inputs=lambda _: each(cells),
        )
        return written(rng, f"blocked|{mark}", entry)
    goal, said, best, wrong = pick(rng, GOALS)
    shape, way = pick(rng, WAYS)
    body = {
        "corner": (
            "best = []\nfor i, row in enumerate($grid):\n    new = []\n    for j, cell in enumerate(row):\n"
            "        before = ([best[j]] if i else []) + ([new[-1]] if j else [])\n"
            f"        new.append(cell + {best}(before, default=0))\n    best = new\nreturn best[-1]"
        ),
        "fall": (
            "best = $grid[0]\nfor row in $grid[1:]:\n"
            f"    best = [cell + {best}(best[max(0, j - 1):j + 2]) for j, cell in enumerate(row)]\n"
            f"return {best}(best)"
        ),
        "triangle": (
            "best = $grid[-1]\nfor row in $grid[-2::-1]:\n"
            f"    best = [cell + {best}(best[j], best[j + 1]) for j, cell in enumerate(row)]\nreturn best[0]"
        ),
    }[shape]
    rec = {
        "corner": (
            "def walk(i, j):\n    if i == j == 0:\n        return $grid[0][0]\n    if i == 0:\n"
            "        return walk(0, j - 1) + $grid[0][j]\n    if j == 0:\n"
            "        return walk(i - 1, 0) + $grid[i][0]\n"
            f"    return $grid[i][j] + {best}(walk(i - 1, j), walk(i, j - 1))\n\n"
            "return walk(len($grid) - 1, len($grid[0]) - 1)"
        ),
        "fall": (
            "def walk(i, j):\n    if i == 0:\n        return $grid[0][j]\n"
            f"    return $grid[i][j] + {best}(walk(i - 1, k) for k in (j - 1, j, j + 1) if 0 <= k < "
            f"len($grid[0]))\n\nreturn {best}(walk(len($grid) - 1, j) for j in range(len($grid[0])))"
        ),
        "triangle": (
            "def walk(i, j):\n    if i == len($grid) - 1:\n        return $grid[i][j]\n"
            f"    return $grid[i][j] + {best}(walk(i + 1, j), walk(i + 1, j + 1))\n\nreturn walk(0, 0)"
        ),
    }[shape]
    rows = _grids(rng)
    if shape == "triangle":
        rows = [[integers(rng, i + 1, 0, 9) for i in range(n)] for n in (3, 4, 2, 3, 1)] + [
            [[2], [3, 4], [6, 5, 7], [4, 1, 8, 3]],
            [[1], [9, 2], [1, 1, 9]],
        ]
    entry = spec(
        names=(
            f"{goal}_path_sum {'cheapest' if goal == 'min' else 'best'}_path {shape}_{goal} {goal}_path "
            f"walk_{shape} path_total"
        ),
        params="$grid: list[list[int]]",
        returns="int",
        said=said.format(way=way),
        plan="keep the best total for each cell of a row; add the better of the cells it can be reached from",
        solutions=f"{body}\n---\n{rec}" if rng.random() < 0.7 else f"{rec}\n---\n{body}",
        wrong=f"{wrong}\n---\n" + body.replace(f"{best}(", "max(" if goal == "min" else "min("),
        inputs=lambda _: each(rows),
        pools={
            "grid": ("triangle", "rows", "pyramid", "numbers")
            if shape == "triangle"
            else ("grid", "matrix", "cells", "field", "costs", "board")
        },
    )
    return written(rng, f"{shape}|{goal}", entry)
