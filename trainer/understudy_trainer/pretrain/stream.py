"""Endless packed training data: shards of token ids that worker processes make ahead of the training loop.

Shard k of a stage is a function of (configuration, stage, k), so that a run that was stopped goes on with the next
shard, on any machine and with any number of workers. A shard is one little-endian uint16 file; documents stand behind
each other, each ends with end-of-text, and the top bit marks what is read rather than written (`CONTEXT_BIT`).
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from tokenizers import Tokenizer

from understudy.files import replacing
from understudy.prompts.special import EOS
from understudy_trainer.pretrain.config import PretrainConfig
from understudy_trainer.pretrain.documents import IDS, Document, documents
from understudy_trainer.pretrain.material import Material, load
from understudy_trainer.pretrain.tokenizer import encode
from understudy_trainer.pretrain.tokenizer import load as load_tokenizer

CONTEXT_BIT = 0x8000  # vocabularies here stay below 32,768
Stage = Literal["stable", "decay"]
Array = np.ndarray


def encoded(tokenizer: Tokenizer, document: Document) -> Array:
    """One document as packed ids: shape (tokens,), uint16."""
    prompt = np.asarray(encode(tokenizer, document.prompt), dtype="<u2") | CONTEXT_BIT
    answer = np.asarray(encode(tokenizer, document.answer), dtype="<u2")
    return np.concatenate([prompt.astype("<u2"), answer])


def split(flat: Array) -> list[Array]:
    """The documents of a shard."""
    ends = np.flatnonzero(flat == IDS[EOS]) + 1  # never marked: end-of-text is always written
    return np.split(flat, ends[:-1])


class Stream:
    """Shards in order, made ahead by `config.workers` processes; use as a context manager."""

    def __init__(self, config: PretrainConfig, folder: Path, stage: Stage, first: int = 0) -> None:
        self._config, self._stage, self._next = config, stage, first
        self._folder = folder / "shards" / _fingerprint(config)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._ahead: dict[int, Future[None]] = {}
        self._pool = ProcessPoolExecutor(
            config.workers,
            multiprocessing.get_context("spawn"),
            initializer=_prepare,
            initargs=(config, str(folder), stage),
        )

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)  # waits for the shard being written: its folder may go next

    @property
    def shard(self) -> int:
        """The number of the shard that comes next: where to go on."""
        return self._next

    def __iter__(self) -> Iterator[list[Array]]:
        """The documents of one shard after the other; a bounded corpus (`config.shards`) begins anew."""
        while True:
            for number in range(self._next, self._next + self._config.workers + 2):
                self._order(number)
            self._order(self._next).result()
            path = self._path(self._next)
            flat = np.fromfile(path, dtype="<u2")
            self._ahead.pop(self._next)
            self._next += 1
            if not self._config.shards:
                path.unlink()
            yield split(flat)

    def _order(self, number: int) -> Future[None]:
        if number not in self._ahead:
            self._ahead[number] = self._pool.submit(_make, self._number(number), str(self._path(number)))
        return self._ahead[number]

    def _number(self, number: int) -> int:
        return number % self._config.shards if self._config.shards else number

    def _path(self, number: int) -> Path:
        return self._folder / f"{self._stage}-{self._number(number):06d}.bin"


def _fingerprint(config: PretrainConfig) -> str:
    """Shards made under another configuration are not taken for this one's."""
    data = (config.mixture, config.decay_mixture, config.families, config.corpus, config.natural_pieces)
    size = (config.shape.vocabulary, config.shard_tokens, config.seed)
    return f"{zlib.crc32(msgspec.json.encode((data, size))):08x}"


_worker: tuple[PretrainConfig, Stage, Tokenizer, Material]


def _prepare(config: PretrainConfig, folder: str, stage: Stage) -> None:
    global _worker
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    _worker = config, stage, load_tokenizer(Path(folder)), load(config.corpus, config.seed, config.natural_pieces)


def _end_with_the_run() -> None:
    """A run killed outright cannot shut its pool down: its workers would wait for orders for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _make(number: int, path: str) -> None:
    """Write shard `number` unless it is there."""
    if Path(path).exists():
        return
    config, stage, tokenizer, material = _worker
    mixture = config.mixture if stage == "stable" else config.decay_mixture
    seed = config.seed * 10_000_000 + number * 10 + (stage == "decay")
    parts, count = list[Array](), 0
    for document in documents(mixture, material, seed, config.families):
        parts.append(encoded(tokenizer, document))
        count += len(parts[-1])
        if count >= config.shard_tokens:
            break
    with replacing(Path(path)) as part:
        np.concatenate(parts).tofile(part)
