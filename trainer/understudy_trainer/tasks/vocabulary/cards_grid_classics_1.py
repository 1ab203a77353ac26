"""Cards of the families in `grid_classics`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

SHAPES_1 = deck("""
combo: spiral
names: spiral spiral_order read_spirally
params: $g: list[list[int]]
returns: list[int]
said: Return the numbers of $g in spiral order: along the top row, down the right side, back along the bottom,
    and so on inwards
said: Read $g clockwise from the top left corner inwards and return all numbers in one list
told: Walk through the grid $g in a spiral that starts in the top left corner and first goes right. Turn
    clockwise whenever you reach
    the edge or a cell already visited. Return the numbers in the order in which you meet them.
plan: take the first row; turn the rest a quarter to the left; repeat until nothing is left
do:
    $out = []
    while $g:
        $out += $g[0]
        $g = [list(line) for line in zip(*$g[1:])][::-1]
    return $out
do:
    $out = []
    top, left, bottom, right = 0, 0, len($g) - 1, len($g[0]) - 1
    while top <= bottom and left <= right:
        $out += [$g[top][j] for j in range(left, right + 1)]
        $out += [$g[i][right] for i in range(top + 1, bottom + 1)]
        if top < bottom and left < right:
            $out += [$g[bottom][j] for j in range(right - 1, left - 1, -1)]
            $out += [$g[i][left] for i in range(bottom - 1, top, -1)]
        top, left, bottom, right = top + 1, left + 1, bottom - 1, right - 1
    return $out
bad: return [$v for i, $row in enumerate($g) for $v in ($row if i % 2 == 0 else $row[::-1])]
inputs: grids
---
combo: snake
names: snake zigzag_rows boustrophedon
params: $g: list[list[int]]
returns: list[int]
said: Return all numbers of $g row by row, every second row read from right to left
said: Read the grid $g like a snake: the first row forwards, the second backwards, and so on
told: A robot reads the grid $g line by line without lifting its head: the first row from left to right, the
    next from right to left, and so on. Return the numbers in the order in which it reads them.
plan: go through the rows; reverse every second one; join them
do:
    $out = []
    for i, $row in enumerate($g):
        $out.extend($row if i % 2 == 0 else $row[::-1])
    return $out
do: return [$v for i, $row in enumerate($g) for $v in ($row[::-1] if i % 2 else $row)]
bad: return [$v for i, $row in enumerate($g) for $v in ($row if i % 2 else $row[::-1])]
case: [[1, 2], [3, 4], [5, 6]]
inputs: grids
---
combo: magic
names: is_magic_square magic same_sums
params: $g: list[list[int]]
returns: bool
said: Check whether all rows, all columns and both diagonals of the square grid $g have the same sum
said: Return True if the square matrix $g is magic: equal sums in rows, columns and the two diagonals
told: A square grid of numbers is magic if each row, each column and each of the two diagonals has the same sum.
    Return True if $g is magic and False otherwise.
plan: collect all sums in a set; check that there is only one
do:
    n = len($g)
    sums = {sum($row) for $row in $g} | {sum(column) for column in zip(*$g)}
    sums.add(sum($g[i][i] for i in range(n)))
    sums.add(sum($g[i][n - 1 - i] for i in range(n)))
    return len(sums) == 1
do:
    lines = [*$g, *zip(*$g), [$row[i] for i, $row in enumerate($g)], [$row[-1 - i] for i, $row in enumerate($g)]]
    return all(sum(line) == sum($g[0]) for line in lines)
bad: return len({sum($row) for $row in $g} | {sum(column) for column in zip(*$g)}) == 1
case: [[2, 7, 6], [9, 5, 1], [4, 3, 8]]
case: [[1, 2, 3], [3, 1, 2], [2, 3, 1]]
case: [[5]]
case: [[1, 1], [1, 1]]
inputs: squares
---
combo: multiply
names: matrix_product multiply matmul
params: $a: list[list[int]], $b: list[list[int]]
pool: a = a first left m1
pool: b = b second right m2
returns: list[list[int]]
said: Return the matrix product of $a and $b
said: Multiply the matrix $a by the matrix $b, rows by columns; the number of columns of $a equals the number of
    rows of $b
zh: 计算矩阵 $a 与 $b 的乘积
told: The product of two matrices has in row i and column j the sum of the products of row i of $a and column j
    of $b. Both are given as lists of rows, and their sizes fit. Return the product as a list of rows.
plan: take each row of the first and each column of the second; add up the products
do: return [[sum(x * y for x, y in zip($row, $col)) for $col in zip(*$b)] for $row in $a]
do:
    $out = [[0] * len($b[0]) for _ in $a]
    for i in range(len($a)):
        for j in range(len($b[0])):
            for k in range(len($b)):
                $out[i][j] += $a[i][k] * $b[k][j]
    return $out
bad: return [[x * y for x, y in zip($row, $col)] for $row, $col in zip($a, $b)]
inputs: product
---
combo: identity-check
names: is_identity identity_matrix unit_matrix
params: $g: list[list[int]]
returns: bool
said: Check whether the square matrix $g has ones on the main diagonal and zeros everywhere else
said: Return True if $g is an identity matrix
plan: compare each cell with 1 on the diagonal and 0 elsewhere
do: return all($v == (1 if i == j else 0) for i, $row in enumerate($g) for j, $v in enumerate($row))
do:
    n = len($g)
    return $g == [[int(i == j) for j in range(n)] for i in range(n)]
bad: return all($g[i][i] == 1 for i in range(len($g)))
case: [[1, 0], [0, 1]]
case: [[1, 0], [1, 1]]
case: [[1]]
case: [[0, 1], [1, 0]]
case: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
---
combo: triangular
names: is_upper_triangular zeros_below upper_triangle
params: $g: list[list[int]]
returns: bool
said: Check whether all cells of the square matrix $g below the main diagonal are 0
said: Return True if $g is upper triangular, that is, $g[i][j] is 0 wherever i > j
plan: go through the cells left of the diagonal; check that they are zero
do: return all($g[i][j] == 0 for i in range(len($g)) for j in range(i))
do: return not any(any($row[:i]) for i, $row in enumerate($g))
bad: return all($g[i][j] == 0 for i in range(len($g)) for j in range(i + 1, len($g)))
bad: return all($g[i][j] == 0 for i in range(len($g)) for j in range(i + 1))
case: [[1, 2], [0, 3]]
case: [[1, 0], [2, 3]]
case: [[4]]
case: [[1, 2, 3], [0, 0, 4], [0, 0, 5]]
case: [[1, 2, 3], [0, 1, 4], [0, 2, 5]]
---
combo: diagonal-difference
names: diagonal_difference diagonals_gap compare_diagonals
params: $g: list[list[int]]
returns: int
said: Return the absolute difference between the sums of the two diagonals of the square matrix $g
said: Add up the main diagonal and the other diagonal of $g and return how far the two sums are apart
plan: add up both diagonals; take the absolute difference
do:
    n = len($g)
    return abs(sum($g[i][i] - $g[i][n - 1 - i] for i in range(n)))
do:
    first = sum($row[i] for i, $row in enumerate($g))
    second = sum($row[-1 - i] for i, $row in enumerate($g))
    return abs(first - second)
bad: return sum($g[i][i] - $g[i][-1 - i] for i in range(len($g)))
bad: return abs(sum($g[i][i] for i in range(len($g))) - sum($g[0]))
case: [[1, 2], [9, 4]]
inputs: squares
---
combo: both-diagonals
names: both_diagonals_sum cross_sum x_sum
params: $g: list[list[int]]
returns: int
said: Return the sum of all cells on the two diagonals of the square matrix $g, counting the centre cell once
said: Add up the numbers on both diagonals of $g; a cell that lies on both counts only once
plan: go through the rows; add both diagonal cells, the centre once
do:
    n = len($g)
    return sum($g[i][j] for i in range(n) for j in range(n) if i == j or i + j == n - 1)
do:
    n = len($g)
    $total = sum($g[i][i] + $g[i][n - 1 - i] for i in range(n))
    return $total - $g[n // 2][n // 2] if n % 2 == 1 else $total
bad: return sum($g[i][i] + $g[i][-1 - i] for i in range(len($g)))
case: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
inputs: squares
---
combo: toeplitz
names: constant_diagonals is_toeplitz same_diagonals
params: $g: list[list[int]]
returns: bool
said: Check whether every diagonal of $g from top left to bottom right has equal numbers only
said: Return True if each cell of $g equals its upper left neighbour, where there is one
plan: compare each cell with its upper left neighbour
do: return all($g[i][j] == $g[i - 1][j - 1] for i in range(1, len($g)) for j in range(1, len($g[0])))
do: return all(above[:-1] == below[1:] for above, below in zip($g, $g[1:]))
bad: return all($g[i][i] == $g[0][0] for i in range(min(len($g), len($g[0]))))
case: [[1, 2, 3], [4, 1, 2]]
case: [[1, 2, 3], [4, 1, 5]]
case: [[7]]
case: [[1, 2], [1, 1], [1, 2]]
case: [[1, 2], [3, 1], [4, 3]]
---
combo: diagonals-list
names: all_diagonals diagonals by_diagonal
params: $g: list[list[int]]
returns: list[list[int]]
said: Return the anti-diagonals of $g as lists: all cells with the same sum of row and column index, upper cells first
said: Group the cells of $g by the sum of their row and column index, in ascending order of this sum
plan: make a list for each index sum; append each cell to its list
do:
    $out = [[] for _ in range(len($g) + len($g[0]) - 1)]
    for i, $row in enumerate($g):
        for j, $v in enumerate($row):
            $out[i + j].append($v)
    return $out
do:
    $h, $wd = len($g), len($g[0])
    return [[$g[i][k - i] for i in range($h) if 0 <= k - i < $wd] for k in range($h + $wd - 1)]
bad: return [[$g[i][k - i] for i in range(k + 1) if i < len($g) and k - i < len($g[0])] for k in range(len($g))]
inputs: grids
---
combo: cheapest-path
names: cheapest_path minimal_cost lowest_path_sum
params: $g: list[list[int]]
returns: int
said: Return the smallest sum of cells on a way from the top left to the bottom right of $g, moving only right or down
said: Find the cheapest way through the cost grid $g from its first to its last cell with steps right and down
told: Each cell of $g is the cost of entering it. You start in the top left cell, whose cost counts too, and may
    only step right or
    down. Return the lowest total cost of reaching the bottom right cell.
plan: keep the cheapest cost of each cell of a row; add the cell to the cheaper of above and left; return the last
do:
    cost = [[0] * len($row) for $row in $g]
    for i, $row in enumerate($g):
        for j, $v in enumerate($row):
            before = [cost[i - 1][j]] if i else []
            before += [cost[i][j - 1]] if j else []
            cost[i][j] = $v + min(before, default=0)
    return cost[-1][-1]
do:
    line = [0] + [float("inf")] * (len($g[0]) - 1)
    for $row in $g:
        line[0] += $row[0]
        for j in range(1, len($row)):
            line[j] = $row[j] + min(line[j], line[j - 1])
    return line[-1]
bad:
    i = j = 0
    $total = $g[0][0]
    while (i, j) != (len($g) - 1, len($g[0]) - 1):
        if j == len($g[0]) - 1 or (i < len($g) - 1 and $g[i + 1][j] < $g[i][j + 1]):
            i += 1
        else:
            j += 1
        $total += $g[i][j]
    return $total
case: [[1, 2, 9], [1, 9, 9], [9, 1, 1]]
case: [[1, 1, 9, 1], [2, 9, 9, 9], [9, 1, 1, 1]]
case: [[1, 1, 9], [2, 9, 9], [1, 1, 1], [9, 9, 1]]
case: [[1, 2, 1], [1, 9, 1], [9, 9, 1]]
inputs: costs
""")
