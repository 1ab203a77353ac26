"""The same step as a person writes it with transformers and peft alone: a row for every response, logits for all.

Its own quickest way here, as TRL's: base in bf16, no checkpointing, reference once before the first step.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from peft import get_peft_model
from torch import Tensor
from torch.nn.functional import logsigmoid

from bench.training.shapes import Shape, fill_adapter, load, lora, pairs

Step = Callable[[], float]
RATE, BETA = 1e-4, 0.1


class Plain:
    """variant: "bf16" or "f32". Knows DPO only."""

    def __init__(self, folder: Path, shape: Shape, variant: str, device: str) -> None:
        self._prompt = shape.prompt
        data = pairs(shape)
        rows = [prompt + chosen for prompt, chosen, _ in data] + [prompt + rejected for prompt, _, rejected in data]
        self._ids = torch.tensor(rows, device=device)  # all of one length: nothing is padded
        self._model: Any = load(folder, "float32" if variant == "f32" else "bfloat16", "sdpa", device)

    def prepare(self, method: str, learning_rate: float = RATE) -> float:
        """Adapter and reference; returns CPU seconds of the reference pass. Raises ValueError for other methods."""
        if method != "dpo":
            raise ValueError(f"The plain step is DPO, not {method}.")
        self._model = get_peft_model(self._model, lora())
        self._model.train()
        fill_adapter(self._model)
        begin = time.process_time()
        with torch.no_grad(), self._model.disable_adapter():
            self._reference = self._logprobs()
        spent = time.process_time() - begin
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
        chosen, rejected = (self._logprobs() - self._reference).chunk(2)
        loss = -logsigmoid(BETA * (chosen - rejected)).mean()
        self._optimizer.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self._trained, 1.0)
        self._optimizer.step()
        return loss.item()

    def _logprobs(self) -> Tensor:
        """Of each row's response, summed, in nats."""
        logits = self._model(input_ids=self._ids).logits[:, self._prompt - 1 : -1].float()
        response = self._ids[:, self._prompt :].unsqueeze(-1)
        found: Tensor = logits.log_softmax(-1).gather(-1, response).squeeze(-1).sum(-1)
        return found
