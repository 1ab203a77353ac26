"""Family: contiguous parts that satisfy a rule: how many, the longest, the shortest, whether there is one."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

RULES: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("sum-eq", "with the sum $k", "sum($part) == $k", "sum($part) >= $k", "int", "whose values add up to $k"),
    (
        "sum-le",
        "with a sum of at most $k",
        "sum($part) <= $k",
        "sum($part) < $k",
        "pos",
        "whose sum does not exceed $k",
    ),
    ("sum-ge", "with a sum of at least $k", "sum($part) >= $k", "sum($part) > $k", "pos", "whose sum reaches $k"),
    (
        "distinct",
        "with at most $k different values",
        "len(set($part)) <= $k",
        "len(set($part)) < $k",
        "few",
        "that holds no more than $k distinct values",
    ),
    (
        "spread",
        "whose largest and smallest value differ by at most $k",
        "max($part) - min($part) <= $k",
        "max($part) - min($part) < $k",
        "int",
        "in which any two values differ by at most $k",
    ),
    (
        "zeros",
        "with at most $k zeros",
        "$part.count(0) <= $k",
        "$part.count(0) < $k",
        "bits",
        "that contains no more than $k zeros",
    ),
    (
        "below",
        "whose values are all smaller than $k",
        "max($part) < $k",
        "max($part) <= $k",
        "int",
        "in which every value is below $k",
    ),
    (
        "divisible",
        "whose sum is divisible by $k",
        "sum($part) % $k == 0",
        "len($part) % $k == 0",
        "pos",
        "with a sum that is a multiple of $k",
    ),
)


def _rows(rng: Rng, kind: str) -> Inputs:
    if kind == "few":
        rows = [
            (integers(rng, 7, 0, 4), 2),
            (integers(rng, 6, 1, 3), 1),
            ([1, 2, 1, 3], 2),
            ([5, 5], 1),
            ([1, 2, 3], 3),
        ]
    elif kind == "bits":
        rows = [(integers(rng, 7, 0, 1), 1), (integers(rng, 8, 0, 1), 2), ([1, 0, 1, 1], 0), ([0, 0], 1), ([1, 1], 0)]
    elif kind == "pos":
        rows = [
            (integers(rng, 6, 1, 9), rng.randint(4, 15)),
            (integers(rng, 5, 1, 6), 6),
            ([2, 3, 1], 3),
            ([7], 7),
            ([1, 4, 1], 5),
        ]
    else:
        rows = [(integers(rng, 6, -3, 6), 4), (integers(rng, 5, 0, 5), 5), ([1, -1, 3, 2], 3), ([3], 3), ([2, 2, 2], 2)]
    return [*rows, ([], 2)]


@family("contiguous-parts", weight=4)
def contiguous_parts(rng: Rng) -> Draft:
    """Contiguous parts that satisfy a rule: how many, the longest, the shortest, whether there is one."""
    rule, text, test, miss, kind, other_text = pick(rng, RULES)
    text = pick(rng, (text, other_text))
    give = pick(rng, ("count", "longest", "shortest", "exists", "first"))
    noun = pick(rng, ("contiguous part", "contiguous sublist", "subarray", "run of neighbouring values"))
    many = f"{noun}s" if noun != "run of neighbouring values" else "runs of neighbouring values"
    loops = "for i in range(len($xs)):\n    for j in range(i + 1, len($xs) + 1):\n"
    pairs = "for i in range(len($xs)) for j in range(i + 1, len($xs) + 1)"
    inline = test.replace("$part", "$xs[i:j]")
    bad = miss.replace("$part", "$xs[i:j]")
    nonempty = "" if rng.random() < 0.5 else "non-empty "
    returns, said, body, other, wrong, note = {
        "count": (
            "int",
            (
                f"Count the {nonempty}{many} of $xs {text}\nReturn how many {many} of $xs there are {text}\n"
                f"Find the number of {nonempty}{many} in $xs {text}"
            ),
            f"$acc = 0\n{loops}        if {inline}:\n            $acc += 1\nreturn $acc",
            f"return sum({inline} {pairs})",
            (
                f"return sum({bad} {pairs})\n---\n"
                f"return sum({inline} for i in range(len($xs)) for j in range(i + 1, len($xs)))"
            ),
            "Parts at different positions count separately; the empty part does not count",
        ),
        "longest": (
            "int",
            f"Return the length of the longest {noun} of $xs {text}, 0 if there is none\n"
            f"Find how long the longest {noun} of $xs {text} is; 0 if none exists\n"
            f"Compute the greatest length of a {noun} in $xs {text}, or 0",
            f"best = 0\n{loops}        if {inline}:\n            best = max(best, j - i)\nreturn best",
            f"return max((j - i {pairs} if {inline}), default=0)",
            (
                f"return max((j - i {pairs} if {bad}), default=0)\n---\n"
                f"return min((j - i {pairs} if {inline}), default=0)"
            ),
            "",
        ),
        "shortest": (
            "int",
            f"Return the length of the shortest non-empty {noun} of $xs {text}, 0 if there is none\n"
            f"Find how short a non-empty {noun} of $xs {text} can be; 0 if none exists\n"
            f"Compute the smallest length of a non-empty {noun} in $xs {text}, or 0",
            "for size in range(1, len($xs) + 1):\n    for i in range(len($xs) - size + 1):\n        if "
            + test.replace("$part", "$xs[i:i + size]")
            + ":\n            return size\nreturn 0",
            f"return min((j - i {pairs} if {inline}), default=0)",
            (
                f"return min((j - i {pairs} if {bad}), default=0)\n---\n"
                f"return max((j - i {pairs} if {inline}), default=0)"
            ),
            "",
        ),
        "exists": (
            "bool",
            (
                f"Check whether $xs has a non-empty {noun} {text}\n"
                f"Return True if some non-empty {noun} of $xs exists {text}\n"
                f"Tell whether there is a non-empty {noun} in $xs {text}"
            ),
            f"return any({inline} {pairs})",
            f"{loops}        if {inline}:\n            return True\nreturn False",
            f"return any({bad} {pairs})\n---\nreturn {test.replace('$part', '$xs')}",
            "Return False if $xs is empty",
        ),
        "first": (
            "list[int]",
            f"Return the first of the longest {many} of $xs {text}, an empty list if there is none\n"
            f"Find the longest {noun} of $xs {text} and return it; the first one on ties, [] if none exists\n"
            f"Return as a list the longest {noun} in $xs {text}; ties go to the leftmost and without one the "
            "result is empty",
            (f"best = []\n{loops}        if {inline} and j - i > len(best):\n            best = $xs[i:j]\nreturn best"),
            f"parts = [$xs[i:j] {pairs} if {inline}]\nreturn max(parts, key=len, default=[])",
            (
                f"parts = [$xs[i:j] {pairs} if {inline}]\nreturn parts[-1] if parts else []\n---\n"
                f"parts = [$xs[i:j] {pairs} if {bad}]\nreturn max(parts, key=len, default=[])"
            ),
            "",
        ),
    }[give]
    if give == "exists" and rule in ("sum-le", "distinct", "spread", "zeros", "below"):
        wrong = f"return any({bad} {pairs})"
    entry = spec(
        names=f"{give}_part {give}_subarray {rule.replace('-', '_')}_parts find_parts {give}_run scan_parts",
        params="$xs: list[int], $k: int",
        returns=returns,
        said=said,
        intro="You are given a list of integers $xs and a number $k. Think of all its contiguous parts.",
        plan=(
            "go through all starts and ends; test each part; "
            f"{'count those that pass' if give == 'count' else f'return the answer for {give}'}"
        ),
        solutions=f"{body}\n---\n{other}" if rng.random() < 0.5 else f"{other}\n---\n{body}",
        wrong=wrong,
        notes=note,
        inputs=lambda r: _rows(r, kind),
    )
    return written(rng, f"{rule}|{give}", entry)
