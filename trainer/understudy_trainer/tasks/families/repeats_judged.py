"""Family: what repeats in a string: distinct counts, first repeat, doubles, distances, extra characters."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases, low_texts
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("repeats-judged", weight=3)
def repeats_judged(rng: Rng) -> Draft:
    """What repeats in a string: distinct counts, first repeat, doubles, distances, extra characters."""
    s, c, out = distinct(rng, TEXT, ITEM, ("seen", "seen", "known", "found"))
    inputs = cases([*low_texts(rng, "abcad", "hello", "abcabc", "aa", "noon"), "Aa", "book keeper", "abcde"])
    code(
        "best = -1",
        f"{out} = {{}}",
        f"for i, {c} in enumerate({s}):",
        f"    if {c} in {out}:",
        f"        best = max(best, i - {out}[{c}])",
        "    else:",
        f"        {out}[{c}] = i",
        "return best",
    )
    rows = (
        Classic(
            "first-repeat",
            ("first_repeat", "earliest_repeat", "first_char_seen_twice"),
            "str | None",
            (
                f"Return the first character of {s} that already occurred earlier in it",
                f"Read {s} from the left and return the first character seen for the second time",
                f"Find the character of {s} whose second occurrence comes earliest",
            ),
            ("remember the characters seen", "return the first one seen again", "return None otherwise"),
            (
                code(
                    f"{out} = set()",
                    f"for {c} in {s}:",
                    f"    if {c} in {out}:",
                    f"        return {c}",
                    f"    {out}.add({c})",
                    "return None",
                ),
                f"next(({c} for i, {c} in enumerate({s}) if {c} in {s}[:i]), None)",
            ),
            (f"next(({c} for {c} in {s} if {s}.count({c}) > 1), None)",),
            ("Return None if all characters differ",),
            told=(
                f"Go through the string {s} from left to right. As soon as you meet a character that you have met "
                "before, return it. Return None if that never happens.",
            ),
            inputs=cases([*low_texts(rng, "abba", "hello", "abcb"), "xyzzy", "abcde", "Aa"]),
        ),
        Classic(
            "distinct",
            ("count_distinct", "distinct_chars", "unique_char_count"),
            "int",
            (
                f"Return the number of distinct characters in {s}",
                f"Count how many different characters {s} contains",
                f"Determine how many different characters are used in {s}",
            ),
            ("make a set of the characters", "return its size"),
            (
                f"len(set({s}))",
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f"    if {c} not in {out}:",
                    f"        {out} += {c}",
                    f"return len({out})",
                ),
            ),
            (f"len({s})", f"sum({s}.count({c}) == 1 for {c} in {s})"),
            chinese=(f"返回 {s} 中不同字符的个数",),
        ),
        Classic(
            "doubles",
            ("count_doubles", "adjacent_equal", "double_letters", "count_equal_neighbours"),
            "int",
            (
                f"Count the places in {s} where two neighbouring characters are equal",
                f"Return how many characters of {s} equal the one right before them",
                f"Count the adjacent pairs of equal characters in {s}",
            ),
            ("pair each character with the next", "count the equal pairs"),
            (
                f"sum(a == b for a, b in zip({s}, {s}[1:]))",
                code(
                    "count = 0",
                    f"for i in range(1, len({s})):",
                    f"    if {s}[i] == {s}[i - 1]:",
                    "        count += 1",
                    "return count",
                ),
            ),
            (f"len({s}) - len(set({s}))", f"sum(a != b for a, b in zip({s}, {s}[1:]))"),
        ),
        Classic(
            "has-double",
            ("has_double", "has_adjacent_repeat", "contains_double_letter"),
            "bool",
            (
                f"Check whether {s} has two equal characters next to each other",
                f"Return True if some character of {s} is directly followed by the same character",
                f"Tell whether any two neighbouring characters of {s} are the same",
            ),
            ("pair each character with the next", "return True if a pair is equal"),
            (
                f"any(a == b for a, b in zip({s}, {s}[1:]))",
                code(
                    f"for i in range(len({s}) - 1):",
                    f"    if {s}[i] == {s}[i + 1]:",
                    "        return True",
                    "return False",
                ),
            ),
            (f"len(set({s})) < len({s})",),
        ),
        Classic(
            "all-unique",
            ("all_unique", "has_unique_chars", "no_repeats"),
            "bool",
            (
                f"Check whether all characters of {s} are different",
                f"Return True if no character occurs twice in {s}",
                f"Determine if {s} is free of repeated characters",
            ),
            ("compare the number of distinct characters with the length",),
            (
                f"len(set({s})) == len({s})",
                code(
                    f"{out} = set()",
                    f"for {c} in {s}:",
                    f"    if {c} in {out}:",
                    "        return False",
                    f"    {out}.add({c})",
                    "return True",
                ),
            ),
            (f"all(a != b for a, b in zip({s}, {s}[1:]))",),
            chinese=(f"判断 {s} 中的字符是否各不相同",),
        ),
        Classic(
            "to-delete",
            ("deletions_to_unique", "surplus_chars", "count_surplus"),
            "int",
            (
                f"Return how many characters must be deleted from {s} so that all remaining ones are different",
                f"Count the surplus characters of {s}: those beyond the first occurrence of each",
                f"Compute the least number of deletions after which {s} has no repeated characters",
            ),
            ("count the distinct characters", "subtract that from the length"),
            (
                f"len({s}) - len(set({s}))",
                f"sum({c} in {s}[:i] for i, {c} in enumerate({s}))",
            ),
            (f"sum({s}.count({c}) > 1 for {c} in {s})",),
        ),
        Classic(
            "first-positions",
            ("index_pattern", "letter_pattern", "first_positions"),
            "list[int]",
            (
                f"Replace each character of {s} by the index at which it first occurs in {s}; return the list",
                f"Return for every character of {s} the position of its first occurrence",
                f"List, for each character of {s}, the index where that character first occurs",
            ),
            ("look up the first index of each character",),
            (
                f"[{s}.index({c}) for {c} in {s}]",
                code(
                    "first = {}",
                    f"for i, {c} in enumerate({s}):",
                    f"    first.setdefault({c}, i)",
                    f"return [first[{c}] for {c} in {s}]",
                ),
            ),
            (f"list(range(len({s})))", f"[{s}.rindex({c}) for {c} in {s}]"),
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
