"""Family: functions over neighbouring characters: kinds that meet, gaps, replacements, smallest or largest, steps."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases, low_texts, truth
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("neighbours-in-string", weight=3)
def neighbours_in_string(rng: Rng) -> Draft:
    """Functions over neighbouring characters: kinds that meet, gaps, replacements, smallest or largest, steps."""
    s, c, a, b = distinct(rng, TEXT, ITEM, ("a", "left", "p"), ("b", "right", "q"))
    inputs = cases([*low_texts(rng, "banana", "abcba", "queue"), "a1B2", "Tree-top", "hello"])
    pair = f"zip({s}, {s}[1:])"
    with_pair: list[tuple[object, ...]] = [
        ("banana", "a", "n"),
        ("", "x", "y"),
        ("hello", "l", "l"),
        ("abcab", "a", "b"),
        ("aXbXa", "a", "b"),
        ("xyz", "z", "x"),
        ("nana", "n", "a"),
    ]
    given = f"{s}: str, {a}: str, {b}: str"
    rows = (
        Classic(
            "vowel-consonant",
            ("vowel_then_consonant", "count_vc_pairs", "syllable_ends"),
            "int",
            (
                f"Count the places in the lowercase word {s} where a vowel is directly followed by a "
                f"consonant (a letter that is no vowel)",
                f"Return how often a vowel stands right before another kind of letter in {s}, a string of "
                f"lowercase letters",
            ),
            ("pair each letter with the next", "count vowel before non-vowel letter"),
            (
                f'sum(x in "aeiou" and y.isalpha() and y not in "aeiou" for x, y in {pair})',
                code(
                    "count = 0",
                    f"for i in range(len({s}) - 1):",
                    f'    if {s}[i] in "aeiou" and {s}[i + 1].isalpha() and {s}[i + 1] not in "aeiou":',
                    "        count += 1",
                    "return count",
                ),
            ),
            (f'sum(x in "aeiou" for x in {s})', f'sum(x in "aeiou" and y in "aeiou" for x, y in {pair})'),
            inputs=cases(["banana", "", "queue", "strength", "a", "aerial", "oxen"]),
        ),
        Classic(
            "followed",
            ("count_followed", "how_often_followed", "pairs_of"),
            "int",
            (
                f"Count how often {a} is directly followed by {b} in {s}",
                f"Return the number of positions in {s} at which {a} stands and {b} comes right after it",
            ),
            ("pair each character with the next", "count the matching pairs"),
            (
                f"sum(x == {a} and y == {b} for x, y in {pair})",
                f"sum({s}[i : i + 2] == {a} + {b} for i in range(len({s})))",
            ),
            (f"{s}.count({a})", f"sum(x == {b} and y == {a} for x, y in {pair})"),
            params=given,
            inputs=with_pair,
        ),
        Classic(
            "always-followed",
            ("always_followed", "every_pair_holds", "is_always_before"),
            "bool",
            truth(rng, f"every {a} in {s} is directly followed by {b}"),
            ("look at what comes after each occurrence",),
            (
                f"all({s}[i + 1 : i + 2] == {b} for i, {c} in enumerate({s}) if {c} == {a})",
                f"{s}.count({a}) == sum(x == {a} and y == {b} for x, y in {pair})",
            ),
            (f"all(y == {b} for x, y in {pair} if x == {a})", f"{a} + {b} in {s}"),
            (f"Return True if {a} does not occur",),
            params=given,
            inputs=[*with_pair, ("ana", "a", "n")],
        ),
        Classic(
            "distance",
            ("distance_between", "min_char_distance", "closest_pair"),
            "int",
            (
                f"Return the smallest distance between an {a} and a {b} in {s} as a difference of indices, -1 "
                f"if one is missing".replace(f"an {a} and a {b}", f"an occurrence of {a} and one of {b}"),
                f"Find how close an occurrence of {a} in {s} comes to one of {b}; return the index difference or -1",
            ),
            ("collect the indices of both", "take the smallest difference"),
            (
                code(
                    f"first = [i for i, {c} in enumerate({s}) if {c} == {a}]",
                    f"second = [i for i, {c} in enumerate({s}) if {c} == {b}]",
                    "return min((abs(i - j) for i in first for j in second), default=-1)",
                ),
                code(
                    "best = -1",
                    f"for i in range(len({s})):",
                    f"    for j in range(len({s})):",
                    f"        if {s}[i] == {a} and {s}[j] == {b} and (best < 0 or abs(i - j) < best):",
                    "            best = abs(i - j)",
                    "return best",
                ),
            ),
            (f"abs({s}.find({a}) - {s}.find({b}))",),
            params=given,
            inputs=[x for x in with_pair if x[1] != x[2]],
        ),
        Classic(
            "larger",
            ("larger_of_pairs", "max_of_neighbours", "take_larger"),
            "str",
            (
                f"Return a string with the larger character of each two neighbours in {s}, so one shorter than {s}",
                f"Build a string from {s} whose i-th character is the greater one of {s}[i] and {s}[i + 1]",
            ),
            ("pair each character with the next", "take the larger", "join"),
            (f'"".join(max(x, y) for x, y in {pair})', f'"".join(max({s}[i : i + 2]) for i in range(len({s}) - 1))'),
            (f'"".join(min(x, y) for x, y in {pair})', f'"".join(max({s}[i : i + 2]) for i in range(len({s})))'),
        ),
        Classic(
            "separated",
            ("separate_equal", "split_doubles", "insert_between_equal"),
            "str",
            (
                f"Insert {a} between any two equal neighbouring characters of {s}",
                f"Return {s} with {a} put in wherever a character is followed by the same one",
            ),
            ("go through the characters", f"add {a} before one that equals the one before"),
            (
                code(
                    'result = ""',
                    f"for i, {c} in enumerate({s}):",
                    f"    if i > 0 and {s}[i - 1] == {c}:",
                    f"        result += {a}",
                    f"    result += {c}",
                    "return result",
                ),
                f'"".join({c} if i == 0 or {s}[i - 1] != {c} else {a} + {c} for i, {c} in enumerate({s}))',
            ),
            (f"{a}.join({s})",),
            params=f"{s}: str, {a}: str",
            inputs=[("hello", "-"), ("", "x"), ("aaa", "."), ("book", "_"), ("abc", "+"), ("aabb", "*")],
        ),
        Classic(
            "peaks",
            ("peak_letters", "local_maxima", "hill_tops"),
            "list[int]",
            (
                f"Return the indices of the inner characters of {s} that are greater than both neighbours",
                f"List the positions in {s}, except the first and last, whose character comes after both the "
                f"one before and the one behind it",
            ),
            ("go through the inner indices", "compare with both neighbours"),
            (
                f"[i for i in range(1, len({s}) - 1) if {s}[i - 1] < {s}[i] > {s}[i + 1]]",
                code(
                    "result = []",
                    f"for i in range(1, len({s}) - 1):",
                    f"    if {s}[i] > {s}[i - 1] and {s}[i] > {s}[i + 1]:",
                    "        result.append(i)",
                    "return result",
                ),
            ),
            (
                f"[i for i in range(1, len({s}) - 1) if {s}[i - 1] <= {s}[i] >= {s}[i + 1]]",
                f"[i for i in range(1, len({s}) - 1) if {s}[i] > {s}[i - 1]]",
            ),
            inputs=cases(["abcba", "banana", "", "aab", "azbyc", "zzz", "abba"]),
        ),
        Classic(
            "sandwich",
            ("count_sandwiches", "same_around", "aba_patterns"),
            "int",
            (
                f"Count the inner characters of {s} whose two neighbours are equal to each other",
                f"Return how many characters of {s} stand between two equal characters",
            ),
            ("compare the characters two places apart", "count the equal ones"),
            (
                f"sum(x == y for x, y in zip({s}, {s}[2:]))",
                f"sum({s}[i - 1] == {s}[i + 1] for i in range(1, len({s}) - 1))",
            ),
            (f"sum(x == y for x, y in {pair})",),
        ),
        Classic(
            "longest-climb",
            ("longest_climb", "longest_rising_part", "rising_stretch"),
            "str",
            (
                f"Return the longest part of {s} in which each character is greater than the one before, the "
                f"first on a tie",
                f"Find the longest strictly ascending stretch of neighbouring characters in {s}; the leftmost "
                f"wins a tie",
            ),
            ("extend the current stretch while it rises", "start anew otherwise", "keep the longest"),
            (
                code(
                    'best = current = ""',
                    f"for {c} in {s}:",
                    f"    current = current + {c} if current and {c} > current[-1] else {c}",
                    "    if len(current) > len(best):",
                    "        best = current",
                    "return best",
                ),
                code(
                    'best, start = "", 0',
                    f"for i in range(len({s})):",
                    f"    if i > 0 and {s}[i] <= {s}[i - 1]:",
                    "        start = i",
                    "    if i + 1 - start > len(best):",
                    f"        best = {s}[start : i + 1]",
                    "return best",
                ),
            ),
            (
                code(
                    'best = current = ""',
                    f"for {c} in {s}:",
                    f"    current = current + {c} if current and {c} >= current[-1] else {c}",
                    "    if len(current) >= len(best):",
                    "        best = current",
                    "return best",
                ),
            ),
            ("Return an empty string for an empty string",),
        ),
        Classic(
            "sums",
            ("running_code_totals", "running_codes", "code_totals"),
            "list[int]",
            (
                f"Return the running total of the digits in the digit string {s}, one entry per digit",
                f"List, for each digit of {s}, the sum of all digits up to and including it",
            ),
            ("add each digit to the total", "note it"),
            (
                f"[sum(map(int, {s}[: i + 1])) for i in range(len({s}))]",
                code(
                    "total, result = 0, []",
                    f"for {c} in {s}:",
                    f"    total += int({c})",
                    "    result.append(total)",
                    "return result",
                ),
            ),
            (f"[sum(map(int, {s}[:i])) for i in range(len({s}))]",),
            inputs=cases(["123", "", "0", "9070", "55"]),
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
