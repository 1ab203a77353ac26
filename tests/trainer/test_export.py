"""Exported files compute what transformers computes, and what cannot be exported is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import gguf
import pytest
import torch
from peft import LoraConfig, get_peft_model
from tokenizers import Tokenizer
from torch.utils._python_dispatch import TorchDispatchMode
from transformers import LlamaForCausalLM

from tests.trainer.conftest import Tiny
from tests.trainer.tiny import make_model
from understudy.prompts.special import LITERALS
from understudy_trainer.export import check_adapter
from understudy_trainer.export.adapter import export_lora
from understudy_trainer.export.check import compare, require_exact
from understudy_trainer.export.errors import (
    AdapterMismatchError,
    ExportError,
    InexactExportError,
    UnsupportedAdapterError,
    UnsupportedModelError,
    UnsupportedTokenizerError,
)
from understudy_trainer.export.llama_process import llama_tokenize
from understudy_trainer.export.model import export_model
from understudy_trainer.export.quantize import quantize
from understudy_trainer.model.load import Codec

PROMPTS = [[2, 50, 60, 1, 70, 80, 3] * 8, [9, 8, 300]]


def model_of(tiny: Tiny) -> Any:
    return LlamaForCausalLM.from_pretrained(tiny.hf)


def adapter_of(tiny: Tiny, folder: Path, **options: Any) -> Any:
    torch.manual_seed(1)
    options = {"r": 8, "lora_alpha": 16, "target_modules": "all-linear", **options}
    model = get_peft_model(model_of(tiny), LoraConfig(task_type="CAUSAL_LM", **options)).eval()
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            parameter.data.normal_(0, 0.05)
    model.save_pretrained(folder)
    return model


def test_f32_logits_are_llama_cpps(tiny: Tiny) -> None:
    assert require_exact(model_of(tiny), tiny.f32, PROMPTS).max_difference < 1e-4


@pytest.mark.parametrize(("dtype", "share"), [("f16", 0.01), ("q8_0", 0.1)])
def test_smaller_types_stay_close(tiny: Tiny, tmp_path: Path, dtype: Any, share: float) -> None:
    export_model(tiny.hf, tmp_path / "m.gguf", dtype=dtype)
    found = compare(model_of(tiny), tmp_path / "m.gguf", PROMPTS)
    assert 0 < found.max_difference < share * found.scale
    with pytest.raises(InexactExportError):
        require_exact(model_of(tiny), tmp_path / "m.gguf", PROMPTS, tolerance=1e-6)


def test_metadata_the_engine_reads(tiny: Tiny) -> None:
    reader = gguf.GGUFReader(tiny.f32)

    def value(key: str) -> Any:
        field = reader.get_field(key)
        assert field is not None, key
        return field.contents()

    ids = {key: value(f"tokenizer.ggml.{key}_token_id") for key in ("fim_pre", "fim_suf", "fim_mid", "eos", "padding")}
    assert ids == {"fim_pre": 1, "fim_suf": 2, "fim_mid": 3, "eos": 0, "padding": 7}
    assert value("tokenizer.ggml.token_type")[:8] == [int(gguf.TokenType.CONTROL)] * 8
    assert value("tokenizer.ggml.tokens")[:8] == list(LITERALS.values())
    assert value("tokenizer.ggml.pre") == "qwen2" and value("tokenizer.ggml.add_bos_token") is False
    assert value("understudy.fim_order") == "spm" and value("general.name") == "tiny"


def test_three_tokenizers_agree(tiny: Tiny) -> None:
    texts = [
        Path(json.__file__).read_text(),
        "x\u00a0= 1\r\n\t\n  y",
        "日本語 12345 🙂",
        "\x00\ufeff",
        "I'LL don't",
        " " * 90,
        "",
    ]
    served = llama_tokenize(tiny.f32, texts)
    hf = Tokenizer.from_file(str(tiny.hf / "tokenizer.json"))
    codec = Codec(tiny.f32)
    assert served == [codec.text(text) for text in texts] == [hf.encode(text).ids for text in texts]


def test_special_literals_in_source_text_stay_text(tiny: Tiny) -> None:
    codec = Codec(tiny.f32)
    text = "print('<|plan|>')"
    assert codec.special["plan"] not in codec.text(text)
    assert llama_tokenize(tiny.f32, [text]) == [codec.text(text)]
    assert codec.prompt([2, "a", 3]) == [2, *codec.text("a"), 3]
    assert codec.response("<|plan|>a<|code|>b") == [4, *codec.text("a"), 5, *codec.text("b")]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"use_rslora": True, "r": 16},
        {"rank_pattern": {"q_proj": 4}, "alpha_pattern": {"down_proj": 5, "k_proj": 3}},
        {"target_modules": ["q_proj", "v_proj"]},
    ],
    ids=["plain", "rslora", "patterns", "qv"],
)
def test_adapter_logits_are_llama_cpps(tiny: Tiny, tmp_path: Path, options: dict[str, Any]) -> None:
    model = adapter_of(tiny, tmp_path / "peft", **options)
    export_lora(tmp_path / "peft", tmp_path / "a.gguf", tiny.f32)
    assert require_exact(model, tiny.f32, PROMPTS, tmp_path / "a.gguf").max_difference < 1e-4
    assert compare(model, tiny.f32, PROMPTS).max_difference > 0.05  # the adapter does something


@pytest.mark.parametrize(
    "change",
    [
        {"use_dora": True},
        {"modules_to_save": ["lm_head"]},
        {"bias": "all"},
        {"lora_bias": True},
        {"init_lora_weights": "pissa"},
        {"init_lora_weights": "olora"},
        {"fan_in_fan_out": True},
        {"peft_type": "LOHA"},
        {"alora_invocation_tokens": [1, 2]},
        {"layer_replication": [[0, 2], [1, 3]]},
        {"lora_alpha": 0},
    ],
    ids=str,
)
def test_more_than_a_low_rank_delta_is_refused(tiny: Tiny, tmp_path: Path, change: dict[str, Any]) -> None:
    adapter_of(tiny, tmp_path)
    config = json.loads((tmp_path / "adapter_config.json").read_text())
    (tmp_path / "adapter_config.json").write_text(json.dumps({**config, **change}))
    with pytest.raises(UnsupportedAdapterError) as caught:
        export_lora(tmp_path, tmp_path / "a.gguf", tiny.f32)
    assert caught.value.next_step and not (tmp_path / "a.gguf").exists()


@pytest.mark.parametrize("text", [None, "{", "[]"], ids=str)
@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "adapter_config.json"])
def test_damaged_settings_are_refused(tiny: Tiny, tmp_path: Path, name: str, text: str | None) -> None:
    shutil.copytree(tiny.hf, tmp_path / "hf")
    (tmp_path / "hf" / name).unlink(missing_ok=True)
    if text is not None:
        (tmp_path / "hf" / name).write_text(text)
    with pytest.raises(ExportError, match=name) as caught:
        if name.startswith("adapter"):
            export_lora(tmp_path / "hf", tmp_path / "a.gguf", tiny.f32)
        export_model(tmp_path / "hf", tmp_path / "m.gguf", dtype="f32")
    assert caught.value.next_step and [path.name for path in tmp_path.iterdir()] == ["hf"]


def test_embedding_adapter_and_foreign_base_are_refused(tiny: Tiny, tmp_path: Path) -> None:
    adapter_of(tiny, tmp_path / "e", target_modules=["embed_tokens", "q_proj"])
    with pytest.raises(UnsupportedAdapterError, match="embed_tokens"):
        export_lora(tmp_path / "e", tmp_path / "a.gguf", tiny.f32)
    make_model(tmp_path / "other", hidden_size=64, num_hidden_layers=2)
    export_model(tmp_path / "other", tmp_path / "other.gguf", dtype="f32")
    adapter_of(tiny, tmp_path / "p")
    with pytest.raises(AdapterMismatchError):
        export_lora(tmp_path / "p", tmp_path / "a.gguf", tmp_path / "other.gguf")


def edited(tiny: Tiny, folder: Path, name: str, change: Any) -> Path:
    shutil.copytree(tiny.hf, folder)
    data = json.loads((folder / name).read_text())
    change(data)
    (folder / name).write_text(json.dumps(data))
    return folder


@pytest.mark.parametrize(
    ("name", "change", "error"),
    [
        ("config.json", lambda d: d.update(architectures=["GPT2LMHeadModel"]), UnsupportedModelError),
        ("config.json", lambda d: d.update(rope_scaling={"rope_type": "yarn"}), UnsupportedModelError),
        ("tokenizer.json", lambda d: d.update(normalizer={"type": "Lowercase"}), UnsupportedTokenizerError),
        (
            "tokenizer.json",
            lambda d: d["pre_tokenizer"]["pretokenizers"][0]["pattern"].update(Regex="."),
            UnsupportedTokenizerError,
        ),
        ("tokenizer.json", lambda d: d.update(pre_tokenizer={"type": "Whitespace"}), UnsupportedTokenizerError),
        ("tokenizer.json", lambda d: d["model"].update(type="Unigram"), UnsupportedTokenizerError),
    ],
)
def test_what_llama_cpp_would_read_differently_is_refused(
    tiny: Tiny, tmp_path: Path, name: str, change: Any, error: type[Exception]
) -> None:
    folder = edited(tiny, tmp_path / "hf", name, change)
    with pytest.raises(error):
        export_model(folder, tmp_path / "m.gguf", dtype="f32")
    assert [path.name for path in tmp_path.iterdir()] == ["hf"]


def test_quantize_runs_in_a_child_and_explains_failure(tiny: Tiny, tmp_path: Path) -> None:
    quantize(tiny.f32, tmp_path / "q.gguf", "q8_0")
    assert (tmp_path / "q.gguf").stat().st_size < 0.4 * tiny.f32.stat().st_size
    (tmp_path / "bad.gguf").write_bytes(b"GGUF" + b"\0" * 100)
    for source, kind in ((tmp_path / "bad.gguf", "q4_0"), (tmp_path / "none.gguf", "q4_0"), (tiny.f32, "q99")):
        with pytest.raises(ExportError):
            quantize(source, tmp_path / "r.gguf", kind)
    assert not (tmp_path / "r.gguf").exists()


class _Copied(TorchDispatchMode):
    """Bytes that were copied in bf16."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow = 0

    def __torch_dispatch__(self, function: Any, types: Any, arguments: Any = (), options: Any = None) -> Any:
        made = function(*arguments, **(options or {}))
        if function.overloadpacket in (torch.ops.aten.clone, torch.ops.aten._to_copy) and made.dtype == torch.bfloat16:
            self.narrow += made.nbytes
        return made


def test_a_model_is_widened_without_a_second_one_where_it_lies(tiny: Tiny, tmp_path: Path) -> None:
    """Here the device is the CPU; on a GPU the first copy would be a second model beside the one that was trained."""
    model = adapter_of(tiny, tmp_path).to(torch.bfloat16)
    model.get_base_model().lm_head.weight = model.get_base_model().model.embed_tokens.weight
    with _Copied() as copied:
        wide = check_adapter._in_f32(model)
    assert copied.narrow == 0
    inner = wide.get_base_model()
    assert inner.lm_head.weight is inner.model.embed_tokens.weight
    ours, theirs = dict(wide.named_parameters()), dict(model.named_parameters())
    assert ours.keys() == theirs.keys() and {p.dtype for p in theirs.values()} == {torch.bfloat16}
    assert all(p.dtype == torch.float32 and torch.equal(p, theirs[name].float()) for name, p in ours.items())
    assert all(p.requires_grad == theirs[name].requires_grad for name, p in ours.items())
    assert check_adapter._in_f32(wide) is wide
