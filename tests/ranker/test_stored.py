"""The file: what was saved comes back, and anything else is no ranker."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from understudy.engine.protocol import Candidate
from understudy.generate.ranker import Ranker, features, probabilities
from understudy.models import rankers
from understudy.models.rankers import Fitted

MODEL, ADAPTER, WIDTH = "ab" * 32, "cd" * 32, 4


def fitted(**changes: object) -> Fitted:
    rng = np.random.default_rng(0)
    whole = Fitted(
        MODEL, ADAPTER, True, "it is better", ("correct", "wrong"), ("direct",), np.zeros((1, WIDTH + 3)),
        np.ones((1, WIDTH + 3)), rng.standard_normal((WIDTH + 3, 2)), np.array([0.5, -0.5]), 1.25, {"auc": 0.8},
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def candidate(embedding: bytes | None) -> Candidate:
    return Candidate(0, "    return 1\n", [1, 2, 3], [-0.1, -0.7, -9.0], "stop", embedding)


STATE = np.arange(WIDTH, dtype="<f4").tobytes()


def test_what_was_saved_comes_back(home: Path) -> None:
    path = rankers.save(fitted())
    assert path.parent == home / "rankers" and not list(path.parent.glob(".*"))
    found = rankers.find(MODEL, ADAPTER)
    assert found is not None and (found.reason, found.temperature, found.figures) == (
        "it is better",
        1.25,
        {"auc": 0.8},
    )
    rows = np.random.default_rng(1).standard_normal((5, WIDTH + 3))
    np.testing.assert_allclose(
        probabilities(found, rows, ["direct"] * 5), probabilities(fitted(), rows, ["direct"] * 5), atol=1e-6
    )


def test_it_applies_to_one_model_under_one_adapter(home: Path) -> None:
    rankers.save(fitted())
    assert Ranker.of(MODEL, ADAPTER) is not None
    assert Ranker.of(MODEL, "") is None and Ranker.of("ef" * 32, ADAPTER) is None and Ranker.of("", "") is None
    lookalike = MODEL[:16] + "0" * 48  # of the same file name
    assert rankers.find(lookalike, ADAPTER) is None


def test_one_that_did_not_prove_itself_is_kept_and_not_used(home: Path) -> None:
    rankers.save(fitted(used=False, reason="no better than likelihood"))
    assert rankers.find(MODEL, ADAPTER) is not None and Ranker.of(MODEL, ADAPTER) is None


def test_a_removed_one_is_gone(home: Path) -> None:
    rankers.save(fitted())
    assert rankers.remove(MODEL, ADAPTER) and not rankers.remove(MODEL, ADAPTER)
    assert rankers.find(MODEL, ADAPTER) is None


def test_a_damaged_file_is_no_ranker(home: Path) -> None:
    path = rankers.save(fitted())
    whole = path.read_bytes()
    for size in range(0, len(whole), 37):
        path.write_bytes(whole[:size])
        assert rankers.find(MODEL, ADAPTER) is None
    rng = np.random.default_rng(3)
    for place in rng.integers(0, len(whole), 60):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        rankers.find(MODEL, ADAPTER)  # a flipped bit may hit padding; it must not raise
    for place in range(len(whole)):  # among them: a method nobody knows, "encrypted", a shape that is no tuple
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        rankers.find(MODEL, ADAPTER)
    np.save(buffer := io.BytesIO(), np.zeros(3))
    path.write_bytes(buffer.getvalue())
    assert rankers.find(MODEL, ADAPTER) is None
    path.unlink()
    path.mkdir()
    assert rankers.find(MODEL, ADAPTER) is None


def rewritten(path: Path, **changes: object) -> None:
    """The same file with other parts: arrays, or fields of its meta."""
    with np.load(path) as data:
        parts = {name: data[name] for name in data.files}
    meta = msgspec.json.decode(parts["meta"].tobytes())
    for name, value in changes.items():
        if name in parts:
            parts[name] = np.asarray(value)
        else:
            meta[name] = value
    parts["meta"] = np.frombuffer(msgspec.json.encode(meta), np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, **parts)
    path.write_bytes(buffer.getvalue())


@pytest.mark.parametrize(
    "changes",
    [
        {"version": rankers.VERSION + 1},
        {"classes": ["wrong", "runtime"]},
        {"classes": ["correct", "lucky"]},
        {"temperature": 0.0},
        {"weights": np.full((WIDTH + 3, 2), np.nan)},
        {"scales": np.zeros((1, WIDTH + 3))},
        {"means": np.zeros((2, WIDTH + 3))},
        {"bias": np.zeros(3)},
        {"weights": np.zeros(())},
        {"weights": np.array([["a", "b"]])},
    ],
)
def test_a_file_that_does_not_fit_together_is_no_ranker(home: Path, changes: dict[str, object]) -> None:
    path = rankers.save(fitted())
    rewritten(path)
    assert rankers.find(MODEL, ADAPTER) is not None
    rewritten(path, **changes)
    assert rankers.find(MODEL, ADAPTER) is None


def test_objects_are_never_unpickled(home: Path) -> None:
    path = rankers.save(fitted())
    rewritten(path, weights=np.array([[print, print]], dtype=object))
    assert rankers.find(MODEL, ADAPTER) is None


def test_it_says_nothing_of_what_it_does_not_know() -> None:
    ranker = Ranker(fitted())
    assert ranker.likelihood(candidate(STATE), "direct") is not None
    assert ranker.likelihood(candidate(None), "direct") is None
    assert ranker.likelihood(candidate(STATE), "plan") is None
    assert ranker.likelihood(candidate(STATE + STATE), "direct") is None


def test_the_token_that_ends_a_candidate_is_no_feature_of_it() -> None:
    found = features(STATE, [-0.1, -0.7, -9.0])
    np.testing.assert_allclose(found, [0, 1, 2, 3, -0.4, -0.7, np.log(2)])
    assert np.isfinite(features(STATE, [])).all()
