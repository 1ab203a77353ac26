"""Cards of the families in `boards`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

BOARDS_1 = deck("""
combo: latin
names: is_latin_square valid_rows_and_columns complete_square
params: $g: list[list[int]]
returns: bool
said: Check whether each row and each column of the square board $g contains all numbers from 1 to its size
said: Return True if $g is a latin square of the numbers 1 to n, n being the number of rows
told: A board of n rows and n columns is a latin square if every row and every column contains each of the
    numbers 1 to n. Return whether the square board $g is one.
plan: make the set of expected numbers; compare it with each row and column
do:
    wanted = set(range(1, len($g) + 1))
    return all(set(line) == wanted for line in [*$g, *zip(*$g)])
do:
    numbers = list(range(1, len($g) + 1))
    for line in list($g) + list(zip(*$g)):
        if sorted(line) != numbers:
            return False
    return True
bad: return all(set($row) == set(range(1, len($g) + 1)) for $row in $g)
inputs: latin
---
combo: row-valid
names: no_repeats_in_row valid_row row_is_valid
params: $row: list[int]
pool: row = row line cells values
returns: bool
said: Check whether no number other than 0 occurs twice in $row
said: Return True if the numbers in $row are all different, where 0 stands for an empty cell and may be repeated
told: $row is a row of a number puzzle. Empty cells are written as 0. The row is valid if every filled number
    occurs only once. Return
    whether $row is valid.
plan: keep the filled cells; compare their number with that of different ones
do:
    filled = [$v for $v in $row if $v != 0]
    return len(filled) == len(set(filled))
do: return all($row.count($v) == 1 for $v in $row if $v)
bad: return len($row) == len(set($row))
case: [1, 0, 3, 0]
case: [1, 2, 1, 0]
case: []
case: [0, 0]
case: [4, 3, 2, 1]
case: [5, 0, 5]
---
combo: board-valid
names: no_conflicts valid_board is_consistent
params: $g: list[list[int]]
returns: bool
said: Check that no row and no column of $g has a number other than 0 more than once
said: Return True if the filled cells (not 0) of every row and column of $g are all different
plan: go through rows and columns; keep filled cells; look for repeats
do:
    for line in [*$g, *zip(*$g)]:
        filled = [$v for $v in line if $v]
        if len(set(filled)) < len(filled):
            return False
    return True
do:
    def fine(line):
        return all(line.count($v) == 1 for $v in line if $v != 0)

    return all(map(fine, $g)) and all(map(fine, zip(*$g)))
bad: return all($row.count($v) == 1 for $row in $g for $v in $row if $v)
case: [[1, 0], [0, 1]]
case: [[1, 2], [1, 0]]
case: [[0, 0], [0, 0]]
case: [[3, 3], [0, 1]]
case: [[1, 2, 0], [2, 0, 1], [0, 1, 2]]
---
combo: block
names: get_block block_of_cell box_values
params: $g: list[list[int]], $r: int, $col: int
pool: r = row r i
pool: col = col c j
returns: list[int]
said: Return the numbers of the 2 by 2 block of $g that contains row $r and column $col, row by row
said: The 4 by 4 board $g is divided into four 2 by 2 blocks; list the numbers in the block of the cell ($r, $col)
plan: find the top left cell of the block; read its rows
do:
    top, left = $r // 2 * 2, $col // 2 * 2
    return [$v for line in $g[top : top + 2] for $v in line[left : left + 2]]
do:
    $out = []
    for i in range(4):
        for j in range(4):
            if i // 2 == $r // 2 and j // 2 == $col // 2:
                $out.append($g[i][j])
    return $out
bad: return [$v for line in $g[$r : $r + 2] for $v in line[$col : $col + 2]]
case: [[1, 2, 3, 4], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]], 0, 0
case: [[1, 2, 3, 4], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]], 1, 3
case: [[1, 2, 3, 4], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]], 3, 1
case: [[0, 0, 5, 0], [0, 7, 0, 0], [1, 0, 0, 0], [0, 0, 0, 9]], 2, 2
---
combo: knight
names: knight_can_move is_knight_move knight_reaches
params: $r: int, $col: int, $r2: int, $col2: int
pool: r = r1 row1 y1
pool: col = c1 col1 x1
pool: r2 = r2 row2 y2
pool: col2 = c2 col2 x2
returns: bool
said: Check whether a knight can go from row $r, column $col to row $r2, column $col2 in one move
said: Return True if the squares ($r, $col) and ($r2, $col2) are two apart in one direction and one apart in the other
told: A knight jumps two squares in one direction and one square across. Return True if it can jump from row $r,
    column $col to row $r2, column $col2, and False otherwise.
plan: take the distances in both directions; check that they are 1 and 2
do: return sorted((abs($r - $r2), abs($col - $col2))) == [1, 2]
do: return abs($r - $r2) * abs($col - $col2) == 2
bad: return abs($r - $r2) + abs($col - $col2) == 3
case: 0, 0, 0, 3
inputs: chess
---
combo: knight-moves
names: knight_moves targets_of_knight next_squares
params: $r: int, $col: int
pool: r = row r y
pool: col = col c x
knob: n: int = 4..8; size n board_size
returns: list[tuple[int, int]]
said: Return the sorted squares (row, column) that a knight on row $r, column $col reaches in one move on a
    board of $n by $n squares
said: List all knight moves from ($r, $col) that stay on a $n by $n board whose rows and columns are counted
    from 0, in sorted order
plan: go through all squares; keep those one and two steps away
do: return [(i, j) for i in range($n) for j in range($n) if abs(i - $r) * abs(j - $col) == 2]
do:
    $out = []
    for down, across in ((1, 2), (2, 1)):
        for i in ($r - down, $r + down):
            for j in ($col - across, $col + across):
                if 0 <= i < $n and 0 <= j < $n:
                    $out.append((i, j))
    return sorted($out)
bad: return [(i, j) for i in range($n) for j in range($n) if abs(i - $r) + abs(j - $col) == 3]
case: 0, 0
case: 1, 1
case: 2, 3
case: 3, 0
---
combo: square-colour
names: square_color is_dark_square same_color
params: $a: str, $b: str
pool: a = first a square1 start
pool: b = second b square2 end
returns: bool
said: Check whether the chess squares $a and $b, written like 'c7', have the same colour
said: Return True if the two squares $a and $b (letter and digit) of a chessboard are of one colour
plan: add column and row of each square; compare the parities
do:
    def shade(square):
        return (ord(square[0]) + int(square[1])) % 2

    return shade($a) == shade($b)
do: return (ord($a[0]) + int($a[1]) + ord($b[0]) + int($b[1])) % 2 == 0
bad: return int($a[1]) % 2 == int($b[1]) % 2
case: "a1", "h8"
case: "a1", "a2"
case: "c7", "d6"
case: "b3", "g3"
case: "e4", "e4"
---
combo: count-sign
names: count_sign count_on_map cells_with
params: $g: list[str]
pool: g = lines rows world plan chart
knob: c: str = # o .; sign symbol char mark
returns: int
said: Count how often the character $c occurs in the lines of $g
said: Return the number of $c cells on the map $g, a list of strings
plan: count the character in each line; add the counts
do: return sum(line.count($c) for line in $g)
do: return "".join($g).count($c)
bad: return sum($c in line for line in $g)
inputs: maps
---
combo: find-sign
names: find_on_map locate_sign spots_of
params: $g: list[str]
pool: g = lines rows world plan chart
knob: c: str = # o .; sign symbol char mark
returns: list[tuple[int, int]]
said: Return all (x, y) positions of the character $c on the map $g, where x is the column and y the line, line
    by line
said: List the coordinates (column, line) at which $c stands in the list of strings $g, from top to bottom and
    left to right
plan: go through the lines and characters; keep (column, line) of each match
do: return [(x, y) for y, line in enumerate($g) for x, sign in enumerate(line) if sign == $c]
do:
    $out = []
    for y in range(len($g)):
        for x in range(len($g[y])):
            if $g[y][x] == $c:
                $out.append((x, y))
    return $out
bad: return [(y, x) for y, line in enumerate($g) for x, sign in enumerate(line) if sign == $c]
inputs: maps
---
combo: to-lines
names: draw_grid render to_text
params: $g: list[list[int]]
returns: list[str]
said: Turn the 0/1 grid $g into a list of strings with '#' for 1 and '.' for 0
said: Draw $g as text lines, writing each 1 as '#' and each 0 as '.'
plan: write a sign for each cell; join each row
do: return ["".join("#" if $v else "." for $v in $row) for $row in $g]
do:
    lines = []
    for $row in $g:
        line = ""
        for $v in $row:
            line += ".#"[$v]
        lines.append(line)
    return lines
bad: return ["".join("." if $v else "#" for $v in $row) for $row in $g]
case: [[1, 0], [0, 1]]
case: [[0]]
case: []
case: [[1, 1, 1], [0, 0, 1]]
""")
