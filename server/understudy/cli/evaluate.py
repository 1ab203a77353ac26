"""`understudy eval SUITE`: pass@k, selected pass@1, rank-score@k, budgets; every sample in the sandbox.

Also `eval compare A.json B.json` and `eval check SUITE`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import get_args

from understudy.cli import evaluated, evaluating, remote, rooms
from understudy.settings import Policy
from understudy_trainer.evaluate import plots
from understudy_trainer.evaluate.formats import load
from understudy_trainer.evaluate.sampling import Plan
from understudy_trainer.evaluate.select import Select

OTHERS = {
    "compare": (evaluated.run_compare, {"json", "plot"}),
    "check": (evaluated.run_check, {"json", "limit"}),
}
"""Words in the suite's place, and the options they take."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "understudy eval SUITE [options] | compare A.json B.json | check SUITE"
    parser.add_argument(
        "suite",
        nargs="+",
        metavar="SUITE",
        help="a JSONL file of HumanEval, Infilling, MBPP, EvalPlus (plain or .gz), or families:seed=7,count=100 "
        "(with infill=end, line or lines: gaps to fill); compare A.json B.json: two runs problem by problem; "
        "check SUITE: whether its solutions pass and known-wrong code fails",
    )
    parser.add_argument("--model", default="", help="name or GGUF file (default: the model in use)")
    parser.add_argument("--adapter", default="none", help="id or GGUF file (default: none)")
    parser.add_argument("--n", type=int, default=1, help="samples a problem (default %(default)s)")
    parser.add_argument("--temperature", type=float, default=None, help="default: 0 for n=1, else 0.8")
    parser.add_argument("--policy", choices=get_args(Policy), default="direct")
    parser.add_argument("--select", choices=get_args(Select), default="nll", help="who picks the one sample shown")
    parser.add_argument("--limit", type=int, default=None, metavar="K", help="only the first K problems")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=0, help="of the engine (default: physical cores)")
    parser.add_argument(
        "--seconds", default="", metavar="T,T", help="instead: selected pass@1 by the visible tests within these times"
    )
    parser.add_argument(
        "--speed", action="store_true", help="also time right samples against the suite's solutions, in turns"
    )
    parser.add_argument(
        "--json", type=Path, default=None, metavar="OUT", help="write the numbers here, problem by problem"
    )
    parser.add_argument("--plot", type=Path, default=None, metavar="OUT.png", help="pass@k against seconds and FLOPs")
    parser.add_argument(
        "--samples", type=Path, default=None, metavar="FILE", help="samples as JSONL (default: beside --json)"
    )
    parser.add_argument("--fresh", action="store_true", help="sample anew what was sampled before")
    parser.add_argument("--judge-again", action="store_true", help="run the tests again on samples kept from before")
    parser.add_argument("--ray", type=int, default=0, metavar="WORKERS", help="spread the problems over Ray workers")
    parser.add_argument("--ray-address", default="", metavar="HOST:PORT", help="default: start a cluster here")
    remote.add_argument(parser)


def run(args: argparse.Namespace) -> int:
    if (word := args.suite[0]) in OTHERS:
        other, takes = OTHERS[word]
        _refuse_others(args, word, takes)
        return other(args, args.suite[1:])
    if len(args.suite) > 1:
        raise rooms.UsageError("eval measures one suite at a time.", "To compare two runs: eval compare A.json B.json.")
    args.suite = args.suite[0]
    if min(args.n, args.ray + 1) < 1 or (args.limit is not None and args.limit < 1) or args.threads < 0:
        raise rooms.UsageError(
            "--n and --limit must be at least 1, --ray and --threads at least 0.", "Try --n 8 --limit 20."
        )
    if args.plot:
        plots.require()
    problems = load(args.suite, args.limit)
    heat = args.temperature if args.temperature is not None else 0.0 if args.n == 1 else 0.8
    how = Plan(args.n, heat, args.policy, args.seed)
    return evaluating.raced(problems, how, args) if args.seconds else evaluating.sampled(problems, how, args)


def _refuse_others(args: argparse.Namespace, word: str, takes: set[str]) -> None:
    plain = argparse.ArgumentParser()
    add_arguments(plain)
    usual = vars(plain.parse_args(args.suite))
    for name, value in vars(args).items():
        if name not in takes and value != usual[name]:
            option = f"--{name.replace('_', '-')}"
            raise rooms.UsageError(f"{option} means nothing to eval {word}.", f"Leave it out; it takes {_list(takes)}.")


def _list(names: set[str]) -> str:
    return " and ".join(f"--{name}" for name in sorted(names))
