"""Cards of the families in `dict_nested`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

NESTED_2 = deck("""
combo: find-key
names: find_all values_of_key collect_values search_key
params: $d: dict, $wanted: str
pool: wanted = key name wanted field target
pool: d = data d tree config nested
returns: list[int]
said: Return the numbers stored under the key $wanted at any level of the nested dict $d, in order
said: Search $d and all dicts inside it for the key $wanted and list its values, skipping dicts
told: A nested configuration $d has the same option in several places. Collect the numbers stored under the key
    $wanted at every level, in the order in which they are met, and return them as a list.
plan: go through the entries; keep the number if the key matches; search inner dicts
do:
    $out = []
    for $k, $v in $d.items():
        if isinstance($v, dict):
            $out += SELF($v, $wanted)
        elif $k == $wanted:
            $out.append($v)
    return $out
do:
    return [
        leaf
        for $k, $v in $d.items()
        for leaf in (SELF($v, $wanted) if isinstance($v, dict) else [$v] * ($k == $wanted))
    ]
bad: return [$d[$wanted]] if $wanted in $d else []
case: {"id": 1, "child": {"id": 2, "name": 7}}, "id"
case: {"a": {"x": 5}, "b": {"x": 6, "c": {"x": 7}}}, "x"
case: {"a": 1}, "b"
case: {"size": {"size": 4}}, "size"
case: {}, "k"
---
combo: deep-merge
names: deep_merge merge_nested overlay merge_configs
params: $base: dict, $over: dict
pool: base = base defaults first old
pool: over = override overrides extra second new
returns: dict
said: Merge $over into $base: inner dicts are merged recursively, other values of $over win
said: Return a new nested dict with the entries of both $base and $over; where both have a dict, merge these,
    else take that of $over
said: Combine the nested dictionaries $base and $over, $over taking precedence, level by level
told: $base holds default settings and $over those of the user; both may contain inner dictionaries. Return the
    merged settings: if
    both have a dictionary under a key, merge the two in the same way; otherwise the user's value replaces the
    default.
plan: copy the first; merge where both values are dicts; otherwise take the second's value
do:
    $out = dict($base)
    for $k, $v in $over.items():
        if isinstance($v, dict) and isinstance($out.get($k), dict):
            $out[$k] = SELF($out[$k], $v)
        else:
            $out[$k] = $v
    return $out
do:
    $out = {**$base, **$over}
    for $k in $base:
        if $k in $over and isinstance($base[$k], dict) and isinstance($over[$k], dict):
            $out[$k] = SELF($base[$k], $over[$k])
    return $out
bad: return {**$base, **$over}
inputs: deep
---
combo: increment-leaves
names: map_leaves scale_leaves multiply_all
params: $d: dict
pool: d = data d tree prices nested
knob: n: int = 2..9; n factor by rate k
returns: dict
said: Return a copy of the nested dict $d with every number multiplied by $n
said: Multiply all leaves of $d by $n, keeping the nested structure
said: Build a dict shaped like $d in which each number is $n times as large
plan: go through the entries; treat inner dicts the same way; multiply numbers
do: return {$k: SELF($v$more) if isinstance($v, dict) else $v * $n for $k, $v in $d.items()}
do:
    $out = {}
    for $k, $v in $d.items():
        if isinstance($v, dict):
            $out[$k] = SELF($v$more)
        else:
            $out[$k] = $v * $n
    return $out
bad: return {$k: $v * $n for $k, $v in $d.items() if not isinstance($v, dict)}
inputs: trees
""")
