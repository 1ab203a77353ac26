"""Families that search the integers for those with some property: count, list, add, first, last, the n-th."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, fixed, random_pairs, written

PROPERTIES: tuple[Option, ...] = (
    {"key": "square", "np": "perfect squares||square numbers", "test": "math.isqrt($v) ** 2 == $v", "s": "squares"},
    {"key": "palindrome", "np": "palindromic numbers||numbers that read the same backwards",
     "test": "str($v) == str($v)[::-1]", "s": "palindromes"},
    {"key": "digit-sum", "np": "numbers whose digits add up to $k||numbers with digit sum $k",
     "test": "sum(map(int, str($v))) == $k", "s": "digit_sum"},
    {"key": "has-digit", "np": "numbers that contain the digit $c||numbers written with a $c somewhere",
     "test": "'$c' in str($v)", "s": "with_digit"},
    {"key": "no-digit", "np": "numbers without the digit $c||numbers that can be written without a $c",
     "test": "'$c' not in str($v)", "s": "without_digit"},
    {"key": "two-multiples", "np": "multiples of $p or $q||numbers divisible by $p or by $q",
     "test": "$v % $p == 0 or $v % $q == 0", "s": "multiples"},
    {"key": "both-multiples", "np": "numbers divisible by both $p and $q||common multiples of $p and $q",
     "test": "$v % $p == 0 and $v % $q == 0", "s": "common_multiples"},
    {"key": "one-not-other", "np": "multiples of $p but not of $q||numbers divisible by $p but not by $q",
     "test": "$v % $p == 0 and $v % $q != 0", "s": "multiples"},
    {"key": "divides-by-digits", "np": "numbers divisible by their digit sum||numbers that their digit sum divides",
     "test": "$v % sum(map(int, str($v))) == 0", "s": "harshad"},
    {"key": "remainder", "np": "numbers that leave remainder $one when divided by $p",
     "test": "$v % $p == $one", "s": "with_remainder"},
    {"key": "unique-digits", "np": "numbers with no repeated digit||numbers whose digits are all different",
     "test": "len(set(str($v))) == len(str($v))", "s": "distinct_digits"},
)  # fmt: skip

SPANS: tuple[Option, ...] = (
    {"key": "closed", "where": "from $a to $b, both included||between $a and $b inclusive||in the range [$a, $b]",
     "span": "$a, $b + 1", "off": "$a, $b", "first": "$a", "cond": "$v <= $b"},
    {"key": "half-open", "where": "from $a up to but not including $b||that are at least $a and below $b",
     "span": "$a, $b", "off": "$a, $b + 1", "first": "$a", "cond": "$v < $b"},
    {"key": "open", "where": "strictly between $a and $b||greater than $a and less than $b",
     "span": "$a + 1, $b", "off": "$a, $b", "first": "$a + 1", "cond": "$v < $b"},
)  # fmt: skip

ASKED = (
    Entry(
        "count",
        "count_$s count_in_range how_many_$s",
        "$a: int, $b: int",
        "int",
        """
        Count the $np $where
        Return how many $np there are $where
        Given positive integers $a and $b, find the number of $np $where
        """,
        "go through the range; count the numbers that pass the test",
        (
            "sum(1 for $v in range($span) if $test)",
            "$r = 0\nfor $v in range($span):\n    if $test:\n        $r += 1\nreturn $r",
        ),
        ("sum(1 for $v in range($off) if $test)", "sum($v for $v in range($span) if $test)"),
    ),
    Entry(
        "list",
        "list_$s ${s}_between find_$s",
        "$a: int, $b: int",
        "list[int]",
        """
        List the $np $where
        Return a list of all $np $where, in ascending order
        Find all $np $where
        """,
        "go through the range; keep the numbers that pass the test",
        (
            "[$v for $v in range($span) if $test]",
            "$r = []\nfor $v in range($span):\n    if $test:\n        $r.append($v)\nreturn $r",
        ),
        ("[$v for $v in range($off) if $test]",),
    ),
    Entry(
        "sum",
        "sum_$s sum_of_$s total_in_range",
        "$a: int, $b: int",
        "int",
        """
        Return the sum of the $np $where
        Add up all $np $where
        Compute the total of the $np $where
        """,
        "go through the range; add the numbers that pass the test",
        (
            "sum($v for $v in range($span) if $test)",
            "$r = 0\nfor $v in range($span):\n    if $test:\n        $r += $v\nreturn $r",
        ),
        ("sum($v for $v in range($off) if $test)", "sum(1 for $v in range($span) if $test)"),
    ),
    Entry(
        "first",
        "first_of_$s smallest_$s",
        "$a: int, $b: int",
        "int | None",
        """
        Return the smallest of the $np $where, or None if there is none
        Find the first of the $np $where; None if there are none
        Among the $np $where, return the least one (None if nothing qualifies)
        """,
        "go through the range in ascending order; return the first number that passes; return None otherwise",
        (
            "for $v in range($span):\n    if $test:\n        return $v\nreturn None",
            "next(($v for $v in range($span) if $test), None)",
        ),
        ("for $v in reversed(range($span)):\n    if $test:\n        return $v\nreturn None",),
    ),
    Entry(
        "last",
        "largest_$s last_of_$s",
        "$a: int, $b: int",
        "int | None",
        """
        Return the largest of the $np $where, or None if there is none
        Find the last of the $np $where; None if there are none
        Among the $np $where, return the greatest one (None if nothing qualifies)
        """,
        "go through the range from the top; return the first number that passes; return None otherwise",
        (
            "for $v in reversed(range($span)):\n    if $test:\n        return $v\nreturn None",
            "max(($v for $v in range($span) if $test), default=None)",
        ),
        ("for $v in range($span):\n    if $test:\n        return $v\nreturn None",),
    ),
)
NAMES = {"a,b": "a b|low high|start stop|lo hi|first last|begin end|m n|lower upper", "v": "i x v n num k",
         "r": "result total found out count"}  # fmt: skip
LITERALS = {"k": (4, 12), "c": (1, 9), "p": (2, 5), "q": (6, 9), "one": (1, 1)}


def _asked(entry: Entry, option: Option) -> Entry:
    imports = ("import math",) if "math." in option["test"] else ()
    return Entry(
        entry.key, entry.names, entry.params, entry.returns, entry.said, entry.plan, entry.solutions, entry.wrong,
        imports=imports, notes=("Both arguments are positive",) if option["key"] == "divides-by-digits" else (),
    )  # fmt: skip


@family("integers-searched", weight=5)
def integers_searched(rng: Rng) -> Draft:
    """Numbers of a range given by two parameters, with a property."""
    option = PROPERTIES[rng.randrange(len(PROPERTIES))]
    table = [_asked(entry, option) for entry in ASKED]
    names = {k: v for k, v in NAMES.items() if k != "r"} | {"r": "result total found out"}
    inputs = random_pairs(20, 120, (1, 10), (4, 36), (5, 5), (10, 121), (90, 60), (16, 25), count=2)
    return written(rng, table, names, axes=((option,), SPANS), literals=LITERALS, inputs=inputs)


FIRST_FEW = (
    Entry(
        "first-n",
        "first_$s first_few_$s",
        "$n: int",
        "list[int]",
        """
        Return the first $n positive integers among the $np
        List the $n smallest of the $np, starting from 1
        Given a count $n, collect that many positive $np in ascending order
        """,
        "count upwards from 1; keep the numbers that pass; stop when there are $n of them",
        (
            """
            $r = []
            $v = 1
            while len($r) < $n:
                if $test:
                    $r.append($v)
                $v += 1
            return $r
            """,
            "candidates = ($v for $v in itertools.count(1) if $test)\nreturn list(itertools.islice(candidates, $n))",
        ),
        ("[$v for $v in range(1, $n + 1) if $test]",),
    ),
    Entry(
        "nth",
        "nth_of_$s nth_number",
        "$n: int",
        "int",
        """
        Return the $n-th positive integer among the $np, counting from 1
        Find number $n in the ascending sequence of positive $np (the first has number 1)
        Given $n >= 1, return the positive number in place $n among the $np
        """,
        "count upwards from 1; count the numbers that pass; return the one with number $n",
        (
            """
            seen = 0
            $v = 0
            while seen < $n:
                $v += 1
                if $test:
                    seen += 1
            return $v
            """,
            """
            for $v in itertools.count(1):
                if $test:
                    $n -= 1
                    if $n == 0:
                        return $v
            """,
        ),
        ("$n",),
        fixed(1, 2, 3, 5, 8),
    ),
    Entry(
        "next-after",
        "next_$s following_number",
        "$n: int",
        "int",
        """
        Return the smallest integer greater than $n among the $np
        Find the next number after $n that belongs to the $np
        Given a non-negative integer $n, find the first of the $np above it
        """,
        "start just above $n; count upwards until the test passes",
        (
            "$v = $n + 1\nwhile not ($test):\n    $v += 1\nreturn $v",
            "next($v for $v in itertools.count($n + 1) if $test)",
        ),
        ("$v = $n\nwhile not ($test):\n    $v += 1\nreturn $v",),
        fixed(1, 4, 9, 12, 40, 99, 36),
    ),
)


@family("qualifying-integers", weight=4)
def qualifying_integers(rng: Rng) -> Draft:
    """The first few, the n-th or the next number with a property."""
    option = PROPERTIES[rng.randrange(len(PROPERTIES))]
    imports = ("import itertools", *(("import math",) if "math." in option["test"] else ()))
    table = [
        Entry(e.key, e.names, e.params, e.returns, e.said, e.plan, e.solutions, e.wrong, e.inputs, imports=imports)
        for e in FIRST_FEW
    ]
    names = {"n": "n count k num size", "v": "i x v candidate number", "r": "result found out res"}
    return written(rng, table, names, axes=((option,),), literals=LITERALS, inputs=fixed(1, 2, 3, 5, 7, 0))
