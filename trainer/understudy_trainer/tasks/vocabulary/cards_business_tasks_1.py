"""Cards of the families in `business_tasks`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

TASKS_1 = deck("""
combo: votes
names: election_winner winner most_votes
params: $ws: list[str]
pool: ws = votes ballots names choices
returns: str | None
said: Return the name with the most votes in $ws, None on a tie for the first place or without votes
said: Find the clear winner among the votes $ws: the name that occurs more often than every other; None if there
    is no such name
told: $ws has one name per vote. Return the name of the winner. If two or more names share the highest number of
    votes, or nobody voted, return None.
plan: count the votes; find the highest count; return the name if it is the only one
do:
    counts = Counter($ws).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]
do:
    highest = max(($ws.count($w) for $w in $ws), default=0)
    leaders = {$w for $w in $ws if $ws.count($w) == highest}
    return leaders.pop() if len(leaders) == 1 else None
import: from collections import Counter
bad: return max($ws, key=$ws.count) if $ws else None
inputs: ballots
---
combo: absolute-majority
names: has_majority elected absolute_winner
params: $ws: list[str], $w: str
pool: ws = votes ballots names choices
pool: w = candidate name person
returns: bool
said: Return True if more than half of the votes in $ws are for $w
said: Check whether $w has an absolute majority of the votes $ws
plan: count the votes for the name; compare twice the count with the number of votes
do: return 2 * $ws.count($w) > len($ws)
do: return sum(vote == $w for vote in $ws) > len($ws) / 2
bad: return 2 * $ws.count($w) >= len($ws)
bad: return $ws.count($w) == max($ws.count(vote) for vote in $ws) if $ws else False
case: ["a", "b"], "a"
case: ["a", "b", "a"], "a"
case: [], "x"
case: ["a", "b", "c", "a"], "a"
case: ["q"], "q"
---
combo: payroll
names: payroll wages weekly_pay
params: $rs: list[tuple[str, int]]
pool: rs = shifts hours_worked timesheet entries
knob: n: int = 10..40; rate wage per_hour pay
returns: dict[str, float]
said: Return the pay of each person in the (name, hours) tuples $rs at $n per hour, all hours above 40 in total
    paid one and a half times
said: Add up the hours of each name in $rs and compute the pay: $n for each of the first 40 hours, 1.5 times as
    much for each further hour
told: $rs is a list of (name, hours) tuples, several of them for one person. An hour is paid $n; what goes
    beyond 40 hours for a person is paid 1.5 times.
    Return a dict from name to pay as a float.
plan: add up the hours of each person; pay the first 40 normally; pay the rest one and a half times
do:
    hours = {}
    for $w, $count in $rs:
        hours[$w] = hours.get($w, 0) + $count
    return {$w: min(h, 40) * float($n) + max(h - 40, 0) * $n * 1.5 for $w, h in hours.items()}
do:
    $out = {}
    for $w in dict.fromkeys(other for other, _ in $rs):
        $total = sum($count for other, $count in $rs if other == $w)
        extra = $total - 40 if $total > 40 else 0
        $out[$w] = ($total - extra + 1.5 * extra) * $n
    return $out
bad:
    $out = {}
    for $w, $count in $rs:
        $out[$w] = $out.get($w, 0.0) + $count * float($n)
    return $out
case: [("Ann", 30), ("Ann", 20), ("Bo", 40)]
inputs: shifts
---
combo: grades
names: letter_grades final_grades assign_grades
params: $d: dict[str, list[int]]
pool: d = marks scores results points
returns: dict[str, str]
said: Return a grade for each name in $d by the average of its marks: 'A' from 90, 'B' from 75, 'C' from 50,
    otherwise 'F'
said: Map every student of $d to a letter: average at least 90 gives A, at least 75 B, at least 50 C, less than that F
told: $d maps students to their lists of marks, none of them empty. Grade each student by the average mark: 'A'
    for 90 and more, 'B' for 75 and more, 'C' for
    50 and more, and 'F' for less. Return a dict from student to grade.
plan: take the average of the marks; find the first limit it reaches; store the letter
do:
    $out = {}
    for $w, points in $d.items():
        mean = sum(points) / len(points)
        $out[$w] = "A" if mean >= 90 else "B" if mean >= 75 else "C" if mean >= 50 else "F"
    return $out
do:
    def grade(mean):
        for limit, letter in ((90, "A"), (75, "B"), (50, "C")):
            if mean >= limit:
                return letter
        return "F"

    return {$w: grade(sum(points) / len(points)) for $w, points in $d.items()}
bad:
    $out = {}
    for $w, points in $d.items():
        mean = sum(points) / len(points)
        $out[$w] = "A" if mean > 90 else "B" if mean > 75 else "C" if mean > 50 else "F"
    return $out
case: {"Ann": [90], "Bo": [75, 75], "Cy": [50], "Di": [49]}
inputs: marks
---
combo: honor-roll
names: honor_roll best_students passing_names
params: $d: dict[str, list[int]]
pool: d = marks scores results points
knob: n: int = 40..80; limit required pass_mark minimum
returns: list[str]
said: Return the sorted names in $d whose average mark is at least $n and who have no mark below 40
said: List in alphabetical order the students of $d with a mean of $n or more and every mark at least 40
plan: test the average and the lowest mark of each; sort the names
do: return sorted($w for $w, points in $d.items() if sum(points) / len(points) >= $n and min(points) >= 40)
do:
    $out = []
    for $w, points in $d.items():
        mean = sum(points) / len(points)
        if mean >= $n and all(p >= 40 for p in points):
            $out.append($w)
    return sorted($out)
bad: return sorted($w for $w, points in $d.items() if sum(points) / len(points) >= $n)
case: {"Ann": [39, 100, 100], "Bo": [85]}
inputs: marks
---
combo: drop-lowest
names: average_without_lowest adjusted_average drop_worst
params: $xs: list[int]
pool: xs = marks scores grades points
returns: float
said: Return the average of $xs without its lowest value, which is left out once; a single mark counts as it is;
    0.0 for no marks
said: Drop the smallest number of $xs (once) and compute the mean of the rest as a float, rounded to 2 decimals
note: A single number is kept and an empty list gives 0.0
note: Round to 2 decimals
plan: return 0.0 without marks; leave out the smallest of several; divide the sum by the number
do:
    if not $xs:
        return 0.0
    kept = sorted($xs)[1:] or $xs
    return round(sum(kept) / len(kept), 2)
do:
    if len($xs) < 2:
        return float(sum($xs))
    return round((sum($xs) - min($xs)) / (len($xs) - 1), 2)
bad: return round(sum($xs) / len($xs), 2) if $xs else 0.0
case: [40, 90, 80]
case: [70]
case: []
case: [50, 50, 65]
---
combo: stock-movements
names: apply_movements update_stock book_changes
params: $d: dict[str, int], $rs: list[tuple[str, int]]
pool: d = stock inventory shelf
pool: rs = movements changes bookings deliveries
returns: dict[str, int]
said: Apply the (article, change) tuples $rs to $d one by one, a change that would make an amount negative being
    skipped, and return $d
said: Update the stock $d with the changes $rs in order; new articles start at 0, and no amount may fall below
    0: such a change is ignored; return $d
plan: go through the changes; compute the new amount; store it unless it is negative
do:
    for $k, change in $rs:
        if $d.get($k, 0) + change >= 0:
            $d[$k] = $d.get($k, 0) + change
    return $d
do:
    for $k, change in $rs:
        level = $d.get($k, 0) + change
        if level < 0:
            continue
        $d[$k] = level
    return $d
bad:
    for $k, change in $rs:
        $d[$k] = $d.get($k, 0) + change
    return $d
inputs: movements
---
combo: reorder
names: to_reorder low_stock reorder_list
params: $d: dict[str, int], $e: dict[str, int]
pool: d = stock inventory amounts
pool: e = minimum wanted targets levels
returns: dict[str, int]
said: Return how much of each article in $e must be ordered so that $d reaches the amounts of $e, only where
    something is missing
said: Compare the stock $d with the target amounts $e and return the missing amounts that are greater than 0
plan: subtract the stock from each target; keep what is positive
do: return {$k: $v - $d.get($k, 0) for $k, $v in $e.items() if $d.get($k, 0) < $v}
do:
    $out = {}
    for $k, $v in $e.items():
        lacking = $v - $d.get($k, 0)
        if lacking > 0:
            $out[$k] = lacking
    return $out
bad: return {$k: $v - $d[$k] for $k, $v in $e.items() if $k in $d and $d[$k] < $v}
case: {"a": 2, "b": 9}, {"a": 5, "b": 4, "c": 1}
case: {}, {"x": 3}
case: {"x": 3}, {"x": 3}
case: {"q": 0}, {}
---
combo: free-slot
names: is_free can_book no_overlap
params: $rs: list[tuple[int, int]], $a: int, $b: int
pool: rs = bookings stays meetings reserved
pool: a = start arrival begin first
pool: b = end departure finish last
returns: bool
said: Check whether the time from $a to $b overlaps none of the (start, end) bookings in $rs; touching ends do
    not overlap
said: Return True if a booking from $a to $b fits between those in $rs, where one may begin exactly when another ends
told: A room has the bookings $rs, each a tuple of start and end. Someone wants it from $a to $b. Return True if
    that is possible. It is allowed to start
    at the very moment at which another booking ends, and the other way round.
plan: compare with each booking; it is free if one ends before the other starts
do: return all(end <= $a or start >= $b for start, end in $rs)
do:
    for start, end in $rs:
        if start < $b and $a < end:
            return False
    return True
bad: return all(end < $a or start > $b for start, end in $rs)
bad: return all(not start <= $a < end for start, end in $rs)
inputs: stays
---
combo: overdue
names: overdue_readers late_readers reminders
params: $rs: list[tuple[str, int, int | None]], $today: int
pool: rs = loans lendings rentals
pool: today = today day now
knob: n: int = 7..28; days limit period allowed
returns: list[str]
said: Return the sorted names that have a loan in $rs, (name, day lent, day returned or None), not returned and
    older than $n days on day $today
said: List everybody, once and in alphabetical order, with an open loan in $rs (returned is None) that was lent
    more than $n days before $today
plan: keep the open loans that are too old; collect the names; sort them
do: return sorted({$w for $w, lent, back in $rs if back is None and $today - lent > $n})
do:
    late = set()
    for $w, lent, back in $rs:
        if back is not None:
            continue
        if lent + $n < $today:
            late.add($w)
    return sorted(late)
bad: return sorted({$w for $w, lent, back in $rs if $today - lent > $n})
bad: return sorted({$w for $w, lent, back in $rs if back is None and $today - lent >= $n - 5})
inputs: loans
""")
