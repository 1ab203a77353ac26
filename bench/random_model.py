"""Random-weight GGUFs of real shapes: right for latency and memory, useless for anything else. No weight is downloaded.

`python -m bench.random_model [NAME ...]` makes them; the programs make what they need. Kept outside the work tree.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray

from understudy.files import replacing
from understudy.prompts.special import FILE_SEP, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS
from understudy_trainer.corpus.build import unchecked
from understudy_trainer.export.quantize import quantize
from understudy_trainer.export.vocabulary import read_vocabulary
from understudy_trainer.pretrain import tokenizer

LEARNT = 32_768  # tokens that text is really cut into; the rest of a bigger vocabulary is there for its cost
PIECES = 4_000  # functions of the standard library the tokenizer is trained on
FIM_KEYS = {"fim_pre": FIM_PREFIX, "fim_suf": FIM_SUFFIX, "fim_mid": FIM_MIDDLE, "fim_sep": FILE_SEP}


@dataclass(frozen=True, slots=True)
class Shape:
    """A Qwen2 decoder with tied embeddings."""

    layers: int
    width: int
    heads: int
    kv_heads: int
    inner: int
    vocabulary: int
    context: int = 32_768

    @property
    def kv_width(self) -> int:
        return self.kv_heads * self.width // self.heads


SHAPES = {
    "random-0.5b": Shape(24, 896, 14, 2, 4864, 151_936),  # Qwen2.5-Coder-0.5B
    "random-50m": Shape(12, 512, 8, 2, 1536, LEARNT),  # for rehearsals
}


def cache_dir() -> Path:
    """Beside what `scripts/setup.sh` keeps."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    path = root / "understudy-dev" / "bench"
    path.mkdir(parents=True, exist_ok=True)
    return path


def random_model(name: str) -> Path:
    """The Q4_0 GGUF of a shape, made on first use (0.5 B: a minute and 1.5 GB of memory)."""
    shape, path = SHAPES[name], cache_dir() / f"{name}-q4_0.gguf"
    if not path.is_file():
        print(f"making {path.name} (once)", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(dir=cache_dir()) as folder:
            wide = Path(folder) / "f16.gguf"
            _write(wide, name, shape)
            quantize(wide, path, "q4_0", threads=2)
    return path


def _tokenizer() -> Path:
    """The folder of the tokenizer both shapes share."""
    folder = cache_dir() / "tokenizer"
    if not (folder / "tokenizer.json").is_file():
        trained = tokenizer.train((piece.text for piece in islice(unchecked(), PIECES)), LEARNT)
        with replacing(folder / "tokenizer.json") as part, tempfile.TemporaryDirectory(dir=cache_dir()) as made:
            tokenizer.save(trained, Path(made))
            part.write_bytes((Path(made) / "tokenizer.json").read_bytes())
    return folder


def _write(path: Path, name: str, shape: Shape) -> None:
    writer = gguf.GGUFWriter(path, "qwen2")
    writer.add_name(name)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(1e6)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    _add_vocabulary(writer, shape.vocabulary)
    for tensor, values in _tensors(shape):
        writer.add_tensor(tensor, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _add_vocabulary(writer: gguf.GGUFWriter, size: int) -> None:
    known = read_vocabulary(_tokenizer(), size)
    # spare ids are ordinary tokens with a text of their own: a random model draws them, and they must print
    spare = int(gguf.TokenType.UNUSED)
    tokens = [
        f"zq{i:06d}" if kind == spare else text
        for i, (text, kind) in enumerate(zip(known.tokens, known.types, strict=True))
    ]
    types = [int(gguf.TokenType.NORMAL) if kind == spare else kind for kind in known.types]
    ids = {text: index for index, text in enumerate(tokens)}
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(known.pre)
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(known.merges)
    writer.add_add_bos_token(False)
    writer.add_vocab_size(size)
    if known.eos is not None:
        writer.add_eos_token_id(known.eos)
        writer.add_bos_token_id(known.eos)
    for key, special in FIM_KEYS.items():
        writer.add_uint32(f"tokenizer.ggml.{key}_token_id", ids[LITERALS[special]])


def _tensors(shape: Shape) -> Iterator[tuple[str, NDArray[np.float16] | NDArray[np.float32]]]:
    random = np.random.default_rng(0)

    def matrix(rows: int, columns: int) -> NDArray[np.float16]:
        return (random.standard_normal((rows, columns), dtype=np.float32) * 0.02).astype(np.float16)

    def vector(size: int, mean: float, spread: float) -> NDArray[np.float32]:
        return (mean + random.standard_normal(size, dtype=np.float32) * spread).astype(np.float32)

    width, inner, kv = shape.width, shape.inner, shape.kv_width
    yield "token_embd.weight", matrix(shape.vocabulary, width)
    yield "output_norm.weight", vector(width, 1.0, 0.0)
    for layer in range(shape.layers):
        block = f"blk.{layer}"
        for norm in ("attn_norm", "ffn_norm"):
            yield f"{block}.{norm}.weight", vector(width, 1.0, 0.0)
        for part, rows in (("attn_q", width), ("attn_k", kv), ("attn_v", kv)):
            yield f"{block}.{part}.weight", matrix(rows, width)
            yield f"{block}.{part}.bias", vector(rows, 0.0, 0.02)
        yield f"{block}.attn_output.weight", matrix(width, width)
        yield f"{block}.ffn_gate.weight", matrix(inner, width)
        yield f"{block}.ffn_up.weight", matrix(inner, width)
        yield f"{block}.ffn_down.weight", matrix(width, inner)


if __name__ == "__main__":
    for wanted in sys.argv[1:] or SHAPES:
        print(random_model(wanted))
