"""The losses' own flags of `understudy train dpo|kto|rrtf|sft|plan`; the papers' defaults unless the help says else."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from understudy_trainer.cli import numbers

if TYPE_CHECKING:
    from understudy_trainer.data.examples import Method
    from understudy_trainer.methods.objective import Objective

DPO_LOSSES = ("dpo+nll", "dpop", "focused+nll", "focused", "dpo")


def add_arguments(parser: argparse.ArgumentParser, method: Method) -> None:
    """Add what this method's loss can be told; nothing for "sft"."""
    if method == "sft":
        return
    group = parser.add_argument_group("loss")
    if method in ("dpo", "kto"):
        group.add_argument(
            "--beta", type=numbers.above(0), default=0.1, help="strength of the pull towards the base model"
        )
    if method == "dpo":
        group.add_argument(
            "--loss",
            choices=DPO_LOSSES,
            default="dpo+nll",
            help="focused: Focused-DPO, the tokens that differ weigh more; plain dpo and focused may make the chosen "
            "text less likely (default: dpo+nll, CodeDPO's)",
        )
        group.add_argument("--nll-weight", type=numbers.least(0), default=1.0, help="of the +nll term")
        group.add_argument(
            "--dpop-penalty", type=numbers.least(0), default=5.0, help="dpop: for a chosen text that loses"
        )
        group.add_argument(
            "--focus", type=numbers.above(0), default=2.0, help="focused: weight of the tokens that differ"
        )
    elif method == "kto":
        balanced = "(default: balanced by the counts, as the paper advises)"
        group.add_argument("--desirable", type=numbers.above(0), help=f"weight of good responses {balanced}")
        group.add_argument("--undesirable", type=numbers.above(0), help=f"weight of bad responses {balanced}")
    elif method == "rrtf":
        group.add_argument(
            "--ft",
            choices=("mean", "sum"),
            default="mean",
            help="likelihood of the best response: mean over its tokens, so that long responses weigh no more than the "
            "ranking (default), or the paper's sum",
        )
        group.add_argument("--length-penalty", type=numbers.least(0), default=1.0, help="RRHF's exponent on a length")
    else:
        group.add_argument(
            "--plan-weight", type=numbers.share, default=0.5, help="lambda: of plans against code, 0 to 1"
        )
        group.add_argument(
            "--plan-head",
            action="store_true",
            help="score plans by an output head of their own, as in the paper; it is saved beside the adapter for "
            "further training and is no part of what is served: neither LoRA nor GGUF can carry it",
        )


def objective(arguments: argparse.Namespace, method: Method) -> Objective:
    """The objective that the flags of `add_arguments` say."""
    from understudy_trainer.methods.objective import Objective

    if method == "dpo":
        return Objective(
            method,
            beta=arguments.beta,
            dpo_loss=arguments.loss,
            nll_weight=arguments.nll_weight,
            dpop_penalty=arguments.dpop_penalty,
            focus=arguments.focus,
        )
    if method == "kto":
        weights = {"desirable": arguments.desirable, "undesirable": arguments.undesirable}
        return Objective(method, beta=arguments.beta, **weights)
    if method == "rrtf":
        return Objective(method, rrtf_sum=arguments.ft == "sum", length_penalty=arguments.length_penalty)
    if method == "plan":
        return Objective(method, plan_weight=arguments.plan_weight, plan_head=arguments.plan_head)
    return Objective(method)
