"""`understudy train …` with what cannot be: status 2 and words that name the flag or the line, never a traceback."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.trainer.conftest import Tiny
from tests.trainer.runs import preferences, write_jsonl
from understudy.cli.main import main


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # pytest's own handlers stay
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says; it must end with status 2."""
    try:
        status: object = main(words)
    except SystemExit as end:  # argparse
        status = end.code
    said = capsys.readouterr().err
    assert status == 2 and "Traceback" not in said, said
    return said


@pytest.mark.parametrize(
    "words",
    [
        ["--lr", "0"],
        ["--lr", "nan"],
        ["--lr=-1"],
        ["--alpha", "0"],
        ["--alpha=-5"],
        ["--micro-tokens=-5"],
        ["--micro-tokens", "0"],
        ["--max-tokens", "2"],
        ["--rank", "0"],
        ["--threads", "9" * 20],
        ["--seed", "9" * 23],
        ["--epochs", "1.5"],
    ],
)
def test_numbers_without_meaning_name_their_flag(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(["train", "dpo", *words], capsys)
    flag, _, value = words[0].partition("=")
    assert f"argument {flag}: {(value or words[-1])!r} is no" in said


@pytest.mark.parametrize(
    ("verb", "words"),
    [("codedpo", ["--seed", "9" * 23]), ("codedpo", ["--temperature", "nan"]), ("evolve", ["--seed=-1"])],
)
def test_builders_name_the_flag_too(
    verb: str, words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teacher = ["--teacher", "http://127.0.0.1:9"] if verb == "evolve" else []
    said = refused(["train", verb, "families:count=1", "--out", str(tmp_path / "o.jsonl"), *teacher, *words], capsys)
    assert words[0].partition("=")[0] in said


@pytest.mark.parametrize(
    ("piece", "why"),
    [
        (-1, "the model has no token -1"),
        (10**30, "the model has no token 1000"),
        (True, "text or a list of text and token ids"),
        ("\ud800", "half of a surrogate pair"),
    ],
)
def test_a_prompt_no_model_can_read_names_its_line(
    tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str], piece: object, why: str
) -> None:
    data = write_jsonl(tmp_path / "d.jsonl", preferences(8))
    bad = {"prompt_pieces": ["a", piece], "chosen": "b", "rejected": "c"}
    data.write_text(data.read_text() + json.dumps(bad) + "\n")
    said = refused(["train", "dpo", "--model", str(tiny.f32), "--data", str(data)], capsys)
    assert "d.jsonl:9" in said and why in said


@pytest.mark.parametrize("field", ["chosen", "scope"])
def test_half_a_character_anywhere_names_its_line(
    tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str], field: str
) -> None:
    row = {"prompt": "a", "chosen": "b", "rejected": "c", field: "x\udfff"}
    (tmp_path / "d.jsonl").write_text(json.dumps(row))
    assert "d.jsonl:1" in refused(
        ["train", "dpo", "--model", str(tiny.f32), "--data", str(tmp_path / "d.jsonl")], capsys
    )


def test_a_line_nested_without_end_is_named(tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.jsonl").write_text("[" * 200_000)
    assert "d.jsonl:1" in refused(
        ["train", "sft", "--model", str(tiny.f32), "--data", str(tmp_path / "d.jsonl")], capsys
    )


@pytest.mark.parametrize("verb", ["dpo", "kto", "gate", "ranker"])
def test_a_model_is_named_by_name_or_is_the_one_in_use(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stops these is the lack of data or of a run, and no longer that the bundled model is not found."""
    more = ["--adapter", str(tmp_path)] if verb == "gate" else []
    for model in (["--model", "understudy-tiny"], []):
        said = refused(["train", verb, *model, "--log", str(tmp_path / "none.sqlite"), *more], capsys)
        assert "needs" in said or "holds no finished run" in said, said
    assert "no model named nobody" in refused(["train", verb, "--model", "nobody", *more], capsys)
