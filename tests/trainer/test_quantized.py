"""The packed base: decoded bit for bit, trained like a dense one, loaded without ever being dense."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
import torch
from gguf import GGMLQuantizationType as Kind
from peft import LoraConfig, get_peft_model
from torch import nn
from transformers import AutoModelForCausalLM, Qwen2Config, Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM

from tests.trainer.tiny import make_model, make_tokenizer
from understudy_trainer.errors import TrainError
from understudy_trainer.export.adapter import export_lora
from understudy_trainer.export.check import compare
from understudy_trainer.export.model import export_model
from understudy_trainer.export.quantize import quantize
from understudy_trainer.model.dequantize import DECODERS, dequantize
from understudy_trainer.model.load import load_base
from understudy_trainer.model.packed import Row, pack, plain, sequence_logps
from understudy_trainer.model.quantized import GGUFLinear
from understudy_trainer.model.shape import read_shape

CPU = torch.device("cpu")
LINEARS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
KINDS = ["q4_0", "q4_1", "q5_0", "q5_1", "q8_0", "q4_k_m", "q5_k_m", "q6_k", "f16"]
SIZES = {"hidden_size": 256, "intermediate_size": 512, "num_hidden_layers": 2}  # K types need rows of 256
ROWS = [Row([5, 20, 30, 40], (plain([50, 60, 70]), plain([80, 90]))), Row([33, 44], (plain([55, 66, 77, 88]),))]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One random model (untied head, grouped queries) in every number format, by llama.cpp."""
    folder = tmp_path_factory.mktemp("kinds")
    make_model(folder / "hf", tie_word_embeddings=False, **SIZES)
    made = {"f32": folder / "f32.gguf"}
    export_model(folder / "hf", made["f32"], dtype="f32")
    for kind in KINDS:
        made[kind] = folder / f"{kind}.gguf"
        quantize(made["f32"], made[kind], kind)
    return made


def dense(path: Path) -> Any:
    """The same file through transformers' own reader, which decodes with gguf-py."""
    return AutoModelForCausalLM.from_pretrained(str(path.parent), gguf_file=path.name, dtype=torch.float32).eval()


def adapted(model: Any) -> Any:
    """All seven linears with a LoRA that does something."""
    torch.manual_seed(3)
    wrapped = get_peft_model(model, LoraConfig(r=4, lora_alpha=8, target_modules=LINEARS, task_type="CAUSAL_LM"))
    for name, parameter in wrapped.named_parameters():
        if "lora_B" in name:
            nn.init.normal_(parameter, std=0.05)
    return wrapped


def test_every_tensor_is_decoded_bit_for_bit(files: dict[str, Path]) -> None:
    seen = set()
    for path in files.values():
        for tensor in gguf.GGUFReader(path).tensors:
            if tensor.tensor_type in DECODERS:
                seen.add(tensor.tensor_type)
                ours = dequantize(torch.from_numpy(np.array(tensor.data)), tensor.tensor_type)
                assert np.array_equal(ours.numpy(), gguf.quants.dequantize(tensor.data, tensor.tensor_type))
    assert seen == set(DECODERS)


@pytest.mark.parametrize("kind", list(DECODERS), ids=lambda kind: kind.name)
def test_any_bytes_are_decoded_bit_for_bit(kind: Kind) -> None:
    size, width = gguf.GGML_QUANT_SIZES[kind]
    random = np.random.default_rng(1)
    blocks = random.integers(0, 256, (300, width), dtype=np.uint8)
    places = [208] if kind is Kind.Q6_K else [0] if kind in (Kind.Q4_0, Kind.Q5_0, Kind.Q8_0) else [0, 2]
    for place in places:  # any half-precision scale but infinities and NaN
        blocks[:, place : place + 2] = random.standard_normal((300, 1)).astype(np.float16).view(np.uint8)
    rows = blocks.reshape(100, 3 * width)
    want = gguf.quants.dequantize(rows, kind)
    got = dequantize(torch.from_numpy(rows), kind)
    assert got.shape == (100, 3 * size) and np.array_equal(got.numpy(), want)
    half = dequantize(torch.from_numpy(rows), kind, torch.bfloat16)
    assert torch.equal(half, torch.from_numpy(want).to(torch.bfloat16))


def test_a_layer_and_its_gradients_equal_a_dense_one(files: dict[str, Path]) -> None:
    for kind in KINDS:
        tensor = next(t for t in gguf.GGUFReader(files[kind]).tensors if t.name == "blk.0.ffn_down.weight")
        data = torch.from_numpy(np.array(tensor.data)).view(torch.uint8).reshape(256, -1)
        layer = GGUFLinear(data, tensor.tensor_type, 512)
        weight = torch.from_numpy(gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32))
        x = torch.randn(2, 5, 512, requires_grad=True)
        y = x.detach().clone().requires_grad_()
        ours, want = layer(x), y @ weight.t()
        assert torch.equal(ours, want)
        (ours * ours).sum().backward()
        (want * want).sum().backward()
        assert x.grad is not None and torch.equal(x.grad, y.grad), kind  # type: ignore[arg-type]
        with torch.autocast("cpu", torch.bfloat16):
            assert torch.equal(layer(x), nn.functional.linear(x, weight))


@pytest.mark.parametrize("kind", ["q8_0", "q4_k_m", "q5_1", "f16"])
def test_loading_equals_transformers(files: dict[str, Path], kind: str) -> None:
    ids = torch.tensor([list(range(40, 90))])
    want = dense(files[kind])(ids).logits
    for packed in (False, True):
        base = load_base(files[kind], CPU, packed=packed)
        assert torch.equal(base.model(ids).logits, want), packed
        assert sum(isinstance(module, GGUFLinear) for module in base.model.modules()) == (14 if packed else 0)


def test_peft_adapts_the_packed_base_and_it_trains_like_the_dense_one(files: dict[str, Path]) -> None:
    models = [adapted(load_base(files["q4_k_m"], CPU, packed=packed).model) for packed in (True, False)]
    assert sum(name.endswith("lora_A.default.weight") for name, _ in models[0].named_parameters()) == 2 * 7
    curves = []
    for model in models:
        trained = [p for p in model.parameters() if p.requires_grad]
        assert {p.dtype for p in trained} == {torch.float32}
        optimizer = torch.optim.AdamW(trained, lr=1e-3)
        losses = []
        for _ in range(4):
            sums, _ = sequence_logps(model, pack(ROWS))
            loss = -sums.sum() / 10
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        curves.append(losses)
    assert curves[0] == pytest.approx(curves[1], rel=1e-5) and curves[0][-1] < curves[0][0]
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        sums = [sequence_logps(model, pack(ROWS))[0] for model in models]
    assert torch.allclose(sums[0], sums[1], rtol=1e-2)


def test_gradient_checkpointing_changes_nothing(files: dict[str, Path]) -> None:
    gradients = []
    for checkpointing in (False, True):
        model = adapted(load_base(files["q4_0"], CPU, packed=True).model).train()
        if checkpointing:
            model.gradient_checkpointing_enable({"use_reentrant": False})
        sequence_logps(model, pack(ROWS))[0].sum().backward()
        gradients.append([p.grad for p in model.parameters() if p.requires_grad])
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(*gradients, strict=True))


def test_the_adapter_of_a_packed_base_serves(files: dict[str, Path], tmp_path: Path) -> None:
    model = adapted(load_base(files["f16"], CPU, packed=True).model)
    model.save_pretrained(tmp_path / "peft")
    assert export_lora(tmp_path / "peft", tmp_path / "a.gguf", files["f16"]) == 14
    agreement = compare(model, files["f16"], [list(range(40, 70))], tmp_path / "a.gguf")
    assert agreement.max_difference < 0.02 * agreement.scale  # llama.cpp rounds activations to f16 too


@pytest.mark.parametrize(("config", "kind"), [(Qwen2Config, Qwen2ForCausalLM), (Qwen3Config, Qwen3ForCausalLM)])
def test_qwen_is_loaded_packed(config: Any, kind: Any, tmp_path: Path) -> None:
    vocabulary = make_tokenizer(tmp_path).get_vocab_size()
    torch.manual_seed(0)
    heads = {"num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 64, "max_position_embeddings": 512}
    model = kind(config(vocab_size=vocabulary, tie_word_embeddings=True, eos_token_id=0, **heads, **SIZES)).eval()
    for parameter in model.parameters():
        if parameter.ndim == 1:  # biases and norms start as constants, which would hide a mix-up
            nn.init.normal_(parameter, 0.5, 0.3)
    model.save_pretrained(tmp_path)
    export_model(tmp_path, tmp_path / "f32.gguf", dtype="f32")
    ids = torch.tensor([list(range(40, 90))])
    assert torch.allclose(load_base(tmp_path / "f32.gguf", CPU).model(ids).logits, model(ids).logits, atol=1e-5)
    quantize(tmp_path / "f32.gguf", tmp_path / "q8.gguf", "q8_0")
    logits = [load_base(tmp_path / "q8.gguf", CPU, packed=packed).model(ids).logits for packed in (False, True)]
    assert torch.allclose(*logits, atol=1e-5) and not torch.allclose(logits[0], model(ids).logits, atol=1e-3)


def test_loading_never_holds_the_dense_model(files: dict[str, Path]) -> None:
    dense_bytes = 4 * read_shape(files["q4_0"]).parameters
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU], profile_memory=True) as profile:
        base = load_base(files["q4_0"], CPU, torch.bfloat16, packed=True)
    held = peak = 0
    for event in profile.profiler.kineto_results.events():
        if event.name() == "[memory]":
            held += event.nbytes()
            peak = max(peak, held)
    kept = {p.data_ptr(): p.nbytes for p in base.model.parameters()}
    assert 0 < peak < sum(kept.values()) * 1.2 and sum(kept.values()) < dense_bytes / 3
    packed_bytes = sum(tensor.bytes for tensor in base.shape.tensors if tensor.packs)
    assert packed_bytes == sum(m.weight.nbytes for m in base.model.modules() if isinstance(m, GGUFLinear))


def rewritten(
    source: Path,
    out: Path,
    architecture: str = "",
    extra: str = "",
    swapped: tuple[str, Any, Kind] | None = None,
    **keys: str,
) -> Path:
    """A copy of a GGUF under another architecture, with one more tensor, another one in a place, or string keys."""
    reader = gguf.GGUFReader(source)
    name = architecture or "llama"
    writer = gguf.GGUFWriter(out, name)
    for key, field in reader.fields.items():
        if key.startswith("llama."):
            value = field.contents()
            add = writer.add_float32 if isinstance(value, float) else writer.add_uint32
            add(key.replace("llama", name, 1), value)
    for key, text in keys.items():
        add = writer.add_float32 if text[0].isdigit() else writer.add_string
        add(f"{name}.{key.replace('__', '.')}", float(text) if text[0].isdigit() else text)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    for key in ("tokenizer.ggml.tokens", "tokenizer.ggml.merges"):
        field = reader.get_field(key)
        assert field is not None
        writer.add_array(key, field.contents())
    for tensor in reader.tensors:
        if swapped and tensor.name == swapped[0]:
            writer.add_tensor(tensor.name, swapped[1], raw_dtype=swapped[2])
        else:
            writer.add_tensor(tensor.name, np.array(tensor.data), raw_dtype=tensor.tensor_type)
    if extra:
        writer.add_tensor(extra, np.ones(32, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return out


def test_what_is_not_trained_is_refused_in_words(files: dict[str, Path], tmp_path: Path) -> None:
    def refusal(path: Path) -> str:
        with pytest.raises(TrainError) as raised:
            load_base(path, CPU)
        assert raised.value.next_step
        return str(raised.value)

    assert "no model file" in refusal(tmp_path / "none.gguf")
    (tmp_path / "text.gguf").write_text("not a model at all")
    assert "not a GGUF" in refusal(tmp_path / "text.gguf")
    (tmp_path / "half.gguf").write_bytes(files["q8_0"].read_bytes()[:100_000])
    assert "incomplete" in refusal(tmp_path / "half.gguf")
    other = rewritten(files["f32"], tmp_path / "falcon.gguf", "falcon")
    assert "falcon model; llama, qwen2, qwen3 can be trained" in refusal(other)
    factors = rewritten(files["f32"], tmp_path / "rope.gguf", extra="rope_freqs.weight")
    assert "not trained here: rope_freqs.weight" in refusal(factors)
    yarn = rewritten(files["f32"], tmp_path / "yarn.gguf", rope__scaling__type="yarn")
    assert "scales its positions (yarn)" in refusal(yarn)
    assert "blk.0.attn_q.bias is missing" in refusal(rewritten(files["f32"], tmp_path / "q.gguf", "qwen2"))
    load_base(rewritten(files["f32"], tmp_path / "same.gguf"), CPU)


def test_formats_torch_does_not_decode_are_read_by_gguf(files: dict[str, Path], tmp_path: Path) -> None:
    """Q2_K is dense in a packed base; the other linears keep their bytes."""
    raw = np.random.default_rng(0).integers(0, 40, (256, 2 * 84), dtype=np.uint8)
    raw.reshape(-1, 84)[:, 80:] = np.full((512, 2), 0.01, np.float16).view(np.uint8)  # the scales
    path = rewritten(files["q8_0"], tmp_path / "q2.gguf", swapped=("blk.0.ffn_down.weight", raw, Kind.Q2_K))
    model = load_base(path, CPU, packed=True).model
    layer = model.model.layers[0].mlp.down_proj
    assert not isinstance(layer, GGUFLinear) and isinstance(model.model.layers[1].mlp.down_proj, GGUFLinear)
    assert np.array_equal(layer.weight.detach().numpy(), gguf.quants.dequantize(raw, Kind.Q2_K))


def test_linearly_scaled_positions_are_those_of_llama_cpp(files: dict[str, Path], tmp_path: Path) -> None:
    path = rewritten(files["f32"], tmp_path / "linear.gguf", rope__scaling__type="linear", rope__scaling__factor="4.0")
    ids = [list(range(40, 90))]
    scaled = load_base(path, CPU).model
    assert compare(scaled, path, ids).max_difference < 1e-3
    assert compare(scaled, files["f32"], ids).max_difference > 1e-2  # DeepSeek Coder's kind of file
