"""How a run fits this machine: device, number format, forward-pass size; or a refusal that names what would fit.

Memory is planned before anything is loaded (`run.memory`), so that neither the editor nor the served model is pushed
out. What the user set stays as set: it is refused when it does not fit, with the flags that would.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from understudy_trainer.errors import TrainError
from understudy_trainer.model.shape import Shape, read_shape
from understudy_trainer.run.memory import Setting, fitting_tokens, fixed_bytes, needed_bytes
from understudy_trainer.run.probe import Memory, Probe, SystemProbe, Use, has_bf16_cpu

__all__ = ["DeviceBusyError", "NotEnoughMemoryError", "Resources", "Wish", "has_bf16_cpu", "resources"]

MOST_TOKENS = 8192  # of one forward pass: beyond it nothing gets faster
COMFORTABLE_TOKENS = 2048  # below it a pass is slower per token than checkpointing or decoding a packed base costs
LEAST_TOKENS = 128  # of --max-tokens: a shorter prompt and response teach nothing
GIB = 1 << 30
RESERVE_SHARE, RESERVE_CPU, RESERVE_GPU = 0.1, GIB // 2, GIB // 4  # left to the editor, the tests and the desktop
BUSY_SHARE = 0.1  # of a GPU's memory in foreign compute processes: they may want more at any moment
BUSY_UNLISTED_SHARE = 0.4  # of it in use by nobody knows whom: a desktop takes less
BUSY_PERCENT = 50  # computing this much of the time: more than a desktop does


class NotEnoughMemoryError(TrainError):
    """The run does not fit; the next step holds the flags with which it would."""


class DeviceBusyError(TrainError):
    """Somebody else is using the GPU; the message says who."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for; "" and None: as found. device: "cpu", "cuda", "cuda:1" or "mps". micro_tokens: tokens of
    one forward pass. packed: keep the base quantized in memory. rank: of the adapter. share_gpu: train although others
    use the GPU. plan_head: CodePLAN's second head is trained too."""

    device: str = ""
    bf16: bool | None = None
    micro_tokens: int | None = None
    packed: bool | None = None
    gradient_checkpointing: bool | None = None
    rank: int = 16
    share_gpu: bool = False
    plan_head: bool = False


@dataclass(frozen=True, slots=True)
class Resources:
    """What the run gets. note: one line for the user, "" when nothing is worth saying."""

    device: torch.device
    bf16: bool
    micro_tokens: int
    packed: bool
    gradient_checkpointing: bool
    note: str

    @property
    def dtype(self) -> torch.dtype:
        """Of what is dense in the base: on a CPU f32 (products are cast), since sums in bf16 there are no faster."""
        return torch.bfloat16 if self.bf16 and self.device.type != "cpu" else torch.float32


@dataclass(frozen=True, slots=True)
class _Plan:
    """One machine and one model. budget: bytes the run may take. longest: tokens that must fit in one pass."""

    shape: Shape
    device: torch.device
    bf16: bool
    rank: int
    plan_head: bool
    budget: int
    longest: int

    def setting(self, packed: bool, checkpointing: bool) -> Setting:
        return Setting(self.device.type, self.bf16, packed, checkpointing, self.rank, self.plan_head)

    def tokens(self, packed: bool, checkpointing: bool) -> int:
        """The largest forward pass that fits."""
        return fitting_tokens(self.shape, self.setting(packed, checkpointing), self.budget)


def resources(
    base_gguf: Path,
    wish: Wish,
    longest_tokens: int,
    *,
    responses: int = 2,
    processes: int = 1,
    probe: Probe | None = None,
) -> Resources:
    """The fastest setting that fits: all dense, gradient checkpointing, packed base, both, and then smaller passes.

    longest_tokens: of the longest row (prompt and all its responses), which cannot be split. responses: the most of one
    row. processes: of this run that share the memory. Raises NotEnoughMemoryError, DeviceBusyError or TrainError.
    """
    probe = probe or SystemProbe()
    shape = read_shape(base_gguf)
    device = _device(wish.device or probe.found(), probe)
    if not wish.share_gpu:
        _refuse_busy(probe.use(device), probe.memory(device), device)
    plan = _plan(shape, wish, longest_tokens, device, processes, probe)
    choices = list(_choices(wish.packed, wish.gradient_checkpointing))
    wanted = max(longest_tokens, wish.micro_tokens or COMFORTABLE_TOKENS)
    chosen = next((choice for choice in choices if plan.tokens(*choice) >= wanted), None)
    if chosen is None:
        chosen = max(choices, key=lambda choice: plan.tokens(*choice))
        if plan.tokens(*chosen) < max(longest_tokens, wish.micro_tokens or 0):
            raise _refusal(plan, wish, responses, processes, probe)
    if device.type == "cpu" and any(chosen):
        probe.spare_memory()
    tokens = wish.micro_tokens or max(longest_tokens, min(MOST_TOKENS, plan.tokens(*chosen) // 64 * 64))
    return Resources(device, plan.bf16, tokens, *chosen, _note(plan, wish, *chosen, tokens, probe))


def _device(name: str, probe: Probe) -> torch.device:
    try:
        device = torch.device(name)
        usable = probe.has(device)
    except RuntimeError:
        raise TrainError(f"There is no device {name!r}.", "Use --device cpu, cuda or mps.") from None
    if not usable:
        raise TrainError(f"This machine, or its PyTorch, has no {name}.", f"Use --device {probe.found()}.")
    return device


def _refuse_busy(use: Use, memory: Memory, device: torch.device) -> None:
    if device.type == "cpu":
        return
    others = sorted((user for user in use.users if not user.ours), key=lambda user: -user.bytes)
    taken = sum(user.bytes for user in others)
    at_work = use.percent is not None and use.percent >= BUSY_PERCENT and not any(user.ours for user in use.users)
    if others and (taken >= BUSY_SHARE * memory.total or at_work):
        named = ", ".join(f"{user.name} (pid {user.pid}{_size(user.bytes)})" for user in others[:3])
        by = f"used by {named}{' and others' if len(others) > 3 else ''}"
    elif at_work:
        by = "computing for a process that cannot be seen from here"
    elif device.type == "cuda" and not use.listed and memory.total - memory.free > BUSY_UNLISTED_SHARE * memory.total:
        by = f"holding {(memory.total - memory.free) / GIB:.1f} GiB for processes that cannot be seen from here"
    else:
        return
    percent = f", {use.percent} % of the time" if use.percent is not None else ""
    raise DeviceBusyError(
        f"The GPU is {by}{percent}.", "Use --device cpu or wait; --share-gpu trains beside it, in what memory is left."
    )


def _size(count: int) -> str:
    return f", {count / GIB:.1f} GiB" if count else ""


def _plan(shape: Shape, wish: Wish, longest: int, device: torch.device, processes: int, probe: Probe) -> _Plan:
    memory = probe.memory(device)
    bf16 = probe.fast_bf16(device) if wish.bf16 is None else wish.bf16
    least = RESERVE_GPU if device.type == "cuda" else RESERVE_CPU
    reserve = max(least, int(RESERVE_SHARE * memory.total))
    if device.type == "cuda":
        processes = 1  # each has its own GPU
    else:
        reserve += shape.file_bytes  # the served model's pages are mapped: they count as free and are not
    budget = max(0, memory.free - reserve) // processes
    return _Plan(shape, device, bf16, wish.rank, wish.plan_head, budget, longest)


def _choices(packed: bool | None, checkpointing: bool | None) -> Iterator[tuple[bool, bool]]:
    """(packed, gradient checkpointing), the fastest first; what was wished is kept."""
    for pair in ((False, False), (False, True), (True, False), (True, True)):
        if packed in (None, pair[0]) and checkpointing in (None, pair[1]):
            yield pair


def _note(plan: _Plan, wish: Wish, packed: bool, checkpointing: bool, tokens: int, probe: Probe) -> str:
    """What was stepped down on its own, and why."""
    said = []
    if checkpointing and wish.gradient_checkpointing is None:
        said.append("gradient checkpointing")
    if packed and wish.packed is None:
        said.append("the base stays quantized")
    if wish.micro_tokens is None and tokens < COMFORTABLE_TOKENS:
        said.append(f"{tokens} tokens at a time")
    parts = [f"memory is short ({_gib(plan.budget)} to use): {', '.join(said)}"] if said else []
    if probe.on_battery():
        parts.append("on battery, training empties it quickly")
    return "; ".join(parts)


def _gib(count: int) -> str:
    return f"{count / GIB:.1f} GiB"


def _refusal(plan: _Plan, wish: Wish, responses: int, processes: int, probe: Probe) -> NotEnoughMemoryError:
    tokens = max(plan.longest, wish.micro_tokens or 0)
    settings = [plan.setting(*choice) for choice in _choices(wish.packed, wish.gradient_checkpointing)]
    least = min(needed_bytes(plan.shape, setting, tokens) for setting in settings)
    message = (
        f"Training this model on examples of {plan.longest} tokens takes at least {_gib(least)};"
        f" {_gib(plan.budget)} can be used on {plan.device}."
    )
    flags = _flags(plan, wish, responses)
    if flags is None and plan.device.type != "cpu":
        cpu = _plan(plan.shape, wish, plan.longest, torch.device("cpu"), processes, probe)
        more = _flags(cpu, wish, responses)
        flags = None if more is None else ["--device cpu", *more]
    if flags is None:
        least = min(fixed_bytes(plan.shape, plan.setting(packed, True)) for packed in (False, True))
        return NotEnoughMemoryError(
            message, f"Close other programs or pick a smaller model: this one needs {_gib(least)} and its examples."
        )
    return NotEnoughMemoryError(message, f"This would fit: {' '.join(flags)}")


def _flags(plan: _Plan, wish: Wish, responses: int) -> list[str] | None:
    """The fewest changes to the wish that fit, None if nothing does. Tried: a smaller pass, checkpointing, a packed
    base, both, and then shorter examples."""
    choices = list(_choices(wish.packed or None, wish.gradient_checkpointing or None))
    fits = [choice for choice in choices if plan.tokens(*choice) >= plan.longest]
    packed, checkpointing = fits[0] if fits else max(choices, key=lambda choice: plan.tokens(*choice))
    room = plan.tokens(packed, checkpointing)
    shorter = 2 * room // (responses + 1) // 32 * 32  # a row of k responses is at most (k + 1) / 2 of --max-tokens long
    if not fits and shorter < LEAST_TOKENS:
        return None
    flags = []
    if packed and wish.packed is not True:
        flags.append("--quantized-base")
    if checkpointing and wish.gradient_checkpointing is not True:
        flags.append("--gradient-checkpointing")
    if wish.micro_tokens is not None and wish.micro_tokens > room:
        flags.append(f"--micro-tokens {room // 32 * 32 or room}")
    if not fits:
        flags.append(f"--max-tokens {shorter}")
    return flags
