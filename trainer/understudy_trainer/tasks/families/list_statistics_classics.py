"""Family of single statistics: variance, weighted and trimmed means, percentiles."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

NUMBERS = asks("""
# variance: variance, population_variance, spread_of
($xs: list[float]) -> float
- Return the population variance of $xs, rounded to 2 decimals
- Compute the mean of the squared deviations of $xs from its mean, rounded to two places
- Average the squared differences between each number in $xs and the mean of $xs; round to 2 decimals
* Return 0.0 if $xs is empty
plan return 0.0 for an empty list; compute the mean; average the squared differences; round
= if not $xs:
      return 0.0
  mean = sum($xs) / len($xs)
  return round(sum(($v - mean) ** 2 for $v in $xs) / len($xs), 2)
= if not $xs:
      return 0.0
  mean = sum($xs) / len($xs)
  squares = 0.0
  for $v in $xs:
      squares += ($v - mean) ** 2
  return round(squares / len($xs), 2)
! if not $xs:
      return 0.0
  mean = sum($xs) / len($xs)
  return round(sum(($v - mean) ** 2 for $v in $xs) / max(1, len($xs) - 1), 2)
in floats
< []
< [2.0]
# stdev: standard_deviation, std_dev, stdev_of
($xs: list[float]) -> float
- Return the population standard deviation of $xs, rounded to 2 decimals
- Compute the square root of the mean squared deviation of $xs from its mean, rounded to two places
* Return 0.0 if $xs is empty
plan return 0.0 for an empty list; compute the mean; take the root of the mean squared difference; round
= if not $xs:
      return 0.0
  mean = sum($xs) / len($xs)
  return round((sum(($v - mean) ** 2 for $v in $xs) / len($xs)) ** 0.5, 2)
= import math
  if not $xs:
      return 0.0
  mean = sum($xs) / len($xs)
  return round(math.sqrt(sum(($v - mean) ** 2 for $v in $xs) / len($xs)), 2)
! if not $xs:
      return 0.0
  mean = sum($xs) / len($xs)
  return round(sum(($v - mean) ** 2 for $v in $xs) / len($xs), 2)
in floats
< []
< [2.0, 6.0]
# zscores: z_scores, standardize, standard_scores
($xs: list[float]) -> list[float]
- Return the z-scores of $xs (deviation from the mean divided by the population standard deviation), rounded to 2
  decimals
- Standardize $xs: subtract the mean, divide by the population standard deviation and round to two places
* Return zeros if all elements are equal
plan compute mean and deviation; return zeros without deviation; standardize each number
= if not $xs:
      return []
  mean = sum($xs) / len($xs)
  deviation = (sum(($v - mean) ** 2 for $v in $xs) / len($xs)) ** 0.5
  if deviation == 0:
      return [0.0] * len($xs)
  return [round(($v - mean) / deviation, 2) for $v in $xs]
! mean = sum($xs) / len($xs)
  deviation = (sum(($v - mean) ** 2 for $v in $xs) / len($xs)) ** 0.5
  return [round(($v - mean) / deviation, 2) for $v in $xs]
in floats
< []
< [3.0, 3.0]
< [1.0, 5.0]
# weighted: weighted_mean, weighted_average, average_with_weights
($xs: list[int], $ys: list[int]) -> float
- Return the mean of $xs weighted by $ys, rounded to 2 decimals
- Compute the weighted average of the values $xs with the weights $ys (same length), rounded to two places
- Multiply each value of $xs by its weight in $ys, add up, divide by the total weight and round to 2 decimals
* Return 0.0 if the weights add up to 0
> Each mark in $xs counts with the weight at the same position of $ys. Return the weighted average, rounded to 2
  decimals.
  If the total weight is 0, return 0.0.
plan add up the weights; return 0.0 if they are zero; divide the weighted sum by them
= weight = sum($ys)
  if weight == 0:
      return 0.0
  return round(sum(a * w for a, w in zip($xs, $ys)) / weight, 2)
= running = weight = 0
  for i in range(len($xs)):
      running += $xs[i] * $ys[i]
      weight += $ys[i]
  return round(running / weight, 2) if weight else 0.0
! return round(sum(a * w for a, w in zip($xs, $ys)) / len($xs), 2)
in twins
< [], []
< [3, 5], [0, 0]
# trimmed: trimmed_mean, mean_without_extremes, judge_score
($xs: list[int], $k: int) -> float
- Drop the $k smallest and $k largest numbers of $xs and return the mean of the rest, rounded to 2 decimals
- Return the average of $xs without its $k lowest and $k highest values, rounded to two places
- Compute the trimmed mean of $xs, cutting $k values off at each end of the sorted list (2 decimals)
* Return 0.0 if nothing is left
> A jury gives the scores $xs. The $k lowest and the $k highest scores are ignored, the rest is averaged. Return this
  average rounded to 2 decimals, or 0.0 if no score is left.
plan sort; cut off both ends; average the rest or return 0.0
= kept = sorted($xs)[$k : len($xs) - $k]
  return round(sum(kept) / len(kept), 2) if kept else 0.0
= kept = sorted($xs)
  for _ in range($k):
      kept = kept[1:-1]
  if not kept:
      return 0.0
  return round(sum(kept) / len(kept), 2)
! kept = sorted($xs)[$k:]
  return round(sum(kept) / len(kept), 2) if kept else 0.0
! kept = sorted($xs)[$k:-$k]
  return round(sum(kept) / len($xs), 2) if kept else 0.0
in ints k
< [], 1
< [4, 8], 1
< [5, 1, 9], 0
# percentile-rank: percent_below, percentile_rank, share_below
($xs: list[int], $val: int) -> float
- Return the percentage of elements of $xs that are smaller than $val, rounded to 1 decimal
- Compute how many percent of the numbers in $xs lie below $val, rounded to one place
- Tell what share of $xs, in percent, is less than $val, rounded to 1 decimal
* Return 0.0 if $xs is empty
plan return 0.0 for an empty list; count the smaller ones; convert to percent and round
= if not $xs:
      return 0.0
  below = sum(1 for $v in $xs if $v < $val)
  return round(100 * below / len($xs), 1)
= below = [$v for $v in $xs if $v < $val]
  return round(100 * len(below) / len($xs), 1) if $xs else 0.0
! if not $xs:
      return 0.0
  below = sum(1 for $v in $xs if $v <= $val)
  return round(100 * below / len($xs), 1)
in digits n
< [], 4
< [1, 2, 3], 3
# percentile: percentile, value_at_percent, nearest_rank
($xs: list[int], $k: int) -> int
- Return the $k-th percentile of the nonempty list $xs by the nearest-rank method
- Return the smallest element of $xs such that at least $k percent of all elements are not larger than it (0 < $k <=
  100)
- Sort $xs and return the element at rank ceil($k / 100 * n), counting from 1, where n is the length
plan sort; compute the rank rounded up; take that element
= import math
  ordered = sorted($xs)
  return ordered[math.ceil($k * len(ordered) / 100) - 1]
= ordered = sorted($xs)
  rank = -(-$k * len(ordered) // 100)
  return ordered[rank - 1]
! ordered = sorted($xs)
  return ordered[$k * len(ordered) // 100 - 1]
< [7, 1, 5, 9], 50
< [7, 1, 5, 9], 60
< [3], 10
< [2, 8, 4, 4, 9, 1, 7], 90
< [2, 8, 4], 100
""")


@family("statistics-classics", weight=3)
def statistics_classics(rng: Rng) -> Draft:
    """Variance, standard deviation, weighted and trimmed means, percentiles."""
    return one_of(rng, NUMBERS)
