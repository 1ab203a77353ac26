"""How different are the tasks a model is taught? Distinct functions, syntax shapes, and entropy of their wording.

python -m bench.studies.diversity [--count 5000] [--seed 0]
"""

from __future__ import annotations

import argparse
import ast
import itertools
import math
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence

from understudy_trainer.tasks.common import FAMILIES, HELD_OUT_FAMILIES, Task
from understudy_trainer.tasks.sample import training

GRAM = 4  # words


def shape(body: str) -> str:
    """A solution's syntax without names and constants: two with the same shape are the same code but for words."""
    tree = ast.parse(f"def f():\n{textwrap.indent(textwrap.dedent(body), ' ')}")
    return " ".join(type(node).__name__ for node in ast.walk(tree))


def entropy(items: Iterable[object]) -> float:
    """Shannon entropy of the items' frequencies, in bits."""
    counts = Counter(items)
    total = sum(counts.values())
    return -sum(n / total * math.log2(n / total) for n in counts.values())


def grams(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """All runs of `GRAM` words (numbers and quoted text as one sign each)."""
    found = []
    for text in texts:
        words = re.findall(r"[a-z_]+|#|\$", re.sub(r"\d+", "#", re.sub(r"'[^']*'", "$", text.lower())))
        found += [tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]
    return found


def figures(tasks: Sequence[Task]) -> dict[str, float]:
    """The measures over `tasks`, in the order they are printed."""
    said = grams(task.prompt for task in tasks)
    return {
        "families seen": len({task.family for task in tasks}),
        "compositions": len({(task.family, task.combo) for task in tasks}),
        "distinct first solutions": len({task.solutions[0] for task in tasks}),
        "distinct syntax shapes": len({shape(body) for task in tasks for body in task.solutions}),
        "entropy of shapes, bits": round(entropy(shape(task.solutions[0]) for task in tasks), 2),
        f"distinct {GRAM}-grams of prompts": len(set(said)),
        f"entropy of {GRAM}-grams, bits": round(entropy(said), 2),
        "solutions a task": round(sum(len(task.solutions) for task in tasks) / len(tasks), 2),
        "near misses a task": round(sum(len(task.wrong) for task in tasks) / len(tasks), 2),
        "characters of a prompt": round(sum(len(task.prompt) for task in tasks) / len(tasks)),
        "characters of a solution": round(sum(len(task.solutions[0]) for task in tasks) / len(tasks)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    tasks = list(itertools.islice(training(args.seed), args.count))
    print(f"{len(FAMILIES)} families, {len(HELD_OUT_FAMILIES)} of them held out; {args.count} tasks, seed {args.seed}")
    for name, value in figures(tasks).items():
        print(f"{name:32} {value:>10}")


if __name__ == "__main__":
    main()
