"""Ordinary functions that look a value up in a list of ints or insert it in order."""

from __future__ import annotations

from understudy_trainer.tasks.recipes.recipe import Recipe
from understudy_trainer.tasks.vocabulary.numbers import code


def searches(xs: str, t: str, v: str, i: str) -> list[Recipe]:
    """Rows that search `xs` for `t`."""
    L = "list[int]"
    asc: tuple[tuple[object, ...], ...] = (
        ([1, 3, 5, 7], 5),
        ([], 3),
        ([4], 4),
        ([2, 6, 9], 7),
        ([1, 4], 0),
        ([1, 4, 9], 12),
    )
    return [
        Recipe(
            "index",
            (
                f"Return the index of the first {t} in {xs}",
                f"Find the position at which {t} occurs first in {xs}",
                f"Search {xs} for {t} and return its index",
            ),
            ("index_of", "find_index", "position"),
            ("walk the list with indices", "return the first match", "otherwise return -1"),
            (
                code(f"for {i}, {v} in enumerate({xs}):", f"    if {v} == {t}:", f"        return {i}", "return -1"),
                f"return {xs}.index({t}) if {t} in {xs} else -1",
            ),
            (code(f"for {i}, {v} in enumerate({xs}):", f"    if {v} == {t}:", f"        return {i} + 1", "return -1"),),
            (f"Return -1 if {t} is not in {xs}",),
        ),
        Recipe(
            "last",
            (
                f"Return the index of the last {t} in {xs}",
                f"Find the final position of {t} in {xs}",
                f"Search {xs} from the end for {t}",
            ),
            ("last_index", "rindex", "find_last"),
            ("walk the indices backwards", "return the first match", "otherwise return -1"),
            (
                code(
                    f"for {i} in range(len({xs}) - 1, -1, -1):",
                    f"    if {xs}[{i}] == {t}:",
                    f"        return {i}",
                    "return -1",
                ),
                f"return max(({i} for {i}, {v} in enumerate({xs}) if {v} == {t}), default=-1)",
            ),
            (f"return {xs}.index({t}) if {t} in {xs} else -1",),
            (f"Return -1 if {t} does not occur",),
        ),
        Recipe(
            "binary",
            (
                f"Find {t} in the sorted list {xs} by binary search and return its index",
                f"Return the index of {t} in the ascending list {xs}, halving the search range each time",
                f"Binary search the sorted list {xs} for {t}",
            ),
            ("binary_search", "search_sorted", "bisect_find"),
            ("keep a low and a high bound", "compare the middle element", "halve the range"),
            (
                code(
                    "lo, hi = 0, len(" + xs + ") - 1",
                    "while lo <= hi:",
                    "    mid = (lo + hi) // 2",
                    f"    if {xs}[mid] == {t}:",
                    "        return mid",
                    f"    if {xs}[mid] < {t}:",
                    "        lo = mid + 1",
                    "    else:",
                    "        hi = mid - 1",
                    "return -1",
                ),
            ),
            (
                code(
                    "lo, hi = 0, len(" + xs + ") - 1",
                    "while lo < hi:",
                    "    mid = (lo + hi) // 2",
                    f"    if {xs}[mid] == {t}:",
                    "        return mid",
                    f"    if {xs}[mid] < {t}:",
                    "        lo = mid + 1",
                    "    else:",
                    "        hi = mid - 1",
                    "return -1",
                ),
            ),
            (f"Return -1 if {t} is not there",),
            "int",
            asc,
        ),
        Recipe(
            "point",
            (
                f"Return the index at which {t} must be inserted to keep {xs} sorted",
                f"Find where {t} belongs in the ascending list {xs}, before equal numbers",
                f"Compute the insertion point of {t} in the sorted list {xs} (leftmost)",
            ),
            ("insertion_point", "insert_position", "where_to_insert"),
            ("count the numbers that are smaller",),
            (
                f"return sum(1 for {v} in {xs} if {v} < {t})",
                code(f"{i} = 0", f"while {i} < len({xs}) and {xs}[{i}] < {t}:", f"    {i} += 1", f"return {i}"),
            ),
            (f"return sum(1 for {v} in {xs} if {v} <= {t})",),
            (),
            "int",
            asc,
        ),
        Recipe(
            "insort",
            (
                f"Insert {t} into the sorted list {xs} so that it stays sorted",
                f"Return the ascending list {xs} with {t} added at its place",
                f"Put {t} into {xs} (sorted) and keep the order",
            ),
            ("insert_sorted", "insort", "add_in_order"),
            ("find the first larger number", "insert before it"),
            (
                code(
                    f"{i} = 0",
                    f"while {i} < len({xs}) and {xs}[{i}] < {t}:",
                    f"    {i} += 1",
                    f"return {xs}[:{i}] + [{t}] + {xs}[{i}:]",
                ),
                f"return sorted({xs} + [{t}])",
            ),
            (f"return {xs} + [{t}]",),
            (),
            L,
            asc,
        ),
    ]
