"""The adapter registry: which adapter is in use, one step back, and what a crash or a damaged file leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gguf
import pytest

from understudy import files
from understudy.models.adapters import KEEP, AdapterRegistry
from understudy.models.errors import AdapterError, ModelError

BASE, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def adapter(make_gguf: Callable[..., Path]) -> Callable[[int], Path]:
    return lambda number: make_gguf(f"adapter{number}.gguf", gguf.GGUFType.ADAPTER, number)


@pytest.fixture
def registry(tmp_path: Path) -> AdapterRegistry:
    return AdapterRegistry(tmp_path / "adapters")


def test_a_registered_adapter_is_listed_but_not_in_use(
    registry: AdapterRegistry, adapter: Callable[[int], Path]
) -> None:
    record = registry.register(adapter(1), BASE, {"method": "dpo", "gain": 0.1})
    assert registry.list() == (record,)
    assert registry.current(BASE) is None
    assert registry.path(record).read_bytes() == adapter(1).read_bytes()
    assert record.meta == {"method": "dpo", "gain": 0.1}


def test_use_off_and_one_step_back(registry: AdapterRegistry, adapter: Callable[[int], Path]) -> None:
    first, second = (registry.register(adapter(number), BASE, {}) for number in (1, 2))
    registry.use(first.id, BASE)
    registry.use(second.id, BASE)
    assert registry.current(BASE) == second
    assert registry.back(BASE) == first
    assert registry.back(BASE) == second
    registry.off(BASE)
    assert registry.current(BASE) is None
    assert registry.back(BASE) == second


def test_the_first_adapter_steps_back_to_the_base(registry: AdapterRegistry, adapter: Callable[[int], Path]) -> None:
    registry.use(registry.register(adapter(1), BASE, {}).id, BASE)
    assert registry.back(BASE) is None


def test_an_adapter_of_another_base_is_refused(registry: AdapterRegistry, adapter: Callable[[int], Path]) -> None:
    record = registry.register(adapter(1), BASE, {})
    with pytest.raises(AdapterError, match="another base"):
        registry.use(record.id, OTHER)
    with pytest.raises(AdapterError, match="no adapter"):
        registry.use("nothing", BASE)
    assert registry.current(OTHER) is None


def test_a_model_or_garbage_is_no_adapter(
    registry: AdapterRegistry, make_gguf: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(AdapterError):
        registry.register(make_gguf(), BASE, {})
    (tmp_path / "garbage").write_bytes(b"x" * 99)
    with pytest.raises(ModelError):
        registry.register(tmp_path / "garbage", BASE, {})


def test_the_newest_three_and_the_ones_in_use_are_kept(
    registry: AdapterRegistry, adapter: Callable[[int], Path]
) -> None:
    first = registry.register(adapter(0), BASE, {})
    registry.use(first.id, BASE)
    other = registry.register(adapter(9), OTHER, {})
    later = [registry.register(adapter(number), BASE, {}) for number in range(1, 6)]
    assert [record.id for record in registry.list(BASE)] == [
        *(record.id for record in reversed(later[-KEEP:])),
        first.id,
    ]
    assert registry.current(BASE) == first
    assert registry.list(OTHER) == (other,)


def test_the_same_content_is_one_adapter(registry: AdapterRegistry, adapter: Callable[[int], Path]) -> None:
    registry.register(adapter(1), BASE, {"try": 1})
    again = registry.register(adapter(1), BASE, {"try": 2})
    assert registry.list() == (again,)


@pytest.mark.parametrize("damage", [b"", b'{"aaaa', b"\0\xff\0", b"[]"])
def test_a_damaged_registry_file_loses_the_choice_but_no_adapter(
    registry: AdapterRegistry, adapter: Callable[[int], Path], damage: bytes
) -> None:
    record = registry.register(adapter(1), BASE, {})
    registry.use(record.id, BASE)
    (registry.folder / "registry.json").write_bytes(damage)
    reopened = AdapterRegistry(registry.folder)
    assert reopened.list() == (record,)
    assert reopened.current(BASE) in (record, None)
    reopened.use(record.id, BASE)
    assert reopened.current(BASE) == record


def test_a_damaged_adapter_folder_is_not_listed_and_can_be_registered_again(
    registry: AdapterRegistry, adapter: Callable[[int], Path]
) -> None:
    record = registry.register(adapter(1), BASE, {})
    registry.use(record.id, BASE)
    (registry.folder / record.id / "meta.json").write_text("{")
    assert registry.list() == () and registry.current(BASE) is None
    assert registry.register(adapter(1), BASE, {}).id == record.id
    assert registry.current(BASE) is not None


def test_a_crash_at_any_write_leaves_the_old_state(
    registry: AdapterRegistry, adapter: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = registry.register(adapter(1), BASE, {})
    registry.use(first.id, BASE)
    second_file = adapter(2)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", crash)
        with pytest.raises(KeyboardInterrupt):
            registry.register(second_file, BASE, {})
        with pytest.raises(KeyboardInterrupt):
            registry.off(BASE)
    assert registry.list() == (first,)
    assert registry.current(BASE) == first
    assert [path.name for path in registry.folder.glob(".*")] == []
    second = registry.register(second_file, BASE, {})
    assert registry.use(second.id, BASE) == second


def test_a_removed_adapter_gives_way_to_the_one_before(
    registry: AdapterRegistry, adapter: Callable[[int], Path]
) -> None:
    first, second, third = (registry.register(adapter(number), BASE, {}) for number in (1, 2, 3))
    registry.use(first.id, BASE)
    registry.use(second.id, BASE)
    assert registry.remove(third.id) == second  # one that is not in use changes nothing
    assert registry.remove(second.id) == first
    assert registry.list() == (first,) and not (registry.folder / second.id).exists()
    assert registry.back(BASE) is None  # nothing to go back to but the base
    registry.use(first.id, BASE)
    assert registry.remove(first.id[:6]) is None and registry.current(BASE) is None
    with pytest.raises(AdapterError, match="no adapter"):
        registry.remove(first.id)
