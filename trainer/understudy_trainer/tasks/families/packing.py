"""Family: trips, bins, purchases: filling limited room."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, integers
from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec


def _loads(rng: Rng) -> Inputs:
    rows = [(integers(rng, n, 1, 9), rng.randint(10, 14)) for n in (5, 6, 4)]
    return [*rows, ([5, 5], 10), ([6, 7, 8], 10), ([1, 2, 9, 8], 10), ([], 10), ([4, 3, 3, 4], 7), ([10], 10)]


PACKING: dict[str, Spec] = {
    "trips": spec(
        names="count_trips trips_needed loads_in_order elevator_rides",
        params="$weights: list[int], $cap: int",
        returns="int",
        fixed={"cap": (10, 12)},
        said=(
            "Return how many trips carry $weights in the given order when each trip takes as much as fits "
            "into $cap\nFill loads of at most $cap with the entries of $weights one after the other, never "
            "changing their order; return the number of loads\n"
            "Count the trips if items weighing $weights are taken in order and a new trip starts when the "
            "next would exceed $cap"
        ),
        told=(
            "Boxes stand in a queue and are loaded onto a truck in this order. When the next box would bring "
            "the load above $cap, the truck drives off and comes back empty. No box alone is too heavy. "
            "Return how many times the truck drives, the last drive included."
        ),
        plan="add each weight to the load; if it would be too much, start a new trip with it; count the trips",
        solutions=(
            "if not $weights:\n    return 0\ntrips, load = 1, 0\nfor weight in $weights:\n"
            "    if load + weight > $cap:\n        trips += 1\n        load = 0\n    load += weight\n"
            "return trips\n---\nloads = []\nfor weight in $weights:\n"
            "    if loads and loads[-1] + weight <= $cap:\n        loads[-1] += weight\n    else:\n"
            "        loads.append(weight)\nreturn len(loads)"
        ),
        wrong=(
            "-(-sum($weights) // $cap)\n---\nloads = []\nfor weight in sorted($weights):\n"
            "    if loads and loads[-1] + weight <= $cap:\n        loads[-1] += weight\n    else:\n"
            "        loads.append(weight)\nreturn len(loads)"
        ),
        inputs=_loads,
    ),
    "first-fit": spec(
        names="first_fit pack_bins fill_bins bins_used",
        params="$weights: list[int], $cap: int",
        returns="list[list[int]]",
        fixed={"cap": (10, 12)},
        said=(
            "Put each number of $weights into the first bin with room, opening a new one if needed; bins "
            "hold at most $cap; return the bins\n"
            "Pack $weights first-fit into bins of size $cap and return the contents of the bins\n"
            "Distribute the items $weights in order: each goes to the earliest bin whose sum stays within "
            "$cap, otherwise to a new bin"
        ),
        plan="go through the items; look for the first bin with room; otherwise open a new bin",
        solutions=(
            "bins = []\nfor item in $weights:\n    for content in bins:\n"
            "        if sum(content) + item <= $cap:\n            content.append(item)\n            break\n"
            "    else:\n        bins.append([item])\nreturn bins\n---\nbins = []\nfor item in $weights:\n"
            "    target = next((b for b in bins if sum(b) + item <= $cap), None)\n    if target is None:\n"
            "        target = []\n        bins.append(target)\n    target.append(item)\nreturn bins"
        ),
        wrong=(
            "bins = []\nfor item in $weights:\n    if bins and sum(bins[-1]) + item <= $cap:\n"
            "        bins[-1].append(item)\n    else:\n        bins.append([item])\nreturn bins\n---\n"
            "[[item] for item in $weights]"
        ),
        inputs=lambda rng: [*_loads(rng), ([6, 7, 4, 3], 10)],
    ),
    "most-items": spec(
        names="most_items how_many_fit max_purchases count_affordable",
        params="$gains: list[int], $cap: int",
        returns="int",
        pools={
            "gains": ("prices", "costs", "sizes", "weights"),
            "cap": ("budget", "limit", "capacity", "money", "space"),
        },
        fixed={"cap": (10, 12)},
        said=(
            "Return how many of $gains can be taken at most if their sum may not exceed $cap\n"
            "Find the largest number of items with the prices $gains that can be bought for $cap in total\n"
            "Count the entries of $gains, cheapest first, that fit into $cap together"
        ),
        told=(
            "Each item in a shop exists once and costs what $gains says. You have $cap to spend and want as "
            "many items as possible. Return their number."
        ),
        chinese="总额不超过 $cap 时，最多能买 $gains 中的多少件",
        plan="sort ascending; take items while they fit; count them",
        solutions=(
            "left, count = $cap, 0\nfor price in sorted($gains):\n    if price > left:\n        break\n"
            "    left -= price\n    count += 1\nreturn count\n---\n"
            "sum(total <= $cap for total in accumulate(sorted($gains)))"
        ),
        imports="from itertools import accumulate",
        wrong="sum(total <= $cap for total in accumulate($gains))\n---\nsum(price <= $cap for price in $gains)",
        inputs=lambda rng: [*_loads(rng), ([9, 1, 1, 1], 10)],
    ),
    "fractional": spec(
        names="best_mixture fill_greedily top_value divisible_load",
        params="$ivs: list[tuple[int, int]], $cap: int",
        returns="int",
        pools={"ivs": ("goods", "items", "offers", "crates"), "cap": ("capacity", "limit", "cap", "space")},
        said=(
            "Each (count, value) in $ivs offers that many boxes of that value each; return the largest total "
            "value of $cap boxes or fewer\n"
            "Take up to $cap boxes from the (number, value of each) pairs $ivs, best ones first, and return "
            "their total value\nReturn the most value that at most $cap units give when pair (n, v) of $ivs "
            "offers n units worth v each"
        ),
        plan="sort by value, highest first; take as many as there are and fit; add up the values",
        solutions=(
            "left, $acc = $cap, 0\nfor count, value in sorted($ivs, key=lambda pair: -pair[1]):\n"
            "    taken = min(left, count)\n    $acc += taken * value\n    left -= taken\nreturn $acc\n---\n"
            "units = [value for count, value in $ivs for _ in range(count)]\n"
            "return sum(sorted(units, reverse=True)[:$cap])"
        ),
        wrong=(
            "sum(count * value for count, value in $ivs)\n---\n"
            "units = [value for count, value in $ivs for _ in range(count)]\nreturn sum(units[:$cap])"
        ),
        inputs=lambda rng: [
            ([(1, 3), (2, 2), (3, 1)], 4),
            ([(5, 10), (2, 5)], 6),
            ([], 3),
            ([(2, 7)], 5),
            *(([(rng.randint(1, 4), rng.randint(1, 9)) for _ in range(3)], rng.randint(2, 6)) for _ in range(3)),
            ([(3, 1), (2, 8)], 3),
        ],
    ),
}


@family("packing", weight=2.5)
def packing(rng: Rng) -> Draft:
    """Trips, bins, purchases: filling limited room."""
    return one_of(rng, PACKING)
