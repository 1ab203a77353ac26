"""Family: a clumsy function above, the same shorter or faster."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

SHORTER = r"""
## filter: kept positive_only wanted ($xs: list[int]) -> list[int]
$old: collect slow_version old_filter
:1 pos; COND=x > 0; BAD=x >= 0
:1 even; COND=x % 2 == 0; BAD=x % 2
:1 big; COND=x >= $5_12; BAD=x > $5_12
:2 plain; VAL=x
:2 square; VAL=x * x
:2 text; VAL=str(x)
& def $old(values):
      result = []
      i = 0
      while i < len(values):
          x = values[i]
          if $COND:
              result.append($VAL)
          i = i + 1
      return result
- Do the same as $old in one comprehension
- Shorter version of $old: the same result without an index
- Rewrite $old for the list $xs in a single expression
> filter and transform in a comprehension
= return [$VAL for x in $xs if $COND]
/ return [$VAL for x in $xs if $BAD]
/ return [x for x in $xs if $COND and x]
? [3, -1, 0, 8, 12, 5]
? []
? [0]
% ints
## truth: simple_check is_ok tidy_check ($x: int, $y: int) -> bool
$old: check complicated clumsy_check
:1 both; BODY=if x > 0:; CODE=$x > 0 and $y > 0; BAD=$x > 0 or $y > 0; INNER=y > 0; T=True; F=False
:1 order; BODY=if x < y:; CODE=$x < $y and $y != 10; BAD=$x < $y; INNER=y != 10; T=True; F=False
:1 unless; BODY=if x == y:; CODE=not ($x == $y and $x % 2 == 0); BAD=$x == $y and $x % 2 == 0; INNER=x % 2 == 0;
  T=False; F=True
& def $old(x, y):
      $BODY
          if $INNER:
              return $T
          else:
              return $F
      else:
          return $F
- Return the same as $old, as one boolean expression
- Simplify $old: no if, the same result for $x and $y
> combine both conditions
= return $CODE
/ return $BAD
/ return $x > $y
? 1, 2
? 3, 10
? 0, 5
? 4, 4
? 5, 5
? -1, -2
? 7, 3
## best: best_of quick_best largest ($xs: list[int]) -> int | None
$old: find search best_loop
:1 max; NAMES=best_of largest quick_max; CMP=>; F=max; WHAT=largest
:1 min; NAMES=smallest lowest quick_min; CMP=<; F=min; WHAT=smallest
& def $old(values):
      if len(values) == 0:
          return None
      best = values[0]
      for i in range(1, len(values)):
          if values[i] $CMP best:
              best = values[i]
      return best
- Give the same result as $old with a built-in function
- Shorter $old: return the $WHAT of $xs, None for an empty list
> use $F with a default
= return $F($xs, default=None)
= return $F($xs) if $xs else None
/ return $F($xs)
/ return $xs[0] if $xs else None
? [3, 9, -2]
? []
? [5]
% ints
## count: tally counted frequencies ($ws: list[str]) -> dict[str, int]
$old: count_all slow_counts clumsy_counts
& def $old(items):
      counts = {}
      for item in items:
          n = 0
          for other in items:
              if other == item:
                  n += 1
          counts[item] = n
      return counts
- Do what $old does, but walk through $ws only once
- Faster version of $old without the nested loop
> count up in a dict while walking through the list
= counts = {}
  for w in $ws:
      counts[w] = counts.get(w, 0) + 1
  return counts
= counts = {}
  for w in $ws:
      if w not in counts:
          counts[w] = 0
      counts[w] += 1
  return counts
/ return {w: 1 for w in $ws}
/ counts = {}
  for w in $ws:
      counts[w] = counts.get(w, 1) + 1
  return counts
? ['b', 'a', 'b']
? []
% many("tea", "milk", "rum")
## pairs: has_pair pair_exists sums_to ($xs: list[int], $target: int) -> bool
$old: slow_pair any_pair quadratic
& def $old(values, target):
      for i in range(len(values)):
          for j in range(i + 1, len(values)):
              if values[i] + values[j] == target:
                  return True
      return False
- Do the same as $old in one pass, remembering the numbers seen so far in a set
- Linear-time version of $old for $xs and $target
> remember the numbers seen; look for the partner of each; add it
= seen = set()
  for x in $xs:
      if $target - x in seen:
          return True
      seen.add(x)
  return False
/ return any($target - x in $xs for x in $xs)
/ seen = set()
  for x in $xs:
      if $target - x not in seen:
          return True
      seen.add(x)
  return False
? [1, 4, 6], 10
? [5], 10
? [5, 5], 10
? [], 0
% ints(0, 9), int(2, 16)
## unique: distinct_in_order without_repeats unique_fast ($ws: list[str]) -> list[str]
$old: unique_slow drop_doubles unique_list
& def $old(items):
      result = []
      for item in items:
          found = False
          for other in result:
              if other == item:
                  found = True
          if not found:
              result.append(item)
      return result
- Same as $old, but with a set instead of the inner loop (or shorter)
- Rewrite $old so that it does not search the result again and again
> remember what was seen; keep what is new
= return list(dict.fromkeys($ws))
= seen = set()
  result = []
  for w in $ws:
      if w not in seen:
          seen.add(w)
          result.append(w)
  return result
/ return sorted(set($ws))
/ return [w for w in $ws if $ws.count(w) == 1]
? ['b', 'a', 'b', 'c']
? []
% many("tea", "milk", "ale")
## join: joined sentence_of text_of ($ws: list[str]) -> str
$old: build glue make_text
:1 comma; SEP=, ; X=
:1 dash; SEP=-
:1 slash; SEP= / ; X=
& def $old(words):
      text = ""
      for i in range(len(words)):
          text = text + words[i]
          if i != len(words) - 1:
              text = text + "$SEP"
      return text
- Do what $old does with a string method
- One-line version of $old for the list $ws
> join with the separator
= return "$SEP".join($ws)
/ return "".join(w + "$SEP" for w in $ws)
/ return " ".join($ws)
? ['a', 'b', 'c']
? []
? ['x']
% words
## table: day_kind name_for simple_name ($n: int) -> str
$old: describe long_chain kind_of
& def $old(n):
      if n == 1:
          return "one"
      elif n == 2:
          return "two"
      elif n == 3:
          return "three"
      elif n == 10:
          return "ten"
      else:
          return "many"
- Same as $old, but with a dict instead of the chain of ifs
- Replace the if chain of $old by a lookup with a default
> look the number up; many is the default
= return {1: "one", 2: "two", 3: "three", 10: "ten"}.get($n, "many")
= names = {1: "one", 2: "two", 3: "three", 10: "ten"}
  return names.get($n, "many")
= names = {1: "one", 2: "two", 3: "three", 10: "ten"}
  if $n in names:
      return names[$n]
  return "many"
/ return {1: "one", 2: "two", 3: "three", 10: "ten"}[$n]
/ return ["one", "two", "three"][$n - 1] if $n in (1, 2, 3) else "many"
? 1
? 3
? 10
? 0
? $4_9
"""


@family("rewritten-shorter", weight=3.5)
def rewritten_shorter(rng: Rng) -> Draft:
    """A clumsy function above, the same shorter or faster."""
    return from_sheet(rng, SHORTER)
