"""What is known so far in one run: every distinct candidate with its verdicts, in order of arrival."""

from __future__ import annotations

from dataclasses import replace

from understudy.context.functions import FunctionSite
from understudy.engine.protocol import Candidate
from understudy.generate.budget import Clock
from understudy.generate.candidates import body_key, in_file, take_apart
from understudy.generate.rank import best_first
from understudy.generate.types import OnProgress, Progress, Request, Source, Stage, TriedCandidate
from understudy.runner.types import Verdict


class Board:
    """Candidates and verdicts of one request; tells `on_progress` of every change."""

    def __init__(self, request: Request, site: FunctionSite, clock: Clock, on_progress: OnProgress | None) -> None:
        self.request = request
        self.site = site
        self.candidates: list[TriedCandidate] = []
        self.sampled = 0
        self._clock = clock
        self._on_progress = on_progress
        self._seen: set[str] = set()

    def add(self, candidate: Candidate, source: Source) -> int | None:
        """Take one finished row; the index of the new candidate, None if it is cut off, broken or a repeat."""
        self.sampled += 1
        found = self._admit(candidate, source)
        self.tell("sampling")
        return found

    def judge(self, index: int, *, rank: Verdict | None = None, confirm: Verdict | None = None) -> None:
        """Write down what the tests said of a candidate."""
        old = self.candidates[index]
        self.candidates[index] = replace(old, rank=rank or old.rank, confirm=confirm or old.confirm)
        self.tell("testing")

    def tell(self, stage: Stage) -> None:
        """Report progress, if anybody listens."""
        if self._on_progress is None:
            return
        best = next((c.verdict for c in best_first(self.candidates) if c.verdict is not None), None)
        passed = sum(c.verdict is not None and c.verdict.status == "passed" for c in self.candidates)
        self._on_progress(Progress(stage, self.sampled, len(self.candidates), passed, best, self._clock.elapsed))

    def _admit(self, candidate: Candidate, source: Source) -> int | None:
        if candidate.finish in ("length", "deadline", "cancelled"):
            return None  # truncated generations are discarded (2404.00725, below eq. 7)
        steps, body = take_apart(candidate.text, source == "plan", self.site.indent)
        key = body_key(body)
        if key is None or key in self._seen:
            return None
        self._seen.add(key)
        text = in_file(self.request.text, self.site, body, steps if self.request.keep_plan else ())
        self.candidates.append(TriedCandidate(body, steps, text, candidate.mean_logprob, source))
        return len(self.candidates) - 1
