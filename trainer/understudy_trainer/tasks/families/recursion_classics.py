"""Family: towers of Hanoi, powers by squaring, products, paths, extremes by recursion."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integer_lists
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written

MOVES: dict[str, Spec] = {
    "hanoi-moves": spec(
        names="hanoi tower_moves solve_hanoi move_tower",
        params="$n: int, $a: str, $b: str, $c: str",
        returns="list[tuple[str, str]]",
        pools={
            "a": ("source", "start", "origin"),
            "b": ("target", "goal", "destination"),
            "c": ("spare", "helper", "via"),
            "n": ("n", "disks", "height"),
        },
        said=(
            "List the moves (from, to) that bring a tower of $n disks from peg $a to peg $b with the help of "
            "$c\nSolve the Towers of Hanoi for $n disks from $a to $b, using $c as the spare peg, and return "
            "the moves as tuples\nReturn the shortest list of (from, to) moves for the Hanoi tower of $n "
            "disks going from $a to $b over $c"
        ),
        told=(
            "A tower of $n disks of different sizes stands on the peg $a. Only the top disk of a peg may be "
            "moved, and never onto a smaller one. Return the shortest list of moves, each a tuple (from, "
            "to), that brings the tower to the peg $b; the third peg is $c."
        ),
        plan=(
            "no disks need no moves; move all but the largest to the spare peg; move the largest; move the "
            "others on top"
        ),
        solutions=(
            "if $n == 0:\n    return []\nreturn SELF($n - 1, $a, $c, $b) + [($a, $b)] + SELF($n - 1, $c, $b, $a)"
        ),
        wrong=("if $n == 0:\n    return []\nreturn SELF($n - 1, $a, $b, $c) + [($a, $b)] + SELF($n - 1, $c, $b, $a)"),
        inputs=lambda rng: [
            (0, "A", "B", "C"),
            (1, "A", "C", "B"),
            (2, "A", "C", "B"),
            (3, "X", "Y", "Z"),
            (3, "1", "3", "2"),
        ],
    ),
    "hanoi-count": spec(
        names="hanoi_moves count_moves tower_steps moves_needed",
        params="$n: int",
        returns="int",
        said=(
            "Return the smallest number of moves for the Towers of Hanoi with $n disks\n"
            "Count the moves needed to carry a Hanoi tower of $n disks to another peg\n"
            "Compute how many single-disk moves the Hanoi puzzle with $n disks takes at least"
        ),
        plan="no disks need no moves; move the smaller tower twice and the largest disk once",
        solutions="if $n == 0:\n    return 0\nreturn 2 * SELF($n - 1) + 1\n---\n2 ** $n - 1",
        wrong="2 ** $n\n---\n2 * $n - 1",
        inputs=lambda rng: each([0, 1, 2, 3, rng.randint(4, 12), rng.randint(4, 9)]),
    ),
    "power": spec(
        names="power fast_power raise_to pow_rec",
        params="$n: int, $k: int",
        returns="int",
        pools={"n": ("base", "x", "b", "number"), "k": ("exponent", "n", "e", "power_of")},
        said=(
            "Return $n to the power of $k by squaring half powers recursively\n"
            "Compute $n ** $k without the operator, halving the exponent in each step\n"
            "Raise $n to the non-negative exponent $k with fast exponentiation"
        ),
        told=(
            "Powers can be computed quickly by halving the exponent: the power for an even exponent is the "
            "square of the power for half of it. Return $n to the power of the non-negative integer $k in "
            "this way."
        ),
        plan=("the power 0 gives 1; compute the power for half the exponent; square it; multiply once more if odd"),
        solutions=(
            "if $k == 0:\n    return 1\nhalf = SELF($n, $k // 2)\n"
            "return half * half * $n if $k % 2 else half * half\n---\nresult = 1\nwhile $k:\n    if $k % 2:\n"
            "        result *= $n\n    $n *= $n\n    $k //= 2\nreturn result"
        ),
        wrong="$n * $k\n---\nif $k == 0:\n    return 1\nhalf = SELF($n, $k // 2)\nreturn half * half",
        inputs=lambda rng: [(2, 10), (3, 0), (0, 0), (-2, 3), (rng.randint(2, 9), rng.randint(2, 7)), (7, 1), (0, 4)],
    ),
    "multiply": spec(
        names="multiply product times mul",
        params="$n: int, $m: int",
        returns="int",
        said=(
            "Multiply the non-negative integers $n and $m by repeated addition, recursively\n"
            "Return the product of $n and $m using only addition and recursion\n"
            "Compute $n times $m without the * operator; both are not negative"
        ),
        plan="nothing times a number is zero; add the number once to the product with one less",
        solutions="if $m == 0:\n    return 0\nreturn $n + SELF($n, $m - 1)\n---\nsum([$n] * $m)",
        wrong="$n + $m\n---\nif $m == 1:\n    return $n\nreturn $n + SELF($n, $m - 1)",
        inputs=lambda rng: [(3, 4), (0, 5), (5, 0), (1, 1), (rng.randint(2, 20), rng.randint(2, 20)), (7, 1)],
    ),
    "gcd": spec(
        names="gcd_rec common_divisor euclid greatest_divisor",
        params="$n: int, $m: int",
        returns="int",
        said=(
            "Return the greatest common divisor of $n and $m by subtracting the smaller from the larger, "
            "recursively\nFind the largest number that divides both $n and $m with recursive remainders\n"
            "Compute the greatest common divisor of the non-negative integers $n and $m with a function that "
            "calls itself"
        ),
        plan="if the second number is zero return the first; call with the second and the remainder",
        solutions=(
            "if $m == 0:\n    return $n\nreturn SELF($m, $n % $m)\n---\nwhile $m:\n    $n, $m = $m, $n % $m\nreturn $n"
        ),
        wrong="min($n, $m)\n---\nreturn $n % $m if $m else $n",
        inputs=lambda rng: [
            (12, 18),
            (7, 0),
            (5, 5),
            (9, 28),
            (rng.randint(2, 90), rng.randint(2, 90)),
            (k := rng.randint(2, 9), k * 6),
        ],
    ),
    "maximum": spec(
        names="largest maximum_rec biggest top",
        params="$xs: list[int]",
        returns="int",
        said=(
            "Return the $end number of the non-empty list $xs recursively, without $bad()\n"
            "Find the $end value in $xs by comparing its first element with the $end of the rest\n"
            "Split the non-empty list $xs in halves and return the $end number, using recursion"
        ),
        plan="a single number is the answer; take the answer for the rest; compare it with the first number",
        solutions=(
            "if len($xs) == 1:\n    return $xs[0]\nrest = SELF($xs[1:])\n"
            "return $xs[0] if $xs[0] $sign rest else rest\n---\n$bad($xs)"
        ),
        wrong="$xs[0]\n---\n$other($xs)",
        inputs=lambda rng: each([*integer_lists(rng, empty=False, count=3), [3, 9, 1], [2, 1]]),
    ),
    "ways-grid": spec(
        names="count_paths lattice_paths grid_routes ways_down_right",
        params="$n: int, $m: int",
        returns="int",
        pools={"n": ("rows", "height", "r", "n"), "m": ("columns", "width", "c", "m")},
        said=(
            "Count the ways from the top left to the bottom right cell of a grid with $n rows and $m "
            "columns, moving only right or down\n"
            "Return how many shortest paths lead across a board of $n rows and $m columns from corner cell "
            "to opposite corner cell\nCompute the number of routes through $n by $m cells with steps right "
            "and down only"
        ),
        told=(
            "A robot stands on the upper left cell of a field with $n rows and $m columns. It only moves one "
            "cell to the right or one cell down. Return the number of ways in which it can reach the lower "
            "right cell. Both numbers are at least 1."
        ),
        plan="a single row or column has one way; add the ways from above and from the left",
        solutions=(
            "if $n == 1 or $m == 1:\n    return 1\nreturn SELF($n - 1, $m) + SELF($n, $m - 1)\n---\n"
            "math.comb($n + $m - 2, $n - 1)\n---\nrow = [1] * $m\nfor _ in range($n - 1):\n"
            "    for i in range(1, $m):\n        row[i] += row[i - 1]\nreturn row[-1]"
        ),
        imports="import math",
        wrong="math.comb($n + $m, $n)\n---\n$n * $m",
        inputs=lambda rng: [(1, 1), (2, 2), (3, 3), (1, 6), (rng.randint(2, 6), rng.randint(2, 6)), (4, 2)],
    ),
    "ackermann": spec(
        names="two_rule_function combine nested_rule grow",
        params="$n: int, $m: int",
        returns="int",
        said=(
            "Return $m + $k if $n is 0; the value for ($n - 1, 1) if $m is 0; otherwise that for $n - 1 and "
            "the value for ($n, $m - 1)\n"
            "Compute A($n, $m) with A(0, m) = m + $k, A(n, 0) = A(n - 1, 1) and A(n, m) = A(n - 1, A(n, m - "
            "1))"
        ),
        plan="handle the two base rules; otherwise nest the calls",
        solutions=(
            "if $n == 0:\n    return $m + $k\nif $m == 0:\n    return SELF($n - 1, 1)\n"
            "return SELF($n - 1, SELF($n, $m - 1))"
        ),
        wrong=(
            "if $n == 0:\n    return $m + $k\nif $m == 0:\n    return SELF($n - 1, 0)\n"
            "return SELF($n - 1, SELF($n, $m - 1))"
        ),
        inputs=lambda rng: [(0, 3), (1, 0), (1, 4), (2, 0), (2, 2), (0, 0)],
    ),
}


@family("recursion-classics", weight=2.5)
def recursion_classics(rng: Rng) -> Draft:
    """Towers of Hanoi, powers by squaring, products, paths, extremes by recursion."""
    key = pick(rng, list(MOVES))
    if key == "maximum":
        end, sign, picker, other = pick(rng, (("largest", ">", "max", "min"), ("smallest", "<", "min", "max")))
        return written(rng, f"{key}-{end}", MOVES[key], end=end, sign=sign, bad=picker, other=other)
    return one_of(rng, {key: MOVES[key]}, **({"k": rng.choice("123")} if key == "ackermann" else {}))
