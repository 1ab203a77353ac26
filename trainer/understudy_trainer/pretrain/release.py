"""From a pretraining run to the GGUF file that is shipped, checked against transformers before it is kept."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import AutoModelForCausalLM

from understudy.prompts.special import FILE_SEP
from understudy_trainer.export.agreement import Agreement
from understudy_trainer.export.check import compare
from understudy_trainer.export.errors import InexactExportError
from understudy_trainer.export.model import Dtype, export_model
from understudy_trainer.pretrain.documents import IDS, task_documents
from understudy_trainer.pretrain.tokenizer import encode, load

SAME_CHOICE = 0.97  # share of positions where both must pick the same next token; rounding flips near ties only
CHECKED_PROMPTS = 8


def release(run: Path, out: Path, dtype: Dtype, name: str) -> Agreement:
    """Export `run/model` to `out` (atomic) and compare its logits on a few task prompts with transformers'.

    Raises InexactExportError if they differ by more than rounding explains; `out` is removed then.
    """
    folder = run / "model"
    extra = {"understudy.fim_order": "spm", "general.license": "apache-2.0"}
    export_model(folder, out, dtype=dtype, name=name, extra=extra)
    tokenizer = load(folder)
    documents = task_documents(seed=99)
    prompts = [encode(tokenizer, [IDS[FILE_SEP], *next(documents).prompt]) for _ in range(CHECKED_PROMPTS)]
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    agreement = compare(model, out, prompts)
    if not agreement.same_choice >= SAME_CHOICE:
        out.unlink()
        raise InexactExportError(
            f"{out.name} picks another next token than the trained model "
            f"at {1 - agreement.same_choice:.1%} of positions.",
            "Nothing was released; try a wider number format (--dtype f16).",
        )
    return agreement
