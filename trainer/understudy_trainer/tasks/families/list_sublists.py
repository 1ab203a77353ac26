"""Family over sublists: contained, located, rotated, all of them, best sum."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

SUBLISTS = asks("""
# contains: contains_sublist, has_sublist, is_sublist, occurs_in
($xs: list[int], $ys: list[int]) -> bool
- Check whether $ys occurs in $xs as a contiguous block
- Return True if the elements of $ys appear next to each other and in the same order somewhere in $xs
- Determine if $ys is a contiguous sublist of $xs
* The empty list is part of every list
> Does the list $ys appear inside $xs as a block of direct neighbours in the same order? Return True or False. An
  empty list appears in every list.
plan compare each slice of the right length with the other list
= size = len($ys)
  return any($xs[i : i + size] == $ys for i in range(len($xs) - size + 1))
= for i in range(len($xs) - len($ys) + 1):
      if $xs[i : i + len($ys)] == $ys:
          return True
  return False
! return all(entry in $xs for entry in $ys)
! size = len($ys)
  return any($xs[i : i + size] == $ys for i in range(len($xs) - size))
< [1, 2, 3], [2, 3]
< [1, 2, 3], [1, 3]
< [], []
< [5], [5]
< [2, 1], [1, 2]
# subsequence: is_subsequence, appears_in_order, in_same_order
($xs: list[int], $ys: list[int]) -> bool
- Check whether the elements of $ys appear in $xs in this order, not necessarily next to each other
- Return True if $ys can be obtained from $xs by deleting elements
- Tell whether $ys is a subsequence of $xs
zh 判断 $ys 是否为 $xs 的子序列（顺序相同，不要求连续）
> Return True if all elements of $ys can be found in $xs from left to right, one after the other. Other elements may
  stand between them. The empty list can always be found.
plan walk through the first list once; look for each element of the second after the one found before
= rest = iter($xs)
  return all(entry in rest for entry in $ys)
= found = 0
  for entry in $xs:
      if found < len($ys) and entry == $ys[found]:
          found += 1
  return found == len($ys)
! return all(entry in $xs for entry in $ys)
< [1, 2, 3], [1, 3]
< [1, 2, 3], [3, 1]
< [1], [1, 1]
< [4, 5], []
# find: find_sublist, index_of_sublist, locate_block
($xs: list[int], $ys: list[int]) -> int
- Return the first index at which $ys occurs in $xs as a contiguous block, or -1
- Find where the block $ys begins in $xs; return -1 if it does not occur
- Search $xs for the sublist $ys and return its start index, -1 if it is missing
plan compare the slice at each index; return the first that matches; return -1 otherwise
= for i in range(len($xs) - len($ys) + 1):
      if $xs[i : i + len($ys)] == $ys:
          return i
  return -1
= size = len($ys)
  return next((i for i in range(len($xs) - size + 1) if $xs[i : i + size] == $ys), -1)
! return $xs.index($ys[0]) if $ys and $ys[0] in $xs else -1
< [1, 2, 1, 3], [1, 3]
< [1, 2], [2, 1]
< [4], []
< [7, 7, 7], [7, 7]
# rotation: is_rotation, rotated_version, same_cycle
($xs: list[int], $ys: list[int]) -> bool
- Check whether $ys is a rotation of $xs
- Return True if $ys can be made from $xs by moving elements from the front to the back
- Determine if the lists $xs and $ys are equal up to rotation
plan compare the lengths; compare each rotation
= if len($xs) != len($ys):
      return False
  return not $xs or any($xs[i:] + $xs[:i] == $ys for i in range(len($xs)))
= if len($xs) != len($ys):
      return False
  double = $xs + $xs
  return any(double[i : i + len($ys)] == $ys for i in range(len($xs) + 1))
! return sorted($xs) == sorted($ys)
< [1, 2, 3], [3, 1, 2]
< [1, 2, 3], [3, 2, 1]
< [], []
< [1], [1, 1]
# prefix: common_prefix, shared_start, same_beginning
($xs: list[int], $ys: list[int]) -> list[int]
- Return the longest common prefix of $xs and $ys
- Return the elements with which both $xs and $ys begin
- Find how far $xs and $ys agree from the start and return that part
> Compare $xs and $ys from the beginning. Return the elements up to the first position at which they differ or one of
  the lists ends.
plan pair the lists up; collect elements while they are equal
= shared = []
  for a, b in zip($xs, $ys):
      if a != b:
          break
      shared.append(a)
  return shared
= i = 0
  while i < min(len($xs), len($ys)) and $xs[i] == $ys[i]:
      i += 1
  return $xs[:i]
! return [a for a, b in zip($xs, $ys) if a == b]
in twins
< [1, 2, 3], [1, 2, 5, 3]
< [1, 5, 3], [1, 6, 3]
< [], [4]
# all-sublists: all_sublists, contiguous_parts, every_slice
($xs: list[int]) -> list[list[int]]
- Return all nonempty contiguous sublists of $xs, ordered by start and then by length
- List every slice of consecutive elements of $xs that is not empty; earlier starts first, shorter ones first
plan for each start and each end take the slice
= return [$xs[i:j] for i in range(len($xs)) for j in range(i + 1, len($xs) + 1)]
= parts = []
  for i in range(len($xs)):
      for j in range(i, len($xs)):
          parts.append($xs[i : j + 1])
  return parts
! return [$xs[i:j] for i in range(len($xs)) for j in range(i + 1, len($xs))]
< [1, 2, 3]
< []
< [4]
< [5, 5]
# prefixes: growing_lists, initial_parts, prefixes_of
($xs: list[int]) -> list[list[int]]
- Build a list of the nonempty prefixes of $xs, each one element longer than the one before
- List the first element, the first two elements and so on of $xs, as lists
plan for each length take the slice from the start
= return [$xs[: i + 1] for i in range(len($xs))]
= prefixes = []
  for i in range(1, len($xs) + 1):
      prefixes.append($xs[:i])
  return prefixes
! return [$xs[:i] for i in range(len($xs))]
in ints
< []
< [4]
# best-sum: max_sublist_sum, best_stretch, largest_block_sum
($xs: list[int]) -> int
- Return the largest sum of any contiguous sublist of $xs; the empty sublist counts with sum 0
- Find the greatest total that consecutive elements of $xs can have, at least 0
> Choose a block of neighbouring elements of $xs whose sum is as large as possible, and return this sum. You may also
  choose no element; then the sum is 0.
plan keep the best sum ending here, not below zero; remember the largest
= best = running = 0
  for $v in $xs:
      running = max(0, running + $v)
      best = max(best, running)
  return best
= sums = [sum($xs[i:j]) for i in range(len($xs)) for j in range(i + 1, len($xs) + 1)]
  return max([0, *sums])
! return sum($v for $v in $xs if $v > 0)
in signed
< []
< [-2, -3]
< [3, -1, 4, -9, 5]
# sum-count: sublists_with_sum, count_sublists_with_sum
($xs: list[int], $goal: int) -> int
- Count the nonempty contiguous sublists of $xs whose sum is $goal
- Return how many blocks of consecutive elements in $xs add up to exactly $goal
plan for each start add the numbers one by one; count when the sum is right
= count = 0
  for i in range(len($xs)):
      running = 0
      for $v in $xs[i:]:
          running += $v
          if running == $goal:
              count += 1
  return count
= count = running = 0
  seen = {0: 1}
  for $v in $xs:
      running += $v
      count += seen.get(running - $goal, 0)
      seen[running] = seen.get(running, 0) + 1
  return count
! return $xs.count($goal)
in zeros val
< [1, -1, 1], 0
< [2, 2, 2], 4
< [], 0
""")


@family("sublists", weight=3)
def sublists(rng: Rng) -> Draft:
    """Contiguous sublists and subsequences: contained, located, listed, best sum."""
    return one_of(rng, SUBLISTS)
