"""`understudy train export`: a checkpoint or a PEFT adapter as GGUF, or an adapter merged into its base."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from understudy_trainer.cli.common import EXIT_OK, MODEL_HELP, found_model


def add_parsers(subparsers: Any) -> None:
    export = subparsers.add_parser(
        "export",
        help="checkpoint or PEFT adapter to GGUF; --merge: adapter into its base",
        epilog="example: understudy train export --merge runs/dpo --base model.gguf merged.gguf --type q8_0",
    )
    export.add_argument("source", type=Path, help="folder with config.json or adapter_config.json; a run with --merge")
    export.add_argument("out", type=Path, help="never overwritten with --merge")
    export.add_argument(
        "--model", "--base", dest="base", default="", metavar="MODEL", help=f"of an adapter: {MODEL_HELP}"
    )
    export.add_argument("--merge", action="store_true", help="one model of base and adapter (a run's folder or file)")
    export.add_argument("--type", default=None, help="f32, f16, q8_0, q4_0, … (default f16; merged: as the base)")
    export.add_argument("--json", action="store_true")
    export.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    if arguments.merge:
        report = _merge(arguments)
    elif (arguments.source / "adapter_config.json").exists():
        report = {"tensors": _adapter(arguments)}
    else:
        report = {"tensors": _model(arguments)}
    report = {"out": str(arguments.out), **report, "bytes": arguments.out.stat().st_size}
    if arguments.json:
        print(json.dumps(report))
        return EXIT_OK
    print(f"{report['out']}: {report['tensors']} tensors, {report['bytes']:,} bytes")
    if "loss" in report:
        loss = report["loss"]
        print(
            f"against the adapter on its dequantized base: logits differ by {loss['mean_difference']:.3g} on average, "
            f"{loss['max_difference']:.3g} at most (largest {loss['scale']:.3g}); same choice {loss['same_choice']:.2%}"
        )
    return EXIT_OK


def _model(arguments: argparse.Namespace) -> int:
    from understudy_trainer.export.model import export_model
    from understudy_trainer.export.quantize import file_type, quantize

    kind: Any = (arguments.type or "f16").lower()
    file_type(kind)
    if kind in ("f32", "f16", "q8_0"):
        return export_model(arguments.source, arguments.out, dtype=kind)
    middle = arguments.out.with_name(f".{arguments.out.name}.f16")
    try:
        count = export_model(arguments.source, middle, dtype="f16", name=arguments.source.name)
        quantize(middle, arguments.out, kind)
    finally:
        middle.unlink(missing_ok=True)
    return count


def _adapter(arguments: argparse.Namespace) -> int:
    from understudy_trainer.export.adapter import export_lora

    return export_lora(arguments.source, arguments.out, found_model(arguments.base))


def _merge(arguments: argparse.Namespace) -> dict[str, Any]:
    from understudy_trainer.export.adapter import export_lora
    from understudy_trainer.export.errors import ExportError
    from understudy_trainer.export.merge import loss_of_merge, merge
    from understudy_trainer.export.quantize import kind_of

    base = found_model(arguments.base)
    if arguments.out.exists():
        raise ExportError(f"{arguments.out} exists already.", "Give another name, or remove it first.")
    source = arguments.source / "adapter.gguf" if arguments.source.is_dir() else arguments.source
    with tempfile.TemporaryDirectory() as folder:
        if (arguments.source / "adapter_config.json").exists():
            source = Path(folder) / "adapter.gguf"
            export_lora(arguments.source, source, base)
        facts = merge(source, base, arguments.out, arguments.type or kind_of(base) or "f16")
        loss = loss_of_merge(source, base, arguments.out)
    return {"tensors": facts.pop("matrices"), **facts, **({"loss": loss} if loss else {})}
