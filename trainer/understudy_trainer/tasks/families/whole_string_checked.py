"""Family: yes-or-no questions about one string: its ends, letters, order, alternation, allowed characters."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, low_cases, yes_or_no
from understudy_trainer.tasks.vocabulary.classics import one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("whole-string-checked", weight=3)
def whole_string_checked(rng: Rng) -> Draft:
    """Yes-or-no questions about one string: its ends, letters, order, alternation, allowed characters."""
    s, c, k = distinct(rng, TEXT, ITEM, ("k", "n", "limit", "size"))
    (allowed,) = distinct(rng, ("allowed", "letters", "alphabet", "charset", "valid"))
    inputs = low_cases(rng)
    with_set: list[tuple[object, ...]] = [
        ("abcab", "abc"),
        ("abd", "abc"),
        ("", "xyz"),
        ("101", "01"),
        ("Abc", "abc"),
        ("hello", "ehlo"),
        ("abc", "cba "),
    ]

    check = yes_or_no(rng, s, inputs)
    table = (
        check(
            "same-ends",
            ("same_ends", "ends_match", "starts_as_it_ends"),
            f"{s} starts and ends with the same character",
            ("make sure it is not empty", "compare first and last"),
            (f'{s} != "" and {s}[0] == {s}[-1]', f"{s}[:1] == {s}[-1:] and len({s}) > 0"),
            (f"{s}[:1] == {s}[-1:]", f"{s} == {s}[::-1]"),
            notes=("Return False for an empty string",),
        ),
        check(
            "same-ends-k",
            ("same_border", "prefix_is_suffix", "matching_ends"),
            f"the first {k} characters of {s} equal its last {k} characters",
            ("slice both ends", "compare"),
            (f"{s}[:{k}] == {s}[len({s}) - {k} :]", f"{s}.startswith({s}[len({s}) - {k} :])"),
            (f"{s}[:{k}] == {s}[-{k}:][::-1]", f"{s}[0:1] == {s}[-1:]"),
            notes=(f"{k} is not negative and at most the length of {s}",),
            given=f", {k}: int",
            rows=[("abcab", 2), ("abc", 1), ("", 0), ("aaa", 2), ("hello", 1), ("abba", 2), ("xyzx", 1), ("abxba", 2)],
        ),
        check(
            "only-from",
            ("only_from", "uses_only", "within_alphabet"),
            f"every character of {s} occurs in {allowed}",
            ("test each character",),
            (
                f"all({c} in {allowed} for {c} in {s})",
                f"set({s}) <= set({allowed})",
                code(f"for {c} in {s}:", f"    if {c} not in {allowed}:", "        return False", "return True"),
            ),
            (f"set({s}) == set({allowed})", f"{s} in {allowed}"),
            notes=("Return True for an empty string",),
            given=f", {allowed}: str",
            rows=with_set,
        ),
        check(
            "uses-all",
            ("uses_all", "contains_all_of", "has_every"),
            f"{s} contains every character of {allowed}",
            ("test each character wanted",),
            (f"all({c} in {s} for {c} in {allowed})", f"set({allowed}) <= set({s})"),
            (f"any({c} in {s} for {c} in {allowed})", f"{allowed} in {s}"),
            given=f", {allowed}: str",
            rows=with_set,
        ),
        check(
            "avoids",
            ("avoids", "has_none_of", "free_of"),
            f"{s} contains no character of {allowed}",
            ("test each character",),
            (f"not any({c} in {allowed} for {c} in {s})", f"set({s}).isdisjoint({allowed})"),
            (f"not all({c} in {allowed} for {c} in {s})",),
            given=f", {allowed}: str",
            rows=[*with_set, ("xyz", "abc")],
        ),
        check(
            "ascending",
            ("letters_ascend", "is_abecedarian", "in_alphabet_order"),
            f"no character of {s} is smaller than the one before it",
            ("compare each character with the next",),
            (f"all(a <= b for a, b in zip({s}, {s}[1:]))", f"list({s}) == sorted({s})"),
            (f"all(a < b for a, b in zip({s}, {s}[1:]))",),
        ),
        check(
            "strict",
            ("strictly_ascending", "letters_increase", "climbing"),
            f"every character of {s} is greater than the one before it",
            ("compare each character with the next",),
            (f"all(a < b for a, b in zip({s}, {s}[1:]))", f"sorted(set({s})) == list({s})"),
            (f"list({s}) == sorted({s})",),
        ),
        check(
            "alternate",
            ("alternates", "is_two_letter_pattern", "zigzag_letters"),
            f"{s} alternates between two different characters, as in 'abab', at least two characters long",
            ("compare the first two characters", "every character must equal the one two places before"),
            (
                f"len(set({s}[:2])) == 2 and all(a == b for a, b in zip({s}, {s}[2:]))",
                f"len({s}) > 1 and {s}[0] != {s}[1] and len(set({s}[::2])) == 1 == len(set({s}[1::2]))",
            ),
            (f"len(set({s})) == 2", f"all(a != b for a, b in zip({s}, {s}[1:]))"),
        ),
    )
    return one_of(rng, table, f"{s}: str", inputs)
