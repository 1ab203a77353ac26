"""Cards of the families in `dict_nested`."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

LEVELS = deck("""
combo: swap-levels
names: swap_levels transpose_dict flip_nesting by_inner_key
params: $d: dict[str, dict[str, int]]
pool: d = data table sales scores marks
returns: dict[str, dict[str, int]]
said: Swap the two levels of $d so that result[b][a] equals $d[a][b]
said: Turn the dict of dicts $d inside out: the inner keys become the outer ones
said: Return a dict from every inner key of $d to a dict of outer keys and values
told: $d maps students to dictionaries of subjects and marks. Return the same marks arranged the other way
    round: for each subject a
    dictionary of students and marks.
plan: go through both levels; store each value under the inner key, then the outer one
do:
    $out = {}
    for outer, row in $d.items():
        for inner, $v in row.items():
            $out.setdefault(inner, {})[outer] = $v
    return $out
do:
    $out = {inner: {} for row in $d.values() for inner in row}
    for outer, row in $d.items():
        for inner, $v in row.items():
            $out[inner][outer] = $v
    return $out
bad: return {inner: {outer: $v} for outer, row in $d.items() for inner, $v in row.items()}
case: {"a": {"x": 1}, "b": {"x": 2}}
inputs: rows
---
combo: column
names: column pluck_inner values_for take_field
params: $d: dict[str, dict[str, int]], $field: str
pool: d = data table sales scores marks
pool: field = field key column name subject
returns: dict[str, int]
said: Return a dict of each key of $d to the value its inner dict has for $field, leaving out those without it
said: Take the entry $field from every inner dict of $d that has one
said: Map the keys of $d to their inner value under $field, skipping inner dicts that lack $field
plan: go through the outer entries; keep those whose inner dict has the field; take its value
do: return {$k: row[$field] for $k, row in $d.items() if $field in row}
do:
    $out = {}
    for $k, row in $d.items():
        if $field in row:
            $out[$k] = row[$field]
    return $out
bad: return {$k: row.get($field, 0) for $k, row in $d.items()}
case: {"a": {"x": 1, "y": 2}, "b": {"y": 3}}, "x"
inputs: fielded
---
combo: to-triples
names: to_triples flatten_table list_entries as_rows
params: $d: dict[str, dict[str, int]]
pool: d = data table sales scores marks
returns: list[tuple[str, str, int]]
said: Return the entries of the dict of dicts $d as sorted (outer key, inner key, value) tuples
said: Flatten $d into a sorted list of triples: outer key, inner key and value
plan: go through both levels; make a tuple of each value; sort the tuples
do: return sorted((outer, inner, $v) for outer, row in $d.items() for inner, $v in row.items())
do:
    $out = []
    for outer, row in $d.items():
        for inner, $v in row.items():
            $out.append((outer, inner, $v))
    $out.sort()
    return $out
bad: return sorted((inner, outer, $v) for outer, row in $d.items() for inner, $v in row.items())
inputs: rows
---
combo: from-triples
names: from_triples build_table nest group_triples
params: $rs: list[tuple[str, str, int]]
pool: rs = rows triples entries records sales
returns: dict[str, dict[str, int]]
said: Build a dict of dicts from the (outer, inner, value) tuples in $rs, adding the values of equal pairs
said: Sum the values of $rs, a list of (name, item, amount) tuples, by name and item in a nested dict
told: Each row of $rs is a tuple of a customer, an article and an amount. Return a nested dictionary that gives
    for each customer
    and article the total amount. The same pair may occur in several rows.
plan: go through the rows; find the inner dict of the name; add the amount to its item
do:
    $out = {}
    for outer, inner, $v in $rs:
        row = $out.setdefault(outer, {})
        row[inner] = row.get(inner, 0) + $v
    return $out
do:
    $out = {}
    for outer, inner, $v in $rs:
        if outer not in $out:
            $out[outer] = {}
        if inner not in $out[outer]:
            $out[outer][inner] = 0
        $out[outer][inner] += $v
    return $out
bad:
    $out = {}
    for outer, inner, $v in $rs:
        $out.setdefault(outer, {})[inner] = $v
    return $out
inputs: triples
---
combo: best-inner
names: favourites best_of_each top_inner strongest
params: $d: dict[str, dict[str, int]]
pool: d = data table votes scores marks
returns: dict[str, str]
said: For each key of $d return the inner key with the largest value, the first one on a tie, skipping empty
    inner dicts
said: Map every name in $d to the item with its highest number; leave out names without items
plan: go through the outer entries; skip empty dicts; take the inner key with the largest value
do: return {$k: max(row, key=row.get) for $k, row in $d.items() if row}
do:
    $out = {}
    for $k, row in $d.items():
        for inner, $v in row.items():
            if $k not in $out or $v > row[$out[$k]]:
                $out[$k] = inner
    return $out
bad: return {$k: max(row) for $k, row in $d.items() if row}
case: {"a": {"x": 3, "y": 1}, "b": {"y": 2, "z": 2}, "c": {}}
inputs: rows
---
combo: fill-table
names: fill_table complete_rows pad_inner make_rectangular
params: $d: dict[str, dict[str, int]]
pool: d = data table sales scores marks
knob: n: int = -1..3; default missing filler value fill
returns: dict[str, dict[str, int]]
said: Give every inner dict of $d all inner keys that occur anywhere, sorted, with $n for missing ones
said: Complete the table $d: each row gets every column name used in some row, in sorted order, and $n where it
    had no value
plan: collect all inner keys sorted; rebuild each row with the default for missing ones
do:
    columns = sorted({inner for row in $d.values() for inner in row})
    return {$k: {inner: row.get(inner, $n) for inner in columns} for $k, row in $d.items()}
do:
    columns = set()
    for row in $d.values():
        columns.update(row)
    $out = {}
    for $k, row in $d.items():
        $out[$k] = {inner: row[inner] if inner in row else $n for inner in sorted(columns)}
    return $out
bad: return {$k: dict(sorted(row.items())) for $k, row in $d.items()}
case: {"a": {"x": 3, "y": 1}, "b": {"z": 2}}
inputs: rows
""")
