"""The product's own gathering of weak evidence, on what a pool's codes were seen to do: no sandbox, same answers."""

from __future__ import annotations

from collections.abc import Sequence

from bench.studies.observed import ERROR
from bench.studies.pools import Case, Kind
from understudy.generate.types import TriedCandidate
from understudy.generate.weak.evidence import gather
from understudy.runner.types import Observation

LONG_S = 60.0  # nothing is waited for


class Replayed:
    """`generate.types.Probes` from a case. Raises KeyError for a call that was not tried."""

    def __init__(self, case: Case) -> None:
        self._codes = {code.source: code for code in case.codes}
        self._calls = {call: number for number, call in enumerate(case.calls)}
        self._checks = {check: number for number, check in enumerate(case.checks)}

    async def observe(self, texts: Sequence[str], calls: Sequence[str]) -> list[list[Observation]]:
        return [[_observation(self._codes[text].outcomes[self._calls[call]]) for call in calls] for text in texts]

    async def check(self, texts: Sequence[str], asserts: Sequence[str]) -> list[list[bool]]:
        return [[self._codes[text].held[self._checks[check]] for check in asserts] for text in texts]


async def weak_scores(case: Case, checks: Kind | None, rule: str, seed: int) -> list[float]:
    """One score per code, as the loop would write it into `TriedCandidate.weak`."""
    tried = [TriedCandidate(code.source, (), code.source, code.logprob, "direct") for code in case.codes]
    own = [case.checks[number] for number in case.checks_of(checks)] if checks else []
    found = await gather(
        tried, Replayed(case), qualname=case.function, asserts=own, budget_s=LONG_S, seed=seed, rule=rule
    )
    return found.scores


def _observation(text: str) -> Observation:
    if text == ERROR:
        return Observation("timeout")
    return Observation("error", text[1:]) if text.startswith(ERROR) else Observation("value", text)
