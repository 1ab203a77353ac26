"""The pretraining loop: resumable after a kill at any moment, the same on a CPU and a GPU."""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F
from transformers import LlamaConfig, LlamaForCausalLM

from understudy.prompts.special import EOS, PAD
from understudy_trainer.pretrain import pack
from understudy_trainer.pretrain.config import PretrainConfig, Shape
from understudy_trainer.pretrain.documents import IDS
from understudy_trainer.pretrain.optim import optimizers, set_rate
from understudy_trainer.pretrain.pack import Report

REPORT_EVERY = 50  # steps
VALIDATION_ROWS = 32


@dataclass(slots=True)
class State:
    """Where a run stands. position: tokens read so far. elapsed_s: training time over all its sessions."""

    step: int = 0
    position: int = 0
    elapsed_s: float = 0.0


def pretrain(
    config: PretrainConfig, out: Path, report: Report, *, threads: int = 0, compile_model: bool = True
) -> Path:
    """Train to the end of the budget and write a Hugging Face folder `out/model`; returns it.

    Continues from `out/checkpoint.pt` when there is one. Deterministic for a fixed number of threads, except
    that a wall-clock budget decides how many steps there are.
    """
    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(config.seed)
    pack.build(config, out, report)
    tokens = pack.load(out)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = LlamaForCausalLM(_llama(config.shape)).to(device)
    opts = optimizers(model, config)
    state = _restore(out / "checkpoint.pt", model, opts, device)
    report({"event": "start", "parameters": sum(p.numel() for p in model.parameters()), "step": state.step})

    corpus = tokens[: len(tokens) - VALIDATION_ROWS * (config.sequence + 1)]
    loss_of = torch.compile(_loss, dynamic=False) if compile_model else _loss
    started = saved = time.monotonic()
    before, first_step = state.elapsed_s, state.step
    while True:
        state.elapsed_s = before + time.monotonic() - started
        progress = max(state.position / (config.epochs * len(corpus)), state.elapsed_s / (60 * config.minutes))
        if progress >= 1:
            break
        rate = set_rate(opts, state.step, progress, config)
        length = config.sequence if progress < config.long_from else config.long_sequence
        flat = _take(corpus, state.position, config.batch * config.sequence // length, length)
        loss = loss_of(model, *_unpack(flat, length, config, device))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in opts:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        state.position += len(flat)
        state.step += 1
        if state.step % REPORT_EVERY == 0:
            speed = (time.monotonic() - started) / (state.step - first_step)
            report(
                {
                    "event": "step",
                    "step": state.step,
                    "loss": round(loss.item(), 4),
                    "rate": round(rate, 3),
                    "progress": round(progress, 4),
                    "seconds": round(state.elapsed_s),
                    "s_per_step": round(speed, 3),
                }
            )
        if time.monotonic() - saved > config.checkpoint_every_s:
            _save(out / "checkpoint.pt", model, opts, state)
            saved = time.monotonic()
    _save(out / "checkpoint.pt", model, opts, state)
    validation = _validate(model, tokens, config, device)
    report(
        {
            "event": "end",
            "step": state.step,
            "tokens": state.position,
            "seconds": round(state.elapsed_s),
            "validation_loss": round(validation, 4),
        }
    )
    return _export(model, config, out, state, validation)


def export_checkpoint(config: PretrainConfig, out: Path) -> Path:
    """The Hugging Face folder of a run that is still going, from its last checkpoint. Raises FileNotFoundError."""
    saved = torch.load(out / "checkpoint.pt", map_location="cpu", weights_only=True)
    model = LlamaForCausalLM(_llama(config.shape))
    model.load_state_dict(saved["model"])
    return _export(model, config, out, State(saved["step"], saved["position"], saved["elapsed_s"]), float("nan"))


def _llama(shape: Shape) -> LlamaConfig:
    return LlamaConfig(
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.kv_heads,
        intermediate_size=shape.feed_forward,
        vocab_size=shape.vocabulary,
        max_position_embeddings=shape.context,
        rope_theta=shape.rope_theta,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=IDS[EOS],
        pad_token_id=IDS[PAD],
    )


def _autocast(device: str) -> contextlib.AbstractContextManager[object]:
    return torch.autocast(device, torch.bfloat16)


def _loss(model: LlamaForCausalLM, ids: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Weighted mean next-token cross entropy. ids: (batch, sequence + 1); weight: (batch, sequence), of the targets."""
    with _autocast(ids.device.type):
        logits = model(input_ids=ids[:, :-1], use_cache=False).logits
    loss = F.cross_entropy(logits.float().flatten(0, 1), ids[:, 1:].flatten(), reduction="none")
    return (loss * weight.flatten()).sum() / weight.sum()


def _take(corpus: np.ndarray, position: int, rows: int, length: int) -> np.ndarray:
    """The next `rows` x (`length` + 1) packed tokens, from the start again when they do not fit."""
    count = rows * (length + 1)
    first = position % max(1, len(corpus) - count)
    return np.asarray(corpus[first : first + count])


def _unpack(flat: np.ndarray, length: int, config: PretrainConfig, device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Packed tokens as ids (rows, length + 1) and target weights (rows, length)."""
    packed = torch.from_numpy(flat.astype(np.int64).reshape(-1, length + 1)).to(device)
    context = (packed[:, 1:] & pack.CONTEXT_BIT).bool()
    return packed & ~pack.CONTEXT_BIT, torch.where(context, config.context_weight, 1.0)


@torch.no_grad()
def _validate(model: LlamaForCausalLM, tokens: np.ndarray, config: PretrainConfig, device: str) -> float:
    flat = np.asarray(tokens[-VALIDATION_ROWS * (config.sequence + 1) :])
    return float(_loss(model, *_unpack(flat, config.sequence, config, device)))


def _save(path: Path, model: LlamaForCausalLM, opts: list[torch.optim.Optimizer], state: State) -> None:
    """Atomic: a kill leaves the previous checkpoint."""
    partial = path.with_suffix(".partial")
    torch.save(
        {
            "model": model.state_dict(),
            "optimizers": [o.state_dict() for o in opts],
            "step": state.step,
            "position": state.position,
            "elapsed_s": state.elapsed_s,
        },
        partial,
    )
    partial.replace(path)


def _restore(path: Path, model: LlamaForCausalLM, opts: list[torch.optim.Optimizer], device: str) -> State:
    if not path.exists():
        return State()
    saved = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(saved["model"])
    for optimizer, values in zip(opts, saved["optimizers"], strict=True):
        optimizer.load_state_dict(values)
    return State(saved["step"], saved["position"], saved["elapsed_s"])


def _export(model: LlamaForCausalLM, config: PretrainConfig, out: Path, state: State, validation: float) -> Path:
    folder = out / "model"
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).write_bytes((out / name).read_bytes())
    record = {
        "step": state.step,
        "tokens": state.position,
        "seconds": round(state.elapsed_s),
        "validation_loss": round(validation, 4),
    }
    (folder / "run.json").write_text(json.dumps(record, indent=2) + "\n")
    return folder
