"""A run begins with a deeper model's layers and tokenizer, and goes on from its own checkpoint."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec
import pytest
import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from understudy_trainer.export.model import export_model
from understudy_trainer.model.load import load_base
from understudy_trainer.pretrain import loop, pruned
from understudy_trainer.pretrain.config import ConfigError, PretrainConfig
from understudy_trainer.pretrain.pruned import begin_with, kept_layers, vocabulary_of
from understudy_trainer.pretrain.tokenizer import encode, load, train

Event = dict[str, object]


@pytest.fixture(scope="module")
def deep(run: tuple[Path, list[Event]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smoke run's model of two layers, as a file."""
    path = tmp_path_factory.mktemp("deep") / "deep.gguf"
    export_model(run[0] / "model", path, dtype="f32", name="deep", extra={})
    return path


@pytest.fixture
def shallow(smoke: PretrainConfig, deep: Path) -> PretrainConfig:
    return msgspec.structs.replace(smoke, shape=msgspec.structs.replace(smoke.shape, layers=1), start=str(deep))


def test_kept_layers_are_spread_and_hold_both_ends() -> None:
    assert kept_layers(7, 4) == [0, 2, 4, 6] and kept_layers(7, 2) == [0, 6]
    assert kept_layers(7, 1) == [0] and kept_layers(3, 3) == [0, 1, 2]


def test_the_tokenizer_is_the_deeper_models(deep: Path, tokenizer: Tokenizer) -> None:
    taken = vocabulary_of(deep)
    assert taken.get_vocab() == tokenizer.get_vocab()
    for text in ('def f(x):\n    """Say 12 <|endoftext|>."""\n\treturn "äß"\n', "    \n\n  x = 10 ** 8"):
        assert encode(taken, [0, text]) == encode(tokenizer, [0, text])
        assert taken.decode(encode(taken, [text])) == text


def test_weights_are_the_first_layers(deep: Path, shallow: PretrainConfig) -> None:
    model = LlamaForCausalLM(loop._llama(shallow.shape, "cpu"))
    begin_with(model, deep)
    theirs = load_base(deep, torch.device("cpu")).model.state_dict()
    ours = model.state_dict()
    assert len(ours) < len(theirs)
    for name, weight in ours.items():
        assert torch.equal(weight, theirs[name]), name


def test_a_run_begins_there_and_goes_on_from_its_own_checkpoint(
    shallow: PretrainConfig, deep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "REPORT_EVERY", 1)
    events: list[Event] = []
    assert loop.pretrain(shallow, tmp_path, events.append, threads=1, compile_model=False, stop_after_s=0.5) is None
    losses = [float(str(e["loss"])) for e in events if e["event"] == "step"]
    assert losses[0] < math.log(shallow.shape.vocabulary) - 0.5  # it knows something already
    gone = msgspec.structs.replace(shallow, start=str(deep.with_name("gone.gguf")))
    assert loop.pretrain(gone, tmp_path, events.append, threads=1, compile_model=False)
    assert load(tmp_path).get_vocab() == vocabulary_of(deep).get_vocab()


@pytest.mark.parametrize(
    ("change", "named"),
    [({"hidden": 32}, "hidden_size"), ({"vocabulary": 300}, "vocab_size"), ({"layers": 3}, "2 layers only")],
)
def test_another_shape_is_refused(shallow: PretrainConfig, deep: Path, change: dict[str, int], named: str) -> None:
    model = LlamaForCausalLM(loop._llama(msgspec.structs.replace(shallow.shape, **change), "cpu"))
    with pytest.raises(ConfigError, match=named):
        begin_with(model, deep)


def test_a_refused_start_leaves_nothing_behind(shallow: PretrainConfig, tmp_path: Path) -> None:
    wide = msgspec.structs.replace(shallow, shape=msgspec.structs.replace(shallow.shape, hidden=32))
    with pytest.raises(ConfigError, match="hidden_size"):
        loop.pretrain(wide, tmp_path, print, threads=1, compile_model=False)
    assert not list(tmp_path.iterdir())


def test_a_tokenizer_left_by_another_start_is_not_kept(
    shallow: PretrainConfig, deep: Path, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    (tmp_path / "tokenizer.json").write_text(train(["a b a b"], 300).to_str())
    assert loop.ready(shallow, tmp_path, print).get_vocab() == load(tmp_path).get_vocab() == tokenizer.get_vocab()


def test_a_model_with_another_tokenizer_is_refused(deep: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruned, "LITERALS", {"EOS": "<another>"})
    with pytest.raises(ConfigError, match="tokenizer"):
        vocabulary_of(deep)
