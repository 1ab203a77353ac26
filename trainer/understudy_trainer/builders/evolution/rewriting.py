"""Evol-Instruct in depth, one task at a time (2306.08568; PanGu-Coder2, 2307.14936, 4.1), in our own words.

Asks for a task a bit harder than its parent, reads the answer as a stub, and says what is wrong with it.
"""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass

from understudy.generate.candidates import fit_body
from understudy.syntax import parsed
from understudy_trainer.corpus.leaks.fingerprints import grams, without_docstring, words

METHODS = (
    "add one more condition that the result must meet",
    "make the input more general: nested, of several kinds, or with a parameter that was a constant",
    "replace a common requirement with a rarer, more specific one",
    "make it need one more step of reasoning, so that the obvious first idea is not enough",
    "ask for a result with more structure, such as a mapping or an ordered list instead of one value",
    "demand a stated order or tie rule, and say what happens for empty or malformed input",
)
FORBIDDEN = (
    "given task", "rewritten task", "new task", "original task", "given exercise", "new exercise", "rewritten exercise",
    "original exercise", "original function", "previous exercise", "previous task", "harder version", "exercise above",
    "task above",
)  # fmt: skip
SHORTEST, LONGEST = 30, 1200  # characters of a docstring
GROWTH, ALLOWANCE = 2.0, 300  # a docstring may be so many times its parent's, and so many characters more
ALIKE = 0.8  # Jaccard index of word triples: above it nothing was changed

_BLOCK = re.compile(r"```(?:python|py)?[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)
_START = re.compile(r"^(?:def|from|import)[ \t]", re.MULTILINE)
_QUESTION = """\
You set exercises for a programming contest. Turn the exercise below into a new one that is a bit harder: {method}.

The new exercise must be reasonable, clear to a person, and solvable by one Python function that uses the standard \
library only. It must stand on its own: a reader never sees the exercise below, so do not refer to it, and repeat \
whatever data it needs. Keep it about as long as it is. The function takes plain values (numbers, strings, lists, \
dicts), returns one, and always gives the same result for the same input. None of these words may appear: {forbidden}.

Exercise:
{task}

Answer with the new function's signature (with type annotations) and its docstring only, as Python in one code block. \
Leave the body out.
"""
_SOLVE = """\
Write the body of this Python function. Use the standard library only. Answer with the whole function in one code \
block and nothing else.

```python
{task}```
"""


@dataclass(frozen=True, slots=True)
class Stub:
    """prompt: imports, signature and docstring, newline-ended. doc: the docstring. parameters: how many."""

    name: str
    prompt: str
    doc: str
    parameters: int


def question(prompt: str, method: str) -> str:
    """Asks for a harder task. prompt: the parent's source up to its docstring."""
    return _QUESTION.format(method=method, forbidden=", ".join(FORBIDDEN), task=prompt.rstrip())


def solve(prompt: str) -> str:
    """Asks for a solution."""
    return _SOLVE.format(task=prompt)


def stub(source: str) -> Stub | None:
    """The one function with a docstring that an answer (or a problem's prompt) states; a body is left away."""
    tree = _tree(source)
    if tree is None:
        return None
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and ast.get_docstring(node)]
    if len(found) != 1:
        return None
    node = found[0]
    doc = (ast.get_docstring(node) or "").strip()
    imports = [ast.unparse(n) for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    head = "".join(f"{line}\n" for line in imports) + ("\n\n" if imports else "")
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    signature = f"def {node.name}({ast.unparse(node.args)}){returns}:\n"
    arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    return Stub(node.name, head + signature + _docstring(doc), doc, len(arguments))


def body(answer: str, asked: Stub) -> str:
    """The body an answer gives, indented by four, with what it needs from around it inside; "" if there is none."""
    tree = _tree(answer)
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef)] if tree else []
    own = next((node for node in functions if node.name == asked.name), None)
    if tree is None or own is None:
        text = fit_body(_unfenced(answer), "    ")
        return text if text and parsed(asked.prompt + text) is not None else ""
    around = [n for n in tree.body if n is not own and isinstance(n, ast.Import | ast.ImportFrom | ast.FunctionDef)]
    statements = [*around, *without_docstring(own.body)]
    return "".join(textwrap.indent(ast.unparse(statement), "    ") + "\n" for statement in statements)


def fault(child: Stub | None, parent: Stub) -> str:
    """Why a rewritten task is not used, in one word or two; "" if it is."""
    if child is None:
        return "no stub"
    if not SHORTEST <= len(child.doc) <= min(LONGEST, GROWTH * len(parent.doc) + ALLOWANCE):
        return "length"
    if any(phrase in " ".join(words(child.doc)) for phrase in FORBIDDEN) or "#" in child.doc.partition(">>>")[0]:
        return "forbidden words"
    if not child.parameters:
        return "no parameters"
    return "unchanged" if alike(child.doc, parent.doc) else ""


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same in nearly the same words."""
    first, second = grams(words(one), 3), grams(words(other), 3)
    return len(first & second) >= ALIKE * len(first | second)


def _tree(answer: str) -> ast.Module | None:
    """The longest beginning of an answer's code that parses; a stub without a body is given one."""
    lines = _unfenced(answer).split("\n")
    for end in range(len(lines), max(0, len(lines) - 60), -1):
        text = "\n".join(lines[:end])
        tree = parsed(text) or parsed(f"{text.rstrip()}\n    pass\n")
        if tree is not None and tree.body:
            return tree
    return None


def _unfenced(answer: str) -> str:
    if block := _BLOCK.search(answer):
        return block[1]
    start = _START.search(answer)
    return answer[start.start() :] if start else answer


def _docstring(doc: str) -> str:
    text = doc.replace("\\", "\\\\").replace('"""', "'''")
    text = text[:-1] + "'" if text.endswith('"') else text
    if "\n" not in text:
        return f'    """{text}"""\n'
    return textwrap.indent(f'"""{text}\n"""', "    ", lambda line: bool(line.strip())) + "\n"
