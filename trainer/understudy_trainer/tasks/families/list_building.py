"""Family that lists or finds positive integers with a property."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, noun phrase, test, near miss, parameter, kind, sample)
KINDS = (
    ("even", "even numbers", "x % 2 == 0", "x % 2 == 1", "", "", ""),
    ("multiple", "multiples of $k", "x % $k == 0", "x % $k == 1", "$k: int", "two", "3"),
    ("nonmultiple", "numbers that $k does not divide", "x % $k != 0", "x // $k != 0", "$k: int", "two", "3"),
    ("sevens", "numbers whose last digit is 7", "x % 10 == 7", "x % 7 == 0", "", "", ""),
    ("squares", "square numbers", "int(x**0.5) ** 2 == x", "x % 2 == 0", "", "", ""),
    ("digit", "numbers containing the digit $val in decimal", "str($val) in str(x)", "x % 10 == $val", "$val: int",
     "val", "1"),
    ("palindromes", "numbers that read the same backwards", "str(x) == str(x)[::-1]", "x % 11 == 0", "", "", ""),
    ("digitsum", "numbers with digit sum $goal", "sum(int(d) for d in str(x)) == $goal", "x == $goal", "$goal: int",
     "two", "5"),
    ("either", "numbers divisible by 3 or 5", "x % 3 == 0 or x % 5 == 0", "x % 15 == 0", "", "", ""),
    ("neither", "odd numbers not divisible by 3", "x % 2 == 1 and x % 3 != 0", "x % 2 == 1", "", "", ""),
)  # fmt: skip

FOUND = asks("""
# first-n: first_n, first_numbers, generate_numbers, smallest_ones
($n: int$more) -> list[int]
- Return the first $n $what, starting the search at 1
- List the $n smallest positive $what
- Generate $n positive integers in ascending order, all of them $what
- Collect the first $n positive $what into a list
> Going through the integers 1, 2, 3, ... some are $what. Return the first $n of them as a list.
zh 返回前 $n 个满足 $test 的正整数 x
plan count upwards from 1; append each number that fits; stop when there are enough
= found = []
  x = 1
  while len(found) < $n:
      if $test:
          found.append(x)
      x += 1
  return found
= from itertools import count, islice
  return list(islice((x for x in count(1) if $test), $n))
! return [x for x in range(1, $n + 1) if $test]
! found = []
  x = 0
  while len(found) < $n:
      if $test:
          found.append(x)
      x += 1
  return found
in k $kind
< 0$sample
< 1$sample
< 5$sample
# up-to: numbers_up_to, list_up_to, all_up_to
($n: int$more) -> list[int]
- List the $what from 1 to $n, including $n
- Return all $what between 1 and $n inclusive in ascending order
- Collect the $what that are at least 1 and at most $n
plan go through 1 to $n; keep the numbers that fit
= return [x for x in range(1, $n + 1) if $test]
= found = []
  for x in range(1, $n + 1):
      if $test:
          found.append(x)
  return found
! return [x for x in range(1, $n) if $test]
! return [x for x in range(1, $n + 1) if $near]
in n $kind
< 0$sample
< 27$sample
< 30$sample
< 49$sample
< 15$sample
# nth: nth_number, kth_with_property, find_nth
($n: int$more) -> int
- Return the number in place $n, counted from 1, among the positive $what
- Find the $n-th positive integer among the $what
- Search upwards from 1 for the $what and return the one that is number $n
plan count upwards from 1; count the numbers that fit; return the one asked for
= found = x = 0
  while found < $n:
      x += 1
      if $test:
          found += 1
  return x
= from itertools import count, islice
  return next(islice((x for x in count(1) if $test), $n - 1, None))
! found = x = 0
  while found <= $n:
      x += 1
      if $test:
          found += 1
  return x
in k $kind
< 1$sample
< 3$sample
# next: next_number, next_with_property, following_number
($n: int$more) -> int
- Return the smallest integer greater than $n among the $what
- Find the next of the $what after $n; $n itself does not count
- Starting above $n, search upwards for the first of the $what
plan count upwards from the next number; return the first that fits
= x = $n + 1
  while $off:
      x += 1
  return x
= from itertools import count
  return next(x for x in count($n + 1) if $test)
! x = $n
  while $off:
      x += 1
  return x
in n $kind
< 7$sample
< 25$sample
< 6$sample
< 14$sample
< 30$sample
""")


@family("numbers-with-property", weight=4)
def numbers_with_property(rng: Rng) -> Draft:
    """Positive integers with a property: the first n, up to n, the n-th, the next one."""
    key, what, test, near, more, kind, sample = pick(rng, KINDS)
    ask = pick(rng, FOUND)
    return asked(
        rng, ask, f"{key}|{ask.key}", what=what, test=test, near=near, more=f", {more}" if more else "", kind=kind,
        sample=f", {sample}" if sample else "",
    )  # fmt: skip
