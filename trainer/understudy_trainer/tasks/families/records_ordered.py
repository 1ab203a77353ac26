"""Records sorted by one or two fields, the first few, ranks, the best with ties, positions in the order."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_record_tables_1 import TABLES_1
from understudy_trainer.tasks.vocabulary.cards_record_tables_2 import TABLES_2
from understudy_trainer.tasks.vocabulary.inputs_record_tables import SUBJECTS, some_records
from understudy_trainer.tasks.vocabulary.structures import NAMES, Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal

TABLES = (
    *TABLES_1,
    *TABLES_2,
)


def two_tables(rng: Rng) -> Rows:
    """People with ids and orders that refer to them."""
    rows: list[tuple[object, ...]] = []
    for n, m in ((3, 3), (2, 4), (3, 2)):
        people = [{"id": i, "name": name} for i, name in enumerate(rng.sample(NAMES, n), start=1)]
        rows.append((people, [{"user": rng.randint(1, 4), "sum": rng.randint(1, 30)} for _ in range(m)]))
    return (
        *rows,
        ([], [{"user": 1, "sum": 5}]),
        ([{"id": 1, "name": "Ann"}], []),
        ([{"id": 2, "name": "Bo"}], [{"user": 2, "sum": 7}]),
    )


def dated(rng: Rng) -> Rows:
    """Events with an id, a day and a value."""

    def one() -> dict[str, object]:
        return {"id": pick(rng, "abc"), "day": rng.randint(1, 9), "value": rng.randint(1, 50)}

    fixed = [{"id": "a", "day": 3, "value": 1}, {"id": "a", "day": 2, "value": 9}, {"id": "b", "day": 1, "value": 4}]
    return (fixed,), *(([one() for _ in range(n)],) for n in (3, 4, 5)), ([],)


def gaps(rng: Rng) -> Rows:
    """Records in which some fields are missing or None."""

    def one() -> dict[str, object]:
        full: dict[str, object] = {
            "name": pick(rng, NAMES),
            "age": pick(rng, (None, 30, 41)),
            "city": pick(rng, ("", "Rome")),
        }
        return {k: v for k, v in full.items() if rng.random() < 0.75}

    return (
        *(([one() for _ in range(n)],) for n in (3, 4, 2, 3)),
        ([{"name": "Ann", "age": 5, "city": "Oslo"}, {"age": None}],),
        ([],),
    )


@family("records-ordered", weight=3.5)
def records_ordered(rng: Rng) -> Draft:
    """Records sorted by one or two fields, the first few, ranks, the best with ties, positions in the order."""
    names, text, number, group, options = pick(rng, SUBJECTS)
    order, by, key, near = pick(
        rng,
        (
            (
                "up-name",
                f"by '{number}' ascending and then by '{text}'",
                f"($rec['{number}'], $rec['{text}'])",
                f"$rec['{number}']",
            ),
            (
                "down-name",
                f"by '{number}' descending and then by '{text}' ascending",
                f"(-$rec['{number}'], $rec['{text}'])",
                f"($rec['{number}'], $rec['{text}'])",
            ),
            (
                "group-down",
                f"by '{group}' and within a '{group}' by descending '{number}'",
                f"($rec['{group}'], -$rec['{number}'])",
                f"($rec['{group}'], $rec['{number}'])",
            ),
            (
                "group-up",
                f"by '{group}' and then by '{number}'",
                f"($rec['{group}'], $rec['{number}'])",
                f"($rec['{number}'], $rec['{group}'])",
            ),
            (
                "down",
                f"from the largest to the smallest '{number}', keeping the order of equal ones",
                f"-$rec['{number}']",
                f"$rec['{number}']",
            ),
            ("nocase", f"by '{text}' ignoring case", f"$rec['{text}'].lower()", f"$rec['{number}']"),
            (
                "length",
                f"by the length of '{text}', shortest first, keeping the order of equal ones",
                f"len($rec['{text}'])",
                f"$rec['{text}']",
            ),
        ),
    )
    form, returns, said, code, other, step = pick(
        rng,
        (
            (
                "records",
                "list[dict]",
                "$rs sorted BY",
                "return ORDERED",
                "$out = list($rs)\n$out.sort(KEY)\nreturn $out",
                "return the sorted records",
            ),
            (
                "names",
                "list[str]",
                f"the '{text}' values of $rs sorted BY",
                f"return [$row['{text}'] for $row in ORDERED]",
                f"$out = list($rs)\n$out.sort(KEY)\nreturn [$row['{text}'] for $row in $out]",
                f"take the {text} of each",
            ),
            (
                "first",
                "list[str]",
                f"the '{text}' of the first $n records of $rs when they are sorted BY",
                f"return [$row['{text}'] for $row in ORDERED[:$n]]",
                "$out = []\nfor $row in ORDERED:\n    if len($out) < $n:\n"
                f"        $out.append($row['{text}'])\nreturn $out",
                f"take the {text} of the first $n",
            ),
            (
                "place",
                "dict[str, int]",
                f"a dict from '{text}' to its place, counted from 1, when $rs is sorted BY; a repeated "
                f"'{text}' keeps its last place",
                f"return {{$row['{text}']: i for i, $row in enumerate(ORDERED, start=1)}}",
                f"$out = {{}}\ni = 1\nfor $row in ORDERED:\n    $out[$row['{text}']] = i\n    i += 1\nreturn $out",
                "number the sorted records from 1",
            ),
            (
                "check",
                "bool",
                "whether the records of $rs already stand in the right order, sorted BY",
                "return $rs == ORDERED",
                "return list($rs) == ORDERED",
                "compare the list with its sorted copy",
            ),
            (
                "top",
                "str | None",
                f"the '{text}' that comes first when $rs is sorted BY, None if $rs is empty",
                f"$out = ORDERED\nreturn $out[0]['{text}'] if $out else None",
                f"return min($rs, KEY)['{text}'] if $rs else None",
                f"return the {text} of the first one",
            ),
        ),
    )

    def ready(source: str, sort_key: str) -> str:
        key_part = f"key=lambda $rec: {sort_key}"
        return source.replace("ORDERED", f"sorted($rs, {key_part})").replace("KEY", key_part).replace("'", '"')

    said = said.replace("BY", by)
    asks = ("Check", "Determine", "tell") if returns == "bool" else ("Return", "Get", "return")
    card = f"""
combo: {order}|{form}
names: {form}_in_order order_records sort_{form} {form}_sorted sort_by_{number} ordered_{form}
params: $rs: list[dict]
pool: rs = {names}
pool: row = row entry one each
returns: {returns}
said: {asks[0]} $said
said: {asks[1]} $said
said: Given dicts with '{text}', '{number}' and '{group}' in $rs, {asks[2]} $said
said: The list $rs has dicts with '{text}', '{number}' and '{group}'; {asks[2]} $said
told: $rs is a list of dictionaries, each with '{text}', '{number}' and '{group}'. {asks[0]} $said. The list
    itself must not be changed.
told: For a web page the records in $rs with the fields '{text}', '{number}' and '{group}' have to be put in
    order. {asks[0]} $said.
plan: sort the records {by.replace("'", "")}; {step}
do: $first
do: $second
bad: $bad
inputs: records
"""
    if form == "first":
        card += "knob: n: int = 1..3; n k count limit top\n"

    def rows(r: Rng) -> Rows:
        made = some_records(r, text, number, group, options)
        one = {text: "Zoe", number: 5, group: options[0]}
        return (
            ([one, {**one, text: "bob", number: 10, group: options[1]}, {**one, text: "Al"}],),
            ([one, {**one, number: 3}],),
            *made,
        )

    return deal(
        rng,
        card,
        {"records": rows},
        {"said": said, "first": ready(code, key), "second": ready(other, key), "bad": ready(code, near)},
    )


@family("record-tables", weight=3.7)
def record_tables(rng: Rng) -> Draft:
    """Joins, latest per id, duplicates, pivots, missing fields, headers, pages."""

    def with_fields(r: Rng) -> Rows:
        return tuple((rows, r.sample(("name", "age", "city"), r.randint(1, 3))) for (rows,) in gaps(r))

    return deal(rng, pick(rng, TABLES), {"two": two_tables, "dated": dated, "gaps": gaps, "fields": with_fields})
