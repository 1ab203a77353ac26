"""Bringing a lane's cells to hold a prompt with as few decoded tokens as possible, and making approximate ones exact.

In order: cells of the lane's last prompt, of the other lane's, of the document's saved state, moved ones (`shift`).
Only an interactive prompt uses the last two, and only exact cells are shared or saved.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from understudy.engine.errors import EngineError
from understudy.engine.llama import Llama, Outcome
from understudy.engine.room import used_cells
from understudy.engine.rows import Job, Lane, common_prefix
from understudy.engine.sampling import Tokens, log_normalizer
from understudy.engine.shift import MAX_DRIFT, Shift, plan
from understudy.engine.states import MIN_TOKENS, State, States

PROMPT_CHUNK = {"interactive": 128, "batch": 256}
"""Prompt tokens of one step. An interactive chunk is never aborted, so that typing during a cold start makes progress;
its size bounds what a cancel waits for. A batch chunk is aborted by an interactive request or its own cancel."""
REFRESH_CHUNK = 64  # tokens of one background step, which an interactive request aborts

Decode = Callable[[Lane, Tokens, Tokens, NDArray[np.bool_]], Outcome]


class Prefill:
    """decode: one batch for a lane (`Scheduler._decode`); what is decoded for `batch` may be interrupted."""

    def __init__(self, engine: Llama, interactive: Lane, batch: Lane, decode: Decode, states: States) -> None:
        self._engine, self._kv, self._decode = engine, engine.kv, decode
        self._interactive, self._batch = interactive, batch
        self._lent = 0  # at most so many leading tokens of both lanes are in the same cells
        self.states = states

    def advance(self, lane: Lane, job: Job) -> None:
        """Decode the next chunk of a prompt; with its last one the job has its logits and owns the lane's cells."""
        self._lent = min(self._lent, len(self._interactive.cached), len(self._batch.cached))
        before, first = job.evaluated, job.reused is None
        if first and lane is self._interactive:
            self._change_document(job)
        firm = self._reuse(lane, job)
        held = len(lane.cached)
        if first:
            job.reused = held - (job.evaluated - before)
        chunk = job.prompt[held : held + PROMPT_CHUNK[job.request.priority]]
        last = held + len(chunk) == len(job.prompt)
        if not self._append(lane, job, chunk, logits=last):
            self._cut(lane, firm)
        elif last:
            job.logits = self._engine.logits()[0].copy()
            job.normalizer = float(log_normalizer(job.logits[None])[0])
            job.copy += 1
            lane.owner = job

    def refresh(self) -> bool:
        """Compute one chunk of moved cells as they should be; returns whether there is more to do."""
        lane = self._interactive
        start, stop = lane.exact, min(lane.exact + REFRESH_CHUNK, len(lane.cached))
        if lane.is_exact or used_cells((lane, self._batch), None) + stop - start > self._engine.cells:
            return False
        spare = lane.free[-1]
        self._kv.share(lane.sequence, spare, start)
        chunk = lane.cached[start:stop]
        nothing = np.zeros(len(chunk), np.bool_)
        outcome = self._decode(self._batch, chunk, np.full(len(chunk), spare, np.int32), nothing)
        if outcome is Outcome.OK:
            self._kv.splice(spare, lane.sequence, start, stop)
            lane.hold(lane.cached, stop)
        self._kv.trim(spare, 0)
        return outcome is not Outcome.NO_ROOM and not lane.is_exact

    # --- reuse ----------------------------------------------------------------------------------------------------

    def _reuse(self, lane: Lane, job: Job) -> int:
        """Make the lane hold as much of the prompt as can be had; returns how much of that outlives a failed decode."""
        own, shared = self._prefixes(lane, job)
        shift = plan(lane.cached, job.prompt) if lane is self._interactive else None
        if shift is not None and shift.keep + shift.moved > shared and self._may_move(shift):
            return self._move(job, shift)
        if shared > own:
            other = self._batch if lane is self._interactive else self._interactive
            self._kv.share(other.sequence, lane.sequence, shared)
            lane.hold(job.prompt[:shared], shared)
            self._lent = shared
        else:
            too_much = shift is not None and lane.drift + shift.drift > MAX_DRIFT
            self._cut(lane, min(own, lane.exact) if too_much else own)
        return len(lane.cached)

    def _prefixes(self, lane: Lane, job: Job) -> tuple[int, int]:
        """How much of a prompt this lane and the other one hold. The last token does not count: its logits are needed,
        so it is always decoded."""
        other = self._batch if lane is self._interactive else self._interactive
        longest = len(job.prompt) - 1
        own = min(common_prefix(lane.cached, job.prompt), longest)
        return own, min(common_prefix(other.cached, job.prompt), longest, other.exact)

    def _may_move(self, shift: Shift) -> bool:
        """Whether the moved cells would be close enough to exact ones, and nobody else holds them."""
        lane = self._interactive
        rows = (job.prompt for job in self._batch.jobs if job.live)
        return (
            self._kv.can_shift
            and lane.drift + shift.drift <= MAX_DRIFT
            and not lane.live
            and all(common_prefix(prompt, lane.cached) <= shift.keep for prompt in rows)
        )

    def _move(self, job: Job, shift: Shift) -> int:
        """Move the tail, with what was typed decoded in front of it: all but the prompt's last token is then held."""
        lane, drift = self._interactive, self._interactive.drift + shift.drift
        if self._lent > shift.keep:
            self._cut(self._batch, shift.keep)
        start = shift.keep + shift.removed
        tail = lane.cached[start : start + shift.moved]
        self._cut(lane, start + shift.moved)
        # Parked in between: llama.cpp decodes only behind the last position of a sequence.
        lifted = self._kv.lift(lane.sequence, start, lane.free[-1])
        self._cut(lane, shift.keep)
        inserted = job.prompt[shift.keep : shift.keep + shift.inserted]
        firm = len(lane.cached)
        if firm == shift.keep and (not len(inserted) or self._append(lane, job, inserted, logits=False)):
            firm = len(lane.cached)
            self._kv.put_back(lifted, lane.sequence)
            lane.hold(np.concatenate([lane.cached, tail]), lane.exact)
            lane.drift = drift
        else:
            self._kv.trim(lifted.spare, 0)
        return firm

    def _append(self, lane: Lane, job: Job, tokens: Tokens, logits: bool) -> bool:
        """Decode tokens of the job's prompt behind what the lane holds; False, and nothing changed, if aborted."""
        wanted = np.zeros(len(tokens), np.bool_)
        wanted[-1] = logits
        outcome = self._decode(lane, tokens, np.full(len(tokens), lane.sequence, np.int32), wanted)
        if outcome is Outcome.NO_ROOM:
            raise EngineError("llama.cpp found no free cells for a prompt.")
        if outcome is Outcome.OK:
            cached = np.concatenate([lane.cached, tokens])
            lane.hold(cached, len(cached) if lane.is_exact else lane.exact)
            job.evaluated += len(tokens)
        return outcome is Outcome.OK

    def _cut(self, lane: Lane, length: int) -> None:
        """Keep at most the first tokens of what a lane holds."""
        kept = self._kv.trim(lane.sequence, length)
        lane.hold(lane.cached[:kept], min(lane.exact, kept))
        self._lent = min(self._lent, kept)

    # --- documents ------------------------------------------------------------------------------------------------

    def _change_document(self, job: Job) -> None:
        """Before another document's prompt takes the lane's cells: save them, and bring back that document's."""
        lane, document = self._interactive, job.request.document
        if document == lane.document and len(lane.cached):
            return
        if document != lane.document:
            held = lane.cached[: lane.exact]
            if len(held) - common_prefix(held, job.prompt) >= MIN_TOKENS:
                self.keep_state()
            lane.document = document
        tokens = self.states.tokens(document)
        if tokens is None or common_prefix(tokens, job.prompt) < max(self._prefixes(lane, job)) + MIN_TOKENS:
            return
        state = self.states.get(document)
        if state is not None:
            self._cut(
                lane, 0
            )  # a state longer than the prompt may find no room; what is behind the prompt goes at once
            if self._kv.restore(lane.sequence, state.data, len(state.tokens)):
                lane.hold(state.tokens, len(state.tokens))

    def keep_state(self) -> None:
        """Save the lane's exact cells under its document's name."""
        lane = self._interactive
        tokens = lane.cached[: lane.exact]
        known = self.states.tokens(lane.document)
        if not lane.document or len(tokens) < MIN_TOKENS or not lane.free:
            return
        if known is not None and np.array_equal(known, tokens):
            return
        spare = lane.free[-1]
        self._kv.share(lane.sequence, spare, len(tokens))
        data = self._kv.save(spare, self.states.max_bytes)
        self._kv.trim(spare, 0)
        if data is not None:
            self.states.put(lane.document, State(tokens, data))
