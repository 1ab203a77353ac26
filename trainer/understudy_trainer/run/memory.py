"""How much memory a training step takes, from the sizes of the model: no trial, no allocation.

Counted off the kernels and checked against measured peaks; errs on the large side, since a run that has to halve its
passes is cheaper than an editor that is pushed out of memory.
"""

from __future__ import annotations

from dataclasses import dataclass

from understudy_trainer.model.dequantize import CHUNK
from understudy_trainer.model.packed import CHUNK_LOGITS
from understudy_trainer.model.shape import Shape, Tensor

MARGIN = 1.15  # on activations: the allocator's fragments, the masks of attention
ADAPTER_BYTES = 16  # per adapter weight: itself, its gradient and AdamW's two moments, all f32
DECODING_BYTES = 16  # per weight of a chunk while a packed layer is decoded
LINEARS = 7  # of a layer, each with an adapter


@dataclass(frozen=True, slots=True)
class Setting:
    """What costs memory. dense_bytes: per weight that is not packed (2 on a GPU in bf16, else 4)."""

    device: str
    bf16: bool
    packed: bool
    checkpointing: bool
    rank: int
    plan_head: bool = False

    @property
    def dense_bytes(self) -> int:
        return 2 if self.bf16 and self.device != "cpu" else 4

    @property
    def activation_bytes(self) -> int:
        return 2 if self.bf16 else 4


def fixed_bytes(shape: Shape, setting: Setting) -> int:
    """Weights, adapter with its optimizer, and what a forward pass needs however short it is."""
    linears = [tensor for tensor in shape.tensors if tensor.adapted]
    held = sum(_held(tensor, setting) for tensor in shape.tensors)
    adapter = sum(ADAPTER_BYTES * setting.rank * sum(tensor.shape) for tensor in linears)
    return held + adapter + _working_copies(linears, setting) + _head(shape, setting) + _plan_head(shape, setting)


def bytes_per_token(shape: Shape, setting: Setting) -> int:
    """Of one packed token in training: what autograd keeps until backward, and what one layer's backward makes.

    With b = `activation_bytes`, widths f (feed-forward), a (attention), k (keys), h (hidden) and rank r, a layer keeps
    8 h for the residual in f32 before each norm, and under `model.lean` b (2 h + 2 f + 2 a + 2 k + 7 r): each input,
    gate, up, queries, keys, values and output once. Off the CPU attention copies keys and values beside each response.
    Backward of an MLP makes 4 b f more. With checkpointing only the residual stays, and one layer at a time is whole.
    """
    h, f, k = shape.hidden, shape.feed_forward, shape.kv_width
    a, r = shape.heads * shape.head_size, setting.rank
    kept = 2 * h + 2 * f + 2 * a + 2 * k + LINEARS * r
    if setting.device != "cpu":
        kept += 4 * k
    layer = 8 * h + setting.activation_bytes * kept
    layers = shape.layers * 4 * h + layer if setting.checkpointing else shape.layers * layer
    ends = 16 * h  # the embedding, the last norm and their gradients
    return round(MARGIN * (layers + ends + 4 * setting.activation_bytes * f))


def needed_bytes(shape: Shape, setting: Setting, tokens: int) -> int:
    """Peak of a step whose largest forward pass has `tokens` packed tokens."""
    return fixed_bytes(shape, setting) + tokens * bytes_per_token(shape, setting)


def fitting_tokens(shape: Shape, setting: Setting, budget: int) -> int:
    """The most packed tokens of one forward pass within `budget` bytes; 0 if not even the model fits."""
    return max(0, budget - fixed_bytes(shape, setting)) // bytes_per_token(shape, setting)


def _held(tensor: Tensor, setting: Setting) -> int:
    return tensor.bytes if setting.packed and tensor.packs else tensor.size * setting.dense_bytes


def _working_copies(linears: list[Tensor], setting: Setting) -> int:
    """The weight of one layer at a time, cast or decoded to the type of the product."""
    largest = max((tensor.size for tensor in linears), default=0)
    if setting.packed:
        return largest * setting.activation_bytes + DECODING_BYTES * CHUNK.get(setting.device, CHUNK["cuda"])
    return 0 if setting.activation_bytes == setting.dense_bytes else 2 * largest


def _head(shape: Shape, setting: Setting) -> int:
    """Logits of one chunk: in the product's type, in f32, and their gradient; and the matrix in the product's type."""
    logits = max(CHUNK_LOGITS, shape.vocabulary) * (setting.activation_bytes + 8)
    same = setting.activation_bytes == setting.dense_bytes
    return logits + (0 if same else 2 * shape.vocabulary * shape.hidden)


def _plan_head(shape: Shape, setting: Setting) -> int:
    """A second output matrix that is trained, in f32. In backward its gradient twice (a chunk's, and their sum), beside
    the product's type of both where that is another; 21 and 28 bytes a weight were measured in f32 and bf16."""
    transient = 8 if setting.activation_bytes == 4 else 12
    return (ADAPTER_BYTES + transient) * shape.vocabulary * shape.hidden if setting.plan_head else 0
