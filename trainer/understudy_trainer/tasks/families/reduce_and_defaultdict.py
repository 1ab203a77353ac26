"""Family: folding, nested lookups, steps by name, grouping with default values."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

REDUCING = r"""
## reduce: combine_all product fold ($xs: list[int]) -> int
^ from functools import reduce
:1 prod; NAMES=product multiply_all; SAID=product of all numbers in $xs; EMPTY=1; CODE=a * x; NEAR=0
:1 xor; NAMES=xor_all exclusive_or; SAID=exclusive or of all numbers in $xs; EMPTY=0; CODE=a ^ x; NEAR=1
:1 digits; NAMES=digits_to_number from_digits; SAID=number whose decimal digits are listed in $xs; EMPTY=0;
  CODE=a * 10 + x; NEAR=1
:1 base; NAMES=from_base digits_value; SAID=number with the base-$3_9 digits $xs; EMPTY=0; CODE=a * $3_9 + x; NEAR=1
:1 alt; NAMES=alternate fold_differences;
  SAID=result of subtracting each number from the next result, starting with 0 (0, x1 - 0, x2 - that, ...);
  EMPTY=0; CODE=x - a; NEAR=1
- Return the $SAID
- Fold $xs into one number: the $SAID
! Return $EMPTY if $xs is empty
> start with $EMPTY; fold in each number
= return reduce(lambda a, x: $CODE, $xs, $EMPTY)
= a = $EMPTY
  for x in $xs:
      a = $CODE
  return a
/ return reduce(lambda a, x: $CODE, $xs, $NEAR)
/ return sum($xs)
? [1, 2, 2]
? []
? [2]
% ints(0, 2)
## nested: get_path dig lookup_path ($d: dict, $keys: list[str]) -> object
$d: config data tree settings
$keys: path keys steps
^ from functools import reduce
- Follow the keys in $keys into the nested dict $d and return what is there, or None if a key is missing
- Look up $d[k1][k2]... for the keys in $keys; None as soon as one does not exist
> start with the whole; step into each key; return None when it is missing
= for key in $keys:
      if not isinstance($d, dict) or key not in $d:
          return None
      $d = $d[key]
  return $d
= return reduce(lambda node, key: node.get(key) if isinstance(node, dict) else None, $keys, $d)
/ for key in $keys:
      $d = $d[key]
  return $d
/ return $d.get($keys[0]) if $keys else $d
? {'a': {'b': 3}}, ['a', 'b']
? {'a': {'b': 3}}, ['a', 'x']
? {'a': 1}, []
? {'a': 1}, ['a', 'b']
## compose: apply_all pipeline run_steps ($x: int, $names: list[str]) -> int
$names: steps operations names
- Apply the operations in $names to $x in order: "double", "square", "negate" or "inc" (plus one)
- Run $x through the steps $names, where "double" doubles, "square" squares, "negate" changes the sign, "inc" adds 1
> map the names to functions; apply one after the other
= steps = {
      "double": lambda v: v * 2,
      "square": lambda v: v * v,
      "negate": lambda v: -v,
      "inc": lambda v: v + 1,
  }
  for name in $names:
      $x = steps[name]($x)
  return $x
= for name in $names:
      if name == "double":
          $x *= 2
      elif name == "square":
          $x *= $x
      elif name == "negate":
          $x = -$x
      else:
          $x += 1
  return $x
/ for name in $names:
      if name == "double":
          $x *= 2
      elif name == "square":
          $x *= 2
      elif name == "negate":
          $x = -$x
  return $x
? 3, ['inc', 'square']
? 2, []
% int(1, 5), many("double", "square", "negate", "inc")
## sort_by: sort_records order_by sorted_by ($rows: list[dict], $key: str) -> list[dict]
$rows: rows records people entries
$key: key field column
^ from operator import itemgetter
:1 up; SAID=ascending; REV=; NEAR=, reverse=True
:1 down; SAID=descending; REV=, reverse=True; NEAR=
- Sort the dicts in $rows by their value for $key, $SAID
- Order $rows by the field $key in $SAID order
> use the value of the key for sorting
= return sorted($rows, key=itemgetter($key)$REV)
= return sorted($rows, key=lambda row: row[$key]$REV)
/ return sorted($rows, key=itemgetter($key)$NEAR)
? [{'n': 'x', 'age': 9}, {'n': 'y', 'age': 4}], 'age'
? [], 'n'
? [{'n': 'x', 'age': 2}, {'n': 'y', 'age': 7}, {'n': 'a', 'age': 5}], 'n'
## groups: group_totals totals_by_key sum_by_name ($it: list[tuple[str, int]]) -> dict[str, int]
$it: pairs entries sales records
^ from collections import defaultdict
:1 sum; NAMES=group_totals totals_by_key sum_by_name; SAID=the sum of its amounts; INIT=int;
  CODE=$out[name] += amount; RAW=$out.get(name, 0) + amount
:1 max; NAMES=best_by_name group_maxima; SAID=its largest amount (amounts are positive); INIT=int;
  CODE=$out[name] = max($out[name], amount);
  RAW=max($out.get(name, 0), amount)
:1 count; NAMES=count_by_name group_sizes; SAID=how many entries it has; INIT=int; CODE=$out[name] += 1;
  RAW=$out.get(name, 0) + 1
- Map each name in the (name, amount) pairs $it to $SAID
- Return a dict that gives for every name in $it $SAID
> go through the pairs; update the entry of the name
= $out = defaultdict(int)
  for name, amount in $it:
      $CODE
  return dict($out)
= $out = {}
  for name, amount in $it:
      $out[name] = $RAW
  return $out
/ return {name: amount for name, amount in $it}
/ return {name: $i for $i, (name, amount) in enumerate($it)}
? [('ann', 3), ('bob', 1), ('ann', 2)]
? []
? [('ann', 9), ('ann', 4), ('ann', 1)]
% tagged
## index: index_words positions_of inverted_index ($ws: list[str]) -> dict[str, list[int]]
^ from collections import defaultdict
- Map every word in $ws to the list of positions at which it occurs
- Build an index of $ws: for each word the ascending list of its indices
> go through words and positions; append the position to the list of the word
= $out = defaultdict(list)
  for $i, $w in enumerate($ws):
      $out[$w].append($i)
  return dict($out)
= $out = {}
  for $i, $w in enumerate($ws):
      $out.setdefault($w, []).append($i)
  return $out
/ return {$w: [$i] for $i, $w in enumerate($ws)}
/ return {$w: $ws.index($w) for $w in $ws}
? ['b', 'a', 'b']
? []
% many("tea", "milk")
"""


@family("reduce-and-defaultdict", weight=3.5)
def reduce_and_defaultdict(rng: Rng) -> Draft:
    """Folding, nested lookups, steps by name, grouping with default values."""
    return from_sheet(rng, REDUCING)
