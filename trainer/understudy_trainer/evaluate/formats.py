"""Suite files as `Problem`s: HumanEval, HumanEval-Infilling, MBPP (both editions), EvalPlus (both forms), our families.

Plain or gzipped, JSONL or one JSON array; the format is told by the fields of each record.
"""

from __future__ import annotations

import ast
import doctest
import gzip
import json
import random
import warnings
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from understudy.errors import UnderstudyError
from understudy_trainer.evaluate import evalplus, infilling

Record = Mapping[str, Any]


class SuiteError(UnderstudyError):
    """The suite cannot be read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. prompt: source up to and including signature and docstring, newline-ended.
    suffix: what follows the completion (infilling only; "" else). entry_point: the function under test.
    setup: source that must run before the tests. tests: source that raises if the solution is wrong (they judge).
    visible: assert statements a user would have; selection may look at these only.
    canonical: a correct completion ("" if the suite gives none that fits behind the prompt).
    reference: a correct file, where the suite gives one that is more than prompt and completion."""

    id: str
    prompt: str
    entry_point: str
    tests: str
    visible: tuple[str, ...] = ()
    suffix: str = ""
    setup: str = ""
    canonical: str = ""
    reference: str = ""

    @property
    def solution(self) -> str:
        """A correct file, "" if the suite gives none."""
        return self.reference or (self.source(self.canonical) if self.canonical else "")

    def source(self, completion: str) -> str:
        """The file with a completion in place, without tests."""
        return f"{self.prompt}{completion}{self.suffix}"

    def program(self, completion: str) -> str:
        """The program whose normal end means: solved."""
        return self.judging(self.source(completion))

    def judging(self, source: str) -> str:
        """The same for a whole file."""
        return f"{self.setup}\n{source}\n\n{self.tests}\n"


def load(suite: str, limit: int | None = None) -> list[Problem]:
    """The problems of `suite`: a path, or `families:seed=7,count=100[,kind=families|combos][,infill=end|line|lines]`.

    Raises SuiteError.
    """
    if suite == "families" or suite.startswith("families:"):
        return _families(suite.partition(":")[2], limit)
    problems: list[Problem] = []
    for number, record in enumerate(_records(Path(suite)), 1):
        if limit is not None and len(problems) >= limit:
            break
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # escapes in other people's solutions
                problems.append(from_record(record))
        except (KeyError, TypeError, SyntaxError, ValueError) as error:
            raise SuiteError(
                f"Record {number} of {suite} cannot be used: {error}.",
                "Give a HumanEval, HumanEval-Infilling, MBPP or EvalPlus file.",
            ) from error
    if not problems:
        raise SuiteError(f"{suite} holds no problems.", "Check the path and --limit.")
    return problems


def from_record(record: Record) -> Problem:
    """One record of any known format. Raises KeyError, ValueError or SyntaxError."""
    if evalplus.lists_inputs(record):
        record = evalplus.with_tests(record)
    if "test_list" in record:
        return _mbpp(record)
    if "entry_point" in record and "test" in record:
        return _humaneval(record)
    raise ValueError(f"its fields ({', '.join(sorted(record))}) are those of no known format")


def _humaneval(record: Record) -> Problem:
    """HumanEval and, with a `suffix`, HumanEval-Infilling: its prompt ends anywhere, and its suffix may be empty."""
    prompt, entry = str(record["prompt"]), str(record["entry_point"])
    suffix = (str(record["suffix"]) or "\n") if "suffix" in record else ""  # a gap at the end of the file is a gap
    return Problem(
        id=str(record["task_id"]),
        prompt=prompt if suffix or prompt.endswith("\n") else prompt + "\n",
        entry_point=entry,
        tests=f"{record['test']}\ncheck({entry})",
        visible=() if suffix else docstring_examples(docstring(prompt, entry)),
        suffix=suffix,
        canonical=str(record.get("canonical_solution", "")),
    )


def _mbpp(record: Record) -> Problem:
    """MBPP's `text, code, test_list`, the sanitized `prompt, code, test_imports`, and OriginFmt's stronger `test`.

    The stub keeps the reference's import lines and the signature of the function that the tests call.
    Without stronger tests the first assert is the visible one; with them all of `test_list` is.
    """
    code = str(record["code"]).replace("\r\n", "\n").expandtabs(4)
    tests = tuple(str(test).strip() for test in record["test_list"])
    function = tested_function(code, tests)
    stronger = str(record.get("test", ""))
    given = str(record.get("test_setup_code") or "").replace("\r\n", "\n")
    setup = "\n".join([*classes(code, (given, *tests)), given, *map(str, record.get("test_imports") or ())]).strip()
    return Problem(
        id=f"Mbpp/{record['task_id']}",
        prompt=stub(code, function, str(record.get("text") or record["prompt"])),
        entry_point=function.name,
        tests=stronger or "\n".join(tests),
        visible=tests if stronger else tests[:1],
        setup=setup,
        reference=f"{code.strip()}\n",
    )


def tested_function(code: str, tests: tuple[str, ...]) -> ast.FunctionDef:
    """The function of `code` that `tests` call (the last one defined if several are). Raises ValueError."""
    called = {
        node.func.id
        for test in tests
        for node in ast.walk(ast.parse(test))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    found = [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef) and node.name in called]
    if not found:
        raise ValueError("its tests call no function that its code defines")
    return found[-1]


def classes(code: str, texts: tuple[str, ...]) -> list[str]:
    """Classes of `code` that values of the tests are made of; without them no other code could be tested."""
    named = {node.id for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    return [ast.unparse(n) for n in ast.parse(code).body if isinstance(n, ast.ClassDef) and n.name in named]


def stub(code: str, function: ast.FunctionDef, text: str) -> str:
    """Imports of `code`, the signature, and `text` as the docstring: what a user would have typed."""
    imports = [ast.unparse(n) for n in ast.parse(code).body if isinstance(n, ast.Import | ast.ImportFrom)]
    head = "".join(f"{line}\n" for line in imports) + ("\n\n" if imports else "")
    doc = " ".join(text.split()).replace("\\", "\\\\").replace('"""', "'''")
    doc = doc[:-1] + "'" if doc.endswith('"') else doc
    return f'{head}def {function.name}({ast.unparse(function.args)}):\n    """{doc}"""\n'


def docstring(prompt: str, name: str) -> str:
    """The docstring of the last function `name` in a prompt that ends with it; "" if there is none."""
    try:
        tree = ast.parse(f"{prompt.rstrip()}\n    pass\n")
    except SyntaxError:
        return ""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    return (ast.get_docstring(found[-1]) or "") if found else ""


def docstring_examples(text: str) -> tuple[str, ...]:
    """The `>>> call` / value examples of a docstring as assert statements; what is no plain value is left out."""
    asserts = []
    try:
        examples = doctest.DocTestParser().get_examples(text)
    except ValueError:
        return ()
    for example in examples:
        call, want = example.source.strip(), example.want.strip()
        try:
            ast.parse(call, mode="eval")
            ast.literal_eval(want)
        except (SyntaxError, ValueError):
            continue
        asserts.append(f"assert {call} == {want}")
    return tuple(asserts)


def _families(options: str, limit: int | None) -> list[Problem]:
    from understudy_trainer.tasks.sample import held_out

    try:
        values = dict(part.split("=", 1) for part in options.split(",") if part)
        seed, count = int(values.pop("seed", "7")), int(values.pop("count", "100"))
        kind = {"both": None, "families": True, "combos": False}[values.pop("kind", "both")]
        gap = values.pop("infill", "")
        if values or count < 1 or (gap and gap not in infilling.KINDS):
            raise ValueError(options)
    except (ValueError, KeyError):
        raise SuiteError(
            f"families:{options} is no suite.",
            f"Write families:seed=7,count=100 (and kind=families or combos, infill={', '.join(infilling.KINDS)}).",
        ) from None
    tasks = held_out(seed, min(count, limit or count), whole_families=kind)
    asked = [
        Problem(
            id=f"{task.family}/{number}",
            prompt=task.prompt,
            entry_point=task.entry_point,
            tests="\n".join(task.tests),
            visible=task.tests[: max(1, len(task.tests) // 2)],
            canonical=task.solutions[0],
        )
        for number, task in enumerate(tasks)
    ]
    return [_with_gap(problem, gap, random.Random(f"{seed}/{problem.id}")) for problem in asked] if gap else asked


def _with_gap(problem: Problem, kind: str, rng: random.Random) -> Problem:
    """The same problem solved but for a gap; visible tests have no place where nothing is selected."""
    found = infilling.cut(problem.source(problem.canonical), len(problem.prompt), kind, rng)
    return replace(problem, prompt=found.prefix, canonical=found.middle, suffix=found.suffix, visible=())


def _records(path: Path) -> Iterator[Record]:
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
        if text.lstrip().startswith("["):
            yield from json.loads(text)
            return
        for line in text.split("\n"):
            if line.strip():
                yield json.loads(line)
    except FileNotFoundError:
        raise SuiteError(f"{path} does not exist.", "Give the path of a suite file; nothing is downloaded.") from None
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SuiteError(f"{path} cannot be read: {error}.", "Give a JSONL file, plain or gzipped.") from None
