"""Family over runs: stretches of neighbouring elements that all fit."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "elements that are ...", test, near miss, parameter, kind, sample)
MEMBERS = (
    ("positive", "positive numbers", "$v > 0", "$v >= 0", "", "", ""),
    ("negative", "negative numbers", "$v < 0", "$v <= 0", "", "", ""),
    ("nonzero", "nonzero numbers", "$v != 0", "$v > 0", "", "", ""),
    ("zeros", "zeros", "$v == 0", "$v <= 0", "", "", ""),
    ("even", "even numbers", "$v % 2 == 0", "$v % 2 == 1", "", "", ""),
    ("odd", "odd numbers", "$v % 2 == 1", "$v % 2 == 0", "", "", ""),
    ("above", "numbers greater than $lim", "$v > $lim", "$v >= $lim", ", $lim: int", "val", ", 1"),
    ("atmost", "numbers of at most $lim", "$v <= $lim", "$v < $lim", ", $lim: int", "val", ", 1"),
    ("value", "copies of $val", "$v == $val", "$v >= $val", ", $val: int", "val", ", 2"),
)  # fmt: skip

STRETCHES = asks("""
# longest: longest_stretch, longest_run, longest_streak, max_in_a_row
($xs: list[int]$more) -> int
- Return the length of the longest run of consecutive $what in $xs
- Find how many $what stand directly one after another in $xs at most
- Measure the longest unbroken stretch of $what in the list $xs
- Return the greatest number of neighbouring elements in $xs which are all $what
* Return 0 if there are none
> A run is an unbroken block of neighbouring elements of $xs which are all $what. Return the length of the longest
  run. If
  no element fits, return 0.
zh 返回 $xs 中连续满足 $test 的元素的最大个数
plan count fitting elements in a row; reset at any other; remember the longest
= best = run = 0
  for $v in $xs:
      run = run + 1 if $test else 0
      best = max(best, run)
  return best
= from itertools import groupby
  runs = (list(group) for fits, group in groupby($xs, key=lambda $v: $test) if fits)
  return max(map(len, runs), default=0)
! return sum(1 for $v in $xs if $test)
! best = run = 0
  for $v in $xs:
      if $test:
          run += 1
      else:
          best = max(best, run)
          run = 0
  return best
in zeros $kind
< []$sample
< [2, 2, 0, 0, -1, -3, 3, 5]$sample
# count: count_runs, number_of_stretches, how_many_runs, count_blocks
($xs: list[int]$more) -> int
- Count the runs of consecutive $what in $xs
- Return how many separate blocks of neighbouring $what there are in $xs
- Count the maximal stretches in $xs that consist of $what only
> Neighbouring $what in $xs form a block. Count the blocks; a single element between other ones is a block too.
plan look at each element and the one before; count where a block begins
= count = 0
  inside = False
  for $v in $xs:
      if $test and not inside:
          count += 1
      inside = $test
  return count
= from itertools import groupby
  return sum(1 for fits, _ in groupby($xs, key=lambda $v: $test) if fits)
! return sum(1 for $v in $xs if $test)
! count = 0
  inside = False
  for $v in $xs:
      if $off and inside:
          count += 1
      inside = $test
  return count
in zeros $kind
< []$sample
< [2, 2, 0, 0, -1, -3, 3, 5]$sample
# list: list_runs, runs_of_kind, collect_stretches, fitting_blocks
($xs: list[int]$more) -> list[list[int]]
- Return the runs of consecutive $what in $xs as a list of lists
- Collect each maximal block of neighbouring $what in $xs as a list, in order
- List the unbroken stretches of $what in $xs
> Cut from $xs the blocks of neighbouring elements that are all $what; a block is as long as possible. Return the
  blocks as lists, in order. Other elements are left out.
plan extend the current block while elements fit; store it when it ends
= runs, run = [], []
  for $v in $xs:
      if $test:
          run.append($v)
      elif run:
          runs.append(run)
          run = []
  if run:
      runs.append(run)
  return runs
= from itertools import groupby
  return [list(group) for fits, group in groupby($xs, key=lambda $v: $test) if fits]
! runs, run = [], []
  for $v in $xs:
      if $test:
          run.append($v)
      elif run:
          runs.append(run)
          run = []
  return runs
in zeros $kind
< []$sample
< [2, 2, 0, 0, -1, -3, 3, 5]$sample
# longest-itself: longest_block, find_longest_run, best_stretch
($xs: list[int]$more) -> list[int]
- Return the longest run of consecutive $what in $xs, the first one on a tie
- Find the longest unbroken block of $what in $xs and return its elements (first of equals)
* Return an empty list if there are none
plan extend the current block while elements fit; keep the longest so far
= best, run = [], []
  for $v in $xs:
      run = [*run, $v] if $test else []
      if len(run) > len(best):
          best = run
  return best
= from itertools import groupby
  runs = (list(group) for fits, group in groupby($xs, key=lambda $v: $test) if fits)
  return max(runs, key=len, default=[])
! return [$v for $v in $xs if $test]
! best, run = [], []
  for $v in $xs:
      run = [*run, $v] if $test else []
      if len(run) >= len(best):
          best = run
  return best
in zeros $kind
< []$sample
< [2, 2, 0, 0, -1, -3, 3, 5]$sample
# sums: sums_of_runs, total_per_block, stretch_totals
($xs: list[int]$more) -> list[int]
- Return the sum of each run of consecutive $what in $xs, in order
- Add up every unbroken block of $what in $xs and list the totals
> Neighbouring $what in $xs form a block. Return the sums of the blocks from left to right; elements that do not fit
  separate the blocks and are not counted.
plan add fitting elements to the current sum; store it when the block ends
= sums = []
  inside = False
  for $v in $xs:
      if $test and inside:
          sums[-1] += $v
      elif $test:
          sums.append($v)
      inside = $test
  return sums
= from itertools import groupby
  return [sum(group) for fits, group in groupby($xs, key=lambda $v: $test) if fits]
! return [$v for $v in $xs if $test]
in zeros $kind
< []$sample
< [2, 2, 0, 0, -1, -3, 3, 5]$sample
# has: has_run_of, enough_in_a_row, run_reached
($xs: list[int]$more, $k: int) -> bool
- Check whether $xs contains at least $k consecutive $what
- Return True if somewhere in $xs $k or more neighbouring elements are $what
- Tell whether there are $k $what in a row in $xs ($k is at least 1)
> You wait for a series in the list $xs: at least $k neighbouring elements that are all $what. Return whether such a
  series occurs.
plan count fitting elements in a row; return True when enough; return False at the end
= run = 0
  for $v in $xs:
      run = run + 1 if $test else 0
      if run >= $k:
          return True
  return False
= for i in range(len($xs) - $k + 1):
      if all($test for $v in $xs[i : i + $k]):
          return True
  return False
! return sum(1 for $v in $xs if $test) >= $k
! run = 0
  for $v in $xs:
      run = run + 1 if $test else 0
      if run > $k:
          return True
  return False
in zeros $kind two
< []$sample, 2
< [2, 2, 0, 0, -1, -3, 3, 5]$sample, 2
< [2, 1, 2, 0, 3, -1, 0, -4]$sample, 2
""")


@family("runs-of-fitting", weight=5)
def runs_of_fitting(rng: Rng) -> Draft:
    """Runs of neighbouring elements of a kind: longest, counted, listed, added up, long enough."""
    key, what, test, near, more, kind, sample = pick(rng, MEMBERS)
    ask = pick(rng, STRETCHES)
    return asked(
        rng, ask, f"{key}|{ask.key}", what=what, test=test, near=near, more=more, kind=kind, sample=sample
    )  # fmt: skip
