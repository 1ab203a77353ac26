"""When two texts are the same code, nearly: by hand, and on the task families' solutions and near misses."""

from __future__ import annotations

import ast

import pytest

from understudy.learn.binding import bound
from understudy.learn.likeness import at_least_similar, renamed, same_code, similarity, tokens
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
        ("    total = self.total\n    return total", "    count = self.total\n    return count"),
        ("key = f(key=1)\nreturn key", "val = f(key=1)\nreturn val"),
        ("if (n := f(x)) > 1:\n    return n", "if (k := f(x)) > 1:\n    return k"),
        ("return [n for m in xs for n in m if n]", "return [b for a in xs for b in a if b]"),
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
        ("a, b = b, a\nreturn a - b", "b, a = a, b\nreturn b - a"),  # parameters, assigned again
        ("if n:\n    f(n)\nn = 1", "if k:\n    f(k)\nk = 1"),
        ("for n in n:\n    f(n)", "for k in k:\n    f(k)"),
        ("return [n for n in n]", "return [k for k in k]"),
        ("return [n for n in xs] + n", "return [k for k in xs] + k"),
        ("return f(lambda n: n, n)", "return f(lambda k: k, k)"),
        ('f"{n}"\nn = 1', 'f"{k}"\nk = 1'),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert not renamed(one, other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("css", "color: #fff;", "color: #000;"),
        ("c", "#include <a.h>", "#include <b.h>"),
        ("javascript", "const m = this.#a;", "const m = this.#b;"),
        ("", "color: #fff;", "color: #000;"),
        ("markdown", "# One", "# Two"),
    ],
)
def test_a_number_sign_is_a_comment_only_where_the_language_says_so(language: str, one: str, other: str) -> None:
    assert not same_code(one, other, language) and not renamed(one, other, language)
    assert not at_least_similar(one, other, 1.0, language)


@pytest.mark.parametrize("language", ["python", "shellscript", "yaml", ""])
def test_comments_of_such_languages_never_count(language: str) -> None:
    assert same_code("x = 1  # one\n#\ny = 2", "x = 1\ny = 2  # two", language)


def test_similarity_counts_tokens() -> None:
    assert similarity("a + b", "a - b") == pytest.approx(2 / 3)
    assert similarity("", "") == 1.0 and similarity("a", "") == 0.0
    twenty = " ".join(f"t{i}" for i in range(20))
    assert at_least_similar(twenty, twenty.replace("t7", "u"), 0.95)
    assert not at_least_similar(twenty, twenty.replace("t7", "u").replace("t9", "v"), 0.95)
    assert not at_least_similar(twenty, twenty + " x y", 0.95)


def test_bound_names() -> None:
    assert bound(tokens("a = b.c = d[e] = 1\nfor i, (j, k) in l:\n    m[n] = o\n")) == {"a", "i", "j", "k"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("def f(a, b=c, *d, e: g = 1, **h):\n    return a + d\nx = 2", {"f", "a", "b", "d", "e", "h", "x"}),
        ("    def f(a):\n        return a\n    return f(a)", {"f"}),  # the last one is another `a`
        ("def f(a): return a\nb(a)", {"f"}),
        ("def f():\n    return a", {"f"}),
    ],
)
def test_parameters_of_inner_functions_are_bound_in_their_bodies(text: str, names: set[str]) -> None:
    assert bound(tokens(text)) == names


def test_on_real_solutions_renaming_is_seen_and_no_near_miss_is_taken_for_it() -> None:
    """A near miss differs from the solution in what tests can see; it must never be dropped as a renaming. (With 1,500
    tasks: 1,058 of 1,058 renamed, 0 of 1,753 near misses, of which 341 are at least 95 % similar.)"""
    seen = 0
    for number in range(TASKS):
        drawn = task(5, number)
        solution = drawn.solutions[0]
        assert not any(renamed(solution, wrong) for wrong in drawn.wrong)
        before, after = _with_other_locals(solution, drawn.prompt)
        seen += before != after
        assert renamed(before, after), (before, after)
    assert seen > TASKS // 2


def _with_other_locals(body: str, prompt: str) -> tuple[str, str]:
    tree = ast.parse(f"def f():\n{body}")
    functions = (node for node in ast.walk(ast.parse(prompt + body)) if isinstance(node, ast.FunctionDef))
    function = max((f for f in functions if f.lineno <= prompt.count("\n")), key=lambda f: f.lineno)  # maybe a method
    given = {argument.arg for argument in function.args.args}
    changed = {id(node.target) for node in ast.walk(tree) if isinstance(node, ast.AugAssign)}
    names = {
        node.id if isinstance(node, ast.Name) else node.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.arg)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in changed)
    }
    names -= given  # also where they are assigned again
    before = ast.unparse(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            node.id = f"other_{node.id}"
        elif isinstance(node, ast.arg) and node.arg in names:
            node.arg = f"other_{node.arg}"
    return before.partition("\n")[2], ast.unparse(tree).partition("\n")[2]
