"""Cards of the families in `grid_classics`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

SHAPES_2 = deck("""
combo: count-paths
names: count_paths number_of_ways lattice_paths
params: $h: int, $wd: int
pool: h = rows height m
pool: wd = cols width n
returns: int
said: Return in how many ways one can walk from the top left to the bottom right cell of a $h by $wd grid, going
    only right or down
said: Count the paths through a grid with $h rows and $wd columns from one corner to the opposite one using
    steps right and down
plan: start with one way for each cell of the first row; add the ways from the left; return the last
do:
    ways = [1] * $wd
    for _ in range($h - 1):
        for j in range(1, $wd):
            ways[j] += ways[j - 1]
    return ways[-1]
do: return math.comb($h + $wd - 2, $h - 1)
import: import math
bad: return $h * $wd
bad: return math.comb($h + $wd, $h)
case: 1, 1
case: 2, 2
case: 3, 2
case: 3, 5
case: 4, 4
case: 1, 6
---
combo: islands
names: count_islands regions count_groups
params: $g: list[list[int]]
returns: int
said: Count the islands in $g, groups of 1s that are connected horizontally or vertically
said: Return the number of connected groups of ones in the 0/1 grid $g; diagonal contact does not connect
told: $g is a map in which 1 is land and 0 is water. Two land cells belong to the same island if they share a
    side. Return the number
    of islands.
zh: 统计网格 $g 中由上下左右相连的 1 组成的岛屿数量
plan: go through the cells; at new land count one and mark the whole island
do:
    $seen = set()
    $count = 0
    for i in range(len($g)):
        for j in range(len($g[0])):
            if $g[i][j] == 1 and (i, j) not in $seen:
                $count += 1
                pending = [(i, j)]
                while pending:
                    y, x = pending.pop()
                    if (y, x) in $seen or not (0 <= y < len($g) and 0 <= x < len($g[0])) or $g[y][x] == 0:
                        continue
                    $seen.add((y, x))
                    pending += [(y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)]
    return $count
do:
    land = {(i, j) for i, $row in enumerate($g) for j, $v in enumerate($row) if $v == 1}
    $count = 0
    while land:
        $count += 1
        pending = [land.pop()]
        for y, x in pending:
            for spot in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                if spot in land:
                    land.remove(spot)
                    pending.append(spot)
    return $count
bad: return sum(map(sum, $g))
case: [[1, 1, 0], [0, 0, 1], [1, 0, 1]]
inputs: bits
---
combo: largest-island
names: largest_island biggest_region max_area
params: $g: list[list[int]]
returns: int
said: Return the size of the largest group of horizontally or vertically connected 1s in $g, 0 if there are none
said: Find how many cells the biggest island of ones in the 0/1 grid $g has
plan: collect the land cells; remove one island after the other; keep the largest size
do:
    land = {(i, j) for i, $row in enumerate($g) for j, $v in enumerate($row) if $v == 1}
    $best = 0
    while land:
        island = [land.pop()]
        for y, x in island:
            for spot in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                if spot in land:
                    land.remove(spot)
                    island.append(spot)
        $best = max($best, len(island))
    return $best
do:
    $seen = set()

    def size(y, x):
        if (y, x) in $seen or not (0 <= y < len($g) and 0 <= x < len($g[0])) or $g[y][x] == 0:
            return 0
        $seen.add((y, x))
        return 1 + size(y + 1, x) + size(y - 1, x) + size(y, x + 1) + size(y, x - 1)

    return max(size(i, j) for i in range(len($g)) for j in range(len($g[0])))
bad: return max(sum($row) for $row in $g)
case: [[1, 1, 0], [0, 0, 1], [1, 0, 1]]
inputs: bits
---
combo: prefix-sums
names: prefix_sums summed_area cumulative_grid
params: $g: list[list[int]]
returns: list[list[int]]
said: Return a grid whose cell in row i and column j is the sum of all cells of $g up to row i and column j,
    both included
said: Compute the two-dimensional running sums of $g
plan: go through the cells; add up the rectangle above and to the left
do: return [[sum(sum($row[: j + 1]) for $row in $g[: i + 1]) for j in range(len($g[0]))] for i in range(len($g))]
do:
    $out = []
    above = [0] * len($g[0])
    for $row in $g:
        $total = 0
        line = []
        for j, $v in enumerate($row):
            $total += $v
            line.append($total + above[j])
        $out.append(line)
        above = line
    return $out
bad: return [[sum($row[: j + 1]) for j in range(len($row))] for $row in $g]
inputs: grids
---
combo: flood
names: flood_fill fill_region paint
params: $g: list[list[int]], $r: int, $col: int, $n: int
pool: r = row r y start_row
pool: col = col c x start_col
pool: n = color new_value paint_color fill
returns: list[list[int]]
said: Replace the value at row $r, column $col of $g and all equal cells connected to it by sides with $n, and
    return the new grid
said: Flood fill $g from the cell ($r, $col): this cell and every connected cell of the same value become $n
plan: note the old value; visit the cell and its equal neighbours; write the new value
do:
    $out = [line[:] for line in $g]
    old = $out[$r][$col]
    pending = [($r, $col)] if old != $n else []
    while pending:
        i, j = pending.pop()
        if 0 <= i < len($out) and 0 <= j < len($out[0]) and $out[i][j] == old:
            $out[i][j] = $n
            pending += [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]
    return $out
do:
    area = {($r, $col)}
    pending = [($r, $col)]
    for i, j in pending:
        for a, b in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)):
            if 0 <= a < len($g) and 0 <= b < len($g[0]) and $g[a][b] == $g[$r][$col] and (a, b) not in area:
                area.add((a, b))
                pending.append((a, b))
    return [[$n if (i, j) in area else $v for j, $v in enumerate(line)] for i, line in enumerate($g)]
bad: return [[$n if $v == $g[$r][$col] else $v for $v in line] for line in $g]
case: [[1, 1, 0], [0, 1, 0], [1, 0, 1]], 0, 0, 2
case: [[1, 0, 1]], 0, 2, 5
case: [[3]], 0, 0, 3
case: [[0, 0], [0, 1]], 1, 1, 7
case: [[2, 2], [2, 2]], 1, 0, 4
""")
