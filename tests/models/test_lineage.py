"""Where an adapter comes from is kept with it; kill -9 anywhere leaves a registry that holds what it held or more."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import gguf
import msgspec
import pytest

from understudy.files import file_sha256
from understudy.models.adapters import ORPHAN_S, AdapterRecord, AdapterRegistry
from understudy.models.errors import AdapterError
from understudy.models.lineage import Figure, Lineage

BASE, OTHER = "a" * 64, "b" * 64
ORIGIN = Lineage(
    method="dpo",
    base_name="understudy-tiny",
    sources={"accept": 30, "kept": 11},
    examples=41,
    held_out=10,
    figures={"accuracy": Figure(0.8, 0.9, 0.0, 0.3, 10)},
    run="0123456789abcdef",
    version="0.1.0",
)


@pytest.fixture
def adapter(make_gguf: Callable[..., Path]) -> Callable[[int], Path]:
    return lambda number: make_gguf(f"adapter{number}.gguf", gguf.GGUFType.ADAPTER, number)


@pytest.fixture
def registry(tmp_path: Path) -> AdapterRegistry:
    return AdapterRegistry(tmp_path / "adapters")


def test_lineage_is_kept_and_comes_back_typed(registry: AdapterRegistry, adapter: Callable[[int], Path]) -> None:
    record = registry.register(adapter(1), BASE, lineage=ORIGIN)
    assert AdapterRegistry(registry.folder).list() == (record,) and record.lineage == ORIGIN
    assert record.lineage.figures["accuracy"].change == pytest.approx(0.1)


def test_registering_the_same_content_again_does_not_lose_its_lineage(
    registry: AdapterRegistry, adapter: Callable[[int], Path]
) -> None:
    registry.register(adapter(1), BASE, lineage=ORIGIN)
    again = registry.register(adapter(1), BASE, {"margin": 0.2})
    assert again.lineage == ORIGIN and again.meta == {"margin": 0.2}


def test_a_record_of_an_older_version_is_read(registry: AdapterRegistry, adapter: Callable[[int], Path]) -> None:
    record = registry.register(adapter(1), BASE, {"method": "dpo", "margin": 0.25}, lineage=ORIGIN)
    path = registry.folder / record.id / "meta.json"
    old = {key: value for key, value in json.loads(path.read_text()).items() if key != "lineage"}
    path.write_text(json.dumps(old))
    (found,) = registry.list()
    assert found.meta == {"method": "dpo", "margin": 0.25} and found.lineage == Lineage()
    assert registry.use(record.id, BASE) == found


def test_an_adapter_is_found_by_how_its_id_begins(registry: AdapterRegistry, adapter: Callable[[int], Path]) -> None:
    records = [registry.register(adapter(number), BASE) for number in range(3)]
    assert registry.find(records[0].id[:8]) == records[0]
    for wrong in ("", "zz"):
        with pytest.raises(AdapterError, match="no adapter"):
            registry.find(wrong)
    twin = registry.folder / (records[0].id[:8] + "0" * 8)
    twin.mkdir()
    (twin / "adapter.gguf").write_bytes(b"")
    (twin / "meta.json").write_bytes(msgspec.json.encode(msgspec.structs.replace(records[0], id=twin.name)))
    with pytest.raises(AdapterError, match="2 adapters begin"):
        registry.find(records[0].id[:8])
    assert registry.find(records[0].id) == records[0]


def test_the_choice_for_a_base_never_serves_an_adapter_of_another(
    registry: AdapterRegistry, adapter: Callable[[int], Path]
) -> None:
    registry.use(registry.register(adapter(1), BASE).id, BASE)
    registry.register(adapter(1), OTHER)  # the same content, said to be of another base
    assert registry.current(BASE) is None


def test_what_a_killed_process_left_is_swept_and_nothing_else(
    registry: AdapterRegistry, adapter: Callable[[int], Path]
) -> None:
    kept = registry.register(adapter(1), BASE)
    damaged = registry.register(adapter(2), BASE)
    (registry.folder / damaged.id / "meta.json").write_text('{"from": "a newer version"}')
    orphan, fresh, foreign = (registry.folder / name for name in ("0" * 16, "1" * 16, "notes"))
    for folder in (orphan, fresh, foreign):
        folder.mkdir()
        (folder / "adapter.gguf").write_bytes(b"x")
    part = registry.folder / kept.id / ".adapter.gguf.99-1.part"
    part.write_bytes(b"x")
    long_ago = time.time() - 2 * ORPHAN_S
    for path in (orphan, foreign, part, registry.folder / damaged.id):
        os.utime(path, (long_ago, long_ago))
    assert sorted(registry.sweep()) == sorted([orphan, part])
    assert fresh.exists() and foreign.exists() and registry.path(damaged).exists() and registry.list() == (kept,)


_BUSY = """
import itertools, sys
from pathlib import Path
from understudy.models.adapters import AdapterRegistry
from understudy.models.lineage import Lineage
registry, files = AdapterRegistry(Path(sys.argv[1])), [Path(name) for name in sys.argv[2:]]
print("begun", flush=True)
for number in itertools.count():
    record = registry.register(files[number % len(files)], "a" * 64, lineage=Lineage("dpo", examples=number))
    registry.use(record.id, "a" * 64)
    registry.back("a" * 64)
    if number % 3 == 0:
        registry.off("a" * 64)
"""


def test_twenty_kills_leave_a_registry_without_a_fault(
    registry: AdapterRegistry, adapter: Callable[[int], Path]
) -> None:
    files = [str(adapter(number)) for number in range(6)]
    rng = random.Random(5)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(5):  # a start costs a second: four registries are worked on, and killed, at a time
        folders = [registry.folder / str(number) for number in range(4)]
        children = [
            subprocess.Popen(
                [sys.executable, "-c", _BUSY, str(folder), *files], env=environment, stdout=subprocess.PIPE
            )
            for folder in folders
        ]
        for child, folder in zip(children, folders, strict=True):
            assert child.stdout is not None and child.stdout.readline()
            time.sleep(rng.uniform(0.0, 0.05))
            child.kill()
            child.communicate()
            _check(AdapterRegistry(folder))
    for folder in folders:
        registry = AdapterRegistry(folder)
        registry.sweep(older_than_s=0.0)
        left = {path.name for path in folder.iterdir()} - {"registry.json"}
        assert left == {record.id for record in registry.list()}
        assert not list(folder.glob("*/.*.part"))


def _check(registry: AdapterRegistry) -> None:
    """Every record's file is whole, what is in use exists, and work goes on."""
    records: tuple[AdapterRecord, ...] = registry.list()
    assert all(file_sha256(registry.path(record)) == record.sha256 for record in records)
    now = registry.current(BASE)
    assert now is None or now in records
    if records:
        assert registry.use(records[0].id, BASE) == registry.current(BASE)
