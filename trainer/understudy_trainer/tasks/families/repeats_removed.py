"""Family: repeated characters removed, collapsed, limited or marked."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import ITEM, OUT, TEXT, cases, low_texts
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("repeats-removed", weight=3)
def repeats_removed(rng: Rng) -> Draft:
    """Repeated characters removed, collapsed, limited or marked."""
    s, c, out, k, mark = distinct(
        rng, TEXT, ITEM, OUT, ("k", "n", "limit", "most"), ("mark", "fill", "symbol", "blank")
    )
    inputs = cases([*low_texts(rng, "aabbaac", "aaab", "committee"), "AaBb  b", "112233"])
    limited = [(t, rng.randint(1, 3)) for t in ("aaabbbba", "mississippi", "", "aa", "abc", "zzzzzz")]
    rows = (
        Classic(
            "keep-first",
            ("remove_duplicates", "unique_chars", "without_repeats", "dedupe"),
            "str",
            (
                f"Remove repeated characters from {s}, keeping the first occurrence of each",
                f"Return {s} with every character kept only where it first occurs",
                f"Drop each character of {s} that has already appeared before",
                f"Return the distinct characters of {s} in order of first appearance, as a string",
            ),
            ("remember the characters seen", "append those not seen before"),
            (
                f'"".join(dict.fromkeys({s}))',
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f"    if {c} not in {out}:",
                    f"        {out} += {c}",
                    f"return {out}",
                ),
            ),
            (f'"".join(sorted(set({s})))',),
            chinese=(f"删除 {s} 中重复的字符，只保留第一次出现的",),
            told=(
                f"A string {s} may contain the same character several times. Return a string in which each character "
                "appears once, at the place of its first occurrence.",
            ),
        ),
        Classic(
            "keep-last",
            ("keep_last_occurrences", "last_of_each", "dedupe_from_right"),
            "str",
            (
                f"Remove repeated characters from {s}, keeping only the last occurrence of each",
                f"Return {s} without the characters that occur again later",
                f"Keep a character of {s} only if it does not appear later in the string",
            ),
            ("look at each character and what follows", "keep it if it does not occur there"),
            (
                f'"".join({c} for i, {c} in enumerate({s}) if {c} not in {s}[i + 1 :])',
                f'"".join(dict.fromkeys({s}[::-1]))[::-1]',
            ),
            (f'"".join(dict.fromkeys({s}))',),
        ),
        Classic(
            "collapse",
            ("collapse_runs", "squeeze", "collapse_repeats"),
            "str",
            (
                f"Collapse each run of the same character in {s} to a single one",
                f"Replace consecutive equal characters of {s} by one",
                f"Return {s} with adjacent duplicates removed",
                f"Squeeze {s}: no two neighbouring characters may be equal in the result",
            ),
            ("go through the characters", "append one only if it differs from the one before"),
            (
                f'"".join({c} for {c}, _ in groupby({s}))',
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f"    if {out}[-1:] != {c}:",
                    f"        {out} += {c}",
                    f"return {out}",
                ),
                f'{s}[:1] + "".join(b for a, b in zip({s}, {s}[1:]) if a != b)',
            ),
            (f'"".join(dict.fromkeys({s}))',),
            imports=("from itertools import groupby",),
        ),
        Classic(
            "at-most-k-run",
            ("limit_runs", "shorten_runs", "trim_runs"),
            "str",
            (
                f"Shorten each run of equal characters in {s} to at most {k} characters",
                f"Return {s} with no character more than {k} times in a row, dropping what is too much",
                f"Cut every run of the same character in {s} down to {k} if it is longer",
            ),
            ("go through the characters", f"skip one if the last {k} kept ones equal it"),
            (
                f'"".join({c} * min(len(list(run)), {k}) for {c}, run in groupby({s}))',
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f"    if not {out}.endswith({c} * {k}):",
                    f"        {out} += {c}",
                    f"return {out}",
                ),
            ),
            (f'"".join({c} for i, {c} in enumerate({s}) if {s}[:i].count({c}) < {k})',),
            params=f"{s}: str, {k}: int",
            inputs=limited,
            imports=("from itertools import groupby",),
            notes=(f"{k} is at least 1",),
        ),
        Classic(
            "at-most-k-total",
            ("limit_occurrences", "keep_first_k_of_each", "cap_repeats"),
            "str",
            (
                f"Keep only the first {k} occurrences of each character in {s}",
                f"Return {s} without any character's occurrences beyond its first {k}",
                f"Drop a character of {s} once it has already been kept {k} times",
            ),
            ("count the characters kept so far", f"keep one while its count is below {k}"),
            (
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f"    if {out}.count({c}) < {k}:",
                    f"        {out} += {c}",
                    f"return {out}",
                ),
                f'"".join({c} for i, {c} in enumerate({s}) if {s}[:i].count({c}) < {k})',
            ),
            (f'"".join({c} for {c} in {s} if {s}.count({c}) <= {k})',),
            params=f"{s}: str, {k}: int",
            inputs=limited,
        ),
        Classic(
            "mark-repeats",
            ("mark_repeats", "hide_repeats", "mask_repeated"),
            "str",
            (
                f"Replace every character of {s} that has occurred before by {mark}",
                f"Return {s} with each repeated occurrence of a character replaced by {mark}, the first one kept",
                f"Put {mark} in place of all characters of {s} already seen further left",
            ),
            ("remember the characters seen", f"append {mark} for one seen before"),
            (
                f'"".join({mark} if {c} in {s}[:i] else {c} for i, {c} in enumerate({s}))',
                code(
                    "seen = set()",
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f"    {out} += {mark} if {c} in seen else {c}",
                    f"    seen.add({c})",
                    f"return {out}",
                ),
            ),
            (f'"".join({mark} if {s}.count({c}) > 1 else {c} for {c} in {s})',),
            params=f"{s}: str, {mark}: str",
            inputs=[("banana", "*"), ("", "-"), ("aab", "_"), ("xyz", "."), ("hello world", "#"), ("AAaa", "?")],
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
