"""How many tests reach each function, from the texts and from the map on disk, without looking at more than changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.runner.conftest import make
from understudy.runner.mapping import code, covered, store
from understudy.runner.mapping.covered import Covered
from understudy.runner.mapping.rows import Entered, FileRows, Outcome, Row

PYTHON = Path(sys.executable)
FILES = {
    "shop/__init__.py": "",
    "shop/cart.py": "def total(x): ...\ndef unused(): ...\nclass Cart:\n    def add(self, x): ...\n",
    "other.py": "def total(x): ...\n",
    "tests/test_cart.py": (
        "import pytest\nfrom shop.cart import Cart, total\n\n"
        "@pytest.fixture\ndef cart():\n    return Cart()\n\n"
        "def check(x):\n    assert total(x)\n\n"
        "def test_a():\n    assert total(1)\n\n"
        "def test_b():\n    check(2)\n\n"
        "def test_c(cart):\n    cart.add(1)\n\n"
        "class TestCart:\n    def test_d(self):\n        total(3)\n"
    ),
    "tests/test_unrelated.py": "def test_e():\n    total = 1\n    assert total\n",
}
NAMES = ("total", "unused", "Cart.add")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "ws"
    folder.mkdir()
    make(folder, FILES)
    return folder


def known(workspace: Path, **more: bool) -> Covered:
    found = Covered(workspace, PYTHON, folder=workspace.parent / "maps", **more)
    assert not found.ready and found.stale
    assert found.refresh()
    return found


def test_tests_are_counted_by_name_in_files_that_import_the_module(workspace: Path) -> None:
    found = known(workspace)
    assert found.counts(workspace / "shop/cart.py", NAMES) == {"total": 3, "Cart.add": 1}
    assert found.counts(workspace / "other.py", ["total"]) == {}
    assert found.is_test(workspace / "tests/test_new.py") and not found.is_test(workspace / "shop/cart.py")
    assert found.ready and not found.stale and not found.refresh()


def test_only_what_changed_is_read_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = known(workspace)
    read: list[Path] = []
    text_of = covered.files.text_of
    monkeypatch.setattr(covered.files, "text_of", lambda file: [read.append(file), text_of(file)][1])
    new, old = workspace / "tests/test_new.py", workspace / "tests/test_cart.py"
    new.write_text("from shop.cart import unused\ndef test_f():\n    unused()\n")
    found.changed([new, workspace / "shop/cart.py"])
    assert found.stale and found.refresh() and read == [new]
    assert found.counts(workspace / "shop/cart.py", NAMES) == {"total": 3, "unused": 1, "Cart.add": 1}
    old.unlink()
    found.changed([old])
    assert found.refresh() and read == [new]
    assert found.counts(workspace / "shop/cart.py", NAMES) == {"unused": 1}


def test_a_test_file_that_does_not_parse_says_what_it_said_before(workspace: Path) -> None:
    found = known(workspace)
    file = workspace / "tests/test_cart.py"
    file.write_text("def test_a(:\n")
    found.changed([file])
    found.refresh()
    assert found.counts(workspace / "shop/cart.py", NAMES) == {"total": 3, "Cart.add": 1}


def test_other_patterns_of_pytest_are_followed(workspace: Path) -> None:
    found = known(workspace)
    (workspace / "check_cart.py").write_text("from shop.cart import unused\ndef test_g(): unused()\n")
    settings = workspace / "pyproject.toml"
    settings.write_text('[tool.pytest.ini_options]\npython_files = ["check_*.py"]\n')
    found.changed([settings])
    assert found.refresh()
    assert found.counts(workspace / "shop/cart.py", NAMES) == {"unused": 1}


def test_a_folder_that_is_no_workspace_is_not_searched_below(workspace: Path) -> None:
    (workspace / "test_top.py").write_text("from shop.cart import total\ndef test_top(): total(1)\n")
    assert known(workspace, deep=False).counts(workspace / "shop/cart.py", NAMES) == {"total": 1}


def row(name: str, *functions: str, outcome: Outcome = "passed", partial: bool = False) -> Row:
    entered = tuple(Entered("shop/cart.py", function, 1) for function in functions)
    return Row(f"tests/test_cart.py::{name}", entered, 0.1, outcome, partial=partial)


def write_map(workspace: Path, *rows: Row) -> None:
    whole = code.read((workspace / "tests/test_cart.py").read_text()).whole
    file = FileRows("tests/test_cart.py", whole, 0, rows={each.nodeid: each for each in rows})
    store.save(store.place(workspace.parent / "maps", workspace), workspace, PYTHON.absolute(), {file.file: file})


def test_what_the_map_knows_goes_before_what_the_names_say(workspace: Path) -> None:
    found = known(workspace)
    write_map(
        workspace,
        row("test_a[1]", "total", "unused"),
        row("test_a[2]", "total", outcome="failed"),
        row("test_b"),  # names it, and does not enter it
        row("test_c", partial=True),
        row("TestCart::test_d", "total", outcome="skipped"),
    )
    assert found.stale and found.refresh() and not found.stale
    assert found.counts(workspace / "shop/cart.py", NAMES) == {"total": 2, "unused": 1, "Cart.add": 1}


def test_rows_of_a_test_file_that_changed_since_count_no_more(workspace: Path) -> None:
    found = known(workspace)
    write_map(workspace, row("test_a", "unused"))
    assert found.refresh()
    file = workspace / "tests/test_cart.py"
    file.write_text(FILES["tests/test_cart.py"] + "\ndef test_h():\n    total(5)\n")
    found.changed([file])
    assert found.refresh()
    assert found.counts(workspace / "shop/cart.py", NAMES) == {"total": 4, "Cart.add": 1}


def test_a_closed_one_reads_nothing_more(workspace: Path) -> None:
    found = Covered(workspace, PYTHON, folder=workspace.parent / "maps")
    found.close()
    found.refresh()
    assert found.counts(workspace / "shop/cart.py", NAMES) == {}
