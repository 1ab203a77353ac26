"""How likely samples are under a model that need not have written them (eq. 7), and what its trained ranker thinks.

A model that writes reads its own as well, so that rankers of all sizes are asked in the same way. Kept in one file a
pair of models and a suite, by problem: an interrupted run goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from bench.paper.collect import Model
from understudy.generate.ranker import probabilities
from understudy.models import rankers
from understudy.models.rankers import Array, Fitted
from understudy.prompts import plan
from understudy_trainer.evaluate.cache import digest
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Sample
from understudy_trainer.ranker.states import read_again

AT_ONCE = 10  # problems a reading process
SOURCE = "direct"


class Read(msgspec.Struct, frozen=True):
    """One problem's samples. key: hash of what was read and of the ranker. logprob: mean, of each sample's text; None:
    nothing to read, or too long. tokens: of the text, in the reader's own. likely: the ranker's probability; empty
    where there is no ranker."""

    key: str
    logprob: list[float | None]
    tokens: list[int]
    likely: list[float | None] = []


def ranker_of(model: Model) -> Fitted | None:
    """The ranker that was trained for a model (`understudy train ranker`), whether or not it proved itself."""
    fitted = rankers.find(model.sha256, "")
    return fitted if fitted is not None and SOURCE in fitted.sources else None


def read(
    reader: Model, problems: Sequence[Problem], samples: Sequence[Sequence[Sample]], path: Path, fitted: Fitted | None
) -> list[Read]:
    """What `reader` says of every problem's samples. path: of what was read before, and now. fitted: its ranker.
    Raises TrainError."""
    known = {one.key: one for one in _kept(path)}
    keys = [_key(p, own, fitted) for p, own in zip(problems, samples, strict=True)]
    missing = [i for i, key in enumerate(keys) if key not in known]
    path.parent.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(missing), AT_ONCE):
        some = missing[start : start + AT_ONCE]
        texts = [list(dict.fromkeys(sample.completion for sample in samples[i])) for i in some]
        asked = [(plan.direct(problems[i].prompt, reader.special), own) for i, own in zip(some, texts, strict=True)]
        for i, own, rows in zip(some, texts, read_again(reader.path, None, asked, threads=reader.threads), strict=True):
            known[keys[i]] = _said(keys[i], samples[i], dict(zip(own, rows, strict=True)), fitted)
            with path.open("ab") as stream:
                stream.write(b"\n" + msgspec.json.encode(known[keys[i]]))  # the line before may have been cut short
    return [known[key] for key in keys]


def _said(key: str, samples: Sequence[Sample], rows: dict[str, Array | None], fitted: Fitted | None) -> Read:
    """The last three features are mean and least log-probability and the logarithm of the length."""
    found = [rows[sample.completion] for sample in samples]
    return Read(
        key,
        [None if row is None else float(row[-3]) for row in found],
        [0 if row is None else round(float(np.exp(row[-1]))) for row in found],
        [None if row is None else _likely(row, fitted) for row in found] if fitted else [],
    )


def _likely(row: Array, fitted: Fitted) -> float:
    return float(probabilities(fitted, row[None], [SOURCE])[0, fitted.classes.index("correct")])


def _key(problem: Problem, samples: Iterable[Sample], fitted: Fitted | None) -> str:
    ranker = fitted.weights.tobytes() if fitted else b""
    return digest(problem.prompt, [sample.completion for sample in samples], ranker)


def _kept(path: Path) -> list[Read]:
    """A line that a kill cut short is no reading."""
    found = []
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            found.append(msgspec.json.decode(line, type=Read))
        except msgspec.MsgspecError:
            continue
    return found
