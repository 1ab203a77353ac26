"""The bundled model's samples of one held-out task, judged in the real sandbox: what the studies are made of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bench.studies import banks
from bench.studies.banks import Sampler
from bench.studies.pools import families, sampled
from understudy.engine.client import EngineClient
from understudy.models.bundled import bundled_path
from understudy.runner.program import ProgramPool


@pytest.fixture
async def engine() -> AsyncIterator[EngineClient]:
    client = await EngineClient.start(bundled_path(), threads=1, context_tokens=4096)
    yield client
    await client.close()


async def test_a_pool_says_of_each_code_what_it_does_and_whether_it_is_right(engine: EngineClient) -> None:
    subject = families("combos", 5, 3)[2]
    async with ProgramPool(workers=2) as pool:
        case = await sampled(subject, 8, 0.8, 1, engine, pool, asyncio.Lock())
        again = await sampled(subject, 8, 0.8, 1, engine, pool, asyncio.Lock())
    assert case == again  # a study can be repeated
    assert case.sampled == 8 and 0 < sum(code.times for code in case.codes) <= 8
    assert len(case.expected) == len(case.calls) > 0 and len(case.kinds) == len(case.valid) == len(case.checks)
    for code in case.codes:
        assert len(code.outcomes) == len(case.calls) and len(code.held) == len(case.checks)
        assert len(code.trusted) == len(subject.trusted) and (all(code.trusted) or not code.right)


async def test_banks_hold_every_row_that_a_policy_may_take(
    engine: EngineClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(banks, "DIRECT", {0.0: 1, 0.8: 4})
    monkeypatch.setattr(banks, "PLANNED", {0.0: 1, 0.6: 4})
    async with ProgramPool(workers=2) as pool:
        filled = await Sampler(families("combos", 5, 3)[2], 1, engine, pool, asyncio.Lock()).fill()
    assert {name: len(rows) for name, rows in filled.rows.items() if not name.startswith("guided")} == {
        "direct/0.0": 1, "direct/0.8": 4, "plan/0.0": 1, "plan/0.6": 4,
    }  # fmt: skip
    for name, rows in filled.rows.items():
        for row in rows:
            assert row.tokens > 0 and (not row.right or row.visible == 1.0)
            assert not name.startswith("guided") or row.plan == int(name.partition("/")[2])
