"""The pretraining loop: resumable after a kill at any moment, the same on a CPU and a GPU."""

from __future__ import annotations

import itertools
import math
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F
from transformers import LlamaConfig, LlamaForCausalLM

from understudy.models.bundled import resolve
from understudy.prompts.special import EOS, PAD
from understudy_trainer.pretrain import attention, material, tokenizer, validation
from understudy_trainer.pretrain.checkpoint import Report, State, export, restore, save
from understudy_trainer.pretrain.config import ConfigError, PretrainConfig, Shape
from understudy_trainer.pretrain.documents import IDS, documents
from understudy_trainer.pretrain.optim import optimizers, set_rate
from understudy_trainer.pretrain.packing import rows
from understudy_trainer.pretrain.pruned import begin_with, vocabulary_of
from understudy_trainer.pretrain.stream import CONTEXT_BIT, Stage, Stream

REPORT_EVERY = 50  # steps


def pretrain(
    config: PretrainConfig,
    out: Path,
    report: Report,
    *,
    threads: int = 0,
    compile_model: bool = True,
    stop_after_s: float = math.inf,
) -> Path | None:
    """Train to the end of the budget and write a Hugging Face folder `out/model`; returns it.

    None if `stop_after_s` came first: the checkpoint is written and the next call goes on. Continues from
    `out/checkpoint.pt` when there is one: also a finished run, under a larger budget, goes on from `out/stable.pt`,
    the state before its rate began to fall. Raises TrainError if the corpus is missing, ConfigError if `out` holds
    another run.
    """
    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(config.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = LlamaForCausalLM(_llama(config.shape, device)).to(device)
    if _begins(config, out):
        begin_with(model, resolve(config.start))  # before anything is written: it may refuse
    vocabulary = ready(config, out, report)
    run = _Run(config, out, report, model, device, compile_model)
    report({"event": "start", "parameters": sum(p.numel() for p in model.parameters()), "step": run.state.step})
    if not run.train(stop_after_s):
        report({"event": "paused", **run.state.facts()})
        return None
    given = validation.sets(vocabulary, material.load(config.corpus, config.seed), config.shape.context)
    rates = {k: round(v, 4) for k, v in validation.nats_per_character(model, given, device).items()}
    if not config.shards:
        shutil.rmtree(out / "shards")  # made ahead, for steps that never came
    report({"event": "end", **run.state.facts(), "nats_per_character": rates})
    return export(model, out, run.state, rates)


def ready(config: PretrainConfig, out: Path, report: Report) -> Tokenizer:
    """The run's tokenizer, that of `config.start` or trained on its first documents, unless it is there.

    Raises ConfigError if it does not fit."""
    if _begins(config, out):
        taken = vocabulary_of(resolve(config.start))
        tokenizer.save(taken, out)
        return taken
    if (out / "tokenizer.json").exists():
        known = tokenizer.load(out)
        if known.get_vocab_size() > config.shape.vocabulary:
            raise ConfigError(f"{out} holds a run with a larger vocabulary.", "Give another folder.")
        return known
    found = material.load(config.corpus, config.seed, config.natural_pieces)
    drawn = documents(config.mixture, found, config.seed + 1, config.families)
    some = itertools.islice(drawn, config.tokenizer_documents)
    texts = [piece for document in some for piece in (*document.prompt, *document.answer) if isinstance(piece, str)]
    trained = tokenizer.train(texts, config.shape.vocabulary)
    tokenizer.save(trained, out)
    report({"event": "tokenizer", "vocabulary": trained.get_vocab_size()})
    return trained


def _begins(config: PretrainConfig, out: Path) -> bool:
    """Whether the run takes over another model's weights and tokenizer now: it has no checkpoint of its own yet."""
    return bool(config.start) and not (out / "checkpoint.pt").exists()


def export_checkpoint(config: PretrainConfig, out: Path) -> Path:
    """The Hugging Face folder of a run that is still going, from its last checkpoint. Raises FileNotFoundError."""
    model = LlamaForCausalLM(_llama(config.shape, "cpu"))
    return export(model, out, restore(out / "checkpoint.pt", model, [], "cpu"), {})


class _Run:
    """One training run: model, optimizers, where it stands."""

    def __init__(
        self, config: PretrainConfig, out: Path, report: Report, model: LlamaForCausalLM, device: str, compiled: bool
    ) -> None:
        self.config, self.out, self.report, self.model, self.device = config, out, report, model, device
        self.opts = optimizers(model, config)
        self.state = self._restored()
        self.loss_of = torch.compile(_loss, dynamic=False) if compiled else _loss
        self.started, self.before, self.first = time.monotonic(), self.state.elapsed_s, self.state.step

    def _restored(self) -> State:
        state = restore(self.out / "checkpoint.pt", self.model, self.opts, self.device)
        branch = self.out / "stable.pt"
        if state.stage == "decay" and branch.exists() and self._progress(state) < 1 - self.config.decay_share:
            return restore(branch, self.model, self.opts, self.device)  # the budget has grown: take the decay back
        return state

    def _progress(self, state: State) -> float:
        return max(state.tokens / self.config.tokens, state.elapsed_s / (60 * self.config.minutes))

    @property
    def progress(self) -> float:
        """0 to 1 of the budget, whichever of tokens and minutes is further along."""
        self.state.elapsed_s = self.before + time.monotonic() - self.started
        return self._progress(self.state)

    def train(self, stop_after_s: float) -> bool:
        """Stable part, then decay; each reads its own stream. Returns whether the end was reached."""
        turn, stop = 1 - self.config.decay_share, self.started + stop_after_s
        if self.progress < turn:
            self._stage("stable", turn, stop)
            if self.progress >= turn:
                save(self.out / "stable.pt", self.model, self.opts, self.state)
        if self.progress >= turn:
            self._stage("decay", 1.0, stop)
        save(self.out / "checkpoint.pt", self.model, self.opts, self.state)
        return self.progress >= 1

    def _stage(self, stage: Stage, until: float, stop: float) -> None:
        config, saved = self.config, time.monotonic()
        with Stream(config, self.out, stage, self.state.shard if stage == self.state.stage else 0) as stream:
            self.state.stage = stage
            batches = _Batches(config, stream)
            while (progress := self.progress) < until and time.monotonic() < stop:
                long = progress >= config.long_from
                self._step(batches.next(long=long), progress)
                self.state.shard = stream.shard
                if time.monotonic() - saved > config.checkpoint_every_s:
                    save(self.out / "checkpoint.pt", self.model, self.opts, self.state)
                    saved = time.monotonic()

    def _step(self, flat: np.ndarray, progress: float) -> None:
        config, state = self.config, self.state
        rate = set_rate(self.opts, state.step, progress, config)
        packed = torch.from_numpy(flat.astype(np.int64)).to(self.device)
        tokens = packed[:, 1:].numel()
        at_once = config.micro * config.sequence or tokens  # tokens: long rows come fewer at a time
        parts = packed.chunk(-(-tokens // at_once))
        total = torch.zeros((), device=self.device)
        for part in parts:
            chosen = learnt(part, config.learnt_share)
            loss = self.loss_of(self.model, part & ~CONTEXT_BIT, chosen) / len(parts)
            loss.backward()
            total += loss.detach()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.opts:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        state.tokens += tokens
        state.step += 1
        if state.step % REPORT_EVERY == 0:
            pace = (time.monotonic() - self.started) / (state.step - self.first)
            loss_value = round(float(total), 4)
            facts = {
                "loss": loss_value,
                "rate": round(rate, 3),
                "progress": round(progress, 4),
                "s_per_step": round(pace, 3),
            }
            self.report({"event": "step", **state.facts(), **facts})


class _Batches:
    """Batches of short rows, later of long ones, out of one stream; a batch holds the same number of tokens."""

    def __init__(self, config: PretrainConfig, stream: Stream) -> None:
        self._config = config
        self._shards = iter(stream)
        self._rows: dict[int, Iterator[np.ndarray]] = {}

    def next(self, *, long: bool) -> np.ndarray:
        """Shape (rows, length + 1), uint16."""
        length = self._config.long_sequence if long else self._config.sequence
        source = self._rows.setdefault(length, rows(self._shards, length))
        return np.stack([next(source) for _ in range(max(1, self._config.batch * self._config.sequence // length))])


def _llama(shape: Shape, device: str) -> LlamaConfig:
    return LlamaConfig(
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.kv_heads,
        intermediate_size=shape.feed_forward,
        vocab_size=shape.vocabulary,
        max_position_embeddings=shape.context,
        rope_theta=shape.rope_theta,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=IDS[EOS],
        pad_token_id=IDS[PAD],
        attn_implementation=attention.NAME if device == "cpu" else "sdpa",
    )


def learnt(packed: torch.Tensor, share: float) -> torch.Tensor:
    """Positions whose next token is learnt, in order: what is written first, then a random part of what is read.

    packed: (batch, length + 1), `CONTEXT_BIT` set on what is read. Returns indices into (batch x length), always
    `share` of them: the output layer is a good part of a small model's work, and its shape stays fixed.
    """
    read = (packed[:, 1:] & CONTEXT_BIT).bool().flatten()
    order = torch.rand(len(read), device=packed.device) + read
    return order.topk(round(share * len(read)), largest=False).indices.sort().values


def _loss(model: LlamaForCausalLM, ids: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
    """Mean next-token cross entropy at the `chosen` positions. ids: (batch, length + 1)."""
    with torch.autocast(ids.device.type, torch.bfloat16):
        hidden = model.model(input_ids=ids[:, :-1], use_cache=False).last_hidden_state
        logits = model.lm_head(hidden.flatten(0, 1)[chosen])
    return F.cross_entropy(logits.float(), ids[:, 1:].flatten()[chosen])
