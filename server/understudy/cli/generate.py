"""`understudy generate FILE::QUALNAME`: propose a body, say what the workspace's tests said of it."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import math
from pathlib import Path
from typing import Any, get_args

from understudy.cli import remote, rooms
from understudy.cli.apply import write_atomically
from understudy.cli.output import FAILED, OK, StatusLine, note, print_json
from understudy.context.functions import split_lines
from understudy.generate.budget import Clock
from understudy.generate.loop import generate_with_tests, locate
from understudy.generate.summary import verdict_line
from understudy.generate.types import Outcome, Progress, Request, TriedCandidate
from understudy.settings import GenerateSettings, Policy

DEFAULTS = GenerateSettings()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="FILE::QUALNAME", help="a function: app.py::Cart.total")
    parser.add_argument(
        "--budget", type=float, default=DEFAULTS.budget_seconds, metavar="S", help="seconds for all of it"
    )
    parser.add_argument("--n", type=int, default=DEFAULTS.candidates, help="samples at most (default %(default)s)")
    parser.add_argument("--policy", choices=get_args(Policy), default=DEFAULTS.policy)
    parser.add_argument("--model", default="", help="name or GGUF file (default: the model in use)")
    parser.add_argument("--adapter", default=None, help='adapter file, or "none" (default: the one in use)')
    remote.add_argument(parser)
    parser.add_argument("--python", default="", help="interpreter of the tests (default: the workspace's own)")
    parser.add_argument(
        "--workspace", type=Path, default=None, help="folder whose tests are run (default: the file's project)"
    )
    parser.add_argument("--json", action="store_true", help="everything as one JSON document on stdout")
    parser.add_argument("--apply", action="store_true", help="write the proposal into the file if it passed every test")
    parser.add_argument(
        "--unverified", action="store_true", help="with --apply: write it also when nothing was verified"
    )


def run(args: argparse.Namespace) -> int:
    """0 = a proposal (with --apply: written), 1 = none."""
    request = _request(args)
    Clock.start(request.budget_s)  # both say what is wrong before a model is loaded
    locate(request)
    workspace = (args.workspace or rooms.workspace_of(request.file)).resolve()
    outcome = rooms.run_async(lambda: _generate(request, workspace, args))
    if args.json:
        print_json(as_json(outcome))
    else:
        print(outcome.summary)
        if outcome.next_step:
            note(f"next: {outcome.next_step}")
        if outcome.new_text is not None:
            print(diff(request.file.name, request.text, outcome.new_text), end="")
    if args.apply:
        return OK if _apply(request, outcome, args.unverified) else FAILED
    return OK if outcome.new_text is not None else FAILED


def parse_target(target: str) -> tuple[Path, str]:
    """FILE::QUALNAME taken apart. Raises UsageError."""
    file, mark, qualname = target.rpartition("::")
    if not mark or not file or not qualname:
        raise rooms.UsageError(f"{target} names no function.", "Write FILE::QUALNAME, for example app.py::Cart.total.")
    return Path(file).absolute(), qualname


def diff(name: str, old: str, new: str) -> str:
    """A unified diff with three lines of context."""
    lines = difflib.unified_diff(_plain(old), _plain(new), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The outcome as plain values; candidates best first."""
    return {
        "summary": outcome.summary,
        "verified": outcome.verified,
        "function": outcome.site.qualname,
        "tests": list(outcome.tests),
        "chosen": outcome.chosen,
        "reason": outcome.reason,
        "next_step": outcome.next_step,
        "sandbox": outcome.tested_by,
        "sampled": outcome.sampled,
        "elapsed_s": round(outcome.elapsed_s, 3),
        "new_text": outcome.new_text,
        "candidates": [_candidate_json(c) for c in outcome.candidates],
    }


def _candidate_json(tried: TriedCandidate) -> dict[str, Any]:
    verdict = tried.verdict
    return {
        "body": tried.text,
        "plan": list(tried.plan),
        "source": tried.source,
        "mean_logprob": tried.mean_logprob if math.isfinite(tried.mean_logprob) else None,
        "status": verdict.status if verdict else None,
        "passed": verdict.passed if verdict else None,
        "total": verdict.total if verdict else None,
        "tier": verdict.tier if verdict else None,
        "failures": [{"test": f.nodeid, "message": f.message} for f in verdict.failures] if verdict else [],
    }


def _request(args: argparse.Namespace) -> Request:
    if args.n < 1:
        raise rooms.UsageError(f"--n {args.n} asks for no candidate.", "Ask for at least one: --n 8.")
    file, qualname = parse_target(args.target)
    return Request(
        file,
        rooms.read_source(file),
        qualname=qualname,
        budget_s=args.budget,
        n=args.n,
        policy=args.policy,
        python=args.python,
    )


async def _generate(request: Request, workspace: Path, args: argparse.Namespace) -> Outcome:
    status = StatusLine()

    def show(progress: Progress) -> None:
        best = f" · best so far: {verdict_line(progress.best)}" if progress.best else ""
        status.show(
            f"{progress.stage} · {progress.tried} of {progress.sampled} usable{best} · {progress.elapsed_s:.1f} s"
        )

    async with (
        rooms.engine(args.model, adapter=args.adapter, url=args.remote) as engine,
        rooms.runner(workspace, request.python) as (runner, why),
    ):
        with rooms.log_for(request.file, workspace) as log, contextlib.ExitStack() as cleared:
            cleared.callback(status.clear)
            return await generate_with_tests(
                engine.request(request), engine.client, runner, on_progress=show, log=log, no_runner=why
            )


def _apply(request: Request, outcome: Outcome, unverified: bool) -> bool:
    if outcome.new_text is None or not (outcome.verified or unverified):
        note("not written: only a proposal that passed every test is (--unverified writes it anyway)")
        return False
    write_atomically(request.file, request.text, outcome.new_text)
    note(f"wrote {request.file}")
    return True


def _plain(text: str) -> list[str]:
    return [line.rstrip("\r\n") + "\n" for line in split_lines(text)]
