"""A ranker orders: what is tested first, and what no test decides on. It never says that anything passed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.generate.scripted import INFO, RIGHT, ScriptedRunner, ScriptedSampler, bodies, right_is_right
from understudy.engine.protocol import Candidate, Finished
from understudy.generate.loop import generate_with_tests
from understudy.generate.rank import best_first
from understudy.generate.types import Request, TriedCandidate
from understudy.models import rankers
from understudy.models.rankers import Fitted
from understudy.runner.types import Observation, Verdict

MODEL = INFO.sha256
TEXTS = [f"    return {number}\n" for number in range(4)] + [RIGHT]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def keep(*, used: bool = True, adapter: str = "") -> None:
    """A ranker that reads the probability off the state's only number, and knows direct candidates."""
    weights = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    rankers.save(
        Fitted(
            MODEL, adapter, used, "", ("correct", "wrong"), ("direct",), np.zeros((1, 4)), np.ones((1, 4)), weights,
            np.zeros(2), 1.0,
        )
    )  # fmt: skip


@dataclass
class Embedding(ScriptedSampler):
    """Gives a state with each candidate, if it is asked to: the last of `texts` looks the most promising."""

    async def stream(self, prompt: Any, *, n: int, **rest: Any) -> AsyncIterator[Any]:
        async for event in super().stream(prompt, n=n, **rest):
            if isinstance(event, Finished) and rest.get("embed"):
                state = np.array([self.texts.index(event.candidate.text)], "<f4").tobytes()
                told = event.candidate
                event = Finished(1, Candidate(told.index, told.text, told.tokens, told.logprobs, told.finish, state))
            yield event


async def test_the_likeliest_is_tested_first(request_for: Callable[..., Request]) -> None:
    """All candidates wait for the session to open; the greedy row goes first in any case."""
    for ranked, expected in ((False, TEXTS), (True, [TEXTS[0], *TEXTS[:0:-1]])):
        if ranked:
            keep()
        runner = ScriptedRunner(judge=lambda text: 3, open_s=0.2)
        sampler = Embedding(TEXTS, logprobs=[-0.1, -0.2, -0.3, -0.4, -0.5])
        await generate_with_tests(request_for(n=5, policy="direct"), sampler, runner)
        assert bodies(runner) == expected
        assert [asked["embed"] for asked in sampler.asked] == [ranked] * len(sampler.asked)


@dataclass
class Half(Embedding):
    """Gives a state with the candidates of `known` only, so that the ranker says nothing of the others."""

    known: tuple[str, ...] = ()

    async def stream(self, prompt: Any, *, n: int, **rest: Any) -> AsyncIterator[Any]:
        async for event in super().stream(prompt, n=n, **rest):
            if isinstance(event, Finished) and event.candidate.text not in self.known:
                told = event.candidate
                event = Finished(1, Candidate(told.index, told.text, told.tokens, told.logprobs, told.finish))
            yield event


async def test_where_the_ranker_does_not_know_all_that_wait_the_log_probability_orders(
    request_for: Callable[..., Request],
) -> None:
    """A probability of 0.98 says nothing against a log-probability of -0.2: they are on two scales."""
    keep()
    runner = ScriptedRunner(judge=lambda text: 3, open_s=0.2)
    sampler = Half(TEXTS, logprobs=[-0.1, -0.2, -0.3, -0.4, -0.5], known=(TEXTS[2], TEXTS[3], RIGHT))
    await generate_with_tests(request_for(n=5, policy="direct"), sampler, runner)
    assert bodies(runner) == [TEXTS[0], TEXTS[1], RIGHT, TEXTS[3], TEXTS[2]]  # once the unknown is out, by the ranker


async def test_a_right_one_is_found_with_fewer_tests(request_for: Callable[..., Request]) -> None:
    keep()
    runner = ScriptedRunner(judge=right_is_right, open_s=0.2)
    outcome = await generate_with_tests(request_for(n=5, policy="direct"), Embedding(TEXTS), runner)
    assert outcome.verified and len(runner.ranked) == 2


async def test_without_tests_it_breaks_the_tie_and_nothing_is_called_passed(
    request_for: Callable[..., Request],
) -> None:
    keep()
    logprobs = [-0.1, -0.2, -0.3, -0.4, -0.5]
    outcome = await generate_with_tests(request_for(n=5, policy="direct"), Embedding(TEXTS, logprobs=logprobs), None)
    assert [c.text for c in outcome.candidates] == TEXTS[::-1]
    assert outcome.candidates[0].likely == pytest.approx(1 / (1 + np.exp(-4)))
    assert not outcome.verified and "passed" not in outcome.summary


async def test_groups_of_equal_behaviour_go_before_the_ranker(request_for: Callable[..., Request]) -> None:
    """Two that do the same outweigh the one the ranker likes; inside the group the ranker decides."""
    keep()
    texts = ["    return a * b\n", "    return a - b\n", "    return a + -b\n", "    return a // b\n"]
    does = {"a * b": "2", "a - b": "1", "a + -b": "1", "a // b": "0"}

    def observed(text: str, call: str) -> Observation:
        return Observation("value", next(value for body, value in does.items() if body in text))

    runner = ScriptedRunner(judge=lambda text: 0, tests=(), does=observed)
    outcome = await generate_with_tests(request_for(n=4, policy="direct"), Embedding(texts), runner)
    assert [c.text for c in outcome.candidates][:2] == ["    return a + -b\n", "    return a - b\n"]


@pytest.mark.parametrize("keeps", [{"used": False}, {"adapter": "cd" * 32}])
async def test_one_that_is_off_or_of_another_adapter_changes_nothing(
    request_for: Callable[..., Request], keeps: dict[str, Any]
) -> None:
    keep(**keeps)
    sampler = Embedding(TEXTS, logprobs=[-0.1, -0.2, -0.3, -0.4, -0.5])
    outcome = await generate_with_tests(request_for(n=5, policy="direct"), sampler, None)
    assert [c.text for c in outcome.candidates] == TEXTS and not any(asked["embed"] for asked in sampler.asked)


async def test_a_broken_file_is_no_ranker(request_for: Callable[..., Request]) -> None:
    keep()
    rankers.path_of(MODEL, "").write_bytes(b"PK\x03\x04 half a file")
    outcome = await generate_with_tests(request_for(n=5, policy="direct"), Embedding(TEXTS), None)
    assert len(outcome.candidates) == 5 and outcome.candidates[0].likely is None


def tried(name: str, logprob: float, likely: float | None, rank: Verdict | None = None) -> TriedCandidate:
    return TriedCandidate(name, (), name, logprob, "direct", rank, likely=likely)


def test_probabilities_and_log_probabilities_are_never_compared() -> None:
    known, other = tried("known", -3.0, 0.9), tried("other", -0.1, None)
    assert [c.text for c in best_first([known, other])] == ["other", "known"]
    assert [c.text for c in best_first([known, replace(other, likely=0.2)])] == ["known", "other"]


def test_no_probability_lifts_a_candidate_above_what_a_test_said() -> None:
    better, worse = Verdict("failed", 4, 5, "rank", 0.1), Verdict("failed", 3, 5, "rank", 0.1)
    order = best_first([tried("promising", -0.1, 0.999, worse), tried("tested", -9.0, 0.001, better)])
    assert [c.text for c in order] == ["tested", "promising"]
