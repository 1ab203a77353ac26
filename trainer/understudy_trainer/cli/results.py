"""What a run says while it goes on and at its end: JSON lines for a program, a bar or plain lines for a person."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from understudy_trainer.cli.bar import bar
from understudy_trainer.cli.common import note

if TYPE_CHECKING:
    from understudy.models.adapters import AdapterRecord
    from understudy_trainer.run.config import Progress, Result, Sink


@contextmanager
def shown(as_json: bool) -> Iterator[Sink]:
    """A sink for a run's progress on stdout: a live bar, plain lines where that is no terminal, or JSON lines."""
    if as_json:
        yield lambda progress: print(_json(progress), flush=True)
    else:
        with bar(line) as sink:
            yield sink


def _json(progress: Progress) -> str:
    share = progress.step / progress.steps if progress.steps else 0.0
    return json.dumps({**asdict(progress), "share": share, "message": line(progress)})


def told(as_json: bool) -> Callable[[str], None]:
    """Where the gate says how far its measuring is: among the JSON lines, or beside the bar."""
    return (lambda text: print(json.dumps({"kind": "measuring", "message": text}), flush=True)) if as_json else note


def line(progress: Progress) -> str:
    if progress.kind == "step":
        margin = f"  margin {progress.margin:+.3f}" if progress.margin else ""
        return f"step {progress.step}/{progress.steps}  loss {progress.loss:.4f}{margin}  {progress.seconds:.0f} s"
    if progress.kind == "reference":
        return f"reference: {progress.step}/{progress.steps} examples"
    return f"{progress.kind}: {progress.message}" if progress.message else progress.kind


def register(base: Path, result: Result, method: str, sources: Mapping[str, int]) -> AdapterRecord:
    """Make the adapter one of `understudy adapters list`; using it is the user's step (or the language server's)."""
    from understudy import __version__
    from understudy.models.adapters import AdapterRegistry
    from understudy.models.gguf_header import content_sha256, read_header
    from understudy.models.lineage import Lineage

    assert result.adapter is not None
    verdict = result.verdict
    lineage = Lineage(
        method,
        str(read_header(base).metadata.get("general.name", base.stem)),
        dict(sources),
        sum(sources.values()),
        verdict.held_out if verdict else 0,
        verdict.figures if verdict else {},
        str(read_header(result.adapter).metadata.get("understudy.run", "")),
        version=__version__,
    )
    record = AdapterRegistry().register(result.adapter, content_sha256(base), lineage=lineage)
    print(f"next: understudy adapters use {record.id}", file=sys.stderr)
    return record


def result_line(result: Result, record: AdapterRecord | None) -> dict[str, Any]:
    """What `lsp.trainer_process` waits for: was it adopted, why, where the adapter lies and its id ("" = not kept)."""
    verdict = result.verdict
    return {
        "kind": "result",
        "adopted": verdict is not None and verdict.adopt,
        "message": verdict.reason if verdict else "not judged",
        "adapter": str(result.adapter),
        "id": record.id if record else "",
        "metrics": _figures(result),
        "gate": _gate(result),
    }


def _gate(result: Result) -> dict[str, Any]:
    """All that was measured, with intervals: twin of `lsp.trainer_process.Gate`."""
    verdict = result.verdict
    if verdict is None:
        return {"judged": False}
    return {name: verdict.to_dict()[name] for name in ("judged", "held_out", "figures", "changed", "asked", "notes")}


def _figures(result: Result) -> dict[str, Any]:
    verdict = result.verdict
    if verdict is None:
        return {"steps": result.steps}
    found = {"steps": result.steps, "held_out": verdict.held_out}
    if "accuracy" not in verdict.figures:
        return found
    return {
        **found,
        "accuracy_before": verdict.accuracy_before,
        "accuracy_after": verdict.accuracy_after,
        "margin": verdict.margin.mean,
    }
