"""Cards of the families in `dict_order`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

RANKS_1 = deck("""
combo: ranks-dense
names: rank_scores dense_ranks places ranking
params: $d: dict[str, int]
returns: dict[str, int]
said: Return the rank of each key of $d, where the largest value has rank 1 and equal values share a rank without gaps
said: Map each key of $d to its place, 1 for the highest value; ties get the same place and the next value the
    next place
said: Give every name in $d its dense rank by value, highest first, counting from 1
said: Rank the entries of $d from the highest value (rank 1) down, equal values having equal ranks and no rank
    being skipped
told: $d maps players to points. Compute the place of each player: the best score is place 1, the next lower score
    place 2 and so on. Players with equal points share a place, and no place is left out.
zh: 返回每个键的名次：值最大的为第 1 名，值相同名次相同，名次不跳号
plan: sort the different values in descending order; number them from 1; look up the place of each value
do:
    levels = sorted(set($d.values()), reverse=True)
    return {$k: levels.index($v) + 1 for $k, $v in $d.items()}
do:
    place = {$v: i for i, $v in enumerate(sorted(set($d.values()), reverse=True), start=1)}
    return {$k: place[$d[$k]] for $k in $d}
bad:
    levels = sorted($d.values(), reverse=True)
    return {$k: levels.index($v) + 1 for $k, $v in $d.items()}
case: {"a": 3, "b": 5, "c": 5, "d": 1}
inputs: one
---
combo: ranks-competition
names: competition_ranks rank_with_ties standings places
params: $d: dict[str, int]
returns: dict[str, int]
said: Return the rank of each key of $d as one plus the number of keys with a larger value
said: Map each key of $d to its competition rank: equal values share a rank and the ranks after a tie are skipped
said: For every key in $d, compute its place when the highest value is first, with ties sharing the better place
    (1, 2, 2, 4)
told: $d holds the points of each team. A team's rank is 1 plus the number of teams that have more points, so
    after two teams
    on rank 2 comes rank 4. Return a dict from team to rank.
plan: for each value count the larger values; add one
do: return {$k: 1 + sum(other > $v for other in $d.values()) for $k, $v in $d.items()}
do:
    levels = sorted($d.values(), reverse=True)
    return {$k: levels.index($v) + 1 for $k, $v in $d.items()}
bad:
    levels = sorted(set($d.values()), reverse=True)
    return {$k: levels.index($v) + 1 for $k, $v in $d.items()}
case: {"a": 3, "b": 5, "c": 5, "d": 1}
inputs: one
---
combo: percentages
names: percentages as_percent shares_in_percent percent_by_key
params: $d: dict[str, int]
returns: dict[str, float]
said: Return each value of $d as a percentage of the sum of all values, rounded to one decimal
said: Convert the numbers in $d to percentages of their total, rounded to 1 decimal place
said: For every key of $d compute what percent of the total its value makes up, with one decimal
told: $d maps items to amounts. Report what percentage of the total amount each item has, rounded to one
    decimal. If the
    total is 0, every percentage is 0.0.
zh: 把字典 $d 中的每个值换算成占总和的百分比，保留一位小数
note: Every percentage is 0.0 if the total is 0
plan: add up the values; divide each value by the sum; multiply by 100 and round
do:
    $total = sum($d.values())
    return {$k: round(100 * $v / $total, 1) if $total else 0.0 for $k, $v in $d.items()}
do:
    $total = sum($d.values())
    $out = {}
    for $k in $d:
        $out[$k] = round(100 * $d[$k] / $total, 1) if $total else 0.0
    return $out
bad:
    $total = sum($d.values())
    return {$k: round($v / $total, 1) if $total else 0.0 for $k, $v in $d.items()}
bad:
    $total = max($d.values(), default=0)
    return {$k: round(100 * $v / $total, 1) if $total else 0.0 for $k, $v in $d.items()}
case: {"a": 0, "b": 0}
inputs: one
---
combo: running
names: running_totals cumulative accumulate_values cumulative_dict
params: $d: dict[str, int]
returns: dict[str, int]
said: Return a dict with the keys of $d in which each value is the sum of all values up to and including it
said: Compute the running total of the values in $d, key by key in the order of the dict
said: Replace every value of $d by the cumulative sum so far and return the new dict
told: $d maps months to sales, in order. Return a dict that maps each month to the sales from the first month up
    to it.
plan: start at zero; add each value; store the total so far
do:
    $total = 0
    $out = {}
    for $k, $v in $d.items():
        $total += $v
        $out[$k] = $total
    return $out
do: return dict(zip($d, accumulate($d.values())))
import: from itertools import accumulate
bad:
    $total = 0
    $out = {}
    for $k, $v in $d.items():
        $out[$k] = $total
        $total += $v
    return $out
inputs: one
---
combo: running-by-key
names: cumulative_by_key running_totals_sorted cumulative_counts
params: $d: dict[int, int]
returns: dict[int, int]
said: Return a dict that maps each key of $d to the sum of the values of all keys up to it, the keys in
    ascending order
said: Turn the histogram $d into a cumulative one: for every key the total of the counts of keys less than or
    equal to it
said: Sort the keys of $d and give each the running total of the values so far
plan: go through the keys in ascending order; add each value; store the total so far
do:
    $total = 0
    $out = {}
    for $k in sorted($d):
        $total += $d[$k]
        $out[$k] = $total
    return $out
do: return {$k: sum($v for other, $v in $d.items() if other <= $k) for $k in sorted($d)}
bad: return {$k: sum($v for other, $v in $d.items() if other < $k) for $k in sorted($d)}
case: {3: 2, 1: 4, 2: 1}
case: {5: 1}
case: {}
case: {10: 3, 20: 0, 15: 6}
case: {4: 7, 0: 2}
---
combo: above-average
names: above_average keys_above_mean better_than_average
params: $d: dict[str, int]
returns: list[str]
said: Return the keys of $d whose value is greater than the average of all values, in the order of $d
said: List the names in $d that lie above the mean value
said: Find which keys of $d have a value above the average
told: $d maps students to marks. Return the names of the students whose mark is strictly above the average mark,
    in the order
    in which they appear. Return an empty list if there are no students.
plan: compute the average of the values; keep the keys above it
do:
    if not $d:
        return []
    mean = sum($d.values()) / len($d)
    return [$k for $k, $v in $d.items() if $v > mean]
do: return [$k for $k, $v in $d.items() if $v * len($d) > sum($d.values())]
bad:
    if not $d:
        return []
    mean = sum($d.values()) / len($d)
    return [$k for $k, $v in $d.items() if $v >= mean]
bad: return [$k for $k, $v in $d.items() if $v > max($d.values()) / 2]
note: Return an empty list if $d is empty
case: {"a": 2, "b": 4, "c": 6}
inputs: one
---
combo: scaled
names: normalize scale_to_max relative_values divide_by_max
params: $d: dict[str, int]
returns: dict[str, float]
said: Divide every value of $d by the largest value and round to two decimals
said: Scale the numbers in $d so that the largest becomes 1.0, rounded to 2 decimals
said: Return the values of $d relative to their maximum, with two decimals
note: All values are positive
plan: find the largest value; divide each value by it; round
do:
    $best = max($d.values())
    return {$k: round($v / $best, 2) for $k, $v in $d.items()}
do:
    $best = max($d.values())
    $out = {}
    for $k, $v in $d.items():
        $out[$k] = round($v / $best, 2)
    return $out
bad:
    $best = sum($d.values())
    return {$k: round($v / $best, 2) for $k, $v in $d.items()}
case: {"a": 5, "b": 10, "c": 3}
case: {"x": 7, "y": 7}
case: {"q": 1, "r": 3, "s": 8}
case: {"only": 4}
---
combo: group-by-threshold
names: split_by_value pass_and_fail divide_entries split_dict
params: $d: dict[str, int], $lim: int
pool: lim = limit threshold minimum needed cutoff bar
returns: tuple[list[str], list[str]]
said: Return two sorted lists: the keys of $d with a value of at least $lim, and the other keys
said: Split the keys of $d into those whose value is $lim or more and those below it, both in alphabetical order
said: Sort the names of $d into passed (value at least $lim) and failed, as a pair of sorted lists
told: $d maps names to points, and $lim points are needed to pass. Return a tuple of two lists, the names that
    passed and the
    names that did not, each sorted alphabetically.
plan: sort the keys; put each into the first or second list
do:
    passed = sorted($k for $k, $v in $d.items() if $v >= $lim)
    failed = sorted($k for $k, $v in $d.items() if $v < $lim)
    return passed, failed
do:
    passed, failed = [], []
    for $k in sorted($d):
        (passed if $d[$k] >= $lim else failed).append($k)
    return passed, failed
bad:
    passed = sorted($k for $k, $v in $d.items() if $v > $lim)
    return passed, sorted($k for $k, $v in $d.items() if $v <= $lim)
inputs: limits
---
combo: runner-gap
names: winning_margin lead gap_to_second margin
params: $d: dict[str, int]
returns: int
said: Return the difference between the largest and the second largest value of $d
said: Compute by how much the best entry of $d leads over the next one
said: Find the margin between the two highest values in $d
told: $d maps candidates to votes. Compute the winning margin: the votes of the leader minus the votes of the
    runner-up. With
    fewer than two candidates return 0. A tie for the lead gives 0.
note: Return 0 if $d has fewer than two entries
plan: sort the values in descending order; subtract the second from the first
do:
    if len($d) < 2:
        return 0
    first, second = sorted($d.values(), reverse=True)[:2]
    return first - second
do:
    ranked = sorted($d.values())
    return ranked[-1] - ranked[-2] if len(ranked) > 1 else 0
bad: return max($d.values(), default=0) - min($d.values(), default=0)
case: {"a": 9, "b": 4, "c": 6}
inputs: one
---
combo: median-of-values
names: median_value middle_value median_of_dict
params: $d: dict[str, int]
returns: float
said: Return the median of the values of $d as a float
said: Compute the middle one of the values in $d when sorted, or the mean of the two middle ones
said: Find the median value over all keys of $d
note: $d is not empty
plan: sort the values; take the middle one or the mean of the two middle ones
do:
    ordered = sorted($d.values())
    half = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return float(ordered[half])
    return (ordered[half - 1] + ordered[half]) / 2
do: return float(median($d.values()))
import: from statistics import median
bad:
    ordered = sorted($d.values())
    return float(ordered[len(ordered) // 2])
case: {"a": 1, "b": 10, "c": 4}
case: {"a": 1, "b": 10, "c": 4, "d": 6}
inputs: full
""")
