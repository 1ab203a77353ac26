"""The hub's real client against a hub on this machine that answers as the real one does, and fails as it may."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants

from tests.models.hub_server import Hub, Repository, serving
from understudy.errors import UnderstudyError
from understudy.models.catalogue import CATALOGUE
from understudy.models.download import ATTEMPTS, Cancelled
from understudy.models.errors import ModelError
from understudy.models.hub import DEFAULT, SWITCHES, Source, endpoint, fetch, locate, parse, source_of

NAME, FILE = "somebody/tiny-code", "tiny.gguf"
CONTENT = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
SOURCE = Source(NAME, FILE)


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process of ours, although another test may have imported the library before, and none shall see ours."""
    for name in (*SWITCHES, "HF_HOME", "HF_ENDPOINT"):
        if name not in os.environ:
            monkeypatch.setenv(name, "recorded, so that it is taken back")
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, os.environ[name])
    for name in ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_IMPLICIT_TOKEN"):
        monkeypatch.setattr(constants, name, True)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(Hub({NAME: Repository({FILE: CONTENT, "README.md": b"# Tiny"})})) as running:
        yield running


def test_a_file_arrives_whole_checked_and_with_progress(hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    found = fetch(SOURCE, tmp_path / "sub" / FILE, hub.url, lambda done, total: seen.append((done, total)))
    assert (found.sha256, found.verified) == (SHA256, True)
    assert found.path.read_bytes() == CONTENT
    assert seen[0] == (0, len(CONTENT)) and seen[-1] == (len(CONTENT), len(CONTENT))
    assert [path.name for path in (tmp_path / "sub").glob("[!.]*")] == [FILE]


def test_what_is_sent_names_us_and_nothing_else(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    fetch(SOURCE, tmp_path / FILE, hub.url)
    assert [path for _, path, _ in hub.requests] == [f"/{NAME}/resolve/main/{FILE}", f"/storage/0/{NAME}/{FILE}"]
    for _, _, headers in hub.requests:
        assert "authorization" not in headers and "cookie" not in headers
        assert "secret" not in str(headers)


def test_a_cut_connection_is_resumed_where_it_stopped(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = 300_000
    assert fetch(SOURCE, tmp_path / FILE, hub.url, retry_s=0).sha256 == SHA256
    assert hub.ranges == ["", "bytes=300000-", "bytes=600000-", "bytes=900000-"]


def test_a_link_that_ran_out_is_asked_for_again(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after, hub.link_uses = 400_000, 1
    assert fetch(SOURCE, tmp_path / FILE, hub.url, retry_s=0).sha256 == SHA256
    assert len(hub.paths("HEAD")) == 3


def test_a_stopped_download_continues_next_time(hub: Hub, tmp_path: Path) -> None:
    cancel = threading.Event()
    with pytest.raises(Cancelled) as caught:
        fetch(SOURCE, tmp_path / FILE, hub.url, lambda done, _: cancel.set() if done > 100_000 else None, cancel)
    assert "continues" in caught.value.next_step and not (tmp_path / FILE).exists()
    assert fetch(SOURCE, tmp_path / FILE, hub.url).sha256 == SHA256
    assert hub.ranges[-1].startswith("bytes=") and hub.ranges[-1] != "bytes=0-"


def test_a_download_that_was_killed_when_whole_is_not_fetched_again(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / f"{FILE}.part").write_bytes(CONTENT)
    (tmp_path / f"{FILE}.part.tag").write_text(SHA256)
    assert fetch(SOURCE, tmp_path / FILE, hub.url).sha256 == SHA256
    assert hub.ranges == []


def test_a_part_of_another_version_is_not_continued(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / f"{FILE}.part").write_bytes(b"x" * 1000)
    (tmp_path / f"{FILE}.part.tag").write_text("0" * 64)
    assert fetch(SOURCE, tmp_path / FILE, hub.url).sha256 == SHA256
    assert hub.ranges == [""]


def test_wrong_content_is_thrown_away_and_the_old_file_stays(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"old")
    hub.served = CONTENT[::-1]
    with pytest.raises(ModelError, match="checksum"):
        fetch(SOURCE, tmp_path / FILE, hub.url)
    assert (tmp_path / FILE).read_bytes() == b"old"
    assert not (tmp_path / f"{FILE}.part").exists()


def test_what_is_refused_when_whole_is_never_in_its_place(hub: Hub, tmp_path: Path) -> None:
    seen: list[bool] = []

    def check(part: Path) -> None:
        seen.append((tmp_path / FILE).exists())
        raise ModelError(f"{part.stat().st_size} bytes are no model.")

    with pytest.raises(ModelError, match=f"{len(CONTENT)} bytes"):
        fetch(SOURCE, tmp_path / FILE, hub.url, check=check)
    assert seen == [False] and not list(tmp_path.glob(f"{FILE}*"))


def test_a_mirror_that_offers_another_file_for_a_listed_model_is_refused(hub: Hub, tmp_path: Path) -> None:
    listed = CATALOGUE[0]
    hub.repositories[listed.repository] = Repository({listed.file: CONTENT}, listed.revision)
    with pytest.raises(ModelError, match="another file") as caught:
        fetch(source_of(listed), tmp_path / listed.file, hub.url)
    assert "understudy.models.hub" in caught.value.next_step and hub.ranges == []


def test_a_mirror_without_the_pinned_commit_may_offer_the_newest(hub: Hub) -> None:
    found = locate(Source(NAME, FILE, "a" * 40, SHA256), hub.url)
    assert found.sha256 == SHA256 and found.size_bytes == len(CONTENT)


def test_a_checksum_the_header_lacks_is_read_from_the_listing(hub: Hub, tmp_path: Path) -> None:
    hub.says_checksum = False
    assert fetch(SOURCE, tmp_path / FILE, hub.url).verified
    assert f"/api/models/{NAME}/revision/main" in hub.paths("GET")


def test_a_hub_that_names_no_checksum_gives_an_unverified_file(hub: Hub, tmp_path: Path) -> None:
    hub.says_checksum = hub.lists_checksum = False
    hub.cut_after = 600_000
    found = fetch(SOURCE, tmp_path / FILE, hub.url, retry_s=0)
    assert (found.sha256, found.verified) == (SHA256, False)
    assert hub.ranges[-1] == "bytes=600000-"


def test_a_server_without_ranges_starts_over(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after, hub.supports_ranges = 300_000, False
    with pytest.raises(ModelError):
        fetch(SOURCE, tmp_path / FILE, hub.url, retry_s=0)
    hub.cut_after = None
    assert fetch(SOURCE, tmp_path / FILE, hub.url).sha256 == SHA256


def test_a_server_that_goes_on_elsewhere_makes_no_file_with_a_gap(hub: Hub, tmp_path: Path) -> None:
    hub.says_checksum = hub.lists_checksum = False
    hub.cut_after, hub.skips = 300_000, 1000
    with pytest.raises(ModelError):
        fetch(SOURCE, tmp_path / FILE, hub.url, retry_s=0)
    hub.cut_after = None
    assert fetch(SOURCE, tmp_path / FILE, hub.url, retry_s=0).sha256 == SHA256


def test_a_storage_that_keeps_failing_is_given_up(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = 0
    with pytest.raises(ModelError) as caught:
        fetch(SOURCE, tmp_path / FILE, hub.url, retry_s=0)
    assert len(hub.ranges) == ATTEMPTS and "continues" in caught.value.next_step


def test_two_downloads_of_one_file_do_not_mix(hub: Hub, tmp_path: Path) -> None:
    refused: list[ModelError] = []

    def meanwhile(done: int, total: int | None) -> None:
        if not refused:
            with pytest.raises(ModelError, match="already") as caught:
                fetch(SOURCE, tmp_path / FILE, hub.url)
            refused.append(caught.value)

    assert fetch(SOURCE, tmp_path / FILE, hub.url, meanwhile).sha256 == SHA256
    assert refused


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit on the size of files")
def test_a_disk_that_fills_up_keeps_what_has_arrived(hub: Hub, tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    try:
        with pytest.raises(UnderstudyError, match="File too large") as caught:
            fetch(SOURCE, tmp_path / FILE, hub.url)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.next_step and (tmp_path / f"{FILE}.part").stat().st_size == 500_000
    assert fetch(SOURCE, tmp_path / FILE, hub.url).sha256 == SHA256
    assert hub.ranges == ["", "bytes=500000-"]


def test_a_disk_without_room_is_said_before_anything_is_fetched(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("understudy.models.download.shutil.disk_usage", lambda _: type("Usage", (), {"free": 10})())
    with pytest.raises(ModelError, match="free"):
        fetch(SOURCE, tmp_path / FILE, hub.url)
    assert hub.ranges == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda hub: hub.repositories.clear(), "no repository"),
        (lambda hub: hub.repositories[NAME].files.pop(FILE), "no such file"),
        (lambda hub: setattr(hub, "status", 503), "503"),
        (lambda hub: setattr(hub, "status", 429), "429"),
        (lambda hub: setattr(hub, "portal", True), "does not answer like a hub"),
    ],
)
def test_each_refusal_is_told_apart_with_a_next_step(
    hub: Hub, tmp_path: Path, change: Callable[[Hub], None], words: str
) -> None:
    change(hub)
    with pytest.raises(ModelError, match=words) as caught:
        fetch(SOURCE, tmp_path / FILE, hub.url)
    assert caught.value.next_step


def test_a_hub_that_is_not_there_points_to_mirrors_and_files(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be reached") as caught:
        fetch(SOURCE, tmp_path / FILE, "http://127.0.0.1:9")
    assert "mirror" in caught.value.next_step and "models add" in caught.value.next_step


def test_the_setting_wins_over_the_environment_and_both_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    assert endpoint() == DEFAULT
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example/")
    assert endpoint() == "https://mirror.example"
    assert endpoint(" http://10.0.0.1:8080/hub/ ") == "http://10.0.0.1:8080/hub"


@pytest.mark.parametrize(
    "wrong", ["mirror", "ftp://mirror", "file:///etc/passwd", "https://", "http://[", "http://a?b"]
)
def test_a_hub_that_is_no_web_address_is_refused(wrong: str) -> None:
    with pytest.raises(ModelError, match="no web address"):
        endpoint(wrong)


@pytest.mark.parametrize("address", ["https://me:hush@mirror.example", "me:hush@mirror", "http://[me:hush@"])
def test_a_password_in_the_hubs_address_is_refused_and_not_shown(address: str) -> None:
    with pytest.raises(ModelError, match="password") as caught:
        endpoint(address)
    assert "hush" not in str(caught.value) and caught.value.next_step


def test_a_file_of_the_hub_is_named_by_owner_repository_and_path(hub: Hub) -> None:
    assert parse(f" {NAME}/sub/a.gguf ", hub.url) == Source(NAME, "sub/a.gguf")
    assert parse(NAME, hub.url) == SOURCE  # the only one there
    hub.repositories[NAME].files["other.gguf"] = b""
    with pytest.raises(ModelError, match=r"holds 2 GGUF files: tiny\.gguf, other\.gguf"):
        parse(NAME, hub.url)


def test_a_listed_models_own_file_is_pinned_however_it_is_named(hub: Hub) -> None:
    listed = CATALOGUE[0]
    assert parse(f"{listed.repository}/{listed.file}", hub.url) == source_of(listed)


@pytest.mark.parametrize("name", ["..\\..\\x.gguf", "c:x.gguf", ".x.gguf", "a\nb.gguf"])
def test_a_name_in_a_listing_never_leaves_the_folder(hub: Hub, name: str) -> None:
    hub.repositories[NAME] = Repository({name: CONTENT})
    with pytest.raises(ModelError, match="cannot be a file's name"):
        parse(NAME, hub.url)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (f"{NAME}/{CATALOGUE[0].file.upper()}", "the name of a model of the list"),
        (f"{NAME}/{CATALOGUE[0].name}.gguf", "the name of a model of the list"),
        (f"{NAME}/understudy-tiny.gguf", "the name of a model of the list"),
        ("qwen9", "no model qwen9"),
        (f"{NAME}/README.md", "not a GGUF"),
        (f"{NAME}/big-00001-of-00003.gguf", "one part of several"),
        ("../../etc/x.gguf", "no model"),
    ],
)
def test_what_names_no_model_file_is_refused_before_it_is_asked_for(hub: Hub, wrong: str, words: str) -> None:
    with pytest.raises(ModelError, match=words) as caught:
        parse(wrong, hub.url)
    assert caught.value.next_step and not hub.requests
