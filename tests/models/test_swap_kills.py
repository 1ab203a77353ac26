"""Killed while adapters are registered, chosen, stepped back and pruned: the registry is valid at every moment."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

import tests.engine.tiny as tiny
from tests.trainer.killing import Moment, live
from understudy.models.adapters import KEEP, AdapterRegistry
from understudy.models.gguf_header import content_sha256

KILLS = int(os.environ.get("UNDERSTUDY_KILLS", "6"))
BASE = "b" * 64


def swaps(folder: Path, adapters: list[Path]) -> int:
    """Register and use one after the other, go back and forth, switch off and on: ends with the last in use."""
    registry = AdapterRegistry(folder)
    for path in adapters:
        record = registry.register(path, BASE, {"steps": 3})
        registry.use(record.id, BASE)
        registry.back(BASE)
        registry.off(BASE)
        registry.use(record.id, BASE)
    return 0


def valid(folder: Path, known: set[str]) -> None:
    """Every adapter that is listed is whole and one of ours, and so is the one in use, if any is."""
    registry = AdapterRegistry(folder)
    listed = registry.list(BASE)
    assert {record.sha256 for record in listed} <= known
    assert all(content_sha256(registry.path(record)) == record.sha256 for record in listed)
    current = registry.current(BASE)
    assert current is None or current.id in {record.id for record in listed}


def test_killed_anywhere_in_a_swap_the_registry_is_valid_and_the_next_swap_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    adapters = [tiny.make_adapter(tmp_path / f"{n}.gguf", rank=n) for n in range(1, KEEP + 3)]
    known = {content_sha256(path) for path in adapters}
    folder = tmp_path / "home" / "adapters"
    chance, killed = random.Random(20), 0
    while killed < KILLS:
        moment = Moment("*", str(folder), chance.randrange(1, 150))
        status = live(swaps, folder, adapters, moment=moment, home=tmp_path / "home")
        assert status in (0, -signal.SIGKILL), (tmp_path / "home" / "errors.txt").read_text()
        killed += status == -signal.SIGKILL
        valid(folder, known)
    assert live(swaps, folder, adapters, home=tmp_path / "home") == 0
    valid(folder, known)
    registry = AdapterRegistry(folder)
    current = registry.current(BASE)
    assert current is not None and current.sha256 == content_sha256(adapters[-1])
    assert len(registry.list(BASE)) == KEEP
    registry.sweep(older_than_s=0.0)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["registry.json", *(record.id for record in registry.list(BASE))]
    )
