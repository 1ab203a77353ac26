"""`understudy train dpo|kto|rrtf|sft|plan|gate|export`: arguments in, progress lines out.

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

if TYPE_CHECKING:
    from understudy_trainer.examples import Example, Method
    from understudy_trainer.train import Progress, Result

EXIT_OK, EXIT_REFUSED, EXIT_CANCELLED = 0, 1, 130  # the root command's: done, a check failed, stopped
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
    judge = subparsers.add_parser("gate", help="judge an adapter on held-out preferences")
    judge.add_argument("--model", "--base", dest="base", type=Path, required=True)
    judge.add_argument("--adapter", type=Path, required=True, help="the run's folder (with peft/ and adapter.gguf)")
    judge.add_argument(
        "--data", type=Path, help="preference pairs as JSON lines; default: held-out pairs of the event log"
    )
    judge.add_argument("--log", type=Path)
    judge.add_argument("--json", action="store_true")
    judge.set_defaults(run=run_gate)
    export = subparsers.add_parser("export", help="checkpoint or PEFT adapter to GGUF")
    export.add_argument("source", type=Path, help="folder with config.json or adapter_config.json")
    export.add_argument("out", type=Path)
    export.add_argument("--base", type=Path, help="base GGUF, needed for an adapter")
    export.add_argument("--type", default="f16", help="f32, f16, q8_0, q4_0, ... (models only)")
    export.add_argument("--json", action="store_true")
    export.set_defaults(run=run_export)


def run_train(arguments: argparse.Namespace) -> int:
    from understudy.paths import data_dir
    from understudy_trainer.step import Objective
    from understudy_trainer.train import Config, train

    method: Method = arguments.method
    examples, held_out = _data(arguments, method)
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


def run_gate(arguments: argparse.Namespace) -> int:
    import torch
    from peft import PeftModel

    from understudy_trainer.base import load_base
    from understudy_trainer.examples import rows
    from understudy_trainer.gate import judge
    from understudy_trainer.step import Runner

    train_side, held_out = _data(arguments, "dpo")
    base = load_base(arguments.base, torch.device("cpu"))
    model = PeftModel.from_pretrained(base.model, str(arguments.adapter / "peft"))
    runner = Runner(
        model, torch.device("cpu"), bf16=False, micro_tokens=8192, note=lambda text: print(text, file=sys.stderr)
    )
    pairs = [*train_side, *held_out] if arguments.data else held_out
    verdict = judge(runner, rows(pairs, base.codec, "dpo", 2048), arguments.adapter / "adapter.gguf")
    print(
        json.dumps(verdict.to_dict())
        if arguments.json
        else f"{'adopt' if verdict.adopt else 'refuse'}: {verdict.reason}"
    )
    return EXIT_OK if verdict.adopt else EXIT_REFUSED


def run_export(arguments: argparse.Namespace) -> int:
    from understudy_trainer.export.adapter import export_lora
    from understudy_trainer.export.errors import ExportError
    from understudy_trainer.export.model import export_model
    from understudy_trainer.export.quantize import quantize

    if (arguments.source / "adapter_config.json").exists():
        if arguments.base is None:
            raise ExportError("An adapter needs the model it belongs to.", "Name its GGUF file with --base.")
        count = export_lora(arguments.source, arguments.out, arguments.base)
    elif arguments.type in ("f32", "f16", "q8_0"):
        count = export_model(arguments.source, arguments.out, dtype=arguments.type)
    else:
        middle = arguments.out.with_name(f".{arguments.out.name}.f16")
        try:
            count = export_model(arguments.source, middle, dtype="f16", name=arguments.source.name)
            quantize(middle, arguments.out, arguments.type)
        finally:
            middle.unlink(missing_ok=True)
    report = {"out": str(arguments.out), "tensors": count, "bytes": arguments.out.stat().st_size}
    print(json.dumps(report) if arguments.json else f"{report['out']}: {count} tensors, {report['bytes']:,} bytes")
    return EXIT_OK


def _data(arguments: argparse.Namespace, method: Method) -> tuple[list[Example], list[Example]]:
    """Training examples and held-out preference pairs, disjoint by function."""
    from understudy.learn.store import Log
    from understudy_trainer.examples import from_file, from_log

    if arguments.data:
        found = from_file(arguments.data, method)
        pairs = found if method == "dpo" else []
    else:
        with Log.open(arguments.log) as log:
            found, pairs = from_log(log, method), from_log(log, "dpo")
    return [e for e in found if not e.held_out], [e for e in pairs if e.held_out]


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
