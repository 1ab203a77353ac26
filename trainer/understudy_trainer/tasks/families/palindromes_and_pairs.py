"""Families that compare a text with its reversal or with another text."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    STRING,
    called,
    checking,
    counting,
    distinct,
    params,
    returning,
    settled,
    text_inputs,
    word,
)


@family("palindrome")
def palindrome(rng: Rng) -> Draft:
    """Palindrome checks with what is ignored, of a text, a number, or over a list."""
    clean, ignoring, template = pick(
        rng,
        (
            ("exact", "", "{}"),
            ("case", ", ignoring case", "{}.lower()"),
            ("space", ", ignoring spaces", '{}.replace(" ", "")'),
            ("both", ", ignoring case and spaces", '{}.replace(" ", "").lower()'),
            ("letters", ", looking at the letters only", '"".join(c for c in {} if c.isalpha())'),
            (
                "alnum",
                ", ignoring case and everything but letters and digits",
                '"".join(c.lower() for c in {} if c.isalnum())',
            ),
        ),
    )
    what = pick(rng, ("text", "text", "number", "count", "keep", "longest"))
    if what == "number":
        n, t = distinct(rng, ("n", "number", "x", "value", "num"), ("s", "digits", "text"))
        ps = params((n, "int"))
        summary = checking(rng, f"the decimal digits of {n} read the same forwards and backwards")
        bodies = (f"{t} = str({n})\nreturn {t} == {t}[::-1]", f"return str({n}) == str({n})[::-1]")
        inputs: tuple[tuple[object, ...], ...] = tuple(
            (x,) for x in (121, 10, 7, rng.randint(100, 999), 1221, 0, rng.randint(1, 9) * 1001)
        )
        return Draft(
            called(rng, ps, "is_palindrome", "palindrome number check"),
            ps,
            "bool",
            summary,
            ("write the number as text", "compare it with its reverse"),
            bodies,
            inputs,
            "number",
            (f"return {n} % 10 == {n} // 10",),
        )
    if what == "text":
        s, t = distinct(rng, STRING, ("t", "cleaned", "chars", "normalized"))
        ps = params((s, "str"))
        same = ("is a palindrome", "reads the same forwards and backwards", "reads the same in both directions")
        summary = checking(rng, f"{s} {pick(rng, same)}{ignoring}")
        first = (
            f"{t} = {template.format(s)}\nreturn {t} == {t}[::-1]" if clean != "exact" else f"return {s} == {s}[::-1]"
        )
        second = (
            f"{t} = {template.format(s)}\n"
            f"for i in range(len({t}) // 2):\n"
            f"    if {t}[i] != {t}[-1 - i]:\n"
            "        return False\n"
            "return True"
        )
        return Draft(
            called(rng, ps, "is_palindrome", "palindrome check text", "reads_same"),
            ps,
            "bool",
            summary,
            (*(("normalize the text",) if clean != "exact" else ()), "compare it with its reverse"),
            (first, second),
            text_inputs(rng, "Never odd or even", "level", "Noon!", "a b a"),
            f"text|{clean}",
            (f"return {s}[0:1] == {s}[-1:]", f"return {s} == {s}[::-1]"),
        )
    ws, w = distinct(rng, ("words", "strings", "names", "tokens", "texts"), ("w", "word", "x"))
    ps = params((ws, "list[str]"))
    test = f"{w} == {w}[::-1]" if clean != "case" else f"{w}.lower() == {w}.lower()[::-1]"
    clean = clean if clean == "case" else "exact"
    ignoring = ignoring if clean == "case" else ""
    inputs = (
        (["level", "tree", "Noon"],),
        (["abc", "x"],),
        ([],),
        (["stone", "radar", "civic", "Anna"],),
        ([word(rng), word(rng)],),
    )
    if what == "count":
        return Draft(
            called(rng, ps, "count_palindromes", "palindrome count words"),
            ps,
            "int",
            counting(rng, f"palindromes in {ws}{ignoring}"),
            ("check each against its reverse", "count those that match"),
            (f"return sum(1 for {w} in {ws} if {test})", f"return len([{w} for {w} in {ws} if {test}])"),
            inputs,
            f"count|{clean}",
            (f"return sum(1 for {w} in {ws} if not ({test}))",),
        )
    if what == "keep":
        return Draft(
            called(rng, ps, "palindromes", "keep palindromes only"),
            ps,
            "list[str]",
            returning(rng, f"those of the strings in {ws} that are palindromes{ignoring}", f"a list of strings {ws}"),
            ("check each against its reverse", "keep those that match"),
            (
                f"return [{w} for {w} in {ws} if {test}]",
                f"result = []\nfor {w} in {ws}:\n    if {test}:\n        result.append({w})\nreturn result",
            ),
            inputs,
            f"keep|{clean}",
            (f"return [{w} for {w} in {ws} if not ({test})]",),
        )
    return Draft(
        called(rng, ps, "longest_palindrome", "find longest palindrome"),
        ps,
        "str",
        returning(rng, f"the longest palindrome among the strings in {ws}{ignoring}", f"a list of strings {ws}"),
        ("keep the palindromes", "take the longest of them"),
        (
            f'return max(({w} for {w} in {ws} if {test}), key=len, default="")',
            f'best = ""\nfor {w} in {ws}:\n    if {test} and len({w}) > len(best):\n        best = {w}\nreturn best',
        ),
        inputs,
        f"longest|{clean}",
        (f'return max({ws}, key=len, default="")',),
        ("Return an empty string if there is none",),
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
