"""Families over list surgery: insert, replace, remove, swap, move, rotate, at a position given as a parameter."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks, one_of

SURGERY = asks("""
# insert-at: insert_at, with_inserted, put_at
($items: list[int], $pos: int, $val: int) -> list[int]
- Return a copy of $items with $val inserted before index $pos
- Insert $val into $items at position $pos, leaving the original list unchanged
- Build a new list from $items that has $val at index $pos and everything from there on moved one place to the right
zh 返回在 $items 的下标 $pos 处插入 $val 后的新列表，不修改原列表
> Return a new list that contains all elements of $items and, at index $pos, the value $val. The elements from that
  index on move one place to the right.
plan join the part before the index, the value and the rest
= return $items[:$pos] + [$val] + $items[$pos:]
= copy = list($items)
  copy.insert($pos, $val)
  return copy
! return $items[:$pos] + [$val] + $items[$pos + 1 :]
in indexed n
< [], 0, 4
# replace-at: replace_at, with_value_at, set_at
($items: list[int], $pos: int, $val: int) -> list[int]
- Return a new list like $items but with $val at index $pos
- Replace the element of $items at index $pos by $val, without changing the original
- Copy $items and put $val in place of what stands at position $pos
* Return an unchanged copy if $pos is not a valid non-negative index
> Lists should not be changed in place here. Return a copy of $items in which the element at index $pos is $val. If
  there
  is no such index (negative ones do not count), the copy equals $items.
plan copy the list; set the element if the index is valid; return the copy
= copy = list($items)
  if 0 <= $pos < len(copy):
      copy[$pos] = $val
  return copy
= return [$val if i == $pos else old for i, old in enumerate($items)]
! return $items[:$pos] + [$val] + $items[$pos:]
in indexed n
< [1, 2], 2, 9
< [1, 2], -1, 9
# remove-at: remove_at, without_index, drop_at
($items: list[int], $pos: int) -> list[int]
- Return $items without the element at index $pos
- Leave out position $pos of $items and return the remaining elements as a new list
- Drop the element at index $pos from a copy of $items
* Return a copy of $items if $pos is not a valid non-negative index
> Return a new list without the element at index $pos of $items. If $pos is negative or too large, nothing is
  removed.
plan keep every element whose index is another one
= return [entry for i, entry in enumerate($items) if i != $pos]
= if not 0 <= $pos < len($items):
      return list($items)
  return $items[:$pos] + $items[$pos + 1 :]
! return $items[:$pos] + $items[$pos:]
! return [entry for entry in $items if entry != $pos]
in indexed
< [1, 2], 2
< [3, 4], -1
# swap: swap_positions, swapped, exchange
($items: list[int], $i: int, $j: int) -> list[int]
- Return a copy of $items with the elements at indices $i and $j swapped
- Exchange the elements at positions $i and $j in a new list made from $items
- Swap $items[$i] with $items[$j] without changing the list that was passed in
> Return a copy of $items in which the elements at the two indices $i and $j have changed places. Both indices are
  valid and may be equal.
plan copy the list; swap the two elements; return the copy
= copy = list($items)
  copy[$i], copy[$j] = copy[$j], copy[$i]
  return copy
= copy = $items[:]
  saved = copy[$i]
  copy[$i] = copy[$j]
  copy[$j] = saved
  return copy
! copy = list($items)
  copy[$i] = copy[$j]
  copy[$j] = copy[$i]
  return copy
< [1, 2, 3], 0, 2
< [4, 5, 6, 7], 1, 2
< [8], 0, 0
< [3, 1, 2], 2, 0
# swap-ends: swap_ends, exchange_ends, switch_first_and_last
($items: list[int]) -> list[int]
- Return $items with its first and last elements exchanged
- Swap the first element of $items with the last one and return the new list
- Build a list that is like $items except that the first and final elements trade places
* Return a copy if $items has fewer than two elements
plan return short lists unchanged; put the last element first and the first one last
= if len($items) < 2:
      return $items[:]
  return [$items[-1], *$items[1:-1], $items[0]]
= copy = list($items)
  if copy:
      copy[0], copy[-1] = copy[-1], copy[0]
  return copy
! return [$items[-1], *$items[1:-1], $items[0]] if $items else []
! return $items[::-1]
in ints
< []
< [5]
< [1, 2]
# swap-halves: swap_halves, second_half_first, halves_exchanged
($items: list[int]) -> list[int]
- Exchange the two halves of $items; in a list of odd length the middle element stays in the middle
- Return $items with its first and second half swapped, keeping a middle element in place
- Put the second half of $items before the first half; an odd middle element keeps its position
plan find the half length; take the end, the middle and the beginning
= half = len($items) // 2
  return $items[len($items) - half :] + $items[half : len($items) - half] + $items[:half]
= half, odd = divmod(len($items), 2)
  middle = $items[half : half + odd]
  return $items[half + odd :] + middle + $items[:half]
! half = len($items) // 2
  return $items[half:] + $items[:half]
in ints
< []
< [1, 2, 3]
# swap-neighbours: swap_neighbours, swap_adjacent, pairwise_swap
($items: list[int]) -> list[int]
- Swap each element of $items at an even index with its right neighbour
- Return $items with the neighbours of each pair (indices 0 and 1, 2 and 3, ...) exchanged
- Exchange the elements of $items two by two; a last element without partner stays
plan copy the list; step through it by two; swap each pair
= copy = list($items)
  for i in range(0, len(copy) - 1, 2):
      copy[i], copy[i + 1] = copy[i + 1], copy[i]
  return copy
= swapped = []
  for i in range(0, len($items), 2):
      swapped.extend(reversed($items[i : i + 2]))
  return swapped
! copy = list($items)
  for i in range(len(copy) - 1):
      copy[i], copy[i + 1] = copy[i + 1], copy[i]
  return copy
in ints
< []
< [7, 8, 9]
# move-to: move_item, move_element, relocate
($items: list[str], $low: int, $high: int) -> list[str]
- Take the element at index $low out of $items and put it back so that it ends up at index $high
- Move the entry of $items from position $low to position $high and return the new list
- Return a copy of $items in which the item at index $low has been moved to index $high
> In a playlist $items a song is dragged from index $low to index $high. Return the new order of the list; both indices
  are valid and the original list stays as it is.
plan copy the list; pop the element; insert it at the new index
= copy = list($items)
  copy.insert($high, copy.pop($low))
  return copy
= moved = $items[$low]
  rest = $items[:$low] + $items[$low + 1 :]
  return rest[:$high] + [moved] + rest[$high:]
! copy = list($items)
  copy[$low], copy[$high] = copy[$high], copy[$low]
  return copy
< ["a", "b", "c", "d"], 0, 2
< ["a", "b", "c", "d"], 3, 0
< ["x"], 0, 0
< ["p", "q", "r"], 0, 2
""")


@family("list-surgery", weight=2.5)
def list_surgery(rng: Rng) -> Draft:
    """Insert, replace, remove, swap and move at given positions, without changing the argument."""
    return one_of(rng, SURGERY)


GROUPS = (
    ("zeros", "zeros", "$v == 0", "zeros", ""),
    ("negatives", "negative numbers", "$v < 0", "signed", ""),
    ("evens", "even numbers", "$v % 2 == 0", "ints", ""),
    ("odds", "odd numbers", "$v % 2 == 1", "ints", ""),
    ("value", "occurrences of $val", "$v == $val", "small val", ", $val: int"),
    ("big", "numbers greater than $lim", "$v > $lim", "signed val", ", $lim: int"),
    ("least", "numbers that are at least $lim", "$v >= $lim", "signed val", ", $lim: int"),
)

MOVED = asks("""
# end: move_to_end, push_back, shift_to_end, send_to_back
($xs: list[int]$more) -> list[int]
- Move all $what in $xs to the end, keeping the order within both groups
- Return $xs with the $what put behind all other elements, order otherwise unchanged
- Push the $what of $xs to the back without changing the relative order of anything else
- Given a list $xs, list first everything that is not among the $what, then the $what, each in original order
> Rearrange $xs so that the $what come last. Both the $what and the other elements keep their relative order. Return a
  new list of the same length.
plan collect the other elements; collect the $what; join both
= return [$v for $v in $xs if $off] + [$v for $v in $xs if $test]
= front, back = [], []
  for $v in $xs:
      if $test:
          back.append($v)
      else:
          front.append($v)
  return front + back
= return sorted($xs, key=lambda $v: $test)
! return [$v for $v in $xs if $test] + [$v for $v in $xs if $off]
! return sorted([$v for $v in $xs if $off]) + [$v for $v in $xs if $test]
in $kinds
< []$sample
# front: move_to_front, bring_forward, pull_to_front, put_first
($xs: list[int]$more) -> list[int]
- Move all $what in $xs to the front, keeping the order within both groups
- Return $xs with the $what put before all other elements, order otherwise unchanged
- Bring the $what of $xs to the beginning and let the rest follow in its original order
- Given a list $xs, return the $what first and then everything else, each group in original order
> Rearrange $xs so that the $what come first. Both groups keep their relative order. Return a new list.
plan collect the $what; collect the other elements; join both
= return [$v for $v in $xs if $test] + [$v for $v in $xs if $off]
= front, back = [], []
  for $v in $xs:
      (front if $test else back).append($v)
  return front + back
= return sorted($xs, key=lambda $v: $off)
! return [$v for $v in $xs if $off] + [$v for $v in $xs if $test]
in $kinds
< []$sample
# sorted-only: sort_selected, sort_some, partially_sorted
($xs: list[int]$more) -> list[int]
- Sort only the $what of $xs in ascending order among their own positions; all other elements stay where they are
- Return $xs with the $what sorted in place of each other, the other positions unchanged
- Given $xs, put the $what in increasing order while every other element keeps its index
> Some elements of $xs must not move. Sort only the $what in ascending order, using just the positions they occupy;
  everything else stays at its index.
plan sort the chosen numbers; walk through the list; fill the chosen places from the sorted ones
= chosen = iter(sorted($v for $v in $xs if $test))
  return [next(chosen) if $test else $v for $v in $xs]
= chosen = sorted($v for $v in $xs if $test)
  $acc = []
  for $v in $xs:
      $acc.append(chosen.pop(0) if $test else $v)
  return $acc
! return sorted($v for $v in $xs if $test) + [$v for $v in $xs if $off]
in $kinds
< []$sample
# reversed-only: reverse_selected, reverse_some, partially_reversed
($xs: list[int]$more) -> list[int]
- Reverse the order of the $what in $xs among their own positions; leave the other elements where they are
- Return $xs with only the $what reversed, every other element keeping its index
- Given $xs, let the $what appear in reverse order while everything else stays in place
plan collect the chosen numbers; walk through the list; fill the chosen places from the end
= chosen = [$v for $v in $xs if $test]
  return [chosen.pop() if $test else $v for $v in $xs]
= chosen = reversed([$v for $v in $xs if $test])
  $acc = []
  for $v in $xs:
      if $test:
          $v = next(chosen)
      $acc.append($v)
  return $acc
! return $xs[::-1]
in $kinds
< []$sample
""")


@family("group-moved", weight=4)
def group_moved(rng: Rng) -> Draft:
    """Numbers of a kind moved to the end or front, or sorted or reversed among themselves."""
    key, what, test, kinds, more = pick(rng, GROUPS)
    ask = pick(rng, MOVED)
    sample = ", 1" if more else ""
    return asked(rng, ask, f"{key}|{ask.key}", what=what, test=test, kinds=kinds, more=more, sample=sample)
