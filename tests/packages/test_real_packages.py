"""Published packages under their own tests: whatever those catch is caught, and the published body is confirmed."""

from __future__ import annotations

import ast
import hashlib

import pytest

from bench.sandbox.blanked import MUTANTS, examine
from bench.sandbox.packages import FUNCTIONS, Function, contents
from bench.sandbox.slips import in_place, slips
from understudy.context.functions import find_function

pytestmark = pytest.mark.usefixtures("packages")
each = pytest.mark.parametrize("function", FUNCTIONS, ids=str)


@each
async def test_what_the_tests_catch_is_caught_and_the_published_body_is_confirmed(function: Function) -> None:
    before = fingerprint(function)
    found = await examine(function)
    assert found.tests and found.confirm.total == len(found.tests)
    assert (found.rank.status, found.confirm.status) == ("passed", "passed"), (found.rank, found.confirm)
    wrong = [(mutant.text, mutant.verdict) for mutant in found.mutants if not mutant.right]
    assert not wrong, "the sandbox and a plain pytest disagree"
    assert sum(mutant.catchable for mutant in found.mutants) >= 3, "the mutants of this function prove little"
    assert found.loop.verified and found.loop.new_text == function.text
    assert fingerprint(function) == before, "the package's own files were changed"


@each
def test_mutants_are_five_different_bodies_in_an_otherwise_untouched_file(function: Function) -> None:
    bodies = slips(function.text, function.qualname, MUTANTS)
    texts = [in_place(function.text, function.qualname, body) for body in bodies]
    assert len({ast.dump(ast.parse(text)) for text in [*texts, function.text]}) == MUTANTS + 1
    assert all(in_place(text, function.qualname, function.body) == function.text for text in texts)


@each
def test_blanking_leaves_signature_and_docstring(function: Function) -> None:
    site = find_function(function.blanked, qualname=function.qualname)
    assert site is not None and site.is_stub
    assert in_place(function.blanked, function.qualname, function.body) == function.text


def fingerprint(function: Function) -> str:
    return hashlib.sha256(repr(list(contents(function.package.folder))).encode()).hexdigest()
