"""Family of number lists built from one or two parameters."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

BUILT = (
    Entry(
        "countdown",
        "countdown count_down",
        "$n: int",
        "list[int]",
        """
        Return the list of integers from $n down to 0
        List the numbers of a countdown that starts at $n and ends with zero
        """,
        "use a range with step minus one that ends before minus one",
        (
            "list(range($n, -1, -1))",
            "numbers = []\nwhile $n >= 0:\n    numbers.append($n)\n    $n -= 1\nreturn numbers",
        ),
        ("list(range($n, 0, -1))", "list(range($n + 1))"),
        fixed(0, 1, 3, 7),
    ),
    Entry(
        "multiples",
        "first_multiples times_table multiples_of",
        "$n: int, $k: int",
        "list[int]",
        """
        Return the first $k positive multiples of $n
        List $n, 2 * $n, 3 * $n and so on up to $k * $n
        Build the row of the multiplication table for $n with $k entries
        """,
        "go from 1 to $k; multiply by $n",
        (
            "[$n * i for i in range(1, $k + 1)]",
            "row = []\nfor i in range($k):\n    row.append((i + 1) * $n)\nreturn row",
        ),
        ("[$n * i for i in range($k)]", "[$n + i for i in range(1, $k + 1)]"),
        fixed((3, 4), (7, 1), (5, 0), (-2, 3)),
        chinese=("返回 $n 的前 $k 个正倍数组成的列表",),
    ),
    Entry(
        "multiples-up-to",
        "multiples_up_to multiples_below",
        "$n: int, $k: int",
        "list[int]",
        """
        List the positive multiples of $n that do not exceed $k, where $n is positive
        Return all numbers from 1 to $k that $n divides
        """,
        "use a range from $n to $k with step $n",
        ("list(range($n, $k + 1, $n))", "[i for i in range(1, $k + 1) if i % $n == 0]"),
        ("list(range($n, $k, $n))", "list(range(0, $k + 1, $n))"),
        fixed((3, 10), (5, 10), (7, 6), (1, 3)),
    ),
    Entry(
        "spaced",
        "evenly_spaced linspace spread_points",
        "$a: float, $b: float, $k: int",
        "list[float]",
        """
        Return $k evenly spaced numbers from $a to $b, both included, rounded to 3 decimals; $k is at least 2
        Divide the way from $a to $b into $k - 1 equal steps and list all $k points, rounded to three decimals
        """,
        "find the step; add it again and again; round",
        (
            "step = ($b - $a) / ($k - 1)\nreturn [round($a + i * step, 3) for i in range($k)]",
            "return [round($a + ($b - $a) * i / ($k - 1), 3) for i in range($k)]",
        ),
        ("step = ($b - $a) / $k\nreturn [round($a + i * step, 3) for i in range($k)]",),
        fixed((0.0, 1.0, 5), (2.0, 8.0, 3), (5.0, 5.0, 2), (1.0, -1.0, 5)),
    ),
    Entry(
        "halving",
        "halve_until halving_list halvings",
        "$n: int",
        "list[int]",
        """
        List $n, its half, the half of that and so on, rounding down, until 1 is reached; $n >= 1
        Return the numbers met when $n is floor divided by 2 again and again, from $n to 1
        """,
        "append and halve while at least 1",
        (
            "path = []\nwhile $n >= 1:\n    path.append($n)\n    $n //= 2\nreturn path",
            "path = [$n]\nwhile path[-1] > 1:\n    path.append(path[-1] // 2)\nreturn path",
        ),
        ("path = []\nwhile $n > 1:\n    path.append($n)\n    $n //= 2\nreturn path",),
        fixed(1, 2, 10, 37, 64),
    ),
    Entry(
        "mirror",
        "up_and_down mirrored_range pyramid",
        "$n: int",
        "list[int]",
        """
        Return the numbers counting up from 1 to $n and back down to 1
        Build the list 1, 2, ..., $n, ..., 2, 1; it is empty for 0
        """,
        "count up to $n; count down from one below",
        (
            "list(range(1, $n + 1)) + list(range($n - 1, 0, -1))",
            "return [min(i, 2 * $n - i) for i in range(1, 2 * $n)]",
        ),
        ("list(range(1, $n + 1)) + list(range($n, 0, -1))",),
        fixed(0, 1, 2, 5),
    ),
    Entry(
        "repeat-growing",
        "repeat_each_number stairs_list",
        "$n: int",
        "list[int]",
        """
        Return a list in which every number i from 1 to $n appears i times in a row
        Build 1, 2, 2, 3, 3, 3, ... up to $n repeated $n times
        """,
        "go from 1 to $n; append each number as often as it says",
        (
            "[i for i in range(1, $n + 1) for _ in range(i)]",
            "out = []\nfor i in range(1, $n + 1):\n    out.extend([i] * i)\nreturn out",
        ),
        ("[i for i in range(1, $n + 1) for _ in range($n)]", "[i for i in range($n) for _ in range(i)]"),
        fixed(0, 1, 2, 4),
    ),
    Entry(
        "either-direction",
        "inclusive_range count_between numbers_from_to",
        "$a: int, $b: int",
        "list[int]",
        """
        List the integers from $a to $b, both included, counting down if $b is smaller
        Return all whole numbers on the way from $a to $b with both ends, in that direction
        """,
        "choose the direction; use a range that goes one step beyond the end",
        (
            "step = 1 if $b >= $a else -1\nreturn list(range($a, $b + step, step))",
            "if $a <= $b:\n    return list(range($a, $b + 1))\nreturn list(range($a, $b - 1, -1))",
        ),
        ("list(range($a, $b + 1))", "list(range(min($a, $b), max($a, $b) + 1))"),
        fixed((1, 4), (4, 1), (3, 3), (-2, 1), (0, -3)),
    ),
    Entry(
        "sum-either",
        "sum_between sum_range total_between",
        "$a: int, $b: int",
        "int",
        """
        Return the sum of all integers between $a and $b, both included, whichever is larger
        Add up every whole number from the smaller to the larger of $a and $b
        """,
        "order the ends; add the numbers of the range",
        (
            "low, high = min($a, $b), max($a, $b)\nreturn sum(range(low, high + 1))",
            "($a + $b) * (abs($a - $b) + 1) // 2",
        ),
        ("sum(range($a, $b + 1))", "sum(range(min($a, $b), max($a, $b)))"),
        fixed((1, 4), (4, 1), (3, 3), (-2, 1), (0, -3)),
    ),
    Entry(
        "alternate-sign",
        "alternating_signs signed_range",
        "$n: int",
        "list[int]",
        """
        Return the numbers 1 to $n with alternating signs, starting with 1, -2, 3
        List 1, -2, 3, -4 and so on up to $n or -$n
        """,
        "go from 1 to $n; negate the even numbers",
        ("[i if i % 2 else -i for i in range(1, $n + 1)]", "[(-1) ** (i + 1) * i for i in range(1, $n + 1)]"),
        ("[-i if i % 2 else i for i in range(1, $n + 1)]",),
        fixed(0, 1, 2, 5),
    ),
)


@family("number-lists-built", weight=3)
def number_lists_built(rng: Rng) -> Draft:
    """Lists of numbers made from one or two parameters."""
    entry = BUILT[rng.randrange(len(BUILT))]
    names = {"n": "n num start limit x", "k": "k count length times", "a,b": "a b|start end|first last|x y"}
    if entry.key == "multiples-up-to":
        names["k"] = "limit k top maximum"
        names["n"] = "n step d factor"
    used = {h: v for h, v in names.items() if f"${h.split(',')[0]}" in entry.params}
    return written(rng, (entry,), used)
