"""Family: rows of cells, neighbours in a grid, water, falling grains, fire."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

CELLS = r"""
## rule: next_cells step evolve ($xs: list[int]) -> list[int]
$xs: cells row state
:1 xor; SAID=1 if exactly one of its two neighbours is 1; CODE=int(left != right)
:1 both; SAID=1 if both of its neighbours are 1; CODE=int(left == right == 1)
:1 same; SAID=1 if its two neighbours are equal; CODE=int(left == right)
:1 any; SAID=1 if at least one of its two neighbours is 1; CODE=int(left == 1 or right == 1)
:2 zero; EDGE=beyond the ends there are zeros; PAD=[0, *$xs, 0]
:2 ring; EDGE=the row is a ring; PAD=[*$xs[-1:], *$xs, *$xs[:1]]
- Return the next state of the row $xs of zeros and ones: a cell becomes $SAID, else 0; $EDGE
- Each cell of $xs becomes $SAID and 0 otherwise, all at once ($EDGE); return the new row
> put a neighbour at both ends; look at the left and right one of every cell
= padded = $PAD
  return [$CODE for left, right in zip(padded, padded[2:])]
= padded = $PAD
  new = []
  for i in range(1, len(padded) - 1):
      left, right = padded[i - 1], padded[i + 1]
      new.append($CODE)
  return new
/ padded = [1, *$xs, 1]
  return [$CODE for left, right in zip(padded, padded[2:])]
/ return [1 - cell for cell in $xs]
? [0, 1, 0, 0, 1]
? [1, 1, 1]
? [1, 0, 0, 0, 0]
? [0, 0, 1, 1]
% ints(0, 1, 8)
## life: live_neighbours neighbour_count around ($rows: list[list[int]], $i: int, $j: int) -> int
$i $j: row column, r c, i j
- Count the ones among the up to eight neighbours of cell ($i, $j) in the grid $rows
- Return how many cells around row $i, column $j of $rows are 1, diagonals included, the cell itself not
> go through the rows and columns around; skip the cell and what lies outside; add
= total = 0
  for r_ in range(max(0, $i - 1), min(len($rows), $i + 2)):
      for c_ in range(max(0, $j - 1), min(len($rows[0]), $j + 2)):
          if (r_, c_) != ($i, $j):
              total += $rows[r_][c_]
  return total
/ total = 0
  for r_ in range(max(0, $i - 1), min(len($rows), $i + 2)):
      for c_ in range(max(0, $j - 1), min(len($rows[0]), $j + 2)):
          total += $rows[r_][c_]
  return total
? [[1, 1, 0], [0, 1, 1], [0, 0, 1]], 1, 1
? [[1, 1], [1, 1]], 0, 0
? [[1]], 0, 0
? [[0, 1, 0], [1, 1, 0]], 1, 2
## water: trapped_water water_held rain ($xs: list[int]) -> int
$xs: heights walls profile
- Rain falls on a row of walls with the heights $xs; return how many units of water stay between them
- Compute how much water the profile $xs can hold
> above each wall stands water up to the smaller of the highest walls on both sides; add up
= return sum(
      min(max($xs[: i + 1]), max($xs[i:])) - h
      for i, h in enumerate($xs)
  )
= total = 0
  left, right = 0, len($xs) - 1
  left_max = right_max = 0
  while left <= right:
      if left_max <= right_max:
          left_max = max(left_max, $xs[left])
          total += left_max - $xs[left]
          left += 1
      else:
          right_max = max(right_max, $xs[right])
          total += right_max - $xs[right]
          right -= 1
  return total
/ return sum(max($xs) - h for h in $xs)
? [3, 0, 2]
? []
? [1, 2, 3]
? [4, 1, 3, 0, 2]
## pour: pour_into fill_buckets fill_up ($k: int, $xs: list[int]) -> list[int]
$k: water amount supply
$xs: sizes capacities buckets
- Pour $k units into the buckets with the sizes $xs from left to right, each full before the next; return their
  contents
- Fill $xs (capacities) in order with $k in all; list how much each gets, what is too much is lost
> give each what fits; subtract it
= out = []
  for size in $xs:
      part = min(size, $k)
      out.append(part)
      $k -= part
  return out
/ return [min(size, $k) for size in $xs]
/ out = []
  for size in $xs:
      out.append(size if $k >= size else 0)
      $k -= out[-1]
  return out
? 7, [3, 5, 4]
? 0, [1, 2]
? 9, []
% int(3, 20), ints(1, 8)
## sand: settle fall_down gravity ($s: str) -> str
$s: column tube s
- Let the grains "o" in the column $s (top first) fall over empty places "." to the bottom; return the column
- Gravity pulls every "o" in $s to the right end past the "." places; return the result
> count grains and empty places; put the empty ones first
= return "." * $s.count(".") + "o" * $s.count("o")
= return "".join(sorted($s))
/ return "o" * $s.count("o") + "." * $s.count(".")
/ return $s[::-1]
? 'o.o.'
? ''
? '..'
? 'oo..o'
## spread: burn spread_once infect ($s: str) -> str
$s: row forest line
- Fire "F" spreads in one step from each burning place of $s to neighbouring trees "T"; return the row afterwards
- In the row $s a tree "T" next to "F" catches fire and becomes "F", everything else stays; return the new row
> look at the neighbours of every tree in the old row
= out = ""
  for i, c in enumerate($s):
      near = $s[max(0, i - 1) : i + 2]
      out += "F" if c == "T" and "F" in near else c
  return out
/ return $s.replace("FT", "FF").replace("TF", "FF")
/ out = list($s)
  for i, c in enumerate($s):
      if c == "T" and "F" in out[max(0, i - 1) : i + 2]:
          out[i] = "F"
  return "".join(out)
? 'TFT.T'
? 'FTTT'
? ''
? 'TTFT.FT'
? '.T.F.'
"""


@family("cells-and-water", weight=3)
def cells_and_water(rng: Rng) -> Draft:
    """Rows of cells, neighbours in a grid, water, falling grains, fire."""
    return from_sheet(rng, CELLS)
