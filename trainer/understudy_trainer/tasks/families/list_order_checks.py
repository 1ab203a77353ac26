"""Family over rules between neighbours: sorted, alternating, evenly spaced; longest runs, splits."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, fact about neighbours a, b, test, near miss, kind of parameter)
STEPS = (
    ("increasing", "each element is greater than the one before", "a < b", "a <= b", ""),
    ("nondecreasing", "no element is smaller than the one before", "a <= b", "a < b", ""),
    ("decreasing", "each element is smaller than the one before", "a > b", "a >= b", ""),
    ("nonincreasing", "no element is greater than the one before", "a >= b", "a > b", ""),
    ("changing", "no two neighbours are equal", "a != b", "a < b", ""),
    ("alternate", "even and odd numbers alternate", "a % 2 != b % 2", "a != b", ""),
    ("signs", "neighbouring numbers have opposite signs (zero has none)", "a * b < 0", "a * b <= 0", ""),
    ("even-step", "each element is $step more than the one before", "b - a == $step", "abs(b - a) == $step", "two"),
    ("smooth", "neighbours never differ by more than $tol", "abs(b - a) <= $tol", "abs(b - a) < $tol", "two"),
    ("divides", "every element is divisible by the one before", "b % a == 0", "a % b == 0", ""),
    ("doubling", "each element is at least twice the one before", "b >= 2 * a", "b > 2 * a", ""),
    ("sumlimit", "every two neighbours add up to at most $lim", "a + b <= $lim", "a + b < $lim", "goal"),
)  # fmt: skip

CHAIN = asks("""
# all: is_regular, check_order, follows_rule, is_well_formed, steps_ok
($xs: list[int]$more) -> bool
- Check whether in $xs $fact
- Return True if $fact throughout $xs, False otherwise
- Determine if $xs is such that $fact
- Tell whether this holds for the whole list $xs: $fact
- Verify that in $xs $fact
* Return True if $xs has fewer than two elements
> The numbers in $xs must follow a rule: $fact. Return True if the whole list obeys the rule. Lists with
  fewer than two elements always do.
zh 检查列表 $xs 中任意相邻的两个元素 a、b 是否都满足 $test
plan pair each element with the next; check the rule for all pairs
= return all($test for a, b in zip($xs, $xs[1:]))
= for i in range(1, len($xs)):
      a, b = $xs[i - 1], $xs[i]
      if $off:
          return False
  return True
! return all($near for a, b in zip($xs, $xs[1:]))
! return any($test for a, b in zip($xs, $xs[1:]))
in $kinds
< []$sample
< $fine$sample
# first: first_violation, where_it_breaks, first_bad_index, rule_broken_at
($xs: list[int]$more) -> int
- Return the index of the first element of $xs at which this fails: $fact; or -1 if it never fails
- Find the first index of $xs whose element breaks the rule that $fact; -1 if the rule holds
- Look for the first position in $xs (the later one of two neighbours) that violates "$fact", else give -1
> A list is fine if $fact. Return the index of the first element of $xs that, compared with its predecessor, breaks
  this
  rule, or -1 if the list is fine.
plan compare each element with its predecessor; return the index of the first that breaks the rule; return -1 otherwise
= for i in range(1, len($xs)):
      a, b = $xs[i - 1], $xs[i]
      if $off:
          return i
  return -1
= pairs = enumerate(zip($xs, $xs[1:]), start=1)
  return next((i for i, (a, b) in pairs if $off), -1)
! for i in range(1, len($xs)):
      a, b = $xs[i - 1], $xs[i]
      if $off:
          return i - 1
  return -1
! for i in range(1, len($xs)):
      a, b = $xs[i - 1], $xs[i]
      if $test:
          return i
  return -1
in $kinds
< []$sample
< $fine$sample
# longest: longest_stretch, longest_run, longest_regular_run, best_run_length
($xs: list[int]$more) -> int
- Return the length of the longest stretch of consecutive elements of $xs in which $fact
- Find how long the longest contiguous part of $xs is where $fact
- Measure the longest run of neighbouring elements in $xs such that within the run $fact
* Return 0 if $xs is empty
> Find the longest run in $xs. A run is a block of consecutive elements in which $fact; a single element is a run
  of length 1. Return its length, or 0 for an empty list.
plan extend the current run while the rule holds; start again at 1 otherwise; remember the longest
= if not $xs:
      return 0
  best = run = 1
  for a, b in zip($xs, $xs[1:]):
      run = run + 1 if $test else 1
      best = max(best, run)
  return best
= best = start = 0
  for i in range(len($xs)):
      if i > 0:
          a, b = $xs[i - 1], $xs[i]
          if $off:
              start = i
      best = max(best, i - start + 1)
  return best
! best = run = 1
  for a, b in zip($xs, $xs[1:]):
      run = run + 1 if $test else 1
      best = max(best, run)
  return best
! best = run = 0
  for a, b in zip($xs, $xs[1:]):
      run = run + 1 if $test else 0
      best = max(best, run)
  return best
in $kinds
< []$sample
< $fine$sample
# split: split_into_runs, break_into_runs, cut_where_broken, runs_of
($xs: list[int]$more) -> list[list[int]]
- Split $xs into maximal runs of consecutive elements in which $fact
- Cut $xs between neighbours that break this rule: $fact; return the pieces as a list of lists
- Break $xs into as few contiguous pieces as possible so that within each piece $fact
plan start a new run where the rule breaks; otherwise extend the last run
= runs = []
  for b in $xs:
      if runs:
          a = runs[-1][-1]
          if $test:
              runs[-1].append(b)
              continue
      runs.append([b])
  return runs
= runs = []
  start = 0
  for i in range(1, len($xs) + 1):
      if i < len($xs):
          a, b = $xs[i - 1], $xs[i]
          if $test:
              continue
      runs.append($xs[start:i])
      start = i
  return runs
! runs = []
  for b in $xs:
      if runs:
          a = runs[-1][-1]
          if $off:
              runs[-1].append(b)
              continue
      runs.append([b])
  return runs
in $kinds
< []$sample
< $fine$sample
""")


@family("rule-between-neighbours", weight=5)
def rule_between_neighbours(rng: Rng) -> Draft:
    """A rule between neighbours: holds throughout, first broken where, longest run, split into runs."""
    key, fact, test, near, kind = pick(rng, STEPS)
    ask = pick(rng, [a for a in CHAIN if not (key == "divides" and a.key == "split")])
    name = next((n for n in ("$step", "$tol", "$lim") if n in fact), "")
    base = "pos" if key in ("divides", "doubling") else pick(rng, ("rising", "signed", "digits"))
    fine = {
        "increasing": "[1, 4, 7]", "nondecreasing": "[1, 4, 4]", "decreasing": "[6, 5, 1]",
        "nonincreasing": "[5, 5, 2]", "alternate": "[1, 4, 3]", "signs": "[3, -1, 4]",
        "even-step": "[1, 3, 5, 3]", "divides": "[2, 4, 12]",
        "doubling": "[1, 2, 5]",
    }.get(key, "[4, 2, 3]")  # fmt: skip
    return asked(
        rng, ask, f"{key}|{ask.key}", fact=fact, test=test, near=near, fine=fine, kinds=f"{base} {kind}",
        more=f", {name}: int" if name else "", sample=", 2" if name else "",
    )  # fmt: skip
