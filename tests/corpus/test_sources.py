"""Only code whose licence is known to be permissive is read, and only what somebody wrote by hand."""

from __future__ import annotations

from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.corpus.packages import HASH, SPLIT, install
from understudy_trainer.corpus import licences, sources


@pytest.mark.parametrize(
    ("expression", "accepted"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("Apache-2.0 AND GPL-3.0-only", False),
        ("(MIT OR LGPL-2.1) AND (BSD-3-Clause AND Zlib)", True),
        ("MIT AND (MPL-2.0 OR AGPL-3.0-or-later)", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("Apache-2.0 WITH LLVM-exception AND MPL-2.0", False),
        ("MIT OR", False),
        ("(MIT", False),
        ("MIT GPL-3.0-only", False),
        ("", False),
        ("unknown", False),
    ],
)
def test_an_expression_is_accepted_if_one_way_through_it_is_permissive(expression: str, accepted: bool) -> None:
    assert licences.accepted(expression) is accepted


@pytest.mark.parametrize(
    ("fields", "spdx"),
    [
        (("License-Expression: BSD-3-Clause",), "BSD-3-Clause"),
        (("License: MIT License",), "MIT"),
        (("License: Apache 2.0", "Classifier: License :: OSI Approved :: Apache Software License"), "Apache-2.0"),
        (("Classifier: License :: OSI Approved :: ISC License (ISCL)",), "ISC"),
        (("License: Copyright (c) me, all sorts of text", "Classifier: License :: OSI Approved :: MIT License"), "MIT"),
        (("License: Do what you want",), "Do what you want"),
        (("License: MIT", "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)"),
         "GNU General Public License v3 (GPLv3)"),
        ((), "unknown"),
    ],
)  # fmt: skip
def test_what_the_metadata_say_becomes_spdx(tmp_path: Path, fields: tuple[str, ...], spdx: str) -> None:
    install(tmp_path, "some", {"__init__.py": HASH}, *fields)
    (distribution,) = distributions(path=[str(tmp_path)])
    assert licences.of(distribution) == spdx


def test_copyleft_and_unknown_licences_are_refused_by_name(tmp_path: Path) -> None:
    install(tmp_path, "free", {"a.py": HASH}, "License-Expression: MIT")
    install(tmp_path, "gnu", {"a.py": HASH}, "License-Expression: GPL-3.0-or-later")
    install(tmp_path, "mozilla", {"a.py": HASH}, "Classifier: License :: OSI Approved :: Mozilla Public License 2.0")
    install(tmp_path, "silent", {"a.py": HASH})
    passed = sources.Passed()
    found = list(sources.found(passed, [str(tmp_path)]))
    assert [(source.name, source.licence) for source in found] == [("free 1.0", "MIT")]
    assert set(passed.refused) == {"gnu 1.0", "mozilla 1.0", "silent 1.0"}
    assert passed.refused["silent 1.0"] == "unknown"


def test_other_peoples_code_tests_and_foreign_licences_inside_are_passed_over(tmp_path: Path) -> None:
    inside = {
        "good.py": HASH,
        "_vendor/other.py": HASH,
        "tests/test_good.py": HASH,
        "borrowed/part.py": HASH,
        "borrowed/deep/part.py": HASH,
        "kept/part.py": SPLIT,
    }
    package = install(tmp_path, "mixed", inside, "License-Expression: MIT")
    (package / "borrowed" / "LICENSE").write_text("GNU GENERAL PUBLIC LICENSE\nVersion 3\n")
    (package / "kept" / "LICENSE").write_text("MIT License\n")
    passed = sources.Passed()
    (source,) = sources.found(passed, [str(tmp_path)])
    assert [str(path.relative_to(package)) for path in source.files] == ["good.py", "kept/part.py"]
    assert passed.files == {"vendored": 1, "tests": 1, "licence of the folder": 2}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# This file was automatically generated. Do not edit.\n" + HASH, "generated"),
        ('"""Things.\n\nLicensed under the GNU General Public License.\n"""\n' + HASH, "licence in the file"),
        ("x = '" + "я" * 400 + "'\n" + HASH, "not ASCII"),
        ("x=1;" * 900 + "\n" + HASH, "long lines"),
        ("\n\n", "empty"),
        (HASH, ""),
        (HASH + "\n# generated from nothing, only said below the code\n", ""),
    ],
)
def test_a_file_is_read_if_somebody_wrote_it(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "a.py"
    path.write_text(text, encoding="utf-8")
    passed = sources.Passed()
    assert (sources.read(path, passed) is None) is bool(reason)
    assert dict(passed.files) == ({reason: 1} if reason else {})


def test_the_running_environment_gives_the_standard_library_first_and_never_ourselves() -> None:
    passed = sources.Passed()
    found = list(sources.found(passed))
    assert found[0].name.startswith(sources.STANDARD_LIBRARY)
    assert any(path.name == "textwrap.py" for path in found[0].files)
    assert not any("site-packages" in path.parts for path in found[0].files)
    assert "understudy" not in {source.name.split()[0] for source in found}
    assert all(licences.accepted(source.licence) for source in found)
