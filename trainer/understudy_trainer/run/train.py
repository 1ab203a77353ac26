"""One loop for every method: examples and a served GGUF in, a LoRA adapter as GGUF and its lineage out.

<out>/adapter.gguf   for the engine       <out>/peft/            PEFT's own files
<out>/meta.json      lineage and figures  <out>/checkpoint.pt    until the run is done
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from peft.utils import get_peft_model_state_dict, set_peft_model_state_dict

from understudy.files import replacing
from understudy_trainer.data.examples import Example, require_enough, rows
from understudy_trainer.errors import TrainError
from understudy_trainer.export.adapter import export_lora
from understudy_trainer.export.check import F32_TOLERANCE, compare
from understudy_trainer.export.errors import InexactExportError
from understudy_trainer.gate import judge as gate
from understudy_trainer.methods.step import Item, Measured, Objective, Runner
from understudy_trainer.model.load import load_base
from understudy_trainer.run import checkpoint
from understudy_trainer.run.config import Config, Progress, Result, Sink, suited_rate

LINEARS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
LN2 = 0.6931472
LOOSE_TOLERANCE = 0.15  # of the largest logit: llama.cpp quantizes activations too when the base is quantized


def train(
    base_gguf: Path,
    examples: Sequence[Example],
    out: Path,
    config: Config,
    *,
    held_out: Sequence[Example] = (),
    sink: Sink = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
    evaluators: Sequence[gate.Evaluator] = (),
) -> Result:
    """Train, export, check and judge. held_out: preference pairs (chosen, rejected) for the gate.

    A run that was cancelled or killed goes on from `out/checkpoint.pt` when called again with the same arguments.
    Raises TooLittleDataError, TrainError or ExportError.
    """
    started = time.monotonic()
    method = config.objective.method
    require_enough(examples, method)
    device, bf16 = _device(config)
    if device.type == "cpu":
        torch.set_num_threads(config.threads)
    base = load_base(base_gguf, device, torch.bfloat16 if device.type == "cuda" else torch.float32)
    rate = config.learning_rate or suited_rate(base.model.config.hidden_size)
    config = replace(config, learning_rate=rate)
    packed = rows(examples, base.codec, method, config.max_tokens)
    judged = rows(held_out, base.codec, "dpo", config.max_tokens)
    keep = [i for i, row in enumerate(packed) if row.prompt and all(r.ids for r in row.responses)]
    examples, packed = [examples[i] for i in keep], [packed[i] for i in keep]
    require_enough(examples, method)
    torch.manual_seed(config.seed)
    model = _with_adapter(base.model, config)
    steps_per_epoch = -(-len(packed) // config.batch)
    steps = steps_per_epoch * config.epochs

    def tell(kind: str, **values: Any) -> None:
        sink(Progress(kind, steps=steps, seconds=round(time.monotonic() - started, 3), **values))

    runner = Runner(
        model, device, bf16=bf16, micro_tokens=config.micro_tokens, note=lambda text: tell("note", message=text)
    )
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.0)
    path = out / "checkpoint.pt"
    fingerprint = _fingerprint(config, base.sha256, examples)
    state = checkpoint.load(path, fingerprint)
    if state is None:
        needs_reference = method in ("dpo", "kto")
        nothing: list[tuple[float, ...]] = [() for _ in packed]
        reference = runner.reference(packed) if needs_reference else nothing
        state = checkpoint.State(fingerprint, 0, {}, {}, reference, [])
    else:
        set_peft_model_state_dict(model, state.adapter)
        optimizer.load_state_dict(state.optimizer)
    tell("start", step=state.step, message=f"{len(packed)} examples, {len(judged)} held out, {device.type}")
    items = [Item(e, row, ref) for e, row, ref in zip(examples, packed, state.reference, strict=True)]

    def save() -> None:
        state.adapter = {k: v.detach().cpu() for k, v in get_peft_model_state_dict(model).items()}
        state.optimizer = optimizer.state_dict()
        checkpoint.save(path, state)

    model.train()
    for step in range(state.step, steps):
        if cancelled():
            save()
            tell("cancelled", step=step)
            return Result(None, step, tuple(state.history), None)
        batch = [items[i] for i in _batch(step, len(items), config)]
        measured = runner.backward(config.objective, batch)
        if step == 0:
            _check_first(measured, config.objective, bf16)
        norm = float(torch.nn.utils.clip_grad_norm_(parameters, config.clip))
        for group in optimizer.param_groups:
            group["lr"] = rate * _schedule(step, steps, config.warmup)
        optimizer.step()
        state.step = step + 1
        state.history.append({**asdict(measured), "gradient_norm": norm})
        if state.step % config.checkpoint_every == 0:
            save()
        tell("step", step=state.step, loss=measured.loss, margin=measured.margin)
    save()
    adapter = _export(model, base, out, packed[0].prompt[:64], fingerprint)
    verdict = gate.judge(runner, judged, adapter, evaluators) if held_out else None
    if verdict is not None:
        tell("gate", step=steps, message=("adopt: " if verdict.adopt else "refuse: ") + verdict.reason)
    meta = {
        "base": {"path": str(base.path), "sha256": base.sha256},
        "config": asdict(config),
        "examples": len(examples),
        "held_out": len(judged),
        "steps": steps,
        "history": state.history,
        "verdict": verdict.to_dict() if verdict else None,
        "seconds": round(time.monotonic() - started, 3),
        "at": time.time(),
    }
    with replacing(out / "meta.json") as part:
        part.write_text(json.dumps(meta, indent=1), encoding="utf-8")
    path.unlink(missing_ok=True)
    tell("done", step=steps, message=str(adapter))
    return Result(adapter, steps, tuple(state.history), verdict)


def has_bf16_cpu() -> bool:
    """Whether matrix products in bf16 are fast here (4-5 times f32 with AVX512-BF16 or AMX, slower without)."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


def _device(config: Config) -> tuple[torch.device, bool]:
    device = torch.device(config.device or ("cuda" if torch.cuda.is_available() else "cpu"))
    return device, (device.type == "cuda" or has_bf16_cpu()) if config.bf16 is None else config.bf16


def _with_adapter(model: Any, config: Config) -> Any:
    wrapped = get_peft_model(
        model,
        LoraConfig(
            r=config.rank, lora_alpha=config.alpha, lora_dropout=0.0, target_modules=LINEARS, task_type="CAUSAL_LM"
        ),
    )
    if config.gradient_checkpointing:
        wrapped.gradient_checkpointing_enable({"use_reentrant": False})
    return wrapped


def _batch(step: int, size: int, config: Config) -> list[int]:
    """Indices of one step: a permutation per epoch that depends on seed and epoch only, so that a resume repeats it."""
    per_epoch = -(-size // config.batch)
    epoch, position = divmod(step, per_epoch)
    generator = torch.Generator().manual_seed(config.seed * 100_003 + epoch)
    order: list[int] = torch.randperm(size, generator=generator).tolist()
    return order[position * config.batch : (position + 1) * config.batch]


def _schedule(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up to 1, then linear decay towards 0."""
    rise = max(1, round(steps * warmup))
    return (step + 1) / rise if step < rise else (steps - step) / max(1, steps - rise)


def _check_first(measured: Measured, objective: Objective, bf16: bool) -> None:
    allowed = 0.1 if bf16 else 0.01  # bf16 products round differently in other batches, ~0.5 nats in a long response
    if objective.method == "dpo" and abs(measured.preference - LN2) > allowed:
        raise TrainError(
            f"The first DPO loss is {measured.preference:.4f}, not ln 2: the reference does not fit the model.",
            "Delete the checkpoint and start again.",
        )


def _export(model: Any, base: Any, out: Path, prompt: Sequence[int], fingerprint: str) -> Path:
    model.eval()
    model.save_pretrained(out / "peft")
    adapter = out / "adapter.gguf"
    export_lora(
        out / "peft", adapter, base.path, extra={"understudy.base_sha256": base.sha256, "understudy.run": fingerprint}
    )
    found = compare(model, base.path, [list(prompt)], adapter)
    exact = found.max_difference <= F32_TOLERANCE
    if not exact and not found.max_difference <= LOOSE_TOLERANCE * found.scale:
        adapter.unlink()
        raise InexactExportError(
            f"llama.cpp's logits with the adapter differ by {found.max_difference:.3g} (largest {found.scale:.3g}).",
            "The adapter was not kept; report this with the base model's name.",
        )
    return adapter


def _fingerprint(config: Config, base_sha256: str, examples: Sequence[Example]) -> str:
    stable = asdict(replace(config, micro_tokens=0, threads=0, checkpoint_every=0))
    text = json.dumps([stable, base_sha256, [asdict(example) for example in examples]], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
