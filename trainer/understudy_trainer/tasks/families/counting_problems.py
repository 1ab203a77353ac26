"""Family of counting problems: paths, anagrams, partitions, dice."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

MATH = ("import math",)
NK = "$n: int, $k: int"

PROBLEMS = (
    Entry(
        "grid-paths",
        "grid_paths count_paths lattice_paths",
        NK,
        "int",
        """
        Return how many shortest paths lead from one corner to the opposite one of a grid with $n rows and $k \
        columns of cells, moving along cells right or down
        Count the ways to go from the top left to the bottom right cell of an $n by $k grid with moves right and \
        down only
        """,
        "each cell is reached from above and from the left; add both counts",
        (
            """
            ways = [1] * $k
            for _ in range($n - 1):
                for i in range(1, $k):
                    ways[i] += ways[i - 1]
            return ways[-1]
            """,
            "math.comb($n + $k - 2, $n - 1)",
        ),
        ("math.comb($n + $k, $n)", "$n * $k"),
        fixed((1, 1), (2, 2), (3, 4), (5, 1), (3, 3)),
        imports=MATH,
    ),
    Entry(
        "word",
        "count_anagrams letter_arrangements",
        "$s: str",
        "int",
        """
        Return how many different strings can be made by rearranging all letters of $s
        Count the distinct anagrams of $s, $s itself included
        """,
        "take the factorial of the length; divide by the factorial of each letter count",
        (
            """
            total = math.factorial(len($s))
            for c in set($s):
                total //= math.factorial($s.count(c))
            return total
            """,
            "return len(set(itertools.permutations($s)))",
        ),
        ("return math.factorial(len($s))",),
        fixed("abc", "aab", "", "zzz", "noon"),
        imports=("import itertools", "import math"),
    ),
    Entry(
        "derangements",
        "derangements count_derangements no_fixed_point",
        "$n: int",
        "int",
        """
        Return in how many ways $n hats can be given to their $n owners so that nobody gets the right one
        Count the arrangements of $n items in which no item stays in its own place
        """,
        "start with 1 and 0; add both previous counts and multiply by the number minus one",
        (
            """
            before, now = 1, 0
            for i in range(2, $n + 1):
                before, now = now, (i - 1) * (before + now)
            return now if $n else 1
            """,
            "count = 1\nfor i in range(1, $n + 1):\n    count = i * count + (-1) ** i\nreturn count",
        ),
        ("return math.factorial($n) - 1",),
        fixed(0, 1, 2, 3, 4, 6),
        imports=MATH,
    ),
    Entry(
        "double-factorial",
        "double_factorial every_other_product",
        "$n: int",
        "int",
        """
        Return the double factorial of $n, the product $n * ($n - 2) * ($n - 4) ... of positive factors; 1 for 0
        Multiply every second integer from $n down to 1 or 2
        """,
        "go down from $n in steps of two; multiply",
        ("math.prod(range($n, 0, -2))", "result = 1\nwhile $n > 1:\n    result *= $n\n    $n -= 2\nreturn result"),
        ("math.factorial($n)", "math.factorial(math.factorial($n))"),
        fixed(0, 1, 2, 5, 6),
        imports=MATH,
    ),
    Entry(
        "factorial-zeros",
        "trailing_zeros factorial_zeros",
        "$n: int",
        "int",
        """
        Count the zeros at the end of the factorial of $n
        Return with how many zeros $n! ends
        """,
        "add how many multiples of 5, 25, 125 and so on there are",
        (
            "zeros = 0\nwhile $n:\n    $n //= 5\n    zeros += $n\nreturn zeros",
            "digits = str(math.factorial($n))\nreturn len(digits) - len(digits.rstrip('0'))",
        ),
        ("$n // 5", "str(math.factorial($n)).count('0')"),
        fixed(0, 4, 5, 10, 24, 25, 30),
        imports=MATH,
    ),
    Entry(
        "catalan",
        "catalan balanced_count",
        "$n: int",
        "int",
        """
        Return the $n-th Catalan number, the number of balanced strings of $n pairs of parentheses
        Count the ways to write $n opening and $n closing brackets so that they are balanced
        """,
        "choose $n out of twice $n; divide by $n plus one",
        (
            "math.comb(2 * $n, $n) // ($n + 1)",
            """
            ways = [1]
            for i in range($n):
                ways.append(sum(ways[j] * ways[i - j] for j in range(i + 1)))
            return ways[$n]
            """,
        ),
        ("math.comb(2 * $n, $n)",),
        fixed(0, 1, 2, 3, 5),
        imports=MATH,
    ),
    Entry(
        "partitions",
        "count_partitions integer_partitions",
        "$n: int",
        "int",
        """
        Return in how many ways $n can be written as a sum of positive integers, ignoring their order; 1 for 0
        Count the partitions of the non-negative integer $n
        """,
        "allow one part size after the other; add the ways without and with that part",
        (
            """
            ways = [1] + [0] * $n
            for part in range(1, $n + 1):
                for total in range(part, $n + 1):
                    ways[total] += ways[total - part]
            return ways[$n]
            """,
            """
            def count(rest, largest):
                if rest == 0:
                    return 1
                return sum(count(rest - part, part) for part in range(1, min(rest, largest) + 1))

            return count($n, $n)
            """,
        ),
        ("return 2 ** ($n - 1) if $n else 1",),
        fixed(0, 1, 2, 3, 4, 7),
    ),
    Entry(
        "dice",
        "dice_ways ways_to_roll count_rolls",
        NK,
        "int",
        """
        Return in how many ways $n ordinary dice, told apart, can show a total of $k
        Count the rolls of $n six-sided dice that add up to $k
        """,
        "keep the ways for each total; add one die after the other",
        (
            """
            ways = {0: 1}
            for _ in range($n):
                rolled = {}
                for points, count in ways.items():
                    for face in range(1, 7):
                        rolled[points + face] = rolled.get(points + face, 0) + count
                ways = rolled
            return ways.get($k, 0)
            """,
            "sum(1 for roll in itertools.product(range(1, 7), repeat=$n) if sum(roll) == $k)",
        ),
        ("sum(1 for roll in itertools.combinations_with_replacement(range(1, 7), $n) if sum(roll) == $k)",),
        fixed((1, 4), (2, 7), (2, 13), (3, 5), (2, 3)),
        imports=("import itertools",),
    ),
)


@family("counting-problems", weight=3)
def counting_problems(rng: Rng) -> Draft:
    """Ways counted: paths, anagrams, partitions, dice."""
    entry = PROBLEMS[rng.randrange(len(PROBLEMS))]
    names = {"n": "n num m total", "k": "k r size", "s": "word s text letters"}
    if entry.key == "grid-paths":
        names |= {"n": "rows n m", "k": "cols columns k"}
    if entry.key == "dice":
        names |= {"n": "dice n count", "k": "target total k"}
    return written(rng, (entry,), names)
