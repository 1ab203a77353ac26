"""Family: yes-or-no questions about one string: how often characters occur, its shape, its repetition."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases, low_cases, yes_or_no
from understudy_trainer.tasks.vocabulary.classics import one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("string-counts-checked", weight=3)
def string_counts_checked(rng: Rng) -> Draft:
    """Yes-or-no questions about one string: how often characters occur, its shape, its repetition."""
    s, c, k = distinct(rng, TEXT, ITEM, ("k", "n", "limit", "size"))
    inputs = low_cases(rng)
    with_k: list[tuple[object, ...]] = [
        ("aab", 2),
        ("abc", 1),
        ("", 1),
        ("aaaa", 3),
        ("hello", 4),
        ("aabbb", 3),
        ("xyz", 0),
    ]
    pangrams = cases(
        [
            "Sphinx of black quartz, judge my vow",
            "hello",
            "",
            "Pack my box with five dozen liquor jugs",
            "abcdefghijklmnopqrstuvwxyz",
            "abcdefghijklmnopqrstuvwxy",
        ]
    )

    check = yes_or_no(rng, s, inputs)
    table = (
        check(
            "equal-counts",
            ("equally_often", "balanced_counts", "same_frequency"),
            f"all characters that occur in {s} occur equally often",
            ("count each character", "there may be only one count"),
            (
                f"len({{{s}.count({c}) for {c} in {s}}}) <= 1",
                code(
                    "counts = {}",
                    f"for {c} in {s}:",
                    f"    counts[{c}] = counts.get({c}, 0) + 1",
                    "return len(set(counts.values())) < 2",
                ),
            ),
            (f"len(set({s})) == len({s})",),
            notes=("Return True for an empty string",),
        ),
        check(
            "even-counts",
            ("all_even_counts", "pairs_up", "every_char_even"),
            f"every character of {s} occurs an even number of times",
            ("count each character", "test that the count is even"),
            (
                f"all({s}.count({c}) % 2 == 0 for {c} in set({s}))",
                code("odd = set()", f"for {c} in {s}:", f"    odd ^= {{{c}}}", "return not odd"),
            ),
            (f"len({s}) % 2 == 0",),
            rows=[*inputs, ("abba",), ("aab",), ("aabbb",)],
        ),
        check(
            "at-most-k",
            ("no_char_more_than", "within_limit", "limited_repeats"),
            f"no character occurs more than {k} times in {s}",
            ("count each character", f"compare with {k}"),
            (f"all({s}.count({c}) <= {k} for {c} in {s})", f"max(({s}.count({c}) for {c} in {s}), default=0) <= {k}"),
            (f"all({s}.count({c}) < {k} for {c} in {s})", f"len({s}) <= {k}"),
            given=f", {k}: int",
            rows=with_k,
        ),
        check(
            "run-of-k",
            ("has_run", "has_run_of", "repeats_in_a_row"),
            f"some character stands at least {k} times in a row in {s}, where {k} is at least 1",
            ("try each character of the string", f"look for {k} copies of it"),
            (
                f"any({c} * {k} in {s} for {c} in set({s}))",
                code(
                    "length = 0",
                    f"for i in range(len({s})):",
                    f"    length = length + 1 if i and {s}[i] == {s}[i - 1] else 1",
                    f"    if length >= {k}:",
                    "        return True",
                    "return False",
                ),
            ),
            (f"any({s}.count({c}) >= {k} for {c} in set({s}))", f"any({c} * ({k} + 1) in {s} for {c} in set({s}))"),
            given=f", {k}: int",
            rows=[x for x in with_k if x[1]],
        ),
        check(
            "pangram",
            ("uses_whole_alphabet", "has_every_letter", "complete_alphabet"),
            f"{s} contains every letter from a to z, ignoring case",
            ("lowercase the text", "look for each letter"),
            (
                f"all(chr(97 + i) in {s}.lower() for i in range(26))",
                f"len({{{c} for {c} in {s}.lower() if {c}.isascii() and {c}.isalpha()}}) == 26",
            ),
            (f"len(set({s}.lower())) >= 26", f"all(chr(97 + i) in {s} for i in range(26))"),
            rows=pangrams,
        ),
        check(
            "length-and-ends",
            ("fits_pattern", "short_and_capital", "is_label"),
            f"{s} has at least {k} characters, starts with an uppercase letter and ends with a digit",
            ("test the length", "test both ends"),
            (
                f"len({s}) >= {k} and {s}[:1].isupper() and {s}[-1:].isdigit()",
                code(
                    f"if not {s} or len({s}) < {k}:",
                    "    return False",
                    f"return {s}[0].isupper() and {s}[-1].isdigit()",
                ),
            ),
            (f"len({s}) > {k} and {s}[:1].isupper() and {s}[-1:].isdigit()", f"len({s}) >= {k} and {s}[:1].isupper()"),
            given=f", {k}: int",
            rows=[("Ab1", 3), ("ab1", 2), ("A1", 3), ("", 0), ("Room 12", 4), ("Abc", 2), ("X9", 2), ("B7", 1)],
        ),
        check(
            "letter-then-digit",
            ("letters_then_digits", "is_code", "name_with_number"),
            f"{s} consists of one or more letters followed by one or more digits and nothing else",
            ("strip the digits at the end", "both parts must be non-empty and of their kind"),
            (
                code(f'head = {s}.rstrip("0123456789")', f"return head.isalpha() and len(head) < len({s})"),
                code(
                    "i = 0",
                    f"while i < len({s}) and {s}[i].isalpha():",
                    "    i += 1",
                    f"return 0 < i and {s}[i:].isdigit()",
                ),
            ),
            (f"{s}.isalnum() and {s}[:1].isalpha() and {s}[-1:].isdigit()",),
            rows=cases(["abc123", "a1b2", "", "abc", "123", "x9", "ab 1", "A0"]),
        ),
        check(
            "halves-equal",
            ("is_doubled", "halves_equal", "is_twice_the_same"),
            f"{s} is some non-empty string written twice",
            ("the length must be even", "compare both halves"),
            (
                code(f"half = len({s}) // 2", f'return {s} != "" and {s}[:half] * 2 == {s}'),
                f"len({s}) > 0 and len({s}) % 2 == 0 and {s}[: len({s}) // 2] == {s}[len({s}) // 2 :]",
            ),
            (f"{s}[: len({s}) // 2] == {s}[len({s}) // 2 :][::-1]", f"{s}[:1] == {s}[-1:]"),
            rows=cases(["abab", "aa", "", "aba", "abba", "hellohello", "x", "xyzxy"]),
        ),
        check(
            "periodic",
            ("is_periodic", "repeats_a_part", "has_period"),
            f"{s} consists of two or more copies of some shorter string",
            ("try each divisor of the length", "compare the repeated prefix"),
            (
                f"any({s}[:i] * (len({s}) // i) == {s} for i in range(1, len({s}) // 2 + 1))",
                f'{s} != "" and {s} in ({s} + {s})[1:-1]',
            ),
            (f"any({s}[:i] * 2 == {s} for i in range(1, len({s})))",),
            rows=cases(["abab", "aaa", "", "aba", "x", "abcabcabc", "aabaa", "xyxyx"]),
        ),
    )
    return one_of(rng, table, f"{s}: str", inputs)
