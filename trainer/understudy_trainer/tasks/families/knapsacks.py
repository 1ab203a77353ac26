"""Family: knapsacks, rods, fair divisions, signs."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integers
from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec

KNAPSACK: dict[str, Spec] = {
    "knapsack": spec(
        names="knapsack best_value max_gain pack",
        params="$weights: list[int], $gains: list[int], $cap: int",
        returns="int",
        said=(
            "Return the largest total of $gains for items whose $weights sum to at most $cap, each item "
            "taken once at most\nSolve the 0/1 knapsack problem with item weights $weights, item values "
            "$gains and capacity $cap\n"
            "Choose items i so that the sum of $weights[i] stays within $cap and the sum of $gains[i] is as "
            "large as possible; return the latter"
        ),
        told=(
            "A bag carries a weight of at most $cap. Item i weighs $weights[i] and is worth $gains[i]; each "
            "item can be packed once or left at home. Return the greatest worth the bag can hold."
        ),
        chinese="0/1 背包问题：物品重量为 $weights，价值为 $gains，容量为 $cap，返回最大总价值",
        plan="keep the best value for each capacity; for each item update the capacities from large to small",
        solutions=(
            "best = [0] * ($cap + 1)\nfor weight, gain in zip($weights, $gains):\n"
            "    for room in range($cap, weight - 1, -1):\n"
            "        best[room] = max(best[room], best[room - weight] + gain)\nreturn best[$cap]\n---\n"
            "if not $weights:\n    return 0\nwithout = SELF($weights[1:], $gains[1:], $cap)\n"
            "if $weights[0] > $cap:\n    return without\n"
            "return max(without, $gains[0] + SELF($weights[1:], $gains[1:], $cap - $weights[0]))"
        ),
        wrong=(
            "best = [0] * ($cap + 1)\nfor weight, gain in zip($weights, $gains):\n"
            "    for room in range(weight, $cap + 1):\n"
            "        best[room] = max(best[room], best[room - weight] + gain)\nreturn best[$cap]\n---\n"
            "room, total = $cap, 0\nfor weight, gain in sorted(zip($weights, $gains)):\n"
            "    if weight <= room:\n        room -= weight\n        total += gain\nreturn total"
        ),
        inputs=lambda rng: [
            ([2, 3, 4], [3, 4, 5], 5),
            ([1, 2], [1, 9], 4),
            ([5], [10], 4),
            ([], [], 7),
            *((integers(rng, n, 1, 6), integers(rng, n, 1, 12), rng.randint(5, 10)) for n in (3, 4, 4)),
            ([3, 4, 2], [8, 9, 4], 6),
        ],
    ),
    "unbounded": spec(
        names="unlimited_knapsack fill_best max_value_refill best_mix",
        params="$weights: list[int], $gains: list[int], $cap: int",
        returns="int",
        said=(
            "Return the largest total of $gains for weights up to $cap if every item may be taken any number "
            "of times\nSolve the unbounded knapsack problem with weights $weights, values $gains and "
            "capacity $cap\nFill $cap with items of $weights worth $gains, repeats allowed, and return the "
            "greatest worth"
        ),
        plan="keep the best value for each capacity; try every item as the last one",
        solutions=(
            "best = [0] * ($cap + 1)\nfor room in range(1, $cap + 1):\n"
            "    for weight, gain in zip($weights, $gains):\n        if weight <= room:\n"
            "            best[room] = max(best[room], best[room - weight] + gain)\nreturn best[$cap]\n---\n"
            "fits = [SELF($weights, $gains, $cap - w) + g for w, g in zip($weights, $gains) if w <= $cap]\n"
            "return max(fits, default=0)"
        ),
        notes="All weights are positive",
        wrong=(
            "max(($cap // w * g for w, g in zip($weights, $gains)), default=0)\n---\n"
            "sum(g for w, g in zip($weights, $gains) if w <= $cap)"
        ),
        inputs=lambda rng: [
            ([2, 3], [3, 5], 7),
            ([4, 3], [7, 5], 7),
            ([5], [10], 4),
            ([], [], 7),
            *((integers(rng, 3, 2, 6), integers(rng, 3, 1, 12), rng.randint(5, 10)) for _ in range(3)),
        ],
    ),
    "rod": spec(
        names="cut_rod best_cut rod_price max_revenue",
        params="$gains: list[int], $n: int",
        returns="int",
        pools={"n": ("length", "n", "size", "total"), "gains": ("prices", "values", "p", "price_list")},
        said=(
            "Return the best total price for a rod of length $n cut into pieces, where $gains[i] is the "
            "price of length i + 1\nFind the highest revenue from cutting a rod of length $n; a piece of "
            "length i + 1 sells for $gains[i]\n"
            "A piece of length k brings $gains[k - 1]; return the most that a rod of length $n can bring in "
            "pieces"
        ),
        told=(
            "A rod of length $n may be cut into pieces of whole lengths. The list $gains holds the prices: "
            "the first is that of a piece of length 1, the second that of length 2, and so on up to at least "
            "$n. Return the largest sum of prices that the pieces can bring."
        ),
        plan="length zero brings nothing; for each length try every first piece; take the best",
        solutions=(
            "best = [0]\nfor size in range(1, $n + 1):\n"
            "    best.append(max($gains[cut - 1] + best[size - cut] for cut in range(1, size + 1)))\n"
            "return best[$n]\n---\nif $n == 0:\n    return 0\n"
            "return max($gains[i] + SELF($gains, $n - i - 1) for i in range($n))"
        ),
        wrong="$gains[$n - 1]\n---\nmax($gains[i] * ($n // (i + 1)) for i in range($n))",
        inputs=lambda rng: [
            ([2, 6, 7, 11], 4),
            ([2, 5, 7], 3),
            ([3, 4, 4], 3),
            ([1], 1),
            *((integers(rng, 5, 1, 14), rng.randint(3, 5)) for _ in range(3)),
            ([2, 6, 7, 7, 12], 5),
        ],
    ),
    "partition": spec(
        names="can_partition equal_halves split_fairly fair_split",
        params="$xs: list[int]",
        returns="bool",
        said=(
            "Check whether the positive numbers $xs can be divided into two groups with equal sums\n"
            "Return True if some of the numbers in $xs add up to exactly half of the total\n"
            "Tell whether $xs can be shared between two people so that both get the same total"
        ),
        plan="an odd total cannot be halved; collect all the sums of selections; look for half of the total",
        solutions=(
            "half, odd = divmod(sum($xs), 2)\nsums = {0}\nfor $v in $xs:\n"
            "    sums |= {total + $v for total in sums}\nreturn not odd and half in sums\n---\n"
            "if sum($xs) % 2:\n    return False\nreachable = 1\nfor $v in $xs:\n"
            "    reachable |= reachable << $v\nreturn reachable >> sum($xs) // 2 & 1 == 1"
        ),
        notes="Return True for an empty list",
        wrong="sum($xs) % 2 == 0\n---\nany(sum($xs[:i]) == sum($xs[i:]) for i in range(len($xs)))",
        inputs=lambda rng: each(
            [
                [2, 7, 13, 4],
                [2, 2],
                [1, 2, 5],
                [3, 3, 4],
                [],
                [2, 6],
                integers(rng, 5, 1, 9),
                integers(rng, 4, 1, 6),
                [1, 3, 1, 1],
            ]
        ),
    ),
    "difference": spec(
        names="min_difference fairest_split closest_halves balance",
        params="$xs: list[int]",
        returns="int",
        said=(
            "Return the smallest possible difference between the sums of two groups into which $xs is "
            "divided\nDivide the positive numbers $xs into two groups as evenly as possible and return the "
            "difference of their sums\n"
            "Find how close the totals of two teams can get if each number of $xs goes to one of them"
        ),
        plan="collect all the sums of selections; the other group has the rest; take the least difference",
        solutions=(
            "sums = {0}\nfor $v in $xs:\n    sums |= {total + $v for total in sums}\n"
            "return min(abs(sum($xs) - 2 * total) for total in sums)\n---\ngaps = {0}\nfor $v in $xs:\n"
            "    gaps = {abs(gap + sign * $v) for gap in gaps for sign in (1, -1)}\nreturn min(gaps)"
        ),
        wrong="sum($xs) % 2\n---\nreturn abs(sum($xs[::2]) - sum($xs[1::2]))",
        inputs=lambda rng: each(
            [
                [3, 8, 14, 6],
                [2, 2],
                [1, 2, 5],
                [7],
                [],
                integers(rng, 5, 1, 20),
                integers(rng, 4, 1, 15),
                [3, 1, 4, 2, 2],
            ]
        ),
    ),
    "signs": spec(
        names="sign_ways count_signs plus_minus expressions",
        params="$xs: list[int], $t: int",
        returns="int",
        said=(
            "Count the ways to put + or - before each number of $xs so that the total is $t\n"
            "Return how many choices of signs for the numbers in $xs give the sum $t\n"
            "In how many ways can every number in $xs be added or subtracted to reach $t, starting from 0?"
        ),
        plan="count the ways to reach each total; for each number move every total up and down",
        solutions=(
            "counts = {0: 1}\nfor $v in $xs:\n    after = {}\n    for total, ways in counts.items():\n"
            "        for new in (total + $v, total - $v):\n"
            "            after[new] = after.get(new, 0) + ways\n    counts = after\n"
            "return counts.get($t, 0)\n---\nif not $xs:\n    return int($t == 0)\n"
            "return SELF($xs[1:], $t - $xs[0]) + SELF($xs[1:], $t + $xs[0])"
        ),
        wrong=(
            "int(sum($xs) == $t)\n---\nsums = {0}\nfor $v in $xs:\n"
            "    sums = {total + sign * $v for total in sums for sign in (1, -1)}\nreturn int($t in sums)"
        ),
        inputs=lambda rng: [
            ([1, 1, 1], 1),
            ([1, 2], 3),
            ([], 0),
            ([2], -2),
            ([3, 1], 1),
            (x := integers(rng, 4, 0, 3), sum(x) % 2),
            (integers(rng, 5, 1, 2), rng.choice((1, 2, 3))),
        ],
    ),
}


@family("knapsacks", weight=2.5)
def knapsacks(rng: Rng) -> Draft:
    """Knapsacks, rods, fair divisions, signs."""
    return one_of(rng, KNAPSACK)
