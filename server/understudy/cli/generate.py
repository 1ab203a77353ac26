"""`understudy generate FILE::QUALNAME`: propose a body, say what the workspace's tests said of it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import difflib
import math
import time
from pathlib import Path
from typing import Any, get_args

from understudy.cli import remote, rooms, wanted
from understudy.cli.apply import write_atomically
from understudy.cli.output import FAILED, OK, StatusLine, note, print_json
from understudy.context.functions import split_lines
from understudy.generate import closing, controller, runners
from understudy.generate.budget import Clock
from understudy.generate.loop import generate_with_tests, locate
from understudy.generate.summary import verdict_line
from understudy.generate.types import Evidence, Outcome, Progress, Request, TriedCandidate
from understudy.generate.wanted import GivenTests, Target, request_for
from understudy.generate.weak.question import as_text
from understudy.models import installed
from understudy.models.gguf_header import content_sha256
from understudy.settings import GenerateSettings, Policy

AUTO = "auto"
DEFAULTS = GenerateSettings()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "target",
        metavar="FILE::QUALNAME",
        help="a function or class (app.py::Cart.total), or a test of what does not exist yet (test_app.py::test_total)",
    )
    parser.add_argument(
        "--budget", type=float, default=DEFAULTS.budget_seconds, metavar="S", help="seconds for all of it"
    )
    parser.add_argument("--n", type=int, default=DEFAULTS.candidates, help="samples at most (default %(default)s)")
    parser.add_argument("--policy", choices=[*get_args(Policy), AUTO], default=DEFAULTS.policy)
    parser.add_argument(
        "--faster", action="store_true", help="spend the whole budget on more that pass, and propose the fastest"
    )
    parser.add_argument(
        "--model",
        default="",
        help='name or GGUF file (default: the model in use); "auto": what was measured to do best within the budget',
    )
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
    workspace = (args.workspace or rooms.workspace_of(request.file)).resolve()
    found = wanted.wanted_by(request.file, request.text, request.qualname or "", workspace, args.python)
    target = found.targets[0] if found else None
    if found is not None and target is not None:
        wanted.say(found, workspace)
        request = request_for(target, request)
    old = target.old_text if target else request.text
    locate(request)
    outcome, overrun_s = rooms.run_async(lambda: _generate(request, workspace, args, target))
    if args.json:
        print_json({"file": str(request.file), **as_json(outcome), "overrun_s": round(overrun_s, 3)})
    else:
        _show(request, outcome, old)
    if args.apply:
        return OK if _apply(request, outcome, args.unverified, target) else FAILED
    return OK if outcome.new_text is not None else FAILED


def parse_target(target: str) -> tuple[Path, str]:
    """FILE::QUALNAME taken apart. Raises UsageError."""
    file, mark, qualname = target.partition("::")  # a test's name may hold another one
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
        "sandbox_command": outcome.sandbox,
        "excluded": [{"test": test.nodeid, "why": test.why} for test in outcome.excluded],
        "evidence": _evidence_json(outcome.evidence) if outcome.evidence else None,
        "question": _question_json(outcome),
        "speedup": round(outcome.speedup, 2) if outcome.speedup else None,
        "faster_than": outcome.faster_than,
        "sampled": outcome.sampled,
        "elapsed_s": round(outcome.elapsed_s, 3),
        "new_text": outcome.new_text,
        "candidates": [_candidate_json(c) for c in outcome.candidates],
    }


def question_lines(outcome: Outcome) -> list[str]:
    """The question to the user as text: the call, then each answer with the places of its candidates; [] without."""
    question = outcome.evidence.question if outcome.evidence else None
    if question is None:
        return []
    lines = [as_text(question)]
    for answer in question.answers:
        places = ", ".join(str(index + 1) for index in answer.candidates)
        lines.append(f"  {answer.text}  (candidate{'s' * (len(answer.candidates) != 1)} {places})")
    return lines


def _show(request: Request, outcome: Outcome, old: str) -> None:
    print(outcome.summary)
    if outcome.tested_by:
        note(f"sandbox: {outcome.sandbox}")
    for test in outcome.excluded:
        note(f"left out: {test.nodeid} ({test.why})")
    for line in question_lines(outcome):
        print(line)
    if outcome.next_step:
        note(f"next: {outcome.next_step}")
    if outcome.new_text is not None:
        print(diff(request.file.name, old, outcome.new_text), end="")


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    return {
        "calls": evidence.calls,
        "groups": list(evidence.groups),
        "asserts": evidence.asserts,
        "rule": evidence.rule,
    }


def _question_json(outcome: Outcome) -> dict[str, Any] | None:
    question = outcome.evidence.question if outcome.evidence else None
    if question is None:
        return None
    return {
        "call": question.call,
        "answers": [{"text": answer.text, "candidates": list(answer.candidates)} for answer in question.answers],
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
        "seconds": tried.seconds,
        "weak": tried.weak,
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
        goal="faster" if args.faster else "pass",
    )


def _model(asked: str, request: Request, remote_url: str) -> str:
    """The name or path to load, "" = the model in use."""
    if asked != AUTO:
        return asked
    if remote_url:
        raise rooms.UsageError("--model auto chooses among local models.", "Leave out --remote, or name its model.")
    here = {content_sha256(entry.path): entry.path for entry in installed.entries() if entry.path is not None}
    best = controller.choose(request.budget_s, controller.curves(here))
    note(f"model: {best.name}" if best else "model: the one in use, since none here was measured")
    return str(here[best.model]) if best else ""


async def _generate(
    request: Request, workspace: Path, args: argparse.Namespace, target: Target | None
) -> tuple[Outcome, float]:
    """The outcome, and the seconds by which the whole call was longer than its budget."""
    model = await asyncio.to_thread(_model, args.model, request, args.remote)
    status = StatusLine()

    def show(progress: Progress) -> None:
        best = f" · best so far: {verdict_line(progress.best)}" if progress.best else ""
        status.show(
            f"{progress.stage} · {progress.tried} of {progress.sampled} usable{best} · {progress.elapsed_s:.1f} s"
        )

    async with (
        rooms.engine(model, adapter=args.adapter, url=args.remote) as engine,
        runners.opened(workspace, python=request.python) as (runner, why),
    ):
        with rooms.log_for(request.file, workspace) as log, contextlib.ExitStack() as cleared:
            cleared.callback(status.clear)
            begun = time.monotonic()
            given = GivenTests(runner, target.tests) if runner and target and target.tests else runner
            outcome = await generate_with_tests(
                engine.request(request), engine.client, given, on_progress=show, log=log, no_runner=why
            )
            overrun_s = max(0.0, time.monotonic() - begun - request.budget_s)
            await closing.settled(runners.SETTLING_S)  # the log is closed next
            return outcome, overrun_s


def _apply(request: Request, outcome: Outcome, unverified: bool, target: Target | None) -> bool:
    if outcome.new_text is None or not (outcome.verified or unverified):
        note("not written: only a proposal that passed every test is (--unverified writes it anyway)")
        return False
    if target is not None:
        wanted.write(target, outcome.new_text)
    else:
        write_atomically(request.file, request.text, outcome.new_text)
    note(f"wrote {request.file}")
    return True


def _plain(text: str) -> list[str]:
    return [line.rstrip("\r\n") + "\n" for line in split_lines(text)]
