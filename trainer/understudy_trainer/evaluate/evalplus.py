"""EvalPlus's own records (`base_input`, `plus_input`, `atol`, no expected values) as HumanEval's or MBPP's with tests.

What is expected is what the reference solution returns, in the same process, on copies of the same inputs. Inputs the
reference refuses are left out, as EvalPlus's contracts do. OriginFmt files need none of this: their tests are written
out. JSON has no tuples and sets: MBPP+'s inputs get the types that the arguments of its plain asserts have.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from understudy.syntax import parse

Record = Mapping[str, Any]
FIELDS = ("base_input", "plus_input", "canonical_solution", "entry_point")


def lists_inputs(record: Record) -> bool:
    """Whether a record is of this form."""
    return all(field in record for field in FIELDS) and "test" not in record


def with_tests(record: Record) -> Record:
    """The record with `test` (and `test_list`, `code` of MBPP+, whose prompt is no code).

    Raises KeyError, TypeError, ValueError or SyntaxError.
    """
    prompt, solution = str(record["prompt"]), str(record["canonical_solution"])
    name = str(record["entry_point"])
    inputs = [*record["base_input"], *record["plus_input"]]
    atol = float(record.get("atol") or 0)
    if defines(prompt, name):
        test = _test(prompt + solution, name, inputs, atol)
        return {**record, "test": f"{test}\n\n\ndef check(candidate):\n    _agree(candidate)\n"}
    text, asserts = _said(prompt)
    inputs = typed(inputs, _given(str(record.get("assertion") or ""), name))
    return {
        "task_id": str(record["task_id"]).rpartition("/")[2],
        "prompt": text,
        "code": solution.strip(),
        "test_list": asserts,
        "test": f"{_test(solution, name, inputs, atol)}\n\n\n_agree({name})",
    }


def defines(prompt: str, name: str) -> bool:
    """Whether a prompt is the beginning of a file with that function, and not a text about it."""
    try:
        tree = parse(f"{prompt.rstrip()}\n    pass\n")
    except SyntaxError:
        return False
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)


def typed(inputs: list[Any], examples: list[list[Any]]) -> list[Any]:
    """Argument lists with the types of `examples`, argument lists of the same function. What does not fit stays."""
    wanted = next((one for one in examples if inputs and len(one) == len(inputs[0])), None)
    if wanted is None:
        return inputs
    return [
        [_like(value, model) for value, model in zip(given, wanted, strict=True)]
        if len(given) == len(wanted)
        else given
        for given in inputs
    ]


def _like(value: Any, model: Any) -> Any:
    if isinstance(value, list) and isinstance(model, list | tuple | set | frozenset):
        models = list(model)
        paired = isinstance(model, tuple) and len(models) == len(value)
        inner = [_like(each, models[i] if paired else models[0]) if models else each for i, each in enumerate(value)]
        try:
            return type(model)(inner)
        except TypeError:  # members that no set can hold
            return value
    if isinstance(value, dict) and isinstance(model, dict) and model:
        key, inside = next(iter(model.items()))
        return {(int(k) if isinstance(key, int) else k): _like(v, inside) for k, v in value.items()}
    return value


def _given(asserts: str, name: str) -> list[list[Any]]:
    """Argument lists of literals that asserts call `name` with."""
    found = []
    for node in ast.walk(parse(asserts)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            try:
                found.append([ast.literal_eval(argument) for argument in node.args])
            except (ValueError, TypeError):
                continue
    return found


def _said(prompt: str) -> tuple[str, list[str]]:
    """MBPP+'s prompt, a docstring: its text and its asserts."""
    inside = ast.get_docstring(parse(prompt)) or prompt
    lines = inside.splitlines()
    asserts = [line.strip() for line in lines if line.strip().startswith("assert ")]
    return "\n".join(line for line in lines if line.strip() not in asserts), asserts


def _test(reference: str, name: str, inputs: list[Any], atol: float) -> str:
    return f"{_AGREE}\ninputs = {inputs!r}\n_facts = ({reference!r}, {name!r}, {atol!r})"


_AGREE = """
import copy as _copy, math as _math
from math import inf, nan


def _agree(candidate):
    source, name, atol = _facts
    names = {"__name__": "__reference__"}
    exec(compile(source, "reference.py", "exec"), names)
    seen = 0
    for given in inputs:
        try:
            want = names[name](*_copy.deepcopy(given))
        except Exception:
            continue
        seen += 1
        found = candidate(*_copy.deepcopy(given))
        assert _same(found, want, atol or (1e-6 if _floats(want) else 0)), given
    assert seen, "the reference takes none of the inputs"


def _floats(value):
    return isinstance(value, float) or (
        isinstance(value, (list, tuple)) and bool(value) and all(isinstance(one, float) for one in value)
    )


def _same(found, want, atol):
    if hasattr(found, "tolist") and hasattr(want, "tolist"):
        found, want = found.tolist(), want.tolist()
    try:
        if bool(found == want):
            return True
    except Exception:
        return False
    if not atol or type(found) is not type(want):
        return False
    if isinstance(want, (list, tuple)):
        return len(found) == len(want) and all(_same(f, w, atol) for f, w in zip(found, want))
    if isinstance(want, dict):
        return found.keys() == want.keys() and all(_same(found[k], want[k], atol) for k in want)
    try:
        return _math.isclose(found, want, rel_tol=1e-7, abs_tol=atol) or (found != found and want != want)
    except TypeError:
        return False
"""
