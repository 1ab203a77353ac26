"""`understudy models probe`: what this machine has, which models it can run, and how fast each is likely to be."""

from __future__ import annotations

import argparse

import msgspec

from understudy.cli.output import OK, note, print_json, table
from understudy.cli.rooms import run_async
from understudy.engine.probe import probe
from understudy.models.advice import Verdict, advise, gigabytes
from understudy.models.bundled import bundled_path
from understudy.models.hardware import Gpu, Hardware
from understudy.models.installed import entries


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--gpu-layers", type=int, default=0, help="as understudy.engine.gpuLayers (default %(default)s)"
    )
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    hardware = run_async(lambda: probe(bundled_path()))
    found = entries()
    advice = advise(found, hardware, args.gpu_layers)
    if args.json:
        models = [
            {"name": entry.name, "installed": entry.installed, "inUse": entry.in_use}
            | {"sizeBytes": entry.size_bytes, "licence": entry.licence}
            | msgspec.to_builtins(advice.verdicts[entry.name])
            for entry in found
        ]
        facts = msgspec.to_builtins(hardware)
        print_json({"hardware": facts, "recommended": advice.recommended, "models": models})
        return OK
    for name, value in _facts(hardware):
        print(f"{name.ljust(9)}  {value}")
    print()
    rows = [
        (
            "*" if entry.name == advice.recommended else "",
            entry.name,
            gigabytes(entry.size_bytes) if entry.size_bytes else "",
            _speed(advice.verdicts[entry.name]),
            advice.verdicts[entry.name].why,
        )
        for entry in found
    ]
    print(table(rows, ("", "name", "size", "estimate", "")))
    note(f"recommended here: {advice.recommended}. Speeds are estimates, scaled from the bundled model's.")
    return OK


def _facts(hardware: Hardware) -> list[tuple[str, str]]:
    cores = f"{hardware.cores} cores" if hardware.cores else "cores unknown"
    features = "instructions unknown" if hardware.features is None else " ".join(hardware.features) or "no AVX"
    facts = [
        ("processor", f"{hardware.machine or 'unknown'}, {cores}, {features}"),
        ("memory", _memory(hardware)),
        *(("GPU", _gpu(gpu)) for gpu in hardware.gpus),
    ]
    if not hardware.gpus:
        facts.append(("GPU", "none found" if hardware.gpu_build is not None else "unknown"))
    if hardware.gpus and hardware.gpu_build is False:
        facts.append(("", "this llama.cpp was built without GPU support: docs/models.md says how to build one"))
    if hardware.problem:
        facts.append(("problem", hardware.problem))
    return facts


def _memory(hardware: Hardware) -> str:
    if hardware.ram_bytes is None:
        return "unknown"
    threads = "1 thread" if hardware.threads == 1 else f"{hardware.threads} threads"
    free = f", {gigabytes(hardware.available_bytes)} free" if hardware.available_bytes is not None else ""
    speed = hardware.memory_bytes_per_second
    read = f", {threads} read {speed / 1e9:.0f} GB/s" if speed else ""
    return f"{gigabytes(hardware.ram_bytes)}{free}{read}"


def _gpu(gpu: Gpu) -> str:
    return f"{gpu.name}, {gigabytes(gpu.total_bytes) if gpu.total_bytes else 'memory unknown'} ({gpu.source})"


def _speed(verdict: Verdict) -> str:
    return f"~{verdict.tokens_per_second:.0f} tokens/s" if verdict.tokens_per_second is not None else "unknown"
