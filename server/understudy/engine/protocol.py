"""The frames between client and worker, and the values callers see. msgpack, length-prefixed (u32 little endian)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Literal, Protocol

import msgspec

from understudy.prompts.types import Prompt


class ModelInfo(msgspec.Struct, frozen=True):
    """What is loaded. sha256: content hash of the GGUF (hex). special: token ids by name
    (fim_prefix, fim_suffix, fim_middle, repo, file_sep, plan, code, eos; absent if the model has none).
    fim_order: "spm" when the model was trained for suffix-first prompts (GGUF key `understudy.fim_order`).
    family: name in `prompts.families`, "" if unknown. refusal: why it cannot write ghost text, "" if it can.
    cross_file: how snippets of other files go into its prompts (`prompts.fim`). gpu_layers: as asked for, 0 if
    llama.cpp finds no GPU it can use."""

    path: str
    name: str
    architecture: str
    sha256: str
    parameters: int
    size_bytes: int
    context_tokens: int
    vocabulary: int
    special: dict[str, int]
    fim_order: Literal["psm", "spm"]
    family: str = ""
    refusal: str = ""
    cross_file: Literal["tokens", "comments", "none"] = "none"
    gpu_layers: int = 0


class Sampling(msgspec.Struct, frozen=True):
    """temperature 0 = greedy. seed: row i of a batch uses seed + i."""

    temperature: float = 0.0
    top_k: int = 40
    top_p: float = 0.95
    seed: int = 0


class Stop(msgspec.Struct, frozen=True):
    """When a row ends, beside end-of-generation tokens and max_tokens.

    texts: any of these in the generated text (it is cut before the match).
    single_line: at the first newline after something was written.
    min_indent: at the first non-blank line indented by fewer columns than this (scope end; 0 = off).
    repetition: when the row loops: what is written a third time in a row is cut (`engine.repetition`).
    """

    texts: tuple[str, ...] = ()
    single_line: bool = False
    min_indent: int = 0
    repetition: bool = False


class Generate(msgspec.Struct, frozen=True, tag="generate"):
    """n rows that share one prompt. priority: interactive preempts batch within one decode step.
    deadline_s: seconds from receipt after which rows end as they are (`finish="deadline"`); None = none.
    document: names the file the prompt is of, so that its KV cells can be saved when another takes their place, and
    brought back later; "" = not saved.
    heal: text before the cursor that the prompt leaves out, because it ends inside a token: every row begins with it,
    in tokens of the model's choice. It is no part of what rows return; its tokens count among `max_tokens`.
    deltas: tell of text as it grows; without, a row is told of when it is whole (a frame a token costs both sides
    more than a small model's token does).
    embed: each candidate carries the mean of its hidden states (`Candidate.embedding`)."""

    id: int
    prompt: Prompt
    n: int = 1
    max_tokens: int = 64
    sampling: Sampling = Sampling()
    stop: Stop = Stop()
    priority: Literal["interactive", "batch"] = "interactive"
    deadline_s: float | None = None
    document: str = ""
    heal: str = ""
    deltas: bool = True
    embed: bool = False


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    id: int


class SetAdapter(msgspec.Struct, frozen=True, tag="set_adapter"):
    """path None = the base model alone. Clears every KV cell (cells are valid for one adapter only)."""

    id: int
    path: str | None
    scale: float = 1.0


class SetThreads(msgspec.Struct, frozen=True, tag="set_threads"):
    """Fewer threads while test workers are busy (a spinning barrier starves them and us)."""

    threads: int


class Shutdown(msgspec.Struct, frozen=True, tag="shutdown"):
    pass


Request = Generate | Cancel | SetAdapter | SetThreads | Shutdown

Finish = Literal["eog", "stop", "length", "deadline", "cancelled"]


class Candidate(msgspec.Struct, frozen=True):
    """One finished row. text: plan/code special tokens appear as `<|plan|>` / `<|code|>`; other specials never.
    tokens and logprobs (natural log, under the unmodified model distribution) have equal length; they include the
    tokens cut from text by a stop and the end-of-generation token, and those that wrote the request's `heal`, with
    their log-probability among the tokens that could: what the user typed does not count against the text.
    embedding: with `Generate.embed`, f32 little-endian (width,): the mean, over all tokens but the last, of the model's
    state behind them (after the final norm: what the next token's logits are made of). None if not asked, or if there
    is no such token."""

    index: int
    text: str
    tokens: list[int]
    logprobs: list[float]
    finish: Finish
    embedding: bytes | None = None

    @property
    def mean_logprob(self) -> float:
        """Mean log-probability per token (negative NLL of Budget Reallocation, eq. 7); -inf without tokens."""
        return sum(self.logprobs) / len(self.logprobs) if self.logprobs else float("-inf")


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    model: ModelInfo


class Delta(msgspec.Struct, frozen=True, tag="delta"):
    """Text one row gained (UTF-8 complete; a split character waits). logprob, tokens: of the row so far (sum, nats)."""

    id: int
    index: int
    text: str
    logprob: float = 0.0
    tokens: int = 0


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    id: int
    candidate: Candidate


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The request is answered. prompt_tokens evaluated / reused from KV, and times in seconds."""

    id: int
    prompt_tokens: int = 0
    reused_tokens: int = 0
    first_token_s: float = 0.0
    total_s: float = 0.0


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """id 0 = the engine could not start. message and next_step are for the user."""

    id: int
    message: str
    next_step: str = ""


class Alive(msgspec.Struct, frozen=True, tag="alive"):
    """Said between two steps, about once a second, by a worker that is busy: what is silent for long hangs."""


Response = Ready | Delta | Finished | Done | Failed | Alive


class Engine(Protocol):
    """What other rooms need of `engine.client.EngineClient`, so that they can be tried without a model."""

    @property
    def info(self) -> ModelInfo: ...

    def stream(
        self,
        prompt: Prompt,
        *,
        n: int,
        max_tokens: int,
        sampling: Sampling,
        stop: Stop,
        priority: Literal["interactive", "batch"],
        deadline_s: float | None,
        document: str = "",
        heal: str = "",
        deltas: bool = True,
        embed: bool = False,
    ) -> AsyncIterator[Delta | Finished | Done]: ...
