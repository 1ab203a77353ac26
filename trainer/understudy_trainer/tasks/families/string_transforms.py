"""Families that rewrite one string: chains of methods, reversal of the whole or of parts."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    CHAR,
    STRING,
    called,
    distinct,
    letter,
    params,
    quoted,
    returning,
    symbol,
    text_inputs,
    texts,
    word,
)


@family("string-method-chain")
def string_method_chain(rng: Rng) -> Draft:
    """Two or three simple string operations, one after the other."""
    a, b, end = letter(rng), letter(rng), word(rng).lower()
    k, mark = rng.randint(2, 6), symbol(rng)
    steps = (
        ("strip", "strip surrounding whitespace", "{}.strip()"),
        ("lower", "convert to lowercase", "{}.lower()"),
        ("upper", "convert to uppercase", "{}.upper()"),
        ("replace", f"replace every {a!r} with {b!r}", f"{{}}.replace({quoted(a)}, {quoted(b)})"),
        ("remove", f"remove every {a!r}", f'{{}}.replace({quoted(a)}, "")'),
        ("spaces", f"replace spaces with {mark!r}", f'{{}}.replace(" ", {quoted(mark)})'),
        ("nospace", "remove the spaces", '{}.replace(" ", "")'),
        ("reverse", "reverse it", "{}[::-1]"),
        ("first", f"keep the first {k} characters", f"{{}}[:{k}]"),
        ("last", f"keep the last {k} characters", f"{{}}[-{k}:]"),
        ("dropfirst", f"drop the first {k} characters", f"{{}}[{k}:]"),
        ("swap", "swap the case", "{}.swapcase()"),
        ("capital", "capitalize the first letter", "{}.capitalize()"),
        ("title", "title-case the words", "{}.title()"),
        ("nosuffix", f"remove a trailing {end!r}", f"{{}}.removesuffix({quoted(end)})"),
        ("noprefix", f"remove a leading {end!r}", f"{{}}.removeprefix({quoted(end)})"),
        ("stripmark", f"strip {mark!r} from both ends", f"{{}}.strip({quoted(mark)})"),
        ("double", "repeat it twice", "{} * 2"),
        ("every", f"keep every {'second' if k % 2 else 'third'} character", f"{{}}[::{2 if k % 2 else 3}]"),
    )
    chosen = rng.sample(steps, pick(rng, (1, 2, 2, 3)))
    (s,) = distinct(rng, STRING)
    if chosen[-1][0] != "double":
        chosen = [step for step in chosen if step[0] != "double"]
    said = [step[1] for step in chosen]
    chain = s
    for _, _, template in chosen:
        chain = template.format(chain)
    backwards = s
    for _, _, template in (*reversed(chosen[1:]), chosen[0]) if chosen[-1][0] != "double" else ():
        backwards = template.format(backwards)
    lines = "\n".join(f"{s} = {template.format(s)}" for _, _, template in chosen)
    listed = (
        said[0] if len(said) == 1 else ", ".join(said[:-1]) + pick(rng, (" and then ", ", then ", " and ")) + said[-1]
    )
    summary = pick(
        rng,
        (
            f"Take {s}, {listed}, and return the result",
            f"Clean up {s}: {listed}",
            f"Transform the string {s}: {listed}",
            f"Given a string {s}, {listed}",
            f"Return {s} after these steps: {listed}",
        ),
    )
    ps = params((s, "str"))
    name = called(
        rng,
        ps,
        "clean text string",
        "normalize",
        "transform_text",
        "tidy",
        "format_text",
        "_and_".join(x[0] for x in chosen),
        "convert",
        "rewrite",
    )
    inputs = tuple((t,) for t in texts(rng, f"{end} {a}{b}{a} {end}", f"{mark}Some {a} text{mark}", f" {end}{a}B "))
    return Draft(
        name,
        ps,
        "str",
        summary,
        tuple(said),
        (f"return {chain}", f"{lines}\nreturn {s}"),
        inputs,
        "|".join(x[0] for x in chosen),
        (f"return {backwards}", f"return {chosen[0][2].format(s)}"),
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
