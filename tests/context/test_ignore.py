from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from understudy.context.ignore import RECHECK_S, IgnoreRules


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    "name",
    [".env", ".env.local", "prod.env", "server.pem", "tls/server.key", "id_rsa", "id_ed25519.pub", ".ssh/config",
     ".aws/credentials", "secrets.yaml", "deep/er/secrets.py", ".npmrc", "credentials.json", "state.tfstate",
     ".ENV", "Secrets.YAML", "ID_RSA"],
)  # fmt: skip
def test_secrets_are_refused_by_name(tmp_path: Path, name: str) -> None:
    assert not IgnoreRules((tmp_path,)).decide(tmp_path / name).allowed
    assert not IgnoreRules(()).decide(tmp_path / name).allowed


@pytest.mark.parametrize("name", ["a.py", "environment.py", ".env.example", "keys.py", "test_secret_santa.py"])
def test_ordinary_files_are_allowed(tmp_path: Path, name: str) -> None:
    assert IgnoreRules((tmp_path,)).decide(tmp_path / name).allowed


def test_ignore_files_of_every_folder_count_and_the_own_one_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    file = tmp_path / "sub" / "a.py"
    assert IgnoreRules((tmp_path,)).decide(file).allowed
    (tmp_path / ".gitignore").write_text("sub/*\n")
    assert not IgnoreRules((tmp_path,)).decide(file).allowed
    (tmp_path / "sub" / ".gitignore").write_text("!a.py\n")
    assert IgnoreRules((tmp_path,)).decide(file).allowed
    (tmp_path / ".understudyignore").write_text("a.py\n")
    decision = IgnoreRules((tmp_path,)).decide(file)
    assert not decision.allowed and ".understudyignore" in decision.reason


def test_own_ignore_file_may_allow_what_git_ignores(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("generated/\n")
    (tmp_path / ".understudyignore").write_text("!generated/\n")
    assert IgnoreRules((tmp_path,)).decide(tmp_path / "generated" / "a.py").allowed


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("sub/", "!a.py"), ("sub", "!*"), ("/sub/*", "!deep/"), ("*.py", "!a.py"), ("sub/*\n!sub/deep/", "*.py\n!a.py")],
)
def test_nested_ignore_files_mean_what_they_mean_to_git(tmp_path: Path, outer: str, inner: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("needs git")
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / ".gitignore").write_text(outer + "\n")
    (tmp_path / "sub" / ".gitignore").write_text(inner + "\n")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name in ("a.py", "b.py", "sub/a.py", "sub/b.py", "sub/deep/a.py", "sub/deep/b.py"):
        asked = subprocess.run(["git", "check-ignore", "-q", "--no-index", name], cwd=tmp_path, check=False)
        assert IgnoreRules((tmp_path,)).decide(tmp_path / name).allowed == (asked.returncode == 1), name


def test_a_yes_is_remembered_for_two_seconds_and_no_longer(tmp_path: Path) -> None:
    clock = Clock()
    rules = IgnoreRules((tmp_path,), clock)
    assert rules.decide(tmp_path / "a.py").allowed
    (tmp_path / ".gitignore").write_text("a.py\n")
    clock.now = RECHECK_S - 0.1
    assert rules.decide(tmp_path / "a.py").allowed
    clock.now = RECHECK_S
    assert not rules.decide(tmp_path / "a.py").allowed


def test_a_remembered_yes_costs_no_look_at_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = IgnoreRules((tmp_path,), Clock())
    rules.decide(tmp_path / "a.py")
    monkeypatch.setattr(os, "stat", None)
    monkeypatch.setattr(os, "lstat", None)
    assert rules.decide(tmp_path / "a.py").allowed


def test_a_change_the_watcher_reports_counts_at_once(tmp_path: Path) -> None:
    rules = IgnoreRules((tmp_path,), Clock())
    rules.decide(tmp_path / "a.py")
    (tmp_path / ".gitignore").write_text("a.py\n")
    rules.invalidate([tmp_path / ".gitignore"])
    assert not rules.decide(tmp_path / "a.py").allowed
    (tmp_path / ".gitignore").unlink()  # a no is never remembered
    assert rules.decide(tmp_path / "a.py").allowed


def test_a_file_that_became_a_link_to_a_secret_is_refused_once_reported(tmp_path: Path) -> None:
    rules = IgnoreRules((tmp_path,), Clock())
    assert rules.decide(tmp_path / "a.py").allowed
    (tmp_path / "id_rsa").write_text("x")
    (tmp_path / "a.py").symlink_to("id_rsa")
    rules.invalidate([tmp_path / "a.py"])
    assert not rules.decide(tmp_path / "a.py").allowed


def test_a_file_renamed_to_a_secret_name_is_refused_at_once(tmp_path: Path) -> None:
    rules = IgnoreRules((tmp_path,), Clock())
    (tmp_path / "notes.py").write_text("x")
    assert rules.decide(tmp_path / "notes.py").allowed
    renamed = (tmp_path / "notes.py").rename(tmp_path / "secrets.py")
    assert not rules.decide(renamed).allowed


def test_a_broken_ignore_file_of_a_folder_blocks_that_folder_only(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / ".gitignore").write_bytes(b"\xff\xfe\x81")
    rules = IgnoreRules((tmp_path,))
    assert rules.decide(tmp_path / "sub" / "deep" / "a.py").broken
    assert rules.decide(tmp_path / "a.py").allowed


def test_secret_stays_refused_though_an_ignore_file_includes_it(tmp_path: Path) -> None:
    (tmp_path / ".understudyignore").write_text("!.env\n")
    assert not IgnoreRules((tmp_path,)).decide(tmp_path / ".env").allowed


@pytest.mark.parametrize("data", [b"\xff\xfe\x81", b"ok\n!\n"])
def test_broken_ignore_file_blocks_everything_and_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / ".understudyignore").write_bytes(data)
    decision = IgnoreRules((tmp_path,)).decide(tmp_path / "a.py")
    assert not decision.allowed and decision.broken and "repaired" in decision.reason


def test_unreadable_ignore_file_blocks_everything(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").mkdir()
    assert IgnoreRules((tmp_path,)).decide(tmp_path / "a.py").broken


def test_link_to_a_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("x")
    (tmp_path / "plain.py").symlink_to(tmp_path / ".env")
    assert not IgnoreRules((tmp_path,)).decide(tmp_path / "plain.py").allowed


def test_link_through_a_folder_of_secrets_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".ssh").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / ".ssh")
    assert not IgnoreRules((tmp_path,)).decide(tmp_path / "plain" / "config.py").allowed


def test_links_in_a_circle_and_impossible_names_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").symlink_to("b.py")
    (tmp_path / "b.py").symlink_to("a.py")
    for path in (tmp_path / "a.py", tmp_path / "a\0.py"):
        decision = IgnoreRules((tmp_path,)).decide(path)
        assert not decision.allowed and decision.reason


def test_untitled_document_is_allowed() -> None:
    assert IgnoreRules(()).decide(None).allowed
