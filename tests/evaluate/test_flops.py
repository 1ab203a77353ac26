"""FLOPs: the closed form against a sum over tokens, and counts against files of known shapes."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
import pytest

from tests.evaluate.conftest import model_in
from understudy.models.gguf_header import read_header
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.flops import Forward, forward_of, forward_or_why

WIDTH, INNER, WORDS, LAYERS = 64, 96, 32, 2


def test_the_closed_form_is_the_sum_over_tokens() -> None:
    forward, prompt, written = Forward(weights=1000, output=50, attention=7), 5, 4

    def one(position: int, logits: bool) -> float:
        return 2 * 1000 + 2 * 7 * (position + 1) + 2 * 50 * logits

    assert forward.prompt(prompt) == sum(one(p, p == prompt - 1) for p in range(prompt))
    assert forward.generation(prompt, written) == sum(one(p, True) for p in range(prompt, prompt + written - 1))
    assert forward.generation(prompt, 1) == forward.generation(prompt, 0) == forward.prompt(0) == 0


def test_the_bundled_models_counts_are_those_of_its_header(tmp_path: Path) -> None:
    model = model_in(tmp_path)
    facts = read_header(model).metadata
    width, inner, layers, heads, kv = (
        int(facts[f"llama.{name}"])
        for name in ("embedding_length", "feed_forward_length", "block_count", "attention.head_count",
                     "attention.head_count_kv")
    )  # fmt: skip
    found = forward_of(model)
    assert found.weights == layers * (2 * width * width * (1 + kv // heads) + 3 * width * inner)
    assert found.output == width * int(facts["llama.vocab_size"])
    assert found.attention == layers * 2 * width


def written(path: Path, experts: int = 0, used: int = 0, tied: bool = True, heads: int | list[int] = 4) -> Path:
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_block_count(LAYERS)
    writer.add_embedding_length(WIDTH)
    writer.add_head_count(heads)
    if experts:
        writer.add_expert_count(experts)
        writer.add_expert_used_count(used)
    writer.add_key_length(8)
    writer.add_value_length(4)

    def add(name: str, *shape: int) -> None:
        writer.add_tensor(name, np.zeros(shape, np.float32))

    add("token_embd.weight", WORDS, WIDTH)
    if not tied:
        add("output.weight", WORDS, WIDTH)
    add("output_norm.weight", WIDTH)
    for layer in range(LAYERS):
        add(f"blk.{layer}.attn_q.weight", 32, WIDTH)
        if experts:
            add(f"blk.{layer}.ffn_up_exps.weight", experts, INNER, WIDTH)
        else:
            add(f"blk.{layer}.ffn_up.weight", INNER, WIDTH)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@pytest.mark.parametrize("tied", [True, False])
def test_a_lookup_is_not_counted_and_the_output_layer_once(tmp_path: Path, tied: bool) -> None:
    found = forward_of(written(tmp_path / "m.gguf", tied=tied))
    assert found == Forward(LAYERS * WIDTH * (32 + INNER), WORDS * WIDTH, LAYERS * 4 * (8 + 4))


def test_of_experts_only_those_a_token_meets_are_counted(tmp_path: Path) -> None:
    found = forward_of(written(tmp_path / "m.gguf", experts=8, used=2))
    assert found.weights == LAYERS * WIDTH * (32 + 2 * INNER)


def test_heads_may_differ_from_layer_to_layer(tmp_path: Path) -> None:
    assert forward_of(written(tmp_path / "m.gguf", heads=[4, 2])).attention == (4 + 2) * (8 + 4)


def test_what_cannot_be_counted_is_said_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert forward_or_why(tmp_path / "missing.gguf") == (
        None,
        f"{tmp_path / 'missing.gguf'} is no local model, so nothing can be said in FLOPs.",
    )
    model = written(tmp_path / "m.gguf")
    monkeypatch.setitem(__import__("sys").modules, "gguf", None)
    with pytest.raises(TrainError, match="gguf"):
        forward_of(model)
    found, why = forward_or_why(model)
    assert found is None and "pip install" in why
