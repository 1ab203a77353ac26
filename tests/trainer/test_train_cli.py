"""`understudy train METHOD`: from arguments to a registered adapter, its progress for a person and for the editor."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.trainer.conftest import Tiny
from tests.trainer.runs import preferences, run_cli, write_jsonl, write_log
from understudy.lsp import trainer_process
from understudy.lsp.trainer_process import Step, Trained
from understudy.models.adapters import AdapterRegistry
from understudy.models.gguf_header import content_sha256
from understudy_trainer.errors import TrainError


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # pytest's own handlers stay
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))


def test_command_line_trains_judges_and_exports(tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write_jsonl(tmp_path / "d.jsonl", preferences(60))
    run = ["--base", str(tiny.f32), "--data", str(data), "--lr", "2e-3", "--json", "--preferences-only"]
    status = run_cli("dpo", *run, "--out", str(tmp_path / "run"), "--epochs", "2", "--max-tokens", "128")
    printed = capsys.readouterr().out.splitlines()
    lines = [json.loads(line) for line in printed]
    assert status == 0 and lines[-2]["kind"] == "done" and lines[-2]["share"] == 1.0, lines[-3:]
    assert lines[-1]["adopted"] is True and Path(lines[-1]["adapter"]).is_file()
    assert lines[-1]["metrics"]["held_out"] > 0
    heard = [trainer_process.parse(line.encode()) for line in printed]  # what the language server makes of them
    assert all(isinstance(event, Step) for event in heard[:-1])
    (listed,) = AdapterRegistry().list(content_sha256(tiny.f32))
    assert isinstance(heard[-1], Trained) and heard[-1].adopted and heard[-1].adapter == listed.id
    assert listed.lineage.method == "dpo" and listed.lineage.examples > 30 and listed.lineage.figures["margin"].n > 0
    assert AdapterRegistry().current(listed.base_sha256) is None
    gate = ["gate", "--base", str(tiny.f32), "--adapter", str(tmp_path / "run"), "--data", str(data), "--json"]
    assert run_cli(*gate, "--preferences-only") == 0
    assert json.loads(capsys.readouterr().out)["adopt"] is True
    assert run_cli("export", str(tmp_path / "run" / "peft"), str(tmp_path / "a.gguf"), "--base", str(tiny.f32)) == 0
    assert run_cli("export", str(tiny.hf), str(tmp_path / "m.gguf"), "--type", "q4_0", "--json") == 0


def test_command_line_and_editor_share_one_folder(
    tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the editor runs, without --out: the folder is of this method and base, and a second call finds it done."""
    write_log(tmp_path / "home" / "learn.sqlite", 60)
    words = ["--base", str(tiny.f32), "--epochs", "2", "--lr", "2e-3", "--preferences-only", "--max-tokens", "128"]
    assert run_cli("dpo", *words) == 0
    (folder,) = (tmp_path / "home" / "training").iterdir()
    assert folder.name == f"dpo-{content_sha256(tiny.f32)[:16]}" and (folder / "meta.json").exists()
    assert "step 1/" in capsys.readouterr().out
    assert run_cli("dpo", *words) == 0
    said = capsys.readouterr().out
    assert "before" in said and "step 1/" not in said
    (record,) = AdapterRegistry().list()
    assert record.lineage.sources == {"test": record.lineage.examples} and record.lineage.examples > 20


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--targets", "q_proj", "router"], "no linear router"),
        (["--shard"], "One process alone"),
    ],
)
def test_what_cannot_be_is_refused_in_words(tiny: Tiny, tmp_path: Path, words: list[str], said: str) -> None:
    data = write_jsonl(tmp_path / "d.jsonl", preferences(30))
    with pytest.raises(TrainError, match=said) as refusal:
        run_cli("dpo", "--base", str(tiny.f32), "--data", str(data), *words)
    assert refusal.value.next_step
