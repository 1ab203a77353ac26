"""Family over lists nested to any depth: flatten, depth, sums, search."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

DEEP = asks("""
# flatten: flatten, flatten_deep, flat, unnest
($tree: list) -> list[int]
- Flatten $tree, a list of integers and lists nested to any depth, into one flat list
- Return all integers in $tree from left to right, however deeply nested
- Remove all nesting from $tree and return a plain list of its numbers
- Recursively unpack the lists inside $tree into a single list
> $tree is a list whose elements are integers or again such lists, to any depth. Return one flat list of all the
  integers
  in the order in which they appear. Empty inner lists contribute nothing.
zh 把任意深度嵌套的列表 $tree 展平为一维整数列表
plan go through the elements; flatten an inner list recursively; append a number
= flat = []
  for entry in $tree:
      if isinstance(entry, list):
          flat.extend(SELF(entry))
      else:
          flat.append(entry)
  return flat
= stack, flat = list(reversed($tree)), []
  while stack:
      entry = stack.pop()
      if isinstance(entry, list):
          stack.extend(reversed(entry))
      else:
          flat.append(entry)
  return flat
! return [y for entry in $tree for y in (entry if isinstance(entry, list) else [entry])]
in nested
< []
< [[1, [2, [3]]], 4]
# sum: nested_sum, deep_sum, sum_nested, total_of_all
($tree: list) -> int
- Return the sum of all integers in the nested list $tree
- Add up every number in $tree, at any level of nesting
- Compute the total of $tree, whose elements are integers or lists of the same kind
- Sum $tree recursively: inner lists count with the sum of their own elements
> A nested list holds integers and further nested lists. Add up all the integers in $tree, whatever their depth. The
  sum
  of an empty list is 0.
plan add numbers directly; add inner lists by recursion
= return sum(SELF(entry) if isinstance(entry, list) else entry for entry in $tree)
= running = 0
  for entry in $tree:
      if isinstance(entry, list):
          running += SELF(entry)
      else:
          running += entry
  return running
! return sum(entry for entry in $tree if not isinstance(entry, list))
! return sum(sum(entry) if isinstance(entry, list) else entry for entry in $tree)
in nested
< []
< [[1, [2, [3]]], 4]
# depth: nesting_depth, max_depth, list_depth, how_deep
($tree: list) -> int
- Return the nesting depth of $tree; a flat or empty list has depth 1
- Compute how many lists are nested inside each other at the deepest point of $tree
- Measure the maximum depth of the nested list $tree, counting $tree itself as level 1
> A list that contains no lists has depth 1. A list that contains lists is one deeper than its deepest inner list.
  Return
  the depth of $tree.
plan take the depth of each inner list; add one to the largest
= return 1 + max((SELF(entry) for entry in $tree if isinstance(entry, list)), default=0)
= deepest = 0
  for entry in $tree:
      if isinstance(entry, list):
          deepest = max(deepest, SELF(entry))
  return deepest + 1
! return 1 + sum(SELF(entry) for entry in $tree if isinstance(entry, list))
! return max((SELF(entry) for entry in $tree if isinstance(entry, list)), default=0)
in nested
< []
< [[], []]
< [[[1]], 2]
# count: count_leaves, count_numbers, deep_count, number_of_values
($tree: list) -> int
- Count the integers in the nested list $tree at all levels
- Return how many numbers $tree contains, including those in inner lists of any depth
- Find the number of leaves of $tree, that is of elements that are not lists
> The list $tree contains integers and further lists, which may contain lists again. Return how many integers there
  are altogether. Empty lists count nothing.
plan count one for a number; count inner lists by recursion
= return sum(SELF(entry) if isinstance(entry, list) else 1 for entry in $tree)
= count = 0
  for entry in $tree:
      if isinstance(entry, list):
          count += SELF(entry)
      else:
          count += 1
  return count
! return len($tree)
! return sum(len(entry) if isinstance(entry, list) else 1 for entry in $tree)
in nested
< []
< [[1, [2, [3]]], 4]
# max: nested_max, deep_max, largest_anywhere
($tree: list) -> int | None
- Return the largest integer anywhere in the nested list $tree, or None if it holds no integers
- Find the maximum of all numbers in $tree at any depth; None when there are none
- Look through $tree and all lists inside it for the greatest number and return it, else None
plan collect the numbers and the maxima of inner lists; take the largest
= best = None
  for entry in $tree:
      value = SELF(entry) if isinstance(entry, list) else entry
      if value is not None and (best is None or value > best):
          best = value
  return best
= stack, numbers = [$tree], []
  while stack:
      for entry in stack.pop():
          (stack if isinstance(entry, list) else numbers).append(entry)
  return max(numbers, default=None)
! return max((entry for entry in $tree if not isinstance(entry, list)), default=None)
in nested
< []
< [[], [[-3]], -7]
# double: map_nested, scale_nested, deep_multiply
($tree: list, $k: int) -> list
- Multiply every integer in the nested list $tree by $k, keeping the nesting
- Return a nested list of the same shape as $tree in which each number is $k times as large
- Scale all numbers of $tree, at any depth, by $k without changing the structure
> $tree is a nested list of integers. Return a copy with the same nesting in which every integer has been multiplied
  by $k.
plan recurse into inner lists; multiply numbers
= return [SELF(entry, $k) if isinstance(entry, list) else entry * $k for entry in $tree]
= scaled = []
  for entry in $tree:
      if isinstance(entry, list):
          scaled.append(SELF(entry, $k))
      else:
          scaled.append(entry * $k)
  return scaled
! return [entry * $k for entry in $tree]
in nested two
< [], 3
< [[1, [2]], 3], 4
# contains: nested_contains, deep_find, is_anywhere
($tree: list, $val: int) -> bool
- Check whether $val occurs anywhere in the nested list $tree
- Return True if $tree or any list inside it, at any depth, contains the number $val
- Search $tree recursively for $val and tell whether it was found
> The number $val may be hidden at any depth in $tree, a list of integers and nested lists. Return True if it is
  found and False otherwise.
plan compare numbers with the value; search inner lists recursively
= for entry in $tree:
      if isinstance(entry, list):
          if SELF(entry, $val):
              return True
      elif entry == $val:
          return True
  return False
= return any(SELF(entry, $val) if isinstance(entry, list) else entry == $val for entry in $tree)
! return $val in $tree
in nested n
< [], 3
< [[1, [2]], 3], 2
< [[1, [2]], 3], 5
# reverse: deep_reverse, reverse_nested, mirror
($tree: list) -> list
- Reverse the nested list $tree and, recursively, every list inside it
- Return the mirror image of $tree: order reversed at every level of nesting
- Turn $tree around, including the order within all inner lists
plan go through the list backwards; reverse inner lists recursively
= return [SELF(entry) if isinstance(entry, list) else entry for entry in reversed($tree)]
= turned = []
  for entry in $tree:
      turned.insert(0, SELF(entry) if isinstance(entry, list) else entry)
  return turned
! return $tree[::-1]
in nested
< []
< [[1, [2, 3]], 4]
# one-level: flatten_once, unpack_one_level, shallow_flatten
($tree: list) -> list
- Flatten $tree by exactly one level: inner lists are unpacked, lists inside them stay
- Unpack the lists that are direct elements of $tree and keep everything else as it is
- Remove one level of nesting from $tree
> Some elements of $tree are lists. Return a new list in which these are replaced by their elements. Lists inside
  them are not unpacked.
plan extend with the elements of an inner list; append anything else
= flat = []
  for entry in $tree:
      if isinstance(entry, list):
          flat.extend(entry)
      else:
          flat.append(entry)
  return flat
= return [y for entry in $tree for y in (entry if isinstance(entry, list) else [entry])]
! return [y for entry in $tree if isinstance(entry, list) for y in entry]
in nested
< []
< [[1, [2, [3]]], 4]
# weighted: depth_weighted_sum, level_sum, sum_by_depth
($tree: list, $k: int) -> int
- Sum the integers of the nested list $tree, each multiplied by its depth, where the outermost level is $k
- Add up all numbers of $tree weighted by their nesting level; direct elements of $tree have level $k
- Compute the depth-weighted sum of $tree, with level $k for the outer list and one more for each inner list
plan weigh numbers with the level; recurse into lists with the next level
= return sum(SELF(entry, $k + 1) if isinstance(entry, list) else entry * $k for entry in $tree)
= running = 0
  for entry in $tree:
      if isinstance(entry, list):
          running += SELF(entry, $k + 1)
      else:
          running += entry * $k
  return running
! return sum(SELF(entry, $k) if isinstance(entry, list) else entry * $k for entry in $tree)
in nested k
< [], 1
< [[1, [2, [3]]], 4], 1
""")


@family("nested-lists", weight=3)
def nested_lists(rng: Rng) -> Draft:
    """Lists nested to any depth: flatten, sum, count, depth, search, mapped, mirrored."""
    return one_of(rng, DEEP)
