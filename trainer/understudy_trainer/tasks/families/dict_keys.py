"""Families about the keys of a dict: checks of their case and shape, renaming, picking and omitting entries."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_dict_keys import PICKED
from understudy_trainer.tasks.vocabulary.structures import KEYS, Rows, table
from understudy_trainer.tasks.vocabulary.written_cards import deal


def cased(rng: Rng) -> Rows:
    """Dicts whose keys are all lower, all upper, mixed, of digits, with spaces."""
    few = rng.sample(("host", "port", "user", "path", "mode", "size", "ab", "x"), 3)
    kinds: list[list[str]] = [
        few,
        [k.upper() for k in few],
        [k.title() for k in few],
        [few[0], few[1].upper()],
        [few[0].upper(), few[1], few[2]],
        [few[0], "7"],
        ["first name", "_id", few[1]],
        [few[0].upper(), f"{few[1]}_2"],
    ]
    return (*(({k: rng.randint(0, 9) for k in keys},) for keys in rng.sample(kinds[3:], 3) + kinds[:3]), ({},))


def with_keys(rng: Rng) -> Rows:
    """A dict and a list of keys, some of them missing, some repeated."""
    rows: list[tuple[object, ...]] = []
    for size in (4, 3, 5, 2):
        entries = table(rng, size, 0, 9, KEYS)
        rows.append((entries, [*rng.sample(sorted(entries), 2), pick(rng, KEYS)]))
    return (*rows, ({}, ["a"]), (table(rng, 2, 0, 9, KEYS), []))


def holes(rng: Rng) -> Rows:
    """Dicts with None, zero, empty text and other values."""
    values: tuple[object, ...] = (None, 0, "", 5, "x", False, 12, None)
    rows = [({k: pick(rng, values) for k in rng.sample(KEYS, size)},) for size in (4, 5, 3, 4)]
    return (*rows, ({},), ({"a": None, "b": 0, "c": ""},))


@family("dict-key-checks", weight=3.5)
def dict_key_checks(rng: Rng) -> Draft:
    """Do all, any or no keys (or values) of a dict have a property: case, prefix, length, being an identifier."""
    key, singular, plural, test, near = pick(
        rng,
        (
            ("lower", "is in lower case", "are in lower case", "$k.islower()", "$k == $k.upper()"),
            ("upper", "is in upper case", "are in upper case", "$k.isupper()", "$k.islower()"),
            ("alpha", "consists of letters only", "consist of letters only", "$k.isalpha()", "$k.isalnum()"),
            ("identifier", "is a valid identifier", "are valid identifiers", "$k.isidentifier()", "$k.isalpha()"),
            ("short", "has at most $n characters", "have at most $n characters", "len($k) <= $n", "len($k) < $n"),
            ("starts", "starts with $c", "start with $c", "$k.startswith($c)", "$k.endswith($c)"),
            ("has", "contains $c", "contain $c", "$c in $k", "$k.startswith($c)"),
            (
                "title",
                "starts with an upper-case letter",
                "start with an upper-case letter",
                "$k[0].isupper()",
                "$k.isupper()",
            ),
            ("value", "has a value greater than $n", "have a value greater than $n", "$d[$k] > $n", "$d[$k] >= $n"),
            ("zero", "has the value 0", "have the value 0", "$d[$k] == 0", "$d[$k] != 0"),
        ),
    )
    empty_fails = () if key in ("lower", "upper") else ("allnonempty",)
    form = pick(rng, ("all", "all", "any", "none", "count", "list", "majority", *empty_fails))
    failed = f"not {test}" if "(" in test and test.endswith(")") else f"not ({test})"
    returns, facts, code, other, bad, note, step = {
        "all": (
            "bool",
            f"every key of $d {singular}",
            f"return all({test} for $k in $d)",
            f"for $k in $d:\n    if {failed}:\n        return False\nreturn True",
            f"return any({test} for $k in $d)",
            "Return True for an empty dict",
            "return False if one fails",
        ),
        "allnonempty": (
            "bool",
            f"$d is not empty and all its keys {plural}",
            f"return bool($d) and all({test} for $k in $d)",
            f"if not $d:\n    return False\nfor $k in $d:\n    if {failed}:\n        return False\nreturn True",
            f"return all({test} for $k in $d)",
            "Return False for an empty dict",
            "return False for an empty dict or if one fails",
        ),
        "any": (
            "bool",
            f"at least one key of $d {singular}",
            f"return any({test} for $k in $d)",
            f"for $k in $d:\n    if {test}:\n        return True\nreturn False",
            f"return all({test} for $k in $d)",
            "Return False for an empty dict",
            "return True if one passes",
        ),
        "none": (
            "bool",
            f"no key of $d {singular}",
            f"return not any({test} for $k in $d)",
            f"for $k in $d:\n    if {test}:\n        return False\nreturn True",
            f"return not all({test} for $k in $d)",
            "Return True for an empty dict",
            "return False if one passes",
        ),
        "majority": (
            "bool",
            f"more than half of the keys of $d {plural}",
            f"return 2 * sum(1 for $k in $d if {test}) > len($d)",
            f"$count = 0\nfor $k in $d:\n    if {test}:\n        $count += 1\nreturn $count > len($d) / 2",
            f"return 2 * sum(1 for $k in $d if {test}) >= len($d)",
            "Return False for an empty dict",
            "compare their number with half of the size",
        ),
        "count": (
            "int",
            f"the number of keys in $d that {plural}",
            f"return sum(1 for $k in $d if {test})",
            f"$count = 0\nfor $k in $d:\n    if {test}:\n        $count += 1\nreturn $count",
            f"return sum(1 for $k in $d if {near})",
            "",
            "count those that pass",
        ),
        "list": (
            "list[str]",
            f"a sorted list of the keys in $d that {plural}",
            f"return sorted($k for $k in $d if {test})",
            f"$out = []\nfor $k in $d:\n    if {test}:\n        $out.append($k)\n$out.sort()\nreturn $out",
            f"return [$k for $k in $d if {near}]",
            "",
            "collect those that pass and sort them",
        ),
    }[form]
    asked = (
        (
            "Check whether FACT",
            "Return True if FACT and False otherwise",
            "Given a dict $d, tell if FACT",
            "Determine whether it is true that FACT",
            "Test if FACT",
        )
        if returns == "bool"
        else ("Return FACT", "Given a dict $d, return FACT", "Compute FACT", "Look at the keys of $d and return FACT")
    )
    if form == "count":
        asked = (*asked, f"Count how many keys of $d {plural}", f"Count the keys in $d that {plural}")
    card = f"""
combo: $key|$form
names: check_keys {form}_keys_{key} keys_{key} has_keys_{key} {form}_{key} test_dict_keys
params: $d: dict[str, int]
returns: $returns
told: You get a dictionary $d with string keys and numbers as values. $ask $facts. $note.
told: Settings are kept in a dictionary $d. $ask $facts. $note.
plan: test each key; $step
do: $code
do: $other
bad: $bad
inputs: rows
"""
    card += "".join(f"said: {said.replace('FACT', facts)}\n" for said in asked)
    if note:
        card += "note: $note\n"
    if form in ("all", "any", "none", "allnonempty", "majority"):
        card += "bad: $again\n"
    if "$n" in test:
        card += (
            "knob: n: int = 1..5; n limit size length number bound\n"
            if key == "short"
            else ("knob: n: int = 1..6; limit threshold minimum n level\n")
        )
    if "$c" in test:
        card += "knob: c: str = p u x m h; prefix start part ch letter\n"
    return deal(
        rng,
        card,
        {"rows": cased},
        {
            "key": key,
            "form": form,
            "returns": returns,
            "facts": facts,
            "code": code,
            "other": other,
            "bad": bad,
            "note": note or "The dict may be empty",
            "step": step,
            "again": code.replace(test, near),
            "ask": "Decide whether" if returns == "bool" else "Return",
        },
    )


@family("dict-picked-and-dropped", weight=3.3)
def dict_picked_and_dropped(rng: Rng) -> Draft:
    """Keys picked, omitted, required, allowed; None and empty values dropped or filled."""
    return deal(
        rng,
        pick(rng, PICKED),
        {
            "keyed": with_keys,
            "defaulted": lambda r: tuple((*row, r.randint(-1, 20)) for row in with_keys(r)),
            "holes": holes,
            "filled": lambda r: tuple((*row, r.randint(20, 50)) for row in holes(r)),
        },
    )
