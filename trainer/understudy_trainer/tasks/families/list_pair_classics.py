"""Family of single functions over pairs: the smallest gap, the largest product."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

PAIRINGS = asks("""
# smallest-gap: min_difference, smallest_gap, closest_distance
($xs: list[int]) -> int
- Return the smallest difference between any two elements of $xs
- Compute how close the two nearest numbers of $xs are to each other
- Find the minimum distance between two values at different positions of $xs
* Return 0 if there are fewer than two elements
plan sort; subtract neighbours; take the smallest difference
= ordered = sorted($xs)
  return min((b - a for a, b in zip(ordered, ordered[1:])), default=0)
= if len($xs) < 2:
      return 0
  return min(abs(a - b) for i, a in enumerate($xs) for b in $xs[i + 1 :])
! return min((abs(b - a) for a, b in zip($xs, $xs[1:])), default=0)
in ints
< [8]
< [1, 9, 2, 10]
# max-product: largest_product, max_pair_product, best_product
($xs: list[int]) -> int | None
- Return the largest product of two elements of $xs at different positions
- Find the maximum product that two numbers out of $xs can have
- Given $xs, multiply two of its elements so that the result is as large as possible and return it
* Return None if $xs has fewer than two elements
> Choose two elements of $xs, at different positions, whose product is as large as possible, and return that product.
  Mind that two negative numbers have a positive product. With fewer than two elements return None.
plan sort; compare the product of the two smallest with that of the two largest
= if len($xs) < 2:
      return None
  ordered = sorted($xs)
  return max(ordered[0] * ordered[1], ordered[-1] * ordered[-2])
= from itertools import combinations
  return max((a * b for a, b in combinations($xs, 2)), default=None)
! if len($xs) < 2:
      return None
  ordered = sorted($xs)
  return ordered[-1] * ordered[-2]
in signed
< [-8, -7, 1, 3]
< [4]
< [-2, 3]
""")


@family("pair-classics", weight=1.5)
def pair_classics(rng: Rng) -> Draft:
    """The smallest gap, the largest product."""
    return one_of(rng, PAIRINGS)
