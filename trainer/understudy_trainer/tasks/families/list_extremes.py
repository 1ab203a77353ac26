"""Families over extremes: the best by a measure, its index, the k best, gaps between extremes, nearest to a target."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks, one_of

# (key, noun phrase, test, kind of parameter or "")
AMONG = (
    ("negative", "negative numbers", "$v < 0", ""),
    ("positive", "positive numbers", "$v > 0", ""),
    ("even", "even numbers", "$v % 2 == 0", ""),
    ("odd", "odd numbers", "$v % 2 == 1", ""),
    ("below", "numbers smaller than $lim", "$v < $lim", "val"),
    ("above", "numbers greater than $lim", "$v > $lim", "val"),
    ("multiple", "multiples of $lim", "$v % $lim == 0", "two"),
    ("other", "numbers different from $lim", "$v != $lim", "val"),
)

ENDS = (("largest", "max", "min", ">"), ("smallest", "min", "max", "<"))

BEST = asks("""
# value: ${word}_${key}, find_${word}, ${word}_matching, ${word}_${key}_number, extreme_of
($xs: list[int]$more) -> int | None
- Return the $word of the $what in $xs, or None if there are none
- Find the $word of all $what in $xs; return None when there is no such number
- Among the $what in $xs, return the $word (None if $xs contains none)
- Given a list $xs, look only at the $what and return the $word one, else None
> Only the $what in $xs are of interest. Return the $word one of them. If $xs contains no such number, return None.
zh 返回 $xs 中满足条件（$test）的元素里 $word 的一个，没有则返回 None
plan keep the $what; return the $word or None
= return $fn(($v for $v in $xs if $test), default=None)
= best = None
  for $v in $xs:
      if $test and (best is None or $v $sign best):
          best = $v
  return best
= found = [$v for $v in $xs if $test]
  return $fn(found) if found else None
! return $miss(($v for $v in $xs if $test), default=None)
! return $fn($xs, default=None)
in signed $kind
< []$sample
< [1]$sample
< [-3, -6]$sample
# index: index_of_${word}, position_of_${word}, where_${word}, locate_${word}
($xs: list[int]$more) -> int
- Return the index of the $word of the $what in $xs, the first on a tie, or -1 if there are none
- Find the position of the $word among the $what in $xs (leftmost if repeated); -1 when no number qualifies
- Return where the $word of the $what stands in $xs; use its first occurrence, and -1 if there is none
> Look for the $word of the $what in $xs and return its index. If it occurs several times, return the smallest index.
  If
  no element qualifies, return -1.
plan keep the indices of the $what; take the one with the $word value; return -1 if there is none
= found = [i for i, $v in enumerate($xs) if $test]
  return $fn(found, key=lambda i: $xs[i], default=-1)
= best = -1
  for i, $v in enumerate($xs):
      if $test and (best == -1 or $v $sign $xs[best]):
          best = i
  return best
! return $xs.index($fn($xs)) if $xs else -1
! found = [i for i, $v in enumerate($xs) if $test]
  return $miss(found, key=lambda i: $xs[i], default=-1)
in signed $kind
< []$sample
< [1]$sample
< [2, 2, -6, -6]$sample
# few: ${word}_few, pick_${word}, top_of_kind, several_${word}
($xs: list[int], $k: int$more) -> list[int]
- Return the $k $word of the $what in $xs, $word first
- List up to $k of the $what in $xs, beginning with the $word
- Sort the $what of $xs so that the $word comes first and return the first $k of them
- Given $xs, return the $k $word numbers among the $what; fewer if there are not enough
> From the list $xs only the $what matter. Sort them so that the $word is first, and return no more than $k of them.
plan keep the $what; sort them with the $word first; take the first $k
= return sorted(($v for $v in $xs if $test)$reverse)[:$k]
= found = [$v for $v in $xs if $test]
  found.sort($args)
  return found[:$k]
! return sorted(($v for $v in $xs if $test)$wrong)[:$k]
! return sorted($xs$reverse)[:$k]
in signed two $kind
< [], 1$sample
< [1, -3, -6, 2], 5$sample
# default: ${word}_or_default, ${word}_with_default, ${word}_or
($xs: list[int], $fill: int$more) -> int
- Return the $word of the $what in $xs, or $fill if there are none
- Find the $word among the $what of $xs and fall back to $fill when no number qualifies
- Return the $word one of the $what in $xs; if $xs has no such number, return $fill
> Only the $what in $xs matter. Return the $word of them. If $xs contains none, return $fill instead.
plan keep the $what; return the $word; return $fill if there is none
= return $fn(($v for $v in $xs if $test), default=$fill)
= found = [$v for $v in $xs if $test]
  if not found:
      return $fill
  return $fn(found)
! return $miss(($v for $v in $xs if $test), default=$fill)
! return $fn($xs, default=$fill)
in signed n $kind
< [], 7$sample
< [1], 4$sample
< [-3, -6], 8$sample
""")


@family("extreme-among-some", weight=4.5)
def extreme_among_some(rng: Rng) -> Draft:
    """The largest or smallest of the numbers of a kind: value, index, several, with a default."""
    key, what, test, kind = pick(rng, AMONG)
    word, fn, miss, sign = pick(rng, ENDS)
    ask = pick(rng, [a for a in BEST if (key, word, a.key) != ("even", "smallest", "index")])
    down = fn == "max"
    return asked(
        rng, ask, f"{key}|{word}|{ask.key}", key=key, what=what, test=test, kind=kind, word=word, fn=fn, miss=miss,
        sign=sign, more=", $lim: int" if kind else "", sample=", 2" if kind else "",
        args="reverse=True" if down else "", reverse=", reverse=True" if down else "",
        wrong="" if down else ", reverse=True",
    )  # fmt: skip


EXTREMES = asks("""
# distance: distance_of_extremes, extremes_apart, index_gap
($xs: list[int]) -> int
- Return how far apart the first maximum and the first minimum of $xs stand, as a difference of indices
- Compute the distance between the positions of the largest and the smallest element of $xs (first occurrences)
- Return the absolute difference of the indices at which the maximum and the minimum of $xs first occur
* Return 0 if $xs is empty
plan return 0 for an empty list; find both indices; return their distance
= if not $xs:
      return 0
  return abs($xs.index(max($xs)) - $xs.index(min($xs)))
= if not $xs:
      return 0
  high = max(range(len($xs)), key=lambda i: $xs[i])
  low = min(range(len($xs)), key=lambda i: $xs[i])
  return abs(high - low)
! return max($xs, default=0) - min($xs, default=0)
! if not $xs:
      return 0
  return $xs.index(max($xs)) - $xs.index(min($xs))
in ints
< []
< [4, 9, 1, 9]
# without: without_extremes, drop_min_and_max, trim_extremes
($xs: list[int]) -> list[int]
- Remove one smallest and one largest element (the first of each) from $xs and keep the order of the rest
- Return $xs without the first occurrence of its minimum and of its maximum
* Return an empty list if $xs has fewer than three elements
> A judge's highest and lowest marks do not count. Remove the first highest and the first lowest mark from $xs and
  return
  the others in order. With fewer than three marks nothing is left.
plan return an empty list for short lists; copy; remove the minimum and the maximum
= if len($xs) < 3:
      return []
  rest = list($xs)
  rest.remove(min($xs))
  rest.remove(max($xs))
  return rest
! return [$v for $v in $xs if min($xs) < $v < max($xs)]
! return sorted($xs)[1:-1]
in ints
< []
< [3, 3, 3]
< [5, 1, 5, 1]
# all-positions: positions_of_max, all_max_indices, where_largest
($xs: list[int]) -> list[int]
- Return all indices at which the maximum of $xs occurs
- List every position of the largest element in $xs
- Find the indexes of all elements of $xs equal to its maximum, in ascending order
> The largest value of $xs may occur several times. Return the list of all indices where it occurs, in ascending
  order.
plan find the maximum once; keep the indices where it stands
= best = max($xs, default=None)
  return [i for i, $v in enumerate($xs) if $v == best]
= best = None
  places = []
  for i, $v in enumerate($xs):
      if best is None or $v > best:
          best, places = $v, [i]
      elif $v == best:
          places.append(i)
  return places
! return [$xs.index(max($xs))] if $xs else []
in small
< []
< [2, 2]
# times-max: count_of_max, how_many_maxima, tallest_count
($xs: list[int]) -> int
- Count how often the largest value occurs in $xs
- Return the number of elements of $xs that equal the maximum
- Find how many times the greatest number appears in $xs, 0 for an empty list
plan find the maximum; count it
= return $xs.count(max($xs)) if $xs else 0
= best, times = None, 0
  for $v in $xs:
      if best is None or $v > best:
          best, times = $v, 1
      elif $v == best:
          times += 1
  return times
! return $xs.count(min($xs)) if $xs else 0
in small
< []
< [3, 3, 1]
# closest: closest_to, nearest_value, best_match
($xs: list[int], $goal: int) -> int | None
- Return the element of $xs closest to $goal, the smaller one on a tie
- Find the number in $xs with the least distance to $goal; of two equally near ones take the smaller
* Return None if $xs is empty
> Return the value in $xs that lies nearest to $goal. If two values are equally near, one below and one above, return
  the
  smaller one. An empty list gives None.
zh 返回 $xs 中最接近 $goal 的元素，距离相同时取较小者，空列表返回 None
plan compare by distance and then by value; take the smallest
= return min($xs, key=lambda $v: (abs($v - $goal), $v), default=None)
= best = None
  for $v in sorted($xs):
      if best is None or abs($v - $goal) < abs(best - $goal):
          best = $v
  return best
! return min($xs, key=lambda $v: $v - $goal, default=None)
! return min($xs, key=lambda $v: (abs($v - $goal), -$v), default=None)
in ints goal
< [], 4
< [7, 3], 5
# k-closest: k_closest, nearest_few, closest_values
($xs: list[int], $goal: int, $k: int) -> list[int]
- Return the $k elements of $xs closest to $goal, nearest first, smaller ones first on ties
- List the $k numbers of $xs with the smallest distance to $goal in order of distance, then of value
- Sort $xs by distance from $goal (ties by value) and return the first $k
plan sort by distance and value; take the first ones
= return sorted($xs, key=lambda $v: (abs($v - $goal), $v))[:$k]
= ordered = sorted($xs)
  ordered.sort(key=lambda $v: abs($v - $goal))
  return ordered[:$k]
! return sorted($xs, key=lambda $v: $v - $goal)[:$k]
in ints goal two
< [], 4, 2
< [7, 3, 5], 5, 2
# k-largest-in-order: largest_in_order, keep_k_largest, top_values_in_place
($xs: list[int], $k: int) -> list[int]
- Return the $k largest elements of $xs in the order in which they stand in $xs; earlier ones win ties
- Keep only the $k greatest numbers of $xs without changing their order (of equal numbers keep the earlier)
- Drop all but the $k largest values from $xs, leaving the order as it is, earlier copies preferred
plan rank the indices by value; take the best ones; return their elements in list order
= best = sorted(range(len($xs)), key=lambda i: -$xs[i])[:$k]
  return [$xs[i] for i in sorted(best)]
= kept = sorted($xs, reverse=True)[:$k]
  found = []
  for $v in $xs:
      if $v in kept:
          kept.remove($v)
          found.append($v)
  return found
! return sorted($xs, reverse=True)[:$k]
! return $xs[:$k]
in ints two
< [], 2
< [1, 9, 3, 9], 2
""")


@family("extremes-classics", weight=2.5)
def extremes_classics(rng: Rng) -> Draft:
    """Extremes: distance, removal, positions, nearest to a target."""
    return one_of(rng, EXTREMES)
