"""Where a run stands, in one file that is either the old state or the new one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from understudy.files import replacing


@dataclass(slots=True)
class State:
    """fingerprint: of configuration, base and data; a checkpoint of another run is never resumed. micro_tokens: of one
    forward pass, bf16: of products; kept because other ones round differently. step: steps done. adapter, optimizer:
    state dicts ({} before the first save). reference: log-probabilities of the first examples, or of all. history: one
    dict per step."""

    fingerprint: str
    micro_tokens: int
    bf16: bool
    step: int = 0
    adapter: dict[str, Any] = field(default_factory=dict)
    optimizer: dict[str, Any] = field(default_factory=dict)
    reference: list[tuple[float, ...]] = field(default_factory=list)
    history: list[dict[str, float]] = field(default_factory=list)


def save(path: Path, state: State) -> None:
    with replacing(path) as part:
        torch.save({name: getattr(state, name) for name in State.__slots__}, part)


def load(path: Path, fingerprint: str) -> tuple[State | None, str]:
    """The state of this very run, None if there is none; and what to tell where another one begins anew."""
    if not path.is_file():
        return None, ""
    try:
        state = State(**torch.load(path, map_location="cpu", weights_only=True))
    except Exception:  # torch raises half a dozen types for a damaged file
        return None, "the checkpoint cannot be read: beginning anew"
    if state.fingerprint != fingerprint:
        return None, f"the data or settings changed since step {state.step}: beginning anew"
    return state, ""
