"""Ordinary functions over a list of ints: order, rotation, alternating sums, slices, pairs."""

from __future__ import annotations

from understudy_trainer.tasks.recipes.recipe import Recipe
from understudy_trainer.tasks.vocabulary.numbers import code


def positions(xs: str, v: str, k: int, d: int) -> list[Recipe]:
    """Rows about positions in the list; `k` is a step, `d` a sum looked for."""
    guard = (f"if not {xs}:",)
    L = "list[int]"
    return [
        Recipe(
            "reverse",
            (
                f"Return {xs} in reverse order",
                f"Reverse the list {xs}",
                f"Return a new list with the elements of {xs} from last to first",
            ),
            ("reverse", "reversed_copy", "backwards"),
            ("walk the list from the end",),
            (f"return {xs}[::-1]", code("out = []", f"for {v} in {xs}:", f"    out.insert(0, {v})", "return out")),
            (f"return sorted({xs}, reverse=True)",),
            (),
            L,
        ),
        Recipe(
            "rotl",
            (
                f"Rotate {xs} to the left by {k} places",
                f"Move the first {k} numbers of {xs} to the end (going round if it is shorter)",
                f"Return {xs} shifted {k} positions to the left, wrapping around",
            ),
            ("rotate_left", "rotate", "shift_left"),
            ("reduce the shift modulo the length", "join the two parts in swapped order"),
            (
                code(*guard, "    return []", f"cut = {k} % len({xs})", f"return {xs}[cut:] + {xs}[:cut]"),
                code(
                    f"out = list({xs})",
                    f"for _ in range({k} if out else 0):",
                    "    out.append(out.pop(0))",
                    "return out",
                ),
            ),
            (code(*guard, "    return []", f"cut = {k} % len({xs})", f"return {xs}[-cut:] + {xs}[:-cut]"),),
            (),
            L,
        ),
        Recipe(
            "rotr",
            (
                f"Rotate {xs} to the right by {k} places",
                f"Return {xs} shifted {k} positions to the right, wrapping around",
                f"Move the last number of {xs} to the front, {k} times over",
            ),
            ("rotate_right", "shift_right", "rotate"),
            ("reduce the shift modulo the length", "move the tail to the front"),
            (
                code(*guard, "    return []", f"cut = len({xs}) - {k} % len({xs})", f"return {xs}[cut:] + {xs}[:cut]"),
                code(
                    f"out = list({xs})",
                    f"for _ in range({k} if out else 0):",
                    "    out.insert(0, out.pop())",
                    "return out",
                ),
            ),
            (f"return {xs}[{k}:] + {xs}[:{k}]",),
            (),
            L,
        ),
        Recipe(
            "every",
            (
                f"Return every {k}th number of {xs}, starting with the first",
                f"Take the elements of {xs} at indices 0, {k}, {2 * k} and so on",
                f"Thin out {xs}, keeping one in {k} from the start",
            ),
            ("every_nth", "sample", "thin_out"),
            (f"slice with a step of {k}",),
            (f"return {xs}[::{k}]", f"return [{v} for i, {v} in enumerate({xs}) if i % {k} == 0]"),
            (f"return {xs}[{k - 1}::{k}]",),
            (),
            L,
        ),
        Recipe(
            "ends",
            (
                f"Return {xs} without its first {k - 1} and last {k - 1} elements"
                if k > 2
                else f"Return {xs} without its first and last element",
            ),
            ("trim", "inner", "without_ends"),
            ("slice off both ends",),
            (
                f"return {xs}[{k - 1}:len({xs}) - {k - 1}] if len({xs}) > {k - 1} else []",
                f"return [{v} for i, {v} in enumerate({xs}) if {k - 1} <= i < len({xs}) - {k - 1}]",
            ),
            (f"return {xs}[{k - 1}:]",),
            ("Return an empty list if nothing is left",),
            L,
        ),
        Recipe(
            "aboveavg",
            (
                f"Count the numbers in {xs} that are above the average of {xs}",
                f"Return how many entries of {xs} exceed their mean",
                f"Return the number of values in {xs} greater than the average",
            ),
            ("above_average", "count_above_mean"),
            ("compute the mean", "count what is greater"),
            (
                code(
                    *guard,
                    "    return 0",
                    f"mean = sum({xs}) / len({xs})",
                    f"return sum(1 for {v} in {xs} if {v} > mean)",
                ),
                f"return sum(1 for {v} in {xs} if {v} * len({xs}) > sum({xs}))",
            ),
            (
                code(
                    *guard,
                    "    return 0",
                    f"mean = sum({xs}) / len({xs})",
                    f"return sum(1 for {v} in {xs} if {v} < mean)",
                ),
            ),
        ),
        Recipe(
            "altsum",
            (
                f"Add and subtract the numbers of {xs} in turn, starting with plus",
                f"Return the alternating sum of {xs}: first minus second plus third and so on",
                f"Compute {xs}[0] - {xs}[1] + {xs}[2] - ...",
            ),
            ("alternating_sum", "plus_minus"),
            ("add the even positions", "subtract the odd positions"),
            (
                f"return sum({xs}[::2]) - sum({xs}[1::2])",
                f"return sum({v} if i % 2 == 0 else -{v} for i, {v} in enumerate({xs}))",
            ),
            (f"return sum({xs}[1::2]) - sum({xs}[::2])",),
        ),
        Recipe(
            "wsum",
            (
                f"Return the sum of each number in {xs} times its index",
                f"Multiply every element of {xs} by its position (from 0) and add the results",
                f"Compute the index-weighted sum of {xs}",
            ),
            ("weighted_sum", "index_sum"),
            ("enumerate the list", "multiply", "add up"),
            (
                f"return sum(i * {v} for i, {v} in enumerate({xs}))",
                f"return sum(i * {xs}[i] for i in range(len({xs})))",
            ),
            (f"return sum(i * {v} for i, {v} in enumerate({xs}, 1))",),
        ),
        Recipe(
            "bestrun",
            (
                f"Return the largest sum of a contiguous part of {xs} (the empty part sums to 0)",
                f"Find the maximum sum over all consecutive slices of {xs}, at least 0",
                f"Compute the greatest total of neighbouring numbers in {xs}, or 0",
            ),
            ("max_subarray", "best_slice_sum", "max_run_sum"),
            ("keep the best sum that ends here, at least 0", "keep the best of all"),
            (
                code(
                    "best = here = 0",
                    f"for {v} in {xs}:",
                    f"    here = max(0, here + {v})",
                    "    best = max(best, here)",
                    "return best",
                ),
                f"return max((sum({xs}[i:j]) for i in range(len({xs})) for j in range(i, len({xs}) + 1)), default=0)",
            ),
            (f"return max(sum({xs}), 0)", f"return max({xs}, default=0)"),
        ),
        Recipe(
            "pairsum",
            (
                f"Count the pairs of positions in {xs} whose numbers add up to {d}",
                f"Return how many pairs of elements of {xs} have the sum {d}",
                f"Return the number of index pairs i < j of {xs} with a sum of {d}",
            ),
            ("count_pairs", "pairs_with_sum", "pair_count"),
            ("try every pair", f"count those with sum {d}"),
            (
                f"return sum(1 for i in range(len({xs})) for j in range(i) if {xs}[i] + {xs}[j] == {d})",
                code(
                    "found = 0",
                    f"for i in range(len({xs})):",
                    f"    for j in range(i + 1, len({xs})):",
                    f"        if {xs}[i] + {xs}[j] == {d}:",
                    "            found += 1",
                    "return found",
                ),
            ),
            (
                f"return sum(1 for i in range(len({xs})) for j in range(i) if {xs}[i] + {xs}[j] > {d})",
                f"return sum(1 for p in {xs} for q in {xs} if p + q == {d})",
            ),
            (),
            "int",
            (([d, 0, 1],), ([],), ([d - 3, 3, d - 3],), ([1, d - 1, d + 1, -1],), ([d],), ([2, d - 2, d, 5],)),
        ),
        Recipe(
            "drops",
            (
                f"Return the sum of the numbers in {xs} that are followed by a smaller one",
                f"Add up those elements of {xs} whose right neighbour is smaller",
            ),
            ("sum_before_drop", "drop_sum"),
            ("pair neighbours", "add the first when the second is smaller"),
            (
                f"return sum(p for p, q in zip({xs}, {xs}[1:]) if q < p)",
                f"return sum({xs}[i] for i in range(len({xs}) - 1) if {xs}[i + 1] < {xs}[i])",
            ),
            (f"return sum(q for p, q in zip({xs}, {xs}[1:]) if q < p)",),
        ),
    ]
