"""Family: pairs of numbers in one list, or one from each of two, in some relation: count, list, any, first indices."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

RELATIONS = (
    ("sum", "add up to $k", "a + b == $k", "a + b >= $k"),
    ("diff", "differ by exactly $k", "abs(a - b) == $k", "a - b == $k"),
    ("product", "have the product $k", "a * b == $k", "a * b > $k"),
    ("near", "differ by at most $k", "abs(a - b) <= $k", "a - b <= $k"),
    ("sum-le", "have a sum of at most $k", "a + b <= $k", "a + b < $k"),
    ("sum-div", "have a sum divisible by $k", "(a + b) % $k == 0", "a % $k == 0"),
    ("sum-gt", "have a sum greater than $k", "a + b > $k", "a + b >= $k"),
)


@family("pairs-related", weight=4)
def pairs_related(rng: Rng) -> Draft:
    """Pairs of numbers in one list, or one from each of two, in some relation: count, list, any, first indices."""
    relation, text, test, miss = pick(rng, RELATIONS)
    give = pick(rng, ("count", "list", "any", "indices", "largest"))
    if give == "largest" and relation == "sum":
        give = "count"
    two = give != "indices" and rng.random() < 0.35
    source = "for a in $xs for b in $ys" if two else "for a, b in combinations($xs, 2)"
    loops = "for a in $xs:\n    for b in $ys:\n" if two else "for i, a in enumerate($xs):\n    for b in $xs[i + 1:]:\n"
    what = (
        "pairs of a number in $xs and a number in $ys"
        if two
        else pick(rng, ("pairs of numbers in $xs", "pairs of elements at different positions of $xs"))
    )
    one = "a number in $xs and a number in $ys" if two else "two numbers at different positions of $xs"
    returns, said, body, other, wrong, note = {
        "count": (
            "int",
            (f"Count the {what} that {text}\nReturn how many {what} {text}\nFind the number of {what} that {text}"),
            f"return sum({test} {source})",
            f"$acc = 0\n{loops}        if {test}:\n            $acc += 1\nreturn $acc",
            f"return sum({miss} {source})\n---\nreturn len({{(a, b) {source} if {test}}})",
            "Equal numbers at different positions count separately" if two else "Each pair of positions counts once",
        ),
        "list": (
            "list[tuple[int, int]]",
            (
                f"List the {what} that {text} as tuples, in the order of their positions\n"
                f"Return as tuples all the {what} that {text}, in the order met\n"
                f"Collect the {what} that {text} into a list of tuples, in the order of position"
            ),
            f"return [(a, b) {source} if {test}]",
            f"$out = []\n{loops}        if {test}:\n            $out.append((a, b))\nreturn $out",
            f"return [(a, b) {source} if {miss}]\n---\nreturn sorted({{(a, b) {source} if {test}}})",
            "",
        ),
        "any": (
            "bool",
            (f"Check whether {one} {text}\nReturn True if there are {one} that {text}\nTell whether any {what} {text}"),
            f"return any({test} {source})",
            f"{loops}        if {test}:\n            return True\nreturn False",
            f"return all({test} {source})\n---\nreturn any({miss} {source})",
            "",
        ),
        "indices": (
            "list[int]",
            f"Return the indices [i, j] with i < j of the first two numbers in $xs that {text}, or an empty "
            f"list\nFind two positions of $xs whose numbers {text}: smallest first index, then smallest "
            "second; [] if there are none\n"
            f"Return the first index pair i < j of $xs, as a list, whose values {text}; an empty list if no "
            "values do",
            (
                "for i, a in enumerate($xs):\n    for j, b in enumerate($xs[i + 1:], i + 1):\n"
                f"        if {test}:\n            return [i, j]\nreturn []"
            ),
            (
                f"for i, j in combinations(range(len($xs)), 2):\n    a, b = $xs[i], $xs[j]\n    if {test}:\n"
                "        return [i, j]\nreturn []"
            ),
            (
                f"for i, a in enumerate($xs):\n    for j, b in enumerate($xs):\n        if {test}:\n"
                "            return [i, j]\nreturn []\n---\nfor i, j in combinations(range(len($xs)), 2):\n"
                f"    a, b = $xs[i], $xs[j]\n    if {test}:\n        return [a, b]\nreturn []"
            ),
            "",
        ),
        "largest": (
            "int | None",
            (
                f"Return the largest sum of the {what} that {text}\n"
                f"Among the {what} that {text}, find the greatest sum\n"
                f"Compute the highest a + b over the {what} that {text}"
            ),
            f"return max((a + b {source} if {test}), default=None)",
            (
                f"best = None\n{loops}        if {test} and (best is None or a + b > best):\n"
                "            best = a + b\nreturn best"
            ),
            (f"return max((a + b {source}), default=None)\n---\nreturn min((a + b {source} if {test}), default=None)"),
            "Return None if there is no such pair",
        ),
    }[give]
    rows = [integers(rng, n, 0, 9) for n in (5, 4, 6)]
    others = [integers(rng, n, 0, 9) for n in (3, 4, 2)]
    bounds = [a[0] + a[2] for a in rows]
    if relation in ("diff", "near"):
        bounds = [2, 3, 4]
    elif relation == "product":
        bounds = [a[0] * a[2] for a in rows]
    elif relation == "sum-div":
        bounds = [3, 5, 4]
    cases = [(a, b, k) for a, b, k in zip(rows, others, bounds, strict=True)]
    cases += [
        ([4, 4, 2, 6, 4], [2, 4, 4], 8),
        ([1, 7], [7, 1], 6),
        ([3, 5, 2], [5, 2, 5], 10),
        ([5], [1], 5),
        ([], [], 3),
    ]
    entry = spec(
        names=(
            f"{give}_pairs pairs_{relation.replace('-', '_')} find_pairs {give}_of_pairs matching_pairs pair_search"
        ),
        params="$xs: list[int], $ys: list[int], $k: int" if two else "$xs: list[int], $k: int",
        returns=returns,
        said=said,
        intro=f"You are given {'two lists $xs and $ys' if two else 'a list $xs'} of integers and a number $k.",
        plan=f"go through all the pairs; keep those that {text}; return the {give}",
        solutions=f"{body}\n---\n{other}" if rng.random() < 0.5 else f"{other}\n---\n{body}",
        wrong=wrong,
        notes=note,
        imports="" if two else "from itertools import combinations",
        inputs=lambda _: cases if two else [(a, k) for a, _b, k in cases],
    )
    return written(rng, f"{relation}|{give}|{two}", entry)
