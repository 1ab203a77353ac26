"""Family of polynomials and equations."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

ABC = "$a: int, $b: int, $c: int"
QUADRATICS = fixed((1, -3, 2), (1, 2, 1), (1, 0, 1), (2, -4, -6), (1, 0, -4), (-1, 4, 0))
ASCENDING = "the coefficients $xs, constant term first"

POLYNOMIALS = (
    Entry(
        "evaluate",
        "evaluate polynomial_value poly_at",
        "$xs: list[int], $x: int",
        "int",
        f"""
        Return the value at $x of the polynomial with {ASCENDING}
        Evaluate the polynomial $xs[0] + $xs[1] * x + $xs[2] * x ** 2 + ... at x = $x
        Given coefficients $xs in ascending order of the powers, compute the polynomial at $x
        """,
        "multiply each coefficient by its power of $x; add them up",
        (
            "sum(c * $x**i for i, c in enumerate($xs))",
            "value = 0\nfor c in reversed($xs):\n    value = value * $x + c\nreturn value",
        ),
        ("sum(c * $x**i for i, c in enumerate(reversed($xs)))", "sum(c * $x * i for i, c in enumerate($xs))"),
        fixed(([1, 2, 3], 2), ([5], 7), ([], 3), ([0, -1, 0, 2], -1), ([4, 3], 0)),
    ),
    Entry(
        "evaluate-desc",
        "evaluate horner poly_value",
        "$xs: list[int], $x: int",
        "int",
        """
        Return the value at $x of the polynomial whose coefficients $xs start with the highest power
        Evaluate a polynomial at $x by Horner's scheme; $xs lists the coefficients from the highest power down
        """,
        "start with 0; multiply by $x and add each coefficient",
        (
            "value = 0\nfor c in $xs:\n    value = value * $x + c\nreturn value",
            "sum(c * $x ** (len($xs) - 1 - i) for i, c in enumerate($xs))",
        ),
        ("sum(c * $x**i for i, c in enumerate($xs))",),
        fixed(([1, 2, 3], 2), ([5], 7), ([], 3), ([0, -1, 0, 2], -1), ([4, 3], 0)),
    ),
    Entry(
        "derivative",
        "derivative differentiate derive",
        "$xs: list[int]",
        "list[int]",
        f"""
        Return the coefficients of the derivative of the polynomial with {ASCENDING}
        Differentiate a polynomial given by {ASCENDING}, and return the new coefficients
        """,
        "multiply each coefficient by its exponent; drop the constant term",
        (
            "[i * c for i, c in enumerate($xs)][1:]",
            "[$xs[i] * i for i in range(1, len($xs))]",
        ),
        ("[i * c for i, c in enumerate($xs)]", "[c * (i + 1) for i, c in enumerate($xs)][1:]"),
        fixed([1, 2, 3], [5], [], [0, -1, 0, 2], [4, 3]),
    ),
    Entry(
        "add",
        "add_polynomials poly_sum",
        "$xs: list[int], $ys: list[int]",
        "list[int]",
        """
        Add the polynomials $xs and $ys, lists of coefficients with the constant term first, of possibly different \
        lengths
        Return the coefficients of the sum of two polynomials $xs and $ys (constant term first); the longer length \
        is kept
        """,
        "pair the coefficients, missing ones being 0; add each pair",
        (
            "[a + b for a, b in itertools.zip_longest($xs, $ys, fillvalue=0)]",
            """
            total = [0] * max(len($xs), len($ys))
            for i, c in enumerate($xs):
                total[i] += c
            for i, c in enumerate($ys):
                total[i] += c
            return total
            """,
        ),
        ("[a + b for a, b in zip($xs, $ys)]", "$xs + $ys"),
        fixed(([1, 2], [3]), ([], [1, 5]), ([1, 2, 3], [4, 5, 6]), ([0, 1], [2, 0, 7])),
        imports=("import itertools",),
    ),
    Entry(
        "multiply",
        "multiply_polynomials poly_product",
        "$xs: list[int], $ys: list[int]",
        "list[int]",
        """
        Multiply the nonempty polynomials $xs and $ys, given as coefficients with the constant term first
        Return the coefficients of the product of two polynomials $xs and $ys, constant term first
        """,
        "multiply every pair of coefficients; add it where the exponents add up",
        (
            """
            product = [0] * (len($xs) + len($ys) - 1)
            for i, a in enumerate($xs):
                for j, b in enumerate($ys):
                    product[i + j] += a * b
            return product
            """,
        ),
        ("[a * b for a, b in zip($xs, $ys)]",),
        fixed(([1, 2], [3]), ([1, 1], [1, 1]), ([1, 2, 3], [0, 1]), ([-1, 1], [1, 1])),
    ),
    Entry(
        "text",
        "polynomial_text show_polynomial",
        "$xs: list[int]",
        "str",
        """
        Write the polynomial with the positive coefficients $xs, constant term first, like "3x^2 + 2x^1 + 1x^0" for \
        [1, 2, 3]
        Return terms like "4x^2" for the coefficients $xs (index = exponent), highest power first, with " + " \
        between them
        """,
        "write each coefficient with its exponent; reverse the terms; join them",
        (
            'return " + ".join(f"{c}x^{i}" for i, c in reversed(list(enumerate($xs))))',
            """
            terms = []
            for i in range(len($xs) - 1, -1, -1):
                terms.append(f"{$xs[i]}x^{i}")
            return " + ".join(terms)
            """,
        ),
        ('return " + ".join(f"{c}x^{i}" for i, c in enumerate($xs))',),
        fixed([1, 2, 3], [5], [], [4, 3]),
    ),
    Entry(
        "discriminant",
        "discriminant quadratic_discriminant",
        ABC,
        "int",
        """
        Return the discriminant of $a * x ** 2 + $b * x + $c
        Compute b squared minus 4ac for the quadratic equation with the coefficients $a, $b and $c
        """,
        "square the middle coefficient; subtract four times the product of the others",
        ("$b**2 - 4 * $a * $c", "$b * $b - 4 * $a * $c"),
        ("$b**2 + 4 * $a * $c", "$b - 4 * $a * $c"),
        QUADRATICS,
    ),
    Entry(
        "root-count",
        "count_real_roots number_of_solutions",
        ABC,
        "int",
        """
        Return how many real solutions $a * x ** 2 + $b * x + $c == 0 has, where $a is not 0: 0, 1 or 2
        Count the real roots of the quadratic polynomial with the coefficients $a, $b and $c
        """,
        "compute the discriminant; choose by its sign",
        (
            "d = $b * $b - 4 * $a * $c\nif d > 0:\n    return 2\nreturn 1 if d == 0 else 0",
            "d = $b**2 - 4 * $a * $c\nreturn (d > 0) + (d >= 0)",
        ),
        ("d = $b * $b - 4 * $a * $c\nreturn 2 if d >= 0 else 0",),
        QUADRATICS,
    ),
    Entry(
        "roots",
        "solve_quadratic real_roots",
        ABC,
        "list[float]",
        """
        Return the real solutions of $a * x ** 2 + $b * x + $c == 0 in ascending order, rounded to 3 decimals; $a \
        is not 0
        Solve the quadratic equation with the coefficients $a, $b, $c; list the distinct real roots ascending, 3 \
        decimals
        """,
        "compute the discriminant; return an empty list if it is negative; apply the formula; sort",
        (
            """
            d = $b * $b - 4 * $a * $c
            if d < 0:
                return []
            roots = {round((-$b + s * d**0.5) / (2 * $a), 3) for s in (-1, 1)}
            return sorted(roots)
            """,
            """
            d = $b**2 - 4 * $a * $c
            if d < 0:
                return []
            if d == 0:
                return [round(-$b / (2 * $a), 3)]
            root = math.sqrt(d)
            return sorted([round((-$b - root) / (2 * $a), 3), round((-$b + root) / (2 * $a), 3)])
            """,
        ),
        ("d = abs($b * $b - 4 * $a * $c)\nreturn sorted({round((-$b + s * d**0.5) / 2 * $a, 3) for s in (-1, 1)})",),
        fixed((1, -3, 2), (1, 2, 1), (1, 0, 1), (2, -4, -6), (1, 1, -1)),
        imports=("import math",),
        notes=("Return an empty list if there are none",),
    ),
    Entry(
        "linear",
        "solve_linear solve_for_x",
        "$a: int, $b: int",
        "float | None",
        """
        Return the solution of $a * x + $b == 0, rounded to 3 decimals, or None if $a is 0
        Solve the linear equation $a * x + $b = 0 for x (three decimals); None without a unique solution
        """,
        "return None if $a is 0; divide the negative constant by the factor; round",
        (
            "if $a == 0:\n    return None\nreturn round(-$b / $a, 3)",
            "return None if $a == 0 else round($b / -$a, 3)",
        ),
        (
            "if $a == 0:\n    return None\nreturn round($b / $a, 3)",
            "if $b == 0:\n    return None\nreturn round(-$b / $a, 3) if $a else None",
        ),
        fixed((2, 4), (0, 3), (3, -1), (-4, 10), (5, 2)),
        notes=("Return None if $a is 0",),
    ),
)


@family("polynomials-and-equations", weight=3)
def polynomials_and_equations(rng: Rng) -> Draft:
    """Polynomials by their coefficients, quadratic and linear equations."""
    names = {"xs": "coeffs coefficients xs poly", "ys": "other ys second", "x": "x t point", "a,b,c": "a b c|p q r"}
    return written(rng, POLYNOMIALS, names)
