"""Family of greedy matching: darts, needs, waiting times, joining costs."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integers
from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec

MATCHING: dict[str, Spec] = {
    "arrows": spec(
        names="fewest_points stabs_needed darts_needed hit_all",
        params="$ivs: list[tuple[int, int]]",
        returns="int",
        said=(
            "Return the fewest points such that every (start, end) interval in $ivs contains one of them, "
            "ends included\nFind how many numbers are needed at least so that each interval of $ivs, both "
            "ends included, holds one\n"
            "Count the shots that hit all the balloons $ivs, where a shot at x bursts each (start, end) with "
            "start <= x <= end"
        ),
        told=(
            "Balloons hang along a line, each covering the places from start to end, both included. A dart "
            "thrown at one place bursts every balloon that covers it. Return the smallest number of darts "
            "for all the balloons in $ivs."
        ),
        plan="sort by end; shoot at the end of the first interval not hit yet; count the shots",
        solutions=(
            "shots, last = 0, None\nfor start, end in sorted($ivs, key=lambda pair: pair[1]):\n"
            "    if last is None or start > last:\n        shots += 1\n        last = end\nreturn shots\n"
            "---\nshots, rest = 0, list($ivs)\nwhile rest:\n    at = min(end for _, end in rest)\n"
            "    rest = [pair for pair in rest if pair[0] > at]\n    shots += 1\nreturn shots"
        ),
        wrong=(
            "shots, last = 0, None\nfor start, end in sorted($ivs, key=lambda pair: pair[1]):\n"
            "    if last is None or start >= last:\n        shots += 1\n        last = end\nreturn shots\n"
            "---\nlen($ivs)"
        ),
        inputs=lambda rng: each(
            [
                [(1, 4), (2, 6), (8, 9)],
                [(1, 2), (2, 3)],
                [],
                [(5, 5)],
                [(0, 9), (1, 2), (3, 4)],
                *([(s := rng.randint(0, 12), s + rng.randint(0, 5)) for _ in range(n)] for n in (4, 5, 3)),
            ]
        ),
    ),
    "assign": spec(
        names="served guests_served satisfied matched",
        params="$xs: list[int], $ys: list[int]",
        returns="int",
        pools={"xs": ("needs", "wishes", "minimums", "requests"), "ys": ("sizes", "offers", "portions", "supplies")},
        said=(
            "Return the largest number of entries of $xs that can each get an own entry of $ys at least as "
            "large\nMatch needs $xs with portions $ys, one portion per need and never smaller than it; "
            "return how many needs can be met at most\n"
            "Count how many of $xs can be satisfied when each takes one value of $ys that is not smaller"
        ),
        told=(
            "Every guest wants a piece of cake of at least a certain size, given in $xs. The pieces on the "
            "table have the sizes $ys, and each guest gets one piece at most. Return how many guests can be "
            "made content."
        ),
        plan="sort both lists; give each piece to the smallest need left if it is large enough; count",
        solutions=(
            "needs = sorted($xs)\nmet = 0\nfor size in sorted($ys):\n"
            "    if met < len(needs) and size >= needs[met]:\n        met += 1\nreturn met\n---\n"
            "needs, sizes = sorted($xs, reverse=True), sorted($ys)\nmet = 0\nfor need in needs:\n"
            "    if sizes and sizes[-1] >= need:\n        sizes.pop()\n        met += 1\nreturn met"
        ),
        wrong="sum(b >= a for a, b in zip($xs, $ys))\n---\nmin(len($xs), len($ys))",
        inputs=lambda rng: [
            ([1, 2, 3], [1, 1]),
            ([1, 2], [1, 2, 3]),
            ([], [4]),
            ([5], []),
            ([3, 1], [1, 3]),
            *((integers(rng, 4, 1, 9), integers(rng, 4, 1, 9)) for _ in range(3)),
        ],
    ),
    "jobs": spec(
        names="total_waiting waiting_time least_waiting queue_time",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("times", "durations", "jobs", "tasks", "minutes")},
        said=(
            "Return the smallest possible sum of waiting times when the jobs $xs are done one after the "
            "other in the best order\nOrder the durations $xs so that the total time all of them wait for "
            "their start is least; return that total\n"
            "Compute the least total waiting time for customers served one by one with the service times $xs"
        ),
        told=(
            "Customers need the service times $xs and only one is served at a time. A customer waits until "
            "all those before are done. Choose the order so that the waiting times add up to as little as "
            "possible and return this sum. The service itself does not count as waiting."
        ),
        plan="serve the shortest first; keep the time passed; add it up for each customer",
        solutions=(
            "passed = waiting = 0\nfor time in sorted($xs):\n    waiting += passed\n    passed += time\n"
            "return waiting\n---\nordered = sorted($xs, reverse=True)\n"
            "return sum(i * time for i, time in enumerate(ordered))"
        ),
        wrong=(
            "passed = waiting = 0\nfor time in $xs:\n    waiting += passed\n    passed += time\n"
            "return waiting\n---\npassed = waiting = 0\nfor time in sorted($xs):\n    passed += time\n"
            "    waiting += passed\nreturn waiting"
        ),
        inputs=lambda rng: each([[3, 1, 2], [], [5], [4, 4], *(integers(rng, n, 1, 9) for n in (4, 5, 3))]),
    ),
    "merge-cost": spec(
        names="merge_cost joining_cost rope_cost combine_all",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("lengths", "ropes", "sizes", "files", "piles")},
        said=(
            "Return the least total cost of joining all of $xs into one, where joining two costs their sum\n"
            "Again and again replace the two smallest numbers of $xs by their sum and return the total of "
            "these sums\nCombine the piles $xs pairwise until one is left; each step costs the sum of both; "
            "return the lowest total cost"
        ),
        plan="put the numbers on a heap; join the two smallest; add the cost; push the sum back",
        solutions=(
            "heap = list($xs)\nheapq.heapify(heap)\n$acc = 0\nwhile len(heap) > 1:\n"
            "    both = heapq.heappop(heap) + heapq.heappop(heap)\n    $acc += both\n"
            "    heapq.heappush(heap, both)\nreturn $acc\n---\nrest = sorted($xs)\n$acc = 0\n"
            "while len(rest) > 1:\n    both = rest.pop(0) + rest.pop(0)\n    $acc += both\n"
            "    rest = sorted([*rest, both])\nreturn $acc"
        ),
        imports="import heapq",
        wrong=(
            "sum($xs)\n---\nrest = list($xs)\n$acc = 0\nwhile len(rest) > 1:\n"
            "    rest.insert(0, rest.pop(0) + rest.pop(0))\n    $acc += rest[0]\nreturn $acc"
        ),
        inputs=lambda rng: each(
            [[4, 3, 2, 6], [5], [], [1, 1], [9, 1, 5], *(integers(rng, n, 1, 12) for n in (4, 5, 3))]
        ),
    ),
}


@family("greedy-matching", weight=2)
def greedy_matching(rng: Rng) -> Draft:
    """Darts through intervals, portions for needs, the least waiting, the cheapest joining."""
    return one_of(rng, MATCHING)
