"""Family of numbers as text: separators, ordinals, sizes, signs."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, fixed, random_ints, written

SHOWN = (
    Entry(
        "thousands",
        "with_separators group_thousands format_thousands",
        "$n: int",
        "str",
        """
        Return $n as text with a comma between groups of three digits
        Format the integer $n with thousands separators, like "1,234,567" for 1234567
        Insert commas into $n after every three digits from the right
        """,
        "format with the comma option",
        (
            'f"{$n:,}"',
            """
            digits = str(abs($n))
            groups = []
            while digits:
                groups.insert(0, digits[-3:])
                digits = digits[:-3]
            return ("-" if $n < 0 else "") + ",".join(groups)
            """,
        ),
        ('",".join(str($n)[i : i + 3] for i in range(0, len(str($n)), 3))', "str($n)"),
        random_ints(1000, 10**7, 0, 999, 1000, -12345, 1234567, count=2),
        chinese=("用逗号作为千位分隔符，将整数 $n 格式化为字符串",),
    ),
    Entry(
        "separator",
        "group_digits format_with separate_thousands",
        "$n: int, $s: str",
        "str",
        """
        Return the non-negative integer $n as text with $s between groups of three digits
        Format $n >= 0 in groups of three digits counted from the right, joined by the separator $s
        """,
        "format with commas; replace them by the separator",
        (
            'f"{$n:,}".replace(",", $s)',
            """
            groups = []
            while $n >= 1000:
                $n, rest = divmod($n, 1000)
                groups.insert(0, f'{rest:03d}')
            return $s.join([str($n), *groups])
            """,
        ),
        ("$s.join(str($n))", 'f"{$n:,}"'),
        fixed((1234567, " "), (1000, "."), (999, "'"), (0, "_"), (50005, " ")),
    ),
    Entry(
        "ordinal",
        "ordinal to_ordinal with_suffix",
        "$n: int",
        "str",
        """
        Return $n with its English ordinal suffix: 1st, 2nd, 3rd, 4th, 11th and so on
        Turn the positive integer $n into an ordinal such as "21st" or "112th" in English
        Append "st", "nd", "rd" or "th" to $n as English requires, minding 11, 12 and 13
        """,
        "treat 11 to 13 apart; otherwise choose by the last digit; append the suffix",
        (
            """
            if 11 <= $n % 100 <= 13:
                return f"{$n}th"
            return f"{$n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get($n % 10, 'th') }"
            """,
            """
            suffix = "th"
            if $n // 10 % 10 != 1:
                suffix = {1: "st", 2: "nd", 3: "rd"}.get($n % 10, "th")
            return str($n) + suffix
            """,
        ),
        ("return f\"{$n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get($n % 10, 'th') }\"",),
        random_ints(1, 130, 1, 2, 3, 11, 12, 13, 21, 111, count=1),
    ),
    Entry(
        "signed",
        "with_sign signed_text show_change",
        "$n: int",
        "str",
        """
        Return $n as text with an explicit sign: "+5", "-3", and "0" without one
        Format $n with a plus sign if it is positive; zero has no sign
        """,
        "put a plus before positive numbers",
        ('f"+{$n}" if $n > 0 else str($n)', 'if $n > 0:\n    return "+" + str($n)\nreturn str($n)'),
        ('f"{$n:+d}"', 'f"+{$n}"'),
        fixed(5, -3, 0, 120, -1),
    ),
    Entry(
        "accounting",
        "accounting_format parenthesize_negative",
        "$n: int",
        "str",
        """
        Return $n as text, with a negative number in parentheses instead of a minus sign
        Format $n the way accountants do: "(7)" for -7 and "7" for 7
        """,
        "put the absolute value of negative numbers in parentheses",
        ('f"({-$n})" if $n < 0 else str($n)', 'text = str(abs($n))\nreturn f"({text})" if $n < 0 else text'),
        ('f"({$n})" if $n < 0 else str($n)',),
        fixed(5, -3, 0, 120, -71),
    ),
    Entry(
        "money",
        "format_money as_price cents_to_text",
        "$n: int",
        "str",
        """
        Return $n cents as an amount with two decimals, for example "12.05" for 1205
        Format a non-negative amount of $n cents as units, a point and two digits of cents
        """,
        "divide by 100 with remainder; pad the cents to two digits",
        (
            'f"{$n // 100}.{$n % 100:02d}"',
            'units, cents = divmod($n, 100)\nreturn str(units) + "." + str(cents).zfill(2)',
        ),
        ('f"{$n // 100}.{$n % 100}"', "str($n / 100)"),
        fixed(1205, 5, 0, 100, 99999, 50),
    ),
    Entry(
        "percent",
        "as_percent percent_text format_share",
        "$x: float, $k: int",
        "str",
        """
        Return the fraction $x as a percentage text with $k decimals, like "25.6%" for 0.256 and one decimal
        Format the share $x (1.0 is everything) in percent with $k decimal places and a percent sign
        """,
        "multiply by 100; format with $k decimals; add the sign",
        ('f"{$x * 100:.{$k}f}%"', 'return format($x * 100, f".{$k}f") + "%"'),
        ('f"{$x:.{$k}f}%"', 'f"{round($x * 100)}%"'),
        fixed((0.256, 1), (1.0, 0), (0.5, 2), (0.0, 1), (0.0625, 2)),
    ),
    Entry(
        "padded",
        "pad_number zero_padded fixed_width",
        "$n: int, $k: int",
        "str",
        """
        Return the non-negative number $n as text with leading zeros up to $k characters
        Pad $n on the left with zeros so that it has at least $k digits
        """,
        "convert to text; fill up with zeros",
        (
            "str($n).zfill($k)",
            'f"{$n:0{$k}d}"',
            'text = str($n)\nwhile len(text) < $k:\n    text = "0" + text\nreturn text',
        ),
        ("str($n).rjust($k)", 'str($n).ljust($k, "0")'),
        fixed((7, 3), (123, 3), (1234, 3), (0, 2), (42, 5)),
    ),
    Entry(
        "bytes",
        "human_size format_bytes readable_size",
        "$n: int",
        "str",
        """
        Return a size of $n bytes as text with one decimal and the largest fitting unit of B, KB, MB, GB (steps of 1024)
        Format $n bytes for people: divide by 1024 while it is 1024 or more, at most to GB; one decimal, a space, \
        the unit
        """,
        "start with B; divide by 1024 and go to the next unit while large; format with one decimal",
        (
            """
            size = float($n)
            for unit in ("B", "KB", "MB"):
                if size < 1024:
                    return f"{size:.1f} {unit}"
                size /= 1024
            return f"{size:.1f} GB"
            """,
            """
            units = ["B", "KB", "MB", "GB"]
            i = 0
            while $n >= 1024 and i < 3:
                $n /= 1024
                i += 1
            return f"{$n:.1f} {units[i]}"
            """,
        ),
        (
            """
            units = ["B", "KB", "MB", "GB"]
            i = 0
            while $n >= 1000 and i < 3:
                $n /= 1000
                i += 1
            return f"{$n:.1f} {units[i]}"
            """,
        ),
        fixed(0, 500, 1024, 1536, 5 * 1024**2, 3 * 1024**3 + 2**29),
    ),
    Entry(
        "short",
        "short_number abbreviate compact_number",
        "$n: int",
        "str",
        """
        Return the non-negative number $n shortened with K for thousands and M for millions, rounded \
        down: "12K" or "3M", but "950" below 1000
        Abbreviate $n: below 1000 as it is, below a million in whole thousands with K, otherwise in whole millions \
        with M
        """,
        "below 1000 return the number; below a million whole thousands; otherwise whole millions",
        (
            """
            if $n < 1000:
                return str($n)
            if $n < 1_000_000:
                return f"{$n // 1000}K"
            return f"{$n // 1_000_000}M"
            """,
            """
            for size, letter in ((1_000_000, "M"), (1000, "K")):
                if $n >= size:
                    return f"{$n // size}{letter}"
            return str($n)
            """,
        ),
        (
            """
            if $n <= 1000:
                return str($n)
            if $n < 1_000_000:
                return f"{$n // 1000}K"
            return f"{$n // 1_000_000}M"
            """,
        ),
        fixed(0, 950, 1000, 12345, 999999, 3200000),
    ),
    Entry(
        "bar",
        "progress_bar draw_bar bar",
        "$n: int, $k: int",
        "str",
        """
        Return a bar of $k characters of which the first $n are "#" and the rest "-", where 0 <= $n <= $k
        Draw progress as $n "#" signs followed by "-" signs up to a width of $k
        """,
        "repeat the filled sign; repeat the empty sign for the rest",
        ('"#" * $n + "-" * ($k - $n)', '("#" * $n).ljust($k, "-")'),
        ('"#" * $n + "-" * $k', '"-" * $n + "#" * ($k - $n)'),
        fixed((3, 10), (0, 4), (4, 4), (1, 2), (5, 8)),
    ),
    Entry(
        "plural",
        "count_label with_noun pluralize",
        "$n: int, $s: str",
        "str",
        """
        Return $n and the noun $s, with an "s" appended to the noun unless $n is 1
        Build a label like "1 file" or "3 files" from the count $n and the singular $s
        """,
        "choose the plural unless the count is one; join number and noun",
        ('f"{$n} {$s}" if $n == 1 else f"{$n} {$s}s"', 'suffix = "" if $n == 1 else "s"\nreturn f"{$n} {$s}{suffix}"'),
        ('f"{$n} {$s}s" if $n > 1 else f"{$n} {$s}"', 'f"{$n} {$s}s"'),
        fixed((1, "file"), (3, "file"), (0, "apple"), (2, "day"), (1, "day")),
    ),
)


@family("numbers-shown", weight=3)
def numbers_shown(rng: Rng) -> Draft:
    """Numbers formatted for people."""
    entry = SHOWN[rng.randrange(len(SHOWN))]
    names = {"n": INTS, "k": "width k size digits", "s": "sep separator s mark", "x": "share x ratio fraction"}
    special = {
        "money": {"n": "cents amount n"}, "bytes": {"n": "n num_bytes count"}, "plural": {"n": "count n amount",
        "s": "noun word name"},
        "bar": {"n": "done filled n", "k": "width total k"}, "percent": {"k": "decimals k places"},
    }  # fmt: skip
    return written(rng, (entry,), names | special.get(entry.key, {}))
