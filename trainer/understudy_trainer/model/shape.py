"""What a GGUF base model is: read in a moment, before anything is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
from gguf import GGMLQuantizationType as Kind

from understudy.models.errors import ModelError
from understudy.models.gguf_header import GgufHeader, read_model
from understudy_trainer.errors import TrainError
from understudy_trainer.model.dequantize import can_decode

TRAINABLE = {"llama": "LLAMA", "qwen2": "QWEN2", "qwen3": "QWEN3"}
"""GGUF architecture -> its name in gguf.MODEL_ARCH. Mistral, DeepSeek Coder and SmolLM files say llama too."""
ROPE_SCALINGS = {"none", "linear"}


@dataclass(frozen=True, slots=True)
class Tensor:
    """kind: number format. size: weights. bytes: in the file. shape: (out, in), or (size,)."""

    name: str
    kind: Kind
    shape: tuple[int, ...]
    bytes: int

    @property
    def size(self) -> int:
        return self.shape[0] * (self.shape[1] if len(self.shape) > 1 else 1)

    @property
    def adapted(self) -> bool:
        """One of the seven linears of a layer, which LoRA adapts and packing keeps packed."""
        return self.name.startswith("blk.") and len(self.shape) == 2

    @property
    def packs(self) -> bool:
        return self.adapted and can_decode(self.kind)


@dataclass(frozen=True, slots=True)
class Shape:
    """metadata: the scalar keys of the file. Sizes are the numbers transformers' configuration has."""

    architecture: str
    layers: int
    hidden: int
    feed_forward: int
    heads: int
    kv_heads: int
    head_size: int
    vocabulary: int
    context: int
    tied: bool
    file_bytes: int
    tensors: tuple[Tensor, ...]
    metadata: dict[str, Any]

    @property
    def parameters(self) -> int:
        return sum(tensor.size for tensor in self.tensors)

    @property
    def kv_width(self) -> int:
        return self.kv_heads * self.head_size


def read_shape(path: Path) -> Shape:
    """Raises TrainError: no readable GGUF, a damaged one, an adapter, or an architecture that is not trained here."""
    try:
        header = read_model(path)
    except ModelError as error:
        raise TrainError(error.message, error.next_step) from error
    _refuse_unknown(header, path)
    try:
        reader = gguf.GGUFReader(path)
        tensors = tuple(
            Tensor(t.name, t.tensor_type, tuple(int(n) for n in reversed(t.shape)), int(t.n_bytes))
            for t in reader.tensors
        )
        return _shape(header, tensors)
    except (KeyError, ValueError, IndexError, OSError) as error:
        raise TrainError(
            f"{path.name} is damaged or incomplete ({type(error).__name__}: {error}).",
            "Download it again with `understudy models pull`, or pick another model.",
        ) from error


def _refuse_unknown(header: GgufHeader, path: Path) -> None:
    architecture = header.architecture
    if architecture not in TRAINABLE:
        raise TrainError(
            f"{path.name} is a {architecture or 'nameless'} model; {', '.join(TRAINABLE)} can be trained here.",
            "Train on the bundled or a Qwen model.",
        )
    scaling = header.metadata.get(f"{architecture}.rope.scaling.type", "none")
    if scaling not in ROPE_SCALINGS:
        raise TrainError(f"{path.name} scales its positions ({scaling}), which is not trained here.", "Pick another.")


def _shape(header: GgufHeader, tensors: tuple[Tensor, ...]) -> Shape:
    metadata: dict[str, Any] = dict(header.metadata)
    sizes = {tensor.name: tensor.shape for tensor in tensors}

    def number(key: str, default: int | None = None) -> int:
        value = metadata.get(f"{header.architecture}.{key}", default)
        if not isinstance(value, int):
            raise KeyError(f"{header.architecture}.{key}")
        return value

    heads, hidden = number("attention.head_count"), number("embedding_length")
    head_size = number("attention.key_length", number("rope.dimension_count", hidden // heads))
    return Shape(
        architecture=header.architecture,
        layers=number("block_count"),
        hidden=hidden,
        feed_forward=number("feed_forward_length"),
        heads=heads,
        kv_heads=number("attention.head_count_kv", heads),
        head_size=head_size,
        vocabulary=sizes["token_embd.weight"][0],
        context=number("context_length"),
        tied="output.weight" not in sizes,
        file_bytes=header.size_bytes,
        tensors=tensors,
        metadata=metadata,
    )
