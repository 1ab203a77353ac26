"""Exercises of other people that we may learn from, executed: MBPP's training part, and P3's puzzles.

In: their files. Out: `Exercise`s whose tests pass in the sandbox here. The same problem is told in several voices.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from understudy.syntax import parsed
from understudy_trainer.corpus import puzzles, records
from understudy_trainer.corpus.pieces import Exercise, Voice
from understudy_trainer.evaluate.formats import tested_function
from understudy_trainer.evaluate.sampling import Pool

MBPP_TRAINING = range(601, 975)  # 1-10 are its prompts, 11-510 its tests, 511-600 what we tune on
MBPP_FILE, PUZZLES_FILE = Path("mbpp") / "mbpp.jsonl", Path("python_programming_puzzles")
PROGRAM_S = 10.0  # wall time of one solution on its tests; on a crowded machine right code must not be lost
LONGEST = 2_500  # characters of a prompt with its answer
WIDTH = 100
EXAMPLES = 2  # doctest examples shown of three asserts: the rest still judges
_ASKED = re.compile(
    r"write (?:a |an |the )?(?:python ?3? )?(?:function|program|code|script)s? (?:in python )?to ", re.I
)


@dataclass(frozen=True, slots=True)
class Told:
    """One MBPP problem taken apart. above: imports and what else the function needs; ends with two blank lines."""

    name: str
    text: str
    above: str
    signature: str
    body: str
    asserts: tuple[str, ...]
    setup: str
    entry_point: str


def every(folder: Path) -> Iterator[Exercise]:
    """The exercises of a folder of data sets, not executed yet. Raises TrainError or SuiteError."""
    yield from mbpp(folder / MBPP_FILE)
    for path in sorted((folder / PUZZLES_FILE).glob("*.json")):
        yield from puzzles.exercises(records.read(path))


def mbpp(path: Path) -> Iterator[Exercise]:
    """MBPP's training part, never another record of it."""
    for record in records.read(path):
        if record.get("task_id") in MBPP_TRAINING and (told := _told(record)):
            yield from _voices(told)


async def proved(found: Iterable[Exercise], pool: Pool, dropped: Counter[str]) -> AsyncIterator[Exercise]:
    """Those whose tests pass; the same program runs once, however it is told."""
    known = dict[str, bool]()
    for exercise in found:
        if len(exercise.prompt) + len(exercise.answer) > LONGEST:
            dropped["too long"] += 1
            continue
        program = f"{exercise.prompt}{exercise.answer}\n\n{exercise.tests}\n"
        key = f"{exercise.name}\n{exercise.answer}\n{exercise.tests}"
        if parsed(program) is None:
            dropped["does not parse"] += 1
            continue
        if key not in known:
            known[key] = (await pool.run(program, timeout_s=PROGRAM_S)).status == "passed"
        if known[key]:
            yield exercise
        else:
            dropped["tests fail"] += 1


def _told(record: dict[str, Any]) -> Told | None:
    code = str(record["code"])
    tidy = code.replace("\r\n", "\n").expandtabs(4)
    tests = tuple(str(test).strip().replace("\r\n", "\n") for test in record["test_list"])
    tree = parsed(tidy)
    try:
        function = tested_function(tidy, tests)
    except (ValueError, SyntaxError):
        return None
    if tree is None:
        return None
    imports = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    others = [n for n in tree.body if not isinstance(n, ast.Import | ast.ImportFrom | ast.Expr)]
    others = [n for n in others if getattr(n, "name", "") != function.name]
    above = "\n".join(map(ast.unparse, imports)) + ("\n\n\n" if imports else "")
    above += "".join(ast.unparse(node) + "\n\n\n" for node in others)
    ugly = tidy != code or any(line.lstrip(" ") != line and _depth(line) % 4 for line in tidy.split("\n"))
    body = "\n".join(map(ast.unparse, function.body)) if ugly else _source(tidy, function)
    return Told(
        f"Mbpp/{record['task_id']}",
        " ".join(str(record["text"]).split()),
        above,
        f"def {function.name}({ast.unparse(function.args)}):\n",
        textwrap.indent(body, "    ") + "\n",
        tests,
        str(record.get("test_setup_code") or ""),
        function.name,
    )


def _voices(told: Told) -> Iterator[Exercise]:
    asked = _imperative(told.text)
    examples = "\n".join(text for test in told.asserts if (text := example(test, told.entry_point)))
    shown = "\n".join(examples.split("\n")[: 2 * EXAMPLES])
    listed = "\n".join(told.asserts)
    yield _exercise(told, "text", docstring(told.text, width=10_000))
    yield _exercise(told, "asserts", docstring(told.text, listed))
    if shown:
        yield _exercise(told, "examples", docstring(asked or told.text, shown))
    if asked:
        yield _exercise(told, "imperative", docstring(asked))
        comment = "".join(f"# {line}\n" for line in textwrap.wrap(asked, WIDTH))
        yield _exercise(told, "comment", "", comment)


def _exercise(told: Told, voice: Voice, doc: str, comment: str = "") -> Exercise:
    prompt = f"{told.above}{comment}{told.signature}{doc}"
    tests = "\n".join(part for part in (told.setup, *told.asserts) if part)
    return Exercise(prompt, told.body, tests, told.entry_point, told.name, "MBPP 601-974", "CC-BY-4.0", voice)


def docstring(text: str, below: str = "", width: int = WIDTH) -> str:
    """A docstring indented by four, ends with a newline: `text` wrapped, a blank line, and `below` as it stands."""
    lines = textwrap.wrap(text, width - 4, break_long_words=False, break_on_hyphens=False)
    said = "\n".join(lines) + (f"\n\n{below}\n" if below else "\n" if len(lines) > 1 else "")
    said = said.replace("\\", "\\\\").replace('"""', "'''")
    said = said[:-1] + "'" if said.endswith('"') else said
    return textwrap.indent(f'"""{said}"""', "    ") + "\n"


def example(test: str, entry_point: str) -> str:
    """`>>> call` and its value, of an assert that compares a call of `entry_point` with a literal; else ""."""
    tree = parsed(test)
    statement = tree.body[0] if tree and len(tree.body) == 1 else None
    if not isinstance(statement, ast.Assert) or not isinstance(compare := statement.test, ast.Compare):
        return ""
    call = compare.left
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == entry_point):
        return ""
    if len(compare.ops) != 1 or not isinstance(compare.ops[0], ast.Eq):
        return ""
    try:
        value = repr(ast.literal_eval(compare.comparators[0]))
    except ValueError:
        return ""
    said = f">>> {ast.unparse(call)}\n{value}"
    return said if max(map(len, said.split("\n"))) < WIDTH else ""


def _imperative(text: str) -> str:
    """ "Write a function to find x." -> "Find x."; "" where it is put in another way."""
    match = _ASKED.match(text)
    rest = text[match.end() :].strip() if match else ""
    return rest[:1].upper() + rest[1:]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _source(text: str, function: ast.FunctionDef) -> str:
    lines = text.split("\n")[function.body[0].lineno - 1 : function.end_lineno]
    return textwrap.dedent("\n".join(lines))
