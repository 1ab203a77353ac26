"""Families over two intervals, and over one point and many intervals."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

QUESTIONS: dict[str, tuple[str, str, str, str, str, str, str]] = {
    "overlap": (
        "bool",
        "Check whether $two have at least one whole number in common\n"
        "Return True if $two overlap (a shared end point counts)\n"
        "Tell whether $two, both ends included, share a point\nDetermine if $two intersect or touch",
        "the later start must not be after the earlier end",
        "max($p, $q) <= min($e, $f)",
        "$p <= $f and $q <= $e",
        "max($p, $q) < min($e, $f)\n---\n$p <= $q <= $e",
        "overlaps intersect overlap ranges_overlap share_point",
    ),
    "length": (
        "int",
        "Return the length of the overlap of $two, 0 if there is none\n"
        "Compute how long $two overlap (end minus start of the common part)\n"
        "Return how much of one of $two lies inside the other\n"
        "Measure the common part of $two; it is 0 if they do not overlap",
        "take the later start; take the earlier end; subtract, at least zero",
        "max(0, min($e, $f) - max($p, $q))",
        "start = max($p, $q)\nend = min($e, $f)\nreturn end - start if end > start else 0",
        "min($e, $f) - max($p, $q)\n---\nmax(0, max($e, $f) - min($p, $q))",
        "overlap_length common_length shared_length intersection_length",
    ),
    "points": (
        "int",
        "Count the integers that lie in both of $two, ends included\n"
        "Return how many whole numbers $two have in common, both ends counted\n"
        "Return the number of integers shared by $two (inclusive ends)",
        "take the later start; take the earlier end; count the integers between, at least zero",
        "max(0, min($e, $f) - max($p, $q) + 1)",
        "return len(range(max($p, $q), min($e, $f) + 1))",
        "max(0, min($e, $f) - max($p, $q))\n---\nmin($e, $f) - max($p, $q) + 1",
        "common_points shared_integers count_common common_days",
    ),
    "common": (
        "list[int]",
        "Return the common part of $two as [start, end], an empty list if they have none\n"
        "Find the intersection of $two and return its "
        "two ends as a list, or [] if nothing is shared\n"
        "Intersect $two, ends included; return [start, end] or an empty list",
        "take the later start; take the earlier end; return both if they are in order",
        "start, end = max($p, $q), min($e, $f)\nreturn [start, end] if start <= end else []",
        "if $e < $q or $f < $p:\n    return []\nreturn [max($p, $q), min($e, $f)]",
        "return [max($p, $q), min($e, $f)]\n---\nreturn [min($p, $q), max($e, $f)]",
        "intersection common_part intersect overlap_of",
    ),
    "gap": (
        "int",
        "Return the size of the gap between $two, 0 if they overlap or touch\n"
        "Compute the distance between $two; it is 0 when they overlap\n"
        "Return how far apart $two are: the later start minus the earlier end, but at least 0",
        "subtract the earlier end from the later start; at least zero",
        "max(0, max($p, $q) - min($e, $f))",
        "if $e < $q:\n    return $q - $e\nif $f < $p:\n    return $p - $f\nreturn 0",
        "max($p, $q) - min($e, $f)\n---\nmax(0, $q - $e)",
        "gap distance gap_between space_between",
    ),
    "inside": (
        "bool",
        "Check whether one of $two lies completely inside the other\n"
        "Return True if either of $two contains the other one; equal ends are allowed\n"
        "Tell whether one of $two covers the other, ends included",
        "test whether the first covers the second; test the other way round",
        "($p <= $q and $f <= $e) or ($q <= $p and $e <= $f)",
        "hull = (min($p, $q), max($e, $f))\nreturn hull in (($p, $e), ($q, $f))",
        "$p <= $q and $f <= $e\n---\n($p < $q and $f < $e) or ($q < $p and $e < $f)",
        "nested contains one_inside covers",
    ),
    "union": (
        "int",
        "Return the total length covered by $two, counting an overlap once\n"
        "Compute how much of the number line $two cover together\n"
        "Return the length of the union of $two",
        "add both lengths; subtract the overlap",
        "overlap = max(0, min($e, $f) - max($p, $q))\nreturn ($e - $p) + ($f - $q) - overlap",
        "if min($e, $f) < max($p, $q):\n    return $e - $p + $f - $q\nreturn max($e, $f) - min($p, $q)",
        "($e - $p) + ($f - $q)\n---\nmax($e, $f) - min($p, $q)",
        "union_length covered total_covered combined_length",
    ),
    "hull": (
        "list[int]",
        "Return the smallest interval that covers both of $two as [start, end]\n"
        "Find the earliest start and the latest end of $two and return them as a list\n"
        "Return [start, end] of the shortest range that contains both of $two",
        "take the smaller start; take the larger end",
        "[min($p, $q), max($e, $f)]",
        "start = $p if $p < $q else $q\nend = $e if $e > $f else $f\nreturn [start, end]",
        "[$p, $f]\n---\n[max($p, $q), min($e, $f)]",
        "hull span cover_both enclosing bounding",
    ),
}


def _pairs(rng: Rng) -> list[tuple[int, int, int, int]]:
    rows = [(1, 5, 3, 8), (1, 3, 3, 6), (4, 9, 0, 2), (2, 10, 4, 6), (5, 7, 1, 12), (0, 1, 7, 9), (3, 6, 3, 6)]
    for _ in range(3):
        a, b = sorted(rng.sample(range(20), 2))
        c, d = sorted(rng.sample(range(20), 2))
        rows.append((a, b, c, d))
    return rows


@family("two-intervals", weight=4)
def two_intervals(rng: Rng) -> Draft:
    """Two intervals, as pairs or as four numbers: overlap, common part, gap, union, containment."""
    key = pick(rng, list(QUESTIONS))
    returns, said, plan, body, other, wrong, names = QUESTIONS[key]
    shape = pick(rng, ("tuples", "tuples", "numbers", "lists"))
    one, two = pick(
        rng, (("a", "b"), ("first", "second"), ("x", "y"), ("left", "right"), ("one", "other"), ("span", "query"))
    )
    rows = _pairs(rng)
    if shape == "numbers":
        p, e, q, f = pick(
            rng,
            (
                ("start1", "end1", "start2", "end2"),
                ("a", "b", "c", "d"),
                ("a1", "a2", "b1", "b2"),
                ("lo1", "hi1", "lo2", "hi2"),
            ),
        )
        params = f"{p}: int, {e}: int, {q}: int, {f}: int"
        both = f"the intervals from {p} to {e} and from {q} to {f}"
        inputs: Inputs = rows
    else:
        p, e, q, f = f"{one}[0]", f"{one}[1]", f"{two}[0]", f"{two}[1]"
        annotation = "tuple[int, int]" if shape == "tuples" else "list[int]"
        params = f"{one}: {annotation}, {two}: {annotation}"
        word, kind = pick(rng, ("pairs", "intervals", "ranges", "time spans")), "(start, end)"
        both = f"the {kind if shape == 'tuples' else '[start, end]'} {word} {one} and {two}"
        inputs = [((a, b), (c, d)) if shape == "tuples" else ([a, b], [c, d]) for a, b, c, d in rows]
    entry = spec(
        names=names,
        params=params,
        returns=returns,
        said=said,
        plan=plan,
        solutions=f"{body}\n---\n{other}",
        wrong=wrong,
        inputs=lambda _: inputs,
    )
    return written(rng, f"{key}|{shape}", entry, p=p, e=e, q=q, f=f, two=both)


POINT: dict[str, tuple[str, str, str, str, str, str]] = {
    "count": (
        "int",
        "Count how many of the intervals in $ivs contain $t\n"
        "Return the number of (start, end) pairs in $ivs that include $t\n"
        "Return in how many of $ivs the point $t lies\n"
        "Given $ivs, a list of (start, end) tuples, count those that cover $t",
        "sum(start <= $t $end end for start, end in $ivs)",
        "return len([pair for pair in $ivs if pair[0] <= $t $end pair[1]])",
        "sum(start < $t < end for start, end in $ivs)\n---\nsum(start <= $t for start, end in $ivs)",
        "count_covering how_many_contain active_at count_at",
    ),
    "any": (
        "bool",
        "Check whether $t lies in any of the intervals in $ivs\n"
        "Return True if at least one (start, end) pair in $ivs contains $t\n"
        "Tell whether $t is covered by $ivs, a list of (start, end) tuples\n"
        "Determine if some interval of $ivs includes $t",
        "any(start <= $t $end end for start, end in $ivs)",
        "for start, end in $ivs:\n    if start <= $t $end end:\n        return True\nreturn False",
        ("all(start <= $t $end end for start, end in $ivs)\n---\nany(start < $t < end for start, end in $ivs)"),
        "is_covered contains in_any is_busy covers_point",
    ),
    "first": (
        "int",
        "Return the index of the first interval in $ivs that contains $t, or -1\n"
        "Find the position in $ivs of the first (start, end) pair around $t; -1 if there is none\n"
        "Return which entry of $ivs, a list of (start, end) tuples, covers $t first, as an index, or -1",
        ("for i, (start, end) in enumerate($ivs):\n    if start <= $t $end end:\n        return i\nreturn -1"),
        "return next((i for i, (start, end) in enumerate($ivs) if start <= $t $end end), -1)",
        (
            "for i, (start, end) in enumerate($ivs):\n    if start < $t < end:\n        return i\nreturn -1\n"
            "---\nreturn next((i for i, (start, end) in enumerate($ivs, 1) if start <= $t $end end), -1)"
        ),
        "find_interval interval_index locate bucket_of",
    ),
    "list": (
        "list[tuple[int, int]]",
        "Return the intervals in $ivs that contain $t\n"
        "Keep only the (start, end) pairs of $ivs that include $t\n"
        "Filter $ivs down to the intervals in which $t lies\n"
        "List all (start, end) tuples of $ivs covering $t, in their order",
        "[(start, end) for start, end in $ivs if start <= $t $end end]",
        ("$out = []\nfor pair in $ivs:\n    if pair[0] <= $t $end pair[1]:\n        $out.append(pair)\nreturn $out"),
        (
            "[(start, end) for start, end in $ivs if not start <= $t $end end]\n---\n"
            "[(start, end) for start, end in $ivs if start <= $t]"
        ),
        "covering intervals_at containing active_intervals",
    ),
}


@family("point-in-intervals", held_out=True, weight=2.5)
def point_in_intervals(rng: Rng) -> Draft:
    """One point and many intervals, ends included or half-open: count, any, which, list."""
    key = pick(rng, list(POINT))
    returns, said, body, other, wrong, names = POINT[key]
    closed = rng.random() < 0.5
    rule = "with both ends included" if closed else "with the start included and the end excluded"
    rows = [[tuple(sorted(rng.sample(range(15), 2))) for _ in range(rng.randint(2, 4))] for _ in range(4)]
    point = [rng.choice(row)[rng.randrange(2)] for row in rows]
    entry = spec(
        names=names,
        params="$ivs: list[tuple[int, int]], $t: int",
        returns=returns,
        said="\n".join(f"{line}, {rule}" for line in said.split("\n")),
        intro="Each interval is a tuple of its start and its end.",
        plan="go through the intervals; test whether the point lies between start and end",
        solutions=f"{body}\n---\n{other}",
        wrong=wrong,
        inputs=lambda _: [
            *zip(rows, point, strict=True),
            ([(1, 4), (4, 6)], 4),
            ([(0, 3), (2, 9), (9, 9)], 9),
            ([(5, 8)], 5),
            ([], 3),
        ],
        pools={"t": ("x", "point", "t", "moment", "time", "p", "value")},
    )
    return written(rng, f"{key}|{closed}", entry, end="<=" if closed else "<")
