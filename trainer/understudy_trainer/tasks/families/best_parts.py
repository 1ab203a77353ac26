"""Family: the best part or selection of a list: sums, products, without neighbours, in a ring, trades."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _signed(rng: Rng) -> Inputs:
    return each(
        [
            *(integers(rng, n, -9, 9) for n in (6, 5, 7)),
            [-4, 2, -1, 5, -3, 6],
            [5],
            [-3, -1, -2],
            [2, -1, 2, 3, -9, 4],
            [1, 2, 3],
        ]
    )


BEST: dict[str, Spec] = {
    "max-sum": spec(
        names="best_sum max_part_sum extreme_sum part_sum",
        params="$xs: list[int]",
        returns="int",
        said=(
            "Return the $most sum of a non-empty contiguous part of $xs\n"
            "Find the $most total that neighbouring elements of $xs can have (at least one of them)\n"
            "Compute the $most subarray sum of the non-empty list $xs"
        ),
        told=(
            "The list $xs holds the daily profit of a shop, negative on bad days. Return the $most total "
            "profit of any stretch of one or more consecutive days."
        ),
        chinese="返回 $xs 的非空连续部分的$zh和",
        plan="keep the $most sum that ends here; start anew if that is better; remember the best",
        solutions=(
            "best = current = $xs[0]\nfor $v in $xs[1:]:\n    current = $pick($v, current + $v)\n"
            "    best = $pick(best, current)\nreturn best\n---\n"
            "$pick(sum($xs[i:j]) for i in range(len($xs)) for j in range(i + 1, len($xs) + 1))"
        ),
        wrong=(
            "best = current = 0\nfor $v in $xs:\n    current = $pick(0, current + $v)\n"
            "    best = $pick(best, current)\nreturn best\n---\n$pick($xs)"
        ),
        inputs=lambda rng: [*_signed(rng), ([3, 1],)],
    ),
    "max-part": spec(
        names="best_part max_stretch strongest_run best_slice",
        params="$xs: list[int]",
        returns="list[int]",
        said=(
            "Return the contiguous part of $xs with the largest sum, the first and shortest on ties\n"
            "Find the non-empty stretch of neighbouring elements of $xs with the greatest total; earliest "
            "start, then shortest, on ties\n"
            "Get the slice of $xs whose sum is largest; the leftmost, then the shortest one wins a tie"
        ),
        plan="go through all the parts; keep the one with the largest sum",
        solutions=(
            "parts = [$xs[i:j] for i in range(len($xs)) for j in range(i + 1, len($xs) + 1)]\n"
            "return max(parts, key=sum)\n---\nbest = $xs[:1]\nfor i in range(len($xs)):\n"
            "    for j in range(i + 1, len($xs) + 1):\n        if sum($xs[i:j]) > sum(best):\n"
            "            best = $xs[i:j]\nreturn best"
        ),
        notes="Assume that $xs is not empty",
        wrong="[max($xs)]\n---\n[$v for $v in $xs if $v > 0]",
        inputs=_signed,
    ),
    "max-product": spec(
        names="best_product max_part_product largest_product product_run",
        params="$xs: list[int]",
        returns="int",
        said=(
            "Return the largest product of a non-empty contiguous part of $xs\n"
            "Find the greatest product that one or more neighbouring elements of $xs can have\n"
            "Compute the maximum subarray product of the non-empty list $xs, which may hold negative numbers "
            "and zeros"
        ),
        plan=(
            "keep the largest and the smallest product that end here; a negative number swaps them; remember the best"
        ),
        solutions=(
            "best = high = low = $xs[0]\nfor $v in $xs[1:]:\n    choices = ($v, high * $v, low * $v)\n"
            "    high, low = max(choices), min(choices)\n    best = max(best, high)\nreturn best\n---\n"
            "best = $xs[0]\nfor i in range(len($xs)):\n    product = 1\n    for $v in $xs[i:]:\n"
            "        product *= $v\n        best = max(best, product)\nreturn best"
        ),
        wrong=(
            "best = current = $xs[0]\nfor $v in $xs[1:]:\n    current = max($v, current * $v)\n"
            "    best = max(best, current)\nreturn best\n---\nmax($xs)"
        ),
        inputs=lambda rng: each(
            [[3, 2, -5, 6], [-3, 5, -2], [0, 2], [-3], [-1, -2, -3], *(integers(rng, 5, -4, 4) for _ in range(3))]
        ),
    ),
    "no-neighbours": spec(
        names="max_without_neighbours best_apart skip_sum spaced_sum",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("values", "prices", "treasures", "points", "nums", "rewards")},
        said=(
            "Return the largest sum of elements of $xs of which no two are neighbours, 0 for none\n"
            "Choose elements of $xs, never two in a row, with the greatest total and return it; choosing "
            "nothing gives 0\nFind the maximum sum of non-adjacent values in $xs; the empty selection counts "
            "as 0"
        ),
        told=(
            "Presents stand in a row and are worth $xs. You may take as many as you like, but never two that "
            "stand next to each other. Return the greatest total worth you can take. Nobody has to take a "
            "present."
        ),
        chinese="从 $xs 中选出互不相邻的元素，返回最大的和（可以一个都不选，和为 0）",
        plan="keep the best sum with and without the last element; update both for each element",
        solutions=(
            "taken = skipped = 0\nfor $v in $xs:\n    taken, skipped = skipped + $v, max(taken, skipped)\n"
            "return max(taken, skipped)\n---\nif not $xs:\n    return 0\n"
            "return max(SELF($xs[1:]), $xs[0] + SELF($xs[2:]))"
        ),
        wrong="max(sum($xs[::2]), sum($xs[1::2]))\n---\nsum($v for $v in $xs if $v > 0)",
        inputs=lambda rng: each(
            [
                [4, 8, 6, 1, 9],
                [7, 2, 3, 8],
                [],
                [4],
                [-3, -1],
                *(integers(rng, n, 0, 12) for n in (5, 6)),
                integers(rng, 5, -5, 9),
            ]
        ),
    ),
    "circular": spec(
        names="best_circular_sum ring_sum max_ring wrap_sum",
        params="$xs: list[int]",
        returns="int",
        said=(
            "Return the largest sum of a non-empty contiguous part of $xs, where the first element follows "
            "the last\nFind the greatest total of neighbouring elements in the ring $xs, each used at most "
            "once\nCompute the maximum subarray sum of $xs when a part may wrap around the end"
        ),
        plan="double the list; go through all parts no longer than the list; return the largest sum",
        solutions=(
            "ring = $xs + $xs\nsize = len($xs)\n"
            "return max(sum(ring[i:i + n]) for i in range(size) for n in range(1, size + 1))"
        ),
        notes="Assume that $xs is not empty",
        wrong=(
            "max(sum($xs[i:j]) for i in range(len($xs)) for j in range(i + 1, len($xs) + 1))\n---\n"
            "sum($v for $v in $xs if $v > 0)"
        ),
        inputs=lambda rng: [*_signed(rng), ([5, -9, 5],)],
    ),
    "climb-cost": spec(
        names="cheapest_stairs cheapest_climb least_cost stairs_cost",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("costs", "cost", "prices", "fees", "toll")},
        said=(
            "Return the least cost to get past the end of $xs from its front, paying $xs[i] for each stair i "
            "stepped on and moving 1 or 2 stairs\n"
            "Climb the stairs $xs with moves of one or two; stair i costs $xs[i]; return the smallest total "
            "to reach the top behind the last one\n"
            "Find the cheapest way over the stairs with the costs $xs, starting below the first and taking "
            "one or two at a time"
        ),
        told=(
            "Stepping on stair i costs $xs[i]. You start below the first stair and in each move go up one or "
            "two stairs; the goal is the top, just above the last stair, which costs nothing. Return the "
            "smallest possible total cost."
        ),
        plan="keep the least cost of the last two stairs; add the cost of each stair; return the smaller one",
        solutions=(
            "before, last = 0, 0\nfor $v in $xs:\n    before, last = last, $v + min(before, last)\n"
            "return min(before, last)\n---\nbest = [0, 0]\nfor $v in $xs:\n"
            "    best.append($v + min(best[-2:]))\nreturn min(best[-2:])"
        ),
        wrong=(
            "before, last = 0, 0\nfor $v in $xs:\n    before, last = last, $v + min(before, last)\n"
            "return last\n---\nmin(sum($xs[::2]), sum($xs[1::2]))"
        ),
        inputs=lambda rng: each(
            [[12, 7, 30], [2, 60, 3, 1, 40, 5], [], [4], [3, 2], *(integers(rng, n, 0, 9) for n in (5, 6, 4))]
        ),
    ),
    "one-trade": spec(
        names="best_profit max_gain best_trade one_trade",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("prices", "values", "rates", "quotes", "course")},
        said="$said",
        plan="$plan",
        solutions="$first\n---\n$second",
        wrong="max($xs, default=0) - min($xs, default=0)\n---\n$bad",
        inputs=lambda rng: each(
            [[8, 2, 6, 3, 9, 5], [5, 4, 2], [], [3], [1, 5, 2, 8], *(integers(rng, n, 1, 20) for n in (5, 6, 4))]
        ),
    ),
    "remove-one": spec(
        names="best_without_one without_one drop_one best_after_removal",
        params="$xs: list[int]",
        returns="int",
        said=(
            "Return the largest sum of the differences between neighbours (later minus earlier, in absolute "
            "value) after removing one element of $xs\n"
            "Remove one element of $xs so that the sum of the absolute differences of neighbours is as large "
            "as possible; return that sum\n"
            "Find the greatest total absolute change along $xs that remains after leaving out exactly one "
            "element"
        ),
        plan="leave out each element in turn; add up the differences of neighbours; return the largest sum",
        solutions=(
            "best = 0\nfor i in range(len($xs)):\n    rest = $xs[:i] + $xs[i + 1:]\n"
            "    best = max(best, sum(abs(b - a) for a, b in zip(rest, rest[1:])))\nreturn best"
        ),
        notes="Return 0 for fewer than three elements",
        wrong=(
            "sum(abs(b - a) for a, b in zip($xs, $xs[1:]))\n---\n"
            "max(sum(abs(b - a) for a, b in zip($xs, $xs[1:-1])), 0)"
        ),
        inputs=_signed,
    ),
}


TRADES = (
    (
        "once",
        (
            "Return the best profit from buying once and selling once later at the prices $xs, 0 if none is "
            "possible\nFind the largest $xs[j] - $xs[i] with i < j, but at least 0\n"
            "Given the daily prices $xs, return the most that one purchase and one later sale can earn; 0 if "
            "nothing"
        ),
        "keep the lowest price so far; compare each price with it; remember the best gain",
        (
            "best, lowest = 0, None\nfor $v in $xs:\n    if lowest is None or $v < lowest:\n"
            "        lowest = $v\n    best = max(best, $v - lowest)\nreturn best"
        ),
        "return max((b - a for i, a in enumerate($xs) for b in $xs[i:]), default=0)",
        "sum(max(0, b - a) for a, b in zip($xs, $xs[1:]))",
    ),
    (
        "often",
        (
            "Return the best total profit at the prices $xs if you may buy and sell as often as you like, "
            "holding one piece at a time\nAdd up all the rises from each value of $xs to the next\n"
            "Given the daily prices $xs, return what trading on every rise earns; 0 if prices never rise"
        ),
        "add the difference of neighbours wherever it is positive",
        "return sum(max(0, b - a) for a, b in zip($xs, $xs[1:]))",
        (
            "gain = 0\nfor i in range(1, len($xs)):\n    if $xs[i] > $xs[i - 1]:\n"
            "        gain += $xs[i] - $xs[i - 1]\nreturn gain"
        ),
        "max((b - a for i, a in enumerate($xs) for b in $xs[i:]), default=0)",
    ),
)


@family("best-parts", weight=3)
def best_parts(rng: Rng) -> Draft:
    """The best part or selection of a list: sums, products, without neighbours, in a ring, trades."""
    key = pick(rng, list(BEST))
    if key == "max-sum":
        most, picker, zh = pick(rng, (("largest", "max", "最大"), ("smallest", "min", "最小")))
        return written(rng, f"{key}-{most}", BEST[key], most=most, pick=picker, zh=zh)
    if key == "one-trade":
        kind, said, plan, first, second, bad = pick(rng, TRADES)
        return written(
            rng, f"{key}-{kind}", {**BEST[key], "said": said, "plan": plan}, first=first, second=second, bad=bad
        )
    return one_of(rng, {key: BEST[key]})
