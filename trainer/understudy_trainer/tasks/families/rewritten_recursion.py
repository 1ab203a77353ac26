"""Family: a recursive function made iterative, or a loop made recursive."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

RECURSION = r"""
## sum_list: total add_all sum_up ($xs: list[int]) -> int
$old: recursive rec_version helper_rec
:1 sum; REC=values[0] + $old(values[1:]); EMPTY=0; STEP=total += x; BAD=total = x
:1 prod; REC=values[0] * $old(values[1:]); EMPTY=1; STEP=total *= x; BAD=total += x
:1 alt; REC=values[0] - $old(values[1:]); EMPTY=0; STEP=total = x - total; BAD=total = total - x
:1 count; REC=(values[0] > 0) + $old(values[1:]); EMPTY=0; STEP=total += x > 0; BAD=total += x
& def $old(values):
      if not values:
          return $EMPTY
      return $REC
- Compute the same as $old without recursion
- Iterative version of $old: a loop over $xs, no call to itself
> start with the value for the empty list; go through the list from the end; combine
= total = $EMPTY
  for x in reversed($xs):
      $STEP
  return total
/ total = $EMPTY
  for x in reversed($xs):
      $BAD
  return total
/ return $EMPTY
? [1, 2, 3]
? []
? [5]
% ints(1, 6, 5)
## rec: recursive_version by_recursion rec ($n: int) -> int
$old: loop iterative with_loop
:1 sum; STEP=total += i; EMPTY=0; REC=$n + SELF($n - 1); BAD=$n + SELF($n - 2)
:1 fact; STEP=total *= i; EMPTY=1; REC=$n * SELF($n - 1); BAD=$n + SELF($n - 1)
:1 squares; STEP=total += i * i; EMPTY=0; REC=$n * $n + SELF($n - 1); BAD=$n + SELF($n - 1)
:1 double; STEP=total += total; EMPTY=1; REC=2 * SELF($n - 1); BAD=2 + SELF($n - 1)
:1 odd; STEP=total += 2 * i - 1; EMPTY=0; REC=2 * $n - 1 + SELF($n - 1); BAD=2 * $n + SELF($n - 1)
:1 cubes; STEP=total += i**3; EMPTY=0; REC=$n**3 + SELF($n - 1); BAD=$n**2 + SELF($n - 1)
& def $old(n):
      total = $EMPTY
      for i in range(1, n + 1):
          $STEP
      return total
- Recursive version of $old: no loop, the function calls itself with a smaller number
- Return the same as $old by recursion on $n
! $n is not negative
> return $EMPTY for zero; otherwise combine with the result for n minus one
= if $n == 0:
      return $EMPTY
  return $REC
= return $EMPTY if $n == 0 else $REC
/ if $n <= 1:
      return $n
  return $BAD
/ if $n <= 0:
      return 1 - $EMPTY
  return $REC
? 0
? 1
? 5
? $3_8
## text: recursive_text mirrored rec_text ($s: str) -> str
$old: loop_version with_loop
:1 rev; STEP=out = c + out; REC=SELF($s[1:]) + $s[0]; BAD=$s[0] + SELF($s[1:])
:1 twice; STEP=out += c + c; REC=$s[0] * 2 + SELF($s[1:]); BAD=$s[0] + SELF($s[1:])
:1 novowel; STEP=out += "" if c in "aeiou" else c; REC=("" if $s[0] in "aeiou" else $s[0]) + SELF($s[1:]);
  BAD=("" if $s[0] in "aeiou" else $s) + SELF($s[1:])
:1 star; STEP=out += c + "*"; REC=$s[0] + "*" + SELF($s[1:]); BAD=$s[0] + SELF($s[1:])
:1 upper; STEP=out += c.upper() if c == "a" else c; REC=("A" if $s[0] == "a" else $s[0]) + SELF($s[1:]);
  BAD=$s[0] + SELF($s[1:])
& def $old(text):
      out = ""
      for c in text:
          $STEP
      return out
- Do the same as $old recursively
- Rewrite $old without a loop: handle the first character of $s and let the function do the rest
> return an empty text for an empty one; handle the first character; recurse into the rest
= if not $s:
      return ""
  return $REC
/ if not $s:
      return ""
  return $BAD
/ return $s
? 'abca'
? ''
? 'banana'
? 'xay'
## gcd: iterative_gcd loop_version without_recursion ($a: int, $b: int) -> int
$old: recursive_gcd gcd_rec common
& def $old(a, b):
      return a if b == 0 else $old(b, a % b)
- Write $old with a loop
- Same as $old for $a and $b, without recursion
> replace the pair while the second is not zero; return the first
= while $b:
      $a, $b = $b, $a % $b
  return $a
/ while $b:
      $a, $b = $b, $a // $b
  return $a
/ while $a % $b:
      $a -= 1
  return $a
? 12, 18
? 7, 0
? 9, 28
% int(1, 60), int(1, 60)
## fib: fast_fib fib_loop quick ($n: int) -> int
$old: slow_fib fib_tree naive
:1 fib; A=0; B=1; NEXT=a + b; REC=$old(n - 1) + $old(n - 2); START=0, 1
:1 lucas; A=2; B=1; NEXT=a + b; REC=$old(n - 1) + $old(n - 2); START=2, 1
:1 pell; A=0; B=1; NEXT=a + 2 * b; REC=2 * $old(n - 1) + $old(n - 2); START=0, 1
:1 minus; A=1; B=3; NEXT=b - a; REC=$old(n - 1) - $old(n - 2); START=1, 3
& def $old(n):
      if n == 0:
          return $A
      if n == 1:
          return $B
      return $REC
- Give the same numbers as $old in linear time
- Faster version of $old: keep only the last two values in a loop
> start with the first two values; move on n times; return the first
= a, b = $START
  for _ in range($n):
      a, b = b, $NEXT
  return a
/ a, b = $START
  for _ in range($n):
      a, b = b, $NEXT
  return b
/ a, b = $START
  for _ in range($n - 1):
      a, b = b, $NEXT
  return a
? 0
? 1
? 2
? 7
? 10
## steps: count_down_steps steps_needed step_count ($n: int) -> int
$old: rec_steps steps_rec
:1 half; NEXT=n // 2; CODE=$n //= 2
:1 tenth; NEXT=n // 10; CODE=$n //= 10
:1 three; NEXT=n - 3; CODE=$n -= 3
:1 bits; NEXT=n & (n - 1); CODE=$n &= $n - 1
& def $old(n):
      if n <= 0:
          return 0
      return 1 + $old($NEXT)
- Count the same steps as $old in a while loop
- Iterative version of $old
> while the number is positive; take the next one; count
= steps = 0
  while $n > 0:
      $CODE
      steps += 1
  return steps
/ steps = 0
  while $n > 1:
      $CODE
      steps += 1
  return steps
/ steps = 1
  while $n > 0:
      $CODE
      steps += 1
  return steps
? 0
? 1
? 9
? $20_90
## tail: flatten_loop iterative_flatten all_numbers ($items: list) -> int
$old: nested_sum deep_sum tree_sum
:1 sum; LEAF=item; CODE=total += item
:1 count; LEAF=1; CODE=total += 1
:1 even; LEAF=item % 2 == 0; CODE=total += item % 2 == 0
& def $old(items):
      total = 0
      for item in items:
          total += $old(item) if isinstance(item, list) else $LEAF
      return total
- Compute the same as $old with an explicit stack instead of recursion
- Iterative version of $old for the nested list $items
> put the list on a stack; take one off; push lists inside it; handle numbers
= stack = [$items]
  total = 0
  while stack:
      for item in stack.pop():
          if isinstance(item, list):
              stack.append(item)
          else:
              $CODE
  return total
/ total = 0
  for item in $items:
      if not isinstance(item, list):
          $CODE
  return total
? [1, [2, [3, 4]], 5]
? []
? [[[6]], 2, 8]
? [[1, 3], [2]]
"""


@family("rewritten-recursion", weight=4)
def rewritten_recursion(rng: Rng) -> Draft:
    """A recursive function made iterative, or a loop made recursive."""
    return from_sheet(rng, RECURSION)
