"""Family of the value closer to or farther from a target."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, fixed, written

CLOSEST: tuple[Option, ...] = (
    {"key": "closer", "what": "closer to", "op": "<="},
    {"key": "farther", "what": "farther from", "op": ">="},
)
CLOSE = (
    Entry(
        "of-two",
        "$key_of_two pick_$key which_is_$key",
        "$a: int, $b: int, $t: int",
        "int",
        """
        Return whichever of $a and $b is $what $t; $a if both are equally far
        Of the numbers $a and $b, pick the one $what the target $t, preferring $a on a tie
        Compare the distances of $a and $b to $t and return the number that is $what it ($a on a tie)
        """,
        "compute both distances to $t; compare them; return the number",
        (
            "return $a if abs($a - $t) $op abs($b - $t) else $b",
            """
            gap, other_gap = abs($a - $t), abs($b - $t)
            if gap == other_gap:
                return $a
            return $a if gap $op other_gap else $b
            """,
        ),
        ("return $b if abs($a - $t) $op abs($b - $t) else $a", "return $a if $a $op $b else $b"),
    ),
    Entry(
        "verdict",
        "who_is_$key compare_distances winner",
        "$a: int, $b: int, $t: int",
        "str",
        """
        Return "first" if $a is $what $t than $b, "second" if $b is, and "tie" if both are equally far
        Tell which of the guesses $a and $b is $what $t by returning "first", "second" or "tie" for equal distances
        """,
        "compute both distances; compare them; return the verdict",
        (
            """
            gap, other_gap = abs($a - $t), abs($b - $t)
            if gap == other_gap:
                return "tie"
            return "first" if gap $op other_gap else "second"
            """,
        ),
        ('return "first" if abs($a - $t) $op abs($b - $t) else "second"',),
        None,
        ("Two players guess a number: $a and $b. The number was $t. The one $what it wins. Return 'first' ...",),
    ),
    Entry(
        "in-list",
        "$key_in_list find_$key",
        "$xs: list[int], $t: int",
        "int | None",
        """
        Return the number in $xs that is $what $t than all others, the smaller one on a tie; None if $xs is empty
        Find the element of $xs that is $what $t, taking the lesser value if two are equally far
        """,
        "return None for an empty list; compare by distance and then by value",
        (
            "if not $xs:\n    return None\nreturn min($xs, key=lambda x: ($sign(x - $t), x))",
            """
            best = None
            for x in sorted($xs):
                if best is None or $sign(x - $t) < $sign(best - $t):
                    best = x
            return best
            """,
        ),
        ("if not $xs:\n    return None\nreturn max($xs, key=lambda x: ($sign(x - $t), x))",),
        lambda r, _: (
            ([1, 5, 9], 6),
            ([4, 8], 6),
            ([8, 4], 6),
            ([], 3),
            ([r.randint(0, 30) for _ in range(4)], 12),
            ([7], 1),
        ),
        notes=("Return None if $xs is empty",),
    ),
)


@family("closer-value", weight=2, held_out=True)
def closer_value(rng: Rng) -> Draft:
    """The value closer to or farther from a target."""
    axis = [{**o, "sign": "abs" if o["key"] == "closer" else "-abs"} for o in CLOSEST]
    names = {"a,b": "a b|x y|first second|left right|guess1 guess2", "t": "target t goal n wanted",
             "xs": "nums numbers xs values items"}  # fmt: skip
    table = [Entry(e.key, e.names.replace("$key", "$k"), e.params, e.returns, e.said, e.plan, e.solutions, e.wrong,
                   e.inputs, e.told, (), e.notes) for e in CLOSE]  # fmt: skip
    axis = [{**o, "k": o["key"]} for o in axis]
    cases = ((1, 9, 4), (2, 8, 5), (9, 1, 4), (-3, 4, 0), (5, 5, 5), (10, 12, 20))
    return written(rng, table, names, axes=(axis,), inputs=fixed(*cases))
