"""`understudy train export`: a checkpoint or a PEFT adapter as GGUF."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from understudy_trainer.cli.common import EXIT_OK


def add_parsers(subparsers: Any) -> None:
    export = subparsers.add_parser("export", help="checkpoint or PEFT adapter to GGUF")
    export.add_argument("source", type=Path, help="folder with config.json or adapter_config.json")
    export.add_argument("out", type=Path)
    export.add_argument("--base", type=Path, help="base GGUF, needed for an adapter")
    export.add_argument("--type", default="f16", help="f32, f16, q8_0, q4_0, ... (models only)")
    export.add_argument("--json", action="store_true")
    export.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    from understudy_trainer.export.adapter import export_lora
    from understudy_trainer.export.errors import ExportError
    from understudy_trainer.export.model import export_model
    from understudy_trainer.export.quantize import quantize

    if (arguments.source / "adapter_config.json").exists():
        if arguments.base is None:
            raise ExportError("An adapter needs the model it belongs to.", "Name its GGUF file with --base.")
        count = export_lora(arguments.source, arguments.out, arguments.base)
    elif arguments.type in ("f32", "f16", "q8_0"):
        count = export_model(arguments.source, arguments.out, dtype=arguments.type)
    else:
        middle = arguments.out.with_name(f".{arguments.out.name}.f16")
        try:
            count = export_model(arguments.source, middle, dtype="f16", name=arguments.source.name)
            quantize(middle, arguments.out, arguments.type)
        finally:
            middle.unlink(missing_ok=True)
    report = {"out": str(arguments.out), "tensors": count, "bytes": arguments.out.stat().st_size}
    print(json.dumps(report) if arguments.json else f"{report['out']}: {count} tensors, {report['bytes']:,} bytes")
    return EXIT_OK
