"""From examples to packed rows. What nothing can be learnt from is left out, and counted by reason."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from understudy.prompts.special import CODE, PLAN
from understudy_trainer.data.cutting import shortened
from understudy_trainer.data.examples import Example, Method, mismatched, with_spans
from understudy_trainer.errors import TrainError
from understudy_trainer.model.codec import Codec
from understudy_trainer.model.packed import Response, Row, plain

MAX_RESPONSES = 8  # of one ranking
FAILED = 0.35  # most that code which passed no test scores, by `learn.pairs.score` or `builders.preferences.rrtf`
NO_ROOM = "code with one step of its plan longer than half of --max-tokens"


@dataclass(frozen=True, slots=True)
class Usable:
    """examples and their rows, in order. dropped: how many others there were, by reason."""

    examples: list[Example]
    rows: list[Row]
    dropped: Counter[str]

    @property
    def note(self) -> str:
        """For the user; "" if nothing was left out."""
        said = ", ".join(f"{count} ({reason})" for reason, count in sorted(self.dropped.items()))
        return f"left out: {said}" if said else ""


def usable(
    examples: Sequence[Example], codec: Codec, method: Method, max_tokens: int, *, focused: bool = False
) -> Usable:
    """One packed row per example that teaches something. A prompt is cut to fit max_tokens (`cutting`), a response on
    the right to half of it; before a plan's code is cut, the plan's last steps go.

    kto: the response and a mismatched one. rrtf: `narrowed`. focused: the two responses of a pair carry their spans as
    roles. Raises TrainError (plans for a model without their tokens)."""
    if method == "plan" and not {PLAN, CODE} <= codec.special.keys():
        raise TrainError("The base model has no plan and code tokens.", "Train plans on the bundled model.")
    reasons = [fault(example, method, codec.size) for example in examples]
    sound = [narrowed(example) for example, reason in zip(examples, reasons, strict=True) if not reason]
    found = Usable([], [], Counter(reason for reason in reasons if reason))
    for number, example in enumerate(sound):
        responses = _responses(sound, number, codec, method, max_tokens // 2)
        if not responses:
            found.dropped[NO_ROOM] += 1
            continue
        if focused and method == "dpo":
            responses = with_spans(responses[0].ids, responses[1].ids)
        longest = max(len(response.ids) for response in responses)
        found.examples.append(example)
        found.rows.append(Row(shortened(example.prompt, codec, max_tokens - longest), responses))
    return found


def fault(example: Example, method: Method, vocabulary: int) -> str:
    """Why nothing can be learnt from it, "" if something can. vocabulary: token ids the model has."""
    if not any(isinstance(piece, int) or piece for piece in example.prompt):
        return "empty prompt"
    if not all(example.responses) or (method == "plan" and not example.plan.strip()):
        return "empty plan" if all(example.responses) else "empty response"
    if not all(isinstance(piece, str) or 0 <= piece < vocabulary for piece in example.prompt):
        return "token ids of another model"
    if method == "rrtf" and len(set(example.scores)) < 2:
        return "all responses score the same"
    if method == "rrtf" and max(example.scores) <= FAILED:  # the likelihood term would teach the least bad failure
        return "the best response is a failure"
    return ""


def narrowed(example: Example) -> Example:
    """At most MAX_RESPONSES of a ranking: the best, and of every score as many as there is room for; among more scores
    than that an even choice from the best to the worst."""
    if len(example.responses) <= MAX_RESPONSES:
        return example
    seen: Counter[float] = Counter()
    turns: list[tuple[int, int, int]] = []  # how many of this score before, rank, index
    for rank, i in enumerate(sorted(range(len(example.scores)), key=lambda i: -example.scores[i])):
        turns.append((seen[example.scores[i]], rank, i))
        seen[example.scores[i]] += 1
    turns.sort()
    if len(seen) > MAX_RESPONSES:
        turns = [turns[k * (len(seen) - 1) // (MAX_RESPONSES - 1)] for k in range(MAX_RESPONSES)]
    chosen = [i for _, _, i in turns[:MAX_RESPONSES]]
    return replace(
        example,
        responses=tuple(example.responses[i] for i in chosen),
        scores=tuple(example.scores[i] for i in chosen),
    )


def _responses(
    examples: Sequence[Example], number: int, codec: Codec, method: Method, most: int
) -> tuple[Response, ...]:
    """most: tokens of each. () if a plan and its code do not fit."""
    example = examples[number]
    if method == "plan":
        return _planned(example, codec, most)
    texts = example.responses
    if method == "kto":
        texts = (*texts[:1], mismatched(examples, number))
    return tuple(plain(codec.response(text)[:most]) for text in texts)


def _planned(example: Example, codec: Codec, most: int) -> tuple[Response, ...]:
    """CodePLAN with task tokens: `<code> body`, and `<plan> steps <code> body`, where the second body teaches the model
    to use the plan. Steps are left out from the end until both fit; () if not one does."""
    code = codec.text(example.responses[0])
    lines = example.plan.splitlines(keepends=True)
    room = most - len(code) - 2
    fitting = bisect_right(range(1, len(lines) + 1), room, key=lambda n: len(codec.text("".join(lines[:n]))))
    steps = codec.text("".join(lines[:fitting]))
    if not fitting or room < 1:
        return ()
    code_token, plan_token = codec.special[CODE], codec.special[PLAN]
    direct = Response([code_token, *code], [-1, *[0] * len(code)])
    planned = Response([plan_token, *steps, code_token, *code], [-1, *[1] * (len(steps) + 1), *[0] * len(code)])
    return direct, planned
