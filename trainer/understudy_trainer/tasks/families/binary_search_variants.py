"""Families over searches that halve the range: positions, neighbours, counts, rotated lists, answers of a function."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written


def ascending_cases(rng: Rng) -> Inputs:
    rows = [sorted(integers(rng, size, -5, 20)) for size in (5, 6, 4)]
    return [
        *((x, rng.choice(x)) for x in rows),
        (rows[0], rng.randint(-6, 22)),
        ([1, 3, 3, 3, 8], 3),
        ([2, 4, 6], 5),
        ([2, 4, 6], 9),
        ([2, 4, 6], 1),
        ([7], 7),
        ([], 4),
    ]


LOWER = """
lo, hi = 0, len($asc)
while lo < hi:
    mid = (lo + hi) // 2
    if $asc[mid] $sign $t:
        lo = mid + 1
    else:
        hi = mid
return lo
"""


EDGES: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    (
        "first-ge",
        "the index of the first value that is at least $t",
        "bisect_left",
        "<",
        "$v >= $t",
        "first_at_least",
        "len($asc)",
    ),
    (
        "first-gt",
        "the index of the first value greater than $t",
        "bisect_right",
        "<=",
        "$v > $t",
        "first_above",
        "len($asc)",
    ),
    ("count-lt", "how many values are smaller than $t", "bisect_left", "<", "$v >= $t", "count_below", "len($asc)"),
    ("count-le", "how many values are at most $t", "bisect_right", "<=", "$v > $t", "count_up_to", "len($asc)"),
)


@family("bisect-position", weight=3)
def bisect_position(rng: Rng) -> Draft:
    """The place of a limit in a sorted list, with bisect or by hand."""
    key, what, function, sign, test, name, end = pick(rng, EDGES)
    by_hand = rng.random() < 0.5
    hint = " Halve the search range in each step" if by_hand else ""
    note = f"\nReturn {end} if there is none" if key.startswith("first") else ""
    short = f"bisect.{function}($asc, $t)"
    scan = f"return next((i for i, $v in enumerate($asc) if {test}), len($asc))"
    entry = spec(
        names=f"{name} lower_bound position insertion_point {key.replace('-', '_')} find_bound",
        params="$asc: list[int], $t: int",
        returns="int",
        said=f"""
        Return {what} in the ascending list $asc
        The list $asc is sorted; find {what}
        Given the numbers $asc in ascending order, return {what} in $asc
        Use binary search to find {what} in $asc, which is sorted in ascending order
        """,
        told=f"""
        You are given a list of integers $asc in ascending order, possibly with repeats. Return \
        {what} in
        the list. The list may be long, so do not look at every \
        value.{hint and hint + "."}{" If there is no such value, return the length of the list." if note else ""}
        """,
        plan="keep a low and a high end; look at the middle; drop the half that cannot hold the place"
        if by_hand
        else f"use {function} from the bisect module",
        solutions="\n---\n".join((LOWER, short, scan) if by_hand else (short, LOWER, scan)),
        imports="import bisect",
        notes=note + hint.replace(" Halve", "\nHalve"),
        wrong=(
            f"bisect.{'bisect_right' if function == 'bisect_left' else 'bisect_left'}($asc, $t)\n---\n"
            f"bisect.{function}($asc, $t) - 1"
        ),
        inputs=ascending_cases,
        fixed={"t": (0, 5, 10)},
    )
    return written(rng, f"{key}-{'hand' if by_hand else 'bisect'}", entry, sign=sign)


@family("whole-root", weight=2)
def whole_root(rng: Rng) -> Draft:
    """Whole roots and smallest numbers found by halving or by counting up."""
    power = rng.choice((2, 2, 3, 4))
    word = {2: "square root", 3: "cube root", 4: "fourth root"}[power]
    up = rng.random() < 0.4
    what = f"the {word} of $n rounded {'up' if up else 'down'} to an integer"
    rule = f"the smallest r with r ** {power} >= $n" if up else f"the largest r with r ** {power} <= $n"
    scan = f"r = 0\nwhile {'r' if up else '(r + 1)'} ** {power} {'<' if up else '<='} $n:\n    r += 1\nreturn r"
    grow, halves = ("<", "lo") if up else ("<=", "lo - 1")
    search = (
        f"lo, hi = 0, $n + 1\nwhile lo < hi:\n    mid = (lo + hi) // 2\n    if mid ** {power} {grow} $n:\n"
        f"        lo = mid + 1\n    else:\n        hi = mid\nreturn {halves}"
    )
    order = (search, scan) if rng.random() < 0.5 else (scan, search)
    entry = spec(
        names=f"integer_root whole_root {word.replace(' ', '_')} int_root root_{'up' if up else 'down'}",
        params="$n: int",
        returns="int",
        said=f"""
        Return {what}, using integers only
        Compute {rule}, for a non-negative integer $n
        Find {what} by binary search, without floating point numbers
        Given a non-negative integer $n, return {rule}
        """,
        plan="keep a range of candidates; test the middle; keep the half with the root"
        if order[0] is search
        else "start at zero; count up until the power passes n",
        solutions="\n---\n".join(order),
        wrong=scan.replace("return r", "return r + 1") + "\n---\nround($n ** 0.5)",
        inputs=lambda rng: [
            (0,),
            (1,),
            (2,),
            (rng.randint(3, 500),),
            (rng.randint(3, 99),),
            (9**power,),
            (5**power - 1,),
            (3**power + 1,),
        ],
    )
    return written(rng, f"{power}|{up}|{'halve' if order[0] is search else 'count'}", entry)
