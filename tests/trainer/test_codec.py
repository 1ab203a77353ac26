"""The trainer's tokenizers give llama.cpp's token ids, also where text is odd; what they cannot match they refuse."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import gguf
import pytest

from tests.trainer.conftest import Tiny
from understudy_trainer.errors import TrainError
from understudy_trainer.export.llama_process import llama_tokenize
from understudy_trainer.export.rewrite import open_gguf, rewrite
from understudy_trainer.export.vocabulary import SPLITTINGS
from understudy_trainer.model.codec import Codec

ALPHABET = [
    *"aAbrRe'sStTlLdDmMvV0123456789 _.,(){}[]<>|\\\"#@+-=*/%^&~`$:;!?",
    *["  ", "    ", "\t", "\n", "\r\n", "\r", "\n\n", " \n", "\x00", "\x0b", "\x0c", "\x85", "\u00a0", "\u2028"],
    *[
        "\u3000",
        "\ufeff",
        "\u200b",
        "\u0301",
        "e\u0301",
        "é",
        "ß",
        "ı",
        "ſ",
        "²",
        "½",
        "Ⅳ",
        "٣",
        "日本",
        "한",
        "🙂",
        "👩‍👧",
    ],
    *["'ll", "'RE", "don't", "def ", "return", "self.", "▁", "Ġ", "<s>", "<0x41>", "<|plan|>"],
]
NAMED = [Path(json.__file__).read_text(), "", " ", "\n", "x = 1234567\n", " " * 90 + "x", "a" * 300, "'S's 'sS"]


def strings(seed: int, count: int = 250) -> list[str]:
    rng = random.Random(seed)
    return NAMED + ["".join(rng.choices(ALPHABET, k=rng.randint(1, 30))) for _ in range(count)]


@pytest.mark.parametrize("pre", [*SPLITTINGS])
def test_byte_level_tokens_are_llama_cpps(tiny: Tiny, tmp_path: Path, pre: str) -> None:
    file = tmp_path / "m.gguf"
    rewrite(open_gguf(tiny.f32), file, (), lambda tensor: tensor.data, extra={"tokenizer.ggml.pre": pre})
    codec, texts = Codec(file), strings(1)
    for text, ids in zip(texts, llama_tokenize(file, texts), strict=True):
        assert codec.text(text) == ids, repr(text)


def sentence_piece_file(path: Path, seed: int, **settings: Any) -> Path:
    """A vocabulary of random pieces with random scores (and ties), not one that training would give."""
    rng = random.Random(seed)
    chars = sorted({c for part in ALPHABET for c in part if c not in " ½Ⅳ한"} | {"▁"})
    pieces = {c: -1000.0 - i for i, c in enumerate(chars)}
    source = "".join(NAMED[:1] + strings(seed)).replace(" ", "▁")
    for _ in range(1500):
        start, size = rng.randrange(len(source) - 8), rng.randint(2, 6)
        for end in range(2, size + 1):
            pieces.setdefault(source[start : start + end], float(-rng.randint(1, 300)))
    special = ["<unk>", "<s>", "</s>", *(f"<0x{b:02X}>" for b in range(256))]
    defined = ["<|plan|>", "\n\n", "    ", "plan|>x"]
    pieces = {text: s for text, s in pieces.items() if text not in {*special, *defined} and "\0" not in text}
    names = [*special, *defined, *pieces]
    kinds = [2, 3, 3] + [6] * 256 + [4] * len(defined) + [1] * len(pieces)
    writer = gguf.GGUFWriter(path, "llama")
    for add, value in (
        (writer.add_block_count, 1),
        (writer.add_context_length, 64),
        (writer.add_embedding_length, 32),
        (writer.add_feed_forward_length, 32),
        (writer.add_head_count, 1),
        (writer.add_layer_norm_rms_eps, 1e-5),
        (writer.add_tokenizer_model, "llama"),
        (writer.add_token_list, names),
        (writer.add_token_types, kinds),
        (writer.add_token_scores, [0.0] * (259 + len(defined)) + list(pieces.values())),
    ):
        add(value)
    for key, value in settings.items():
        writer.add_bool(f"tokenizer.ggml.{key}", value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@pytest.mark.parametrize("settings", [{}, {"add_space_prefix": False}, {"add_bos_token": True}], ids=str)
@pytest.mark.parametrize("seed", [2, 3])
def test_sentence_piece_tokens_are_llama_cpps(tmp_path: Path, seed: int, settings: dict[str, Any]) -> None:
    file = sentence_piece_file(tmp_path / "m.gguf", seed, **settings)
    codec, texts = Codec(file), strings(seed + 10)
    for text, ids in zip(texts, llama_tokenize(file, texts), strict=True):
        assert codec.text(text) == ids, repr(text)


@pytest.mark.parametrize(
    "extra",
    [{"tokenizer.ggml.pre": "deepseek-coder"}, {"tokenizer.ggml.pre": ""}, {"tokenizer.ggml.model": "bert"}],
    ids=str,
)
def test_other_tokenizers_are_refused(tiny: Tiny, tmp_path: Path, extra: dict[str, str]) -> None:
    rewrite(open_gguf(tiny.f32), tmp_path / "m.gguf", (), lambda tensor: tensor.data, extra=extra)
    with pytest.raises(TrainError) as caught:
        Codec(tmp_path / "m.gguf")
    assert caught.value.next_step
