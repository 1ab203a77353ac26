"""The list of models, and files that are taken in from anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import gguf
import msgspec
import pytest

from understudy.models import catalogue, installed
from understudy.models.bundled import BUNDLED_NAME, models_dir, resolve
from understudy.models.catalogue import CATALOGUE
from understudy.models.choice import choose_model
from understudy.models.errors import ModelError
from understudy.models.installed import add, entries

Make = Callable[..., Path]


def used(setting: str = "") -> list[str]:
    return [entry.name for entry in entries(setting) if entry.in_use]


def test_the_bundled_model_comes_first_and_is_in_use_by_default() -> None:
    found = entries()
    assert [entry.name for entry in found] == [BUNDLED_NAME, *(model.name for model in CATALOGUE)]
    assert used() == [BUNDLED_NAME]
    assert not any(entry.installed for entry in found[1:])


def test_the_setting_wins_over_the_choice_and_names_are_read_in_any_case() -> None:
    choose_model("qwen2.5-coder-1.5b")
    assert used() == ["qwen2.5-coder-1.5b"]
    assert used(" Qwen2.5-Coder-3B ") == ["qwen2.5-coder-3b"]


def test_a_file_named_by_its_path_is_listed_too(make_gguf: Make) -> None:
    path = make_gguf("mine.gguf")
    entry = entries(str(path))[-1]
    assert entry.in_use and entry.path == path and entry.size_bytes == path.stat().st_size


def test_an_added_file_is_copied_listed_and_found_by_its_name(make_gguf: Make) -> None:
    path = make_gguf("mine.gguf")
    seen: list[tuple[int, int]] = []
    added = add(path, lambda done, total: seen.append((done, total)))
    size = path.stat().st_size
    assert (added.name, added.known, seen[-1]) == ("mine", False, (size, size))
    assert added.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    path.unlink()
    assert resolve("mine") == resolve("mine.gguf") == added.path
    assert used("mine") == used(str(added.path)) == ["mine"]


def test_another_file_of_the_same_name_does_not_take_its_place(make_gguf: Make) -> None:
    first = add(make_gguf("mine.gguf", seed=1))
    again = add(make_gguf("mine.gguf", seed=1))
    second = add(make_gguf("mine.gguf", seed=2))
    assert first.path == again.path != second.path
    assert second.name == f"mine-{second.sha256[:8]}"


def test_a_file_of_the_catalogue_gets_its_name_whatever_it_is_called(
    make_gguf: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_gguf("download (1).gguf")
    same = msgspec.structs.replace(CATALOGUE[0], sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    monkeypatch.setattr(installed, "CATALOGUE", (same, *CATALOGUE[1:]))
    added = add(path)
    assert added.known and added.name == same.name and resolve(same.name) == added.path


@pytest.mark.parametrize("name", [CATALOGUE[0].file, f"{CATALOGUE[0].name}.gguf", f"{BUNDLED_NAME}.gguf"])
def test_another_file_cannot_pass_for_a_listed_model(make_gguf: Make, name: str) -> None:
    added = add(make_gguf(name))
    assert not added.known and added.path.name != name
    assert not (models_dir() / CATALOGUE[0].file).exists()


def test_what_is_no_model_is_refused_and_nothing_is_left(make_gguf: Make, tmp_path: Path) -> None:
    (tmp_path / "text.gguf").write_text("not a model")
    for path, words in (
        (tmp_path / "text.gguf", "not a GGUF"),
        (tmp_path / "gone.gguf", "no model file"),
        (make_gguf("adapter.gguf", kind=gguf.GGUFType.ADAPTER), "adapter"),
    ):
        with pytest.raises(ModelError, match=words) as caught:
            add(path)
        assert caught.value.next_step
    assert not models_dir().exists() or not list(models_dir().iterdir())


def test_a_copy_that_breaks_off_leaves_nothing(make_gguf: Make) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(make_gguf("mine.gguf"), stop)
    assert list(models_dir().iterdir()) == []


def test_catalogue_entries_are_pinned_and_complete() -> None:
    assert len({model.name for model in CATALOGUE}) == len({model.file for model in CATALOGUE}) == len(CATALOGUE)
    assert [model.size_bytes for model in CATALOGUE] == sorted(model.size_bytes for model in CATALOGUE)
    for model in CATALOGUE:
        assert len(model.sha256) == 64 and int(model.sha256, 16)
        assert len(model.revision) == 40 and int(model.revision, 16)
        assert model.file.endswith(".gguf") and "/" not in model.file and model.repository.count("/") == 1
        assert catalogue.find(f" {model.name.upper()} ") == model
