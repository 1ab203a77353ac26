"""Build the packed corpus: one uint16 file of token ids.

The top bit marks context (prompt) tokens, whose loss weighs less.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from understudy_trainer.pretrain import natural
from understudy_trainer.pretrain.config import PretrainConfig
from understudy_trainer.pretrain.documents import Document, natural_documents, task_documents
from understudy_trainer.pretrain.tokenizer import encode, save, train

CONTEXT_BIT = 0x8000  # vocabularies here stay below 32,768
Report = Callable[[dict[str, object]], None]


def build(config: PretrainConfig, out: Path, report: Report) -> None:
    """Write `tokenizer.json`, `tokens.bin` (little-endian uint16) and `corpus.json` into `out`, unless complete."""
    if (out / "corpus.json").exists():
        report({"event": "corpus", "reused": True})
        return
    out.mkdir(parents=True, exist_ok=True)
    pieces = list(itertools.islice(natural.pieces(), config.natural_pieces))
    random.Random(config.seed).shuffle(pieces)
    tokenizer = _tokenizer(config, pieces, out)
    documents = _mixture(config, pieces)
    written, counted = 0, 0
    partial = out / "tokens.partial"
    with partial.open("wb") as file:
        while written < config.tokens:
            document = next(documents)
            prompt = np.asarray(encode(tokenizer, document.prompt), dtype="<u2") | CONTEXT_BIT
            answer = np.asarray(encode(tokenizer, document.answer), dtype="<u2")
            file.write(prompt.tobytes() + answer.tobytes())
            written, counted = written + len(prompt) + len(answer), counted + 1
            if counted % 20_000 == 0:
                report({"event": "corpus", "tokens": written, "of": config.tokens})
    partial.replace(out / "tokens.bin")
    summary = {"tokens": written, "documents": counted, "natural_pieces": len(pieces), "licences": natural.LICENCES}
    (out / "corpus.json").write_text(json.dumps(summary, indent=2) + "\n")
    report({"event": "corpus", **summary})


def load(out: Path) -> np.ndarray:
    """The packed tokens, memory-mapped: shape (tokens,), dtype uint16, `CONTEXT_BIT` set on prompt tokens."""
    return np.memmap(out / "tokens.bin", dtype="<u2", mode="r")


def _mixture(config: PretrainConfig, pieces: list[str]) -> Iterator[Document]:
    rng = random.Random(config.seed)
    tasks, code = task_documents(config.seed), natural_documents(pieces, config.seed)
    while True:
        yield next(code if rng.random() < config.natural_share else tasks)


def _tokenizer(config: PretrainConfig, pieces: list[str], out: Path) -> Tokenizer:
    documents = itertools.islice(task_documents(config.seed + 1), config.tokenizer_documents)
    texts = [p for document in documents for p in (*document.prompt, *document.answer) if isinstance(p, str)]
    tokenizer = train([*texts, *pieces[: config.tokenizer_documents // 6]], config.shape.vocabulary)
    save(tokenizer, out)
    return tokenizer
