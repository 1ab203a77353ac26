"""Samples that were drawn before, one file a problem: an interrupted run goes on, a repeated one samples nothing.

A file's name is the hash of all that decides the text of the samples; verdicts lie beside them with the hash of what
decides those. A file is written whole or not at all, so that a kill costs the problem under way and no more. The folder
may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path

import msgspec

from understudy.files import read_json, write_atomically
from understudy.paths import data_dir
from understudy_trainer.evaluate import sampling
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Plan, Sample

EDITION = 1  # of prompts, stops and verdicts: another number makes everything anew


class Kept(msgspec.Struct, frozen=True):
    """judge: what the verdicts depend on (`judge_of`)."""

    judge: str
    samples: list[Sample]


class Cache:
    """model, adapter: content hashes. threads: of the engine; with another number the last bits of logits differ.

    fresh: nothing kept is seen, what is drawn replaces it. again: samples are seen, their verdicts are not.
    """

    def __init__(
        self,
        model: str,
        adapter: str,
        threads: int,
        how: Plan,
        *,
        folder: Path | None = None,
        fresh: bool = False,
        again: bool = False,
    ) -> None:
        self._folder = folder or default_folder()
        self._drawing = (model, adapter, threads, how.n, how.temperature, how.policy, how.seed, sampling.MAX_TOKENS)
        self._sees_visible = how.policy == "plan-after-failure"
        self._fresh, self._again = fresh, again

    def file(self, problem: Problem) -> Path:
        """Where a problem's samples lie."""
        text = (problem.prompt, problem.suffix, problem.entry_point)
        seen = (problem.setup, problem.visible) if self._sees_visible else ()
        name = digest(EDITION, *self._drawing, text, seen)
        return self._folder / name[:2] / f"{name}.json"

    def get(self, problem: Problem) -> list[Sample] | None:
        """A problem's samples under its name here, or None. `status` "" = not judged (by these tests)."""
        kept = None if self._fresh else read_json(self.file(problem), Kept)
        if kept is None or not kept.samples:
            return None
        known = kept.judge == judge_of(problem) and not self._again
        return [_of(problem, sample) if known else _of(problem, unjudged(sample)) for sample in kept.samples]

    def put(self, problem: Problem, samples: list[Sample]) -> None:
        """Keep judged samples. Raises OSError."""
        write_atomically(self.file(problem), msgspec.json.encode(Kept(judge_of(problem), samples)))


def default_folder() -> Path:
    """In the user's data directory."""
    return data_dir() / "evaluations"


def judge_of(problem: Problem) -> str:
    """Hash of what verdicts depend on beside the samples."""
    python = platform.python_version()
    return digest(EDITION, problem.setup, problem.tests, problem.visible, python, sampling.JUDGE_TIMEOUT_S)


def suite_of(problems: list[Problem]) -> str:
    """Hash of a suite as it was measured: prompts, tests and order. Two runs can be compared if theirs are equal."""
    return digest(*((p.id, p.prompt, p.suffix, p.entry_point, p.setup, p.tests, p.visible) for p in problems))


def unjudged(sample: Sample) -> Sample:
    """The text alone."""
    return msgspec.structs.replace(sample, passed=False, status="", visible=-1.0, self_score=-1.0)


def digest(*parts: object) -> str:
    """SHA-256 (hex) of values with a faithful `repr`."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _of(problem: Problem, sample: Sample) -> Sample:
    """The same prompt may stand in two suites under different names, with or without a known answer."""
    filled = bool(problem.suffix and problem.canonical)
    exact = sample.completion.rstrip() == problem.canonical.rstrip() if filled else None
    return msgspec.structs.replace(sample, task_id=problem.id, exact=exact)
