"""Families of words joined into one string, or given a prefix or suffix each."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    WORD,
    WORDS,
    distinct,
    params,
    quoted,
    returning,
    settled,
    some_words,
    symbol,
    word,
    word_inputs,
)


@family("word-list-joined", held_out=True)
def word_list_joined(rng: Rng) -> Draft:
    """Words joined into one string in some layout."""
    ws, w = distinct(rng, WORDS, WORD)
    mark, last, left = (
        pick(rng, (", ", "; ", "-", " / ", " + ", "|", " ")),
        pick(rng, ("and", "or", "und", "plus")),
        symbol(rng),
    )
    key, what, code, other, near, plan = pick(
        rng,
        (
            (
                "sep",
                f"the words of {ws} joined with {mark!r}",
                f"{quoted(mark)}.join({ws})",
                "",
                f'"".join({ws})',
                ("join with the separator",),
            ),
            (
                "and",
                f"{ws} as one string separated by ', ', with {last!r} before the last one",
                f'if len({ws}) < 2:\n    return "".join({ws})\nreturn ", ".join({ws}[:-1]) + " {last} " + {ws}[-1]',
                "",
                f'", ".join({ws})',
                (
                    "handle fewer than two words",
                    "join all but the last with commas",
                    f"append {last!r} and the last word",
                ),
            ),
            (
                "numbered",
                f"the words of {ws} on one line each, numbered from 1 as in '1. apple'",
                f'"\\n".join(f"{{i}}. {{{w}}}" for i, {w} in enumerate({ws}, 1))',
                "lines = []\n"
                f"for i, {w} in enumerate({ws}, start=1):\n"
                f'    lines.append(f"{{i}}. {{{w}}}")\n'
                'return "\\n".join(lines)',
                f'"\\n".join(f"{{i}}. {{{w}}}" for i, {w} in enumerate({ws}))',
                ("number the words from 1", "join the lines"),
            ),
            (
                "bullets",
                f"the words of {ws} as lines that start with '{left} '",
                f'"\\n".join(f"{left} {{{w}}}" for {w} in {ws})',
                f'"\\n".join("{left} " + {w} for {w} in {ws})',
                f'"\\n".join({ws})',
                ("put the mark before each word", "join the lines"),
            ),
            (
                "quoted",
                f"the words of {ws} in single quotes, separated by ', '",
                f'", ".join(f"\'{{{w}}}\'" for {w} in {ws})',
                f'", ".join("\'" + {w} + "\'" for {w} in {ws})',
                f'", ".join({ws})',
                ("quote each word", "join with commas"),
            ),
            (
                "initials",
                f"the first letters of the words in {ws} as one uppercase string",
                f'"".join({w}[0].upper() for {w} in {ws})',
                f'result = ""\nfor {w} in {ws}:\n    result += {w}[0].upper()\nreturn result',
                f'"".join({w}[-1].upper() for {w} in {ws})',
                ("take the first letter of each word", "uppercase and join them"),
            ),
            (
                "dots",
                f"the uppercase initials of {ws}, each followed by '{left}'",
                f'"".join({w}[0].upper() + "{left}" for {w} in {ws})',
                f'"".join(f"{{{w}[0].upper()}}{left}" for {w} in {ws})',
                f'"{left}".join({w}[0].upper() for {w} in {ws})',
                ("take the first letter of each word", "append the mark to each", "join them"),
            ),
            (
                "snake",
                f"the words of {ws} in lowercase, joined with '_'",
                f'"_".join({w}.lower() for {w} in {ws})',
                f'"_".join({ws}).lower()',
                f'"-".join({w}.lower() for {w} in {ws})',
                ("lowercase each word", "join with underscores"),
            ),
            (
                "camel",
                f"the words of {ws} as one camelCase name",
                f'"".join({w}.lower() if i == 0 else {w}.capitalize() for i, {w} in enumerate({ws}))',
                "",
                f'"".join({w}.capitalize() for {w} in {ws})',
                ("lowercase the first word", "capitalize the others", "join them"),
            ),
        ),
    )
    return settled(
        rng,
        ("join_words", f"join words {key}", f"words_to_{key}", "combine", "format_words"),
        params((ws, "list[str]")),
        "str",
        returning(rng, what, f"a list of words {ws}"),
        plan,
        (code, other),
        word_inputs(rng, "The"),
        key,
        (near,),
    )


@family("affix-each-word")
def affix_each_word(rng: Rng) -> Draft:
    """A prefix or suffix added to or removed from each word, always or only where needed."""
    ws, w, a = distinct(rng, WORDS, WORD, ("prefix", "affix", "ending", "tag"))
    text = pick(rng, ("pre_", "re", "un", ".txt", "_id", "s", "ing", "@", "#", "my-", ".py", "tmp_", "ed", "x", "no"))
    fixed = rng.random() < 0.6
    code, shown = (quoted(text), repr(text)) if fixed else (a, a)
    key, what, expression, other, near = pick(
        rng,
        (
            (
                "add-front",
                f"with {shown} added in front of each word",
                f"{code} + {w}",
                f"{code} + {w}",
                f"{w} + {code}",
            ),
            ("add-end", f"with {shown} appended to each word", f"{w} + {code}", f"{w} + {code}", f"{code} + {w}"),
            (
                "need-front",
                f"with {shown} put in front of the words that do not start with it yet",
                f"{w} if {w}.startswith({code}) else {code} + {w}",
                f"{code} + {w}.removeprefix({code})",
                f"{code} + {w}",
            ),
            (
                "need-end",
                f"with {shown} appended to the words that do not end with it yet",
                f"{w} if {w}.endswith({code}) else {w} + {code}",
                f"{w}.removesuffix({code}) + {code}",
                f"{w} + {code}",
            ),
            (
                "cut-front",
                f"with a leading {shown} removed from each word",
                f"{w}.removeprefix({code})",
                f"{w}[len({code}):] if {w}.startswith({code}) else {w}",
                f"{w}.removesuffix({code})",
            ),
            (
                "cut-end",
                f"with a trailing {shown} removed from each word",
                f"{w}.removesuffix({code})",
                f"{w}[:len({w}) - len({code})] if {w}.endswith({code}) else {w}",
                f"{w}.removeprefix({code})",
            ),
        ),
    )
    ps = params((ws, "list[str]")) if fixed else params((ws, "list[str]"), (a, "str"))
    samples = [
        [f"{text}{word(rng)}", word(rng), f"{word(rng)}{text}"],
        some_words(rng),
        [text],
        [],
        [f"{text}{text}{word(rng)}", f"{word(rng)}{text}"],
    ]
    inputs = tuple((x,) if fixed else (x, text) for x in samples)
    verb = {"a": "add", "n": "ensure", "c": "strip"}[key[0]]
    side = "prefix" if key.endswith("front") else "suffix"
    plan = (
        "go over the words",
        {
            "a": f"add the {side} to each",
            "n": f"add the {side} where it is missing",
            "c": f"cut the {side} where it is present",
        }[key[0]],
    )
    return settled(
        rng,
        (
            f"{verb}_{side}",
            f"{verb}_{side}es" if side == "prefix" else f"{verb}_suffixes",
            f"{verb}_{side}_to_all" if key[0] == "a" else f"{verb} {side} words",
        ),
        ps,
        "list[str]",
        returning(rng, f"the words of {ws} {what}", f"a list of words {ws}"),
        plan,
        (
            f"[{expression} for {w} in {ws}]",
            f"[{other} for {w} in {ws}]"
            if other != expression
            else f"result = []\nfor {w} in {ws}:\n    result.append({expression})\nreturn result",
        ),
        inputs,
        f"{key}|{fixed}",
        (f"[{near} for {w} in {ws}]",),
    )
