"""Cards of the families in `record_tables`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

TABLES_2 = deck("""
combo: to-rows
names: dicts_to_rows as_table to_matrix
params: $rs: list[dict], $fields: list[str]
pool: fields = fields columns header keys
returns: list[list]
said: Turn the dicts $rs into rows: first the list $fields, then the values of each dict in that order, None
    where a key is missing
said: Return a table as a list of lists with $fields as its first row and one row of values per dict of $rs
    (None if missing)
plan: start with the header; add the values of each record in its order
do: return [$fields, *([$rec.get(name) for name in $fields] for $rec in $rs)]
do:
    $out = [list($fields)]
    for $rec in $rs:
        $out.append([$rec[name] if name in $rec else None for name in $fields])
    return $out
bad: return [$fields, *(list($rec.values()) for $rec in $rs)]
inputs: fields
---
combo: page
names: page_of paginate get_page
params: $rs: list[int], $page: int, $size: int
pool: page = page page_number number
pool: size = size per_page page_size
returns: list[int]
said: Return page $page of $rs, pages having $size elements and being counted from 1; a page beyond the end is empty
said: Cut $rs into pages of $size elements and give back the one with number $page, the first being 1
told: A list view shows $size entries of $rs at a time. Return the entries of page number $page, where page 1 is
    the first one. The last page may be
    shorter, and pages after it are empty.
plan: compute where the page starts; slice it out
do:
    start = ($page - 1) * $size
    return $rs[start : start + $size]
do: return [$rec for i, $rec in enumerate($rs) if i // $size == $page - 1]
bad: return $rs[$page * $size : ($page + 1) * $size]
case: [1, 2, 3, 4, 5], 1, 2
case: [1, 2, 3, 4, 5], 3, 2
case: [1, 2], 2, 5
case: [], 1, 3
case: [7, 8, 9, 10], 2, 3
""")
