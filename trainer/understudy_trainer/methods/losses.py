"""Preference losses as pure functions of log-probabilities. Every log-probability is a sum in nats over a response.

Shapes: (B,) unless said otherwise. `ref_` values come from the base model (adapter off) and carry no gradient.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F


def dpo(chosen: Tensor, rejected: Tensor, ref_chosen: Tensor, ref_rejected: Tensor, beta: float = 0.1) -> Tensor:
    """DPO (2305.18290, eq. 7): -log sigmoid(beta [(lw - lw_ref) - (ll - ll_ref)]). Returns (B,); ln 2 at the start."""
    return -F.logsigmoid(beta * ((chosen - ref_chosen) - (rejected - ref_rejected)))


def nll(logps: Tensor, tokens: Tensor) -> Tensor:
    """Mean negative log-likelihood per token (B,); CodeDPO adds it to DPO (2410.05605, RPO, alpha = 1)."""
    return -logps / tokens


def dpop(
    chosen: Tensor, rejected: Tensor, ref_chosen: Tensor, ref_rejected: Tensor, beta: float = 0.1, penalty: float = 5.0
) -> Tensor:
    """DPO-Positive (2402.13228, eq. 3): DPO's logit less penalty * max(0, lw_ref - lw), so that the chosen text may not
    become less likely. Returns (B,)."""
    drop = F.relu(ref_chosen - chosen)
    return -F.logsigmoid(beta * ((chosen - ref_chosen) - (rejected - ref_rejected) - penalty * drop))


def kto(
    policy: Tensor,
    reference: Tensor,
    good: Tensor,
    kl: Tensor,
    beta: float = 0.1,
    weight_good: float = 1.0,
    weight_bad: float = 1.0,
) -> Tensor:
    """KTO (2402.01306, eq. 8): w (1 - sigmoid(beta (r - z))) for good, w (1 - sigmoid(beta (z - r))) for bad responses,
    r = policy - reference. good: bool (B,). kl: scalar z, mean r over mismatched responses, clamped and detached.
    Returns (B,)."""
    reward = policy - reference
    z = kl.clamp(min=0).detach()
    return torch.where(
        good, weight_good * torch.sigmoid(beta * (z - reward)), weight_bad * torch.sigmoid(beta * (reward - z))
    )


def rrtf(mean_logps: Tensor, scores: Tensor) -> Tensor:
    """RRTF (2307.14936, §4.2) over k responses of one prompt: sum over score_i > score_j of
    (score_i - score_j) max(0, p_j - p_i), less p of the best. mean_logps: per-token mean (k,); scores (k,). Scalar.

    The paper sums log-probabilities in its fine-tuning term; the mean keeps both terms on one scale (as TRL's SFT)."""
    behind = F.relu(mean_logps[None, :] - mean_logps[:, None])
    weight = (scores[:, None] - scores[None, :]).clamp(min=0)
    return (weight * behind).sum() - mean_logps[scores.argmax()]


def codeplan(nll_code: Tensor, nll_plan: Tensor, plan_weight: float = 0.5) -> Tensor:
    """CodePLAN (2403.13271): (1 - lambda) L_code + lambda L_plan, lambda = 0.5."""
    return (1 - plan_weight) * nll_code + plan_weight * nll_plan
