"""The fine-tune command around a scripted trainer: counts, adoption, refusal. Log, pairs and registry are real."""

from __future__ import annotations

import asyncio
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
from understudy.lsp.adapters import choose
from understudy.lsp.fine_tune import Answer, Watched
from understudy.lsp.session import Activities
from understudy.lsp.trainer_process import Gate, Step, Trained
from understudy.models.adapters import AdapterRegistry
from understudy.models.lineage import Figure
from understudy.settings import LearnSettings, Settings


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
        return SimpleNamespace(engine=SimpleNamespace(info=SimpleNamespace(path="m.gguf", sha256="base", name="m")))

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
        settings=Settings(),
    )


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Log:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    return Log.open(tmp_path / "learn.sqlite")


FIGURES = {"margin": Figure(0.1, 0.4, 0.2, 0.5, 9), "accuracy": Figure(0.5, 0.8, -0.1, 0.6, 9)}


async def train(
    owner: Any, told: list[str] | None = None, watched: Watched | None = None, adopt: bool = True
) -> Answer:
    def report(message: str, share: float) -> None:
        if told is not None:
            told.append(f"{message}: {share:.2f}")

    return await fine_tune.run(owner, "dpo", report, watched or Watched(), adopt=adopt)


def script(monkeypatch: pytest.MonkeyPatch, adapter: Path | None) -> None:
    """A trainer that adopts and registers `adapter`, as the real one does; None: its gate refuses."""

    async def run(method: str, model: Path) -> AsyncIterator[Step | Trained]:
        yield Step("reference: 40/40", 1.0, "reference", 40, 40)
        yield Step("step 1 of 2", 0.5, "step", 1, 2, 0.69, 0.1, 3.0)
        kept = AdapterRegistry().register(adapter, "base", {}).id if adapter else ""
        gate = Gate(held_out=9, figures=FIGURES, changed=3, asked=20)
        yield Trained(bool(kept), "higher accuracy on 8 held-out pairs", kept, {"accuracy_after": 0.8}, gate)

    monkeypatch.setattr(trainer_process, "run", run)
    monkeypatch.setattr(trainer_process, "NEEDS", ())


async def test_adopted_adapter_is_registered_swapped_in_and_the_cache_cleared(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(log, 80)
    script(monkeypatch, make_adapter(tmp_path / "adapter.gguf"))
    told: list[str] = []
    owner = session(log)
    answer = await train(owner, told)
    assert answer.adopted and answer.metrics["accuracy_after"] == 0.8
    assert told == ["reference: 40/40: 0.10", "step 1 of 2: 0.40"]  # the share of the whole never falls
    current = AdapterRegistry().current("base")
    assert current is not None and owner.host.used == [current.id] and owner.cleared == [True]
    assert [record.id for record in AdapterRegistry().list()] == [answer.metrics["adapter"]]  # registered once
    assert owner.activities.current == ""


async def test_refused_adapter_changes_nothing(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(log, 80)
    script(monkeypatch, None)
    owner = session(log)
    answer = await train(owner)
    assert not answer.adopted and answer.message.startswith("higher accuracy") and owner.host.used == []
    assert AdapterRegistry().current("base") is None


async def test_a_cancel_in_the_midst_of_a_choice_leaves_it_whole(log: Log, tmp_path: Path) -> None:
    record = AdapterRegistry().register(make_adapter(tmp_path / "adapter.gguf"), "base", {})
    owner, swapping = session(log), asyncio.Event()

    async def slowly(chosen: Any) -> None:
        swapping.set()
        await asyncio.sleep(0.1)
        owner.host.used.append(chosen.id)

    owner.host.use_adapter = slowly
    choosing = asyncio.create_task(choose(owner, "base", lambda registry: registry.use(record.id, "base")))
    await swapping.wait()
    choosing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await choosing
    await asyncio.sleep(0.3)
    assert owner.host.used == [record.id] and owner.cleared == [True]
    assert AdapterRegistry().current("base") == record


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
        await train(owner)
    assert AdapterRegistry().current("base") is None and len(AdapterRegistry().list("base")) == 1


async def test_a_second_run_is_refused_while_one_is_under_way(log: Log) -> None:
    owner = session(log)
    with (
        owner.activities.during("training"),
        owner.activities.during("generating"),
        pytest.raises(fine_tune.FineTuneError, match="under way"),
    ):
        await train(owner)
    assert owner.activities.current == ""


async def test_too_few_pairs_are_counted(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(log, 5)
    script(monkeypatch, None)
    answer = await train(session(log))
    assert not answer.adopted and answer.metrics["pairs"] == 5
    assert answer.message.startswith("Not enough to start: ") and "Generate with Tests" in answer.message


async def test_a_good_adapter_waits_for_the_users_word_when_it_is_asked_to(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(log, 80)
    script(monkeypatch, make_adapter(tmp_path / "adapter.gguf"))
    owner = session(log)
    answer = await train(owner, adopt=False)
    assert not answer.adopted and owner.host.used == [] and AdapterRegistry().current("base") is None
    assert answer.adapter == AdapterRegistry().list("base")[0].id
    assert answer.gate is not None and answer.gate.adopt and answer.gate.headline.startswith("It is better")
    assert [(row.name, row.sure) for row in answer.gate.figures] == [("accuracy", ""), ("margin", "better")]
    assert (answer.gate.changed, answer.gate.asked) == (3, 20)


async def test_every_step_is_told_and_kept_for_a_window_that_opens_later(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(log, 80)
    script(monkeypatch, None)
    told: list[Step] = []
    watched = Watched(told.append)
    answer = await train(session(log), watched=watched)
    assert [step.kind for step in told] == ["reference", "step"] and told[1].loss == 0.69
    assert watched.losses == [(1, 0.69)] and watched.now == told[1]
    assert answer.gate is not None and answer.gate.headline.startswith("It is not good enough")


async def test_what_would_be_learnt_from_is_counted_and_shown_before_anything_starts(log: Log) -> None:
    fill(log, 80)
    owner = session(log)
    found: Any = await fine_tune._data(owner, fine_tune._Page(offset=70, limit=20))
    assert found["training"] + found["heldOut"] == found["total"] == 80
    assert len(found["pairs"]) == 10 and found["bySource"] == {"test": 80} and found["model"] == "m"
    first = found["pairs"][0]
    assert first["chosen"].startswith("    return a +") and first["function"].startswith("def f")
    assert first["before"].endswith('"""\n') and first["file"].startswith("/w/m")


async def test_without_the_trainers_packages_nothing_starts_and_everything_can_be_read(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(log, 80)
    monkeypatch.setattr(trainer_process, "NEEDS", ("no_such_package",))
    owner = session(log)
    owner.settings = Settings(learn=LearnSettings(enable=False))
    found: Any = await fine_tune._data(owner, fine_tune._Page())
    assert not found["ready"] and not found["trainerInstalled"] and "no_such_package" in found["missing"][0]
    assert found["total"] == 80 and "learn.enable is off" in found["notes"][0]
    answer = await train(owner)
    assert not answer.adopted and "no_such_package" in answer.message


async def test_a_remote_model_is_not_trained_but_its_pairs_are_shown(log: Log) -> None:
    fill(log, 3)
    owner = session(log)

    async def remote() -> Any:
        return SimpleNamespace(engine=SimpleNamespace(info=SimpleNamespace(path="", sha256="", name="far")))

    owner.host.required = remote
    found: Any = await fine_tune._data(owner, fine_tune._Page())
    assert found["total"] == 3 and any("remote" in need for need in found["missing"])
