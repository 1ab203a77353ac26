"""What tests of training runs share: preferences that a tiny model can learn, a short configuration, the command."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from understudy.learn.events import Tested, TestedCandidate
from understudy.learn.store import Log
from understudy_trainer.cli import export as export_cli
from understudy_trainer.cli import judge as judge_cli
from understudy_trainer.cli import methods as methods_cli
from understudy_trainer.data.examples import Example, Method
from understudy_trainer.methods.step import Objective
from understudy_trainer.run.config import Config

NAMES = ["total", "count", "value", "items", "other", "start", "names", "index", "result", "lines", "words", "table"]


def preferences(count: int = 12) -> list[Example]:
    """`return NAME` is liked, `pass` is not."""
    return [
        Example([2, "\n", 1, f"def get_{name}({name}):\n", 3], (f"    return {name}\n", "    pass\n"), (1.0, 0.0), name)
        for name in (f"{NAMES[i % len(NAMES)]}{i // len(NAMES) or ''}" for i in range(count))
    ]


def config(method: Method = "dpo", **changes: Any) -> Config:
    base = Config(Objective(method), epochs=3, batch=4, learning_rate=2e-3, rank=4, alpha=8, max_tokens=128, bf16=False)
    return replace(base, **changes)


def of_method(method: Method, count: int = 12) -> list[Example]:
    """The same taste as each method wants to be told."""
    pairs = preferences(count)
    if method == "kto":
        return [Example(e.prompt, (e.responses[i % 2],), (1.0 - i % 2,), e.scope) for i, e in enumerate(pairs)]
    if method == "rrtf":
        return [replace(e, responses=(*e.responses, "    return 1\n"), scores=(1.0, 0.0, 0.3)) for e in pairs]
    if method == "sft":
        return [replace(e, responses=e.responses[:1], scores=(1.0,)) for e in pairs]
    if method == "plan":
        return [replace(e, responses=e.responses[:1], scores=(1.0,), plan="    # 1. return it\n") for e in pairs]
    return pairs


def losses(history: Any) -> list[float]:
    return [entry["loss"] for entry in history]


def write_jsonl(path: Path, examples: list[Example]) -> Path:
    rows = [
        {"prompt": e.prompt, "chosen": e.responses[0], "rejected": e.responses[1], "scope": e.scope} for e in examples
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def write_log(path: Path, count: int) -> Path:
    """An event log with as many tested pairs of the same taste, a function each."""
    with Log.open(path) as log:
        for example in preferences(count):
            good = TestedCandidate(example.responses[0], "passed", 4, 4, 0.01, -0.5)
            bad = TestedCandidate(example.responses[1], "failed", 0, 4, 0.0, -0.7)
            log.tested(Tested(example.scope, f"/w/{example.scope}.py", "python", example.prompt, (good, bad), ""))
    return path


def run_cli(*arguments: str) -> int:
    """`understudy train ...` in this process."""
    parser = argparse.ArgumentParser()
    verbs = parser.add_subparsers(required=True)
    for group in (methods_cli, judge_cli, export_cli):
        group.add_parsers(verbs)
    parsed = parser.parse_args(arguments)
    status: int = parsed.run(parsed)
    return status
