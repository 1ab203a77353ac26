"""Family over distances from a center: the mean, median, maximum or another."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, what, code over the list, code for the loop version, near miss)
CENTERS = (
    ("mean", "mean", "center = sum($xs) / len($xs)"),
    ("max", "maximum", "center = max($xs)"),
    ("min", "minimum", "center = min($xs)"),
    ("first", "first element", "center = $xs[0]"),
    ("mid", "midpoint between minimum and maximum", "center = (min($xs) + max($xs)) / 2"),
    ("median", "median (the mean of the two middle values for an even length)",
     "ordered = sorted($xs)\n  half = len(ordered) // 2\n  center = (ordered[half] + ordered[-half - 1]) / 2"),
)  # fmt: skip

AROUND = asks("""
# deviation: mean_deviation, average_distance, typical_deviation
($xs: list[float]) -> float
- Return the average absolute difference between the elements of $xs and the $center of $xs, rounded to 2 decimals
- Compute the mean distance of the numbers in $xs from their $center, rounded to two decimal places
- Find out how far the values of $xs are from their $center on average, rounded to 2 places
* Return 0.0 if $xs is empty
> Measure how much the numbers of $xs scatter. Take the absolute difference between each number and the $center of the
  list, and return the average of these differences, rounded to 2 decimals. Return 0.0 for an empty list.
plan return 0.0 for an empty list; find the $center; average the absolute differences; round
= if not $xs:
      return 0.0
  $code
  return round(sum(abs($v - center) for $v in $xs) / len($xs), 2)
= if not $xs:
      return 0.0
  $code
  distances = []
  for $v in $xs:
      distances.append(abs($v - center))
  return round(sum(distances) / len(distances), 2)
! if not $xs:
      return 0.0
  $code
  return round(sum($v - center for $v in $xs) / len($xs), 2)
in floats
< []
< [4.0, 8.0, 1.0]
# shifted: centered, relative_values, shift_to_zero, offsets_from_center
($xs: list[float]) -> list[float]
- Subtract the $center of $xs from each element and return the differences rounded to 2 decimals
- Return the list of deviations of the numbers in $xs from their $center, each rounded to two places
- Express every value of $xs relative to the $center of the list (value minus $center, rounded to 2 decimals)
* Return an empty list if $xs is empty
plan return an empty list for an empty list; find the $center; subtract it from each number
= if not $xs:
      return []
  $code
  return [round($v - center, 2) for $v in $xs]
= if not $xs:
      return []
  $code
  shifted = []
  for $v in $xs:
      shifted.append(round($v - center, 2))
  return shifted
! if not $xs:
      return []
  $code
  return [round(center - $v, 2) for $v in $xs]
in floats
< []
< [4.0, 8.0, 1.0]
# count: count_above_center, how_many_above, number_above
($xs: list[float]) -> int
- Count the elements of $xs that are greater than the $center of $xs
- Return how many numbers in $xs lie above their $center
- Find how many values of $xs exceed the $center of the list
* Return 0 if $xs is empty
plan return 0 for an empty list; find the $center; count the numbers above it
= if not $xs:
      return 0
  $code
  return sum(1 for $v in $xs if $v > center)
= if not $xs:
      return 0
  $code
  return len([$v for $v in $xs if $v > center])
! if not $xs:
      return 0
  $code
  return sum(1 for $v in $xs if $v >= center)
! if not $xs:
      return 0
  $code
  return sum(1 for $v in $xs if $v < center)
in floats
< []
< [4.0, 8.0, 1.0]
< [2.0, 2.0]
# nearest: closest_to_center, most_typical, nearest_value
($xs: list[float]) -> float | None
- Return the element of $xs that is closest to the $center of $xs, the first one on a tie
- Find the number in $xs with the smallest distance to their $center; the earlier one wins a tie
- Pick the value of $xs nearest to the $center of the list, the first on a tie
* Return None if $xs is empty
plan return None for an empty list; find the $center; take the element with the smallest distance
= if not $xs:
      return None
  $code
  return min($xs, key=lambda $v: abs($v - center))
= if not $xs:
      return None
  $code
  best = $xs[0]
  for $v in $xs[1:]:
      if abs($v - center) < abs(best - center):
          best = $v
  return best
! if not $xs:
      return None
  $code
  return max($xs, key=lambda $v: abs($v - center))
in floats
< []
< [4.0, 8.0, 1.0]
# within: near_center, values_near_center, keep_typical
($xs: list[float], $tol: float) -> list[float]
- Keep only the elements of $xs whose distance to the $center of $xs is at most $tol
- Return the numbers of $xs that lie within $tol of their $center, in order
- Drop from $xs all values that are more than $tol away from the $center of the list
* Return an empty list if $xs is empty
plan return an empty list for an empty list; find the $center; keep what is near enough
= if not $xs:
      return []
  $code
  return [$v for $v in $xs if abs($v - center) <= $tol]
= if not $xs:
      return []
  $code
  kept = []
  for $v in $xs:
      if abs($v - center) <= $tol:
          kept.append($v)
  return kept
! if not $xs:
      return []
  $code
  return [$v for $v in $xs if abs($v - center) > $tol]
! if not $xs:
      return []
  $code
  return [$v for $v in $xs if $v - center <= $tol]
in floats float
< [], 1.0
< [4.0, 8.0, -1.0], 2.0
""")


@family("around-a-center", weight=4)
def around_a_center(rng: Rng) -> Draft:
    """Distances from the mean, median, maximum ...: averaged, listed, counted, the nearest, within a margin."""
    key, center, code = pick(rng, CENTERS)
    ask = pick(rng, [a for a in AROUND if (key, a.key) != ("mean", "deviation")])
    return asked(rng, ask, f"{key}|{ask.key}", center=center, code=code.replace("\n  ", "\n"))
