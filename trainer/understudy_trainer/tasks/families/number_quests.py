"""Family: numbers with a property: the next one, the previous one, the first few, how many, their sum, the k-th."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

PROPERTIES: tuple[tuple[str, str, str, str], ...] = (
    ("palindrome", "that reads the same backwards", "str(x) == str(x)[::-1]", "str(x)[0] == str(x)[-1]"),
    ("distinct", "whose digits are all different", "len(set(str(x))) == len(str(x))", "len(set(str(x))) > 1"),
    ("no-zero", "without the digit 0", '"0" not in str(x)', "x % 10 != 0"),
    ("digit", "that contains the digit {d}", '"{d}" in str(x)', "x % 10 == {d}"),
    ("digit-sum", "whose digits add up to {s}", "sum(map(int, str(x))) == {s}", "x % 9 == {s} % 9"),
    (
        "harshad",
        "that is divisible by the sum of its digits",
        "x % sum(map(int, str(x))) == 0",
        "sum(map(int, str(x))) % 3 == 0",
    ),
    (
        "two-mults",
        "that is divisible by both {a} and {b}",
        "x % {a} == 0 and x % {b} == 0",
        "x % {a} == 0 or x % {b} == 0",
    ),
    ("rest", "that leaves the remainder {r} when divided by {b}", "x % {b} == {r}", "x % {b} == 0"),
    ("square", "that is a perfect square", "round(x ** 0.5) ** 2 == x", "round(x ** 0.5) ** 2 != x"),
    (
        "ascending",
        "whose digits are in ascending order (equal ones allowed)",
        "list(str(x)) == sorted(str(x))",
        "str(x)[0] <= str(x)[-1]",
    ),
    ("even-digits", "whose digits are all even", 'all(c in "02468" for c in str(x))', "x % 2 == 0"),
    ("odd-digits", "whose digits are all odd", 'all(c in "13579" for c in str(x))', "x % 2 == 1"),
    ("prime", "that is prime", "x > 1 and all(x % d for d in range(2, int(x ** 0.5) + 1))", "x % 2 == 1"),
    ("same-digits", "whose digits are all equal", "len(set(str(x))) == 1", "str(x)[0] == str(x)[-1]"),
    (
        "binary-palindrome",
        "whose binary form reads the same backwards",
        'format(x, "b") == format(x, "b")[::-1]',
        "x % 2 == 1",
    ),
    ("ones", "with exactly {t} ones in its binary form", 'bin(x).count("1") == {t}', 'bin(x).count("1") >= {t}'),
    (
        "sum-squares",
        "that is the sum of two positive squares",
        "any(round((x - a * a) ** 0.5) ** 2 == x - a * a > 0 for a in range(1, int(x ** 0.5) + 1))",
        "round(x ** 0.5) ** 2 == x",
    ),
)


@family("number-quests", weight=3.5)
def numbers_with_property(rng: Rng) -> Draft:
    """Numbers with a property: the next one, the previous one, the first few, how many, their sum, the k-th."""
    key, text, test, miss = pick(rng, PROPERTIES)
    a, b = rng.sample((2, 3, 4, 5, 6, 7, 9), 2)
    values = {
        "d": rng.randint(1, 9),
        "s": rng.randint(5, 12),
        "a": a,
        "b": b,
        "r": rng.randint(1, b - 1),
        "t": rng.choice((1, 2, 3)),
    }
    text, test, miss = (part.format(**values) for part in (text, test, miss))
    many = (
        text.replace("that reads", "that read")
        .replace("that contains", "that contain")
        .replace("that is divisible by the sum of its", "that are divisible by the sum of their")
        .replace("that is a perfect square", "that are perfect squares")
        .replace("that is the sum", "that are the sum")
        .replace("that is", "that are")
        .replace("that leaves", "that leave")
        .replace("whose binary form reads", "whose binary form reads")
        .replace("in its binary", "in their binary")
    )
    give = pick(rng, ("next", "next-from", "first", "count", "sum", "kth", "list"))
    returns, said, plan, body, other, wrong = {
        "next": (
            "int",
            (
                f"Return the smallest integer greater than $n {text}\nFind the next number after $n {text}\n"
                f"Count up from $n + 1 and return the first number {text}"
            ),
            "start behind the number; count up until the property holds",
            f"x = $n + 1\nwhile not ({test}):\n    x += 1\nreturn x",
            f"return next(x for x in count($n + 1) if {test})",
            f"x = $n\nwhile not ({test}):\n    x += 1\nreturn x",
        ),
        "next-from": (
            "int",
            (
                f"Return the smallest integer not less than $n {text}\n"
                f"Find the first number {text}, starting the search with $n itself\n"
                f"Return $n if it is a number {text}, otherwise the next such number"
            ),
            "start with the number itself; count up until the property holds",
            f"x = $n\nwhile not ({test}):\n    x += 1\nreturn x",
            f"return next(x for x in count($n) if {test})",
            f"x = $n + 1\nwhile not ({test}):\n    x += 1\nreturn x",
        ),
        "first": (
            "list[int]",
            (
                f"List the first $n positive integers {many}\nReturn the $n smallest positive numbers {many}\n"
                f"Collect $n positive integers {many}, starting with the smallest"
            ),
            "count up from one; collect numbers with the property until there are enough",
            (
                f"$out = []\nx = 1\nwhile len($out) < $n:\n    if {test}:\n        $out.append(x)\n    x += 1\n"
                "return $out"
            ),
            f"found = (x for x in count(1) if {test})\nreturn list(islice(found, $n))",
            f"return [x for x in range(1, $n + 1) if {test}]",
        ),
        "kth": (
            "int",
            (
                f"Return number $n of the positive integers {many}, counting from 1\n"
                f"Find the $n-th positive integer {text}\n"
                f"Return the positive integer at place $n (the first place is 1) among those {many}"
            ),
            "count up from one; count the numbers with the property; stop at the one asked for",
            f"x = 0\nwhile $n > 0:\n    x += 1\n    if {test}:\n        $n -= 1\nreturn x",
            f"found = (x for x in count(1) if {test})\nreturn next(islice(found, $n - 1, None))",
            f"found = (x for x in count(1) if {test})\nreturn next(islice(found, $n, None))",
        ),
        "count": (
            "int",
            (
                f"Count the integers from $lo to $hi, both included, {many}\n"
                f"Return how many numbers between $lo and $hi inclusive there are {many}\n"
                f"How many integers x with $lo <= x <= $hi are there {many}? Return the number"
            ),
            "go through the range; count the numbers with the property",
            f"return sum({test} for x in range($lo, $hi + 1))",
            f"$acc = 0\nfor x in range($lo, $hi + 1):\n    if {test}:\n        $acc += 1\nreturn $acc",
            (f"return sum({test} for x in range($lo, $hi))\n---\nreturn sum({miss} for x in range($lo, $hi + 1))"),
        ),
        "sum": (
            "int",
            (
                f"Return the sum of the positive integers up to $n {many}\n"
                f"Add up all the numbers from 1 to $n inclusive {many}\n"
                f"Compute the total of the positive integers not above $n {many}"
            ),
            "go through the numbers from one; add those with the property",
            f"return sum(x for x in range(1, $n + 1) if {test})",
            f"$acc = 0\nfor x in range(1, $n + 1):\n    if {test}:\n        $acc += x\nreturn $acc",
            f"return sum(x for x in range(1, $n) if {test})\n---\nreturn sum({test} for x in range(1, $n + 1))",
        ),
        "list": (
            "list[int]",
            (
                f"List the positive integers below $n {many}\n"
                f"Return all the positive numbers less than $n {many}, ascending\n"
                f"Find every integer x with 0 < x < $n among those {many}"
            ),
            "go through the numbers below the limit; keep those with the property",
            f"return [x for x in range(1, $n) if {test}]",
            f"$out = []\nfor x in range(1, $n):\n    if {test}:\n        $out.append(x)\nreturn $out",
            f"return [x for x in range(1, $n + 1) if {test}]\n---\nreturn [x for x in range(1, $n) if {miss}]",
        ),
    }[give]
    small = give in ("first", "kth")
    rows: Inputs
    if give == "count":
        rows = [
            (1, 30),
            (10, 10),
            (5, 60),
            (20, 10),
            (rng.randint(1, 40), rng.randint(50, 150)),
            (100, 200),
            (1, 121),
            (1, 5),
        ]
    elif small:
        rows = each([1, 2, 3, 5, rng.randint(4, 8), *([0] if give == "first" else [])])
    else:
        rows = each(
            [
                1,
                9,
                10,
                28,
                36,
                rng.randint(2, 60),
                rng.randint(60, 130),
                *([rng.randint(100, 999)] if give in ("next", "next-from") else []),
            ]
        )
    bodies = [body, other] if rng.random() < 0.6 else [other, body]
    used = [f for f in ("count", "islice") if f"{f}(" in other.replace(".count(", "") + wrong.replace(".count(", "")]
    entry = spec(
        names=(
            f"{give.replace('-', '_')}_{key.replace('-', '_')} "
            f"{key.replace('-', '_')}_{give.replace('-', '_')} {give.replace('-', '_')}_such_number "
            f"find_{key.replace('-', '_')} search_numbers"
        ),
        params="$lo: int, $hi: int" if give == "count" else "$n: int",
        returns=returns,
        said=said,
        intro="Some whole numbers have a property that others lack.",
        plan=plan,
        solutions="\n---\n".join(bodies),
        wrong=wrong,
        notes="Assume that $n is positive" if give in ("next", "next-from") else "",
        imports=f"from itertools import {', '.join(used)}" if used else "",
        inputs=lambda _: rows,
        pools={
            "n": ("n", "k", "count", "amount", "m")
            if small
            else ("n", "limit", "start", "k", "m", "bound")
            if give in ("sum", "list")
            else ("n", "start", "number", "k", "m")
        },
    )
    return written(rng, f"{key}|{give}", entry)
