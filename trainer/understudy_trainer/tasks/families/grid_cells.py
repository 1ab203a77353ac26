"""Families over grids: coordinates in some order, neighbours, lines chosen or changed, cells counted."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.structures import small_grids
from understudy_trainer.tasks.vocabulary.written_cards import deal


@family("grid-coordinates", weight=4)
def grid_coordinates(rng: Rng) -> Draft:
    """Where in a grid cells pass a test: all coordinates in some order, the first, the last, a count per row."""
    key, what, test, near, knob = pick(
        rng,
        (
            ("above", "greater than $n", "$v > $n", "$v >= $n", "n: int = 0..2; limit threshold level n"),
            ("below", "less than $n", "$v < $n", "$v <= $n", "n: int = 1..3; limit threshold level n"),
            ("zero", "equal to 0", "$v == 0", "$v != 0", ""),
            ("nonzero", "different from 0", "$v != 0", "$v > 1", ""),
            ("odd", "odd", "$v % 2 == 1", "$v % 2 == 0", ""),
        ),
    )
    form, returns, said, first, second, bad, step = pick(
        rng,
        (
            (
                "rows",
                "list[tuple[int, int]]",
                "the (row, column) coordinates of all cells of $g that are WHAT, row by row",
                "return [($r, $col) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if TEST]",
                "$out = []\nfor $r, $row in enumerate($g):\n    for $col, $v in enumerate($row):\n        if TEST:\n"
                "            $out.append(($r, $col))\nreturn $out",
                "return [($col, $r) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if TEST]",
                "keep the coordinates",
            ),
            (
                "columns",
                "list[tuple[int, int]]",
                "the (row, column) coordinates of all cells of $g that are WHAT, sorted by column and then by row",
                "$out = [($r, $col) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if TEST]\n"
                "return sorted($out, key=lambda spot: (spot[1], spot[0]))",
                "$out = []\nfor $col in range(len($g[0])):\n    for $r in range(len($g)):\n"
                "        $v = $g[$r][$col]\n        if TEST:\n"
                "            $out.append(($r, $col))\nreturn $out",
                "return [($r, $col) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if TEST]",
                "sort the coordinates by column, then row",
            ),
            (
                "first",
                "tuple | None",
                "the (row, column) of the first cell of $g that is WHAT when read row by row, or None if there is none",
                "for $r, $row in enumerate($g):\n    for $col, $v in enumerate($row):\n"
                "        if TEST:\n            return $r, $col\n"
                "return None",
                "return next((($r, $col) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if TEST), None)",
                "return next((($col, $r) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if TEST), None)",
                "return the first; return None otherwise",
            ),
            (
                "last",
                "tuple | None",
                "the (row, column) of the last cell of $g that is WHAT when read row by row, or None if there is none",
                "$out = None\nfor $r, $row in enumerate($g):\n    for $col, $v in enumerate($row):\n        if TEST:\n"
                "            $out = ($r, $col)\nreturn $out",
                "for $r in range(len($g) - 1, -1, -1):\n"
                "    for $col in range(len($g[$r]) - 1, -1, -1):\n        $v = $g[$r][$col]\n"
                "        if TEST:\n            return ($r, $col)\nreturn None",
                "return next((($r, $col) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if TEST), None)",
                "remember the last coordinates",
            ),
            (
                "perrow",
                "list[int]",
                "for each row of $g how many of its cells are WHAT",
                "return [sum(1 for $v in $row if TEST) for $row in $g]",
                "$out = []\nfor $row in $g:\n    $count = 0\n    for $v in $row:\n        if TEST:\n"
                "            $count += 1\n"
                "    $out.append($count)\nreturn $out",
                "return [sum(1 for $v in $row if NEAR) for $row in $g]",
                "count them row by row",
            ),
            (
                "percolumn",
                "list[int]",
                "for each column of $g how many of its cells are WHAT",
                "return [sum(1 for $v in $col if TEST) for $col in zip(*$g)]",
                "$out = [0] * len($g[0])\nfor $row in $g:\n    for $col, $v in enumerate($row):\n        if TEST:\n"
                "            $out[$col] += 1\nreturn $out",
                "return [sum(1 for $v in $row if TEST) for $row in $g]",
                "count them column by column",
            ),
            (
                "rowswith",
                "list[int]",
                "the indices of the rows of $g that have at least one cell that is WHAT",
                "return [$r for $r, $row in enumerate($g) if any(TEST for $v in $row)]",
                "$out = []\nfor $r, $row in enumerate($g):\n    for $v in $row:\n        if TEST:\n"
                "            $out.append($r)\n"
                "            break\nreturn $out",
                "return [$r for $r, $row in enumerate($g) if all(TEST for $v in $row)]",
                "keep the indices of rows with such a cell",
            ),
            (
                "fullrows",
                "int",
                "how many rows of $g consist only of cells that are WHAT",
                "return sum(1 for $row in $g if all(TEST for $v in $row))",
                "$count = 0\nfor $row in $g:\n    for $v in $row:\n        if not (TEST):\n"
                "            break\n    else:\n"
                "        $count += 1\nreturn $count",
                "return sum(1 for $row in $g if any(TEST for $v in $row))",
                "count the rows in which every cell passes",
            ),
            (
                "box",
                "tuple | None",
                "(top, left, bottom, right) of the smallest rectangle around all cells of $g that are "
                "WHAT, or None if there is none",
                "$out = [($r, $col) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if "
                "TEST]\nif not $out:\n"
                "    return None\ntops, lefts = zip(*$out)\nreturn min(tops), min(lefts), max(tops), max(lefts)",
                "$out = [($r, $col) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if "
                "TEST]\nif not $out:\n"
                "    return None\ntop = min($r for $r, _ in $out)\nbottom = max($r for $r, _ in $out)\n"
                "return (top, min($col for _, $col in $out), bottom, max($col for _, $col in $out))",
                "$out = [($r, $col) for $r, $row in enumerate($g) for $col, $v in enumerate($row) if TEST]\n"
                "return (*$out[0], *$out[-1]) if $out else None",
                "take the smallest and largest row and column",
            ),
        ),
    )

    def ready(code: str, condition: str = test) -> str:
        return code.replace("TEST", condition).replace("NEAR", near)

    card = f"""
combo: $key|$form
names: find_{key} {form}_{key} locate cells_where {form}_cells positions
params: $g: list[list[int]]
pool: r = r i y row_index
pool: col = c j x col
returns: $returns
said: Return $said
said: Given the grid $g, return $said
said: Determine $said
said: Look at every cell of $g and return $said
told: $g is a list of rows of equal length; rows and columns are counted from 0. Return $said.
told: A rectangular board is stored as the list of lists $g. Work out $said. Coordinates start at 0 in the top
    left corner.
plan: go through the rows and their cells; test each cell; {step}
do: $first
do: $second
bad: $bad
bad: $again
inputs: grids
"""
    if knob:
        card += f"knob: {knob}\n"
    return deal(
        rng,
        card,
        {"grids": small_grids},
        {
            "key": key,
            "form": form,
            "returns": returns,
            "said": said.replace("WHAT", what),
            "first": ready(first),
            "second": ready(second).replace("not ($v == 0)", "$v != 0"),
            "bad": ready(bad),
            "again": ready(first, near),
        },
    )
