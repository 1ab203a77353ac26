"""What a step is planned to take is what it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trainer.conftest import Tiny
from tests.trainer.tiny import make_model
from understudy_trainer.export.model import export_model
from understudy_trainer.model.shape import read_shape
from understudy_trainer.run.memory import Setting, fitting_tokens, needed_bytes
from understudy_trainer.run.probe import MIB

_STEP = """
import sys
from pathlib import Path
import torch
from peft import LoraConfig, get_peft_model
from understudy_trainer.data.examples import Example
from understudy_trainer.methods.step import Item, Objective, Runner
from understudy_trainer.model.load import load_base
from understudy_trainer.model.packed import Row, plain
from understudy_trainer.run.probe import SystemProbe
torch.set_num_threads(1)
small, path = map(Path, sys.argv[1:3])
tokens, bf16, packed, checkpointing = map(int, sys.argv[3:7])
LINEARS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
def peak():  # ru_maxrss would begin with the parent's
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024
def step(path, size):
    model = load_base(path, torch.device("cpu"), packed=bool(packed)).model
    model = get_peft_model(model, LoraConfig(r=16, target_modules=LINEARS, task_type="CAUSAL_LM")).train()
    if checkpointing:
        model.gradient_checkpointing_enable({"use_reentrant": False})
    row = Row([9] * (4 * size), (plain([10] * size), plain([11] * size)))
    items = [Item(Example(["a"], ("b", "c"), (1.0, 0.0)), row, (0.0, 0.0))]
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad])
    Runner(model, torch.device("cpu"), bf16=bool(bf16), micro_tokens=8192, note=print).backward(Objective("dpo"), items)
    optimizer.step()
if packed or checkpointing:
    SystemProbe().spare_memory()  # as `resources` does
step(small, 4)  # the libraries are loaded now
before = peak()
step(path, tokens // 6)
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("sizes", "tokens", "bf16", "packed", "checkpointing"),
    [
        ({"hidden_size": 256, "intermediate_size": 704, "num_hidden_layers": 8}, 2040, False, False, False),
        ({"hidden_size": 512, "intermediate_size": 2048, "num_hidden_layers": 4}, 1500, True, True, True),
    ],
)
def test_the_estimate_holds_what_a_step_takes(
    tiny: Tiny, tmp_path: Path, sizes: dict[str, int], tokens: int, bf16: bool, packed: bool, checkpointing: bool
) -> None:
    make_model(tmp_path / "hf", max_position_embeddings=4096, **sizes)
    export_model(tmp_path / "hf", tmp_path / "q8.gguf", dtype="q8_0")
    numbers = [str(int(number)) for number in (tokens, bf16, packed, checkpointing)]
    done = subprocess.run(
        [sys.executable, "-c", _STEP, str(tiny.f32), str(tmp_path / "q8.gguf"), *numbers],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "MALLOC_ARENA_MAX": "1"},
    )
    assert done.returncode == 0, done.stderr
    measured = int(done.stdout.splitlines()[-1])
    setting = Setting("cpu", bf16, packed, checkpointing, 16)
    shape = read_shape(tmp_path / "q8.gguf")
    estimate = needed_bytes(shape, setting, tokens)
    assert measured < estimate < 3 * measured, (measured / MIB, estimate / MIB)
    assert abs(fitting_tokens(shape, setting, estimate) - tokens) <= 1
