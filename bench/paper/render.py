"""What was found, for people (Markdown) and for other programs (plain values). Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean
from typing import Any

from bench.paper.claims import CLAIMS, Finding
from bench.paper.clock import Clock
from bench.paper.runs import GREEDY, KINDS, LIKELY, RANKER, TESTS, Kind, Runs, at_budget, budgets, cost, under
from bench.report import Metric
from understudy_trainer.evaluate import report
from understudy_trainer.evaluate.metrics import Interval, affordable, interval
from understudy_trainer.evaluate.record import Record, plain

UNITS: dict[Kind, str] = {"time": "wall time", "flops": "FLOPs"}


def text(found: Interval, sign: str = "") -> str:
    """An interval, three decimals."""
    return f"{found.value:{sign}.3f} [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"


def page(everything: Sequence[Runs], clocks: dict[str, Clock], findings: Sequence[Finding], machine: str) -> str:
    """The whole report."""
    parts = ["# Budget Reallocation (2404.00725) on models of ours", f"Machine: {machine}.", _steps(clocks)]
    for runs in everything:
        parts += [_title(runs), _costs(runs), _passes(runs), *(_matched(runs, kind) for kind in KINDS), _chosen(runs)]
    parts += ["## Claims", _claims(everything, findings), _numbers(findings)]
    return "\n\n".join(part for part in parts if part) + "\n"


def values(everything: Sequence[Runs], clocks: dict[str, Clock], findings: Sequence[Finding]) -> dict[str, Any]:
    """For a JSON file; what is infinite is null."""
    claims = [
        {
            "claim": f.claim.id,
            "statement": f.claim.statement,
            "source": f.claim.source,
            "how": f.claim.how,
            "suite": f.suite,
            "verdict": f.verdict,
            "numbers": [
                {"what": n.what, "counts": n.counts, "signed": n.signed, **_finite(n.value)} for n in f.numbers
            ],
        }
        for f in findings
    ]
    steps = {name: {"step": clock.step, "token": clock.token} for name, clock in clocks.items()}
    suites = {
        runs.suite: [
            {"model": model, "order": order, "n": run.n, "metrics": plain(_measured(run))}
            for (model, order), run in runs.arms.items()
        ]
        for runs in everything
    }
    where = ", ".join(f"{runs.of(runs.largest).problems} {runs.suite}" for runs in everything)
    drawn = ", ".join(f"{name} n {everything[0].of(name).n}" for name in everything[0].models)
    return {"on": f"{where}; {drawn}", "claims": claims, "clocks": steps, "suites": suites}


def metrics(everything: Sequence[Runs]) -> list[Metric]:
    """Each smaller model's score against the largest one's at what one sample of that costs."""
    found = []
    for runs in everything:
        large = runs.of(runs.largest)
        for small in runs.models[:-1]:
            for kind in KINDS:
                if budget := budgets(large, [runs.of(small)], kind).get(1):
                    ours, theirs = (
                        fmean(at_budget(run, kind, budget, report.pass_at)) for run in (runs.of(small), large)
                    )
                    name = f"{runs.suite}: {small} / {runs.largest}, equal {UNITS[kind]}, 1 sample of the latter"
                    found.append(Metric(name, ours, theirs, ours / theirs if theirs else math.inf))
    return found


def _measured(run: Record) -> dict[str, Interval]:
    """The metrics of `eval`; who ordered the samples stands beside them."""
    found = report.measure(run.items, run.costs, "none")
    return {name.removesuffix(" (none)"): value for name, value in found.items()}


def _title(runs: Runs) -> str:
    first = runs.of(runs.largest)
    return f"## {runs.suite}\n\n{first.problems} problems; n, T 0.8: " + ", ".join(
        f"{name} {runs.of(name).n}" for name in runs.models
    )


def _steps(clocks: dict[str, Clock]) -> str:
    rows = sorted({rows for clock in clocks.values() for rows in clock.step})
    body = [
        [name, *(f"{1000 * clock.step[r]:.2f}" for r in rows), f"{1e6 * clock.token:.0f}"]
        for name, clock in clocks.items()
    ]
    return _table(["ms a step, by rows", *map(str, rows), "µs a token read"], body)


def _costs(runs: Runs) -> str:
    """As the paper's Table 1, for one sample."""
    base = runs.of(runs.models[0]).costs
    rows = []
    for name in runs.models:
        costs = runs.of(name).costs
        norm = costs.flops(1) / base.flops(1) if base.flops(1) else math.nan
        rows.append(
            [
                name,
                f"{costs.flops(1) / 1e9:.3f}",
                f"{norm:.2f}",
                f"{1000 * costs.time(1):.1f}",
                f"{costs.time(1) / base.time(1):.2f}",
            ]
        )
    return _table(["one sample", "GFLOPs", "norm", "ms", "norm"], rows)


def _passes(runs: Runs) -> str:
    """As Tables 2 to 4."""
    counts = sorted({2**i for name in runs.models for i in range(16) if 2**i <= max(1, runs.of(name).n // 2)})
    rows = []
    for name in runs.models:
        run = runs.of(name)
        rows.append(
            [name, *(text(interval(report.pass_at(run.items, k))) if k <= run.n // 2 or k == 1 else "" for k in counts)]
        )
    return _table(["pass@k", *map(str, counts)], rows)


def _matched(runs: Runs, kind: Kind) -> str:
    """Every model at what 1, 2, 4, ... samples of the largest cost; its k in brackets."""
    large = runs.of(runs.largest)
    grid = budgets(large, [runs.of(name) for name in runs.models], kind)
    rows = []
    for name in runs.models if grid else ():
        run = runs.of(name)
        cells = []
        for budget in grid.values():
            k = affordable(budget, cost(run, kind), report.fewest(run.items))
            cells.append(f"{text(interval(at_budget(run, kind, budget, report.pass_at)))} (k {k})")
        rows.append([name, *cells])
    return _table([f"equal {UNITS[kind]}, samples of {runs.largest}", *map(str, grid)], rows) if rows else ""


def _chosen(runs: Runs) -> str:
    """What would be shown: the best-ranked of n / 2, by every order there is; and greedy."""
    orders = [TESTS, LIKELY, *map(under, runs.models), RANKER]
    rows = []
    for name in runs.models:
        k = max(1, runs.of(name).n // 2)
        cells = [text(interval(report.rank_at(runs.of(name, o).items, k))) if runs.has(name, o) else "" for o in orders]
        rows.append([f"{name}, best of {k}", text(interval(report.pass_at(runs.of(name, GREEDY).items, 1))), *cells])
    return _table(["chosen by", "greedy alone", *orders], rows)


def _claims(everything: Sequence[Runs], findings: Sequence[Finding]) -> str:
    """One line a claim, one column a suite, with the largest model's pass@1 at its head."""
    heads = [f"{r.suite} ({fmean(report.pass_at(r.of(r.largest).items, 1)):.3f})" for r in everything]
    by_place = {(f.claim.id, f.suite): f.verdict for f in findings}
    rows = [
        [claim.statement, claim.source, claim.how, *(by_place.get((claim.id, r.suite), "") for r in everything)]
        for claim in CLAIMS
    ]
    return _table(["claim", "where", "checked by", *heads], rows)


def _numbers(findings: Sequence[Finding]) -> str:
    lines = [
        f"- **{f.claim.id}**, {f.suite}: {f.verdict}. "
        + ("; ".join(f"{n.what} {text(n.value, '+' if n.signed else '')}" for n in f.numbers) or "nothing to go by")
        + "."
        for f in findings
    ]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _finite(found: Interval) -> dict[str, float | None]:
    return {name: x if math.isfinite(x) else None for name, x in found._asdict().items()}
