"""`understudy train gate`: may this adapter be served?"""

from __future__ import annotations

import argparse
import json
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from understudy_trainer.cli.common import EXIT_OK, EXIT_REFUSED, add_model, found_model, note, training_data

if TYPE_CHECKING:
    from understudy_trainer.data.examples import Example
    from understudy_trainer.gate.judge import Evaluator, Verdict

MAX_TOKENS, MICRO_TOKENS = 2048, 4096  # of one pair; of one forward pass


def add_parsers(subparsers: Any) -> None:
    judge = subparsers.add_parser(
        "gate",
        help="judge an adapter on held-out preferences, infilling and written functions",
        epilog="example: understudy train gate --adapter runs/dpo --no-run",
    )
    add_model(judge)
    judge.add_argument("--adapter", type=Path, required=True, help="the run's folder (with peft/ and adapter.gguf)")
    judge.add_argument(
        "--data",
        type=Path,
        help="preference pairs as JSON lines; those that a run holds out are asked (default: the event log's)",
    )
    judge.add_argument("--log", type=Path, help="event log (default: yours)")
    judge.add_argument("--quick", action="store_true", help="a quarter of the items and of the time")
    judge.add_argument("--no-run", action="store_true", help="run no code: leave out what needs the sandbox")
    judge.add_argument("--preferences-only", action="store_true", help="ask the model nothing: preferences alone")
    judge.add_argument("--json", action="store_true")
    judge.set_defaults(run=run_gate)


def run_gate(arguments: argparse.Namespace) -> int:
    import torch

    from understudy_trainer.data.rows import usable
    from understudy_trainer.errors import TooLittleDataError
    from understudy_trainer.gate.judge import judge
    from understudy_trainer.methods.step import Runner
    from understudy_trainer.model.load import load_base

    path = found_model(arguments.base)
    adapter = _adapter(arguments.adapter, path)
    others, pairs = training_data(arguments, "dpo", path)
    note(f"{len(pairs)} of {len(pairs) + len(others)} pairs are held out and asked; the others may be trained on")
    evaluators = () if arguments.preferences_only else _evaluators(arguments, path, pairs)
    base = load_base(path, torch.device("cpu"))
    found = usable(pairs, base.codec, "dpo", MAX_TOKENS)
    if found.note:
        note(found.note)
    model = _with_adapter(base.model, arguments.adapter / "peft")
    runner = Runner(model, torch.device("cpu"), bf16=False, micro_tokens=MICRO_TOKENS, note=note)
    scopes = [example.group for example in found.examples]
    verdict = judge(runner, found.rows, adapter, evaluators, scopes)
    if not verdict.judged:
        raise TooLittleDataError(f"Not judged: {verdict.reason}.", "Leave out --preferences-only, or give more pairs.")
    if arguments.json:
        print(json.dumps(verdict.to_dict()))
    else:
        print("\n".join(report(verdict)))
    return EXIT_OK if verdict.adopt else EXIT_REFUSED


def _with_adapter(model: Any, folder: Path) -> Any:
    """The PEFT model. Raises TrainError for a folder that PEFT or torch cannot read."""
    from peft import PeftModel
    from safetensors import SafetensorError

    from understudy_trainer.errors import TrainError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # about what PEFT asks of transformers
            return PeftModel.from_pretrained(model, str(folder))
    except (SafetensorError, OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        said = (str(error) or type(error).__name__).splitlines()[0][:200]
        raise TrainError(f"{folder} holds no adapter that can be read: {said}.", "Run the training again.") from error


def report(verdict: Verdict) -> list[str]:
    """Lines for a person: every figure with its interval and n, then the decision."""
    lines = [
        f"{name}: {f.before:.3f} to {f.after:.3f} ({f.low:+.3f} to {f.high:+.3f}, n = {f.n})"
        for name, f in verdict.figures.items()
    ]
    if verdict.asked:
        lines.append(f"answers changed: {verdict.changed} of {verdict.asked}")
    lines += [f"not all measured: {note}" for note in verdict.notes]
    return [*lines, verdict.summary]


def _adapter(folder: Path, base: Path) -> Path:
    """The run's GGUF. Raises TrainError unless it is whole and was trained on this base."""
    from understudy.models.gguf_header import content_sha256, read_header
    from understudy_trainer.errors import TrainError

    gguf = folder / "adapter.gguf"
    parts = ("adapter_config.json", "adapter_model.safetensors")
    for needed in (gguf, *(folder / "peft" / name for name in parts)):
        if not needed.is_file():
            raise TrainError(f"{folder} holds no finished run: {needed.name} is missing.", "Name a run's folder.")
    trained_on = read_header(gguf).metadata.get("understudy.base_sha256")
    if trained_on is not None and trained_on != content_sha256(base):
        raise TrainError(
            f"The adapter was trained on another base model ({str(trained_on)[:12]}).", "Name that one with --model."
        )
    return gguf


def _evaluators(arguments: argparse.Namespace, base: Path, pairs: Sequence[Example]) -> Sequence[Evaluator]:
    from understudy.learn.store import Log
    from understudy_trainer.gate.evaluators import default_evaluators

    run = not arguments.no_run
    if arguments.data:
        return default_evaluators(base, quick=arguments.quick, run=run, held_out=pairs, tell=note)
    with Log.open(arguments.log) as log:
        return default_evaluators(base, quick=arguments.quick, run=run, log=log, held_out=pairs, tell=note)
