"""Our side: `methods.step.Runner`, as `run.train` uses it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from peft import get_peft_model

from bench.training.shapes import Shape, fill_adapter, load, lora, pairs
from understudy_trainer.data.examples import Example
from understudy_trainer.methods.objective import Item, Objective
from understudy_trainer.methods.step import Runner
from understudy_trainer.model.attention import ATTENTION
from understudy_trainer.model.packed import Row, plain

Step = Callable[[], float]
RATE = 1e-4


class Ours:
    """variant: "bf16", "checkpointing" (bf16) or "f32"."""

    def __init__(self, folder: Path, shape: Shape, variant: str, device: str) -> None:
        self._shape, self._variant = shape, variant
        self._device = torch.device(device)
        self._model: Any = load(folder, "float32" if variant == "f32" else "bfloat16", ATTENTION, device)

    def prepare(self, method: str, learning_rate: float = RATE) -> float:
        """Adapter, rows and reference; returns CPU seconds of the reference pass."""
        self._model = get_peft_model(self._model, lora())
        if self._variant == "checkpointing":
            self._model.gradient_checkpointing_enable({"use_reentrant": False})
        self._model.train()
        fill_adapter(self._model)
        self._runner = Runner(
            self._model, self._device, bf16=self._variant != "f32", micro_tokens=self._shape.packed_tokens, note=print
        )
        rows, examples = _rows(self._shape, method)
        begin = time.process_time()
        reference = self._runner.reference(rows)
        spent = time.process_time() - begin
        self._items = [Item(e, row, ref) for e, row, ref in zip(examples, rows, reference, strict=True)]
        losses = {"dpo": "dpo", "dpo+nll": "dpo+nll"}
        self._objective = Objective("kto" if method == "kto" else "dpo", dpo_loss=losses.get(method, "dpo"))
        self._trained = [parameter for parameter in self._model.parameters() if parameter.requires_grad]
        self._optimizer = torch.optim.AdamW(self._trained, lr=learning_rate, weight_decay=0.0)
        return spent

    def run(self, step: Callable[[Step], None]) -> None:
        """Call `step(do)` until it raises StopIteration; `do()` does one step and returns its loss."""
        while True:
            try:
                step(self._once)
            except StopIteration:
                return

    def _once(self) -> float:
        measured = self._runner.backward(self._objective, self._items)
        torch.nn.utils.clip_grad_norm_(self._trained, 1.0)
        self._optimizer.step()
        return measured.loss


def _rows(shape: Shape, method: str) -> tuple[list[Row], list[Example]]:
    """Packed pairs; for "kto" the responses one by one, chosen good, rejected bad, each with the one before it as the
    mismatched response (TRL's choice)."""
    data = pairs(shape)
    if method != "kto":
        rows = [Row(prompt, (plain(chosen), plain(rejected))) for prompt, chosen, rejected in data]
        return rows, [Example(["p"], ("c", "r"), (1.0, 0.0)) for _ in data]
    single = [(p, c, 1.0) for p, c, _ in data] + [(p, r, 0.0) for p, _, r in data]
    rows = [Row(p, (plain(y), plain(single[i - 1][1]))) for i, (p, y, _) in enumerate(single)]
    return rows, [Example(["p"], ("y",), (score,)) for _, _, score in single]
