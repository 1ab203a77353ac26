"""Family: chunks, windows, neighbours, strides and parts of a list."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

PIECES = r"""
## chunks: chunks chunked batches split_into ($items: list, $k: int) -> list[list]
:1 keep; SAID=the last chunk may be shorter; LOOP=len($items)
:1 drop; SAID=drop the rest if it is shorter than $k; LOOP=len($items) - $k + 1
- Split $items into consecutive chunks of $k elements; $SAID
- Cut $items into lists of length $k; $SAID
- Group the elements of $items by $k in order; $SAID
+ You are given a list $items and a positive number $k. Cut the list from left to right into pieces of $k elements
  and return the list of pieces. As to the end: $SAID.
> step through the list by the chunk size; slice each chunk
= return [$items[$i : $i + $k] for $i in range(0, $LOOP, $k)]
= $out = []
  for $i in range(0, $LOOP, $k):
      $out.append($items[$i : $i + $k])
  return $out
/ return [$items[$i : $i + $k] for $i in range(0, len($items))]
/ return [$items[$i::$k] for $i in range($k)]
? [1, 2, 3, 4, 5], 2
? [], 3
? ['a', 'b', 'c', 'd'], 2
? [1, 2], 5
% ints, int(2, 4)
## deal: deal distribute spread round_robin_split ($items: list, $k: int) -> list[list]
- Deal $items round robin to $k lists, like cards to players
- Distribute the elements of $items over $k lists in turn and return the lists
- Spread $items over $k groups: the first element goes to group 0, the second to group 1, and so on, starting over
  after the last group
~ 把 $items 中的元素轮流分给 $k 个列表
> take every k-th element for each start
= return [$items[$i::$k] for $i in range($k)]
= $out = [[] for _ in range($k)]
  for $i, $item in enumerate($items):
      $out[$i % $k].append($item)
  return $out
/ return [$items[$i : $i + $k] for $i in range(0, len($items), $k)]
/ return [$items[$i::$k] for $i in range($k) if $items[$i::$k]]
? [1, 2, 3, 4, 5], 2
? [7], 3
? [], 2
% ints, int(2, 4)
## parts: split_evenly even_parts divide_into ($items: list, $k: int) -> list[list]
- Split $items into $k consecutive parts whose sizes differ by at most one, the longer parts first
- Divide $items into $k contiguous pieces as evenly as possible; earlier pieces get the surplus elements
+ Work has to be shared among $k people. Cut the list $items into $k parts that follow each other. The sizes may
  differ
  by at most one, and longer parts come before shorter ones. Parts may be empty if there are few elements.
> divide the length with remainder; cut slices, the first ones longer by one
= size, rest = divmod(len($items), $k)
  $out = []
  start = 0
  for $i in range($k):
      stop = start + size + ($i < rest)
      $out.append($items[start:stop])
      start = stop
  return $out
/ size = len($items) // $k
  return [$items[$i * size : ($i + 1) * size] for $i in range($k)]
/ size = -(-len($items) // $k)
  return [$items[$i : $i + size] for $i in range(0, len($items), size)]
? [1, 2, 3, 4, 5, 6, 7], 3
? [1, 2], 4
? [1, 2, 3, 4], 2
? [1, 2, 3, 4, 5], 4
## pairs: pairwise neighbours adjacent_pairs ($items: list) -> list[tuple]
:1 open; SAID=of neighbours in $items; CODE=return list(zip($items, $items[1:])); WAY=
:1 ring; SAID=of neighbours in $items, treating it as a ring (the last is followed by the first);
  CODE=return list(zip($items, $items[1:] + $items[:1])); WAY= round
- Return all pairs $SAID
- List the pairs (a, b) $SAID
- Get every tuple of an element and its successor: the pairs $SAID
> zip the list with itself shifted by one
= $CODE
/ return list(zip($items[::2], $items[1::2]))
/ return list(zip($items, $items))
? [1, 2, 3, 4]
? []
? ['x', 'y']
% ints
## windows: windows sliding_windows runs_of ($items: list, $k: int) -> list[list]
:1 one; SAID=; STEP=
:1 step; SAID=, moving $2_3 elements at a time; STEP=, $2_3
- Return all windows of $k neighbouring elements of $items, from left to right$SAID
- List every run of $k consecutive elements of $items$SAID
- Slide a window of length $k over $items and collect what it shows$SAID
! Return an empty list if $items is shorter than $k
> for every start that leaves enough room; slice the window
= return [$items[$i : $i + $k] for $i in range(0, len($items) - $k + 1$STEP)]
= $out = []
  for start in range(0, len($items) - $k + 1$STEP):
      $out.append($items[start : start + $k])
  return $out
/ return [$items[$i : $i + $k] for $i in range(0, len($items)$STEP)]
/ return [$items[$i : $i + $k] for $i in range(0, len($items) - $k$STEP)]
? [1, 2, 3, 4, 5, 6], 3
? [1, 2], 3
? [4, 5, 6], 3
% ints, int(2, 3)
## take_while: take_while leading prefix_while ($xs: list[int], $limit: int) -> list[int]
$limit: limit bound maximum
:1 take; NAMES=take_until leading prefix_until;
  SAID=Return the elements at the start of $xs up to the first one that is; CODE=$xs[:$i]; ELSE=$xs
:1 drop; NAMES=drop_until rest_from skip_until; SAID=Drop elements from the start of $xs until one is;
  CODE=$xs[$i:]; ELSE=[]
:2 above; CMP=>; HOW=greater than $limit
:2 below; CMP=<; HOW=less than $limit
- $SAID $HOW
- $SAID $HOW (that one belongs to the rest)
> go through the list; slice at the first element that is $HOW
= for $i, $x in enumerate($xs):
      if $x $CMP $limit:
          return $CODE
  return $ELSE
= $i = 0
  while $i < len($xs) and not $xs[$i] $CMP $limit:
      $i += 1
  return $CODE
/ return [$x for $x in $xs if $x $CMP $limit]
/ for $i, $x in enumerate($xs):
      if $x $CMP= $limit:
          return $CODE
  return $ELSE
? [1, 3, 5, 2, 8], 3
? [5, 3, 1, 7], 3
? [], 4
? [9, 9], 9
% ints, int(0, 15)
## every: every_nth every stride ($items: list, $k: int) -> list
:1 take; NAMES=every_nth every stride; SAID=Return every $k-th element of $items; CODE=$items[$k - 1 :: $k]
:1 drop; NAMES=without_every skip_every drop_every; SAID=Return $items without every $k-th element;
  CODE=[$item for $i, $item in enumerate($items, 1) if $i % $k]
- $SAID (counting from 1)
- $SAID; the first one concerned is at index $k - 1
> count from one; look at the multiples of k
= return $CODE
/ return $items[::$k]
/ return [$item for $i, $item in enumerate($items) if $i % $k]
? [1, 2, 3, 4, 5, 6, 7], 3
? [1, 2], 3
? [], 2
% ints, int(2, 3)
## split_at: split_on split_by separate ($items: list, $sep: int) -> list[list]
$sep: sep separator marker
- Split the list $items at each element equal to $sep, $SAID
- Cut $items into the runs between the elements that equal $sep, $SAID
+ A list $items contains the value $sep as a separator. Return the list of the parts between the separators, $SAID.
  The separators themselves do not appear in the result.
> collect elements; at a separator close the part; close the last part
= $out = [[]]
  for $item in $items:
      if $item == $sep:
          $out.append([])
      else:
          $out[-1].append($item)
  return $END
:1 all; SAID=keeping empty parts; END=$out
:1 full; SAID=leaving out empty parts; END=[part for part in $out if part]
/ return [[$item] for $item in $items if $item != $sep]
/ $out = [[]]
  for $item in $items:
      $out[-1].append($item)
      if $item == $sep:
          $out.append([])
  return $END
? [1, 0, 2, 3, 0], 0
? [], 0
? [5, 5, 1], 5
% ints(0, 3), int(0, 3)
"""


@family("sequence-pieces", weight=4)
def sequence_pieces(rng: Rng) -> Draft:
    """Chunks, windows, neighbours, strides and parts of a list."""
    return from_sheet(rng, PIECES)
