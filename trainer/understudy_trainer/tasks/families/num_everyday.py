"""Families of ordinary list functions: averages, duplicates, rotation, search, insertion, ranks."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import (
    LIST_NAMES,
    LOOP_NAMES,
    Recipe,
    code,
    cook,
    lists,
    literal,
    one,
    singles,
)


@family("num-everyday-list")
def everyday_list(rng: Rng) -> Draft:
    """The functions everyone writes over a list of numbers."""
    xs = one(rng, LIST_NAMES)
    v, k, d = one(rng, LOOP_NAMES, xs), rng.randint(2, 9), literal(rng)
    e, none = (f"Return 0 if {xs} is empty",), (f"Return None if {xs} is empty",)
    guard = (f"if not {xs}:",)
    seen = (f"for {v} in {xs}:", f"    if {v} not in out:", f"        out.append({v})", "return out")
    L = "list[int]"
    table = [
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
            ("unique", "dedupe", "distinct", "remove_duplicates"),
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
            "once",
            (
                f"Return the numbers that occur exactly once in {xs}",
                f"Keep only the values of {xs} that are not repeated",
                f"List the entries of {xs} that have no duplicate",
            ),
            ("singles", "unrepeated", "occurs_once"),
            ("count each number", "keep those counted once"),
            (
                f"return [{v} for {v} in {xs} if {xs}.count({v}) == 1]",
                code(
                    "out = []",
                    f"for {v} in {xs}:",
                    f"    if {xs}.count({v}) == 1:",
                    f"        out.append({v})",
                    "return out",
                ),
            ),
            (f"return list(dict.fromkeys({xs}))",),
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
    return cook(rng, pick(rng, table), (Param(xs, "list[int]"),), singles(lists(rng, (d,))))
