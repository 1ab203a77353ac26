"""Family: bounded queues, heaps and binary search in sorted lists."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

QUEUES = r"""
## last_n: tail last_values keep_last ($xs: list[int], $k: int) -> list[int]
^ from collections import deque
- Return the last $k elements of $xs with a bounded deque
- Keep only the $k latest values of $xs
! Return all of them if there are fewer than $k
> fill a deque of length k; turn it into a list
= return list(deque($xs, maxlen=$k))
= return $xs[max(0, len($xs) - $k) :]
/ return $xs[:$k]
/ return $xs[-$k:]
? [1, 2, 3, 4], 2
? [1], 3
? [1, 2], 0
% ints, int(1, 4)
## last_survivor: last_one survivor josephus ($ws: list[str], $k: int) -> str
^ from collections import deque
$ws: players names children
- Children stand in a circle; every $k-th one leaves until one remains; return that name
- Count around the circle $ws, beginning with the first; each $k-th person goes out; who is left at the end
> rotate by k - 1; drop the one in front; repeat until one is left
= circle = deque($ws)
  while len(circle) > 1:
      circle.rotate(1 - $k)
      circle.popleft()
  return circle[0]
= circle = list($ws)
  i = 0
  while len(circle) > 1:
      i = (i + $k - 1) % len(circle)
      circle.pop(i)
  return circle[0]
/ circle = deque($ws)
  while len(circle) > 1:
      circle.rotate(-$k)
      circle.popleft()
  return circle[0]
/ return $ws[-1]
? ['a', 'b', 'c', 'd'], 2
? ['a'], 5
? ['a', 'b', 'c', 'd', 'e'], 3
? ['x', 'y', 'z'], 1
## moving: moving_average rolling_mean smoothed ($xs: list[int], $k: int) -> list[float]
:1 avg; NAMES=moving_average rolling_mean smoothed; SAID=averages; CODE=round(sum(window) / $k, 2)
:1 sum; NAMES=moving_sum rolling_sums window_sums; SAID=sums; CODE=sum(window)
:1 max; NAMES=moving_max window_maxima; SAID=maxima; CODE=max(window)
^ from collections import deque
- Return the $SAID of all windows of $k neighbouring numbers in $xs (averages rounded to 2 digits)
- Slide a window of length $k over $xs and list the $SAID, rounded to two digits where needed
> keep the last k numbers; when there are k of them, record the result
= window = deque(maxlen=$k)
  $out = []
  for x in $xs:
      window.append(x)
      if len(window) == $k:
          $out.append($CODE)
  return $out
= windows = ($xs[i : i + $k] for i in range(len($xs) - $k + 1))
  return [$CODE for window in windows]
/ windows = ($xs[i : i + $k] for i in range(len($xs)))
  return [$CODE for window in windows]
? [1, 2, 3, 4], 2
? [5], 2
? [3, 9, 1], 3
% ints, int(2, 3)
## kbest: k_largest top_k biggest ($xs: list[int], $k: int) -> list[int]
:1 big; NAMES=k_largest top_k biggest; SAID=largest; F=nlargest; REV=, reverse=True; ORD=the largest first
:1 small; NAMES=k_smallest bottom_k smallest_values; SAID=smallest; F=nsmallest; REV=; ORD=the smallest first
^ import heapq
- Return the $k $SAID numbers of $xs, $ORD
- Use a heap to find the $k $SAID elements of $xs, $ORD
> ask heapq for the $k $SAID
= return heapq.$F($k, $xs)
= return sorted($xs$REV)[:$k]
/ return sorted($xs)[-$k:]
/ return sorted(set($xs)$REV)[: $k - 1]
? [5, 1, 5, 9], 2
? [], 3
? [4, 2], 1
% ints, int(1, 3)
## ropes: join_cost merge_cost total_cost ($xs: list[int]) -> int
$xs: ropes lengths piles sizes
^ import heapq
- Always join the two smallest of $xs at the cost of their sum until one is left; return the total cost
- Return the least total cost of joining all of $xs, where joining two costs their sum
+ Joining two piles costs as much as both are large together, and gives a pile of that size. Starting with the sizes
  in
  $xs, join piles until only one is left, as cheaply as possible. Return the total cost; 0 for fewer than two piles.
> make a heap; pop the two smallest; push their sum and add it to the cost
= heap = list($xs)
  heapq.heapify(heap)
  cost = 0
  while len(heap) > 1:
      joined = heapq.heappop(heap) + heapq.heappop(heap)
      cost += joined
      heapq.heappush(heap, joined)
  return cost
= left = sorted($xs)
  cost = 0
  while len(left) > 1:
      joined = left[0] + left[1]
      cost += joined
      left = sorted([*left[2:], joined])
  return cost
/ return sum($xs)
/ cost = $xs[0] if $xs else 0
  for x in $xs[1:]:
      cost += x
  return cost
? [4, 3, 2, 6]
? []
? [5]
% ints(1, 20)
## insert: insert_sorted add_in_order insort_copy ($xs: list[int], $x: int) -> list[int]
^ import bisect
- Return a new list with $x inserted into the ascending list $xs so that it stays sorted
- Insert $x at its place in the sorted $xs without changing $xs
> find the place by bisection; join the parts
= i = bisect.bisect($xs, $x)
  return [*$xs[:i], $x, *$xs[i:]]
= return sorted([*$xs, $x])
/ return [*$xs, $x]
/ return sorted({*$xs, $x})
? [1, 3, 5], 3
? [], 4
% ordered, int
## rank: count_below rank position_in ($xs: list[int], $x: int) -> int
^ from bisect import bisect_left, bisect_right
:1 less; NAMES=count_below rank number_less; SAID=smaller than $x; CODE=bisect_left($xs, $x); ALT=v < $x;
  BAD=bisect_right($xs, $x)
:1 most; NAMES=count_at_most up_to_count; SAID=at most $x; CODE=bisect_right($xs, $x); ALT=v <= $x;
  BAD=bisect_left($xs, $x)
:1 more; NAMES=count_above number_greater; SAID=larger than $x; CODE=len($xs) - bisect_right($xs, $x);
  ALT=v > $x; BAD=len($xs) - bisect_left($xs, $x)
:1 equal; NAMES=count_equal occurrences; SAID=equal to $x; CODE=bisect_right($xs, $x) - bisect_left($xs, $x);
  ALT=v == $x; BAD=int($x in $xs)
- Return how many numbers of the ascending list $xs are $SAID, by binary search
- The list $xs is sorted; count its elements that are $SAID
> bisect the sorted list; turn positions into a count
= return $CODE
= return sum(1 for v in $xs if $ALT)
/ return $BAD
? [1, 3, 3, 5], 3
? [], 1
? [2, 2, 2], 2
% ordered, int
## grade: grade_of level bracket ($x: int, $xs: list[int]) -> str
$x: score points value
$xs: limits bounds breakpoints
^ from bisect import bisect
- Return the letter for $x: "A" below the first of the ascending $xs, "B" from it up to the next, and so on
- Find in which class $x falls: each limit in the sorted $xs starts the next letter, beginning with "A" below all
> find the place among the limits; turn it into a letter
= return chr(ord("A") + bisect($xs, $x))
= return chr(ord("A") + sum(1 for limit in $xs if $x >= limit))
/ return chr(ord("A") + sum(1 for limit in $xs if $x > limit))
/ return chr(ord("A") + len($xs) - bisect($xs, $x))
? 10, [10, 20]
? 5, [10, 20, 30]
? 31, [10, 20, 30]
? 1, []
"""


@family("deque-heap-bisect", weight=3.5)
def deque_heap_bisect(rng: Rng) -> Draft:
    """Bounded queues, heaps and binary search in sorted lists."""
    return from_sheet(rng, QUEUES)
