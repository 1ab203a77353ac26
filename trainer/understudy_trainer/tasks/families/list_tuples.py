"""Family over lists of number pairs: sorted, filtered, mapped and totalled by a part."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, what of a pair, expression over p, near miss)
PARTS = (
    ("first", "first component", "p[0]", "p[1]"),
    ("second", "second component", "p[1]", "p[0]"),
    ("sum", "sum of both components", "p[0] + p[1]", "p[0]"),
    ("difference", "absolute difference of the components", "abs(p[0] - p[1])", "p[0] - p[1]"),
    ("product", "product of the components", "p[0] * p[1]", "p[0] + p[1]"),
    ("larger", "larger component", "max(p)", "min(p)"),
    ("smaller", "smaller component", "min(p)", "max(p)"),
    ("negated", "difference second minus first", "p[1] - p[0]", "p[0] - p[1]"),
)

ON_PAIRS = asks("""
# sort: sort_pairs, order_pairs, sorted_pairs, arrange_pairs
($pairs: list[tuple[int, int]]) -> list[tuple[int, int]]
- Sort $pairs by the $what of each pair in ascending order
- Return the tuples of $pairs ordered by their $what, smallest first; equal ones keep their order
- Arrange the pairs in $pairs so that the $what increases
zh 按照表达式 $code（p 为二元组）升序排列 $pairs
> Each element of $pairs is a tuple of two numbers. Return the list sorted by the $what, from small to large. Pairs
  that are equal in this respect keep their order.
plan sort the pairs with the $what as key
= return sorted($pairs, key=lambda p: $code)
= ordered = list($pairs)
  ordered.sort(key=lambda p: $code)
  return ordered
! return sorted($pairs)
! return sorted($pairs, key=lambda p: $miss)
in pairs
< []
< [(2, 1), (1, 5), (9, 0), (1, 1)]
# sort-down: sort_pairs_descending, highest_first, reverse_sorted_pairs
($pairs: list[tuple[int, int]]) -> list[tuple[int, int]]
- Sort $pairs by the $what of each pair, largest first; pairs with equal values keep their order
- Return the tuples of $pairs in descending order of their $what, stable for equal values
- Order the pairs in $pairs from the greatest $what to the smallest
plan sort the pairs in reverse with the $what as key
= return sorted($pairs, key=lambda p: $code, reverse=True)
= ordered = list($pairs)
  ordered.sort(key=lambda p: -($code))
  return ordered
! return sorted($pairs, key=lambda p: $code)
! return sorted($pairs, key=lambda p: $code)[::-1]
in pairs
< []
< [(2, 1), (1, 5), (9, 0), (1, 2)]
# best: best_pair, top_pair, pair_with_largest, strongest_pair
($pairs: list[tuple[int, int]]) -> tuple[int, int]
- Return the tuple in $pairs with the largest $what, the first on a tie
- Find the pair of $pairs whose $what is greatest (the earliest if several)
- Given the nonempty list $pairs, pick the pair with the highest $what, the first of equals
> Each element of the nonempty list $pairs is a tuple of two numbers. Return the tuple whose $what is the largest; if
  there are several, return the first of them.
plan compare the pairs by their $what; return the best
= return max($pairs, key=lambda p: $code)
= best = $pairs[0]
  for p in $pairs[1:]:
      if $code > $best_code:
          best = p
  return best
! return min($pairs, key=lambda p: $code)
! return max($pairs)
in pairs
< [(4, 4)]
< [(2, 1), (1, 5), (9, 0)]
# filter: pairs_above, keep_pairs, filter_pairs, select_pairs
($pairs: list[tuple[int, int]], $lim: int) -> list[tuple[int, int]]
- Keep only the tuples of $pairs whose $what is greater than $lim
- Return the pairs in $pairs with a $what above $lim, in order
- Filter $pairs: a pair stays if its $what exceeds $lim
> From the tuples in $pairs, choose those whose $what is greater than $lim. Return them in the original order.
plan compute the $what of each pair; keep those above the limit
= return [p for p in $pairs if $code > $lim]
= kept = []
  for p in $pairs:
      if $code > $lim:
          kept.append(p)
  return kept
! return [p for p in $pairs if $code >= $lim]
! return [p for p in $pairs if $miss > $lim]
in pairs n
< [], 1
< [(2, 1), (1, 5), (9, 0), (1, 1)], 1
< [(2, 1), (1, 5), (9, 0), (4, 1)], 3
# map: values_of_pairs, map_pairs, measure_pairs, per_pair
($pairs: list[tuple[int, int]]) -> list[int]
- Return for each tuple in $pairs its $what
- List the $what of every pair in $pairs
- Map each pair of $pairs to its $what
plan compute the $what of each pair
= return [$code for p in $pairs]
= values = []
  for p in $pairs:
      values.append($code)
  return values
! return [$miss for p in $pairs]
in pairs
< []
< [(2, 1), (1, 5)]
# total: total_of_pairs, sum_over_pairs, add_pairs_up
($pairs: list[tuple[int, int]]) -> int
- Add up the $what of all tuples in $pairs
- Return the total over $pairs of the $what of each pair
- Compute the $what of each pair in $pairs and return the sum of these values
> Compute the $what for each tuple of two numbers in $pairs. Return the sum of all these values, 0 for an empty list.
plan compute the $what of each pair; add them up
= return sum($code for p in $pairs)
= running = 0
  for p in $pairs:
      running += $code
  return running
! return sum($miss for p in $pairs)
in pairs
< []
< [(2, 1), (1, 5)]
# count: count_pairs_above, how_many_pairs, number_of_big_pairs
($pairs: list[tuple[int, int]], $lim: int) -> int
- Count the tuples in $pairs whose $what is at least $lim
- Return how many pairs of $pairs have a $what of $lim or more
plan compute the $what of each pair; count those that reach the limit
= return sum(1 for p in $pairs if $code >= $lim)
= count = 0
  for p in $pairs:
      if $code >= $lim:
          count += 1
  return count
! return sum(1 for p in $pairs if $code > $lim)
! return sum(1 for p in $pairs if $miss >= $lim)
in pairs n
< [], 1
< [(2, 1), (1, 5), (9, 0), (1, 1)], 1
< [(2, 1), (1, 5), (9, 0), (4, 1)], 3
""")


@family("pairs-by-a-part", weight=4.5)
def pairs_by_a_part(rng: Rng) -> Draft:
    """Lists of number pairs sorted, filtered, mapped, totalled by one component or a value of both."""
    key, what, code, miss = pick(rng, PARTS)
    ask = pick(rng, ON_PAIRS)
    best = code.replace("p[", "best[").replace("(p)", "(best)")
    return asked(rng, ask, f"{key}|{ask.key}", what=what, code=code, miss=miss, best_code=best)
