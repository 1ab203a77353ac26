"""Families over JSON text: read, searched, changed, checked and written with the json module."""

from __future__ import annotations

import json

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_json_texts import TEXTS
from understudy_trainer.tasks.vocabulary.structures import NAMES, Rows, table
from understudy_trainer.tasks.vocabulary.written_cards import deal


def json_lists(rng: Rng) -> Rows:
    """JSON texts of lists of records."""

    def one() -> dict[str, object]:
        return {"name": pick(rng, NAMES), "age": rng.randint(10, 60), "active": rng.random() < 0.6}

    return (*((json.dumps([one() for _ in range(n)]),) for n in (2, 3, 3, 1)), ("[]",))


def json_dicts(rng: Rng) -> Rows:
    """JSON texts of objects with numbers."""
    return (*((json.dumps(table(rng, n)),) for n in (3, 2, 4, 1)), ("{}",))


@family("json-records", weight=2.6)
def json_records(rng: Rng) -> Draft:
    """A JSON list of objects: some kept, then listed, counted, added, written back."""
    which, clause, test, near = pick(
        rng,
        (
            ("all", "", "", ""),
            ("active", " that are active", '$rec["active"]', 'not $rec["active"]'),
            ("older", " with an age above $n", '$rec["age"] > $n', '$rec["age"] >= $n + 10'),
            ("young", " younger than $n", '$rec["age"] < $n', '$rec["age"] < $n - 10'),
            (
                "vowel",
                " whose name starts with 'A', 'E' or 'I'",
                '$rec["name"][0] in "AEI"',
                '$rec["name"][0] in "aei"',
            ),
        ),
    )
    form, returns, said, code, start, inner, end = pick(
        rng,
        (
            (
                "names",
                "list[str]",
                "the names of the objectsCL in the JSON list $s, in order",
                "return [$rec['name'] for $rec in LOADED IF]",
                "$out = []",
                "$out.append($rec['name'])",
                "return $out",
            ),
            (
                "count",
                "int",
                "how many objectsCL the JSON list $s has",
                "return sum(1 for $rec in LOADED IF)",
                "$count = 0",
                "$count += 1",
                "return $count",
            ),
            (
                "ages",
                "int",
                "the sum of the ages of the objectsCL in the JSON list $s",
                "return sum($rec['age'] for $rec in LOADED IF)",
                "$total = 0",
                "$total += $rec['age']",
                "return $total",
            ),
            (
                "oldest",
                "str | None",
                "the name of the oldest of the objectsCL in the JSON list $s, the first on a tie, "
                "None if there is none",
                "$out = [$rec for $rec in LOADED IF]\n"
                "return max($out, key=lambda $rec: $rec['age'])['name'] if $out else None",
                "$best = None",
                "if $best is None or $rec['age'] > $best['age']:\n        $best = $rec",
                "return $best['name'] if $best else None",
            ),
            (
                "dict",
                "dict[str, int]",
                "a dict from name to age of the objectsCL in the JSON list $s, the last of equal names winning",
                "return {$rec['name']: $rec['age'] for $rec in LOADED IF}",
                "$out = {}",
                "$out[$rec['name']] = $rec['age']",
                "return $out",
            ),
            (
                "text",
                "str",
                "JSON text of the sorted list of the names of the objectsCL in the JSON list $s",
                "return json.dumps(sorted($rec['name'] for $rec in LOADED IF))",
                "$out = []",
                "$out.append($rec['name'])",
                "return json.dumps(sorted($out))",
            ),
        ),
    )
    loop = f"{start}\nfor $rec in json.loads($s):\n"
    body = inner if not test else f"if {test}:\n" + "\n".join(f"    {line}" for line in inner.splitlines())
    second = (
        loop
        + "\n".join(f"    {line}" for line in body.replace("\n        $best", "\n    $best").splitlines())
        + f"\n{end}"
    )

    def ready(source: str, condition: str) -> str:
        return source.replace("LOADED IF", f"json.loads($s) if {condition}" if condition else "json.loads($s)").replace(
            "'", '"'
        )

    said = said.replace("CL", clause)
    wrong = ready(code, near) if near else "return json.loads($s)[0]"
    card = f"""
combo: {which}|{form}
names: {form}_from_json read_{form} json_{form} load_{form} parse_people
params: $s: str
pool: s = text data payload body raw json_text
pool: rec = person entry item rec user obj
returns: {returns}
import: import json
said: Return $said
said: Given $s, JSON text of a list of objects with "name", "age" and "active", return $said
said: Parse the JSON text $s and return $said
said: Load the list of people in $s (JSON objects with name, age and active) and compute $said
told: A web service answers with $s, the JSON text of a list of objects with the keys "name", "age" and
    "active". Return $said.
plan: parse the JSON text; go through the objects; return the result
do: $first
do: $second
bad: $bad
inputs: lists
"""
    if "$n" in test:
        card += "knob: n: int = 20..45; limit age_limit years threshold\n"
    return deal(
        rng,
        card,
        {"lists": json_lists},
        {
            "said": said,
            "first": ready(code, test),
            "second": second.replace("'", '"'),
            "bad": wrong,
        },
    )


@family("json-texts", weight=3.2)
def json_texts(rng: Rng) -> Draft:
    """JSON objects and lines read, checked, compared, merged, rewritten."""
    return deal(rng, pick(rng, TEXTS), {"dicts": json_dicts})
