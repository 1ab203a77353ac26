"""One whole run of the smoke configuration over a small corpus of our own, shared by the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from understudy_trainer.corpus import pieces
from understudy_trainer.corpus.pieces import Exercise, Piece
from understudy_trainer.pretrain import config, loop
from understudy_trainer.pretrain.config import PretrainConfig
from understudy_trainer.pretrain.tokenizer import load

Event = dict[str, object]

PAIR = '''import math


def area(radius):
    """Return the area of a circle of this radius."""
    if radius < 0:
        raise ValueError("negative radius")
    return math.pi * radius**2
'''


def corpus(folder: Path) -> Path:
    """A corpus of two pairs, sixty functions and an exercise."""
    plain = [f"def add_{n}(x):\n    total = x + {n}\n    return total\n" for n in range(60)]
    texts = [PAIR, PAIR.replace("area", "disc")]
    rows = [Piece(t, "ours 1.0", "pair", 0, "MIT") for t in texts]
    rows += [Piece(t, "ours 1.0", "function", 0, "MIT") for t in plain]
    pieces.write(folder / "pieces.jsonl.gz", rows)
    asked = Exercise(
        'def twice(x):\n    """Double x."""\n',
        "    return 2 * x\n",
        "assert twice(2) == 4",
        "twice",
        "t",
        "ours",
        "MIT",
        "text",
    )
    pieces.write(folder / "exercises.jsonl.gz", [asked])
    return folder


@pytest.fixture(scope="session")
def smoke(tmp_path_factory: pytest.TempPathFactory) -> PretrainConfig:
    return config.read("smoke", corpus=str(corpus(tmp_path_factory.mktemp("corpus"))))


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory, smoke: PretrainConfig) -> tuple[Path, list[Event]]:
    """A whole run of the smoke configuration, every step reported."""
    out, events = tmp_path_factory.mktemp("smoke"), list[Event]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "REPORT_EVERY", 1)
        loop.pretrain(smoke, out, events.append, threads=1, compile_model=False)
    return out, events


@pytest.fixture(scope="session")
def tokenizer(run: tuple[Path, list[Event]]) -> Tokenizer:
    return load(run[0])
