"""Values of `wanted`: what a test asks for that is not there, and what is ready to be generated."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MemberKind = Literal["module", "class", "function", "value", "absent", "unknown"]
TargetKind = Literal["function", "method", "property", "class"]
How = Literal["call", "read", "class", "error", "decorator", "passed"]
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Member:
    """What a name of a module or class means.

    absent: it is nowhere, and `file` is where it should stand (the file itself may be absent, too). unknown: made at
    run time, or other people's code. qualname: in `file`, "" for a module. node: the definition, where it is one.
    """

    kind: MemberKind
    file: Path
    qualname: str = ""
    node: ast.AST | None = None

    @property
    def key(self) -> tuple[Path, str]:
        return self.file, self.qualname


@dataclass(frozen=True, slots=True)
class Ref:
    """What an expression of a test is: the member itself, or an instance of it (a class)."""

    member: Member
    instance: bool = False


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument of a call. name: the variable that was passed, "" if it was none. value: with variables replaced
    by what they stand for, as far as the test says it."""

    name: str
    value: ast.expr


@dataclass(frozen=True, slots=True)
class Check:
    """What a test says of a call's result.

    relation: "==", "is", "in", "approx", "true", "false", "type" or "other". shown: the expression that is compared.
    value: what with, None where there is nothing. exact: it is the call's own result, not something taken from it.
    closed: the value means the same outside of the test.
    """

    relation: str
    shown: ast.expr
    value: ast.expr | None
    exact: bool
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a test uses an absent name.

    nodeid, title: the test and its name ("" outside of tests: a fixture, a helper). on: what a member is reached
    through. setup: source lines before it that an example needs. raises: the exception's name, "" if none is
    expected; match: what its message has to match.
    """

    how: How
    nodeid: str
    title: str
    line: int
    on: Literal["module", "class", "instance"] = "module"
    args: tuple[Arg, ...] = ()
    keywords: tuple[tuple[str, Arg], ...] = ()
    starred: bool = False
    awaited: bool = False
    check: Check | None = None
    setup: tuple[str, ...] = ()
    raises: str = ""
    match: str = ""
    note: str = ""  # the test's own docstring, its first line


@dataclass(frozen=True, slots=True)
class Target:
    """One name that can be generated: `Request(file, text, qualname=qualname, tests=tests)`.

    kind: "class" means its whole body at once (`find_class`), judged by all tests of it, and only by fresh processes;
    the others are functions (`find_function`). The methods of an absent class are targets, too, for a model that is
    better at one at a time, but most tests need several: `held_up` says which have to wait.
    text: of the file with a stub for every name of it that the test wants. old_text: without them, "" if the file
    does not exist (yet). tests: node ids of all tests that use the name and need no other absent one, or, if there
    are none, of all that use it. held_up: the tests that use it and were left out.
    """

    kind: TargetKind
    file: Path
    qualname: str
    text: str
    old_text: str
    exists: bool
    tests: tuple[str, ...]
    held_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a test wants, most wanted first: what the test at the cursor uses comes before the rest.

    beyond: absent names that cannot be generated (a constant, a method of a class that is defined twice), each with its
    file's name: "config.py: LIMIT".
    """

    targets: tuple[Target, ...]
    beyond: tuple[str, ...] = ()
