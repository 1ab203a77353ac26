"""Features of texts that were judged in the past: the served model reads them once more, in a child process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from understudy.generate.ranker import features
from understudy.models.rankers import Array
from understudy.paths import source_roots
from understudy.prompts.types import Prompt
from understudy_trainer.errors import TrainError

_SCRIPT = Path(__file__).with_name("states_child.py")
_END = 0.0  # stands for the token that ended the candidate, which `features` leaves out


def read_again(
    model: Path, adapter: Path | None, asked: Sequence[tuple[Prompt, Sequence[str]]], *, threads: int = 1
) -> list[list[Array | None]]:
    """Per prompt and text, `generate.ranker.features`; None for a text that is empty or too long for the context.

    The engine pools the states behind all tokens but the one that ends a candidate: behind all tokens of its text.
    Here the text is tokenized anew, and its likelihood is of those tokens. Raises TrainError.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "states.npz"
        items = [{"prompt": list(prompt), "texts": list(texts)} for prompt, texts in asked]
        job = {"model": str(model.absolute()), "adapter": str(adapter.absolute()) if adapter else None}
        _run(json.dumps({**job, "threads": threads, "items": items, "out": str(out)}))
        with np.load(out) as data:
            states, logprobs, lengths = data["states"], data["logprobs"], data["lengths"]
    ends = np.cumsum(lengths)
    rows = [
        features(state.astype("<f4").tobytes(), [*logprobs[end - length : end], _END]) if length else None
        for state, length, end in zip(states, lengths, ends, strict=True)
    ]
    found, start = [], 0
    for _, texts in asked:
        found.append(rows[start : start + len(texts)])
        start += len(texts)
    return found


def _run(job: str) -> None:
    command = [sys.executable, "-I", str(_SCRIPT), *source_roots()]
    done = subprocess.run(command, input=job, capture_output=True, text=True, check=False)
    if done.returncode:
        said = " ".join(done.stderr.strip().splitlines()[-2:]) or f"exit status {done.returncode}"
        raise TrainError(f"The model cannot read the candidates again: {said}", "Check --model and --adapter.")
