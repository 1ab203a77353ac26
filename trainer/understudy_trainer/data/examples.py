"""What each method trains on: examples from the event log or from a JSON-lines file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from understudy.learn.pairs import Pair, held_out, labels, pairs, rankings
from understudy.learn.review import speaks_to
from understudy.learn.store import Log
from understudy.prompts.types import Prompt
from understudy_trainer.errors import TooLittleDataError, TrainError
from understudy_trainer.model.packed import Response

Method = Literal["dpo", "kto", "rrtf", "sft", "plan"]
MIN_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class Example:
    """One prompt with its responses and their scores: dpo (chosen 1, rejected 0), kto (one response, 1 good or 0 bad),
    rrtf (scores in 0..1), sft (one response), plan (the code; `plan` is the text of its steps). source: where the log
    has it from (`learn.noise`), "file" for a file. apart: whether it is held out, as its file
    says (`learn export --split`); None = its hash decides."""

    prompt: Prompt
    responses: tuple[str, ...]
    scores: tuple[float, ...]
    scope: str = ""
    plan: str = ""
    source: str = "file"
    apart: bool | None = None

    @property
    def group(self) -> str:
        """What must not be split: its scope, or its prompt where no scope is known."""
        return self.scope or json.dumps(self.prompt)

    @property
    def held_out(self) -> bool:
        return held_out(self.group) if self.apart is None else self.apart


def from_log(log: Log, method: Method, model: str = "") -> list[Example]:
    """What the log teaches a model with this content hash ("" = any). Prompts that hold another model's token ids are
    left out. Raises LearnError (unreadable log) or TrainError (the log has no plans)."""
    events = list(log.events())
    if method == "dpo":
        return [_of_pair(pair) for pair in pairs(events) if speaks_to(model, pair)]
    if method == "rrtf":
        return [
            Example(r.prompt, r.texts, r.scores, r.scope, source=r.source)
            for r in rankings(events)
            if speaks_to(model, r)
        ]
    if method in ("kto", "sft"):
        told = (label for label in labels(events) if speaks_to(model, label))
        return [
            Example(label.prompt, (label.text,), (float(label.good),), label.scope, source=label.source)
            for label in told
            if label.good or method == "kto"
        ]
    raise TrainError("The event log holds no plans.", "Give a file with --data (prompt, plan, code).")


def _of_pair(pair: Pair) -> Example:
    return Example(pair.prompt, (pair.chosen, pair.rejected), (1.0, 0.0), pair.scope, source=pair.source)


def require_enough(examples: Sequence[Example], method: Method) -> None:
    """Raises TooLittleDataError with the counts."""
    if len(examples) < MIN_EXAMPLES:
        raise TooLittleDataError(
            f"{method} needs at least {MIN_EXAMPLES} training examples and found {len(examples)}.",
            "Keep working with completions and tests, or give a file with --data.",
        )
    if method == "kto" and len({example.scores[0] > 0.5 for example in examples}) < 2:
        raise TooLittleDataError(
            f"kto needs good and bad responses; all {len(examples)} are alike.", "Use sft, or keep working for a while."
        )


def mismatched(examples: Sequence[Example], number: int) -> str:
    """The response that stands for y' in KTO's reference point (2402.01306, eq. 8): of the next example with another
    prompt. A log has several responses to one prompt in a row, and they match it."""
    prompt = examples[number].prompt
    others = (examples[(number + i) % len(examples)] for i in range(1, len(examples)))
    found = next((other for other in others if other.prompt != prompt), examples[(number + 1) % len(examples)])
    return found.responses[0]


def with_spans(chosen: Sequence[int], rejected: Sequence[int]) -> tuple[Response, Response]:
    """Focused-DPO's spans (2502.11475) as roles: 0 the tokens both begin with, 2 those both end with, 1 what lies
    between. The prefix is taken first; the suffix never overlaps it."""
    least = min(len(chosen), len(rejected))
    prefix = next((i for i in range(least) if chosen[i] != rejected[i]), least)
    room = least - prefix
    suffix = next((i for i in range(room) if chosen[-1 - i] != rejected[-1 - i]), room)

    def response(ids: Sequence[int]) -> Response:
        return Response(ids, [0] * prefix + [1] * (len(ids) - prefix - suffix) + [2] * suffix)

    return response(chosen), response(rejected)
