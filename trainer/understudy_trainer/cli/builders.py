"""`understudy train codedpo` and `understudy train rankings`: training data from tasks, codes and tests run here.

Progress is a line a task (JSON with --json). Stopped at any moment, the same command goes on where it was.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from understudy_trainer.builders.preferences.choices import Rank, TestsBy
from understudy_trainer.cli.common import EXIT_OK, note, until_stopped
from understudy_trainer.cli.numbers import MOST, MOST_SEED

if TYPE_CHECKING:
    from understudy_trainer.builders.preferences.results import TaskResult
    from understudy_trainer.builders.preferences.seeds import Seeds
    from understudy_trainer.evaluate.engines import EngineAt
    from understudy_trainer.scale.spread import Mapper

MOST_PROGRAMS, MOST_THREADS, MOST_HEAT = 1024, 1024, 5  # at a time; of a model; temperature
SOURCES = "a folder of your code, families:seed=7,count=100, or a suite file (MBPP's training part, HumanEval's format)"
ENGINE = "model name, GGUF file, or http://host:port#model"


def add_parsers(subparsers: Any) -> None:
    """Add our verbs to `understudy train`'s."""
    _add_codedpo(
        subparsers.add_parser("codedpo", help="make preference pairs: codes x tests, self-validated (CodeDPO)")
    )
    _add_rankings(subparsers.add_parser("rankings", help="make rankings for rrtf: student and teachers, executed"))


def _add_codedpo(parser: argparse.ArgumentParser) -> None:
    _add_common(parser)
    parser.add_argument("--n", type=int, default=15, help="codes a task (default %(default)s)")
    parser.add_argument("--tests", type=int, default=15, help="tests a task the model writes (default %(default)s)")
    parser.add_argument("--temperature", type=float, default=1.0, help="of the codes (default %(default)s)")
    parser.add_argument(
        "--tests-by", choices=get_args(TestsBy), default="both", help="whole asserts, or values of calls"
    )
    parser.add_argument("--tests-from", metavar="ENGINE", default="", help=f"who writes the tests: {ENGINE}")
    parser.add_argument("--trusted", action="store_true", help="the tasks' given tests outweigh the model's own")
    parser.add_argument("--rank", choices=get_args(Rank), default="self-validation", help="how pairs are chosen")
    parser.add_argument("--margin", type=float, default=0.4, help="least difference of scores (default %(default)s)")
    parser.add_argument("--no-speed", dest="speed", action="store_false", help="no fast-against-slow pairs")
    parser.set_defaults(run=run_codedpo)


def _add_rankings(parser: argparse.ArgumentParser) -> None:
    _add_common(parser)
    parser.add_argument("--teacher", action="append", default=[], metavar="ENGINE", help=f"{ENGINE}; may be repeated")
    parser.add_argument(
        "--n", type=int, default=4, help="student's responses at each temperature (default %(default)s)"
    )
    parser.add_argument("--temperatures", default="0.2,0.8,1.2", help="of the student (default %(default)s)")
    parser.add_argument("--teacher-n", type=int, default=1)
    parser.add_argument("--teacher-temperatures", default="0.2,0.8")
    parser.add_argument("--no-canonical", dest="canonical", action="store_false", help="leave out the tasks' solutions")
    parser.add_argument("--least", type=float, default=0.8, help="score the best response must reach")
    parser.set_defaults(run=run_rankings)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=SOURCES)
    parser.add_argument("--out", type=Path, required=True, help="JSON lines; a stopped run goes on")
    parser.add_argument(
        "--model", default="", metavar="ENGINE", help=f"the student: {ENGINE} (default: the one in use)"
    )
    parser.add_argument("--adapter", type=Path, help="GGUF adapter of the student")
    parser.add_argument("--threads", type=int, default=0, help="of a local model (default: physical cores)")
    parser.add_argument("--limit", type=int, help="only so many tasks")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--programs", type=int, default=1, help="sandboxed programs at a time (default %(default)s)")
    parser.add_argument(
        "--invent", type=int, default=0, metavar="K", help="K more tasks, from concepts (with --inventor)"
    )
    parser.add_argument("--inventor", default="", metavar="TEACHER", help="who writes them: GGUF, or http(s) address")
    parser.add_argument("--ray", type=int, default=0, metavar="WORKERS", help="spread over Ray workers")
    parser.add_argument("--ray-address", default="", help="of a running cluster (default: one is started here)")
    parser.add_argument("--json", action="store_true", help="progress and report as JSON lines")


def run_codedpo(arguments: argparse.Namespace) -> int:
    """Exit status. Raises UnderstudyError."""
    from understudy_trainer.builders.preferences.codedpo import Settings
    from understudy_trainer.builders.preferences.making import pair_worker
    from understudy_trainer.builders.preferences.results import PairRow
    from understudy_trainer.evaluate.engines import TEACHER_KEY_VARIABLE, at

    _require(arguments, n=(2, MOST), tests=(0, MOST), margin=(0, 1), temperature=(0, MOST_HEAT))
    settings = Settings(
        codes=arguments.n,
        tests=arguments.tests,
        temperature=arguments.temperature,
        tests_by=arguments.tests_by,
        trusted=arguments.trusted,
        rank=arguments.rank,
        margin=arguments.margin,
        speed=arguments.speed,
        seed=arguments.seed,
    )
    student = _student(arguments)
    writer = at(arguments.tests_from, TEACHER_KEY_VARIABLE) if arguments.tests_from else None
    _say(arguments, student, *([writer] if writer else []))
    opening = functools.partial(pair_worker, student, settings, writer, arguments.programs)
    others = {"tests_from": _identity(writer)} if writer else {}
    return until_stopped(lambda: _made(arguments, "codedpo", settings, student, others, opening, PairRow))


def run_rankings(arguments: argparse.Namespace) -> int:
    """Exit status. Raises UnderstudyError."""
    from understudy_trainer.builders.preferences.making import ranking_worker
    from understudy_trainer.builders.preferences.results import RankingRow
    from understudy_trainer.builders.preferences.rrtf import Settings
    from understudy_trainer.evaluate.engines import TEACHER_KEY_VARIABLE, at

    _require(arguments, n=(1, MOST), teacher_n=(1, MOST), least=(0, 1))
    settings = Settings(
        student=arguments.n,
        temperatures=_numbers(arguments.temperatures),
        teacher=arguments.teacher_n,
        teacher_temperatures=_numbers(arguments.teacher_temperatures),
        canonical=arguments.canonical,
        least=arguments.least,
        seed=arguments.seed,
    )
    student = _student(arguments)
    teachers = {f"teacher-{number}": at(text, TEACHER_KEY_VARIABLE) for number, text in enumerate(arguments.teacher, 1)}
    _say(arguments, student, *teachers.values())
    opening = functools.partial(ranking_worker, student, settings, teachers, arguments.programs)
    others = {name: _identity(what) for name, what in teachers.items()}
    return until_stopped(lambda: _made(arguments, "rankings", settings, student, others, opening, RankingRow))


async def _made(
    arguments: argparse.Namespace,
    builder: str,
    settings: Any,
    student: EngineAt,
    others: Mapping[str, str],
    opening: Any,
    row: Any,
) -> int:
    import msgspec

    from understudy_trainer.builders.preferences.making import make
    from understudy_trainer.builders.preferences.seeds import gather

    seeds = gather(arguments.sources, arguments.limit)
    if arguments.invent:
        await _invent(seeds, arguments)
    facts = {"builder": builder, "student": _identity(student), **others, "settings": msgspec.to_builtins(settings)}
    more = {"sources": arguments.sources, "left_out": dict(seeds.left_out)}
    teller = _Teller(arguments.json)
    try:
        report = await make(
            seeds.problems,
            opening,
            row,
            arguments.out,
            facts,
            mapper=_mapper(arguments),
            on_task=teller.task,
            more=more,
        )
    finally:
        teller.end()
    if arguments.json:
        print(json.dumps({"kind": "result", "out": str(arguments.out), **report}), flush=True)
    else:
        reasons = ", ".join(f"{reason}: {count}" for reason, count in report["dropped"].items())
        print(f"{arguments.out}: {report['rows']} rows from {report['kept']} of {report['tasks']} tasks ({reasons})")
    return EXIT_OK


async def _invent(seeds: Seeds, arguments: argparse.Namespace) -> None:
    """Add tasks that a teacher writes from the concepts of the others."""
    from understudy_trainer.builders.preferences.concepts import invented
    from understudy_trainer.builders.teachers import teacher
    from understudy_trainer.errors import TrainError

    if not arguments.inventor:
        raise TrainError("Nobody was named to invent tasks.", "Add --inventor with a GGUF file or an address.")
    cache = arguments.out.with_name(f"{arguments.out.name}.invented.jsonl")  # asked once, also over restarts
    what, _, model = arguments.inventor.partition("#")
    async with teacher.opened(teacher.Wanted(what, model=model, cache=cache), note) as asked:
        seeds.problems += await invented(seeds.problems, asked, arguments.invent)


def _student(arguments: argparse.Namespace) -> EngineAt:
    import msgspec

    from understudy_trainer.evaluate.engines import KEY_VARIABLE, at

    named = at(arguments.model, KEY_VARIABLE)
    return msgspec.structs.replace(named, adapter=arguments.adapter, threads=arguments.threads)


def _say(arguments: argparse.Namespace, *engines: EngineAt) -> None:
    """Tell the user, before anything is sent, what travels to whom."""
    from understudy_trainer.evaluate.engines import at, travels

    inventor = [at(arguments.inventor)] if arguments.invent and arguments.inventor else []
    for line in travels([*engines, *inventor], arguments.sources):
        note(line)


def _identity(what: EngineAt) -> str:
    """The same for the same weights. Raises ModelError."""
    from understudy.models.bundled import resolve
    from understudy.models.gguf_header import content_sha256

    if what.url:
        return f"{what.url}#{what.model}"
    adapter = f"+{content_sha256(what.adapter)[:16]}" if what.adapter else ""
    return content_sha256(resolve(what.model))[:16] + adapter


def _mapper(arguments: argparse.Namespace) -> Mapper:
    from understudy_trainer.scale.spread import here

    if not arguments.ray:
        return here
    from understudy_trainer.scale.over_ray import over_ray

    return functools.partial(over_ray, workers=arguments.ray, address=arguments.ray_address)


def _numbers(text: str) -> tuple[float, ...]:
    from understudy_trainer.errors import TrainError

    try:
        found = tuple(float(part) for part in text.split(",") if part.strip())
    except ValueError:
        found = ()
    if not found or not all(0 <= number <= MOST_HEAT for number in found):
        raise TrainError(f"{text!r} is no list of temperatures.", "Write them as 0.2,0.8,1.2.")
    return found


def _require(arguments: argparse.Namespace, **bounds: tuple[float, float]) -> None:
    """Raises TrainError naming the first flag outside its bounds. bounds: flag -> least and most."""
    from understudy_trainer.errors import TrainError

    every = {"limit": (1, MOST), "programs": (1, MOST_PROGRAMS), "threads": (0, MOST_THREADS), "seed": (0, MOST_SEED)}
    for name, (lowest, highest) in {**every, "invent": (0, MOST), "ray": (0, MOST), **bounds}.items():
        value = getattr(arguments, name)
        if value is not None and not lowest <= value <= highest:  # false for NaN, too
            flag = f"--{name.replace('_', '-')}"
            raise TrainError(f"{flag} {value} cannot be.", f"Give {flag} a number between {lowest} and {highest}.")


class _Teller:
    """Says how far it is: JSON lines on stdout, else one line on stderr, rewritten on a terminal."""

    def __init__(self, as_json: bool) -> None:
        self._json, self._live = as_json, sys.stderr.isatty()
        self._rows = 0

    def task(self, done: int, total: int, result: TaskResult[Any]) -> None:
        self._rows += len(result.rows)
        said = {"kind": "task", "done": done, "tasks": total, "rows": self._rows, "task": result.task}
        if self._json:
            print(json.dumps({**said, "dropped": list(result.dropped)}), flush=True)
        else:
            text = f"{done} of {total} tasks · {self._rows} rows in this run"
            print(
                f"\r\x1b[2K{text}" if self._live else text, end="" if self._live else "\n", file=sys.stderr, flush=True
            )

    def end(self) -> None:
        if self._live and not self._json:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
