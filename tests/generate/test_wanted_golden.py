"""Realistic test files, and what is read out of them. A file of `wanted_golden/` holds a small workspace, the test that
is asked about, and after `=== found` what must be said, after `=== text FILE` what each file would become.

UNDERSTUDY_GOLDEN=write writes the files anew: read the difference before it is kept.
"""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from understudy.context.functions import find_class, find_function
from understudy.generate.wanted import Wanted, find_wanted

GOLDEN = Path(__file__).parent / "wanted_golden"


def parts(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.split("=== ")[1:]:
        head, _, body = part.partition("\n")
        found[head.strip()] = body
    return found


def told(wanted: Wanted | None, root: Path) -> str:
    if wanted is None:
        return "=== found\nnothing\n"
    lines = ["=== found"]
    for target in wanted.targets:
        file = target.file.relative_to(root).as_posix()
        lines.append(f"{target.kind} {target.qualname} in {file}{'' if target.exists else ' (new)'}")
        lines += [f"    {nodeid}" for nodeid in target.tests]
        lines += [f"    waits: {nodeid}" for nodeid in target.held_up]
    lines += [f"beyond {name}" for name in wanted.beyond]
    texts = {target.file.relative_to(root).as_posix(): target.text for target in wanted.targets}
    return "\n".join(lines) + "\n" + "".join(f"=== text {name}\n{text}" for name, text in texts.items())


@pytest.mark.parametrize("case", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_what_a_test_file_wants(case: str, tmp_path: Path) -> None:
    path = GOLDEN / f"{case}.txt"
    given, _, expected = path.read_text("utf-8").partition("=== found\n")
    files = parts(given)
    ask = next(head for head in files if head.startswith("ask ")).removeprefix("ask ")
    test_file, _, qualname = ask.partition(" :: ")
    root = tmp_path.resolve()
    for name, text in files.items():
        if not name.startswith("ask "):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
    wanted = find_wanted(root, root / test_file, files[test_file], qualname=qualname)
    found = told(wanted, root)
    if os.environ.get("UNDERSTUDY_GOLDEN") == "write":
        path.write_text(given + found, "utf-8")
    assert found == f"=== found\n{expected}"
    for target in wanted.targets if wanted else ():
        ast.parse(target.text)
        find = find_class if target.kind == "class" else find_function
        site = find(target.text, qualname=target.qualname)
        assert site is not None and (site.is_stub or target.kind == "class")
