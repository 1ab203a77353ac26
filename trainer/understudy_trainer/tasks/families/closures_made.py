"""Family: functions that return functions."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

CLOSURES = r"""
^ from collections.abc import Callable
## adder: make_adder make_multiplier operation_with ($n: int) -> Callable[[int], int]
:1 add; NAMES=make_adder adder; SAID=adds $n to its argument; CODE=x + $n; BAD=$n
:1 mul; NAMES=make_multiplier multiplier times; SAID=multiplies its argument by $n; CODE=x * $n; BAD=x + $n
:1 pow; NAMES=make_power power_of; SAID=raises its argument to the power $n; CODE=x**$n; BAD=$n**x
:1 sub; NAMES=make_subtractor minus; SAID=subtracts $n from its argument; CODE=x - $n; BAD=$n - x
:1 mod; NAMES=make_modulo remainder_by; SAID=returns the remainder of its argument divided by $n; CODE=x % $n;
  BAD=x // $n
:1 cap; NAMES=make_cap capped limit_to; SAID=returns its argument, but at most $n; CODE=min(x, $n); BAD=max(x, $n)
- Return a function that $SAID
- Make a function of one number; it $SAID
- Build and return a closure that $SAID
~ 返回一个函数：它使用 $n 处理自己的参数（$SAID）
> define an inner function that uses n; return it
= return lambda x: $CODE
= def inner(x):
      return $CODE

  return inner
/ return lambda x: $BAD
@ SELF({0})({1})
? 3, 4
? 1, 10
% int(2, 6), int(7, 12)
## between: between in_range within ($lo: int, $hi: int) -> Callable[[int], bool]
:1 incl; SAID=both included; CODE=$lo <= x <= $hi; BAD=$lo < x < $hi
:1 half; SAID=$lo included and $hi not; CODE=$lo <= x < $hi; BAD=$lo <= x <= $hi
:1 out; SAID=negated: True outside, False from $lo to $hi inclusive; CODE=x < $lo or x > $hi; BAD=x <= $lo or x >= $hi
- Return a predicate that tells whether a number lies between $lo and $hi, $SAID
- Make a test for numbers from $lo to $hi ($SAID)
> return a function that compares with both limits
= return lambda x: $CODE
= def test(x):
      return $CODE

  return test
/ return lambda x: $BAD
@ SELF({0}, {1})({2})
? 2, 5, 5
? 2, 5, 2
? 2, 5, 9
? 0, 3, 1
## counter: make_counter counter ticker ($start: int) -> Callable[[], int]
$start: start first begin
:1 up; SAID=one more; STEP=+= 1
:1 down; SAID=one less; STEP=-= 1
:1 double; SAID=twice as much; STEP=*= 2
- Return a function that returns $start at its first call and $SAID at each further call
- Make a function without arguments: it gives $start first, then every time $SAID than before
> keep the next value in the closure; return the old value; change it
= current = $start

  def step():
      nonlocal current
      value = current
      current $STEP
      return value

  return step
/ current = $start

  def step():
      nonlocal current
      current $STEP
      return current

  return step
/ return lambda: $start
@ (lambda f: [f(), f(), f()])(SELF({0}))
? 0
? 5
? $7_30
? -2
## total: make_accumulator summing running ($start: int) -> Callable[[int], int]
$start: start initial total
:1 sum; NAMES=make_accumulator running_sum;
  SAID=adds its argument to a total that begins with $start and returns the new total; BODY=state += x;
  GIVE=state;
  NEAR=$start + x
:1 max; NAMES=make_max_tracker best_so_far; SAID=returns the largest of $start and all its arguments so far;
  BODY=state = max(state, x); GIVE=state;
  NEAR=max($start, x)
:1 last; NAMES=make_memory previous_value; SAID=returns the argument of the call before, and $start at first;
  BODY=state, old = x, state; GIVE=old;
  NEAR=$start
- Return a function that $SAID
- Make a function with a memory: it $SAID
> keep the state in the closure; update it on each call; return what is asked for
= state = $start

  def step(x):
      nonlocal state
      $BODY
      return $GIVE

  return step
/ return lambda x: $NEAR
@ (lambda f: [f(x) for x in {1}])(SELF({0}))
? 0, [1, 2, 3]
? 5, [9, 2, 7]
? 1, []
## compose: compose chain combine ($f: Callable[[int], int], $g: Callable[[int], int]) -> Callable[[int], int]
$f $g: f g, first second, inner outer
:1 gf; SAID=first applies $f and then $g to the result; CODE=$g($f(x)); BAD=$f($g(x))
:1 fg; SAID=first applies $g and then $f to the result; CODE=$f($g(x)); BAD=$g($f(x))
:1 sum; SAID=adds the results of $f and $g for its argument; CODE=$f(x) + $g(x); BAD=$f(x) * $g(x)
:1 max; SAID=returns the larger of the results of $f and $g; CODE=max($f(x), $g(x)); BAD=min($f(x), $g(x))
- Return a function of one argument that $SAID
- Combine $f and $g into one function that $SAID
> return a function that calls both in the right way
= return lambda x: $CODE
= def both(x):
      return $CODE

  return both
/ return lambda x: $BAD
@ SELF(lambda x: x + 3, lambda x: x * 2)({0})
? 1
? 5
? $6_20
## repeat: repeated apply_times iterate ($f: Callable[[int], int], $m: int) -> Callable[[int], int]
- Return a function that applies $f $m times, one after the other, to its argument
- Make the $m-fold repetition of $f; for 0 it returns its argument unchanged
> call the function m times in the inner function
= def inner(x):
      for _ in range($m):
          x = $f(x)
      return x

  return inner
/ return lambda x: $f(x) * $m
/ return lambda x: $f(x)
@ SELF(lambda x: 2 * x + 1, {0})({1})
? 3, 1
? 0, 5
? 2, 4
? 1, 7
## negate: negate opposite complement ($f: Callable[[int], bool]) -> Callable[[int], bool]
$f: predicate test condition f
- Return the predicate that is true exactly where $f is false
- Make the negation of $f
> return a function that negates the result
= return lambda x: not $f(x)
= def negated(x):
      return not $f(x)

  return negated
/ return lambda x: $f(-x)
/ return $f
@ [SELF(lambda x: x > 3)(x) for x in {0}]
? [1, 5, 3]
? []
% ints
## all: all_of both_hold meets_all ($items: list[Callable[[int], bool]]) -> Callable[[int], bool]
$items: tests predicates rules checks
:1 all; NAMES=all_of meets_all both_hold; SAID=all; F=all; BAD=any
:1 any; NAMES=any_of meets_any; SAID=at least one; F=any; BAD=all
:1 none; NAMES=none_of meets_none; SAID=none; F=not any; BAD=any
- Return a predicate that holds if $SAID of $items hold for its argument
- Combine $items into one test: True when $SAID of them return True
> apply every test to the argument; combine with $F
= return lambda x: $F(test(x) for test in $items)
= def combined(x):
      return $F(test(x) for test in $items)

  return combined
/ return lambda x: $BAD(test(x) for test in $items)
@ [SELF([lambda x: x > 2, lambda x: x % 2 == 0])(x) for x in {0}]
? [1, 2, 3, 4]
? [6]
? [0, 5, 7]
## partial: bind_first curry fix_first ($f: Callable[[int, int], int], $x: int) -> Callable[[int], int]
:1 first; SAID=first; CODE=$f($x, y); BAD=$f(y, $x)
:1 second; SAID=second; CODE=$f(y, $x); BAD=$f($x, y)
- Return a function of one argument that calls $f with $x as the $SAID argument and its own argument as the other
- Fix the $SAID argument of $f to $x and return the remaining function
> return a function that fills in x
= return lambda y: $CODE
= def bound(y):
      return $CODE

  return bound
/ return lambda y: $BAD
@ SELF(lambda a, b: 10 * a - b, {0})({1})
? 3, 4
? 0, 5
? 1, 2
## scale: linear_function converter line ($a: int, $b: int) -> Callable[[int], int]
$a $b: slope offset, factor shift, a b, k d
- Return the function x -> $a * x + $b
- Make a function that multiplies its argument by $a and adds $b
> return a function that uses both numbers
= return lambda x: $a * x + $b
/ return lambda x: $a * (x + $b)
/ return lambda x: $b * x + $a
@ SELF({0}, {1})({2})
? 2, 3, 4
? 0, 5, 9
? 3, -1, 2
"""


@family("closures-made", weight=4)
def closures_made(rng: Rng) -> Draft:
    """Functions that return functions."""
    return from_sheet(rng, CLOSURES)
