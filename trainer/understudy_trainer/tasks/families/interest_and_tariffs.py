"""Families of interest and growth, and of tariffs with steps."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

PRT = "$p: float, $r: float, $t: int"
CASES = fixed((1000.0, 5, 2), (200.0, 10, 3), (500.0, 2.5, 0), (1500.0, 4, 10), (100.0, 100, 1))

INTEREST = (
    Entry(
        "simple",
        "simple_interest interest_earned",
        PRT,
        "float",
        """
        Return the simple interest on $p at $r percent per year for $t years, rounded to 2 decimals
        Compute the interest without compounding for $p, a rate of $r percent a year and $t years, to two decimals
        """,
        "multiply the amount, the rate and the time; divide by 100; round",
        ("round($p * $r * $t / 100, 2)", "yearly = $p * $r / 100\nreturn round(yearly * $t, 2)"),
        ("round($p * (1 + $r / 100) ** $t - $p, 2)", "round($p * $r / 100, 2)"),
        chinese=("返回本金 $p、年利率 $r%、$t 年的单利利息，保留两位小数",),
    ),
    Entry(
        "compound",
        "compound_amount future_value grow",
        PRT,
        "float",
        """
        Return what $p becomes at $r percent interest per year compounded yearly for $t years, rounded to 2 decimals
        Compute the final amount of $p after $t years with yearly compounding at $r percent, to two decimal places
        Let $p grow by $r percent a year for $t years and return the result rounded to 2 decimals
        """,
        "multiply by one plus the rate for each year; round",
        ("round($p * (1 + $r / 100) ** $t, 2)", "for _ in range($t):\n    $p *= 1 + $r / 100\nreturn round($p, 2)"),
        ("round($p * (1 + $r * $t / 100), 2)",),
    ),
    Entry(
        "compound-interest",
        "compound_interest interest_only",
        PRT,
        "float",
        """
        Return only the interest that $p earns in $t years at $r percent compounded yearly, rounded to 2 decimals
        Compute the compound interest on $p for $t years at $r percent a year, without the principal, to two decimals
        """,
        "compute the final amount; subtract the principal; round",
        (
            "round($p * (1 + $r / 100) ** $t - $p, 2)",
            "grown = $p\nfor _ in range($t):\n    grown += grown * $r / 100\nreturn round(grown - $p, 2)",
        ),
        ("round($p * (1 + $r / 100) ** $t, 2)", "round($p * $r * $t / 100, 2)"),
    ),
    Entry(
        "years-until",
        "years_to_reach years_until",
        "$p: float, $r: float, $g: float",
        "int",
        """
        Return after how many full years $p, growing by $r percent a year, first reaches at least $g
        Count the years until $p has grown to $g or more at a yearly interest of $r percent, where $r is positive
        """,
        "add the interest year by year until the goal is reached; count the years",
        (
            "years = 0\nwhile $p < $g:\n    $p *= 1 + $r / 100\n    years += 1\nreturn years",
            "years = 0\nwhile True:\n    if $p >= $g:\n        return years\n    $p += $p * $r / 100\n    years += 1",
        ),
        (
            "years = 0\nwhile $p <= $g:\n    $p *= 1 + $r / 100\n    years += 1\nreturn years",
            "int(($g - $p) / ($p * $r / 100))",
        ),
        fixed((1000, 5, 2000), (200, 10, 200), (500, 50, 1000), (100, 100, 300)),
        (
            "A town has $p inhabitants and grows by $r percent every year. Return the number of years after which it "
            "has at least $g inhabitants (0 if it has them already).",
        ),
    ),
    Entry(
        "shrink",
        "value_after depreciated_value remaining_value",
        PRT,
        "float",
        """
        Return what $p is worth after losing $r percent of its value each year for $t years, rounded to 2 decimals
        Depreciate $p by $r percent a year over $t years and round to two decimal places
        """,
        "multiply by one minus the rate for each year; round",
        ("round($p * (1 - $r / 100) ** $t, 2)", "for _ in range($t):\n    $p -= $p * $r / 100\nreturn round($p, 2)"),
        ("round($p * (1 - $r * $t / 100), 2)",),
    ),
    Entry(
        "schedule",
        "yearly_balances balance_history growth_table",
        PRT,
        "list[float]",
        """
        List the balance at the end of each of $t years when $p earns $r percent a year, each rounded to 2 decimals
        Return the $t yearly balances of $p with compound interest of $r percent; round every entry to two decimals
        """,
        "add the interest for each year; append the rounded balance",
        (
            """
            balances = []
            for _ in range($t):
                $p += $p * $r / 100
                balances.append(round($p, 2))
            return balances
            """,
            "[round($p * (1 + $r / 100) ** year, 2) for year in range(1, $t + 1)]",
        ),
        ("[round($p * (1 + $r / 100) ** year, 2) for year in range($t)]",),
        fixed((1000, 5, 2), (200, 10, 3), (500, 4, 0), (1600, 25, 2)),
    ),
    Entry(
        "savings",
        "savings_total balance_with_deposits save_monthly",
        "$p: float, $d: float, $t: int",
        "float",
        """
        Return the balance after $t months if it starts at $p and $d is paid in every month, without interest
        Compute how much money there is after saving $d in each of $t months on top of $p
        """,
        "multiply the deposit by the months; add the start",
        ("$p + $d * $t", "for _ in range($t):\n    $p += $d\nreturn $p"),
        ("($p + $d) * $t",),
        fixed((100, 50, 12), (0, 25.5, 4), (80, 0, 3), (10, 1, 0)),
    ),
    Entry(
        "payoff",
        "months_to_pay_off payments_needed",
        "$p: float, $r: float, $d: float",
        "int",
        """
        Return how many monthly payments of $d clear a debt of $p that grows by $r percent before each payment; $d \
        is large enough
        Count the months until a loan of $p is paid: every month $r percent is added and then $d is paid off
        """,
        "add the interest; subtract the payment; count the months until nothing is left",
        (
            "months = 0\nwhile $p > 0:\n    $p = $p * (1 + $r / 100) - $d\n    months += 1\nreturn months",
            "months = 0\nwhile $p > 0:\n    $p += $p * $r / 100\n    $p -= $d\n    months += 1\nreturn months",
        ),
        ("int(-(-$p // $d))",),
        fixed((1000, 5, 200), (100, 0, 30), (0, 3, 10), (500, 10, 100)),
    ),
)


@family("interest-and-growth", weight=3)
def interest_and_growth(rng: Rng) -> Draft:
    """Interest, growth, depreciation."""
    names = {"p": "principal amount balance start", "r": "rate percent interest", "t": "years t n periods",
             "g": "goal target limit",
             "d": "payment deposit rest monthly"}  # fmt: skip
    entry = INTEREST[rng.randrange(len(INTEREST))]
    if entry.key == "savings":
        names["t"] = "months n t"
    return written(rng, (entry,), names, inputs=CASES)
