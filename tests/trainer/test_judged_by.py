"""What an adapter is judged by: held-out pairs where there are enough, what the model answers, or nothing; all of it
said."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.trainer.conftest import Tiny
from tests.trainer.runs import config, of_method, preferences, run_cli, write_jsonl
from understudy.cli.main import main
from understudy.models.adapters import AdapterRegistry
from understudy_trainer.data.examples import Example
from understudy_trainer.gate.judge import LEAST_ASKED, Evaluation, Verdict, judge
from understudy_trainer.run.train import train

NO_RUNNER: Any = None  # with too few pairs no log-probability is computed
SAME = Evaluation("fim", (0.0, 1.0) * 10, (0.0, 1.0) * 10, (True,) * LEAST_ASKED)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # pytest's own handlers stay
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))


def without_pairs(*evaluations: Evaluation, pairs: int = 0) -> Verdict:
    held_out: Any = [None] * pairs
    return judge(NO_RUNNER, held_out, Path("a.gguf"), [lambda path, e=e: e for e in evaluations])  # type: ignore[misc]


@pytest.mark.parametrize("pairs", [0, 1, 3])
def test_without_enough_pairs_the_models_answers_decide(pairs: int) -> None:
    found = without_pairs(SAME, pairs=pairs)
    assert found.adopt and found.judged and found.figures.keys() == {"fim"}
    assert "fim 0.500 to 0.500 (n = 20)" in found.reason
    assert f"preferences were not judged ({pairs or 'no'} held-out pairs" in found.reason and found.notes
    fallen = without_pairs(Evaluation("fim", (1.0,) * 20, (0.0,) * 20), pairs=pairs)
    assert fallen.judged and not fallen.adopt and "fim fell" in fallen.reason
    idle = without_pairs(Evaluation("fim", (1.0,) * 20, (1.0,) * 20, (False,) * LEAST_ASKED), pairs=pairs)
    assert idle.judged and not idle.adopt and "0 of 20 answers" in idle.reason


@pytest.mark.parametrize("pairs", [0, 1, 3])
def test_judged_by_nothing_is_no_refusal_and_says_so(pairs: int) -> None:
    found = without_pairs(Evaluation("fim", (), (), note="needs 900 MB of memory"), pairs=pairs)
    assert not found.judged and not found.adopt
    assert "nothing else was measured (fim: needs 900 MB of memory)" in found.reason
    assert found.summary.startswith("not judged: ")
    assert not without_pairs(pairs=pairs).judged


def write_labels(path: Path, count: int) -> Path:
    rows = [
        {"prompt_pieces": e.prompt, "completion": e.responses[0], "label": e.scores[0] > 0.5, "scope": e.scope}
        for e in of_method("kto", count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def result_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return found


def test_labels_of_a_file_are_all_trained_on_and_judged_by_answers(
    tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    data = write_labels(tmp_path / "d.jsonl", 40)
    words = ["--model", str(tiny.f32), "--data", str(data), "--out", str(tmp_path / "run"), "--json", "--epochs", "1"]
    status = run_cli("kto", *words, "--max-tokens", "128", "--lr", "2e-3", "--quick", "--no-run")
    said = result_of(capsys)
    meta = json.loads((tmp_path / "run" / "meta.json").read_text())
    assert meta["examples"] == 40 and meta["held_out"] == 0
    verdict = meta["verdict"]
    assert verdict["judged"] and verdict["figures"]["FIM exact match"]["n"] > 0, verdict
    assert status == (0 if verdict["adopt"] else 1) and said["adopted"] is verdict["adopt"]
    assert any("preferences: no held-out pairs" in note for note in verdict["notes"])
    assert [str(w.message) for w in recwarn if issubclass(w.category, FutureWarning)] == []


def test_at_the_users_wish_nothing_judges_and_the_adapter_is_kept(
    tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """2 held-out pairs, or labels alone: both end alike."""
    few = [e for e in preferences(60) if e.held_out][:2] + [e for e in preferences(60) if not e.held_out][:8]
    for method, data in (
        ("dpo", write_jsonl(tmp_path / "p.jsonl", few)),
        ("kto", write_labels(tmp_path / "l.jsonl", 8)),
    ):
        words = ["--model", str(tiny.f32), "--data", str(data), "--out", str(tmp_path / method), "--json"]
        assert run_cli(method, *words, "--epochs", "1", "--preferences-only", "--max-tokens", "128") == 0
        said = result_of(capsys)
        assert not said["adopted"] and "nothing else was measured" in said["message"]
        assert AdapterRegistry().find(said["id"]).lineage.method == method


@pytest.fixture(scope="module")
def run(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run's folder."""
    folder = tmp_path_factory.mktemp("run")
    pairs = preferences(12)
    train(tiny.f32, pairs, folder, config(epochs=1))
    return folder


def gate(tiny: Tiny, run: Path, data: Path, *words: str) -> int:
    files = ["--model", str(tiny.f32), "--adapter", str(run), "--data", str(data)]
    return main(["train", "gate", *files, "--preferences-only", *words])


def test_the_gate_asks_only_what_a_run_holds_out(
    tiny: Tiny, tmp_path: Path, run: Path, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    pairs = preferences(60)
    held_out = [pair for pair in pairs if pair.held_out]
    blank = Example([""], ("a", "b"), (1.0, 0.0), next(pair.scope for pair in held_out))
    assert gate(tiny, run, write_jsonl(tmp_path / "d.jsonl", [*pairs, blank]), "--json") in (0, 1)
    told = capsys.readouterr()
    assert json.loads(told.out)["held_out"] == len(held_out)
    assert f"{len(held_out) + 1} of 61 pairs are held out" in told.err and "left out: 1 (empty prompt)" in told.err
    assert [str(w.message) for w in recwarn if issubclass(w.category, FutureWarning)] == []


def test_a_gate_without_pairs_has_no_verdict(
    tiny: Tiny, tmp_path: Path, run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = [pair for pair in preferences(60) if not pair.held_out]
    assert gate(tiny, run, write_jsonl(tmp_path / "d.jsonl", few)) == 2
    assert "Not judged: no held-out pairs" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("adapter_model.safetensors", b"\xff" * 64),
        ("adapter_model.safetensors", b"\x10\0\0\0\0\0\0\0" + b"x" * 64),
        ("adapter_model.safetensors", b""),
        ("adapter_config.json", b"{]"),
        ("adapter_config.json", b"[]"),
    ],
)
def test_a_garbled_adapter_is_an_error_and_not_a_refusal(
    tiny: Tiny, tmp_path: Path, run: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    file = run / "peft" / name
    whole = file.read_bytes()
    file.write_bytes(content)
    try:
        assert gate(tiny, run, write_jsonl(tmp_path / "d.jsonl", preferences(40))) == 2
        assert "can be read" in capsys.readouterr().err
        assert main(["train", "export", str(run / "peft"), str(tmp_path / "a.gguf"), "--model", str(tiny.f32)]) == 2
        said = capsys.readouterr().err
        assert name in said and "Traceback" not in said and not (tmp_path / "a.gguf").exists()
    finally:
        file.write_bytes(whole)


def test_export_without_a_model_takes_the_one_in_use(
    tmp_path: Path, run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bundled one, which this adapter does not fit."""
    assert main(["train", "export", str(run / "peft"), str(tmp_path / "a.gguf")]) == 2
    said = capsys.readouterr().err
    assert "base model" in said and "--base" not in said
