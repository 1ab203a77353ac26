"""Family of single functions over tuples: unzipped, swapped, looked up, merged, rebuilt."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

TUPLES = asks("""
# unzip: unzip, split_pairs, separate_components
($pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]
- Split $pairs into a list of all first and a list of all second components
- Unzip $pairs: return two lists, one with the first and one with the second elements of the tuples
- Separate the components of the tuples in $pairs into two lists
> Each element of $pairs is a tuple of two numbers. Return a tuple of two lists: all the first numbers and all the
  second numbers.
plan collect the first components; collect the second ones; return both
= return [a for a, _ in $pairs], [b for _, b in $pairs]
= firsts, seconds = [], []
  for a, b in $pairs:
      firsts.append(a)
      seconds.append(b)
  return firsts, seconds
! return [b for _, b in $pairs], [a for a, _ in $pairs]
! return [list(column) for column in zip(*$pairs)]
in pairs
< []
# swap: swap_components, flip_pairs, turn_pairs
($pairs: list[tuple[int, int]]) -> list[tuple[int, int]]
- Exchange the two components of every tuple in $pairs
- Return a list with each pair (a, b) of $pairs turned into (b, a)
zh 交换 $pairs 中每个二元组的两个元素
plan unpack each pair; build it the other way round
= return [(b, a) for a, b in $pairs]
= flipped = []
  for a, b in $pairs:
      flipped.append((b, a))
  return flipped
! return $pairs[::-1]
in pairs
< []
< [(1, 2)]
# nth: column, nth_components, pick_component
($pairs: list[tuple[int, ...]], $pos: int) -> list[int]
- Return the element at index $pos of every tuple in $pairs
- Extract component number $pos (counting from 0) from each tuple of $pairs
- List what stands at position $pos of the tuples in $pairs
plan take the element at the index from each tuple
= return [p[$pos] for p in $pairs]
= column = []
  for p in $pairs:
      column.append(p[$pos])
  return column
! return list($pairs[$pos]) if $pairs else []
< [(1, 2, 3), (4, 5, 6)], 1
< [], 0
< [(7, 8)], 1
< [(5, 6), (1, 2), (3, 9)], 0
# sort-by-n: sort_by_component, order_by_position, sort_tuples
($pairs: list[tuple[int, ...]], $pos: int) -> list[tuple[int, ...]]
- Sort the tuples in $pairs by their element at index $pos
- Return $pairs ordered by component $pos (counting from 0), ascending; equal ones keep their order
- Order the list of tuples $pairs by what stands at position $pos of each
plan sort with the component as key
= return sorted($pairs, key=lambda p: p[$pos])
= ordered = list($pairs)
  ordered.sort(key=lambda p: p[$pos])
  return ordered
! return sorted($pairs)
< [(1, 9, 3), (4, 5, 6), (0, 5, 1)], 1
< [], 0
< [(7, 8), (1, 9), (3, 2)], 1
< [(2, 6), (1, 7), (2, 1)], 0
# sum-columns: column_sums, add_tuples, total_components
($pairs: list[tuple[int, int]]) -> tuple[int, int]
- Return a tuple with the sum of all first and the sum of all second components of $pairs
- Add up the tuples in $pairs component by component
plan add the first components; add the second ones
= return sum(a for a, _ in $pairs), sum(b for _, b in $pairs)
= left = right = 0
  for a, b in $pairs:
      left += a
      right += b
  return left, right
! return tuple(a + b for a, b in $pairs)
in pairs
< []
< [(1, 2)]
# lookup: lookup_pair, value_for, find_in_pairs
($pairs: list[tuple[str, int]], $val: str, $fill: int) -> int
- Return the number paired with the name $val in $pairs, or $fill if the name is missing
- Look $val up among the (name, number) tuples of $pairs; the first match wins, $fill is the default
- Search $pairs for a tuple whose first element is $val and return its second element, else $fill
> The list $pairs holds tuples of a name and a number. Return the number of the first tuple with the name $val. If
  the name does not occur, return $fill.
plan go through the pairs; return the number of the first match; return the default otherwise
= for name, number in $pairs:
      if name == $val:
          return number
  return $fill
= return next((number for name, number in $pairs if name == $val), $fill)
! return dict($pairs).get($val, $fill)
< [("a", 1), ("b", 2)], "b", 0
< [], "x", 7
< [("a", 1), ("a", 5)], "a", 0
< [("p", 3)], "q", 4
# to-dict-sum: sum_by_name, totals_by_name, merge_pairs
($pairs: list[tuple[str, int]]) -> dict[str, int]
- Add up the numbers in the (name, number) tuples of $pairs for each name
- Return a dict from each name in $pairs to the sum of its numbers
- Merge tuples of $pairs that share a name by adding their numbers; return a dict
> Bookings are given as tuples (name, number) in $pairs. A name can occur several times. Return a dict that maps each
  name to the total of its numbers.
zh 把 $pairs 中同名的数值相加，返回名字到总和的字典
plan start with an empty dict; add each number to the entry of its name
= totals = {}
  for name, number in $pairs:
      totals[name] = totals.get(name, 0) + number
  return totals
= from collections import defaultdict
  totals = defaultdict(int)
  for name, number in $pairs:
      totals[name] += number
  return dict(totals)
! return dict($pairs)
in named
< [("a", 1), ("b", 2), ("a", 4)]
< []
# winner: winner, top_name, best_name
($pairs: list[tuple[str, int]]) -> str | None
- Return the name in $pairs with the highest number, the alphabetically first one on a tie, None if there are none
- Find the name of the tuple in $pairs whose number is largest (ties: first in the alphabet); None for an empty list
> The results of a game are tuples (name, number) in $pairs. Return the name with the highest number. If several have
  it, return the name that is first in the alphabet. Without results return None.
plan compare by negative number and name; return the name of the best
= if not $pairs:
      return None
  return min($pairs, key=lambda p: (-p[1], p[0]))[0]
= best = None
  for name, number in $pairs:
      if best is None or (-number, name) < best:
          best = (-number, name)
  return best[1] if best else None
! return max($pairs, key=lambda p: p[1])[0] if $pairs else None
! return max($pairs)[0] if $pairs else None
in named
< []
< [("b", 4), ("a", 4), ("c", 1)]
# product: all_combinations, cross_pairs, cartesian_pairs
($xs: list[int], $ys: list[int]) -> list[tuple[int, int]]
- Return all tuples (a, b) with a from $xs and b from $ys, in the order of $xs and then of $ys
- List every way to combine an element of $xs with an element of $ys
- Build the Cartesian product of $xs and $ys as a list of tuples
> Every element of $xs is combined with every element of $ys. Return all combinations as tuples: first those with the
  first element of $xs, and so on.
plan for each element of the first list go through the second one
= return [(a, b) for a in $xs for b in $ys]
= from itertools import product
  return list(product($xs, $ys))
! return list(zip($xs, $ys))
! return [(a, b) for b in $ys for a in $xs]
< [1, 2], [3, 4]
< [], [5]
< [7], [8, 9]
< [1, 2, 3], [0]
# replace-in-tuple: with_component, replace_component, updated_tuple
($tup: tuple[int, ...], $pos: int, $new: int) -> tuple[int, ...]
- Return a tuple like $tup but with $new at index $pos
- Replace the element of $tup at position $pos by $new; tuples cannot be changed, so build a new one
plan join the part before, the new value and the part after
= return $tup[:$pos] + ($new,) + $tup[$pos + 1 :]
= parts = list($tup)
  parts[$pos] = $new
  return tuple(parts)
! return $tup[:$pos] + ($new,) + $tup[$pos:]
< (1, 2, 3), 1, 9
< (4,), 0, 5
< (7, 8), 1, 0
# rotate-tuple: rotate_tuple, first_to_end, cycled_tuple
($tup: tuple[int, ...]) -> tuple[int, ...]
- Move the first element of the tuple $tup to its end
- Return $tup rotated to the left by one place
plan join the rest with the first element
= return $tup[1:] + $tup[:1]
= first, *rest = $tup or (None,)
  return (*rest, first) if $tup else ()
! return $tup[-1:] + $tup[:-1]
! return $tup[1:] + ($tup[0],)
in tuple
< ()
< (4,)
# flatten-pairs: flatten_pairs, pairs_to_list, concatenate_pairs
($pairs: list[tuple[int, int]]) -> list[int]
- Put the components of all tuples in $pairs into one flat list
- Flatten the list of pairs $pairs, keeping the order
zh 将 $pairs 中所有二元组的元素依次放入一个列表
plan go through the pairs; append both components
= return [x for p in $pairs for x in p]
= flat = []
  for a, b in $pairs:
      flat += [a, b]
  return flat
! return [a for a, b in $pairs] + [b for a, b in $pairs]
in pairs
< []
< [(1, 2), (3, 4)]
# list-to-pairs: to_pairs, pair_up, group_in_twos
($items: list[int]) -> list[tuple[int, int]]
- Group the elements of $items into tuples of two: first with second, third with fourth and so on
- Turn the flat list $items into pairs of neighbours that do not overlap; drop an odd last element
> The list $items contains pairs written one after the other. Return them as a list of tuples. If one element is left
  at the end without a partner, ignore it.
plan pair the even indices with the odd ones
= return list(zip($items[::2], $items[1::2]))
= return [($items[i], $items[i + 1]) for i in range(0, len($items) - 1, 2)]
! return list(zip($items, $items[1:]))
in ints
< []
< [1, 2, 3]
# all-different: all_different, components_differ, no_repeats
($tup: tuple[int, ...]) -> bool
- Check whether all elements of the tuple $tup are different
- Return True if no value occurs twice in $tup
plan compare the number of distinct elements with the length
= return len(set($tup)) == len($tup)
= for i, entry in enumerate($tup):
      if entry in $tup[i + 1 :]:
          return False
  return True
! return len(set($tup)) < len($tup)
in tuple
< ()
< (3, 3)
""")


@family("tuple-classics", weight=3.5)
def tuple_classics(rng: Rng) -> Draft:
    """Tuples unzipped, swapped, looked up, merged by name, combined, rebuilt."""
    return one_of(rng, TUPLES)
