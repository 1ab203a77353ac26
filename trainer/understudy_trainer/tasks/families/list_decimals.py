"""Family over lists of decimals: rounded, shares, growth, running means, smoothing."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

DECIMALS = asks("""
# round-each: round_each, round_all, rounded_list
($xs: list[float], $k: int) -> list[float]
- Round every number in $xs to $k decimal places
- Return a list with the elements of $xs rounded to $k digits after the point
plan round each number
= return [round(x, $k) for x in $xs]
= rounded = []
  for x in $xs:
      rounded.append(round(x, $k))
  return rounded
! return [round(x) for x in $xs]
< [1.234, 5.678], 1
< [], 2
< [2.71828, -0.129], 2
< [9.999], 3
# shares: percentages, shares_of_total, relative_shares
($xs: list[float]) -> list[float]
- Return for each number in $xs its percentage of the total, rounded to 1 decimal
- Convert $xs to shares of their sum in percent, one decimal each
* Return zeros if the total is 0
> Several people contributed the amounts $xs. Return for each the share of the total in percent, rounded to 1
  decimal. If nothing was paid, every share is 0.0.
zh 返回 $xs 中每个数占总和的百分比，保留一位小数；总和为 0 时都返回 0.0
plan add up; return zeros if the total is zero; divide each number by it
= whole = sum($xs)
  if whole == 0:
      return [0.0] * len($xs)
  return [round(100 * x / whole, 1) for x in $xs]
= shares = []
  for x in $xs:
      shares.append(round(100 * x / sum($xs), 1) if sum($xs) else 0.0)
  return shares
! return [round(x / sum($xs), 1) for x in $xs]
< [1.0, 3.0]
< []
< [0.0, 0.0]
< [2.5, 2.5, 5.0]
# running-mean: running_means, average_so_far, cumulative_mean
($xs: list[float]) -> list[float]
- For each position of $xs return the mean of all numbers up to there, rounded to 2 decimals
- Return the list of running averages of $xs, two decimals each
> After each new measurement in $xs the average of all measurements so far is noted. Return the list of these
  averages, rounded to 2 decimals.
plan keep the sum; divide by the number of elements so far; round
= running = 0
  means = []
  for count, x in enumerate($xs, start=1):
      running += x
      means.append(round(running / count, 2))
  return means
= return [round(sum($xs[: i + 1]) / (i + 1), 2) for i in range(len($xs))]
! return [round(sum($xs[: i + 1]) / len($xs), 2) for i in range(len($xs))]
< [2.0, 4.0, 9.0]
< []
< [1.5]
< [10.0, 0.0, 5.0, 1.0]
# growth: growth_rates, percent_changes, relative_changes
($xs: list[float]) -> list[float]
- Return the change from each number of $xs to the next in percent of the former, rounded to 1 decimal
- Compute the percentage growth between neighbours of $xs, whose elements are positive; one decimal each
> The list $xs holds the positive sales of successive months. Return by how many percent the sales changed from each
  month to the next, rounded to 1 decimal. Fewer than two months give an empty list.
plan pair each number with the next; divide the difference by the former; round
= return [round(100 * (b - a) / a, 1) for a, b in zip($xs, $xs[1:])]
= rates = []
  for i in range(1, len($xs)):
      rates.append(round(100 * ($xs[i] - $xs[i - 1]) / $xs[i - 1], 1))
  return rates
! return [round(100 * (b - a) / b, 1) for a, b in zip($xs, $xs[1:])]
! return [round(b - a, 1) for a, b in zip($xs, $xs[1:])]
< [100.0, 110.0, 99.0]
< []
< [5.0]
< [4.0, 8.0, 2.0]
# smooth: smooth, three_point_average, neighbour_mean
($xs: list[float]) -> list[float]
- Replace each inner element of $xs by the mean of itself and both neighbours, rounded to 2 decimals; keep the ends
- Smooth $xs: every element but the first and last becomes the average of three neighbouring values (2 decimals)
> Noise in the series $xs is reduced by replacing each inner value with the mean of the value itself and its two
  neighbours, rounded to 2 decimals. The neighbours are taken from the original series, and both ends keep their
  values.
plan copy the list; replace the inner elements by averages of the original neighbours
= result = list($xs)
  for i in range(1, len($xs) - 1):
      result[i] = round(sum($xs[i - 1 : i + 2]) / 3, 2)
  return result
! result = list($xs)
  for i in range(1, len($xs) - 1):
      result[i] = round(sum(result[i - 1 : i + 2]) / 3, 2)
  return result
< [1.0, 4.0, 1.0, 7.0]
< []
< [2.0, 9.0]
< [0.0, 3.0, 3.0, 9.0, 0.0]
# whole: whole_numbers, integral_values, without_fractions
($xs: list[float]) -> list[int]
- Return the numbers in $xs that have no fractional part, as ints
- Keep only the whole numbers of $xs and convert them to int
plan test each number for a fraction; convert those without
= return [int(x) for x in $xs if x == int(x)]
= return [int(x) for x in $xs if x.is_integer()]
! return [int(x) for x in $xs]
! return [round(x) for x in $xs if round(x) >= x]
< [1.0, 2.5, -3.0]
< []
< [0.1, 7.0]
< [4.5, 6.75]
# discount: apply_discount, discounted_prices, reduce_prices
($xs: list[float], $k: int) -> list[float]
- Reduce every price in $xs by $k percent and round to 2 decimals
- Return the prices $xs after a discount of $k percent, each rounded to cents
> In a sale, all prices in $xs are lowered by $k percent. Return the new prices, rounded to 2 decimals.
zh 将 $xs 中的每个价格打折 $k%，保留两位小数
plan multiply each price by the remaining share; round
= return [round(x * (100 - $k) / 100, 2) for x in $xs]
= prices = []
  for x in $xs:
      prices.append(round(x * (100 - $k) / 100, 2))
  return prices
! return [round(x * $k / 100, 2) for x in $xs]
! return [round(x - $k, 2) for x in $xs]
< [10.0, 19.9], 10
< [], 5
< [80.0], 25
< [3.5, 7.25], 50
# close-enough: all_close, nearly_equal, within_tolerance
($xs: list[float], $ys: list[float], $tol: float) -> bool
- Check whether $xs and $ys have the same length and differ by at most $tol at every position
- Return True if the lists $xs and $ys are equal up to a tolerance of $tol per element
plan compare the lengths; compare the distance of each pair with the tolerance
= return len($xs) == len($ys) and all(abs(a - b) <= $tol for a, b in zip($xs, $ys))
= if len($xs) != len($ys):
      return False
  for a, b in zip($xs, $ys):
      if abs(a - b) > $tol:
          return False
  return True
! return all(abs(a - b) <= $tol for a, b in zip($xs, $ys))
! return len($xs) == len($ys) and all(a - b <= $tol for a, b in zip($xs, $ys))
< [1.0, 2.0], [1.5, 2.0], 0.5
< [1.0], [3.0], 1.0
< [1.0], [1.0, 2.0], 1.0
< [], [], 0.1
< [4.0, 1.0], [4.0, 3.5], 2.0
""")


@family("decimal-lists", weight=2.5)
def decimal_lists(rng: Rng) -> Draft:
    """Lists of decimals: rounded, shares, growth, running means, smoothing, discounts."""
    return one_of(rng, DECIMALS)
