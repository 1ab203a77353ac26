"""Family: how two strings are related: subsequence, rotation, overlap, containment, repetition, one edit apart."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import PAIR, truth
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code


@family("strings-related", weight=3)
def strings_related(rng: Rng) -> Draft:
    """How two strings are related: subsequence, rotation, overlap, containment, repetition, one edit apart."""
    a, b = pick(rng, PAIR)
    inputs = [
        ("pto", "python"),
        ("pot", "python"),
        ("", "abc"),
        ("abc", ""),
        ("garden", "dengar"),
        ("abc", "acb"),
        ("aa", "a"),
        ("abab", "ab"),
        ("stone", "tone"),
        ("cat", "cut"),
        ("abcd", "cdxy"),
        ("a", "a"),
        ("ab", "abab"),
    ]
    overlap = code(
        f"for k in range(min(len({a}), len({b})), 0, -1):", f"    if {a}.endswith({b}[:k]):", "        return {}"
    )
    rows = (
        Classic(
            "subsequence",
            ("occurs_in_order", "is_scattered_in", "hidden_in"),
            "bool",
            truth(rng, f"the characters of {a} occur in {b} in the same order, not necessarily side by side"),
            (f"walk through {b} once", f"look for each character of {a} behind the last one found"),
            (
                code(f"rest = iter({b})", f"return all(c in rest for c in {a})"),
                code(
                    "i = 0",
                    f"for c in {b}:",
                    f"    if i < len({a}) and c == {a}[i]:",
                    "        i += 1",
                    f"return i == len({a})",
                ),
            ),
            (f"all(c in {b} for c in {a})", f"{a} in {b}"),
            told=(
                f"{a} is a subsequence of {b} if it is left when some characters of {b} are deleted. Return "
                f"whether it is one.",
            ),
        ),
        Classic(
            "rotation",
            ("is_rotation", "are_rotations", "rotates_to"),
            "bool",
            truth(rng, f"{b} is {a} rotated by some number of places"),
            ("compare the lengths", f"look for {b} in {a} written twice"),
            (
                f"len({a}) == len({b}) and {b} in {a} + {a}",
                code(
                    f"if {a} == {b}:",
                    "    return True",
                    f"return any({a}[i:] + {a}[:i] == {b} for i in range(len({a})))",
                ),
            ),
            (f"{b} in {a} + {a}", f"sorted({a}) == sorted({b})"),
        ),
        Classic(
            "rotation-steps",
            ("rotation_offset", "shift_between", "rotation_steps"),
            "int",
            (
                f"Return the smallest number of places {a} must be rotated left to become {b}, -1 if that is "
                f"impossible",
                f"Find the least i such that {a}[i:] + {a}[:i] equals {b}; -1 if there is none",
            ),
            ("try each rotation", "return the first that fits", "return -1 otherwise"),
            (
                code(
                    f"for i in range(max(1, len({a}))):",
                    f"    if {a}[i:] + {a}[:i] == {b}:",
                    "        return i",
                    "return -1",
                ),
                f"({a} + {a}).find({b}) if len({a}) == len({b}) else -1",
            ),
            (f"({a} + {a}).find({b})",),
        ),
        Classic(
            "overlap",
            ("overlap_length", "suffix_prefix_overlap", "shared_border"),
            "int",
            (
                f"Return the length of the longest suffix of {a} that is also a prefix of {b}",
                f"Find how many characters at the end of {a} at most are also the beginning of {b}",
            ),
            ("try the overlaps from the longest on", "return the first that fits, else 0"),
            (
                f"{overlap.format('k')}\nreturn 0",
                f"max((k for k in range(len({b}) + 1) if {a}.endswith({b}[:k])), default=0)",
            ),
            (f"{overlap.format('1')}\nreturn 0", f"len(set({a}) & set({b}))"),
        ),
        Classic(
            "merged",
            ("merge_overlapping", "join_with_overlap", "glue"),
            "str",
            (
                f"Append {b} to {a}, writing the longest suffix of {a} that is a prefix of {b} only once",
                f"Join {a} and {b} so that they overlap as far as possible",
            ),
            ("try the overlaps from the longest on", "append what is not shared"),
            (
                overlap.format(f"{a} + {b}[k:]") + f"\nreturn {a} + {b}",
                code(
                    f"k = min(len({a}), len({b}))",
                    f"while not {a}.endswith({b}[:k]):",
                    "    k -= 1",
                    f"return {a} + {b}[k:]",
                ),
            ),
            (f"{a} + {b}",),
        ),
        Classic(
            "repetition",
            ("is_repetition", "is_made_of", "built_from_copies"),
            "bool",
            truth(rng, f"{a} consists of one or more copies of the non-empty {b}"),
            (f"divide the length by that of {b}", "compare with so many copies"),
            (
                f'{a} != "" and {b} * (len({a}) // len({b})) == {a}',
                code(
                    f"if not {a} or len({a}) % len({b}):",
                    "    return False",
                    f"return {a}.count({b}) * len({b}) == len({a})",
                ),
            ),
            (f"{a}.startswith({b})", f"set({a}) == set({b})"),
            (f"An empty {a} is no repetition",),
            inputs=[
                ("abab", "ab"),
                ("aba", "ab"),
                ("", "x"),
                ("aaa", "a"),
                ("abcabc", "abc"),
                ("abcab", "abc"),
                ("baba", "ab"),
                ("ab", "ab"),
            ],
        ),
        Classic(
            "one-edit",
            ("one_edit_apart", "is_one_insert", "one_letter_missing"),
            "bool",
            truth(rng, f"{b} is {a} with exactly one character deleted"),
            ("compare the lengths", f"try to leave out each character of {a}"),
            (
                f"any({a}[:i] + {a}[i + 1 :] == {b} for i in range(len({a})))",
                code(
                    f"if len({a}) != len({b}) + 1:",
                    "    return False",
                    "i = 0",
                    f"while i < len({b}) and {a}[i] == {b}[i]:",
                    "    i += 1",
                    f"return {a}[i + 1 :] == {b}[i:]",
                ),
            ),
            (f"{b} in {a} and len({a}) == len({b}) + 1", f"len({a}) == len({b}) + 1"),
            inputs=[
                ("stone", "tone"),
                ("stone", "stne"),
                ("abc", "abc"),
                ("a", ""),
                ("abcd", "ab"),
                ("abc", "ca"),
                ("aab", "ab"),
                ("", ""),
            ],
        ),
        Classic(
            "longest-shared",
            ("longest_shared_substring", "longest_common_part", "shared_part"),
            "str",
            (
                f"Return the longest substring of {a} that also occurs in {b}, the leftmost in {a} if several "
                f"are equally long",
                f"Find the longest run of characters that {a} and {b} have in common; on a tie the one "
                f"further left in {a}",
            ),
            (f"form every substring of {a}", f"keep the longest that occurs in {b}"),
            (
                code(
                    'best = ""',
                    f"for i in range(len({a})):",
                    f"    for j in range(i + 1, len({a}) + 1):",
                    f"        if {a}[i:j] in {b} and j - i > len(best):",
                    f"            best = {a}[i:j]",
                    "return best",
                ),
                code(
                    f"parts = ({a}[i:j] for i in range(len({a})) for j in range(i + 1, len({a}) + 1))",
                    f'return max((part for part in parts if part in {b}), key=len, default="")',
                ),
            ),
            (
                code(
                    'best = ""',
                    f"for i in range(len({a}) + 1):",
                    f"    if {a}[:i] in {b}:",
                    f"        best = {a}[:i]",
                    "return best",
                ),
            ),
        ),
    )
    return one_of(rng, rows, f"{a}: str, {b}: str", inputs)
