"""`understudy train …`: hands over to the trainer, which is an optional part of the installation."""

from __future__ import annotations

import argparse
import importlib
import importlib.util

from understudy.errors import UnderstudyError
from understudy.lsp.trainer_process import absent

GROUPS = (
    "understudy_trainer.cli.methods",
    "understudy_trainer.cli.judge",
    "understudy_trainer.cli.export",
    "understudy_trainer.cli.builders",
    "understudy_trainer.cli.distill",
    "understudy_trainer.cli.ranker",
    "understudy_trainer.cli.corpus",
    "understudy_trainer.pretrain.cli",
)


class TrainerMissing(UnderstudyError):
    """The optional trainer is not installed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    missing = absent()
    parser.set_defaults(missing=missing)
    if missing:
        parser.add_argument("words", nargs=argparse.REMAINDER, metavar="VERB …", help="dpo, kto, rrtf, sft, plan, …")
        return
    verbs = parser.add_subparsers(dest="action", required=True, metavar="VERB")
    for group in GROUPS:
        if importlib.util.find_spec(group) is None:
            continue
        module = importlib.import_module(group)
        add = getattr(module, "add_parsers", None) or module.add_parser
        add(verbs)


def run(args: argparse.Namespace) -> int:
    if args.missing:
        raise TrainerMissing(
            f"The trainer is not installed ({', '.join(args.missing)} missing).", "pip install 'understudy[trainer]'"
        )
    status: int = args.run(args)
    return status
