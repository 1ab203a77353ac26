"""Family: jumps, change, darts, matching needs, largest numbers, waiting times, joining costs."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _jumps(rng: Rng) -> Inputs:
    return each(
        [
            [3, 4, 1, 1, 1, 2],
            [1, 3, 0, 2, 5],
            [2, 1, 0, 3, 1],
            [0],
            [1, 0],
            [0, 1],
            [1, 1, 1],
            *(integers(rng, n, 0, 3) for n in (5, 6, 6)),
        ]
    )


CHOICES: dict[str, Spec] = {
    "can-jump": spec(
        names="can_reach_end crosses_all reaches_end can_finish",
        params="$xs: list[int]",
        returns="bool",
        pools={"xs": ("jumps", "steps", "reach", "moves", "nums")},
        said=(
            "Check whether the last index can be reached from index 0 when at index i you may go forward by "
            "up to $xs[i] places\nReturn True if jumping from the start of $xs, at most $xs[i] places from "
            "index i, can lead to its last position\n"
            "Tell whether the end of $xs is within reach, where each value is the longest jump forward from "
            "its place"
        ),
        told=(
            "A frog sits on the first of a row of stones. From stone i it can jump forward over at most "
            "$xs[i] stones' distance. Return True if it can get to the last stone. The list is not empty."
        ),
        plan="keep the farthest index in reach; stop if an index is beyond it; the end is in reach otherwise",
        solutions=(
            "farthest = 0\nfor i, jump in enumerate($xs):\n    if i > farthest:\n        return False\n"
            "    farthest = max(farthest, i + jump)\nreturn True\n---\ngoal = len($xs) - 1\n"
            "for i in range(len($xs) - 2, -1, -1):\n    if i + $xs[i] >= goal:\n        goal = i\n"
            "return goal == 0"
        ),
        wrong="0 not in $xs\n---\nsum($xs) >= len($xs) - 1",
        inputs=_jumps,
    ),
    "min-jumps": spec(
        names="fewest_jumps jump_count jumps_needed hops",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("jumps", "steps", "reach", "moves", "nums")},
        said=(
            "Return the fewest jumps from index 0 to the last index of $xs, at most $xs[i] forward from "
            "index i, or -1\nFind how many jumps are needed at least to get from the first to the last place "
            "of $xs; -1 if impossible\n"
            "Compute the smallest number of forward jumps that reach the end of $xs, where $xs[i] is the "
            "longest jump from i; -1 if there is no way"
        ),
        plan="start with the first index; extend the reach jump by jump; stop at the end or without progress",
        solutions=(
            "jumps = reach = 0\nwhile reach < len($xs) - 1:\n"
            "    farthest = max(i + $xs[i] for i in range(reach + 1))\n    if farthest == reach:\n"
            "        return -1\n    reach = farthest\n    jumps += 1\nreturn jumps\n---\n"
            "best = [0] + [None] * (len($xs) - 1)\nfor i, jump in enumerate($xs):\n"
            "    for j in range(i + 1, min(i + jump, len($xs) - 1) + 1):\n"
            "        if best[i] is not None and best[j] is None:\n            best[j] = best[i] + 1\n"
            "return -1 if best[-1] is None else best[-1]"
        ),
        wrong=(
            "i = jumps = 0\nwhile i < len($xs) - 1:\n    if $xs[i] == 0:\n        return -1\n"
            "    i += $xs[i]\n    jumps += 1\nreturn jumps\n---\nlen($xs) - 1"
        ),
        inputs=_jumps,
    ),
    "follow": spec(
        names="follow_jumps walk steps_to_leave jump_along",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("jumps", "moves", "offsets", "steps", "program")},
        said=(
            "Start at index 0 of $xs and move by the value found, again and again; return the number of "
            "moves until you leave the list, or -1\n"
            "Count the moves when from index i you always go to i + $xs[i], starting at 0, until outside "
            "$xs; -1 if you never get out\n"
            "Follow the jumps in $xs from the first entry and return how many lead out of the list, -1 for "
            "an endless loop"
        ),
        plan="remember the indices visited; move by the value; stop outside or at a visited index",
        solutions=(
            "i = moves = 0\nseen = set()\nwhile 0 <= i < len($xs):\n    if i in seen:\n        return -1\n"
            "    seen.add(i)\n    i += $xs[i]\n    moves += 1\nreturn moves\n---\ni = 0\n"
            "for moves in range(len($xs) + 1):\n    if not 0 <= i < len($xs):\n        return moves\n"
            "    i += $xs[i]\nreturn -1"
        ),
        wrong=(
            "i = moves = 0\nwhile i < len($xs) and moves <= len($xs):\n    i += $xs[i]\n    moves += 1\n"
            "return moves\n---\nlen($xs)"
        ),
        inputs=lambda rng: each(
            [[1, 1, 1], [2, -1, 3], [0], [], [-1], [1, -1], *(integers(rng, n, -2, 3) for n in (5, 4, 6))]
        ),
    ),
    "change": spec(
        names="make_change give_change change_coins pay_out",
        params="$amount: int",
        returns="dict[int, int]",
        said=(
            "Return how many of each of the coins $coins are used to pay $amount, always taking the largest "
            "that fits, as a dict\nPay $amount greedily with the values $coins and return a dict from each "
            "value used to its count\nGive change of $amount with the fewest notes by taking from $coins the "
            "largest possible first; map each value used to its number"
        ),
        told=(
            "A machine gives change in units of $coins. It always hands out the largest unit that still "
            "fits. Return a dictionary that maps each unit given out to the number of pieces; units that are "
            "not needed are left out."
        ),
        chinese="用面值 $coins 从大到小找零 $amount，返回每种用到的面值及其数量的字典",
        plan="go through the values from large to small; take as many as fit; keep the rest",
        solutions=(
            "$out = {}\nfor coin in $coins:\n    count, $amount = divmod($amount, coin)\n    if count:\n"
            "        $out[coin] = count\nreturn $out\n---\n$out = {}\nfor coin in $coins:\n"
            "    while $amount >= coin:\n        $out[coin] = $out.get(coin, 0) + 1\n"
            "        $amount -= coin\nreturn $out"
        ),
        wrong=(
            "$out = {}\nfor coin in $coins:\n    count, $amount = divmod($amount, coin)\n"
            "    $out[coin] = count\nreturn $out\n---\n"
            "return {coin: $amount // coin for coin in $coins if $amount >= coin}"
        ),
        inputs=lambda rng: each([0, 1, rng.randint(2, 40), rng.randint(40, 200), 99, 30, rng.randint(5, 300)]),
    ),
    "biggest-number": spec(
        names="largest_number biggest_from join_largest arrange_digits",
        params="$n: int",
        returns="int",
        said=(
            "Return the $most number that can be made from all the digits of $n$rule\n"
            "Rearrange the digits of $n to form the $most possible number$rule\n"
            "Find the $most integer with exactly the digits of the non-negative $n$rule"
        ),
        plan="sort the digits; join them; convert back",
        solutions="$first\n---\n$second",
        wrong="$n\n---\n$bad",
        inputs=lambda rng: each([0, 7, 310, 2041, 9876, 100, rng.randint(100, 999), rng.randint(1000, 99999)]),
    ),
    "remove-digits": spec(
        names="drop_digits smallest_rest remove_digits shrink_number",
        params="$s: str, $k: int",
        returns="str",
        pools={"s": ("digits", "number", "s", "text")},
        fixed={"k": (1, 2)},
        said=(
            "Remove $k digits from the digit text $s so that what is left, read in order, is as small as "
            "possible; return it as text\n"
            "Delete exactly $k characters of the digit string $s to get the smallest text of the remaining "
            "length\nReturn the alphabetically smallest text that remains after taking $k digits out of $s "
            "without changing their order"
        ),
        plan="keep a stack of digits; pop larger digits while removals are left; cut what is too long",
        solutions=(
            "size = len($s) - $k\nstack = []\nleft = $k\nfor digit in $s:\n"
            "    while left and stack and stack[-1] > digit:\n        stack.pop()\n        left -= 1\n"
            '    stack.append(digit)\nreturn "".join(stack[:size])\n---\n'
            'return min("".join(part) for part in combinations($s, len($s) - $k))'
        ),
        imports="from itertools import combinations",
        notes="Assume that $k is at most the length of $s; leading zeros stay",
        wrong='"".join(sorted($s)[:len($s) - $k])\n---\n$s[$k:]',
        inputs=lambda rng: [
            ("2541328", 3),
            ("30417", 1),
            ("123", 2),
            ("98", 1),
            ("54321", 2),
            (str(rng.randint(10000, 99999)), 2),
            (str(rng.randint(1000, 9999)), 1),
        ],
    ),
}


@family("greedy-choices", weight=3)
def greedy_choices(rng: Rng) -> Draft:
    """Jumps, change, darts, matching needs, largest numbers, waiting times, joining costs."""
    key = pick(rng, list(CHOICES))
    if key == "change":
        sets = ((50, 20, 10, 5, 2, 1), (25, 10, 5, 1), (100, 50, 10, 1), (20, 5, 1), (64, 16, 4, 1), (12, 1))
        return written(rng, key, CHOICES[key], coins=str(pick(rng, sets)))
    if key == "biggest-number":
        if rng.random() < 0.5:
            words = {
                "most": "largest",
                "rule": "",
                "first": 'int("".join(sorted(str($n), reverse=True)))',
                "second": (
                    "digits = sorted(map(int, str($n)), reverse=True)\n$acc = 0\nfor digit in digits:\n"
                    "    $acc = $acc * 10 + digit\nreturn $acc"
                ),
                "bad": 'int("".join(sorted(str($n))))',
            }
        else:
            words = {
                "most": "smallest",
                "rule": "; it must not start with 0 unless it is 0",
                "first": (
                    'digits = sorted(str($n))\nfirst = next((d for d in digits if d != "0"), "0")\n'
                    'digits.remove(first)\nreturn int(first + "".join(digits))'
                ),
                "second": 'return min(int("".join(p)) for p in permutations(str($n)) if p[0] != "0" or $n == 0)',
                "bad": 'int("".join(sorted(str($n))))',
            }
            return written(
                rng, f"{key}-smallest", {**CHOICES[key], "imports": "from itertools import permutations"}, **words
            )
        return written(rng, f"{key}-{words['most']}", CHOICES[key], **words)
    return one_of(rng, {key: CHOICES[key]})
