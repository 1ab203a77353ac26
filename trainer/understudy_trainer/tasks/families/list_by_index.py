"""Families in which the position of an element decides: even and odd places, comparison with the index, weights."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks, one_of

PLACES = (
    ("even", "at even indices", "at the even positions (0, 2, 4, ...)", "$i % 2 == 0", "$i % 2 == 1"),
    ("odd", "at odd indices", "at the odd positions (1, 3, 5, ...)", "$i % 2 == 1", "$i % 2 == 0"),
    ("notfirst", "after the first one", "at every index except 0", "$i > 0", "$i > 1"),
    ("step", "at indices that are multiples of $k", "at positions 0, $k, 2 * $k, ...", "$i % $k == 0", "$i % $k == 1"),
    ("from", "at index $k or later", "from position $k on (counting from 0)", "$i >= $k", "$i > $k"),
)

VALUES = (
    ("even", "even numbers", "$v % 2 == 0", "$v % 2 == 1"),
    ("odd", "odd numbers", "$v % 2 == 1", "$v % 2 == 0"),
    ("positive", "positive numbers", "$v > 0", "$v >= 0"),
    ("negative", "negative numbers", "$v < 0", "$v <= 0"),
    ("big", "numbers greater than $lim", "$v > $lim", "$v >= $lim"),
    ("small", "numbers smaller than $lim", "$v < $lim", "$v <= $lim"),
    ("equal", "numbers equal to their own index", "$v == $i", "$v >= $i"),
    ("above", "numbers greater than their own index", "$v > $i", "$v >= $i"),
)

BOTH = asks("""
# sum: sum_selected, sum_by_position, add_selected, indexed_sum, special_sum
($sig) -> int
- Return the sum of the $values in $xs that stand $place
- Add up the $values $place of $xs
- Given a list $xs, sum the $values located $spelled
- Compute the total of all $values of $xs which are $spelled
- Sum only those elements of $xs that are $values and are found $place
> You are given a list of integers $xs. Add up the $values, but only the ones that stand $spelled.
  Return 0 if there are none.
> Only some positions of $xs count. Look at the elements $place and add those that are $values. Everything else
  is ignored, so the result may be 0.
zh 返回 $xs 中满足位置和数值两个条件的元素之和：下标条件为 $test，数值条件为 $check
plan enumerate the list; keep the elements whose index and value both fit; add them up
= return sum($v for $i, $v in enumerate($xs) if $test and $check)
= $acc = 0
  for $i, $v in enumerate($xs):
      if $test and $check:
          $acc += $v
  return $acc
= $acc = 0
  for $i in range(len($xs)):
      $v = $xs[$i]
      if $test and $check:
          $acc += $v
  return $acc
! return sum($v for $i, $v in enumerate($xs) if $near and $check)
! return sum($v for $i, $v in enumerate($xs) if $test and $miss)
* Return 0 if no element qualifies
in $kinds
# count: count_selected, count_by_position, how_many_selected, indexed_count
($sig) -> int
- Count the $values in $xs that stand $place
- Return how many $values there are $place of $xs
- Given a list $xs, count how many of the elements $spelled are $values
- Return the number of $values among the elements of $xs $place
- Look at the elements of $xs $place and count the $values
> A list of integers $xs is given. Count the $values that stand $spelled. Values at other positions do not count.
plan enumerate the list; test both index and value; count those that fit
= return sum(1 for $i, $v in enumerate($xs) if $test and $check)
= $acc = 0
  for $i, $v in enumerate($xs):
      if $test and $check:
          $acc += 1
  return $acc
! return sum(1 for $i, $v in enumerate($xs) if $near and $check)
! return sum(1 for $i, $v in enumerate($xs) if $test and $miss)
in $kinds
# list: select_by_position, pick_elements, filter_indexed, selected_values
($sig) -> list[int]
- Return the $values in $xs that stand $place
- Keep only the $values $place of $xs
- Given a list $xs, collect the $values located $spelled, in order
- Filter $xs: an element stays if it is one of the $values and stands $place
- List the $values found $spelled in $xs
> From a list of integers $xs, pick the $values that stand $spelled. Keep their order and return them as a new list.
plan enumerate the list; keep the values whose index and value fit
= return [$v for $i, $v in enumerate($xs) if $test and $check]
= $acc = []
  for $i, $v in enumerate($xs):
      if $test and $check:
          $acc.append($v)
  return $acc
! return [$v for $i, $v in enumerate($xs) if $near and $check]
! return [$i for $i, $v in enumerate($xs) if $test and $check]
in $kinds
# indices: positions_of_selected, find_indices, indices_where
($sig) -> list[int]
- Return the indices $place at which $xs holds $values
- List the positions of the $values in $xs, considering only elements $place
- Find the indexes of all $values of $xs that stand $place
- Given a list $xs, look only $spelled and return the indices of the $values there
plan enumerate the list; keep the index where index and value fit
= return [$i for $i, $v in enumerate($xs) if $test and $check]
= $acc = []
  for $i, $v in enumerate($xs):
      if $test and $check:
          $acc.append($i)
  return $acc
! return [$v for $i, $v in enumerate($xs) if $test and $check]
! return [$i for $i, $v in enumerate($xs) if $check]
in $kinds
# replace: change_selected, adjust_selected, reset_selected, replace_selected
($sig) -> list[int]
let C 0 9
- Return a copy of $xs in which the $values $place are replaced by $C
- Replace with $C the $values of $xs that stand $place and return the new list
- Given a list $xs, set every one of the $values located $spelled to $C, keeping all other elements
- Put $C in place of the $values found $place of $xs
plan enumerate the list; put $C where index and value fit; keep the rest
= return [$C if $test and $check else $v for $i, $v in enumerate($xs)]
= $acc = list($xs)
  for $i, $v in enumerate($xs):
      if $test and $check:
          $acc[$i] = $C
  return $acc
! return [$v if $test and $check else $C for $i, $v in enumerate($xs)]
! return [$C if $check else $v for $i, $v in enumerate($xs)]
in $kinds
< $edge
""")


@family("index-and-value-reduce", weight=5)
def index_and_value(rng: Rng) -> Draft:
    """Elements whose index and value both fit: sum, count, list, indices, replaced."""
    place, at, spelled, test, near = pick(rng, PLACES)
    value, said, check, miss = pick(rng, VALUES[:4] if place == "step" else VALUES)
    ask = pick(rng, BOTH[1:] if (place, value) in (("even", "odd"), ("odd", "even")) else BOTH)
    sig, kinds, edge = "$xs: list[int]", "digits" if value in ("equal", "above") else "signed", "[2, 1, 0, 3, -4, 5]"
    for name, kind, sample in (("$k", "two", "2"), ("$lim", "val", "1")):
        if name in at or name in said:
            sig, kinds, edge = f"{sig}, {name}: int", f"{kinds} {kind}", f"{edge}, {sample}"
    return asked(
        rng, ask, f"{place}|{value}|{ask.key}", place=at, spelled=spelled, test=test, near=near, values=said,
        check=check, miss=miss, sig=sig, kinds=kinds, edge=edge,
    )  # fmt: skip


WEIGHTED = asks("""
# times-index: weighted_sum, index_weighted_sum, position_sum
($xs: list[int]) -> int
- Return the sum of each element of $xs multiplied by its index
- Multiply every number in $xs by its position (starting at 0) and add up the products
- Compute the index-weighted sum of $xs, where the first element has index 0
- Add $xs[0] * 0, $xs[1] * 1, $xs[2] * 2 and so on
> Every number of $xs weighs as much as its index, which starts at 0. Multiply each number by its index and return the
  total. An empty list gives 0.
zh 返回 $xs 中每个元素乘以其下标（从 0 开始）后的总和
plan enumerate the list; multiply each element by its index; add up
= return sum($i * $v for $i, $v in enumerate($xs))
= $acc = 0
  for $i in range(len($xs)):
      $acc += $i * $xs[$i]
  return $acc
! return sum($i * $v for $i, $v in enumerate($xs, 1))
in ints
< []
# times-place: checksum, ranked_sum, weighted_total, place_sum
($xs: list[int]) -> int
- Multiply each number of $xs by its 1-based position and return the sum
- Return the sum of $xs where the first element counts once, the second twice, the third three times and so on
- Compute 1 * $xs[0] + 2 * $xs[1] + 3 * $xs[2] + ...
- Weigh each element of $xs with its place, counting from 1, and add up
> A simple checksum of a list $xs is made by multiplying each number with its place in the list, where the first
  place is 1, and adding the products. Compute it. The checksum of an empty list is 0.
plan enumerate from 1; multiply each element by its place; add up
= return sum($i * $v for $i, $v in enumerate($xs, start=1))
= $acc = 0
  for $i in range(len($xs)):
      $acc += ($i + 1) * $xs[$i]
  return $acc
! return sum($i * $v for $i, $v in enumerate($xs))
in ints
< []
# alternating-places: balance, odd_even_difference, position_difference
($xs: list[int]) -> int
- Return the sum of the elements at even indices minus the sum of those at odd indices of $xs
- Subtract the total of the odd positions of $xs from the total of the even positions (positions start at 0)
- Add the numbers of $xs at indices 0, 2, 4, ... and subtract the ones at indices 1, 3, 5, ...
- Compute the difference between even-indexed and odd-indexed sums of $xs
> Two players take turns with the numbers of $xs: the first player gets index 0, 2, 4 and so on, the second one gets
  the
  others. Return by how much the first player's sum exceeds the second player's sum; it may be negative.
zh 返回 $xs 中偶数下标元素之和减去奇数下标元素之和
plan sum the slice of even indices; subtract the sum of the odd ones
= return sum($xs[::2]) - sum($xs[1::2])
= $acc = 0
  for $i, $v in enumerate($xs):
      if $i % 2 == 0:
          $acc += $v
      else:
          $acc -= $v
  return $acc
! return sum($xs[1::2]) - sum($xs[::2])
in ints
< []
< [4]
# minus-index: subtract_positions, lower_by_index, shift_by_index
($xs: list[int]) -> list[int]
- Return a list in which each element of $xs is reduced by its index
- Subtract from every number in $xs its position, counting from 0
- Given a list $xs, return the differences between each value and its index
- Lower each element of $xs by its own index and return the new list
plan enumerate the list; subtract the index from each element
= return [$v - $i for $i, $v in enumerate($xs)]
= $acc = []
  for $i in range(len($xs)):
      $acc.append($xs[$i] - $i)
  return $acc
! return [$i - $v for $i, $v in enumerate($xs)]
! return [$v - $i for $i, $v in enumerate($xs, 1)]
in ints
< []
# fixed-point: first_fixed_point, index_equals_value, find_fixed_point
($xs: list[int]) -> int
- Return the first index $i with $xs[$i] == $i, or -1 if there is none
- Find the smallest position in $xs whose value equals the position itself, else -1
- Find the first element of $xs that equals its own index and return it; return -1 when no element does
- Look for a fixed point of $xs: an index holding itself as value; give the first one or -1
> An index of a list is a fixed point if the element there equals the index. Return the first fixed point of $xs.
  If the list has no fixed point, return -1.
plan go through the list with indices; return the first index equal to its value; return -1 otherwise
= for $i, $v in enumerate($xs):
      if $i == $v:
          return $i
  return -1
= return next(($i for $i, $v in enumerate($xs) if $i == $v), -1)
! for $i, $v in enumerate($xs):
      if $i == $v:
          return $i
  return 0
! for $i, $v in enumerate($xs, 1):
      if $i == $v:
          return $i
  return -1
in digits
< [3, 0, 2]
< [1, 2, 3]
< []
# pairs-with-index: with_indices, number_items, index_value_pairs
($items: list[str], $low: int) -> list[tuple[int, str]]
- Pair each element of $items with a running number that begins at $low
- Return (number, element) tuples for $items, numbering from $low
- Number the entries of $items consecutively, starting at $low, as tuples
- Given a list $items and a first number $low, return the numbered items as a list of tuples
plan enumerate the list from the given start
= return list(enumerate($items, $low))
= return [($low + i, entry) for i, entry in enumerate($items)]
! return list(enumerate($items))
in words k
< [], 1
""")


@family("index-weighted", weight=2.5)
def index_weighted(rng: Rng) -> Draft:
    """The index takes part in the arithmetic, or is the answer."""
    return one_of(rng, WEIGHTED)
