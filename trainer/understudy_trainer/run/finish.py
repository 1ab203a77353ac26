"""The end of a run: export, proof, verdict, lineage. Killed in it, the run does it again from its checkpoint."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from peft import PeftModel

from understudy_trainer.export.adapter import export_lora
from understudy_trainer.export.check_adapter import check_adapter
from understudy_trainer.export.errors import InexactExportError
from understudy_trainer.export.quantize import F32_LIMIT
from understudy_trainer.gate import judge as gate
from understudy_trainer.gate.judge import Verdict
from understudy_trainer.methods.step import Runner
from understudy_trainer.model.load import load_base
from understudy_trainer.model.plan_head import save_plan_head
from understudy_trainer.run import machine, plots
from understudy_trainer.run.config import Result
from understudy_trainer.run.prepare import Run
from understudy_trainer.run.probe import SystemProbe

F32_COPIES = 2  # of the base in f32 while the adapter is checked: ours and llama.cpp's


def finish(run: Run, evaluators: Sequence[gate.Evaluator]) -> Result:
    """The main process's part. Raises ExportError, or Stopped (nothing is lost)."""
    run.folder.forget_result()
    adapter = _export(run)
    runner = _gathered(run) if run.config.shard else run.runner
    _check(run, runner, adapter)
    verdict = _judge(run, runner, adapter, evaluators)
    _record(run, verdict)
    run.tell("done", step=run.steps, steps=run.steps, message=str(adapter))
    return Result(adapter, run.steps, tuple(run.state.history), verdict)


def _export(run: Run) -> Path:
    run.model.eval()
    run.model.save_pretrained(run.folder.peft)
    save_plan_head(run.model, run.folder.peft)
    lineage = {"understudy.base_sha256": run.base.sha256, "understudy.run": run.state.fingerprint}
    export_lora(run.folder.peft, run.folder.adapter, run.base.path, extra=lineage)
    return run.folder.adapter


def _gathered(run: Run) -> Runner:
    """The whole model again, on the CPU with its weights packed: the layers of the one that was trained are spread over
    processes that have ended."""
    device = torch.device("cpu")
    base = load_base(run.base.path, device, packed=True)
    model = PeftModel.from_pretrained(base.model, str(run.folder.peft))
    return Runner(model, device, bf16=machine.has_bf16_cpu(), micro_tokens=run.config.max_tokens, note=run.tell.note)


def _check(run: Run, runner: Runner, adapter: Path) -> None:
    """Whether llama.cpp computes with the file what was trained. Raises InexactExportError."""
    free = SystemProbe().memory(torch.device("cpu")).free
    room = min(F32_LIMIT, free // F32_COPIES)
    try:
        check_adapter(runner.model, run.base.path, adapter, [list(run.rows[0].prompt[:64])], f32_limit=room)
    except InexactExportError:
        adapter.unlink()
        raise


def _judge(run: Run, runner: Runner, adapter: Path, evaluators: Sequence[gate.Evaluator]) -> Verdict:
    def closing(evaluator: gate.Evaluator) -> gate.Evaluator:
        """It has children to end, so it is not left in the midst: it looks itself whether to stop."""

        def measure(adapter: Path) -> gate.Evaluation:
            with run.stop.at_once(False):
                found = evaluator(adapter)
            run.stop.check()
            return found

        return measure

    measures = [closing(evaluator) for evaluator in evaluators]
    verdict = gate.judge(runner, run.judged, adapter, measures, run.scopes)
    run.tell("gate", step=run.steps, steps=run.steps, message=verdict.summary)
    return verdict


def _record(run: Run, verdict: Verdict) -> None:
    method = run.config.objective.method
    plots.draw(
        run.state.history,
        run.folder.curves,
        title=f"{method} on {run.base.path.stem}\n{verdict.summary}",
        note=run.tell.note,
    )
    run.folder.finish(
        {
            "fingerprint": run.state.fingerprint,
            "base": {"path": str(run.base.path), "sha256": run.base.sha256},
            "config": asdict(run.config),
            "examples": len(run.rows),
            "held_out": len(run.judged),
            "processes": run.group.size,
            "steps": run.steps,
            "history": run.state.history,
            "verdict": verdict.to_dict(),
            "seconds": run.tell.seconds,
            "at": time.time(),
        }
    )
