"""Family over two lists of strings side by side: joined, crossed, compared."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written


@family("two-string-lists", weight=3.5)
def two_string_lists(rng: Rng) -> Draft:
    """Two lists of strings side by side: joined pairwise, crossed, compared."""
    sep = Knob(("sep", "separator", "glue", "link"), "str", (pick(rng, (" ", "-", "_", ": ", "=", "/")), "+", "", "."))
    a, b, c, d = words(rng, 4)
    pairs = [
        ([a, b, c], [d, a, "x"]),
        ([a, b], [c]),
        ([], [d]),
        (["red", "big"], ["car", "bus", "van"]),
        ([d, "aa"], [d, "b"]),
        ([a, "tea"], []),
    ]
    key, returns, what, one, two, near, plan = pick(
        rng,
        (
            (
                "zip",
                "list[str]",
                "the strings at equal places of $a and $b, joined by $sep!s; what has no partner is left out",
                "[x + $sep!r + y for x, y in zip($a, $b)]",
                "$out = []\nfor $i in range(min(len($a), len($b))):\n    $out.append($a[$i] + $sep!r + $b[$i])\nreturn $out",
                "[x + $sep!r + y for x in $a for y in $b]",
                "walk through both lists\njoin each pair",
            ),
            (
                "cross",
                "list[str]",
                "every string of $a joined by $sep!s with every string of $b, in the order of $a, then of $b",
                "[x + $sep!r + y for x in $a for y in $b]",
                "$out = []\nfor x in $a:\n    for y in $b:\n        $out.append(x + $sep!r + y)\nreturn $out",
                "[x + $sep!r + y for y in $b for x in $a]",
                "go through the first list\njoin each with every string of the second",
            ),
            (
                "alternate",
                "list[str]",
                "the strings of $a and $b taken in turn, beginning with $a; the rest of the longer list follows",
                "$out = []\nfor $i in range(max(len($a), len($b))):\n    $out += $a[$i:$i + 1] + $b[$i:$i + 1]\nreturn $out",
                "$out = []\nfor x, y in zip($a, $b):\n    $out += [x, y]\nn = min(len($a), len($b))\nreturn $out + $a[n:] + $b[n:]",
                "[x for pair in zip($a, $b) for x in pair]",
                "take one of each in turn\nappend the rest",
            ),
            (
                "longer",
                "list[str]",
                "at each place the longer one of the strings in $a and $b ($a's on a tie), as far as both lists reach",
                "[x if len(x) >= len(y) else y for x, y in zip($a, $b)]",
                "return [max(pair, key=len) for pair in zip($a, $b)]",
                "[x if len(x) <= len(y) else y for x, y in zip($a, $b)]",
                "walk through both lists\nkeep the longer of each pair",
            ),
            (
                "same-places",
                "int",
                "at how many places $a and $b hold the same string",
                "sum(x == y for x, y in zip($a, $b))",
                "$cnt = 0\nfor x, y in zip($a, $b):\n    if x == y:\n        $cnt += 1\nreturn $cnt",
                "len(set($a) & set($b))",
                "walk through both lists\ncount equal pairs",
            ),
            (
                "initials",
                "list[tuple[str, str]]",
                "all pairs of a string of $a and a string of $b that start with the same letter",
                "[(x, y) for x in $a for y in $b if x[0] == y[0]]",
                "$out = []\nfor x in $a:\n    for y in $b:\n        if x[0] == y[0]:\n            $out.append((x, y))\nreturn $out",
                "[(x, y) for x, y in zip($a, $b) if x[0] == y[0]]",
                "form all pairs\nkeep those with equal first letters",
            ),
            (
                "found-in",
                "list[str]",
                "the strings of $a that are part of at least one string in $b",
                "[x for x in $a if any(x in y for y in $b)]",
                "$out = []\nfor x in $a:\n    for y in $b:\n        if x in y:\n            $out.append(x)\n            break\nreturn $out",
                "[x for x in $a if x in $b]",
                "test each string of the first list\nkeep it if some string of the second contains it",
            ),
            (
                "prefixed",
                "dict[str, list[str]]",
                "a dict from each string of $a to the list of strings in $b that start with it",
                "{x: [y for y in $b if y.startswith(x)] for x in $a}",
                "$out = {}\nfor x in $a:\n    $out[x] = [y for y in $b if y.startswith(x)]\nreturn $out",
                "{x: [y for y in $b if x in y] for x in $a}",
                "for each string of the first list\ncollect the strings that start with it",
            ),
            (
                "by-order",
                "list[str]",
                "the strings of $a that also occur in $b, in the order in which they stand in $b",
                "[y for y in $b if y in $a]",
                "$out = []\nfor y in $b:\n    if y in $a:\n        $out.append(y)\nreturn $out",
                "[x for x in $a if x in $b]",
                "go through the second list\nkeep what is in the first",
            ),
            (
                "renamed",
                "list[str]",
                "$a with the strings of $b appended, each that is already taken getting '_2' at its end",
                '$out = list($a)\nfor y in $b:\n    $out.append(f"{y}_2" if y in $out else y)\nreturn $out',
                '$out = $a[:]\nfor y in $b:\n    if y in $out:\n        y += "_2"\n    $out.append(y)\nreturn $out',
                '$a + [f"{y}_2" for y in $b]',
                "copy the first list\nappend each of the second, renamed if taken",
            ),
        ),
    )
    if key == "prefixed":
        pairs = [(["ta", "a"], ["tab", "apple", "bat"]), ([], [a]), ([b[0], "x"], [b, c, "xx"]), (["t"], [])]
    if key == "found-in":
        pairs = [(["an", "zz", "tea"], ["banana", "tea"]), ([a[:2], b], [a, c]), ([], [a]), ([d], [])]
    if key in ("by-order", "renamed"):
        pairs += [(["x", "y", "z"], ["z", "q", "x"])]
    row = Row(
        key,
        f"{key.replace('-', '_')}_strings combine_lists {key.replace('-', '_')} pair_up",
        "$a: list[str], $b: list[str]",
        returns,
        f"""
        Return {what}
        Given two lists of strings $a and $b, return {what}
        Find {what}
        From the lists $a and $b, produce {what}
        """,
        plan,
        (one, two),
        pairs,
        (near,),
        f"""
        You are given two lists of strings, $a and $b. They may differ in length and may be empty. Return {what}.

        Two colleagues each hand in a list of strings, $a and $b. Your function returns {what}.
        """,
    )
    return written(rng, row, {"sep": sep})
