"""Family over lists of booleans: counted, majority, streaks, masks, bits."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

BOOLEANS = asks("""
# count-true: count_true, how_many_true, number_of_hits
($flags: list[bool]) -> int
- Count how many entries of $flags are True
- Return the number of True values in $flags
> The list $flags tells for each test whether it passed. Return the number of passed tests.
zh 返回 $flags 中 True 的个数
plan add up the flags, where True counts as one
= return sum($flags)
= return sum(1 for $f in $flags if $f)
= return $flags.count(True)
! return len($flags)
in bools
< []
# majority: majority_true, mostly_true, vote_passes
($flags: list[bool]) -> bool
- Return True if more than half of $flags are True
- Check whether the True values in $flags outnumber the False ones
- Decide a vote: $flags holds True for every yes; return whether the yes votes are in the majority
* A tie is no majority
> A motion is accepted if there are more yes votes (True) than no votes (False) in $flags. Return whether it is
  accepted. With a tie or without votes it is not.
plan count the True values; compare twice the count with the length
= return sum($flags) * 2 > len($flags)
= yes = $flags.count(True)
  return yes > len($flags) - yes
! return sum($flags) * 2 >= len($flags)
in bools
< []
< [True, False]
# exactly-one: exactly_one, only_one_true, one_hot
($flags: list[bool]) -> bool
- Check whether exactly one entry of $flags is True
- Return True if a single value in $flags is True and all others are False
plan count the True values; compare with one
= return sum($flags) == 1
= return len([$f for $f in $flags if $f]) == 1
! return any($flags)
in bools
< []
< [False, True, False]
< [True, True]
# at-least: at_least_true, enough_true, threshold_reached
($flags: list[bool], $k: int) -> bool
- Check whether at least $k entries of $flags are True
- Return True if $flags contains True $k times or more often
> An alarm needs at least $k sensors to report True. Given the reports $flags, return whether the alarm goes off.
plan count the True values; compare with the number needed
= return sum($flags) >= $k
= return $flags.count(True) >= $k
! return sum($flags) > $k
in bools two
< [], 0
< [True, True], 2
< [True, False], 2
# first-true: first_true, index_of_first_true, first_success
($flags: list[bool]) -> int
- Return the index of the first True in $flags, or -1 if there is none
- Find the position of the earliest True value in $flags; -1 when all are False
> The list $flags holds the results of several attempts. Return the index of the first successful attempt (True), or
  -1 if all of them failed.
plan go through the flags with index; return the first that is set; return -1 otherwise
= for i, $f in enumerate($flags):
      if $f:
          return i
  return -1
= return $flags.index(True) if True in $flags else -1
! return $flags.index(True) if $flags else -1
in bools
< []
< [False, False]
# longest-true: longest_true_run, best_streak, longest_streak
($flags: list[bool]) -> int
- Return the length of the longest run of consecutive True values in $flags
- Find how many True entries stand in a row at most in $flags
> $flags records for each day whether a goal was met. Return the longest streak, that is the largest number of days in
  a
  row with True; 0 if there is none.
zh 返回 $flags 中连续 True 的最大个数
plan count True in a row; reset at False; remember the longest
= best = run = 0
  for $f in $flags:
      run = run + 1 if $f else 0
      best = max(best, run)
  return best
= from itertools import groupby
  return max((len(list(group)) for key, group in groupby($flags) if key), default=0)
! return sum($flags)
in bools
< []
< [True, True, False, True]
# flips: count_changes, number_of_switches, toggles
($flags: list[bool]) -> int
- Count how often the value changes from one entry of $flags to the next
- Return the number of neighbouring entries in $flags that differ
> A switch was on (True) or off (False) at each moment recorded in $flags. Return how often its state changed between
  two neighbouring moments.
plan pair each flag with the next; count the pairs that differ
= return sum(a != b for a, b in zip($flags, $flags[1:]))
= changes = 0
  for i in range(1, len($flags)):
      if $flags[i] != $flags[i - 1]:
          changes += 1
  return changes
! return sum(1 for a, b in zip($flags, $flags[1:]) if b and not a)
in bools
< []
< [True, False, True]
# invert: invert_flags, negate_all, opposite
($flags: list[bool]) -> list[bool]
- Return a list with every entry of $flags negated
- Turn each True in $flags into False and each False into True
plan negate each flag
= return [not $f for $f in $flags]
= inverted = []
  for $f in $flags:
      inverted.append(not $f)
  return inverted
! return $flags[::-1]
in bools
< []
< [True, False, False]
# select: select_flagged, pick_where, compress_items
($items: list[int], $flags: list[bool]) -> list[int]
- Return the elements of $items whose entry at the same position of $flags is True
- Keep an element of $items only where $flags holds True
- Use $flags as a mask over $items and return the selected elements
> $flags says for each element of $items whether it is wanted. Return the wanted elements in order.
plan pair the elements with the flags; keep those with True
= return [entry for entry, keep in zip($items, $flags) if keep]
= from itertools import compress
  return list(compress($items, $flags))
! return [entry for entry, keep in zip($items, $flags) if not keep]
< [1, 2, 3], [True, False, True]
< [], []
< [4, 5], [False, False]
< [7], [True]
# mask: make_mask, flags_for, marks_above
($xs: list[int], $lim: int) -> list[bool]
- Return a list that tells for each element of $xs whether it is greater than $lim
- Map $xs to booleans: True for numbers above $lim, False for all others
plan compare each number with the limit
= return [x > $lim for x in $xs]
= mask = []
  for x in $xs:
      mask.append(x > $lim)
  return mask
! return [x >= $lim for x in $xs]
! return [x for x in $xs if x > $lim]
in digits val
< [], 1
< [2, 3], 2
# both: both_true, and_lists, combine_flags
($flags: list[bool], $other: list[bool]) -> list[bool]
- Combine $flags and $other of equal length: an entry is True only where both are True
- Return the element-wise "and" of the boolean lists $flags and $other
plan pair the flags up; join each pair with and
= return [a and b for a, b in zip($flags, $other)]
= result = []
  for i in range(len($flags)):
      result.append($flags[i] and $other[i])
  return result
! return [a or b for a, b in zip($flags, $other)]
! return $flags and $other
< [True, True, False], [True, False, False]
< [], []
< [False, True], [True, True]
# bits-to-number: flags_to_number, bits_value, binary_value
($flags: list[bool]) -> int
- Read $flags as the bits of a number, most significant first, and return the number
- Interpret the booleans in $flags as binary digits (True is 1), the first one being the highest, and return the value
> The list $flags stands for a binary number: True is the digit 1, False the digit 0, and the first entry is the most
  significant digit. Return the number, 0 for an empty list.
plan start with zero; double and add each bit
= value = 0
  for $f in $flags:
      value = value * 2 + $f
  return value
= return sum(2**i for i, $f in enumerate(reversed($flags)) if $f)
! return sum(2**i for i, $f in enumerate($flags) if $f)
in bools
< []
< [True, False]
""")


@family("boolean-lists", weight=3)
def boolean_lists(rng: Rng) -> Draft:
    """Lists of booleans: counted, majority, streaks, masks, bits."""
    return one_of(rng, BOOLEANS)
