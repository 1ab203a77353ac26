"""From packages and data sets to the three files: what leaks, repeats or may not be read is not in them."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.packages import HASH, SPLIT, install
from tests.corpus.test_exercises import DOUBLED
from understudy.cli.main import main
from understudy.runner.program import ProgramPool
from understudy_trainer import corpus
from understudy_trainer.corpus import build, sources
from understudy_trainer.corpus.pieces import Piece, write
from understudy_trainer.errors import TrainError

KEPT_BACK = [
    {
        "task_id": 20,
        "text": "Write a function to count the apples left after each farmer takes his share from the basket.",
        "code": "def apples_left(basket, shares):\n    left = []\n    for share in shares:\n"
        "        if share > basket:\n            share = basket\n        basket -= share\n        left.append(basket)\n"
        "    return left\n",
        "test_list": ["assert apples_left(5, [2, 9]) == [3, 0]"],
    },
    {
        "task_id": 520,
        "text": "Write a function to check whether the given number is even or not.",
        "code": "def is_Even(n):\n    return n % 2 == 0\n",
        "test_list": ["assert is_Even(2) == True"],
    },
]
LEAK = '''
def remaining(pot, grabs):
    """Say what stays in the pot after each grab."""
    out = []
    for g in grabs:
        if g > pot:
            g = pot
        pot -= g
        out.append(pot)
    return out


def is_even(number):
    """Say whether a number is even or odd."""
    return number % 2 == 0
'''
COPIED = {**DOUBLED, "task_id": 800, "text": KEPT_BACK[0]["text"]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "mbpp").mkdir(parents=True)
    lines = [json.dumps(record) + "\n" for record in (*KEPT_BACK, DOUBLED, COPIED)]
    (folder / "mbpp" / "mbpp.jsonl").write_text("".join(lines))
    return folder


@pytest.fixture
def only_these(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the installed packages those of a folder of ours."""

    def these(site: Path) -> None:
        look = sources.found
        monkeypatch.setattr(sources, "found", lambda passed: look(passed, [str(site)]))

    return these


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    install(folder, "able", {"one.py": HASH + SPLIT, "two.py": HASH.replace("checksum", "check")}, "License: MIT")
    install(folder, "baker", {"leak.py": LEAK + SPLIT.replace("words_of", "words_in")}, "License-Expression: ISC")
    install(folder, "gnu", {"own.py": HASH.replace("31", "37") * 2}, "License-Expression: GPL-3.0-only")
    return folder


async def built(out: Path, data: Path | None) -> dict[str, Any]:
    async with ProgramPool() as pool:
        return await build.build(out, data, pool, 0, lambda event: None)


async def test_leaks_duplicates_and_copyleft_are_left_out_and_counted(
    tmp_path: Path, data: Path, site: Path, only_these: Callable[[Path], None]
) -> None:
    only_these(site)
    report = await built(tmp_path / "out", data)
    pieces = list(corpus.read(tmp_path / "out" / build.PIECES))
    assert [(p.source, p.kind, p.licence) for p in pieces] == [
        ("able 1.0", "pair", "MIT"),
        ("able 1.0", "pair", "MIT"),
    ]
    assert [p.unresolved for p in pieces] == [0, 1]  # LIMIT
    assert report["dropped"] == {"near duplicate": 2, "leak": 2}
    assert report["refused"] == {"gnu 1.0": "GPL-3.0-only"}
    told = (tmp_path / "out" / build.STATEMENT).read_text()
    assert "2 near duplicate, 2 leak" in told and "gnu 1.0 (GPL-3.0-only)" in told and "| able 1.0 | " in told
    assert report["sources"]["able 1.0"]["pieces"] == 2
    assert report["characters"] == {"pair": sum(len(p.text) for p in pieces)}
    assert json.loads((tmp_path / "out" / build.REPORT).read_text()) == report


async def test_an_exercise_that_leaks_in_one_voice_is_dropped_in_all(
    tmp_path: Path, data: Path, site: Path, only_these: Callable[[Path], None]
) -> None:
    only_these(site)
    report = await built(tmp_path / "out", data)
    found = list(corpus.read_exercises(tmp_path / "out" / build.EXERCISES))
    assert {each.name for each in found} == {"Mbpp/700"}
    assert report["exercises_dropped"] == {"leak": 5}
    hits = report["leaks"]["hits"]
    assert {(hit["what"], hit["item"], hit["split"]) for hit in hits} == {
        ("exercises", "Mbpp/20", "MBPP 11-510"),
        ("pieces", "Mbpp/20", "MBPP 11-510"),
        ("pieces", "Mbpp/520", "MBPP 511-600"),
    }
    assert report["leaks"]["leaking_rows"]["pieces"] == 2


async def test_a_stopped_build_ends_and_leaves_the_old_file(
    tmp_path: Path, site: Path, only_these: Callable[[Path], None]
) -> None:
    only_these(site)
    out = tmp_path / "out"
    write(out / build.PIECES, [Piece("x = 1\n", "old 1", "module", 0, "MIT")])
    async with ProgramPool() as pool:
        told = asyncio.Event()
        work = asyncio.create_task(build.build(out, None, pool, 0, lambda event: told.set()))
        await told.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
    assert [piece.source for piece in corpus.read(out / build.PIECES)] == ["old 1"]
    assert [path.name for path in out.iterdir()] == [build.PIECES]


async def test_without_data_sets_there_are_pieces_and_no_check(
    tmp_path: Path, site: Path, only_these: Callable[[Path], None]
) -> None:
    only_these(site)
    report = await built(tmp_path / "out", None)
    assert report["leaks"]["items"] == 0
    assert len(list(corpus.read(tmp_path / "out" / build.PIECES))) == sum(report["pieces"].values()) == 4
    assert not (tmp_path / "out" / build.EXERCISES).exists()


def test_the_command_builds_and_reports(
    tmp_path: Path, data: Path, site: Path, only_these: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    only_these(site)
    words = ["train", "corpus", "--out", str(tmp_path / "out"), "--data", str(data), "--tasks", "3", "--json"]
    assert main(words) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["event"] for event in events] == ["exercises", "source", "source", "corpus"]
    assert events[-1]["report"]["leaks"]["rows"]["tasks"] == 3


def test_the_command_says_what_a_wrong_folder_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "corpus", "--out", str(tmp_path / "out"), "--data", str(tmp_path)]) != 0
    assert "mbpp/mbpp.jsonl" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_file_of_pieces_is_the_same_every_time_and_says_where_it_is_damaged(tmp_path: Path) -> None:
    rows = [Piece(f"def f{n}():\n    return {n}\n", "here 1", "function", n, "MIT") for n in range(3)]
    for name in ("one", "two"):
        write(tmp_path / name, iter(rows))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert list(corpus.read(tmp_path / "one")) == rows
    with gzip.open(tmp_path / "two", "ab") as file:
        file.write(b'{"text": 3}\n')
    with pytest.raises(TrainError, match="two:4 is no piece"):
        list(corpus.read(tmp_path / "two"))
    (tmp_path / "cut").write_bytes((tmp_path / "one").read_bytes()[:-9])
    with pytest.raises(TrainError, match="cannot be read"):
        list(corpus.read(tmp_path / "cut"))
    with pytest.raises(TrainError, match="cannot be read"):
        list(corpus.read(tmp_path / "missing"))
