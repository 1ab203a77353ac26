"""Ordinary functions that count, remove, compare or split by a value."""

from __future__ import annotations

from understudy_trainer.tasks.recipes.recipe import Recipe
from understudy_trainer.tasks.vocabulary.numbers import code


def uses_of_value(xs: str, t: str, v: str, i: str, c: int) -> list[Recipe]:
    """Rows that use `t` on every number of `xs`; `c` is a literal."""
    L = "list[int]"
    return [
        Recipe(
            "count",
            (
                f"Count how often {t} occurs in {xs}",
                f"Return the number of times {t} appears in {xs}",
                f"Count the entries of {xs} equal to {t}",
            ),
            ("count", "occurrences", "how_often"),
            ("compare each number", "count the matches"),
            (f"return sum(1 for {v} in {xs} if {v} == {t})", f"return {xs}.count({t})"),
            (f"return sum(1 for {v} in {xs} if {v} != {t})",),
        ),
        Recipe(
            "greater",
            (
                f"Return the numbers in {xs} that are greater than {t}",
                f"Keep only what exceeds {t} in {xs}",
                f"Filter {xs} down to the numbers above {t}",
            ),
            ("greater_than", "above", "exceeding"),
            ("compare each number", "keep the larger ones"),
            (
                f"return [{v} for {v} in {xs} if {v} > {t}]",
                code("out = []", f"for {v} in {xs}:", f"    if {v} > {t}:", f"        out.append({v})", "return out"),
            ),
            (f"return [{v} for {v} in {xs} if {v} >= {t}]",),
            (),
            L,
        ),
        Recipe(
            "remove",
            (f"Remove every {t} from {xs}", f"Return {xs} without any {t}", f"Drop all occurrences of {t} from {xs}"),
            ("remove_all", "without", "drop_value"),
            ("keep what differs",),
            (
                f"return [{v} for {v} in {xs} if {v} != {t}]",
                code("out = []", f"for {v} in {xs}:", f"    if {v} != {t}:", f"        out.append({v})", "return out"),
            ),
            (f"return [{v} for {v} in {xs} if {v} == {t}]",),
            (),
            L,
        ),
        Recipe(
            "closest",
            (
                f"Return the number in {xs} closest to {t}",
                f"Find the element of {xs} with the smallest distance to {t}",
                f"Pick whichever entry of {xs} is nearest to {t}",
            ),
            ("closest", "nearest"),
            ("compare the distances", "return the nearest"),
            (
                f"return min({xs}, key=lambda {v}: abs({v} - {t}), default=None)",
                code(f"if not {xs}:", "    return None", f"return min({xs}, key=lambda {v}: abs({v} - {t}))"),
            ),
            (f"return max({xs}, key=lambda {v}: abs({v} - {t}), default=None)",),
            (f"Return None if {xs} is empty; the first one wins a tie",),
            "int | None",
        ),
        Recipe(
            "pivot",
            (
                f"Rearrange {xs}: first the numbers below {t}, then those equal to it, then the larger ones",
                f"Partition {xs} around {t} into smaller, equal and larger numbers, joined in one list",
            ),
            ("partition", "pivot_around", "arrange"),
            ("collect smaller, equal and larger numbers", "join them"),
            (
                code(
                    f"small = [{v} for {v} in {xs} if {v} < {t}]",
                    f"same = [{v} for {v} in {xs} if {v} == {t}]",
                    f"large = [{v} for {v} in {xs} if {v} > {t}]",
                    "return small + same + large",
                ),
                f"return sorted({xs}, key=lambda {v}: ({v} > {t}) - ({v} < {t}))",
            ),
            (f"return [{v} for {v} in {xs} if {v} > {t}] + [{v} for {v} in {xs} if {v} <= {t}]",),
            (),
            L,
        ),
        Recipe(
            "before",
            (
                f"Return the numbers of {xs} that come before the first {t}",
                f"Take elements of {xs} until {t} is met",
                f"Cut {xs} off at the first {t}, which is not included",
            ),
            ("before", "take_until", "cut_at"),
            ("walk the list", f"stop at {t}"),
            (
                code(
                    "out = []",
                    f"for {v} in {xs}:",
                    f"    if {v} == {t}:",
                    "        break",
                    f"    out.append({v})",
                    "return out",
                ),
                f"return {xs}[:{xs}.index({t})] if {t} in {xs} else list({xs})",
            ),
            (f"return [{v} for {v} in {xs} if {v} != {t}]", f"return [{v} for {v} in {xs} if {v} < {t}]"),
            (f"Return all of {xs} if {t} does not occur",),
            L,
        ),
        Recipe(
            "scale",
            (f"Multiply every number in {xs} by {t} and add {c}", f"Return {xs} with each element times {t} plus {c}"),
            ("scale_and_shift", "rescale"),
            (f"multiply by {t}", f"add {c}"),
            (
                f"return [{v} * {t} + {c} for {v} in {xs}]",
                code("out = []", f"for {v} in {xs}:", f"    out.append({v} * {t} + {c})", "return out"),
            ),
            (f"return [{v} * ({t} + {c}) for {v} in {xs}]",),
            (),
            L,
        ),
        Recipe(
            "until",
            (
                f"Return how many numbers from the start of {xs} are needed for their sum to reach {t}",
                f"Count the leading elements of {xs} whose total first becomes {t} or more",
                f"Find after how many entries of {xs} the running total is at least {t}",
            ),
            ("reach", "count_until", "needed_for"),
            ("add the numbers in order", f"stop when the total reaches {t}", "otherwise return -1"),
            (
                code(
                    "run = 0",
                    f"for {i}, {v} in enumerate({xs}, 1):",
                    f"    run += {v}",
                    f"    if run >= {t}:",
                    f"        return {i}",
                    "return -1",
                ),
                f"return next(({i} for {i} in range(1, len({xs}) + 1) if sum({xs}[:{i}]) >= {t}), -1)",
            ),
            (
                code(
                    "run = 0",
                    f"for {i}, {v} in enumerate({xs}):",
                    f"    run += {v}",
                    f"    if run >= {t}:",
                    f"        return {i}",
                    "return -1",
                ),
            ),
            ("Return -1 if that never happens",),
        ),
    ]
