"""Run in a process that has TRL: do DPOTrainer and KTOTrainer take our export files, and does a step run on them?

argv: preference file, KTO file, a folder with config.json, weights and tokenizer.json. Prints one JSON line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import torch
from datasets import load_dataset
from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer


def main(preference: str, unpaired: str, model: str) -> None:
    torch.set_num_threads(1)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(Path(model) / "tokenizer.json"), eos_token="<|endoftext|>", pad_token="<|pad|>"
    )
    found: dict[str, Any] = {}
    for name, file, make, config in (
        ("dpo", preference, DPOTrainer, DPOConfig),
        ("kto", unpaired, KTOTrainer, KTOConfig),
    ):
        rows = load_dataset("json", data_files=file, split="train")
        settings = config(
            output_dir=str(Path(model) / name), use_cpu=True, bf16=False, gradient_checkpointing=False, max_steps=1,
            per_device_train_batch_size=2, max_length=256, report_to=[], save_strategy="no", disable_tqdm=True,
        )  # fmt: skip
        trainer = make(
            model=AutoModelForCausalLM.from_pretrained(model, dtype=torch.float32),
            args=settings,
            train_dataset=rows,
            processing_class=tokenizer,
        )
        loss = trainer.train().training_loss
        found[name] = {"given": len(rows), "prepared": len(trainer.train_dataset), "loss": loss}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
