"""The command's own decisions, in process; `generate --apply` with known candidates and the real sandbox."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import CALC
from tests.cli.scripted import RIGHT, sandbox_or_skip
from understudy.cli import evaluate, generate, rooms
from understudy.cli.apply import ApplyError, write_atomically
from understudy.cli.complete import ask_at, parse_place
from understudy.cli.main import main
from understudy.cli.output import table
from understudy.cli.serve import parse_address
from understudy.learn.store import Log
from understudy.lsp import trainer_process


def test_apply_writes_a_confirmed_body_and_keeps_line_ends(
    scripted: Any, workspace: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sandbox_or_skip()
    scripted("    return x\n", RIGHT)
    file = workspace / "calc.py"
    file.write_bytes(CALC.replace("\n", "\r\n").encode())
    status = main(["generate", f"{file}::clamp", "--budget", "30", "--apply", "--python", sys.executable])
    out, err = capsys.readouterr()
    assert status == 0 and out.startswith("passed 2/2 tests · best of "), (out, err)
    assert "+    return max(low, min(high, x))" in out and "-    ..." in out and "wrote" in err
    assert file.read_bytes() == CALC.replace("    ...\n", RIGHT).replace("\n", "\r\n").encode()
    with Log.open(tmp_path / "home" / "learn.sqlite") as log:
        assert len(list(log.events())) == 1


def test_apply_leaves_the_file_when_nothing_was_verified(
    scripted: Any, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "test_calc.py").unlink()
    scripted(RIGHT)
    words = ["generate", f"{workspace / 'calc.py'}::clamp", "--n", "1", "--apply"]
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert out.startswith("not verified: ") and "not written" in err
    assert (workspace / "calc.py").read_text() == CALC
    assert main([*words, "--unverified"]) == 0 and RIGHT in (workspace / "calc.py").read_text()


def test_secret_files_are_not_logged(workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    with rooms.log_for(workspace / "secrets.py", workspace) as log:
        assert log is None
    with rooms.log_for(workspace / "calc.py", workspace) as log:
        assert log is not None


@pytest.mark.parametrize("raw", [b"a = 1\n", b"\xef\xbb\xbfa = 1\r\n", "ä = '\u2028'\n".encode()])
def test_writing_keeps_encoding_mode_and_links(tmp_path: Path, raw: bytes) -> None:
    file, link = tmp_path / "a.py", tmp_path / "link.py"
    file.write_bytes(raw)
    file.chmod(0o750)
    link.symlink_to(file)
    old = rooms.read_source(link)
    write_atomically(link, old, old + "b = 2\n")
    assert file.read_bytes() == raw + b"b = 2\n" and link.is_symlink() and file.stat().st_mode & 0o777 == 0o750
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.py", "link.py"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("new")
    with pytest.raises(ApplyError, match="changed"):
        write_atomically(file, "old", "proposal")
    assert file.read_text() == "new"


def test_targets_and_places() -> None:
    assert generate.parse_target("/a/b.py::C.f") == (Path("/a/b.py"), "C.f")
    assert parse_place("/a/b:c.py:12:5") == (Path("/a/b:c.py"), 12, 5)
    assert parse_address("127.0.0.1:80") == ("127.0.0.1", 80) and parse_address("2087") == ("127.0.0.1", 2087)
    assert parse_address("[::1]:80") == ("::1", 80)
    for wrong in ("f", "::f", "a.py::"):
        with pytest.raises(rooms.UsageError):
            generate.parse_target(wrong)


def test_a_column_past_the_end_is_the_end_of_the_line(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"x = 1\r\ny")
    assert (ask_at(file, 1, 99).before, ask_at(file, 2, 1).before) == ("x = 1", "")
    file.write_bytes(b"x = 1\n")
    assert ask_at(file, 2, 1).before == ""


def test_the_workspace_is_the_nearest_project(tmp_path: Path) -> None:
    (tmp_path / "p" / "src").mkdir(parents=True)
    (tmp_path / "p" / "pyproject.toml").touch()
    assert rooms.workspace_of(tmp_path / "p" / "src" / "a.py") == tmp_path / "p"


def test_diffs_show_a_missing_final_newline_as_a_line() -> None:
    assert generate.diff("a.py", "x\r\ny", "x\r\nz").splitlines()[-3:] == [" x", "-y", "+z"]


def test_train_without_its_packages_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(trainer_process, "NEEDS", ("no_such_package",))
    assert main(["train", "dpo", "--beta", "0.1"]) == 2
    assert "pip install 'understudy[trainer]'" in capsys.readouterr().err


def test_interrupts_exit_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(evaluate, "load", interrupted)
    assert main(["eval", "x"]) == 130


def test_tables_line_up() -> None:
    assert table([("a", "bb"), ("ccc", "d")], ("x", "y")) == "x    y\na    bb\nccc  d"
