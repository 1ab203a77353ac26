"""Family: subsets, pairs, triples or k elements that satisfy a rule: count, list, any, best sum."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

SHAPES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "subsets",
        "subset of $xs",
        "subsets of $xs, the empty one included",
        "for size in range(len($xs) + 1) for part in combinations($xs, size)",
        "for mask in range(2 ** len($xs)) for part in [[v for i, v in enumerate($xs) if mask >> i & 1]]",
    ),
    (
        "pairs",
        "pair of elements of $xs",
        "pairs of elements at different positions of $xs",
        "for part in combinations($xs, 2)",
        "for j in range(len($xs)) for i in range(j) for part in [($xs[i], $xs[j])]",
    ),
    (
        "triples",
        "triple of elements of $xs",
        "triples of elements at different positions of $xs",
        "for part in combinations($xs, 3)",
        ("for k in range(len($xs)) for j in range(k) for i in range(j) for part in [($xs[i], $xs[j], $xs[k])]"),
    ),
    (
        "k-parts",
        "choice of $n elements of $xs",
        "choices of $n elements of $xs (by position, order ignored)",
        "for part in combinations($xs, $n)",
        "",
    ),
)


TESTS: tuple[tuple[str, str, str, str], ...] = (
    ("sum-eq", "whose sum is $k", "sum(part) == $k", "sum(part) >= $k"),
    ("sum-le", "whose sum is at most $k", "sum(part) <= $k", "sum(part) < $k"),
    ("sum-ge", "whose sum is at least $k", "sum(part) >= $k", "sum(part) > $k"),
    ("div", "whose sum is divisible by $k", "sum(part) % $k == 0", "sum(part) % $k == 1"),
    (
        "spread",
        "in which the largest and the smallest number differ by at most $k",
        "max(part) - min(part) <= $k",
        "max(part) - min(part) < $k",
    ),
    ("product", "whose product is $k", "prod(part) == $k", "sum(part) == $k"),
)


@family("selections-tested", weight=4)
def selections_tested(rng: Rng) -> Draft:
    """Subsets, pairs, triples or k elements that satisfy a rule: count, list, any, best sum."""
    shape, single, many, source, slow = pick(rng, SHAPES)
    rule, text, test, miss = pick(rng, [t for t in TESTS if not (shape == "subsets" and t[0] == "spread")])
    give = pick(rng, ("count", "any", "list", "longest") if shape == "subsets" else ("count", "any", "list"))
    returns, said, body, wrong = {
        "count": (
            "int",
            (f"Count the {many}, {text}\nReturn how many {many}, there are {text}\nFind the number of {many}, {text}"),
            f"return sum({test} {source})",
            f"return sum({miss} {source})",
        ),
        "any": (
            "bool",
            (
                f"Check whether there is a {single} {text}\nReturn True if some {single} exists {text}\n"
                f"Tell whether any of the {many}, is one {text}"
            ),
            f"return any({test} {source})",
            f"return all({test} {source})",
        ),
        "list": (
            "list[tuple[int, ...]]",
            (
                f"List as tuples the {many}, "
                f"{text}"
                f"{'; shorter first, then by position' if shape == 'subsets' else ', in the order of position'}"
                f"\nReturn a list of tuples with the {many}, "
                f"{text}{', by size and then by position' if shape == 'subsets' else ', ordered by position'}"
            ),
            f"return [part {source} if {test}]",
            f"return [part {source} if {miss}]",
        ),
        "longest": (
            "int",
            (
                f"Return the size of the largest {single} {text}, 0 if there is none\n"
                f"How many elements does the biggest {single} {text} have? Return 0 without one"
            ),
            f"return max((len(part) {source} if {test}), default=0)",
            f"return max((len(part) {source} if {miss}), default=0)",
        ),
    }[give]
    said = said.replace(", there are", " there are") if shape != "subsets" else said
    said = said if shape == "subsets" else said.replace(f"{many},", many)
    loop = f"$out = []\n{source.replace(' for part', ':{nl}    for part')}:".replace("{nl}", "\n")
    pad = "        " if shape == "subsets" else "    "
    if give == "list":
        second = f"{loop}\n{pad}if {test}:\n{pad}    $out.append(part)\nreturn $out"
    elif give == "count":
        second = f"{loop.replace('$out = []', '$acc = 0')}\n{pad}if {test}:\n{pad}    $acc += 1\nreturn $acc"
    elif give == "any":
        second = f"{loop.removeprefix('$out = []').strip()}\n{pad}if {test}:\n{pad}    return True\nreturn False"
    else:
        second = body
    bodies = [body, second] if rng.random() < 0.6 else [second, body]
    if slow and give in ("count", "any", "longest") and rng.random() < 0.4:
        bodies.append(body.replace(source, slow))
    few = shape == "k-parts"
    rows = [(integers(rng, n, 1, 7), rng.randint(4, 12)) for n in (4, 3, 4, 5)] + [
        ([2, 3, 5], 5),
        ([1, 1, 2, 2], 4),
        ([3], 3),
        ([4, 6, 2], 12),
    ]
    if give != "list":
        rows.append(([], 2))
    entry = spec(
        names=(
            f"{give}_{shape.replace('-', '_')} {give}_selections "
            f"{shape.replace('-', '_')}_{rule.replace('-', '_')} find_{shape.replace('-', '_')} choose"
        ),
        params="$xs: list[int], $n: int, $k: int" if few else "$xs: list[int], $k: int",
        returns=returns,
        said=said,
        intro="You are given a list of integers $xs and a number $k.",
        plan=(
            f"form all the {shape.replace('k-parts', 'choices')}; keep those "
            f"{text.replace('$k', 'as asked')}; return the {give}"
        ),
        solutions="\n---\n".join(bodies),
        wrong=wrong,
        imports="from itertools import combinations" + ("\nfrom math import prod" if rule == "product" else ""),
        inputs=lambda _: [(x, rng.randint(1, 3), k) for x, k in rows] if few else rows,
        pools={"n": ("size", "n", "r", "count", "length")},
    )
    return written(rng, f"{shape}|{rule}|{give}", entry)
