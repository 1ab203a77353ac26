"""Run as a script by absolute path, never imported: hidden states of texts, computed as the engine computes them.

argv: folders to import us from. stdin: one JSON object {model, adapter or null, threads, items: [{prompt: pieces,
texts}], out}. Writes npz `out`: states (n, width) f32, the mean of each text's hidden states; logprobs, flat, f32;
lengths (n,), how many of them are each text's, 0 = it does not fit. llama.cpp may abort: that ends this process only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

SEQUENCES = 32  # also the most tokens of one decode whose states are read
PROMPT_CHUNK = 256


def main() -> int:
    sys.path[:0] = sys.argv[1:]
    from understudy.engine.errors import EngineError
    from understudy.engine.llama import Llama

    job = json.load(sys.stdin)
    try:
        engine = Llama(Path(job["model"]), context_tokens=4096, threads=job["threads"], sequences=SEQUENCES)
        if job["adapter"]:
            engine.set_adapter(Path(job["adapter"]), 1.0)
        found = [one for item in job["items"] for one in _texts(engine, item["prompt"], item["texts"])]
    except EngineError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    width = next((len(state) for state, _ in found if state is not None), 0)
    nothing = np.zeros(width, np.float32)
    np.savez(
        job["out"],
        states=np.array([nothing if state is None else state for state, _ in found], np.float32).reshape(
            len(found), width
        ),
        logprobs=np.array([value for _, logprobs in found for value in logprobs], np.float32),
        lengths=np.array([len(logprobs) for _, logprobs in found], np.int64),
    )
    return 0


def _texts(engine: Any, pieces: list[Any], texts: list[str]) -> list[tuple[Any, list[float]]]:
    """Mean state and log-probabilities of each text behind one prompt, whose left end is cut if it is too long."""
    nothing = np.zeros(0, np.int32)
    tokens = [engine.tokenize([text]) if text else nothing for text in texts]
    tokens = [own if len(own) < engine.row_limit else nothing for own in tokens]
    longest = max((len(own) for own in tokens), default=0)
    prompt = engine.tokenize(pieces)[longest - engine.row_limit :]
    engine.clear()
    for start in range(0, len(prompt), PROMPT_CHUNK):
        chunk = prompt[start : start + PROMPT_CHUNK]
        wanted = np.zeros(len(chunk), np.bool_)
        wanted[-1] = True
        engine.decode(chunk, np.zeros(len(chunk), np.int32), wanted)
    first = engine.logits()[0].copy()
    return [_text(engine, len(prompt), first, own) for own in tokens]


def _text(engine: Any, shared: int, first: Any, tokens: Any) -> tuple[Any, list[float]]:
    if not len(tokens):
        return None, []
    engine.kv.trim(1, 0)
    engine.kv.share(0, 1, shared)
    total: Any = 0.0
    logprobs: list[float] = []
    before = first
    for start in range(0, len(tokens), SEQUENCES):
        chunk = tokens[start : start + SEQUENCES]
        engine.decode(chunk, np.ones(len(chunk), np.int32), np.ones(len(chunk), np.bool_), states=True)
        total = total + engine.hidden().sum(axis=0, dtype=np.float64)
        logits = np.concatenate([before[None], engine.logits()])
        logprobs += _chosen(logits[:-1], chunk)
        before = logits[-1].copy()
    return (total / len(tokens)).astype(np.float32), logprobs


def _chosen(logits: Any, tokens: Any) -> list[float]:
    """log softmax(logits)[tokens], a row each."""
    top = logits.max(axis=1, keepdims=True)
    normalizer = np.log(np.exp((logits - top).astype(np.float64)).sum(axis=1)) + top[:, 0]
    return [float(x) for x in logits[np.arange(len(tokens)), tokens] - normalizer]


if __name__ == "__main__":
    sys.exit(main())
