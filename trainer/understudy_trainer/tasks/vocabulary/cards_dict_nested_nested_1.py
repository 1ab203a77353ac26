"""Cards of the families in `dict_nested`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

NESTED_1 = deck("""
combo: get-path
names: get_path dig lookup_path deep_get
params: $d: dict, $path: list[str]
pool: path = path keys steps route
pool: d = data d tree config nested settings
returns: object
said: Follow the keys in $path into the nested dict $d and return the value found there, or None if a key is missing
said: Return the value of $d at the path $path (a list of keys); return None if the path does not exist
said: Walk down $d key by key along $path and give back the value, None when a step fails
told: $d is a nested dictionary and $path a list of keys that leads to a value inside it. Return this value. If
    at some point the
    key is missing or there is no dictionary any more, return None.
plan: start at the outer dict; step into it key by key; return None if a key is missing
do:
    here = $d
    for $k in $path:
        if not isinstance(here, dict) or $k not in here:
            return None
        here = here[$k]
    return here
do:
    if not $path:
        return $d
    if not isinstance($d, dict) or $path[0] not in $d:
        return None
    return SELF($d[$path[0]], $path[1:])
bad: return $d.get($path[0]) if $path else None
inputs: paths
---
combo: get-dotted
names: get_dotted resolve lookup_dotted config_value
params: $d: dict, $path: str
pool: path = path key name dotted address
pool: d = data config tree settings nested options
returns: object
said: Return the value in the nested dict $d at the dotted path $path such as 'a.b.c', or None if there is none
said: Look up $path, keys joined by dots, in the nested dictionary $d; return None for an unknown path
said: Split $path at the dots and follow the keys into $d, returning None if one is missing
plan: split the path at the dots; step into the dict key by key; return None if a key is missing
do:
    here = $d
    for $k in $path.split("."):
        if not isinstance(here, dict) or $k not in here:
            return None
        here = here[$k]
    return here
do:
    for $k in $path.split("."):
        $d = $d.get($k) if isinstance($d, dict) else None
    return $d
bad: return $d.get($path)
inputs: dotted
---
combo: has-path
names: has_path path_exists contains_path
params: $d: dict, $path: list[str]
pool: path = path keys steps route
pool: d = data d tree config nested
returns: bool
said: Check whether the keys in $path can be followed one after the other into the nested dict $d
said: Return True if $d has a value at the path $path, False if some key on the way is missing
plan: step into the dict key by key; return False if a key is missing
do:
    for $k in $path:
        if not isinstance($d, dict) or $k not in $d:
            return False
        $d = $d[$k]
    return True
do: return not $path or (isinstance($d, dict) and $path[0] in $d and SELF($d[$path[0]], $path[1:]))
bad: return all($k in $d for $k in $path)
inputs: paths
---
combo: set-path
names: set_path put_value deep_set assign_path
params: $d: dict, $path: list[str], $v: int
pool: path = path keys steps route
pool: d = data tree config nested settings
returns: dict
said: Store $v in the nested dict $d at the path $path, creating missing dicts on the way, and return $d
said: Set the value at $path (a list of keys) inside $d to $v; add inner dictionaries where needed; return the
    changed dict
said: Walk along $path through $d, making empty dicts for missing keys, put $v under the last key and return $d
note: $path has at least one key and every step but the last leads to a dict or to nothing
plan: step into the dict for all keys but the last; create missing dicts; set the last key
do:
    here = $d
    for $k in $path[:-1]:
        here = here.setdefault($k, {})
    here[$path[-1]] = $v
    return $d
do:
    if len($path) == 1:
        $d[$path[0]] = $v
    else:
        SELF($d.setdefault($path[0], {}), $path[1:], $v)
    return $d
bad:
    for $k in $path:
        $d[$k] = $v
    return $d
case: {}, ["a", "b"], 3
case: {"a": {"x": 1}}, ["a", "y"], 2
case: {"a": {"x": 1}}, ["b"], 4
case: {"a": {"b": {"c": 1}}}, ["a", "b", "c"], 9
case: {"n": 5}, ["n"], 6
---
combo: flatten
names: flatten flatten_dict dotted_keys flat_paths
params: $d: dict
pool: d = data d tree config nested
knob: sep: str = . / _ : - ; sep separator joiner delimiter
returns: dict[str, int]
said: Flatten the nested dict $d into one level, joining the keys of each path with $sep
said: Return a flat dict in which every leaf of $d has its keys joined by $sep as key
said: Turn the nested dictionary $d into a plain one; the new keys are the paths with $sep between the parts
told: $d is a dictionary whose values are numbers or again such dictionaries. Return a flat dictionary with one
    entry for each
    number; its key is made of all keys on the way to it, joined by $sep. Empty inner dictionaries vanish.
zh: 把嵌套字典 $d 展平为一层，路径上的键用 $sep 连接
plan: go through the entries; flatten inner dicts recursively; put the key before their keys
do:
    $out = {}
    for $k, $v in $d.items():
        if isinstance($v, dict):
            for inner, leaf in SELF($v$more).items():
                $out[$k + $sep + inner] = leaf
        else:
            $out[$k] = $v
    return $out
do:
    $out = {}
    pending = [("", $d)]
    while pending:
        prefix, level = pending.pop()
        for $k, $v in level.items():
            if isinstance($v, dict):
                pending.append((prefix + $k + $sep, $v))
            else:
                $out[prefix + $k] = $v
    return $out
bad: return {$k: $v for $k, $v in $d.items() if not isinstance($v, dict)}
inputs: trees
---
combo: unflatten
names: unflatten nest_keys expand_paths build_nested
params: $d: dict[str, int]
returns: dict
said: Turn $d, whose keys are paths such as 'a.b', into a nested dict
said: Build a nested dictionary from $d by splitting each key at the dots
said: Expand the dotted keys of the flat dict $d into inner dicts
told: $d is flat and its keys consist of parts joined by dots. Return the nested dictionary they describe: the
    key 'a.b' becomes
    an entry 'b' in the inner dictionary 'a'. No key is the beginning of another one's path.
plan: split each key; step into or create the inner dicts; set the last part
do:
    $out = {}
    for $k, $v in $d.items():
        *path, last = $k.split(".")
        here = $out
        for part in path:
            here = here.setdefault(part, {})
        here[last] = $v
    return $out
do:
    $out = {}
    for $k, $v in $d.items():
        first, dot, rest = $k.partition(".")
        if dot:
            $out.setdefault(first, {})[rest] = $v
        else:
            $out[first] = $v
    return {$k: SELF($v) if isinstance($v, dict) else $v for $k, $v in $out.items()}
bad: return {$k.split(".")[0]: $v for $k, $v in $d.items()}
inputs: flats
---
combo: leaf-sum
names: sum_leaves total_nested deep_sum add_all
params: $d: dict
returns: int
pool: d = data d tree budget nested
said: Add up all numbers in the nested dict $d
said: Return the sum of the numbers at every level of $d, whose values are numbers or such dicts again
said: Compute the total of all leaves of the nested dictionary $d
zh: 求嵌套字典 $d 中所有数字之和
told: A budget is kept as nested dictionaries: $d maps names to amounts or to dictionaries of the same kind.
    Return the sum of all amounts at all levels. An empty dictionary has the sum 0.
plan: go through the values; add numbers and the sums of inner dicts
do: return sum(SELF($v) if isinstance($v, dict) else $v for $v in $d.values())
do:
    $total = 0
    for $v in $d.values():
        if isinstance($v, dict):
            $total += SELF($v)
        else:
            $total += $v
    return $total
bad: return sum($v for $v in $d.values() if not isinstance($v, dict))
inputs: trees
---
combo: leaf-list
names: leaves all_values leaf_values collect_leaves
params: $d: dict
returns: list[int]
pool: d = data d tree config nested
said: Return all values of the nested dict $d that are not dicts, in order
said: Collect the leaves of $d from left to right in a list
said: List every number that occurs at any level of $d, in the order in which it is met
plan: go through the values; extend by the leaves of inner dicts; append others
do:
    $out = []
    for $v in $d.values():
        if isinstance($v, dict):
            $out.extend(SELF($v))
        else:
            $out.append($v)
    return $out
do: return [leaf for $v in $d.values() for leaf in (SELF($v) if isinstance($v, dict) else [$v])]
bad: return [$v for $v in $d.values() if not isinstance($v, dict)]
inputs: trees
---
combo: all-keys
names: all_keys collect_keys nested_keys key_names
params: $d: dict
returns: list[str]
pool: d = data d tree config nested
said: Return the sorted list of all different keys at any level of the nested dict $d
said: Collect the keys of $d and of all dicts inside it, without repetition and in alphabetical order
plan: take the keys; add the keys of inner dicts; sort them
do:
    $seen = set($d)
    for $v in $d.values():
        if isinstance($v, dict):
            $seen.update(SELF($v))
    return sorted($seen)
do:
    $seen = set()
    pending = [$d]
    while pending:
        level = pending.pop()
        $seen |= set(level)
        pending += [$v for $v in level.values() if isinstance($v, dict)]
    return sorted($seen)
bad: return sorted($d)
inputs: trees
""")
