from __future__ import annotations

import os
from pathlib import Path, PurePath

import pytest

from understudy import secrets


def _plant(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def _names(root: Path) -> set[str]:
    found = secrets.find(root)
    assert found.complete
    return {str(p.relative_to(root)) for p in (*found.files, *found.folders)}


def test_credentials_are_found_at_any_depth(tmp_path: Path) -> None:
    _plant(
        tmp_path, ".env", "a/b/c/.env.local", "a/server.pem", "a/ID_RSA", "deploy/.aws/x", ".docker/config.json",
        ".git/config", "vendor/x/.git/config", "keys/prod.key", "home/.netrc",
    )  # fmt: skip
    assert _names(tmp_path) == {
        ".env", "a/b/c/.env.local", "a/server.pem", "a/ID_RSA", "deploy/.aws", ".docker/config.json", ".git",
        "vendor/x/.git", "keys/prod.key", "home/.netrc",
    }  # fmt: skip


def test_what_tests_need_stays(tmp_path: Path) -> None:
    _plant(tmp_path, "secrets.py", ".env.example", "tests/data.db", "environment.py", "src/key.py", "config.json")
    assert not _names(tmp_path)


def test_installed_packages_are_not_searched(tmp_path: Path) -> None:
    _plant(tmp_path, "node_modules/x/.env", ".venv/lib/ca.pem", "env311/pyvenv.cfg", "env311/lib/ca.pem")
    assert not _names(tmp_path)


def test_a_link_covers_what_it_points_at_inside_only(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    _plant(tmp_path, "ws/shared/values.txt", "elsewhere.txt")
    (root / ".env").symlink_to(root / "shared" / "values.txt")
    (root / ".npmrc").symlink_to(tmp_path / "elsewhere.txt")
    (root / "loop").symlink_to(root)
    assert _names(root) == {"shared/values.txt"}


def test_the_file_of_a_linked_work_tree_is_no_secret(tmp_path: Path) -> None:
    _plant(tmp_path, ".git")
    assert not _names(tmp_path)


def test_search_ends_at_its_bounds_nearest_first(tmp_path: Path) -> None:
    _plant(tmp_path, ".env", *(f"many/{n}" for n in range(50)), "many/later/.env")
    found = secrets.find(tmp_path, most=20)
    assert found.files == (tmp_path / ".env",)
    assert not found.complete
    assert not secrets.find(tmp_path, longest_s=-1).complete


@pytest.mark.skipif(os.getuid() == 0, reason="root reads every folder")
def test_an_unreadable_folder_is_passed_over(tmp_path: Path) -> None:
    _plant(tmp_path, "a/.env", "b/.env")
    (tmp_path / "a").chmod(0)
    try:
        assert _names(tmp_path) == {"b/.env"}
    finally:
        (tmp_path / "a").chmod(0o755)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert secrets.find(tmp_path / "gone") == secrets.Found()


@pytest.mark.parametrize("name", [".ENV", "a/.env", "x/data.sqlite3", "secrets.toml", "ID_RSA.pub", ".ssh/config"])
def test_private_files_are_not_read_into_prompts(name: str) -> None:
    assert secrets.looks_secret(PurePath(name))


@pytest.mark.parametrize("name", ["main.py", ".env.example", "environ.py", "keyboard.py"])
def test_code_is_read_into_prompts(name: str) -> None:
    assert not secrets.looks_secret(PurePath(name))


def test_all_credentials_are_private_too() -> None:
    for pattern in secrets.CREDENTIALS:
        if not pattern.startswith("!"):
            name = pattern.replace("*", "x") + ("f" if pattern.endswith("/") else "")
            assert secrets.looks_secret(PurePath(name)), pattern
