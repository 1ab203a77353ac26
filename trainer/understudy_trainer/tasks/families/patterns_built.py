"""Family: triangles, pyramids, boxes and other shapes out of characters, as lines or one text."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

COUNTS: tuple[tuple[object, ...], ...] = ((5,), (1,), (0,), (3,), (12,), (4,))


@family("patterns-built", weight=4)
def patterns_built(rng: Rng) -> Draft:
    """Triangles, pyramids, boxes and other shapes out of characters, as lines or one text."""
    n, c = distinct(rng, ("n", "height", "rows", "size", "k"), ("c", "char", "mark", "symbol", "ch"))
    given = rng.random() < 0.6
    literal = pick(rng, "*#o+x@")
    m, shown = (c, c) if given else (f'"{literal}"', repr(literal))
    key, said, line, near = pick(
        rng,
        (
            (
                "left-triangle",
                f"a triangle of {n} lines: line i (from 1) consists of i times {shown}",
                f"{m} * i",
                f"{m} * (i - 1)",
            ),
            (
                "right-triangle",
                f"a right-aligned triangle of {n} lines: line i (from 1) has i times {shown} after {n} - i spaces",
                f'" " * ({n} - i) + {m} * i',
                f'" " * i + {m} * i',
            ),
            (
                "pyramid",
                f"a pyramid of {n} lines: line i (from 1) has {n} - i spaces and then 2 * i - 1 times {shown}",
                f'" " * ({n} - i) + {m} * (2 * i - 1)',
                f'" " * ({n} - i) + {m} * (2 * i)',
            ),
            (
                "upside-down",
                f"an upside-down triangle of {n} lines: {n} times {shown} in the first, one less in each further one",
                f"{m} * ({n} - i + 1)",
                f"{m} * ({n} - i)",
            ),
            ("square", f"a square of {n} lines with {n} times {shown} each", f"{m} * {n}", f"{m} * ({n} - 1)"),
            (
                "diagonal",
                f"a diagonal of {n} lines: line i (from 0) has i spaces and then {shown}",
                f'" " * (i - 1) + {m}',
                f'" " * i + {m}',
            ),
            (
                "frame",
                f"a hollow square of {n} lines: {shown} on the border and spaces inside",
                f'{m} * {n} if i in (1, {n}) else {m} + " " * ({n} - 2) + {m}',
                f"{m} * {n}",
            ),
            (
                "checker",
                f"a checkerboard of {n} lines with {n} cells each, {shown} where line and column number (from "
                f"0) add up to an even number and '.' elsewhere",
                f'"".join({m} if (i - 1 + j) % 2 == 0 else "." for j in range({n}))',
                f'"".join({m} if (i + j) % 2 == 0 else "." for j in range({n}))',
            ),
            (
                "digits",
                f"{n} lines, line i (from 1) consisting of i times the number i",
                "str(i) * i",
                "str(i - 1) * i",
            ),
            (
                "growing",
                f"{n} lines, line i (from 1) holding the numbers from 1 to i without gaps",
                '"".join(str(j) for j in range(1, i + 1))',
                '"".join(str(j) for j in range(1, i))',
            ),
            (
                "letters",
                f"{n} lines, line i (from 1) holding the first i lowercase letters ({n} is at most 26)",
                '"".join(chr(96 + j) for j in range(1, i + 1))',
                '"".join(chr(97 + j) for j in range(1, i + 1))',
            ),
            (
                "same-letter",
                f"{n} lines, line i (from 1) consisting of i times the i-th uppercase letter ({n} is at most 26)",
                "chr(64 + i) * i",
                "chr(65 + i) * i",
            ),
        ),
    )
    uses = key not in ("digits", "growing", "letters", "same-letter")
    text = rng.random() < 0.4
    lines = f"[{line} for i in range(1, {n} + 1)]"
    first = f'"\\n".join({line} for i in range(1, {n} + 1))' if text else lines
    second = code(
        "lines = []",
        f"for i in range(1, {n} + 1):",
        f"    lines.append({line})",
        'return "\\n".join(lines)' if text else "return lines",
    )
    form = "as one string with line breaks between the lines" if text else "as a list of strings, one per line"
    with_char = given and uses
    return draft(
        rng,
        f"{key}|{text}|{with_char}",
        names=(
            key.replace("-", "_"),
            f"draw_{key.replace('-', '_')}",
            f"make_{key.replace('-', '_')}",
            "build_pattern",
            f"{key.replace('-', '_')}_lines",
        ),
        params=f"{n}: int, {c}: str" if with_char else f"{n}: int",
        returns="str" if text else "list[str]",
        said=(
            f"Return {said}; {form}",
            f"Build {said}, {form}",
            f"Draw {said}. Return it {form}".replace(". Return it", "; return it"),
            f"Make {said} and return it {form}",
        ),
        told=(
            f"A text pattern is wanted: {said}. There are no spaces at the ends of the lines beyond those "
            f"named. Return it {form}.",
        ),
        plan=("go through the line numbers", "build each line", "join the lines" if text else "return the list"),
        solutions=(first, second),
        wrong=(first.replace(line, near), second.replace(f"range(1, {n} + 1)", f"range(1, {n})")),
        inputs=[(*size, pick(rng, "*#ab+")) if with_char else size for size in ((3,), (1,), (0,), (4,), (5,), (2,))],
    )
