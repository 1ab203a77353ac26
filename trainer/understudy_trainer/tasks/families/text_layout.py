"""Family of texts laid out or encoded: truncated, padded, masked, shifted, run-length coded."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    STRING,
    distinct,
    letter,
    params,
    quoted,
    returning,
    settled,
    some_words,
    symbol,
    word,
)


@family("text-layout")
def text_layout(rng: Rng) -> Draft:
    """Truncation, masking, padding, caesar shift, run-length, slugs, common prefixes, chunks."""
    (s,) = distinct(rng, STRING)
    n, f, end = rng.randint(3, 9), symbol(rng), pick(rng, ("...", "..", "~", "-", ">"))
    turn = n + 6
    a = "abcdefghijklmnopqrstuvwxyz"
    caesar = f'"".join(chr((ord(c) - 97 + {turn}) % 26 + 97) if c.islower() else c for c in {s})'
    rows = (
        (
            "truncate",
            "str",
            f"{s} cut to {n} characters with {end!r} appended if it is longer than that",
            f"{s} if len({s}) <= {n} else {s}[:{n}] + {quoted(end)}",
            f"if len({s}) > {n}:\n    return {s}[:{n}] + {quoted(end)}\nreturn {s}",
            f"{s}[:{n}] + {quoted(end)}",
            ("compare the length with the limit", "cut and append the mark"),
        ),
        (
            "shorten",
            "str",
            f"{s} shortened to at most {n} characters in total, ending in {end!r} where it was cut",
            f"{s} if len({s}) <= {n} else {s}[:{n - len(end)}] + {quoted(end)}",
            f"if len({s}) <= {n}:\n    return {s}\nreturn {s}[:{n - len(end)}] + {quoted(end)}",
            f"{s}[:{n}]",
            ("compare the length with the limit", "leave room for the mark"),
        ),
        (
            "mask",
            "str",
            f"{s} with all but the last {n} characters replaced by {f!r}",
            f"{quoted(f)} * (len({s}) - {n}) + {s}[-{n}:]",
            f"hidden = max(0, len({s}) - {n})\nreturn {quoted(f)} * hidden + {s}[hidden:]",
            f"{s}[:{n}] + {quoted(f)} * (len({s}) - {n})",
            (f"repeat {f!r} for the hidden part", "append the visible end"),
        ),
        (
            "maskend",
            "str",
            f"{s} with everything after the first {n} characters replaced by {f!r}",
            f"{s}[:{n}] + {quoted(f)} * (len({s}) - {n})",
            f'"".join(c if i < {n} else {quoted(f)} for i, c in enumerate({s}))',
            f"{quoted(f)} * len({s})",
            ("keep the start", f"append {f!r} for each other character"),
        ),
        (
            "center",
            "str",
            f"{s} centered in a line of {n + 6} characters filled with {f!r}",
            f"{s}.center({n + 6}, {quoted(f)})",
            "",
            f"{s}.rjust({n + 6}, {quoted(f)})",
            ("center with the fill character",),
        ),
        (
            "caesar",
            "str",
            f"{s} with every lowercase letter shifted {turn} places forward in the alphabet, wrapping around",
            caesar,
            f'alphabet = "{a}"\n'
            'result = ""\n'
            f"for c in {s}:\n"
            "    if c in alphabet:\n"
            f"        c = alphabet[(alphabet.index(c) + {turn}) % 26]\n"
            "    result += c\n"
            "return result",
            caesar.replace(f"+ {turn})", f"- {turn})"),
            ("shift lowercase letters modulo 26", "keep the rest"),
        ),
        (
            "unshift",
            "str",
            f"{s} with every lowercase letter shifted back by {turn} places in the alphabet, wrapping around",
            caesar.replace(f"+ {turn})", f"- {turn})"),
            "",
            caesar,
            ("shift lowercase letters back modulo 26", "keep the rest"),
        ),
        (
            "slug",
            "str",
            f"{s} as a slug: lowercase words joined with {f!r}",
            f"{quoted(f)}.join({s}.lower().split())",
            f"words = {s}.split()\nreturn {quoted(f)}.join(w.lower() for w in words)",
            f'{s}.lower().replace(" ", "")',
            ("lowercase", "split into words", f"join with {f!r}"),
        ),
        (
            "chunks",
            "list[str]",
            f"{s} cut into pieces of {n} characters, the last one possibly shorter",
            f"[{s}[i:i + {n}] for i in range(0, len({s}), {n})]",
            f"pieces = []\nwhile {s}:\n    pieces.append({s}[:{n}])\n    {s} = {s}[{n}:]\nreturn pieces",
            f"[{s}[i:i + {n}] for i in range(len({s}))]",
            (f"step through the indices by {n}", "slice at each"),
        ),
        (
            "grouped",
            "str",
            f"{s} with {f!r} inserted after every {n} characters, but not at the end",
            f"{quoted(f)}.join({s}[i:i + {n}] for i in range(0, len({s}), {n}))",
            "",
            f"{quoted(f)}.join({s})",
            (f"cut into pieces of {n}", "join them"),
        ),
        (
            "runs",
            "list[tuple[str, int]]",
            f"the runs of equal characters in {s} as (character, length) tuples",
            "runs = []\n"
            f"for c in {s}:\n"
            "    if runs and runs[-1][0] == c:\n"
            "        runs[-1] = (c, runs[-1][1] + 1)\n"
            "    else:\n"
            "        runs.append((c, 1))\n"
            "return runs",
            "",
            f"[(c, {s}.count(c)) for c in dict.fromkeys({s})]",
            ("extend the last run if the character is equal", "otherwise start a new run"),
        ),
        (
            "squeeze",
            "str",
            f"{s} with runs of equal characters reduced to one",
            f'result = ""\nfor c in {s}:\n    if not result.endswith(c):\n        result += c\nreturn result',
            f'"".join(c for i, c in enumerate({s}) if i == 0 or {s}[i - 1] != c)',
            f'"".join(dict.fromkeys({s}))',
            ("append a character unless it repeats the last one",),
        ),
        (
            "snake",
            "str",
            f"the camelCase name {s} in snake_case",
            'result = ""\n'
            f"for c in {s}:\n"
            "    if c.isupper() and result:\n"
            '        result += "_"\n'
            "    result += c.lower()\n"
            "return result",
            "",
            f"{s}.lower()",
            ("put an underscore before each inner capital", "lowercase everything"),
        ),
    )
    key, returns, what, code, other, near, plan = pick(rng, rows)
    inputs = tuple(
        (x,)
        for x in (
            word(rng),
            " ".join(some_words(rng, 2, 3)),
            "",
            "aaabbcaa",
            "fileNameOf" + word(rng).title(),
            "xyz zebra",
            letter(rng),
        )
    )
    return settled(
        rng,
        (key, f"{key}_text", f"{key} text string", f"make_{key}"),
        params((s, "str")),
        returns,
        returning(rng, what, f"a string {s}"),
        plan,
        (code, other),
        inputs,
        key,
        (near,),
    )
