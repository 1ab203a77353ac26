"""Family over a running balance and a limit: crossed ever, when, how often."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "ever ...", test over the running total, near miss)
EVENTS = (
    ("below", "falls below $lim", "running < $lim", "running <= $lim"),
    ("above", "rises above $lim", "running > $lim", "running >= $lim"),
    ("reach", "reaches $lim or more", "running >= $lim", "running > $lim"),
    ("equal", "is exactly $lim", "running == $lim", "running >= $lim"),
    ("down", "drops to $lim or less", "running <= $lim", "running < $lim"),
)

# (key, what runs, its beginning, update)
RUNNING = (
    ("sum", "running total of $xs (starting at 0)", "0", "running += $v"),
    ("start", "balance, starting at $low and changed by each amount in $xs,", "$low", "running += $v"),
    ("minus", "stock of $low items, reduced by each number in $xs in turn,", "$low", "running -= $v"),
)

RUNS = asks("""
# ever: ever_crosses, limit_hit, check_balance, crosses_limit, warning_needed
($sig) -> bool
- Check whether the $what ever $event
- Return True if at some point the $what $event
- Determine if there is a moment at which the $what $event
- Tell whether the $what $event after any of the numbers
> Go through the list $xs from left to right and keep track of a value. Return True if the $what $event after some
  element, and False if that never happens.
zh 判断依次处理 $xs 时累计值是否曾满足条件：$test（running 为累计值）
plan start with $begin; update the value with each number; return True as soon as it $event; return False at the end
= running = $begin
  for $v in $xs:
      $update
      if $test:
          return True
  return False
= running, found = $begin, False
  for $v in $xs:
      $update
      found = found or $test
  return found
! running = $begin
  for $v in $xs:
      $update
  return $test
! running = $begin
  for $v in $xs:
      $update
      if $near:
          return True
  return False
in signed $kinds
< [2, 1, -4, 3, 2], $sample
< [4, -1, -1], $sample
< [], $sample
< [5, -9, 9], $sample
# when: first_crossing, crossing_index, when_crossed, step_of_crossing
($sig) -> int
- Return the index of the element of $xs after which the $what first $event, or -1 if it never does
- Find the first position in $xs where the $what $event; give -1 when that does not happen
- Determine the index of $xs at which for the first time the $what $event, or -1 for never
- Give the 0-based position of the number in $xs after which the $what $event for the first time, else -1
> Work through $xs from the left. Return the index of the first element after which the $what $event. If that never
  happens, return -1.
plan start with $begin; update the value with each number; return the index once it $event; return -1 at the end
= running = $begin
  for $i, $v in enumerate($xs):
      $update
      if $test:
          return $i
  return -1
= running = $begin
  for $i in range(len($xs)):
      $v = $xs[$i]
      $update
      if $test:
          return $i
  return -1
! running = $begin
  for $i, $v in enumerate($xs, 1):
      $update
      if $test:
          return $i
  return -1
! running = $begin
  for $i, $v in enumerate($xs):
      if $test:
          return $i
      $update
  return -1
in signed $kinds
< [2, 1, -4, 3, 2], $sample
< [4, -1, -1], $sample
< [], $sample
# often: count_crossings, times_crossed, how_often, count_moments
($sig) -> int
- Count after how many elements the $what $event
- Return the number of times the $what $event, looking after each element
- Determine how many of the steps end with a value that satisfies this: the $what $event
- Count the elements of $xs after which the $what $event
plan start with $begin; update the value with each number; count the times it $event
= running = $begin
  $acc = 0
  for $v in $xs:
      $update
      if $test:
          $acc += 1
  return $acc
= running, $acc = $begin, 0
  for $v in $xs:
      $update
      $acc += $test
  return $acc
! running = $begin
  $acc = 0
  for $v in $xs:
      $update
      if $near:
          $acc += 1
  return $acc
! $acc = 0
  for $v in $xs:
      running = $begin
      $update
      if $test:
          $acc += 1
  return $acc
in signed $kinds
< [2, 1, -4, 3, 2], $sample
< [4, -1, -1], $sample
< [], $sample
""")


@family("running-value-and-limit", weight=4)
def running_value_and_limit(rng: Rng) -> Draft:
    """A balance that crosses a limit given as a parameter: ever, when, how often."""
    event, said, test, near = pick(rng, EVENTS)
    start, what, begin, update = pick(rng, RUNNING)
    ask = pick(rng, [a for a in RUNS if (event, a.key) != ("below", "ever")])
    two = start != "sum"
    return asked(
        rng, ask, f"{event}|{start}|{ask.key}", event=said, test=test, near=near, what=what, begin=begin, update=update,
        sig=f"$xs: list[int]{', $low: int' if two else ''}, $lim: int",
        kinds="n val" if two else "val", sample="4, 2" if two else "2",
    )  # fmt: skip
