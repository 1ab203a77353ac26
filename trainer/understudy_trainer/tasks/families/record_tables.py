"""Families over records: sorting by two fields, groups summed up, joins, latest per key, pivots, missing fields."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.inputs_record_tables import SUBJECTS, some_records
from understudy_trainer.tasks.vocabulary.written_cards import deal


@family("records-grouped", weight=4)
def records_grouped(rng: Rng) -> Draft:
    """Records grouped by a field: each group summed, averaged, counted, its best or names; then ordered or picked."""
    names, text, number, group, options = pick(rng, SUBJECTS)
    key, what, expression, near, kind = pick(
        rng,
        (
            ("sum", f"the sum of '{number}'", f"sum($rec['{number}'] for $rec in $some)", "len($some)", "int"),
            ("count", "the number of records", "len($some)", f"sum($rec['{number}'] for $rec in $some)", "int"),
            (
                "average",
                f"the average of '{number}' rounded to 1 decimal",
                f"round(sum($rec['{number}'] for $rec in $some) / len($some), 1)",
                f"round(sum($rec['{number}'] for $rec in $some) / 2, 1)",
                "float",
            ),
            (
                "max",
                f"the largest '{number}'",
                f"max($rec['{number}'] for $rec in $some)",
                f"min($rec['{number}'] for $rec in $some)",
                "int",
            ),
            (
                "min",
                f"the smallest '{number}'",
                f"min($rec['{number}'] for $rec in $some)",
                f"max($rec['{number}'] for $rec in $some)",
                "int",
            ),
            (
                "best",
                f"'{text}' of the record with the largest '{number}', the first on a tie",
                f"max($some, key=lambda $rec: $rec['{number}'])['{text}']",
                f"$some[0]['{text}']",
                "str",
            ),
            (
                "names",
                f"the sorted list of '{text}'",
                f"sorted($rec['{text}'] for $rec in $some)",
                f"[$rec['{text}'] for $rec in $some]",
                "list[str]",
            ),
            (
                "distinct",
                f"how many different values '{text}' has",
                f"len({{$rec['{text}'] for $rec in $some}})",
                "len($some)",
                "int",
            ),
            ("last", f"'{text}' of its last record", f"$some[-1]['{text}']", f"$some[0]['{text}']", "str"),
        ),
    )
    numeric = kind in ("int", "float")
    form, returns, said, end, step = pick(
        rng,
        (
            ("dict", f"dict[str, {kind}]", f"a dict from each '{group}' to WHAT", "return R", "reduce each group"),
            ("dict", f"dict[str, {kind}]", f"WHAT for each '{group}' as a dict", "return R", "reduce each group"),
            (
                "pairs",
                f"list[tuple[str, {kind}]]",
                f"a list of ('{group}', value) tuples, sorted by '{group}', where the value is WHAT",
                "return sorted(R.items())",
                "sort the reduced groups",
            ),
            *(
                (
                    (
                        "ranked",
                        "list[str]",
                        f"the values of '{group}', those with the greatest result first and ties "
                        "alphabetically, the result being WHAT",
                        "$found = R\nreturn sorted($found, key=lambda $k: (-$found[$k], $k))",
                        "sort the groups by their result",
                    ),
                    (
                        "top",
                        "str | None",
                        f"the '{group}' for which the result is greatest, the result being WHAT; the "
                        "first on a tie, None if there are no records",
                        "$found = R\nreturn max($found, key=$found.get, default=None)",
                        "take the group with the greatest result",
                    ),
                    (
                        "least",
                        "list[str]",
                        f"the values of '{group}', sorted, for which WHAT is at least $n",
                        "$found = R\nreturn sorted($k for $k, $total in $found.items() if $total >= $n)",
                        "keep the groups that reach the limit",
                    ),
                )
                if numeric
                else ()
            ),
        ),
    )
    groups = "$groups = {}\nfor $rec in $rs:\n    $groups.setdefault($rec['G'], []).append($rec)\n".replace("G", group)
    other = (
        "$groups = {}\nfor $row in $rs:\n    if $row['G'] not in $groups:\n"
        "        $groups[$row['G']] = []\n    $groups[$row['G']].append($row)\n"
    )
    other = other.replace("G", group)

    def ready(code: str) -> str:
        return code.replace("'", '"')

    whole, bad = (
        f"{{$k: {expression} for $k, $some in $groups.items()}}",
        f"{{$k: {near} for $k, $some in $groups.items()}}",
    )
    card = f"""
combo: {key}|{form}
names: {key}_by_{group} {key}_per_{group} {form}_by_{group} {group}_summary group_by_{group}
params: $rs: list[dict]
pool: rs = {names}
pool: some = members part rows some
pool: groups = groups grouped buckets by_group
pool: found = result summary reduced outcome
pool: row = row entry one
returns: {returns}
said: Return, for the records in $rs, $said
said: Group the dicts in $rs by '{group}' and return $said
said: Each dict in $rs has '{text}', '{number}' and '{group}'; compute $said
said: From the records $rs compute $said
told: $rs is a list of dictionaries with the keys '{text}', '{number}' and '{group}'. Return $said. The groups
    appear in the order of their first
    record unless another order is asked for.
told: A report is needed about $rs, records with '{text}', '{number}' and '{group}'. Work out $said.
plan: collect the records of each {group}; {step}
do: $first
do: $second
bad: $bad
inputs: records
"""
    if form == "least":
        card += "knob: n: int = 2..20; limit minimum threshold least\n"
    return deal(
        rng,
        card,
        {"records": lambda r: some_records(r, text, number, group, options)},
        {
            "said": said.replace("WHAT", what),
            "first": ready(groups + end.replace("R", whole)),
            "second": ready(other + end.replace("R", whole)),
            "bad": ready(groups + end.replace("R", bad)),
        },
    )
