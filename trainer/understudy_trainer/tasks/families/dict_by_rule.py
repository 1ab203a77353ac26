"""A dict comprehension over numbers, words or positions: which key, which value, which elements."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.structures import (
    number_lists,
    word_lists,
)
from understudy_trainer.tasks.vocabulary.written_cards import deal


@family("dict-by-rule", weight=4)
def dict_by_rule(rng: Rng) -> Draft:
    """A dict comprehension over numbers, words or positions: which key, which value, which elements."""
    over = pick(rng, ("numbers", "words", "words"))
    values = (
        (
            ("square", "its square", "$x ** 2", "$x * 2", "int"),
            (
                "parity",
                "'even' or 'odd'",
                '"even" if $x % 2 == 0 else "odd"',
                '"odd" if $x % 2 == 0 else "even"',
                "str",
            ),
            ("double", "twice the number", "$x * 2", "$x + 2", "int"),
            (
                "positions",
                "the list of its positions in $xs",
                "[i for i, y in enumerate($xs) if y == $x]",
                "[$xs.index($x)]",
                "list[int]",
            ),
            ("first", "its first position in $xs", "$xs.index($x)", "$xs.index($x) + 1", "int"),
            ("rest", "its remainder when divided by $n", "$x % $n", "$x // $n", "int"),
            ("text", "its decimal text", "str($x)", '""', "str"),
            ("times", "the number multiplied by $n", "$x * $n", "$x + $n", "int"),
            (
                "smaller",
                "how many elements of $xs are smaller",
                "sum(y < $x for y in $xs)",
                "sum(y <= $x for y in $xs)",
                "int",
            ),
            ("isbig", "whether it is greater than $n", "$x > $n", "$x >= $n", "bool"),
        )
        if over == "numbers"
        else (
            ("length", "its length", "len($x)", "len($x) + 1", "int"),
            ("upper", "its uppercase form", "$x.upper()", "$x.title()", "str"),
            ("reversed", "its letters in reverse order", "$x[::-1]", "$x", "str"),
            ("count", "how often it occurs in $xs", "$xs.count($x)", "1", "int"),
            ("first", "the index of its first occurrence", "$xs.index($x)", "len($xs)", "int"),
            ("letters", "the sorted list of its different letters", "sorted(set($x))", "sorted($x)", "list[str]"),
            ("initial", "its first letter", "$x[0]", "$x[-1]", "str"),
            ("longer", "whether it has more than $n letters", "len($x) > $n", "len($x) >= $n", "bool"),
            ("vowels", "the number of its vowels (a, e, i, o, u)", 'sum(c in "aeiou" for c in $x)', "len($x)", "int"),
            ("prefix", "its first $n letters", "$x[:$n]", "$x[-$n:]", "str"),
        )
    )
    key, what, expression, near, value = pick(rng, values)
    tests = (
        (("all", "", "", ""), ("even", "even ", "$x % 2 == 0", ""), ("nonzero", "non-zero ", "$x != 0", ""))
        if over == "numbers"
        else (("all", "", "", ""), ("all", "", "", ""), ("hasa", "", "len($x) > 3", " of more than 3 letters"))
    )
    which, before, test, after = pick(rng, tests)
    noun, kind = ("number", "int") if over == "numbers" else ("word", "str")
    iftest = f" if {test}" if test else ""
    card = """
combo: $over|$key|$which
names: map_$key to_dict build_map lookup_of make_index table_of
pool: xs = $pool
pool: x = $each
params: $xs: list[$kind]
returns: dict[$kind, $value]
said: Return a dict that maps each $before$noun$after in $xs to $what
said: Map every $before$noun$after of $xs to $what
said: Build a dictionary whose keys are the ${before}${noun}s$after in $xs; the value of a key is $what
said: For each $before$noun$after in $xs, store $what in a dict with the $noun as key
said: Given a list $xs of ${noun}s, return a dict from each $before$noun$after to $what
told: You are given a list of ${noun}s, $xs. Create a dictionary in which each $before$noun$after is a key and
    the value is
    $what. Return an empty dict for an empty list.
plan: go through the list; $keep; use $what as value
inputs: rows
do: return {$x: $expression for $x in $xs$iftest}
do:
    $out = {}
    for $x in $xs:
        $body
    return $out
bad: return {$x: $near for $x in $xs$iftest}
"""
    if "$n" in expression:
        card += "knob: n: int = 2..5; k limit step width amount bound\n"
    body = f"if {test}:\n            $out[$x] = {expression}" if test else f"$out[$x] = {expression}"
    return deal(
        rng,
        card,
        {"rows": number_lists if over == "numbers" else word_lists},
        {
            "over": over,
            "key": key,
            "which": which,
            "pool": "xs nums numbers values data" if over == "numbers" else "words names items labels fruits",
            "each": "x n num value" if over == "numbers" else "w word name s",
            "kind": kind,
            "value": value,
            "before": before,
            "noun": noun,
            "after": after,
            "what": what,
            "expression": expression,
            "iftest": iftest,
            "near": near,
            "body": body,
            "keep": f"keep each {before}{noun}{after}" if test else f"use each {noun} as key",
        },
    )
