"""From what was asked to a run that can take its next step: rows, machine, model, optimizer, and where it stood."""

from __future__ import annotations

import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from torch.nn import Parameter

from understudy.errors import UnderstudyError
from understudy_trainer.data.examples import Example, require_enough
from understudy_trainer.data.rows import Usable, usable
from understudy_trainer.errors import TrainError
from understudy_trainer.methods.step import Item, Runner, fitted
from understudy_trainer.model.codec import Codec
from understudy_trainer.model.load import Base, load_base
from understudy_trainer.model.packed import Row
from understudy_trainer.model.plan_head import add_plan_head, restore_trained, trained_state
from understudy_trainer.run import checkpoint, machine, sharding
from understudy_trainer.run.checkpoint import State
from understudy_trainer.run.config import Config, Progress, Sink, suited_rate
from understudy_trainer.run.distributed import Group
from understudy_trainer.run.folder import RunFolder
from understudy_trainer.run.stopping import Stop


@dataclass(slots=True)
class Teller:
    """Progress of one run to its sink; seconds count from its making."""

    sink: Sink
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self.started, 3)

    def __call__(self, kind: str, **values: Any) -> None:
        self.sink(Progress(kind, seconds=self.seconds, **values))

    def note(self, text: str) -> None:
        self("note", message=text)


@dataclass(frozen=True, slots=True)
class Task:
    """What was asked for. held_out: pairs for the gate. fingerprint: of all of it."""

    base_gguf: Path
    examples: Sequence[Example]
    held_out: Sequence[Example]
    config: Config
    fingerprint: str


@dataclass(slots=True)
class Run:
    """What a run works with. config: with learning rate and class weights filled in. rows, items: of the examples in
    order (items once the reference is there). judged: rows of held-out pairs, with the
    functions they are of (scopes). parameters: what is trained."""

    config: Config
    base: Base
    examples: Sequence[Example]
    rows: Sequence[Row]
    judged: Sequence[Row]
    runner: Runner
    parameters: list[Parameter]
    optimizer: torch.optim.Optimizer
    state: State
    folder: RunFolder
    group: Group
    stop: Stop
    tell: Teller
    scopes: Sequence[str]
    items: list[Item] = field(default_factory=list)
    saved_at: float = field(default_factory=time.monotonic)

    @property
    def model(self) -> Any:
        """The PEFT model."""
        return self.runner.model

    @property
    def steps(self) -> int:
        return -(-len(self.rows) // self.config.batch) * self.config.epochs

    @property
    def unsaved_s(self) -> float:
        """Seconds of work that a kill would cost now."""
        return time.monotonic() - self.saved_at

    def save(self) -> None:
        """Keep where the run stands; between steps only."""
        self.saved_at = time.monotonic()
        if self.group.main:
            self.state.adapter = {k: v.detach().cpu() for k, v in trained_state(self.model).items()}
            self.state.optimizer = self.optimizer.state_dict()
            if not self.config.shard:
                self.state.micro_tokens = self.runner.micro_tokens
            checkpoint.save(self.folder.checkpoint, self.state)


def prepare(task: Task, folder: RunFolder, group: Group, stop: Stop, tell: Teller) -> Run:
    """Load everything, and go back to where the run stood. Raises TooLittleDataError or TrainError."""
    config = task.config
    examples, packed, held_out = _rows(task, tell)
    judged, scopes = held_out.rows, [example.group for example in held_out.examples]
    state, said = group.from_main(lambda: checkpoint.load(folder.checkpoint, task.fingerprint))
    found = _resources(task, [*packed, *judged], group, bf16=state.bf16 if state else None)
    for text in filter(None, (said, found.note)):
        tell.note(text)
    if found.device.type == "cpu":
        torch.set_num_threads(config.threads)
    base = load_base(task.base_gguf, found.device, found.dtype, packed=found.packed)
    rate = config.learning_rate or suited_rate(base.model.config.hidden_size)
    config = replace(config, objective=fitted(config.objective, examples), learning_rate=rate)
    model = _with_adapter(base.model, config, found.gradient_checkpointing)
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.0)
    if state is None:
        state = State(task.fingerprint, found.micro_tokens, found.bf16)
    elif state.adapter:
        restore_trained(model, state.adapter)
        optimizer.load_state_dict(state.optimizer)
    group.same(parameters)
    micro_tokens = config.micro_tokens or min(state.micro_tokens, found.micro_tokens)
    if micro_tokens != state.micro_tokens and not config.shard:
        tell.note(f"going on with {micro_tokens} tokens at a time instead of {state.micro_tokens}")
    runner = Runner(model, found.device, bf16=found.bf16, micro_tokens=micro_tokens, note=tell.note)
    if config.shard:
        sharding.shard(model, parameters, group)
        runner.micro_tokens = sharding.ONE_ROW
    return Run(
        config, base, examples, packed, judged, runner, parameters, optimizer, state, folder, group, stop, tell, scopes
    )


def _rows(task: Task, tell: Teller) -> tuple[list[Example], list[Row], Usable]:
    """Examples with something to learn, their rows, and the held-out pairs."""
    config, codec = task.config, Codec(task.base_gguf)
    objective = config.objective
    found = usable(task.examples, codec, objective.method, config.max_tokens, focused=objective.focused)
    if found.note:
        tell.note(found.note)
    require_enough(found.examples, objective.method)
    return found.examples, found.rows, usable(task.held_out, codec, "dpo", config.max_tokens)


def _resources(task: Task, found: Sequence[Row], group: Group, *, bf16: bool | None) -> machine.Resources:
    """One decision for all processes; each has its own GPU, or all share this machine's memory. bf16: of the run that
    goes on, whatever this device would choose: half a run's reference would not fit the other half."""
    config = task.config
    wish = machine.Wish(
        config.device,
        config.bf16 if bf16 is None else bf16,
        config.micro_tokens,
        config.packed,
        config.gradient_checkpointing,
        config.rank,
        config.share_gpu,
        config.objective.plan_head,
    )
    longest, responses = max(row.tokens for row in found), max(len(row.responses) for row in found)
    gpus = group.size > 1 and config.device != "cpu" and torch.cuda.is_available()
    if gpus:
        wish = replace(wish, device=f"cuda:{group.local}")
    processes = 1 if gpus else group.here
    mine: machine.Resources | UnderstudyError
    try:
        mine = machine.resources(task.base_gguf, wish, longest, responses=responses, processes=processes)
    except UnderstudyError as error:
        mine = error
    return _agreed(mine, group)


def _agreed(mine: machine.Resources | UnderstudyError, group: Group) -> machine.Resources:
    """What every process can do, on this one's device. Raises a refusal in all of them: its own, or the first."""
    if isinstance(mine, UnderstudyError):
        group.gather((mine.message, mine.next_step))
        raise mine
    answers: list[machine.Resources | tuple[str, str]] = group.gather(mine)
    all_found: list[machine.Resources] = []
    for rank, answer in enumerate(answers):
        if isinstance(answer, tuple):
            raise TrainError(f"Process {rank}: {answer[0]}", answer[1])
        all_found.append(answer)
    return replace(
        mine,
        bf16=all(found.bf16 for found in all_found),
        micro_tokens=min(found.micro_tokens for found in all_found),
        packed=any(found.packed for found in all_found),
        gradient_checkpointing=any(found.gradient_checkpointing for found in all_found),
        note=next((found.note for found in all_found if found.note), ""),
    )


def _with_adapter(model: Any, config: Config, gradient_checkpointing: bool) -> Any:
    torch.manual_seed(config.seed)
    lora = LoraConfig(
        r=config.rank,
        lora_alpha=config.alpha,
        use_rslora=config.rslora,
        lora_dropout=0.0,
        target_modules=list(config.targets),
        task_type="CAUSAL_LM",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # about what is asked of transformers: no news for the user
        wrapped = get_peft_model(model, lora)
        if gradient_checkpointing:
            wrapped.gradient_checkpointing_enable({"use_reentrant": False})
    if config.objective.plan_head:
        add_plan_head(wrapped)
    return wrapped
