"""Family of recurrences whose seeds, factors or order are parameters."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

GENERAL = (
    Entry(
        "seeded",
        "fib_like seeded_sequence custom_fibonacci",
        "$a: int, $b: int, $n: int",
        "list[int]",
        """
        Return the first $n terms of the sequence that starts with $a and $b and goes on with the sum of the last two
        List $n numbers: $a, then $b, then always the sum of the two before
        Given two start values $a and $b, build a Fibonacci-like list of length $n
        """,
        "start with both values; append the sum of the last two until there are enough; cut to $n",
        (
            "terms = [$a, $b]\nwhile len(terms) < $n:\n    terms.append(terms[-1] + terms[-2])\nreturn terms[:$n]",
            "terms = []\nfor _ in range($n):\n    terms.append($a)\n    $a, $b = $b, $a + $b\nreturn terms",
        ),
        ("terms = [$a, $b]\nfor _ in range($n):\n    terms.append(terms[-1] + terms[-2])\nreturn terms",),
        lambda r, _: ((0, 1, 7), (2, 1, 5), (3, 3, 1), (r.randint(-5, 9), r.randint(-5, 9), 6), (1, 2, 0), (5, 8, 2)),
        chinese=("返回以 $a、$b 开头、之后每项为前两项之和的数列的前 $n 项",),
    ),
    Entry(
        "linear",
        "linear_recurrence recurrence_term nth_term",
        "$a: int, $b: int, $p: int, $q: int, $n: int",
        "int",
        """
        Return term $n (from 0) of the sequence t0 = $a, t1 = $b, where each later term is $p times the last plus \
        $q times the one before
        Compute the $n-th term, counting from 0, of t[i] = $p * t[i-1] + $q * t[i-2] with t[0] = $a and t[1] = $b
        """,
        "keep the last two terms; move on $n times; return the first of the two",
        (
            "for _ in range($n):\n    $a, $b = $b, $p * $b + $q * $a\nreturn $a",
            """
            terms = [$a, $b]
            for _ in range($n):
                terms.append($p * terms[-1] + $q * terms[-2])
            return terms[$n]
            """,
        ),
        ("for _ in range($n):\n    $a, $b = $b, $p * $a + $q * $b\nreturn $a",),
        lambda r, _: (
            (0, 1, 1, 1, 7),
            (1, 3, 2, -1, 5),
            (2, 5, 1, 2, 0),
            (r.randint(0, 4), 1, 3, 2, 4),
            (4, 2, 1, 3, 1),
        ),
    ),
    Entry(
        "k-back",
        "k_bonacci sum_of_last_k extend_by_sums",
        "$xs: list[int], $k: int, $n: int",
        "list[int]",
        """
        Extend the list $xs to $n terms, each new term being the sum of the last $k terms
        Return the first $n terms of the sequence that begins with $xs and continues with the sum of the $k latest terms
        """,
        "copy the start; append the sum of the last $k terms until there are $n; cut to $n",
        (
            "terms = list($xs)\nwhile len(terms) < $n:\n    terms.append(sum(terms[-$k:]))\nreturn terms[:$n]",
            "terms = $xs[:$n]\nfor _ in range($n - len($xs)):\n    terms.append(sum(terms[-$k:]))\nreturn terms",
        ),
        ("terms = list($xs)\nwhile len(terms) < $n:\n    terms.append(sum(terms))\nreturn terms[:$n]",),
        lambda r, _: (
            ([1, 1], 2, 7),
            ([0, 0, 1], 3, 8),
            ([1, 1, 1, 1], 4, 3),
            ([2, r.randint(1, 5), 1], 2, 6),
            ([5], 1, 3),
        ),
    ),
    Entry(
        "index-of",
        "fib_index index_of_fibonacci position_in_fibonacci",
        "$n: int",
        "int",
        """
        Return the index of $n in the Fibonacci sequence 1, 2, 3, 5, 8, ... (first index 0), or -1 if it does not occur
        Find at which place, counting from 0, $n stands in 1, 2, 3, 5, 8, ... where terms add up their two \
        predecessors; -1 if nowhere
        """,
        "go along the sequence while the term is below $n; return the index if it equals $n; otherwise return -1",
        (
            """
            x, y, index = 1, 2, 0
            while x < $n:
                x, y = y, x + y
                index += 1
            return index if x == $n else -1
            """,
            """
            terms = [1, 2]
            while terms[-1] < $n:
                terms.append(terms[-1] + terms[-2])
            return terms.index($n) if $n in terms else -1
            """,
        ),
        ("terms = [1, 2]\nwhile terms[-1] < $n:\n    terms.append(terms[-1] + terms[-2])\nreturn len(terms) - 1",),
        fixed(1, 2, 3, 4, 13, 20, 89, 0),
    ),
    Entry(
        "zeckendorf",
        "as_fibonacci_sum fibonacci_parts greedy_fibonacci",
        "$n: int",
        "list[int]",
        """
        Write $n as a sum of Fibonacci numbers by always taking the largest one that fits, and list them
        Split the non-negative integer $n greedily into Fibonacci numbers, largest first
        """,
        "list the Fibonacci numbers up to $n; take the largest that fits again and again",
        (
            """
            fibs = [1, 2]
            while fibs[-1] < $n:
                fibs.append(fibs[-1] + fibs[-2])
            parts = []
            for fib in reversed(fibs):
                if fib <= $n:
                    parts.append(fib)
                    $n -= fib
            return parts
            """,
            """
            parts = []
            while $n > 0:
                x, y = 1, 2
                while y <= $n:
                    x, y = y, x + y
                parts.append(x)
                $n -= x
            return parts
            """,
        ),
        ("return [1] * $n",),
        fixed(0, 1, 2, 4, 10, 33, 100),
    ),
)


@family("recurrences-with-parameters", weight=2)
def recurrences_with_parameters(rng: Rng) -> Draft:
    """Recurrences whose seeds, factors or order are parameters."""
    names = {"n": "n count length size k", "a,b": "a b|first second|start then|x y|s t", "p,q": "p q|c d|u v|f g",
             "xs": "seeds start xs initial", "k": "k order m width"}  # fmt: skip
    return written(rng, GENERAL, names)
