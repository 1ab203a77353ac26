"""Ordinary functions over one int: factorial, Fibonacci, sums of powers, roots, sign."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng
from understudy_trainer.tasks.recipes.recipe import Recipe
from understudy_trainer.tasks.vocabulary.numbers import code


def over_one(rng: Rng, n: str, i: str, r: str, s: int, t: int) -> list[Recipe]:
    """Rows over `n`; `s` and `t` are literals."""
    return [
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
