"""Family of grids built from sizes, lists and coordinates: identity, tables, triangles, one-hot rows, adjacency."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.written_cards import deal, deck

BUILT = deck("""
combo: identity
names: identity identity_matrix eye unit_matrix
params: $n: int
pool: n = n size side dim
returns: list[list[int]]
said: Return the $n by $n identity matrix
said: Build a square matrix of size $n with ones on the main diagonal and zeros elsewhere
said: Create the identity matrix with $n rows as a list of lists
zh: 返回 $n 阶单位矩阵
told: The identity matrix has ones on its main diagonal and zeros everywhere else. Return the one with $n rows
    and $n columns as a list of lists. For 0 return an empty list.
plan: build each row; put 1 on the diagonal and 0 elsewhere
do: return [[1 if i == j else 0 for j in range($n)] for i in range($n)]
do:
    $out = [[0] * $n for _ in range($n)]
    for i in range($n):
        $out[i][i] = 1
    return $out
bad: return [[1] * $n for _ in range($n)]
bad: return [[1 if i + j == $n - 1 else 0 for j in range($n)] for i in range($n)]
case: 1
case: 2
case: 3
case: 0
case: 4
---
combo: filled
names: filled_grid make_grid new_board constant_matrix
params: $h: int, $wd: int, $v: int
pool: h = rows height h m
pool: wd = cols width w n
returns: list[list[int]]
said: Return a grid of $h rows and $wd columns in which every cell is $v
said: Make a list of $h lists that each hold $wd times the value $v
plan: make a row of the value; repeat for each row
do: return [[$v] * $wd for _ in range($h)]
do:
    $out = []
    for _ in range($h):
        $out.append([$v for _ in range($wd)])
    return $out
bad: return [[$v] * $h for _ in range($wd)]
case: 2, 3, 0
case: 1, 1, 7
case: 3, 2, -1
case: 0, 4, 5
---
combo: diagonal-of-list
names: diagonal_matrix diag from_diagonal
params: $xs: list[int]
returns: list[list[int]]
said: Return the square matrix with the numbers of $xs on its main diagonal and zeros elsewhere
said: Build a matrix of size len($xs) whose diagonal is $xs and whose other cells are 0
plan: make a row of zeros for each number; put the number at its own index
do: return [[$x if i == j else 0 for j in range(len($xs))] for i, $x in enumerate($xs)]
do:
    $out = [[0] * len($xs) for _ in $xs]
    for i, $x in enumerate($xs):
        $out[i][i] = $x
    return $out
bad: return [[$x] * len($xs) for $x in $xs]
case: [1, 2, 3]
case: [5]
case: []
case: [0, 4]
---
combo: times-table
names: times_table multiplication_table products
params: $n: int
pool: n = n size limit last
returns: list[list[int]]
said: Return the multiplication table of the numbers 1 to $n as a list of rows
said: Build a $n by $n table in which row i and column j, counted from 1, hold i * j
plan: go through the rows; multiply by each column number
do: return [[i * j for j in range(1, $n + 1)] for i in range(1, $n + 1)]
do:
    $out = []
    for i in range(1, $n + 1):
        $row = []
        for j in range(1, $n + 1):
            $row.append(i * j)
        $out.append($row)
    return $out
bad: return [[i * j for j in range($n)] for i in range($n)]
bad: return [[i + j for j in range(1, $n + 1)] for i in range(1, $n + 1)]
case: 1
case: 3
case: 4
case: 0
---
combo: chessboard
names: checkerboard chess_pattern alternating_grid
params: $h: int, $wd: int
pool: h = rows height h m
pool: wd = cols width w n
returns: list[list[int]]
said: Return a grid of $h rows and $wd columns with 0 and 1 alternating like on a chessboard, 0 in the top left cell
said: Build a $h by $wd checkerboard of zeros and ones that starts with 0
plan: take the parity of row plus column for each cell
do: return [[(i + j) % 2 for j in range($wd)] for i in range($h)]
do:
    $out = []
    for i in range($h):
        $out.append([0 if i % 2 == j % 2 else 1 for j in range($wd)])
    return $out
bad: return [[j % 2 for j in range($wd)] for i in range($h)]
bad: return [[(i + j + 1) % 2 for j in range($wd)] for i in range($h)]
case: 2, 2
case: 3, 4
case: 1, 1
case: 0, 3
case: 4, 1
---
combo: count-up
names: count_up numbered_grid fill_with_numbers
params: $h: int, $wd: int
pool: h = rows height h m
pool: wd = cols width w n
returns: list[list[int]]
said: Return a $h by $wd grid with the numbers 1, 2, 3, ... row by row
said: Number the cells of a grid with $h rows and $wd columns from 1 on, from left to right and top to bottom
plan: compute the first number of each row; count up from it
do: return [[i * $wd + j + 1 for j in range($wd)] for i in range($h)]
do:
    number = 0
    $out = []
    for _ in range($h):
        $out.append(list(range(number + 1, number + $wd + 1)))
        number += $wd
    return $out
bad: return [[i * $wd + j for j in range($wd)] for i in range($h)]
bad: return [[i * $h + j + 1 for j in range($wd)] for i in range($h)]
case: 2, 3
case: 3, 2
case: 1, 4
case: 2, 1
---
combo: reshape
names: reshape to_grid split_into_rows
params: $xs: list[int], $wd: int
pool: wd = width cols row_length per_row
returns: list[list[int]]
said: Cut $xs into rows of $wd numbers and return them as a grid; raise ValueError if the last row would be incomplete
said: Arrange $xs in rows of length $wd; if its length is no multiple of $wd, raise ValueError
told: The flat list $xs is to be shown as a grid with $wd columns. Return the list of rows. If the numbers do
    not fill all rows
    completely, raise ValueError.
plan: raise ValueError if the length does not fit; slice the rows one after the other
do:
    if len($xs) % $wd != 0:
        raise ValueError("incomplete row")
    return [$xs[i : i + $wd] for i in range(0, len($xs), $wd)]
do:
    if len($xs) % $wd:
        raise ValueError
    return [$xs[k * $wd : (k + 1) * $wd] for k in range(len($xs) // $wd)]
bad: return [$xs[i::$wd] for i in range($wd)]
case: [1, 2, 3, 4, 5, 6], 2
case: [1, 2, 3, 4, 5, 6], 3
case: [7], 1
case: [], 4
error: [1, 2, 3], 2
error: [1], 5
---
combo: number-triangle
names: pascal_triangle binomial_rows triangle_rows
params: $n: int
pool: n = n rows count height
returns: list[list[int]]
said: Return the first $n rows of Pascal's triangle
said: Build a triangle of $n rows that starts and ends each row with 1, every other number being the sum of the
    two above it
plan: start with the row of one; add neighbours of the row before; put 1 at both ends
do:
    $out = []
    $row = [1]
    for _ in range($n):
        $out.append($row)
        $row = [1, *(a + b for a, b in zip($row, $row[1:])), 1]
    return $out
do: return [[math.comb(i, j) for j in range(i + 1)] for i in range($n)]
import: import math
bad: return [[1] * (i + 1) for i in range($n)]
case: 1
case: 3
case: 5
case: 0
---
combo: staircase
names: number_staircase growing_rows triangle
params: $n: int
pool: n = n rows count height
returns: list[list[int]]
said: Return $n rows of which the i-th holds the numbers from 1 to i
said: Build the list [[1], [1, 2], ...] with $n inner lists
plan: make the range up to each row number
do: return [list(range(1, i + 1)) for i in range(1, $n + 1)]
do:
    $out = []
    for i in range($n):
        $out.append([j + 1 for j in range(i + 1)])
    return $out
bad: return [list(range(1, i)) for i in range(1, $n + 1)]
case: 1
case: 3
case: 4
case: 0
---
combo: from-coordinates
names: place_marks grid_with_marks mark_cells
params: $h: int, $wd: int, $spots: list[tuple[int, int]]
pool: h = rows height h m
pool: wd = cols width w n
pool: spots = cells marks positions points
returns: list[list[int]]
said: Return a grid of $h by $wd zeros with 1 at each (row, column) in $spots; positions outside are ignored
said: Build a 0/1 grid with $h rows and $wd columns whose ones stand at the coordinates $spots, leaving out
    those beyond the border
plan: make a grid of zeros; set the cells that lie inside
do:
    $out = [[0] * $wd for _ in range($h)]
    for i, j in $spots:
        if 0 <= i < $h and 0 <= j < $wd:
            $out[i][j] = 1
    return $out
do: return [[int((i, j) in $spots) for j in range($wd)] for i in range($h)]
bad: return [[int((j, i) in $spots) for j in range($wd)] for i in range($h)]
case: 2, 3, [(0, 1), (1, 2)]
case: 2, 2, [(5, 5), (1, 0)]
case: 1, 1, []
case: 3, 2, [(2, 1), (-1, 0), (0, 1)]
---
combo: adjacency-matrix
names: adjacency_matrix edges_to_matrix link_matrix
params: $n: int, $edges: list[tuple[int, int]]
pool: n = n size count nodes
returns: list[list[int]]
said: Return the $n by $n adjacency matrix of the undirected edges $edges between nodes 0 to $n - 1
said: Build a 0/1 matrix of size $n with 1 at [a][b] and [b][a] for every pair (a, b) in $edges
plan: make a grid of zeros; set both cells of each edge
do:
    $out = [[0] * $n for _ in range($n)]
    for $a, $b in $edges:
        $out[$a][$b] = 1
        $out[$b][$a] = 1
    return $out
do: return [[int((i, j) in $edges or (j, i) in $edges) for j in range($n)] for i in range($n)]
bad: return [[int((i, j) in $edges) for j in range($n)] for i in range($n)]
case: 3, [(0, 1), (1, 2)]
case: 2, []
case: 4, [(3, 0), (1, 3)]
case: 1, []
---
combo: one-hot
names: one_hot encode_labels indicator_rows
params: $ws: list[str]
pool: ws = labels categories words kinds
returns: list[list[int]]
said: Return a one-hot row for each entry of $ws: 1 in the column of its value, the columns being the sorted
    different values
said: Encode $ws as rows of zeros and a single one; column k stands for the k-th different value in alphabetical order
told: Prepare the labels $ws for a learning program. There is one column for each different label, in
    alphabetical order. Return a row for each entry of $ws that has a 1 in the column of its label and 0 in the
    others.
plan: sort the different values; write 1 where the value of the column matches
do:
    columns = sorted(set($ws))
    return [[int($w == column) for column in columns] for $w in $ws]
do:
    index = {value: k for k, value in enumerate(sorted(set($ws)))}
    $out = []
    for $w in $ws:
        $row = [0] * len(index)
        $row[index[$w]] = 1
        $out.append($row)
    return $out
bad: return [[int($w == column) for column in $ws] for $w in $ws]
case: ["b", "a", "b"]
case: ["x"]
case: []
case: ["red", "blue", "green", "blue"]
""")


@family("grid-building", weight=3.4)
def grid_building(rng: Rng) -> Draft:
    """Identity, filled, numbered and reshaped grids, triangles, one-hot rows, adjacency matrices."""
    return deal(rng, pick(rng, BUILT))
