"""What a pretraining run keeps on disk: checkpoints, and the Hugging Face folder of its model."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import LlamaForCausalLM

from understudy.files import replacing

Report = Callable[[dict[str, object]], None]


@dataclass(slots=True)
class State:
    """Where a run stands. tokens: read so far. elapsed_s: training time over all its sessions. stage, shard: of the
    stream, where to go on."""

    step: int = 0
    tokens: int = 0
    elapsed_s: float = 0.0
    stage: str = "stable"
    shard: int = 0

    def facts(self) -> dict[str, object]:
        """For reports and records."""
        return {"step": self.step, "tokens": self.tokens, "seconds": round(self.elapsed_s)}


def save(path: Path, model: LlamaForCausalLM, opts: list[torch.optim.Optimizer], state: State) -> None:
    """Atomic: a kill leaves the previous checkpoint."""
    saved = {
        "model": model.state_dict(),
        "optimizers": [o.state_dict() for o in opts],
        "state": dataclasses.asdict(state),
    }
    with replacing(path) as part:
        torch.save(saved, part)


def restore(path: Path, model: LlamaForCausalLM, opts: list[torch.optim.Optimizer], device: str) -> State:
    """Load `path` into `model` and `opts` (none: the model only); a fresh state if there is no file."""
    if not path.exists():
        return State()
    saved: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(saved["model"])
    for optimizer, values in zip(opts, saved["optimizers"], strict=False):
        optimizer.load_state_dict(values)
    return State(**saved["state"])


def export(model: LlamaForCausalLM, out: Path, state: State, rates: dict[str, float]) -> Path:
    """Write `out/model`: weights, configuration, tokenizer, `run.json`."""
    folder = out / "model"
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).write_bytes((out / name).read_bytes())
    record = {**state.facts(), "nats_per_character": rates}
    (folder / "run.json").write_text(json.dumps(record, indent=2) + "\n")
    return folder
