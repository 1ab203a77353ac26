"""A scripted user with a stated taste, who judges what the real model really writes.

The taste: a loop that can be stepped through, not a comprehension. For each small task the engine is sampled;
where both styles come up, the loop is accepted and the other dismissed, in the same event log the server writes.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path

from understudy.engine.client import EngineClient
from understudy.engine.protocol import Candidate, Sampling, Stop
from understudy.learn.events import Shown
from understudy.learn.store import Log
from understudy.models.bundled import bundled_path
from understudy.prompts import plan

SAMPLES = 8  # per task
LOOKED_S = 2.0  # how long the persona looks at a suggestion; less than 0.75 s would be no judgement
TEMPERATURE = 0.8
_LOOP = re.compile(r"^\s+(?:for|while) .*:\s*$", re.MULTILINE)
_COMPREHENSION = re.compile(r"[\[\(\{][^\n]* for [^\n]* in ")


def is_loop(text: str) -> bool:
    """Whether a body steps through its data in a statement."""
    return bool(_LOOP.search(text))


def is_comprehension(text: str) -> bool:
    """Whether a body does its work in one expression."""
    return not is_loop(text) and bool(_COMPREHENSION.search(text))


async def loop_share(prompts: list[str], adapter: Path | None) -> float:
    """The share of loops among samples for prompts the persona never saw."""
    engine = await EngineClient.start(bundled_path(), adapter=adapter)
    loops = count = 0
    try:
        for number, prefix in enumerate(prompts):
            for candidate in await _sample(engine, prefix, number):
                count += 1
                loops += is_loop(candidate.text)
    finally:
        await engine.close()
    return loops / count


async def live(
    prompts: Iterable[str], log: Log, file: Path, on_task: Callable[[int, int], None], enough: int | None = None
) -> int:
    """Let the persona see samples for each prompt (signature and docstring) until it has made `enough` choices between
    two styles; returns how many were logged. on_task(prompts seen, choices)."""
    engine = await EngineClient.start(bundled_path())
    choices = 0
    try:
        for number, prefix in enumerate(prompts, 1):
            drawn = await _sample(engine, prefix, number)
            loop = _best(drawn, is_loop)
            short = _best(drawn, is_comprehension)
            if loop and short:
                for candidate, kind in ((short, "dismissed"), (loop, "accepted")):
                    name = uuid.uuid4().hex
                    shown = Shown(
                        id=name,
                        file=str(file.with_name(f"task_{number}.py")),
                        language="python",
                        prompt=plan.direct(prefix, engine.info.special),
                        text=candidate.text,
                        mean_logprob=candidate.mean_logprob,
                        model_sha=engine.info.sha256,
                        at=time.time() - LOOKED_S,
                    )
                    log.shown(shown)
                    log.dismissed(name) if kind == "dismissed" else log.accepted(name)
                choices += 1
            on_task(number, choices)
            if choices == enough:
                break
    finally:
        await engine.close()
    return choices


async def _sample(engine: EngineClient, prefix: str, seed: int) -> list[Candidate]:
    prompt = plan.direct(prefix, engine.info.special)
    sampling = Sampling(TEMPERATURE, seed=SAMPLES * seed)
    return await engine.generate(prompt, n=SAMPLES, max_tokens=160, sampling=sampling, stop=Stop(min_indent=1))


def _best(drawn: list[Candidate], style: Callable[[str], bool]) -> Candidate | None:
    complete = [c for c in drawn if c.finish in ("eog", "stop") and style(c.text)]
    return max(complete, key=lambda c: c.mean_logprob, default=None)
