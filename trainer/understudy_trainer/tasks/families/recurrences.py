"""Families of recurrences: each term from the terms before it, asked for in several ways."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, fixed, written

RULES: tuple[Option, ...] = (
    {"key": "fibonacci", "rule": "each term is the sum of the two before it, starting with 0 and 1||"
     "the terms are those of the Fibonacci sequence 0, 1, 1, 2, 3, ...", "s": "0, 1", "next": "$x + $y",
     "nm": "fibonacci"},
    {"key": "lucas", "rule": "each term is the sum of the two before it, starting with 2 and 1||"
     "the terms are those of the Lucas sequence 2, 1, 3, 4, 7, ...", "s": "2, 1", "next": "$x + $y", "nm": "lucas"},
    {"key": "pell", "rule": "each term is twice the previous one plus the one before, starting with 0 and 1||"
     "the terms are those of the Pell sequence 0, 1, 2, 5, 12, ...", "s": "0, 1", "next": "2 * $y + $x", "nm": "pell"},
    {"key": "jacobsthal", "rule": "each term is the previous one plus twice the one before, starting with 0 and 1||"
     "the terms are those of the Jacobsthal sequence 0, 1, 1, 3, 5, ...", "s": "0, 1", "next": "$y + 2 * $x",
     "nm": "jacobsthal"},
    {"key": "weighted",
     "rule": "the first terms are $one and $two, and each later term is $c times the previous one plus "
     "the one before that", "s": "$one, $two", "next": "$c * $y + $x", "nm": "sequence"},
    {"key": "plus", "rule": "the first terms are $one and $two, and each later term is the sum of the two before it "
     "plus $c", "s": "$one, $two", "next": "$x + $y + $c", "nm": "sequence"},
    {"key": "seeds", "rule": "the first terms are $one and $two, and each later term is the sum of the two before it",
     "s": "$one, $two", "next": "$x + $y", "nm": "sequence"},
)  # fmt: skip

STEP = "$x, $y = $y, $next"
ASKED = (
    Entry(
        "nth",
        "nth_$nm ${nm}_term ${nm}_at",
        "$n: int",
        "int",
        """
        Return the term with index $n (from 0) of this sequence: $rule
        Compute term number $n, counting from zero, where $rule
        Find the $n-th number, the first one having index 0, if $rule
        """,
        "start with the first two terms; move on $n times; return the first of the two",
        (
            f"$x, $y = $s\nfor _ in range($n):\n    {STEP}\nreturn $x",
            """
            terms = [$s]
            for i in range(2, $n + 1):
                $x, $y = terms[-2], terms[-1]
                terms.append($next)
            return terms[$n]
            """,
        ),
        (f"$x, $y = $s\nfor _ in range($n):\n    {STEP}\nreturn $y",),
        fixed(0, 1, 2, 3, 6, 9),
    ),
    Entry(
        "list",
        "first_$nm ${nm}_terms ${nm}_list",
        "$n: int",
        "list[int]",
        """
        Return the first $n terms of this sequence as a list: $rule
        List $n terms, where $rule
        Build a list of length $n in which $rule
        """,
        "start with the first two terms; $n times append the first of the two and move on",
        (
            f"terms = []\n$x, $y = $s\nfor _ in range($n):\n    terms.append($x)\n    {STEP}\nreturn terms",
            """
            terms = [$s]
            while len(terms) < $n:
                $x, $y = terms[-2:]
                terms.append($next)
            return terms[:$n]
            """,
        ),
        (f"terms = []\n$x, $y = $s\nfor _ in range($n):\n    {STEP}\n    terms.append($x)\nreturn terms",),
        fixed(0, 1, 2, 3, 6, 9),
    ),
    Entry(
        "up-to",
        "${nm}_up_to ${nm}_below_limit ${nm}_until",
        "$n: int",
        "list[int]",
        """
        List all terms that are at most $n of the sequence in which $rule
        Return the terms of the sequence up to and including the value $n; $rule
        Collect the terms not exceeding $n, in order, where $rule
        """,
        "start with the first two terms; while the term is at most $n append it and move on",
        (
            f"""
            terms = []
            $x, $y = $s
            while $x <= $n or $y <= $n:
                if $x <= $n:
                    terms.append($x)
                {STEP}
            return terms
            """,
        ),
        (f"terms = []\n$x, $y = $s\nwhile $x < $n:\n    terms.append($x)\n    {STEP}\nreturn terms",),
        fixed(1, 2, 3, 8, 50, 29),
    ),
    Entry(
        "first-above",
        "first_${nm}_above ${nm}_over next_$nm",
        "$n: int",
        "int",
        """
        Return the first term greater than $n of the sequence in which $rule
        Find the first term that exceeds $n, where $rule
        """,
        "start with the first two terms; move on while the term is at most $n; return it",
        (
            f"$x, $y = $s\nwhile $x <= $n:\n    {STEP}\nreturn $x",
            f"$x, $y = $s\nwhile True:\n    if $x > $n:\n        return $x\n    {STEP}",
        ),
        (f"$x, $y = $s\nwhile $x < $n:\n    {STEP}\nreturn $x",),
        fixed(0, 1, 3, 5, 8, 50, 29, 7),
    ),
    Entry(
        "sum",
        "sum_of_$nm ${nm}_sum",
        "$n: int",
        "int",
        """
        Return the sum of the first $n terms of this sequence: $rule
        Add up the first $n terms, where $rule
        """,
        "start with the first two terms; $n times add the first of the two and move on",
        (
            f"total = 0\n$x, $y = $s\nfor _ in range($n):\n    total += $x\n    {STEP}\nreturn total",
            """
            terms = [$s]
            for _ in range($n):
                $x, $y = terms[-2:]
                terms.append($next)
            return sum(terms[:$n])
            """,
        ),
        (f"total = 0\n$x, $y = $s\nfor _ in range($n):\n    {STEP}\n    total += $x\nreturn total",),
        fixed(0, 1, 2, 3, 6, 9),
    ),
    Entry(
        "member",
        "is_$nm is_in_${nm} occurs_in_$nm",
        "$n: int",
        "bool",
        """
        Check whether $n is a term of the sequence in which $rule
        Return True if the number $n occurs as a term, where $rule
        """,
        "start with the first two terms; move on while both are below $n; compare",
        (
            f"$x, $y = $s\nwhile $x < $n and $y < $n:\n    {STEP}\nreturn $n in ($x, $y)",
            """
            terms = [$s]
            while terms[-1] < $n:
                $x, $y = terms[-2:]
                terms.append($next)
            return $n in terms
            """,
        ),
        (f"$x, $y = $s\nfor _ in range(4):\n    if $x == $n:\n        return True\n    {STEP}\nreturn False",),
        fixed(0, 1, 2, 3, 4, 5, 12, 21, 29, 30),
    ),
    Entry(
        "even-sum",
        "even_${nm}_sum sum_even_$nm",
        "$n: int",
        "int",
        """
        Return the sum of the even ones among the first $n terms of this sequence: $rule
        Among the first $n terms, where $rule, add up those that are even
        """,
        "start with the first two terms; $n times add the term if it is even and move on",
        (
            f"""
            total = 0
            $x, $y = $s
            for _ in range($n):
                if $x % 2 == 0:
                    total += $x
                {STEP}
            return total
            """,
            """
            terms = [$s]
            for _ in range($n):
                $x, $y = terms[-2:]
                terms.append($next)
            return sum(t for t in terms[:$n] if t % 2 == 0)
            """,
        ),
        (f"total = 0\n$x, $y = $s\nfor _ in range($n):\n    total += $x\n    {STEP}\nreturn total",),
        fixed(0, 1, 2, 3, 6, 9),
    ),
)


@family("two-term-recurrence", weight=5)
def two_term_recurrence(rng: Rng) -> Draft:
    """Sequences in which a term follows from the two before it."""
    names = {"n": "n k limit count num index bound", "x,y": "a b|x y|prev cur|p q|first second|current following"}
    seeds = {"one": (1, 4), "two": (4, 7), "c": (2, 5)}
    return written(rng, ASKED, names, axes=(RULES,), literals=seeds)
