"""From judged candidates to a ranker: enough of them? fit, calibrate, and use it only where it beats likelihood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from understudy.models.rankers import OUTCOMES, Array, Fitted, Outcome
from understudy_trainer.errors import TooLittleDataError
from understudy_trainer.evaluate.metrics import Interval, interval
from understudy_trainer.ranker import figures
from understudy_trainer.ranker.crossval import chosen, nested
from understudy_trainer.ranker.fit import Data, fit

LEAST = 40  # outcomes
LEAST_OF_A_KIND = 8  # right, and not right
LEAST_GROUPS = 5  # functions, so that some can be held out
LEAST_MIXED = 10  # prompts with right and wrong candidates: fewer cannot show which order is better
_MORE = "Generate with tests for more functions, then train again."


def require_enough(counts: Mapping[Outcome, int], groups: int) -> None:
    """Raises TooLittleDataError with the counts."""
    total, correct = sum(counts.values()), counts.get("correct", 0)
    said = ", ".join(f"{counts[name]} {name}" for name in OUTCOMES if counts.get(name))
    have = f"there are {total} ({said or 'none'}) of {groups} functions"
    if total < LEAST:
        raise TooLittleDataError(f"A ranker needs at least {LEAST} tested candidates; {have}.", _MORE)
    if correct < LEAST_OF_A_KIND or total - correct < LEAST_OF_A_KIND:
        raise TooLittleDataError(
            f"A ranker needs at least {LEAST_OF_A_KIND} candidates that passed and as many that did not; {have}.", _MORE
        )
    if groups < LEAST_GROUPS:
        raise TooLittleDataError(f"A ranker needs candidates of at least {LEAST_GROUPS} functions; {have}.", _MORE)


def train(data: Data, model_sha: str, adapter_sha: str) -> Fitted:
    """Fit on everything; whether it is used, and every figure, comes from groups the fit did not see.

    Raises TooLittleDataError.
    """
    require_enough(Counter(data.outcomes), len(set(data.groups)))
    classes = tuple(name for name in OUTCOMES if name in data.outcomes)
    logits, temperatures = nested(data, classes)
    measured = measure(data, logits, temperatures, classes.index("correct"))
    used, reason = verdict(data, logits, temperatures, classes.index("correct"))
    l2, heat = chosen(data, classes)
    weights = fit(data, l2, classes)
    return Fitted(
        model_sha,
        adapter_sha,
        used,
        reason,
        classes,
        weights.sources,
        weights.means,
        weights.scales,
        weights.weights,
        weights.bias,
        heat,
        {**measured, "l2": l2},
    )


def measure(data: Data, logits: Array, temperatures: Array, correct: int) -> dict[str, float]:
    """Figures of held-out predictions. logits: (n, C). correct: which column is P(right)."""
    before = figures.softmax(logits)[:, correct]
    after = likelihood(logits, temperatures, correct)
    tasks = figures.mixed(data.correct, data.tasks)
    found = {
        "outcomes": float(len(data)),
        "groups": float(len(set(data.groups))),
        "mixed": float(len(tasks)),
        "auc": figures.auc(after, data.correct),
        "auc_logprob": figures.auc(data.logprob, data.correct),
        "ece_before": figures.expected_calibration_error(before, data.correct),
        "ece": figures.expected_calibration_error(after, data.correct),
        "brier_before": figures.brier(before, data.correct),
        "brier": figures.brier(after, data.correct),
    }
    if tasks:
        for name, score in (("top1", after), ("top1_logprob", data.logprob), ("top1_random", np.zeros(len(data)))):
            found[name] = float(np.mean(figures.top_one(score, data.correct, tasks)))
    return found


def verdict(data: Data, logits: Array, temperatures: Array, correct: int) -> tuple[bool, str]:
    """Whether it may order candidates, and why: its first choice must be right more often than the likeliest's, on
    held-out prompts with both kinds, beyond a 95 % paired bootstrap interval."""
    tasks = figures.mixed(data.correct, data.tasks)
    if len(tasks) < LEAST_MIXED:
        return False, f"only {len(tasks)} prompts have right and wrong candidates; {LEAST_MIXED} are needed to judge it"
    gain = difference(likelihood(logits, temperatures, correct), data.logprob, data, tasks)
    said = f"{100 * gain.value:+.1f} points [{100 * gain.low:+.1f}, {100 * gain.high:+.1f}] on {len(tasks)} prompts"
    if gain.low > 0:
        return True, f"its first choice is right more often than the likeliest candidate: {said}"
    return False, f"its first choice is not surely right more often than the likeliest candidate: {said}"


def difference(ours: Array, theirs: Array, data: Data, tasks: list[np.ndarray]) -> Interval:
    """Top-1 accuracy of one score less that of another, paired over tasks."""
    one, other = (figures.top_one(score, data.correct, tasks) for score in (ours, theirs))
    return interval([a - b for a, b in zip(one, other, strict=True)])


def likelihood(logits: Array, temperatures: Array, correct: int) -> Array:
    """(n,) calibrated P(right)."""
    return figures.softmax(logits / temperatures[:, None])[:, correct]
