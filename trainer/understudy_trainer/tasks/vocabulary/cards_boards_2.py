"""Cards of the families in `boards`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

BOARDS_2 = deck("""
combo: walk
names: walk_on_grid final_cell move_around
params: $h: int, $wd: int, $s: str
pool: h = rows height h
pool: wd = cols width w
pool: s = moves steps path commands
returns: tuple[int, int]
said: Start at row 0, column 0 of a $h by $wd grid, follow the moves U, D, L, R in $s, skip moves that leave the
    grid; return (row, column)
said: Return the final (row, column) of a walker that starts in the top left cell of a grid with $h rows and $wd
    columns and obeys the
    letters U, D, L and R in $s, ignoring moves across the border
plan: start in the corner; go through the moves; make only those that stay inside
do:
    steps = {"U": (-1, 0), "D": (1, 0), "L": (0, -1), "R": (0, 1)}
    i = j = 0
    for move in $s:
        down, across = steps[move]
        if 0 <= i + down < $h and 0 <= j + across < $wd:
            i, j = i + down, j + across
    return i, j
do:
    i = j = 0
    for move in $s:
        if move == "U":
            i = max(0, i - 1)
        elif move == "D":
            i = min($h - 1, i + 1)
        elif move == "L":
            j = max(0, j - 1)
        else:
            j = min($wd - 1, j + 1)
    return (i, j)
bad: return $s.count("D") - $s.count("U"), $s.count("R") - $s.count("L")
case: 3, 3, "RRDD"
case: 2, 2, "RRRDL"
case: 1, 4, "UDRR"
case: 3, 2, ""
case: 2, 3, "LURDDR"
""")
