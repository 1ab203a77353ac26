"""`understudy train gate`: may this adapter be served?"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from understudy_trainer.cli.common import EXIT_OK, EXIT_REFUSED, training_data


def add_parsers(subparsers: Any) -> None:
    judge = subparsers.add_parser("gate", help="judge an adapter on held-out preferences")
    judge.add_argument("--model", "--base", dest="base", type=Path, required=True)
    judge.add_argument("--adapter", type=Path, required=True, help="the run's folder (with peft/ and adapter.gguf)")
    judge.add_argument(
        "--data", type=Path, help="preference pairs as JSON lines; default: held-out pairs of the event log"
    )
    judge.add_argument("--log", type=Path)
    judge.add_argument("--json", action="store_true")
    judge.set_defaults(run=run_gate)


def run_gate(arguments: argparse.Namespace) -> int:
    import torch
    from peft import PeftModel

    from understudy_trainer.data.examples import rows
    from understudy_trainer.gate.judge import judge
    from understudy_trainer.methods.step import Runner
    from understudy_trainer.model.load import load_base

    train_side, held_out = training_data(arguments, "dpo")
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
