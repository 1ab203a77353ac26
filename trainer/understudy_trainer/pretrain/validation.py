"""How well a model writes what it never saw: nats per character, comparable between vocabularies."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import torch
from tokenizers import Tokenizer

from understudy.prompts import plan as plans
from understudy.prompts.special import EOS, PAD
from understudy_trainer.pretrain.documents import IDS, Document, infill
from understudy_trainer.pretrain.material import Material
from understudy_trainer.pretrain.stream import CONTEXT_BIT, encoded
from understudy_trainer.tasks.sample import held_out

TASKS, TEXTS, SEED = 160, 120, 977
Sets = dict[str, list[tuple[np.ndarray, int]]]


def sets(tokenizer: Tokenizer, material: Material, length: int) -> Sets:
    """Encoded documents and their answers' characters: new compositions, whole families, infilled natural code."""
    found = {
        "compositions": _direct(whole_families=False),
        "families": _direct(whole_families=True),
        "natural": _infilled(material),
    }
    return {
        name: [(ids[: length + 1], _characters(d)) for d in drawn if len(ids := encoded(tokenizer, d)) <= length + 1]
        for name, drawn in found.items()
    }


@torch.no_grad()
def nats_per_character(model: torch.nn.Module, given: Sets, device: str, batch: int = 16) -> dict[str, float]:
    """For each set: total cross entropy of the answers' tokens over the answers' characters."""
    return {name: _rate(model, documents, device, batch) for name, documents in given.items() if documents}


def _rate(model: torch.nn.Module, documents: list[tuple[np.ndarray, int]], device: str, batch: int) -> float:
    total = 0.0
    for some in _batches(sorted(documents, key=lambda d: len(d[0])), batch):
        width = max(len(ids) for ids, _ in some)
        packed = np.full((len(some), width), IDS[PAD] | CONTEXT_BIT, dtype=np.int64)
        for row, (document, _) in enumerate(some):
            packed[row, : len(document)] = document
        given = torch.from_numpy(packed).to(device)
        ids = given & ~CONTEXT_BIT
        with torch.autocast(device, torch.bfloat16):
            logits = model(input_ids=ids[:, :-1], use_cache=False).logits
        losses = torch.nn.functional.cross_entropy(logits.float().flatten(0, 1), ids[:, 1:].flatten(), reduction="none")
        total += float((losses * ((given[:, 1:] & CONTEXT_BIT) == 0).flatten()).sum())
    return total / sum(characters for _, characters in documents)


def _batches(documents: list[tuple[np.ndarray, int]], size: int) -> Iterator[list[tuple[np.ndarray, int]]]:
    for start in range(0, len(documents), size):
        yield documents[start : start + size]


def _direct(*, whole_families: bool) -> list[Document]:
    tasks = held_out(SEED, TASKS, whole_families=whole_families)
    return [Document(plans.direct(t.prompt, IDS), [t.solutions[0], IDS[EOS]]) for t in tasks]


def _infilled(material: Material) -> list[Document]:
    return [infill(text, random.Random(n)) for n, text in enumerate(material.validation[:TEXTS])]


def _characters(document: Document) -> int:
    return sum(len(piece) for piece in document.answer if isinstance(piece, str)) + 1
