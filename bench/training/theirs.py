"""TRL's side: its trainers given the same token ids, one step at a time."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasets import Dataset
from datasets.table import InMemoryTable
from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast, TrainerCallback
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer

from bench.training.shapes import Shape, fill_adapter, load, lora, pairs

Step = Callable[[], float]
RATE = 1e-4
STEPS = 100_000  # never reached: the run ends when it is told

VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "default": ("float32", {"precompute_ref_log_probs": False}),  # bf16 autocast, checkpointing, reference in each step
    "precomputed": ("float32", {"gradient_checkpointing": False}),
    "best": ("bfloat16", {"gradient_checkpointing": False}),  # the base in bf16 too: nothing to cast
    "smallest": ("bfloat16", {}),  # the same, checkpointed
    "f32": ("float32", {"gradient_checkpointing": False, "bf16": False}),
}
"""(type of the base's weights, options that differ from TRL's defaults); the reference is precomputed unless said."""


class Theirs:
    """variant: a key of VARIANTS."""

    def __init__(self, folder: Path, shape: Shape, variant: str, device: str) -> None:
        dtype, self._options = VARIANTS[variant]
        self._shape, self._device = shape, device
        self._model: Any = load(folder, dtype, "sdpa", device)

    def prepare(self, method: str, learning_rate: float = RATE) -> float:
        """Trainer and reference; returns CPU seconds of the reference pass."""
        trainer_type, config_type = (KTOTrainer, KTOConfig) if method == "kto" else (DPOTrainer, DPOConfig)
        trainer_type._prepare_dataset = lambda self, dataset, *a, **k: dataset  # ids as they are, no text
        spent = _timed(trainer_type, "_precompute_ref_logps")
        options = {"precompute_ref_log_probs": True, **self._options}
        if method == "dpo+nll":
            options |= {"loss_type": ["sigmoid", "sft"], "loss_weights": [1.0, 1.0]}
        rows = _rows(self._shape, method)
        arguments = config_type(
            tempfile.mkdtemp(),
            use_cpu=self._device == "cpu",
            per_device_train_batch_size=len(rows["prompt_ids"]),
            train_sampling_strategy="sequential",
            max_steps=STEPS,
            logging_steps=1,
            report_to=[],
            save_strategy="no",
            learning_rate=learning_rate,
            lr_scheduler_type="constant",
            weight_decay=0.0,
            max_length=self._shape.prompt + self._shape.response,
            beta=0.1,
            disable_tqdm=True,
            **options,
        )
        self._trainer = trainer_type(
            self._model,
            args=arguments,
            # a fingerprint of our own: the library's is a pickle, which newer pyarrow types refuse
            train_dataset=Dataset(InMemoryTable.from_pydict(rows), fingerprint=f"{method}{len(rows['prompt_ids'])}"),
            processing_class=_tokenizer(self._shape.vocabulary),
            peft_config=lora(),
        )
        fill_adapter(self._trainer.model)
        return spent[0] if spent else 0.0

    def run(self, step: Callable[[Step], None]) -> None:
        """Call `step(do)` around every training step, until it raises StopIteration."""
        # The trainer's loop cannot be asked for one step, so it runs in a thread of its own and waits between steps.
        turn, done = threading.Semaphore(0), threading.Semaphore(0)
        ended: list[BaseException] = []

        class Gate(TrainerCallback):  # type: ignore[misc]
            def on_step_begin(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
                turn.acquire()

            def on_step_end(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
                control.should_log = True

            def on_log(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
                done.release()

        def loop() -> None:
            try:
                self._trainer.train()
            except BaseException as error:
                ended.append(error)
                done.release()

        self._trainer.add_callback(Gate())
        threading.Thread(target=loop, daemon=True).start()

        def once() -> float:
            turn.release()
            done.acquire()
            if ended:
                raise ended[0]
            loss: float = self._trainer.state.log_history[-1]["loss"]
            return loss

        while True:
            try:
                step(once)
            except StopIteration:
                return


def _timed(trainer_type: Any, name: str) -> list[float]:
    spent: list[float] = []
    real = getattr(trainer_type, name)

    def timed(*arguments: Any, **options: Any) -> Any:
        begin = time.process_time()
        found = real(*arguments, **options)
        spent.append(time.process_time() - begin)
        return found

    setattr(trainer_type, name, timed)
    return spent


def _rows(shape: Shape, method: str) -> dict[str, list[Any]]:
    data = pairs(shape)
    if method != "kto":
        prompts, chosen, rejected = (list(part) for part in zip(*data, strict=True))
        return {"prompt_ids": prompts, "chosen_ids": chosen, "rejected_ids": rejected}
    completions = [c for _, c, _ in data] + [r for _, _, r in data]
    return {
        "prompt_ids": [p for p, _, _ in data] * 2,
        "completion_ids": completions,
        "KL_completion_ids": [completions[-1], *completions[:-1]],
        "label": [True] * len(data) + [False] * len(data),
    }


def _tokenizer(vocabulary: int) -> Any:
    words = {"<pad>": 0, "<eos>": 1, **{f"t{i}": i for i in range(2, vocabulary)}}
    return PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(models.WordLevel(words, unk_token="<pad>")), pad_token="<pad>", eos_token="<eos>"
    )
