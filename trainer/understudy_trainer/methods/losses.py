"""Losses as pure functions of log-probabilities. Every log-probability is a sum in nats over a response.

Shapes: (B,) unless said otherwise. `ref_` values come from the base model (adapter off) and carry no gradient.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

PREFIX, MID, SUFFIX = range(3)  # spans of a pair: what both begin with, what differs, what both end with
FAIR = 4 / 3  # KTO's upper end of (weight x count of good) / (weight x count of bad)


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


def focused(chosen: Tensor, rejected: Tensor, beta: float = 0.1, weight: float = 2.0) -> Tensor:
    """Focused-DPO (2502.11475). chosen, rejected: log(policy / reference) per span, (B, 3) = prefix, mid, suffix.

    With r = log-ratio of a span, w = weight:
    -log sigmoid(beta [(r_pre + w r_mid + r_suf) of chosen - (r_pre + w r_mid) of rejected]):
    the tokens that differ count w times, the rejected text's suffix not at all. Both prefixes are the same tokens after
    the same prompt, so their terms are equal and left out. Returns (B,); ln 2 at the start."""
    return -F.logsigmoid(beta * (weight * (chosen[:, MID] - rejected[:, MID]) + chosen[:, SUFFIX]))


def kto(
    policy: Tensor,
    reference: Tensor,
    good: Tensor,
    z: Tensor,
    beta: float = 0.1,
    desirable: float = 1.0,
    undesirable: float = 1.0,
) -> Tensor:
    """KTO (2402.01306, eq. 8): w (1 - sigmoid(beta (r - z))) for good, w (1 - sigmoid(beta (z - r))) for bad responses,
    r = policy - reference. good: bool (B,). z: scalar, the mean of r over mismatched responses of the whole step, at
    least 0; no gradient flows through it. Returns (B,)."""
    reward = policy - reference
    z = z.clamp(min=0).detach()
    return torch.where(
        good, desirable * torch.sigmoid(beta * (z - reward)), undesirable * torch.sigmoid(beta * (reward - z))
    )


def class_weights(good: int, bad: int) -> tuple[float, float]:
    """KTO's (desirable, undesirable) weights (2402.01306, §4.2): (w_d n_good) / (w_u n_bad) must lie in [1, 4/3]. The
    rarer class is raised, just as far as that; (1, 1) where the counts are within it or a class is missing."""
    if not good or not bad or bad <= good <= FAIR * bad:
        return 1.0, 1.0
    return (bad / good, 1.0) if good < bad else (1.0, good / (FAIR * bad))


def rrtf(
    logps: Tensor, tokens: Tensor, scores: Tensor, *, sum_tokens: bool = False, length_penalty: float = 1.0
) -> Tensor:
    """RRTF (2307.14936, §4.2) over k responses of one prompt; all (k,), the result is a scalar.

    L_rank = sum over score_i > score_j of (score_i - score_j) max(0, p_j - p_i), with p = logps / tokens^length_penalty
    (RRHF's exponent, 2304.05302; the paper has 1). L_ft = -log-likelihood of the best response: its mean over tokens,
    so that both terms have one scale whatever its length, or with sum_tokens the paper's sum."""
    p = logps / tokens**length_penalty
    behind = F.relu(p[None, :] - p[:, None])
    weight = (scores[:, None] - scores[None, :]).clamp(min=0)
    best = scores.argmax()
    return (weight * behind).sum() - (logps[best] if sum_tokens else logps[best] / tokens[best])


def codeplan(nll_code: Tensor, nll_plan: Tensor, plan_weight: float = 0.5) -> Tensor:
    """CodePLAN (2403.13271): (1 - lambda) L_code + lambda L_plan, lambda = 0.5."""
    return (1 - plan_weight) * nll_code + plan_weight * nll_plan
