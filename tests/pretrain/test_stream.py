"""Shards are a function of the configuration and their number; rows begin with a document and lose no order."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import numpy as np
from tokenizers import Tokenizer

from understudy.prompts.special import CODE, EOS, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, PLAN
from understudy_trainer.pretrain import material
from understudy_trainer.pretrain import tokenizer as tokenizers
from understudy_trainer.pretrain.config import Mixture, PretrainConfig
from understudy_trainer.pretrain.documents import IDS, documents
from understudy_trainer.pretrain.packing import rows
from understudy_trainer.pretrain.stream import CONTEXT_BIT, Stream, _fingerprint, encoded, split
from understudy_trainer.pretrain.tokenizer import encode

Event = dict[str, object]


def shards(config: PretrainConfig, folder: Path, tokenizer: Tokenizer, count: int, first: int = 0) -> list[np.ndarray]:
    folder.mkdir(exist_ok=True)
    tokenizers.save(tokenizer, folder)
    with Stream(config, folder, "stable", first) as stream:
        return [np.concatenate(found) for found in itertools.islice(stream, count)]


def test_a_run_goes_on_with_the_same_shards(smoke: PretrainConfig, tokenizer: Tokenizer, tmp_path: Path) -> None:
    whole = shards(smoke, tmp_path / "a", tokenizer, 3)
    again = shards(msgspec.structs.replace(smoke, workers=2), tmp_path / "b", tokenizer, 1, first=2)
    assert np.array_equal(whole[2], again[0])
    assert not np.array_equal(whole[0][:500], whole[1][:500])
    assert all(len(shard) >= smoke.shard_tokens for shard in whole)


def test_a_bounded_corpus_begins_anew(smoke: PretrainConfig, tokenizer: Tokenizer, tmp_path: Path) -> None:
    found = shards(msgspec.structs.replace(smoke, shards=2), tmp_path / "a", tokenizer, 4)
    assert np.array_equal(found[0], found[2])
    assert np.array_equal(found[1], found[3])


def test_what_is_read_is_marked_and_what_is_written_is_not(smoke: PretrainConfig, tokenizer: Tokenizer) -> None:
    asked = (IDS[FIM_MIDDLE], IDS[PLAN], IDS[CODE])
    for document in itertools.islice(documents(smoke.mixture, material.load(smoke.corpus, 0), 4), 200):
        packed = encoded(tokenizer, document).astype(int)
        marks, ids = packed & CONTEXT_BIT != 0, packed & ~CONTEXT_BIT
        count = int(marks.sum())
        assert marks[:count].all()  # the prompt comes first, then the answer, never mixed
        assert ids.tolist() == encode(tokenizer, document.prompt) + encode(tokenizer, document.answer)
        assert ids[-1] == IDS[EOS]
        if count:
            assert ids[count - 1] in asked
        for special in (FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE, PLAN):
            assert marks[ids == IDS[special]].all(), special


def test_a_shard_splits_into_its_documents(smoke: PretrainConfig, tokenizer: Tokenizer) -> None:
    drawn = [encoded(tokenizer, d) for d in itertools.islice(documents(smoke.mixture, material.load("", 0), 4), 50)]
    assert [d.tolist() for d in split(np.concatenate(drawn))] == [d.tolist() for d in drawn]


def test_rows_are_whole_documents_but_for_the_last() -> None:
    random = np.random.default_rng(0)
    drawn = [np.append(np.full(random.integers(5, 60), n), 0).astype("<u2") for n in range(1, 3000)]
    made = list(itertools.islice(rows([drawn], 99), 500))
    lengths = {int(d[0]): len(d) for d in drawn}
    seen: list[int] = []
    for row in made:
        assert row.shape == (100,)
        parts = [part for part in np.split(row, np.flatnonzero(row == 0) + 1) if len(part)]
        for part in parts[:-1]:
            assert len(part) == lengths[int(part[0])]
        seen += [int(part[0]) for part in parts]
    assert len(seen) == len(set(seen))
    cut = sum(row[-1] != 0 for row in made)
    assert cut < 0.5 * len(made)  # best fit fills most rows to the last token
    assert min(set(range(1, 400)) - set(seen), default=400) > 300  # nobody waits for ever


def test_a_document_longer_than_a_row_is_cut() -> None:
    long = np.arange(1, 400, dtype="<u2")
    drawn = [long, *(np.array([7, 7, 0], dtype="<u2") for _ in range(600))]
    assert next(rows([drawn], 63)).tolist() == long[:64].tolist()


def test_shards_of_another_configuration_lie_elsewhere(smoke: PretrainConfig) -> None:
    changed = msgspec.structs.replace
    assert _fingerprint(changed(smoke, tokens=9, minutes=9.0, workers=3)) == _fingerprint(smoke)
    others = [changed(smoke, seed=7), changed(smoke, families=("a",)), changed(smoke, mixture=Mixture(plan=0.5))]
    assert len({_fingerprint(config) for config in (smoke, *others)}) == 4
