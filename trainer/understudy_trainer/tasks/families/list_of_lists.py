"""Family over a list of lists: each one measured, the best, sorted, filtered."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

INNER = (
    ("sum", "sum", "sum({})", "max({}, default=0)"),
    ("len", "length", "len({})", "sum({})"),
    ("max", "maximum", "max({})", "{}[-1]"),
    ("first", "first element", "{}[0]", "{}[-1]"),
    ("last", "last element", "{}[-1]", "{}[0]"),
    ("spread", "spread (maximum minus minimum)", "max({}) - min({})", "max({})"),
    ("evens", "number of even elements", "sum(1 for x in {} if x % 2 == 0)", "sum(1 for x in {} if x % 2 == 1)"),
)

ROWS = asks("""
# map: row_values, measure_rows, summarize_rows, per_row
($rows: list[list[int]]) -> list[int]
- Return a list with the $what of each inner list of $rows
- For every list in $rows compute its $what
- Map each row of $rows to its $what
- Given $rows, a list of nonempty lists, list the $what of each of them in order
> $rows is a list of nonempty lists of integers. Compute the $what of each of them, and return these numbers in the
  same order.
plan go through the rows; compute the $what of each
= return [$on_row for $row in $rows]
= $acc = []
  for $row in $rows:
      $acc.append($on_row)
  return $acc
! return [$miss_row for $row in $rows]
in rows
< []
# best: best_row, top_row, row_with_most, leading_row
($rows: list[list[int]]) -> list[int]
- Return the inner list of $rows with the largest $what, the first one on a tie
- Find the row of $rows whose $what is greatest; the earlier one wins a tie
- Given $rows, pick the list with the highest $what (first of equals)
* Return an empty list if $rows is empty
> Each entry of $rows is a nonempty list of integers. Return the entry with the greatest $what. If several entries tie,
  return the first of them; if $rows is empty, return an empty list.
plan compare the rows by their $what; return the best or an empty list
= return max($rows, key=lambda $row: $on_row, default=[])
= best = []
  for $row in $rows:
      if not best or $on_row > $on_best:
          best = $row
  return best
! return min($rows, key=lambda $row: $on_row, default=[])
in rows
< []
< [[2, 2], [1, 3], [4]]
# index: best_row_index, find_top_row, index_of_best
($rows: list[list[int]]) -> int
- Return the index of the inner list of $rows with the largest $what, the first on a tie, -1 if $rows is empty
- Tell at which position of $rows the list with the greatest $what stands (first one on ties, -1 for no rows)
- Find the index of the row in $rows whose $what is highest (the smallest such index), or -1 without rows
plan compare the indices by the $what of their rows; return the best or -1
= return max(range(len($rows)), key=lambda i: $on_at, default=-1)
= best = -1
  for i, $row in enumerate($rows):
      if best < 0 or $on_row > $on_rows_best:
          best = i
  return best
! return min(range(len($rows)), key=lambda i: $on_at, default=-1)
in rows
< []
< [[2, 2], [1, 3], [4]]
# sort: order_rows, sort_rows, rows_in_order
($rows: list[list[int]]) -> list[list[int]]
- Sort the inner lists of $rows by their $what in ascending order
- Return the rows of $rows ordered by increasing $what, rows with equal $what in their original order
- Order $rows so that the lists with the smallest $what come first
> The lists in $rows are to be put in order: those with a smaller $what come first, and equal ones keep their order.
  Return the sorted list of lists.
plan sort the rows with the $what as key
= return sorted($rows, key=lambda $row: $on_row)
= ordered = list($rows)
  ordered.sort(key=lambda $row: $on_row)
  return ordered
! return sorted($rows)
! return sorted($rows, key=lambda $row: $on_row, reverse=True)
in rows
< []
# filter: rows_above, keep_rows, select_rows, rows_over_limit
($rows: list[list[int]], $lim: int) -> list[list[int]]
- Keep only the inner lists of $rows whose $what is greater than $lim
- Return the rows of $rows with a $what above $lim, in their order
- Filter $rows: a list stays if its $what exceeds $lim
> Each element of $rows is a nonempty list of integers. Return only those lists whose $what is more than $lim.
plan compute the $what of each row; keep those above the limit
= return [$row for $row in $rows if $on_row > $lim]
= $acc = []
  for $row in $rows:
      if $on_row > $lim:
          $acc.append($row)
  return $acc
! return [$row for $row in $rows if $on_row >= $lim]
! return [$row for $row in $rows if $on_row < $lim]
in rows val
< [], 1
< [[2, 2], [1, 3], [4], [4, 4, 4], [1, 8]], 2
# total: sum_of_rows, total_over_rows, add_up_rows
($rows: list[list[int]]) -> int
- Add up the $what of every inner list of $rows
- Return the total of the values that give the $what of each row in $rows
- Compute the $what for each list in $rows and return the sum of these numbers
plan compute the $what of each row; add them up
= return sum($on_row for $row in $rows)
= $acc = 0
  for $row in $rows:
      $acc += $on_row
  return $acc
! return sum($miss_row for $row in $rows)
in rows
< []
""")


@family("list-of-lists", weight=4)
def list_of_lists(rng: Rng) -> Draft:
    """Inner lists measured, compared, sorted, filtered."""
    key, what, code, miss = pick(rng, INNER)
    ask = pick(rng, ROWS)
    spots = {"on_row": "$row", "on_best": "best", "on_at": "$rows[i]", "on_rows_best": "$rows[best]"}
    return asked(
        rng, ask, f"{key}|{ask.key}", what=what, miss_row=miss.replace("{}", "$row"),
        **{name: code.replace("{}", spot) for name, spot in spots.items()},
    )  # fmt: skip
