"""Family: the longest run or subsequence in some order: its length, its sum, itself, how many runs there are."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

STEPS = (
    ("rising", "strictly increasing", "<", "<="),
    ("falling", "strictly decreasing", ">", ">="),
    ("not-falling", "non-decreasing", "<=", "<"),
    ("not-rising", "non-increasing", ">=", ">"),
    ("by-one", "step-by-one (each value is one more than the one before)", "+ 1 ==", "<"),
    ("doubling", "doubling (each value is at least twice the one before)", "* 2 <=", "<="),
)


@family("longest-ordered", weight=4)
def longest_ordered(rng: Rng) -> Draft:
    """The longest run or subsequence in some order: its length, its sum, itself, how many runs there are."""
    key, text, sign, near = pick(rng, STEPS)
    runs = rng.random() < 0.5
    give = pick(rng, ("length", "itself", "count") if runs else ("length", "sum", "ending"))
    run = pick(rng, ("run of neighbouring elements", "contiguous part", "contiguous run"))
    many = "runs of neighbouring elements" if "neigh" in run else f"{run}s"
    sub = pick(rng, ("subsequence", "subsequence (order kept, gaps allowed)", "selection of elements in their order"))
    split = (
        f"runs = []\nfor $v in $xs:\n    if runs and runs[-1][-1] {sign} $v:\n"
        "        runs[-1].append($v)\n    else:\n        runs.append([$v])\n"
    )
    miss = split.replace(sign, near)
    chain = (
        "best = []\nfor i, $v in enumerate($xs):\n"
        f"    before = [best[j] for j in range(i) if $xs[j] {sign} $v]\n"
        f"    best.append({{0}} + max(before, default=0))\n"
    )
    tests = {
        "run-length": (
            "int",
            (
                f"Return the length of the longest {text} {run} of $xs\n"
                f"Find how long the longest {run} of $xs is that is {text}\n"
                f"Compute the greatest number of neighbouring elements of $xs that form a {text} part"
            ),
            split + "return max(map(len, runs), default=0)",
            (
                "best = current = 0\nfor i, $v in enumerate($xs):\n"
                f"    current = current + 1 if i and $xs[i - 1] {sign} $v else 1\n    best = max(best, current)\n"
                "return best"
            ),
            miss + "return max(map(len, runs), default=0)",
            "Return 0 if $xs is empty",
            "cut the list into runs; return the length of the longest",
        ),
        "run-itself": (
            "list[int]",
            (
                f"Return the longest {text} {run} of $xs, the first one on ties\n"
                f"Find the longest {run} of $xs that is {text}; of equally long ones take the first\n"
                f"Get the first of the longest {text} parts of neighbouring elements in $xs as a list"
            ),
            split + "return max(runs, key=len, default=[])",
            (
                "best, start = [], 0\nfor end in range(1, len($xs) + 1):\n"
                f"    if end > 1 and not $xs[end - 2] {sign} $xs[end - 1]:\n        start = end - 1\n"
                "    if end - start > len(best):\n        best = $xs[start:end]\nreturn best"
            ),
            split
            + "return max(runs[::-1], key=len, default=[])\n---\n"
            + miss
            + "return max(runs, key=len, default=[])",
            "Return an empty list if $xs is empty",
            "cut the list into runs; return the longest",
        ),
        "run-count": (
            "int",
            (
                f"Count the maximal {text} {many} that $xs falls into\n"
                f"Return into how many {text} {many} $xs splits, each as long as possible\n"
                f"Find the number of pieces when $xs is cut wherever it stops being {text}"
            ),
            f"if not $xs:\n    return 0\nreturn 1 + sum(not a {sign} b for a, b in zip($xs, $xs[1:]))",
            split + "return len(runs)",
            f"return sum(not a {sign} b for a, b in zip($xs, $xs[1:]))\n---\nreturn len($xs)",
            "Return 0 if $xs is empty",
            "compare neighbours; count the places where a new run starts",
        ),
        "sub-length": (
            "int",
            (
                f"Return the length of the longest {text} {sub} of $xs\n"
                f"Find how many elements the longest {text} {sub} of $xs has\n"
                f"Compute the size of the longest {sub} of $xs that is {text}"
            ),
            chain.replace("{0}", "1") + "return max(best, default=0)",
            "",
            chain.replace("{0}", "1") + "return best[-1] if best else 0\n---\nreturn len(set($xs))",
            "Return 0 if $xs is empty",
            "for each element take the longest chain before that it can extend; add one; return the largest",
        ),
        "sub-sum": (
            "int",
            (
                f"Return the largest sum of a {text} {sub} of the positive numbers $xs\n"
                f"Find the greatest total of a {sub} of $xs that is {text}; all numbers are positive\n"
                f"Compute the maximum sum over all {text} subsequences of $xs, whose values are positive"
            ),
            chain.replace("{0}", "$v") + "return max(best, default=0)",
            "",
            chain.replace("{0}", "$v") + "return best[-1] if best else 0\n---\nreturn sum($xs)",
            "Return 0 if $xs is empty",
            ("for each element take the best sum before that it can extend; add the element; return the largest"),
        ),
        "sub-ending": (
            "list[int]",
            (
                f"For each element of $xs return the length of the longest {text} {sub} that ends with it\n"
                f"Return a list with the length of the longest {text} {sub} of $xs ending at each position\n"
                f"Compute for every position of $xs how long a {text} {sub} ending there can be"
            ),
            chain.replace("{0}", "1") + "return best",
            "",
            "return list(range(1, len($xs) + 1))\n---\n"
            + chain.replace("{0}", "1").replace(f" {sign} ", f" {near} ")
            + "return best",
            "",
            "for each element look at all the earlier ones it can follow; add one to the longest",
        ),
    }[f"{'run' if runs else 'sub'}-{give}"]
    returns, said, body, other, wrong, note, plan = tests
    low = 1
    rows = [integers(rng, n, low, 9) for n in (6, 7, 5)] + [
        [1, 2, 2, 3],
        [5, 4, 4, 1],
        [3, 4, 5, 1, 2],
        [1, 2, 4, 8, 9],
        [6, 3, 7, 4, 5, 8],
        [7],
        [],
    ]
    bodies = [b for b in (body, other) if b]
    name = key.replace("-", "_")
    entry = spec(
        names=f"count_runs number_of_pieces {name}_runs run_count"
        if give == "count"
        else f"longest_{name} {name}_{'run' if runs else 'subsequence'} {give}_of_longest ordered_{give}",
        params="$xs: list[int]",
        returns=returns,
        said=said,
        intro="The list $xs holds measurements in the order in which they were taken.",
        plan=plan,
        solutions="\n---\n".join(bodies if rng.random() < 0.6 else bodies[::-1]),
        wrong=wrong,
        notes=note,
        inputs=lambda _: each(rows),
    )
    return written(rng, f"{key}|{'run' if runs else 'sub'}|{give}", entry)
