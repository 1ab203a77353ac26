"""Each golden file is one case: the text as generated, the place it goes to, what is shown."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.complete.postprocess import Place, postprocess
from understudy.complete.scope import SINGLE, Scope

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.toml"))
LINES = st.lists(st.text(alphabet="ab =:()[]{}\"'#\t,", max_size=16).map(lambda line: line + "\n"), max_size=4)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    case = tomllib.loads(path.read_text())
    scope = Scope(True, case["multi"]) if "multi" in case else SINGLE
    near = (case.get(name, default) for name, default in (("before", ""), ("after", ""), ("above", []), ("below", [])))
    place = Place(*near, scope, case.get("family", ""))
    assert postprocess(case["text"], place) == case["expected"]


@given(st.text(alphabet="ab =:()[]{}\"'#\n\t,", max_size=80), st.text(alphabet="ab (\t", max_size=8),
       st.text(alphabet=")]}\"':, ", max_size=4), LINES, LINES, st.booleans())  # fmt: skip
def test_nothing_breaks_it(text: str, before: str, after: str, above: list[str], below: list[str], multi: bool) -> None:
    shown = postprocess(text, Place(before, after, above, below, Scope(multi, 4 if multi else 0)))
    assert shown == "" or shown.strip()
    assert shown == shown.rstrip()
    if not multi:
        assert "\n" not in shown.lstrip("\n")
