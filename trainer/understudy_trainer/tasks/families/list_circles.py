"""Families over circular lists: each element combined with its neighbours, the last being next to the first."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, the neighbour, code over index i, code without wrapping, the same as a shifted list)
NEIGHBOURS = (
    ("next", "the next element", "$xs[(i + 1) % len($xs)]", "$xs[i + 1]", "$xs[1:] + $xs[:1]"),
    ("previous", "the previous element", "$xs[i - 1]", "$xs[max(i - 1, 0)]", "$xs[-1:] + $xs[:-1]"),
    ("far", "the element $k places further on", "$xs[(i + $k) % len($xs)]", "$xs[i + $k]",
     "[$xs[(j + $k) % len($xs)] for j in range(len($xs))]"),
    ("back", "the element $k places before", "$xs[(i - $k) % len($xs)]", "$xs[i - $k]",
     "[$xs[(j - $k) % len($xs)] for j in range(len($xs))]"),
)  # fmt: skip

# (key, result of a (the element) and b (its neighbour), code over `a` and `b`, near miss)
RESULTS = (
    ("sum", "its sum with", "{a} + {b}", "{a} - {b}"),
    ("difference", "its difference to (element minus neighbour)", "{a} - {b}", "{b} - {a}"),
    ("distance", "its absolute difference to", "abs({a} - {b})", "{a} - {b}"),
    ("product", "its product with", "{a} * {b}", "{a} + {b}"),
    ("larger", "the larger of it and", "max({a}, {b})", "min({a}, {b})"),
    ("smaller", "the smaller of it and", "min({a}, {b})", "max({a}, {b})"),
)

# (key, relation to the neighbour, test, near miss)
RELATIONS = (
    ("larger", "larger than", "{a} > {b}", "{a} >= {b}"),
    ("smaller", "smaller than", "{a} < {b}", "{a} <= {b}"),
    ("equal", "equal to", "{a} == {b}", "{a} >= {b}"),
    ("different", "different from", "{a} != {b}", "{a} > {b}"),
)

AROUND = asks("""
# list: around_the_circle, circular_values, combine_circular, ring_values
($xs: list[int]$more) -> list[int]
- For each element of the circular list $xs return $result $neighbour; the first element follows the last
- Treat $xs as a ring and list for every element $result $neighbour
- Return a list with, for each element of $xs, $result $neighbour, wrapping around at the ends
> The numbers $xs are written in a circle, so that the last one stands next to the first. Return a list that holds for
  each number $result $neighbour. An empty circle gives an empty list.
plan go through the indices; find the neighbour with wrapping; combine both numbers
= return [$at_index for i in range(len($xs))]
= return [$at_pair for a, b in zip($xs, $shifted)]
= result = []
  for i, a in enumerate($xs):
      b = $neighbour_code
      result.append($at_pair)
  return result
! return [$at_plain for i in range(len($xs) - 1)]
! return [$miss_index for i in range(len($xs))]
in ints $kind
< []$sample
< [5]$sample
< [1, 7]$sample
# max: circular_maximum, best_in_ring, largest_around
($xs: list[int]$more) -> int | None
- Compute for each element of the circular list $xs $result $neighbour and return the largest value, None if it is
  empty
- Treat $xs as a ring; find the maximum over all elements of this: $result $neighbour; None without elements
plan go through the indices; combine each number with its neighbour; return the largest or None
= return max(($at_index for i in range(len($xs))), default=None)
= values = [$at_pair for a, b in zip($xs, $shifted)]
  return max(values) if values else None
! return max(($miss_index for i in range(len($xs))), default=None)
! return min(($at_index for i in range(len($xs))), default=None)
in ints $kind
< []$sample
< [5]$sample
< [1, 7]$sample
< [2, 4, 9]$sample
""")

COMPARED = asks("""
# count: count_around, ring_count, count_circular
($xs: list[int]$more) -> int
- Count the elements of the circular list $xs that are $relation $neighbour, where the first follows the last
- Treat $xs as a ring and return how many of its elements are $relation $neighbour
- Return the number of elements in $xs which are $relation $neighbour, wrapping around at the ends
> People sit in a circle, and $xs gives their numbers. Count those whose number is $relation that of their
  partner. The partner of an element is $neighbour; after the last element the circle starts again with the first.
plan go through the indices; find the neighbour with wrapping; count the elements that fit
= return sum(1 for i in range(len($xs)) if $at_index)
= count = 0
  for a, b in zip($xs, $shifted):
      if $at_pair:
          count += 1
  return count
! return sum(1 for i in range(len($xs)) if $miss_index)
! return sum(1 for i in range(len($xs) - 1) if $at_index)
in small $kind
< []$sample
< [5]$sample
< [1, 7]$sample
# keep: keep_around, ring_filter, select_circular
($xs: list[int]$more) -> list[int]
- Keep the elements of the circular list $xs that are $relation $neighbour, where the first follows the last
- Treat $xs as a ring and return those of its elements that are $relation $neighbour
- Filter $xs, seen as a circle: an element stays if it is $relation $neighbour
plan go through the indices; find the neighbour with wrapping; keep the elements that fit
= return [$xs[i] for i in range(len($xs)) if $at_index]
= kept = []
  for a, b in zip($xs, $shifted):
      if $at_pair:
          kept.append(a)
  return kept
! return [$xs[i] for i in range(len($xs)) if $miss_index]
! return [i for i in range(len($xs)) if $at_index]
in small $kind
< []$sample
< [5]$sample
< [1, 7]$sample
# sum: sum_around, ring_sum, add_circular
($xs: list[int]$more) -> int
- Add up the elements of the circular list $xs that are $relation $neighbour, where the first follows the last
- Treat $xs as a ring and return the sum of its elements that are $relation $neighbour
plan go through the indices; find the neighbour with wrapping; add up the elements that fit
= return sum($xs[i] for i in range(len($xs)) if $at_index)
= total = 0
  for a, b in zip($xs, $shifted):
      if $at_pair:
          total += a
  return total
! return sum($xs[i] for i in range(len($xs)) if $miss_index)
! return sum(1 for i in range(len($xs)) if $at_index)
in small $kind
< []$sample
< [5]$sample
< [1, 7]$sample
""")


def _codes(code: str, near: str, neighbour: str, plain: str) -> dict[str, str]:
    return {
        "at_index": code.format(a="$xs[i]", b=neighbour),
        "at_pair": code.format(a="a", b="b"),
        "at_plain": code.format(a="$xs[i]", b=plain),
        "miss_index": near.format(a="$xs[i]", b=neighbour),
    }


@family("circle-combined", weight=4)
def circle_combined(rng: Rng) -> Draft:
    """Each element of a ring combined with a neighbour: all values or the largest."""
    place, neighbour, code, plain, shifted = pick(rng, NEIGHBOURS)
    key, result, values, near = pick(rng, RESULTS)
    ask = pick(rng, AROUND)
    wide = "$k" in code
    return asked(
        rng, ask, f"{place}|{key}|{ask.key}", neighbour=neighbour, result=result, neighbour_code=code, shifted=shifted,
        more=", $k: int" if wide else "", kind="k" if wide else "", sample=", 2" if wide else "",
        **_codes(values, near, code, plain),
    )  # fmt: skip


@family("circle-compared", weight=4, held_out=True)
def circle_compared(rng: Rng) -> Draft:
    """Elements of a ring in a relation to a neighbour: counted, kept, added up."""
    place, neighbour, code, plain, shifted = pick(rng, NEIGHBOURS)
    key, relation, test, near = pick(rng, RELATIONS)
    ask = pick(rng, COMPARED)
    wide = "$k" in code
    return asked(
        rng, ask, f"{place}|{key}|{ask.key}", neighbour=neighbour, relation=relation, shifted=shifted,
        more=", $k: int" if wide else "", kind="k" if wide else "", sample=", 2" if wide else "",
        **_codes(test, near, code, plain),
    )  # fmt: skip
