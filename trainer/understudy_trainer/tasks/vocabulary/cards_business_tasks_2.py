"""Cards of the families in `business_tasks`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

TASKS_2 = deck("""
combo: league
names: league_points points_table standings
params: $rs: list[tuple[str, str, int, int]]
pool: rs = matches results games
returns: dict[str, int]
said: Return the points of each team in the (home, away, home goals, away goals) tuples $rs: 3 for a win, 1 for
    a draw, 0 for a defeat
said: Build a table of teams and points from $rs, tuples of two teams and their goals; a win counts 3 points and
    a draw 1 for both
told: $rs lists football matches as (home team, away team, goals of the home team, goals of the away team). The
    winner gets 3 points, the loser none; after a
    draw both get 1. Return a dict from team to points that has every team that played.
plan: go through the matches; find the points of both teams; add them
do:
    $out = {}
    for home, away, scored, conceded in $rs:
        if scored == conceded:
            gains = (1, 1)
        else:
            gains = (3, 0) if scored > conceded else (0, 3)
        $out[home] = $out.get(home, 0) + gains[0]
        $out[away] = $out.get(away, 0) + gains[1]
    return $out
do:
    $out = {}
    for home, away, scored, conceded in $rs:
        for team, difference in ((home, scored - conceded), (away, conceded - scored)):
            $out[team] = $out.get(team, 0) + (3 if difference > 0 else 1 if difference == 0 else 0)
    return $out
bad:
    $out = {}
    for home, away, scored, conceded in $rs:
        $out[home] = $out.get(home, 0) + (3 if scored > conceded else 0)
        $out[away] = $out.get(away, 0) + (3 if conceded > scored else 0)
    return $out
inputs: results
---
combo: goal-difference
names: goal_difference goals_balance difference_per_team
params: $rs: list[tuple[str, str, int, int]]
pool: rs = matches results games
returns: dict[str, int]
said: Return for each team the goals it scored minus those it conceded in the (home, away, home goals, away
    goals) tuples $rs
said: Compute the goal difference of every team in $rs, whose tuples are (team, opponent, own goals, opponent's goals)
plan: go through the matches; add the difference to the first team; subtract it from the second
do:
    $out = {}
    for home, away, scored, conceded in $rs:
        $out[home] = $out.get(home, 0) + scored - conceded
        $out[away] = $out.get(away, 0) + conceded - scored
    return $out
do:
    teams = dict.fromkeys(team for match in $rs for team in match[:2])
    return {t: sum((a - b) * ((h == t) - (g == t)) for h, g, a, b in $rs) for t in teams}
bad:
    $out = {}
    for home, away, scored, conceded in $rs:
        $out[home] = $out.get(home, 0) + scored
        $out[away] = $out.get(away, 0) + conceded
    return $out
inputs: results
---
combo: attendance
names: attendance_rate always_present absence_list
params: $g: list[list[str]]
pool: g = days meetings sessions lessons
returns: list[str]
said: Return the sorted names that occur in every list of $g, one list of present people per day; [] if there
    are no days
said: Find out who was present each time: names that all lists in $g contain, in alphabetical order
plan: intersect the names of all days; sort them
do: return sorted(set.intersection(*map(set, $g))) if $g else []
do:
    if not $g:
        return []
    return sorted($w for $w in set($g[0]) if all($w in day for day in $g))
bad: return sorted({$w for day in $g for $w in day})
case: [["Ann", "Bo"], ["Bo", "Cy", "Ann"], ["Bo"]]
case: [["Ann"], ["Bo"]]
case: []
case: [["Eva", "Dan"]]
---
combo: balances
names: settle_balances who_owes net_amounts
params: $d: dict[str, int]
pool: d = paid spent expenses
returns: dict[str, float]
said: Return for each person in $d how much they paid more (positive) or less (negative) than the average,
    rounded to 2 decimals
said: Split the expenses $d evenly and return what each person gets back: the amount paid minus the equal share,
    with 2 decimals
told: Friends on a trip have paid the amounts in $d. All costs are shared equally. Return for each person the
    amount paid minus the fair share, rounded to 2
    decimals; a negative number means that the person still has to pay.
plan: divide the total by the number of people; subtract the share from each amount
do:
    if not $d:
        return {}
    share = sum($d.values()) / len($d)
    return {$k: round($v - share, 2) for $k, $v in $d.items()}
do:
    $total = sum($d.values())
    $out = {}
    for $k, $v in $d.items():
        $out[$k] = round($v - $total / len($d), 2)
    return $out
bad:
    share = sum($d.values()) / max(len($d), 1)
    return {$k: round(share - $v, 2) for $k, $v in $d.items()}
case: {"Ann": 30, "Bo": 0}
case: {"Ann": 10, "Bo": 25, "Cy": 4}
case: {}
case: {"Eva": 9}
---
combo: tiers
names: ticket_prices total_fare entrance_fee
params: $xs: list[int]
pool: xs = ages visitors guests group
knob: n: int = 5..20; price full_price adult fee
returns: float
said: Add up the tickets for the ages $xs: free below 6, half of $n from 6 to 17, $n for everybody else
said: Return the entrance fee of a group with the ages $xs when adults (18 and older) pay $n, children from 6 on
    half, and younger ones nothing
plan: find the price of each age; add the prices
do:
    $total = 0.0
    for age in $xs:
        if age >= 18:
            $total += $n
        elif age >= 6:
            $total += $n / 2
    return $total
do: return sum((0 if age < 6 else $n / 2 if age < 18 else $n for age in $xs), 0.0)
bad: return sum((0 if age <= 6 else $n / 2 if age <= 18 else $n for age in $xs), 0.0)
case: [5, 6, 17, 18]
case: [30, 40]
case: []
case: [3, 70, 12]
---
combo: queue-order
names: serving_order next_customers priority_queue
params: $rs: list[tuple[str, int]]
pool: rs = patients customers callers requests
returns: list[str]
said: Return the names of the (name, priority) tuples $rs in serving order: higher priority first, equal ones as
    they came
said: Order the people in $rs by descending priority, keeping the order of arrival for equal priorities, and
    list their names
plan: sort by descending priority; take the names
do: return [$w for $w, _ in sorted($rs, key=lambda pair: -pair[1])]
do: return [pair[0] for pair in sorted($rs, key=lambda pair: pair[1], reverse=True)]
bad: return [$w for $w, _ in sorted($rs, key=lambda pair: pair[1])]
bad: return [$w for $w, _ in sorted($rs, key=lambda pair: (-pair[1], pair[0]))]
case: [("Zoe", 1), ("Ann", 1), ("Bo", 5)]
inputs: shifts
""")
