"""Family over primes and prime factors."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.prime_factors import Row, prime_factors
from understudy_trainer.tasks.vocabulary.numbers import INT_NAMES, code, fname, one, singles


@family("num-primes")
def primes(rng: Rng) -> Draft:
    """Things about primes and prime factors."""
    n = one(rng, INT_NAMES)
    i, acc = one(rng, ("i", "d", "p", "k", "f"), n), one(rng, ("primes", "found", "out", "result"), n)
    test = f"all({{c}} % {i} != 0 for {i} in range(2, int({{c}} ** 0.5) + 1))"
    c = one(rng, ("c", "q", "candidate", "num"), n, i)
    low = rng.randint(2, 12) * 5
    kind = pick(
        rng,
        (
            "is",
            "upto",
            "count",
            "sum",
            "next",
            "factors",
            "distinct",
            "smallest",
            "nth",
            "composite",
            "largest",
            "from",
        ),
    )
    gen = f"{c} for {c} in range(2, {n} + 1) if {test.format(c=c)}"
    values = [
        1,
        2,
        rng.choice((3, 5, 7)),
        rng.choice((4, 8, 9)),
        rng.choice((15, 21, 25, 49)),
        rng.choice((29, 31, 37, 41)),
        rng.randint(10, 60),
    ]
    upto_loop = code(
        f"{acc} = []",
        f"for {c} in range(2, {n} + 1):",
        f"    if all({c} % {i} for {i} in {acc}):",
        f"        {acc}.append({c})",
    )
    table: dict[str, Row] = {
        "is": (
            "bool",
            (
                f"Check whether {n} is a prime number",
                f"Return True if {n} is prime",
                f"Determine if {n} is prime",
                f"Tell whether the integer {n} is a prime",
            ),
            ("is prime", "check_prime", "prime"),
            (
                "numbers below 2 are not prime",
                "try divisors up to the square root",
                "return False if one divides evenly",
            ),
            (
                code(
                    f"if {n} < 2:",
                    "    return False",
                    f"for {i} in range(2, int({n} ** 0.5) + 1):",
                    f"    if {n} % {i} == 0:",
                    "        return False",
                    "return True",
                ),
                f"return {n} > 1 and " + test.format(c=n),
            ),
            (
                f"return {test.format(c=n)}",
                f"return {n} > 1 and all({n} % {i} != 0 for {i} in range(2, int({n} ** 0.5)))",
            ),
        ),
        "composite": (
            "bool",
            (
                f"Check whether {n} is composite",
                f"Return True if {n} is a composite number (has a divisor other than 1 and itself)",
                f"Determine if {n} is composite",
                f"Tell whether {n} has a divisor between 2 and {n} - 1",
            ),
            ("is composite", "composite", "has_divisor"),
            (f"try all divisors from 2 below {n}", "return True if one divides evenly"),
            (
                f"return any({n} % {i} == 0 for {i} in range(2, {n}))",
                code(f"for {i} in range(2, {n}):", f"    if {n} % {i} == 0:", "        return True", "return False"),
            ),
            (f"return any({n} % {i} == 0 for {i} in range(1, {n}))",),
        ),
        "upto": (
            "list[int]",
            (
                f"Return all primes up to {n}",
                f"List the prime numbers not greater than {n}",
                f"Generate the primes from 2 to {n} inclusive",
                f"Collect every prime that is at most {n}",
            ),
            ("primes up to", "list_primes", "primes", "sieve"),
            ("go through the candidates from 2", "keep those that no smaller prime divides", "return the list"),
            (upto_loop + f"\nreturn {acc}", f"return [{gen}]"),
            (f"return [{gen}][:-1]", upto_loop.replace("range(2", "range(1") + f"\nreturn {acc}"),
        ),
        "count": (
            "int",
            (
                f"Count the primes up to {n}",
                f"Return how many primes are at most {n}",
                f"Return the number of primes between 2 and {n}",
                f"Count how many prime numbers do not exceed {n}",
            ),
            ("count primes", "prime count", "number_of_primes"),
            ("go through the candidates from 2", "test each for divisors up to its square root", "count the primes"),
            (f"return sum(1 for {gen.split(' for ', 1)[1]})", f"{upto_loop}\nreturn len({acc})"),
            (f"return sum({gen})",),
        ),
        "sum": (
            "int",
            (
                f"Return the sum of all primes up to {n}",
                f"Add up the primes not exceeding {n}",
                f"Compute the sum of the prime numbers from 2 to {n}",
                f"Sum every prime that is at most {n}",
            ),
            ("sum primes", "prime sum", "sum_of_primes"),
            ("go through the candidates from 2", "test each for divisors up to its square root", "add the primes up"),
            (f"return sum({gen})", f"{upto_loop}\nreturn sum({acc})"),
            (f"return sum({gen.replace(' + 1) if', ') if')})", f"return len([{gen}])"),
        ),
        "from": (
            "list[int]",
            (
                f"Return the primes from {low} to {n} inclusive",
                f"List the prime numbers between {low} and {n}",
                f"Collect every prime that is at least {low} and at most {n}",
                f"Find all primes in the range {low} to {n}",
            ),
            ("primes between", f"primes from {low}", "primes_in_range"),
            (f"go through the candidates from {low}", "keep those without divisors"),
            (
                f"return [{gen.replace('range(2, ' + n, f'range({low}, {n}')}]",
                f"{upto_loop}\nreturn [{c} for {c} in {acc} if {c} >= {low}]",
            ),
            (f"return [{gen}]",),
        ),
        "next": (
            "int",
            (
                f"Return the smallest prime greater than {n}",
                f"Find the next prime after {n}",
                f"Compute the first prime number above {n}",
                f"Given {n}, return the prime that follows it",
            ),
            ("next prime", "prime after", "following_prime"),
            (f"start at {n} + 1", "move up until no divisor is found", "return the prime"),
            (
                code(f"{c} = {n} + 1", f"while not {test.format(c=c)}:", f"    {c} += 1", f"return {c}"),
                code(
                    f"{c} = {n} + 1",
                    f"while any({c} % {i} == 0 for {i} in range(2, {c})):",
                    f"    {c} += 1",
                    f"return {c}",
                ),
            ),
            (code(f"{c} = {n}", f"while not {test.format(c=c)}:", f"    {c} += 1", f"return {c}"),),
        ),
        **prime_factors(n, i, acc),
        "nth": (
            "int",
            (
                f"Return the {n}-th prime number (the first is 2)",
                f"Find prime number {n}, counting 2 as number 1",
                f"Compute the prime at position {n} of the sequence 2, 3, 5, ... (1-based)",
                f"Get the {n}th prime, where the 1st is 2",
            ),
            ("nth prime", "prime at", "prime_number"),
            ("collect primes in order", f"stop when there are {n} of them", "return the last"),
            (
                code(
                    f"{acc} = []",
                    f"{c} = 2",
                    f"while len({acc}) < {n}:",
                    f"    if all({c} % {i} for {i} in {acc}):",
                    f"        {acc}.append({c})",
                    f"    {c} += 1",
                    f"return {acc}[-1]",
                ),
            ),
            (
                code(
                    f"{acc} = []",
                    f"{c} = 2",
                    f"while len({acc}) <= {n}:",
                    f"    if all({c} % {i} for {i} in {acc}):",
                    f"        {acc}.append({c})",
                    f"    {c} += 1",
                    f"return {acc}[-1]",
                ),
            ),
        ),
    }
    returns, said, named, plan, solutions, wrong = table[kind]
    if kind == "nth":
        values = [1, 2, 3, 6, rng.randint(7, 20)]
    elif kind == "from":
        values = [low - 1, low, low + 2, low + rng.randint(5, 30), low + 11]
    elif kind in ("is", "composite"):
        values.append(0)
    return Draft(
        fname(rng, [n], *named),
        (Param(n, "int"),),
        returns,
        pick(rng, said),
        plan,
        solutions,
        singles(values),
        kind,
        wrong,
    )
