"""Build the packed corpus: one uint16 file of token ids, main part first, decay part (tasks only) last."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from understudy.prompts.types import Prompt
from understudy_trainer.pretrain import natural
from understudy_trainer.pretrain.config import PretrainConfig
from understudy_trainer.pretrain.documents import natural_documents, task_documents
from understudy_trainer.pretrain.tokenizer import encode, save, train

TOKENIZER_DOCUMENTS = 6_000
Report = Callable[[dict[str, object]], None]


def build(config: PretrainConfig, out: Path, report: Report) -> None:
    """Write `tokenizer.json`, `tokens.bin` (little-endian uint16) and `corpus.json` into `out`; skip what is complete."""
    if (out / "corpus.json").exists():
        report({"event": "corpus", "reused": True})
        return
    out.mkdir(parents=True, exist_ok=True)
    pieces = list(natural.pieces())
    random.Random(config.seed).shuffle(pieces)
    tokenizer = _tokenizer(config, pieces, out)
    decay_from = int(config.tokens * (1 - config.decay_share))
    documents = _mixture(config, pieces)
    tasks_only = task_documents(config.seed + 7)
    written, counted = 0, 0
    partial = out / "tokens.partial"
    with partial.open("wb") as file:
        while written < config.tokens:
            ids = encode(tokenizer, next(documents if written < decay_from else tasks_only))
            file.write(np.asarray(ids, dtype="<u2").tobytes())
            written, counted = written + len(ids), counted + 1
            if counted % 20_000 == 0:
                report({"event": "corpus", "tokens": written, "of": config.tokens})
    partial.replace(out / "tokens.bin")
    summary = {"tokens": written, "documents": counted, "natural_pieces": len(pieces), "licences": natural.LICENCES}
    (out / "corpus.json").write_text(json.dumps(summary, indent=2) + "\n")
    report({"event": "corpus", **summary})


def load(out: Path) -> np.ndarray:
    """The packed token ids, memory-mapped: shape (tokens,), dtype uint16."""
    return np.memmap(out / "tokens.bin", dtype="<u2", mode="r")


def _mixture(config: PretrainConfig, pieces: list[str]) -> Iterator[Prompt]:
    rng = random.Random(config.seed)
    tasks, code = task_documents(config.seed), natural_documents(pieces, config.seed)
    while True:
        yield next(code if rng.random() < config.natural_share else tasks)


def _tokenizer(config: PretrainConfig, pieces: list[str], out: Path) -> Tokenizer:
    documents = itertools.islice(task_documents(config.seed + 1), TOKENIZER_DOCUMENTS)
    texts = [piece for document in documents for piece in document if isinstance(piece, str)]
    tokenizer = train([*texts, *pieces[: TOKENIZER_DOCUMENTS // 6]], config.shape.vocabulary)
    save(tokenizer, out)
    return tokenizer
