"""How near two sets of logits are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from understudy_trainer.export.tensors import Array


@dataclass(frozen=True, slots=True)
class Agreement:
    """max_difference, mean_difference: absolute logit differences. scale: largest absolute logit. same_choice: share
    of positions where both pick the same next token."""

    max_difference: float
    scale: float
    same_choice: float
    mean_difference: float = 0.0


def agreement(ours: Sequence[Array], theirs: Sequence[Array]) -> Agreement:
    """Two lists of logits (tokens, vocabulary), one array a prompt."""
    pairs = list(zip(ours, theirs, strict=True))
    differences = [np.abs(a - b) for a, b in pairs]
    return Agreement(
        max_difference=float(np.max([d.max() for d in differences])),  # np.max: NaN wins
        scale=float(max(np.abs(a).max() for a in ours)),
        same_choice=float(np.mean([(a.argmax(1) == b.argmax(1)).mean() for a, b in pairs])),
        mean_difference=float(np.mean([d.mean() for d in differences])),
    )
