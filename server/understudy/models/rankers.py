"""Rankers that were trained on this machine: one small file for each base model and adapter, read without torch.

A ranker reads the hidden states of one model under one adapter, so it is named by both content hashes and applies to
nothing else. A file that is missing, damaged, of another version or another model is no ranker, and never an error.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from understudy.files import write_atomically
from understudy.paths import data_dir

Outcome = Literal["correct", "wrong", "runtime", "syntax"]
"""What running a candidate on its tests showed: CodeRanker's correct, intent error, execution error (2206.03865), and
text that does not parse."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

VERSION = 1  # of the file and of what its features mean (`generate.ranker.features`)

Array = NDArray[np.float64]


class _Meta(msgspec.Struct, frozen=True):
    version: int
    model_sha: str
    adapter_sha: str
    used: bool
    reason: str
    classes: tuple[Outcome, ...]
    sources: tuple[str, ...]
    temperature: float
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A trained classifier. model_sha, adapter_sha: content hashes ("" = no adapter). used: whether it may order
    anything, and reason: why, or why not. classes: C outcomes, "correct" among them.
    sources: S ways of writing it knows ("direct", "plan"). means, scales: (S, F), by which features are standardised.
    weights: (F, C). bias: (C,). temperature: > 0, divides the logits (calibration). figures: of its held-out test."""

    model_sha: str
    adapter_sha: str
    used: bool
    reason: str
    classes: tuple[Outcome, ...]
    sources: tuple[str, ...]
    means: Array
    scales: Array
    weights: Array
    bias: Array
    temperature: float
    figures: dict[str, float] = field(default_factory=dict)


def path_of(model_sha: str, adapter_sha: str, folder: Path | None = None) -> Path:
    """Where the ranker of a model under an adapter lies, whether there is one or not."""
    return (folder or data_dir() / "rankers") / f"{model_sha[:16]}-{adapter_sha[:16] or 'base'}.npz"


def save(fitted: Fitted, folder: Path | None = None) -> Path:
    """Keep a ranker instead of the one before it, whole or not at all. Raises OSError."""
    meta = _Meta(
        VERSION,
        fitted.model_sha,
        fitted.adapter_sha,
        fitted.used,
        fitted.reason,
        fitted.classes,
        fitted.sources,
        fitted.temperature,
        fitted.figures,
    )
    buffer = io.BytesIO()
    arrays = {name: np.asarray(getattr(fitted, name), np.float32) for name in ("means", "scales", "weights", "bias")}
    np.savez(buffer, meta=np.frombuffer(msgspec.json.encode(meta), np.uint8), **arrays)  # type: ignore[arg-type]
    path = path_of(fitted.model_sha, fitted.adapter_sha, folder)
    write_atomically(path, buffer.getvalue())
    return path


def find(model_sha: str, adapter_sha: str, folder: Path | None = None) -> Fitted | None:
    """The ranker of this model under this adapter, also one that is not used; None if there is none that is whole."""
    try:
        with np.load(path_of(model_sha, adapter_sha, folder), allow_pickle=False) as data:
            meta = msgspec.json.decode(data["meta"].tobytes(), type=_Meta)
            means, scales, weights, bias = (
                np.asarray(data[name], np.float64) for name in ("means", "scales", "weights", "bias")
            )
    except Exception:  # what zipfile and numpy raise over damaged bytes has no common kind
        return None
    if (meta.version, meta.model_sha, meta.adapter_sha) != (VERSION, model_sha, adapter_sha):
        return None
    found = Fitted(
        model_sha,
        adapter_sha,
        meta.used,
        meta.reason,
        meta.classes,
        meta.sources,
        means,
        scales,
        weights,
        bias,
        meta.temperature,
        meta.figures,
    )
    return found if _fits_together(found) else None


def remove(model_sha: str, adapter_sha: str, folder: Path | None = None) -> bool:
    """Whether there was one."""
    path = path_of(model_sha, adapter_sha, folder)
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there


def _fits_together(fitted: Fitted) -> bool:
    width, classes, sources = fitted.weights.shape[:1], len(fitted.classes), len(fitted.sources)
    arrays = (fitted.means, fitted.scales, fitted.weights, fitted.bias)
    return (
        "correct" in fitted.classes
        and fitted.means.shape == fitted.scales.shape == (sources, *width)
        and fitted.weights.shape == (*width, classes)
        and fitted.weights.ndim == 2
        and fitted.bias.shape == (classes,)
        and all(bool(np.isfinite(array).all()) for array in arrays)
        and bool((fitted.scales > 0).all())
        and fitted.temperature > 0
    )
