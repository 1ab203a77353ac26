"""Family that writes a number as text: money, bytes, percent, durations, roman numerals."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import distinct, params, quoted, returning, settled


@family("value-formatted")
def value_formatted(rng: Rng) -> Draft:
    """Numbers written as money, bytes, percent, padded, durations, clocks, versions, colours, fractions."""
    (n,) = distinct(rng, ("n", "value", "amount", "number", "x", "size"))
    w, d, fill = rng.randint(3, 9), rng.randint(1, 3), pick(rng, "0*.-_ ")
    unit, cur = pick(rng, ("kg", "km", "ms", "px", "pts")), pick(rng, ("$", "EUR ", "GBP ", "CHF "))
    key, typ, what, code, other, near, values = pick(
        rng,
        (
            (
                "pad",
                "int",
                f"{n} as a string padded on the left with {fill!r} to {w} characters",
                f'str({n}).rjust({w}, "{fill}")',
                f"text = str({n})\nreturn {quoted(fill)} * ({w} - len(text)) + text",
                f'str({n}).ljust({w}, "{fill}")',
                (5, 123, 0, 99999, 42),
            ),
            (
                "padright",
                "int",
                f"{n} as a string filled up on the right with {fill!r} to {w} characters",
                f'str({n}).ljust({w}, "{fill}")',
                f"text = str({n})\nreturn text + {quoted(fill)} * ({w} - len(text))",
                f'str({n}).rjust({w}, "{fill}")',
                (5, 123, 0, 99999, 42),
            ),
            (
                "unit",
                "int",
                f"{n} followed by a space and the unit {unit!r}",
                f'f"{{{n}}} {unit}"',
                f'str({n}) + " {unit}"',
                f'f"{{{n}}}{unit}"',
                (1, 0, 25, -3),
            ),
            (
                "decimals",
                "float",
                f"{n} as text with {d} decimals",
                f'f"{{{n}:.{d}f}}"',
                f'format({n}, ".{d}f")',
                f'f"{{{n}:.{d + 1}f}}"',
                (1.5, 0.0, 2.25, -3.75, 10.0),
            ),
            (
                "cents",
                "int",
                f"{n}, an amount in cents that is not negative, as text with two decimals and {cur!r} in front",
                f'f"{cur}{{{n} // 100}}.{{{n} % 100:02d}}"',
                f'whole, cents = divmod({n}, 100)\nreturn f"{cur}{{whole}}.{{cents:02d}}"',
                f'f"{cur}{{{n} // 100}}.{{{n} % 100}}"',
                (1999, 5, 100, 0, 123456),
            ),
            (
                "percent",
                "float",
                f"the fraction {n} as a percentage with {d} decimals and a percent sign",
                f'f"{{{n} * 100:.{d}f}}%"',
                f'f"{{{n}:.{d}%}}"',
                f'f"{{{n}:.{d}f}}%"',
                (0.5, 0.0, 1.0, 0.125),
            ),
            (
                "thousands",
                "int",
                f"{n} with commas between groups of three digits",
                f'f"{{{n}:,}}"',
                f'format({n}, ",")',
                f"str({n})",
                (1000, 12, 1234567, 0, -5000),
            ),
            (
                "hms",
                "int",
                f"{n} seconds written as 'h:mm:ss'",
                f'f"{{{n} // 3600}}:{{{n} // 60 % 60:02d}}:{{{n} % 60:02d}}"',
                f"minutes, seconds = divmod({n}, 60)\n"
                "hours, minutes = divmod(minutes, 60)\n"
                f'return f"{{hours}}:{{minutes:02d}}:{{seconds:02d}}"',
                f'f"{{{n} // 3600}}:{{{n} // 60:02d}}:{{{n} % 60:02d}}"',
                (0, 61, 3600, 3725, 86399),
            ),
            (
                "ms",
                "int",
                f"{n} seconds written as 'mm:ss'",
                f'f"{{{n} // 60:02d}}:{{{n} % 60:02d}}"',
                f'minutes, seconds = divmod({n}, 60)\nreturn f"{{minutes:02d}}:{{seconds:02d}}"',
                f'f"{{{n} // 60}}:{{{n} % 60}}"',
                (0, 59, 60, 605, 3599),
            ),
            (
                "clock",
                "int",
                f"the time of day {n} minutes after midnight as 'hh:mm', wrapping around after 24 hours",
                f'f"{{{n} // 60 % 24:02d}}:{{{n} % 60:02d}}"',
                f'hours, minutes = divmod({n} % 1440, 60)\nreturn f"{{hours:02d}}:{{minutes:02d}}"',
                f'f"{{{n} // 60:02d}}:{{{n} % 60:02d}}"',
                (0, 75, 1439, 1440, 1500),
            ),
            (
                "bytes",
                "int",
                f"{n} bytes as text in 'B', 'KB' or 'MB', in whole units of 1024",
                f"if {n} < 1024:\n"
                f'    return f"{{{n}}} B"\n'
                f"if {n} < 1024 * 1024:\n"
                f'    return f"{{{n} // 1024}} KB"\n'
                f'return f"{{{n} // (1024 * 1024)}} MB"',
                "",
                f'f"{{{n}}} B"',
                (10, 1023, 1024, 5000, 3000000, 0),
            ),
            (
                "plural",
                "int",
                f"{n} with the word 'item', in the plural unless {n} is 1",
                f'f"{{{n}}} item" if {n} == 1 else f"{{{n}}} items"',
                f'f"{{{n}}} item" + ("" if {n} == 1 else "s")',
                f'f"{{{n}}} items"',
                (0, 1, 2, 11),
            ),
            (
                "roman",
                "int",
                f"the positive integer {n} as a roman numeral",
                'table = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),\n'
                '         (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))\n'
                'result = ""\n'
                "for number, sign in table:\n"
                f"    result += sign * ({n} // number)\n"
                f"    {n} %= number\n"
                "return result",
                "",
                f'"I" * {n}',
                (1, 4, 9, 14, 40, 1994),
            ),
            (
                "ordinal",
                "int",
                f"{n} with its English ordinal ending, such as '1st', '2nd', '3rd', '4th'",
                f"if 10 <= {n} % 100 <= 20:\n"
                f'    return f"{{{n}}}th"\n'
                f'return f"{{{n}}}" + {{1: "st", 2: "nd", 3: "rd"}}.get({n} % 10, "th")',
                "",
                f'f"{{{n}}}" + {{1: "st", 2: "nd", 3: "rd"}}.get({n} % 10, "th")',
                (1, 2, 3, 4, 11, 21, 112),
            ),
        ),
    )
    summary = pick(
        rng,
        (
            returning(rng, what),
            f"Format {n}: return {what}",
            f"Write {what}" if not what.startswith("the ") else f"Return {what}",
        ),
    )
    return settled(
        rng,
        (f"format_{key}", f"to_{key}", f"format {key} value", f"{key}_text"),
        params((n, typ)),
        "str",
        summary,
        (
            "split the number into its parts" if key in ("hms", "ms", "clock", "cents") else "choose the form",
            "write it as text",
        ),
        (code, other),
        tuple((v,) for v in values),
        key,
        (near,),
    )
