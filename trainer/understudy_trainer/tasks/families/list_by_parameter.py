"""Families over a list of numbers whose threshold, divisor or bounds are parameters, never literals."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, noun phrase, test, near miss, parameters, kinds, samples)
WANTED = (
    ("above", "numbers greater than $lim", "$v > $lim", "$v >= $lim", "$lim: int", "lim", "3"),
    ("atleast", "numbers that are at least $lim", "$v >= $lim", "$v > $lim", "$lim: int", "lim", "3"),
    ("below", "numbers smaller than $lim", "$v < $lim", "$v <= $lim", "$lim: int", "lim", "3"),
    ("atmost", "numbers not exceeding $lim", "$v <= $lim", "$v < $lim", "$lim: int", "lim", "3"),
    ("multiple", "multiples of $k", "$v % $k == 0", "$v % $k == 1", "$k: int", "two", "3"),
    ("nondivisible", "numbers not divisible by $k", "$v % $k != 0", "$v // $k != 0", "$k: int", "two", "3"),
    ("between", "numbers from $low to $high (inclusive)", "$low <= $v <= $high", "$low < $v < $high",
     "$low: int, $high: int", "zero goal", "0, 3"),
    ("inside", "numbers strictly between $low and $high", "$low < $v < $high", "$low <= $v <= $high",
     "$low: int, $high: int", "zero goal", "0, 3"),
    ("outside", "numbers smaller than $low or greater than $high", "$v < $low or $v > $high",
     "$v < $low and $v > $high", "$low: int, $high: int", "zero goal", "0, 3"),
    ("near", "numbers at most $tol away from $goal", "abs($v - $goal) <= $tol", "abs($v - $goal) < $tol",
     "$goal: int, $tol: int", "goal two", "4, 1"),
    ("far", "numbers more than $tol away from $goal", "abs($v - $goal) > $tol", "abs($v - $goal) >= $tol",
     "$goal: int, $tol: int", "goal two", "4, 1"),
    ("other", "numbers different from $val", "$v != $val", "$v > $val", "$val: int", "val", "3"),
    ("member", "numbers contained in $ys", "$v in $ys", "$v not in $ys", "$ys: list[int]", "digits", "[3, 4]"),
    ("missing", "numbers not contained in $ys", "$v not in $ys", "$v in $ys", "$ys: list[int]", "digits", "[3, 4]"),
    ("remainder", "numbers that leave the remainder $x when divided by $k", "$v % $k == $x", "$v // $k == $x",
     "$k: int, $x: int", "two val", "3, 1"),
)  # fmt: skip

USES = asks("""
# count: count_matching, how_many, number_of_hits, tally_numbers
($xs: list[int], $more) -> int
- Count the $what in $xs
- Return how many $what there are in $xs
- Given a list $xs, return the number of $what
- Return the number of elements of $xs that belong to the $what
> A list of integers $xs is given. Count the $what in it. The count is 0 for an empty list.
zh 统计 $xs 中满足 $test 的元素个数
plan test each number; count those that pass
= return sum(1 for $v in $xs if $test)
= $acc = 0
  for $v in $xs:
      if $test:
          $acc += 1
  return $acc
= return len([$v for $v in $xs if $test])
! return sum(1 for $v in $xs if $near)
! return sum($v for $v in $xs if $test)
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
# list: select_numbers, filter_numbers, matching_numbers, keep_numbers
($xs: list[int], $more) -> list[int]
- Return the $what in $xs, in order
- Keep only the $what of $xs
- Filter $xs so that only the $what remain
- Build a new list from $xs with just the $what
- Drop everything from $xs that is not among the $what
> Return a new list with the $what out of $xs. The order stays as it is and repeated values are all kept.
zh 返回 $xs 中满足 $test 的所有元素，保持顺序
plan test each number; keep those that pass
= return [$v for $v in $xs if $test]
= kept = []
  for $v in $xs:
      if $test:
          kept.append($v)
  return kept
= return list(filter(lambda $v: $test, $xs))
! return [$v for $v in $xs if $near]
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
# sum: sum_matching, total_of_selected, add_matching
($xs: list[int], $more) -> int
- Return the sum of the $what in $xs
- Add up all $what found in $xs
- Sum only those elements of $xs that are $what
- Compute the total of the $what in the list $xs
> Not every number of $xs counts: add up just the $what and return the total, 0 if there are none.
plan test each number; add up those that pass
= return sum($v for $v in $xs if $test)
= $acc = 0
  for $v in $xs:
      if $test:
          $acc += $v
  return $acc
! return sum($v for $v in $xs if $near)
! return sum(1 for $v in $xs if $test)
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
# remove: remove_numbers, without_matching, discard, leave_out
($xs: list[int], $more) -> list[int]
- Remove the $what from $xs
- Return $xs without the $what
- Leave out all $what and return the remaining elements of $xs in order
- Return a copy of $xs from which the $what have been dropped
> The list $xs contains elements that are not wanted: the $what. Return a new list without them, in the original
  order.
plan test each number; skip those that pass; keep the others
= return [$v for $v in $xs if $off]
= rest = []
  for $v in $xs:
      if $test:
          continue
      rest.append($v)
  return rest
! return [$v for $v in $xs if $test]
! return [$v for $v in $xs if not ($near)]
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
# any: has_matching, contains_matching, any_matching, exists
($xs: list[int], $more) -> bool
- Check whether $xs contains any $what
- Return True if there are $what in $xs
- Tell whether at least one element of $xs belongs to the $what
- Determine if some of the $what occur in $xs
> Find out if the list $xs contains at least one of the $what. Return True or False; an empty list contains none.
plan test each number; return True as soon as one passes
= return any($test for $v in $xs)
= for $v in $xs:
      if $test:
          return True
  return False
! return any($near for $v in $xs)
! return all($test for $v in $xs)
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
< [3], $sample
< [7], $sample
# all: all_matching, only_matching, every_number, check_all
($xs: list[int], $more) -> bool
- Check whether all elements of $xs are $what
- Return True if $xs contains only $what
- Determine if every number in $xs belongs to the $what
- Tell whether there is nothing but $what in $xs
* Return True if $xs is empty
> A list is accepted if it holds nothing but $what. Return whether $xs is accepted. The empty list is.
plan test each number; return False as soon as one fails
= return all($test for $v in $xs)
= for $v in $xs:
      if $off:
          return False
  return True
! return all($near for $v in $xs)
! return any($test for $v in $xs)
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
< [3], $sample
< [7], $sample
# first: first_matching, find_first, earliest_match
($xs: list[int], $more) -> int | None
- Return the first of the $what in $xs, or None
- Find the earliest element of $xs that is one of the $what; return None if there is none
- Go through $xs and return the first number out of the $what, None without a match
> Read $xs from the left and return the first number that belongs to the $what. If there is no such number, return
  None.
plan go through the list; return the first number that passes; return None otherwise
= for $v in $xs:
      if $test:
          return $v
  return None
= return next(($v for $v in $xs if $test), None)
! for $v in $xs:
      if $near:
          return $v
  return None
! for $v in reversed($xs):
      if $test:
          return $v
  return None
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
# last-index: last_index_of, last_position, final_match
($xs: list[int], $more) -> int
- Return the index of the last of the $what in $xs, or -1
- Find the last position in $xs that holds one of the $what; give -1 when there is none
- Determine at which index the final one of the $what stands in $xs, -1 if no element qualifies
> Consider the $what in the list $xs. Return the index of the last one, counting from 0, or -1 if there are none.
plan go backwards through the indices; return the first one that passes; return -1 otherwise
= for i in range(len($xs) - 1, -1, -1):
      $v = $xs[i]
      if $test:
          return i
  return -1
= return max((i for i, $v in enumerate($xs) if $test), default=-1)
! for i, $v in enumerate($xs):
      if $test:
          return i
  return -1
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
# mean: mean_of_matching, average_of_selected, average_matching
($xs: list[int], $more) -> float
- Return the average of the $what in $xs, rounded to 2 decimals, or 0.0 if there are none
- Compute the mean of those elements of $xs that are $what (two decimals, 0.0 without any)
- Average the $what of $xs and round to 2 places; the result is 0.0 when no number qualifies
> Only the $what in $xs are of interest. Return their average, rounded to 2 decimals. If $xs contains none of them,
  return 0.0.
plan keep the numbers that pass; return 0.0 without any; divide the sum by the count and round
= kept = [$v for $v in $xs if $test]
  return round(sum(kept) / len(kept), 2) if kept else 0.0
= running = count = 0
  for $v in $xs:
      if $test:
          running += $v
          count += 1
  return round(running / count, 2) if count else 0.0
! kept = [$v for $v in $xs if $test]
  return round(sum(kept) / len($xs), 2) if kept else 0.0
! kept = [$v for $v in $xs if $near]
  return round(sum(kept) / len(kept), 2) if kept else 0.0
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
# compare: more_matching, majority_matches, mostly_matching
($xs: list[int], $more) -> bool
- Check whether more than half of the elements of $xs are $what
- Return True if the $what outnumber all other elements of $xs
- Tell whether most of the numbers in $xs (more than half) are $what
> Return True if the $what make up more than half of the list $xs. Exactly half is not enough, and an empty list
  gives False.
plan count the numbers that pass; compare twice the count with the length
= return sum(1 for $v in $xs if $test) * 2 > len($xs)
= hits = [$v for $v in $xs if $test]
  return len(hits) > len($xs) - len(hits)
! return sum(1 for $v in $xs if $test) * 2 >= len($xs)
! return any($test for $v in $xs)
in ints $kind
< [], $sample
< [3, 4, 1, 0, 9], $sample
< [3, 3, 10], $sample
< [3, -20], $sample
""")


@family("selected-by-parameter", weight=6)
def selected_by_parameter(rng: Rng) -> Draft:
    """Numbers selected by a threshold, divisor, range or list given as a parameter, used in ten ways."""
    key, what, test, near, more, kind, sample = pick(rng, WANTED)
    ask = pick(rng, [a for a in USES if (key, a.key) != ("below", "all")])
    return asked(
        rng, ask, f"{key}|{ask.key}", what=what, test=test, near=near, more=more, kind=kind, sample=sample
    )  # fmt: skip
