"""Family of the gcd and the lcm put to use."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import PAIRS, Entry, random_pairs, written

COMMON = (
    Entry(
        "gcd-list",
        "gcd_of_list common_divisor gcd_all",
        "$xs: list[int]",
        "int",
        """
        Return the greatest common divisor of all numbers in $xs
        Find the largest integer that divides every element of $xs
        Compute the gcd of the whole list $xs
        """,
        "start with 0; take the gcd with each number in turn",
        (
            "$r = 0\nfor $p in $xs:\n    $r = math.gcd($r, $p)\nreturn $r",
            "math.gcd(*$xs)",
        ),
        ("min($xs, default=0)",),
        lambda r, _: (
            ([12, 18],),
            ([7],),
            ([],),
            ([8, 16, 20],),
            ([r.randint(2, 60) * 6 for _ in range(3)],),
            ([5, 7],),
        ),
        notes=("Return 0 if $xs is empty",),
        imports=("import math",),
    ),
    Entry(
        "lcm-list",
        "lcm_of_list common_multiple lcm_all",
        "$xs: list[int]",
        "int",
        """
        Return the least common multiple of the positive integers in $xs
        Find the smallest positive integer that every element of $xs divides
        Compute the lcm of the whole list $xs
        """,
        "start with 1; take the lcm with each number in turn",
        (
            "$r = 1\nfor $p in $xs:\n    $r = $r * $p // math.gcd($r, $p)\nreturn $r",
            "math.lcm(*$xs)",
        ),
        ("math.prod($xs)",),
        lambda r, _: (([4, 6],), ([7],), ([],), ([8, 12, 20],), ([r.randint(2, 9) * 2 for _ in range(3)],), ([5, 7],)),
        (
            "Several buses leave the station together; bus i then leaves again every $xs[i] minutes. Return after how "
            "many minutes all of them leave together again. For an empty list return 1.",
        ),
        notes=("Return 1 if $xs is empty",),
        imports=("import math",),
    ),
    Entry(
        "lowest-terms",
        "simplify_fraction lowest_terms reduce_fraction",
        "$a: int, $b: int",
        "tuple[int, int]",
        """
        Reduce the fraction $a / $b to lowest terms and return it as a tuple
        Return $a and $b both divided by their greatest common divisor
        Given a numerator $a and a positive denominator $b, simplify the fraction as far as possible
        """,
        "find the gcd; divide both by it",
        (
            "$r = math.gcd($a, $b)\nreturn $a // $r, $b // $r",
            "$r = $b\nwhile $a % $r or $b % $r:\n    $r -= 1\nreturn $a // $r, $b // $r",
        ),
        ("return $a, $b", "return $a // min($a, $b), $b // min($a, $b)"),
        imports=("import math",),
        chinese=("将分数 $a / $b 约分为最简形式，返回二元组",),
    ),
    Entry(
        "coprime",
        "are_coprime is_coprime relatively_prime",
        "$a: int, $b: int",
        "bool",
        """
        Check whether $a and $b have no common divisor greater than 1
        Return True if $a and $b are coprime
        Tell if the greatest common divisor of $a and $b is 1
        """,
        "find the gcd; compare it with 1",
        (
            "math.gcd($a, $b) == 1",
            "while $b:\n    $a, $b = $b, $a % $b\nreturn $a == 1",
        ),
        ("$a % $b != 0 and $b % $a != 0",),
        imports=("import math",),
    ),
    Entry(
        "largest-square-tile",
        "tile_count count_square_tiles squares_needed",
        "$a: int, $b: int",
        "int",
        """
        Return how many equal squares, as large as possible, cover an $a by $b rectangle exactly
        Cut a rectangle with sides $a and $b into the fewest equal squares with integer sides and count them
        Find the number of the largest possible identical square tiles that fill a floor of $a times $b
        """,
        "the side of the square is the gcd; multiply how many fit along both sides",
        (
            "$r = math.gcd($a, $b)\nreturn ($a // $r) * ($b // $r)",
            "$a * $b // math.gcd($a, $b) ** 2",
        ),
        ("$a * $b // math.gcd($a, $b)",),
        imports=("import math",),
    ),
    Entry(
        "next-meeting",
        "next_common minutes_until_both first_common_multiple",
        "$a: int, $b: int, $n: int",
        "int",
        """
        Return the smallest common multiple of $a and $b that is at least $n
        Find the first number from $n onwards that both $a and $b divide
        """,
        "find the lcm; round $n up to a multiple of it",
        (
            "$r = math.lcm($a, $b)\nreturn -(-$n // $r) * $r",
            "while $n % $a or $n % $b:\n    $n += 1\nreturn $n",
        ),
        ("math.lcm($a, $b)", "return $n // math.lcm($a, $b) * math.lcm($a, $b)"),
        lambda r, _: (
            (4, 6, 12),
            (4, 6, 13),
            (2, 3, 1),
            (r.randint(2, 9), r.randint(2, 9), r.randint(10, 90)),
            (5, 5, 22),
        ),
        (
            "Two lamps flash every $a and every $b seconds; both flashed at second 0. Someone starts watching at "
            "second $n >= 1. Return the first second, from $n on, at which both flash together.",
        ),
        imports=("import math",),
    ),
)


@family("common-divisor-uses", weight=2)
def common_divisor_uses(rng: Rng) -> Draft:
    """The gcd and the lcm put to use."""
    names = {
        "n": "n limit start top",
        "a,b": PAIRS,
        "p": "x v k value",
        "r": "result g divisor out",
        "xs": "nums xs values periods",
    }
    return written(rng, COMMON, names, inputs=random_pairs(2, 90, (12, 18), (7, 5), (8, 8), (1, 9), (4, 6)))
