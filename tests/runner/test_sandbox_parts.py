"""Parts of the sandbox that are decided outside it: grants around secrets, the macOS profile, cgroups, run folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from understudy import secrets
from understudy.runner import cgroup, levels, rundir, seatbelt


def _plant(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


# ---- Landlock grants


def test_grants_go_around_secrets_at_any_depth_and_follow_no_link(tmp_path: Path) -> None:
    ws = tmp_path / "ws"
    _plant(tmp_path, "ws/a.py", "ws/deep/er/.env", "ws/deep/er/b.py", "ws/deep/c.py", "ws/.git/config", "outside/key")
    (ws / "link").symlink_to(tmp_path / "outside")
    granted, listed = levels.around(["/usr/lib", str(ws)], secrets.find(ws))
    inside = {str(Path(p).relative_to(ws)) for p in granted if p.startswith(str(ws))}
    assert inside == {"a.py", "deep/c.py", "deep/er/b.py"}
    assert {str(Path(p).relative_to(ws)) for p in listed} == {".", "deep", "deep/er"}
    assert "/usr/lib" in granted


def test_without_secrets_the_tree_is_granted_whole(tmp_path: Path) -> None:
    assert levels.around([str(tmp_path)], secrets.Found()) == ([str(tmp_path)], [])


@pytest.mark.parametrize("level", ["L3", "L2", "L1", "mac"])
def test_the_command_names_every_covered_file(tmp_path: Path, level: levels.Level) -> None:
    _plant(tmp_path, "ws/a.py", "ws/x/.env", "ws/.git/config")
    layout = levels.Layout(tmp_path / "run", (), (tmp_path / "ws").resolve())
    try:
        argv = levels.command(level, layout, ["/usr/bin/python3", "x"])
    except FileNotFoundError:
        pytest.skip("bubblewrap is not installed")
    assert argv[-2:] == ["/usr/bin/python3", "x"]
    if level == "L3":
        at = argv.index(str(tmp_path / "ws/x/.env"))
        assert argv[at - 2 : at] == ["--ro-bind", "/dev/null"]
        assert argv[argv.index(str(tmp_path / "ws/.git")) - 1] == "--tmpfs"
    else:
        assert any(str(tmp_path / "ws/x/.env") in part for part in argv)


# ---- macOS


def test_seatbelt_profile_denies_first_and_covers_secrets_last() -> None:
    found = secrets.Found((Path("/w/.env"),), (Path("/w/.git"),))
    text = seatbelt.profile(["/usr/lib", "/w"], ["/tmp/run/scratch"], found)
    lines = text.splitlines()
    assert lines[:2] == ["(version 1)", "(deny default)"]
    assert "(deny network*)" in lines
    assert '(allow file-write* (subpath "/tmp/run/scratch"))' in lines
    assert not any("file-write*" in line and "(allow" in line and '"/w"' in line for line in lines)
    assert lines[-1] == '(deny file-read* file-write* (literal "/w/.env") (subpath "/w/.git"))'
    assert text.count("(") == text.count(")")


def test_seatbelt_profile_cannot_be_ended_by_a_path() -> None:
    evil = '/w/"))(allow default)(deny file-read* (literal "\\'
    text = seatbelt.profile([evil], [], secrets.Found())
    outside, quoted, escaped = [], False, False
    for char in text:  # what is left without its strings
        if quoted:
            quoted, escaped = (escaped or char != '"'), (char == "\\" and not escaped)
        elif char == '"':
            quoted = True
        else:
            outside.append(char)
    assert "(allow default)" not in "".join(outside)
    assert outside.count("(") == outside.count(")")
    with pytest.raises(ValueError, match="control"):
        seatbelt.profile(["/w/\n(allow default)"], [], secrets.Found())


def test_seatbelt_command_uses_real_paths(tmp_path: Path) -> None:
    (tmp_path / "real" / "ws").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    layout = levels.Layout(tmp_path / "link" / "run", (), tmp_path / "link" / "ws")
    argv = seatbelt.command(layout, layout.hidden(), ["/usr/bin/python3", "x.py"])
    assert argv[:2] == ["/usr/bin/sandbox-exec", "-p"]
    assert f'(subpath "{tmp_path}/real/ws")' in argv[2]
    assert f"{tmp_path}/link" not in argv[2]
    assert argv[3:] == ["/usr/bin/python3", "x.py"]


# ---- cgroups


def _tree(mount: Path, own: str, given: str) -> None:
    (mount / own).mkdir(parents=True)
    (mount / "cgroup.controllers").write_text("cpu memory pids")
    for folder in (mount / own, *(mount / own).parents):
        if folder == mount or mount in folder.parents:
            (folder / "cgroup.procs").write_text("")
            (folder / "cgroup.subtree_control").write_text(given if folder != mount / own else "")


def test_a_group_with_limits_is_made_beside_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tree(tmp_path, "user.slice/app.slice/editor.scope", "cpu memory pids")
    monkeypatch.setattr(cgroup, "_own", lambda: "/user.slice/app.slice/editor.scope")
    group = cgroup.create(tmp_path)
    assert group is not None
    assert group.folder.parent == tmp_path / "user.slice/app.slice"
    assert int((group.folder / "memory.max").read_text()) >= cgroup.LEAST_MEMORY
    assert int((group.folder / "pids.max").read_text()) == cgroup.PROCESSES
    (group.folder / "cgroup.procs").write_text("")
    done = subprocess.run(group.wrap([sys.executable, "-c", "print('a b')"]), capture_output=True, text=True)
    assert done.stdout == "a b\n"
    assert (group.folder / "cgroup.procs").read_text() == "0\n"  # joined before it became the command


@pytest.mark.parametrize("given", ["", "cpu", "memory"])
def test_no_group_where_the_controllers_are_not_handed_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    _tree(tmp_path, "a/b", given)
    monkeypatch.setattr(cgroup, "_own", lambda: "/a/b")
    assert cgroup.create(tmp_path) is None


def test_no_group_where_a_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tree(tmp_path, "a/b", "memory pids")
    monkeypatch.setattr(cgroup, "_own", lambda: "/a/b")
    real = Path.write_text

    def refuse(self: Path, *args: str) -> int:
        if self.name == "memory.max":
            raise PermissionError
        return real(self, *args)

    monkeypatch.setattr(Path, "write_text", refuse)
    assert cgroup.create(tmp_path) is None
    assert not list((tmp_path / "a").glob("understudy-*"))


def test_a_missing_group_does_not_stop_the_command(tmp_path: Path) -> None:
    argv = cgroup.Group(tmp_path / "gone").wrap([sys.executable, "-c", "print(1)"])
    assert subprocess.run(argv, capture_output=True, text=True).stdout == "1\n"


# ---- folders of a run


def test_run_folder_is_private_and_a_dead_servers_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rundir, "_roomy", lambda folder: False)
    monkeypatch.setattr(rundir.tempfile, "gettempdir", lambda: str(tmp_path))
    living = rundir.make()
    _plant(
        tmp_path, "understudy-run-dead/lock", "understudy-run-dead/pycache/y", "understudy-run-new/lock", "other/lock"
    )
    for lock in (tmp_path / "understudy-run-dead/lock", living / "lock", tmp_path / "other/lock"):
        os.utime(lock, (1, 1))  # long ago
    folder = rundir.make()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {p.name for p in tmp_path.iterdir()} == {living.name, folder.name, "understudy-run-new", "other"}
    shutil.rmtree(living)
    rundir.make()
    assert living not in rundir._held
