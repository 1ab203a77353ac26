"""Ordinary functions over the prime factors of an int."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.numbers import code

Row = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def prime_factors(n: str, i: str, acc: str) -> dict[str, Row]:
    """Rows by key: (returns, summaries, names, plan, solutions, near misses)."""
    factor_loop = [
        f"{acc} = []",
        f"{i} = 2",
        f"while {n} > 1:",
        f"    while {n} % {i} == 0:",
        f"        {acc}.append({i})",
        f"        {n} //= {i}",
        f"    {i} += 1",
    ]
    return {
        "factors": (
            "list[int]",
            (
                f"Return the prime factors of {n} in ascending order, with repetition",
                f"Factor {n} into primes (repeated factors are repeated)",
                f"List the prime factorization of {n} from smallest to largest",
                f"Compute the prime factors of {n}, with multiplicity",
            ),
            ("prime factors", "factorize", "factor", "prime_factorization"),
            (
                "start with the divisor 2",
                "divide it out as often as possible and record it",
                "move to the next divisor until 1 is left",
            ),
            (
                code(*factor_loop, f"return {acc}"),
                code(
                    f"{acc} = []",
                    f"{i} = 2",
                    f"while {i} <= {n}:",
                    f"    if {n} % {i} == 0:",
                    f"        {acc}.append({i})",
                    f"        {n} //= {i}",
                    "    else:",
                    f"        {i} += 1",
                    f"return {acc}",
                ),
            ),
            (code(*factor_loop, f"return sorted(set({acc}))"),),
        ),
        "distinct": (
            "list[int]",
            (
                f"Return the distinct prime factors of {n} in ascending order",
                f"List the different primes that divide {n}",
                f"Find all primes dividing {n}, each once, in increasing order",
                f"Compute the unique prime divisors of {n}, sorted",
            ),
            ("distinct factors", "prime divisors", "unique_prime_factors"),
            (
                "start with the divisor 2",
                "record it once and divide it out",
                "move to the next divisor until 1 is left",
            ),
            (
                code(
                    f"{acc} = []",
                    f"{i} = 2",
                    f"while {n} > 1:",
                    f"    if {n} % {i} == 0:",
                    f"        {acc}.append({i})",
                    f"    while {n} % {i} == 0:",
                    f"        {n} //= {i}",
                    f"    {i} += 1",
                    f"return {acc}",
                ),
                code(*factor_loop, f"return sorted(set({acc}))"),
            ),
            (code(*factor_loop, f"return {acc}"),),
        ),
        "largest": (
            "int",
            (
                f"Return the largest prime factor of {n}, or 1 if {n} is 1",
                f"Find the biggest prime that divides {n} (1 for 1)",
                f"Compute the greatest prime factor of {n}; for 1 return 1",
                f"Get the largest prime divisor of {n}, with 1 for 1",
            ),
            ("largest factor", "largest_prime_factor", "max_prime_factor"),
            ("divide out factors from 2 upwards", "remember the last one", "return it"),
            (
                code(
                    f"{acc} = 1",
                    f"{i} = 2",
                    f"while {n} > 1:",
                    f"    while {n} % {i} == 0:",
                    f"        {acc} = {i}",
                    f"        {n} //= {i}",
                    f"    {i} += 1",
                    f"return {acc}",
                ),
                code(*factor_loop, f"return max({acc}, default=1)"),
            ),
            (code(*factor_loop, f"return min({acc}, default=1)"),),
        ),
        "smallest": (
            "int",
            (
                f"Return the smallest divisor of {n} greater than 1, or {n} itself if it is prime or 1",
                f"Find the least prime factor of {n} (1 for 1)",
                f"Compute the smallest prime factor of {n}; for 1 return 1",
                f"Get the lowest prime dividing {n}, with 1 for 1",
            ),
            ("smallest factor", "least_prime_factor", "min_factor"),
            ("try the divisors from 2 up", "return the first that divides evenly", f"otherwise return {n}"),
            (
                code(f"for {i} in range(2, {n}):", f"    if {n} % {i} == 0:", f"        return {i}", f"return {n}"),
                f"return next(({i} for {i} in range(2, {n} + 1) if {n} % {i} == 0), 1)",
            ),
            (code(f"for {i} in range(1, {n}):", f"    if {n} % {i} == 0:", f"        return {i}", f"return {n}"),),
        ),
    }
