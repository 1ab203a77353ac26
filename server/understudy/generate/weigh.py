"""Where no trusted test decides: what the candidates do on inputs, and which of them that speaks for."""

from __future__ import annotations

import logging

from understudy.generate.board import Board
from understudy.generate.types import Evidence, Sampler, TestRunner
from understudy.generate.weak import rules
from understudy.generate.weak.asserts import write_asserts
from understudy.generate.weak.evidence import gather
from understudy.runner.types import FunctionRef, RunnerError

ASSERTS_SHARE = 0.4  # of the seconds left: what the model may take to write asserts
GATHERING_SHARE = 0.9  # of the seconds left after that: what has begun is ended
WITHOUT_ASSERTS = ("random", "logprob", "cluster")

log = logging.getLogger(__name__)


async def compare(
    board: Board, engine: Sampler, runner: TestRunner, prefix: str, *, rule: str = rules.DEFAULT_RULE
) -> Evidence | None:
    """Run the candidates on probe inputs in the sandbox; their `weak` scores go to the board. None = nothing was told.

    prefix: the source above the body, for asserts that the model writes. What the user answered before the outcome that
    is gone on from counts. Nothing learnt here verifies a candidate.
    """
    board.tell("comparing")
    request, site = board.request, board.site
    asserts: list[str] = []
    earlier = board.previous.evidence if board.previous else None
    try:
        async with runner.probes(FunctionRef(request.file, site.qualname), request.text) as probes:
            if rule not in WITHOUT_ASSERTS and len(board.candidates) > 1:
                seconds = ASSERTS_SHARE * board.clock.working
                asserts = await write_asserts(engine, prefix, site.qualname, indent=site.indent, deadline_s=seconds)
            found = await gather(
                board.candidates,
                probes,
                qualname=site.qualname,
                asserts=asserts,
                nearby=(request.text,),
                budget_s=GATHERING_SHARE * board.clock.working,
                rule=rule,
                said=earlier.said if earlier else (),
            )
    except RunnerError as error:
        log.info("no evidence: %s", error)
        return None
    except Exception:  # ours, not the user's: the candidates are still worth having
        log.exception("comparing the candidates failed")
        return None
    board.weigh(found.scores)
    return found.evidence
