"""Family of percentages."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

AB = "$a: float, $b: float"

PERCENT = (
    Entry(
        "part-of-whole",
        "percent_of_total percentage what_percent",
        AB,
        "float",
        """
        Return what percentage $a is of $b, rounded to 1 decimal, or 0.0 if $b is 0
        Express $a as a percentage of $b with one decimal; 0.0 when $b is zero
        How many percent of $b is $a? Round to one decimal place and avoid dividing by zero
        """,
        "return 0.0 if $b is 0; divide; multiply by 100 and round",
        (
            "if $b == 0:\n    return 0.0\nreturn round($a / $b * 100, 1)",
            "return round(100 * $a / $b, 1) if $b else 0.0",
        ),
        ("return round($a / $b, 1) if $b else 0.0", "return round($b / $a * 100, 1) if $a else 0.0"),
        fixed((1, 4), (3, 2), (5, 0), (0, 7), (1, 3), (45, 60)),
        notes=("Return 0.0 if $b is 0",),
        chinese=("返回 $a 占 $b 的百分比，保留一位小数；$b 为 0 时返回 0.0",),
    ),
    Entry(
        "change",
        "percent_change growth_percent relative_change",
        AB,
        "float",
        """
        Return the change from $a to $b in percent of $a, rounded to 1 decimal; $a is not 0
        By how many percent did a value rise from $a to $b (negative for a fall)? Round to one decimal
        """,
        "subtract the old value; divide by it; multiply by 100 and round",
        ("round(($b - $a) / $a * 100, 1)", "difference = $b - $a\nreturn round(100 * difference / $a, 1)"),
        ("round(($b - $a) / $b * 100, 1)", "round(($a - $b) / $a * 100, 1)"),
        fixed((100, 120), (80, 60), (50, 50), (2.5, 4), (40, 10)),
    ),
    Entry(
        "of",
        "percent_of take_percent",
        AB,
        "float",
        """
        Return $a percent of $b, rounded to 2 decimals
        Compute how much $a percent of $b is, to two decimal places
        """,
        "multiply; divide by 100; round",
        ("round($a * $b / 100, 2)", "round($b * ($a / 100), 2)"),
        ("round($a / $b * 100, 2) if $b else 0.0", "round($a * $b, 2)"),
        fixed((10, 50), (25, 80), (0, 9), (150, 20), (7.5, 40)),
    ),
    Entry(
        "whole",
        "whole_from_part original_value total_from_percent",
        AB,
        "float",
        """
        Return the whole of which $a is $b percent, rounded to 2 decimals; $b is not 0
        If $a makes up $b percent of something, how much is all of it? Round to two decimals
        """,
        "divide by the percentage; multiply by 100; round",
        ("round($a * 100 / $b, 2)", "round($a / ($b / 100), 2)"),
        ("round($a * $b / 100, 2)",),
        fixed((10, 50), (25, 80), (0, 9), (30, 150), (3, 12.5)),
    ),
    Entry(
        "points",
        "percent_difference symmetric_difference",
        AB,
        "float",
        """
        Return the distance of the positive numbers $a and $b in percent of their average, rounded to 1 decimal
        Compute by how many percent of their mean $a and $b differ, to one decimal place
        """,
        "take the distance; divide by the mean; multiply by 100 and round",
        (
            "round(abs($a - $b) / (($a + $b) / 2) * 100, 1)",
            "mean = ($a + $b) / 2\nreturn round(100 * abs($a - $b) / mean, 1)",
        ),
        ("round(abs($a - $b) / $a * 100, 1)",),
        fixed((100, 120), (120, 100), (50, 50), (2, 6), (9, 1)),
    ),
    Entry(
        "share-matching",
        "percent_above share_over rate_above",
        "$xs: list[float], $k: float",
        "float",
        """
        Return the percentage of numbers in $xs that are at least $k, rounded to 1 decimal; 0.0 for an empty list
        How many percent of the values in $xs reach $k? Round to one decimal place
        """,
        "return 0.0 for an empty list; count what reaches the limit; divide, multiply by 100, round",
        (
            "if not $xs:\n    return 0.0\nreturn round(sum(1 for x in $xs if x >= $k) / len($xs) * 100, 1)",
            "passed = [x for x in $xs if x >= $k]\nreturn round(100 * len(passed) / len($xs), 1) if $xs else 0.0",
        ),
        ("if not $xs:\n    return 0.0\nreturn round(sum(1 for x in $xs if x > $k) / len($xs) * 100, 1)",),
        fixed(([50, 60, 70], 60), ([], 5), ([1, 2, 3, 4], 9), ([5], 5), ([8, 2, 9], 3)),
        notes=("Return 0.0 if $xs is empty",),
    ),
    Entry(
        "win-rate",
        "win_rate success_rate",
        "$a: int, $b: int",
        "float",
        """
        Return the percentage of wins among $a wins and $b losses, rounded to 1 decimal, or 0.0 if nothing was played
        Compute the success rate in percent from $a successes and $b failures, to one decimal; 0.0 if there are neither
        """,
        "add wins and losses; return 0.0 if there are none; divide, multiply by 100, round",
        (
            "total = $a + $b\nreturn round($a / total * 100, 1) if total else 0.0",
            "if $a + $b == 0:\n    return 0.0\nreturn round(100 * $a / ($a + $b), 1)",
        ),
        ("return round($a / $b * 100, 1) if $b else 0.0",),
        fixed((3, 1), (0, 0), (0, 5), (7, 0), (1, 2)),
    ),
)


@family("percentages", weight=2)
def percentages(rng: Rng) -> Draft:
    """Percentages of, from and between numbers."""
    entry = PERCENT[rng.randrange(len(PERCENT))]
    pools = {
        "change": "old new|before after|start end",
        "of": "percent amount|rate value|p total", "whole": "part percent|amount p",
        "part-of-whole": "part whole|count total|part total|a b", "win-rate": "wins losses|passed failed|hits misses",
    }  # fmt: skip
    names = {
        "a,b": pools.get(entry.key, "a b|x y|first second"),
        "xs": "scores values marks xs",
        "k": "limit k threshold minimum",
    }
    return written(rng, (entry,), names)
