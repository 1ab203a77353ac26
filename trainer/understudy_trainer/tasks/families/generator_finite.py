"""Family: functions that yield finitely many values."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

YIELDING = r"""
^ from collections.abc import Iterator
@ list(SELF({0}))
## countdown: countdown count_down down_from ($n: int) -> Iterator[int]
:1 zero; SAID=0; STOP=-1; COND=>= 0
:1 one; SAID=1; STOP=0; COND=> 0
- Yield the numbers from $n down to $SAID
- Count down: yield $n, $n - 1 and so on, ending with $SAID
> start at n; yield and decrease while not below $SAID
= while $n $COND:
      yield $n
      $n -= 1
= yield from range($n, $STOP, -1)
/ yield from range($n, $STOP - 1, -1)
/ yield from range($n)
? 5
? 0
? 1
? $3_9
## evens: evens_up_to even_numbers evens ($n: int) -> Iterator[int]
:1 even; NAMES=evens_up_to even_numbers evens; SAID=even; START=0; BAD=1
:1 odd; NAMES=odds_up_to odd_numbers odds; SAID=odd; START=1; BAD=0
- Yield the $SAID numbers from $START up to and including $n
- Generate all $SAID numbers that are not negative and at most $n, in ascending order
> start with the smallest; step by two
= yield from range($START, $n + 1, 2)
= for i in range($n + 1):
      if i % 2 == $START:
          yield i
/ yield from range($START, $n, 2)
/ yield from range($BAD, $n + 1, 2)
? 7
? 8
? 0
? $5_12
## fib: fibonacci fib_numbers fibs ($m: int) -> Iterator[int]
- Yield the first $m Fibonacci numbers, starting with 0 and 1
- Generate $m numbers of the series 0, 1, 1, 2, 3, 5, ...
> keep two neighbours; yield the first; move on
= a, b = 0, 1
  for _ in range($m):
      yield a
      a, b = b, a + b
/ a, b = 1, 1
  for _ in range($m):
      yield a
      a, b = b, a + b
/ a, b = 0, 1
  for _ in range($m):
      yield b
      a, b = b, a + b
? 0
? 1
? 7
? $3_9
## running: running_total cumulative partial_sums ($xs: list[int]) -> Iterator[int]
:1 sum; NAMES=running_total cumulative partial_sums; SAID=sum; START=0; STEP=$total += $x
:1 max; NAMES=running_max maxima_so_far; SAID=maximum; START=None;
  STEP=$total = $x if $total is None else max($total, $x)
:1 prod; NAMES=running_product cumulative_product; SAID=product; START=1; STEP=$total *= $x
- Yield the running $SAID of $xs: after each number, the $SAID of all numbers so far
- For every element of $xs yield the $SAID of the elements up to and including it
> keep the $SAID so far; update it with each number; yield it
= $total = $START
  for $x in $xs:
      $STEP
      yield $total
/ $total = $START
  for $x in $xs:
      yield $total
      $STEP
? [1, 2, 3, 2]
? []
? [5]
% ints
## pairs: neighbours adjacent pairwise_steps ($xs: list[int]) -> Iterator[int]
:1 diff; SAID=the difference of each number and the one before it; CODE=$x - $prev
:1 pair; SAID=each number together with the one before it, as a tuple (before, number); CODE=$prev, $x
:1 mean; SAID=the sum of each number and the one before it; CODE=$prev + $x
- Yield $SAID; nothing for the first one
- Go through $xs and yield $SAID, starting with the second
> remember the number before; yield for each later one
= for $prev, $x in zip($xs, $xs[1:]):
      yield $CODE
= for i in range(1, len($xs)):
      $prev, $x = $xs[i - 1], $xs[i]
      yield $CODE
/ for $x, $prev in zip($xs, $xs[1:]):
      yield $CODE
? [1, 4, 9, 8]
? []
? [5]
% ints
## primes: primes_up_to primes prime_numbers ($n: int) -> Iterator[int]
- Yield all primes up to and including $n
- Generate the prime numbers that are at most $n
> try every number from 2; yield it if no smaller one divides it
= for candidate in range(2, $n + 1):
      if all(candidate % d for d in range(2, int(candidate**0.5) + 1)):
          yield candidate
= found = []
  for candidate in range(2, $n + 1):
      if all(candidate % p for p in found):
          found.append(candidate)
          yield candidate
/ for candidate in range(2, $n):
      if all(candidate % d for d in range(2, candidate)):
          yield candidate
/ yield from range(2, $n + 1)
? 11
? 1
? 2
? $13_40
## digits: digits_of digits each_digit ($n: int) -> Iterator[int]
:1 low; SAID=from the last to the first; CODE=reversed(str($n))
:1 high; SAID=from the first to the last; CODE=str($n)
- Yield the decimal digits of the number $n $SAID
- Generate the digits of $n, $SAID
! $n is not negative
> write the number as text; convert each character
= for c in $CODE:
      yield int(c)
= yield from map(int, $CODE)
/ yield from $CODE
? 305
? 0
? $10_99
? 1234
## flatten: flatten flat_items leaves ($items: list) -> Iterator[int]
- Yield the numbers of the arbitrarily nested list $items from left to right
- Walk through $items; lists inside it are walked through in the same way; yield everything else
+ The list $items contains numbers and lists, which may contain numbers and lists again, to any depth. Yield all the
  numbers in the order in which they are written.
> go through the elements; descend into lists; yield the others
= for $item in $items:
      if isinstance($item, list):
          yield from SELF($item)
      else:
          yield $item
= stack = $items[::-1]
  while stack:
      $item = stack.pop()
      if isinstance($item, list):
          stack.extend(reversed($item))
      else:
          yield $item
/ for $item in $items:
      if isinstance($item, list):
          yield from $item
      else:
          yield $item
? [1, [2, [3, 4]], 5]
? []
? [[], [[7]], $2_9]
? [[[1], 2], [3]]
## unique: unique_items without_repeats distinct ($items: list) -> Iterator
- Yield the elements of $items, each only the first time it occurs
- Generate the distinct elements of $items in order of first appearance
> remember what was yielded; yield only new ones
= $seen = set()
  for $item in $items:
      if $item not in $seen:
          $seen.add($item)
          yield $item
= yield from dict.fromkeys($items)
/ for $item in $items:
      if $items.count($item) == 1:
          yield $item
? [3, 1, 3, 2, 1]
? []
% ints(0, 5)
## words: numbered numbered_lines with_numbers ($ws: list[str]) -> Iterator[str]
- Yield every text of $ws with its number in front, like "1: first"
- Number the lines in $ws from 1: yield number, colon, space and text
> count from one; format each
= for i, $w in enumerate($ws, start=1):
      yield f"{i}: {$w}"
/ for i, $w in enumerate($ws):
      yield f"{i}: {$w}"
? ['a', 'b']
? []
% words
"""


@family("generator-finite", weight=3.5)
def generator_finite(rng: Rng) -> Draft:
    """Functions that yield finitely many values."""
    return from_sheet(rng, YIELDING)
