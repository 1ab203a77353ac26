"""EvalPlus's own records and the infilling kinds, as small problems we wrote, judged by the real sandbox."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.check import check
from understudy_trainer.evaluate.evalplus import typed
from understudy_trainer.evaluate.formats import Problem, from_record, load

HALVES = {
    "task_id": "Own/1",
    "prompt": 'def halves(xs):\n    """Half of each.\n\n    >>> halves([2, 4])\n    [1.0, 2.0]\n    """\n',
    "entry_point": "halves",
    "canonical_solution": "    assert xs\n    return [x / 2 for x in xs]\n",
    "base_input": [[[2, 4]]],
    "plus_input": [[[1e9, 0.3]], [[]], [[float("inf")]]],
    "atol": 1e-3,
    "contract": "    assert xs\n",
}
PAIRS = {
    "task_id": "Mbpp/7",
    "prompt": '"""\nWrite a function to swap "pairs".\nassert swap((1, 2)) == (2, 1)\n"""\n',
    "entry_point": "swap",
    "canonical_solution": "\ndef turn(p):\n    return p[::-1]\ndef swap(pair):\n    return turn(pair)\n",
    "base_input": [[[1, 2]]],
    "plus_input": [[["a", "b"]], [[3, 4]]],
    "atol": 0,
    "assertion": "\nassert swap((1, 2)) == (2, 1)\n",
}
BODY = "    found = 0\n    for x in xs:\n        found += x\n    return found\n"
HEAD = 'def total(xs):\n    """Sum."""\n'


def gap(kind: str, start: int, end: int) -> dict[str, Any]:
    """A record of HumanEval-Infilling with BODY[start:end] left out."""
    return {
        "task_id": f"{kind}/Own/2/L{start}_L{end}",
        "entry_point": "total",
        "prompt": HEAD + BODY[:start],
        "suffix": BODY[end:],
        "canonical_solution": BODY[start:end],
        "test": "def check(candidate):\n    assert candidate([1, 2]) == 3\n    assert candidate([]) == 0\n",
    }


GAPS = [
    gap("SingleLineInfilling", BODY.index("        found +="), BODY.index("    return")),
    gap("MultiLineInfilling", BODY.index("    for"), BODY.index("    return")),
    gap("MultiLineInfilling", BODY.index("    for"), len(BODY)),  # nothing follows
    gap("RandomSpanInfilling", BODY.index("r x in"), BODY.index("und += x")),
    gap("RandomSpanInfillingLight", BODY.index("xs:"), BODY.index("+= x")),
]


async def passes(problem: Problem, completion: str, pool: ProgramPool) -> bool:
    return (await pool.run(problem.program(completion), timeout_s=5)).status == "passed"


async def test_expected_values_come_from_the_reference_within_the_tolerance(pool: ProgramPool) -> None:
    problem = from_record(HALVES)
    assert problem.visible == ("assert halves([2, 4]) == [1.0, 2.0]",)
    assert await passes(problem, problem.canonical, pool)
    assert await passes(problem, "    return [x * 0.5 + 1e-5 for x in xs]\n", pool)  # the empty list is not asked
    assert not await passes(problem, "    return [x * 0.5 + 1e-2 for x in xs]\n", pool)
    assert not await passes(problem, "    return tuple(x / 2 for x in xs)\n", pool)
    assert not await passes(problem, "    return [x / 2 for x in xs][:2] if xs[0] < 1e6 else xs\n", pool)
    exact = from_record({**HALVES, "atol": 0, "base_input": [[["a"]]], "plus_input": [], "canonical_solution": BODY})
    assert not await passes(exact, exact.canonical, pool)  # a reference that takes none of its inputs judges nobody


async def test_arguments_are_not_shared_with_the_reference(pool: ProgramPool) -> None:
    record = {
        **HALVES,
        "canonical_solution": "    xs.sort()\n    return xs\n",
        "base_input": [[[3, 1]]],
        "plus_input": [],
    }
    assert await passes(from_record(record), "    return sorted(xs)\n", pool)
    assert not await passes(from_record(record), "    return xs\n", pool)


async def test_mbpp_plus_becomes_a_stub_with_tuples_where_the_asserts_have_them(pool: ProgramPool) -> None:
    problem = from_record(PAIRS)
    assert problem.id == "Mbpp/7" and problem.visible == ("assert swap((1, 2)) == (2, 1)",)
    assert problem.prompt == 'def swap(pair):\n    """Write a function to swap "pairs"."""\n'
    assert await passes(problem, "    return (pair[1], pair[0])\n", pool)
    assert not await passes(problem, "    return [pair[1], pair[0]]\n", pool)
    assert not await passes(problem, "    return (2, 1)\n", pool)


def test_types_are_learnt_from_an_example_as_deep_as_it_goes() -> None:
    assert typed([[[[1, 2], [3]], {"4": [5]}]], [[[(0, 0)], {1: {2}}]]) == [[[(1, 2), (3,)], {4: {5}}]]
    assert typed([[[1]]], [[(1, "a")]]) == [[(1,)]] and typed([[1]], []) == [[1]]
    assert typed([[[[1]]]], [[{(1,)}]]) == [[{(1,)}]] and typed([[[[1]]]], [[{1}]]) == [[[[1]]]]  # no set of lists


@pytest.mark.parametrize("record", GAPS, ids=lambda r: r["task_id"])
async def test_every_kind_of_gap_is_filled_between_prompt_and_suffix(record: dict[str, Any], pool: ProgramPool) -> None:
    problem = from_record(record)
    assert problem.suffix and not problem.visible  # also where nothing follows: it is a gap all the same
    assert problem.source(problem.canonical).rstrip() == (HEAD + BODY).rstrip()
    assert await passes(problem, problem.canonical, pool)
    assert not await passes(problem, problem.canonical.replace("+=", "-=").replace("xs:", "xs[1:]:") + "@", pool)


async def test_gzipped_files_of_every_form_pass_the_check(tmp_path: Path, pool: ProgramPool) -> None:
    path = tmp_path / "all.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in (HALVES, PAIRS, *GAPS)).encode()))
    found = await check(load(str(path)), pool)
    assert found.ok and found.passed == {"canonical solution": 7} | dict.fromkeys(
        found.tried.keys() - {"canonical solution"}, 0
    )


async def test_mbpp_plus_itself_agrees_with_its_solutions(pool: ProgramPool) -> None:
    folder = os.environ.get("UNDERSTUDY_DATA_SETS")
    if not folder:
        pytest.skip("UNDERSTUDY_DATA_SETS does not name a folder with MBPP+")
    for name in ("MbppPlus.jsonl.gz", "MbppPlus-OriginFmt.jsonl.gz"):
        problems = load(str(Path(folder) / "mbppplus" / name), limit=12)
        assert [p.id for p in problems if not await passes(p, "", pool)] == [p.id for p in problems]
        for problem in problems:
            result = await pool.run(problem.judging(problem.solution), timeout_s=20)
            assert result.status == "passed", (problem.id, result.stderr[-200:])
