"""Family that walks a list with a small state: packing, budgets, streak points, cancelling neighbours."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

WALKS = asks("""
# trips: count_trips, loads_needed, number_of_boxes
($xs: list[int], $lim: int) -> int
- Pack the weights $xs in the given order into boxes that hold at most $lim each and return the number of boxes
- Count the trips needed to carry $xs in order when one trip takes at most $lim in total (no element exceeds $lim)
> Parcels with the weights $xs are loaded in order. A van takes parcels until the next one would push the load above
  $lim;
  then it drives and the next trip begins. Return the number of trips. No parcels need no trip.
plan keep the current load; start a new trip when the next weight does not fit; count the trips
= trips = load = 0
  for x in $xs:
      if trips == 0 or load + x > $lim:
          trips += 1
          load = 0
      load += x
  return trips
= loads = []
  for x in $xs:
      if loads and loads[-1] + x <= $lim:
          loads[-1] += x
      else:
          loads.append(x)
  return len(loads)
! return -(-sum($xs) // $lim)
! trips = load = 0
  for x in $xs:
      if trips == 0 or load + x >= $lim:
          trips += 1
          load = 0
      load += x
  return trips
< [3, 4, 5], 8
< [5, 5, 5], 5
< [], 4
< [2, 2, 2, 2], 4
< [6, 1, 6], 7
# fill: fill_boxes, pack_in_order, groups_up_to_limit
($xs: list[int], $lim: int) -> list[list[int]]
- Group $xs in order into lists whose sums do not exceed $lim, starting a new list only when the next does not fit
- Pack the numbers of $xs into consecutive groups with a sum of at most $lim each; larger numbers get a group of their
  own
plan append to the last group while the sum stays within the limit; open a new group otherwise
= groups = []
  for x in $xs:
      if groups and sum(groups[-1]) + x <= $lim:
          groups[-1].append(x)
      else:
          groups.append([x])
  return groups
! groups = []
  for x in $xs:
      if groups and sum(groups[-1]) + x < $lim:
          groups[-1].append(x)
      else:
          groups.append([x])
  return groups
< [3, 4, 1, 5], 8
< [9, 5, 5], 5
< [], 4
< [2, 2, 2, 2], 4
# budget: how_many_affordable, items_within_budget, count_purchases
($xs: list[int], $lim: int) -> int
- Return how many of the prices $xs can be paid with $lim when the cheapest items are bought first
- Count the largest number of items with the prices $xs that together cost at most $lim
> You have $lim coins and want as many things as possible. The prices are in $xs. Return the greatest number of things
  you
  can afford.
zh 预算为 $lim，价格列表为 $xs，返回最多能买多少件物品
plan sort the prices; buy while the money lasts; count
= bought = 0
  for price in sorted($xs):
      if price > $lim:
          break
      $lim -= price
      bought += 1
  return bought
= from itertools import accumulate
  return sum(1 for cost in accumulate(sorted($xs)) if cost <= $lim)
! bought = 0
  for price in $xs:
      if price > $lim:
          break
      $lim -= price
      bought += 1
  return bought
in pos goal
< [], 5
< [5, 1, 4], 5
< [3, 3], 6
# streak-points: streak_points, score_with_bonus, bonus_score
($flags: list[bool], $k: int) -> int
- Give one point for each True in $flags and $k extra points for each True that directly follows a True
- Return the score of $flags: 1 per True, plus a bonus of $k whenever the entry before is True as well
> A player wins one point for each hit (True in $flags). For each hit right after another hit there are $k points
  more. Return the total score.
plan go through the flags; add one per hit and the bonus after a hit
= score = 0
  previous = False
  for hit in $flags:
      if hit:
          score += 1 + ($k if previous else 0)
      previous = hit
  return score
= return sum($flags) + $k * sum(a and b for a, b in zip($flags, $flags[1:]))
! return sum($flags) * (1 + $k)
! return sum($flags) + $k
in bools k
< [], 2
< [True, True, True], 2
< [True, False, True], 3
# cancel: cancel_neighbours, remove_pairs, annihilate
($xs: list[int]) -> list[int]
- Remove neighbouring equal elements of $xs in pairs, again and again, until no two neighbours are equal
- Read $xs from the left and let each element cancel with an equal one right before it; return what is left
> Two equal elements next to each other disappear, and this can bring further equal elements together, which
  disappear as well. Return what is left of $xs in the end.
plan keep a stack; remove its top when it equals the element; push the element otherwise
= left = []
  for x in $xs:
      if left and left[-1] == x:
          left.pop()
      else:
          left.append(x)
  return left
= left = list($xs)
  i = 0
  while i < len(left) - 1:
      if left[i] == left[i + 1]:
          del left[i : i + 2]
          i = max(i - 1, 0)
      else:
          i += 1
  return left
! return [x for i, x in enumerate($xs) if i == 0 or x != $xs[i - 1]]
in runs
< []
< [1, 2, 2, 1]
< [3, 3, 3]
# overflow: fill_tank, overflow_total, spilled
($xs: list[int], $lim: int) -> int
- Pour the amounts $xs one by one into a tank that holds $lim and return how much spills over in total
- A tank with room for $lim is empty at first; add each amount of $xs and return the sum of what does not fit
* A negative amount takes water out, but the level never falls below zero
plan add each amount; collect what is above the limit; keep the level within bounds
= level = spilled = 0
  for x in $xs:
      level = max(level + x, 0)
      if level > $lim:
          spilled += level - $lim
          level = $lim
  return spilled
! return max(0, sum($xs) - $lim)
! level = spilled = 0
  for x in $xs:
      level += x
      if level > $lim:
          spilled += level - $lim
          level = $lim
  return spilled
in signed n
< [5, -3, 4], 5
< [], 3
< [9, 2], 4
< [-8, 5], 3
# merge-equal: merge_equal_neighbours, combine_pairs, slide_and_merge
($xs: list[int]) -> list[int]
- Replace each pair of equal neighbours in $xs, from the left, by their sum; a merged element is not merged again
- Go through $xs and add up two equal neighbours into one element; each element takes part in at most one merge
plan step through the list; join an element with an equal next one and skip both; keep it otherwise
= merged = []
  i = 0
  while i < len($xs):
      if i + 1 < len($xs) and $xs[i] == $xs[i + 1]:
          merged.append(2 * $xs[i])
          i += 2
      else:
          merged.append($xs[i])
          i += 1
  return merged
! merged = []
  for x in $xs:
      if merged and merged[-1] == x:
          merged[-1] += x
      else:
          merged.append(x)
  return merged
in runs
< []
< [2, 2, 4]
< [1, 1, 1]
# countdown-queue: serving_order, serve_in_turns, round_robin_order
($xs: list[int], $k: int) -> list[int]
- Jobs need the times $xs; the first in the queue gets $k units and goes to the back unless done; return the finish
  order
- Serve the jobs 0, 1, 2, ... with the remaining times $xs in turns of $k units and list their indices as they finish
plan keep a queue of indices; reduce the time of the first; requeue it or note it as finished
= left = list($xs)
  queue = list(range(len($xs)))
  finished = []
  while queue:
      job = queue.pop(0)
      left[job] -= $k
      if left[job] > 0:
          queue.append(job)
      else:
          finished.append(job)
  return finished
= turns = [-(-x // $k) for x in $xs]
  return sorted(range(len($xs)), key=lambda job: (max(turns[job], 1), job))
! return sorted(range(len($xs)), key=lambda job: $xs[job])
in pos two
< [], 2
< [4, 3, 2], 2
# max-drop: biggest_drop, worst_loss, deepest_fall
($xs: list[int]) -> int
- Return the largest drop from an element of $xs to any later element, 0 if nothing ever drops
- Find the greatest difference $xs[i] - $xs[j] with i < j, at least 0
> The list $xs shows the level of a river day by day. Return by how much it fell at most from one day to a later day,
  not necessarily the next. If it never fell, return 0.
plan remember the highest value so far; compare the fall to each element; keep the largest
= drop = 0
  highest = None
  for x in $xs:
      if highest is None or x > highest:
          highest = x
      drop = max(drop, highest - x)
  return drop
= return max([0, *(a - b for i, a in enumerate($xs) for b in $xs[i + 1 :])])
! return max($xs, default=0) - min($xs, default=0)
! return max([0, *(a - b for a, b in zip($xs, $xs[1:]))])
in ints
< []
< [1, 5, 4, 2]
< [2, 8]
# climb: total_climb, metres_up, sum_of_rises
($xs: list[int]) -> int
- Add up all rises between neighbouring elements of $xs, ignoring falls
- Return the total height climbed along the altitudes $xs
> A hiker notes the altitudes $xs on the way. Return how many metres were climbed in total; parts that go down do not
  count.
plan compare each element with the one before; add the positive differences
= return sum(b - a for a, b in zip($xs, $xs[1:]) if b > a)
= climbed = 0
  for i in range(1, len($xs)):
      climbed += max(0, $xs[i] - $xs[i - 1])
  return climbed
! return max(0, $xs[-1] - $xs[0]) if $xs else 0
! return sum(abs(b - a) for a, b in zip($xs, $xs[1:]))
in ints
< []
< [5, 3, 4]
# peaks: find_peaks, local_maxima, peak_positions
($xs: list[int]) -> list[int]
- Return the indices of the elements of $xs that are larger than both neighbours; first and last do not count
- List the positions of all inner elements of $xs which exceed the one before and the one after
> An inner element of $xs is a peak if both its neighbours are smaller. Return the indices of all peaks in ascending
  order.
plan go through the inner indices; keep those larger than both neighbours
= return [i for i in range(1, len($xs) - 1) if $xs[i - 1] < $xs[i] > $xs[i + 1]]
= peaks = []
  for i in range(1, len($xs) - 1):
      if $xs[i] > $xs[i - 1] and $xs[i] > $xs[i + 1]:
          peaks.append(i)
  return peaks
! return [i for i in range(1, len($xs) - 1) if $xs[i - 1] <= $xs[i] >= $xs[i + 1]]
! return [$xs[i] for i in range(1, len($xs) - 1) if $xs[i - 1] < $xs[i] > $xs[i + 1]]
in ints
< []
< [1, 5, 5, 2, 7, 0]
""")


@family("list-walks", weight=3.5)
def list_walks(rng: Rng) -> Draft:
    """A list walked with a small state: packing, budgets, streaks, cancelling, tanks, peaks."""
    return one_of(rng, WALKS)
