"""llama.cpp in a child process: an abort there is an ExportError here."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from understudy_trainer.export.errors import ExportError
from understudy_trainer.export.tensors import Array

_SCRIPT = Path(__file__).with_name("llama_child.py")


def run_job(job: dict[str, Any], timeout_s: float = 1800.0) -> None:
    """Run one job of `llama_child.py`. Raises ExportError with llama.cpp's own last lines."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_SCRIPT)],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ExportError(f"llama.cpp did not finish in {timeout_s:.0f} s.", "Try again on an idle machine.") from None
    if done.returncode:
        said = " ".join(done.stderr.strip().splitlines()[-3:]) or f"exit status {done.returncode}"
        raise ExportError(f"llama.cpp failed: {said}", "Check that the files are whole and belong together.")


def llama_logits(
    model: Path, prompts: Sequence[Sequence[int]], adapter: Path | None = None, threads: int = 1
) -> list[Array]:
    """Logits (tokens, vocabulary) f32 of every prompt, computed by llama.cpp with f32 keys and values."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "logits.npz"
        run_job(
            {
                "job": "logits",
                "model": str(model),
                "adapter": str(adapter) if adapter else None,
                "threads": threads,
                "prompts": [list(prompt) for prompt in prompts],
                "out": str(out),
            }
        )
        with np.load(out) as data:
            return [data[f"p{i}"] for i in range(len(prompts))]


def llama_tokenize(model: Path, texts: Sequence[str]) -> list[list[int]]:
    """Token ids of every text as the engine tokenizes text pieces: plain, nothing added."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "tokens.json"
        run_job({"job": "tokenize", "model": str(model), "texts": list(texts), "out": str(out)})
        tokens: list[list[int]] = json.loads(out.read_text(encoding="utf-8"))
        return tokens


@dataclass(frozen=True, slots=True)
class Timed:
    """prompt_ms: of all of it. token_ms: of each token decoded alone. memory_bytes: added by model and context."""

    prompt_ms: float
    token_ms: list[float]
    memory_bytes: int


def llama_timed(model: Path, prompt: Sequence[int], tokens: int, threads: int) -> Timed:
    """Reading `prompt` and decoding `tokens` tokens one by one after it, on the CPU."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pace.json"
        job = {"job": "decode", "model": str(model), "prompt": list(prompt), "tokens": tokens, "threads": threads}
        run_job({**job, "out": str(out)})
        return Timed(**json.loads(out.read_text(encoding="utf-8")))
