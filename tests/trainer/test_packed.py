"""Packed rows and lean kernels against one row per response through transformers' own modules."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM

from understudy_trainer.model.attention import ATTENTION
from understudy_trainer.model.cpu_attention import SharedPrefixAttention
from understudy_trainer.model.lean import lean
from understudy_trainer.model.packed import ROLES, Response, Row, head_logps, pack, plain, sequence_logps

LINEARS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
KINDS = {
    "llama": (LlamaForCausalLM, LlamaConfig),
    "qwen2": (Qwen2ForCausalLM, Qwen2Config),
    "qwen3": (Qwen3ForCausalLM, Qwen3Config),
}


def model_of(kind: str, attention: str = ATTENTION) -> Any:
    """Random, with an adapter that is not zero; the same weights at each call."""
    model_type, config_type = KINDS[kind]
    torch.manual_seed(0)
    config = config_type(
        vocab_size=320,
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=16,
        initializer_range=0.1,
        attn_implementation=attention,
    )
    model = get_peft_model(model_type(config), LoraConfig(r=4, lora_alpha=8, target_modules=LINEARS))
    for name, parameter in model.named_parameters():
        if "lora_" in name or name.endswith("bias"):
            torch.nn.init.normal_(parameter, std=0.1)
    return model.train()


def rows() -> list[Row]:
    """Longer and shorter than a block of queries, one-token prompt and response, context-only tokens."""
    generator = torch.Generator().manual_seed(0)

    def ids(n: int) -> list[int]:
        return torch.randint(8, 300, (n,), generator=generator).tolist()

    return [
        Row(ids(150), (plain(ids(9)), plain(ids(140)), plain(ids(1)))),
        Row(ids(1), (plain(ids(5)),)),
        Row(ids(17), (Response(ids(12), [-1] + [1] * 4 + [-1] + [0] * 5 + [2]), plain(ids(4)))),
    ]


def naive(model: Any) -> torch.Tensor:
    """(responses, ROLES) the slow way."""
    found = []
    for row in rows():
        for response in row.responses:
            logits = model(input_ids=torch.tensor([[*row.prompt, *response.ids]])).logits[0].log_softmax(-1)
            sums: list[Any] = [torch.zeros(()) for _ in range(ROLES)]
            for i, (token, role) in enumerate(zip(response.ids, response.roles, strict=True)):
                if role >= 0:
                    sums[role] = sums[role] + logits[len(row.prompt) + i - 1, token]
            found.append(torch.stack(sums))
    return torch.stack(found)


def gradients(model: Any, sums: torch.Tensor) -> dict[str, torch.Tensor]:
    model.zero_grad()
    weights = torch.randn(sums.shape, generator=torch.Generator().manual_seed(1))
    (sums * weights).sum().backward()
    return {n: p.grad.clone() for n, p in model.named_parameters() if p.requires_grad}


def differs_by(got: dict[str, torch.Tensor], want: dict[str, torch.Tensor]) -> float:
    assert got.keys() == want.keys()
    return max(float((got[n] - want[n]).abs().max() / want[n].abs().max()) for n in want)


@pytest.mark.parametrize("kind", KINDS)
def test_packed_rows_equal_one_row_per_response(kind: str) -> None:
    slow = model_of(kind, "eager")
    want = naive(slow)
    expected = gradients(slow, want)
    model = model_of(kind)
    with lean(model):
        got, counts = sequence_logps(model, pack(rows()))
        found = gradients(model, got)
    assert torch.allclose(got, want, atol=1e-3) and counts[4].tolist() == [5.0, 4.0, 1.0]
    assert differs_by(found, expected) <= 1e-4


def test_packed_rows_without_lean_kernels_are_the_same() -> None:
    model = model_of("llama")
    plain_sums = sequence_logps(model, pack(rows()))[0]
    want = gradients(model, plain_sums)
    with lean(model):
        sums = sequence_logps(model, pack(rows()))[0]
        assert torch.allclose(sums, plain_sums, atol=1e-3)
        assert differs_by(gradients(model, sums), want) <= 1e-4
    assert not any("forward" in vars(module) for module in model.modules())


def test_gradient_checkpointing_changes_nothing() -> None:
    found = []
    for checkpointing in (False, True):
        model = model_of("qwen2")
        if checkpointing:
            model.gradient_checkpointing_enable({"use_reentrant": False})
        with lean(model):
            found.append(gradients(model, sequence_logps(model, pack(rows()))[0]))
    assert differs_by(*found) <= 1e-4


def test_the_reference_is_the_base_model() -> None:
    model = model_of("llama")
    with torch.no_grad(), model.disable_adapter(), lean(model):
        got = sequence_logps(model, pack(rows()))[0]
        assert torch.allclose(got, naive(model), atol=1e-3)
    with torch.no_grad(), lean(model):
        assert not torch.allclose(sequence_logps(model, pack(rows()))[0], got, atol=1e-3)


def test_bf16_is_close_whatever_holds_the_weights() -> None:
    exact = model_of("qwen2")
    with lean(exact):
        want = sequence_logps(exact, pack(rows()))[0]
        direction = gradients(exact, want)
    for held in (torch.float32, torch.bfloat16):
        model = model_of("qwen2")
        for name, parameter in model.named_parameters():
            parameter.data = parameter.data if "lora_" in name else parameter.data.to(held)
        with lean(model, torch.bfloat16), torch.autocast("cpu", torch.bfloat16):
            got = sequence_logps(model, pack(rows()))[0]
        found = gradients(model, got)
        assert torch.allclose(got, want, rtol=2e-2, atol=0.3), held
        for name, gradient in found.items():
            cosine = torch.cosine_similarity(gradient.flatten(), direction[name].flatten(), dim=0)
            assert gradient.dtype == torch.float32 and cosine > 0.99, (held, name)


def test_what_is_not_plain_lora_keeps_its_own_forward() -> None:
    torch.manual_seed(0)
    base = model_of("llama").unload()
    model = get_peft_model(base, LoraConfig(r=4, lora_dropout=0.1, use_dora=True, target_modules=LINEARS)).eval()
    with torch.no_grad():
        want = sequence_logps(model, pack(rows()))[0]
        with lean(model):
            got = sequence_logps(model, pack(rows()))[0]
    assert torch.allclose(got, want, atol=1e-3)


@pytest.mark.parametrize("trained", [False, True])
def test_chunked_head_equals_the_whole(monkeypatch: pytest.MonkeyPatch, trained: bool) -> None:
    hidden = torch.randn(70, 8, requires_grad=True)
    weight = torch.randn(50, 8, requires_grad=trained)
    target = torch.randint(0, 50, (70,))
    pulls = torch.randn(70)
    whole = (hidden @ weight.t()).log_softmax(-1).gather(1, target[:, None]).squeeze(1)
    monkeypatch.setattr("understudy_trainer.model.packed.CHUNK_LOGITS", 50 * 16)
    parts = head_logps(hidden, weight, target)
    assert torch.allclose(whole, parts, atol=1e-5)
    wanted = [hidden, weight] if trained else [hidden]
    for a, b in zip(
        torch.autograd.grad((whole * pulls).sum(), wanted),
        torch.autograd.grad((parts * pulls).sum(), wanted),
        strict=True,
    ):
        assert torch.allclose(a, b, atol=1e-5)


@pytest.mark.parametrize("row", [Row([], (plain([9]),)), Row([9], (plain([]),)), Row([9], (plain([8]), plain([])))])
def test_an_empty_prompt_or_response_is_refused(row: Row) -> None:
    """Its first token would be predicted by the end of the row before."""
    with pytest.raises(ValueError, match="empty"):
        pack([Row([9, 8], (plain([7]),)), row])


@pytest.mark.parametrize("spread", [1.0, 4.5, 7.0])
def test_bf16_attention_has_the_gradients_of_f32(spread: float) -> None:
    """Scores to 6, 80 and 200: as bf16 they would be another softmax's, forward or backward."""
    generator = torch.Generator().manual_seed(0)
    segments = ((0, 200, ((200, 60), (260, 1))), (261, 30, ((291, 140),)))
    sizes = ((8, 431, 64), (2, 431, 64), (2, 431, 64), (431, 8, 64))
    scales = (spread, spread, 1.0, 1.0)
    tensors = [(torch.randn(n, generator=generator) * s).bfloat16() for n, s in zip(sizes, scales, strict=True)]

    def made(dtype: torch.dtype) -> list[torch.Tensor]:
        q, k, v, pull = (tensor.to(dtype, copy=True) for tensor in tensors)
        inputs = [tensor.requires_grad_() for tensor in (q, k, v)]
        out = SharedPrefixAttention.apply(*inputs, segments, 64**-0.5)
        return [out, *torch.autograd.grad(out, inputs, pull)]

    for name, got, want in zip("out q k v".split(), made(torch.bfloat16), made(torch.float32), strict=True):
        error = float((got.float() - want).norm() / want.norm())
        assert error < {"out": 0.003, "v": 0.005}.get(name, 0.025), name
