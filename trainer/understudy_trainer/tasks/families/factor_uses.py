"""Families over prime factors, common divisors and common multiples."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, random_ints, written

FACTOR_LOOP = """
            {r} = {empty}
            $p = 2
            while $p * $p <= $n:
                while $n % $p == 0:
                    {step}
                    $n //= $p
                $p += 1
            if $n > 1:
                {last}
            return {out}
            """


def _loop(empty: str, step: str, last: str = "", out: str = "$r") -> str:
    return FACTOR_LOOP.format(r="$r", empty=empty, step=step, last=last or step, out=out)


FACTORED = (
    Entry(
        "exponents",
        "prime_exponents factor_counts prime_factorization",
        "$n: int",
        "dict[int, int]",
        """
        Return the prime factorisation of $n as a dictionary from prime to exponent
        Factor $n into primes and map each prime to how often it divides $n
        Given a positive integer $n, build a dict {prime: exponent} whose product of powers is $n
        """,
        "divide by each candidate as long as it goes; count the divisions; what remains above 1 is a prime",
        (
            _loop("{}", "$r[$p] = $r.get($p, 0) + 1", "$r[$n] = $r.get($n, 0) + 1"),
            """
            $r = {}
            $p = 2
            while $n > 1:
                if $n % $p == 0:
                    $r[$p] = $r.get($p, 0) + 1
                    $n //= $p
                else:
                    $p += 1
            return $r
            """,
        ),
        ("return {$p: 1 for $p in range(2, $n + 1) if $n % $p == 0}",),
        notes=("Return an empty dictionary for 1",),
        chinese=("将正整数 $n 分解质因数，返回质数到指数的字典",),
    ),
    Entry(
        "how-many",
        "count_prime_factors number_of_prime_factors",
        "$n: int",
        "int",
        """
        Count the prime factors of $n, each as often as it divides $n
        Return how many primes, with repetition, multiply to $n
        Find the number of prime factors of $n counted with multiplicity
        """,
        "divide by each prime as long as it goes; count the divisions",
        (
            _loop("0", "$r += 1"),
            """
            $r, $p = 0, 2
            while $n > 1:
                if $n % $p == 0:
                    $n //= $p
                    $r += 1
                else:
                    $p += 1
            return $r
            """,
        ),
        ("sum(1 for $p in range(2, $n + 1) if $n % $p == 0)",),
    ),
    Entry(
        "text",
        "factorization_text show_factors",
        "$n: int",
        "str",
        """
        Write $n as a product of primes such as "2 x 2 x 3", smallest first
        Return the prime factors of $n, with repeats and in ascending order, with " x " between them
        """,
        "collect the prime factors; join them with the sign",
        (
            _loop("[]", "$r.append($p)", "$r.append($n)", '" x ".join(str(f) for f in $r)'),
            """
            $r, $p = [], 2
            while $n > 1:
                if $n % $p == 0:
                    $r.append(str($p))
                    $n //= $p
                else:
                    $p += 1
            return " x ".join($r)
            """,
        ),
        ('return " x ".join(str($p) for $p in range(2, $n + 1) if $n % $p == 0)',),
        random_ints(4, 400, 2, 13, 49, 64),
    ),
    Entry(
        "squarefree",
        "is_squarefree has_no_square_factor",
        "$n: int",
        "bool",
        """
        Check whether no square greater than 1 divides $n
        Return True if $n is squarefree, so no prime divides it twice
        Tell if the positive integer $n has no divisor of the form k * k with k > 1
        """,
        "try every square up to $n; return False if one divides $n",
        (
            "$p = 2\nwhile $p * $p <= $n:\n    if $n % ($p * $p) == 0:\n        return False\n    $p += 1\nreturn True",
            "all($n % ($p * $p) for $p in range(2, $n + 1))",
        ),
        ("$p = 2\nwhile $p * $p < $n:\n    if $n % ($p * $p) == 0:\n        return False\n    $p += 1\nreturn True",),
    ),
    Entry(
        "only-small",
        "only_small_factors is_smooth has_only_factors",
        "$n: int",
        "bool",
        """
        Check whether the positive integer $n has no prime factors other than 2, 3 and 5
        Return True if $n can be reduced to 1 by dividing by 2, 3 and 5 only
        Tell if 2, 3 and 5 are the only primes that divide $n
        """,
        "divide by 2, 3 and 5 as long as it goes; compare what remains with 1",
        (
            "for $p in (2, 3, 5):\n    while $n % $p == 0:\n        $n //= $p\nreturn $n == 1",
            """
            $r = $n
            while $r > 1:
                for $p in (2, 3, 5):
                    if $r % $p == 0:
                        $r //= $p
                        break
                else:
                    return False
            return True
            """,
        ),
        ("$n % 2 == 0 or $n % 3 == 0 or $n % 5 == 0",),
        random_ints(2, 90, 1, 7, 14, 60),
        notes=("1 counts as such a number",),
    ),
    Entry(
        "totient",
        "count_coprime totient phi",
        "$n: int",
        "int",
        """
        Count the integers from 1 to $n that share no factor with $n other than 1
        Return how many numbers between 1 and $n inclusive are coprime to $n
        Compute Euler's totient of $n, the number of k in 1..$n with gcd(k, $n) equal to 1
        """,
        "go from 1 to $n; count those whose gcd with $n is 1",
        (
            "sum(1 for $p in range(1, $n + 1) if math.gcd($p, $n) == 1)",
            "$r = 0\nfor $p in range(1, $n + 1):\n    if math.gcd($p, $n) == 1:\n        $r += 1\nreturn $r",
        ),
        ("sum(1 for $p in range(1, $n + 1) if $n % $p != 0)",),
        random_ints(2, 60, 1, 7, 12),
        imports=("import math",),
    ),
)


@family("prime-factors-used", weight=2)
def prime_factors_used(rng: Rng) -> Draft:
    """What is asked about the prime factors of a number."""
    names = {"n": INTS, "p": "p d factor divisor i", "r": "result factors found out"}
    return written(rng, FACTORED, names, inputs=random_ints(4, 400, 1, 2, 13, 12, 49, 64))
