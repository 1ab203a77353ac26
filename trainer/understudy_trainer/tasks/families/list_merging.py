"""Family that merges, interleaves and partitions lists."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

MERGED = asks("""
# interleave-rest: interleave, weave_lists, alternate_elements
($xs: list[int], $ys: list[int]) -> list[int]
- Take elements from $xs and $ys in turn, starting with $xs; append what is left of the longer list
- Interleave $xs and $ys; when one list is used up, the rest of the other follows
> Two queues $xs and $ys merge into one: first comes one from $xs, then one from $ys, and so on. When one of them is
  empty, the others follow in their order. Return the merged queue.
zh 交替取 $xs 和 $ys 的元素（从 $xs 开始），较长列表的剩余部分接在最后
plan take pairs while both lists last; append both rests
= size = min(len($xs), len($ys))
  woven = [x for pair in zip($xs, $ys) for x in pair]
  return woven + $xs[size:] + $ys[size:]
= woven = []
  for i in range(max(len($xs), len($ys))):
      woven += $xs[i : i + 1] + $ys[i : i + 1]
  return woven
! return [x for pair in zip($xs, $ys) for x in pair]
! return $xs + $ys
in twins
< [1, 2, 3], [9]
< [], [4, 5]
# interleave-many: interleave_all, round_robin_merge, take_turns
($rows: list[list[int]]) -> list[int]
- Take the first elements of all lists in $rows, then all second elements and so on, skipping lists that have ended
- Merge the lists in $rows round robin into one list
plan for each index up to the longest length; take that element of each list that has it
= longest = max(map(len, $rows), default=0)
  return [row[i] for i in range(longest) for row in $rows if i < len(row)]
= merged, queues = [], [list(row) for row in $rows]
  while any(queues):
      for queue in queues:
          if queue:
              merged.append(queue.pop(0))
  return merged
! return [x for row in $rows for x in row]
! return [x for column in zip(*$rows) for x in column]
in rows
< []
< [[1, 2, 3], [4], [5, 6]]
# put-between: put_between, separate_with, with_separators
($items: list[int], $sep: int) -> list[int]
- Put $sep between every two neighbouring elements of $items
- Return $items with $sep inserted between its elements, not before the first nor after the last
- Separate the elements of $items by $sep
zh 在 $items 的每两个相邻元素之间插入 $sep
> Return a list with all elements of $items and a $sep between each two neighbours. There is no $sep at the beginning
  or at the end. Lists with fewer than two elements come back unchanged.
plan go through the list; append the separator before each element but the first
= result = []
  for i, entry in enumerate($items):
      if i > 0:
          result.append($sep)
      result.append(entry)
  return result
= result = [x for entry in $items for x in (entry, $sep)]
  return result[:-1]
! return [x for entry in $items for x in (entry, $sep)]
in ints zero
< [], 0
< [5], 1
# insert-every: insert_every, add_after_every, break_up
($items: list[int], $k: int, $sep: int) -> list[int]
- Insert $sep after every $k elements of $items, also at the end if a full group of $k ends there
- Return $items with a $sep added behind each complete group of $k elements
plan go through the list; append each element; append the separator when the place is a multiple
= result = []
  for i, entry in enumerate($items, start=1):
      result.append(entry)
      if i % $k == 0:
          result.append($sep)
  return result
! result = []
  for i, entry in enumerate($items):
      result.append(entry)
      if i % $k == 0:
          result.append($sep)
  return result
in ints two zero
< [], 2, 0
< [1, 2, 3, 4], 2, 0
# merge-sorted: merge_sorted, merge_ascending, combine_sorted
($xs: list[int], $ys: list[int]) -> list[int]
- Merge the ascending lists $xs and $ys into one ascending list
- Combine $xs and $ys, both sorted, into a single sorted list that keeps all duplicates
> Both $xs and $ys are sorted in ascending order. Return one sorted list with all elements of both. Values that occur
  several times are all kept.
zh 将两个升序列表 $xs 和 $ys 合并成一个升序列表
plan compare the front elements; append the smaller; append what is left
= merged = []
  i = j = 0
  while i < len($xs) and j < len($ys):
      if $xs[i] <= $ys[j]:
          merged.append($xs[i])
          i += 1
      else:
          merged.append($ys[j])
          j += 1
  return merged + $xs[i:] + $ys[j:]
= return sorted($xs + $ys)
! return $xs + $ys
! return sorted(set($xs + $ys))
in sorted sorted
< [], [1]
< [2, 2], [2]
# three-parts: around_pivot, split_at_value, three_way_split
($xs: list[int], $val: int) -> tuple[list[int], list[int], list[int]]
- Split $xs into the elements smaller than, equal to and greater than $val, each group in original order
- Partition $xs around $val and return the three lists (smaller, equal, larger)
> Compare all elements of $xs with $val. Return three lists in a tuple: the elements below $val, those equal to it,
  and those above it. Each list keeps the original order.
plan filter three times
= smaller = [x for x in $xs if x < $val]
  equal = [x for x in $xs if x == $val]
  larger = [x for x in $xs if x > $val]
  return smaller, equal, larger
= groups = ([], [], [])
  for x in $xs:
      groups[(x > $val) - (x < $val) + 1].append(x)
  return groups
! return [x for x in $xs if x <= $val], [x for x in $xs if x == $val], [x for x in $xs if x > $val]
in small val
< [], 2
< [3, 1, 2, 3], 2
# pivot-list: partition_list, pivot_order, smaller_first
($xs: list[int], $val: int) -> list[int]
- Rearrange $xs so that elements smaller than $val come first, then those equal to it, then larger ones, order kept
- Return $xs partitioned around $val: smaller, equal, larger elements, each in their original order
plan filter three times; join the parts
= smaller = [x for x in $xs if x < $val]
  equal = [x for x in $xs if x == $val]
  larger = [x for x in $xs if x > $val]
  return smaller + equal + larger
= return sorted($xs, key=lambda x: (x > $val) - (x < $val))
! return sorted($xs)
! return [x for x in $xs if x < $val] + [x for x in $xs if x > $val]
in digits n
< [], 2
< [9, 1, 5, 0, 5], 5
# balance-index: balance_point, pivot_index, equal_sums_index
($xs: list[int]) -> int
- Return the first index of $xs whose left and right neighbours have equal sums (the element itself excluded), or -1
- Find the smallest i such that the elements before index i add up to the same as those after it; -1 if there is none
> An index of $xs is balanced if the numbers to its left and the numbers to its right have the same sum; the number
  at the index counts on neither side, and no numbers have the sum 0. Return the first balanced index, or -1.
plan keep the sum on the left; compare with what is left on the right; return the first index that balances
= left, whole = 0, sum($xs)
  for i, x in enumerate($xs):
      if left == whole - left - x:
          return i
      left += x
  return -1
= return next((i for i in range(len($xs)) if sum($xs[:i]) == sum($xs[i + 1 :])), -1)
! return next((i for i in range(len($xs)) if sum($xs[:i]) == sum($xs[i:])), -1)
in zeros
< [2, 5, 9, 4, 3]
< []
< [4]
< [2, 1, 2]
# split-equal: can_split_equally, equal_split, splits_in_halves
($xs: list[int]) -> bool
- Check whether $xs can be cut into two nonempty parts, first and rest, with equal sums
- Return True if some prefix of $xs adds up to the same as the remaining elements, both nonempty
plan try every cut; compare the sums
= return any(sum($xs[:i]) == sum($xs[i:]) for i in range(1, len($xs)))
= left, whole = 0, sum($xs)
  for x in $xs[:-1]:
      left += x
      if left * 2 == whole:
          return True
  return False
! return sum($xs) % 2 == 0
in pos
< [1, 2, 3]
< []
< [4]
< [2, 2, 4]
# fold-ends: fold_list, add_opposites, pair_ends
($xs: list[int]) -> list[int]
- Add the first element of $xs to the last, the second to the last but one and so on; a middle element stays alone
- Fold $xs in the middle and return the sums of the elements that meet
plan pair elements from both ends; keep a middle element
= half = len($xs) // 2
  folded = [$xs[i] + $xs[-1 - i] for i in range(half)]
  return folded + $xs[half : len($xs) - half]
= folded, rest = [], list($xs)
  while len(rest) > 1:
      folded.append(rest.pop(0) + rest.pop())
  return folded + rest
! return [a + b for a, b in zip($xs, reversed($xs))]
in ints
< []
< [3]
< [1, 2, 3]
# from-ends: from_both_ends, alternate_ends, outside_in
($items: list[int]) -> list[int]
- Return the first element of $items, then the last, then the second, then the last but one and so on
- Reorder $items by taking turns from its front and its back
> Take elements from the list $items alternately from its front and its back, starting with the front, until all are
  taken. Return them in the order in which they were taken.
plan take from the front and the back in turn until nothing is left
= rest = list($items)
  order = []
  while rest:
      order.append(rest.pop(0))
      if rest:
          order.append(rest.pop())
  return order
= return [$items[i // 2] if i % 2 == 0 else $items[-1 - i // 2] for i in range(len($items))]
! return [x for pair in zip($items, reversed($items)) for x in pair]
in ints
< []
< [1, 2, 3]
""")


@family("merged-and-partitioned", weight=3)
def merged_and_partitioned(rng: Rng) -> Draft:
    """Lists interleaved, interspersed, merged, split around a value, balanced, folded."""
    return one_of(rng, MERGED)
