"""When two texts are the same code, nearly: by hand, and on the task families' solutions and near misses."""

from __future__ import annotations

import ast

import pytest

from understudy.learn.likeness import at_least_similar, bound, renamed, same_code, similarity, tokens
from understudy_trainer.tasks.sample import task

TASKS = 150


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1  # one\n\ny=2\n", "x=1\ny = 2\n"),
        ("f(a,\n  b)", "f(a, b)"),
        ("    return 1\n", "    # because\n    return 1"),
        ("a = b + \\\n    c", "a = b + c"),
        (" + 1)", "+ 1)"),
    ],
)
def test_layout_and_comments_are_no_difference(one: str, other: str) -> None:
    assert same_code(one, other) and similarity(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("if a:\n    b\nc\n", "if a:\n    b\n    c\n"),
        ("    return 1", "return 1"),
        ("x = '# a'", "x = '# b'"),
        ("a < b", "a <= b"),
        ("a b", "ab"),
    ],
)
def test_indentation_strings_and_signs_are(one: str, other: str) -> None:
    assert not same_code(one, other) and not renamed(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("for x in xs:\n    total += x", "for item in xs:\n    total += item"),
        ("result = []\nreturn result", "found = []\nreturn found"),
        ("return [a.b for a in c]", "return [z.b for z in c]"),
        ("sorted(d, key=lambda p: p[1])", "sorted(d, key=lambda kv: kv[1])"),
        ("with open(f) as file:\n    return file.read()", "with open(f) as s:\n    return s.read()"),
        ('n = 1\nreturn f"{n:>3} n"', 'm = 1\nreturn f"{m:>3} n"'.replace(" n", " m")),
        ("i, j = 0, 1\nreturn f(i=i, j=j)", "a, b = 0, 1\nreturn f(i=a, j=b)"),
        ("k: int = 0\nreturn k", "count: int = 0\nreturn count"),
    ],
)
def test_names_bound_in_the_text_are_throwaways(one: str, other: str) -> None:
    assert renamed(one, other) and not same_code(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("return price * count", "return price * total"),  # not bound here: other values
        ("for x in xs:\n    f(y)", "for x in ys:\n    f(y)"),
        ("a, b = 0, 1\nreturn a", "a, b = 0, 1\nreturn b"),  # no consistent renaming
        ("x.count = 1", "x.total = 1"),
        ("f(key=1)", "f(reverse=1)"),
        ("n -= 1", "k -= 1"),  # a parameter's name is not ours to choose
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert not renamed(one, other)


def test_similarity_counts_tokens() -> None:
    assert similarity("a + b", "a - b") == pytest.approx(2 / 3)
    assert similarity("", "") == 1.0 and similarity("a", "") == 0.0
    twenty = " ".join(f"t{i}" for i in range(20))
    assert at_least_similar(twenty, twenty.replace("t7", "u"), 0.95)
    assert not at_least_similar(twenty, twenty.replace("t7", "u").replace("t9", "v"), 0.95)
    assert not at_least_similar(twenty, twenty + " x y", 0.95)


def test_bound_names() -> None:
    assert bound(tokens("a = b.c = d[e] = 1\nfor i, (j, k) in l:\n    m[n] = o\n")) == {"a", "i", "j", "k"}


def test_on_real_solutions_renaming_is_seen_and_no_near_miss_is_taken_for_it() -> None:
    """A near miss differs from the solution in what tests can see; it must never be dropped as a renaming. (With 1,500
    tasks: 1,058 of 1,058 renamed, 0 of 1,753 near misses, of which 341 are at least 95 % similar.)"""
    seen = 0
    for number in range(TASKS):
        drawn = task(5, number)
        solution = drawn.solutions[0]
        assert not any(renamed(solution, wrong) for wrong in drawn.wrong)
        before, after = _with_other_locals(solution)
        seen += before != after
        assert renamed(before, after), (before, after)
    assert seen > TASKS // 2


def _with_other_locals(body: str) -> tuple[str, str]:
    tree = ast.parse(f"def f():\n{body}")
    changed = {id(node.target) for node in ast.walk(tree) if isinstance(node, ast.AugAssign)}
    names = {
        node.id if isinstance(node, ast.Name) else node.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.arg)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in changed)
    }
    before = ast.unparse(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            node.id = f"other_{node.id}"
        elif isinstance(node, ast.arg) and node.arg in names:
            node.arg = f"other_{node.arg}"
    return before.partition("\n")[2], ast.unparse(tree).partition("\n")[2]
