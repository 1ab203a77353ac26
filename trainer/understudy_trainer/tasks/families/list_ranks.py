"""Family over orders: sorted indices, ranks, order by another list, permutations."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

RANKED = asks("""
# argsort: argsort, sorted_indices, order_of
($xs: list[int]) -> list[int]
- Return the indices of $xs in the order that sorts it ascending; equal elements by index
- List the positions of the elements of $xs from the smallest element to the largest
> Instead of sorting the list $xs itself, return the indices of its elements in sorted order: first the index of the
  smallest element, last that of the largest. Equal elements come in the order of their indices.
zh 返回按元素升序排列时 $xs 的下标列表，相等元素按下标排序
plan sort the indices by their elements
= return sorted(range(len($xs)), key=lambda i: $xs[i])
= pairs = sorted((value, i) for i, value in enumerate($xs))
  return [i for _, i in pairs]
! return [$xs.index(value) for value in sorted($xs)]
! return [sorted($xs).index(value) for value in $xs]
in small
< []
# ranks: ranks, competition_ranks, places
($xs: list[int]) -> list[int]
- Return the place of each element of $xs, where the largest has place 1 and equal elements share a place
- For each score in $xs return its rank: one more than the number of larger scores
> The points $xs of a competition are given. Return each player's rank: 1 for the highest score. Players with equal
  points
  share a rank, and the ranks after them are skipped.
zh 返回 $xs 中每个分数的名次，最高分为第 1 名，同分同名次
plan count the larger elements; add one
= return [1 + sum(other > x for other in $xs) for x in $xs]
= ordered = sorted($xs, reverse=True)
  return [ordered.index(x) + 1 for x in $xs]
! ordered = sorted($xs)
  return [ordered.index(x) + 1 for x in $xs]
! ordered = sorted(set($xs), reverse=True)
  return [ordered.index(x) + 1 for x in $xs]
in small
< []
< [5, 5, 3]
# dense-ranks: dense_ranks, compress_values, rank_values
($xs: list[int]) -> list[int]
- Replace each element of $xs by its rank among the distinct values, 0 for the smallest
- Compress $xs to ranks: the smallest value becomes 0, the next larger one 1 and so on, equal values alike
plan sort the distinct values; number them; look each element up
= ranks = {value: i for i, value in enumerate(sorted(set($xs)))}
  return [ranks[x] for x in $xs]
= distinct = sorted(set($xs))
  return [distinct.index(x) for x in $xs]
! return [sorted($xs).index(x) for x in $xs]
in small
< []
< [5, 5, 9]
# by-other: sort_by_other, order_by_keys, sort_together
($items: list[str], $ys: list[int]) -> list[str]
- Sort $items by the numbers at the same positions of $ys, ascending; equal numbers keep their order
- Return the elements of $items in the order of their keys in $ys
> Each element of $items has a number at the same index of $ys. Return the elements sorted by these numbers, from
  small to large. Elements with equal numbers keep their order.
plan pair elements with keys; sort by key; drop the keys
= return [entry for _, entry in sorted(zip($ys, $items), key=lambda p: p[0])]
= order = sorted(range(len($items)), key=lambda i: $ys[i])
  return [$items[i] for i in order]
! return [entry for _, entry in sorted(zip($ys, $items), reverse=True)]
! return sorted($items)
< ["a", "b", "c"], [3, 1, 2]
< ["x", "b", "a"], [1, 1, 0]
< [], []
< ["q", "p"], [5, 5]
# by-priority: sort_by_priority, custom_order, order_like
($items: list[str], $ws: list[str]) -> list[str]
- Sort $items in the order in which the values stand in $ws; values missing there come last in their old order
- Return $items arranged like $ws; whatever $ws does not contain goes to the end, order kept
> $ws lists categories by importance. Return $items sorted so that elements that come early in $ws come first.
  Elements not
  in $ws follow at the end in the order in which they were given.
plan use the position in the priority list as key, its length for missing values
= return sorted($items, key=lambda entry: $ws.index(entry) if entry in $ws else len($ws))
= known = [entry for name in dict.fromkeys($ws) for entry in $items if entry == name]
  return known + [entry for entry in $items if entry not in $ws]
! return [entry for entry in $ws if entry in $items]
! return sorted($items)
< ["c", "a", "b", "a"], ["b", "a"]
< [], ["x"]
< ["q", "p"], []
< ["low", "high", "mid"], ["high", "mid", "low"]
# permute: apply_permutation, rearrange_by_index, pick_in_order
($items: list[str], $ys: list[int]) -> list[str]
- Return a list whose i-th element is the element of $items at index $ys[i]
- Rearrange $items by the index list $ys: for each index in $ys take that element
plan take the element at each index
= return [$items[i] for i in $ys]
= picked = []
  for i in $ys:
      picked.append($items[i])
  return picked
! return [entry for _, entry in sorted(zip($ys, $items))]
< ["a", "b", "c"], [2, 0, 1]
< ["x", "y"], [1, 0]
< [], []
< ["p", "q", "r", "s"], [3, 0, 1, 2]
# inverse: inverse_permutation, invert_order, where_each_goes
($xs: list[int]) -> list[int]
- Return the inverse of the permutation $xs of the numbers 0 to n - 1
- Given $xs, which holds each of 0 to len($xs) - 1 once, return for each number the index at which it stands
plan make a list of the same length; write each index at the place of its number
= inverse = [0] * len($xs)
  for i, x in enumerate($xs):
      inverse[x] = i
  return inverse
= return [$xs.index(i) for i in range(len($xs))]
! return $xs[::-1]
< [2, 0, 1]
< [0, 1]
< []
< [1, 2, 3, 0]
# follow: cycle_length, steps_until_back, follow_indices
($xs: list[int], $low: int) -> int
- Starting at index $low, go again and again to the index named by the element of $xs; count the steps back to $low
- Return the length of the cycle of the permutation $xs (of 0 to n - 1) that contains $low
plan follow the elements until the start is reached again; count the steps
= steps = 1
  current = $xs[$low]
  while current != $low:
      current = $xs[current]
      steps += 1
  return steps
! steps = 0
  current = $xs[$low]
  while current != $low:
      current = $xs[current]
      steps += 1
  return steps
< [1, 2, 0], 0
< [0, 2, 1], 0
< [3, 0, 1, 2], 1
< [1, 0, 2], 1
# last-left: last_one_standing, survivor, elimination_winner
($n: int, $k: int) -> int
- People 1 to $n stand in a circle and every $k-th one is removed; return the number of the last one left
- Remove every $k-th of the numbers 1 to $n, counting on in a circle, and return the one that remains
> The numbers 1 to $n stand in a circle. Beginning at 1, every $k-th number is removed, and counting goes on with the
  next one, until a single number is left. Return it.
plan keep a list of people; move on by the step and remove one; repeat until one is left
= people = list(range(1, $n + 1))
  place = 0
  while len(people) > 1:
      place = (place + $k - 1) % len(people)
      people.pop(place)
  return people[0]
= place = 0
  for size in range(2, $n + 1):
      place = (place + $k) % size
  return place + 1
! people = list(range(1, $n + 1))
  place = 0
  while len(people) > 1:
      place = (place + $k) % len(people)
      people.pop(place)
  return people[0]
in n two
< 1, 3
< 5, 2
""")


@family("ranks-and-permutations", weight=3)
def ranks_and_permutations(rng: Rng) -> Draft:
    """Sorted indices, ranks, order by another list, permutations, elimination in a circle."""
    return one_of(rng, RANKED)
