"""The fine-tune command around a scripted trainer: counts, adoption, refusal. The log, pairs and registry are real."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.lsp.bigram_model import make_adapter
from understudy.engine.errors import EngineError
from understudy.learn.events import Tested, TestedCandidate
from understudy.learn.store import Log
from understudy.lsp import fine_tune, trainer_process
from understudy.lsp.session import Activities
from understudy.lsp.trainer_process import Step, Trained
from understudy.models.adapters import AdapterRegistry


def fill(log: Log, count: int) -> None:
    for number in range(count):
        good = TestedCandidate(f"    return a + {number}\n", "passed", 4, 4, 0.01, -0.5)
        bad = TestedCandidate(f"    return a * {number} + b\n", "failed", 0, 4, 0.01, -0.7)
        prompt = [f'def f{number}(a, b):\n    """Add {number}."""\n']
        log.tested(Tested(f"t{number}", f"/w/m{number}.py", "python", prompt, (good, bad), "sha"))


class Host:
    def __init__(self) -> None:
        self.used: list[str] = []

    async def required(self) -> Any:
        return SimpleNamespace(engine=SimpleNamespace(info=SimpleNamespace(path="m.gguf", sha256="base")))

    async def use_adapter(self, record: Any) -> None:
        self.used.append(record.id)


def session(log: Log) -> Any:
    async def read(view: Any) -> Any:
        return view(log)

    cleared: list[bool] = []
    return SimpleNamespace(
        learning=SimpleNamespace(read=read),
        host=Host(),
        completer=SimpleNamespace(clear=lambda: cleared.append(True)),
        cleared=cleared,
        activities=Activities(lambda: None),
    )


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Log:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    return Log.open(tmp_path / "learn.sqlite")


def script(monkeypatch: pytest.MonkeyPatch, adapter: Path | None) -> None:
    """A trainer that adopts and registers `adapter`, as the real one does; None: its gate refuses."""

    async def run(method: str, model: Path) -> AsyncIterator[Step | Trained]:
        yield Step("step 1 of 2", 0.5)
        kept = AdapterRegistry().register(adapter, "base", {}).id if adapter else ""
        yield Trained(bool(kept), "higher accuracy on 8 held-out pairs", kept, {"accuracy_after": 0.8})

    monkeypatch.setattr(trainer_process, "run", run)


async def test_adopted_adapter_is_registered_swapped_in_and_the_cache_cleared(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(log, 80)
    script(monkeypatch, make_adapter(tmp_path / "adapter.gguf"))
    told: list[str] = []
    owner = session(log)
    answer = await fine_tune._fine_tune(owner, "dpo", lambda message, share: told.append(message))
    assert answer.adopted and answer.metrics["accuracy_after"] == 0.8 and told == ["step 1 of 2"]
    current = AdapterRegistry().current("base")
    assert current is not None and owner.host.used == [current.id] and owner.cleared == [True]
    assert [record.id for record in AdapterRegistry().list()] == [answer.metrics["adapter"]]  # registered once
    assert owner.activities.current == ""


async def test_refused_adapter_changes_nothing(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(log, 80)
    script(monkeypatch, None)
    owner = session(log)
    answer = await fine_tune._fine_tune(owner, "dpo", lambda message, share: None)
    assert not answer.adopted and answer.message.startswith("higher accuracy") and owner.host.used == []
    assert AdapterRegistry().current("base") is None


async def test_adapter_the_engine_does_not_take_is_not_left_chosen(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(log, 80)
    script(monkeypatch, make_adapter(tmp_path / "adapter.gguf"))
    owner = session(log)

    async def refuse(record: Any) -> None:
        raise EngineError("It does not fit.")

    owner.host.use_adapter = refuse
    with pytest.raises(EngineError):
        await fine_tune._fine_tune(owner, "dpo", lambda message, share: None)
    assert AdapterRegistry().current("base") is None and len(AdapterRegistry().list("base")) == 1


async def test_a_second_run_is_refused_while_one_is_under_way(log: Log) -> None:
    owner = session(log)
    with (
        owner.activities.during("training"),
        owner.activities.during("generating"),
        pytest.raises(fine_tune.FineTuneError, match="under way"),
    ):
        await fine_tune._fine_tune(owner, "dpo", lambda message, share: None)
    assert owner.activities.current == ""


async def test_too_few_pairs_are_counted(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(log, 5)
    script(monkeypatch, None)
    answer = await fine_tune._fine_tune(session(log), "dpo", lambda message, share: None)
    assert not answer.adopted and answer.metrics["pairs"] == 5 and "are needed" in answer.message
