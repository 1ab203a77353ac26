"""`models quantize`: never overwrites, never adds a second loss unasked, and tells what each format costs."""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from pathlib import Path

import pytest

from tests.trainer.conftest import Tiny
from understudy.cli import quantize as verb
from understudy.cli.main import main
from understudy_trainer.export.fidelity import cut_to_fit
from understudy_trainer.export.quantize import kind_of, layout, quantize_anew

SUITE = "families:seed=7,count=1,kind=combos"
ARGUMENTS = [verb.KINDS, "--suite", SUITE, "--gaps", f"{SUITE},infill=end", "--n", "2", "--rounds", "1"]


def run(*words: object) -> int:
    return main(["models", "quantize", *map(str, words)])


def test_one_file(tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = tmp_path / "q8.gguf"
    assert run(tiny.f32, small, "Q8_0") == 0
    assert "MB" in capsys.readouterr().out and kind_of(small) == "q8_0"
    assert run(small, tmp_path / "q4.gguf", "q4_0", "--json") == 0
    said = capsys.readouterr()
    assert "q8_0 already" in said.err
    report = json.loads(said.out)
    assert report["bytes"] == (tmp_path / "q4.gguf").stat().st_size < report["source_bytes"]


def test_rows_that_do_not_fit_are_told(tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tiny model's rows are 128 and 352 long; K formats have blocks of 256."""
    assert run(tiny.f32, tmp_path / "k.gguf", "q4_k_m") == 0
    shape = layout(tmp_path / "k.gguf", "q4_k_m")
    assert len(shape.fell_back) == sum(shape.kinds.values()) == 29
    assert "29 matrices" in capsys.readouterr().err
    assert not any("_K" in kind for kind in shape.kinds)
    quantize_anew(tiny.f32, tmp_path / "q8.gguf", "q8_0")
    assert (
        layout(tmp_path / "q8.gguf", "q8_0") == layout(tmp_path / "q8.gguf")
        and not layout(tmp_path / "q8.gguf").fell_back
    )


def test_what_would_lose_something_is_refused(tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quantize_anew(tiny.f32, tmp_path / "q4.gguf", "q4_0")
    (tmp_path / "mine.gguf").write_text("mine")
    for words, said in (
        ((tiny.f32, tmp_path / "mine.gguf", "q8_0"), "exists already"),
        ((tmp_path / "q4.gguf", tmp_path / "new.gguf", "q8_0"), "second loss"),
        ((tiny.f32, tmp_path / "new.gguf", "q99"), "no format"),
        ((tiny.f32,), "missing"),
        ((tiny.f32, tmp_path / "new.gguf", "q8_0", "--table"), "keeps no file"),
        ((tiny.f32, "--table", "--types", "q8_0,q99"), "no format"),
        ((tmp_path / "mine.gguf", tmp_path / "new.gguf", "q8_0"), "not a GGUF"),
        ((tiny.f32, "--table", "--n", "0"), "at least 1"),
        ((tiny.f32, "--table", "--suite", SUITE, "--gaps", SUITE), "without a gap"),
    ):
        assert run(*words) == 2
        err = capsys.readouterr().err
        assert said in err and "next:" in err, err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.gguf", "q4.gguf"]
    assert (tmp_path / "mine.gguf").read_text() == "mine"


def test_table(tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run(tiny.f32, "--table", "--types", "q4_0", *ARGUMENTS[1:], "--json") == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [(row["kind"], row["source"]) for row in rows] == [("f32", True), ("q4_0", False)]
    f32, q4 = rows
    assert f32["size_bytes"] > 4 * q4["size_bytes"]
    assert f32["fidelity"]["divergence"][0] == 0 and f32["fidelity"]["same_choice"][0] == 1
    assert q4["fidelity"]["divergence"][0] > 0.001 and q4["fidelity"]["same_choice"][0] < 1
    assert f32["change"]["1"] == [0, 0, 0]
    assert all(min(row["pace"].values()) > 0 for row in rows)
    assert all(row["exact"][1] <= row["exact"][0] <= row["exact"][2] for row in rows)
    assert all(set(row["passes"]) == set(row["change"]) == {"1", "2"} for row in rows)
    assert list(tmp_path.iterdir()) == []


async def test_cancelled_table_leaves_nothing(tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    arguments = parser.parse_args([str(tiny.f32), "--table", "--types", *ARGUMENTS])
    task = asyncio.create_task(verb._measured(tiny.f32, arguments))
    while not exist(tmp_path, "*/q8_0.gguf") and not task.done():  # noqa: ASYNC110 (the file is the event)
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not exist(tmp_path, "understudy-quantize-*")


def exist(folder: Path, pattern: str) -> bool:
    return any(folder.glob(pattern))


def test_texts_are_cut_to_what_fits_in_memory() -> None:
    texts = [[1] * 600, [1] * 300, [1], [1] * 300]
    assert [len(text) for text in cut_to_fit(texts, 1000)] == [512, 300, 300]
    assert [len(text) for text in cut_to_fit(texts, (1 << 26) // 700)] == [512, 188]
