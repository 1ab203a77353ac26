"""Base and adapter as one file: the same logits, the base's own metadata, an honest loss; and the check after a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import gguf
import pytest
import torch
from peft import LoraConfig, get_peft_model

from tests.trainer.conftest import Tiny
from understudy.cli.main import main
from understudy.files import file_sha256
from understudy_trainer.export.adapter import export_lora
from understudy_trainer.export.agreement import agreement
from understudy_trainer.export.check import compare
from understudy_trainer.export.check_adapter import check_adapter
from understudy_trainer.export.errors import (
    AdapterMismatchError,
    ExportError,
    InexactExportError,
    UnsupportedAdapterError,
)
from understudy_trainer.export.llama_process import llama_logits
from understudy_trainer.export.merge import loss_of_merge, merge
from understudy_trainer.export.quantize import quantize
from understudy_trainer.export.rewrite import dequantize, open_gguf, rewrite, value_of
from understudy_trainer.model.load import load_base

PROMPTS = [[2, 50, 60, 1, 70, 80, 3] * 20, [9, 8, 300]]


class Run(NamedTuple):
    """base: q8_0. model: its PEFT model, adapter on. folder: has `peft` and `adapter.gguf`."""

    base: Path
    model: Any
    folder: Path

    @property
    def adapter(self) -> Path:
        return self.folder / "adapter.gguf"


def over(base: Path, folder: Path, **load: Any) -> Any:
    """A random adapter over `base`, saved and exported to `folder`."""
    torch.manual_seed(1)
    options = LoraConfig(task_type="CAUSAL_LM", r=8, lora_alpha=16, target_modules="all-linear")
    model = get_peft_model(load_base(base, torch.device("cpu"), **load).model, options).eval()
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            parameter.data.normal_(0, 0.05)
    model.save_pretrained(folder / "peft")
    extra = {"understudy.base_sha256": file_sha256(base)}
    export_lora(folder / "peft", folder / "adapter.gguf", base, extra=extra)
    return model


@pytest.fixture(scope="module")
def run(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("run")
    quantize(tiny.f32, folder / "base.gguf", "q8_0")
    return Run(folder / "base.gguf", over(folder / "base.gguf", folder), folder)


def test_merged_f32_computes_base_and_adapter(run: Run, tmp_path: Path) -> None:
    merge(run.adapter, run.base, tmp_path / "m.gguf", "f32")
    assert compare(run.model, tmp_path / "m.gguf", PROMPTS).max_difference < 1e-4
    with run.model.disable_adapter():
        assert compare(run.model, tmp_path / "m.gguf", PROMPTS).max_difference > 0.5


def test_metadata_is_carried_over_and_says_what_was_merged(run: Run, tmp_path: Path) -> None:
    facts = merge(run.adapter, run.base, tmp_path / "m.gguf", "q8_0")
    before, after = open_gguf(run.base), open_gguf(tmp_path / "m.gguf")
    new = {key: value_of(after, key) for key in after.fields if key not in before.fields}
    assert new == {
        "understudy.merged.base_sha256": file_sha256(run.base),
        "understudy.merged.adapter_sha256": file_sha256(run.adapter),
        "understudy.merged.type": "q8_0",
    }
    changed = {key for key in before.fields if value_of(after, key) != value_of(before, key)}
    assert changed <= {"GGUF.kv_count"}
    assert {k: v for k, v in facts.items() if k != "matrices"} == {k.split(".")[-1]: v for k, v in new.items()}
    adapted = {t.name.rpartition(".")[0] for t in open_gguf(run.adapter, adapter=True).tensors}
    old = {tensor.name: tensor.data.tobytes() for tensor in before.tensors}
    assert {t.name for t in after.tensors if t.data.tobytes() != old[t.name]} == adapted


def test_untouched_tensors_keep_their_bytes_below_8_bits(tiny: Tiny, tmp_path: Path) -> None:
    quantize(tiny.f32, tmp_path / "base.gguf", "q4_0")
    over(tmp_path / "base.gguf", tmp_path)
    merge(tmp_path / "adapter.gguf", tmp_path / "base.gguf", tmp_path / "m.gguf", "q4_0")
    (old,) = (t for t in open_gguf(tmp_path / "base.gguf").tensors if t.name == "token_embd.weight")
    (new,) = (t for t in open_gguf(tmp_path / "m.gguf").tensors if t.name == "token_embd.weight")
    assert old.tensor_type == new.tensor_type and old.data.tobytes() == new.data.tobytes()


def test_loss_is_told_and_grows_as_bits_fall(run: Run, tmp_path: Path) -> None:
    lost = {}
    for kind in ("q8_0", "q4_0"):
        merge(run.adapter, run.base, tmp_path / kind, kind)
        lost[kind] = loss_of_merge(run.adapter, run.base, tmp_path / kind)
    assert lost["q8_0"] and lost["q4_0"]
    assert 1e-3 < lost["q8_0"]["mean_difference"] < lost["q4_0"]["mean_difference"] / 3
    assert lost["q8_0"]["mean_difference"] < 3 * lost["q8_0"]["unmerged_mean_difference"]


def test_adapter_of_another_base_and_other_files_are_refused(run: Run, tiny: Tiny, tmp_path: Path) -> None:
    cases = [
        (run.adapter, tiny.f32, AdapterMismatchError),  # the same shapes, another file
        (run.base, run.base, UnsupportedAdapterError),
        (tmp_path / "none.gguf", run.base, Exception),
    ]
    for adapter, base, error in cases:
        with pytest.raises(error):
            merge(adapter, base, tmp_path / "m.gguf", "q8_0")
    with pytest.raises(ExportError, match="q99"):
        merge(run.adapter, run.base, tmp_path / "m.gguf", "q99")
    assert list(tmp_path.iterdir()) == []


def test_rewritten_file_is_the_file(run: Run, tmp_path: Path) -> None:
    rewrite(open_gguf(run.base), tmp_path / "copy.gguf", (), lambda tensor: tensor.data)
    found = agreement(llama_logits(run.base, PROMPTS), llama_logits(tmp_path / "copy.gguf", PROMPTS))
    assert found.max_difference == 0
    dequantize(run.base, tmp_path / "f32.gguf")
    quantize(tmp_path / "f32.gguf", tmp_path / "again.gguf", "q8_0")
    again = {t.name: t.data.tobytes() for t in open_gguf(tmp_path / "again.gguf").tensors}
    assert again == {t.name: t.data.tobytes() for t in open_gguf(run.base).tensors}  # q8_0 loses nothing twice


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_check_after_a_run_is_exact_for_a_quantized_base(run: Run, tmp_path: Path, dtype: torch.dtype) -> None:
    model = run.model if dtype == torch.float32 else over(run.base, tmp_path, dtype=dtype)
    adapter = run.adapter if dtype == torch.float32 else tmp_path / "adapter.gguf"
    found = check_adapter(model, run.base, adapter, PROMPTS)
    assert found.exact and found.agreement.max_difference < 1e-4
    assert compare(run.model, run.base, PROMPTS, run.adapter).max_difference > 0.01  # what it was compared with before


def test_check_after_a_run_finds_a_small_mistake(run: Run, tmp_path: Path) -> None:
    """One matrix of one layer is off by a tenth: nowhere near 15 % of the largest logit."""
    reader = open_gguf(run.adapter, adapter=True)
    writer = gguf.GGUFWriter(tmp_path / "a.gguf", str(value_of(reader, "general.architecture")))
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, 16.0)
    for tensor in reader.tensors:
        wrong = 1.1 if tensor.name == "blk.1.attn_v.weight.lora_b" else 1.0
        writer.add_tensor(tensor.name, tensor.data * wrong)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(InexactExportError):
        check_adapter(run.model, run.base, tmp_path / "a.gguf", PROMPTS)


def test_large_base_is_checked_as_it_is_served(run: Run) -> None:
    found = check_adapter(run.model, run.base, run.adapter, PROMPTS, f32_limit=0)
    assert not found.exact and found.noise > 0
    with run.model.disable_adapter(), pytest.raises(InexactExportError):
        check_adapter(run.model, run.base, run.adapter, PROMPTS, f32_limit=0)


def test_command_merges_a_run(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["train", "export", "--merge", str(run.folder), "--base", str(run.base), str(tmp_path / "m.gguf")]
    assert main([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["type"] == "q8_0" and report["tensors"] == 28 and report["loss"]["same_choice"] > 0.9
    before = (tmp_path / "m.gguf").read_bytes()
    assert main(words) == 2 and "exists already" in capsys.readouterr().err
    assert (tmp_path / "m.gguf").read_bytes() == before
