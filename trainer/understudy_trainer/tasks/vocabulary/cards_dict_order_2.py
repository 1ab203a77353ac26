"""Cards of the families in `dict_order`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

RANKS_2 = deck("""
combo: case-insensitive-order
names: sort_ignoring_case ordered_by_name alphabetical
params: $d: dict[str, int]
returns: list[tuple[str, int]]
said: Return the (key, value) pairs of $d sorted by key, ignoring case
said: List the items of $d in alphabetical order of their keys without regard to upper and lower case
said: Sort the entries of $d by the lowercase form of the key and return them as tuples
plan: sort the items by the lowercase key
do: return sorted($d.items(), key=lambda pair: pair[0].lower())
do: return [($k, $d[$k]) for $k in sorted($d, key=str.lower)]
bad: return sorted($d.items())
case: {"b": 1, "A": 2, "C": 3}
case: {"Zoe": 1, "adam": 4, "Mia": 2}
case: {}
case: {"x": 9}
case: {"beta": 0, "Alpha": 7, "gamma": 7, "Delta": 2}
""")
