"""The header reader against the format's own writer, and against damage of every kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from understudy.models.errors import ModelError
from understudy.models.gguf_header import content_sha256, read_header


def test_a_header_is_read(make_gguf: Callable[..., Path]) -> None:
    path = make_gguf()
    header = read_header(path)
    assert (header.architecture, header.kind, header.tensors, header.version) == ("llama", "model", 1, 3)
    assert header.metadata["llama.context_length"] == 512
    assert header.metadata["some.number"] == 0.5
    assert header.metadata["some.flag"] is True
    assert header.size_bytes == path.stat().st_size
    assert header.data_start + 8 * 16 * 4 <= header.size_bytes


def test_a_file_cut_anywhere_is_refused(make_gguf: Callable[..., Path], tmp_path: Path) -> None:
    path = make_gguf()
    data = path.read_bytes()
    header = read_header(path)
    cut = tmp_path / "cut.gguf"
    for size in [*range(0, header.data_start, 3), header.data_start, header.data_start + 8 * 16 * 4 - 1]:
        cut.write_bytes(data[:size])
        with pytest.raises(ModelError) as caught:
            read_header(cut)
        assert caught.value.next_step


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 600), noise=st.binary(min_size=1, max_size=16))
def test_damage_is_a_model_error_or_harmless(
    make_gguf: Callable[..., Path], tmp_path: Path, at: int, noise: bytes
) -> None:
    path = make_gguf()
    data = path.read_bytes()
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(data[:at] + noise + data[at + len(noise) :])
    try:
        read_header(broken)
    except ModelError as error:
        assert error.message


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.gguf"):
        with pytest.raises(ModelError, match="no model file"):
            read_header(path)


def test_the_hash_is_remembered_until_the_file_changes(make_gguf: Callable[..., Path], home: Path) -> None:
    path = make_gguf()
    first = content_sha256(path)
    assert first == content_sha256(path) == hashlib.sha256(path.read_bytes()).hexdigest()
    make_gguf(seed=1)
    assert content_sha256(path) == hashlib.sha256(path.read_bytes()).hexdigest() != first
    (home / "hashes.json").write_text('{"half')
    assert content_sha256(path) == hashlib.sha256(path.read_bytes()).hexdigest()
