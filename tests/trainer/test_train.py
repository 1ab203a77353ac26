"""Training moves what it should, survives kill -9 and memory shortage, and hands over an adapter that is proved."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.trainer.conftest import Tiny
from understudy.lsp import trainer_process
from understudy.lsp.trainer_process import Step, Trained
from understudy.models.adapters import AdapterRegistry
from understudy.models.gguf_header import content_sha256
from understudy_trainer.cli import export as export_cli
from understudy_trainer.cli import judge as judge_cli
from understudy_trainer.cli import methods as cli
from understudy_trainer.cli.common import EXIT_CANCELLED
from understudy_trainer.data.examples import Example, Method
from understudy_trainer.data.files import from_file
from understudy_trainer.errors import TooLittleDataError, TrainError
from understudy_trainer.export.quantize import quantize
from understudy_trainer.gate.judge import Evaluation, bootstrap
from understudy_trainer.methods import step
from understudy_trainer.methods.step import Objective
from understudy_trainer.run.config import Config, Progress
from understudy_trainer.run.train import train

NAMES = ["total", "count", "value", "items", "other", "start", "names", "index", "result", "lines", "words", "table"]


def preferences(count: int = 12) -> list[Example]:
    """`return NAME` is liked, `pass` is not."""
    return [
        Example([2, "\n", 1, f"def get_{name}({name}):\n", 3], (f"    return {name}\n", "    pass\n"), (1.0, 0.0), name)
        for name in (f"{NAMES[i % len(NAMES)]}{i // len(NAMES) or ''}" for i in range(count))
    ]


def config(method: Method = "dpo", **changes: Any) -> Config:
    base = Config(Objective(method), epochs=3, batch=4, learning_rate=2e-3, rank=4, alpha=8, max_tokens=128, bf16=False)
    return replace(base, **changes)


def write_jsonl(path: Path, examples: list[Example]) -> Path:
    rows = [
        {"prompt": e.prompt, "chosen": e.responses[0], "rejected": e.responses[1], "scope": e.scope} for e in examples
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_dpo_raises_the_margin_and_the_gate_adopts(tiny: Tiny, tmp_path: Path) -> None:
    seen: list[Progress] = []
    called: list[Path] = []

    def steady(adapter: Path) -> Evaluation:
        called.append(adapter)
        return Evaluation("fim", (1.0, 0.0), (1.0, 0.0))

    examples = preferences(18)
    result = train(
        tiny.f32, examples[:12], tmp_path, config(), held_out=examples[12:], sink=seen.append, evaluators=[steady]
    )
    assert result.history[0]["preference"] == pytest.approx(math.log(2), abs=1e-4)
    assert result.history[-1]["margin"] > result.history[0]["margin"] + 0.1
    assert result.history[-1]["chosen"] > 0  # the accepted code became likelier, not only the other less likely
    assert result.verdict is not None and result.verdict.adopt, result.verdict
    assert result.adapter == tmp_path / "adapter.gguf" and called == [result.adapter]
    meta = json.loads((tmp_path / "meta.json").read_text())
    assert meta["examples"] == 12 and len(meta["base"]["sha256"]) == 64 and meta["verdict"]["adopt"] is True
    assert [p.kind for p in seen] == ["start", *["step"] * 9, "gate", "done"]
    assert not (tmp_path / "checkpoint.pt").exists()


def test_wrong_way_round_is_refused_by_the_gate(tiny: Tiny, tmp_path: Path) -> None:
    examples = preferences(18)
    flipped = [replace(e, responses=e.responses[::-1]) for e in examples[:12]]
    result = train(tiny.f32, flipped, tmp_path, config(), held_out=examples[12:])
    assert result.verdict is not None
    assert not result.verdict.adopt
    assert "fell" in result.verdict.reason or "margin" in result.verdict.reason


@pytest.mark.parametrize("loss", ["dpop", "dpo"])
def test_other_dpo_losses_learn(tiny: Tiny, tmp_path: Path, loss: str) -> None:
    result = train(tiny.f32, preferences(), tmp_path, config(objective=Objective("dpo", dpo_loss=loss)))
    assert result.history[-1]["loss"] < result.history[0]["loss"]


def test_other_methods_learn(tiny: Tiny, tmp_path: Path) -> None:
    pairs = preferences()
    data: dict[Method, list[Example]] = {
        "kto": [Example(e.prompt, (e.responses[i % 2],), (1.0 - i % 2,), e.scope) for i, e in enumerate(pairs)],
        "rrtf": [replace(e, responses=(*e.responses, "    return 1\n"), scores=(1.0, 0.0, 0.3)) for e in pairs],
        "sft": [replace(e, responses=e.responses[:1], scores=(1.0,)) for e in pairs],
        "plan": [replace(e, responses=e.responses[:1], scores=(1.0,), plan="    # 1. return it\n") for e in pairs],
    }
    for method, examples in data.items():
        result = train(tiny.f32, examples, tmp_path / method, config(method))
        losses = [entry["loss"] for entry in result.history]
        assert sum(losses[-3:]) < sum(losses[:3]), method
        assert result.adapter is not None and result.adapter.exists()


def test_quantized_base_is_trained_as_it_is_served(tiny: Tiny, tmp_path: Path) -> None:
    quantize(tiny.f32, tmp_path / "q8.gguf", "q8_0")
    result = train(tmp_path / "q8.gguf", preferences(), tmp_path / "run", config(epochs=1))
    assert result.adapter is not None


def test_same_seed_same_curve(tiny: Tiny, tmp_path: Path) -> None:
    runs = [train(tiny.f32, preferences(), tmp_path / str(i), config(seed=i // 2)).history for i in range(3)]
    assert runs[0] == runs[1] != runs[2]


def test_cancelled_run_resumes_on_the_same_curve(tiny: Tiny, tmp_path: Path) -> None:
    whole = train(tiny.f32, preferences(), tmp_path / "whole", config()).history
    done: list[Progress] = []
    first = train(
        tiny.f32, preferences(), tmp_path / "cut", config(), sink=done.append, cancelled=lambda: len(done) >= 5
    )
    assert first.adapter is None and 0 < first.steps < 9 and done[-1].kind == "cancelled"
    second = train(tiny.f32, preferences(), tmp_path / "cut", config())
    assert second.adapter is not None and second.history == whole


_RUN = """
import sys, json
from pathlib import Path
from tests.trainer.test_train import config, preferences
from understudy_trainer.run.train import train
train(Path(sys.argv[1]), preferences(), Path(sys.argv[2]), config(checkpoint_every=2, epochs=8),
      sink=lambda p: print(p.kind, p.step, flush=True))
"""


def test_kill_9_and_again_gives_the_uninterrupted_curve(tiny: Tiny, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    child = subprocess.Popen(
        [sys.executable, "-c", _RUN, str(tiny.f32), str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith("step 7"):
            break
    child.send_signal(signal.SIGKILL)
    child.wait()
    seen: list[Progress] = []
    result = train(
        tiny.f32,
        preferences(),
        tmp_path,
        config(checkpoint_every=2, epochs=8),
        sink=seen.append,
    )
    assert seen[0].step >= 6 and result.adapter is not None
    whole = train(tiny.f32, preferences(), tmp_path / "whole", config(checkpoint_every=2, epochs=8)).history
    assert result.history == whole


def test_damaged_checkpoint_or_other_data_begins_anew(tiny: Tiny, tmp_path: Path) -> None:
    (tmp_path / "checkpoint.pt").write_bytes(b"garbage")
    assert train(tiny.f32, preferences(), tmp_path, config(epochs=1)).adapter is not None
    count: list[Progress] = []
    train(tiny.f32, preferences(), tmp_path, config(), sink=count.append, cancelled=lambda: len(count) >= 3)
    again: list[Progress] = []
    train(tiny.f32, preferences(8), tmp_path, config(epochs=1), sink=again.append)
    assert again[0].step == 0


def test_out_of_memory_means_smaller_micro_batches_and_the_same_result(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    want = train(tiny.f32, preferences(), tmp_path / "a", config()).history
    real = step.sequence_logps

    def limited(model: Any, batch: Any) -> Any:
        if batch.ids.shape[1] > 100:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(model, batch)

    monkeypatch.setattr(step, "sequence_logps", limited)
    seen: list[Progress] = []
    got = train(tiny.f32, preferences(), tmp_path / "b", config(), sink=seen.append).history
    assert any(p.kind == "note" and "out of memory" in p.message for p in seen)
    assert [h["loss"] for h in got] == pytest.approx([h["loss"] for h in want], rel=1e-3)


def test_no_memory_at_all_is_a_typed_error(tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(model: Any, batch: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(step, "sequence_logps", never)
    with pytest.raises(TrainError, match="memory"):
        train(tiny.f32, preferences(), tmp_path, config())


def test_too_little_data_is_refused_with_the_count(tiny: Tiny, tmp_path: Path) -> None:
    with pytest.raises(TooLittleDataError, match="at least 4 training examples and found 3"):
        train(tiny.f32, preferences(3), tmp_path, config())


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"prompt": "a", "chosen": "b", "rejected": "c"}\n{"prompt": "a"}\n')
    with pytest.raises(TrainError, match=r"d\.jsonl:2"):
        from_file(path, "dpo")
    with pytest.raises(TrainError, match="cannot be read"):
        from_file(tmp_path / "none", "dpo")


def test_bootstrap_is_paired_and_repeatable() -> None:
    interval = bootstrap([0.0, 1.0, 2.0] * 10, [0.5, 1.5, 2.5] * 10)
    assert interval.mean == interval.low == interval.high == 0.5
    noisy = bootstrap([0.0] * 20, [(-1.0) ** i for i in range(20)])
    assert noisy.low < 0 < noisy.high and noisy == bootstrap([0.0] * 20, [(-1.0) ** i for i in range(20)])


def run_cli(*arguments: str) -> int:
    import argparse

    parser = argparse.ArgumentParser()
    verbs = parser.add_subparsers(required=True)
    for group in (cli, judge_cli, export_cli):
        group.add_parsers(verbs)
    parsed = parser.parse_args(arguments)
    status: int = parsed.run(parsed)
    return status


def test_command_line_trains_judges_and_exports(
    tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    data = write_jsonl(tmp_path / "d.jsonl", preferences(60))
    run = ["--base", str(tiny.f32), "--data", str(data), "--lr", "2e-3", "--json"]
    status = run_cli("dpo", *run, "--out", str(tmp_path / "run"), "--epochs", "2", "--max-tokens", "128")
    printed = capsys.readouterr().out.splitlines()
    lines = [json.loads(line) for line in printed]
    assert status == 0 and lines[-2]["kind"] == "done" and lines[-2]["share"] == 1.0, lines[-3:]
    assert (
        lines[-1]["adopted"] is True and Path(lines[-1]["adapter"]).is_file() and lines[-1]["metrics"]["held_out"] > 0
    )
    heard = [trainer_process.parse(line.encode()) for line in printed]  # what the language server makes of them
    assert isinstance(heard[-1], Trained) and heard[-1].adopted and heard[-1].adapter.is_file()
    assert all(isinstance(event, Step) for event in heard[:-1])
    (listed,) = AdapterRegistry().list(content_sha256(tiny.f32))
    assert listed.meta["method"] == "dpo" and AdapterRegistry().current(listed.base_sha256) is None
    assert (
        run_cli("gate", "--base", str(tiny.f32), "--adapter", str(tmp_path / "run"), "--data", str(data), "--json") == 0
    )
    assert json.loads(capsys.readouterr().out)["adopt"] is True
    assert run_cli("export", str(tmp_path / "run" / "peft"), str(tmp_path / "a.gguf"), "--base", str(tiny.f32)) == 0
    assert run_cli("export", str(tiny.hf), str(tmp_path / "m.gguf"), "--type", "q4_0", "--json") == 0


def test_sigterm_saves_and_exits(tiny: Tiny, tmp_path: Path) -> None:
    data = write_jsonl(tmp_path / "d.jsonl", preferences(60))
    program = "import sys; from tests.trainer.test_train import run_cli; sys.exit(run_cli(*sys.argv[1:]))"
    options = [
        "--base",
        str(tiny.f32),
        "--data",
        str(data),
        "--out",
        str(tmp_path / "run"),
        "--epochs",
        "500",
        "--json",
    ]
    child = subprocess.Popen(
        [sys.executable, "-c", program, "dpo", *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    for line in child.stdout:
        if '"step"' in line and json.loads(line)["kind"] == "step":
            break
    child.send_signal(signal.SIGTERM)
    started = time.monotonic()
    assert child.wait(30) == EXIT_CANCELLED and time.monotonic() - started < 15
    assert (tmp_path / "run" / "checkpoint.pt").exists()
