"""Family: where and how often a substring occurs: all places, n-th, last, at word starts, removed, replaced."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

WINDOW_SIZE = ("k", "n", "size", "length", "width")
PATTERN = ("sub", "part", "pattern", "needle", "target", "t", "fragment", "key")


@family("occurrences-of-part", weight=3)
def occurrences_of_part(rng: Rng) -> Draft:
    """Where and how often a substring occurs: all places, n-th, last, at word starts, removed, replaced."""
    s, t, n = distinct(rng, TEXT, PATTERN, ("n", "k", "nth", "which"))
    inputs = [
        ("banana", "ana"),
        ("aaaa", "aa"),
        ("Abcabc", "abc"),
        ("", "x"),
        ("hello", "xyz"),
        ("she sells", "se"),
        ("abababa", "aba"),
        ("cat catalog", "cat"),
        ("ab", "abc"),
    ]
    with_n = [(*x, rng.randint(1, 3)) for x in inputs] + [("abababa", "ab", 2), ("aaaa", "aa", 2)]
    with_new = [(*x, pick(rng, ("-", "", "xy", "__"))) for x in inputs]
    found = code("start = 0", "while True:", f"    start = {s}.find({t}, start)", "    if start < 0:")
    nth = code(
        "start = -1",
        f"for _ in range({n}):",
        f"    start = {s}.find({t}, start + 1)",
        "    if start < 0:",
        "        return -1",
        "return start",
    )
    rows = (
        Classic(
            "starts",
            ("find_all", "occurrence_indices", "all_positions", "start_indices"),
            "list[int]",
            (
                f"Return the indices at which the non-empty {t} starts in {s}, overlapping occurrences included",
                f"List every position of {s} where {t} occurs (occurrences may overlap)",
                f"Find all start indices of {t} in {s} in increasing order, also of overlapping matches",
            ),
            ("try every index", f"keep those where {t} starts"),
            (
                f"[i for i in range(len({s})) if {s}.startswith({t}, i)]",
                f"found = []\n{found}\n        return found\n    found.append(start)\n    start += 1",
            ),
            (f"found = []\n{found}\n        return found\n    found.append(start)\n    start += len({t})",),
        ),
        Classic(
            "starts-apart",
            ("find_disjoint", "non_overlapping_indices", "separate_matches"),
            "list[int]",
            (
                f"Return the start indices of the occurrences of the non-empty {t} in {s}, searching on "
                f"behind each match",
                f"List where {t} occurs in {s} without overlaps, scanning from the left",
            ),
            (f"search for {t}", "note the index", "search on behind the match"),
            (
                f"found = []\n{found}\n        return found\n    found.append(start)\n    start += len({t})",
                code(
                    "found = []",
                    f"start = {s}.find({t})",
                    "while start >= 0:",
                    "    found.append(start)",
                    f"    start = {s}.find({t}, start + len({t}))",
                    "return found",
                ),
            ),
            (f"[i for i in range(len({s})) if {s}.startswith({t}, i)]",),
        ),
        Classic(
            "nth",
            ("find_nth", "nth_occurrence", "index_of_nth"),
            "int",
            (
                f"Return the index of the {n}-th occurrence of {t} in {s} (the first has number 1; "
                f"occurrences may overlap)",
                f"Find where {t} starts in {s} for the {n}-th time, overlaps allowed, counting from 1",
            ),
            (f"search {n} times", "each time from behind the last start", "return -1 if a search fails"),
            (
                nth,
                code(
                    f"starts = [i for i in range(len({s})) if {s}.startswith({t}, i)]",
                    f"return starts[{n} - 1] if len(starts) >= {n} else -1",
                ),
            ),
            (nth.replace("start + 1", f"start + len({t})"), f"return {s}.find({t})"),
            (f"Return -1 if there are fewer than {n}",),
            params=f"{s}: str, {t}: str, {n}: int",
            inputs=with_n,
        ),
        Classic(
            "nocase",
            ("count_ignoring_case", "occurrences_any_case", "count_caseless"),
            "int",
            (
                f"Count the non-overlapping occurrences of {t} in {s}, ignoring case",
                f"Return how often {s} contains {t} in whatever case, without overlaps",
            ),
            ("lowercase both", "count"),
            (f"{s}.lower().count({t}.lower())", f"return {s}.upper().count({t}.upper())"),
            (f"{s}.count({t})", f"{s}.count({t}.lower())"),
            inputs=[*inputs, ("ABCabc aBc", "Abc"), ("No NO", "no")],
        ),
        Classic(
            "remove-last",
            ("remove_last_occurrence", "drop_last_match", "without_last"),
            "str",
            (
                f"Remove the last occurrence of {t} from {s}",
                f"Return {s} without its rightmost {t}, unchanged if it has none",
            ),
            ("search from the right", f"return {s} unchanged if there is none", "join what stands around it"),
            (
                code(f"i = {s}.rfind({t})", f"return {s} if i < 0 else {s}[:i] + {s}[i + len({t}) :]"),
                f'"".join({s}.rsplit({t}, 1))',
            ),
            (f'{s}.replace({t}, "", 1)', f'{s}.replace({t}, "")'),
        ),
        Classic(
            "replace-first",
            ("replace_first", "swap_first_match", "substitute_once"),
            "str",
            (
                f"Replace only the first occurrence of {t} in {s} by new",
                f"Return {s} with its leftmost {t} replaced by new and all later ones kept",
            ),
            ("replace at most once",),
            (
                f"{s}.replace({t}, new, 1)",
                code(f"before, found, after = {s}.partition({t})", f"return before + new + after if found else {s}"),
            ),
            (f"{s}.replace({t}, new)",),
            params=f"{s}: str, {t}: str, new: str",
            inputs=with_new,
        ),
        Classic(
            "replace-last",
            ("replace_last", "swap_last_match", "substitute_last"),
            "str",
            (
                f"Replace only the last occurrence of {t} in {s} by new",
                f"Return {s} with its rightmost {t} replaced by new, unchanged if there is none",
            ),
            ("split once from the right", "join with the new text"),
            (
                f"new.join({s}.rsplit({t}, 1))",
                code(f"before, found, after = {s}.rpartition({t})", f"return before + new + after if found else {s}"),
            ),
            (f"{s}.replace({t}, new, 1)", f"{s}.replace({t}, new)"),
            params=f"{s}: str, {t}: str, new: str",
            inputs=with_new,
        ),
        Classic(
            "between",
            ("text_between", "between_markers", "extract_between"),
            "str",
            (
                f"Return the part of {s} between the first {t} and the next end after it, an empty string if "
                f"one is missing",
                f"Extract from {s} what stands between the first {t} and the first end that follows it; '' if "
                f"there is none",
            ),
            (f"find the first {t}", "find the end behind it", "return what lies between"),
            (
                code(
                    f"_, found, rest = {s}.partition({t})",
                    "inner, closed, _ = rest.partition(end)",
                    'return inner if found and closed else ""',
                ),
                code(
                    f"i = {s}.find({t})",
                    "if i < 0:",
                    '    return ""',
                    f"i += len({t})",
                    f"j = {s}.find(end, i)",
                    f'return {s}[i:j] if j >= 0 else ""',
                ),
            ),
            (f"{s}[{s}.find({t}) + len({t}) : {s}.find(end)]", f"{s}.split({t})[-1].split(end)[0]"),
            params=f"{s}: str, {t}: str, end: str",
            inputs=[
                ("a [b] c", "[", "]"),
                ("no marks", "<", ">"),
                ("x: 5; y: 6;", ": ", ";"),
                ("", "(", ")"),
                ("(open", "(", ")"),
                (")a(b)(c)", "(", ")"),
                ("--ab--", "--", "--"),
            ],
        ),
    )
    return one_of(rng, rows, f"{s}: str, {t}: str", inputs)
