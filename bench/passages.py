"""What is typed: whole small files and single functions in their files.

None of it was trained on: the bundled model's corpus is generated tasks, the standard library and installed packages
(`understudy_trainer.corpus`). The functions of examples/textkit are of the kind the generated tasks are.
"""

from __future__ import annotations

import ast
import itertools
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.typist import Passage

ROOT = Path(__file__).parents[1]
WHOLE = (
    "examples/textkit/textkit/numbers.py",
    "examples/textkit/textkit/records.py",
    "examples/textkit/textkit/words.py",
)
PARTLY = (
    "trainer/understudy_trainer/evaluate/metrics.py",
    "server/understudy/engine/frames.py",
    "server/understudy/context/text.py",
    "server/understudy/models/gguf_header.py",
)
FEWEST, MOST = 120, 700  # characters of a function: shorter says little, longer is a passage of its own
SANITIZED = ("mbpp/sanitized-mbpp.json", "mbpp/sanitized-mbpp.jsonl")


def passages(seconds: float, words_per_minute: float = 45.0) -> list[Passage]:
    """About `seconds` of unaided typing, turn by turn from each source; at least one passage."""
    chosen: list[Passage] = []
    sources = [list(whole_files()), list(functions()), list(itertools.islice(mbpp(), 40))]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*sources))
    left = seconds
    for passage in turns:
        if passage is not None and left > 0:
            chosen.append(passage)
            left -= passage.total / 5 / words_per_minute * 60
    return chosen


def whole_files() -> Iterator[Passage]:
    """Small files from their first character on."""
    for name in WHOLE:
        yield Passage(name, "", (ROOT / name).read_text(), "")


def functions() -> Iterator[Passage]:
    """One function after another, each written where it stands in its finished file, a file a turn."""
    each = [list(_functions_of(name, (ROOT / name).read_text())) for name in PARTLY]
    for turn in itertools.zip_longest(*each):
        yield from (passage for passage in turn if passage is not None)


def mbpp() -> Iterator[Passage]:
    """Reference solutions of the sanitized MBPP, where the data sets are at hand (never fetched)."""
    folder = os.environ.get("UNDERSTUDY_DATA_SETS")
    path = next((p for name in SANITIZED if folder and (p := Path(folder) / name).is_file()), None)
    if path is None:
        return
    text = path.read_text()
    records: Iterable[dict[str, str]] = (
        json.loads(text) if text.lstrip().startswith("[") else map(json.loads, text.splitlines())
    )
    for record in records:
        code = record["code"].replace("\r\n", "\n").replace("\t", "    ").rstrip() + "\n"
        if FEWEST <= len(code) <= MOST:
            yield Passage("solution.py", f"# {record['prompt']}\n", code, "")


def _functions_of(name: str, text: str) -> Iterator[Passage]:
    lines = text.splitlines(keepends=True)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
            whole = "".join(lines[first : node.end_lineno])
            indent = len(whole) - len(whole.lstrip(" "))
            if FEWEST <= len(whole) <= MOST:
                before = "".join(lines[:first]) + whole[:indent]
                yield Passage(name, before, whole[indent:].rstrip("\n"), "\n" + "".join(lines[node.end_lineno :]))
