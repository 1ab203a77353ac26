"""Cards of the families in `dict_collections`."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

MULTI = deck("""
combo: append-to
names: add_to_list append_value add_entry record
params: $d: dict[str, list[int]], $k: str, $v: int
returns: dict[str, list[int]]
said: Append $v to the list of $k in $d, starting a new list if $k is not there, and return $d
said: Add the number $v to the list that $d keeps for $k and return $d; create the list if needed
told: $d keeps a list of measurements for each sensor. A new measurement $v of the sensor $k has come in. Append
    it to the right list and return $d. A sensor that is not known yet gets a new list.
plan: find or create the list of the key; append the value; return the dict
do:
    $d.setdefault($k, []).append($v)
    return $d
do:
    if $k not in $d:
        $d[$k] = []
    $d[$k].append($v)
    return $d
bad:
    $d[$k] = [$v]
    return $d
case: {"a": [1]}, "a", 2
inputs: item
---
combo: invert-lists
names: invert_lists owners_of index_members reverse_groups
params: $d: dict[str, list[int]]
pool: d = groups data teams members d
returns: dict[int, list[str]]
said: Return a dict from each number in the lists of $d to the sorted keys whose lists contain it
said: Invert $d, a dict of lists: map every listed number to all keys that list it, in alphabetical order
told: $d says for every club which member numbers it has. Return the opposite table: for every member number the
    sorted list of the
    clubs it belongs to. No number is listed twice in a club's list.
plan: go through keys and their numbers; append the key to the number's list; sort
do:
    $out = {}
    for $k in sorted($d):
        for $v in $d[$k]:
            if $k not in $out.setdefault($v, []):
                $out[$v].append($k)
    return $out
do: return {$v: sorted($k for $k in $d if $v in $d[$k]) for $k in $d for $v in $d[$k]}
bad: return {$v: [$k] for $k in $d for $v in $d[$k]}
case: {"b": [1, 2], "a": [2]}
inputs: lists
---
combo: to-pairs
names: to_pairs explode flatten_groups list_pairs
params: $d: dict[str, list[int]]
pool: d = groups data table d
returns: list[tuple[str, int]]
said: Return a (key, number) tuple for every number in the lists of $d, in order
said: Flatten the dict of lists $d to a list of pairs, one for each element of each list
said: Explode $d: pair every key with each element of its list
plan: go through keys and their lists; pair the key with each element
do: return [($k, x) for $k, $v in $d.items() for x in $v]
do:
    $out = []
    for $k, $v in $d.items():
        for x in $v:
            $out.append(($k, x))
    return $out
bad: return [($k, $v[0]) for $k, $v in $d.items() if $v]
inputs: lists
---
combo: keys-with
names: keys_containing groups_with who_has find_owners
params: $d: dict[str, list[int]], $x: int
pool: x = value x wanted number target
returns: list[str]
said: Return the keys of $d whose list contains $x, sorted
said: List in alphabetical order every key of $d that has $x in its list
said: Find out which lists of $d include $x and return their keys, sorted
plan: keep the keys whose list has the value; sort them
do: return sorted($k for $k, $v in $d.items() if $x in $v)
do:
    $out = []
    for $k in $d:
        if $x in $d[$k]:
            $out.append($k)
    $out.sort()
    return $out
bad: return sorted($k for $k, $v in $d.items() if $x not in $v)
inputs: valued
---
combo: merge-lists
names: merge_lists join_groups combine_lists extend_groups
params: $d: dict[str, list[int]], $e: dict[str, list[int]]
returns: dict[str, list[int]]
said: Merge two dicts of lists: for a common key the list of $d is followed by that of $e
said: Return a dict with all keys of $d and $e whose lists are joined, those of $d first
said: Combine $d and $e by concatenating the lists of equal keys
plan: copy the lists of the first; extend them by the lists of the second
do: return {$k: $d.get($k, []) + $e.get($k, []) for $k in {**$d, **$e}}
do:
    $out = {$k: list($v) for $k, $v in $d.items()}
    for $k, $v in $e.items():
        $out.setdefault($k, []).extend($v)
    return $out
bad: return {**$d, **$e}
case: {"a": [1]}, {"a": [2], "b": [3]}
case: {}, {"x": [4]}
case: {"x": [4, 5]}, {}
case: {"p": [1, 2], "q": []}, {"q": [7], "p": [1]}
---
combo: clean-lists
names: drop_empty_lists tidy_groups unique_lists normalized
params: $d: dict[str, list[int]]
returns: dict[str, list[int]]
said: Sort each list of $d, remove repeated numbers from it and leave out keys with an empty list
said: Return $d without empty lists, every other list sorted and free of duplicates
plan: skip empty lists; sort the set of each list
do: return {$k: sorted(set($v)) for $k, $v in $d.items() if $v}
do:
    $out = {}
    for $k, $v in $d.items():
        if $v:
            $out[$k] = sorted(set($v))
    return $out
bad: return {$k: sorted($v) for $k, $v in $d.items() if $v}
case: {"a": [3, 1, 3], "b": []}
inputs: lists
---
combo: common-of-all
names: common_elements in_every_list shared_by_all
params: $d: dict[str, list[int]]
returns: list[int]
said: Return the numbers that occur in every list of $d, sorted
said: Find the values common to all lists of $d, in ascending order without repetition
note: Return an empty list if $d is empty
plan: start with the first list as a set; intersect with the others; sort
do:
    if not $d:
        return []
    first, *others = $d.values()
    return sorted(set(first).intersection(*others))
do:
    lists = list($d.values())
    return sorted({x for x in lists[0] if all(x in $v for $v in lists)}) if lists else []
bad: return sorted({x for $v in $d.values() for x in $v})
case: {"a": [1, 2, 3], "b": [3, 2, 2]}
case: {"a": [5], "b": [6]}
inputs: lists
---
combo: dicts-to-lists
names: collect_by_key gather_columns to_columns
params: $ds: list[dict[str, int]]
returns: dict[str, list[int]]
said: Return a dict from each key in the dicts of $ds to the list of all its values, in order
said: Turn the list of dicts $ds into one dict of lists, collecting the values of each key
zh: 把字典列表 $ds 合并成一个字典，每个键对应其全部取值的列表
plan: go through the dicts; append each value to the list of its key
do:
    $out = {}
    for $d in $ds:
        for $k, $v in $d.items():
            $out.setdefault($k, []).append($v)
    return $out
do: return {$k: [other[$k] for other in $ds if $k in other] for $d in $ds for $k in $d}
bad: return {$k: [$v] for $d in $ds for $k, $v in $d.items()}
inputs: dicts
---
combo: columns-to-rows
names: columns_to_rows to_records unzip_table
params: $d: dict[str, list[int]]
pool: d = columns table data frame
returns: list[dict[str, int]]
said: Turn $d, a dict of columns of equal length, into a list of row dicts
said: Return one dict per position, with every key of $d and the element of its list at this position
told: $d holds a table by columns: each key has a list, and all lists are of the same length. Return the table
    by rows, as a list of
    dictionaries with the same keys.
plan: walk through all lists together; pair the keys with the elements
do: return [dict(zip($d, values)) for values in zip(*$d.values())]
do:
    count = len(next(iter($d.values()), []))
    return [{$k: $d[$k][i] for $k in $d} for i in range(count)]
bad: return [{$k: x} for $k, $v in $d.items() for x in $v]
case: {"a": [1, 2], "b": [3, 4]}
case: {"x": [5, 6, 7]}
case: {}
case: {"a": [], "b": []}
case: {"id": [1, 2, 3], "n": [0, 4, 4], "m": [9, 8, 7]}
---
combo: merged-sum
names: sum_dicts add_dicts total_by_key merge_counts
params: $ds: list[dict[str, int]]
returns: dict[str, int]
said: Merge the dicts in $ds into one, adding up the values of equal keys
said: Return a dict that has for every key in $ds the sum of its values over all dicts
said: Add the dicts of the list $ds together, key by key
told: Each dictionary in $ds counts the sales of one day. Return a single dictionary with the sales of all days
    together: the values of equal keys are added.
plan: start with an empty dict; add every value to its key
do:
    $out = {}
    for $d in $ds:
        for $k, $v in $d.items():
            $out[$k] = $out.get($k, 0) + $v
    return $out
do:
    counter = Counter()
    for $d in $ds:
        counter.update($d)
    return dict(counter)
import: from collections import Counter
bad:
    $out = {}
    for $d in $ds:
        $out.update($d)
    return $out
inputs: dicts
---
combo: keys-in-all
names: common_keys keys_in_all shared_keys
params: $ds: list[dict[str, int]]
returns: list[str]
said: Return the sorted keys that every dict in $ds has
said: Find the keys common to all dicts of the list $ds, in alphabetical order; none for an empty list
plan: intersect the key sets; sort the result
do:
    if not $ds:
        return []
    return sorted(set($ds[0]).intersection(*$ds[1:]))
do: return sorted($k for $k in $ds[0] if all($k in $d for $d in $ds)) if $ds else []
bad: return sorted({$k for $d in $ds for $k in $d})
note: Return an empty list if $ds is empty
inputs: dicts
---
combo: max-per-key
names: best_by_key max_per_key highest_values
params: $ds: list[dict[str, int]]
returns: dict[str, int]
said: For every key in the dicts of $ds return its largest value
said: Merge the dicts $ds, keeping the maximum where a key occurs more than once
plan: go through all entries; keep the larger value of each key
do:
    $out = {}
    for $d in $ds:
        for $k, $v in $d.items():
            if $k not in $out or $v > $out[$k]:
                $out[$k] = $v
    return $out
do: return {$k: max(other[$k] for other in $ds if $k in other) for $d in $ds for $k in $d}
bad: return {$k: $v for $d in $ds for $k, $v in $d.items()}
case: [{"a": 4}, {"a": 2}]
inputs: dicts
""")
