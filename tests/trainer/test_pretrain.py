"""Pretraining: documents give back the text they were cut from, the tokenizer loses nothing, a killed run goes on."""

from __future__ import annotations

import ast
import itertools
import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

from understudy.prompts.special import CODE, EOS, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS, PLAN
from understudy.prompts.types import Prompt
from understudy_trainer.pretrain import loop, pack, surroundings
from understudy_trainer.pretrain.config import PRESETS
from understudy_trainer.pretrain.documents import IDS, Document, infill, task_documents
from understudy_trainer.pretrain.tokenizer import encode, load
from understudy_trainer.tasks.sample import training

SMOKE = PRESETS["smoke"]
NO_END = 1e6  # epochs; the wall clock ends the run
Event = dict[str, object]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
CODE_LIKE = st.lists(
    st.sampled_from(["def f(x):\n", "    return x", "\n", "    ", "if x:\n", "é", "<|plan|>", "pass", "\t"]),
    max_size=25,
).map("".join)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    """A whole run of the smoke preset, every step reported."""
    out, events = tmp_path_factory.mktemp("smoke"), list[Event]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "REPORT_EVERY", 1)
        loop.pretrain(SMOKE, out, events.append, threads=1, compile_model=False)
    return out, events


@pytest.fixture(scope="module")
def tokenizer(run: tuple[Path, list[Event]]) -> Tokenizer:
    return load(run[0])


# --- documents ---------------------------------------------------------------------------------------------------


def infilled(document: Document) -> tuple[str, str, str, str]:
    """(order, prefix, middle, suffix) of a fill-in-the-middle document."""
    middle, end = document.answer
    assert end == IDS[EOS]
    first, one, second, two, last = document.prompt
    assert last == IDS[FIM_MIDDLE]
    assert isinstance(one, str) and isinstance(two, str) and isinstance(middle, str)
    if first == IDS[FIM_SUFFIX]:
        assert second == IDS[FIM_PREFIX]
        return "spm", two, middle, one
    assert (first, second) == (IDS[FIM_PREFIX], IDS[FIM_SUFFIX])
    return "psm", one, middle, two


@settings(max_examples=300, deadline=None)
@given(TEXTS | CODE_LIKE, st.integers(0, 10_000), st.floats(0, 1))
def test_infilling_gives_back_the_text(text: str, seed: int, share: float) -> None:
    focus = int(share * len(text))
    _, prefix, middle, suffix = infilled(infill(text, random.Random(seed), focus))
    if suffix:
        assert prefix + middle + suffix == text
    else:  # cut off at the end of the file
        assert text.startswith(prefix + middle)
    assert len(prefix) >= focus


def test_infilling_has_both_orders_and_mostly_a_suffix() -> None:
    text = "def f(x):\n    if x:\n        return 1\n    return 2\n"
    cut = [infilled(infill(text, random.Random(seed))) for seed in range(200)]
    spm = sum(order == "spm" for order, *_ in cut)
    assert 110 < spm < 160
    assert sum(prefix + middle + suffix == text for _, prefix, middle, suffix in cut) > 150
    assert len({middle for _, _, middle, _ in cut}) > 30


def kind(document: Document) -> str:
    if not document.prompt:
        return "plain"
    return {IDS[CODE]: "direct", IDS[PLAN]: "plan", IDS[FIM_MIDDLE]: "infill"}[int(document.prompt[-1])]


def test_task_documents_are_the_tasks_in_every_shape() -> None:
    drawn = list(itertools.islice(training(5), 400))
    targets = {t.prompt: t for t in drawn}
    targets |= {m.prompt: m for m in map(surroundings.as_method, filter(surroundings.fits_in_class, drawn))}
    documents = list(itertools.islice(task_documents(5), 120))
    assert {kind(d) for d in documents} == {"plain", "direct", "plan", "infill"}
    for document in documents:
        *pieces, end = document.answer
        assert end == IDS[EOS]
        assert IDS[EOS] not in document.prompt
        if kind(document) in ("direct", "plan"):
            above = document.prompt[0]
            body = pieces[-1]
            assert isinstance(above, str) and isinstance(body, str)
            target = next(t for p, t in targets.items() if above.endswith(p))
            assert body in target.solutions
            ast.parse(above + body)
            if kind(document) == "plan":
                plan, code_token, _ = pieces
                assert code_token == IDS[CODE]
                assert isinstance(plan, str)
                steps = [line.strip() for line in plan.splitlines()]
                assert steps == [f"# {i}. {step}" for i, step in enumerate(target.plan, 1)]
                ast.parse(above + plan + body)  # at the body's indentation
        elif kind(document) == "plain":
            ast.parse("".join(p for p in pieces if isinstance(p, str)))
        else:
            _, prefix, middle, suffix = infilled(document)
            if suffix:
                ast.parse(prefix + middle + suffix)


# --- packed corpus -----------------------------------------------------------------------------------------------


def test_only_prompt_tokens_carry_the_context_bit(run: tuple[Path, list[Event]]) -> None:
    tokens = np.asarray(pack.load(run[0])).astype(int)
    context, ids = tokens & pack.CONTEXT_BIT != 0, tokens & ~pack.CONTEXT_BIT
    assert ids.max() < SMOKE.shape.vocabulary
    assert not context[ids == IDS[EOS]].any()
    for special in (FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE, PLAN):
        assert (ids == IDS[special]).any()
        assert context[ids == IDS[special]].all(), special
    ends = np.flatnonzero(ids == IDS[EOS])
    assert len(ends) == json.loads((run[0] / "corpus.json").read_text())["documents"]
    assert ends[-1] == len(ids) - 1
    asked = (IDS[FIM_MIDDLE], IDS[PLAN], IDS[CODE])
    prompts = 0
    for marks, part in zip(np.split(context, ends + 1), np.split(ids, ends + 1), strict=True):
        count = int(marks.sum())
        assert marks[:count].all()  # the prompt comes first, then the answer, never mixed
        if count:
            assert part[count - 1] in asked
            prompts += 1
    assert prompts > 0.7 * len(ends)
    assert 0.3 < context.mean() < 0.95


def test_a_document_is_packed_as_it_is_encoded(run: tuple[Path, list[Event]], tokenizer: Tokenizer) -> None:
    tokens = np.asarray(pack.load(run[0])).astype(int)
    end = int(np.flatnonzero(tokens == IDS[EOS])[0]) + 1
    tasks, plain = task_documents(SMOKE.seed), random.Random(SMOKE.seed).random() < SMOKE.natural_share
    assert not plain  # the first document of this seed is a task
    document = next(tasks)
    prompt = [i | pack.CONTEXT_BIT for i in encode(tokenizer, document.prompt)]
    assert tokens[:end].tolist() == prompt + encode(tokenizer, document.answer)


def test_target_weights_follow_the_context_bit() -> None:
    flat = np.array([5 | pack.CONTEXT_BIT, 6 | pack.CONTEXT_BIT, 7, 0] * 2, dtype="<u2")
    ids, weight = loop._unpack(flat, 3, SMOKE, "cpu")
    assert ids.tolist() == [[5, 6, 7, 0]] * 2
    assert weight.tolist() == [[SMOKE.context_weight, 1.0, 1.0]] * 2


# --- tokenizer ---------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(text=TEXTS | CODE_LIKE)
def test_any_text_survives_the_tokenizer(tokenizer: Tokenizer, text: str) -> None:
    ids = encode(tokenizer, [text])
    assert tokenizer.decode(ids, skip_special_tokens=False) == text
    assert not set(ids) & set(IDS.values())


@given(st.lists(TEXTS | st.sampled_from([*LITERALS.values()]), max_size=6))
@settings(max_examples=100, deadline=None)
def test_text_that_spells_a_special_token_is_only_text(tokenizer: Tokenizer, parts: list[str]) -> None:
    ids = encode(tokenizer, ["".join(parts)])
    assert not set(ids) & set(IDS.values())
    assert tokenizer.decode(ids, skip_special_tokens=False) == "".join(parts)


def test_token_ids_of_a_prompt_pass_through(tokenizer: Tokenizer) -> None:
    prompt: Prompt = ["x <|plan|> ", IDS[PLAN], "<|plan|>", IDS[EOS]]
    ids = encode(tokenizer, prompt)
    assert [i for i in ids if i in IDS.values()] == [IDS[PLAN], IDS[EOS]]
    assert ids[-1] == IDS[EOS]
    assert {name: tokenizer.token_to_id(text) for name, text in LITERALS.items()} == IDS


def test_digits_are_single_tokens(tokenizer: Tokenizer) -> None:
    assert len(encode(tokenizer, ["1234567890"])) == 10


# --- training ----------------------------------------------------------------------------------------------------


def test_the_smoke_preset_learns(run: tuple[Path, list[Event]]) -> None:
    out, events = run
    losses = [float(str(e["loss"])) for e in events if e["event"] == "step"]
    assert abs(losses[0] - math.log(SMOKE.shape.vocabulary)) < 0.5  # knows nothing at first
    assert np.mean(losses[-5:]) < losses[0] - 1.0
    end = events[-1]
    assert end["event"] == "end"
    assert float(str(end["validation_loss"])) < losses[0] - 1.0
    assert json.loads((out / "model" / "run.json").read_text())["step"] == end["step"] == len(losses)


def test_the_exported_folder_is_the_trained_model(run: tuple[Path, list[Event]]) -> None:
    out, events = run
    model = AutoModelForCausalLM.from_pretrained(out / "model", dtype=torch.float32)
    assert load(out / "model").get_vocab_size() == model.config.vocab_size == SMOKE.shape.vocabulary
    validation = loop._validate(model, pack.load(out), SMOKE, "cpu")
    assert validation == pytest.approx(float(str(events[-1]["validation_loss"])), abs=0.02)


RUN = """
import sys
from pathlib import Path
import msgspec
from understudy_trainer.pretrain.config import PRESETS
from understudy_trainer.pretrain.loop import pretrain
config = msgspec.structs.replace(PRESETS["smoke"], checkpoint_every_s=0.0, epochs=1e6, minutes=60.0)
pretrain(config, Path(sys.argv[1]), print, threads=1, compile_model=False)
"""


def test_a_killed_run_goes_on_from_its_checkpoint(run: tuple[Path, list[Event]], tmp_path: Path) -> None:
    for name in ("corpus.json", "tokens.bin", "tokenizer.json", "tokenizer_config.json"):
        shutil.copy(run[0] / name, tmp_path)
    child = subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not (tmp_path / "checkpoint.pt").exists():
            assert child.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.3)  # some more checkpoints; the kill may meet one half written
        os.kill(child.pid, signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    finally:
        child.kill()
        child.wait()
    assert not (tmp_path / "model").exists()
    saved = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert saved["step"] > 0

    events: list[Event] = []
    config = msgspec.structs.replace(SMOKE, epochs=NO_END, minutes=(saved["elapsed_s"] + 1.0) / 60)
    loop.pretrain(config, tmp_path, events.append, threads=1, compile_model=False)
    assert {"event": "corpus", "reused": True} in events
    start = next(e for e in events if e["event"] == "start")
    assert start["step"] == saved["step"]
    end = events[-1]
    assert int(str(end["step"])) > saved["step"]
    assert int(str(end["tokens"])) > saved["position"]
    assert (tmp_path / "model" / "model.safetensors").exists()


def test_a_checkpoint_restores_weights_moments_and_position(run: tuple[Path, list[Event]]) -> None:
    out = run[0]
    torch.manual_seed(1)
    model = loop.LlamaForCausalLM(loop._llama(SMOKE.shape))
    opts = loop.optimizers(model, SMOKE)
    state = loop._restore(out / "checkpoint.pt", model, opts, "cpu")
    saved = torch.load(out / "checkpoint.pt", weights_only=True)
    assert (state.step, state.position, state.elapsed_s) == (saved["step"], saved["position"], saved["elapsed_s"])
    assert all(torch.equal(v, saved["model"][k]) for k, v in model.state_dict().items())
    moments = [s for o in opts for s in o.state_dict()["state"].values()]
    assert len(moments) == len(list(model.parameters()))
    assert any(v.abs().sum() > 0 for s in moments for v in s.values() if isinstance(v, torch.Tensor))
