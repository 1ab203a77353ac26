"""Families over two lists of equal or different length, position by position: judged, counted, combined."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, fact over the elements "a of xs" and "b of ys", test, near miss, parameter kind)
POSITIONS = (
    ("same", "are equal", "a == b", "a <= b"),
    ("differ", "are different", "a != b", "a < b"),
    ("less", "are such that the one in $xs is smaller", "a < b", "a <= b"),
    ("more", "are such that the one in $xs is larger", "a > b", "a >= b"),
    ("near", "differ by at most $tol", "abs(a - b) <= $tol", "abs(a - b) < $tol"),
    ("far", "differ by more than $tol", "abs(a - b) > $tol", "abs(a - b) >= $tol"),
    ("sum", "add up to $goal", "a + b == $goal", "a + b <= $goal"),
    ("parity", "are both even or both odd", "a % 2 == b % 2", "a == b"),
    ("multiple", "are such that the one in $xs is a multiple of the nonzero one in $ys",
     "b != 0 and a % b == 0", "a != 0 and b % a == 0"),
)  # fmt: skip

AGREE = asks("""
# count: count_positions, count_matches, positions_where, how_many_positions
($sig) -> int
- Count the positions at which the elements of $xs and $ys $fact
- Return how many index positions there are where the elements of $xs and $ys $fact
- Compare $xs and $ys element by element and count the pairs that $fact
- Given two lists $xs and $ys, return the number of indices at which their elements $fact
* Ignore the excess of the longer list
> The lists $xs and $ys belong together: the elements at the same index form a pair. Count the pairs whose elements
  $fact. If one list is longer, its surplus is ignored.
zh 统计 $xs 与 $ys 对应位置元素 a、b 满足 $test 的位置数
plan pair the lists up; count the pairs that fit
= return sum(1 for a, b in zip($xs, $ys) if $test)
= count = 0
  for i in range(min(len($xs), len($ys))):
      a, b = $xs[i], $ys[i]
      if $test:
          count += 1
  return count
! return sum(1 for a, b in zip($xs, $ys) if $near)
! return sum(1 for a in $xs for b in $ys if $test)
in twins $kind
< [], []$sample
< [1, 2, 3], [1, 0]$sample
# indices: matching_positions, indices_where, compare_positions, find_positions
($sig) -> list[int]
- Return the indices at which the elements of $xs and $ys $fact
- List all positions where the elements of $xs and $ys $fact
- Compare $xs with $ys position by position and collect each index whose two elements $fact
* Stop at the end of the shorter list
plan pair the lists up with an index; keep the indices of the pairs that fit
= return [i for i, (a, b) in enumerate(zip($xs, $ys)) if $test]
= found = []
  for i, (a, b) in enumerate(zip($xs, $ys)):
      if $test:
          found.append(i)
  return found
! return [i for i, (a, b) in enumerate(zip($xs, $ys)) if $near]
! return [a for a, b in zip($xs, $ys) if $test]
in twins $kind
< [], []$sample
< [1, 2, 3], [1, 0]$sample
# first: first_position, first_index_where, earliest_position, where_first
($sig) -> int
- Return the first index at which the elements of $xs and $ys $fact, or -1
- Find the earliest position where the elements of $xs and $ys $fact; return -1 if there is none
- Walk through $xs and $ys together until the elements $fact, and return that index, else -1
* Stop at the end of the shorter list
plan walk through both lists; return the first index that fits; return -1 otherwise
= for i, (a, b) in enumerate(zip($xs, $ys)):
      if $test:
          return i
  return -1
= return next((i for i, (a, b) in enumerate(zip($xs, $ys)) if $test), -1)
! for i, (a, b) in enumerate(zip($xs, $ys)):
      if $near:
          return i
  return -1
! for i, (a, b) in enumerate(zip($xs, $ys), 1):
      if $test:
          return i
  return -1
in twins $kind
< [], []$sample
< [1, 2, 3], [1, 0]$sample
# all: all_positions, everywhere, holds_everywhere, match_throughout
($sig) -> bool
- Check whether $xs and $ys have the same length and at every index the two elements $fact
- Return True if the lists are equally long and all their elements at equal positions $fact
- Determine if $xs and $ys, having the same number of elements, at each position $fact
plan compare the lengths; check all pairs
= return len($xs) == len($ys) and all($test for a, b in zip($xs, $ys))
= if len($xs) != len($ys):
      return False
  for a, b in zip($xs, $ys):
      if $off:
          return False
  return True
! return all($test for a, b in zip($xs, $ys))
! return len($xs) == len($ys) and any($test for a, b in zip($xs, $ys))
in twins $kind
< [], []$sample
< [1, 2, 3], [1, 2]$sample
< [4], [4]$sample
< [6], [3]$sample
< [3, 4], [7, 9]$sample
# pairs: pairs_where, collect_pairs, matching_pairs, zip_where
($sig) -> list[tuple[int, int]]
- Pair $xs and $ys up by position and return the pairs whose elements $fact
- Return the tuples of elements at equal positions of $xs and $ys that $fact
- Zip $xs with $ys, keeping only the pairs whose elements $fact
* Stop at the end of the shorter list
plan pair the lists up; keep the pairs that fit
= return [(a, b) for a, b in zip($xs, $ys) if $test]
= found = []
  for i in range(min(len($xs), len($ys))):
      a, b = $xs[i], $ys[i]
      if $test:
          found.append((a, b))
  return found
! return [(a, b) for a, b in zip($xs, $ys) if $near]
! return [(b, a) for a, b in zip($xs, $ys) if $test]
in twins $kind
< [], []$sample
< [1, 2, 3], [1, 0]$sample
""")


@family("lists-compared-by-position", weight=5)
def lists_compared_by_position(rng: Rng) -> Draft:
    """Two lists position by position: how many fit, where, the first, all, the pairs."""
    key, fact, test, near = pick(rng, POSITIONS)
    ask = pick(rng, AGREE)
    name = next((n for n in ("$tol", "$goal") if n in fact), "")
    return asked(
        rng, ask, f"{key}|{ask.key}", fact=fact, test=test, near=near, kind={"": "", "$tol": "two"}.get(name, "goal"),
        sig=f"$xs: list[int], $ys: list[int]{f', {name}: int' if name else ''}", sample=", 2" if name else "",
    )  # fmt: skip


# (key, phrase, expression over a and b, near miss)
OPERATIONS = (
    ("add", "sums", "a + b", "a - b"),
    ("subtract", "differences (first minus second)", "a - b", "b - a"),
    ("distance", "absolute differences", "abs(a - b)", "a - b"),
    ("multiply", "products", "a * b", "a + b"),
    ("larger", "larger values", "max(a, b)", "min(a, b)"),
    ("smaller", "smaller values", "min(a, b)", "max(a, b)"),
    ("scaled", "values of $xs plus $k times those of $ys", "a + $k * b", "$k * a + b"),
    ("average", "rounded down averages", "(a + b) // 2", "a + b // 2"),
)

COMBINED = asks("""
# strict: ${verb}_lists, elementwise, combine_lists, pairwise_values
($sig) -> list[int]
- Return the element-wise $what of $xs and $ys, raising ValueError if their lengths differ
- Combine $xs and $ys position by position into a list of $what; lists of different length raise a ValueError
- Compute for every index the result from $xs and $ys ($what); raise ValueError for unequal lengths
* Raise ValueError if $xs and $ys differ in length
plan raise an error for different lengths; pair the lists up; compute each result
= if len($xs) != len($ys):
      raise ValueError("lists differ in length")
  return [$code for a, b in zip($xs, $ys)]
= return [$code for a, b in zip($xs, $ys, strict=True)]
! if len($xs) != len($ys):
      return []
  return [$near for a, b in zip($xs, $ys)]
in twins $kind
< [], []$sample
< [4], [1]$sample
x [1, 2], [3]$sample
# padded: ${verb}_padded, combine_padded, elementwise_with_zeros
($sig) -> list[int]
- Return the element-wise $what of $xs and $ys, treating missing elements of the shorter list as 0
- Combine $xs and $ys by position into their $what; pad the shorter list with zeros
- List the $what of $xs and $ys at each index, where the list that ends first counts as 0 from there on
> Two series of different length are combined position by position. Return the list of $what. Where one series has
  already ended, use 0 for it.
plan pair the lists up, filling with zeros; compute each result
= from itertools import zip_longest
  return [$code for a, b in zip_longest($xs, $ys, fillvalue=0)]
= result = []
  for i in range(max(len($xs), len($ys))):
      a = $xs[i] if i < len($xs) else 0
      b = $ys[i] if i < len($ys) else 0
      result.append($code)
  return result
! return [$code for a, b in zip($xs, $ys)]
in twins $kind
< [], [2, 3]$sample
< [4, 5], [1]$sample
# tuple: ${verb}_tuples, tuple_combine, tuple_elementwise
($tsig) -> tuple[int, ...]
- Return a tuple with the element-wise $what of the tuples $xs and $ys
- Combine the equally long tuples $xs and $ys into a tuple of $what
- Compute the $what of $xs and $ys index by index and return them as a tuple
plan pair the tuples up; compute each result; make a tuple
= return tuple($code for a, b in zip($xs, $ys))
= result = []
  for i in range(len($xs)):
      a, b = $xs[i], $ys[i]
      result.append($code)
  return tuple(result)
! return [$code for a, b in zip($xs, $ys)]
! return tuple($near for a, b in zip($xs, $ys))
< (1, 2, 3), (4, 5, 6)$sample
< (7, 0), (2, 9)$sample
< (5,), (3,)$sample
< (-1, 8, 2, 2), (6, -3, 2, 0)$sample
# total: total_${verb}, sum_of_combined, combined_total
($sig) -> int
- Add up the element-wise $what of $xs and $ys
- Return the sum over all positions of the $what of $xs and $ys
- Compute the $what of $xs and $ys index by index and return their total
* Ignore the excess of the longer list
plan pair the lists up; compute each result; add them up
= return sum($code for a, b in zip($xs, $ys))
= running = 0
  for a, b in zip($xs, $ys):
      running += $code
  return running
! return sum($near for a, b in zip($xs, $ys))
! return sum($code for a in $xs for b in $ys)
in twins $kind
< [], [2, 3]$sample
< [4, 5], [1]$sample
# best: best_${verb}, index_of_best, strongest_position
($sig) -> int
- Return the index with the largest of the element-wise $what of $xs and $ys, the first on a tie, -1 without elements
- Find the position at which the $what of $xs and $ys are greatest (leftmost if tied), or -1 if a list is empty
* Stop at the end of the shorter list
plan compute each result; return the index of the largest or -1
= results = [$code for a, b in zip($xs, $ys)]
  return results.index(max(results)) if results else -1
= best, where = None, -1
  for i, (a, b) in enumerate(zip($xs, $ys)):
      value = $code
      if best is None or value > best:
          best, where = value, i
  return where
! results = [$code for a, b in zip($xs, $ys)]
  return max(results) if results else -1
! results = [$near for a, b in zip($xs, $ys)]
  return results.index(max(results)) if results else -1
in twins $kind
< [], [2, 3]$sample
< [4, 5], [1]$sample
""")


@family("lists-combined-by-position", weight=4.5)
def lists_combined_by_position(rng: Rng) -> Draft:
    """Element-wise arithmetic of two lists or tuples: strict, padded, as a tuple, totalled, the best index."""
    key, what, code, near = pick(rng, OPERATIONS)
    ask = pick(rng, COMBINED[3:] if key == "distance" else COMBINED)
    extra = key == "scaled"
    more = ", $k: int" if extra else ""
    return asked(
        rng, ask, f"{key}|{ask.key}", what=what, code=code, near=near, verb=key, kind="two" if extra else "",
        sample=", 3" if extra else "", sig=f"$xs: list[int], $ys: list[int]{more}",
        tsig=f"$xs: tuple[int, ...], $ys: tuple[int, ...]{more}",
    )  # fmt: skip
