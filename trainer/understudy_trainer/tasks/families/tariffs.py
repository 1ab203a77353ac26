"""Family of costs that change at a limit."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

TARIFFS = (
    Entry(
        "two-rates",
        "tariff_cost stepped_cost usage_cost",
        "$n: int, $k: int, $a: int, $b: int",
        "int",
        """
        Return the cost of $n units when the first $k cost $a each and all further ones cost $b each
        Charge $a for each of the first $k units and $b for every unit beyond, and return the total for $n units
        """,
        "charge the units up to the limit; charge the rest at the other rate",
        (
            "min($n, $k) * $a + max($n - $k, 0) * $b",
            "if $n <= $k:\n    return $n * $a\nreturn $k * $a + ($n - $k) * $b",
        ),
        ("$n * ($a if $n <= $k else $b)", "$k * $a + ($n - $k) * $b"),
        fixed((5, 10, 2, 1), (10, 10, 2, 1), (15, 10, 2, 1), (0, 5, 3, 4), (8, 3, 5, 7)),
        (
            "Water costs $a per unit for the first $k units of a month and $b for each unit after that. A "
            "household used "
            "$n units. Return what it has to pay.",
        ),
    ),
    Entry(
        "overtime",
        "weekly_pay pay_with_overtime wages",
        "$n: float, $a: float, $k: float",
        "float",
        """
        Return the pay for $n hours at $a per hour when hours beyond $k count one and a half times, rounded to 2 \
        decimals
        Compute wages: $a for each of $n hours, but 1.5 times as much for every hour above $k; round to two decimals
        """,
        "split the hours at the limit; pay the rest at 1.5 times the rate; round",
        (
            "extra = max($n - $k, 0)\nreturn round(($n - extra) * $a + extra * $a * 1.5, 2)",
            "if $n <= $k:\n    return round($n * $a, 2)\nreturn round($k * $a + ($n - $k) * $a * 1.5, 2)",
        ),
        ("round($n * $a * (1.5 if $n > $k else 1), 2)",),
        fixed((38, 20.0, 40), (40, 20.0, 40), (45, 10.0, 40), (50.5, 12.5, 35)),
    ),
    Entry(
        "started-units",
        "parking_fee rental_fee charge_for",
        "$n: int, $k: int, $a: int",
        "int",
        """
        Return the fee for $n minutes when every started period of $k minutes costs $a
        Charge $a per period of $k minutes, where a period that has begun counts in full, and return the fee for $n \
        minutes
        """,
        "divide the minutes by the period, rounding up; multiply by the price",
        ("-(-$n // $k) * $a", "($n + $k - 1) // $k * $a", "math.ceil($n / $k) * $a"),
        ("$n // $k * $a", "($n // $k + 1) * $a"),
        fixed((60, 30, 2), (61, 30, 2), (0, 15, 3), (1, 60, 5), (45, 20, 1)),
        imports=("import math",),
    ),
    Entry(
        "free-first",
        "fee_after_free charge_beyond phone_cost",
        "$n: int, $k: int, $a: int",
        "int",
        """
        Return the cost of $n units if the first $k are free and each further unit costs $a
        Compute the charge for $n units at $a each, of which $k are included for free
        """,
        "subtract the free units, at least 0; multiply by the price",
        ("max($n - $k, 0) * $a", "if $n <= $k:\n    return 0\nreturn ($n - $k) * $a"),
        ("($n - $k) * $a", "$n * $a if $n > $k else 0"),
        fixed((5, 10, 2), (10, 10, 2), (15, 10, 2), (0, 5, 3), (8, 3, 5)),
    ),
    Entry(
        "free-shipping",
        "total_with_shipping add_shipping",
        "$n: float, $k: float, $a: float",
        "float",
        """
        Return $n plus the shipping cost $a, which is dropped for orders of at least $k
        Add $a to $n unless $n reaches $k; then delivery is free
        """,
        "return the sum if the order is below the limit; otherwise the order alone",
        ("$n if $n >= $k else $n + $a", "return $n + (0 if $n >= $k else $a)"),
        ("$n if $n > $k else $n + $a", "$n + $a"),
        fixed((20.0, 50.0, 4.5), (50.0, 50.0, 4.5), (80.5, 50.0, 5.0), (0.0, 10.0, 3.0)),
    ),
    Entry(
        "brackets",
        "income_tax tax_by_brackets progressive_tax",
        "$n: float, $xs: list[tuple[float, float]]",
        "float",
        """
        Return the tax on $n by the brackets $xs, ascending (limit, percent) pairs, each taxing only the part \
        between the previous limit and its own; round to 2 decimals
        Tax $n step by step: of the part up to each limit in $xs (and above the one before) the given percentage is \
        due; round to two decimals
        """,
        "go through the brackets; tax the part of the amount inside each; round the sum",
        (
            """
            tax = 0.0
            below = 0
            for limit, percent in $xs:
                if $n > below:
                    tax += (min($n, limit) - below) * percent / 100
                below = limit
            return round(tax, 2)
            """,
        ),
        ("for limit, percent in $xs:\n    if $n <= limit:\n        return round($n * percent / 100, 2)\nreturn 0.0",),
        fixed(
            (500, [(1000, 10), (5000, 20)]),
            (3000, [(1000, 10), (5000, 20)]),
            (0, [(100, 5)]),
            (900, [(100, 0), (500, 10), (1000, 50)]),
        ),
    ),
    Entry(
        "lookup",
        "rate_for price_for_weight fee_by_limit",
        "$n: float, $xs: list[tuple[float, int]]",
        "int | None",
        """
        Return the price of the first (limit, price) pair in the ascending list $xs whose limit is at least $n, or None
        Look up in $xs, a list of (limit, price) with rising limits, the price for $n; None if $n is above all limits
        """,
        "go through the pairs; return the first price whose limit is not exceeded; return None otherwise",
        (
            "for limit, price in $xs:\n    if $n <= limit:\n        return price\nreturn None",
            "next((price for limit, price in $xs if $n <= limit), None)",
        ),
        ("for limit, price in $xs:\n    if $n < limit:\n        return price\nreturn None",),
        fixed(
            (3, [(5, 4), (10, 7)]), (5, [(5, 4), (10, 7)]), (7.5, [(5, 4), (10, 7)]), (11, [(5, 4), (10, 7)]), (1, [])
        ),
    ),
)


@family("stepped-tariffs", weight=2, held_out=True)
def stepped_tariffs(rng: Rng) -> Draft:
    """Costs that change at a limit given as a parameter."""
    names = {"n": "units amount used n quantity", "k": "limit k included threshold",
             "a,b": "price other|rate1 rate2|first then|low high|base extra",
             "xs": "table brackets rates steps"}  # fmt: skip
    entry = TARIFFS[rng.randrange(len(TARIFFS))]
    special = {
        "overtime": {"n": "hours worked h", "k": "limit normal k", "a,b": "rate x|wage x|hourly x"},
        "started-units": {"n": "minutes n duration", "k": "period k block", "a,b": "price x|fee x|rate x"},
        "free-shipping": {
            "n": "total order amount",
            "k": "limit free_from minimum",
            "a,b": "shipping x|delivery x|fee x",
        },
        "brackets": {"n": "income amount n"},
        "lookup": {"n": "weight size n"},
    }
    return written(rng, (entry,), names | special.get(entry.key, {}))
