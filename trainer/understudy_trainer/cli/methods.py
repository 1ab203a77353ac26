"""`understudy train dpo|kto|rrtf|sft|plan`: a run from arguments.

The root command calls `add_parsers`; each parser's `run` default takes the arguments, returns the exit status.
Typed errors rise to the root command, which shows them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from understudy_trainer.cli import numbers, objective
from understudy_trainer.cli.common import (
    EXIT_CANCELLED,
    EXIT_OK,
    EXIT_REFUSED,
    add_model,
    found_model,
    training_data,
)
from understudy_trainer.cli.numbers import whole
from understudy_trainer.cli.results import register, result_line, shown, told

if TYPE_CHECKING:
    from understudy_trainer.data.examples import Example, Method
    from understudy_trainer.gate.judge import Evaluator
    from understudy_trainer.run.config import Config
    from understudy_trainer.run.stopping import Stop

LEAST_TOKENS = 128  # of --max-tokens: a shorter prompt and response teach nothing (`run.machine`)
MOST_RANK, MOST_THREADS = 4096, 1024

_HELP: dict[Method, str] = {
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
        _add_data(parser)
        _add_training(parser)
        objective.add_arguments(parser, method)
        _add_gate(parser)
        _add_machine(parser)
        parser.set_defaults(run=run_train, method=method)


def _add_data(parser: argparse.ArgumentParser) -> None:
    add_model(parser)
    parser.add_argument("--out", type=Path, help="folder; a stopped run resumes here (default: in your data folder)")
    parser.add_argument("--data", type=Path, help="JSON lines instead of the event log")
    parser.add_argument("--log", type=Path, help="event log (default: yours)")
    parser.add_argument("--json", action="store_true", help="progress as JSON lines")


def _add_training(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("training")
    group.add_argument("--epochs", type=whole(1), default=3)
    group.add_argument("--batch", type=whole(1), default=8, help="examples per step, over all processes")
    group.add_argument("--lr", type=numbers.above(0), help="learning rate (default: suited to the model's width)")
    group.add_argument("--rank", type=whole(1, MOST_RANK), default=16, help="of the LoRA adapter")
    group.add_argument("--alpha", type=whole(1), help="LoRA's scale is alpha / rank (default: twice the rank)")
    group.add_argument("--rslora", action="store_true", help="scale by alpha / sqrt rank, for high ranks")
    group.add_argument("--targets", nargs="+", metavar="NAME", help="linears to adapt (default: all seven of a layer)")
    group.add_argument("--max-tokens", type=whole(LEAST_TOKENS), default=2048, help="of one prompt and response")
    group.add_argument("--seed", type=numbers.seed, default=0)


def _add_machine(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("machine")
    group.add_argument("--device", default="", help="cpu or cuda (default: what is here)")
    group.add_argument(
        "--threads", type=whole(1, MOST_THREADS), default=1, help="CPU threads (1 while the server runs)"
    )
    group.add_argument(
        "--bf16", action=argparse.BooleanOptionalAction, help="number format of products (default: where fast)"
    )
    group.add_argument("--micro-tokens", type=whole(1), help="per forward pass (default: what fits)")
    group.add_argument(
        "--quantized-base", action="store_true", default=None, help="QLoRA: keep the GGUF's weights packed"
    )
    group.add_argument(
        "--gradient-checkpointing", action="store_true", default=None, help="less memory, a third slower"
    )
    group.add_argument("--share-gpu", action="store_true", help="train although others use the GPU")
    group.add_argument("--shard", action="store_true", help="spread the base's layers over the processes (FSDP)")


def _add_gate(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("gate")
    group.add_argument("--quick", action="store_true", help="a quarter of the items and of the time")
    group.add_argument("--no-run", action="store_true", help="run no code: leave out what needs the sandbox")
    group.add_argument("--preferences-only", action="store_true", help="ask the model nothing: preferences alone")


def run_train(arguments: argparse.Namespace) -> int:
    from understudy_trainer.run.distributed import joined
    from understudy_trainer.run.stopping import Stop
    from understudy_trainer.run.train import train

    method = arguments.method
    stop = Stop.on_signals()
    wanted = config(arguments)
    arguments.base = found_model(arguments.base)
    examples, held_out = training_data(arguments, method, arguments.base)
    out = arguments.out or _default_folder(method, arguments.base)
    with (
        joined(arguments.device) as group,
        shown(arguments.json) if group.main else nullcontext(lambda progress: None) as sink,
    ):
        result = train(
            arguments.base,
            examples,
            out,
            wanted,
            held_out=held_out,
            sink=sink,
            stop=stop,
            evaluators=_evaluators(arguments, held_out, stop) if group.main else (),
            group=group,
        )
    if result.adapter is None or not group.main:
        return EXIT_CANCELLED if stop.asked else EXIT_OK
    refused = result.verdict is not None and result.verdict.judged and not result.verdict.adopt
    record = (
        None if refused else register(arguments.base, result, method, Counter(example.source for example in examples))
    )
    if arguments.json:
        print(json.dumps(result_line(result, record)), flush=True)
    return EXIT_REFUSED if refused else EXIT_OK


def _evaluators(arguments: argparse.Namespace, held_out: Sequence[Example], stop: Stop) -> Sequence[Evaluator]:
    from understudy.learn.store import Log
    from understudy_trainer.gate.evaluators import default_evaluators

    if arguments.preferences_only:
        return ()
    with nullcontext() if arguments.data else Log.open(arguments.log) as log:
        return default_evaluators(
            arguments.base,
            quick=arguments.quick,
            run=not arguments.no_run,
            log=log,
            held_out=held_out,
            cancelled=lambda: stop.asked,
            tell=told(arguments.json),
        )


def config(arguments: argparse.Namespace) -> Config:
    """What the arguments say. Raises TrainError for values that cannot be."""
    from understudy_trainer.errors import TrainError
    from understudy_trainer.run.config import LINEARS, Config

    unknown = set(arguments.targets or ()) - set(LINEARS)
    if unknown:
        raise TrainError(f"There is no linear {', '.join(sorted(unknown))}.", f"Pick from {', '.join(LINEARS)}.")
    return Config(
        objective.objective(arguments, arguments.method),
        epochs=arguments.epochs,
        batch=arguments.batch,
        learning_rate=arguments.lr,
        rank=arguments.rank,
        alpha=2 * arguments.rank if arguments.alpha is None else arguments.alpha,
        rslora=arguments.rslora,
        targets=tuple(arguments.targets or LINEARS),
        max_tokens=arguments.max_tokens,
        seed=arguments.seed,
        threads=arguments.threads,
        device=arguments.device,
        bf16=arguments.bf16,
        micro_tokens=arguments.micro_tokens,
        packed=arguments.quantized_base,
        gradient_checkpointing=arguments.gradient_checkpointing,
        share_gpu=arguments.share_gpu,
        shard=arguments.shard,
    )


def _default_folder(method: str, base: Path) -> Path:
    """One folder per method and base, for the command line and the editor alike: either goes on where the other was."""
    from understudy.models.gguf_header import content_sha256
    from understudy.paths import data_dir

    return data_dir() / "training" / f"{method}-{content_sha256(base)[:16]}"
