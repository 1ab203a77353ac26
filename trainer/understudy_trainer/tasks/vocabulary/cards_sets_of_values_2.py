"""Cards of the families in `sets_of_values`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

SETS_2 = deck("""
combo: is-partition
names: is_partition covers_exactly splits_evenly
params: $g: list[set[int]], $n: int
pool: g = parts sets groups blocks
pool: n = n size total last
returns: bool
said: Check whether the sets in $g contain each number from 1 to $n exactly once altogether
said: Return True if $g splits the numbers 1 to $n into sets without overlap or gap
plan: join all elements in a sorted list; compare it with the full range
do: return sorted($x for part in $g for $x in part) == list(range(1, $n + 1))
do:
    union = set().union(*$g)
    return union == set(range(1, $n + 1)) and sum(map(len, $g)) == $n
bad: return set().union(*$g) == set(range(1, $n + 1))
case: [{1, 3}, {2}], 3
case: [{1, 2}, {2, 3}], 3
case: [{1}, {3}], 3
case: [], 0
case: [{4, 1}, {2}, {3}], 4
""")
