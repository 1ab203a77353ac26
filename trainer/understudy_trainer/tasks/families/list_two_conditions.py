"""Family that selects numbers by two conditions joined by and, or, but not, neither, either."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks, negated

# (key, "are ...", test, parameter, kind, sample)
TRAITS = (
    ("even", "even", "$v % 2 == 0", "", "", ""),
    ("odd", "odd", "$v % 2 == 1", "", "", ""),
    ("positive", "positive", "$v > 0", "", "", ""),
    ("negative", "negative", "$v < 0", "", "", ""),
    ("above", "greater than $lim", "$v > $lim", "$lim: int", "val", "2"),
    ("atmost", "at most $lim", "$v <= $lim", "$lim: int", "val", "2"),
    ("multiple", "divisible by $k", "$v % $k == 0", "$k: int", "two", "3"),
    ("member", "contained in $ys", "$v in $ys", "$ys: list[int]", "digits", "[3, 4, 7]"),
    ("single", "one-digit numbers (from -9 to 9)", "-9 <= $v <= 9", "", "", ""),
)  # fmt: skip

# (key, phrase, test, near miss)
JOINS = (
    ("and", "$first and $second", "$one and $two", "$one or $two"),
    ("or", "$first or $second (or both)", "$one or $two", "$one and $two"),
    ("butnot", "$first but not $second", "$one and $no_two", "$one and $two"),
    ("neither", "neither $first nor $second", "$no_one and $no_two", "not ($one and $two)"),
    ("xor", "either $first or $second, but not both", "($one) != ($two)", "$one or $two"),
)

TWICE = asks("""
# count: count_both, count_selected, how_many_qualify
($sig) -> int
- Count the elements of $xs that are $joined
- Return how many numbers in $xs are $joined
- Given a list $xs, count the numbers which are $joined
- Return the number of elements of $xs that are $joined
> Check each number of the list $xs by two criteria. Count the numbers that are $joined.
zh 统计 $xs 中满足 $test 的元素个数
plan test both conditions for each number; count those that qualify
= return sum(1 for $v in $xs if $test)
= count = 0
  for $v in $xs:
      if $test:
          count += 1
  return count
! return sum(1 for $v in $xs if $near)
! return sum(1 for $v in $xs if $one)
in $kinds
< []$sample
< [12, 3, -5, 7, 4, 0, -6]$sample
# list: select_by_two, qualifying_numbers, keep_qualifying
($sig) -> list[int]
- Return the elements of $xs that are $joined
- Keep only those numbers of $xs that are $joined
- Filter $xs, keeping an element if it is $joined
- List in order the numbers in $xs which are $joined
> From the list $xs, keep the numbers that are $joined. Their order stays the same, and repeated numbers are kept.
plan test both conditions for each number; keep those that qualify
= return [$v for $v in $xs if $test]
= kept = []
  for $v in $xs:
      if $test:
          kept.append($v)
  return kept
! return [$v for $v in $xs if $near]
! return [$v for $v in $xs if $one]
in $kinds
< []$sample
< [12, 3, -5, 7, 4, 0, -6]$sample
# sum: sum_qualifying, total_by_two, add_selected
($sig) -> int
- Return the sum of the elements of $xs that are $joined
- Add up those numbers in $xs that are $joined
- Sum the numbers of $xs, leaving out every one that is not $joined
plan test both conditions for each number; add up those that qualify
= return sum($v for $v in $xs if $test)
= running = 0
  for $v in $xs:
      if $test:
          running += $v
  return running
! return sum($v for $v in $xs if $near)
! return sum($v for $v in $xs if $one)
in $kinds
< []$sample
< [12, 3, -5, 7, 4, 0, -6]$sample
# first: first_qualifying, find_by_two, earliest_qualifying
($sig) -> int | None
- Return the first element of $xs that is $joined, or None
- Find the first number in $xs which is $joined; return None if there is none
> Go through $xs from left to right. Return the first number that is $joined. If no number qualifies, return None.
plan go through the list; return the first number that qualifies; return None otherwise
= for $v in $xs:
      if $test:
          return $v
  return None
= return next(($v for $v in $xs if $test), None)
! for $v in $xs:
      if $near:
          return $v
  return None
! return max(($v for $v in $xs if $test), default=None)
in $kinds
< []$sample
< [12, 3, -5, 7, 4, 0, -6]$sample
# all: all_qualify, every_one_fits, check_every
($sig) -> bool
- Check whether all elements of $xs are $joined
- Return True if every number in $xs is $joined
- Determine whether each element of the list $xs is $joined
* Return True if $xs is empty
> A list of numbers is fine if each of its numbers is $joined. Return whether $xs is fine. An empty list is fine.
plan test both conditions for each number; return whether all qualify
= return all($test for $v in $xs)
= for $v in $xs:
      if $off:
          return False
  return True
! return all($near for $v in $xs)
! return any($test for $v in $xs)
in $kinds
< []$sample
< [12, 3, -5, 7, 4, 0, -6]$sample
< [4]$sample
< [-5]$sample
< [3]$sample
< [20]$sample
""")


@family("two-conditions", weight=6)
def two_conditions(rng: Rng) -> Draft:
    """Numbers that meet two conditions joined by and, or, but not, neither, either."""
    one, two = rng.sample(TRAITS, 2)
    while {one[0], two[0]} in ({"even", "odd"}, {"positive", "negative"}, {"above", "atmost"}):
        one, two = rng.sample(TRAITS, 2)
    join, joined, test, near = pick(rng, JOINS)
    ask = pick(rng, TWICE)
    sig = ", ".join(["$xs: list[int]", *(t[3] for t in (one, two) if t[3])])
    return asked(
        rng, ask, f"{one[0]}|{join}|{two[0]}|{ask.key}", first=one[1], second=two[1], one=one[2], two=two[2],
        no_one=negated(one[2]), no_two=negated(two[2]),
        joined=joined, test=test, near=near, sig=sig, kinds=f"ints {one[4]} {two[4]}",
        sample="".join(f", {t[5]}" for t in (one, two) if t[5]),
    )  # fmt: skip
