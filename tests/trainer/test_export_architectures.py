"""Every architecture's model and adapter compute in llama.cpp what they compute in transformers."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import torch
import transformers
from peft import LoraConfig, get_peft_model

from tests.trainer.tiny import make_tokenizer
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Sampling
from understudy.models.gguf_header import read_model
from understudy_trainer.export.adapter import export_lora
from understudy_trainer.export.agreement import agreement
from understudy_trainer.export.architectures import ARCHITECTURES
from understudy_trainer.export.check import compare, gelus, logits_of
from understudy_trainer.export.errors import UnsupportedModelError
from understudy_trainer.export.llama_process import llama_logits
from understudy_trainer.export.model import export_model

COMMON: dict[str, Any] = {
    "vocab_size": 512,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 512,
    "bos_token_id": None,
    "eos_token_id": 0,
    "pad_token_id": 7,
    "initializer_range": 0.1,
}
THETA = {"rope_type": "default", "rope_theta": 77_777.0}
MODELS: dict[str, tuple[str, dict[str, Any]]] = {
    "llama": ("Llama", {"tie_word_embeddings": False, "rope_parameters": THETA}),
    "llama-bias": ("Llama", {"attention_bias": True, "tie_word_embeddings": True}),
    "qwen2": ("Qwen2", {"tie_word_embeddings": True, "rope_parameters": THETA}),
    "qwen3": ("Qwen3", {"head_dim": 32, "tie_word_embeddings": True}),
    "starcoder2": ("Starcoder2", {"rope_parameters": THETA, "tie_word_embeddings": True, "sliding_window": 400}),
    "starcoder2-untied": ("Starcoder2", {"tie_word_embeddings": False, "sliding_window": None}),
    "gemma": ("Gemma", {"head_dim": 32}),
    "gemma-mqa": ("Gemma", {"head_dim": 16, "num_key_value_heads": 1}),
    "gemma2": ("Gemma2", {"head_dim": 32, "query_pre_attn_scalar": 32, "sliding_window": 48, "num_hidden_layers": 4}),
}
IDS = torch.randint(8, 512, (300,), generator=torch.Generator().manual_seed(3)).tolist()
PROMPTS = [IDS, [9, 8, 300]]


class Exported(NamedTuple):
    """kind: key of MODELS. folder: `hf` and `f32.gguf`. model: in transformers."""

    kind: str
    folder: Path
    model: Any

    @property
    def gguf(self) -> Path:
        return self.folder / "f32.gguf"


def make(folder: Path, kind: str, **more: Any) -> Any:
    """A random model whose norms and biases are not those of the start, saved as a checkpoint folder."""
    name, options = MODELS[kind]
    folder.mkdir(parents=True, exist_ok=True)
    make_tokenizer(folder)
    torch.manual_seed(0)
    config = getattr(transformers, f"{name}Config")(**{**COMMON, **options, **more})
    config._attn_implementation = "eager"
    model = getattr(transformers, f"{name}ForCausalLM")(config).eval()
    for parameter in model.parameters():
        if parameter.ndim == 1:
            parameter.data += torch.randn_like(parameter) * 0.1
    model.save_pretrained(folder)
    return model


@pytest.fixture(scope="module", params=list(MODELS))
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder = tmp_path_factory.mktemp(request.param)
    model = make(folder / "hf", request.param)
    export_model(folder / "hf", folder / "f32.gguf", dtype="f32")
    return Exported(request.param, folder, model)


def adapted(made: Exported, folder: Path, **options: Any) -> Any:
    """The model with a random adapter, saved to `folder / "peft"` and exported to `folder / "a.gguf"`."""
    torch.manual_seed(1)
    options = {"r": 8, "lora_alpha": 16, "target_modules": "all-linear", **options}
    model = get_peft_model(copy.deepcopy(made.model), LoraConfig(task_type="CAUSAL_LM", **options)).eval()
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            parameter.data.normal_(0, 0.1)
    model.save_pretrained(folder / "peft")
    export_lora(folder / "peft", folder / "a.gguf", made.gguf)
    return model


def assert_same(model: Any, made: Exported, adapter: Path | None = None) -> None:
    """To 1e-4. With GELU, llama.cpp reads a table of f16 results: imitated here, an input next to a rounding edge still
    falls on the other side now and then, so there the mean, where one wrong tensor would show a hundredfold, is held
    to a tenth of that."""
    found = compare(model, made.gguf, PROMPTS, adapter)
    assert found.scale > 1
    if gelus(model):
        assert found.mean_difference < 3e-5 and found.max_difference < 3e-3, found
    else:
        assert found.max_difference < 1e-4, found


def test_model_computes_the_same(exported: Exported) -> None:
    assert_same(exported.model, exported)


MIXED = {
    "use_rslora": True,
    "rank_pattern": {"q_proj": 4, "k_proj": 16},
    "alpha_pattern": {"o_proj": 5, "k_proj": 3},
    "target_modules": ["q_proj", "k_proj", "o_proj", "up_proj", "c_fc"],
}


@pytest.mark.parametrize("options", [{}, MIXED], ids=["plain", "mixed"])
def test_adapter_computes_the_same(exported: Exported, tmp_path: Path, options: dict[str, Any]) -> None:
    model = adapted(exported, tmp_path, **options)
    assert_same(model, exported, tmp_path / "a.gguf")
    moved = agreement([logits_of(model, PROMPTS[0])], [logits_of(exported.model, PROMPTS[0])])
    assert moved.max_difference > 1 and moved.mean_difference > 0.1  # the adapter does something


def test_table_names_the_linears_of_every_architecture(exported: Exported) -> None:
    linears = {n.rpartition(".")[2] for n, m in exported.model.named_modules() if isinstance(m, torch.nn.Linear)}
    row = ARCHITECTURES[type(exported.model).__name__]
    assert set(row.linears) == linears - {"lm_head"}


def test_gelu_of_llama_cpp_is_undone_and_needed(tmp_path: Path) -> None:
    model = make(tmp_path / "hf", "starcoder2")
    export_model(tmp_path / "hf", tmp_path / "m.gguf", dtype="f32")
    before = logits_of(model, PROMPTS[1])
    found = compare(model, tmp_path / "m.gguf", PROMPTS)
    assert (logits_of(model, PROMPTS[1]) == before).all()
    plain = agreement([logits_of(model, p) for p in PROMPTS], llama_logits(tmp_path / "m.gguf", PROMPTS))
    assert plain.mean_difference > 5 * found.mean_difference


async def test_engine_answers_with_the_adapter(exported: Exported, tmp_path: Path) -> None:
    if exported.kind not in ("starcoder2", "gemma", "qwen3"):
        pytest.skip("three architectures stand for the rest")
    model = adapted(exported, tmp_path)
    client = await EngineClient.start(exported.gguf, context_tokens=512)
    try:
        seen = []
        for adapter in (None, tmp_path / "a.gguf", None):
            await client.set_adapter(adapter)
            (found,) = await client.generate(PROMPTS[1], max_tokens=1, sampling=Sampling(temperature=0))
            seen.append(found.tokens[0])
    finally:
        await client.close()
    wanted = [int(logits_of(m, PROMPTS[1])[-1].argmax()) for m in (exported.model, model)]
    assert seen == [wanted[0], wanted[1], wanted[0]] and wanted[0] != wanted[1]


def test_context_ends_where_an_unapplied_window_would_begin(tmp_path: Path) -> None:
    make(tmp_path / "hf", "starcoder2", sliding_window=100)
    export_model(tmp_path / "hf", tmp_path / "m.gguf", dtype="f32")
    assert read_model(tmp_path / "m.gguf").metadata["starcoder2.context_length"] == 100


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("starcoder2", {"use_bias": False}),
        ("starcoder2", {"hidden_act": "relu"}),
        ("gemma", {"tie_word_embeddings": False}),
        ("gemma2", {"query_pre_attn_scalar": 144}),
        ("gemma2", {"layer_types": ["full_attention"] * 4}),
        ("gemma2", {"attn_logit_softcapping": None}),
        ("llama", {"hidden_act": "gelu_pytorch_tanh"}),
        ("llama", {"rope_parameters": {"rope_type": "linear", "factor": 2.0, "rope_theta": 1e4}}),
    ],
    ids=str,
)
def test_what_llama_cpp_would_compute_otherwise_is_refused(tmp_path: Path, kind: str, change: dict[str, Any]) -> None:
    make(tmp_path / "hf", kind)
    config = tmp_path / "hf" / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), **change}))
    with pytest.raises(UnsupportedModelError) as caught:
        export_model(tmp_path / "hf", tmp_path / "m.gguf", dtype="f32")
    assert caught.value.next_step and [p.name for p in tmp_path.iterdir()] == ["hf"]
