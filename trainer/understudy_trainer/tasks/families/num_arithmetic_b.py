"""Families of everyday arithmetic: operations on two numbers, formulas, clamping, percentages, units, shapes (part 2)."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import INT_NAMES, Recipe, code, cook, one

PAIRS = (
    ("a", "b"),
    ("x", "y"),
    ("first", "second"),
    ("left", "right"),
    ("m", "n"),
    ("p", "q"),
    ("u", "v"),
    ("lhs", "rhs"),
    ("one", "two"),
    ("num1", "num2"),
)


def _ints(*given: str) -> tuple[Param, ...]:
    return tuple(Param(p, "int") for p in given)


def _pair_inputs(rng: Rng, low: int = -9) -> tuple[tuple[object, ...], ...]:
    r = rng.randint
    return (
        (r(1, 9), r(1, 9)),
        (r(10, 99), r(1, 20)),
        (1, r(2, 9)),
        (5, 5),
        (r(1, 60), r(20, 80)),
        (max(low, -r(1, 9)), r(1, 30)),
        (12, 18),
    )


@family("num-classics")
def classics(rng: Rng) -> Draft:
    """The functions everyone writes: gcd, lcm, power, remainder, factorial, fibonacci, binomials ..."""
    a, b = pick(rng, PAIRS)
    n = one(rng, INT_NAMES, a, b)
    i, r = one(rng, ("i", "k", "step", "j"), n, a, b), one(rng, ("result", "out", "res", "acc"), n)
    s, t = rng.randint(0, 5), rng.randint(1, 9)
    two = [
        Recipe(
            "gcd",
            (
                f"Return the greatest common divisor of {a} and {b}",
                f"Compute the gcd of {a} and {b}",
                f"Find the largest integer that divides both {a} and {b}",
                f"Given two positive integers {a} and {b}, return their greatest common divisor",
            ),
            ("gcd", "greatest_common_divisor", "common_divisor"),
            (f"replace the pair by ({b}, {a} modulo {b})", "repeat until the second is zero", "return the first"),
            (
                code(f"while {b}:", f"    {a}, {b} = {b}, {a} % {b}", f"return {a}"),
                code(f"if {b} == 0:", f"    return {a}", f"return SELF({b}, {a} % {b})"),
            ),
            (code(f"while {b}:", f"    {a}, {b} = {b}, {a} // {b}", f"return {a}"), f"return min({a}, {b})"),
        ),
        Recipe(
            "lcm",
            (
                f"Return the least common multiple of {a} and {b}",
                f"Compute the lcm of {a} and {b}",
                f"Find the smallest positive integer divisible by both {a} and {b}",
                f"Given two positive integers {a} and {b}, return their lowest common multiple",
            ),
            ("lcm", "least_common_multiple", "common_multiple"),
            ("find the greatest common divisor", "divide the product by it"),
            (
                code(f"x0, y0 = {a}, {b}", "while y0:", "    x0, y0 = y0, x0 % y0", f"return {a} * {b} // x0"),
                code(f"{r} = {a}", f"while {r} % {b} != 0:", f"    {r} += {a}", f"return {r}"),
            ),
            (f"return {a} * {b}",),
        ),
        Recipe(
            "power",
            (
                f"Raise {a} to the power {b} without using **",
                f"Compute {a} to the {b}-th power by repeated multiplication",
                f"Return {a} multiplied by itself {b} times over, starting from 1",
                f"Return {a} to the power of {b} (a non-negative integer)",
            ),
            ("power", "raise_to", "int_pow"),
            ("start with 1", f"multiply by {a} {b} times"),
            (
                code(f"{r} = 1", f"for _ in range({b}):", f"    {r} *= {a}", f"return {r}"),
                code(f"if {b} == 0:", "    return 1", f"return {a} * SELF({a}, {b} - 1)"),
            ),
            (f"return {a} * {b}",),
            (f"Return 1 if {b} is 0",),
            inputs=((2, 5), (3, 0), (0, 3), (-2, 3), (rng.randint(2, 9), rng.randint(1, 6)), (1, 7)),
        ),
        Recipe(
            "divisible",
            (
                f"Check whether {a} is divisible by {b}",
                f"Return True if {b} divides {a} evenly",
                f"Tell whether {a} is a multiple of {b}",
                f"Determine if {a} divided by {b} leaves no remainder",
            ),
            ("is_divisible", "divides", "is_multiple"),
            ("test the remainder for zero",),
            (f"return {a} % {b} == 0", f"return {a} // {b} * {b} == {a}"),
            (f"return {b} % {a} == 0",),
            returns="bool",
        ),
        Recipe(
            "ceildiv",
            (
                f"Divide {a} by {b}, rounding up",
                f"Return {a} divided by {b} rounded up to an integer",
                f"Compute how many groups of {b} are needed to hold {a} items",
                f"Return the ceiling of {a} divided by {b}",
            ),
            ("ceil_div", "divide_up", "groups_needed"),
            (f"add {b} - 1 to {a}", f"floor divide by {b}"),
            (f"return ({a} + {b} - 1) // {b}", f"return -(-{a} // {b})"),
            (f"return {a} // {b}", f"return {a} // {b} + 1"),
        ),
        Recipe(
            "divmod",
            (
                f"Return the quotient and the remainder of {a} divided by {b}",
                f"Divide {a} by {b} and return quotient and remainder as a tuple",
                f"Compute how often {b} fits into {a} and what is left over",
                f"Return a tuple with {a} // {b} and what remains",
            ),
            ("divide", "quotient_and_remainder", "div_rest"),
            ("floor divide", "take the remainder", "return both"),
            (f"return {a} // {b}, {a} % {b}", f"return divmod({a}, {b})"),
            (f"return {a} % {b}, {a} // {b}",),
            returns="tuple[int, int]",
        ),
        Recipe(
            "coprime",
            (
                f"Check whether {a} and {b} are coprime",
                f"Return True if {a} and {b} share no divisor greater than 1",
                f"Tell whether the greatest common divisor of {a} and {b} is 1",
                f"Determine if {a} and {b} have no common factor other than 1",
            ),
            ("coprime", "are_coprime", "relatively_prime"),
            ("find the greatest common divisor", "compare it with 1"),
            (
                code(f"while {b}:", f"    {a}, {b} = {b}, {a} % {b}", f"return {a} == 1"),
                f"return not any({a} % d == 0 and {b} % d == 0 for d in range(2, {b} + 1))",
            ),
            (f"return {a} % {b} != 0",),
            returns="bool",
            inputs=((8, 9), (12, 18), (1, 5), (7, 21), (35, 64), (rng.randint(2, 60), rng.randint(2, 60))),
        ),
        Recipe(
            "samesign",
            (
                f"Check whether {a} and {b} have the same sign",
                f"Return True if {a} and {b} are both negative or both non-negative",
                f"Tell whether {a} and {b} lie on the same side of zero (zero counts as positive)",
                f"Determine if the signs of {a} and {b} agree, zero counting as positive",
            ),
            ("same_sign", "signs_agree", "is_same_sign"),
            ("compare the signs",),
            (f"return ({a} < 0) == ({b} < 0)", code(f"if {a} < 0:", f"    return {b} < 0", f"return {b} >= 0")),
            (f"return {a} * {b} > 0",),
            returns="bool",
            inputs=((1, 2), (-1, 3), (0, 5), (-4, -6), (7, -2), (0, 0)),
        ),
    ]
    single = [
        Recipe(
            "factorial",
            (
                f"Return the factorial of {n}",
                f"Compute {n}!, the product of all integers from 1 to {n}",
                f"Calculate the factorial of the non-negative integer {n}",
                f"Given {n}, return {n} factorial",
            ),
            ("factorial", "fact", "compute_factorial"),
            ("start with 1", f"multiply by every number from 2 to {n}", "return the product"),
            (
                code(f"{r} = 1", f"for {i} in range(2, {n} + 1):", f"    {r} *= {i}", f"return {r}"),
                code(f"if {n} <= 1:", "    return 1", f"return {n} * SELF({n} - 1)"),
            ),
            (code(f"{r} = 1", f"for {i} in range(2, {n}):", f"    {r} *= {i}", f"return {r}"),),
            ("Return 1 for 0",),
        ),
        Recipe(
            "fib",
            (
                f"Return the {n}-th Fibonacci number, starting with 0 and 1",
                f"Compute the Fibonacci number at index {n} (index 0 is 0, index 1 is 1)",
                f"Return Fibonacci number {n}, where the sequence starts 0, 1, 1, 2",
                f"Calculate the {n}th number in the Fibonacci sequence (0-based)",
            ),
            ("fibonacci", "fib", "nth_fib"),
            ("start with 0 and 1", f"step forward {n} times", "return the first of the pair"),
            (
                code("a, b = 0, 1", f"for _ in range({n}):", "    a, b = b, a + b", "return a"),
                code(f"if {n} < 2:", f"    return {n}", f"return SELF({n} - 1) + SELF({n} - 2)"),
            ),
            (code("a, b = 0, 1", f"for _ in range({n}):", "    a, b = b, a + b", "return b"),),
        )
        if n not in "ab"
        else Recipe(
            "one", (f"Return {n} plus one",), ("successor",), ("add one",), (f"return {n} + 1",), (f"return {n}",)
        ),
        Recipe(
            "fiblist",
            (
                f"Return the first {n} Fibonacci-like numbers starting with {s} and {t}",
                f"List {n} terms of the sequence that starts {s}, {t} and continues with the sum of the last two",
                f"Build the first {n} terms of a sequence: {s}, then {t}, then each term is the sum of the two before",
                f"Generate {n} numbers starting with {s} and {t}, each next one the sum of the previous two",
            ),
            ("fib_list", "first_terms", "sequence", "fibonacci_like"),
            (f"start with {s} and {t}", "append the sum of the last two until long enough", f"cut to {n} terms"),
            (
                code(
                    f"{r} = [{s}, {t}]",
                    f"while len({r}) < {n}:",
                    f"    {r}.append({r}[-1] + {r}[-2])",
                    f"return {r}[:{n}]",
                ),
                code(
                    f"{r} = []",
                    f"p, q = {s}, {t}",
                    f"for _ in range({n}):",
                    f"    {r}.append(p)",
                    "    p, q = q, p + q",
                    f"return {r}",
                ),
            ),
            (code(f"{r} = [{s}, {t}]", f"while len({r}) < {n}:", f"    {r}.append({r}[-1] + {r}[-2])", f"return {r}"),),
            returns="list[int]",
        ),
        Recipe(
            "triangular",
            (
                f"Return the sum of the integers from 1 to {n}",
                f"Compute 1 + 2 + ... + {n}",
                f"Return the {n}-th triangular number",
                f"Add up all whole numbers from 1 to {n}",
            ),
            ("triangular", "sum_to", "sum_first"),
            ("use the closed formula",),
            (f"return {n} * ({n} + 1) // 2", f"return sum(range(1, {n} + 1))"),
            (f"return {n} * ({n} - 1) // 2", f"return sum(range({n}))"),
        ),
        Recipe(
            "sumpow",
            (
                f"Return the sum of the {t + 1}th powers of the integers from 1 to {n}"
                if t > 2
                else f"Return the sum of the cubes of the integers from 1 to {n}",
                f"Add up {i} ** {t + 1 if t > 2 else 3} for every {i} from 1 to {n}",
            ),
            ("sum_powers", "power_sum"),
            ("raise each number to the power", "add the results"),
            (
                f"return sum({i} ** {t + 1 if t > 2 else 3} for {i} in range(1, {n} + 1))",
                code(
                    f"{r} = 0",
                    f"for {i} in range(1, {n} + 1):",
                    f"    {r} += {i} ** {t + 1 if t > 2 else 3}",
                    f"return {r}",
                ),
            ),
            (f"return sum({i} ** {t + 1 if t > 2 else 3} for {i} in range({n}))",),
        ),
        Recipe(
            "halves",
            (
                f"Count how often {n} can be floor divided by {t + 1} before it reaches 0",
                f"Return the number of floor divisions by {t + 1} that bring {n} down to zero",
                f"Return how many times {n} must be floor divided by {t + 1} to become 0",
            ),
            ("division_count", "count_divisions", "steps_to_zero"),
            (f"floor divide by {t + 1} while positive", "count the steps"),
            (
                code(f"{r} = 0", f"while {n} > 0:", f"    {n} //= {t + 1}", f"    {r} += 1", f"return {r}"),
                code(f"if {n} == 0:", "    return 0", f"return 1 + SELF({n} // {t + 1})"),
            ),
            (code(f"{r} = 0", f"while {n} > 1:", f"    {n} //= {t + 1}", f"    {r} += 1", f"return {r}"),),
        ),
        Recipe(
            "trailing",
            (
                f"Count how many times {t + 1} divides {n}",
                f"Return the largest e such that {t + 1} ** e divides the positive integer {n}",
                f"Return how often {n} (positive) can be divided by {t + 1} without remainder",
            ),
            ("multiplicity", "times_divides", "count_factor"),
            (f"divide by {t + 1} while it divides evenly", "count the divisions"),
            (
                code(f"{r} = 0", f"while {n} % {t + 1} == 0:", f"    {n} //= {t + 1}", f"    {r} += 1", f"return {r}"),
                code(f"if {n} % {t + 1} != 0:", "    return 0", f"return 1 + SELF({n} // {t + 1})"),
            ),
            (f"return {n} // {t + 1}",),
            inputs=((1,), (t + 1,), ((t + 1) ** 2 * 5,), ((t + 1) ** 4,), (rng.randint(2, 200),)),
        ),
        Recipe(
            "oddfactorial",
            (
                f"Return the product of the odd numbers from 1 to {n}",
                f"Multiply together all odd integers up to {n}",
                f"Compute 1 * 3 * 5 * ... up to {n}",
            ),
            ("odd_product", "odd_factorial"),
            ("step through the odd numbers", "multiply them"),
            (
                code(f"{r} = 1", f"for {i} in range(1, {n} + 1, 2):", f"    {r} *= {i}", f"return {r}"),
                code(f"if {n} < 2:", "    return 1", f"return ({n} if {n} % 2 else 1) * SELF({n} - 1)"),
            ),
            (code(f"{r} = 1", f"for {i} in range(2, {n} + 1, 2):", f"    {r} *= {i}", f"return {r}"),),
        ),
        Recipe(
            "isqrt",
            (
                f"Return the integer square root of {n} (rounded down)",
                f"Compute the largest integer whose square is at most {n}",
                f"Find the square root of {n}, rounded down to an integer",
            ),
            ("int_sqrt", "isqrt", "floor_sqrt"),
            ("count up while the next square fits",),
            (
                code(f"{r} = 0", f"while ({r} + 1) ** 2 <= {n}:", f"    {r} += 1", f"return {r}"),
                f"return int({n} ** 0.5)",
            ),
            (code(f"{r} = 0", f"while {r} ** 2 <= {n}:", f"    {r} += 1", f"return {r}"),),
        ),
        Recipe(
            "sign",
            (
                f"Return 1 if {n} is positive, -1 if it is negative and 0 if it is zero",
                f"Compute the sign of {n} as -1, 0 or 1",
                f"Give the sign of {n}: -1, 0 or 1",
            ),
            ("sign", "signum", "sign_of"),
            ("compare with zero", "return 1, -1 or 0"),
            (
                code(f"if {n} > 0:", "    return 1", f"if {n} < 0:", "    return -1", "return 0"),
                f"return ({n} > 0) - ({n} < 0)",
            ),
            (f"return 1 if {n} >= 0 else -1",),
            inputs=((5,), (-3,), (0,), (100,), (-1,)),
        ),
    ]
    if rng.random() < 0.45:
        return cook(rng, pick(rng, two), _ints(a, b), _pair_inputs(rng, 1))
    return cook(
        rng, pick(rng, single), _ints(n), tuple((x,) for x in (0, 1, 2, 5, rng.randint(3, 12), rng.randint(6, 14)))
    )
