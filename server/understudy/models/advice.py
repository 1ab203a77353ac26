"""Which model suits a machine, and how fast each is likely to be. Pure: facts in, advice out.

Speeds are estimates, and are called so wherever they are shown. Writing a token reads the whole model once, so the
bundled model's measured speed is scaled by bytes and by threads, up to what the memory gives; reading a prompt computes
with every weight, so it scales alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from understudy.models.bundled import BUNDLED_NAME
from understudy.models.hardware import Hardware
from understudy.models.installed import Entry

SHARE_OF_RAM = 0.7  # the editor, the browser and the user's program want the rest
BESIDES_BYTES = 400_000_000  # cells of 4,096 tokens, logits, llama.cpp itself
BESIDES_SHARE = 0.05
MEMORY_SHARE = 0.8  # of the plain reading speed: llama.cpp also waits between operations
PLEASANT = 10.0  # tokens a second: a suggested line of about ten tokens takes a second
PROMPT_PLEASANT = 100.0  # tokens a second: a file's first prompt of about a thousand takes ten


class Verdict(msgspec.Struct, frozen=True, rename="camel"):
    """fits: into memory, None = not known. on_gpu: it runs there. tokens_per_second, prompt_tokens_per_second:
    estimates, None = not known. why: one sentence for the user."""

    fits: bool | None
    on_gpu: bool
    tokens_per_second: float | None
    prompt_tokens_per_second: float | None
    why: str


class Advice(msgspec.Struct, frozen=True):
    """recommended: a name. verdicts: by name, one for each entry."""

    recommended: str
    verdicts: dict[str, Verdict]


def advise(entries: Sequence[Entry], hardware: Hardware, gpu_layers: int = 0) -> Advice:
    """The largest model that is pleasant to use here; the bundled one where nothing is known."""
    verdicts = {entry.name: _verdict(entry, hardware, gpu_layers) for entry in entries}
    good = [entry for entry in entries if entry.recommendable and _pleasant(verdicts[entry.name])]
    best = max(good, key=lambda entry: entry.size_bytes, default=None)
    return Advice(best.name if best else BUNDLED_NAME, verdicts)


def needed_bytes(size_bytes: int) -> int:
    """Memory that a model of this file size takes while it runs."""
    return round(size_bytes * (1 + BESIDES_SHARE)) + BESIDES_BYTES


def _verdict(entry: Entry, hardware: Hardware, gpu_layers: int) -> Verdict:
    size = entry.size_bytes
    if not size:
        return Verdict(None, False, None, None, "Its file is not there.")
    needed, gpu = needed_bytes(size), hardware.usable_gpu
    if gpu_layers > 0 and gpu is not None and gpu.total_bytes >= needed:
        return Verdict(True, True, None, None, f"Runs on {gpu.name}; its speed there is not estimated.")
    speed, reading = _estimate(size, hardware)
    if hardware.ram_bytes is None:
        return Verdict(None, False, speed, reading, "This machine's memory is not known.")
    if needed > SHARE_OF_RAM * hardware.ram_bytes:
        why = f"Needs about {gigabytes(needed)} of memory; this machine has {gigabytes(hardware.ram_bytes)}."
        return Verdict(False, False, speed, reading, why)
    return Verdict(True, False, speed, reading, _words(speed, reading, needed, hardware))


def _estimate(size_bytes: int, hardware: Hardware) -> tuple[float | None, float | None]:
    known, threads = hardware.reference, hardware.threads or 1
    if known is None or not known.size_bytes:
        return None, None
    scale = threads * known.size_bytes / size_bytes
    speed, reading = known.tokens_per_second * scale, known.prompt_tokens_per_second * scale
    if hardware.memory_bytes_per_second:
        speed = min(speed, MEMORY_SHARE * hardware.memory_bytes_per_second / size_bytes)
    return speed, reading


def _words(speed: float | None, reading: float | None, needed: int, hardware: Hardware) -> str:
    if speed is None or reading is None:
        return "Fits; how fast it is could not be estimated."
    if speed < PLEASANT:
        return "Fits, but is likely too slow for suggestions while you type."
    if reading < PROMPT_PLEASANT:
        return "Fits, but is likely slow to read a file before its first suggestion."
    if hardware.available_bytes is not None and needed > hardware.available_bytes:
        return f"Fits once other programs are closed: {gigabytes(hardware.available_bytes)} of memory are free now."
    return "Fits this machine."


def _pleasant(verdict: Verdict) -> bool:
    """On a GPU models of this list are; on the processor both speeds have to be."""
    if not verdict.fits:
        return False
    speed, reading = verdict.tokens_per_second, verdict.prompt_tokens_per_second
    return verdict.on_gpu or (
        speed is not None and reading is not None and speed >= PLEASANT and reading >= PROMPT_PLEASANT
    )


def gigabytes(size: int) -> str:
    """For a person: "8.1 GB", "531 MB"."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"
