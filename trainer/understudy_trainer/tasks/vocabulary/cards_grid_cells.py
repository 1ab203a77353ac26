"""Cards of the families in `grid_cells`."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

LINES = deck("""
combo: column
names: column get_column nth_column
params: $g: list[list[int]], $n: int
pool: n = n index j col k
returns: list[int]
said: Return column $n of $g as a list, counting from 0
said: Take the element at index $n of every row of $g
said: Get the values in column number $n (the first is 0) of the matrix $g
zh: 返回矩阵 $g 的第 $n 列（从 0 开始）
plan: take the element at the index from each row
do: return [$row[$n] for $row in $g]
do: return list(list(zip(*$g))[$n])
bad: return $g[$n]
inputs: lines
---
combo: drop-line
names: without_row_and_column minor remove_cross submatrix
params: $g: list[list[int]], $n: int
pool: n = n index k i
returns: list[list[int]]
said: Return $g without row $n and without column $n, both counted from 0
said: Delete the row and the column with index $n from the matrix $g and return the rest
plan: skip the row; cut the column out of the other rows
do: return [$row[:$n] + $row[$n + 1 :] for i, $row in enumerate($g) if i != $n]
do: return [[$v for j, $v in enumerate($row) if j != $n] for i, $row in enumerate($g) if i != $n]
bad: return [$row for i, $row in enumerate($g) if i != $n]
inputs: lines
---
combo: swap-rows
names: swap_rows exchange_rows switch_lines
params: $g: list[list[int]], $a: int, $b: int
pool: a = a i first one
pool: b = b j second other
returns: list[list[int]]
said: Return a copy of $g in which the rows $a and $b are exchanged
said: Swap row $a and row $b of the matrix $g without changing $g itself, and return the result
plan: copy the list of rows; swap the two rows
do:
    $out = [$row[:] for $row in $g]
    $out[$a], $out[$b] = $out[$b], $out[$a]
    return $out
do:
    order = list(range(len($g)))
    order[$a], order[$b] = $b, $a
    return [list($g[k]) for k in order]
bad: return [$g[$a], $g[$b]]
bad:
    $out = [$row[:] for $row in $g]
    $out[$a] = $out[$b]
    return $out
case: [[1, 2], [3, 4]], 0, 1
case: [[1], [2], [3]], 2, 0
case: [[5, 6], [7, 8]], 1, 1
case: [[0, 1], [2, 3], [4, 5]], 1, 2
---
combo: replace-row
names: replace_row set_row put_line
params: $g: list[list[int]], $n: int, $xs: list[int]
pool: n = n index i k
pool: xs = new_row values line replacement
returns: list[list[int]]
said: Return a copy of $g whose row $n is replaced by $xs
said: Put $xs in place of row $n (counted from 0) of $g and return the new matrix
plan: go through the rows; take the new row at the index
do: return [$xs if i == $n else $row for i, $row in enumerate($g)]
do: return $g[:$n] + [$xs] + $g[$n + 1 :]
bad: return $g[:$n] + [$xs] + $g[$n:]
case: [[1, 2], [3, 4]], 0, [9, 9]
case: [[1], [2], [3]], 2, [0]
case: [[5, 6]], 0, [1, 2]
case: [[0, 1], [2, 3], [4, 5]], 1, [7, 8]
---
combo: row-of-max
names: row_with_max row_of_largest richest_row
params: $g: list[list[int]]
returns: list[int]
said: Return the row of $g that has the largest sum, the first one on a tie
said: Find the row with the greatest total in $g and return the row itself; of equal rows the first
plan: compare the rows by their sum
do: return max($g, key=sum)
do:
    $best = $g[0]
    for $row in $g:
        if sum($row) > sum($best):
            $best = $row
    return $best
bad: return max($g)
bad: return max($g, key=max)
case: [[9, 0], [5, 6], [6, 5]]
inputs: grids
---
combo: max-place
names: max_position where_is_max find_peak
params: $g: list[list[int]]
returns: tuple[int, int]
said: Return (row, column) of the largest number in $g, the first one in reading order on a tie
said: Find the coordinates of the maximum of the matrix $g; if it occurs more than once, the topmost, then
    leftmost one
told: $g is a grid of heights. Find the highest cell and return its row and column, both counted from 0. If
    several cells are equally high, take the first one when reading row by row.
plan: go through all cells; remember where a larger number stands
do:
    $best = (0, 0)
    for i, $row in enumerate($g):
        for j, $v in enumerate($row):
            if $v > $g[$best[0]][$best[1]]:
                $best = (i, j)
    return $best
do: return max(((i, j) for i in range(len($g)) for j in range(len($g[0]))), key=lambda spot: $g[spot[0]][spot[1]])
bad:
    $best = (0, 0)
    for i, $row in enumerate($g):
        for j, $v in enumerate($row):
            if $v > $g[$best[0]][$best[1]]:
                $best = (j, i)
    return $best
case: [[1, 5], [7, 7]]
case: [[2, 1, 9], [0, 3, 4]]
inputs: grids
---
combo: longest-run
names: rows_sorted sorted_rows_count ordered_rows
params: $g: list[list[int]]
returns: int
said: Count the rows of $g whose numbers never decrease from left to right
said: Return how many rows of $g are sorted in ascending order, equal neighbours allowed
plan: compare each row with its sorted copy; count the equal ones
do: return sum(1 for $row in $g if $row == sorted($row))
do:
    $count = 0
    for $row in $g:
        if all(a <= b for a, b in zip($row, $row[1:])):
            $count += 1
    return $count
bad: return sum(1 for $row in $g if all(a < b for a, b in zip($row, $row[1:])))
case: [[1, 1], [2, 1], [0, 4]]
inputs: grids
---
combo: chessboard-sum
names: chessboard_sum black_cells_sum checkered_sum
params: $g: list[list[int]]
returns: int
said: Add up the cells of $g whose row and column index have an even sum
said: Return the sum of every second cell of $g as on the fields of one colour of a chessboard, starting with
    the top left cell
plan: go through all cells; add those with an even index sum
do: return sum($v for i, $row in enumerate($g) for j, $v in enumerate($row) if (i + j) % 2 == 0)
do: return sum(sum($row[i % 2 :: 2]) for i, $row in enumerate($g))
bad: return sum(sum($row[::2]) for $row in $g)
inputs: grids
---
combo: border-sum
names: border_sum edge_total frame_sum
params: $g: list[list[int]]
returns: int
said: Return the sum of all cells on the border of $g
said: Add up the numbers in the first and last row and column of $g, each cell once
told: $g is a rectangular grid. Its border consists of the cells in the first or last row or the first or last
    column. Return the sum
    of the border; corner cells count only once.
plan: go through all cells; add those on an edge
do:
    $h, $wd = len($g), len($g[0])
    return sum($g[i][j] for i in range($h) for j in range($wd) if i in (0, $h - 1) or j in (0, $wd - 1))
do:
    inner = sum(sum($row[1:-1]) for $row in $g[1:-1])
    return sum(map(sum, $g)) - inner
bad: return sum($g[0]) + sum($g[-1]) + sum($row[0] + $row[-1] for $row in $g)
bad: return sum($g[0]) + sum($g[-1]) + sum($row[0] + $row[-1] for $row in $g[1:-1])
inputs: grids
---
combo: capacity-free
names: free_places seats_left remaining_capacity
params: $g: list[list[int]], $n: int
pool: n = capacity seats limit per_row size
pool: g = rows rooms wagons groups g
returns: int
said: Return how many places are free in all rows of $g together if each row can hold $n items
said: Count the free places: every list in $g has room for $n entries; lists that are already too long have none
plan: take the room left in each row, at least zero; add it up
do: return sum(max(0, $n - len($row)) for $row in $g)
do:
    $total = 0
    for $row in $g:
        if len($row) < $n:
            $total += $n - len($row)
    return $total
bad: return sum($n - len($row) for $row in $g)
case: [[1, 2], [], [3]], 2
case: [[1, 2, 3], [4]], 2
case: [], 5
case: [[7], [8, 9], [5, 5, 5, 5]], 3
---
combo: same-as-row
names: count_row_matches equal_rows matching_rows
params: $g: list[list[int]]
returns: int
said: Count the pairs of rows of $g that are equal
said: Return how many pairs (i, j) with i < j there are for which row i and row j of $g are the same
plan: go through all pairs of rows; count the equal ones
do: return sum(a == b for a, b in combinations($g, 2))
do: return sum($g[i] == $g[j] for i in range(len($g)) for j in range(i + 1, len($g)))
import: from itertools import combinations
bad: return sum(a == b for a, b in zip($g, $g[1:]))
case: [[1, 0], [1, 0], [1, 0]]
case: [[1, 0], [0, 1], [1, 0]]
case: [[1, 2]]
case: [[3], [4], [4], [3]]
inputs: bits
""")
