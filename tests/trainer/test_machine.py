"""A run is planned to fit, refused with flags that do fit, and never pushed onto a GPU somebody uses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import gguf
import psutil  # type: ignore[import-untyped, unused-ignore]
import pytest
import torch
from gguf import GGMLQuantizationType as Kind

from tests.trainer.conftest import Tiny
from understudy_trainer.errors import TrainError
from understudy_trainer.model.shape import read_shape
from understudy_trainer.run.machine import DeviceBusyError, NotEnoughMemoryError, Resources, Wish, resources
from understudy_trainer.run.memory import Setting, fixed_bytes
from understudy_trainer.run.probe import MIB, Memory, SystemProbe, Use, User, cgroup_free, has_bf16_cpu, parse_users

GIB = 1 << 30
MODEST = Memory(12 * GIB, 16 * GIB)
IDLE = Use((), True, 0)


@dataclass(frozen=True)
class Machine:
    """A machine that is not at hand."""

    gpu: Memory | None = None
    cpu: Memory = MODEST
    used: Use = IDLE
    battery: bool = False

    def found(self) -> str:
        return "cuda" if self.gpu else "cpu"

    def has(self, device: torch.device) -> bool:
        return device.type == "cpu" or (device.type == "cuda" and self.gpu is not None and not device.index)

    def memory(self, device: torch.device) -> Memory:
        if device.type == "cpu":
            return self.cpu
        assert self.gpu is not None
        return self.gpu

    def use(self, device: torch.device) -> Use:
        return self.used if device.type == "cuda" else Use()

    def fast_bf16(self, device: torch.device) -> bool:
        return True

    def on_battery(self) -> bool:
        return self.battery

    def spare_memory(self) -> None:
        pass


@pytest.fixture(scope="module")
def qwen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen2.5 1.5B in Q4_K by its header; the weights are a hole in the file."""
    path = tmp_path_factory.mktemp("big") / "qwen.gguf"
    writer = gguf.GGUFWriter(path, "qwen2")
    for key, value in (("block_count", 28), ("embedding_length", 1536), ("feed_forward_length", 8960)):
        writer.add_uint32(f"qwen2.{key}", value)
    for key, value in (("attention.head_count", 12), ("attention.head_count_kv", 2), ("context_length", 32768)):
        writer.add_uint32(f"qwen2.{key}", value)
    tensors = {"token_embd": (151936, 1536), "output_norm": (1536,)}
    for i in range(28):
        wide = {"attn_q": (1536, 1536), "attn_k": (256, 1536), "attn_v": (256, 1536), "attn_output": (1536, 1536)}
        wide |= {"ffn_gate": (8960, 1536), "ffn_up": (8960, 1536), "ffn_down": (1536, 8960), "attn_norm": (1536,)}
        tensors |= {f"blk.{i}.{name}": shape for name, shape in wide.items()}
    total = 0
    for name, shape in tensors.items():
        kind = Kind.Q4_K if len(shape) == 2 else Kind.F32
        size, width = gguf.GGML_QUANT_SIZES[kind]
        count = shape[0] * (shape[1] if len(shape) == 2 else 1) // size * width
        stored = gguf.quant_shape_to_byte_shape(shape, kind) if kind is Kind.Q4_K else shape
        dtype = torch.empty(0, dtype=torch.uint8 if kind is Kind.Q4_K else torch.float32).numpy().dtype
        writer.add_tensor_info(f"{name}.weight", stored, dtype, count, raw_dtype=kind)
        total += -(-count // 32) * 32
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    os.truncate(path, path.stat().st_size + total + 64)
    return path


def test_a_base_tells_its_sizes(qwen: Path, tiny: Tiny) -> None:
    shape = read_shape(qwen)
    assert (shape.architecture, shape.layers, shape.hidden, shape.vocabulary) == ("qwen2", 28, 1536, 151936)
    assert shape.tied and shape.kv_width == 256 and 1.5e9 < shape.parameters < 1.6e9
    assert read_shape(tiny.f32).parameters * 4 < tiny.f32.stat().st_size


def test_plenty_of_memory_is_used_at_full_speed(qwen: Path) -> None:
    found = resources(qwen, Wish(), 768, probe=Machine(gpu=Memory(78 * GIB, 80 * GIB)))
    assert found == Resources(torch.device("cuda"), True, 8192, False, False, "")
    assert found.dtype == torch.bfloat16
    assert resources(qwen, Wish("cpu"), 768, probe=Machine(cpu=Memory(200 * GIB, 256 * GIB))).dtype == torch.float32


def test_less_memory_is_met_one_step_at_a_time(qwen: Path) -> None:
    steps = []
    for eighths in range(96, 8, -2):
        try:
            found = resources(qwen, Wish(), 768, probe=Machine(gpu=Memory(eighths * GIB // 8, 12 * GIB)))
        except NotEnoughMemoryError:
            steps.append("refused")
            continue
        steps.append(f"{found.packed:d}{found.gradient_checkpointing:d}{found.micro_tokens >= 2048:d}")
        assert ("memory is short" in found.note) == (steps[-1] != "001")
        assert found.micro_tokens >= 768
    # all dense; checkpointing; a packed base too; smaller passes; no
    assert list(dict.fromkeys(steps)) == ["001", "011", "111", "110", "refused"]


def test_what_was_wished_stays_or_is_refused(qwen: Path) -> None:
    small = Machine(gpu=Memory(5 * GIB, 6 * GIB))
    free = resources(qwen, Wish(), 768, probe=small)
    assert free.packed or free.gradient_checkpointing
    with pytest.raises(NotEnoughMemoryError, match=r"768 tokens takes at least .* GiB; 4\.4 GiB can be used on cuda"):
        resources(qwen, Wish(packed=False, gradient_checkpointing=False), 768, probe=small)
    assert resources(qwen, Wish(packed=True), 768, probe=Machine(gpu=Memory(78 * GIB, 80 * GIB))).packed
    assert resources(qwen, Wish(micro_tokens=640), 700, probe=small).micro_tokens == 640
    with pytest.raises(NotEnoughMemoryError, match="--micro-tokens"):
        resources(qwen, Wish(micro_tokens=60_000), 768, probe=small)


def with_flags(wish: Wish, flags: str, longest: int, responses: int) -> tuple[Wish, int]:
    """The wish and the longest row after following a refusal's next step."""
    words = flags.split()
    for flag, value in zip(words, [*words[1:], ""], strict=True):
        if flag == "--quantized-base":
            wish = replace(wish, packed=True)
        elif flag == "--gradient-checkpointing":
            wish = replace(wish, gradient_checkpointing=True)
        elif flag == "--micro-tokens":
            wish = replace(wish, micro_tokens=int(value))
        elif flag == "--device":
            wish = replace(wish, device=value)
        elif flag == "--max-tokens":
            longest = min(longest, int(value) * (responses + 1) // 2)
    return wish, longest


@pytest.mark.parametrize("responses", [1, 2, 8])
def test_every_refusal_names_flags_that_are_accepted(qwen: Path, responses: int) -> None:
    refused = helped = 0
    for free in range(1, 40, 4):
        for wish in (Wish(), Wish(packed=False), Wish("cuda", gradient_checkpointing=False, micro_tokens=4096)):
            machine = Machine(gpu=Memory(free * GIB // 4, 10 * GIB), cpu=Memory((free + 2) * GIB // 4, 16 * GIB))
            try:
                resources(qwen, wish, 3000, responses=responses, probe=machine)
            except NotEnoughMemoryError as error:
                refused += 1
                if "--" in error.next_step:
                    helped += 1
                    changed, longest = with_flags(wish, error.next_step, 3000, responses)
                    resources(qwen, changed, longest, responses=responses, probe=machine)
                else:
                    assert "smaller model" in error.next_step
    assert refused > helped > 3


def test_processes_share_the_memory_of_a_cpu_but_not_of_gpus(qwen: Path) -> None:
    machine = Machine(gpu=Memory(11 * GIB, 12 * GIB), cpu=Memory(14 * GIB, 16 * GIB))
    alone, beside = (resources(qwen, Wish("cpu"), 768, processes=n, probe=machine) for n in (1, 2))
    assert (beside.packed, beside.micro_tokens) != (alone.packed, alone.micro_tokens)
    assert resources(qwen, Wish(), 768, processes=2, probe=machine) == resources(qwen, Wish(), 768, probe=machine)


def test_a_plan_head_is_planned_for(qwen: Path) -> None:
    """151,936 x 1,536 weights in f32, with gradient and AdamW's moments: 3.5 GiB, and what backward makes of them."""
    machine = Machine(gpu=Memory(12 * GIB, 13 * GIB))
    plain, with_head = (resources(qwen, Wish(plan_head=head), 768, probe=machine) for head in (False, True))
    assert not plain.packed and (with_head.packed or with_head.gradient_checkpointing)
    shape = read_shape(qwen)
    more = [fixed_bytes(shape, Setting("cuda", True, False, False, 16, head)) for head in (False, True)]
    assert 3.4 * GIB < more[1] - more[0] < 6.5 * GIB


def test_a_gpu_in_use_is_left_alone(qwen: Path) -> None:
    big = Memory(70 * GIB, 80 * GIB)
    busy = Use((User(4242, "/usr/bin/blender", 9 * GIB),), True, 97)
    with pytest.raises(DeviceBusyError, match=r"/usr/bin/blender \(pid 4242, 9\.0 GiB\), 97 % of the time") as raised:
        resources(qwen, Wish(), 768, probe=Machine(gpu=big, used=busy))
    assert raised.value.next_step.startswith("Use --device cpu or wait; --share-gpu")
    assert resources(qwen, Wish(share_gpu=True), 768, probe=Machine(gpu=big, used=busy)).device.type == "cuda"
    assert resources(qwen, Wish("cpu"), 768, probe=Machine(gpu=big, used=busy)).device.type == "cpu"
    with pytest.raises(DeviceBusyError, match="cannot be seen"):
        resources(qwen, Wish(), 768, probe=Machine(gpu=big, used=Use((), True, 80)))
    with pytest.raises(DeviceBusyError, match=r"holding 50\.0 GiB"):
        resources(qwen, Wish(), 768, probe=Machine(gpu=Memory(30 * GIB, 80 * GIB), used=Use()))
    for harmless in (
        Use((User(7, "python", 20 * GIB, ours=True),), True, 90),  # the served model
        Use((User(8, "/usr/lib/firefox", 300 * MIB),), True, 12),  # a desktop
        Use((User(9, "[Not Found]"),), True, None),
    ):
        assert resources(qwen, Wish(), 768, probe=Machine(gpu=big, used=harmless)).device.type == "cuda"


def test_devices_that_are_not_there(tiny: Tiny) -> None:
    for name, message in (("cuda", "has no cuda"), ("tpu9", "no device 'tpu9'"), ("cuda:3", "has no cuda:3")):
        with pytest.raises(TrainError, match=message) as raised:
            resources(tiny.f32, Wish(name), 100, probe=Machine())
        assert "--device" in raised.value.next_step


def test_battery_is_only_mentioned(tiny: Tiny) -> None:
    found = resources(tiny.f32, Wish(), 100, probe=Machine(battery=True))
    assert found.note.startswith("on battery") and not found.packed


def test_this_machine(tiny: Tiny) -> None:
    found = resources(tiny.f32, Wish("cpu"), 100)
    assert found.device.type == "cpu" and found.micro_tokens >= 100 and found.bf16 == has_bf16_cpu()
    memory = SystemProbe().memory(torch.device("cpu"))
    assert 0 < memory.free <= memory.total == psutil.virtual_memory().total


# nvidia-smi 550 on a workstation; the last three: Windows (no figure), a name with a comma, another container
RECORDED = """1593, /usr/bin/python3, 4096
2211, C:\\Program Files\\editor, beta.exe, [N/A]
3310, /opt/tool, v2/render, 512
4400, [Not Found], [Insufficient Permissions]
"""


def test_nvidia_smi_is_understood() -> None:
    users = parse_users(RECORDED)
    assert [(user.pid, user.name, user.bytes) for user in users] == [
        (1593, "/usr/bin/python3", 4096 * MIB),
        (2211, "C:\\Program Files\\editor, beta.exe", 0),
        (3310, "/opt/tool, v2/render", 512 * MIB),
        (4400, "[Not Found]", 0),
    ]
    assert parse_users("") == parse_users("No running processes found\n") == ()
    assert parse_users(f"{os.getpid()}, python, 800\n")[0].ours


def test_the_served_model_is_known_by_its_command_line() -> None:
    mark = "import time; print(flush=True); time.sleep(60)  # understudy.engine.worker"
    with subprocess.Popen([sys.executable, "-c", mark], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdout.readline()
        assert parse_users(f"{child.pid}, python3, 800\n")[0].ours
        child.kill()


def test_a_gpu_is_asked_through_nvidia_smi() -> None:
    asked: list[Sequence[str]] = []

    def recorded(command: Sequence[str]) -> str:
        asked.append(command)
        return "37\n" if "--query-gpu=utilization.gpu" in command else RECORDED

    use = SystemProbe(recorded).use(torch.device("cuda"))
    assert use.percent == 37 and use.listed and len(use.users) == 4 and len(asked) == 2
    assert SystemProbe(lambda command: None).use(torch.device("cuda")) == Use()
    assert SystemProbe().use(torch.device("cpu")) == Use()


def write(folder: Path, **values: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in values.items():
        (folder / name.replace("__", ".")).write_text(text + "\n")
    return folder


def test_a_containers_limit_counts(tmp_path: Path) -> None:
    two = write(tmp_path / "two")
    write(two / "user", memory__max="4000", memory__current="1500", memory__stat="anon 9\ninactive_file 500")
    write(two / "user" / "job", memory__max="max", memory__current="1500", memory__stat="inactive_file 500")
    membership = write(tmp_path, two__txt="0::/user/job") / "two.txt"
    assert cgroup_free(two, membership) == 3000
    one = tmp_path / "one"
    write(
        one / "memory" / "docker",
        memory__limit_in_bytes="9000",
        memory__usage_in_bytes="8000",
        memory__stat="total_inactive_file 250",
    )
    write(one / "memory", memory__limit_in_bytes=str((1 << 63) - 4096), memory__usage_in_bytes="1", memory__stat="")
    assert cgroup_free(one, write(tmp_path, one__txt="4:cpu,memory:/docker\n0::/") / "one.txt") == 1250
    assert cgroup_free(tmp_path / "none", membership) is None and cgroup_free(one, tmp_path / "no") is None
