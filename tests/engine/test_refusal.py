"""Which models are refused for ghost text, by what their GGUF says, and which are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.engine.families_model import make_family_model
from tests.engine.test_vocabulary import (
    CODEGEMMA,
    CODELLAMA,
    CODESTRAL,
    DEEPSEEK,
    GRANITE4,
    QWEN,
    SEED,
    STARCODER,
    STARCODER2,
    loaded,
)
from understudy.engine.llama import Llama
from understudy.prompts.refusal import NEXT_STEP


@pytest.mark.parametrize(
    ("name", "finetune", "texts", "reason"),
    [
        ("SmolLM2 135M", "", ("<repo_name>", "<file_sep>"), "no fill-in-the-middle tokens"),
        ("Mistral 7B Instruct v0.3", "Instruct", CODESTRAL, "no fill-in-the-middle tokens"),
        ("Qwen2.5 7B Instruct", "Instruct", QWEN, "tuned for chat"),
        ("deepseek-coder-6.7b-instruct", "", DEEPSEEK, "tuned for chat"),
        ("Deepseek Coder", "6.7b-instruct", DEEPSEEK, "tuned for chat"),
        ("DeepSeek-Coder-V2-Base", "", DEEPSEEK, "not trained to fill in the middle"),
        ("starcoder2-15b-instruct-v0.1", "", STARCODER2, "tuned for chat"),
        ("codegemma-1.1-7b-it", "it", CODEGEMMA, "not trained to fill in the middle"),
        ("Seed-Coder-8B-Instruct", "", SEED, "tuned for chat"),
        ("OpenCoder-8B-Base", "", STARCODER[:3], "not trained to fill in the middle"),
        ("codegeex4-all-9b", "", ("<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"), "inside a chat turn"),
        ("Some Chat Model", "", STARCODER[:3], "tuned for chat"),
    ],
)
def test_a_model_that_cannot_is_refused(name: str, finetune: str, texts: Any, reason: str, tmp_path: Path) -> None:
    strings = {"general.finetune": finetune} if finetune else {}
    with loaded(tmp_path, texts, name=name, strings=strings) as (engine, _):
        assert engine.info.refusal.startswith(name) and reason in engine.info.refusal
        assert engine.info.refusal.endswith(f"so it cannot write ghost text. {NEXT_STEP}")


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Qwen2.5 Coder 7B Instruct", QWEN),
        ("Qwen3 Coder 30B A3B Instruct", QWEN),
        ("Qwen2.5 0.5B", QWEN),
        ("granite-4.0-1b-instruct", GRANITE4),
        ("Mellum-4b-sft-python", STARCODER),
        ("WizardCoder", STARCODER),
        ("deepseek-coder-v2-lite-base", DEEPSEEK),
    ],
)
def test_a_model_that_can_is_not_refused_for_its_name_or_template(name: str, texts: Any, tmp_path: Path) -> None:
    with loaded(tmp_path, texts, name=name, strings={"tokenizer.chat_template": "{{ messages }}"}) as (engine, _):
        assert engine.info.refusal == ""


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("CodeLlama 7B Instruct", False),
        ("CodeLlama 13b", False),
        ("codellama-34b", True),
        ("CodeLlama-7B-Python", True),
    ],
)
def test_codellama_is_refused_by_size_and_kind_only(name: str, refused: bool, tmp_path: Path) -> None:
    with loaded(tmp_path, CODELLAMA, name=name, sentencepiece=True) as (engine, _):
        assert bool(engine.info.refusal) is refused


def test_the_file_name_serves_where_the_model_has_no_name(tmp_path: Path) -> None:
    make_family_model(tmp_path / "codestral-22b-v0.1-q4_k_m.gguf", CODESTRAL)
    engine = Llama(tmp_path / "codestral-22b-v0.1-q4_k_m.gguf", context_tokens=256, threads=1, sequences=1)
    assert engine.info.family == "codestral" and engine.info.special.keys() == {"eos", "fim_prefix", "fim_suffix"}
    engine.close()
