"""Names of the workspace that a file imports, in real folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from understudy.context.declarations import MOST_SOURCE_BYTES, Declarations, Declared, Found, fit
from understudy.context.ignore import IgnoreRules
from understudy.context.text import document_lines
from understudy.prompts.types import Snippet


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def look(root: Path, text: str, name: str = "main.py", roots: tuple[Path, ...] = ()) -> dict[str, tuple[str, ...]]:
    lines = document_lines(text + "\n")
    found = Declarations(IgnoreRules(roots or (root,))).of(root / name, lines, len(lines) - 1)
    return {each.name: each.blocks for each in found.declared}


F = "def f(a: int) -> str: ..."


@pytest.mark.parametrize(
    ("file", "text", "importer"),
    [
        ("a.py", "from a import f", "main.py"),
        ("a/b.py", "from a.b import f", "main.py"),
        ("a/__init__.py", "from a import f", "main.py"),
        ("src/a/b.py", "from a.b import f", "tests/test_a.py"),
        ("server/a/__init__.py", "from a import f", "tests/deep/test_a.py"),
        ("a.pyi", "from a import f", "main.py"),
        ("a/__init__.pyi", "from a import f", "main.py"),
        ("pkg/a.py", "from .a import f", "pkg/main.py"),
        ("pkg/a.py", "from ..a import f", "pkg/sub/main.py"),
        ("pkg/__init__.py", "from . import f", "pkg/main.py"),
        ("tests/helpers.py", "from helpers import f", "tests/test_a.py"),
        ("a.py", "import a\nx = a.f(1)", "main.py"),
        ("a/b.py", "import a.b\nx = a.b.f(1)", "main.py"),
        ("a/b.py", "import a.b as c\nx = c.f(1)", "main.py"),
        ("a/b.py", "from a import b\nx = b.f(1)", "main.py"),
        ("a/b.py", "import a\nx = a.b.f", "main.py"),
        ("a.py", "def g():\n    from a import f", "main.py"),
        ("a.py", "from a import (f,\n\ndef broken(:", "main.py"),
        ("a.py", "try:\n    from a import f\nexcept ImportError:\n    f = None", "main.py"),
    ],
)
def test_imported_function_is_found(tmp_path: Path, file: str, text: str, importer: str) -> None:
    write(tmp_path, {file: "def other(): ...\ndef f(a: int) -> str:\n    return str(a)\n"})
    assert look(tmp_path, text, importer) == {file: (F,)}


def test_a_module_none_of_whose_names_is_used_yet_shows_all_public_ones(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "X = 1\ndef f(a: int) -> str: ...\ndef _g(): ...\n"})
    assert look(tmp_path, "import a") == {"a.py": ("X = 1", F)}


def test_star_import_brings_what_all_names_or_what_is_public(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "__all__ = ['_x']\n_x = 1\ny = 2\n", "b.py": "from c import *\ny = 2\n", "c.py": "z = 3"})
    assert look(tmp_path, "from a import *") == {"a.py": ("_x = 1",)}
    assert look(tmp_path, "from b import *") == {"b.py": ("y = 2",), "c.py": ("z = 3",)}


def test_a_name_passed_on_by_a_package_is_found_where_it_stands(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "pkg/__init__.py": "from .core import thing as f\nfrom .more import *\nfrom . import core as heart\n",
            "pkg/core.py": "def thing(): ...\n",
            "pkg/more.py": "class More: ...\n",
        },
    )
    text = "from pkg import f, More, heart\nheart.thing()"
    assert look(tmp_path, text) == {"pkg/core.py": ("def thing(): ...",), "pkg/more.py": ("class More: ...",)}


def test_cycles_end(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.py": "from b import x\nfrom main import x, y\n",
            "b.py": "from a import x\nfrom a import *\n",
            "c.py": "from c import *\nfrom d import *\n",
            "d.py": "from c import *\nz = 1\n",
            "main.py": "x = y = 1\n",
        },
    )
    assert look(tmp_path, "from a import x, y\nfrom c import nothing\nimport main") == {}
    assert look(tmp_path, "from c import *") == {"d.py": ("z = 1",)}


@pytest.mark.parametrize(
    "text",
    ["import os", "import numpy", "from .... import x", "from nowhere import f", "import a..b", "from a import (", ""],
)
def test_what_is_not_the_workspaces_is_left_out(tmp_path: Path, text: str) -> None:
    write(
        tmp_path, {"a.py": "x = 1", "examples/os.py": "x = 1", ".venv/lib/python3.11/site-packages/numpy.py": "x = 1"}
    )
    assert look(tmp_path, text) == {}


def test_installed_packages_are_never_read(tmp_path: Path) -> None:
    write(tmp_path, {"env/lib/site-packages/a.py": "x = 1", "node_modules/b.py": "x = 1"})
    write(tmp_path, {"env/lib/site-packages/c.py": "import a\n"})
    (tmp_path / "vendored").symlink_to(tmp_path / "env" / "lib" / "site-packages")
    text = "import a, b, vendored.a\nfrom env.lib import site_packages\nfrom node_modules import b"
    assert look(tmp_path, text) == {}
    assert look(tmp_path, "import a", "env/lib/site-packages/c.py") == {}


def test_links_that_leave_the_roots_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"outside/a.py": "SECRET = 1", "root/b.py": "x = 1"})
    (tmp_path / "root" / "a.py").symlink_to(tmp_path / "outside" / "a.py")
    (tmp_path / "root" / "linked").symlink_to(tmp_path / "outside")
    (tmp_path / "root" / "c.py").symlink_to(tmp_path / "root" / "b.py")
    text = "import a, linked.a, c\nfrom linked import a as other"
    assert look(tmp_path / "root", text) == {"c.py": ("x = 1",)}


def test_ignored_and_secret_files_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "x = 1", "secrets.py": "KEY = 1", "b.py": "y = 1", ".understudyignore": "a.py\n"})
    assert look(tmp_path, "import a, secrets, b") == {"b.py": ("y = 1",)}
    (tmp_path / ".understudyignore").write_bytes(b"\xff\xfe\x81")
    assert look(tmp_path, "import a, secrets, b") == {}


def test_a_declaration_that_holds_a_secret_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "KEY = 'hunter2'\nx = 1\n"})
    found = Declarations(IgnoreRules((tmp_path,)), lambda text: "hunter2" in text).of(
        tmp_path / "main.py", ["import a\n", ""], 1
    )
    assert found.declared == (Declared("a.py", ("x = 1",)),)


def test_huge_broken_and_odd_files_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "huge.py": b"x = 1\n" * (MOST_SOURCE_BYTES // 6 + 1),
            "broken.py": b"def f(:\n",
            "binary.py": b"\x00\xff",
            "latin.py": "# coding: latin-1\nx = '\xe9'\n".encode("latin-1"),
            "bom.py": b"\xef\xbb\xbfy = 1\r\n",
        },
    )
    (tmp_path / "folder.py").mkdir()
    os.mkfifo(tmp_path / "pipe.py")
    text = "import huge, broken, binary, folder, pipe, latin, bom"
    assert look(tmp_path, text) == {"latin.py": ("x = '\xe9'",), "bom.py": ("y = 1",)}


def test_a_module_in_another_root_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"one/main.py": "", "two/src/a.py": "x = 1"})
    roots = (tmp_path / "one", tmp_path / "two")
    assert look(tmp_path / "one", "import a", roots=roots) == {"src/a.py": ("x = 1",)}


def test_a_changed_file_is_read_again_and_a_broken_one_is_what_it_last_was(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "x = 1\n"})
    finder, lines = Declarations(IgnoreRules((tmp_path,))), ["import a\n", ""]

    def now() -> Found:
        return finder.of(tmp_path / "main.py", lines, 1)

    first = now()
    assert now() == first
    write(tmp_path, {"a.py": "x = 1\ny = 2\n"})
    second = now()
    assert second.key != first.key and second.declared == (Declared("a.py", ("x = 1", "y = 2")),)
    write(tmp_path, {"a.py": "x = 1\ny = 2\ndef (\n"})
    assert now().declared == second.declared
    (tmp_path / "a.py").unlink()
    assert now().declared == ()
    write(tmp_path, {"a/__init__.py": "z = 3\n"})
    assert now().declared == (Declared("a/__init__.py", ("z = 3",)),)


def test_an_import_under_the_cursor_waits_until_it_is_left(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "x = 1\nxs = 2\n"})
    finder = Declarations(IgnoreRules((tmp_path,)))
    done = finder.of(tmp_path / "main.py", ["from a import x\n", ""], 1)
    assert finder.of(tmp_path / "main.py", ["from a import xs\n", ""], 0, done) is done
    assert finder.of(tmp_path / "main.py", ["from a import xs\n", ""], 0).declared == ()
    assert finder.of(tmp_path / "main.py", ["from a import xs\n", ""], 1, done).declared == (
        Declared("a.py", ("xs = 2",)),
    )


def test_declarations_fit_into_their_characters_in_order() -> None:
    declared = [Declared("a.py", ("x = 1", "y" * 50, "z = 3")), Declared("b.py", ("w = 4",))]
    assert fit(declared, 1_000) == (Snippet("a.py", f"x = 1\n{'y' * 50}\nz = 3\n"), Snippet("b.py", "w = 4\n"))
    assert fit(declared, 26) == (Snippet("a.py", "x = 1\nz = 3\n"), Snippet("b.py", "w = 4\n"))
    assert fit(declared, 15) == (Snippet("a.py", "x = 1\n"),)
    assert fit(declared, 3) == ()
    for most in range(100):
        assert sum(len(path) + len(text) + 5 for path, text in fit(declared, most, 5)) <= most
