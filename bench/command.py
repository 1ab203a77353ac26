"""What the programs' command lines share: which models, how many rounds, how many threads, and the quick rehearsal."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from bench.random_model import SHAPES, random_model
from understudy.engine.launch import decode_threads
from understudy.models.bundled import BUNDLED_NAME, bundled_path

REHEARSAL_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Model:
    """name: in metrics. context: most tokens of one sequence that a program may use."""

    name: str
    path: Path
    context: int


def arguments(
    about: str | None, *, rounds: int, models: tuple[str, ...] = ("random-0.5b", BUNDLED_NAME)
) -> argparse.Namespace:
    """Parsed: models, rounds, threads, quick. --quick sets two rounds on a 50 M model: it shows that all arms run."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--model", action="append", help=f"{', '.join(SHAPES)}, {BUNDLED_NAME} or a GGUF file; repeatable"
    )
    parser.add_argument("--rounds", type=int, help=f"default {rounds}")
    parser.add_argument("--threads", type=int, default=0, help="of every arm; 0 = the product's choice")
    parser.add_argument("--quick", action="store_true", help="rehearsal: few rounds, small model, no meaning")
    parsed = parser.parse_args()
    if parsed.quick and parsed.model is None and len(models) > 1:
        models = ("random-50m", BUNDLED_NAME)
    parsed.models = [find(name) for name in parsed.model or models]
    parsed.rounds = parsed.rounds or (REHEARSAL_ROUNDS if parsed.quick else rounds)
    parsed.threads = decode_threads(parsed.threads)
    return parsed


def find(name: str) -> Model:
    """A model by name or path. Raises FileNotFoundError."""
    if name in SHAPES:
        return Model(name, random_model(name), 4096)
    if name == BUNDLED_NAME:
        return Model(name, bundled_path(), 1024)
    path = Path(name).expanduser()
    if not path.is_file():
        raise FileNotFoundError(f"There is no model at {path}.")
    return Model(path.stem, path, 1024)
