"""Ordinary functions over a list of ints: averages, extremes, repeats, symmetry."""

from __future__ import annotations

from understudy_trainer.tasks.recipes.recipe import Recipe
from understudy_trainer.tasks.vocabulary.numbers import code


def summaries(xs: str, v: str) -> list[Recipe]:
    """Rows about the list as a whole; `v` is the loop variable."""
    e, none = (f"Return 0 if {xs} is empty",), (f"Return None if {xs} is empty",)
    guard = (f"if not {xs}:",)
    seen = (f"for {v} in {xs}:", f"    if {v} not in out:", f"        out.append({v})", "return out")
    L = "list[int]"
    return [
        Recipe(
            "mean",
            (
                f"Return the average of {xs}",
                f"Compute the arithmetic mean of the numbers in {xs}",
                f"Calculate the mean of {xs}",
                f"Given a list of numbers {xs}, return their average",
            ),
            ("mean", "average", "avg"),
            ("return 0.0 for an empty list", "divide the sum by the length"),
            (
                code(*guard, "    return 0.0", f"return sum({xs}) / len({xs})"),
                f"return sum({xs}) / len({xs}) if {xs} else 0.0",
            ),
            (f"return sum({xs}) // max(len({xs}), 1)",),
            (f"Return 0.0 if {xs} is empty",),
            "float",
        ),
        Recipe(
            "median",
            (
                f"Return the median of {xs}",
                f"Compute the middle value of {xs} once sorted (the mean of the two middle ones if the count is even)",
                f"Find the median of the numbers in {xs}",
            ),
            ("median", "middle"),
            ("sort the numbers", "take the middle one or the mean of the two middle ones"),
            (
                code(
                    *guard,
                    "    return None",
                    f"ordered = sorted({xs})",
                    "mid = len(ordered) // 2",
                    "if len(ordered) % 2:",
                    "    return ordered[mid]",
                    "return (ordered[mid - 1] + ordered[mid]) / 2",
                ),
            ),
            (code(*guard, "    return None", f"return sorted({xs})[len({xs}) // 2]"),),
            none,
            "float | None",
        ),
        Recipe(
            "mode",
            (
                f"Return the most frequent number in {xs}",
                f"Find the value that occurs most often in {xs}",
                f"Compute the mode of {xs}; the first one wins a tie",
            ),
            ("mode", "most_common", "most_frequent"),
            ("count each number", "return the one with the largest count"),
            (
                code(*guard, "    return None", f"return max({xs}, key={xs}.count)"),
                code(
                    "counted = {}",
                    f"for {v} in {xs}:",
                    f"    counted[{v}] = counted.get({v}, 0) + 1",
                    "return max(counted, key=counted.get) if counted else None",
                ),
            ),
            (code(*guard, "    return None", f"return max({xs})"),),
            (*none, "The first one wins a tie"),
            "int | None",
        ),
        Recipe(
            "spread",
            (
                f"Return the difference between the largest and the smallest number in {xs}",
                f"Compute the range of {xs}, its maximum minus its minimum",
                f"Find how far apart the extremes of {xs} are",
            ),
            ("spread", "value_range", "span"),
            ("return 0 for an empty list", "subtract the minimum from the maximum"),
            (
                code(*guard, "    return 0", f"return max({xs}) - min({xs})"),
                f"return max({xs}) - min({xs}) if {xs} else 0",
            ),
            (f"return max({xs}, default=0)",),
            e,
        ),
        Recipe(
            "minmax",
            (
                f"Return the smallest and the largest number of {xs} as a tuple",
                f"Find the minimum and maximum of {xs}",
                f"Compute both extremes of {xs}, the least first",
            ),
            ("min_max", "extremes", "bounds"),
            ("take the minimum", "take the maximum", "return both"),
            (
                code(*guard, "    return None", f"return min({xs}), max({xs})"),
                code(f"ordered = sorted({xs})", "return (ordered[0], ordered[-1]) if ordered else None"),
            ),
            (code(*guard, "    return None", f"return max({xs}), min({xs})"),),
            none,
            "tuple[int, int] | None",
        ),
        Recipe(
            "unique",
            (
                f"Remove duplicates from {xs}, keeping the first occurrence of each number",
                f"Return the distinct numbers of {xs} in their original order",
                f"Return {xs} without repeated values, order preserved",
                f"Drop every number of {xs} that occurred before",
            ),
            ("dedupe", "distinct", "without_repeats"),
            ("go through the numbers", "keep those not yet seen"),
            (code("out = []", *seen), f"return list(dict.fromkeys({xs}))"),
            (f"return sorted(set({xs}))",),
            (),
            L,
        ),
        Recipe(
            "dups",
            (
                f"Return the numbers that occur more than once in {xs}, sorted",
                f"List the duplicated values of {xs} in ascending order, each once",
                f"Find which numbers are repeated in {xs} (sorted)",
            ),
            ("duplicates", "repeated", "find_duplicates"),
            ("count each distinct number", "keep those counted more than once", "sort"),
            (
                f"return sorted({v} for {v} in set({xs}) if {xs}.count({v}) > 1)",
                f"return sorted(set({v} for {v} in {xs} if {xs}.count({v}) > 1))",
            ),
            (f"return sorted({v} for {v} in {xs} if {xs}.count({v}) > 1)",),
            (),
            L,
        ),
        Recipe(
            "squeeze",
            (
                f"Collapse runs of equal numbers in {xs} to a single one",
                f"Remove consecutive duplicates from {xs}",
                f"Return {xs} without numbers that equal the one right before them",
            ),
            ("squeeze", "collapse_runs", "remove_consecutive_duplicates"),
            ("go through the numbers", "append if different from the last one kept"),
            (
                code(
                    "out = []",
                    f"for {v} in {xs}:",
                    f"    if not out or out[-1] != {v}:",
                    f"        out.append({v})",
                    "return out",
                ),
                f"return [{v} for i, {v} in enumerate({xs}) if i == 0 or {xs}[i - 1] != {v}]",
            ),
            (f"return list(dict.fromkeys({xs}))",),
            (),
            L,
            (([1, 1, 2, 2, 1],), ([],), ([4],), ([3, 3, 3],), ([5, 6, 5],)),
        ),
        Recipe(
            "hasdup",
            (
                f"Check whether {xs} contains a duplicate",
                f"Return True if any number occurs twice in {xs}",
                f"Tell whether {xs} has repeated values",
            ),
            ("has_duplicates", "contains_duplicate"),
            ("compare the length with the number of distinct values",),
            (f"return len(set({xs})) != len({xs})", f"return any({xs}.count({v}) > 1 for {v} in {xs})"),
            (f"return len(set({xs})) == len({xs})",),
            (),
            "bool",
        ),
        Recipe(
            "sorted",
            (
                f"Check whether {xs} is sorted in ascending order",
                f"Return True if no number in {xs} is smaller than the one before it",
                f"Tell whether {xs} never decreases",
            ),
            ("is_sorted", "is_ascending", "non_decreasing"),
            ("compare neighbours",),
            (f"return all(p <= q for p, q in zip({xs}, {xs}[1:]))", f"return {xs} == sorted({xs})"),
            (f"return all(p >= q for p, q in zip({xs}, {xs}[1:]))",),
            (),
            "bool",
            (([1, 2, 2, 5],), ([3, 1],), ([],), ([7],), ([2, 4, 3],)),
        ),
        Recipe(
            "palin",
            (
                f"Check whether {xs} reads the same forwards and backwards",
                f"Return True if {xs} is a palindrome",
                f"Tell whether {xs} equals its own reversal",
            ),
            ("is_palindrome", "is_symmetric"),
            ("compare with the reversed list",),
            (f"return {xs} == {xs}[::-1]", f"return all({xs}[i] == {xs}[-1 - i] for i in range(len({xs}) // 2))"),
            (f"return {xs} == sorted({xs})",),
            (),
            "bool",
            (([1, 2, 1],), ([3, 1],), ([],), ([7],), ([2, 4, 4, 2],)),
        ),
    ]
