"""What the setting `understudy.model` may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from understudy.models import bundled
from understudy.models.bundled import models_dir, resolve
from understudy.models.catalogue import CATALOGUE
from understudy.models.errors import ModelError


def test_nothing_means_the_bundled_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "understudy-tiny.gguf"
    model.touch()
    monkeypatch.setattr(bundled, "_BUNDLED", model)
    assert resolve("") == resolve("understudy-tiny") == model


def test_a_missing_bundled_model_has_a_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "_BUNDLED", tmp_path / "none.gguf")
    with pytest.raises(ModelError) as caught:
        resolve("")
    assert caught.value.next_step


def test_a_catalogue_name_is_its_downloaded_file_or_says_how_to_get_it() -> None:
    model = CATALOGUE[0]
    with pytest.raises(ModelError) as caught:
        resolve(model.name)
    assert f"understudy models pull {model.name}" in caught.value.next_step
    models_dir().mkdir(parents=True)
    (models_dir() / model.file).touch()
    assert resolve(model.name.upper()) == models_dir() / model.file


def test_a_path_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "my.gguf"
    path.touch()
    assert resolve(str(path)) == path


def test_a_file_here_wins_over_an_added_one_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models_dir().mkdir(parents=True)
    (models_dir() / "my.gguf").touch()
    monkeypatch.chdir(tmp_path)
    assert resolve("my") == resolve("my.gguf") == models_dir() / "my.gguf"
    Path("my.gguf").touch()
    assert resolve("my.gguf") == Path("my.gguf") and resolve("my") == models_dir() / "my.gguf"


@pytest.mark.parametrize(("name", "words"), [("gone.gguf", "no model file"), ("qwen9", "no model named")])
def test_anything_else_is_refused_with_a_next_step(name: str, words: str) -> None:
    with pytest.raises(ModelError, match=words) as caught:
        resolve(name)
    assert caught.value.next_step
