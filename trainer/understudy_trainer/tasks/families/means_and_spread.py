"""Family of averages of several kinds and of spread."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

FLOATS = fixed([1, 2, 4], [5], [2, 8], [3, 3, 3, 7], [10, 1, 2, 5], [])
EMPTY = ("Return 0.0 if $xs is empty",)

MEANS = (
    Entry(
        "geometric",
        "geometric_mean geo_mean",
        "$xs: list[float]",
        "float",
        """
        Return the geometric mean of the positive numbers in $xs, rounded to 3 decimals
        Compute the n-th root of the product of the n numbers in $xs, to three decimal places
        """,
        "return 0.0 for an empty list; multiply all; take the root of the order of the length; round",
        (
            "if not $xs:\n    return 0.0\nreturn round(math.prod($xs) ** (1 / len($xs)), 3)",
            """
            if not $xs:
                return 0.0
            product = 1
            for x in $xs:
                product *= x
            return round(product ** (1 / len($xs)), 3)
            """,
        ),
        ("if not $xs:\n    return 0.0\nreturn round(sum($xs) / len($xs), 3)",),
        imports=("import math",),
        notes=EMPTY,
    ),
    Entry(
        "harmonic",
        "harmonic_mean average_speed",
        "$xs: list[float]",
        "float",
        """
        Return the harmonic mean of the positive numbers in $xs, rounded to 3 decimals
        Divide the count of $xs by the sum of the reciprocals of its positive numbers; round to three decimals
        """,
        "return 0.0 for an empty list; add the reciprocals; divide the length by the sum; round",
        (
            "if not $xs:\n    return 0.0\nreturn round(len($xs) / sum(1 / x for x in $xs), 3)",
            "total = sum(1 / x for x in $xs)\nreturn round(len($xs) / total, 3) if total else 0.0",
        ),
        ("if not $xs:\n    return 0.0\nreturn round(sum(1 / x for x in $xs) / len($xs), 3)",),
        notes=EMPTY,
    ),
    Entry(
        "quadratic",
        "root_mean_square rms quadratic_mean",
        "$xs: list[float]",
        "float",
        """
        Return the root mean square of $xs, rounded to 3 decimals
        Compute the square root of the average of the squares of $xs, to three decimal places
        """,
        "return 0.0 for an empty list; average the squares; take the square root; round",
        (
            "if not $xs:\n    return 0.0\nreturn round((sum(x * x for x in $xs) / len($xs)) ** 0.5, 3)",
            "squares = [x**2 for x in $xs]\nreturn round((sum(squares) / len(squares)) ** 0.5, 3) if squares else 0.0",
        ),
        ("if not $xs:\n    return 0.0\nreturn round(sum(x * x for x in $xs) ** 0.5 / len($xs), 3)",),
        notes=EMPTY,
    ),
    Entry(
        "weighted",
        "weighted_mean weighted_average grade_average",
        "$xs: list[float], $ws: list[float]",
        "float",
        """
        Return the average of $xs weighted by $ws, rounded to 2 decimals
        Multiply each number of $xs by its weight in $ws, add up, divide by the sum of the weights, round to two \
        decimals
        """,
        "add the weighted values; divide by the sum of the weights; round",
        (
            "round(sum(x * w for x, w in zip($xs, $ws)) / sum($ws), 2)",
            "total = 0.0\nfor i, x in enumerate($xs):\n    total += x * $ws[i]\nreturn round(total / sum($ws), 2)",
        ),
        ("round(sum(x * w for x, w in zip($xs, $ws)) / len($xs), 2)", "round(sum($xs) / len($xs), 2)"),
        fixed(([1, 2, 4], [1, 1, 2]), ([5], [3]), ([80, 90], [0.3, 0.7]), ([2, 8, 5], [5, 3, 2])),
        told=(
            "A course has several exams: $xs holds the grades and $ws how much each exam counts. Return the "
            "final grade, rounded to 2 decimals.",
        ),
    ),
    Entry(
        "trimmed",
        "trimmed_mean judges_score mean_without_extremes",
        "$xs: list[float]",
        "float",
        """
        Return the average of $xs without one smallest and one largest number, rounded to 2 decimals; 0.0 if fewer \
        than three
        Drop the lowest and the highest value of $xs and average the rest to two decimals, or 0.0 if there is no rest
        """,
        "return 0.0 for fewer than three numbers; subtract the extremes from the sum; divide; round",
        (
            "if len($xs) < 3:\n    return 0.0\nreturn round((sum($xs) - min($xs) - max($xs)) / (len($xs) - 2), 2)",
            "kept = sorted($xs)[1:-1]\nreturn round(sum(kept) / len(kept), 2) if kept else 0.0",
        ),
        (
            """
            kept = [x for x in $xs if min($xs) < x < max($xs)]
            return round(sum(kept) / len(kept), 2) if kept else 0.0
            """,
        ),
        notes=("Return 0.0 if there are fewer than three numbers",),
    ),
    Entry(
        "best-k",
        "mean_of_best average_of_top drop_lowest",
        "$xs: list[float], $k: int",
        "float",
        """
        Return the average of the $k largest numbers in $xs, rounded to 2 decimals, or of all if there are fewer
        Average the best $k of the nonempty list $xs to two decimal places
        """,
        "sort in descending order; take the first $k; average them; round",
        (
            "best = sorted($xs, reverse=True)[:$k]\nreturn round(sum(best) / len(best), 2)",
            "best = sorted($xs)[-$k:]\nreturn round(sum(best) / len(best), 2)",
        ),
        (
            "best = sorted($xs)[:$k]\nreturn round(sum(best) / len(best), 2)",
            "return round(sum($xs[:$k]) / len($xs[:$k]), 2)",
        ),
        fixed(([1, 2, 4], 2), ([5], 3), ([80, 95, 90], 1), ([2, 8, 5, 7], 3)),
    ),
    Entry(
        "variance",
        "variance population_variance spread",
        "$xs: list[float]",
        "float",
        """
        Return the population variance of $xs, rounded to 3 decimals
        Compute the average squared distance of the numbers in $xs from their mean, to three decimals
        """,
        "return 0.0 for an empty list; find the mean; average the squared differences; round",
        (
            """
            if not $xs:
                return 0.0
            mean = sum($xs) / len($xs)
            return round(sum((x - mean) ** 2 for x in $xs) / len($xs), 3)
            """,
            """
            if not $xs:
                return 0.0
            mean = sum($xs) / len($xs)
            squares = [(x - mean) * (x - mean) for x in $xs]
            return round(sum(squares) / len(squares), 3)
            """,
        ),
        (
            """
            if not $xs:
                return 0.0
            mean = sum($xs) / len($xs)
            return round(sum(abs(x - mean) for x in $xs) / len($xs), 3)
            """,
        ),
        notes=EMPTY,
    ),
    Entry(
        "deviation",
        "standard_deviation std_dev deviation",
        "$xs: list[float]",
        "float",
        """
        Return the population standard deviation of $xs, rounded to 3 decimals
        Compute the square root of the mean squared distance of $xs from its average, to three decimals
        """,
        "return 0.0 for an empty list; compute the variance; take its square root; round",
        (
            """
            if not $xs:
                return 0.0
            mean = sum($xs) / len($xs)
            variance = sum((x - mean) ** 2 for x in $xs) / len($xs)
            return round(variance**0.5, 3)
            """,
            "if not $xs:\n    return 0.0\nreturn round(statistics.pstdev($xs), 3)",
        ),
        ("if len($xs) < 2:\n    return 0.0\nreturn round(statistics.stdev($xs), 3)",),
        imports=("import statistics",),
        notes=EMPTY,
    ),
    Entry(
        "midrange",
        "midrange middle_of_range halfway",
        "$xs: list[float]",
        "float",
        """
        Return the number halfway between the smallest and the largest of the nonempty list $xs
        Compute the midrange of $xs, the mean of its minimum and maximum
        """,
        "add the smallest and the largest; divide by two",
        ("(min($xs) + max($xs)) / 2", "ordered = sorted($xs)\nreturn (ordered[0] + ordered[-1]) / 2"),
        ("sum($xs) / len($xs)", "(max($xs) - min($xs)) / 2"),
        fixed([1, 2, 4], [5], [2, 8], [3, 3, 3, 7], [10, 1, 2, 5]),
    ),
    Entry(
        "shares",
        "percent_shares as_percentages shares_of_total",
        "$xs: list[float]",
        "list[float]",
        """
        Return the share of each number in the total of $xs as a percentage, rounded to 1 decimal
        Convert the non-negative numbers $xs to percentages of their sum, one decimal; all 0.0 if the sum is 0
        """,
        "find the total; divide each number by it; multiply by 100 and round",
        (
            """
            total = sum($xs)
            if total == 0:
                return [0.0] * len($xs)
            return [round(x / total * 100, 1) for x in $xs]
            """,
        ),
        ("return [round(x / max($xs) * 100, 1) for x in $xs]",),
        fixed([1, 1, 2], [5], [2, 8], [3, 3, 3], [0, 0], []),
    ),
)


@family("means-and-spread", weight=3)
def means_and_spread(rng: Rng) -> Draft:
    """Means of several kinds, variance, shares."""
    names = {"xs": "values numbers xs data samples scores", "ws": "weights ws shares factors", "k": "k n count top"}
    return written(rng, MEANS, names, inputs=FLOATS)
