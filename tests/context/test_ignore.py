from __future__ import annotations

from pathlib import Path

import pytest

from understudy.context.ignore import IgnoreRules


@pytest.mark.parametrize(
    "name",
    [".env", ".env.local", "prod.env", "server.pem", "tls/server.key", "id_rsa", "id_ed25519.pub", ".ssh/config",
     ".aws/credentials", "secrets.yaml", "deep/er/secrets.py", ".npmrc", "credentials.json", "state.tfstate"],
)  # fmt: skip
def test_secrets_are_refused_by_name(tmp_path: Path, name: str) -> None:
    assert not IgnoreRules((tmp_path,)).decide(tmp_path / name).allowed
    assert not IgnoreRules(()).decide(tmp_path / name).allowed


@pytest.mark.parametrize("name", ["a.py", "environment.py", ".env.example", "keys.py", "test_secret_santa.py"])
def test_ordinary_files_are_allowed(tmp_path: Path, name: str) -> None:
    assert IgnoreRules((tmp_path,)).decide(tmp_path / name).allowed


def test_ignore_files_of_every_folder_count_and_changes_are_seen(tmp_path: Path) -> None:
    rules = IgnoreRules((tmp_path,))
    (tmp_path / "sub").mkdir()
    assert rules.decide(tmp_path / "sub" / "a.py").allowed
    (tmp_path / ".gitignore").write_text("sub/*\n")
    assert not rules.decide(tmp_path / "sub" / "a.py").allowed
    (tmp_path / "sub" / ".gitignore").write_text("!a.py\n")
    assert rules.decide(tmp_path / "sub" / "a.py").allowed
    (tmp_path / ".understudyignore").write_text("a.py\n")
    decision = rules.decide(tmp_path / "sub" / "a.py")
    assert not decision.allowed and ".understudyignore" in decision.reason


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


def test_untitled_document_is_allowed() -> None:
    assert IgnoreRules(()).decide(None).allowed
