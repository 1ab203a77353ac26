"""`understudy train dpo|kto|rrtf|sft|plan`: a run from arguments, its progress as lines.

The root command calls `add_parsers`; each parser's `run` default takes the arguments, returns the exit status.
Typed errors rise to the root command, which shows them.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from understudy_trainer.cli.common import EXIT_CANCELLED, EXIT_OK, EXIT_REFUSED, training_data

if TYPE_CHECKING:
    from understudy_trainer.data.examples import Method
    from understudy_trainer.run.config import Progress, Result

_HELP = {
    "dpo": "learn from preference pairs (DPO + NLL)",
    "kto": "learn from single good and bad responses",
    "rrtf": "learn from candidates ranked by tests",
    "sft": "learn from good responses",
    "plan": "learn to plan, then code (CodePLAN)",
}


def add_parsers(subparsers: Any) -> None:
    """Add our subcommands to `understudy train`'s. Imports no torch, so that `--help` is instant."""
    for method, text in _HELP.items():
        parser = subparsers.add_parser(method, help=text)
        parser.add_argument("--model", "--base", dest="base", type=Path, required=True, help="the GGUF that is served")
        parser.add_argument(
            "--out", type=Path, help="folder; a stopped run resumes here (default: in your data folder)"
        )
        parser.add_argument("--data", type=Path, help="JSON lines instead of the event log")
        parser.add_argument("--log", type=Path, help="event log (default: yours)")
        parser.add_argument("--epochs", type=int, default=3)
        parser.add_argument("--batch", type=int, default=8, help="examples per step")
        parser.add_argument("--lr", type=float, help="learning rate (default: suited to the model's width)")
        parser.add_argument("--rank", type=int, default=16)
        parser.add_argument("--beta", type=float, default=0.1)
        parser.add_argument("--max-tokens", type=int, default=2048, help="of one prompt and response")
        parser.add_argument(
            "--micro-tokens", type=int, default=8192, help="per forward pass; halved when memory runs out"
        )
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--threads", type=int, default=1, help="CPU threads (1 while the server runs)")
        parser.add_argument("--device", default="", help="cpu or cuda (default: what is here)")
        parser.add_argument("--gradient-checkpointing", action="store_true", help="less memory, a third slower")
        parser.add_argument("--json", action="store_true", help="progress as JSON lines")
        if method == "dpo":
            parser.add_argument("--loss", choices=("dpo+nll", "dpop", "dpo"), default="dpo+nll")
        parser.set_defaults(run=run_train, method=method)


def run_train(arguments: argparse.Namespace) -> int:
    from understudy.paths import data_dir
    from understudy_trainer.methods.step import Objective
    from understudy_trainer.run.config import Config
    from understudy_trainer.run.train import train

    method: Method = arguments.method
    examples, held_out = training_data(arguments, method)
    config = Config(
        replace(Objective(method, beta=arguments.beta), dpo_loss=getattr(arguments, "loss", "dpo+nll")),
        epochs=arguments.epochs,
        batch=arguments.batch,
        learning_rate=arguments.lr,
        rank=arguments.rank,
        alpha=2 * arguments.rank,
        max_tokens=arguments.max_tokens,
        micro_tokens=arguments.micro_tokens,
        seed=arguments.seed,
        threads=arguments.threads,
        device=arguments.device,
        gradient_checkpointing=arguments.gradient_checkpointing,
    )
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    result = train(
        arguments.base,
        examples,
        arguments.out or data_dir() / "runs" / method,
        config,
        held_out=held_out,
        sink=_json_line if arguments.json else _human_line,
        cancelled=stop.is_set,
    )
    if result.adapter is None:
        return EXIT_CANCELLED
    refused = result.verdict is not None and not result.verdict.adopt
    if not refused:
        _register(arguments.base, result, method)
    if arguments.json:
        print(json.dumps(_result_line(result)), flush=True)
    return EXIT_REFUSED if refused else EXIT_OK


def _register(base: Path, result: Result, method: Method) -> None:
    """Make the adapter one of `understudy adapters list`; using it is the user's step (or the language server's)."""
    from understudy.models.adapters import AdapterRegistry
    from understudy.models.gguf_header import content_sha256

    assert result.adapter is not None
    meta = {"method": method, **_result_line(result)["metrics"]}
    record = AdapterRegistry().register(result.adapter, content_sha256(base), meta)
    print(f"next: understudy adapters use {record.id}", file=sys.stderr)


def _result_line(result: Result) -> dict[str, Any]:
    """What `lsp.trainer_process` waits for: was it adopted, why, and where the adapter lies."""
    verdict = result.verdict
    metrics: dict[str, Any] = {"steps": result.steps}
    if verdict is not None:
        metrics |= {
            "held_out": verdict.held_out,
            "accuracy_before": verdict.accuracy_before,
            "accuracy_after": verdict.accuracy_after,
            "margin": verdict.margin.mean,
        }
    return {
        "kind": "result",
        "adopted": verdict is not None and verdict.adopt,
        "message": verdict.reason if verdict else "there are no held-out pairs to judge it by",
        "adapter": str(result.adapter),
        "metrics": metrics,
    }


def _json_line(progress: Progress) -> None:
    share = progress.step / progress.steps if progress.steps else 0.0
    print(json.dumps({**asdict(progress), "share": share, "message": _text(progress)}), flush=True)


def _human_line(progress: Progress) -> None:
    print(_text(progress), flush=True)


def _text(progress: Progress) -> str:
    if progress.kind == "step":
        margin = f"  margin {progress.margin:+.3f}" if progress.margin else ""
        return f"step {progress.step}/{progress.steps}  loss {progress.loss:.4f}{margin}  {progress.seconds:.0f} s"
    return f"{progress.kind}: {progress.message}" if progress.message else progress.kind
