"""Family of questions about primes: gaps, twins, sums, neighbours."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, fixed, random_ints, random_pairs, written

HELPER = """def is_prime(n):
    if n < 2:
        return False
    return all(n % d for d in range(2, int(n**0.5) + 1))
"""

PRIMES = (
    Entry(
        "previous",
        "previous_prime prime_below last_prime_before",
        "$n: int",
        "int | None",
        """
        Return the largest prime smaller than $n, or None if there is none
        Find the prime that comes right before $n
        Given $n, go down to the nearest prime below it; None if no prime is smaller
        """,
        "go down from $n minus one; return the first prime; return None otherwise",
        (
            "for $p in range($n - 1, 1, -1):\n    if is_prime($p):\n        return $p\nreturn None",
            "next(($p for $p in range($n - 1, 1, -1) if is_prime($p)), None)",
        ),
        ("for $p in range($n, 1, -1):\n    if is_prime($p):\n        return $p\nreturn None",),
        random_ints(4, 99, 2, 3, 13, 0),
        above=HELPER,
    ),
    Entry(
        "nearest",
        "nearest_prime closest_prime",
        "$n: int",
        "int",
        """
        Return the prime closest to $n, the smaller one if two are equally close
        Find the nearest prime to $n; $n itself if it is prime; on a tie the lower one
        """,
        "widen the distance step by step; test the number below, then the one above",
        (
            """
            distance = 0
            while True:
                for $p in ($n - distance, $n + distance):
                    if is_prime($p):
                        return $p
                distance += 1
            """,
            "min(($p for $p in range(2, 2 * $n + 3) if is_prime($p)), key=lambda $p: (abs($p - $n), $p))",
        ),
        ("while not is_prime($n):\n    $n += 1\nreturn $n",),
        random_ints(4, 99, 0, 1, 2, 9, 26),
        above=HELPER,
    ),
    Entry(
        "twins",
        "twin_primes twin_pairs list_twins",
        "$n: int",
        "list[tuple[int, int]]",
        """
        List the pairs of primes (p, p + 2) with both primes at most $n
        Return all twin primes up to $n as tuples in ascending order
        Find the pairs of primes that differ by 2, neither of them above $n
        """,
        "go through the numbers; keep p if p and p + 2 are primes",
        (
            "[($p, $p + 2) for $p in range(2, $n - 1) if is_prime($p) and is_prime($p + 2)]",
            """
            pairs = []
            for $p in range(3, $n - 1):
                if is_prime($p) and is_prime($p + 2):
                    pairs.append(($p, $p + 2))
            return pairs
            """,
        ),
        ("[($p, $p + 2) for $p in range(2, $n + 1) if is_prime($p) and is_prime($p + 2)]",),
        fixed(2, 5, 13, 12, 30, 4),
        above=HELPER,
    ),
    Entry(
        "gap",
        "prime_gap distance_to_next_prime gap_after",
        "$n: int",
        "int",
        """
        Return how far the next prime after $n is away from $n
        Compute the distance from $n to the smallest prime greater than $n
        How many steps up from $n is the following prime?
        """,
        "count upwards until a prime is met; return the distance",
        (
            "$p = $n + 1\nwhile not is_prime($p):\n    $p += 1\nreturn $p - $n",
            "steps = 1\nwhile not is_prime($n + steps):\n    steps += 1\nreturn steps",
        ),
        ("$p = $n\nwhile not is_prime($p):\n    $p += 1\nreturn $p - $n",),
        random_ints(2, 99, 0, 2, 7, 13, 24),
        above=HELPER,
    ),
    Entry(
        "two-primes",
        "sum_of_two_primes prime_pair_for split_into_primes",
        "$n: int",
        "tuple[int, int] | None",
        """
        Return two primes that add up to $n as (smaller, larger), with the smallest possible first one
        Find a pair of primes whose sum is $n, choosing the least first prime; None if impossible
        Write $n as a sum of two primes p <= q with p as small as possible
        """,
        "try every first prime up to half of $n; return it with the rest if that is prime too",
        (
            """
            for $p in range(2, $n // 2 + 1):
                if is_prime($p) and is_prime($n - $p):
                    return $p, $n - $p
            return None
            """,
            "next((($p, $n - $p) for $p in range(2, $n // 2 + 1) if is_prime($p) and is_prime($n - $p)), None)",
        ),
        (
            """
            for $p in range(2, $n // 2):
                if is_prime($p) and is_prime($n - $p):
                    return $p, $n - $p
            return None
            """,
        ),
        random_ints(6, 60, 4, 11, 2, 10),
        above=HELPER,
        notes=("Return None if there is no such pair",),
    ),
    Entry(
        "sum-first",
        "sum_of_first_primes add_first_primes",
        "$n: int",
        "int",
        """
        Return the sum of the first $n primes
        Add up the $n smallest prime numbers
        Given a count $n, compute 2 + 3 + 5 + ... over that many primes
        """,
        "count upwards; add each prime until there are $n of them",
        (
            """
            total, found, $p = 0, 0, 2
            while found < $n:
                if is_prime($p):
                    total += $p
                    found += 1
                $p += 1
            return total
            """,
            """
            found = []
            $p = 2
            while len(found) < $n:
                if is_prime($p):
                    found.append($p)
                $p += 1
            return sum(found)
            """,
        ),
        ("sum($p for $p in range(2, $n + 1) if is_prime($p))",),
        fixed(0, 1, 2, 5, 8, 10),
        above=HELPER,
    ),
    Entry(
        "in-list",
        "count_primes primes_in_list how_many_primes",
        "$xs: list[int]",
        "int",
        """
        Count the primes in $xs
        Return how many elements of $xs are prime numbers
        Given a list of integers $xs, find the number of primes among them
        """,
        "test each number; count the primes",
        (
            "sum(1 for $p in $xs if is_prime($p))",
            "count = 0\nfor $p in $xs:\n    if is_prime($p):\n        count += 1\nreturn count",
        ),
        ("len([$p for $p in $xs if $p % 2])",),
        lambda r, _: (([],), ([2, 3, 4],), ([0, 1, -7],), ([r.randint(2, 40) for _ in range(5)],), ([9, 15, 21],)),
        above=HELPER,
    ),
    Entry(
        "between",
        "primes_between list_primes primes_in_range",
        "$a: int, $b: int",
        "list[int]",
        """
        List the primes from $a to $b, both included
        Return all prime numbers p with $a <= p <= $b in ascending order
        Find every prime in the closed range from $a to $b
        """,
        "go through the range; keep the primes",
        (
            "[$p for $p in range($a, $b + 1) if is_prime($p)]",
            "found = []\nfor $p in range($a, $b + 1):\n    if is_prime($p):\n        found.append($p)\nreturn found",
        ),
        ("[$p for $p in range($a, $b) if is_prime($p)]",),
        random_pairs(0, 60, (1, 10), (7, 7), (8, 10), (11, 23)),
        above=HELPER,
        chinese=("按升序返回 $a 到 $b（含两端）之间的所有质数",),
    ),
    Entry(
        "sieve",
        "sieve prime_flags sieve_flags",
        "$n: int",
        "list[bool]",
        """
        Return a list of length $n + 1 whose entry i tells whether i is prime
        Compute prime flags for 0 to $n with the sieve of Eratosthenes
        Given $n, build the boolean list in which index i is True exactly for primes i up to $n
        """,
        "mark all numbers from 2 as prime; strike out the multiples of each prime; return the flags",
        (
            """
            flags = [i > 1 for i in range($n + 1)]
            for $p in range(2, int($n**0.5) + 1):
                if flags[$p]:
                    for multiple in range($p * $p, $n + 1, $p):
                        flags[multiple] = False
            return flags
            """,
            "return [i > 1 and all(i % d for d in range(2, i)) for i in range($n + 1)]",
        ),
        ("return [i > 0 and all(i % d for d in range(2, i)) for i in range($n + 1)]",),
        fixed(0, 1, 2, 9, 12, 25),
    ),
    Entry(
        "reversible",
        "is_emirp reversible_prime prime_both_ways",
        "$n: int",
        "bool",
        """
        Check whether $n is a prime that gives a different prime when its digits are reversed
        Return True if both $n and its digit reversal are prime and the two differ
        """,
        "reverse the digits; check that both are prime and differ",
        (
            "mirrored = int(str($n)[::-1])\nreturn mirrored != $n and is_prime($n) and is_prime(mirrored)",
            "return is_prime($n) and is_prime(int(str($n)[::-1])) and str($n) != str($n)[::-1]",
        ),
        ("return is_prime($n) and is_prime(int(str($n)[::-1]))",),
        random_ints(2, 99, 13, 11, 17, 19, 7),
        above=HELPER,
    ),
)


@family("primes-used", weight=3)
def primes_used(rng: Rng) -> Draft:
    """What is asked about primes once there is a test for them."""
    names = {
        "n": INTS,
        "p": "p candidate i d x",
        "xs": "numbers nums xs values",
        "a,b": "a b|low high|start stop|m n|lo hi",
    }
    return written(rng, PRIMES, names)
