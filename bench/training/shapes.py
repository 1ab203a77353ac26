"""What both sides train on: a random model of a known shape, random token ids, adapter weights that both can make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

VOCABULARY_FLOOR = 8  # ids below are left to special tokens
ADAPTER_STD = 0.02  # not zero: a fresh adapter's loss is ln 2 whatever the weights
RANK, ALPHA = 16, 32
LINEARS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A Qwen2 model with tied embeddings, and one step's data: pairs of prompt + two responses."""

    hidden: int
    layers: int
    heads: int
    kv_heads: int
    inner: int
    vocabulary: int
    prompt: int = 512
    response: int = 128
    pairs: int = 2

    @property
    def nominal_tokens(self) -> int:
        """Tokens of a step with a row of its own for every response: what both sides are credited with."""
        return self.pairs * 2 * (self.prompt + self.response)

    @property
    def packed_tokens(self) -> int:
        return self.pairs * (self.prompt + 2 * self.response)

    @property
    def layer_weights(self) -> int:
        """Weights of the linear layers that every token goes through."""
        head = self.hidden // self.heads
        attention = 2 * self.hidden * self.hidden + 2 * self.hidden * head * self.kv_heads
        return self.layers * (attention + 3 * self.hidden * self.inner)

    @property
    def step_flops(self) -> float:
        """Least a step needs with a shared prompt: 2 per weight forward, 2 backward to the inputs (the base is frozen);
        the head for responses only; attention and adapters not counted."""
        head = self.hidden * self.vocabulary * self.pairs * 2 * self.response
        return 4.0 * (self.layer_weights * self.packed_tokens + head)


SHAPES = {
    "30m": Shape(512, 8, 8, 2, 1408, 16384),
    "quick": Shape(128, 2, 4, 2, 352, 2048, prompt=64, response=16),
    "0.5b": Shape(896, 24, 14, 2, 4864, 151936, pairs=8),  # Qwen2.5-0.5B
}


def make(shape: Shape, folder: Path) -> None:
    """Write config.json and weights of seed 0 in f32."""
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        intermediate_size=shape.inner,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.kv_heads,
        tie_word_embeddings=True,
        max_position_embeddings=4096,
        pad_token_id=0,
        eos_token_id=1,
        bos_token_id=None,
    )
    Qwen2ForCausalLM(config).save_pretrained(folder)


def load(folder: Path, dtype: str, attention: str, device: str) -> Any:
    import torch
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(
        folder, dtype=getattr(torch, dtype), attn_implementation=attention, local_files_only=True
    )
    model.config.use_cache = False
    return model.to(device)


def lora() -> Any:
    from peft import LoraConfig

    return LoraConfig(r=RANK, lora_alpha=ALPHA, lora_dropout=0.0, target_modules=LINEARS, task_type="CAUSAL_LM")


def fill_adapter(model: Any) -> None:
    """The same adapter on both sides: by name, not by the order in which a library draws."""
    import torch

    for i, (_, parameter) in enumerate(sorted((n, p) for n, p in model.named_parameters() if "lora_" in n)):
        generator = torch.Generator().manual_seed(i)
        parameter.data.copy_(torch.randn(parameter.shape, generator=generator) * ADAPTER_STD)


def pairs(shape: Shape) -> list[tuple[list[int], list[int], list[int]]]:
    """(prompt, chosen, rejected) of one step, every step the same."""
    import torch

    generator = torch.Generator().manual_seed(1)

    def ids(count: int) -> list[int]:
        found: list[int] = torch.randint(VOCABULARY_FLOOR, shape.vocabulary, (count,), generator=generator).tolist()
        return found

    return [(ids(shape.prompt), ids(shape.response), ids(shape.response)) for _ in range(shape.pairs)]
