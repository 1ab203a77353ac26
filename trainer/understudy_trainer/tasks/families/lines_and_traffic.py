"""Family: checkouts, waiting, cars, seats, fees, lamps."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

LINES = r"""
## checkout: finish_time checkout_time last_done ($xs: list[int], $k: int) -> int
$xs: jobs customers durations
$k: desks workers k
- Customers who need $xs minutes are served in order by $k desks, each by the one free first; return when the last is
  done
- Give each of the jobs $xs, in order, to whichever of $k workers is free earliest; return the time when all are
  finished
+ There are $k desks. The people in a line need the times $xs. The first in line always goes to the desk that becomes
  free
  first. Return after how many minutes everybody is served (0 for an empty line).
> keep the time when each desk is free; add each job to the smallest; return the largest
= free = [0] * $k
  for job in $xs:
      free[free.index(min(free))] += job
  return max(free)
= free = [0] * $k
  for job in $xs:
      free.sort()
      free[0] += job
  return max(free)
/ return sum($xs)
/ return sum($xs) // $k
? [5, 3, 4], 2
? [], 3
? [10, 2, 3, 3], 2
% ints(1, 9), int(1, 3)
## wait: waiting_times arrival_waits wait_list ($xs: list[int], $k: int) -> list[int]
$xs: arrivals times
$k: duration service need
- People arrive at the ascending times $xs at one desk and need $k minutes each; return how long each has to wait
- One desk serves everybody who comes at the times in $xs for $k minutes; list the waiting times
> remember when the desk is free; each starts then or on arrival; record the difference
= free = 0
  waits = []
  for arrival in $xs:
      start = max(arrival, free)
      waits.append(start - arrival)
      free = start + $k
  return waits
/ return [i * $k for i in range(len($xs))]
/ free = 0
  waits = []
  for arrival in $xs:
      waits.append(max(0, free - arrival))
      free = arrival + $k
  return waits
? [0, 1, 10, 11], 4
? [], 3
% ordered(0, 20), int(2, 6)
## fleets: fleet_count groups_on_road convoys ($xs: list[int]) -> int
$xs: speeds cars limits
- Cars with the speeds $xs follow each other on a narrow road, the first leads; nobody can overtake; return how many
  groups form
- Count the cars in $xs that are slower than all cars ahead of them (earlier in the list): each leads a group
! A car as fast as the slowest one ahead joins its group
> remember the slowest so far; a slower one starts a group
= groups = 0
  slowest = None
  for speed in $xs:
      if slowest is None or speed < slowest:
          groups += 1
          slowest = speed
  return groups
= return sum(all(speed < other for other in $xs[:i]) for i, speed in enumerate($xs))
/ return sum(b < a for a, b in zip($xs, $xs[1:])) + 1
/ groups = 0
  slowest = None
  for speed in $xs:
      if slowest is None or speed <= slowest:
          groups += 1
          slowest = speed
  return groups
? [5, 7, 4, 4, 3]
? []
? [9]
? [3, 5, 4, 2]
## seats: seat_group free_seats first_gap ($s: str, $k: int) -> int
$s: row seats bench
- Return the index of the first $k free places "." next to each other in $s, or -1 if there are none ("x" is taken)
- Where can a group of $k sit together in the row $s of "." (free) and "x" (taken)? Give the first index, -1 for
  nowhere
> look for so many dots in a row
= return $s.find("." * $k)
= for i in range(len($s) - $k + 1):
      if all(c == "." for c in $s[i : i + $k]):
          return i
  return -1
/ return $s.find(".")
/ for i in range(len($s) - $k):
      if all(c == "." for c in $s[i : i + $k]):
          return i
  return -1
? 'x..x...', 3
? 'xx.', 2
? '....', 1
? '', 2
? '.x..', 2
## parking: parking_fee park_cost fee ($n: int) -> int
$n: n k total
- Parking is free for $15_30 minutes, then each started hour of the whole stay costs 2, at most 12; return the fee for
  $n minutes
- Compute the fee for $n minutes: 0 up to $15_30 minutes, otherwise 2 for each hour begun (from the start), never more
  than 12
> free up to the limit; round the hours up; cap the fee
= if $n <= $15_30:
      return 0
  return min(12, -(-$n // 60) * 2)
/ if $n < $15_30:
      return 0
  return min(12, $n // 60 * 2)
/ if $n <= $15_30:
      return 0
  return -(-$n // 60) * 2
? $15_30
? 61
? 60
? 600
? 0
? 130
## lockers: open_lockers toggled lights_on ($n: int) -> list[int]
- Of $n closed lockers (numbered from 1) round k toggles every k-th one, for k from 1 to $n; return the numbers of the
  open ones
- List which of $n lamps are on after switching every lamp, every second, every third, ... up to every $n-th
> keep a state for each number; toggle the multiples of every k; list the open ones
= state = [False] * ($n + 1)
  for k in range(1, $n + 1):
      for i in range(k, $n + 1, k):
          state[i] = not state[i]
  return [i for i in range(1, $n + 1) if state[i]]
= return [i * i for i in range(1, $n + 1) if i * i <= $n]
/ return [i for i in range(1, $n + 1) if i % 2]
/ return [i * i for i in range(1, $n) if i * i < $n]
? 10
? 0
? 1
? 16
## battery: battery_after charge_left phone ($n: int, $ws: list[str]) -> int
$n: level charge percent
$ws: events actions uses
- The battery has $n percent; "call" costs 5, "video" 20, "charge" adds 30 (at most 100); stop at 0; return what is
  left
- Apply the events $ws to the charge $n: "call" -5, "video" -20, "charge" +30, always between 0 and 100; once at 0
  nothing but 0 remains
> apply each event and keep the level between 0 and 100; stop at zero
= change = {"call": -5, "video": -20, "charge": 30}
  for event in $ws:
      $n = min(100, max(0, $n + change[event]))
      if $n == 0:
          break
  return $n
/ change = {"call": -5, "video": -20, "charge": 30}
  return min(100, max(0, $n + sum(change[event] for event in $ws)))
/ change = {"call": -5, "video": -20, "charge": 30}
  for event in $ws:
      $n += change[event]
  return $n
? 90, ['charge', 'video']
? 15, ['video', 'charge']
? 40, []
% int(10, 90), many("call", "video", "charge")
"""


@family("lines-and-traffic", weight=3)
def lines_and_traffic(rng: Rng) -> Draft:
    """Checkouts, waiting, cars, seats, fees, lamps."""
    return from_sheet(rng, LINES)
