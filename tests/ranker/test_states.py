"""Past candidates get the features the engine would have given them: same positions, same states."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from tests.engine.driver import HOT, PROMPT, Driver, alone_logprobs, batch
from tests.trainer.tiny import make_model
from understudy.engine.llama import Llama
from understudy.engine.scheduler import SEQUENCES
from understudy.generate.ranker import features
from understudy.models.rankers import Array
from understudy_trainer.errors import TrainError
from understudy_trainer.export.model import export_model
from understudy_trainer.model.load import load_base
from understudy_trainer.model.packed import Row, pack, plain
from understudy_trainer.ranker.states import read_again

TEXTS = (
    "    return 2 * (width + height)\n",
    "    total = 0\n    for side in (width, height):\n        total += side\n" * 2,
)


def alone(engine: Llama, text: str) -> Array:
    """The features of a candidate with this text, its tokens decoded one by one as the engine decodes a row's."""
    tokens = engine.tokenize([text]).tolist()
    prompt = engine.tokenize([PROMPT]).tolist()
    logprobs = alone_logprobs(engine, prompt, tokens)
    states = []
    engine.kv.trim(0, len(prompt))
    for token in tokens:
        engine.decode(np.array([token], np.int32), np.zeros(1, np.int32), np.ones(1, np.bool_), states=True)
        states.append(engine.hidden()[0].copy())
    return features(np.mean(states, axis=0).astype("<f4").tobytes(), [*logprobs, -9.0])


@pytest.mark.parametrize("adapted", [False, True])
def test_a_text_read_again_has_the_features_the_engine_would_give_it(
    random_model: Path, random_adapter: Path, adapted: bool
) -> None:
    adapter = random_adapter if adapted else None
    (found,) = read_again(random_model, adapter, [([PROMPT], TEXTS)])
    engine = Llama(random_model, context_tokens=1024, threads=1, sequences=2)
    engine.set_adapter(adapter, 1.0)
    wanted = [alone(engine, text) for text in TEXTS]
    engine.close()
    for own, want in zip(found, wanted, strict=True):
        np.testing.assert_allclose(own, want, atol=0.02)
    assert np.abs(wanted[0] - wanted[1]).max() > 0.2


def test_an_adapter_changes_what_is_read(random_model: Path, random_adapter: Path) -> None:
    asked = [([PROMPT], ["    return 1\n"])]
    (plain_,), (adapted,) = (read_again(random_model, adapter, asked)[0] for adapter in (None, random_adapter))
    assert np.abs(np.subtract(plain_, adapted)).max() > 0.1


def test_the_engine_and_the_trainer_see_the_same_states(tmp_path: Path) -> None:
    """Mean over all tokens but the last of the state after the final norm, f32 weights, f16 keys and values."""
    make_model(tmp_path / "hf")
    gguf = tmp_path / "tiny.gguf"
    export_model(tmp_path / "hf", gguf, dtype="f32", name="tiny", extra={})
    engine = Llama(gguf, context_tokens=1024, threads=1, sequences=SEQUENCES)
    rows = Driver(engine).run(batch(1, n=4, max_tokens=40, sampling=HOT, embed=True))
    prompt = engine.tokenize([PROMPT]).tolist()
    engine.close()
    base = load_base(gguf, torch.device("cpu"))
    packed = pack([Row(prompt, tuple(plain(row.tokens) for row in rows))])
    with torch.no_grad():
        hidden = base.model.model(
            input_ids=packed.ids, position_ids=packed.positions, use_cache=False, segments=packed.segments
        ).last_hidden_state[0]
    start = len(prompt)
    for row in rows:
        states = hidden[start : start + len(row.tokens) - 1].double().mean(0).numpy()
        start += len(row.tokens)
        assert row.embedding is not None
        np.testing.assert_allclose(np.frombuffer(row.embedding, "<f4"), states, atol=0.01 * np.abs(states).max())


def test_what_does_not_fit_or_is_empty_has_no_features(random_model: Path) -> None:
    found = read_again(
        random_model, None, [([PROMPT], ["", "x" * 3000, "    return 1\n"]), ([PROMPT * 40], ["    return 1\n"])]
    )
    assert found[0][:2] == [None, None] and found[0][2] is not None
    assert found[1][0] is not None  # the prompt's left end is cut
    assert read_again(random_model, None, []) == []


def test_a_model_that_cannot_be_read_is_a_typed_error(tmp_path: Path) -> None:
    (tmp_path / "no.gguf").write_bytes(b"GGUF")
    with pytest.raises(TrainError) as told:
        read_again(tmp_path / "no.gguf", None, [([PROMPT], ["x"])])
    assert told.value.next_step and "Traceback" not in told.value.message
