"""Family: functions that call the predicate above them."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

HELPERS = r'''
& def $help(n: int) -> bool:
      """Tell whether n $FACT."""
      return $TEST
$help: qualifies is_good is_special accepted
:1 sq; FACT=is a square number; TEST=n >= 0 and round(n**0.5) ** 2 == n
:1 round; FACT=ends with 0; TEST=n % 10 == 0
:1 twin; FACT=has two equal last digits; TEST=n >= 10 and n % 10 == n // 10 % 10
:1 pal; FACT=reads the same in both directions; TEST=str(n) == str(n)[::-1]
## keep: chosen keep_special select ($xs: list[int]) -> list[int]
:2 keep; SAID=Return the numbers in $xs for which $help is true; CODE=[x for x in $xs if $help(x)];
  BAD=[x for x in $xs if not $help(x)]
:2 drop; SAID=Return $xs without the numbers for which $help is true; CODE=[x for x in $xs if not $help(x)];
  BAD=[x for x in $xs if $help(x)]
:2 index; SAID=Return the positions of the numbers in $xs for which $help is true;
  CODE=[i for i, x in enumerate($xs) if $help(x)];
  BAD=[x for x in $xs if $help(x)]
:2 mark; SAID=Return $xs with 0 in place of each number for which $help is false;
  CODE=[x if $help(x) else 0 for x in $xs];
  BAD=[0 if $help(x) else x for x in $xs]
- $SAID
- $SAID, in order
> call the helper for each number; build the list
= return $CODE
/ return $BAD
/ return $xs
? [16, 33, 20, 7, 40, 11, 25, 121]
? []
? [12, 100, 22]
% ints(5, 50, 7)
## count: how_many count_special number_of ($n: int) -> int
:2 count; SAID=Count the numbers; CODE=sum($help(i) for i in range(1, $n + 1));
  BAD=sum($help(i) for i in range(1, $n))
:2 sum; SAID=Add up the numbers; CODE=sum(i for i in range(1, $n + 1) if $help(i));
  BAD=sum($help(i) for i in range($n))
:2 last; SAID=Return the largest of the numbers; CODE=max((i for i in range(1, $n + 1) if $help(i)), default=0);
  BAD=sum($help(i) for i in range($n))
- $SAID from 1 to $n (included) for which $help is true; 0 if there are none
- $SAID among 1, 2, ..., $n that pass $help; 0 without any
> try all numbers with the helper; combine those that pass
= return $CODE
/ return $BAD
/ return $n
? 10
? 1
? 0
? 25
? 44
? 100
## next: next_special following first_after ($n: int) -> int
:2 after; SAID=greater than $n; START=$n + 1; BAD=$n
:2 from; SAID=not below $n; START=$n; BAD=$n + 1
- Return the smallest number $SAID for which $help is true
- Find the first number $SAID that passes $help
! $n is positive
> start with the first candidate; go on while the helper says no
= candidate = $START
  while not $help(candidate):
      candidate += 1
  return candidate
/ candidate = $BAD
  while not $help(candidate):
      candidate += 1
  return candidate
? 10
? 16
? 11
? 30
? 1
? 99
? 80
'''


@family("helper-above", weight=4)
def helper_above(rng: Rng) -> Draft:
    """Functions that call the predicate above them."""
    return from_sheet(rng, HELPERS)
