"""Which model is advised on which machine, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from understudy.models.advice import advise, needed_bytes
from understudy.models.bundled import BUNDLED_NAME
from understudy.models.catalogue import CATALOGUE
from understudy.models.hardware import Gpu, Hardware, Reference
from understudy.models.installed import Entry, entries

GIB = 1 << 30


def machine(ram_gib: float, fast: float = 1.0, **more: object) -> Hardware:
    """fast 1.0: reads 40 GB a second, so that a model of 1.65 GB writes about 24 tokens a second."""
    reference = Reference(5_157_056, 7_750 * fast, 60_000 * fast)
    facts = {"cores": 8, "threads": 1, "ram_bytes": int(ram_gib * GIB), "features": ("AVX2",), "gpu_build": False}
    return Hardware(**facts | {"reference": reference} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hardware", "recommended"),
    [
        (machine(16), "qwen2.5-coder-1.5b"),
        (machine(2), "qwen2.5-coder-0.5b"),
        (machine(0.8), BUNDLED_NAME),
        (machine(64, fast=4), "qwen2.5-coder-7b"),
        (machine(64, fast=0.6), "qwen2.5-coder-1.5b"),
        (machine(64, fast=0.2), "qwen2.5-coder-0.5b"),
        (machine(64, fast=0.01), BUNDLED_NAME),
        (Hardware(), BUNDLED_NAME),
        (machine(16, reference=None), BUNDLED_NAME),
    ],
)
def test_the_largest_pleasant_model_is_recommended(hardware: Hardware, recommended: str) -> None:
    assert advise(entries(), hardware).recommended == recommended


def test_a_model_that_is_not_free_for_all_uses_is_never_recommended() -> None:
    for fast in (0.6, 1, 2, 3, 4):
        assert advise(entries(), machine(64, fast)).recommended != "qwen2.5-coder-3b"


def test_speed_is_scaled_by_the_bytes_read_for_a_token() -> None:
    verdicts = advise(entries(), machine(64)).verdicts
    small, large = (verdicts[f"qwen2.5-coder-{size}b"].tokens_per_second for size in ("0.5", "7"))
    assert small is not None and large is not None
    sizes = {model.name: model.size_bytes for model in CATALOGUE}
    ratio = sizes["qwen2.5-coder-7b"] / sizes["qwen2.5-coder-0.5b"]
    assert small / large == pytest.approx(ratio)


def test_threads_help_until_the_memory_is_the_limit() -> None:
    def speed(threads: int) -> float:
        hardware = machine(64, fast=0.25, threads=threads, memory_bytes_per_second=50e9)
        found = advise(entries(), hardware).verdicts["qwen2.5-coder-1.5b"].tokens_per_second
        assert found is not None
        return found

    assert speed(2) == pytest.approx(2 * speed(1))
    assert speed(8) == speed(16) == pytest.approx(0.8 * 50e9 / 1_646_573_056)


def test_too_large_says_what_is_needed_and_what_is_there() -> None:
    verdict = advise(entries(), machine(8)).verdicts["qwen2.5-coder-7b"]
    assert verdict.fits is False
    assert verdict.why == "Needs about 8.9 GB of memory; this machine has 8.6 GB."


def test_memory_that_is_taken_now_is_said() -> None:
    verdict = advise(entries(), machine(16, available_bytes=1 * GIB)).verdicts["qwen2.5-coder-1.5b"]
    assert verdict.fits is True and "once other programs are closed" in verdict.why


def test_slow_and_slow_to_start_are_told_apart() -> None:
    slow = advise(entries(), machine(64)).verdicts["qwen2.5-coder-7b"]
    assert slow.fits is True and "too slow" in slow.why
    reading = Reference(5_157_056, 7_750, 10_000)
    late = advise(entries(), machine(64, reference=reading)).verdicts["qwen2.5-coder-1.5b"]
    assert "read a file" in late.why


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    advice = advise(entries(), Hardware(problem="it hung"))
    verdict = advice.verdicts["qwen2.5-coder-1.5b"]
    assert verdict.fits is None and verdict.tokens_per_second is None and "not known" in verdict.why


GPU = {"gpus": (Gpu("Some GPU", 8 * GIB),), "gpu_build": True}


def test_a_gpu_counts_only_if_layers_are_put_on_it_and_they_fit() -> None:
    hardware = machine(16, **GPU)
    assert advise(entries(), hardware).verdicts["qwen2.5-coder-3b"].on_gpu is False
    advice = advise(entries(), hardware, gpu_layers=99)
    on_gpu = advice.verdicts["qwen2.5-coder-1.5b"]
    assert on_gpu.on_gpu and on_gpu.tokens_per_second is None and "Some GPU" in on_gpu.why
    assert advice.verdicts["qwen2.5-coder-7b"].on_gpu is False  # 8.9 GB
    assert advice.recommended == "qwen2.5-coder-1.5b"


def test_a_gpu_that_llama_cpp_cannot_use_is_no_gpu() -> None:
    driver_only = machine(16, gpus=(Gpu("Some GPU", 80 * GIB, 0, "nvidia-smi"),), gpu_build=True)
    not_built = machine(16, **GPU | {"gpu_build": False})
    for hardware in (driver_only, not_built):
        assert hardware.usable_gpu is None
        assert advise(entries(), hardware, gpu_layers=99).recommended == "qwen2.5-coder-1.5b"


def test_an_unknown_file_has_no_verdict_and_is_not_recommended() -> None:
    gone = Entry("gone.gguf", None, 0, "", in_use=True)
    own = Entry("own", Path("own.gguf"), 1_000_000, "", in_use=False)
    advice = advise([gone, own], machine(16))
    assert advice.verdicts["gone.gguf"].fits is None
    assert advice.verdicts["own"].fits is True and advice.recommended == BUNDLED_NAME


def test_memory_needed_is_more_than_the_file() -> None:
    assert needed_bytes(1_000_000_000) == 1_450_000_000
