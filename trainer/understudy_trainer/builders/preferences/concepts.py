"""CodeDPO's seeds (2410.05605): programming concepts of code one has, and new tasks a teacher writes from them.

Concepts are words of the name and docstring, annotated types, called builtins and methods, and constructs of the body.
The teacher sees these only, not the code, so that the new task is not a copy. Pure but for asking.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from understudy.generate.weak.examples import documented
from understudy.learn.likeness import tokens
from understudy.syntax import parsed
from understudy_trainer.builders.teachers.teacher import Teacher
from understudy_trainer.evaluate.formats import Problem

MOST_WORDS, MOST_CALLS = 8, 6
MAX_TOKENS = 256
TEMPERATURE = 1.0
_LITTLE = frozenset(
    "the and for with from into that this of to in an is are be or if not return returns given each".split()
)
_FENCE = re.compile(r"```(?:python)?[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)
_CONSTRUCTS: dict[type[ast.AST], str] = {
    ast.For: "loop", ast.While: "while loop", ast.If: "condition", ast.ListComp: "list comprehension",
    ast.DictComp: "dict comprehension", ast.SetComp: "set comprehension", ast.GeneratorExp: "generator expression",
    ast.Lambda: "key function", ast.Try: "error handling", ast.Slice: "slicing", ast.JoinedStr: "string formatting",
    ast.Mod: "remainder", ast.Subscript: "indexing", ast.Raise: "raised error", ast.With: "context manager",
}  # fmt: skip


class Concepts(NamedTuple):
    """Each in the order met, distinct."""

    words: tuple[str, ...]
    types: tuple[str, ...]
    calls: tuple[str, ...]
    constructs: tuple[str, ...]


def concepts(problem: Problem) -> Concepts:
    """Of the function and, where there is one, its canonical body; all empty if it does not parse."""
    tree = parsed(problem.source(problem.canonical or "    pass\n"))
    nodes = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == problem.entry_point] if tree else []
    if not nodes:
        return Concepts((), (), (), ())
    node = nodes[-1]
    said = re.findall(r"[a-z]{3,}", f"{node.name} {ast.get_docstring(node) or ''}".lower().replace("_", " "))
    hints = [a.annotation for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return Concepts(
        _first(MOST_WORDS, (word for word in said if word not in _LITTLE)),
        _first(MOST_CALLS, (ast.unparse(hint) for hint in (*hints, node.returns) if hint is not None)),
        _first(MOST_CALLS, (name for n in ast.walk(node) if isinstance(n, ast.Call) for name in _known(n.func))),
        _first(MOST_CALLS, (_CONSTRUCTS[type(n)] for n in ast.walk(node) if type(n) in _CONSTRUCTS)),
    )


def question(found: Concepts) -> str:
    """What a teacher is asked."""
    rows = (("about", found.words), ("types", found.types), ("uses", found.calls), ("constructs", found.constructs))
    listed = "\n".join(f"- {name}: {', '.join(values)}" for name, values in rows if values)
    return (
        "Write one new, self-contained Python programming task that a beginner's textbook could hold. It must practise "
        f"these concepts:\n{listed}\n\nAnswer with one code block: the imports it needs, then one function with type "
        "annotations and a docstring that says exactly what is returned, edge cases included, with one `>>>` example. "
        "The function's body is `...`. It returns a value, reads no file, prints nothing and uses no randomness."
    )


def read(answer: str, task: str) -> Problem | None:
    """The task in an answer; None unless it holds a function with parameters and a docstring."""
    fenced = _FENCE.search(answer)
    tree = parsed(fenced[1] if fenced else answer)
    defined = [n for n in tree.body if isinstance(n, ast.FunctionDef)] if tree else []
    if len(defined) != 1 or not defined[0].args.args or not ast.get_docstring(defined[0]) or defined[0].decorator_list:
        return None
    node = defined[0]
    imports = [ast.unparse(n) for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)] if tree else []
    node.body = node.body[:1]
    head = "".join(f"{line}\n" for line in imports) + ("\n\n" if imports else "")
    prompt = f"{head}{ast.unparse(node)}\n"
    examples = documented(ast.get_docstring(node) or "", node.name)
    return Problem(id=task, prompt=prompt, entry_point=node.name, tests="", visible=examples)


async def invented(problems: Sequence[Problem], teacher: Teacher, count: int) -> list[Problem]:
    """At most `count` new tasks, one for each of `problems` in turn (again from the first where they are fewer);
    repeats and unusable answers are left out. Raises TeacherError."""
    known = {tokens(problem.prompt) for problem in problems}
    found: list[Problem] = []
    rounds = -(-count // max(1, len(problems)))
    for problem in problems[:count]:
        asked = concepts(problem)
        if not asked.words:
            continue
        answers = await teacher.ask(question(asked), n=rounds, temperature=TEMPERATURE, max_tokens=MAX_TOKENS)
        for number, answer in enumerate(answers):
            made = read(answer, f"{problem.id}/concept-{number}")
            if made is not None and tokens(made.prompt) not in known and len(found) < count:
                known.add(tokens(made.prompt))
                found.append(made)
    return found


def _known(function: ast.expr) -> Iterable[str]:
    if isinstance(function, ast.Attribute):
        yield f".{function.attr}()"
    elif isinstance(function, ast.Name) and hasattr(builtins, function.id):
        yield f"{function.id}()"


def _first(most: int, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:most]
