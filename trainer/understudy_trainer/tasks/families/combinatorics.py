"""Family of counting by formula."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

MATH = ("import math",)
NK = "$n: int, $k: int"
PAIRS_NK = fixed((5, 2), (5, 0), (6, 3), (4, 4), (7, 1), (3, 5))

COUNTING = (
    Entry(
        "combinations",
        "combinations choose count_selections",
        NK,
        "int",
        """
        Return in how many ways $k of $n different things can be chosen, regardless of order
        Compute the binomial coefficient $n over $k; 0 if $k is greater than $n
        Count the groups of $k people that can be formed from $n people
        """,
        "return 0 if $k is too large; multiply and divide step by step",
        (
            """
            if $k > $n:
                return 0
            result = 1
            for i in range($k):
                result = result * ($n - i) // (i + 1)
            return result
            """,
            "math.comb($n, $k)",
            "if $k > $n:\n    return 0\nreturn math.factorial($n) // (math.factorial($k) * math.factorial($n - $k))",
        ),
        ("math.perm($n, $k)",),
        imports=MATH,
        notes=("Return 0 if $k is greater than $n",),
        chinese=("返回从 $n 个不同物品中选取 $k 个的方法数",),
    ),
    Entry(
        "arrangements",
        "arrangements permutations count_orderings",
        NK,
        "int",
        """
        Return in how many ways $k of $n different things can be put in a row
        Count the ordered selections of $k out of $n items without repetition; 0 if $k exceeds $n
        In how many ways can the first $k places of a race with $n runners be taken?
        """,
        "multiply $k descending factors starting with $n",
        (
            "result = 1\nfor i in range($k):\n    result *= $n - i\nreturn result",
            "math.perm($n, $k)",
            "math.prod(range($n - $k + 1, $n + 1)) if $k <= $n else 0",
        ),
        ("$n**$k", "math.comb($n, $k)"),
        imports=MATH,
    ),
    Entry(
        "codes",
        "count_codes possible_codes number_of_codes",
        NK,
        "int",
        """
        Return how many codes of length $k there are over $n symbols when symbols may repeat
        Count the sequences of $k characters taken from an alphabet of $n characters with repetition
        """,
        "raise the number of symbols to the length",
        ("$n**$k", "result = 1\nfor _ in range($k):\n    result *= $n\nreturn result"),
        ("$k**$n", "$n * $k"),
        fixed((5, 2), (5, 0), (2, 8), (10, 4), (26, 1)),
    ),
    Entry(
        "multisets",
        "multiset_count selections_with_repetition",
        NK,
        "int",
        """
        Return in how many ways $k scoops can be chosen from $n flavours if flavours may repeat and order does not \
        matter
        Count the multisets of size $k over $n kinds, where $n is at least 1
        """,
        "choose $k out of $n + $k - 1",
        (
            "math.comb($n + $k - 1, $k)",
            "result = 1\nfor i in range($k):\n    result = result * ($n + i) // (i + 1)\nreturn result",
        ),
        ("math.comb($n, $k)", "$n**$k"),
        fixed((5, 2), (5, 0), (2, 8), (3, 3), (1, 4)),
        imports=MATH,
    ),
    Entry(
        "handshakes",
        "handshakes count_pairs number_of_matches",
        "$n: int",
        "int",
        """
        Return how many handshakes there are if each of $n people shakes hands with every other once
        Count the pairs that can be formed from $n people
        With $n teams each playing every other team once, how many matches take place?
        """,
        "multiply $n by $n minus one; halve it",
        ("$n * ($n - 1) // 2", "sum(range($n))"),
        ("$n * ($n - 1)", "$n * ($n + 1) // 2"),
        fixed(0, 1, 2, 5, 10),
    ),
    Entry(
        "diagonals",
        "count_diagonals polygon_diagonals",
        "$n: int",
        "int",
        """
        Return the number of diagonals of a convex polygon with $n >= 3 corners
        Count the lines that join two corners of a polygon with $n corners and are not its sides
        """,
        "count the pairs of corners; subtract the sides",
        ("$n * ($n - 3) // 2", "$n * ($n - 1) // 2 - $n"),
        ("$n * ($n - 1) // 2", "$n * ($n - 3)"),
        fixed(3, 4, 5, 8, 12),
    ),
    Entry(
        "pascal-row",
        "pascal_row binomial_row",
        "$n: int",
        "list[int]",
        """
        Return row $n of Pascal's triangle, row 0 being [1]
        List the binomial coefficients of $n over 0 to $n over $n
        Build the row of Pascal's triangle with $n + 1 entries
        """,
        "start with a one; build each next row from sums of neighbours",
        (
            "row = [1]\nfor _ in range($n):\n    row = [1] + [x + y for x, y in zip(row, row[1:])] + [1]\nreturn row",
            "[math.comb($n, i) for i in range($n + 1)]",
        ),
        (
            """
            row = [1]
            for _ in range($n - 1):
                row = [1] + [x + y for x, y in zip(row, row[1:])] + [1]
            return row
            """,
        ),
        fixed(0, 1, 2, 3, 5),
        imports=MATH,
    ),
)


@family("counting-by-formula", weight=3)
def counting_by_formula(rng: Rng) -> Draft:
    """How many ways there are."""
    names = {"n": "n num m total", "k": "k r size"}
    return written(rng, COUNTING, names, inputs=PAIRS_NK)
