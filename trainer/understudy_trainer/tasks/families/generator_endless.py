"""Family: generators without end or with a state."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

ENDLESS = r"""
^ from collections.abc import Iterator
^ from itertools import islice
## count: count_from counter numbers_from ($start: int, $step: int) -> Iterator[int]
- Yield $start, $start + $step, $start + 2 * $step and so on, without end
- Endless counter: begin at $start and add $step each time
> yield; add the step; repeat for ever
= while True:
      yield $start
      $start += $step
= $x = $start
  while True:
      yield $x
      $x += $step
/ while True:
      $start += $step
      yield $start
@ list(islice(SELF({0}, {1}), 5))
% int, int(1, 9)
? 3, -2
## cycle: cycle_through repeat_forever loop_over ($items: list) -> Iterator
- Yield the elements of $items over and over again, for ever
- Endlessly repeat $items; yield nothing if it is empty
> while there are elements; yield them all
= while $items:
      yield from $items
= i = 0
  while $items:
      yield $items[i % len($items)]
      i += 1
/ yield from $items
@ list(islice(SELF({0}), 7))
? [1, 2, 3]
? []
? ['a']
% ints(0, 9, 4)
## powers: powers_of powers geometric ($base: int) -> Iterator[int]
$base: base b factor x
:1 zero; SAID=1, $base, $base * $base, ...; START=1
:1 one; SAID=$base, $base * $base and so on; START=$base
- Yield the powers of $base without end: $SAID
- Generate for ever $SAID
> start with the first; multiply by the base after each
= power = $START
  while True:
      yield power
      power *= $base
/ power = $base * $START
  while True:
      yield power
      power *= $base
@ list(islice(SELF({0}), 5))
? 2
? 10
? $3_7
## collatz: collatz hailstone collatz_steps ($n: int) -> Iterator[int]
- Yield $n and its successors until 1: half of an even number, three times an odd one plus one
- Generate the 3n + 1 sequence from $n down to 1, both included
> yield the number; stop at 1; halve an even one, else triple and add one
= while $n != 1:
      yield $n
      $n = $n // 2 if $n % 2 == 0 else 3 * $n + 1
  yield 1
/ while $n != 1:
      yield $n
      $n = $n // 2 if $n % 2 == 0 else 3 * $n + 1
/ while $n != 1:
      yield $n
      $n = $n // 2 if $n % 2 else 3 * $n + 1
  yield 1
@ list(islice(SELF({0}), 40))
? 6
? 1
? $2_12
## triangles: triangular_numbers triangles triangle_series () -> Iterator[int]
:1 tri; NAMES=triangular_numbers triangles; SAID=triangular numbers 1, 3, 6, 10, ...; CODE=$total += i; YIELD=$total
:1 square; NAMES=squares square_numbers; SAID=square numbers 1, 4, 9, 16, ...; CODE=$total = i * i; YIELD=$total
:1 cube; NAMES=cubes cube_numbers; SAID=cubes 1, 8, 27, ...; CODE=$total = i**3; YIELD=$total
:1 fact; NAMES=factorials factorial_series; SAID=factorials 1, 2, 6, 24, ...;
  CODE=$total = $total * i if i > 1 else 1; YIELD=$total
- Yield the $SAID without end
- Endless generator of the $SAID
> count from one; compute the next; yield it
= $total = i = 0
  while True:
      i += 1
      $CODE
      yield $YIELD
/ $total = i = 0
  while True:
      $CODE
      yield $YIELD
      i += 1
@ list(islice(SELF(), {0}))
? 1
? 4
? $5_8
## ids: make_ids id_stream next_names ($prefix: str) -> Iterator[str]
$prefix: prefix stem base
- Yield $prefix + "-1", $prefix + "-2" and so on, without end
- Endless names made of $prefix, a hyphen and a counter that starts at 1
> count from one; format the name
= n = 1
  while True:
      yield f"{$prefix}-{n}"
      n += 1
/ n = 0
  while True:
      yield f"{$prefix}-{n}"
      n += 1
@ list(islice(SELF({0}), 3))
% word
## accumulate: balances running_balance levels ($start: int, $it: list[int]) -> Iterator[int]
$start: start initial balance
:1 plain; SAID=; CODE=$start += change
:1 floor; SAID=, never letting it fall below 0; CODE=$start = max(0, $start + change)
:1 cap; SAID=, never letting it rise above 50; CODE=$start = min(50, $start + change)
- Yield $start and then the value after each change in $it$SAID
- Begin with $start, add the changes in $it one by one and yield every state, the first included$SAID
> yield the start; apply each change; yield again
= yield $start
  for change in $it:
      $CODE
      yield $start
/ for change in $it:
      $CODE
      yield $start
/ yield $start
  for change in $it:
      yield $start + change
@ list(SELF({0}, {1}))
% int(10, 50), ints(-30, 30)
? 5, []
? 45, [-50, 3, 60, 1]
"""


@family("generator-endless", weight=3, held_out=True)
def generator_endless(rng: Rng) -> Draft:
    """Generators without end or with a state."""
    return from_sheet(rng, ENDLESS)
