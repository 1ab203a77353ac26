"""Family that builds lists: ranges with steps, progressions, repeated patterns, staircases, tables."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

BUILT = asks("""
# stepped: stepped_range, numbers_with_step, arithmetic_list
($low: int, $high: int, $step: int) -> list[int]
- List the numbers from $low up to and including $high in steps of $step
- Return every number $low, $low + $step, ... that does not exceed $high
- Count from $low to at most $high by $step (positive) and return the numbers as a list
> Return a list of the numbers that begins with $low and goes up by $step at a time. It ends before the numbers get
  larger than $high; $high itself belongs to it if it is reached exactly.
plan make a range that includes the end
= return list(range($low, $high + 1, $step))
= numbers = []
  current = $low
  while current <= $high:
      numbers.append(current)
      current += $step
  return numbers
! return list(range($low, $high, $step))
in zero goal two
< 1, 7, 3
< 5, 4, 1
< 2, 2, 2
# countdown: countdown, count_down, descending_list
($n: int) -> list[int]
- Return the numbers from $n down to 1
- Count down from $n to 1 and return the list
- Build a list that begins with $n and decreases by 1 until it reaches 1
plan make a range that goes down
= return list(range($n, 0, -1))
= numbers = []
  while $n > 0:
      numbers.append($n)
      $n -= 1
  return numbers
! return list(range($n, -1, -1))
! return list(range(1, $n + 1))
in n
< 0
< 1
# arithmetic: arithmetic_sequence, progression, equal_steps
($x: int, $step: int, $n: int) -> list[int]
- Return the first $n terms of the sequence that begins with $x and grows by $step each time
- Build a list of $n numbers, the first is $x and each following one is $step more
- List $x, $x + $step, $x + 2 * $step, ... with $n elements in all
> A climber has piles of stones: the first pile holds $x stones and every further pile $step stones more than the one
  before. Return the sizes of $n piles as a list.
zh 返回以 $x 开头、每项增加 $step 的等差数列的前 $n 项
plan for each index add that many steps to the start
= return [$x + i * $step for i in range($n)]
= terms = []
  for _ in range($n):
      terms.append($x)
      $x += $step
  return terms
! return [$x + i * $step for i in range(1, $n + 1)]
! return list(range($x, $n, $step)) if $step else [$x]
in n k k
< 5, 0, 3
< 2, 3, 0
# geometric: geometric_sequence, growing_powers, multiply_up
($x: int, $k: int, $n: int) -> list[int]
- Return the first $n terms of the sequence that begins with $x where each term is $k times the previous one
- Build a list of $n numbers starting with $x, multiplying by $k from one to the next
plan start with the first term; multiply for each further one
= terms = []
  for _ in range($n):
      terms.append($x)
      $x *= $k
  return terms
= return [$x * $k**i for i in range($n)]
! return [$x * $k * i for i in range($n)]
in n two k
< 5, 2, 0
< 1, 3, 1
# repeat-each: repeat_each, stretch, duplicate_each
($items: list[int], $k: int) -> list[int]
- Repeat each element of $items $k times in a row
- Return a list in which every element of $items is followed by its copies, $k in total
- Stretch $items: each element appears $k times, copies next to each other
> Return a list in which every element of $items is written $k times in succession before the next one follows. If $k
  is 0, the list is empty.
plan for each element append the copies
= return [entry for entry in $items for _ in range($k)]
= stretched = []
  for entry in $items:
      stretched.extend([entry] * $k)
  return stretched
! return $items * $k
in ints two
< [], 3
< [1, 2], 0
# repeat-by-count: repeat_by_counts, expand, decode_counts
($items: list[int], $ys: list[int]) -> list[int]
- Repeat each element of $items as often as the number at the same position of $ys says
- Return a list holding $items[0] $ys[0] times, then $items[1] $ys[1] times and so on
plan pair elements with counts; append the copies
= return [entry for entry, times in zip($items, $ys) for _ in range(times)]
= expanded = []
  for entry, times in zip($items, $ys):
      expanded += [entry] * times
  return expanded
! return [entry * times for entry, times in zip($items, $ys)]
in twins
< [], []
< [7, 8], [0, 2]
# cycle-to: cycle_to_length, fill_by_cycling, repeat_pattern
($items: list[int], $n: int) -> list[int]
- Repeat the nonempty list $items from the start as often as needed to get exactly $n elements
- Return $n elements by cycling through $items
- Build a list of length $n that repeats the pattern $items, cutting it off at the end
> A pattern $items is repeated again and again until there are $n elements. Return these $n elements; the last
  repetition may be incomplete.
plan for each index take the element at the index modulo the length
= return [$items[i % len($items)] for i in range($n)]
= from itertools import cycle, islice
  return list(islice(cycle($items), $n))
! return ($items * $n)[:-$n]
! return $items[:$n]
in ints n
< [4], 3
< [1, 2, 3], 0
# triangle-list: growing_groups, staircase, number_staircase
($n: int) -> list[list[int]]
- Return $n lists: [1], [1, 2], [1, 2, 3] and so on
- Build a staircase of lists in which row i, from 1 to $n, holds the numbers 1 to i
plan for each row make a range
= return [list(range(1, i + 1)) for i in range(1, $n + 1)]
= rows = []
  for i in range(1, $n + 1):
      rows.append([j for j in range(1, i + 1)])
  return rows
! return [list(range(1, i + 1)) for i in range($n)]
in k
< 0
< 1
< 3
# times-table: times_table, multiples_row, multiplication_row
($x: int, $n: int) -> list[int]
- Return the first $n positive multiples of $x
- List $x * 1, $x * 2, ... up to $x * $n
- Write down the multiplication table of $x with $n entries
plan multiply the number by 1 to $n
= return [$x * i for i in range(1, $n + 1)]
= row = []
  for i in range(1, $n + 1):
      row.append(i * $x)
  return row
! return [$x * i for i in range($n)]
in n k
< 3, 0
< -2, 3
# mirrored: up_and_down, there_and_back, mirrored_range
($n: int) -> list[int]
- Return the numbers from 1 up to $n and back down to 1
- Build a list that rises from 1 to $n and then falls to 1, with $n only once
> Return the list that counts up from 1 to $n and then down to 1 again. The number $n occurs only once. For $n equal
  to 0 the list is empty.
plan join the rising range with the falling one
= return [*range(1, $n + 1), *range($n - 1, 0, -1)]
= up = list(range(1, $n + 1))
  return up + up[-2::-1] if $n > 1 else up
! return [*range(1, $n + 1), *range($n, 0, -1)]
in k
< 0
< 1
< 5
# alternate-sign: alternating_signs, plus_minus, signed_sequence
($n: int) -> list[int]
- Return the numbers 1 to $n with alternating signs: 1, -2, 3, -4, ...
- List 1 to $n, making the even numbers negative
- Build a list of $n integers whose absolute values count up from 1 and whose signs alternate, the first positive
plan go through 1 to $n; negate the even ones
= return [x if x % 2 else -x for x in range(1, $n + 1)]
= signed = []
  sign = 1
  for x in range(1, $n + 1):
      signed.append(sign * x)
      sign = -sign
  return signed
! return [-x if x % 2 else x for x in range(1, $n + 1)]
in n
< 0
< 1
# powers-until: powers_below, powers_up_to, list_powers
($k: int, $lim: int) -> list[int]
- List the powers of $k, beginning with 1, that do not exceed $lim
- Return 1, $k, $k ** 2, ... as long as the value is at most $lim ($k is at least 2)
plan start with 1; multiply while the limit is not exceeded
= powers = []
  power = 1
  while power <= $lim:
      powers.append(power)
      power *= $k
  return powers
! powers = []
  power = 1
  while power < $lim:
      powers.append(power)
      power *= $k
  return powers
! return [$k**i for i in range($lim) if $k**i <= $lim and i > 0]
< 2, 16
< 3, 50
< 5, 0
< 10, 1
< 4, 100
# pairs-grid: all_coordinates, grid_points, cell_positions
($n: int, $k: int) -> list[tuple[int, int]]
- List all coordinates (row, column) of a grid with $n rows and $k columns, row by row
- Return the index pairs of every cell in a table of $n rows and $k columns
plan go through the rows; go through the columns; collect the pairs
= return [(row, column) for row in range($n) for column in range($k)]
= from itertools import product
  return list(product(range($n), range($k)))
! return [(row, column) for column in range($k) for row in range($n)]
! return list(zip(range($n), range($k)))
< 2, 3
< 0, 4
< 1, 1
< 3, 2
# constant-grid: make_grid, filled_table, blank_board
($n: int, $k: int, $fill: int) -> list[list[int]]
- Build a table with $n rows and $k columns in which every cell holds $fill
- Return a list of $n separate lists, each with $k copies of $fill
> A board has $n rows with $k cells each. Return it as a list of rows in which every cell is $fill. Changing one row
  later must not change another.
plan make each row anew
= return [[$fill] * $k for _ in range($n)]
= rows = []
  for _ in range($n):
      rows.append([$fill for _ in range($k)])
  return rows
! return [[$fill] * $n for _ in range($k)]
in k k zero
< 0, 3, 1
< 2, 3, 0
""")


@family("lists-built", weight=3.5)
def lists_built(rng: Rng) -> Draft:
    """Ranges, progressions, repeated patterns, staircases, tables."""
    return one_of(rng, BUILT)
