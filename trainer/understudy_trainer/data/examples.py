"""What each method trains on: examples from the event log or from a JSON-lines file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from understudy.learn.pairs import Label, Pair, Ranking, held_out, labels, pairs, rankings
from understudy.learn.store import Log
from understudy.prompts.special import CODE, PLAN
from understudy.prompts.types import Prompt
from understudy_trainer.data.cutting import shortened
from understudy_trainer.errors import TooLittleDataError, TrainError
from understudy_trainer.model.codec import Codec
from understudy_trainer.model.packed import Response, Row, plain

Method = Literal["dpo", "kto", "rrtf", "sft", "plan"]
MIN_EXAMPLES = 4
MAX_RESPONSES = 8  # of one ranking


@dataclass(frozen=True, slots=True)
class Example:
    """One prompt with its responses and their scores: dpo (chosen 1, rejected 0), kto (one response, 1 good or 0 bad),
    rrtf (scores in 0..1), sft (one response), plan (the code; `plan` is the text of its steps). source: where the log
    has it from (`learn.noise`), "file" for a file."""

    prompt: Prompt
    responses: tuple[str, ...]
    scores: tuple[float, ...]
    scope: str = ""
    plan: str = ""
    source: str = "file"

    @property
    def held_out(self) -> bool:
        return held_out(self.scope or json.dumps(self.prompt))


def from_log(log: Log, method: Method, model: str = "") -> list[Example]:
    """What the log teaches a model with this content hash ("" = any). Prompts that hold another model's token ids are
    left out. Raises LearnError (unreadable log) or TrainError (the log has no plans)."""
    events = list(log.events())
    if method == "dpo":
        return [_of_pair(pair) for pair in pairs(events) if _speaks_to(model, pair)]
    if method == "rrtf":
        return [
            Example(r.prompt, r.texts, r.scores, r.scope, source=r.source)
            for r in rankings(events)
            if _speaks_to(model, r)
        ]
    if method in ("kto", "sft"):
        told = (label for label in labels(events) if _speaks_to(model, label))
        return [
            Example(label.prompt, (label.text,), (float(label.good),), label.scope, source=label.source)
            for label in told
            if label.good or method == "kto"
        ]
    raise TrainError("The event log holds no plans.", "Give a file with --data (prompt, plan, code).")


def _of_pair(pair: Pair) -> Example:
    return Example(pair.prompt, (pair.chosen, pair.rejected), (1.0, 0.0), pair.scope, source=pair.source)


def _speaks_to(model: str, item: Pair | Ranking | Label) -> bool:
    return not model or item.model in ("", model) or all(isinstance(piece, str) for piece in item.prompt)


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


def rows(
    examples: Sequence[Example], codec: Codec, method: Method, max_tokens: int, *, focused: bool = False
) -> list[Row]:
    """One packed row per example. The prompt is cut to fit max_tokens (`cutting`), a response on the right to half.

    kto: the response and a mismatched one. focused: the two responses of a pair carry their spans as roles."""
    made = []
    for number, example in enumerate(examples):
        if method == "plan":
            responses = _plan_responses(example, codec)
        else:
            texts = example.responses[:MAX_RESPONSES]
            if method == "kto":
                texts = (*texts[:1], mismatched(examples, number))
            responses = tuple(plain(codec.response(text)) for text in texts)
        half = max_tokens // 2
        responses = tuple(Response(r.ids[:half], r.roles[:half]) for r in responses)
        if focused and method == "dpo":
            responses = with_spans(responses[0].ids, responses[1].ids)
        longest = max(len(response.ids) for response in responses)
        made.append(Row(shortened(example.prompt, codec, max_tokens - longest), responses))
    return made


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


def _plan_responses(example: Example, codec: Codec) -> tuple[Response, ...]:
    """CodePLAN with task tokens: `<code> body`, and `<plan> steps <code> body`, where the second body teaches the model
    to use the plan."""
    if PLAN not in codec.special or CODE not in codec.special:
        raise TrainError("The base model has no plan and code tokens.", "Train plans on the bundled model.")
    code, steps = codec.text(example.responses[0]), codec.text(example.plan)
    code_token, plan_token = codec.special[CODE], codec.special[PLAN]
    direct = Response([code_token, *code], [-1, *[0] * len(code)])
    planned = Response([plan_token, *steps, code_token, *code], [-1, *[1] * (len(steps) + 1), *[0] * len(code)])
    return direct, planned
