"""States that outlive the process: used only when whole and of the same model and adapter, bounded, and private."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.engine.driver import Driver
from tests.engine.test_states import FIRST, SECOND, of
from understudy.engine.client import EngineClient
from understudy.engine.llama import Llama
from understudy.engine.protocol import Done, Sampling, Stop
from understudy.engine.shelf import MAX_AGE_S, Shelf, state_key
from understudy.engine.states import State

STATE = State(np.arange(100, dtype=np.int32), np.arange(1000, dtype=np.int64).view(np.uint8))


def shelf(folder: Path, key: bytes = b"k" * 32, **bounds: int) -> Shelf:
    return Shelf(folder, lambda: key, **bounds)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_was_saved_is_there_after_a_restart(tmp_path: Path) -> None:
    shelf(tmp_path / "s").save("a.py", STATE)
    again = shelf(tmp_path / "s")
    tokens, state = again.tokens("a.py"), again.load("a.py")
    assert tokens is not None and tokens.tolist() == STATE.tokens.tolist()
    assert state is not None and state.data.tobytes() == STATE.data.tobytes()
    assert again.tokens("b.py") is None and again.load("b.py") is None


def test_files_are_private_and_their_names_say_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    shelf(folder).save("secret/plan.py", STATE)
    (path,) = files(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "plan" not in path.name and b"plan" not in path.read_bytes()


def test_another_model_or_adapter_sees_nothing_and_removes_nothing(tmp_path: Path) -> None:
    shelf(tmp_path).save("a.py", STATE)
    assert shelf(tmp_path, b"x" * 32).load("a.py") is None
    assert shelf(tmp_path).load("a.py") is not None


def test_a_renamed_file_of_another_model_is_not_used(tmp_path: Path) -> None:
    shelf(tmp_path).save("a.py", STATE)
    (ours,) = files(tmp_path)
    shelf(tmp_path, b"x" * 32).save("a.py", STATE)
    (theirs,) = set(files(tmp_path)) - {ours}
    theirs.replace(ours)
    assert shelf(tmp_path).load("a.py") is None


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "header only": lambda data: data[:60],
    "short": lambda data: data[:-1],
    "long": lambda data: data + b"x",
    "flipped": lambda data: data[:-5] + bytes([data[-5] ^ 1]) + data[-4:],
    "tokens": lambda data: data[:100] + b"\xff" + data[101:],
    "foreign": lambda data: b"something else" * 200,
    "counts": lambda data: data[:72] + b"\xff" * 12 + data[84:],
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_as_good_as_absent_and_goes(kind: str, tmp_path: Path) -> None:
    shelf(tmp_path).save("a.py", STATE)
    (path,) = files(tmp_path)
    path.write_bytes(DAMAGE[kind](path.read_bytes()))
    assert shelf(tmp_path).load("a.py") is None
    assert not files(tmp_path)


def test_the_oldest_go_beyond_the_bounds(tmp_path: Path) -> None:
    kept, now = shelf(tmp_path, max_files=3), time.time()
    for age, name in enumerate(("a", "b", "c", "d", "e")):
        before = set(files(tmp_path))
        kept.save(name, STATE)
        for path in set(files(tmp_path)) - before:
            os.utime(path, (now - 100 + age, now - 100 + age))
    assert [kept.load(name) is not None for name in "abcde"] == [False, False, True, True, True]
    small = shelf(tmp_path, max_bytes=20_000)
    assert sum(path.stat().st_size for path in files(tmp_path)) > 20_000
    small.tokens("a")
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 20_000


def test_what_nobody_used_for_a_week_goes(tmp_path: Path) -> None:
    shelf(tmp_path).save("a.py", STATE)
    (path,) = files(tmp_path)
    past = path.stat().st_mtime - MAX_AGE_S - 9
    os.utime(path, (past, past))
    part = tmp_path / ".x.kv.1-1.part"
    part.write_bytes(b"half")
    os.utime(part, (past, past))
    assert shelf(tmp_path).load("a.py") is None
    assert not files(tmp_path)


def test_a_folder_that_cannot_be_used_costs_nothing(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("not a folder")
    shelf(taken).save("a.py", STATE)
    assert shelf(taken).load("a.py") is None

    def no_key() -> bytes:
        raise OSError

    nothing = Shelf(tmp_path / "s", no_key)
    nothing.save("a.py", STATE)
    assert nothing.load("a.py") is None and not files(tmp_path / "s")


def test_the_key_changes_with_model_adapter_and_scale(
    tiny_model: Path, tiny_adapter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    other = tmp_path / "other.gguf"
    other.write_bytes(tiny_model.read_bytes() + b"x")
    keys = [
        state_key(tiny_model, None, 1.0, 0),
        state_key(other, None, 1.0, 0),
        state_key(tiny_model, tiny_adapter, 1.0, 0),
        state_key(tiny_model, tiny_adapter, 0.5, 0),
        state_key(tiny_model, None, 1.0, 9),
    ]
    assert len(set(keys)) == 5 and keys[0] == state_key(tiny_model, None, 0.5, 0)


def with_shelf(engine: Llama, folder: Path) -> Driver:
    engine.clear()
    return Driver(engine, store=lambda adapter, scale: shelf(folder))


def test_a_new_scheduler_goes_on_where_the_last_one_stopped(loaded: Llama, tmp_path: Path) -> None:
    first = with_shelf(loaded, tmp_path)
    first.run(of("a.py", 1, FIRST))
    (expected,) = first.run(of("b.py", 2, SECOND))
    while first.scheduler.save_step():
        pass
    assert len(files(tmp_path)) == 2
    second = with_shelf(loaded, tmp_path)
    (row,) = second.run(of("b.py", 1, SECOND))
    assert (row.tokens, second.done(1).prompt_tokens) == (expected.tokens, 1)
    np.testing.assert_allclose(row.logprobs, expected.logprobs, atol=0.05)
    second.run(of("a.py", 2, FIRST + "x"))
    assert second.done(2).prompt_tokens == 1


def test_a_state_that_is_whole_but_not_llamas_costs_nothing(loaded: Llama, tmp_path: Path) -> None:
    tokens = loaded.tokenize([FIRST])
    shelf(tmp_path).save("a.py", State(tokens, STATE.data))
    driver = with_shelf(loaded, tmp_path)
    assert driver.run(of("a.py", 1, FIRST))[0].tokens
    assert driver.done(1).reused_tokens == 0


async def test_a_restarted_engine_reuses_the_last_sessions_prompt(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    reused = []
    for _ in range(2):
        client = await EngineClient.start(tiny_model, threads=1, context_tokens=1024, state_dir=tmp_path / "states")
        stream = client.stream([FIRST], max_tokens=2, sampling=Sampling(), stop=Stop(), document="file:///a.py")
        reused += [answer.reused_tokens async for answer in stream if isinstance(answer, Done)]
        await client.close()
    size = len(FIRST)
    assert reused[0] == 0 and reused[1] > size // 4
