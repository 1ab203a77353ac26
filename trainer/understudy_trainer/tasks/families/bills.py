"""Family of bills split, coins given back, budgets."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

BILLS = (
    Entry(
        "split",
        "split_bill share_per_person per_person",
        "$p: float, $n: int",
        "float",
        """
        Return what each of $n people pays if they share $p equally, rounded to 2 decimals
        Split $p evenly among $n people and round the share to two decimal places
        """,
        "divide by the number of people; round",
        ("round($p / $n, 2)", "share = $p / $n\nreturn round(share, 2)"),
        ("round($p // $n, 2)", "round($p * $n, 2)"),
        fixed((100, 4), (10, 3), (59.9, 2), (0, 5)),
    ),
    Entry(
        "split-tip",
        "split_with_tip share_with_tip",
        "$p: float, $r: float, $n: int",
        "float",
        """
        Return what each of $n people pays for a bill of $p plus a tip of $r percent, rounded to 2 decimals
        Add $r percent tip to $p, split the sum evenly among $n people and round to two decimal places
        """,
        "add the tip; divide by the number of people; round",
        ("round($p * (1 + $r / 100) / $n, 2)", "total = $p + $p * $r / 100\nreturn round(total / $n, 2)"),
        ("round($p / $n * $r / 100, 2)", "round($p / $n, 2)"),
        fixed((100, 10, 4), (59.9, 15, 2), (80, 0, 3), (42.5, 20, 1)),
    ),
    Entry(
        "cents",
        "split_cents fair_shares distribute_cents",
        "$n: int, $k: int",
        "list[int]",
        """
        Split $n cents into $k shares that differ by at most one cent, larger shares first
        Return a list of $k integers that add up to $n and are as equal as possible, in descending order
        Distribute $n as evenly as possible over $k people; the first ones get one more if it does not divide
        """,
        "divide with remainder; give one more to as many as the remainder says",
        (
            "share, rest = divmod($n, $k)\nreturn [share + 1] * rest + [share] * ($k - rest)",
            "[$n // $k + (1 if i < $n % $k else 0) for i in range($k)]",
        ),
        ("[$n // $k] * $k", "share, rest = divmod($n, $k)\nreturn [share] * ($k - rest) + [share + 1] * rest"),
        fixed((10, 3), (9, 3), (2, 4), (100, 7), (0, 2)),
        (
            "Three friends cannot split 10 cents evenly, but shares of 4, 3 and 3 come close. Return such "
            "shares for $n cents and $k friends, "
            "larger ones first.",
        ),
    ),
    Entry(
        "change",
        "make_change coins_for greedy_change",
        "$n: int, $xs: list[int]",
        "list[int]",
        """
        Return the coins for the amount $n, always taking the largest coin of $xs that still fits
        Pay $n greedily with coins of the values $xs and list the coins used, largest first
        """,
        "go through the coins from the largest; take each as long as it fits",
        (
            """
            used = []
            for coin in sorted($xs, reverse=True):
                while coin <= $n:
                    used.append(coin)
                    $n -= coin
            return used
            """,
            """
            used = []
            for coin in sorted($xs, reverse=True):
                used += [coin] * ($n // coin)
                $n %= coin
            return used
            """,
        ),
        ("used = []\nfor coin in sorted($xs):\n    used += [coin] * ($n // coin)\n    $n %= coin\nreturn used",),
        fixed((30, [1, 5, 10, 25]), (0, [1, 2]), (7, [2, 1, 5]), (99, [50, 20, 10, 5, 2, 1])),
    ),
    Entry(
        "change-count",
        "coin_counts count_coins change_counts",
        "$n: int, $xs: list[int]",
        "dict[int, int]",
        """
        Return how many coins of each value in $xs pay the amount $n greedily, as a dict; $xs is in descending order
        Map every coin of the descending list $xs to how often it is used when $n is paid with large coins first
        """,
        "go through the coins; divide the amount with remainder",
        (
            "counts = {}\nfor coin in $xs:\n    counts[coin], $n = divmod($n, coin)\nreturn counts",
            """
            counts = {}
            for coin in $xs:
                counts[coin] = $n // coin
                $n -= counts[coin] * coin
            return counts
            """,
        ),
        ("return {coin: $n // coin for coin in $xs}",),
        fixed((30, [25, 10, 5, 1]), (0, [2, 1]), (7, [5, 2, 1]), (99, [50, 20, 10, 5, 2, 1])),
    ),
    Entry(
        "fewest",
        "fewest_coins min_coins",
        "$n: int, $xs: list[int]",
        "int",
        """
        Return the smallest number of coins with values from $xs that add up to $n, or -1 if it cannot be paid
        Find the fewest coins needed to pay exactly $n when each value in $xs may be used any number of times; -1 \
        if impossible
        """,
        "compute the best count for every amount up to $n; use one coin more than for the amount without it",
        (
            """
            best = [0] + [None] * $n
            for amount in range(1, $n + 1):
                options = [best[amount - coin] for coin in $xs if coin <= amount and best[amount - coin] is not None]
                if options:
                    best[amount] = min(options) + 1
            return -1 if best[$n] is None else best[$n]
            """,
            """
            best = [0] + [$n + 1] * $n
            for amount in range(1, $n + 1):
                for coin in $xs:
                    if coin <= amount:
                        best[amount] = min(best[amount], best[amount - coin] + 1)
            return best[$n] if best[$n] <= $n else -1
            """,
        ),
        (
            """
            count = 0
            for coin in sorted($xs, reverse=True):
                count += $n // coin
                $n %= coin
            return count if $n == 0 else -1
            """,
        ),
        fixed((6, [1, 3, 4]), (7, [2, 4]), (0, [5]), (11, [1, 2, 5]), (8, [5, 4, 1])),
        notes=("Return -1 if the amount cannot be paid",),
    ),
    Entry(
        "enough",
        "can_afford has_enough is_affordable",
        "$p: float, $xs: list[float]",
        "bool",
        """
        Check whether $p is enough to pay all prices in $xs
        Return True if the sum of $xs does not exceed $p
        """,
        "add the prices; compare with the money",
        ("sum($xs) <= $p", "for cost in $xs:\n    $p -= cost\nreturn $p >= 0"),
        ("sum($xs) < $p", "max($xs, default=0) <= $p"),
        fixed((10, [4.5, 5.5]), (10, [6, 5]), (0, []), (3, [1, 1, 0.5]), (2, [2.5])),
    ),
    Entry(
        "how-many",
        "how_many_affordable items_within_budget",
        "$p: int, $xs: list[int]",
        "int",
        """
        Return how many items with the prices $xs can be bought for $p at most when the cheapest are taken first
        Find the largest number of items from the price list $xs that fit into the budget $p
        """,
        "sort the prices; buy as long as the money lasts; count",
        (
            """
            count = 0
            for price in sorted($xs):
                if price > $p:
                    break
                $p -= price
                count += 1
            return count
            """,
            """
            count = total = 0
            for price in sorted($xs):
                total += price
                if total <= $p:
                    count += 1
            return count
            """,
        ),
        (
            """
            count = 0
            for price in $xs:
                if price > $p:
                    break
                $p -= price
                count += 1
            return count
            """,
        ),
        fixed((10, [5, 4, 3, 2]), (1, [2, 3]), (0, []), (6, [1, 2, 3]), (7, [9, 3, 4])),
    ),
)


@family("bills-and-change", weight=3)
def bills_and_change(rng: Rng) -> Draft:
    """Bills split, coins given back, budgets."""
    entry = BILLS[rng.randrange(len(BILLS))]
    names = {"p": "bill total amount", "n": "people n guests persons", "r": "tip percent rate",
             "k": "people k friends shares",
             "xs": "coins values denominations"}  # fmt: skip
    if entry.key not in ("split", "split-tip"):
        names |= {"n": "amount n cents total", "p": "budget money wallet"}
    if entry.key in ("enough", "how-many"):
        names["xs"] = "prices costs items"
    return written(rng, (entry,), names)
