"""Ordinary functions over two ints: gcd, lcm, power, division, signs."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng
from understudy_trainer.tasks.recipes.recipe import Recipe
from understudy_trainer.tasks.vocabulary.numbers import code


def over_two(rng: Rng, a: str, b: str, r: str) -> list[Recipe]:
    """Rows over `a` and `b`; `r` names the result."""
    return [
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
