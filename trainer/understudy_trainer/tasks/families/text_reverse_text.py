"""Families: reverse text, palindrome."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
    CHAR,
    STRING,
    called,
    checking,
    counting,
    distinct,
    params,
    returning,
    text_inputs,
    word,
)


@family("reverse-text")
def reverse_text(rng: Rng) -> Draft:
    """Reversal of the whole, of the words' order, of each word, of a part."""
    s, c = distinct(rng, STRING, CHAR)
    k = rng.randint(2, 5)
    key, what, call, other, near, plan = pick(
        rng,
        (
            ("all", f"{s} reversed", f"{s}[::-1]", f'"".join(reversed({s}))', f"{s}[:-1]", ("slice with step -1",)),
            (
                "letters",
                f"the characters of {s} in reverse order",
                f'"".join(reversed({s}))',
                f"{s}[::-1]",
                f"{s}[1::-1]",
                ("reverse the characters", "join them"),
            ),
            (
                "words",
                f"the words of {s} in reverse order, separated by single spaces",
                f'" ".join({s}.split()[::-1])',
                f'" ".join(reversed({s}.split()))',
                f"{s}[::-1]",
                ("split into words", "reverse the list", "join with spaces"),
            ),
            (
                "each",
                f"{s} with each word reversed but the order of the words kept",
                f'" ".join(w[::-1] for w in {s}.split(" "))',
                f'" ".join(map(lambda w: w[::-1], {s}.split(" ")))',
                f"{s}[::-1]",
                ("split at spaces", "reverse each word", "join with spaces"),
            ),
            (
                "first",
                f"{s} with its first {k} characters reversed",
                f"{s}[:{k}][::-1] + {s}[{k}:]",
                f'"".join(reversed({s}[:{k}])) + {s}[{k}:]',
                f"{s}[:{k}] + {s}[{k}:][::-1]",
                (f"reverse the first {k} characters", "append the rest"),
            ),
            (
                "rest",
                f"{s} with everything after the first {k} characters reversed",
                f"{s}[:{k}] + {s}[{k}:][::-1]",
                f'{s}[:{k}] + "".join(reversed({s}[{k}:]))',
                f"{s}[:{k}][::-1] + {s}[{k}:]",
                (f"keep the first {k} characters", "append the rest reversed"),
            ),
            (
                "mirror",
                f"{s} followed by its mirror image",
                f"{s} + {s}[::-1]",
                f'{s} + "".join(reversed({s}))',
                f"{s} + {s}",
                ("reverse the string", "append it"),
            ),
            (
                "rotate",
                f"{s} rotated left by {k} positions",
                f"{s}[{k} % len({s}):] + {s}[:{k} % len({s})] if {s} else {s}",
                f'return "".join({s}[(i + {k}) % len({s})] for i in range(len({s})))',
                f"{s}[-{k}:] + {s}[:-{k}]",
                ("reduce the shift by the length", "cut there", "swap both parts"),
            ),
        ),
    )
    loop = f'result = ""\nfor {c} in {s}:\n    result = {c} + result\nreturn result'
    second = (
        loop
        if key in ("all", "letters") and rng.random() < 0.5
        else other
        if other.startswith("return ")
        else f"return {other}"
    )
    ps = params((s, "str"))
    if key == "all" and rng.random() < 0.5:
        summary = pick(
            rng, (f"Reverse the string {s}", f"Reverse {s}", f"Return {s} spelled backwards", f"Turn {s} around")
        )
    else:
        summary = returning(rng, what, f"a string {s}")
    name = called(
        rng, ps, "reverse_text", f"reverse {key} string", "backwards", "turn_around", f"reverse_{key}", "flip_text"
    )
    return Draft(
        name,
        ps,
        "str",
        summary,
        plan,
        (f"return {call}", second),
        text_inputs(rng, "one two three"),
        key,
        (f"return {near}",),
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
        summary = checking(
            rng,
            f"{s} {pick(rng, ('is a palindrome', 'reads the same forwards and backwards', 'reads the same in both directions'))}{ignoring}",  # noqa: E501
        )
        first = (
            f"{t} = {template.format(s)}\nreturn {t} == {t}[::-1]" if clean != "exact" else f"return {s} == {s}[::-1]"
        )
        second = f"{t} = {template.format(s)}\nfor i in range(len({t}) // 2):\n    if {t}[i] != {t}[-1 - i]:\n        return False\nreturn True"  # noqa: E501
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
