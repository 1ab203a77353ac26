"""Continuous batching: requests in, frames out, one decode a step. Knows tokens, sequences and cells, not pipes.

A prompt is decoded once and its cells are shared by the request's rows; finished rows leave at once and waiting ones
enter. Interactive jobs go first: while there is one, batch rows keep their cells and stand still. Each request is
answered by exactly one Done or Failed.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understudy.engine.errors import AdapterError, EngineError, RequestError
from understudy.engine.llama import Llama, Outcome
from understudy.engine.prefill import PROMPT_CHUNK, Prefill
from understudy.engine.protocol import Delta, Done, Failed, Finish, Finished, Generate, Response, SetAdapter
from understudy.engine.room import admit, make_room, park, row_fits
from understudy.engine.rows import Job, Lane, Row
from understudy.engine.sampling import Logits, Tokens, log_normalizer
from understudy.engine.states import States, Store

INTERACTIVE_ROWS = 4  # alternatives of one completion; more run in waves
BATCH_ROWS = 16  # x2.5 to x3.7 the throughput of one row; wider gained nothing on two cores
SEQUENCES = 2 + INTERACTIVE_ROWS + BATCH_ROWS


class Scheduler:
    """engine: the loaded model. emit: takes each answer. clock: monotonic seconds.

    store: where states of an adapter (path and scale) are kept on disk, None = nowhere. adapter: attached already.
    """

    def __init__(
        self,
        engine: Llama,
        emit: Callable[[Response], None],
        clock: Callable[[], float] = time.monotonic,
        store: Callable[[Path | None, float], Store | None] = lambda adapter, scale: None,
        adapter: tuple[Path | None, float] = (None, 1.0),
    ) -> None:
        self._engine, self._emit, self._clock = engine, emit, clock
        rows = list(range(2, SEQUENCES))
        self.interactive = Lane(0, rows[:INTERACTIVE_ROWS])
        self.batch = Lane(1, rows[INTERACTIVE_ROWS:])
        self._store = store
        self.prefill = Prefill(engine, self.interactive, self.batch, self._decode, States(store(*adapter)))
        self._held: deque[Job | SetAdapter] = deque()  # behind an adapter change, which waits for running jobs
        self.interruptible = False  # read by the reader thread: batch work is being decoded
        self.prompt_of: int | None = None  # read by the reader thread: whose prompt is being decoded

    # --- requests -------------------------------------------------------------------------------------------------

    def submit(self, request: Generate, received: float) -> None:
        """Queue a request. received: clock seconds when it arrived."""
        try:
            job = admit(self._engine, request, received)
        except RequestError as error:
            self._emit(Failed(request.id, error.message, error.next_step))
            return
        if self._held:
            self._held.append(job)
        else:
            self._lane(job).jobs.append(job)

    def set_adapter(self, change: SetAdapter) -> None:
        """Change the adapter once all earlier requests are answered; later ones wait for it."""
        self._held.append(change)

    def cancel(self, request_id: int) -> None:
        """End a request now; one that is unknown or answered is left alone."""
        for job in self._all_jobs():
            if job.request.id == request_id:
                self._end_job(job, "cancelled")

    @property
    def busy(self) -> bool:
        return bool(self.interactive.jobs or self.batch.jobs or self._held)

    def step(self) -> bool:
        """Do one decode of the most urgent work; returns whether there is more."""
        now = self._clock()
        for job in self._all_jobs():
            if job.deadline is not None and now >= job.deadline:
                self._end_job(job, "deadline")
        self._pass_adapter_change()
        lane = self.interactive if self.interactive.jobs else self.batch
        if lane.jobs:
            try:
                self._advance(lane)
            except EngineError as error:
                self._fail_lane(lane, error)
        return self.busy

    def idle_step(self) -> bool:
        """With nothing asked, improve what the next keystroke will find; returns whether there is more to do."""
        try:
            return not self.busy and self.prefill.refresh()
        except EngineError:
            self._engine.clear()
            self._forget_cells()
            return False

    @property
    def saves(self) -> bool:
        """Whether documents' states outlive the process."""
        return self.prefill.states.keeps

    def save_step(self) -> bool:
        """Write one document's state to disk; returns whether there is more to write."""
        if not self.saves:
            return False
        self.prefill.keep_state()
        return self.prefill.states.store_one()

    def _lane(self, job: Job) -> Lane:
        return self.interactive if job.request.priority == "interactive" else self.batch

    def _all_jobs(self) -> list[Job]:
        return [*self.interactive.jobs, *self.batch.jobs, *(job for job in self._held if isinstance(job, Job))]

    def _pass_adapter_change(self) -> None:
        while self._held:
            first = self._held[0]
            if isinstance(first, SetAdapter) and (self.interactive.jobs or self.batch.jobs):
                return
            self._held.popleft()
            if isinstance(first, SetAdapter):
                self._apply(first)
            else:
                self._lane(first).jobs.append(first)

    def _apply(self, change: SetAdapter) -> None:
        path = Path(change.path) if change.path is not None else None
        try:
            self._engine.set_adapter(path, change.scale)
        except (AdapterError, EngineError) as error:
            self._emit(Failed(change.id, error.message, error.next_step))
            return
        self._forget_cells()
        self.prefill.states.change_model(self._store(path, change.scale))
        self._emit(Done(change.id))

    # --- one step -------------------------------------------------------------------------------------------------

    def _advance(self, lane: Lane) -> None:
        job = next((job for job in lane.jobs if job.pending), None)
        if job is not None and lane.free and make_room(self._engine, lane, self._other(lane), job):
            if lane.owner is job:
                self._enter(lane, job)
            else:
                self._evaluate_prompt(lane, job)
        elif lane.live:
            self._decode_rows(lane)
        elif job is not None:
            self._fail(job, RequestError("The request does not fit into the context.", "Ask for fewer tokens."))

    def _other(self, lane: Lane) -> Lane:
        return self.batch if lane is self.interactive else self.interactive

    def _evaluate_prompt(self, lane: Lane, job: Job) -> None:
        self.prompt_of = job.request.id
        self.prefill.advance(lane, job)
        self.prompt_of = None

    def _enter(self, lane: Lane, job: Job) -> None:
        """Let as many waiting rows in as there are sequences and cells for."""
        while job.pending and lane.free and row_fits(self._engine, lane, self._other(lane), job):
            row = job.pending.popleft()
            row.sequence, row.copy = lane.free.pop(), job.copy
            job.live.append(row)
            self._engine.kv.share(lane.sequence, row.sequence, len(job.prompt))
            if row.tokens:
                if not self._replay(lane, row):
                    park(self._engine, lane, job, row)
                    return
            elif job.logits is not None:
                self._take(job, row, job.logits, job.normalizer)

    def _replay(self, lane: Lane, row: Row) -> bool:
        """Bring back the cells of a row that was parked; False if that was interrupted."""
        tokens = np.array(row.tokens[:-1], np.int32)
        for start in range(0, len(tokens), PROMPT_CHUNK["batch"]):
            chunk = tokens[start : start + PROMPT_CHUNK["batch"]]
            sequences = np.full(len(chunk), row.sequence, np.int32)
            if self._decode(lane, chunk, sequences, np.zeros(len(chunk), np.bool_)) is not Outcome.OK:
                return False
        return True

    def _decode_rows(self, lane: Lane) -> None:
        pairs = [(job, row) for job in lane.jobs for row in job.live]
        tokens = np.array([row.tokens[-1] for _, row in pairs], np.int32)
        sequences = np.array([row.sequence for _, row in pairs], np.int32)
        states = any(job.request.embed for job, _ in pairs)
        outcome = self._decode(lane, tokens, sequences, np.ones(len(pairs), np.bool_), states)
        if outcome is Outcome.NO_ROOM:
            raise EngineError("llama.cpp found no free cells for the next token.")
        if outcome is Outcome.OK:
            if states:
                self._pool(pairs)
            logits = self._engine.logits()
            normalizers = log_normalizer(logits)
            for (job, row), values, normalizer in zip(pairs, logits, normalizers, strict=True):
                if row.sequence is not None:
                    self._take(job, row, values, float(normalizer))

    def _pool(self, pairs: list[tuple[Job, Row]]) -> None:
        for (job, row), state in zip(pairs, self._engine.hidden(), strict=True):
            if job.request.embed:
                row.pool(state)

    def _decode(
        self, lane: Lane, tokens: Tokens, sequences: Tokens, wanted: NDArray[np.bool_], states: bool = False
    ) -> Outcome:
        self.interruptible = lane is self.batch
        try:
            return self._engine.decode(tokens, sequences, wanted, states)
        finally:
            self.interruptible = False

    # --- answers --------------------------------------------------------------------------------------------------

    def _take(self, job: Job, row: Row, logits: Logits, normalizer: float) -> None:
        """Choose one row's next token and say what follows from it."""
        if job.row_tokens == 0:  # a request that only warms the prompt's cells
            self._end_row(job, row, "length")
            return
        if not np.isfinite(normalizer):
            self._fail(job, EngineError("The model computed values that are not numbers.", "Download the model again."))
            return
        token = row.choose(logits, normalizer, self._engine.vocabulary)
        if job.first_token is None:
            job.first_token = self._clock()
        if self._engine.vocabulary.ends(token):
            self._end_row(job, row, "eog")
            return
        self._show(job, row, row.write(self._engine.vocabulary.piece(token)))
        if row.transcript.stopped:
            self._end_row(job, row, "stop")
        elif len(row.tokens) >= job.row_tokens:
            self._end_row(job, row, "length")

    def _show(self, job: Job, row: Row, text: str, last: bool = False) -> None:
        if job.request.deltas and (text or (last and row.told < len(row.tokens))):
            row.told = len(row.tokens)
            self._emit(Delta(job.request.id, row.index, text, sum(row.logprobs), row.told))

    def _end_row(self, job: Job, row: Row, finish: Finish) -> None:
        if row.sequence is not None:
            park(self._engine, self._lane(job), job, row)
        job.pending.remove(row)
        self._show(job, row, row.transcript.finish(), last=True)
        self._emit(Finished(job.request.id, row.candidate(finish)))
        if not job.live and not job.pending:
            self._remove(job)
            now = self._clock()
            first = (job.first_token or now) - job.received
            self._emit(Done(job.request.id, job.evaluated, job.reused or 0, first, now - job.received))

    def _end_job(self, job: Job, finish: Finish) -> None:
        for row in sorted([*job.live, *job.pending], key=lambda row: row.index):
            self._end_row(job, row, finish)

    def _fail(self, job: Job, error: EngineError) -> None:
        for row in list(job.live):
            park(self._engine, self._lane(job), job, row)
        job.pending.clear()
        self._remove(job)
        self._emit(Failed(job.request.id, error.message, error.next_step))

    def _fail_lane(self, lane: Lane, error: EngineError) -> None:
        """After an error inside llama.cpp no cell is trusted: this lane's jobs fail, the other's start over."""
        self._engine.clear()
        self._forget_cells()
        for job in list(lane.jobs):
            self._fail(job, error)

    def _remove(self, job: Job) -> None:
        lane = self._lane(job)
        if job in lane.jobs:
            lane.jobs.remove(job)
        elif job in self._held:
            self._held.remove(job)
        if lane.owner is job:
            lane.owner = None

    def _forget_cells(self) -> None:
        for lane in (self.interactive, self.batch):
            for job in lane.jobs:
                for row in reversed(job.live):
                    park(self._engine, lane, job, row)
            lane.hold(lane.cached[:0], 0)
