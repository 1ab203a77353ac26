"""Families of rules applied to a number again and again."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, fixed, random_ints, written

CHAINS = (
    Entry(
        "collatz-$give",
        "collatz_$alias hailstone_$alias",
        "$n: int",
        "$type",
        """
        Halve $n if it is even, otherwise triple it and add one, until it is 1; return $what
        For the Collatz sequence of the positive integer $n (even: divide by 2, odd: times 3 plus 1, stop at 1) \
        return $what
        Starting with $n, apply the rule n / 2 for even and 3 * n + 1 for odd numbers until 1 is reached and return \
        $what
        """,
        "while $n is not 1 apply the rule; keep track of what is asked",
        (
            "$init\nwhile $n != 1:\n    $n = $n // 2 if $n % 2 == 0 else 3 * $n + 1\n    $track\nreturn $r",
            """
            $init
            while $n > 1:
                if $n % 2:
                    $n = 3 * $n + 1
                else:
                    $n //= 2
                $track
            return $r
            """,
        ),
        (
            "$init\nwhile $n != 1:\n    $track\n    $n = $n // 2 if $n % 2 == 0 else 2 * $n + 2\nreturn $r",
            "$init\nreturn $r",
        ),
        fixed(1, 2, 3, 6, 7, 12),
    ),
)
GIVES = (
    {"key": "steps", "give": "steps", "alias": "steps", "type": "int",
     "what": "the number of steps||how many steps it took",
     "init": "$r = 0", "track": "$r += 1"},
    {"key": "path", "give": "path", "alias": "path", "type": "list[int]",
     "what": "the list of all numbers met, from $n to 1||every value on the way, including $n and 1",
     "init": "$r = [$n]", "track": "$r.append($n)"},
    {"key": "peak", "give": "peak", "alias": "peak", "type": "int",
     "what": "the largest number met, the start included||the highest value on the way, counting $n itself",
     "init": "$r = $n", "track": "$r = max($r, $n)"},
    {"key": "sum", "give": "sum", "alias": "sum", "type": "int",
     "what": "the sum of all numbers met, $n and 1 included",
     "init": "$r = $n", "track": "$r += $n"},
)  # fmt: skip


@family("collatz-chains", weight=2)
def collatz_chains(rng: Rng) -> Draft:
    """The Collatz rule repeated until 1."""
    return written(rng, CHAINS, {"n": INTS, "r": "result found out answer res"}, axes=(GIVES,))


STEPS = (
    Entry(
        "look-and-say",
        "look_and_say next_look_and_say say_digits",
        "$s: str",
        "str",
        """
        Describe the string of digits $s by runs: for each run of equal digits write its length and then the digit
        Return the look-and-say successor of $s, so that "1211" becomes "111221" (one 1, one 2, two 1s)
        Read the digits of $s aloud as counts of equal neighbours and return what is said as digits
        """,
        "group equal neighbours; write the length and the digit of each group",
        (
            'return "".join(f"{len(list(group))}{digit}" for digit, group in itertools.groupby($s))',
            """
            out = ""
            i = 0
            while i < len($s):
                j = i
                while j < len($s) and $s[j] == $s[i]:
                    j += 1
                out += str(j - i) + $s[i]
                i = j
            return out
            """,
        ),
        ('return "".join(f"{$s.count(digit)}{digit}" for digit in sorted(set($s)))',),
        fixed("1", "21", "111221", "1211", "333", "12321"),
        imports=("import itertools",),
    ),
    Entry(
        "persistence",
        "multiplicative_persistence product_steps",
        "$n: int",
        "int",
        """
        Count how often $n must be replaced by the product of its digits until one digit is left
        Return the number of times the digits of $n have to be multiplied together to reach a single digit
        """,
        "while there are several digits multiply them; count the rounds",
        (
            "rounds = 0\nwhile $n > 9:\n    $n = math.prod(int(d) for d in str($n))\n    rounds += 1\nreturn rounds",
            """
            if $n < 10:
                return 0
            product = 1
            for d in str($n):
                product *= int(d)
            return 1 + SELF(product)
            """,
        ),
        ("rounds = 0\nwhile $n > 9:\n    $n = sum(int(d) for d in str($n))\n    rounds += 1\nreturn rounds",),
        random_ints(10, 999, 0, 9, 39, 999, 10),
        imports=("import math",),
    ),
    Entry(
        "additive-persistence",
        "additive_persistence digit_sum_rounds",
        "$n: int",
        "int",
        """
        Count how often $n must be replaced by its digit sum until one digit is left
        Return the number of rounds of adding up the digits of $n before a single digit remains
        """,
        "while there are several digits add them; count the rounds",
        (
            "rounds = 0\nwhile $n > 9:\n    $n = sum(int(d) for d in str($n))\n    rounds += 1\nreturn rounds",
            "return 0 if $n < 10 else 1 + SELF(sum(int(d) for d in str($n)))",
        ),
        ("return len(str($n)) - 1",),
        random_ints(10, 9999, 0, 9, 39, 199, 10),
    ),
    Entry(
        "reverse-add",
        "steps_to_palindrome reverse_and_add_steps",
        "$n: int",
        "int",
        """
        Count how often the reversal of $n must be added to it until a palindrome appears
        Add $n and its digits backwards again and again; return the number of additions before the number is a \
        palindrome
        """,
        "while the number is no palindrome add its reversal; count the rounds",
        (
            "steps = 0\nwhile str($n) != str($n)[::-1]:\n    $n += int(str($n)[::-1])\n    steps += 1\nreturn steps",
            """
            for steps in range(1000):
                mirrored = int(str($n)[::-1])
                if mirrored == $n:
                    return steps
                $n += mirrored
            """,
        ),
        ("steps = 1\nwhile str($n) != str($n)[::-1]:\n    $n += int(str($n)[::-1])\n    steps += 1\nreturn steps",),
        fixed(0, 7, 12, 57, 59, 121, 87),
    ),
    Entry(
        "to-one",
        "steps_to_one moves_down reduce_to_one",
        "$n: int",
        "int",
        """
        Count the steps to bring $n >= 1 down to 1 when an even number is halved and an odd number is reduced by one
        Return how many moves lead from $n to 1 if you halve even numbers and subtract 1 from odd ones
        """,
        "while $n is above 1 halve it or subtract one; count the steps",
        (
            "steps = 0\nwhile $n > 1:\n    $n = $n // 2 if $n % 2 == 0 else $n - 1\n    steps += 1\nreturn steps",
            "if $n == 1:\n    return 0\nreturn 1 + SELF($n - 1 if $n % 2 else $n // 2)",
        ),
        ("steps = 0\nwhile $n > 1:\n    $n //= 2\n    steps += 1\nreturn steps",),
        random_ints(2, 99, 1, 2, 7, 15, 16),
    ),
    Entry(
        "odd-part",
        "odd_part strip_twos divide_out",
        "$n: int, $k: int",
        "int",
        """
        Divide the positive integer $n by $k >= 2 as long as it is divisible and return what is left
        Remove every factor $k from $n and return the rest
        Return $n after dividing it by $k until $k no longer divides it
        """,
        "while $k divides $n divide; return $n",
        ("while $n % $k == 0:\n    $n //= $k\nreturn $n", "if $n % $k:\n    return $n\nreturn SELF($n // $k, $k)"),
        ("$n // $k if $n % $k == 0 else $n",),
        lambda r, _: ((8, 2), (12, 2), (7, 3), (54, 3), (r.randint(2, 99), r.randint(2, 5)), (1, 2)),
    ),
)


@family("number-chains", weight=2)
def number_chains(rng: Rng) -> Draft:
    """A rule applied to a number until something holds."""
    return written(rng, STEPS, {"n": INTS, "k": "k d p divisor base", "s": "s digits text number"})
