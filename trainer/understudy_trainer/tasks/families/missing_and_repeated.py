"""Family: what is missing from a set of numbers or the next that is free."""

from __future__ import annotations

from collections.abc import Callable

from understudy_trainer.tasks.authoring import Inputs, each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _rows_with_holes(rng: Rng) -> list[list[int]]:
    some = [integers(rng, n, 0, 8) for n in (6, 5, 7)]
    return [*some, [1, 2, 3], [2, 5, -1, 1], [0, 1, 2], [7, 9], [1, 1], []]


def _holes(rng: Rng) -> Inputs:
    return each(_rows_with_holes(rng))


MISSING: dict[str, Spec] = {
    "one-missing": spec(
        names="missing_number find_missing absent_number the_gap",
        params="$xs: list[int]",
        returns="int",
        said="""
        $xs holds all numbers from $start to $last except one, in any order; return the missing one
        Find the single number missing from $xs, which otherwise contains every integer from $start to $last once
        Return the integer from $start to $last that does not occur in $xs; all the others occur exactly once
        """,
        told="""
        A set of cards is numbered from $start to $last. One card got lost; the others are listed in $xs in any order.
        Return the number of the lost card.
        """,
        chinese="$xs 包含从 $start 到 $last 的所有整数，只缺一个，返回缺少的那个",
        plan="add up all the numbers there should be; subtract the sum of those there are",
        solutions=(
            "sum(range($start, $end)) - sum($xs)\n---\n"
            "return next($v for $v in range($start, $end) if $v not in $xs)\n---\n"
            "(set(range($start, $end)) - set($xs)).pop()"
        ),
        wrong="sum(range($end)) - sum($xs) + 1\n---\nlen($xs)",
    ),
    "first-positive": spec(
        names="smallest_missing first_free next_id lowest_unused mex",
        params="$xs: list[int]",
        returns="int",
        said="""
        Return the smallest integer from $start upwards that is not in $xs
        Find the lowest free number, starting at $start, that $xs does not contain
        Given the numbers in use $xs, return the first unused one counting from $start
        Count up from $start until a number is not in $xs and return it
        """,
        told="""
        New records get the lowest number that is not in use yet, counting from $start. The list $xs holds the \
        numbers in
        use, in any order and perhaps with others that do not matter. Return the number of the next record.
        """,
        chinese="返回从 $start 开始第一个不在 $xs 中的整数",
        plan="start at $start; go up by one while the number is in use",
        solutions="""
        $v = $start
        while $v in $xs:
            $v += 1
        return $v
        ---
        taken = set($xs)
        return next($v for $v in range($start, $start + len($xs) + 1) if $v not in taken)
        """,
        wrong="max($xs, default=0) + 1\n---\n$v = min($xs, default=0)\nwhile $v in $xs:\n    $v += 1\nreturn $v",
        inputs=_holes,
    ),
    "all-missing": spec(
        names="missing_numbers gaps absent_values fill_in holes",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Return the integers between the smallest and the largest value of $xs that $xs lacks, ascending
        List the numbers missing from $xs between its minimum and its maximum
        Find all whole numbers inside the range covered by $xs that do not occur in it, in ascending order
        """,
        plan="go through the range from minimum to maximum; keep what is not in the list",
        solutions="""
        if not $xs:
            return []
        return [$v for $v in range(min($xs), max($xs)) if $v not in $xs]
        ---
        return sorted(set(range(min($xs), max($xs))) - set($xs)) if $xs else []
        """,
        notes="Return an empty list if $xs is empty",
        wrong="return [$v for $v in range(1, max($xs, default=0)) if $v not in $xs]\n---\nreturn sorted($xs)",
        inputs=_holes,
    ),
    "pair": spec(
        names="repeated_and_missing find_error check_numbers wrong_numbers",
        params="$xs: list[int]",
        returns="tuple[int, int]",
        said="""
        $xs should hold 1 to len($xs) once each, but one number occurs twice; return (repeated number, missing number)
        In $xs, one of the numbers 1 to len($xs) was replaced by another of them; return the doubled and the \
        missing one
        Find the number that occurs twice in $xs and the number from 1 to len($xs) that is missing, as a tuple
        """,
        told="""
        The numbers from 1 to n were written down, but by mistake one of them twice and another one not at all. \
        Given the
        list $xs of these n numbers, return a tuple with the number written twice and the number left out.
        """,
        plan="find the number that occurs twice; find the number that does not occur",
        solutions="""
        twice = next($v for $v in $xs if $xs.count($v) == 2)
        missing = next($v for $v in range(1, len($xs) + 1) if $v not in $xs)
        return twice, missing
        ---
        twice = sum($xs) - sum(set($xs))
        return twice, sum(range(1, len($xs) + 1)) - sum(set($xs))
        """,
        wrong=(
            "twice = sum($xs) - sum(set($xs))\nreturn twice, twice + 1\n---\n"
            "twice = sum($xs) - sum(set($xs))\nreturn sum(range(1, len($xs) + 1)) - sum(set($xs)), twice"
        ),
        inputs=lambda rng: each(
            [[1, 1], [2, 2], [3, 1, 3], [1, 2, 4, 4, 5], [2, 3, 4, 5, 2], [6, 2, 3, 4, 5, 6][: rng.choice((6,))]]
        ),
    ),
    "free-name": spec(
        names="free_name unique_name next_name available_name",
        params="$name: str, $ws: list[str]",
        returns="str",
        pools={"name": ("name", "wanted", "base", "title"), "ws": ("taken", "used", "existing", "names")},
        said="""
        Return $name if it is not in $ws, otherwise $name followed by the smallest number from $start up that makes \
        it new
        Make $name unique: append $start, or the next higher number, if $ws already contains it
        Find a name that is not in $ws by trying $name and then $name with $start, then one more and so on appended
        """,
        told="""
        When a user asks for a name that is taken, a number is added to its end: the smallest one from $start \
        upwards that
        gives a name not in $ws. A name that is free is returned as it is. Return the final name.
        """,
        plan="return the name if it is free; count up; return the first numbered name that is free",
        solutions="""
        if $name not in $ws:
            return $name
        number = $start
        while f"{$name}{number}" in $ws:
            number += 1
        return f"{$name}{number}"
        ---
        result, number = $name, $start
        while result in $ws:
            result = $name + str(number)
            number += 1
        return result
        """,
        wrong=(
            'if $name not in $ws:\n    return $name\nreturn f"{$name}{$start}"\n---\nnumber = $start\n'
            'while f"{$name}{number}" in $ws:\n    number += 1\nreturn f"{$name}{number}"'
        ),
        inputs=lambda rng: [
            ("ann", []),
            ("ann", ["ann"]),
            ("bob", ["bob", "bob1", "bob2", "bob3"]),
            ("kim", ["kim", "kim2", "kim0"]),
            ("x", ["y"]),
            (w := pick(rng, ("file", "user", "copy")), [w, f"{w}1"]),
        ],
    ),
}


@family("missing-numbers", weight=3)
def missing_numbers(rng: Rng) -> Draft:
    """What is missing from a set of numbers or the next that is free."""
    key = pick(rng, list(MISSING))
    start = rng.choice((0, 1, 1, 2, 10, 100))
    if key == "one-missing":
        from_zero = rng.random() < 0.5
        first = 0 if from_zero else 1
        last, end = ("len($xs)", "len($xs) + 1") if from_zero else ("len($xs) + 1", "len($xs) + 2")
        rows = []
        for size in (4, 5, 3, 6):
            row = list(range(first, first + size))
            row.remove(rng.choice(row))
            rng.shuffle(row)
            rows.append(row)
        rows += [list(range(first, 3)), list(range(first + 1, 4)), []]
        entry = {**MISSING[key], "inputs": lambda _: each(rows)}
        return written(rng, f"{key}-{first}", entry, start=str(first), last=last, end=end)
    if key == "first-positive":
        return written(rng, f"{key}-{start > 0}", {**MISSING[key], "inputs": _shifted(start)}, start=str(start))
    if key == "free-name":
        return written(rng, key, MISSING[key], start=str(rng.choice((1, 2))))
    return one_of(rng, {key: MISSING[key]})


def _shifted(start: int) -> Callable[[Rng], Inputs]:
    return lambda rng: each([[v + start for v in row] for row in _rows_with_holes(rng)])
