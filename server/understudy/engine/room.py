"""KV cell accounting: what fits at all, an upper bound on the cells in use, and what may be dropped to stay under it.

Each live row is charged all the tokens it may still write, so llama.cpp can never run out in the middle of a step.
"""

from __future__ import annotations

from understudy.engine.errors import RequestError
from understudy.engine.llama import Llama
from understudy.engine.protocol import Generate
from understudy.engine.rows import Job, Lane, Row, make_job, without_heal

MAX_ROWS = 1024  # of one request; more is a mistake


def admit(engine: Llama, request: Generate, received: float) -> Job:
    """The job of a request that came at `received`; raises RequestError if it can never be answered."""
    if not 1 <= request.n <= MAX_ROWS or request.max_tokens < 0:
        raise RequestError(f"{request.n} candidates of {request.max_tokens} tokens cannot be generated.")
    if request.heal and not len(engine.vocabulary.allowed(request.heal.encode("utf-8", "replace"))):
        request = without_heal(request, engine.vocabulary.special)
    prompt = engine.tokenize(request.prompt)
    room = engine.row_limit - len(prompt)
    if room < 1:
        raise RequestError(
            f"The prompt has {len(prompt)} tokens; this model's context holds {engine.row_limit}.",
            "Shorten the prompt or raise understudy.engine.contextTokens.",
        )
    return make_job(request, prompt, room, received, engine.vocabulary.special)


def used_cells(lanes: tuple[Lane, ...], replaced: Lane | None) -> int:
    """Most cells that can be in use, if the prompt of `replaced` is dropped (its rows keep what they share of it)."""
    total = 0
    for lane in lanes:
        total += 0 if lane is replaced else len(lane.cached)
        for job in lane.jobs:
            copies = {row.copy for row in job.live}
            if lane.owner is job and lane is not replaced:
                copies.discard(job.copy)
            total += len(job.live) * job.row_tokens + len(copies) * len(job.prompt)
    return total


def row_fits(engine: Llama, lane: Lane, other: Lane, job: Job) -> bool:
    """Whether one more row of `job`, whose prompt is evaluated, has cells for all it may write."""
    return used_cells((lane, other), None) + job.row_tokens <= engine.cells


def make_room(engine: Llama, lane: Lane, other: Lane, job: Job) -> bool:
    """Have cells for the prompt of `job` and one row: drop what is idle; an interactive job parks batch rows too."""
    if _fits(engine, lane, other, job):
        return True
    if not other.jobs:
        if job.request.priority == "interactive" or not lane.live:  # more width is not worth a warm keystroke prompt
            drop_prompt(engine, other)
    elif job.request.priority == "interactive":
        for victim in reversed(other.jobs):
            for row in reversed(list(victim.live)):
                if _fits(engine, lane, other, job):
                    return True
                park(engine, other, victim, row)
        if not _fits(engine, lane, other, job):
            drop_prompt(engine, other)
    return _fits(engine, lane, other, job)


def drop_prompt(engine: Llama, lane: Lane) -> None:
    """Give the cells of a lane's prompt back; a job that still needs it evaluates it again."""
    engine.kv.trim(lane.sequence, 0)
    lane.hold(lane.cached[:0], 0)


def park(engine: Llama, lane: Lane, job: Job, row: Row) -> None:
    """Take a live row's sequence away; it waits in front of the job's queue and continues later where it was."""
    if row.sequence is None:
        return
    engine.kv.trim(row.sequence, 0)
    lane.free.append(row.sequence)
    row.sequence = None
    job.live.remove(row)
    job.pending.appendleft(row)


def _fits(engine: Llama, lane: Lane, other: Lane, job: Job) -> bool:
    if lane.owner is job:
        return row_fits(engine, lane, other, job)
    return used_cells((lane, other), lane) + len(job.prompt) + job.row_tokens <= engine.cells
