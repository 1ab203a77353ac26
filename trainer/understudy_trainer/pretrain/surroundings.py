"""What stands around a function in a real file: a module head above it, a class it is a method of."""

from __future__ import annotations

import dataclasses
import random
import textwrap

from understudy_trainer.tasks.common import Task

_KINDS = ("Helpers", "Utilities", "Tools", "Functions", "Small helpers", "Routines", "Common operations")
_SUBJECTS = (
    "numbers", "text", "lists", "words", "records", "strings", "data", "dates", "prices", "scores", "files", "users",
    "orders", "grids", "statistics", "parsing", "formatting", "the report", "the shop", "games", "sensors", "logs",
)  # fmt: skip
_IMPORTS = (
    "import re", "import math", "import json", "import os", "import random", "import sys", "import itertools",
    "from collections import Counter", "from collections import defaultdict", "from dataclasses import dataclass",
    "from pathlib import Path", "from typing import Any", "from collections.abc import Iterable", "import string",
)  # fmt: skip
_CLASSES = (
    "Report", "Store", "Inventory", "Parser", "Counter", "Grid", "Tools", "Helper", "Account", "Table", "Series",
    "Analyzer", "Text", "Numbers", "Catalog", "Scores", "Basket", "Formatter", "Collection", "Summary",
)  # fmt: skip


def module_head(rng: random.Random) -> str:
    """Nothing, or some of: a module docstring, the annotations import, a few imports."""
    if rng.random() < 0.75:
        return ""
    parts = []
    if rng.random() < 0.6:
        parts.append(f'"""{rng.choice(_KINDS)} for {rng.choice(_SUBJECTS)}."""\n\n')
    if rng.random() < 0.4:
        parts.append("from __future__ import annotations\n\n")
    if rng.random() < 0.4:
        parts.append("\n".join(sorted(rng.sample(_IMPORTS, rng.randint(1, 3)))) + "\n\n")
    return "".join(parts) + "\n" if parts else ""


def class_head(rng: random.Random) -> str:
    """The first lines of a class, up to where a method may follow."""
    docstring = f'    """{rng.choice(_KINDS)} for {rng.choice(_SUBJECTS)}."""\n\n' if rng.random() < 0.5 else ""
    return f"class {rng.choice(_CLASSES)}:\n{docstring}"


def file_name(rng: random.Random) -> str:
    """A path as it stands before another file's code."""
    folder = rng.choice(("", "", "src/", "app/", "lib/", "tools/"))
    return f"{folder}{rng.choice(_SUBJECTS).split()[-1]}{rng.choice(('', '', '_utils', '_helpers'))}.py"


def fits_in_class(task: Task) -> bool:
    """Whether `task` can stand as a method: it starts with its `def`, does not call itself and shows no calls."""
    bodies = "".join(task.solutions)
    return task.prompt.startswith("def ") and task.entry_point not in bodies and ">>>" not in task.prompt


def as_method(task: Task) -> Task:
    """`task` one level deeper, with `self` as its first parameter (its tests no longer apply)."""
    signature = f"def {task.entry_point}("
    empty = task.prompt.startswith(signature + ")")
    prompt = task.prompt.replace(signature, signature + ("self" if empty else "self, "), 1)
    return dataclasses.replace(
        task,
        prompt=textwrap.indent(prompt, "    "),
        solutions=tuple(textwrap.indent(body, "    ") for body in task.solutions),
        wrong=(),
        tests=(),
        indent=task.indent + "    ",
    )
