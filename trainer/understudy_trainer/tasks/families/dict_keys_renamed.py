"""Every key of a dict changed by a rule, clashes settled, values changed along."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_dict_collections_counters import COUNTERS
from understudy_trainer.tasks.vocabulary.structures import (
    Rows,
    number_lists,
    two_dicts,
    word_lists,
)
from understudy_trainer.tasks.vocabulary.written_cards import deal


@family("dict-keys-renamed", weight=2.6)
def dict_keys_renamed(rng: Rng) -> Draft:
    """Every key of a dict changed by a rule, clashes settled, values changed along."""
    key, what, expression, near = pick(
        rng,
        (
            ("lower", "in lower case", "$k.lower()", "$k.upper()"),
            ("strip", "without surrounding spaces", "$k.strip()", '$k.replace(" ", "")'),
            ("snake", "with spaces replaced by underscores", '$k.replace(" ", "_")', '$k.replace("_", " ")'),
            ("prefix", "with $c in front", "$c + $k", "$k + $c"),
            ("suffix", "with $c appended", "$k + $c", "$c + $k"),
            ("unprefix", "without a leading $c", "$k.removeprefix($c)", "$k.removesuffix($c)"),
            ("lastpart", "cut down to the part after the last dot", '$k.split(".")[-1]', '$k.split(".")[0]'),
            ("firstpart", "cut down to the part before the first dot", '$k.split(".")[0]', '$k.split(".")[-1]'),
            ("title", "with a capital first letter and the rest in lower case", "$k.capitalize()", "$k.upper()"),
        ),
    )
    clash, clause, line, other, bad = pick(
        rng,
        (
            (
                "last",
                "the later value wins if two keys become equal",
                "$out[$new] = $v",
                "",
                "$out.setdefault($new, $v)",
            ),
            (
                "first",
                "the earlier value is kept if two keys become equal",
                "$out.setdefault($new, $v)",
                "if $new not in $out:\n        $out[$new] = $v",
                "$out[$new] = $v",
            ),
            (
                "sum",
                "values of keys that become equal are added",
                "$out[$new] = $out.get($new, 0) + $v",
                "if $new in $out:\n        $out[$new] += $v\n    else:\n        $out[$new] = $v",
                "$out[$new] = $v",
            ),
        ),
    )
    loop = "$out = {}\nfor $k, $v in $d.items():\n    $new = EXPR\n    LINE\nreturn $out"
    short = f"return {{{expression}: $v for $k, $v in $d.items()}}"
    codes = [loop.replace("EXPR", expression).replace("LINE", part) for part in (line, other) if part]
    codes = [short, codes[0]] if clash == "last" else codes
    card = """
combo: $key|$clash
names: rename_keys change_keys normalize_keys ${key}_keys clean_keys rekey
params: $d: dict[str, int]
pool: new = new renamed fresh target changed
returns: dict[str, int]
said: Return a new dict with the keys of $d $what; $clause
said: Rename every key of $d: the new key is the old one $what; $clause
said: Copy $d with all keys $what, where $clause
said: Build a dict with the same values as $d and the keys $what ($clause)
told: The keys of $d come from different sources. Return a new dictionary whose keys are those of $d $what. Note
    that $clause.
plan: go through the entries; make the new key; $step
do: $first
do: $second
bad: $near
bad: $bad
case: {"Ab": 1, "ab": 2, "c": 3}
case: {"x.a": 1, "x.b": 2, "y.a": 5}
case: {" a": 4, "a ": 2, "b c": 3}
case: {"x_id": 5, "id": 2, "id_x": 1}
case: {}
"""
    if "$c" in expression:
        card += "knob: c: str = x_ old_ x. my_ _x; prefix tag extra mark part\n"
    return deal(
        rng,
        card,
        {},
        {
            "key": key,
            "clash": clash,
            "what": what,
            "clause": clause,
            "first": codes[0],
            "second": codes[1],
            "near": codes[0].replace(expression, near),
            "bad": loop.replace("EXPR", expression).replace("LINE", bad),
            "step": {"last": "store the value", "first": "store the value if the key is new", "sum": "add the value"}[
                clash
            ],
        },
    )


@family("counters", weight=3.3)
def counters(rng: Rng) -> Draft:
    """Counts updated, taken away, compared; modes, majorities, positions, who reaches a count first."""

    def counted(r: Rng) -> Rows:
        return tuple(
            ({w: r.randint(1, 3) for w in ws[:2]} if isinstance(ws, list) else {}, ws) for (ws,) in word_lists(r)
        )

    return deal(
        rng, pick(rng, COUNTERS), {"counted": counted, "two": two_dicts, "words": word_lists, "numbers": number_lists}
    )
