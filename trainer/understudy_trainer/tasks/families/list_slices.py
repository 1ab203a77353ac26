"""Families over slices: a part of a list reduced, or rearranged in place of itself."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "... of $xs", slice, near miss, parameters, kinds, samples)
SLICES = (
    ("first", "first $size elements", ":$size", ":$size - 1", ", $size: int", "two", ", 2"),
    ("last", "last $size elements", "max(0, len($xs) - $size) :", "$size:", ", $size: int", "two", ", 2"),
    ("behind", "elements after the first $size", "$size:", "$size + 1 :", ", $size: int", "two", ", 2"),
    ("front", "elements before the last $size", ": max(0, len($xs) - $size)", ":$size", ", $size: int", "two", ", 1"),
    ("every", "elements at indices 0, $size, 2 * $size and so on", "::$size", "1::$size", ", $size: int", "two", ", 2"),
    ("even", "elements at even indices", "::2", "1::2", "", "", ""),
    ("odd", "elements at odd indices", "1::2", "::2", "", "", ""),
    ("inner", "elements except the first and the last", "1:-1", "1:", "", "", ""),
    ("range", "elements from index $low up to but not including index $high", "$low:$high", "$low : $high + 1",
     ", $low: int, $high: int", "k n", ", 1, 3"),
    ("closed", "elements from index $low through index $high", "$low : $high + 1", "$low:$high",
     ", $low: int, $high: int", "k n", ", 1, 3"),
    ("half", "elements of the first half (without the middle element)", ": len($xs) // 2", ": (len($xs) + 1) // 2",
     "", "", ""),
    ("rear", "elements of the second half (with the middle element)", "len($xs) // 2 :", "len($xs) // 2 + 1 :",
     "", "", ""),
)  # fmt: skip

REDUCED = asks("""
# sum: sum_part, partial_sum, slice_total, add_part
($xs: list[int]$more) -> int
- Return the sum of the $what of $xs
- Add up the $what of $xs
- Given a list $xs, compute the total of the $what
- Take the $what of $xs and return their sum
zh 返回 $xs 的切片 [$slice] 中所有元素的和
> From the list $xs, only the $what count. Return their sum; if there are no such elements, it is 0.
plan take the slice; add it up
= return sum($xs[$slice])
= part = $xs[$slice]
  $acc = 0
  for $v in part:
      $acc += $v
  return $acc
! return sum($xs[$near])
! return sum($xs)
in ints $kind
< [5, 2]$sample
< []$sample
# max: largest_of_part, max_in_part, part_maximum
($xs: list[int]$more) -> int | None
- Return the largest of the $what of $xs, or None if there are none
- Find the maximum among the $what of $xs; None if this part is empty
- Look only at the $what of $xs and return the greatest, else None
> Look only at the $what of $xs. Return the largest of them. If there are no such elements, return None.
plan take the slice; return its maximum or None
= return max($xs[$slice], default=None)
= part = $xs[$slice]
  return max(part) if part else None
! return max($xs[$near], default=None)
! return max($xs, default=None)
in ints $kind
< [5, 2]$sample
< []$sample
# list: part_of, take_part, cut_out, slice_of
($xs: list[int]$more) -> list[int]
- Return the $what of $xs
- Take the $what of $xs as a new list
- Cut the $what out of $xs and return them
- Extract from $xs the $what
plan take the slice
= return $xs[$slice]
= return list($xs[$slice])
! return $xs[$near]
in ints $kind
< [5, 2]$sample
< []$sample
# sorted: sorted_part, part_in_order, sort_slice
($xs: list[int]$more) -> list[int]
- Return the $what of $xs in ascending order
- Take the $what of $xs and sort them
- Sort just the $what of $xs and return them alone
plan take the slice; sort it
= return sorted($xs[$slice])
= part = list($xs[$slice])
  part.sort()
  return part
! return sorted($xs)[$slice]
! return $xs[$slice]
in ints $kind
< [5, 2]$sample
< []$sample
# drop: without_part, remove_part, delete_slice, drop_part
($xs: list[int]$more) -> list[int]
- Return $xs without the $what
- Delete the $what from a copy of $xs and return it
- Leave out the $what of $xs and return all other elements in order
- Remove the $what of $xs, leaving the argument itself unchanged
> Return a new list that contains the elements of $xs in order, but not the $what. If nothing is left, the list is
  empty.
plan copy the list; delete the slice; return the copy
= copy = list($xs)
  del copy[$slice]
  return copy
= dropped = set(range(len($xs))[$slice])
  return [$v for i, $v in enumerate($xs) if i not in dropped]
! return $xs[$slice]
! copy = list($xs)
  del copy[$near]
  return copy
in ints $kind
< [5, 2]$sample
< []$sample
# equal-rest: part_outweighs, part_is_heavier, part_beats_rest
($xs: list[int]$more) -> bool
- Check whether the sum of the $what of $xs is greater than the sum of all other elements
- Return True if the $what of $xs add up to more than the rest of $xs
plan sum the slice; compare twice that sum with the total
= part = sum($xs[$slice])
  return part > sum($xs) - part
= return sum($xs[$slice]) * 2 > sum($xs)
! part = sum($xs[$slice])
  return part >= sum($xs) - part
! return sum($xs[$slice]) > sum($xs)
in ints $kind
< [5, 2]$sample
< []$sample
""")

# (key, "are ...", code that gives the new part, near miss)
REARRANGED = (
    ("sorted", "sorted in ascending order", "sorted(part)", "sorted(part, reverse=True)"),
    ("sorted-down", "sorted in descending order", "sorted(part, reverse=True)", "sorted(part)"),
    ("reversed", "reversed", "part[::-1]", "sorted(part)"),
    ("rotated", "rotated by one place to the left", "part[1:] + part[:1]", "part[-1:] + part[:-1]"),
    ("doubled", "doubled", "[2 * x for x in part]", "[x**2 for x in part]"),
    ("negated", "negated", "[-x for x in part]", "[abs(x) for x in part]"),
    ("zeroed", "replaced by zeros", "[0] * len(part)", "[]"),
    ("maximal", "all replaced by the largest of them", "[max(part, default=0)] * len(part)",
     "[min(part, default=0)] * len(part)"),
    ("running", "replaced by their running totals", "[sum(part[: i + 1]) for i in range(len(part))]",
     "[sum(part[:i]) for i in range(len(part))]"),
)  # fmt: skip

IN_PLACE = asks("""
# rearrange: rearrange_part, change_part, partly_changed, update_part, rework_slice
($xs: list[int]$more) -> list[int]
- Return a copy of $xs in which the $what are $how and all other elements stay in place
- Given a list $xs, return it with only the $what $how
- Build a new list like $xs where the $what are $how among their own positions
- Leave $xs as it is except for the $what, which are $how; return the new list
- Change just a part of $xs: the $what are $how, every other position keeps its element
> Only a part of the list $xs may change. The $what are $how, using the same positions. Every other element stays
  where it
  is. Return the result as a new list.
plan copy the list; take the part; write the changed part back
= result = list($xs)
  part = result[$slice]
  result[$slice] = $code
  return result
= places = range(len($xs))[$slice]
  part = [$xs[i] for i in places]
  result = list($xs)
  for i, value in zip(places, $code):
      result[i] = value
  return result
! part = list($xs)
  return $code
! result = list($xs)
  part = result[$slice]
  result[$slice] = $miss
  return result
! part = $xs[$slice]
  return $code
in ints $kind
< [9, 5, 2, 7]$sample
< [4]$sample
< []$sample
""")[0]


@family("slice-reduced", weight=5)
def slice_reduced(rng: Rng) -> Draft:
    """The first k, last k, every k-th, inner ... elements: summed, listed, sorted, dropped, compared."""
    key, what, part, near, more, kind, sample = pick(rng, SLICES)
    ask = pick(rng, REDUCED)
    return asked(
        rng, ask, f"{key}|{ask.key}", what=what, slice=part, near=near, more=more, kind=kind, sample=sample
    )  # fmt: skip


@family("slice-rearranged", weight=5, held_out=True)
def slice_rearranged(rng: Rng) -> Draft:
    """A slice sorted, reversed, rotated or changed in place, the rest of the list unchanged."""
    key, what, part, _, more, kind, sample = pick(rng, SLICES)
    operation, how, code, miss = pick(rng, REARRANGED[1:] if key in ("every", "even") else REARRANGED)
    return asked(
        rng, IN_PLACE, f"{key}|{operation}", what=what, slice=part, more=more, kind=kind, sample=sample, how=how,
        code=code, miss=miss,
    )  # fmt: skip
