"""`understudy models quantize`: one smaller file, or a table of what each format costs and keeps."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import importlib.util
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from understudy.cli import rooms
from understudy.cli.output import OK, StatusLine, note, print_json, table
from understudy.cli.train import TrainerMissing
from understudy.engine.launch import decode_threads
from understudy.models.bundled import resolve
from understudy.runner.program import ProgramPool

if TYPE_CHECKING:
    from understudy_trainer.evaluate.metrics import Interval
    from understudy_trainer.evaluate.sampling import Engine
    from understudy_trainer.export.table import Row

KINDS = "q8_0,q6_k,q5_k_m,q4_k_m,q4_0"
OWN = "families:seed=7,count=100"
CONTEXT_TOKENS = 8192  # as `eval`: one prompt and as many long rows at once as the engine has sequences


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help="name or GGUF file of a model in f32, f16, bf16 or q8_0")
    parser.add_argument("target", type=Path, nargs="?", help="the smaller file; never overwritten")
    parser.add_argument("type", nargs="?", help="q8_0, q6_k, q5_k_m, q4_k_m, q4_0, …")
    parser.add_argument("--table", action="store_true", help="compare formats; keeps no file")
    parser.add_argument("--types", default=KINDS, help="with --table (default %(default)s)")
    parser.add_argument("--suite", default=f"{OWN},kind=combos", help="with --table (default %(default)s)")
    parser.add_argument("--gaps", default=f"{OWN},infill=end", help="suite of exact matches (default %(default)s)")
    parser.add_argument("--n", type=int, default=8, help="samples a problem (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="of timing (default %(default)s)")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    if importlib.util.find_spec("gguf") is None:
        raise TrainerMissing("Quantizing needs the trainer's packages (gguf).", "pip install 'understudy[trainer]'")
    source = resolve(args.source)
    if args.table:
        _table(source, args)
    else:
        _one(source, args)
    return OK


def _one(source: Path, args: argparse.Namespace) -> None:
    from understudy_trainer.export.quantize import layout, quantize_anew

    if args.target is None or args.type is None:
        raise rooms.UsageError("A file to write and its format are missing.", "Try `quantize m.gguf m-q4.gguf q4_k_m`.")
    anew = quantize_anew(source, args.target, args.type, threads=decode_threads(0))
    shape, before, after = layout(args.target, args.type.lower()), source.stat().st_size, args.target.stat().st_size
    if args.json:
        print_json({"out": str(args.target), "bytes": after, "source_bytes": before, **dataclasses.asdict(shape)})
    else:
        print(f"{args.target}: {before / 1e6:.1f} MB -> {after / 1e6:.1f} MB ({_kinds(shape.kinds)})")
    if anew:
        note("the source is q8_0 already: its own small loss comes on top")
    if shape.fell_back:
        note(f"{len(shape.fell_back)} matrices have rows that do not fit the format and got the next finer one")


def _table(source: Path, args: argparse.Namespace) -> None:
    if args.target is not None:
        raise rooms.UsageError("--table compares formats and keeps no file.", "Leave out --table, or the target.")
    if args.n < 1 or args.rounds < 1:
        raise rooms.UsageError("--n and --rounds must be at least 1.", "Try --n 8 --rounds 5.")
    rows = rooms.run_async(lambda: _measured(source, args))
    if args.json:
        print_json({"source": str(source), "suite": args.suite, "n": args.n, "rows": [row.as_json() for row in rows]})
    else:
        print(table([_cells(row) for row in rows], _header(args.n)))
        note(f"pass rates: {args.suite}, {args.n} samples a problem at temperature 0.8; exact match: {args.gaps}")
        note("[95 % intervals over problems]; exact match is greedy; memory is what model and a short context add")


async def _measured(source: Path, args: argparse.Namespace) -> list[Row]:
    from understudy_trainer.evaluate.formats import SuiteError, load
    from understudy_trainer.export.table import Wish, measure

    problems, gaps = load(args.suite), load(args.gaps)
    if not all(gap.suffix and gap.canonical for gap in gaps):
        raise SuiteError(f"{args.gaps} has problems without a gap to fill.", f"Give --gaps {OWN},infill=end.")
    wish = Wish(args.types.split(","), n=args.n, rounds=args.rounds, threads=decode_threads(0))
    status, rows = StatusLine(), []
    with tempfile.TemporaryDirectory(prefix="understudy-quantize-") as folder:
        try:
            async with ProgramPool() as pool:
                async for row in measure(source, problems, gaps, wish, Path(folder), _engine, pool, status.show):
                    rows.append(row)
                    status.clear()
                    note(f"{row.kind}: pass@1 {_percent(row.passes[1])}")  # a cancelled table has told this much
        finally:
            status.clear()
    return rows


@contextlib.asynccontextmanager
async def _engine(file: Path) -> AsyncIterator[Engine]:
    async with rooms.engine(str(file), adapter="none", context_tokens=CONTEXT_TOKENS) as engine:
        yield engine.client


def _header(n: int) -> tuple[str, ...]:
    last = () if n == 1 else (f"pass@{n} %", f"change of pass@{n}")
    return (
        "format",
        "MB",
        "memory MB",
        "ms/token",
        "ms/token read",
        "KL mnat/token",
        "same choice %",
        "pass@1 %",
        "change of pass@1",
        *last,
        "exact match %",
        "matrices",
    )


def _cells(row: Row) -> tuple[str, ...]:
    near = row.fidelity
    rates = [cell for k in row.passes for cell in (_percent(row.passes[k]), _percent(row.change[k], "+"))]
    if row.source:
        rates[1::2] = [""] * (len(rates) // 2)
    return (
        f"{row.kind} (source)" if row.source else row.kind,
        f"{row.size_bytes / 1e6:.2f}",
        f"{row.pace.memory_bytes / 1e6:.1f}",
        f"{row.pace.decode_ms:.2f}",
        f"{row.pace.prefill_ms:.3f}",
        "" if row.source else f"{1e3 * near.divergence.value:.2f} ±{500 * _width(near.divergence):.2f}",
        "" if row.source else f"{100 * near.same_choice.value:.2f}",
        *rates,
        _percent(row.exact) if row.exact else "",
        _kinds(row.layout.kinds) + (f"; {len(row.layout.fell_back)} fell back" if row.layout.fell_back else ""),
    )


def _percent(value: Interval, sign: str = "") -> str:
    return f"{100 * value.value:{sign}.1f} [{100 * value.low:{sign}.1f}, {100 * value.high:{sign}.1f}]"


def _width(value: Interval) -> float:
    return value.high - value.low


def _kinds(kinds: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in kinds.items())
