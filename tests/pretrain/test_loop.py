"""A run learns, its export is its model, a killed run goes on, a finished one goes on from before its decay."""

from __future__ import annotations

import json
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import psutil
import pytest
import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

from understudy_trainer.pretrain import checkpoint, config, loop, material, optim, validation
from understudy_trainer.pretrain.attention import halves
from understudy_trainer.pretrain.config import ConfigError, PretrainConfig
from understudy_trainer.pretrain.stream import CONTEXT_BIT
from understudy_trainer.pretrain.tokenizer import load

Event = dict[str, object]
ENDLESS = {"tokens": 10**12, "minutes": 60.0}


def rates(event: Event) -> dict[str, float]:
    found = event["nats_per_character"]
    assert isinstance(found, dict)
    return found


def test_the_smoke_configuration_learns(run: tuple[Path, list[Event]], smoke: PretrainConfig) -> None:
    out, events = run
    losses = [float(str(e["loss"])) for e in events if e["event"] == "step"]
    assert abs(losses[0] - math.log(smoke.shape.vocabulary)) < 0.5  # knows nothing at first
    assert np.mean(losses[-5:]) < losses[0] - 1.0
    end = events[-1]
    assert end["event"] == "end"
    assert set(rates(end)) == {"compositions", "families", "natural"}
    assert json.loads((out / "model" / "run.json").read_text())["step"] == end["step"] == len(losses)
    assert not (out / "shards").exists()


def test_the_exported_folder_is_the_trained_model(
    run: tuple[Path, list[Event]], smoke: PretrainConfig, tokenizer: Tokenizer
) -> None:
    out, events = run
    model = AutoModelForCausalLM.from_pretrained(out / "model", dtype=torch.float32)
    assert load(out / "model").get_vocab_size() == model.config.vocab_size == smoke.shape.vocabulary
    given = validation.sets(tokenizer, material.load(smoke.corpus, smoke.seed), smoke.shape.context)
    again = validation.nats_per_character(model, given, "cpu")
    assert again == pytest.approx(rates(events[-1]), abs=0.01)


def test_nats_per_character_are_those_of_one_document_after_the_other(
    run: tuple[Path, list[Event]], tokenizer: Tokenizer
) -> None:
    model = AutoModelForCausalLM.from_pretrained(run[0] / "model", dtype=torch.float32)
    given = validation.sets(tokenizer, material.load("", 0), 256)
    some = {"compositions": given["compositions"][:10]}
    assert validation.nats_per_character(model, some, "cpu", batch=1) == pytest.approx(
        validation.nats_per_character(model, some, "cpu", batch=10), rel=0.02
    )


RUN = """
import sys
from pathlib import Path
from understudy_trainer.pretrain.config import read
from understudy_trainer.pretrain.loop import pretrain
if __name__ == "__main__":
    config = read("smoke", corpus=sys.argv[2], checkpoint_every_s=0.0, tokens=10**12, minutes=60.0)
    pretrain(config, Path(sys.argv[1]), print, threads=1, compile_model=False)
"""


def test_a_killed_run_goes_on_from_its_checkpoint(
    run: tuple[Path, list[Event]], smoke: PretrainConfig, tmp_path: Path
) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(run[0] / name, tmp_path)
    script = tmp_path / "run.py"
    script.write_text(RUN)
    child = subprocess.Popen([sys.executable, str(script), str(tmp_path), smoke.corpus], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not (tmp_path / "checkpoint.pt").exists():
            assert child.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.3)  # some more checkpoints; the kill may meet one half written
        workers = psutil.Process(child.pid).children(recursive=True)
        assert workers
        os.kill(child.pid, signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
        assert not psutil.wait_procs(workers, timeout=20)[1]  # nobody waits for orders of a dead run
    finally:
        child.kill()
        child.wait()
    assert not (tmp_path / "model").exists()
    saved = torch.load(tmp_path / "checkpoint.pt", weights_only=True)["state"]
    assert saved["step"] > 0

    events: list[Event] = []
    goes_on = msgspec.structs.replace(smoke, tokens=10**12, minutes=(saved["elapsed_s"] + 1.0) / 60)
    loop.pretrain(goes_on, tmp_path, events.append, threads=1, compile_model=False)
    start = next(e for e in events if e["event"] == "start")
    assert start["step"] == saved["step"]
    assert int(str(events[-1]["step"])) > saved["step"]
    assert int(str(events[-1]["tokens"])) > saved["tokens"]
    assert (tmp_path / "model" / "model.safetensors").exists()


def test_a_larger_budget_takes_the_decay_back(
    run: tuple[Path, list[Event]], smoke: PretrainConfig, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run[0], folder)
    stable = torch.load(folder / "stable.pt", weights_only=True)["state"]
    ended = torch.load(folder / "checkpoint.pt", weights_only=True)["state"]
    assert stable["step"] < ended["step"]
    events: list[Event] = []
    larger = msgspec.structs.replace(smoke, tokens=3 * smoke.tokens)
    loop.pretrain(larger, folder, events.append, threads=1, compile_model=False)
    assert next(e for e in events if e["event"] == "start")["step"] == stable["step"]
    assert int(str(events[-1]["tokens"])) >= larger.tokens


def test_a_run_that_leaves_off_goes_on(run: tuple[Path, list[Event]], smoke: PretrainConfig, tmp_path: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(run[0] / name, tmp_path)
    events: list[Event] = []
    endless = msgspec.structs.replace(smoke, tokens=10**9, minutes=60)
    for seconds in (4.0, 8.0, 16.0, 32.0):  # the first shard comes when the machine has time for it
        assert (
            loop.pretrain(endless, tmp_path, events.append, threads=1, compile_model=False, stop_after_s=seconds)
            is None
        )
        assert events[-1]["event"] == "paused"
        if reached := int(str(events[-1]["step"])):
            break
    read = int(str(events[-1]["tokens"]))
    bounded = msgspec.structs.replace(smoke, tokens=read + 8_000, minutes=60)
    assert loop.pretrain(bounded, tmp_path, events.append, threads=1, compile_model=False) is not None
    assert [e["step"] for e in events if e["event"] == "start"][-1] == reached > 0
    assert events[-1]["event"] == "end"
    assert int(str(events[-1]["tokens"])) >= bounded.tokens


def test_a_checkpoint_restores_weights_moments_and_state(run: tuple[Path, list[Event]], smoke: PretrainConfig) -> None:
    torch.manual_seed(1)
    model = loop.LlamaForCausalLM(loop._llama(smoke.shape, "cpu"))
    opts = optim.optimizers(model, smoke)
    state = checkpoint.restore(run[0] / "checkpoint.pt", model, opts, "cpu")
    saved = torch.load(run[0] / "checkpoint.pt", weights_only=True)
    assert state == checkpoint.State(**saved["state"])
    assert state.stage == "decay"
    assert all(torch.equal(v, saved["model"][k]) for k, v in model.state_dict().items())
    moments = [s for o in opts for s in o.state_dict()["state"].values()]
    assert len(moments) == len(list(model.parameters()))
    assert any(v.abs().sum() > 0 for s in moments for v in s.values() if isinstance(v, torch.Tensor))


@pytest.mark.parametrize(("length", "heads", "kv_heads"), [(33, 4, 4), (64, 4, 2), (257, 4, 4), (130, 6, 3)])
def test_attention_in_halves_is_causal_attention(length: int, heads: int, kv_heads: int) -> None:
    torch.manual_seed(0)
    query = torch.randn(2, heads, length, 16, requires_grad=True)
    key, value = (torch.randn(2, kv_heads, length, 16, requires_grad=True) for _ in range(2))
    ours, _ = halves(torch.nn.Module(), query, key, value, None)
    theirs = torch.nn.functional.scaled_dot_product_attention(query, key, value, is_causal=True, enable_gqa=True)
    assert torch.allclose(ours, theirs.transpose(1, 2), atol=1e-5)
    toward = torch.randn_like(ours)
    given = torch.autograd.grad((ours * toward).sum(), (query, key, value))
    wanted = torch.autograd.grad((theirs.transpose(1, 2) * toward).sum(), (query, key, value))
    assert all(torch.allclose(a, b, atol=1e-4) for a, b in zip(given, wanted, strict=True))


def test_what_is_written_is_learnt_before_what_is_read() -> None:
    torch.manual_seed(0)
    packed = torch.full((4, 101), 7)
    packed[:, :61] |= CONTEXT_BIT  # 60 targets of a row are read, 40 written
    chosen = loop.learnt(packed, 0.5)
    rows, columns = chosen // 100, chosen % 100
    assert len(chosen) == len(set(chosen.tolist())) == 200
    assert all(((rows == row) & (columns >= 60)).sum() == 40 for row in range(4))
    assert (loop.learnt(packed, 0.2) % 100 >= 60).all()


def test_the_loss_is_that_of_the_chosen_positions(run: tuple[Path, list[Event]]) -> None:
    model = AutoModelForCausalLM.from_pretrained(run[0] / "model", dtype=torch.float32)
    ids = torch.randint(8, 500, (3, 33))
    chosen = torch.tensor([0, 5, 40, 95])
    logits = model(input_ids=ids[:, :-1]).logits.flatten(0, 1)[chosen]
    wanted = torch.nn.functional.cross_entropy(logits, ids[:, 1:].flatten()[chosen])
    assert loop._loss(model, ids, chosen).item() == pytest.approx(wanted.item(), abs=0.02)  # bf16


def test_long_rows_go_through_the_model_fewer_at_a_time(
    run: tuple[Path, list[Event]], smoke: PretrainConfig, tmp_path: Path
) -> None:
    shutil.copytree(run[0], tmp_path / "run")
    config = msgspec.structs.replace(smoke, micro=2, tokens=2 * smoke.tokens)
    model = loop.LlamaForCausalLM(loop._llama(smoke.shape, "cpu"))
    training = loop._Run(config, tmp_path / "run", lambda _event: None, model, "cpu", compiled=False)
    seen: list[tuple[int, ...]] = []
    real = training.loss_of

    def noted(model: torch.nn.Module, ids: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
        seen.append(tuple(ids.shape))
        loss: torch.Tensor = real(model, ids, chosen)
        return loss

    training.loss_of = noted
    for rows, length in ((4, smoke.sequence), (2, smoke.long_sequence)):
        training._step(np.full((rows, length + 1), 9, dtype="<u2"), 0.5)
    assert seen == [(2, smoke.sequence + 1)] * 2 + [(1, smoke.long_sequence + 1)] * 2


def test_another_runs_tokenizer_is_refused(run: tuple[Path, list[Event]], smoke: PretrainConfig) -> None:
    smaller = msgspec.structs.replace(smoke, shape=msgspec.structs.replace(smoke.shape, vocabulary=300))
    with pytest.raises(config.ConfigError, match="larger vocabulary"):
        loop.ready(smaller, run[0], lambda _event: None)


def test_every_preset_can_be_read_and_names_are_told() -> None:
    names = sorted(path.stem for path in config.PRESETS.glob("*.toml"))
    assert {"cpu", "gpu", "smoke"} <= set(names)
    for name in names:
        shape = config.read(name).shape
        assert shape.hidden % shape.heads == shape.heads % shape.kv_heads == 0
    with pytest.raises(ConfigError) as told:
        config.read("nothing")
    assert ", ".join(names) in told.value.next_step


def test_a_configuration_with_a_typing_error_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("learning = 3\n[shape]\nhidden = 64\n")
    with pytest.raises(ConfigError, match="no pretraining configuration"):
        config.read(str(path))
