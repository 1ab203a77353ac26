"""Families over pieces of a list whose size is a parameter: windows, chunks, rotations, interleaving."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks, one_of

MEASURES = (
    ("sum", "sum", "sum({})", "int"),
    ("max", "maximum", "max({})", "int"),
    ("min", "minimum", "min({})", "int"),
    ("mean", "average", "sum({}) / $size", "float"),
    ("spread", "difference between maximum and minimum", "max({}) - min({})", "int"),
    ("ends", "sum of the first and last element", "{}[0] + {}[-1]", "int"),
    ("distinct", "number of distinct values", "len(set({}))", "int"),
    ("middle", "last element minus the first", "{}[-1] - {}[0]", "int"),
)

WINDOWS = asks("""
# each: window_values, sliding_values, per_window, rolling
($xs: list[int], $size: int) -> list[$kind]
- Return the $what of every window of $size consecutive elements of $xs
- Slide a window of length $size over $xs and list the $what of each position
- For each run of $size neighbouring elements in $xs, compute the $what; return the results in order
- Compute the rolling $what of $xs with window size $size
* Return an empty list if $xs has fewer than $size elements
> A window of $size neighbouring elements moves over the list $xs one step at a time. Return a list with the $what of
  each
  window. If $xs is shorter than the window, the result is empty.
zh 用长度为 $size 的滑动窗口扫过 $xs，对每个窗口 w 计算 $over_w，返回结果列表
plan let a window of the given size slide over the list; compute the $what of each window
= return [$over_slice for i in range(len($xs) - $size + 1)]
= $acc = []
  for i in range(len($xs) - $size + 1):
      window = $xs[i : i + $size]
      $acc.append($over_window)
  return $acc
! return [$over_slice for i in range(len($xs) - $size)]
! return [$over_slice for i in range(0, len($xs) - $size + 1, $size)]
in ints two
< [4, 1, 7], 4
< [4, 1, 7], 1
< [4, 2, 9], 3
# best: best_window, max_window, highest_window, peak_window
($xs: list[int], $size: int) -> $kind | None
- Return the largest $what over all windows of $size consecutive elements of $xs
- Among all runs of $size neighbouring elements of $xs, find the highest $what
- Slide a window of length $size over $xs and return the maximum of the $what
- Find the greatest $what that any $size consecutive elements of $xs have
* Return None if $xs has fewer than $size elements
> Consider all blocks of $size consecutive elements in $xs and compute the $what of each. Return the largest of these
  numbers, or None if there is no such block.
plan compute the $what of each window; return the largest or None
= return max(($over_slice for i in range(len($xs) - $size + 1)), default=None)
= best = None
  for i in range(len($xs) - $size + 1):
      window = $xs[i : i + $size]
      value = $over_window
      if best is None or value > best:
          best = value
  return best
! return min(($over_slice for i in range(len($xs) - $size + 1)), default=None)
! return max(($over_slice for i in range(len($xs) - $size)), default=None)
in ints two
< [4, 1, 7], 4
< [1, 7, 9], 1
< [4, 2, 9], 3
# where: best_window_start, start_of_best, window_position
($xs: list[int], $size: int) -> int
- Return the start index of the window of $size consecutive elements in $xs with the largest $what, the first on a tie
- Find where the block of $size neighbouring elements of $xs with the greatest $what begins (leftmost if tied)
- Determine at which index the window of length $size with the highest $what starts in $xs, the first on ties
* Return -1 if $xs has fewer than $size elements
plan go through all starts; compare the $what of the windows; return the best start
= starts = range(len($xs) - $size + 1)
  return max(starts, key=lambda i: $over_slice, default=-1)
= best, where = None, -1
  for i in range(len($xs) - $size + 1):
      window = $xs[i : i + $size]
      value = $over_window
      if best is None or value > best:
          best, where = value, i
  return where
! starts = range(len($xs) - $size + 1)
  return min(starts, key=lambda i: $over_slice, default=-1)
in ints two
< [4, 1, 7], 4
< [2, 2, 2], 2
< [1, 7, 9], 1
# chunks: chunk_values, per_block, block_values, reduce_chunks
($xs: list[int], $size: int) -> list[$kind]
- Cut $xs into blocks of $size elements and return the $what of each full block, ignoring an incomplete last one
- Return the $what of every complete chunk of $size elements of $xs, chunks not overlapping
- Split $xs into groups of $size and compute the $what of each group; drop a shorter rest
> The readings in $xs are summarised in blocks of $size. Return the $what of each block in order. If the last block is
  not
  full, leave it out.
plan step through the list by the block size; compute the $what of each full block
= return [$over_slice for i in range(0, len($xs) - $size + 1, $size)]
= $acc = []
  for i in range(0, len($xs), $size):
      window = $xs[i : i + $size]
      if len(window) == $size:
          $acc.append($over_window)
  return $acc
! return [$over_slice for i in range(0, len($xs) + 1 - $size)]
in ints two
< [4, 1, 7], 4
< [4, 2, 9, 1, 5], 2
< [4, 2, 9, 1], 2
""")


@family("windows-of-given-size", weight=4)
def windows_of_given_size(rng: Rng) -> Draft:
    """Windows or blocks whose size is a parameter: each one's measure, the best, where the best begins."""
    key, what, code, kind = pick(rng, MEASURES)
    ask = pick(rng, [a for a in WINDOWS if not (key == "max" and a.key == "best")])
    over = {name: code.replace("{}", piece) for name, piece in (
        ("over_slice", "$xs[i : i + $size]"), ("over_window", "window"), ("over_w", "w"))}  # fmt: skip
    return asked(rng, ask, f"{key}|{ask.key}", what=what, kind=kind, **over)


PIECES = asks("""
# chunk: chunked, split_into_chunks, in_batches, make_batches
($items: list[int], $size: int) -> list[list[int]]
- Split $items into consecutive chunks of $size elements; the last one may be shorter
- Cut $items into pieces of length $size and return them as a list of lists
- Group the elements of $items into batches of at most $size, in order
- Break the list $items up into sublists with $size elements each, the rest in a shorter last one
> A job processes $items in batches of $size. Return the list of batches in order. The final batch holds what is left
  and
  may be smaller. No items means no batches.
zh 把 $items 按顺序切成每段 $size 个元素的子列表，最后一段可以更短
plan step through the list by the size; take a slice at each step
= return [$items[i : i + $size] for i in range(0, len($items), $size)]
= pieces = []
  for entry in $items:
      if not pieces or len(pieces[-1]) == $size:
          pieces.append([])
      pieces[-1].append(entry)
  return pieces
! return [$items[i : i + $size] for i in range(0, len($items) - $size + 1, $size)]
in ints two
< [], 3
# chunk-padded: padded_chunks, chunks_with_fill, fixed_batches
($items: list[int], $size: int, $fill: int) -> list[list[int]]
- Split $items into chunks of exactly $size elements, filling the last one up with $fill
- Cut $items into rows of length $size and complete a short last row with $fill
- Group $items by $size; when elements are missing in the final group, use $fill
> The elements of $items are written into rows with $size places each. If the last row is not full, the places left
  over hold $fill. Return the list of rows.
plan slice the list by the size; append the filler to a short last chunk
= chunks = [$items[i : i + $size] for i in range(0, len($items), $size)]
  if chunks:
      chunks[-1] += [$fill] * ($size - len(chunks[-1]))
  return chunks
= padded = $items + [$fill] * (-len($items) % $size)
  return [padded[i : i + $size] for i in range(0, len(padded), $size)]
! return [$items[i : i + $size] for i in range(0, len($items), $size)]
in ints two zero
< [], 2, 0
< [1, 2, 3, 4, 5], 3, 0
# parts: split_evenly, into_parts, divide_list
($items: list[int], $n: int) -> list[list[int]]
- Divide $items into $n consecutive parts as equal in length as possible, the longer ones first
- Split $items into $n pieces whose lengths differ by at most one; earlier pieces get the extra elements
- Distribute the list $items in order over $n parts of nearly equal size, larger parts first
> $n helpers share the list $items: each gets a consecutive part, and the sizes of the parts differ by at most one.
  If the elements cannot be shared evenly, the first helpers get one more. Return the list of parts.
plan divide the length by the number of parts; give the first parts one more; slice them off
= size, extra = divmod(len($items), $n)
  parts = []
  start = 0
  for i in range($n):
      end = start + size + (i < extra)
      parts.append($items[start:end])
      start = end
  return parts
= size, extra = divmod(len($items), $n)
  bounds = [i * size + min(i, extra) for i in range($n + 1)]
  return [$items[a:b] for a, b in zip(bounds, bounds[1:])]
! size = len($items) // $n
  return [$items[i * size : (i + 1) * size] for i in range($n)]
in ints k
< [], 2
< [1, 2, 3, 4, 5], 3
# deal: deal_out, distribute, round_robin
($items: list[int], $n: int) -> list[list[int]]
- Deal $items out to $n groups in turn, like cards, and return the groups
- Distribute the elements of $items over $n lists round robin
- Return $n lists: the first holds items 0, $n, 2 * $n, ..., the second items 1, $n + 1, ... of $items
> $n players sit around a table and the cards $items are dealt one by one, starting with the first player. Return the
  hands of all players in order.
plan for each group take every n-th element from its own start
= return [$items[i::$n] for i in range($n)]
= hands = [[] for _ in range($n)]
  for i, entry in enumerate($items):
      hands[i % $n].append(entry)
  return hands
! return [$items[i : i + $n] for i in range(0, len($items), $n)]
in ints two
< [], 2
< [5], 3
# rotate-left: rotate_left, rotated_left, shift_round
($items: list[int], $steps: int) -> list[int]
- Rotate $items to the left by $steps positions
- Move the first $steps elements of $items to its end, going round as often as needed
- Return $items rotated left by $steps, where $steps may be larger than the list
* Return an empty list if $items is empty
> Rotating a list to the left by one place moves its first element to the end. Return $items rotated $steps times.
  $steps can be greater than the length of the list; an empty list stays empty.
plan return an empty list for an empty list; reduce the steps modulo the length; join the two parts
= if not $items:
      return []
  cut = $steps % len($items)
  return $items[cut:] + $items[:cut]
= return [$items[(i + $steps) % len($items)] for i in range(len($items))]
! return $items[$steps:] + $items[:$steps]
! if not $items:
      return []
  cut = $steps % len($items)
  return $items[-cut:] + $items[:-cut]
in ints n
< [], 2
< [1, 2, 3], 4
< [1, 2, 3], 7
# rotate-right: rotate_right, cycle_right, rotated_right
($items: list[int], $steps: int) -> list[int]
- Rotate $items to the right by $steps positions
- Move the last $steps elements of $items to its front, $steps may exceed the length
- Return a new list in which every element of $items stands $steps places further right, wrapping around
* Return an empty list if $items is empty
plan return an empty list for an empty list; reduce the steps modulo the length; join the two parts
= if not $items:
      return []
  cut = len($items) - $steps % len($items)
  return $items[cut:] + $items[:cut]
= return [$items[(i - $steps) % len($items)] for i in range(len($items))]
! return $items[-$steps:] + $items[:-$steps]
! if not $items:
      return []
  cut = $steps % len($items)
  return $items[cut:] + $items[:cut]
in ints n
< [], 2
< [1, 2, 3], 4
< [1, 2, 3], 0
# shift: shift_right, shifted, delay
($items: list[int], $steps: int, $fill: int) -> list[int]
- Shift $items to the right by $steps places, filling the gap with $fill and dropping what falls off the end
- Return a list of the same length as $items with $steps copies of $fill in front and the last elements lost
- Delay the values of $items by $steps positions; the free places at the start hold $fill
> Shift the elements of $items by $steps places to the right. The length stays the same: elements that leave the list
  are lost, and the new places at the start are filled with $fill.
plan put the fillers in front; cut the list to its old length
= return ([$fill] * $steps + $items)[: len($items)]
= return [$items[i - $steps] if i >= $steps else $fill for i in range(len($items))]
! return [$fill] * $steps + $items
! return $items[$steps:] + [$fill] * $steps
in ints k zero
< [], 2, 0
< [1, 2], 3, 0
""")


@family("list-pieces", weight=2.5)
def list_pieces(rng: Rng) -> Draft:
    """Chunks, parts, dealt hands, rotations and shifts with the size as a parameter."""
    return one_of(rng, PIECES)
