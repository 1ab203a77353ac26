"""`understudy eval SUITE`: pass@k, selected pass@1, rank-score@k, budgets; every sample in the sandbox."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import functools
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from understudy.cli import remote, rooms
from understudy.cli.output import OK, StatusLine, note
from understudy.models.bundled import resolve
from understudy.models.gguf_header import content_sha256
from understudy.runner.program import ProgramPool
from understudy.settings import Policy
from understudy_trainer.evaluate import budgeted
from understudy_trainer.evaluate.engines import KEY_VARIABLE, EngineAt, opened
from understudy_trainer.evaluate.formats import Problem, load
from understudy_trainer.evaluate.report import as_json, table
from understudy_trainer.evaluate.sampling import Plan, Sample
from understudy_trainer.evaluate.select import Select
from understudy_trainer.evaluate.suite import Evaluation, evaluate, measured
from understudy_trainer.evaluate.worker import judging
from understudy_trainer.scale.over_ray import over_ray


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "suite",
        help="a JSONL file of HumanEval, Infilling, MBPP, EvalPlus (plain or .gz), or families:seed=7,count=100 "
        "(with infill=end, line or lines: gaps to fill)",
    )
    parser.add_argument("--model", default="", help="name or GGUF file (default: the model in use)")
    parser.add_argument("--adapter", default="none", help="id or GGUF file (default: none)")
    parser.add_argument("--n", type=int, default=1, help="samples a problem (default %(default)s)")
    parser.add_argument("--temperature", type=float, default=None, help="default: 0 for n=1, else 0.8")
    parser.add_argument("--policy", choices=get_args(Policy), default="direct")
    parser.add_argument("--select", choices=get_args(Select), default="nll", help="who picks the one sample shown")
    parser.add_argument("--limit", type=int, default=None, metavar="K", help="only the first K problems")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--seconds", default="", metavar="T,T", help="instead: selected pass@1 by the visible tests within these times"
    )
    parser.add_argument(
        "--json", type=Path, default=None, metavar="OUT", help="write the numbers here, samples beside it"
    )
    parser.add_argument("--ray", type=int, default=0, metavar="WORKERS", help="spread the problems over Ray workers")
    parser.add_argument("--ray-address", default="", metavar="HOST:PORT", help="default: start a cluster here")
    remote.add_argument(parser)
    parser.add_argument("--samples", type=Path, default=None, metavar="FILE", help="samples as JSONL")


def run(args: argparse.Namespace) -> int:
    if min(args.n, args.ray + 1) < 1 or (args.limit is not None and args.limit < 1):
        raise rooms.UsageError("--n and --limit must be at least 1, --ray at least 0.", "Try --n 8 --limit 20.")
    problems = load(args.suite, args.limit)
    heat = args.temperature if args.temperature is not None else 0.0 if args.n == 1 else 0.8
    how = Plan(args.n, heat, args.policy, args.seed)
    target = args.json or Path(f"eval-{time.strftime('%Y%m%d-%H%M%S')}.json")
    samples = args.samples or target.with_suffix(".samples.jsonl")
    started = time.monotonic()
    if args.seconds:
        return _raced(problems, how, args)
    result, facts = rooms.run_async(lambda: _evaluate(problems, how, args, samples))
    facts |= {"seconds": round(time.monotonic() - started, 1), "samples": str(samples)}
    print(table(result.metrics))
    if args.json:
        args.json.write_text(json.dumps(result.as_json(**facts), indent=2) + "\n")
    note(f"{len(problems)} problems, {facts['seconds']} s; every sample is in {samples}")
    return OK


def _raced(problems: list[Problem], how: Plan, args: argparse.Namespace) -> int:
    """`--seconds`: sampling and testing on a clock."""
    try:
        seconds = sorted({float(t) for t in args.seconds.split(",")})
    except ValueError:
        seconds = []
    if not seconds or min(seconds) <= 0 or args.ray or args.policy != "direct":
        raise rooms.UsageError(
            "--seconds takes times above zero, and goes with the direct policy on one machine.", "Try --seconds 2,5,10."
        )
    how = replace(how, temperature=args.temperature if args.temperature is not None else 0.8)
    raced, facts = rooms.run_async(lambda: _race(problems, how, seconds, args))
    found = budgeted.measure(raced, seconds)
    print(table(found))
    facts |= {"rows": sum(r.rows for r in raced), "problems": len(raced), "metrics": as_json(found)}
    if args.json:
        args.json.write_text(json.dumps(facts, indent=2) + "\n")
    note(f"{len(problems)} problems, {facts['rows']} samples drawn")
    return OK


async def _race(
    problems: list[Problem], how: Plan, seconds: list[float], args: argparse.Namespace
) -> tuple[list[budgeted.Raced], dict[str, Any]]:
    status, raced = StatusLine(), list[budgeted.Raced]()
    async with opened(await _where(args)) as engine, ProgramPool() as pool, contextlib.AsyncExitStack() as stack:
        stack.callback(status.clear)
        for problem in problems:
            raced.append(await budgeted.race(problem, how, seconds, engine, pool))
            status.show(f"{len(raced)} of {len(problems)} problems · {sum(r.shown[-1] for r in raced)} right")
        return raced, {"suite": args.suite, "model": engine.info.name, "model_sha256": engine.info.sha256}


async def _evaluate(
    problems: list[Problem], how: Plan, args: argparse.Namespace, samples: Path
) -> tuple[Evaluation, dict[str, Any]]:
    status, solved = StatusLine(), 0

    def show(done: int, total: int, drawn: list[Sample]) -> None:
        nonlocal solved
        solved += any(s.passed for s in drawn)
        status.show(f"{done} of {total} problems · {solved} solved by some sample")

    where = await _where(args)
    async with opened(where) as engine, contextlib.AsyncExitStack() as stack:
        info = engine.info
        stack.callback(status.clear)
        if args.ray:
            await engine.close()  # it only told what model this is; every worker opens its own
            opening = functools.partial(judging, where, how, args.select)
            results = over_ray(problems, opening, workers=args.ray, address=args.ray_address)
            result = await measured(results, len(problems), args.select, info.parameters, samples, show)
        else:
            pool = await stack.enter_async_context(ProgramPool())
            result = await evaluate(problems, how, args.select, engine, pool, samples_file=samples, on_problem=show)
    return result, {
        "suite": args.suite,
        "model": info.name,
        "model_sha256": info.sha256,
        "adapter": await asyncio.to_thread(content_sha256, where.adapter) if where.adapter else "",
        "n": how.n,
        "temperature": how.temperature,
        "policy": how.policy,
        "select": args.select,
        "seed": how.seed,
    }


async def _where(args: argparse.Namespace) -> EngineAt:
    if args.remote:
        if args.adapter != "none":
            raise rooms.UsageError("An adapter works with the local model only.", "Leave out --adapter or --remote.")
        return EngineAt(args.model, url=args.remote, key_variable=KEY_VARIABLE)
    path = await asyncio.to_thread(resolve, args.model)
    file, _ = await asyncio.to_thread(rooms.find_adapter, args.adapter, path)
    return EngineAt(str(path), adapter=file)
