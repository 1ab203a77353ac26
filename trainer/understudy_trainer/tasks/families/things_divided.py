"""Family of things divided up: boxes, pages, rows, remainders."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

NK = "$n: int, $k: int"
CASES = fixed((10, 3), (9, 3), (1, 4), (0, 5), (25, 7), (12, 12))

DIVIDED = (
    Entry(
        "boxes",
        "boxes_needed pages_needed batches",
        NK,
        "int",
        """
        Return how many boxes are needed for $n items if each holds $k
        Divide $n by $k rounding up
        Count the groups of at most $k that $n items fill, the last one possibly not full
        """,
        "divide and round up",
        ("-(-$n // $k)", "($n + $k - 1) // $k", "math.ceil($n / $k)"),
        ("$n // $k", "$n // $k + 1"),
        CASES,
        (
            "A list of $n entries is shown on pages with $k entries each. Return the number of pages; no "
            "entries need no page.",
        ),
        imports=("import math",),
        chinese=("每个盒子装 $k 个，返回装 $n 个物品需要多少个盒子",),
    ),
    Entry(
        "full",
        "full_boxes complete_groups",
        NK,
        "tuple[int, int]",
        """
        Return how many full groups of $k can be made from $n items and how many items are left
        Divide $n by $k and return quotient and remainder as a tuple
        """,
        "divide with remainder",
        ("divmod($n, $k)", "return $n // $k, $n % $k"),
        ("return $n % $k, $n // $k",),
        CASES,
    ),
    Entry(
        "last",
        "last_group_size items_on_last_page",
        NK,
        "int",
        """
        Return how many items the last group has when $n items are put into groups of $k; 0 if there are no items
        Count the entries on the last page when $n entries are shown with $k per page
        """,
        "return 0 for no items; take the remainder, or the full size if it is 0",
        ("if $n == 0:\n    return 0\nreturn $n % $k or $k", "return ($n - 1) % $k + 1 if $n else 0"),
        ("$n % $k",),
        CASES,
    ),
    Entry(
        "sizes",
        "group_sizes split_sizes chunk_sizes",
        NK,
        "list[int]",
        """
        List the sizes of the groups when $n items are filled into groups of at most $k, all full but perhaps the last
        Return how many items each box of capacity $k gets when $n items are packed one box after the other
        """,
        "take full groups; add the rest if there is one",
        (
            "sizes = [$k] * ($n // $k)\nif $n % $k:\n    sizes.append($n % $k)\nreturn sizes",
            "[min($k, $n - start) for start in range(0, $n, $k)]",
        ),
        ("return [$k] * ($n // $k) + [$n % $k]", "return [$k] * ($n // $k)"),
        CASES,
    ),
    Entry(
        "page-of",
        "page_of which_page page_for_index",
        NK,
        "int",
        """
        Return the page (from 1) on which the item with index $n (from 0) stands when each page shows $k items
        Given a zero-based index $n and $k items per page, tell the one-based page number
        """,
        "divide by the page size rounding down; add one",
        ("$n // $k + 1", "($n + $k) // $k"),
        ("$n // $k", "-(-$n // $k)"),
        CASES,
    ),
    Entry(
        "row-col",
        "to_row_col grid_position index_to_cell",
        NK,
        "tuple[int, int]",
        """
        Return (row, column), both from 0, of the cell with index $n in a grid with $k columns filled row by row
        Convert the index $n to a position in rows of $k cells, counting everything from 0
        """,
        "the row is the quotient; the column is the remainder",
        ("return $n // $k, $n % $k", "divmod($n, $k)"),
        ("return $n % $k, $n // $k",),
        CASES,
    ),
    Entry(
        "ceil-float",
        "safe_ratio ratio_or_default divide_or",
        "$a: float, $b: float, $d: float",
        "float",
        """
        Return $a divided by $b, or $d if $b is 0
        Divide $a by $b; fall back to $d instead of dividing by zero
        """,
        "return the default for a zero divisor; otherwise divide",
        ("$a / $b if $b != 0 else $d", "try:\n    return $a / $b\nexcept ZeroDivisionError:\n    return $d"),
        ("$a / $b if $a != 0 else $d", "$a / $b if $b > 0 else $d"),
        fixed((6, 4, 0.0), (5, 0, -1.0), (0, 3, 9.0), (-8, -2, 1.5), (1, 0, 2.5)),
    ),
    Entry(
        "checked",
        "divide checked_divide exact_quotient",
        NK,
        "int",
        """
        Return $n divided by $k; raise ValueError if $k is 0 or does not divide $n
        Divide $n exactly by $k, with a ValueError if that is impossible
        """,
        "raise ValueError for zero or a remainder; return the quotient",
        (
            'if $k == 0 or $n % $k:\n    raise ValueError("not divisible")\nreturn $n // $k',
            """
            if not $k:
                raise ValueError("division by zero")
            quotient, rest = divmod($n, $k)
            if rest:
                raise ValueError("remainder left")
            return quotient
            """,
        ),
        (),
        fixed((9, 3), (0, 5), (12, 12), (-8, 2)),
        errors=((5, 0), (7, 2)),
        notes=("Raise ValueError if $k is 0 or leaves a remainder",),
    ),
    Entry(
        "ratio",
        "simplest_ratio ratio_text reduce_ratio",
        NK,
        "str",
        """
        Return the ratio of the positive numbers $n and $k in lowest terms as text, "4:3" for 12 and 9
        Reduce $n to $k by their greatest common divisor and write both with a colon between
        """,
        "find the gcd; divide both; join them with a colon",
        (
            'g = math.gcd($n, $k)\nreturn f"{$n // g}:{$k // g}"',
            'g = min($n, $k)\nwhile $n % g or $k % g:\n    g -= 1\nreturn f"{$n // g}:{$k // g}"',
        ),
        ('return f"{$n}:{$k}"',),
        fixed((12, 9), (1920, 1080), (5, 5), (7, 3), (2, 8)),
        imports=("import math",),
    ),
)


@family("things-divided", weight=2)
def things_divided(rng: Rng) -> Draft:
    """Boxes, pages, rows, remainders."""
    entry = DIVIDED[rng.randrange(len(DIVIDED))]
    names = {
        "n": "n items count total amount",
        "k": "k size capacity per_box",
        "a,b": "a b|x y|numerator denominator",
        "d": "default fallback d",
    }
    special = {
        "page-of": {"n": "index i pos", "k": "page_size per_page k"},
        "row-col": {"n": "index i pos", "k": "columns cols width"},
        "ratio": {"n": "a width x", "k": "b height y"}, "checked": {"n": "n total number", "k": "k divisor parts"},
    }  # fmt: skip
    if entry.key in ("ratio", "page-of", "row-col", "checked"):
        names.pop("a,b")
    return written(rng, (entry,), names | special.get(entry.key, {}))
