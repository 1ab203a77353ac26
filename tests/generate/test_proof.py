"""What the digest of the files behind a verdict sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from understudy.generate.proof import fingerprint

TEXT = "import inner\n\n\ndef add(a, b):\n    ...\n"
TESTS = ["tests/unit/test_calc.py::test_add[1]", "tests/unit/test_calc.py::test_more"]
FILES = {
    "src/calc.py": TEXT,
    "src/inner.py": "import deeper\n",
    "src/deeper.py": "X = 1\n",
    "src/apart.py": "X = 1\n",
    "tests/unit/test_calc.py": "from calc import add\nfrom given import G\n",
    "tests/unit/given.py": "G = 1\n",
    "tests/conftest.py": "import fixtures\n",
    "fixtures.py": "F = 1\n",
    "pyproject.toml": "[tool.pytest.ini_options]\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("tests/unit/test_calc.py", True),
        ("tests/unit/given.py", True),
        ("tests/conftest.py", True),
        ("tests/unit/conftest.py", True),
        ("fixtures.py", True),
        ("src/inner.py", True),
        ("src/deeper.py", True),
        ("pyproject.toml", True),
        ("src/calc.py", False),
        ("src/apart.py", False),
    ],
)
def test_what_the_tests_and_the_file_load_is_seen(workspace: Path, name: str, seen: bool) -> None:
    file = workspace / "src" / "calc.py"
    before = fingerprint(file, TEXT, TESTS)
    assert before and fingerprint(file, TEXT, TESTS) == before
    with (workspace / name).open("a") as changed:
        changed.write("# changed\n")
    assert (fingerprint(file, TEXT, TESTS) != before) == seen


def test_imports_of_the_editors_text_count_not_those_on_disk(workspace: Path) -> None:
    file, text = workspace / "src" / "calc.py", "import apart\n" + TEXT
    before = fingerprint(file, text, TESTS)
    (workspace / "src" / "apart.py").write_text("X = 2\n")
    assert fingerprint(file, text, TESTS) != before


def test_tests_that_are_not_found_prove_nothing(workspace: Path) -> None:
    file = workspace / "src" / "calc.py"
    assert fingerprint(file, TEXT, [*TESTS, "tests/test_gone.py::test_it"]) == ""
    assert fingerprint(file, "def (", TESTS) != ""  # what does not parse imports nothing
