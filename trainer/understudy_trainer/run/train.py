"""One loop for every method: examples and a served GGUF in, a LoRA adapter as GGUF and its lineage out (`folder`)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import torch

from understudy_trainer.data.examples import Example, require_enough
from understudy_trainer.errors import TrainError
from understudy_trainer.gate.evaluators import GateCancelled
from understudy_trainer.gate.judge import Evaluator
from understudy_trainer.methods.step import Item, Measured
from understudy_trainer.run import sharding
from understudy_trainer.run.config import Config, Result, Sink
from understudy_trainer.run.distributed import ALONE, Group, ProcessLostError
from understudy_trainer.run.finish import finish
from understudy_trainer.run.folder import RunFolder, fingerprint
from understudy_trainer.run.prepare import Run, Task, Teller, prepare
from understudy_trainer.run.stopping import Stop, Stopped

LN2 = 0.6931472
SAVED_AFTER_S = 60.0  # the most work a kill may cost where steps are slow
REFERENCE_ROWS = 16  # computed between two looks at whether to stop, by each process


def train(
    base_gguf: Path,
    examples: Sequence[Example],
    out: Path,
    config: Config,
    *,
    held_out: Sequence[Example] = (),
    sink: Sink = lambda progress: None,
    stop: Stop | None = None,
    evaluators: Sequence[Evaluator] = (),
    group: Group = ALONE,
) -> Result:
    """Train, export, check and judge. held_out: preference pairs (chosen, rejected) for the gate.

    Stopped or killed, a run goes on from `out/checkpoint.pt` when called again with the same arguments; finished, it
    returns what it left. Every process of `group` calls this; the main one writes, and tells `sink`.
    Raises TooLittleDataError, FolderInUseError, TrainError or ExportError.
    """
    stop = stop or Stop()
    tell = Teller(sink if group.main else lambda progress: None)
    examples, held_out = group.from_main(lambda: (examples, held_out))  # a log grows while processes read it
    require_enough(examples, config.objective.method)
    folder = RunFolder(out)
    with ExitStack() as claim:
        group.from_main(lambda: claim.enter_context(folder.claimed()))
        name = fingerprint(config, base_gguf, examples, held_out)
        _require_same(name, group)
        task = Task(base_gguf, examples, held_out, config, name)
        done = group.from_main(lambda: folder.finished(name))
        if done is not None:
            tell("done", step=done.steps, steps=done.steps, message=f"{done.adapter} was trained on just this before")
            return done
        try:
            with stop.at_once(group.alone):
                run = prepare(task, folder, group, stop, tell)
        except Stopped:
            tell("cancelled")
            return Result(None, 0, (), None)
        return _carry_out(run, evaluators)


def _require_same(name: str, group: Group) -> None:
    """Raises TrainError, in all processes, if they were not started alike."""
    names = group.gather(name)
    if len(set(names)) > 1:
        others = ", ".join(str(rank) for rank, other in enumerate(names) if other != names[0])
        raise TrainError(
            f"Process {others} was started with another model file or other settings than process 0.",
            "Start all of them with the same command and the same model file.",
        )


def _carry_out(run: Run, evaluators: Sequence[Evaluator]) -> Result:
    """From wherever the run stands to its end, or to where it is stopped."""
    try:
        with run.stop.at_once(run.group.alone):
            _refer(run)
        start = f"{len(run.rows)} examples, {len(run.judged)} held out, {run.runner.device.type}"
        run.tell("start", step=run.state.step, steps=run.steps, message=start)
        _loop(run)
        run.save()
        if not run.group.main:
            return Result(None, run.state.step, tuple(run.state.history), None)
        with run.stop.at_once():
            return finish(run, evaluators)
    except (Stopped, GateCancelled):
        run.stop.asked = True  # another process may have been asked, and it went for all
        run.save()
        run.tell("cancelled", step=run.state.step, steps=run.steps)
        return Result(None, run.state.step, tuple(run.state.history), None)
    except ProcessLostError:
        run.save()
        raise


def _refer(run: Run) -> None:
    """Log-probabilities with the adapter off, for methods that compare with them; kept as soon as they are there."""
    state, group = run.state, run.group
    part = REFERENCE_ROWS * group.size
    while run.config.objective.needs_reference and len(state.reference) < len(run.rows):
        begin = len(state.reference)
        run.tell("reference", step=begin, steps=len(run.rows))
        asked: Sequence[int] = range(begin, min(begin + part, len(run.rows)))
        padded = sharding.even(asked, group.size) if run.config.shard else asked
        found = group.gather(run.runner.reference([run.rows[i] for i in group.share(padded)]))
        state.reference += [found[i % group.size][i // group.size] for i in range(len(asked))]
        if len(state.reference) >= len(run.rows) or run.unsaved_s > SAVED_AFTER_S:
            run.save()
        if not group.alone and group.any(run.stop.asked):
            raise Stopped
    reference = state.reference or [()] * len(run.rows)
    run.items = [Item(e, row, ref) for e, row, ref in zip(run.examples, run.rows, reference, strict=True)]


def _loop(run: Run) -> None:
    state, config = run.state, run.config
    run.model.train()
    for step in range(state.step, run.steps):
        with run.stop.at_once(run.group.alone):
            measured, asked = _gradients(run, step)
        if step == 0:
            _check_first(run, measured)
        norm = float(torch.nn.utils.clip_grad_norm_(run.parameters, config.clip))
        _check_finite(step, measured.loss, norm)
        for group in run.optimizer.param_groups:
            group["lr"] = (config.learning_rate or 0.0) * schedule(step, run.steps, config.warmup)
        run.optimizer.step()
        state.step = step + 1
        state.history.append({**asdict(measured), "gradient_norm": norm})
        run.tell("step", step=state.step, steps=run.steps, loss=measured.loss, margin=measured.margin)
        if asked:
            raise Stopped
        if state.step % config.checkpoint_every == 0 or run.unsaved_s > SAVED_AFTER_S:
            run.save()


def _gradients(run: Run, step: int) -> tuple[Measured, bool]:
    """Of the whole step, the same in every process; and whether one of them was asked to stop."""
    indices = batch(step, len(run.items), run.config)
    if run.config.shard:
        indices = sharding.even(indices, run.group.size)
    mine = [run.items[i] for i in run.group.share(indices)]
    reduce = None if run.group.alone else run.group.sum
    measured = run.runner.backward(run.config.objective, mine, total=len(indices), reduce=reduce)
    return measured, run.group.sum_gradients(run.parameters, run.stop.asked)


def batch(step: int, size: int, config: Config) -> list[int]:
    """Indices of one step: a permutation per epoch that depends on seed and epoch only, so that a resume repeats it."""
    epoch, position = divmod(step, -(-size // config.batch))
    generator = torch.Generator().manual_seed(config.seed * 100_003 + epoch)
    order: list[int] = torch.randperm(size, generator=generator).tolist()
    return order[position * config.batch : (position + 1) * config.batch]


def schedule(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up to 1, then linear decay towards 0."""
    rise = max(1, round(steps * warmup))
    return (step + 1) / rise if step < rise else (steps - step) / max(1, steps - rise)


def _check_finite(step: int, loss: float, norm: float) -> None:
    """Before the step is taken or saved: the checkpoint stays the last good one."""
    if not (math.isfinite(loss) and math.isfinite(norm)):
        raise TrainError(
            f"The run diverged at step {step + 1}: the loss is {loss:.3g}, the gradient's norm {norm:.3g}.",
            "Lower --lr.",
        )


def _check_first(run: Run, measured: Measured) -> None:
    allowed = 0.1 if run.runner.bf16 else 0.01  # bf16 rounds differently in other batches, ~0.5 nats a long response
    if run.config.objective.method == "dpo" and abs(measured.preference - LN2) > allowed:
        raise TrainError(
            f"The first DPO loss is {measured.preference:.4f}, not ln 2: the reference does not fit the model.",
            "Delete the checkpoint and start again.",
        )
