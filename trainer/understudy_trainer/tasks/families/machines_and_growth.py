"""Family: elevators, buses, change, traffic lights, growth, bounces, savings."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

MACHINES = r"""
## elevator: floors_travelled elevator_distance total_way ($xs: list[int], $n: int) -> int
$xs: stops floors calls
$n: start current floor
- An elevator on floor $n serves the floors in $xs in this order; return how many floors it travels in all
- Add up the distances between consecutive floors when starting at $n and visiting $xs
> add the distance to each next floor; go on from there
= total = 0
  for stop in $xs:
      total += abs(stop - $n)
      $n = stop
  return total
= way = [$n, *$xs]
  return sum(abs(p - q) for p, q in zip(way, way[1:]))
/ return sum(abs(stop - $n) for stop in $xs)
/ return sum(abs(p - q) for p, q in zip($xs, $xs[1:]))
? [3, 1, 5], 0
? [], 4
% ints(0, 9), int(0, 9)
## bus_most: most_passengers peak_load fullest ($it: list[tuple[int, int]]) -> int
$it: stops halts changes
- At each stop, given as (on, off), people get on and off an empty bus; return how many were on the bus at most at the
  same time
- For the stops $it, pairs of boarding and leaving passengers, return how many people were on the bus at most at the
  same time
> add who gets on, subtract who gets off; keep the largest count
= count = best = 0
  for on, off in $it:
      count += on - off
      best = max(best, count)
  return best
/ return sum(on for on, _ in $it)
/ return max((on for on, _ in $it), default=0)
? [(5, 0), (3, 2), (0, 4)]
? []
? [(2, 0), (9, 1), (1, 8)]
## vending: change_for give_change coins_back ($k: int, $xs: list[int]) -> list[int]
$k: amount change due
$xs: coins denominations values
- Return the coins that pay $k when always the largest fitting coin of $xs is taken; [] at the end if it does not work
- Pay $k greedily with coins of the values $xs, as many of each as needed; list them from large to small, [] if a rest
  remains
> go through the coins from large to small; take each while it fits; check that nothing remains
= out = []
  for coin in sorted($xs, reverse=True):
      while coin <= $k:
          out.append(coin)
          $k -= coin
  return out if $k == 0 else []
= out = []
  for coin in sorted($xs, reverse=True):
      out += [coin] * ($k // coin)
      $k %= coin
  return [] if $k else out
/ out = []
  for coin in $xs:
      while coin <= $k:
          out.append(coin)
          $k -= coin
  return out
/ out = []
  for coin in sorted($xs, reverse=True):
      if coin <= $k:
          out.append(coin)
          $k -= coin
  return out if $k == 0 else []
? 28, [1, 5, 10]
? 3, [2, 5]
? 0, [1]
? $30_70, [20, 1, 10]
## light: light_at signal_color traffic_light ($n: int) -> str
$n: second t moment
- A traffic light is green for $20_40 seconds, then yellow for 5 and red for 30, over and over; return its color at
  second $n
- Which color ("green", "yellow", "red") shows $n seconds after the start of green, in a cycle of $20_40, 5 and 30
  seconds
> take the second within the cycle; compare with the ends of the phases
= $n %= $20_40 + 35
  if $n < $20_40:
      return "green"
  return "yellow" if $n < $20_40 + 5 else "red"
/ if $n < $20_40:
      return "green"
  return "yellow" if $n < $20_40 + 5 else "red"
/ $n %= $20_40 + 35
  if $n <= $20_40:
      return "green"
  return "yellow" if $n <= $20_40 + 5 else "red"
? 0
? $20_40
? 44
? 75
? 100
? 71
## population: years_until grows_to generations ($n: int, $k: int, $target: int) -> int
$n: start population now
$k: percent rate growth
$target: goal target wanted
- A town of $n people grows by $k percent a year (rounded down); return after how many years it has at least $target
- Count the years until $n, growing yearly by $k percent (fractions dropped), reaches $target
! The growth is at least one person a year
> while the number is too small; add the growth; count the year
= years = 0
  while $n < $target:
      $n += $n * $k // 100
      years += 1
  return years
/ years = 0
  while $n <= $target:
      $n += $n * $k // 100
      years += 1
  return years
/ years = 0
  growth_ = $n * $k // 100
  while $n < $target:
      $n += growth_
      years += 1
  return years
? 1000, 10, 1331
? 500, 3, 400
? 1000, 50, 5000
% int(100, 500), int(5, 20), int(600, 3000)
## ball: bounces bounce_count times_up ($h: int, $k: int) -> int
$h: height h start
$k: limit level low
:1 half; SAID=half its height (rounded down); CODE=$h // 2
:1 twothirds; SAID=two thirds of its height (rounded down); CODE=$h * 2 // 3
:1 less; SAID=10 less than before; CODE=$h - 10
- A ball falls from $h and bounces up to $SAID each time; return how often it rises above $k
- Dropped from the height $h, a ball comes back to $SAID; count the bounces that reach more than $k
! $k is not negative
> compute the next height; count while it is above the limit
= count = 0
  $h = $CODE
  while $h > $k:
      count += 1
      $h = $CODE
  return count
/ count = 0
  while $h > $k:
      count += 1
      $h = $CODE
  return count
/ count = 0
  $h = $CODE
  while $h >= $k:
      count += 1
      $h = $CODE
  return count
? 100, 10
? 5, 9
? 48, 6
? 81, 36
% int(20, 200), int(1, 20)
## snail: days_to_climb snail climb_days ($h: int, $a: int, $b: int) -> int
$h: height wall depth
$a $b: up down, day night, climb slide
- A snail climbs $a by day and slides back $b by night ($a > $b); return on which day it gets out of a well of depth
  $h
- Count the days a snail needs for the height $h when it rises $a each day and falls $b each night
> count the days; climb; stop at the top; slide back
= days = position = 0
  while True:
      days += 1
      position += $a
      if position >= $h:
          return days
      position -= $b
= if $h <= $a:
      return 1
  return 1 - (-($h - $a) // ($a - $b))
/ return -(-$h // ($a - $b))
/ return $h // ($a - $b) + 1
? 10, 3, 2
? 5, 5, 1
? 12, 4, 1
% int(5, 30), int(4, 7), int(0, 3)
## savings: months_to_save weeks_until save_up ($k: int, $n: int, $m: int) -> int
$k: price goal cost
$n: start savings have
$m: monthly deposit rate
- Return how many months it takes to save $k, starting with $n and putting aside $m each month
- After how many deposits of $m do savings of $n reach at least $k
! Return 0 if there is enough from the start
> compute what is missing; divide rounding up; not below zero
= return max(0, -(-($k - $n) // $m))
= months = 0
  while $n < $k:
      $n += $m
      months += 1
  return months
/ return ($k - $n) // $m
/ return max(0, ($k - $n) // $m + 1)
? 100, 10, 30
? 50, 60, 5
? 100, 0, 25
% int(50, 300), int(0, 90), int(5, 40)
"""


@family("machines-and-growth", weight=3.5)
def machines_and_growth(rng: Rng) -> Draft:
    """Elevators, buses, change, traffic lights, growth, bounces, savings."""
    return from_sheet(rng, MACHINES)
