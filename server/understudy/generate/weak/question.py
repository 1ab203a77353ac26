"""The one input on which the leading candidates part ways, and what the user's answer does to their order. Pure.

A question is asked when the two leading groups of equal behaviour tie, that is when neither leads by more than luck
would: in how many candidates behave so, and in how many self-written asserts hold. A lead a - b of a + b fair coin
tosses has standard deviation sqrt(a + b); within that it says nothing, and one click says all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from understudy.generate.types import Answer, Outcome, Question
from understudy.generate.weak.groups import WRONG_KIND
from understudy.runner.types import Observation

MOST_ANSWERS = 4
LONGEST_ANSWER = 80  # characters: more is not read at a glance
LONGEST_CALL = 120


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that behave alike. members: their indices, likeliest first. examples, asserts: how many docstring
    examples and informative self-written asserts hold for them. said: how many of the user's answers they fit."""

    members: tuple[int, ...]
    examples: int = 0
    asserts: int = 0
    said: int = 0


def tied(first: Group, second: Group) -> bool:
    """Whether the lead of `first` over `second` is no more than luck. The user's answers and docstring examples
    decide: they are no luck."""
    return (
        first.said == second.said
        and first.examples == second.examples
        and _luck(len(first.members), len(second.members))
        and _luck(first.asserts, second.asserts)
    )


def choose(groups: Sequence[Group], calls: Sequence[str], rows: Sequence[Sequence[Observation]]) -> Question | None:
    """The question that tells the two leading groups apart and leaves the fewest candidates whatever the answer is
    (maximin, as in 2509.17393); of equal ones the shortest call, which is also the most boundary-like.

    groups: working candidates only, best first. rows: per candidate, per call. None if nobody needs to be asked.
    """
    if len(groups) < 2 or not tied(groups[0], groups[1]):
        return None
    order = [member for group in groups for member in group.members]
    best: tuple[tuple[bool, int, int, int], int] | None = None
    for number, call in enumerate(calls):
        ours, theirs = (rows[group.members[0]][number] for group in groups[:2])
        if ours == theirs or not all(map(_shown, (ours, theirs))) or len(call) > LONGEST_CALL:
            continue
        seen = [rows[member][number] for member in order]
        left = max(map(seen.count, seen))
        odd = any(cell.kind == "error" and cell.text in WRONG_KIND for cell in (ours, theirs))
        key = (odd, left, len(call), number)
        if best is None or key < best[0]:
            best = key, number
    return _question(calls[best[1]], [(m, rows[m][best[1]]) for m in order]) if best else None


def renumbered(question: Question, order: Sequence[int]) -> Question:
    """The question for candidates in another order: `order[new]` is the old index; those not in it are left out."""
    places = {old: new for new, old in enumerate(order)}
    answers = [
        replace(answer, candidates=tuple(sorted(places[old] for old in answer.candidates if old in places)))
        for answer in question.answers
    ]
    return replace(question, answers=tuple(answers))


def as_text(question: Question) -> str:
    """The question in one line: "For `middle([])`: return 0 or raise IndexError?" """
    parts: list[str] = []
    for answer in question.answers:
        verb, _, rest = answer.text.partition(" ")
        parts.append(rest if parts and question.answers[len(parts) - 1].text.startswith(f"{verb} ") else answer.text)
    return f"For `{question.call}`: {', '.join(parts[:-1])} or {parts[-1]}?"


def answer(outcome: Outcome, index: int) -> Outcome:
    """The outcome after the user chose answer `index` of its question: candidates that do so first, in their order
    before, then the rest. Nothing is verified by it; what tests refuted goes last and is not proposed. It is kept in
    `Evidence.said`. Unchanged if there is no such answer."""
    evidence = outcome.evidence
    question = evidence.question if evidence else None
    if evidence is None or question is None or not 0 <= index < len(question.answers):
        return outcome
    said = question.answers[index]
    agreeing = [i for i in sorted(set(said.candidates)) if 0 <= i < len(outcome.candidates)]
    order = sorted(range(len(outcome.candidates)), key=lambda i: (outcome.candidates[i].refuted, i not in agreeing, i))
    candidates = tuple(outcome.candidates[i] for i in order)
    proposed = bool(agreeing) and order[0] in agreeing and not candidates[0].refuted
    counted = f"{len(agreeing)} of {len(candidates)} candidates do"
    why = f": {outcome.reason}" if outcome.reason else ""
    return replace(
        outcome,
        candidates=candidates,
        chosen=0 if proposed else None,
        new_text=candidates[0].file_text if proposed else None,
        verified=False,
        summary=f"you said `{question.call}` should {said.text} · not verified{why} · {counted}",
        evidence=replace(evidence, question=None, said=(*evidence.said, (question.call, said.text))),
    )


def words(cell: Observation) -> str:
    """What a candidate did, as an answer's text: "return 0", "raise IndexError"; "" where that is no answer."""
    return f"{'return' if cell.kind == 'value' else 'raise'} {cell.text}" if _shown(cell) else ""


def _luck(a: int, b: int) -> bool:
    return abs(a - b) <= sqrt(a + b)


def _shown(cell: Observation) -> bool:
    return cell.kind in ("value", "error") and 0 < len(cell.text) <= LONGEST_ANSWER


def _question(call: str, seen: Sequence[tuple[int, Observation]]) -> Question:
    cells = [cell for cell in dict.fromkeys(cell for _, cell in seen) if _shown(cell)][:MOST_ANSWERS]
    answers = (Answer(words(cell), tuple(sorted(m for m, own in seen if own == cell))) for cell in cells)
    return Question(call, tuple(answers))
