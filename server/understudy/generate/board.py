"""What is known so far in one run: every distinct candidate with its verdicts, in order of arrival."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from msgspec import structs

from understudy.context.functions import FunctionSite
from understudy.engine.protocol import Candidate
from understudy.generate.budget import Clock
from understudy.generate.candidates import body_key, in_file, take_apart
from understudy.generate.rank import share, standing
from understudy.generate.ranker import Ranker
from understudy.generate.types import OnProgress, Outcome, Progress, Request, Source, Stage, TriedCandidate
from understudy.runner.types import Verdict


class Board:
    """Candidates and verdicts of one request; tells `on_progress` of every change.

    sampled: rows the engine finished. repeats: those of them that were on the board already.
    previous: an outcome to go on from; its candidates stand here from the start, with their verdicts as far as the
    file is still what they were tested in. A confirmed pass is then no more than a ranked one: proof is of one run.
    hinted: indices of the candidates that an earlier run confirmed, best first. ranker: says how likely each is right.
    """

    def __init__(
        self,
        request: Request,
        site: FunctionSite,
        clock: Clock,
        on_progress: OnProgress | None = None,
        previous: Outcome | None = None,
        ranker: Ranker | None = None,
    ) -> None:
        self.request, self.site, self.clock, self.previous = request, site, clock, previous
        self.ranker = ranker
        self.candidates: list[TriedCandidate] = []
        self.sampled = 0
        self.repeats = 0
        self._on_progress = on_progress
        self._of_class = site.kind == "class"
        self._seen: set[str] = set()
        self.hinted: list[int] = []
        for earlier in previous.candidates if previous else ():
            self._remember(earlier)

    def add(self, candidate: Candidate, source: Source, under: tuple[str, ...] = ()) -> int | None:
        """Take one finished row; the index of the new candidate, None if it is cut off, broken or a repeat.

        under: the plan it was written under, where the model did not write that itself.
        """
        self.sampled += 1
        found = self._admit(candidate, source, under)
        self.tell("sampling")
        return found

    def judge(self, index: int, *, rank: Verdict | None = None, confirm: Verdict | None = None) -> None:
        """Write down what the tests said of a candidate."""
        old = self.candidates[index]
        self.candidates[index] = replace(old, rank=rank or old.rank, confirm=confirm or old.confirm)
        self.tell("testing")

    def forget(self, failed: Collection[str] | None = None) -> list[int]:
        """Take back every verdict (other tests decide now), or those in which one of the tests `failed` failed (it
        decides no more); the indices of those that had one."""
        had = [
            index
            for index, candidate in enumerate(self.candidates)
            if candidate.verdict is not None
            and (failed is None or any(failure.nodeid in failed for failure in candidate.verdict.failures))
        ]
        for index in had:
            self.candidates[index] = _untested(self.candidates[index])
        self.hinted = [index for index in self.hinted if index not in had]
        return had

    def weigh(self, scores: Sequence[float]) -> None:
        """Write down what weak evidence says, one score a candidate."""
        self.candidates = [replace(c, weak=weak) for c, weak in zip(self.candidates, scores, strict=True)]

    def passers(self) -> list[int]:
        """Indices of the confirmed candidates."""
        return [index for index, candidate in enumerate(self.candidates) if candidate.verified]

    def tell(self, stage: Stage) -> None:
        """Report progress, if anybody listens."""
        if self._on_progress is None:
            return
        known = [(c, verdict) for c in self.candidates if (verdict := c.verdict) is not None]
        best = max(known, key=lambda one: (standing(one[0]), share(one[1])), default=(None, None))[1]
        passed, confirmed = sum(verdict.status == "passed" for _, verdict in known), len(self.passers())
        tried = len(self.candidates)
        self._on_progress(Progress(stage, self.sampled, tried, passed, best, self.clock.elapsed, confirmed))

    def _admit(self, candidate: Candidate, source: Source, under: tuple[str, ...]) -> int | None:
        if candidate.finish in ("length", "deadline", "cancelled"):
            return None  # truncated generations are discarded (2404.00725, below eq. 7)
        steps, body = take_apart(candidate.text, source == "plan" and not under, self.site.indent)
        steps = under or steps
        key = body_key(body, of_class=self._of_class)
        if key is None:
            return None
        if key in self._seen:
            self.repeats += 1
            return None
        self._seen.add(key)
        likely = None if self.ranker is None or under else self.ranker.likelihood(candidate, source)
        text = self._in_file(body, steps)
        self.candidates.append(TriedCandidate(body, steps, text, candidate.mean_logprob, source, likely=likely))
        return len(self.candidates) - 1

    def _remember(self, earlier: TriedCandidate) -> None:
        key = body_key(earlier.text, of_class=self._of_class)
        if key is None or key in self._seen:
            return
        self._seen.add(key)
        text = self._in_file(earlier.text, earlier.plan)
        if text != earlier.file_text:
            self.candidates.append(replace(_untested(earlier), file_text=text))
            return
        if earlier.verified:
            self.hinted.append(len(self.candidates))
        self.candidates.append(_hint(earlier))

    def _in_file(self, body: str, steps: tuple[str, ...]) -> str:
        return in_file(self.request.text, self.site, body, steps if self.request.keep_plan else ())


def _hint(candidate: TriedCandidate) -> TriedCandidate:
    """A confirmed pass as a ranked one, to be confirmed again."""
    if not candidate.verified or candidate.confirm is None:
        return candidate
    return replace(candidate, rank=candidate.rank or structs.replace(candidate.confirm, tier="rank"), confirm=None)


def _untested(candidate: TriedCandidate) -> TriedCandidate:
    return replace(candidate, rank=None, confirm=None, seconds=None, weak=0.0)
