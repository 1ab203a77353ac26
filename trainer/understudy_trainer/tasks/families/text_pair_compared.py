"""Families: text pair compared."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
    checking,
    params,
    returning,
    settled,
    word,
)


@family("text-pair-compared", held_out=True)
def text_pair_compared(rng: Rng) -> Draft:
    """Two strings: anagrams, common prefix, differing positions, containment."""
    a, b = pick(rng, (("a", "b"), ("s", "t"), ("first", "second"), ("left", "right"), ("x", "y"), ("word1", "word2")))
    rows = (
        (
            "anagram",
            "bool",
            f"{a} and {b} consist of the same letters, ignoring case",
            f"sorted({a}.lower()) == sorted({b}.lower())",
            f"set({a}) == set({b})",
            "compare the sorted letters",
        ),
        (
            "differ",
            "int",
            f"the number of positions where {a} and {b} differ, up to the shorter length",
            f"sum(1 for p, q in zip({a}, {b}) if p != q)",
            f"sum(1 for p, q in zip({a}, {b}) if p == q)",
            "compare them position by position",
        ),
        (
            "prefix",
            "str",
            f"the longest common prefix of {a} and {b}",
            f'result = ""\nfor p, q in zip({a}, {b}):\n    if p != q:\n        break\n    result += p\nreturn result',
            f'"".join(p for p, q in zip({a}, {b}) if p == q)',
            "collect equal characters until they differ",
        ),
        (
            "shared",
            "str",
            f"the different characters that occur in both {a} and {b}, sorted, as a string",
            f'"".join(sorted(set({a}) & set({b})))',
            f'"".join(c for c in {a} if c in {b})',
            "intersect the sets of characters and sort",
        ),
        (
            "interleave",
            "str",
            f"the characters of {a} and {b} alternating, up to the shorter length",
            f'"".join(p + q for p, q in zip({a}, {b}))',
            f"{a} + {b}",
            "join the characters pairwise",
        ),
        (
            "longer",
            "str",
            f"the longer of {a} and {b}, {a} if they have the same length",
            f"{a} if len({a}) >= len({b}) else {b}",
            f"{a} if len({a}) > len({b}) else {b}",
            "compare the lengths",
        ),
        (
            "nocase",
            "bool",
            f"{a} contains {b}, ignoring case",
            f"{b}.lower() in {a}.lower()",
            f"{b} in {a}",
            "lowercase both and search",
        ),
        (
            "onlyfirst",
            "list[str]",
            f"the words of {a} that do not occur in {b}",
            f"[w for w in {a}.split() if w not in {b}.split()]",
            f"[w for w in {b}.split() if w not in {a}.split()]",
            "keep the words missing from the other",
        ),
    )
    key, returns, what, code, near, plan = pick(rng, rows)
    w = word(rng)
    inputs = (
        ("Listen", "silent"),
        (w, w),
        ("", "abc"),
        ("flower", "flow"),
        (w, word(rng)),
        ("a red fox", "A Red box"),
        ("ab", "cd"),
    )
    names = {
        "anagram": ("are_anagrams", "is_anagram"),
        "prefix": ("common_prefix",),
        "differ": ("count_differences", "distance"),
    }
    return settled(
        rng,
        names.get(key, (f"{key}_text", f"{key}_of")),
        params((a, "str"), (b, "str")),
        returns,
        checking(rng, what) if returns == "bool" else returning(rng, what),
        (plan,),
        (code,),
        inputs,
        key,
        (near,),
    )
