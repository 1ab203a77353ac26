"""Cards of the families in `record_tables`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

TABLES_1 = deck("""
combo: inner-join
names: join_tables with_names inner_join attach_names
params: $people: list[dict], $orders: list[dict]
pool: people = people users customers
pool: orders = orders payments sales
returns: list[tuple[str, int]]
said: Join $orders with $people: return (name, sum) for each order whose 'user' is the 'id' of somebody in
    $people, in the order of $orders
said: For every dict in $orders look up the person with id order['user'] in $people and list (name, sum); skip
    unknown users
told: $people holds dicts with 'id' and 'name', $orders dicts with 'user' and 'sum'. Return a (name, sum) tuple
    for each order, in order. Orders
    of users that are not in $people are left out.
plan: map ids to names; go through the orders; pair the name with the sum
do:
    names = {p["id"]: p["name"] for p in $people}
    return [(names[o["user"]], o["sum"]) for o in $orders if o["user"] in names]
do:
    $out = []
    for o in $orders:
        for p in $people:
            if p["id"] == o["user"]:
                $out.append((p["name"], o["sum"]))
    return $out
bad: return [(p["name"], o["sum"]) for p, o in zip($people, $orders)]
inputs: two
---
combo: left-join
names: totals_per_person left_join sums_by_name
params: $people: list[dict], $orders: list[dict]
pool: people = people users customers
pool: orders = orders payments sales
returns: dict[str, int]
said: Return for each person in $people the total 'sum' of the $orders whose 'user' is the person's 'id', 0 if
    there are none
said: Map every 'name' in $people to the sum of the matching entries of $orders (order['user'] equals 'id')
plan: add up the orders of each user; look each person's total up with 0 as default
do:
    totals = {}
    for o in $orders:
        totals[o["user"]] = totals.get(o["user"], 0) + o["sum"]
    return {p["name"]: totals.get(p["id"], 0) for p in $people}
do: return {p["name"]: sum(o["sum"] for o in $orders if o["user"] == p["id"]) for p in $people}
bad: return {p["name"]: o["sum"] for p in $people for o in $orders if o["user"] == p["id"]}
inputs: two
---
combo: without-match
names: inactive_people without_orders never_ordered
params: $people: list[dict], $orders: list[dict]
pool: people = people users customers
pool: orders = orders payments sales
returns: list[str]
said: Return the sorted names in $people whose 'id' is the 'user' of no entry in $orders
said: List everybody in $people without any order: no dict in $orders has their id under 'user'; sort the names
plan: collect the users with orders; keep the other names; sort
do:
    active = {o["user"] for o in $orders}
    return sorted(p["name"] for p in $people if p["id"] not in active)
do: return sorted(p["name"] for p in $people if not any(o["user"] == p["id"] for o in $orders))
bad: return sorted(p["name"] for p in $people if any(o["user"] == p["id"] for o in $orders))
inputs: two
---
combo: latest-per-id
names: latest_values newest_by_id last_state
params: $rs: list[dict]
pool: rs = events readings updates records
returns: dict[str, int]
said: Return for each 'id' in $rs the 'value' of its record with the largest 'day', the later record winning a tie
said: Map every id in $rs to its most recent value, where 'day' tells the time and later records replace equally
    old ones
told: $rs is a list of dicts with 'id', 'day' and 'value', not sorted by day. Return a dict from each id to the
    value on its latest day. If an id has
    two records on that day, the one further back in the list counts.
plan: go through the records; remember the newest record of each id; take its value
do:
    newest = {}
    for $rec in $rs:
        old = newest.get($rec["id"])
        if old is None or $rec["day"] >= old["day"]:
            newest[$rec["id"]] = $rec
    return {$k: $rec["value"] for $k, $rec in newest.items()}
do:
    ids = dict.fromkeys($rec["id"] for $rec in $rs)
    by_day = {$rec["id"]: $rec["value"] for $rec in sorted($rs, key=lambda $rec: $rec["day"])}
    return {$k: by_day[$k] for $k in ids}
bad: return {$rec["id"]: $rec["value"] for $rec in $rs}
inputs: dated
---
combo: dedupe
names: unique_by_id drop_repeated first_per_id
params: $rs: list[dict]
pool: rs = events readings rows records
returns: list[dict]
said: Return the records of $rs without those whose 'id' occurred before
said: Keep only the first dict of $rs for each value of 'id'
said: Remove records with a repeated 'id' from $rs, the first one staying
told: The list $rs of records was put together from several files, so some records appear twice. Keep for each
    'id' only the first record, in the original order, and return the list.
plan: keep a set of ids; keep a record if its id is new
do:
    $seen = set()
    $out = []
    for $rec in $rs:
        if $rec["id"] not in $seen:
            $seen.add($rec["id"])
            $out.append($rec)
    return $out
do: return [$rec for i, $rec in enumerate($rs) if all($rec["id"] != other["id"] for other in $rs[:i])]
bad: return list({$rec["id"]: $rec for $rec in $rs}.values())
inputs: dated
---
combo: index-by-id
names: index_by_id by_id lookup_table
params: $rs: list[dict]
pool: rs = events readings rows records
returns: dict[str, dict]
said: Return a dict from 'id' to the record of $rs with that id; the last record wins
said: Index the dicts in $rs by their 'id', later ones replacing earlier ones
zh: 以 'id' 为键为 $rs 中的记录建立索引，重复时保留最后一条
plan: store each record under its id
do: return {$rec["id"]: $rec for $rec in $rs}
do:
    $out = {}
    for $rec in $rs:
        $out[$rec["id"]] = $rec
    return $out
bad: return {$rec["id"]: $rec for $rec in reversed($rs)}
bad:
    $out = {}
    for $rec in $rs:
        $out.setdefault($rec["id"], $rec)
    return $out
inputs: dated
---
combo: pivot
names: pivot values_by_day cross_table
params: $rs: list[dict]
pool: rs = events readings rows records
returns: dict[str, dict[int, int]]
said: Pivot $rs: return a dict from 'id' to a dict from 'day' to the sum of 'value'
said: Sum 'value' of the records $rs by 'id' and 'day' in a nested dict
plan: find the inner dict of the id; add the value to its day
do:
    $out = {}
    for $rec in $rs:
        days = $out.setdefault($rec["id"], {})
        days[$rec["day"]] = days.get($rec["day"], 0) + $rec["value"]
    return $out
do:
    $out = {}
    for $rec in $rs:
        $k, day = $rec["id"], $rec["day"]
        if $k not in $out:
            $out[$k] = {}
        $out[$k][day] = $out[$k].get(day, 0) + $rec["value"]
    return $out
bad:
    $out = {}
    for $rec in $rs:
        $out.setdefault($rec["id"], {})[$rec["day"]] = $rec["value"]
    return $out
case: [{"id": "a", "day": 1, "value": 2}, {"id": "a", "day": 1, "value": 3}]
inputs: dated
---
combo: change-over-time
names: total_change first_to_last growth
params: $rs: list[dict]
pool: rs = readings measurements rows records
returns: int
said: Return 'value' of the record of $rs with the latest 'day' minus that of the earliest, 0 if $rs is empty;
    first records count on ties
said: Compute how much 'value' changed in $rs between the smallest and the largest 'day' (0 without records, the
    first of equal days counts)
plan: find the first and the last record by day; subtract the values
do:
    if not $rs:
        return 0
    first = min($rs, key=lambda $rec: $rec["day"])
    last = max($rs, key=lambda $rec: $rec["day"])
    return last["value"] - first["value"]
do:
    values = {}
    for $rec in $rs:
        values.setdefault($rec["day"], $rec["value"])
    return values[max(values)] - values[min(values)] if values else 0
bad: return $rs[-1]["value"] - $rs[0]["value"] if $rs else 0
inputs: dated
---
combo: missing-fields
names: incomplete_records missing_by_record find_gaps
params: $rs: list[dict], $fields: list[str]
pool: fields = fields required columns needed
returns: list[list[str]]
said: Return for each record of $rs the list of those keys in $fields it does not have
said: List, record by record, which names of $fields are missing as keys in the dicts of $rs
told: Every record in $rs should have all the keys in $fields. For each record return the list of keys it lacks,
    in the order of $fields. A complete record gives an empty list.
plan: go through the records; keep the fields that are no key
do: return [[name for name in $fields if name not in $rec] for $rec in $rs]
do:
    $out = []
    for $rec in $rs:
        lacking = []
        for name in $fields:
            if name not in $rec:
                lacking.append(name)
        $out.append(lacking)
    return $out
bad: return [[name for name in $fields if not $rec.get(name)] for $rec in $rs]
inputs: fields
---
combo: complete-only
names: complete_records valid_rows drop_incomplete
params: $rs: list[dict], $fields: list[str]
pool: fields = fields required columns needed
returns: list[dict]
said: Keep the records of $rs in which every key of $fields is present and not None
said: Return only those dicts of $rs that have a value other than None for all names in $fields
plan: test all required fields of each record; keep those that pass
do: return [$rec for $rec in $rs if all($rec.get(name) is not None for name in $fields)]
do:
    $out = []
    for $rec in $rs:
        if not any($rec.get(name) is None for name in $fields):
            $out.append($rec)
    return $out
bad: return [$rec for $rec in $rs if all(name in $rec for name in $fields)]
bad: return [$rec for $rec in $rs if all($rec.get(name) for name in $fields)]
case: [{"age": None, "name": "x"}, {"age": 0, "name": ""}], ["age", "name"]
inputs: fields
---
combo: coverage
names: filled_counts field_coverage count_filled
params: $rs: list[dict]
returns: dict[str, int]
said: Count for each key how many records of $rs have a value for it that is not None
said: Return a dict from every key used with a value other than None in $rs to the number of such records
plan: go through all entries; count the key if the value is not None
do:
    $count = {}
    for $rec in $rs:
        for $k, $v in $rec.items():
            if $v is not None:
                $count[$k] = $count.get($k, 0) + 1
    return $count
do: return dict(Counter($k for $rec in $rs for $k in $rec if $rec[$k] is not None))
import: from collections import Counter
bad: return dict(Counter($k for $rec in $rs for $k in $rec))
case: [{"a": None, "b": 1}, {"a": 0, "b": None}]
inputs: gaps
---
combo: header-rows
names: rows_to_dicts with_header parse_table
params: $g: list[list[str]]
pool: g = rows table lines sheet
returns: list[dict[str, str]]
said: Turn $g into a list of dicts, the first row giving the keys for all further rows
said: Return a dict for every row of $g but the first, pairing the header in the first row with the cells; [] if
    there are no rows
told: A sheet is read as the list of rows $g, whose first row contains the column names. Return one dictionary
    for each further row, with the column names as keys. Without any rows return an empty list.
plan: take the first row as header; pair it with each further row
do:
    if not $g:
        return []
    header, *body = $g
    return [dict(zip(header, $row)) for $row in body]
do: return [{$k: $row[i] for i, $k in enumerate($g[0])} for $row in $g[1:]]
bad: return [dict(zip($g[0], $row)) for $row in $g]
case: [["name", "age"], ["Ann", "31"], ["Ben", "7"]]
case: [["x"], ["1"]]
case: []
case: [["only", "header"]]
""")
