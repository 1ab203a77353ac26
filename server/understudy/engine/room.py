"""KV cell accounting: an upper bound on the cells in use, and what may be dropped to stay under it.

Each live row is charged all the tokens it may still write, so llama.cpp can never run out in the middle of a step.
"""

from __future__ import annotations

import numpy as np

from understudy.engine.llama import Llama
from understudy.engine.rows import Job, Lane, Row


def used_cells(lanes: tuple[Lane, ...], replaced: Lane | None) -> int:
    """Most cells that can be in use, if the prompt of `replaced` is dropped (its rows keep what they share of it)."""
    total = 0
    for lane in lanes:
        total += 0 if lane is replaced else len(lane.cached)
        for job in lane.jobs:
            if job.live:
                total += len(job.live) * job.row_tokens
                total += 0 if lane.owner is job and lane is not replaced else len(job.prompt)
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
    engine.trim(lane.sequence, 0)
    lane.cached, lane.owner = np.zeros(0, np.int32), None


def park(engine: Llama, lane: Lane, job: Job, row: Row) -> None:
    """Take a live row's sequence away; it waits in front of the job's queue and continues later where it was."""
    if row.sequence is None:
        return
    engine.trim(row.sequence, 0)
    lane.free.append(row.sequence)
    row.sequence = None
    job.live.remove(row)
    job.pending.appendleft(row)


def _fits(engine: Llama, lane: Lane, other: Lane, job: Job) -> bool:
    if lane.owner is job:
        return row_fits(engine, lane, other, job)
    return used_cells((lane, other), lane) + len(job.prompt) + job.row_tokens <= engine.cells
