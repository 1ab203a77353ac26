"""`understudy train pretrain` (build the corpus, train) and `understudy train release` (export to GGUF)."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import msgspec

from understudy_trainer.pretrain.config import read


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs `pretrain` and `release` under `understudy train`."""
    parser = subparsers.add_parser("pretrain", help="train a model from scratch; resumes where it was stopped")
    parser.add_argument("--config", default="cpu", help="cpu, gpu, smoke or a TOML file (default: cpu)")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run (checkpoints, shards, model)")
    parser.add_argument("--corpus", help="folder written by `understudy train corpus` (default: task families only)")
    parser.add_argument("--minutes", type=float, help="wall-clock budget instead of the configuration's")
    parser.add_argument("--tokens", type=int, help="tokens to read instead of the configuration's")
    parser.add_argument("--start", metavar="MODEL", help="begin with layers and tokenizer of this deeper model")
    parser.add_argument("--threads", type=int, default=0, help="0 = as many as torch likes")
    parser.add_argument("--stop-after", type=float, metavar="SECONDS", help="leave off then; the next call goes on")
    parser.add_argument("--no-compile", action="store_true")
    parser.set_defaults(run=run)
    parser = subparsers.add_parser("release", help="export a pretraining run to a GGUF file and check it")
    parser.add_argument("run_folder", type=Path, help="folder given to pretrain as --out")
    parser.add_argument("--out", type=Path, required=True, help="the GGUF file to write")
    parser.add_argument("--dtype", choices=("q8_0", "f16", "f32"), default="q8_0")
    parser.add_argument("--name", default="understudy-tiny")
    parser.add_argument("--config", help="take the run's last checkpoint, of this configuration")
    parser.set_defaults(run=run_release)


def run(args: argparse.Namespace) -> int:
    from understudy_trainer.pretrain.loop import pretrain  # torch loads only when it is needed

    given = ("minutes", "tokens", "corpus", "start")
    config = read(args.config, **{key: value for key in given if (value := getattr(args, key)) is not None})
    left = math.inf if args.stop_after is None else args.stop_after
    folder = pretrain(
        config, args.out, _print, threads=args.threads, compile_model=not args.no_compile, stop_after_s=left
    )
    if folder:
        _print({"event": "model", "path": str(folder), "config": msgspec.to_builtins(config)})
    return 0


def run_release(args: argparse.Namespace) -> int:
    from understudy_trainer.pretrain.loop import export_checkpoint
    from understudy_trainer.pretrain.release import release

    if args.config:
        export_checkpoint(read(args.config), args.run_folder)
    agreement = release(args.run_folder, args.out, args.dtype, args.name)
    _print(
        {
            "event": "released",
            "path": str(args.out),
            "bytes": args.out.stat().st_size,
            "same_choice": round(agreement.same_choice, 4),
            "max_logit_difference": round(agreement.max_difference, 4),
        }
    )
    return 0


def _print(event: dict[str, object]) -> None:
    print(json.dumps(event), flush=True)
