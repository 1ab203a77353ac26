"""Family of single functions over running values: prefix sums, running extremes, records, leaders."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

PREFIXES = asks("""
# prefix-sums: prefix_sums, running_totals, cumulative_sums
($xs: list[int]) -> list[int]
- Return the prefix sums of $xs, beginning with 0, so that the result has one element more than $xs
- Build a list whose i-th entry is the sum of the first i elements of $xs, from i = 0 to len($xs)
- Compute all prefix sums of $xs including the empty prefix, whose sum is 0
> A prefix sum table makes range sums cheap. Entry i of the table is the sum of the first i numbers of $xs, so entry 0
  is
  0 and the last entry is the sum of everything. Return the table for $xs.
plan start the list with 0; append the last entry plus each number
= $acc = [0]
  for $v in $xs:
      $acc.append($acc[-1] + $v)
  return $acc
= from itertools import accumulate
  return [0, *accumulate($xs)]
= return [sum($xs[:i]) for i in range(len($xs) + 1)]
! return [sum($xs[:i]) for i in range(len($xs))]
in ints
< []
# suffix-sums: suffix_sums, remaining_totals, sums_to_end
($xs: list[int]) -> list[int]
- For each position of $xs, return the sum of the elements from there to the end
- Return the list of suffix sums of $xs: entry i is the total of $xs[i:]
- Replace each number in $xs by the sum of itself and everything after it, in a new list
zh 返回 $xs 的后缀和列表，第 i 项是从下标 i 到末尾的元素之和
plan walk from the right with a running total; collect the totals; reverse them
= $acc = []
  running = 0
  for $v in reversed($xs):
      running += $v
      $acc.append(running)
  return $acc[::-1]
= return [sum($xs[i:]) for i in range(len($xs))]
! return [sum($xs[: i + 1]) for i in range(len($xs))]
in ints
< []
# running-min: running_min, minimum_so_far, lowest_so_far
($xs: list[int]) -> list[int]
- For each element of $xs, return the smallest element seen up to that point
- Return a list with the running minimum of $xs
- Map $xs to the list of minima of its prefixes
- Walk through $xs and record the lowest value so far after each element
> Prices $xs are observed day by day. Return for each day the lowest price seen until then, that day included.
plan keep the lowest value so far; record it after each element
= from itertools import accumulate
  return list(accumulate($xs, min))
= $acc = []
  for $v in $xs:
      $acc.append(min($acc[-1], $v) if $acc else $v)
  return $acc
= return [min($xs[: i + 1]) for i in range(len($xs))]
! return [min($xs[i:]) for i in range(len($xs))]
in ints
< []
# suffix-max: max_to_the_right, best_remaining, suffix_maximum
($xs: list[int]) -> list[int]
- For each element of $xs, return the largest element from there to the end
- Replace every number of $xs by the maximum of itself and all later numbers
- Return the list of maxima of all suffixes of $xs
plan walk from the right; keep the largest so far; reverse the record
= $acc = []
  for $v in reversed($xs):
      $acc.append(max($acc[-1], $v) if $acc else $v)
  return $acc[::-1]
= return [max($xs[i:]) for i in range(len($xs))]
! return [max($xs[: i + 1]) for i in range(len($xs))]
in ints
< []
# products: cumulative_product, running_products, prefix_products
($xs: list[int]) -> list[int]
- Return the running products of $xs
- Build the list whose i-th entry is the product of the elements of $xs up to and including index i
- Compute the cumulative product of $xs as a list of the same length
> Return a list as long as $xs. Its first entry is the first number, and each further entry is the product of all
  numbers up to that place.
plan keep a product; multiply each number into it; record it
= running = 1
  $acc = []
  for $v in $xs:
      running *= $v
      $acc.append(running)
  return $acc
= from itertools import accumulate
  from operator import mul
  return list(accumulate($xs, mul))
! running = 0
  $acc = []
  for $v in $xs:
      running *= $v
      $acc.append(running)
  return $acc
in pos
< []
< [2, 0, 5]
# records: count_records, new_highs, record_count
($xs: list[int]) -> int
- Count the elements of $xs that are greater than everything before them
- Return how many new highs occur in $xs; the first element is one
- Given $xs, count how often a strictly larger value than all earlier values shows up, counting the first element
> Reading $xs from left to right, a record is an element larger than all elements before it. The first element is
  always a
  record. Return the number of records; an empty list has none.
plan remember the best value so far; count and update when a number beats it
= best = None
  $acc = 0
  for $v in $xs:
      if best is None or $v > best:
          best = $v
          $acc += 1
  return $acc
= return sum(1 for i, $v in enumerate($xs) if all($v > earlier for earlier in $xs[:i]))
! return sum(1 for a, b in zip($xs, $xs[1:]) if b > a)
in ints
< []
< [3, 3, 4, 1, 4]
# leaders: leaders, larger_than_rest, dominant_elements
($xs: list[int]) -> list[int]
- Return the elements of $xs that are larger than every element to their right, in list order
- List the numbers of $xs with no equal or larger number after them
- Find all elements in $xs greater than all the elements that follow; the last one always counts
plan walk from the right; keep numbers larger than the best so far; reverse them
= found = []
  for $v in reversed($xs):
      if not found or $v > found[-1]:
          found.append($v)
  return found[::-1]
= return [$v for i, $v in enumerate($xs) if all($v > later for later in $xs[i + 1 :])]
! return [$v for i, $v in enumerate($xs) if all($v >= later for later in $xs[i + 1 :])]
! return [a for a, b in zip($xs, $xs[1:]) if a > b]
in ints
< []
< [5, 2, 5]
# lowest-balance: lowest_balance, minimum_level, deepest_point
($xs: list[int], $low: int) -> int
- Starting from $low, add the numbers of $xs one after the other and return the lowest value reached, including the
  start
- Return the minimum of the balance that begins with $low and changes by each entry of $xs
- Track an account that holds $low at first and is changed by $xs; give the smallest balance it ever has
> An account holds $low at the beginning. Each number in $xs is paid in or, if negative, taken out. Return the lowest
  balance the account ever has, the one at the beginning included.
plan start with the given balance; add each change; remember the lowest
= running = lowest = $low
  for $v in $xs:
      running += $v
      lowest = min(lowest, running)
  return lowest
= from itertools import accumulate
  return min(accumulate($xs, initial=$low))
! return $low + min($xs, default=0)
! running = $low
  lowest = 0
  for $v in $xs:
      running += $v
      lowest = min(lowest, running)
  return lowest
in signed n
< [], 4
< [3, 4], 2
""")


@family("running-classics", weight=2.5)
def running_classics(rng: Rng) -> Draft:
    """Prefix and suffix sums, running extremes, records and leaders."""
    return one_of(rng, PREFIXES)
