"""Cards of the families in `dict_keys`."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

PICKED = deck("""
combo: pick-in-order
names: pick select_keys take_keys subset_dict
params: $d: dict[str, int], $wanted: list[str]
returns: dict[str, int]
pool: wanted = wanted keys names chosen fields allowed
said: Return a new dict with the entries of $d whose keys are listed in $wanted, in the order of $wanted
said: Pick the keys $wanted out of $d, ignoring those that are missing
said: Build a dict from $d that holds only the keys in $wanted which $d really has, ordered as in $wanted
said: Select from $d the entries named in $wanted and leave out unknown names
told: $d is a dictionary and $wanted a list of keys. Return a new dictionary that holds the wanted entries in
    the order of
    $wanted. Keys that $d does not have are skipped.
zh: 返回只含 $wanted 中所列键的新字典，忽略 $d 中不存在的键
plan: go through the wanted keys; keep those found in the dict
do: return {$k: $d[$k] for $k in $wanted if $k in $d}
do:
    $out = {}
    for $k in $wanted:
        if $k in $d:
            $out[$k] = $d[$k]
    return $out
bad: return {$k: $v for $k, $v in $d.items() if $k not in $wanted}
bad: return {$k: $d.get($k) for $k in $wanted}
inputs: keyed
---
combo: pick-default
names: pick_with_default values_or_default select_with_default
params: $d: dict[str, int], $wanted: list[str], $fallback: int
returns: dict[str, int]
pool: wanted = wanted keys names columns fields
pool: fallback = default fallback missing filler value
said: Return a dict with every key of $wanted and its value in $d, or $fallback if $d lacks the key
said: For each key in $wanted look up $d, using $fallback for missing ones, and return the result as a dict
said: Build a dictionary with exactly the keys $wanted, filled from $d or with $fallback
told: A report shows the columns $wanted for each record. For the record $d return a dictionary with exactly
    these keys. A key that the record does not have gets the value $fallback.
plan: go through the wanted keys; look each up with the default
do: return {$k: $d.get($k, $fallback) for $k in $wanted}
do:
    $out = {}
    for $k in $wanted:
        $out[$k] = $d[$k] if $k in $d else $fallback
    return $out
bad: return {$k: $d[$k] for $k in $wanted if $k in $d}
inputs: defaulted
---
combo: omit
names: omit without_keys drop_keys remove_keys
params: $d: dict[str, int], $bad: list[str]
returns: dict[str, int]
pool: bad = unwanted keys hidden blocked excluded drop
said: Return a copy of $d without the keys in $bad
said: Leave out the entries of $d whose keys appear in $bad
said: Drop the keys listed in $bad from $d, returning a new dict
told: Some fields of $d must not be shown. Return a new dictionary with all entries of $d except those whose
    keys are listed in
    $bad. The dictionary $d itself stays as it is.
plan: go through the entries; skip the unwanted keys
do: return {$k: $v for $k, $v in $d.items() if $k not in $bad}
do:
    $out = dict($d)
    for $k in $bad:
        $out.pop($k, None)
    return $out
bad: return {$k: $v for $k, $v in $d.items() if $k in $bad}
inputs: keyed
---
combo: split-keys
names: split_by_keys partition_dict divide separate
params: $d: dict[str, int], $wanted: list[str]
returns: tuple[dict[str, int], dict[str, int]]
pool: wanted = wanted keys names chosen selected
said: Split $d into two dicts: the entries whose keys are in $wanted and all the others
said: Return a pair of dicts, first the part of $d with keys in $wanted, then the rest
said: Partition the entries of $d by whether their key is in $wanted
plan: collect the entries with wanted keys; collect the others
do:
    inside = {$k: $v for $k, $v in $d.items() if $k in $wanted}
    outside = {$k: $v for $k, $v in $d.items() if $k not in $wanted}
    return inside, outside
do:
    inside, outside = {}, {}
    for $k, $v in $d.items():
        (inside if $k in $wanted else outside)[$k] = $v
    return inside, outside
bad:
    inside = {$k: $v for $k, $v in $d.items() if $k in $wanted}
    return {$k: $v for $k, $v in $d.items() if $k not in $wanted}, inside
inputs: keyed
---
combo: missing-required
names: missing_keys missing_fields required_missing absent_keys
params: $d: dict[str, int], $needed: list[str]
returns: list[str]
pool: needed = required needed expected fields keys
said: Return the keys of $needed that $d does not have, sorted
said: List in alphabetical order the required keys $needed that are missing from $d
said: Find which entries of $needed are no keys of $d and return them sorted
told: A configuration $d must have all the keys in $needed. Return a sorted list of the ones that are missing, without
    repetition. If nothing is missing, return an empty list.
plan: take the set of required keys; remove the keys of the dict; sort the rest
do: return sorted(set($needed) - set($d))
do: return sorted({$k for $k in $needed if $k not in $d})
bad: return sorted(set($d) - set($needed))
note: A missing key is listed once
inputs: keyed
---
combo: has-all
names: has_all_keys has_required is_complete contains_all
params: $d: dict[str, int], $needed: list[str]
returns: bool
pool: needed = required needed expected fields keys
said: Check whether $d has every key in $needed
said: Return True if all of $needed are keys of $d, False otherwise
said: Tell whether none of the keys $needed is missing from $d
zh: 判断 $needed 中的每个键是否都在字典 $d 中
told: A request arrives as the dictionary $d. It is complete if it has a value for each of the keys in $needed.
    Return True in this case and False otherwise. Other keys do not matter.
plan: look each required key up; return False if one is missing
do: return all($k in $d for $k in $needed)
do: return set($needed) <= set($d)
bad: return any($k in $d for $k in $needed)
bad: return set($d) == set($needed)
case: {"a": 1, "b": 2}, ["a"]
case: {"a": 1, "b": 2}, ["b", "a"]
inputs: keyed
---
combo: unknown-keys
names: unknown_keys extra_keys unexpected_options not_allowed
params: $d: dict[str, int], $allowed: list[str]
returns: list[str]
pool: allowed = allowed known valid permitted
said: Return the sorted keys of $d that are not in $allowed
said: List the keys of $d which $allowed does not contain, in alphabetical order
said: Find unexpected keys in $d, that is those missing from $allowed, and return them sorted
plan: keep the keys that are not allowed; sort them
do: return sorted($k for $k in $d if $k not in $allowed)
do: return sorted(set($d) - set($allowed))
bad: return sorted($k for $k in $allowed if $k not in $d)
inputs: keyed
---
combo: drop-none
names: drop_none without_none remove_missing compact
params: $d: dict[str, object]
returns: dict[str, object]
said: Return a copy of $d without the entries whose value is None
said: Remove all keys of $d that are mapped to None; keep 0, False and empty strings
said: Drop the None values from $d and return the remaining entries
told: Query parameters are collected in $d, where None means not given. Return a new dict with the entries that
    were given.
    Values such as 0, False and the empty string are kept.
plan: keep the entries whose value is not None
do: return {$k: $v for $k, $v in $d.items() if $v is not None}
do:
    $out = {}
    for $k, $v in $d.items():
        if $v is None:
            continue
        $out[$k] = $v
    return $out
bad: return {$k: $v for $k, $v in $d.items() if $v}
inputs: holes
---
combo: drop-falsy
names: drop_empty truthy_entries remove_blank non_empty_fields
params: $d: dict[str, object]
returns: dict[str, object]
said: Return the entries of $d whose value is truthy as a new dict
said: Drop every entry of $d with an empty, zero, False or None value
said: Keep only those keys of $d whose values count as true
told: A form sends the dictionary $d, in which fields left blank hold empty or zero values. Return a new
    dictionary with only those entries whose value counts as true.
plan: keep the entries whose value is truthy
do: return {$k: $v for $k, $v in $d.items() if $v}
do:
    $out = {}
    for $k in $d:
        if $d[$k]:
            $out[$k] = $d[$k]
    return $out
bad: return {$k: $v for $k, $v in $d.items() if $v is not None}
inputs: holes
---
combo: fill-none
names: fill_missing replace_none with_defaults fill_gaps
params: $d: dict[str, object], $fallback: object
returns: dict[str, object]
pool: fallback = default fallback filler replacement value
said: Return a copy of $d in which every None value is replaced by $fallback
said: Replace None by $fallback in the values of $d, leaving all other values alone
said: Fill the gaps of $d: a value of None becomes $fallback
plan: go through the entries; use the default for None
do: return {$k: $fallback if $v is None else $v for $k, $v in $d.items()}
do:
    $out = dict($d)
    for $k in $out:
        if $out[$k] is None:
            $out[$k] = $fallback
    return $out
bad: return {$k: $v or $fallback for $k, $v in $d.items()}
inputs: filled
""")
