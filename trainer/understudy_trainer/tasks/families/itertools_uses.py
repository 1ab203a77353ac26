"""Family: groupby, product, combinations, zip_longest, permutations, accumulate."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

TOOLS = r"""
## groups: run_lengths runs encode_runs ($s: str) -> list[tuple[str, int]]
^ from itertools import groupby
- Return the runs of equal neighbouring characters of $s as (character, length) tuples
- Run-length encode $s: list every run of one character as a (character, length) tuple, in order
> group equal neighbours; measure each group
= return [(c, len(list(run))) for c, run in groupby($s)]
= $out = []
  for c in $s:
      if $out and $out[-1][0] == c:
          $out[-1] = (c, $out[-1][1] + 1)
      else:
          $out.append((c, 1))
  return $out
/ return [(c, $s.count(c)) for c in dict.fromkeys($s)]
/ return [(c, len(list(run))) for c, run in groupby(sorted($s))]
? 'aaabccb'
? ''
? 'x'
% letters('ab', 8)
## longest_run: longest_run max_run longest_streak ($items: list) -> int
^ from itertools import groupby
- Return the length of the longest run of equal neighbours in $items, 0 if it is empty
- How many equal elements stand next to each other at most in $items
! Return 0 for an empty list
> group equal neighbours; take the largest size
= return max((len(list(run)) for _, run in groupby($items)), default=0)
= best = current = 0
  for i, $item in enumerate($items):
      current = current + 1 if i and $item == $items[i - 1] else 1
      best = max(best, current)
  return best
/ return max(($items.count($item) for $item in $items), default=0)
? [1, 1, 2, 2, 2, 1]
? []
? [3, 1, 3, 1, 3]
% ints(0, 1, 8)
## by_first: group_by_initial by_first_letter initials ($ws: list[str]) -> dict[str, list[str]]
:1 initial; NAMES=by_initial group_by_first_letter; SAID=first letter; CODE=word[0]
:1 final; NAMES=by_last_letter group_by_ending; SAID=last letter; CODE=word[-1]
:1 length; NAMES=by_length group_by_length; SAID=length; CODE=len(word)
^ from itertools import groupby
- Group $ws by $SAID: map each $SAID to the sorted list of the words that have it
- Return a dict from $SAID to the alphabetical list of the words with that $SAID
! The words are not empty
> sort by the key and the word; group neighbours with equal keys
= def key(word):
      return $CODE
  ordered = sorted($ws, key=lambda word: (key(word), word))
  return {k: list(group) for k, group in groupby(ordered, key=key)}
= $out = {}
  for word in sorted($ws):
      $out.setdefault($CODE, []).append(word)
  return $out
/ $out = {}
  for word in $ws:
      $out.setdefault($CODE, []).append(word)
  return $out
/ return {$CODE: [word] for word in sorted($ws)}
? ['pear', 'apple', 'plum']
? []
? ['fig', 'nut', 'date', 'fix']
% words
## product: grid_cells all_cells coordinates ($n: int, $m: int) -> list[tuple[int, int]]
$n: rows height n
$m: columns width m
^ from itertools import product
- Return all (row, column) pairs of a grid with $n rows and $m columns, row by row
- List every combination of a row number below $n and a column number below $m
> combine all row numbers with all column numbers
= return list(product(range($n), range($m)))
= return [(r, c) for r in range($n) for c in range($m)]
/ return [(r, c) for c in range($m) for r in range($n)]
/ return list(zip(range($n), range($m)))
? 2, 3
? 0, 4
? 1, 2
? 3, 2
## combos: pairs_with_sum matching_pairs pairs_to ($xs: list[int], $target: int) -> list[tuple[int, int]]
^ from itertools import combinations
:1 sum; NAMES=pairs_with_sum pairs_summing_to; SAID=sum to $target; CODE=a + b == $target
:1 diff; NAMES=pairs_with_difference pairs_apart; SAID=differ by $target; CODE=abs(a - b) == $target
:1 prod; NAMES=pairs_with_product product_pairs; SAID=have the product $target; CODE=a * b == $target
- Return all pairs of elements of $xs (at different positions, in the order of the list) that $SAID
- List the pairs (a, b) with a before b in $xs that $SAID
> form all pairs; keep the matching ones
= return [(a, b) for a, b in combinations($xs, 2) if $CODE]
= $out = []
  for i, a in enumerate($xs):
      for b in $xs[i + 1 :]:
          if $CODE:
              $out.append((a, b))
  return $out
/ return [(a, b) for a in $xs for b in $xs if $CODE]
/ return [(a, b) for a, b in zip($xs, $xs[1:]) if $CODE]
? [1, 6, 2, 5, 3, 4], 7
? [2, 3, 4, 6, 1], 2
? [], 3
? [3, 4, 2, 6], 12
% ints(0, 6), int(2, 6)
## subsets: subsets_of subsets choose ($xs: list[int], $k: int) -> list[list[int]]
^ from itertools import combinations
- Return all ways to choose $k elements of $xs, each as a list in the order of $xs
- List every selection of $k elements of $xs, keeping their order
> form the combinations; turn them into lists
= return [list(chosen) for chosen in combinations($xs, $k)]
/ return [$xs[i : i + $k] for i in range(len($xs) - $k + 1)]
? [1, 2, 3], 2
? [1, 2], 0
? [1, 2], 3
? [5, 6, 7, 8], 2
## longest: zip_longest_sum add_lists sum_columns ($xs: list[int], $ys: list[int]) -> list[int]
^ from itertools import zip_longest
- Add $xs and $ys position by position; the shorter one is filled up with zeros
- Return the sums of elements at the same index, counting missing elements as 0
> pair the elements, zero for missing ones; add each pair
= return [a + b for a, b in zip_longest($xs, $ys, fillvalue=0)]
= size = max(len($xs), len($ys))
  a = $xs + [0] * (size - len($xs))
  b = $ys + [0] * (size - len($ys))
  return [p + q for p, q in zip(a, b)]
/ return [a + b for a, b in zip($xs, $ys)]
? [1, 2, 3], [10]
? [], [4]
% ints, ints
## perms: arrangements anagrams all_orders ($s: str) -> list[str]
^ from itertools import permutations
- Return all different arrangements of the letters of $s in alphabetical order
- List, sorted and without repeats, every text that can be made by reordering $s
> form all orders; join them; drop repeats and sort
= return sorted({"".join(order) for order in permutations($s)})
/ return ["".join(order) for order in permutations($s)]
/ return sorted({$s, $s[::-1]})
? 'abc'
? 'aba'
? ''
? 'ab'
## accumulate: peaks_so_far running_max best_so_far ($xs: list[int]) -> list[int]
^ from itertools import accumulate
:1 max; NAMES=running_max best_so_far; SAID=largest; F=max
:1 min; NAMES=running_min lowest_so_far; SAID=smallest; F=min
- For each position of $xs return the $SAID number up to there
- List the $SAID value seen so far at every index of $xs
> accumulate with $F
= return list(accumulate($xs, $F))
= $out = []
  for $x in $xs:
      $out.append($F($out[-1], $x) if $out else $x)
  return $out
/ return [$F($xs)] * len($xs)
/ return list(accumulate($xs))
? [3, 1, 4, 1, 5]
? []
? [9, 2]
% ints
"""


@family("itertools-uses", weight=3.5)
def itertools_uses(rng: Rng) -> Draft:
    """groupby, product, combinations, zip_longest, permutations, accumulate."""
    return from_sheet(rng, TOOLS)
