"""Family that cuts a list by its values: before, from, after or between elements of a kind, split at them."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "number that ...", test, near miss, more parameters, kind)
STOPS = (
    ("negative", "negative number", "$v < 0", "$v <= 0", "", ""),
    ("zero", "zero", "$v == 0", "$v <= 0", "", ""),
    ("odd", "odd number", "$v % 2 == 1", "$v % 2 == 0", "", ""),
    ("value", "element equal to $val", "$v == $val", "$v >= $val", ", $val: int", "val"),
    ("big", "number greater than $lim", "$v > $lim", "$v >= $lim", ", $lim: int", "val"),
    ("small", "number smaller than $lim", "$v < $lim", "$v <= $lim", ", $lim: int", "val"),
)

CUTS = asks("""
# before: take_before, until_first, leading_part, take_until
($xs: list[int]$more) -> list[int]
- Return the elements of $xs before the first $what
- Take elements from the start of $xs until the first $what, which is not included
- Return the leading part of $xs that ends right before the first $what
* Return all of $xs if there is no such element
> Read the numbers in $xs from the left and stop as soon as the first $what comes up. Return what was read before it;
  if it
  never comes, return the whole list.
zh 返回 $xs 中第一个满足 $test 的元素之前的所有元素
plan go through the list; stop at the first $what; return what came before
= taken = []
  for $v in $xs:
      if $test:
          break
      taken.append($v)
  return taken
= from itertools import takewhile
  return list(takewhile(lambda $v: $off, $xs))
! return [$v for $v in $xs if $off]
! taken = []
  for $v in $xs:
      taken.append($v)
      if $test:
          break
  return taken
in zeros $kind
< []$sample
< [2, 4, 3, 0, -1, 2]$sample
# from: drop_until, from_first, skip_leading, trailing_part
($xs: list[int]$more) -> list[int]
- Return the part of $xs from the first $what to the end
- Drop elements from the start of $xs until the first $what, which is kept
- Skip everything in $xs that stands before the first $what and return the rest
* Return an empty list if there is no such element
> The beginning of $xs is to be skipped, up to the first $what. Return the rest of the list starting with this
  element. If there is no such element, return an empty list.
plan find the first $what; return the slice from there; return an empty list otherwise
= for i, $v in enumerate($xs):
      if $test:
          return $xs[i:]
  return []
= from itertools import dropwhile
  return list(dropwhile(lambda $v: $off, $xs))
! for i, $v in enumerate($xs):
      if $test:
          return $xs[i + 1 :]
  return []
! return [$v for $v in $xs if $test]
in zeros $kind
< []$sample
< [2, 4, 3, 0, -1, 2]$sample
# sum-before: sum_before, total_until, add_until
($xs: list[int]$more) -> int
- Add up the elements of $xs that come before the first $what
- Return the sum of $xs up to but not including the first $what
- Sum the numbers of $xs from left to right and stop at the first $what, which does not count
* Add up all of $xs if there is no such element
> Add up the numbers of $xs from the left until the first $what is met; it is not added any more. Return the sum.
plan add the numbers one by one; stop at the first $what
= $acc = 0
  for $v in $xs:
      if $test:
          break
      $acc += $v
  return $acc
= from itertools import takewhile
  return sum(takewhile(lambda $v: $off, $xs))
! return sum($v for $v in $xs if $off)
! $acc = 0
  for $v in $xs:
      $acc += $v
      if $test:
          break
  return $acc
in zeros $kind
< []$sample
< [2, 4, 3, 0, -1, 2]$sample
# after-last: after_last, tail_after, behind_last
($xs: list[int]$more) -> list[int]
- Return the elements of $xs after the last $what
- Return what stands behind the last $what in $xs
- Cut off $xs up to and including the last $what and return the rest
* Return all of $xs if there is no such element
> Return the end of the list $xs: everything that follows the last $what. If the list contains no such element,
  return all of it.
plan go backwards through the list; return the slice after the first match; return a copy otherwise
= for i in range(len($xs) - 1, -1, -1):
      $v = $xs[i]
      if $test:
          return $xs[i + 1 :]
  return $xs[:]
= rest = []
  for $v in $xs:
      if $test:
          rest = []
      else:
          rest.append($v)
  return rest
! for i, $v in enumerate($xs):
      if $test:
          return $xs[i + 1 :]
  return $xs[:]
in zeros $kind
< []$sample
< [2, 4, 3, 0, -1, 2]$sample
# split: split_at, split_by, segments_between, cut_at
($xs: list[int]$more) -> list[list[int]]
- Split $xs at each $what into sublists; the separating elements are dropped, empty pieces are kept
- Cut $xs into pieces wherever an element is a $what, leaving these elements out and keeping empty pieces
- Treat each $what in $xs as a separator and return the list of segments between them, also empty ones
> Every $what in $xs marks a boundary. Return the segments between the boundaries as lists, without the boundary
  elements.
  As with str.split(","), there is always one segment more than there are boundaries.
plan start with one empty segment; open a new one at each boundary; append other elements to the last one
= segments = [[]]
  for $v in $xs:
      if $test:
          segments.append([])
      else:
          segments[-1].append($v)
  return segments
= segments = []
  current = []
  for $v in $xs:
      if $test:
          segments.append(current)
          current = []
      else:
          current.append($v)
  segments.append(current)
  return segments
! segments = []
  current = []
  for $v in $xs:
      if $test:
          segments.append(current)
          current = []
      else:
          current.append($v)
  return segments
in zeros $kind
< []$sample
< [2, 4, 3, 0, -1, 2]$sample
# groups: nonempty_groups, groups_between, blocks_between
($xs: list[int]$more) -> list[list[int]]
- Return the nonempty blocks of consecutive elements of $xs that are separated by each $what
- Split $xs at each $what, dropping the separating elements and all empty pieces
- Group neighbouring elements of $xs into lists, where each $what ends a group and belongs to none; skip empty groups
> Elements of $xs are separated by one or more boundaries, where each $what is a boundary. Return the groups of
  elements between the boundaries. Groups are never empty.
plan collect elements into a block; close the block at each boundary; keep blocks that are not empty
= blocks, block = [], []
  for $v in $xs:
      if $off:
          block.append($v)
      elif block:
          blocks.append(block)
          block = []
  if block:
      blocks.append(block)
  return blocks
= from itertools import groupby
  return [list(group) for cut, group in groupby($xs, key=lambda $v: $test) if not cut]
! blocks, block = [], []
  for $v in $xs:
      if $off:
          block.append($v)
      elif block:
          blocks.append(block)
          block = []
  return blocks
in zeros $kind
< []$sample
< [2, 4, 3, 0, -1, 2]$sample
# between: between_first_two, between_markers, inside_markers
($xs: list[int]$more) -> list[int]
- Return the elements of $xs between the first and the second $what
- Return what stands in $xs after the first $what and before the next one
- Find the first two positions in $xs with a $what and return the elements strictly between them
* Return an empty list if there are fewer than two such elements
plan collect the indices of the boundaries; return the slice between the first two
= places = [i for i, $v in enumerate($xs) if $test]
  return $xs[places[0] + 1 : places[1]] if len(places) > 1 else []
= inside = None
  for $v in $xs:
      if $test:
          if inside is not None:
              return inside
          inside = []
      elif inside is not None:
          inside.append($v)
  return []
! places = [i for i, $v in enumerate($xs) if $test]
  return $xs[places[0] : places[1]] if len(places) > 1 else []
! places = [i for i, $v in enumerate($xs) if $test]
  return $xs[places[0] + 1 : places[-1]] if len(places) > 1 else []
in zeros $kind
< []$sample
< [2, 0, -1, 7, 8, 0, -1, 7, 2]$sample
""")


@family("cut-by-value", weight=5)
def cut_by_value(rng: Rng) -> Draft:
    """What stands before, from, after or between the elements of a kind; split at them."""
    key, what, test, near, more, kind = pick(rng, STOPS)
    ask = pick(rng, CUTS)
    sample = ", 2" if more else ""
    return asked(
        rng, ask, f"{key}|{ask.key}", what=what, test=test, near=near, more=more, kind=kind, sample=sample
    )  # fmt: skip
