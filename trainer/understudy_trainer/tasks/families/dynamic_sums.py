"""Family: coins, steps or numbers that make up an amount: ways, orders, fewest, possible, each once, closest."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

STORIES = (
    ("coins", "coins of the values in $coins", "pay exactly $amount", ("coins", "denominations", "values", "units")),
    ("stamps", "stamps of the values in $coins", "make up the postage $amount", ("stamps", "values", "prices")),
    ("steps", "steps of the lengths in $coins", "cover the distance $amount", ("steps", "strides", "jumps", "lengths")),
    ("numbers", "numbers from $coins", "reach the sum $amount", ("numbers", "nums", "values", "parts", "xs")),
    ("boards", "boards of the lengths in $coins", "fill a length of $amount", ("boards", "pieces", "lengths")),
)


GOALS: dict[str, tuple[str, str, str, str, str, str]] = {
    "ways": (
        "int",
        (
            "Return in how many ways {story} can {goal}, where order does not matter and each may be used "
            "any number of times\nCount the combinations of {story}, with repeats and regardless of order, "
            "that {goal}\nHow many different selections of {story} {goal}, if every value may repeat? Order "
            "is ignored"
        ),
        "one way for zero; go through the values; add to each sum the ways without the value",
        (
            "ways = [1] + [0] * $amount\nfor $v in $coins:\n    for total in range($v, $amount + 1):\n"
            "        ways[total] += ways[total - $v]\nreturn ways[$amount]"
        ),
        (
            "if $amount == 0:\n    return 1\nif $amount < 0 or not $coins:\n    return 0\n"
            "return SELF($coins, $amount - $coins[0]) + SELF($coins[1:], $amount)"
        ),
        (
            "ways = [1] + [0] * $amount\nfor total in range(1, $amount + 1):\n    for $v in $coins:\n"
            "        if $v <= total:\n            ways[total] += ways[total - $v]\nreturn ways[$amount]\n"
            "---\nreturn sum($amount % $v == 0 for $v in $coins)"
        ),
    ),
    "orders": (
        "int",
        (
            "Return how many sequences of {story} {goal}; different orders count separately and values may "
            "repeat\nCount the ordered ways in which {story} {goal}, each usable any number of times\n"
            "In how many orders can {story}, used as often as wanted, {goal}?"
        ),
        "one way for zero; the ways for a sum are those for the sums one value before",
        (
            "ways = [1] + [0] * $amount\nfor total in range(1, $amount + 1):\n    for $v in $coins:\n"
            "        if $v <= total:\n            ways[total] += ways[total - $v]\nreturn ways[$amount]"
        ),
        ("if $amount == 0:\n    return 1\nreturn sum(SELF($coins, $amount - $v) for $v in $coins if $v <= $amount)"),
        (
            "ways = [1] + [0] * $amount\nfor $v in $coins:\n    for total in range($v, $amount + 1):\n"
            "        ways[total] += ways[total - $v]\nreturn ways[$amount]\n---\n"
            "return len($coins) ** $amount"
        ),
    ),
    "fewest": (
        "int",
        (
            "Return the fewest {story} that {goal}, each usable any number of times, or -1\n"
            "Find the smallest number of {story}, with repeats, that {goal}; -1 if it is impossible\n"
            "Compute how many {story} are needed at least to {goal}; return -1 if they cannot"
        ),
        "zero needs none; each sum needs one more than the best sum one value before; -1 if out of reach",
        (
            'best = [0] + [float("inf")] * $amount\nfor total in range(1, $amount + 1):\n'
            "    for $v in $coins:\n        if $v <= total:\n"
            "            best[total] = min(best[total], best[total - $v] + 1)\n"
            'return best[$amount] if best[$amount] < float("inf") else -1'
        ),
        (
            "reached, count = {0}, 0\nwhile reached and $amount not in reached:\n"
            "    reached = {total + $v for total in reached for $v in $coins if total + $v <= $amount}\n"
            "    count += 1\nreturn count if reached else -1"
        ),
        (
            "count, rest = 0, $amount\nfor $v in sorted($coins, reverse=True):\n    count += rest // $v\n"
            "    rest %= $v\nreturn count if rest == 0 else -1\n---\nreturn -(-$amount // max($coins))"
        ),
    ),
    "most": (
        "int",
        (
            "Return the largest number of {story}, repeats allowed, that {goal}, or -1\n"
            "Find how many {story} can be used at most to {goal}; -1 if it is impossible\n"
            "Compute the greatest count of {story} (any number of each) that exactly {goal}; -1 if there is "
            "none"
        ),
        "zero takes none; each sum takes one more than the best sum one value before; -1 if out of reach",
        (
            "most = [0] + [-1] * $amount\nfor total in range(1, $amount + 1):\n    for $v in $coins:\n"
            "        if $v <= total and most[total - $v] >= 0:\n"
            "            most[total] = max(most[total], most[total - $v] + 1)\nreturn most[$amount]"
        ),
        "",
        ("return $amount // min($coins)\n---\nreturn -1 if $amount % min($coins) else $amount // min($coins)"),
    ),
    "possible": (
        "bool",
        (
            "Check whether {story}, each usable any number of times, can {goal}\n"
            "Return True if some {story}, repeats allowed, {goal}\n"
            "Tell whether it is possible to {goal} with {story} used as often as wanted"
        ),
        "zero is reachable; a sum is reachable if a sum one value before is",
        (
            "reachable = [True] + [False] * $amount\nfor total in range(1, $amount + 1):\n"
            "    reachable[total] = any($v <= total and reachable[total - $v] for $v in $coins)\n"
            "return reachable[$amount]"
        ),
        ("if $amount == 0:\n    return True\nreturn any(SELF($coins, $amount - $v) for $v in $coins if $v <= $amount)"),
        "return any($amount % $v == 0 for $v in $coins)",
    ),
    "once": (
        "bool",
        (
            "Check whether {story}, each entry used at most once, can {goal}\n"
            "Return True if a selection of {story} (each entry once at most) can {goal}\n"
            "Tell whether it is possible to {goal} with some of the {story}, none used twice"
        ),
        "start with the sum zero; for each value add it to all the sums so far; look for the goal",
        ("sums = {0}\nfor $v in $coins:\n    sums |= {total + $v for total in sums}\nreturn $amount in sums"),
        (
            "if $amount == 0:\n    return True\nif not $coins:\n    return False\n"
            "return SELF($coins[1:], $amount) or $amount >= $coins[0] and SELF($coins[1:], $amount - "
            "$coins[0])"
        ),
        "return $amount <= sum($coins)\n---\nreturn $amount in $coins or $amount == sum($coins)",
    ),
    "once-ways": (
        "int",
        (
            "Count the selections of {story}, each entry used at most once, that {goal}\n"
            "Return in how many ways {story} can {goal} if every entry is used once at most\n"
            "How many subsets of the {story} {goal}? Equal entries count as different"
        ),
        "one way for zero; go through the values; update the sums from large to small",
        (
            "ways = [1] + [0] * $amount\nfor $v in $coins:\n    for total in range($amount, $v - 1, -1):\n"
            "        ways[total] += ways[total - $v]\nreturn ways[$amount]"
        ),
        (
            "counts = Counter({0: 1})\nfor $v in $coins:\n"
            "    counts += Counter({total + $v: n for total, n in counts.items()})\nreturn counts[$amount]"
        ),
        (
            "ways = [1] + [0] * $amount\nfor $v in $coins:\n    for total in range($v, $amount + 1):\n"
            "        ways[total] += ways[total - $v]\nreturn ways[$amount]"
        ),
    ),
    "closest": (
        "int",
        (
            "Return the largest total not above $amount that {story}, each entry used at most once, can "
            "give\nFind the greatest sum of some {story} (each once at most) that does not exceed $amount\n"
            "How close can a selection of {story}, none used twice, get to $amount without exceeding it? "
            "Return its sum"
        ),
        "collect all the sums that do not exceed the limit; return the largest",
        (
            "sums = {0}\nfor $v in $coins:\n"
            "    sums |= {total + $v for total in sums if total + $v <= $amount}\nreturn max(sums)"
        ),
        (
            "best = 0\nfor mask in range(2 ** len($coins)):\n"
            "    total = sum($v for i, $v in enumerate($coins) if mask >> i & 1)\n"
            "    if best < total <= $amount:\n        best = total\nreturn best"
        ),
        (
            "total = 0\nfor $v in sorted($coins, reverse=True):\n    if total + $v <= $amount:\n"
            "        total += $v\nreturn total\n---\nreturn min($amount, sum($coins))"
        ),
    ),
}


@family("sums-of-coins", weight=4.5)
def sums_of_coins(rng: Rng) -> Draft:
    """Coins, steps or numbers that make up an amount: ways, orders, fewest, possible, each once, closest."""
    story, thing, goal, pool = pick(rng, STORIES)
    key = pick(rng, list(GOALS))
    returns, said, plan, body, other, wrong = GOALS[key]
    literal = rng.random() < 0.3 and "SELF" not in body and key not in ("once", "once-ways", "closest")
    values = sorted(rng.sample((1, 2, 3, 4, 5, 6, 7, 9, 10), rng.choice((2, 3))))
    rows = [
        ([1, 3, 4], 6),
        ([2, 5], 3),
        ([3, 6], 9),
        ([4, 2, 3], 0),
        ([5], 10),
        ([2, 3, 7], 12),
        ([3, 5, 4, 2], 8),
        (rng.sample(range(1, 9), 3), rng.randint(4, 14)),
        (rng.sample(range(2, 9), 3), rng.randint(8, 15)),
    ]
    if key in ("once", "once-ways", "closest"):
        rows += [([2, 2, 3], 4), ([5, 5, 5], 10), ([7, 5, 4], 9), ([6, 4, 4], 8)]
    inputs: Inputs = [(n,) for n in (0, 1, 5, 7, 12, 8, 6, 11, rng.randint(9, 20))] if literal else rows
    words = {"coins": f"({', '.join(map(str, values))})"} if literal else {}
    listed = " and ".join([", ".join(map(str, values[:-1])), str(values[-1])])
    text = thing.replace("in $coins", listed).replace("from $coins", listed) if literal else thing
    phrase = said.format(story=text, goal=goal)
    entry = spec(
        names=(
            f"{key.replace('-', '_')}_{story} count_{story} {story}_{key.replace('-', '_')} make_total solve "
            "reach_total"
        ),
        params="$amount: int" if literal else "$coins: list[int], $amount: int",
        returns=returns,
        said=phrase,
        intro="Think of how an exact sum can be put together from given values.",
        plan=plan,
        solutions="\n---\n".join(b for b in (body, other) if b and not (literal and "SELF" in b)),
        wrong=wrong,
        imports="from collections import Counter" if "Counter" in other else "",
        notes="All the values are positive" + ("" if literal else " integers"),
        inputs=lambda _: inputs,
        pools={"coins": pool, "v": ("coin", "v", "value", "step", "c", "part", "x")},
    )
    return written(rng, f"{story}|{key}|{'literal' if literal else 'given'}", entry, **words)
