"""Family of sums of series."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, fixed, written

TERMS: tuple[Option, ...] = (
    {"key": "reciprocals", "sum": "1 + 1/2 + 1/3 + ... + 1/$n", "term": "1 / $i", "nm": "harmonic"},
    {"key": "square-reciprocals", "sum": "1 + 1/4 + 1/9 + ... + 1/($n * $n)", "term": "1 / $i**2",
     "nm": "inverse_square"},
    {"key": "halves", "sum": "1/2 + 1/4 + 1/8 + ... with $n terms", "term": "1 / 2**$i", "nm": "halving"},
    {"key": "odd-reciprocals", "sum": "1 + 1/3 + 1/5 + ... with $n terms", "term": "1 / (2 * $i - 1)",
     "nm": "odd_harmonic"},
    {"key": "ratio", "sum": "1/2 + 2/3 + 3/4 + ... + $n/($n + 1)", "term": "$i / ($i + 1)", "nm": "ratio"},
    {"key": "products", "sum": "1/(1*2) + 1/(2*3) + ... + 1/($n * ($n + 1))", "term": "1 / ($i * ($i + 1))",
     "nm": "telescoping"},
    {"key": "alternating", "sum": "1 - 1/2 + 1/3 - 1/4 ... with $n terms", "term": "(-1) ** ($i + 1) / $i",
     "nm": "alternating"},
    {"key": "leibniz", "sum": "4 - 4/3 + 4/5 - 4/7 ... with $n terms",
     "term": "4 * (-1) ** ($i + 1) / (2 * $i - 1)", "nm": "leibniz"},
    {"key": "factorials", "sum": "1/1! + 1/2! + ... + 1/$n!", "term": "1 / math.factorial($i)", "nm": "factorial"},
    {"key": "roots", "sum": "the square roots of 1, 2, ..., $n added up", "term": "math.sqrt($i)", "nm": "root"},
)  # fmt: skip
SERIES = (
    Entry(
        "series",
        "${nm}_sum ${nm}_series series_value",
        "$n: int",
        "float",
        """
        Return the value of $sum, rounded to 4 decimals
        Compute this sum rounded to four decimal places: $sum
        Given $n, add up the series $sum and round the result to 4 decimals
        """,
        "go from 1 to $n; add the term; round",
        (
            "round(math.fsum($term for $i in range(1, $n + 1)), 4)",
            "total = 0.0\nfor $i in range(1, $n + 1):\n    total += $term\nreturn round(total, 4)",
        ),
        ("total = 0.0\nfor $i in range(1, $n):\n    total += $term\nreturn round(total, 4)",),
        fixed(0, 1, 2, 3, 5, 10),
        imports=("import math",),
        notes=("Return 0.0 if $n is 0",),
    ),
)
WHOLE: tuple[Option, ...] = (
    {"key": "squares", "sum": "1*1 + 2*2 + ... + $n*$n", "term": "$i * $i", "nm": "square_sum", "alt": "$i**2"},
    {"key": "cubes", "sum": "1 + 8 + 27 + ... + $n cubed", "term": "$i**3", "nm": "cube_sum", "alt": "$i * $i * $i"},
    {"key": "products", "sum": "1*2 + 2*3 + ... + $n*($n + 1)", "term": "$i * ($i + 1)", "nm": "product_sum",
     "alt": "$i * $i + $i"},
    {"key": "odd", "sum": "the first $n odd numbers 1 + 3 + 5 + ...", "term": "2 * $i - 1", "nm": "odd_sum",
     "alt": "$i + $i - 1"},
    {"key": "even", "sum": "the first $n even numbers 2 + 4 + 6 + ...", "term": "2 * $i", "nm": "even_sum",
     "alt": "$i + $i"},
    {"key": "powers-of-two", "sum": "2 + 4 + 8 + ... + 2 to the power $n", "term": "2**$i", "nm": "power_sum",
     "alt": "1 << $i"},
    {"key": "alternating", "sum": "1 - 2 + 3 - 4 ... up to $n", "term": "(-1) ** ($i + 1) * $i",
     "nm": "alternating_sum",
     "alt": "$i if $i % 2 else -$i"},
    {"key": "factorials", "sum": "1! + 2! + ... + $n!", "term": "math.factorial($i)", "nm": "factorial_sum",
     "alt": "math.prod(range(1, $i + 1))"},
    {"key": "self-powers", "sum": "1**1 + 2**2 + 3**3 + ... + $n**$n", "term": "$i**$i", "nm": "self_power_sum",
     "alt": "pow($i, $i)"},
)  # fmt: skip
INTEGER_SERIES = (
    Entry(
        "whole",
        "$nm sum_series series",
        "$n: int",
        "int",
        """
        Return the value of $sum
        Compute this sum: $sum
        Given $n, add up $sum
        """,
        "go from 1 to $n; add the term",
        (
            "sum($term for $i in range(1, $n + 1))",
            "total = 0\nfor $i in range(1, $n + 1):\n    total += $alt\nreturn total",
        ),
        ("sum($term for $i in range(1, $n))", "sum($term for $i in range($n + 2))"),
        fixed(0, 1, 2, 3, 5, 8),
        imports=(),
        notes=("Return 0 if $n is 0",),
    ),
    Entry(
        "running",
        "partial_sums running_$nm",
        "$n: int",
        "list[int]",
        """
        List the $n partial sums of this series: $sum
        Return the running totals after 1, 2, ..., $n terms of $sum
        """,
        "go from 1 to $n; add the term; append the total so far",
        (
            """
            totals = []
            total = 0
            for $i in range(1, $n + 1):
                total += $term
                totals.append(total)
            return totals
            """,
            "[sum($term for $i in range(1, k + 1)) for k in range(1, $n + 1)]",
        ),
        ("[$term for $i in range(1, $n + 1)]",),
        fixed(0, 1, 2, 3, 5, 8),
        notes=("Return an empty list if $n is 0",),
    ),
)


@family("series-summed", weight=4)
def series_summed(rng: Rng) -> Draft:
    """Sums of series up to a parameter."""
    names = {"n": "n count k num m", "i": "i k j x"}
    if rng.random() < 0.5:
        return written(rng, SERIES, names, axes=(TERMS,))
    option = WHOLE[rng.randrange(len(WHOLE))]
    imports = ("import math",) if "math." in option["term"] else ()
    table = [Entry(e.key, e.names, e.params, e.returns, e.said, e.plan, e.solutions, e.wrong, e.inputs, imports=imports,
                   notes=e.notes) for e in INTEGER_SERIES]  # fmt: skip
    return written(rng, table, names, axes=((option,),))
