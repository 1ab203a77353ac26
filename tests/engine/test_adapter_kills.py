"""The child is killed while it swaps adapters: the next answer is by the old one or the new one, never a mix."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

import tests.engine.tiny as tiny
from understudy.engine import restart
from understudy.engine.client import EngineClient
from understudy.engine.errors import EngineCrashed, EngineError

KILLS = int(os.environ.get("UNDERSTUDY_KILLS", "6"))
PROMPT: list[str | int] = ["def area(width, height):\n    return width"]
EARLY, LATE = 0.0, 0.004  # seconds after the wish to swap; a swap takes about two milliseconds


async def logprobs(client: EngineClient) -> Sequence[float]:
    """The next answer; a kill may show only when it is asked for."""
    while True:
        try:
            (candidate,) = await client.generate(PROMPT, max_tokens=12)
            return candidate.logprobs
        except EngineCrashed:
            continue


async def test_killed_in_a_swap_it_answers_by_the_old_or_the_new_adapter(
    client: EngineClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restart, "HEALTHY_S", 0.0)  # these crashes are no sign of anything broken
    adapters = [None, *(tiny.make_adapter(tmp_path / f"{seed}.gguf", seed=seed) for seed in (1, 2))]
    answers = []
    for path in adapters:
        await client.set_adapter(path)
        answers.append(await logprobs(client))
    assert all(answers[0] != pytest.approx(other, abs=1e-3) for other in answers[1:])
    chance, now = random.Random(20), 2
    outcomes = {"old": 0, "new": 0}
    for _ in range(KILLS):
        wanted = chance.choice([n for n in range(3) if n != now])
        swap = asyncio.create_task(client.set_adapter(adapters[wanted]))
        await asyncio.sleep(chance.uniform(EARLY, LATE))
        assert client.pid is not None
        os.kill(client.pid, signal.SIGKILL)
        taken = False
        with contextlib.suppress(EngineError):
            await swap
            taken = True
        answer = await logprobs(client)
        fits = [n for n in (now, wanted) if answer == pytest.approx(answers[n], abs=1e-5)]
        assert len(fits) == 1, (now, wanted, taken)
        assert fits == [wanted] or not taken  # what was said to be done survives the crash
        outcomes["new" if fits == [wanted] else "old"] += 1
        now = fits[0]
    print(f"{KILLS} kills in a swap: {outcomes}")
