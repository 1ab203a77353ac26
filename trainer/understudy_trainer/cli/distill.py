"""`understudy train distill|evolve|leaks`: plans from a teacher, harder tasks, and what data gives away of a benchmark.

A stopped run goes on where it was: what is finished lies in OUT.partial, what the teacher said in OUT.answers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from understudy_trainer.cli.common import EXIT_OK, EXIT_REFUSED, note, until_stopped
from understudy_trainer.cli.numbers import least, seed, whole
from understudy_trainer.errors import TrainError

if TYPE_CHECKING:
    from understudy_trainer.builders.sources import Given
    from understudy_trainer.builders.teachers.teacher import Wanted

OWN = ("own", "tree")  # planners that need no teacher
STUDENT_CONTEXT = 8192  # as many long rows at once as the engine has sequences


def add_parsers(subparsers: Any) -> None:
    """Add our verbs. Imports no torch, so that `--help` is instant."""
    distill = subparsers.add_parser("distill", help="plans by backward reasoning, kept by a round trip (CodePLAN)")
    _add_common(distill, "own = the tasks' own plans, tree = read off the solution's syntax tree")
    distill.add_argument("--model", default="", help="the student: name or GGUF file (default: the model in use)")
    distill.add_argument("--plans", type=whole(1), default=4, help="asked for per problem (default %(default)s)")
    distill.add_argument("--samples", type=whole(1), default=8, help="of the student, per plan (default %(default)s)")
    distill.add_argument("--ties", action="store_true", help="also keep a plan under which as many samples pass")
    distill.add_argument("--threads", type=whole(0, 1024), default=0, help="of the student (default: physical cores)")
    distill.set_defaults(run=run_distill)

    evolve = subparsers.add_parser("evolve", help="harder tasks from a teacher (Evol-Instruct), solved and compared")
    _add_common(evolve, "")
    evolve.add_argument("--rounds", type=whole(1), default=2, help="default %(default)s")
    evolve.add_argument("--solutions", type=whole(1), default=6, help="asked for per task (default %(default)s)")
    evolve.set_defaults(run=run_evolve)

    leaks = subparsers.add_parser("leaks", help="look for benchmark items in training data")
    leaks.add_argument("data", type=Path, help="JSON lines, any of our forms or others'")
    leaks.add_argument("--against", action="append", required=True, metavar="SUITE", help="benchmark file; repeatable")
    leaks.add_argument("--remove", type=Path, metavar="OUT", help="write the rows that leak nothing here")
    leaks.add_argument("--json", action="store_true", help="the whole report")
    leaks.set_defaults(run=run_leaks)


def _add_common(parser: argparse.ArgumentParser, more: str) -> None:
    parser.add_argument("source", help="training:seed=0,count=100, or a file of problems with solutions")
    parser.add_argument("--out", type=Path, required=True, help="JSON lines; the report lies beside it")
    parser.add_argument("--ids", default="", metavar="FROM-TO", help="only these task numbers (MBPP trains on 601-974)")
    parser.add_argument(
        "--evaluation-too", action="store_true", help="also problems kept for evaluation (HumanEval, MBPP below 601)"
    )
    parser.add_argument("--limit", type=whole(1), default=None, help="only the first so many problems")
    help_text = "address of an OpenAI-compatible server, or a GGUF file"
    parser.add_argument("--teacher", required=True, help=f"{help_text}; {more}" if more else help_text)
    parser.add_argument("--teacher-model", default="", help="its name at the address (default: the only one)")
    parser.add_argument("--teacher-style", choices=("auto", "chat", "plain"), default="auto", help="plain: base models")
    parser.add_argument(
        "--teacher-key", default="UNDERSTUDY_TEACHER_KEY", metavar="VARIABLE", help="default %(default)s"
    )
    parser.add_argument("--teacher-context", type=whole(1), default=8192, help="tokens, of a GGUF")
    parser.add_argument(
        "--patience", type=least(0), default=300.0, metavar="SECONDS", help="for a teacher that is away"
    )
    parser.add_argument("--at-once", type=whole(1), default=2, help="problems at the same time (default %(default)s)")
    parser.add_argument("--temperature", type=least(0), default=0.8)
    parser.add_argument("--seed", type=seed, default=0)
    parser.add_argument(
        "--against", action="append", default=[], metavar="SUITE", help="leave out what leaks this file"
    )
    parser.add_argument("--json", action="store_true", help="progress as JSON lines")


def run_distill(arguments: argparse.Namespace) -> int:
    return until_stopped(lambda: _distill(arguments))


def run_evolve(arguments: argparse.Namespace) -> int:
    if arguments.teacher in OWN:
        raise TrainError("Only a teacher can rewrite tasks.", "Name a server's address or a GGUF file with --teacher.")
    return until_stopped(lambda: _evolve(arguments))


def run_leaks(arguments: argparse.Namespace) -> int:
    from understudy_trainer.corpus import records
    from understudy_trainer.corpus.leaks import leaks

    rows = records.read(arguments.data)
    report = leaks.check(rows, arguments.against)
    if arguments.remove:
        records.write(arguments.remove, [row for number, row in enumerate(rows) if number not in report.leaking])
    if arguments.json:
        print(json.dumps(report.as_json()))
    else:
        for hit in report.hits:
            print(f"row {hit.row + 1}: {hit.item} ({', '.join(f'{k} {v:.2f}' for k, v in hit.shares.items())})")
        print(f"{len(report.leaking)} of {report.rows} rows leak one of {report.items} items")
    return EXIT_REFUSED if report.hits else EXIT_OK


async def _distill(arguments: argparse.Namespace) -> int:
    from understudy.engine.client import EngineClient
    from understudy.models.bundled import resolve
    from understudy.runner.program import ProgramPool
    from understudy_trainer.builders.journal import Journal
    from understudy_trainer.builders.plans import distill
    from understudy_trainer.builders.plans.offers import FromTeacher, FromTree, Planner
    from understudy_trainer.builders.plans.students import Student
    from understudy_trainer.builders.teachers.teacher import opened

    problems = _problems(arguments)
    how = distill.RoundTrip(
        arguments.plans, arguments.samples, arguments.temperature, arguments.seed, ties=arguments.ties
    )
    tell = _teller(arguments)

    async def run(planner: Planner) -> None:
        path = await asyncio.to_thread(resolve, arguments.model)
        client = await EngineClient.start(path, threads=arguments.threads, context_tokens=STUDENT_CONTEXT)
        try:
            settings = {"planner": planner.name, "student": client.info.sha256, **asdict(how)}
            journal = Journal(_partial(arguments.out), settings)
            async with ProgramPool() as pool:
                student = Student(client, pool, temperature=how.temperature)
                outcomes = await distill.distill(
                    problems,
                    planner,
                    student,
                    how,
                    journal,
                    at_once=arguments.at_once,
                    on_problem=lambda done, o: tell(
                        done, len(problems), o.id, o.state or f"{sum(p.kept for p in o.tried)} of {len(o.tried)} kept"
                    ),
                )
        finally:
            await client.close()
        rows = distill.rows(problems, outcomes, how, planner.name)
        _write(arguments, rows, {**settings, **distill.report(outcomes, how)})
        journal.remove()

    if arguments.teacher in OWN:
        await run(FromTree("own" if arguments.teacher == "own" else "tree"))
        return EXIT_OK
    async with opened(_wanted(arguments), note) as teacher:
        await run(FromTeacher(teacher))
    return EXIT_OK


async def _evolve(arguments: argparse.Namespace) -> int:
    from understudy.runner.program import ProgramPool
    from understudy_trainer.builders.evolution import evolve
    from understudy_trainer.builders.journal import Journal
    from understudy_trainer.builders.teachers.teacher import opened

    problems = [given.problem for given in _problems(arguments)]
    how = evolve.Evolution(arguments.rounds, arguments.solutions, arguments.temperature, arguments.seed)
    tell = _teller(arguments)
    async with opened(_wanted(arguments), note) as teacher, ProgramPool() as pool:
        settings = {"teacher": teacher.name, **asdict(how)}
        journal = Journal(_partial(arguments.out), settings)
        children = await evolve.evolve(
            problems,
            teacher,
            pool,
            how,
            journal,
            at_once=arguments.at_once,
            on_task=lambda done, total, child: tell(done, total, child.id, child.fault or "kept"),
        )
    _write(arguments, evolve.records(children), {**settings, **evolve.report(children)})
    journal.remove()
    return EXIT_OK


def _problems(arguments: argparse.Namespace) -> list[Given]:
    from understudy_trainer.builders import sources

    left_out: Counter[str] = Counter()
    found = sources.load(
        arguments.source,
        ids=arguments.ids,
        limit=arguments.limit,
        evaluation=arguments.evaluation_too,
        left_out=left_out,
    )
    for reason, count in (+left_out).items():
        note(f"left out: {count} problems {reason}")
    return found


def _wanted(arguments: argparse.Namespace) -> Wanted:
    from understudy_trainer.builders.teachers.teacher import Wanted

    return Wanted(
        arguments.teacher,
        model=arguments.teacher_model,
        style=arguments.teacher_style,
        key_variable=arguments.teacher_key,
        patience_s=arguments.patience,
        context_tokens=arguments.teacher_context,
        cache=arguments.out.with_name(f"{arguments.out.name}.answers"),
    )


def _write(arguments: argparse.Namespace, rows: list[dict[str, Any]], report: dict[str, Any]) -> None:
    """Rows without those that leak, and the report beside them; the last progress line."""
    from understudy_trainer.corpus import records
    from understudy_trainer.corpus.leaks import leaks

    if arguments.against:
        found = leaks.check(rows, arguments.against)
        rows = [row for number, row in enumerate(rows) if number not in found.leaking]
        report["leaks"] = {**found.as_json(), "against": arguments.against}
    report["rows"] = len(rows)
    records.write(arguments.out, rows)
    beside = arguments.out.with_name(f"{arguments.out.name}.report.json")
    records.write_json(beside, report)
    if arguments.json:
        print(json.dumps({"kind": "result", "out": str(arguments.out), "report": report}), flush=True)
    else:
        print(f"{len(rows)} rows in {arguments.out}; figures in {beside}")


def _teller(arguments: argparse.Namespace) -> Callable[[int, int, str, str], None]:
    def tell(done: int, total: int, name: str, message: str) -> None:
        if arguments.json:
            line = {"kind": "task", "done": done, "total": total, "share": done / total, "id": name, "message": message}
            print(json.dumps(line), flush=True)
        else:
            print(f"{done}/{total}  {name}  {message}", flush=True)

    return tell


def _partial(out: Path) -> Path:
    return out.with_name(f"{out.name}.partial")
