"""Family of prices: discounts, taxes, totals."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

PRICE_RATE = "$p: float, $r: float"
RATES = fixed((100, 10), (59.9, 20), (0, 50), (80, 0), (250, 7.5), (19.99, 15))

PRICES = (
    Entry(
        "discount",
        "discounted_price apply_discount price_after_discount",
        PRICE_RATE,
        "float",
        """
        Return $p reduced by $r percent, rounded to 2 decimals
        Take $r percent off $p and round the result to two decimal places
        Given $p and a discount of $r percent, compute what has to be paid, rounded to cents
        """,
        "multiply by the share that remains; round to 2 decimals",
        ("round($p * (1 - $r / 100), 2)", "round($p - $p * $r / 100, 2)"),
        ("round($p * $r / 100, 2)", "round($p - $r, 2)"),
        told=(
            "A shop lowers its prices by $r percent. An article cost $p before; return its new price rounded to "
            "2 decimals.",
        ),
        chinese=("返回 $p 打折 $r% 之后的价格，保留两位小数",),
    ),
    Entry(
        "with-tax",
        "price_with_tax add_tax gross_price",
        PRICE_RATE,
        "float",
        """
        Return $p with $r percent tax added, rounded to 2 decimals
        Add a tax of $r percent to $p and round to two decimal places
        Compute the gross amount for the net amount $p at a tax rate of $r percent, rounded to cents
        """,
        "multiply by one plus the rate; round to 2 decimals",
        ("round($p * (1 + $r / 100), 2)", "round($p + $p * $r / 100, 2)"),
        ("round($p * $r / 100, 2)", "round($p + $r, 2)"),
    ),
    Entry(
        "net",
        "net_price price_before_tax remove_tax",
        PRICE_RATE,
        "float",
        """
        Return the net amount contained in $p, which includes $r percent tax, rounded to 2 decimals
        Take a tax of $r percent, already included in $p, out again; round to two decimal places
        """,
        "divide by one plus the rate; round to 2 decimals",
        ("round($p / (1 + $r / 100), 2)", "round($p * 100 / (100 + $r), 2)"),
        ("round($p * (1 - $r / 100), 2)",),
    ),
    Entry(
        "two-discounts",
        "combined_discount double_discount",
        "$p: float, $r: float, $s: float",
        "float",
        """
        Return $p after a discount of $r percent and then one of $s percent on the reduced price, rounded to 2 decimals
        Apply two discounts one after the other, $r percent and then $s percent, to $p and round to two decimals
        """,
        "take off the first discount; take the second off the rest; round",
        (
            "round($p * (1 - $r / 100) * (1 - $s / 100), 2)",
            "for rate in ($r, $s):\n    $p -= $p * rate / 100\nreturn round($p, 2)",
        ),
        ("round($p * (1 - ($r + $s) / 100), 2)",),
        fixed((100, 10, 10), (59.9, 20, 5), (80, 50, 50), (250, 0, 30)),
    ),
    Entry(
        "order",
        "order_total cart_total total_price",
        "$xs: list[tuple[float, int]], $r: float",
        "float",
        """
        Return the total of the (price, quantity) pairs in $xs with $r percent tax added, rounded to 2 decimals
        Multiply each price in $xs by its quantity, add up, add $r percent tax and round to two decimals
        """,
        "add price times quantity; multiply by one plus the rate; round",
        (
            "net = sum(price * quantity for price, quantity in $xs)\nreturn round(net * (1 + $r / 100), 2)",
            """
            total = 0.0
            for price, quantity in $xs:
                total += price * quantity
            return round(total + total * $r / 100, 2)
            """,
        ),
        ("return round(sum(price for price, _ in $xs) * (1 + $r / 100), 2)",),
        fixed(([(2.5, 4), (10.0, 1)], 10), ([], 19), ([(1.5, 3)], 0), ([(9.99, 2), (0.5, 10)], 20)),
    ),
    Entry(
        "bulk",
        "bulk_price price_with_bulk_discount",
        "$p: float, $n: int, $k: int, $r: float",
        "float",
        """
        Return the price of $n pieces at $p each, less $r percent if at least $k are bought, rounded to 2 decimals
        Compute $n times $p and take off $r percent for orders of $k pieces or more; round to two decimals
        """,
        "multiply price and amount; reduce it if enough are bought; round",
        (
            "total = $p * $n\nif $n >= $k:\n    total *= 1 - $r / 100\nreturn round(total, 2)",
            "rate = $r if $n >= $k else 0\nreturn round($p * $n * (1 - rate / 100), 2)",
        ),
        (
            "total = $p * $n\nif $n > $k:\n    total *= 1 - $r / 100\nreturn round(total, 2)",
            "return round($p * $n * (1 - $r / 100), 2)",
        ),
        fixed((2.5, 10, 10, 20), (2.5, 9, 10, 20), (1.99, 12, 5, 10), (4.0, 0, 3, 50)),
        (
            "Tickets cost $p each. Groups of $k people or more get $r percent off the whole sum. Return what a "
            "group of "
            "$n people pays, rounded to 2 decimals.",
        ),
    ),
    Entry(
        "free-items",
        "three_for_two pay_for_items items_to_pay",
        "$n: int, $k: int",
        "int",
        """
        Return how many of $n equal items have to be paid if every $k-th one is free
        With each $k-th item free, count how many of $n items cost money
        """,
        "subtract the free items from all items",
        ("$n - $n // $k", "sum(1 for i in range(1, $n + 1) if i % $k != 0)"),
        ("$n // $k", "$n - $k"),
        fixed((3, 3), (7, 3), (2, 3), (10, 5), (0, 4)),
    ),
    Entry(
        "margin",
        "profit_percent margin_percent",
        "$p: float, $s: float",
        "float",
        """
        Return the profit in percent of the cost $p when something is sold for $s, rounded to 1 decimal
        Compute by how many percent the selling price $s exceeds the cost $p (negative for a loss), to one decimal
        """,
        "subtract the cost; divide by the cost; multiply by 100 and round",
        ("round(($s - $p) / $p * 100, 1)", "profit = $s - $p\nreturn round(100 * profit / $p, 1)"),
        ("round(($s - $p) / $s * 100, 1)",),
        fixed((100, 120), (80, 60), (50, 50), (2.5, 4)),
    ),
)


@family("prices-computed", weight=3)
def prices_computed(rng: Rng) -> Draft:
    """Discounts, taxes and totals."""
    names = {"p": "price cost amount", "r": "rate percent pct", "s": "second extra other",
             "n": "n quantity count amount",
             "k": "k minimum group", "xs": "items cart order lines"}  # fmt: skip
    return written(rng, PRICES, names, inputs=RATES)
