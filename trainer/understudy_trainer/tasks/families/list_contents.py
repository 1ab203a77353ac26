"""Family over the contents of lists, order aside: multisets, missing numbers, permutations."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

COMPARED = asks("""
# same-elements: same_elements, equal_ignoring_order, is_permutation
($xs: list[int], $ys: list[int]) -> bool
- Check whether $xs and $ys contain the same elements equally often, in any order
- Return True if $ys is a rearrangement of $xs
> Two lists hold the same things if each value occurs equally often in both, whatever the order. Return whether this
  is true for $xs and $ys.
zh 判断 $xs 与 $ys 是否包含相同的元素且次数相同（忽略顺序）
plan sort both lists; compare them
= return sorted($xs) == sorted($ys)
= from collections import Counter
  return Counter($xs) == Counter($ys)
! return set($xs) == set($ys)
< [1, 2, 2], [2, 1, 2]
< [1, 2, 2], [1, 1, 2]
< [], []
< [3], [3, 3]
# difference-counted: remove_each_once, multiset_difference, subtract_list
($xs: list[int], $ys: list[int]) -> list[int]
- Remove from $xs one occurrence for each element of $ys and return the rest in order
- Subtract $ys from $xs as multisets: every element of $ys cancels the first equal element of $xs still there
> $xs lists what is in stock and $ys what was sold. Remove one matching entry of $xs for each entry of $ys, the first
  one each time, and return what is left. Sold entries that are not in stock are ignored.
plan copy the list; remove each element of the other list if it is there
= rest = list($xs)
  for y in $ys:
      if y in rest:
          rest.remove(y)
  return rest
= from collections import Counter
  cancel = Counter($ys)
  rest = []
  for x in $xs:
      if cancel[x] > 0:
          cancel[x] -= 1
      else:
          rest.append(x)
  return rest
! return [x for x in $xs if x not in $ys]
in small small
< [], [1]
< [2, 2, 3], [2]
# common-counted: common_with_repeats, shared_elements, overlap_counted
($xs: list[int], $ys: list[int]) -> list[int]
- Return the elements of $xs that can be matched one to one with equal elements of $ys, in the order of $xs
- Intersect $xs and $ys with repetitions: a value occurs as often as in the list that has fewer of it, ordered as in
  $xs
plan copy the second list; keep an element that can be removed from it
= rest = list($ys)
  common = []
  for x in $xs:
      if x in rest:
          rest.remove(x)
          common.append(x)
  return common
= return [x for i, x in enumerate($xs) if $xs[: i + 1].count(x) <= $ys.count(x)]
! return [x for x in $xs if x in $ys]
! return [x for x in dict.fromkeys($xs) if x in $ys]
in small small
< [], [1]
< [2, 2, 3], [2]
# compare: compare_lists, three_way_compare, order_of_lists
($xs: list[int], $ys: list[int]) -> int
- Compare $xs and $ys like words in a dictionary: return -1 if $xs comes first, 1 if $ys does, 0 if they are equal
- Return -1, 0 or 1 depending on whether $xs is lexicographically smaller than, equal to or greater than $ys
plan go through the pairs until they differ; decide by that pair or by the lengths
= for a, b in zip($xs, $ys):
      if a != b:
          return -1 if a < b else 1
  return (len($xs) > len($ys)) - (len($xs) < len($ys))
= return ($xs > $ys) - ($xs < $ys)
! return (sum($xs) > sum($ys)) - (sum($xs) < sum($ys))
< [1, 2], [1, 3]
< [1, 2], [1, 2]
< [2], [1, 9]
< [1], [1, 0]
< [], []
# missing-number: missing_number, find_gap, absent_number
($xs: list[int]) -> int
- Return the number missing from $xs, which holds all numbers from 0 to n but one, in any order
- Find the one number between 0 and len($xs) (inclusive) that $xs lacks; all its elements are different
> The list $xs should contain every number from 0 up to its length, but one is missing and the others are there once,
  in any order. Return the missing number.
plan add up all numbers of the full range; subtract the sum of the list
= n = len($xs)
  return n * (n + 1) // 2 - sum($xs)
= return next(x for x in range(len($xs) + 1) if x not in $xs)
! return next((x for x in range(len($xs)) if x not in $xs), -1)
! return max($xs, default=0) + 1
< [0, 2]
< [1]
< [0, 1, 2]
< [4, 1, 0, 2]
# missing-between: missing_between, gaps_in_range, absent_values
($xs: list[int]) -> list[int]
- List the integers between the minimum and the maximum of $xs that do not occur in $xs
- Return in ascending order all numbers that are missing from $xs between its extremes
* Return an empty list if $xs is empty
plan go from the smallest to the largest number; keep those not in the list
= if not $xs:
      return []
  return [x for x in range(min($xs), max($xs)) if x not in $xs]
= return sorted(set(range(min($xs), max($xs))) - set($xs)) if $xs else []
! return [x for x in range(max($xs, default=0)) if x not in $xs]
in digits
< []
< [4]
# first-free: first_free, smallest_missing, next_id
($xs: list[int]) -> int
- Return the smallest positive integer that does not occur in $xs
- Find the lowest unused number, starting at 1, given the list $xs of used ones
> New records get the smallest free number. Given the list $xs of numbers in use, return the smallest positive
  integer that is not among them.
zh 返回不在 $xs 中的最小正整数
plan count upwards from 1 until a number is not in the list
= candidate = 1
  while candidate in $xs:
      candidate += 1
  return candidate
= return next(x for x in range(1, len($xs) + 2) if x not in $xs)
! return max($xs, default=0) + 1
! candidate = 0
  while candidate in $xs:
      candidate += 1
  return candidate
in digits
< []
< [1, 2, 4]
# is-permutation: is_permutation_of_range, uses_each_once, complete_set
($xs: list[int]) -> bool
- Check whether $xs contains each of the numbers 1 to len($xs) exactly once
- Return True if $xs is a rearrangement of 1, 2, ..., n, where n is its length
> A ranking $xs of n players is valid if each of the places 1 to n occurs exactly once. Return whether it is valid.
  The empty ranking is.
plan sort the list; compare with the range
= return sorted($xs) == list(range(1, len($xs) + 1))
= return set($xs) == set(range(1, len($xs) + 1))
! return len(set($xs)) == len($xs)
< [2, 1, 3]
< [1, 1]
< []
< [2, 3]
# in-all: in_all_lists, common_to_all, shared_by_all
($rows: list[list[int]]) -> list[int]
- Return the values that occur in every list of $rows, without duplicates and sorted
- Find all numbers common to all the lists in $rows and return them in ascending order
* Return an empty list if $rows is empty
plan intersect the sets of all lists; sort
= if not $rows:
      return []
  return sorted(set($rows[0]).intersection(*$rows[1:]))
= if not $rows:
      return []
  return sorted(x for x in set($rows[0]) if all(x in row for row in $rows))
! return sorted(set().union(*$rows))
< [[1, 2, 3], [3, 1], [1, 3, 5]]
< []
< [[4, 4]]
< [[1], [2]]
""")


@family("contents-compared", weight=3)
def contents_compared(rng: Rng) -> Draft:
    """What lists contain, order aside: multisets, missing numbers, permutations, lexicographic order."""
    return one_of(rng, COMPARED)
