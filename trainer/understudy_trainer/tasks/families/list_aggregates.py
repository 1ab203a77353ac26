"""Family that computes a value of each number with a parameter and aggregates the values."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "the ... of the elements", expression over $v, near miss, parameter, kind, sample)
VALUES = (
    ("distance", "distances of the elements of $xs from $goal", "abs($v - $goal)", "$v - $goal",
     ", $goal: int", "n", ", 4"),
    ("remainder", "remainders of the elements of $xs divided by $k", "$v % $k", "$v // $k", ", $k: int", "two", ", 3"),
    ("quotient", "quotients of the elements of $xs and $k, rounded down", "$v // $k", "$v % $k",
     ", $k: int", "two", ", 3"),
    ("multiple", "elements of $xs, each multiplied by $k", "$v * $k", "$v + $k", ", $k: int", "two", ", 3"),
    ("power", "elements of $xs raised to the power $k", "$v**$k", "$v * $k", ", $k: int", "two", ", 3"),
    ("capped", "elements of $xs, each capped at $lim", "min($v, $lim)", "max($v, $lim)", ", $lim: int", "val", ", 2"),
    ("raised", "elements of $xs, each raised to at least $lim", "max($v, $lim)", "min($v, $lim)",
     ", $lim: int", "val", ", 2"),
    ("excess", "amounts by which the elements of $xs exceed $lim (0 for those that do not)", "max(0, $v - $lim)",
     "$v - $lim", ", $lim: int", "val", ", 2"),
    ("lack", "amounts that the elements of $xs lack to reach $lim (0 for those that reach it)", "max(0, $lim - $v)",
     "$lim - $v", ", $lim: int", "val", ", 2"),
    ("shifted", "squares of the differences between the elements of $xs and $goal", "($v - $goal) ** 2",
     "abs($v - $goal)", ", $goal: int", "n", ", 4"),
    ("magnitude", "absolute values of the elements of $xs", "abs($v)", "-$v", "", "", ""),
    ("digits", "digit sums of the elements of $xs (sign ignored)",
     "sum(int(d) for d in str(abs($v)))", "abs($v)", "", "", ""),
)  # fmt: skip

TOGETHER = asks("""
# sum: total_of_values, sum_of_values, add_values, combined_value
($xs: list[int]$more) -> int
- Return the sum of the $what
- Add up the $what
- Compute the total of the $what
- Find what the $what add up to
* Return 0 if $xs is empty
> A list of integers $xs is given. Determine the $what, and return their sum. The sum for an empty list is 0.
plan compute the value for each element; add them up
= return sum($code for $v in $xs)
= $acc = 0
  for $v in $xs:
      $acc += $code
  return $acc
! return sum($miss for $v in $xs)
! return max(($code for $v in $xs), default=0)
in signed $kind
< []$sample
< [12, 3, -5, 7]$sample
# max: largest_value, peak_value, maximum_of_values
($xs: list[int]$more) -> int | None
- Return the largest of the $what, or None if $xs is empty
- Find the maximum of the $what; None for an empty list
- Determine the greatest among the $what and return it, None without elements
> Look at the $what. Return the largest of these numbers. If $xs is empty there is nothing to compare, so return
  None.
plan compute the value for each element; return the largest or None
= return max(($code for $v in $xs), default=None)
= values = [$code for $v in $xs]
  return max(values) if values else None
! return min(($code for $v in $xs), default=None)
! return max(($miss for $v in $xs), default=None)
in signed $kind
< []$sample
< [12, 3, -5, 7]$sample
# min: smallest_value, lowest_value, minimum_of_values
($xs: list[int]$more) -> int | None
- Return the smallest of the $what, or None if $xs is empty
- Find the minimum of the $what; None for an empty list
- Determine the least among the $what and return it, None without elements
> Look at the $what. Return the smallest of these numbers, or None if $xs is empty.
plan compute the value for each element; return the smallest or None
= return min(($code for $v in $xs), default=None)
= best = None
  for $v in $xs:
      value = $code
      if best is None or value < best:
          best = value
  return best
! return max(($code for $v in $xs), default=None)
! return min(($miss for $v in $xs), default=None)
in signed $kind
< []$sample
< [12, 3, -5, 7]$sample
# list: values_of_elements, map_values, computed_values, changed_list
($xs: list[int]$more) -> list[int]
- Return the list of the $what
- List the $what in order
- Compute one by one the $what and return them as a list
> Turn $xs into a new list of the same length that holds the $what. The order of the list does not change.
plan compute the value for each element
= return [$code for $v in $xs]
= values = []
  for $v in $xs:
      values.append($code)
  return values
= return list(map(lambda $v: $code, $xs))
! return [$miss for $v in $xs]
in signed $kind
< []$sample
< [12, 3, -5, 7]$sample
# distinct: count_distinct_values, different_values, variety
($xs: list[int]$more) -> int
- Count how many different numbers there are among the $what
- Return the number of distinct values among the $what
plan compute the value for each element; count the distinct ones
= return len({$code for $v in $xs})
= seen = []
  for $v in $xs:
      value = $code
      if value not in seen:
          seen.append(value)
  return len(seen)
! return len($xs)
! return len({$miss for $v in $xs})
in signed $kind
< []$sample
< [12, 3, -5, 7, 12, -3]$sample
# sorted: sorted_values, values_in_order, ordered_values
($xs: list[int]$more) -> list[int]
- Return the $what in ascending order
- Compute the $what and sort them
plan compute the value for each element; sort the values
= return sorted($code for $v in $xs)
= values = [$code for $v in $xs]
  values.sort()
  return values
! return [$code for $v in sorted($xs)]
! return [$code for $v in $xs]
in signed $kind
< []$sample
< [12, 3, -5, 7]$sample
# mean: mean_value, average_of_values, typical_value
($xs: list[int]$more) -> float
- Return the average of the $what, rounded to 2 decimals, 0.0 for an empty list
- Compute the mean of the $what and round it to 2 places; an empty $xs gives 0.0
> You are interested in the $what. Return their average, rounded to 2 decimals. If the list is empty, return 0.0.
plan return 0.0 for an empty list; add up the values; divide by the length and round
= if not $xs:
      return 0.0
  return round(sum($code for $v in $xs) / len($xs), 2)
= values = [$code for $v in $xs]
  return round(sum(values) / len(values), 2) if values else 0.0
! if not $xs:
      return 0.0
  return round(sum($miss for $v in $xs) / len($xs), 2)
in signed $kind
< []$sample
< [12, 3, -5, 7]$sample
""")


@family("values-aggregated", weight=5)
def values_aggregated(rng: Rng) -> Draft:
    """A value computed of each number with a parameter, then the sum, extreme, mean, list or variety."""
    key, what, code, miss, more, kind, sample = pick(rng, VALUES)
    ask = pick(rng, TOGETHER)
    return asked(
        rng, ask, f"{key}|{ask.key}", what=what, code=code, miss=miss, more=more, kind=kind, sample=sample
    )  # fmt: skip
