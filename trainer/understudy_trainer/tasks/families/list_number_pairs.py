"""Families over pairs and triples out of one list: in a relation, counted, listed, located."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "two elements ... that", test over a and b, near miss, kind of the parameter, sample)
RELATIONS = (
    ("sum", "add up to $goal", "a + b == $goal", "a + b <= $goal", "goal", "9"),
    ("diff", "differ by exactly $goal", "abs(a - b) == $goal", "a - b == $goal", "n", "3"),
    ("product", "multiply to $goal", "a * b == $goal", "a + b == $goal", "goal", "12"),
    ("above", "have a sum greater than $goal", "a + b > $goal", "a + b >= $goal", "goal", "9"),
    ("near", "differ by at most $goal", "abs(a - b) <= $goal", "abs(a - b) < $goal", "n", "3"),
    ("far", "differ by more than $goal", "abs(a - b) > $goal", "abs(a - b) >= $goal", "n", "3"),
    ("multiple", "have a sum divisible by $goal", "(a + b) % $goal == 0", "a % $goal == 0", "two", "2"),
    ("even", "have an even sum", "(a + b) % 2 == 0", "a % 2 == 0", "", ""),
    ("equal", "are equal", "a == b", "a >= b", "", ""),
    ("descending", "stand in the wrong order (the larger one first)", "a > b", "a >= b", "", ""),
    ("double", "are such that the later is twice the earlier", "b == 2 * a", "a == 2 * b", "", ""),
    ("signs", "have opposite signs", "a * b < 0", "a < 0", "", ""),
)

PAIRS = asks("""
# exists: has_pair, pair_exists, any_pair, contains_pair, two_with_property
($sig) -> bool
- Check whether any two elements of $xs at different positions $that
- Return True if $xs contains two elements that $that
- Tell whether there are two different positions in $xs whose values $that
- Given a list $xs, determine if some pair of its elements satisfies this: they $that
- Find out if at least one pair of elements in $xs exists such that the two $that
> You are given a list of integers $xs. Decide if it contains two elements, at different positions, that $that.
  An element must not be paired with itself. A list with fewer than two elements has no pairs.
zh 判断列表 $xs 中是否存在两个不同位置的元素 a、b（a 在前），使得 $test 成立
plan look at every pair of positions; return True as soon as a pair fits; return False otherwise
= for i, a in enumerate($xs):
      for b in $xs[i + 1 :]:
          if $test:
              return True
  return False
= for i in range(len($xs)):
      for j in range(i + 1, len($xs)):
          a, b = $xs[i], $xs[j]
          if $test:
              return True
  return False
= return any($test for i, a in enumerate($xs) for b in $xs[i + 1 :])
! return any($near for i, a in enumerate($xs) for b in $xs[i + 1 :])
! return any($test for a in $xs for b in $xs)
in $kinds
< [6, 3, 12, 3, -3, 5], $sample
< [4, 8, 2, 1], $sample
< [$edge
< [1, 5], $sample
< [4, 4, 9], $sample
# count: count_pairs, number_of_pairs, pair_count, matching_pairs
($sig) -> int
- Count the pairs of positions i < j in $xs whose elements $that
- Return how many pairs of elements of $xs $that (each pair of positions counts once)
- Given a list $xs, count the unordered pairs of elements that $that
- Return the number of ways to pick two elements of $xs that $that
> A pair consists of two elements of the list $xs at different positions, the earlier one first. Count the pairs that
  $that. The same two positions must not be counted twice.
plan look at every pair of positions once; count the pairs that fit
= $acc = 0
  for i in range(len($xs)):
      for j in range(i + 1, len($xs)):
          a, b = $xs[i], $xs[j]
          if $test:
              $acc += 1
  return $acc
= return sum(1 for i, a in enumerate($xs) for b in $xs[i + 1 :] if $test)
= from itertools import combinations
  return sum(1 for a, b in combinations($xs, 2) if $test)
! return sum(1 for a in $xs for b in $xs if $test)
! return sum(1 for i, a in enumerate($xs) for b in $xs[i + 1 :] if $near)
in $kinds
< [6, 3, 12, 3, -3, 5], $sample
< [4, 8, 2, 1], $sample
< [$edge
# list: find_pairs, all_pairs_with, matching_pairs, list_pairs
($sig) -> list[tuple[int, int]]
- Return all pairs of elements of $xs that $that, as tuples, earlier element first
- List every pair (a, b) with a before b in $xs where the two $that
- Find all pairs of elements in $xs that $that and return them as a list of tuples in order of position
- Given a list $xs, collect as tuples the pairs of elements that $that, keeping the order of the list
> Collect all pairs of elements of $xs that $that. A pair is a tuple whose first element stands earlier in $xs than the
  second one. List the pairs in the order in which a double loop over the list meets them.
plan go through all pairs in order; keep those that fit as tuples
= from itertools import combinations
  return [(a, b) for a, b in combinations($xs, 2) if $test]
= $acc = []
  for i in range(len($xs)):
      for j in range(i + 1, len($xs)):
          a, b = $xs[i], $xs[j]
          if $test:
              $acc.append((a, b))
  return $acc
= return [(a, b) for i, a in enumerate($xs) for b in $xs[i + 1 :] if $test]
! return [(a, b) for a in $xs for b in $xs if $test]
! return [(a, b) for i, a in enumerate($xs) for b in $xs[i + 1 :] if $near]
in $kinds
< [6, 3, 12, 3, -3, 5], $sample
< [4, 8, 2, 1], $sample
< [$edge
# indices: find_positions, pair_indices, two_indices, locate_pair
($sig) -> list[int]
- Return the indices [i, j], i < j, of the first two elements in $xs that $that, or an empty list
- Find positions i < j in $xs whose elements $that; prefer the smallest i, then the smallest j; [] if there are none
- Given $xs, return the two indices of the first elements that $that, or an empty list if no pair does
- Locate two elements of $xs that $that and return their indices as a list, the smallest possible, else []
> Find two positions i < j of $xs such that the elements there $that. If several pairs fit, take the smallest i and for
  it the smallest j. Return [i, j], or an empty list when no pair fits.
plan look at all pairs of indices in order; return the first that fits; return an empty list otherwise
= for i, a in enumerate($xs):
      for j in range(i + 1, len($xs)):
          b = $xs[j]
          if $test:
              return [i, j]
  return []
= for i in range(len($xs) - 1):
      for j in range(i + 1, len($xs)):
          a, b = $xs[i], $xs[j]
          if $test:
              return [i, j]
  return []
! for i, a in enumerate($xs):
      for b in $xs[i + 1 :]:
          if $test:
              return [a, b]
  return []
! for i, a in enumerate($xs):
      for j, b in enumerate($xs):
          if $test:
              return [i, j]
  return []
in $kinds
< [6, 3, 12, 3, -3, 5], $sample
< [4, 8, 2, 1], $sample
< [$edge
""")


@family("pairs-with-relation", weight=5)
def pairs_with_relation(rng: Rng) -> Draft:
    """Two elements in a relation: whether any, how many, all of them, their indices."""
    key, that, test, near, kind, sample = pick(rng, RELATIONS)
    ask = pick(rng, [a for a in PAIRS if (key, a.key) not in (("sum", "exists"), ("near", "exists"))])
    sig = f"$xs: list[int]{', $goal: int' if kind else ''}"
    return asked(
        rng, ask, f"{key}|{ask.key}", that=that, test=test, near=near, sig=sig, kinds=f"signed {kind}",
        sample=sample, edge="]" + (", 1" if kind else ""),
    )  # fmt: skip


TRIPLES = asks("""
# exists: has_triple, triple_exists, any_three
($sig) -> bool
- Check whether three elements of $xs at different positions $that
- Return True if $xs contains three elements that $that
- Determine if there are three different positions in $xs whose values $that
- Tell whether some three elements of the list $xs $that
> Decide if the list $xs contains three elements at three different positions that $that. A list with fewer than three
  elements gives False.
plan look at every combination of three elements; return whether one fits
= n = len($xs)
  for i in range(n):
      for j in range(i + 1, n):
          for k in range(j + 1, n):
              a, b, c = $xs[i], $xs[j], $xs[k]
              if $test:
                  return True
  return False
= from itertools import combinations
  return any($test for a, b, c in combinations($xs, 3))
! return any($test for a in $xs for b in $xs for c in $xs)
! return any($test for a, b, c in zip($xs, $xs[1:], $xs[2:]))
in $kinds
< $edge
< [0, 1$tail
# count: count_triples, number_of_triples, three_count
($sig) -> int
- Count the triples of positions i < j < k in $xs whose elements $that
- Return how many ways there are to pick three elements of $xs that $that
- Given a list $xs, count the combinations of three elements that $that
- Return the number of unordered triples of elements in $xs that $that
plan go through all combinations of three; count those that fit
= from itertools import combinations
  return sum(1 for a, b, c in combinations($xs, 3) if $test)
= count = 0
  for i in range(len($xs)):
      for j in range(i + 1, len($xs)):
          for k in range(j + 1, len($xs)):
              a, b, c = $xs[i], $xs[j], $xs[k]
              if $test:
                  count += 1
  return count
! return sum(1 for a in $xs for b in $xs for c in $xs if $test)
! return sum(1 for a, b, c in zip($xs, $xs[1:], $xs[2:]) if $test)
in $kinds
< $edge
# list: find_triples, triples_with, list_triples
($sig) -> list[tuple[int, int, int]]
- List the triples of elements of $xs that $that, in order of position
- Return every tuple (a, b, c) of elements of $xs, in list order, where the three $that
- Find all combinations of three elements of $xs that $that and return them as tuples
- Collect the tuples of three elements of the list $xs (earlier elements first) that $that
plan go through all combinations of three; keep those that fit
= from itertools import combinations
  return [(a, b, c) for a, b, c in combinations($xs, 3) if $test]
= $acc = []
  for i, a in enumerate($xs):
      for j, b in enumerate($xs[i + 1 :], i + 1):
          for c in $xs[j + 1 :]:
              if $test:
                  $acc.append((a, b, c))
  return $acc
! return [(a, b, c) for a, b, c in zip($xs, $xs[1:], $xs[2:]) if $test]
in $kinds
< $edge
""")

THREES = (
    ("sum", "add up to $goal", "a + b + c == $goal", "goal"),
    ("equal", "are all equal", "a == b == c", ""),
    ("middle", "are such that the middle one is the sum of the outer two", "a + c == b", ""),
    ("rising", "are strictly increasing from left to right", "a < b < c", ""),
    ("below", "have a sum smaller than $goal", "a + b + c < $goal", "goal"),
    ("steps", "form equal steps (second minus first equals third minus second)", "b - a == c - b", ""),
    ("triangle", "could be the sides of a triangle (each smaller than the sum of the other two)",
     "a < b + c and b < a + c and c < a + b", ""),
)  # fmt: skip


@family("triples-with-relation", weight=3, held_out=True)
def triples_with_relation(rng: Rng) -> Draft:
    """Three elements in a relation: whether any, how many, all of them."""
    key, that, test, kind = pick(rng, THREES)
    ask = pick(rng, TRIPLES[1:] if key == "sum" else TRIPLES)
    sig = f"$xs: list[int]{', $goal: int' if kind else ''}"
    edge = "[0, 0, 1, 0, 2]" + (", 1" if kind else "")
    return asked(
        rng, ask, f"{key}|{ask.key}", that=that, test=test, sig=sig, kinds=f"digits {kind}", edge=edge,
        tail="], 1" if kind else "]",
    )  # fmt: skip
