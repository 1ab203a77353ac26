"""Family: decorators and functions that take functions."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

DECORATORS = r"""
^ from collections.abc import Callable
## memo: memoize cached remember ($f: Callable[[int], int]) -> Callable[[int], int]
- Return a function like $f that computes each result only once and remembers it
- Wrap $f so that it is called at most once for every argument
> keep results in a dict; compute only what is missing; return the stored value
= results = {}

  def wrapper(x):
      if x not in results:
          results[x] = $f(x)
      return results[x]

  return wrapper
/ return $f
/ results = {}

  def wrapper(x):
      results[x] = $f(x)
      return results[x]

  return wrapper
@ (lambda calls: (lambda g: ([g(x) for x in {0}], calls))(SELF(lambda x: calls.append(x) or x * x)))([])
? [2, 3, 2]
? [1, 1, 1]
? []
## logged: logged traced with_log ($f: Callable[[int], int], $log: list[int]) -> Callable[[int], int]
$log: log history record
:1 args; SAID=argument; ADD=x
:1 results; SAID=result; ADD=result
- Return a function like $f that also appends each $SAID to the list $log
- Wrap $f: every call appends its $SAID to $log and returns the result of $f
> call the function; append to the list; return the result
= def wrapper(x):
      result = $f(x)
      $log.append($ADD)
      return result

  return wrapper
/ def wrapper(x):
      $log.append($ADD)

  return wrapper
/ def wrapper(x):
      return $f(x)

  return wrapper
@ (lambda log: ([SELF(lambda x: x + 10, log)(x) for x in {0}], log))([])
? [2, 3]
? []
% ints
## safe: safe guarded or_default ($f: Callable[[str], int], $default: int) -> Callable[[str], int]
$default: default fallback otherwise
- Return a function like $f that gives $default where $f raises a ValueError
- Wrap $f so that a ValueError becomes the result $default
> try the call; return the default on the error
= def wrapper(x):
      try:
          return $f(x)
      except ValueError:
          return $default

  return wrapper
/ return $f
/ def wrapper(x):
      try:
          return $f(x)
      except ValueError:
          return None

  return wrapper
@ SELF(int, {0})({1})
? 0, '12'
? -1, 'abc'
? 7, ''
## limit: at_most_times call_limit limited ($f: Callable[[int], int], $m: int) -> Callable[[int], "int | None"]
- Return a function that calls $f for the first $m calls and returns None afterwards
- Allow only $m calls of $f: wrap it so that every further call gives None
> count the calls in the closure; return None when they are used up
= used = 0

  def wrapper(x):
      nonlocal used
      if used >= $m:
          return None
      used += 1
      return $f(x)

  return wrapper
/ used = 0

  def wrapper(x):
      nonlocal used
      if used > $m:
          return None
      used += 1
      return $f(x)

  return wrapper
/ return $f
@ (lambda g: [g(x) for x in [4, 5, 6]])(SELF(lambda x: x * 10, {0}))
? 2
? 0
? 5
## twice: twice and_again double_call ($f: Callable[[int], int]) -> Callable[[int], int]
:1 twice; SAID=applies $f to its argument and $f again to the result; CODE=$f($f(x)); BAD=$f(x) * 2
:1 neg; SAID=returns the negative of the result of $f; CODE=-$f(x); BAD=$f(-x)
:1 abs; SAID=returns the absolute value of the result of $f; CODE=abs($f(x)); BAD=$f(abs(x))
:1 plus; SAID=returns the result of $f plus the argument; CODE=$f(x) + x; BAD=$f(x + x)
:1 swap; SAID=calls $f with the negative of its argument; CODE=$f(-x); BAD=-$f(x)
- Return a function that $SAID
- Decorate $f: the new function $SAID
> return a wrapper that $SAID
= def wrapper(x):
      return $CODE

  return wrapper
= return lambda x: $CODE
/ return lambda x: $BAD
@ SELF(lambda x: 3 * x - 20)({0})
? 1
? 8
? $10_30
## retry: retry try_again until_works ($f: Callable[[], int], $m: int) -> int | None
- Call $f up to $m times until it does not raise a ValueError; return the result, or None if every try failed
- Try $f at most $m times, ignoring ValueError; give back its first result, None without success
> repeat up to m times; return the first result; skip errors; return None
= for _ in range($m):
      try:
          return $f()
      except ValueError:
          continue
  return None
/ try:
      return $f()
  except ValueError:
      return None
/ for _ in range($m + 1):
      try:
          return $f()
      except ValueError:
          continue
  return None
@ SELF(lambda tries=list({0}): int(tries.pop(0)), {1})
? ['x', '5'], 2
? ['x', 'y', '7'], 2
? ['8'], 1
? ['a', 'b', 'c'], 3
## map: map_all apply_each transform ($f: Callable[[int], int], $xs: list[int]) -> list[int]
:1 map; NAMES=map_all apply_each; SAID=the results of $f for all numbers in $xs; CODE=[$f(x) for x in $xs];
  BAD=[x for x in $xs if $f(x)]
:1 keep; NAMES=keep_where filter_by select; SAID=the numbers of $xs for which $f returns something other than 0;
  CODE=[x for x in $xs if $f(x)]; BAD=[$f(x) for x in $xs]
:1 order; NAMES=sort_by_value sorted_with; SAID=the numbers of $xs sorted by the value of $f for them;
  CODE=sorted($xs, key=$f); BAD=sorted($xs)
:1 best; NAMES=argmax best_by;
  SAID=the number of $xs with the largest value of $f, in a list (an empty list if there is none);
  CODE=[max($xs, key=$f)] if $xs else [];
  BAD=[max($xs)] if $xs else []
- Return $SAID
- Given a function $f and a list $xs, compute $SAID
> use the function on every number
= return $CODE
/ return $BAD
@ SELF(lambda x: (x - 4) * (x - 6), {0})
? [1, 2, 4]
? []
? [6, 9, 3]
% ints(0, 9)
## count_calls: first_where smallest_with search_up ($f: Callable[[int], bool], $n: int) -> int | None
$f: test predicate condition
$n: limit n stop
- Return the smallest number from 0 up to, not including, $n for which $f is true, or None
- Search 0, 1, 2, ... below $n for the first number that passes $f; None if none does
> try the numbers in order; return the first that passes
= return next((x for x in range($n) if $f(x)), None)
= for x in range($n):
      if $f(x):
          return x
  return None
/ return next((x for x in range(1, $n + 1) if $f(x)), None)
@ SELF(lambda x: x * x >= {0}, {1})
? 20, 10
? 0, 3
? 9, 3
? 50, 8
"""


@family("functions-taken", weight=3.5)
def functions_taken(rng: Rng) -> Draft:
    """Decorators and functions that take functions."""
    return from_sheet(rng, DECORATORS)
