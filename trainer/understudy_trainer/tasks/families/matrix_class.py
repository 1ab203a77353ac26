"""Family: methods of a matrix."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

MATRIX = r'''
$Matrix: Matrix Grid Table Board
$rows: rows cells data
& class $Matrix:
      """A rectangle of numbers, given as a list of rows."""

      def __init__(self, $rows: list[list[int]]) -> None:
          self.$rows = [list(row) for row in $rows]
? [[1, 2, 3], [4, 5, 6]]
? [[7]]
? [[1, 2], [3, 4]]
? [[2, 0], [0, 2], [5, 1]]
% grid
## transposed: transposed flipped turn (self) -> "$Matrix"
:1 transpose; NAMES=transposed transpose; SAID=with rows and columns exchanged;
  CODE=[list(column) for column in zip(*self.$rows)]; BAD=[row[::-1] for row in self.$rows]
:1 mirror; NAMES=mirrored flip_horizontally; SAID=mirrored left to right; CODE=[row[::-1] for row in self.$rows];
  BAD=self.$rows[::-1]
:1 upside; NAMES=upside_down flip_vertically; SAID=turned upside down (the last row first);
  CODE=self.$rows[::-1]; BAD=[row[::-1] for row in self.$rows]
:1 clock; NAMES=rotated turn_right; SAID=rotated by 90 degrees clockwise;
  CODE=[list(column)[::-1] for column in zip(*self.$rows)]; BAD=[list(column) for column in zip(*self.$rows)]
:1 counter; NAMES=rotated_left turn_left; SAID=rotated by 90 degrees counterclockwise;
  CODE=[list(column) for column in zip(*self.$rows)][::-1];
  BAD=[list(column)[::-1] for column in zip(*self.$rows)]
:1 double; NAMES=doubled double; SAID=with every number doubled;
  CODE=[[x * 2 for x in row] for row in self.$rows]; BAD=[row * 2 for row in self.$rows]
- Return a new $Matrix $SAID
- Make a copy of it $SAID
> build the new rows; wrap them in a new object
= return $Matrix($CODE)
/ return $Matrix($BAD)
/ return $Matrix(self.$rows)
@ $Matrix({0}).SELF().$rows
## shape: shape size dimensions (self) -> tuple[int, int]
- Return the number of rows and the number of columns
- The size as (height, width)
> count the rows; count the numbers in the first
= return len(self.$rows), len(self.$rows[0])
/ return len(self.$rows[0]), len(self.$rows)
@ $Matrix({0}).SELF()
## line: row_totals line_sums sums (self) -> list[int]
:1 rowsum; NAMES=row_totals row_sums; SAID=sum of each row, top to bottom; CODE=[sum(row) for row in self.$rows];
  BAD=[sum(column) for column in zip(*self.$rows)]
:1 colsum; NAMES=column_sums column_totals; SAID=sum of each column, left to right;
  CODE=[sum(column) for column in zip(*self.$rows)]; BAD=[sum(row) for row in self.$rows]
:1 rowmax; NAMES=row_maxima largest_per_row; SAID=largest number of each row, top to bottom;
  CODE=[max(row) for row in self.$rows]; BAD=[row[0] for row in self.$rows]
:1 colmin; NAMES=column_minima smallest_per_column; SAID=smallest number of each column, left to right;
  CODE=[min(column) for column in zip(*self.$rows)]; BAD=[max(column) for column in zip(*self.$rows)]
- Return the $SAID
- List the $SAID
> go through the lines; compute one number for each
= return $CODE
/ return $BAD
/ return self.$rows[0]
@ $Matrix({0}).SELF()
## diagonal: diagonal main_diagonal corner_line (self) -> list[int]
:1 main; NAMES=diagonal main_diagonal; SAID=from the top left; CODE=row[i]; BAD=row[0]
:1 anti; NAMES=anti_diagonal other_diagonal; SAID=from the top right; CODE=row[-1 - i]; BAD=row[-1]
- Return the numbers on the diagonal that starts $SAID corner, as far as both rows and columns go
- List the diagonal $SAID to the bottom, ending at the shorter side
> go through the rows with their number; take the number at that place as long as there is one
= return [$CODE for i, row in enumerate(self.$rows) if i < len(row)]
/ return [$BAD for i, row in enumerate(self.$rows) if i < len(row)]
/ return [$CODE for i, row in enumerate(self.$rows) if i < len(row) - 1]
@ $Matrix({0}).SELF()
## get: get value_at cell (self, $i: int, $j: int) -> int | None
$i $j: row column, r c, i j, y x
- Return the number at row $i and column $j, or None outside
- Look up a cell counted from 0; negative or too large indices give None
> check both indices; return the number
= if 0 <= $i < len(self.$rows) and 0 <= $j < len(self.$rows[0]):
      return self.$rows[$i][$j]
  return None
/ return self.$rows[$i][$j]
/ if 0 <= $i <= len(self.$rows) and 0 <= $j < len(self.$rows[0]):
      return self.$rows[$j][$i]
  return None
@ (lambda m: [m.SELF(0, 1), m.SELF(1, 0), m.SELF(-1, 0), m.SELF(9, 9)])($Matrix({0}))
## count: count occurrences how_often (self, $x: int = 2) -> int
- Return how often $x occurs
- Count the cells that are equal to $x
> count in each row; add
= return sum(row.count($x) for row in self.$rows)
= return sum(cell == $x for row in self.$rows for cell in row)
/ return sum($x in row for row in self.$rows)
/ return self.$rows.count($x)
@ $Matrix({0}).SELF(2)
? [[2, 2], [2, 1]]
## neighbours: neighbour_sum around sum_around (self, $i: int, $j: int) -> int
$i $j: row column, r c, i j
- Add up the numbers directly above, below, left and right of row $i, column $j
- Sum of the up to four neighbours (not the diagonal ones) of the cell ($i, $j)
> go in four directions; skip what is outside; add
= total = 0
  for p, q in (($i - 1, $j), ($i + 1, $j), ($i, $j - 1), ($i, $j + 1)):
      if 0 <= p < len(self.$rows) and 0 <= q < len(self.$rows[0]):
          total += self.$rows[p][q]
  return total
/ total = 0
  for p, q in (($i - 1, $j), ($i + 1, $j), ($i, $j - 1), ($i, $j + 1)):
      if p < len(self.$rows) and q < len(self.$rows[0]):
          total += self.$rows[p][q]
  return total
@ $Matrix({0}).SELF(0, 0)
'''


@family("matrix-class", weight=3.5)
def matrix_class(rng: Rng) -> Draft:
    """Methods of a matrix."""
    return from_sheet(rng, MATRIX)
