"""Family: lists interleaved, merged, repeated, flattened, rotated, freed of repeats."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

MIXED = r"""
## interleave: interleave alternate weave ($items: list, $ys: list) -> list
$items: left first xs a
$ys: right second ys b
:1 stop; SAID=stop when the shorter one ends; REST=
:1 rest; SAID=append what is left of the longer one; REST= + $items[len($ys) :] + $ys[len($items) :]
- Take elements alternately from $items and $ys, beginning with $items; $SAID
- Interleave $items and $ys; $SAID
- Weave two lists together: one of $items, one of $ys, and so on; $SAID
~ 从 $items 开始交替取两个列表的元素
> walk over both at once; add one of each; care for the rest
= return [$item for pair in zip($items, $ys) for $item in pair]$REST
= $out = []
  for p, q in zip($items, $ys):
      $out.append(p)
      $out.append(q)
  return $out$REST
/ return $items + $ys
/ return [$item for pair in zip($ys, $items) for $item in pair]$REST
? [1, 3, 5], [2, 4, 6]
? [1], [7, 8, 9]
? [], [1]
? ['a', 'b', 'c'], ['x']
% ints, ints
## merge: merge_sorted merge merged ($items: list[int], $ys: list[int]) -> list[int]
$items: left first xs a
$ys: right second ys b
- Merge the ascending lists $items and $ys into one ascending list$SAID
- Both $items and $ys are sorted; return all their elements in ascending order$SAID
+ Two lists, $items and $ys, are sorted in ascending order. Build one sorted list of all their elements$SAID. Do it in
  one
  pass if you can.
> join both lists; sort them
= return $CODE
= i = j = 0
  merged = []
  while i < len($items) or j < len($ys):
      if j == len($ys) or (i < len($items) and $items[i] <= $ys[j]):
          $x = $items[i]
          i += 1
      else:
          $x = $ys[j]
          j += 1
      $ADD
  return merged
:1 all; SAID=; CODE=sorted($items + $ys); ADD=merged.append($x)
:1 once; SAID=, each value once; CODE=sorted(set($items) | set($ys));
  ADD=merged += [$x] if merged[-1:] != [$x] else []
/ return $items + $ys
/ return sorted(set($items) & set($ys))
? [1, 3, 3], [2, 3, 9]
? [], [1, 2]
% ordered, ordered
## repeat: repeat_each stretch repeat_elements ($items: list, $m: int) -> list
:1 each; NAMES=repeat_each stretch; SAID=Repeat each element of $items $m times in place;
  CODE=[$item for $item in $items for _ in range($m)]
:1 whole; NAMES=repeat_whole repeat_list; SAID=Repeat the whole of $items $m times; CODE=$items * $m
:1 grow; NAMES=growing_repeats repeat_growing;
  SAID=Repeat the first element of $items $m times, the second $m + 1 times, and so on;
  CODE=[$item for $i, $item in enumerate($items) for _ in range($m + $i)]
- $SAID and return the new list
- $SAID
> go through the elements; repeat as often as wanted
= return $CODE
/ return [$item for $item in $items for _ in range($m + 1)]
/ return $items * ($m - 1)
? [1, 2, 3], 2
? ['a'], 3
? [], 2
? [4, 5], 1
% ints, int(2, 3)
## cycle: cycle_to fill_cyclic cycled ($items: list, $n: int) -> list
- Return the first $n elements of the endless repetition of $items
- Repeat $items over and over until there are exactly $n elements
- Fill a list of length $n by cycling through $items
! $items is not empty
^ from itertools import cycle, islice
> repeat the list endlessly; take the first elements
= return list(islice(cycle($items), $n))
= return [$items[$i % len($items)] for $i in range($n)]
/ return ($items * $n)[: $n + 1]
/ return $items[:$n]
? [1, 2, 3], 7
? ['a', 'b'], 1
? [5], 4
? [1, 2], 0
% ints, int(2, 9)
## flatten: flatten flat flattened ($rows: list[list[int]]) -> list[int]
:1 all; NAMES=flatten flat flattened; SAID=; COND=
:1 odd; NAMES=flatten_odd odd_numbers_in; SAID=, keeping only odd numbers; COND= if $x % 2
:1 pos; NAMES=flatten_non_negative non_negative_in; SAID=, leaving out numbers below 0; COND= if $x >= 0
- Flatten the list of lists $rows into one list$SAID
- Return all numbers of the lists in $rows in one list$SAID
- Join the lists in $rows end to end$SAID
> go through the lists and their elements; collect them
= return [$x for $row in $rows for $x in $row$COND]
= $out = []
  for $row in $rows:
      $out.extend([$x for $x in $row$COND])
  return $out
/ return [$row[0] for $row in $rows if $row]
/ return [$x for $row in $rows[1:] for $x in $row$COND]
? [[1, -2], [], [3]]
? []
% grid(-5, 9)
% grid(0, 9)
## unique: unique dedupe without_repeats ($items: list) -> list
:1 all; SAID=Remove repeated elements from $items, keeping the first of each; CODE=return list(dict.fromkeys($items))
:1 last; SAID=Remove repeated elements from $items, keeping the last of each;
  CODE=return list(dict.fromkeys(reversed($items)))[::-1]
:1 run; SAID=Collapse runs of equal neighbours in $items to one element;
  CODE=return [$item for $i, $item in enumerate($items) if $i == 0 or $item != $items[$i - 1]]
- $SAID, and keep the order
- $SAID
> go through the list; skip what was there before
= $CODE
/ return sorted(set($items))
/ return $items[:1] + [$item for $item in $items[1:] if $items.count($item) == 1]
? [3, 1, 3, 3, 2, 1]
? ['b', 'a', 'b']
? []
% ints(0, 4)
## rotate: rotate rotated shift ($items: list, $k: int) -> list
- Rotate $items by $k places to the $SIDE; $k may be larger than the list
- Return $items moved $k positions to the $SIDE, what falls off coming back at the other end
:1 left; NAMES=rotate_left rotated shift_left; SIDE=left; CODE=$items[s:] + $items[:s]; BAD=$items[-s:] + $items[:-s]
:1 right; NAMES=rotate_right shift_right rotated; SIDE=right;
  CODE=$items[len($items) - s :] + $items[: len($items) - s]; BAD=$items[s:] + $items[:s]
! Return an empty list for an empty one
> reduce the shift by the length; slice and join
= if not $items:
      return []
  s = $k % len($items)
  return $CODE
/ s = $k
  return $CODE
/ if not $items:
      return []
  s = $k % len($items)
  return $BAD
? [1, 2, 3, 4, 5], 2
? [1, 2, 3], 7
? [], 2
? ['a', 'b', 'c'], 1
"""


@family("sequences-mixed", weight=4)
def sequences_mixed(rng: Rng) -> Draft:
    """Lists interleaved, merged, repeated, flattened, rotated, freed of repeats."""
    return from_sheet(rng, MIXED)
