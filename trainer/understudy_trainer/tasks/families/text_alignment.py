"""Family: edit distances, common subsequences and substrings of two texts."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written


def _pairs(rng: Rng) -> Inputs:
    a = letters(rng, 5, "abc")
    return [
        (a, letters(rng, 5, "abc")),
        (letters(rng, 6, "ab"), letters(rng, 4, "ab")),
        ("garden", "warder"),
        ("abc", "abc"),
        ("", "xy"),
        ("x", ""),
        ("ab", "ba"),
        ("plate", "petal"),
        ("banana", "ananas"),
    ]


TABLE = (
    "row = list(range(len($z) + 1))\nfor i, a in enumerate($s, 1):\n"
    "    before, row[0] = row[0], {first}\n    for j, b in enumerate($z, 1):\n"
    "        before, row[j] = row[j], {cell}\nreturn row[-1]"
)


LCS = (
    "row = [0] * (len($z) + 1)\nfor a in $s:\n    before = 0\n    for j, b in enumerate($z, 1):\n"
    "        before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])\n"
)


RECURSIVE = "if not $s or not $z:\n    return {base}\nif $s[0] == $z[0]:\n    return {same}\nreturn {other}"


TWO: dict[str, tuple[str, str, str, str, str]] = {
    "edit": (
        "int",
        (
            "Return the fewest single-character insertions, deletions and replacements that turn $s into $z\n"
            "Compute the edit distance between $s and $z\n"
            "Find how many characters must be inserted, deleted or changed at least to make $z out of $s"
        ),
        TABLE.format(first="i", cell="before if a == b else 1 + min(before, row[j], row[j - 1])"),
        RECURSIVE.format(
            base="len($s) + len($z)",
            same="SELF($s[1:], $z[1:])",
            other="1 + min(SELF($s[1:], $z), SELF($s, $z[1:]), SELF($s[1:], $z[1:]))",
        ),
        "sum(a != b for a, b in zip($s, $z))\n---\nabs(len($s) - len($z))",
    ),
    "indel": (
        "int",
        (
            "Return the fewest insertions and deletions of single characters that turn $s into $z\n"
            "How many characters must be deleted from or inserted into $s at least to get $z? Return the "
            "number\nCompute the distance of $s and $z when only inserting and deleting one character at a "
            "time is allowed"
        ),
        TABLE.format(first="i", cell="before if a == b else 1 + min(row[j], row[j - 1])"),
        LCS + "return len($s) + len($z) - 2 * row[-1]",
        "len($s) + len($z) - 2 * len(set($s) & set($z))\n---\nabs(len($s) - len($z))",
    ),
    "lcs": (
        "int",
        (
            "Return the length of the longest common subsequence of $s and $z\n"
            "Find how many characters $s and $z have in common in the same order, gaps allowed\n"
            "Compute the length of the longest text that can be got from both $s and $z by deleting "
            "characters"
        ),
        LCS + "return row[-1]",
        RECURSIVE.format(base="0", same="1 + SELF($s[1:], $z[1:])", other="max(SELF($s[1:], $z), SELF($s, $z[1:]))"),
        "len(set($s) & set($z))\n---\nsum(a == b for a, b in zip($s, $z))",
    ),
    "common-part": (
        "int",
        (
            "Return the length of the longest text that occurs without gaps in both $s and $z\n"
            "Find how long the longest common substring of $s and $z is\n"
            "Compute the length of the longest contiguous piece shared by $s and $z"
        ),
        (
            "best, row = 0, [0] * (len($z) + 1)\nfor a in $s:\n    before = 0\n"
            "    for j, b in enumerate($z, 1):\n"
            "        before, row[j] = row[j], before + 1 if a == b else 0\n        best = max(best, row[j])\n"
            "return best"
        ),
        (
            "parts = (($s[i:j], j - i) for i in range(len($s)) for j in range(i + 1, len($s) + 1))\n"
            "return max((size for part, size in parts if part in $z), default=0)"
        ),
        "sum(a == b for a, b in zip($s, $z))\n---\nlen(set($s) & set($z))",
    ),
    "common-text": (
        "str",
        (
            "Return the longest text that occurs without gaps in both $s and $z, the one earliest in $s on "
            "ties\nFind the longest common substring of $s and $z; the first one in $s wins a tie\n"
            "Get the longest contiguous piece of $s that is also part of $z, the leftmost on ties"
        ),
        (
            'best = ""\nfor i in range(len($s)):\n'
            "    while i + len(best) < len($s) and $s[i:i + len(best) + 1] in $z:\n"
            "        best = $s[i:i + len(best) + 1]\nreturn best"
        ),
        (
            "parts = [$s[i:j] for i in range(len($s)) for j in range(i + 1, len($s) + 1)]\n"
            'return max((p for p in parts if p in $z), key=len, default="")'
        ),
        "''.join(a for a, b in zip($s, $z) if a == b)\n---\n''.join(c for c in $s if c in $z)",
    ),
    "shortest-super": (
        "int",
        (
            "Return the length of the shortest text of which both $s and $z are subsequences\n"
            "Find how long a text must be at least to contain $s and $z in order, gaps allowed\n"
            "Compute the length of the shortest common supersequence of $s and $z"
        ),
        LCS + "return len($s) + len($z) - row[-1]",
        RECURSIVE.format(
            base="len($s) + len($z)",
            same="1 + SELF($s[1:], $z[1:])",
            other="1 + min(SELF($s[1:], $z), SELF($s, $z[1:]))",
        ),
        "len($s) + len($z)\n---\nlen(set($s + $z))",
    ),
    "one-edit": (
        "bool",
        (
            "Check whether $s can be turned into $z with at most one insertion, deletion or replacement of a "
            "character\nReturn True if $s and $z are equal or one single-character edit apart\n"
            "Tell whether at most one typing error (a missing, extra or wrong character) separates $s and $z"
        ),
        (
            "if abs(len($s) - len($z)) > 1:\n    return False\nfor i, (a, b) in enumerate(zip($s, $z)):\n"
            "    if a != b:\n        return $s[i + 1:] == $z[i + 1:] or $s[i:] == $z[i + 1:] or $s[i + 1:] "
            "== $z[i:]\nreturn True"
        ),
        (
            "i = 0\nwhile i < min(len($s), len($z)) and $s[i] == $z[i]:\n    i += 1\n"
            "return $s[i:] == $z[i:] or $s[i + 1:] == $z[i:] or $s[i:] == $z[i + 1:] or $s[i + 1:] == $z[i + "
            "1:]"
        ),
        "sum(a != b for a, b in zip($s, $z)) <= 1\n---\nabs(len($s) - len($z)) <= 1",
    ),
    "occurrences": (
        "int",
        (
            "Count in how many ways $z can be picked out of $s as a subsequence\n"
            "Return how many choices of positions in $s, in order, spell $z\n"
            "In how many ways can characters of $s be deleted so that $z is left? Return the number"
        ),
        (
            "ways = [1] + [0] * len($z)\nfor a in $s:\n    for j in range(len($z), 0, -1):\n"
            "        if $z[j - 1] == a:\n            ways[j] += ways[j - 1]\nreturn ways[-1]"
        ),
        ("if not $z:\n    return 1\nreturn sum(SELF($s[i + 1:], $z[1:]) for i, a in enumerate($s) if a == $z[0])"),
        "$s.count($z)\n---\nint(all(c in $s for c in $z))",
    ),
}


@family("two-text-alignment", weight=2.8)
def two_text_alignment(rng: Rng) -> Draft:
    """Edit distances, common subsequences and substrings of two texts."""
    key = pick(rng, list(TWO))
    returns, said, body, other, wrong = TWO[key]
    plan = "keep one row of answers for the prefixes; go through both texts; combine the neighbouring answers"
    if key in ("common-text", "one-edit", "occurrences"):
        plan = "go through the first text; compare with the second; keep the answer up to date"
    first = rng.random() < 0.7
    rows = _pairs(rng)
    if key == "occurrences":
        rows = [
            ("aab", "ab"),
            ("abab", "ab"),
            ("aaa", "aa"),
            ("abc", ""),
            ("ab", "ba"),
            (letters(rng, 7, "ab"), "ab"),
            (letters(rng, 8, "abc"), "ac"),
            ("", "a"),
        ]
    if key == "one-edit":
        rows = [*rows, ("cat", "cut"), ("cat", "cats"), ("cat", "at"), ("cat", "dog"), ("abc", "acb"), ("aab", "ab")]
    name = key.replace("-", "_")
    entry = spec(
        names={
            "edit": "edit_distance levenshtein fewest_edits distance",
            "lcs": "lcs_length common_subsequence longest_common",
        }.get(key, f"{name} {name}_of {name}_length compare_texts"),
        params="$s: str, $z: str",
        returns=returns,
        said=said,
        intro="You are given two texts, $s and $z, and compare them character by character.",
        plan=plan
        if first
        else "settle the simple cases; split off what matches; take the best of the remaining choices",
        solutions=f"{body}\n---\n{other}" if first else f"{other}\n---\n{body}",
        wrong=wrong,
        inputs=lambda _: rows,
    )
    return written(rng, key, entry)
