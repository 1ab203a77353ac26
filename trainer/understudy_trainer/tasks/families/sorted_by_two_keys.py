"""Families over numbers and pairs sorted by one key and then another."""

from __future__ import annotations

import re

from understudy_trainer.tasks.authoring import each, integer_lists, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

KEYS = (
    ("last", "its last digit", "abs($v) % 10"),
    ("length", "its number of digits", "len(str(abs($v)))"),
    ("abs", "its absolute value", "abs($v)"),
    ("mod", "its remainder when divided by $k", "$v % $k"),
    ("dist", "its distance from $k", "abs($v - $k)"),
    ("parity", "being odd (even numbers first)", "$v % 2"),
    ("first", "its first digit", "int(str(abs($v))[0])"),
    ("reversed", "its digits read backwards", "int(str(abs($v))[::-1])"),
    ("big", "its largest digit", "max(str(abs($v)))"),
)


TIES = (
    ("value", "the smaller number comes first on ties", "$v", ""),
    ("larger", "the larger number comes first on ties", "-$v", ""),
    ("stable", "ties keep their original order", "", ""),
    ("reverse", "the largest come first and ties keep their original order", "", ", reverse=True"),
)


@family("two-key-number-sort", weight=4)
def two_key_sort(rng: Rng) -> Draft:
    """Numbers sorted by something about each, with a rule for ties."""
    key, said, code = pick(rng, KEYS)
    tie, rule, second, extra = pick(rng, TIES)
    full = f"({code}, {second})" if second else code
    theirs = re.sub(r"\bits\b", "their", said)
    param = ", $k: int" if "$k" in code else ""
    low = 0 if key == "mod" else -40
    rows = [*integer_lists(rng, low, 130, count=3), [12, 21, 3, 30, 111, 2], [9, 19, 10, 1, 5, 23]]
    at = [rng.randint(2, 12) for _ in rows]
    entry = spec(
        names="sort_numbers sort_by_key custom_sort order_numbers arrange sort_special",
        params=f"$xs: list[int]{param}",
        returns="list[int]",
        said=f"""
        Sort the numbers in $xs by {theirs}; {rule}
        Return $xs sorted so that each number ranks by {said}, where {rule}
        Order the numbers of $xs by {theirs}; {rule}
        Return a new list with the integers of $xs, each ranked by {said}; {rule}
        """,
        told=f"""
        You are given a list of integers $xs. Return them sorted, where each number is judged by {said}. Mind that
        {rule}.
        """,
        plan=f"rank each number by {said}; {'break ties by the value' if second else 'leave ties as they are'}",
        solutions=f"""
        sorted($xs, key=lambda $v: {full}{extra})
        ---
        def rank($v):
            return {full}
        $out = list($xs)
        $out.sort(key=rank{extra})
        return $out
        """,
        wrong=f"sorted($xs)\n---\nsorted($xs, key=lambda $v: {code}{'' if extra else ', reverse=True'})",
        inputs=lambda _: [(x, k) for x, k in zip(rows, at, strict=True)] if param else each(rows),
        pools={"k": ("k", "m", "pivot", "d", "base") if key == "dist" else ("k", "m", "divisor", "d", "base")},
    )
    return written(rng, f"{key}|{tie}", entry)


ROWS = (
    ("score", "score", "name", "(name, score) pairs", ("players", "results", "scores", "students")),
    ("price", "price", "item", "(item, price) pairs", ("products", "items", "goods", "offers")),
    ("age", "age", "name", "(name, age) pairs", ("people", "members", "persons", "users")),
    ("count", "count", "word", "(word, count) pairs", ("pairs", "entries", "words", "tally")),
)


@family("ranked-pairs", weight=3)
def ranked_pairs(rng: Rng) -> Draft:
    """(name, number) pairs sorted by the number, then by the name; all, the first few, or only their names."""
    key, number, label, shape, pool = pick(rng, ROWS)
    down = rng.random() < 0.6
    give = pick(rng, ("pairs", "names", "best", "top"))
    order = (
        f"{number} in {'descending' if down else 'ascending'} order and by {label} in alphabetical order "
        f"on equal {number}s"
    )
    lambda_ = f"lambda pair: ({'-' if down else ''}pair[1], pair[0])"
    extreme = f"{'highest' if down else 'lowest'} {number}"
    said, returns, body, other, near, note = {
        "pairs": (
            (
                f"Sort the {shape} in $xs by {order}\nReturn $xs, a list of {shape}, sorted by {order}\n"
                f"Order $xs by {order}"
            ),
            "list[tuple[str, int]]",
            f"return sorted($xs, key={lambda_})",
            (
                "by_name = sorted($xs)\nreturn sorted(by_name, key=lambda pair: "
                f"pair[1]{', reverse=True' if down else ''})"
            ),
            "return sorted($xs, key=lambda pair: pair[1])\n---\nreturn sorted($xs)",
            "",
        ),
        "names": (
            f"Return the {label}s of the {shape} in $xs, sorted by {order}\n"
            f"List only the {label}s of $xs ordered by {order}\n"
            f"Given {shape} $xs, return the {label}s by {order}",
            "list[str]",
            f"return [{label} for {label}, _ in sorted($xs, key={lambda_})]",
            f"ordered = sorted($xs, key={lambda_})\nreturn [pair[0] for pair in ordered]",
            f"return sorted({label} for {label}, _ in $xs)\n---\nreturn [{label} for {label}, _ in $xs]",
            "",
        ),
        "best": (
            f"Return the {label} with the {extreme} among the {shape} in $xs, the alphabetically first on "
            "ties\n"
            f"Find the {label} that has the {extreme} in $xs; on equal {number}s take the alphabetically "
            "first\n"
            f"Given {shape} $xs, return which {label} has the {extreme}; alphabetical order breaks ties",
            "str | None",
            f"if not $xs:\n    return None\nreturn min($xs, key={lambda_})[0]",
            f"ordered = sorted($xs, key={lambda_})\nreturn ordered[0][0] if ordered else None",
            f"if not $xs:\n    return None\nreturn {'max' if down else 'min'}($xs)[0]\n---\nreturn $xs[0][0]",
            "Return None if $xs is empty",
        ),
        "top": (
            f"Return the $k {shape} of $xs with the {extreme}, sorted by {order}\n"
            f"Take the first $k of $xs after sorting by {order}\n"
            f"Return the first $k entries when the {shape} in $xs are sorted by {order}",
            "list[tuple[str, int]]",
            f"return sorted($xs, key={lambda_})[:$k]",
            f"ordered = list($xs)\nordered.sort(key={lambda_})\nreturn ordered[:$k]",
            f"return sorted($xs, key={lambda_})[-$k:]\n---\nreturn sorted($xs)[:$k]",
            "Return all of them if there are not more than $k",
        ),
    }[give]
    rows = [[(w, rng.randint(1, 6)) for w in dict.fromkeys(words(rng, n))] for n in (4, 5, 3)]
    rows += [[("kiwi", 3), ("fig", 3), ("date", 5), ("lime", 1), ("nut", 5)], [("b", 2), ("a", 2)], [("x", 1)], []]
    entry = spec(
        names="rank sort_pairs ranking order_by leaderboard best_entries",
        params="$xs: list[tuple[str, int]]" + (", $k: int" if give == "top" else ""),
        returns=returns,
        said=said,
        plan=f"sort by {'falling' if down else 'rising'} {number}; break ties by {label}; return the {give}",
        solutions=f"{body}\n---\n{other}",
        wrong=near,
        notes=note,
        inputs=lambda _: (
            [(x, k) for x, k in zip(rows, (2, 3, 1, 3, 1, 2, 1), strict=True)] if give == "top" else each(rows)
        ),
        pools={"xs": pool, "k": ("k", "n", "count", "limit", "top")},
    )
    return written(rng, f"{key}|{'down' if down else 'up'}|{give}", entry)
