"""Families over lists of strings as a whole: what they share, how long they are, two lists side by side."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written


def shared_rows(rng: Rng) -> list[Row]:
    """What all strings of a list have in common."""
    flow, test = ["flower", "flow", "flag"], ["testing", "resting", "jesting", "string"]
    lists = each((flow, [f"pre{w}" for w in words(rng, 3)], words(rng, 3), [], words(rng, 1), test))
    return [
        Row(
            "prefix",
            "shared_prefix common_start longest_shared_start",
            "$ws: list[str]",
            "str",
            """
            Return the longest string that all elements of $ws start with
            Find the longest prefix shared by all strings in $ws
            Given a list of strings $ws, return the beginning they have in common
            """,
            "start with the first string\nshorten it until every string starts with it",
            (
                """
                prefix = $ws[0] if $ws else ""
                while not all($w.startswith(prefix) for $w in $ws):
                    prefix = prefix[:-1]
                return prefix
                """,
                """
                $out = ""
                for group in zip(*$ws):
                    if len(set(group)) > 1:
                        break
                    $out += group[0]
                return $out
                """,
            ),
            lists,
            ('return "".join(g[0] for g in zip(*$ws) if len(set(g)) == 1)', '$ws[0][:1] if $ws else ""'),
            "You are given a list of strings $ws. All of them begin with some common part, which may be empty. Return the longest such "
            "part; for an empty list return an empty string.",
            "返回列表 $ws 中所有字符串的最长公共前缀",
            "Return an empty string for an empty list",
        ),
        Row(
            "suffix",
            "shared_suffix common_ending same_ending",
            "$ws: list[str]",
            "str",
            """
            Return the longest string that all elements of $ws end with
            Find the longest common ending of the strings in $ws
            Determine the longest suffix shared by every string of $ws
            """,
            "start with the first string\ncut its beginning until every string ends with it",
            (
                """
                suffix = $ws[0] if $ws else ""
                while not all($w.endswith(suffix) for $w in $ws):
                    suffix = suffix[1:]
                return suffix
                """,
                """
                $out = ""
                for group in zip(*($w[::-1] for $w in $ws)):
                    if len(set(group)) > 1:
                        break
                    $out = group[0] + $out
                return $out
                """,
            ),
            lists,
            ('$ws[0][-1:] if $ws else ""',),
            notes="Return an empty string for an empty list",
            chinese="返回列表 $ws 中所有字符串的最长公共后缀",
        ),
        Row(
            "letters",
            "common_letters letters_in_all shared_letters",
            "$ws: list[str]",
            "list[str]",
            """
            Return the characters that occur in every string of $ws, sorted
            Find which characters all strings in $ws share, in sorted order and each once
            Given $ws, list the characters contained in all of its strings, sorted
            """,
            "make a set of each string\nintersect the sets\nsort the result",
            (
                """
                if not $ws:
                    return []
                return sorted(set.intersection(*map(set, $ws)))
                """,
                """
                $out = []
                for $c in sorted(set("".join($ws))):
                    if all($c in $w for $w in $ws):
                        $out.append($c)
                return $out
                """,
            ),
            lists,
            ('sorted(set("".join($ws)))',),
            "A puzzle asks which characters appear in all of several strings. Given the strings $ws, return these characters sorted and "
            "without repeats. An empty list has none.",
            notes="Return an empty list if $ws is empty",
        ),
        Row(
            "any-letters",
            "used_letters alphabet_of letters_used",
            "$ws: list[str]",
            "str",
            """
            Return all different characters used in the strings of $ws as one sorted string
            Collect the characters that occur in any string of $ws, each once and sorted, into a string
            Find the alphabet of $ws: its different characters in sorted order, joined together
            """,
            "join the strings\ntake the set of characters\nsort and join them",
            (
                '"".join(sorted(set("".join($ws))))',
                """
                $out = set()
                for $w in $ws:
                    $out |= set($w)
                return "".join(sorted($out))
                """,
            ),
            lists,
            ('"".join(sorted("".join($ws)))',),
        ),
        Row(
            "same-length",
            "same_length equally_long all_same_size",
            "$ws: list[str]",
            "bool",
            """
            Check whether all strings in $ws have the same length
            Return True if the strings in $ws are equally long
            Tell whether no two strings of $ws differ in length
            """,
            "collect the lengths in a set\ntest that there is at most one",
            ("len({len($w) for $w in $ws}) <= 1", "return all(len($w) == len($ws[0]) for $w in $ws)"),
            [*lists, (["abc", "xyz"],), (["ab", "c"],)],
            ("len({len($w) for $w in $ws}) == len($ws)", "len(set($ws)) <= 1"),
            notes="An empty list counts as True",
        ),
        Row(
            "lengths",
            "length_histogram count_lengths lengths_of",
            "$ws: list[str]",
            "dict[int, int]",
            """
            Return a dict that tells how many strings of $ws have each length, from the shortest length on
            Count the strings of $ws by length; the keys are in ascending order
            Map each length that occurs in $ws to the number of strings of that length, shortest first
            """,
            "go through the lengths in ascending order\ncount each",
            (
                """
                $out = {}
                for $w in sorted($ws, key=len):
                    $out[len($w)] = $out.get(len($w), 0) + 1
                return $out
                """,
                "sizes = sorted(len($w) for $w in $ws)\nreturn {n: sizes.count(n) for n in sizes}",
            ),
            lists,
            ("{len($w): len($w) for $w in $ws}",),
        ),
        Row(
            "average",
            "average_length mean_length typical_length",
            "$ws: list[str]",
            "float",
            """
            Return the average length of the strings in $ws, rounded to one decimal
            Compute how long the strings in $ws are on average (one decimal place)
            Find the mean length of the entries of $ws, rounded to 1 decimal
            """,
            "return 0.0 for an empty list\nadd up the lengths\ndivide by the number of strings",
            (
                "if not $ws:\n    return 0.0\nreturn round(sum(len($w) for $w in $ws) / len($ws), 1)",
                'return round(len("".join($ws)) / len($ws), 1) if $ws else 0.0',
            ),
            lists,
            ("if not $ws:\n    return 0.0\nreturn float(sum(len($w) for $w in $ws) // len($ws))",),
            notes="Return 0.0 if $ws is empty",
            chinese="返回 $ws 中字符串的平均长度,保留一位小数",
        ),
        Row(
            "columns",
            "read_columns vertical_text transpose_strings",
            "$ws: list[str]",
            "list[str]",
            """
            Return the strings read column by column from $ws: all first characters, all second ones and so on, up to the shortest length
            Write the strings of $ws below each other and return the full columns as strings
            Transpose $ws: string i of the result holds the i-th characters of all strings, as far as the shortest reaches
            """,
            "walk through the strings in parallel\njoin the characters at each place",
            (
                '["".join(column) for column in zip(*$ws)]',
                """
                if not $ws:
                    return []
                shortest = min(len($w) for $w in $ws)
                return ["".join($w[$i] for $w in $ws) for $i in range(shortest)]
                """,
            ),
            lists,
            ("[column[0] for column in zip(*$ws)]",),
        ),
        Row(
            "odd-one",
            "odd_one_out different_length outlier",
            "$ws: list[str]",
            "str | None",
            """
            Return the only string of $ws whose length no other string has, or None unless there is exactly one such string
            Find the string in $ws with a length of its own; return None if there is none or more than one
            """,
            "collect the lengths\nkeep the strings whose length occurs once\nreturn it if it is the only one",
            (
                """
                sizes = [len($w) for $w in $ws]
                single = [$w for $w in $ws if sizes.count(len($w)) == 1]
                return single[0] if len(single) == 1 else None
                """,
            ),
            [*lists, (["abc", "de", "xyz"],), (["aa", "b", "cc", "dd"],)],
            ("sizes = [len($w) for $w in $ws]\nreturn next(($w for $w in $ws if sizes.count(len($w)) == 1), None)",),
            "In a row of cards one string of $ws may have a length that no other has. Return that string. If there is no such string, or "
            "several, return None.",
        ),
        Row(
            "extremes",
            "length_range shortest_and_longest length_spread",
            "$ws: list[str]",
            "tuple[str, str]",
            """
            Return the shortest and the longest string of $ws as a tuple, the first one winning each tie
            Find the pair (shortest, longest) of the strings in $ws; on ties take the first
            """,
            "handle an empty list\ntake the smallest and the largest by length",
            (
                'if not $ws:\n    return "", ""\nreturn min($ws, key=len), max($ws, key=len)',
                'return (min($ws, key=len), max($ws, key=len)) if $ws else ("", "")',
            ),
            lists,
            ('return (min($ws), max($ws)) if $ws else ("", "")',),
            notes="Return two empty strings if $ws is empty",
        ),
        Row(
            "total-until",
            "take_while_short fit_into strings_that_fit",
            "$ws: list[str]",
            "list[str]",
            """
            Return as many strings from the start of $ws as fit into $k characters in total
            Take strings from the beginning of $ws as long as their total length is at most $k
            Keep the leading strings of $ws whose lengths add up to no more than $k; stop at the first that does not fit
            """,
            "keep a running total of lengths\nstop before it exceeds the limit",
            (
                """
                used = 0
                $out = []
                for $w in $ws:
                    used += len($w)
                    if used > $k:
                        break
                    $out.append($w)
                return $out
                """,
                """
                $i = 0
                while $i < len($ws) and sum(len($w) for $w in $ws[:$i + 1]) <= $k:
                    $i += 1
                return $ws[:$i]
                """,
            ),
            [(["aaaa", "bb", "cccc", "d"],), *lists],
            ("[$w for $w in $ws if len($w) <= $k]",),
            "A label has room for $k characters. Strings from $ws are printed in order, without separators, until the next one would no "
            "longer fit; nothing after it is printed. Return the printed strings.",
        ),
    ]


@family("string-list-shared", weight=3.5)
def string_list_shared(rng: Rng) -> Draft:
    """Prefixes, letters, lengths that the strings of a list share or differ in."""
    k = Knob(("k", "limit", "room", "width", "capacity"), "int", (rng.randint(6, 10), 9, 12, 5))
    return written(rng, pick(rng, shared_rows(rng)), {"k": k})
