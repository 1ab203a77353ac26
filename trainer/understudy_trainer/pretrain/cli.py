"""`understudy train pretrain`: build the corpus, train, export to GGUF."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import msgspec

from understudy_trainer.pretrain.config import PRESETS


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `pretrain` under `understudy train`."""
    parser = subparsers.add_parser("pretrain", help="train a model from scratch; resumes where it was stopped")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="cpu")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run (checkpoints, corpus, model)")
    parser.add_argument("--minutes", type=float, help="wall-clock budget instead of the preset's")
    parser.add_argument("--tokens", type=int, help="corpus size in tokens instead of the preset's")
    parser.add_argument("--threads", type=int, default=0, help="0 = as many as torch likes")
    parser.add_argument("--no-compile", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from understudy_trainer.pretrain.loop import pretrain  # torch loads only when it is needed

    config = PRESETS[args.preset]
    changes = {key: value for key in ("minutes", "tokens") if (value := getattr(args, key)) is not None}
    config = msgspec.structs.replace(config, **changes) if changes else config
    folder = pretrain(config, args.out, _print, threads=args.threads, compile_model=not args.no_compile)
    _print({"event": "model", "path": str(folder), "config": msgspec.to_builtins(config)})
    return 0


def _print(event: dict[str, object]) -> None:
    print(json.dumps(event), flush=True)
