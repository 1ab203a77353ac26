"""`understudy train ranker`: from outcomes that are there already to what orders the next candidates."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from understudy_trainer.cli.common import EXIT_OK, EXIT_REFUSED, add_model, found_model
from understudy_trainer.cli.numbers import whole

if TYPE_CHECKING:
    from understudy.models.rankers import Fitted
    from understudy_trainer.ranker.outcomes import Judged

_NO_ADAPTER = "none"


def add_parsers(subparsers: Any) -> None:
    """Imports no torch, so that `--help` is instant."""
    parser = subparsers.add_parser("ranker", help="learn from tested candidates which one to test or show first")
    add_model(parser)
    parser.add_argument("--adapter", help=f"its adapter's GGUF, or `{_NO_ADAPTER}` (default: the one in use)")
    parser.add_argument("--log", type=Path, help="event log (default: yours)")
    parser.add_argument("--samples", type=Path, help="what `understudy eval --samples` wrote, instead of the event log")
    parser.add_argument("--suite", help="with --samples: the suite they are of")
    parser.add_argument("--threads", type=whole(1, 1024), default=1, help="CPU threads (1 while the server runs)")
    parser.add_argument("--remove", action="store_true", help="forget the ranker of this model and adapter")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run_ranker)


def run_ranker(arguments: argparse.Namespace) -> int:
    """0: trained and in use (or removed). 1: trained, and off with the reason."""
    from understudy.models import rankers
    from understudy.models.gguf_header import content_sha256

    arguments.base = found_model(arguments.base)
    model_sha = content_sha256(arguments.base)
    adapter = _adapter(arguments.adapter, model_sha)
    adapter_sha = content_sha256(adapter) if adapter else ""
    if arguments.remove:
        there = rankers.remove(model_sha, adapter_sha)
        print("removed" if there else "there was no ranker of this model and adapter")
        return EXIT_OK
    fitted = _train(arguments, model_sha, adapter, adapter_sha)
    path = rankers.save(fitted)
    print(json.dumps(_as_json(fitted, path)) if arguments.json else _table(fitted))
    return EXIT_OK if fitted.used else EXIT_REFUSED


def _train(arguments: argparse.Namespace, model_sha: str, adapter: Path | None, adapter_sha: str) -> Fitted:
    import torch

    from understudy_trainer.ranker import outcomes, states
    from understudy_trainer.ranker.train import require_enough, train

    judged = _judged(arguments, model_sha)
    require_enough(outcomes.counted(judged), len({one.group for one in judged}))  # before the model is loaded
    torch.set_num_threads(arguments.threads)
    asked = [(one.prompt, one.texts) for one in judged]
    rows = states.read_again(arguments.base, adapter, asked, threads=arguments.threads)
    return train(outcomes.data(judged, rows), model_sha, adapter_sha)


def _judged(arguments: argparse.Namespace, model_sha: str) -> list[Judged]:
    from understudy.learn.store import Log
    from understudy_trainer.errors import TrainError
    from understudy_trainer.evaluate.formats import load
    from understudy_trainer.model.codec import Codec
    from understudy_trainer.ranker import outcomes

    if arguments.samples is None:
        with Log.open(arguments.log) as log:
            return outcomes.from_events(log.events(), model_sha)
    if not arguments.suite:
        raise TrainError("--samples needs --suite: samples do not hold their prompts.", "Add --suite.")
    return outcomes.from_samples(arguments.samples, load(arguments.suite), Codec(arguments.base).special)


def _adapter(wanted: str | None, model_sha: str) -> Path | None:
    from understudy.models.adapters import AdapterRegistry
    from understudy_trainer.errors import TrainError

    if wanted == _NO_ADAPTER:
        return None
    if wanted is None:
        registry = AdapterRegistry()
        record = registry.current(model_sha)
        return registry.path(record) if record else None
    path = Path(wanted)
    if not path.is_file():
        raise TrainError(f"{path} does not exist.", f"Name an adapter's GGUF file, or `{_NO_ADAPTER}`.")
    return path


def _as_json(fitted: Fitted, path: Path) -> dict[str, Any]:
    """NaN is not JSON: a figure that is not defined is left out."""
    known = {name: value for name, value in fitted.figures.items() if value == value}
    return {"kind": "result", "used": fitted.used, "reason": fitted.reason, "path": str(path), "figures": known}


def _table(fitted: Fitted) -> str:
    lines = [
        f"{name.ljust(14)} {value:.0f}" if value == int(value) and value > 1 else f"{name.ljust(14)} {value:.3f}"
        for name, value in fitted.figures.items()
        if value == value
    ]
    return "\n".join([*lines, f"{'on' if fitted.used else 'off'}: {fitted.reason}"])
