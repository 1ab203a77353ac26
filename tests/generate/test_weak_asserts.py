from __future__ import annotations

from pathlib import Path

import pytest

from tests.generate.scripted import ScriptedSampler
from understudy.engine.errors import EngineCrashed
from understudy.generate.weak.asserts import MOST, usable, usable_assert, write_asserts

PREFIX = 'def f(xs):\n    """Sum xs."""\n'


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("assert f([1]) == 1", "f", True),
        ("assert Box(3).area() == 9.0", "Box.area", True),
        ("assert len(f([1])) == 1", "f", True),
        ("assert g([1]) == 1", "f", False),
        ("assert f([1], 'a') == {'b': 1}", "", True),
        ("assert 1 == 1", "", False),
        ("import os", "", False),
        ("assert f([1])", "f", False),
        ("assert f([1]) == g(1)", "f", False),
        ("assert f([1]) ==", "f", False),
        ("assert f([1]) == 1; import os", "f", False),
        ("assert f([1]) == {[]: 1}", "f", False),
        (f"assert f([1]) == '{'x' * 500}'", "f", False),
    ],
)
def test_only_asserts_about_the_function_with_a_plain_value_are_kept(text: str, name: str, kept: bool) -> None:
    assert (usable_assert(text, name) is not None) == kept


def test_repeats_are_dropped_and_the_rest_is_capped() -> None:
    assert usable(["assert f(1) == 2"] * 3 + ["assert f(2) == 2 "], "f") == ["assert f(1) == 2", "assert f(2) == 2"]
    assert len(usable([f"assert f({i}) == 1" for i in range(99)])) == MOST


async def test_answers_continue_the_assert_that_has_begun() -> None:
    engine = ScriptedSampler(["[1]) == 1", "[]) == 0", "nonsense", "[1]) == 1"])
    assert await write_asserts(engine, PREFIX, "f", rows=4) == ["assert f([1]) == 1", "assert f([]) == 0"]
    assert engine.asked[0]["prompt"][0].endswith("assert f(") and engine.asked[0]["stop"].single_line


async def test_what_was_cut_off_is_no_assert_and_a_crash_leaves_what_there_is() -> None:
    assert await write_asserts(ScriptedSampler(["[1]) == 1"], finish="length"), PREFIX, "f", rows=2) == []

    class Crashing(ScriptedSampler):
        async def stream(self, prompt, *, n, **rest):  # type: ignore[no-untyped-def]
            async for event in super().stream(prompt, n=1, **rest):
                if hasattr(event, "candidate"):
                    yield event
            raise EngineCrashed("gone", "")

    assert await write_asserts(Crashing(["[1]) == 1"]), PREFIX, "f") == ["assert f([1]) == 1"]


async def test_the_bundled_model_writes_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from understudy.engine.client import EngineClient
    from understudy.models.bundled import resolve

    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    engine = await EngineClient.start(resolve(""), context_tokens=2048)
    try:
        head = 'def add(a, b):\n    """Return the sum of a and b."""\n'
        written = await write_asserts(engine, head, "add", deadline_s=30)
    finally:
        await engine.close()
    assert len(written) == len(set(written)) <= MOST and all(t.startswith("assert add(") for t in written)
