from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from understudy.context.ignore import IgnoreRules
from understudy.context.related import HEADING_CHARACTERS, RECHECK_S, Related
from understudy.context.ring import CAPACITY
from understudy.context.text import document_lines
from understudy.prompts.types import Snippet

CHARACTERS = 100_000


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def code(name: str, count: int = 20) -> str:
    return "".join(f"{name}_{n} = {n}\n" for n in range(count))


class Workspace:
    def __init__(self, root: Path) -> None:
        self.root, self.clock = root, Clock()
        self.slow: threading.Event | None = None
        self.rules = IgnoreRules((root,), self.clock)
        self.related = Related(self.rules, self._secret, self.clock)

    def _secret(self, text: str) -> bool:
        if self.slow is not None:
            assert self.slow.wait(10)
        return "hunter2" in text

    def write(self, name: str, text: str) -> tuple[Path, list[str]]:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path, document_lines(text)

    def keep(self, *names: str) -> None:
        """Files that were looked at, in the ring."""
        for name in names:
            path, lines = self.write(name, code(Path(name).stem))
            self.related.left(path, lines, 10)
        while self.related.waiting:
            self.related.idle()

    async def ask(
        self, text: str, name: str = "main.py", *, characters: int = CHARACTERS, wait: float = 10
    ) -> list[str]:
        return [path for path, _ in await self.snippets(text, name, characters=characters, wait=wait)]

    async def snippets(
        self, text: str, name: str = "main.py", *, characters: int = CHARACTERS, wait: float = 10
    ) -> tuple[Snippet, ...]:
        lines = document_lines(text)
        return await self.related.snippets(
            self.root / name, lines, len(lines) - 1, characters=characters, timeout_s=wait
        )

    async def settle(self) -> None:
        """Until the thread has nothing more to do."""
        while self.related._pending:
            await asyncio.wait(self.related._pending.values())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


async def test_ring_first_then_declarations(workspace: Workspace) -> None:
    workspace.write("a.py", "x = 1\n")
    workspace.keep("seen.py", "sub/also.py")
    found = await workspace.snippets("from a import x\n")
    assert found == (
        Snippet("seen.py", code("seen")),
        Snippet("sub/also.py", code("also")),
        Snippet("a.py", "x = 1\n"),
    )


async def test_chunks_of_the_file_itself_are_left_out(workspace: Workspace) -> None:
    workspace.keep("a.py", "b.py")
    assert await workspace.ask("", "a.py") == ["b.py"]
    assert await workspace.ask("", "b.py") == ["a.py"]


async def test_what_was_given_stays_the_beginning_while_the_ring_grows(workspace: Workspace) -> None:
    before: tuple[Snippet, ...] = ()
    for number in range(CAPACITY):
        workspace.keep(f"f{number}.py")
        found = await workspace.snippets("x = 1\n")
        assert len(found) == number + 1 and found[:-1] == before
        before = found
    workspace.keep("last.py")  # full: the older half goes at once
    found = await workspace.snippets("x = 1\n")
    assert found[:-1] == before[CAPACITY // 2 :] and found[-1].path == "last.py"


async def test_moves_leaving_and_saving_are_noted_small_moves_are_not(workspace: Workspace) -> None:
    related = workspace.related
    path, lines = workspace.write("a.py", code("a", 300))
    other, other_lines = workspace.write("b.py", code("b"))
    related.visited(path, lines, 10)
    related.visited(path, lines, 30)
    assert not related.waiting
    related.visited(path, lines, 200)  # a far one
    related.visited(other, other_lines, 5)  # another file
    related.saved(other, other_lines)
    version = related.version
    assert [related.idle() for _ in range(4)] == [True, True, True, False]
    assert related.version == version + 3
    first, second, third = await workspace.snippets("")
    assert "a_30 = 30\n" in first.text and "a_200 = 200\n" in second.text and third == Snippet("b.py", code("b"))


async def test_a_file_only_opened_is_remembered_at_its_first_definition(workspace: Workspace) -> None:
    path, lines = workspace.write("a.py", "import os\n" * 200 + "def first(a, b):\n    x = a\n    return b\n")
    workspace.related.opened(path, lines)
    workspace.related.closed(path)
    assert workspace.related.idle()
    (found,) = await workspace.snippets("")
    assert "def first" in found.text


async def test_late_declarations_are_left_out_now_and_there_the_next_time(workspace: Workspace) -> None:
    workspace.write("a.py", "x = 1\n")
    workspace.keep("seen.py")
    workspace.slow = threading.Event()
    assert await workspace.ask("from a import x\n", wait=0.01) == ["seen.py"]
    assert await workspace.ask("from a import x\ny", wait=0.01) == ["seen.py"]  # still: and one thread, not two
    assert len(workspace.related._pending) == 1
    workspace.slow.set()
    await workspace.settle()
    assert await workspace.ask("from a import x\nyz", wait=0) == ["seen.py", "a.py"]


async def test_known_declarations_are_given_without_waiting_for_news(workspace: Workspace) -> None:
    workspace.write("a.py", "x = 1\n")
    assert await workspace.ask("from a import x\n") == ["a.py"]
    workspace.write("a.py", "x = 12\n")
    workspace.clock.now += RECHECK_S
    workspace.slow = threading.Event()
    assert await workspace.snippets("from a import x\n") == (Snippet("a.py", "x = 1\n"),)
    workspace.slow.set()
    await workspace.settle()
    assert await workspace.snippets("from a import x\n") == (Snippet("a.py", "x = 12\n"),)


async def test_using_more_of_a_module_changes_nothing_until_the_file_is_saved(workspace: Workspace) -> None:
    workspace.write("a.py", "x = 1\ny = 2\nz = 3\n")
    text = "import a\na.x\n"
    first = await workspace.snippets(text)
    assert first == (Snippet("a.py", "x = 1\n"),)
    text += "a.z\n"
    for _ in range(3):
        workspace.clock.now += RECHECK_S
        assert await workspace.snippets(text) is not None
        await workspace.settle()
    assert await workspace.snippets(text) == first
    workspace.related.saved(workspace.root / "main.py", document_lines(text))
    await workspace.snippets(text)
    await workspace.settle()
    assert await workspace.snippets(text) == (Snippet("a.py", "x = 1\nz = 3\n"),)


async def test_typing_changes_nothing_from_key_to_key(workspace: Workspace) -> None:
    workspace.write("a.py", "x = 1\ndef why(): ...\n")
    workspace.keep("seen.py")
    text = "import a\n"
    first = await workspace.snippets(text)
    for key in "def f():\n    return a.why() + a.x\n":
        text += key
        workspace.clock.now += RECHECK_S / 3
        assert await workspace.snippets(text) == first
        await workspace.settle()


async def test_an_import_counts_once_it_is_written_and_not_letter_by_letter(workspace: Workspace) -> None:
    workspace.write("a.py", "x = 1\nxy = 2\n")
    text, seen = "import os\n", []
    for key in "from a import xy\nz":
        text += key
        workspace.clock.now += RECHECK_S
        await workspace.snippets(text)
        await workspace.settle()
        seen.append(await workspace.snippets(text))
    assert seen == [()] * (len(seen) - 2) + [(Snippet("a.py", "xy = 2\n"),)] * 2


async def test_a_new_import_is_seen_after_a_while(workspace: Workspace) -> None:
    workspace.write("a.py", "x = 1\n")
    assert await workspace.ask("\n") == []
    workspace.clock.now += RECHECK_S
    await workspace.ask("import a\n")
    await workspace.settle()
    assert await workspace.ask("import a\n") == ["a.py"]


@pytest.mark.parametrize("characters", [0, 1, 60, 200, 500, 700, 1_500, 5_000])
async def test_all_fits_and_nothing_but_whole_lines(workspace: Workspace, characters: int) -> None:
    workspace.write("a.py", code("declared", 50))
    workspace.keep(*(f"f{n}.py" for n in range(9)))
    found = await workspace.snippets("from a import *\n", characters=characters)
    assert sum(len(path) + len(text) + HEADING_CHARACTERS for path, text in found) <= characters
    assert all(text.endswith("\n") for _, text in found)
    if characters >= 1_500:  # the newest chunks, then declarations
        paths = [path for path, _ in found]
        assert paths[-2:] == ["f8.py", "a.py"] and paths[:-1] == [f"f{n}.py" for n in range(10 - len(paths), 9)]


async def test_a_file_that_is_ignored_now_is_given_no_more(workspace: Workspace) -> None:
    workspace.keep("a.py", "b.py", "sub/c.py")
    version = workspace.related.version
    ignore, _ = workspace.write(".understudyignore", "b.py\n")
    workspace.rules.invalidate([ignore])
    assert await workspace.ask("") == ["a.py", "sub/c.py"]
    assert workspace.related.version > version
    workspace.write("sub/.gitignore", "*\n")
    workspace.clock.now += RECHECK_S  # without a watcher as well
    assert await workspace.ask("") == ["a.py"]


async def test_ignored_foreign_and_secret_text_never_enters(workspace: Workspace) -> None:
    for name in ("secrets.py", ".venv/lib/a.py", "notes.md", "a.py"):
        path, lines = workspace.write(name, code("a") + "password = 'hunter2'\n")
        workspace.related.left(path, lines, 5)
    outside = workspace.root.parent / "outside.py"
    installed = workspace.root / "env" / "site-packages" / "a.py"
    for path in (outside, installed):
        workspace.related.left(path, document_lines(code("b")), 5)
    workspace.related.left(None, document_lines(code("c")), 5)
    while workspace.related.waiting:
        assert not workspace.related.idle()
    assert await workspace.ask("") == [] and workspace.related.version == 0


async def test_a_file_ignored_while_it_waited_does_not_enter(workspace: Workspace) -> None:
    path, lines = workspace.write("a.py", code("a"))
    workspace.related.left(path, lines, 5)
    ignore, _ = workspace.write(".gitignore", "a.py\n")
    workspace.rules.invalidate([ignore])
    assert not workspace.related.idle() and not workspace.related.waiting


async def test_forgotten_and_deleted_files_go_at_once(workspace: Workspace) -> None:
    workspace.keep("a.py", "sub/b.py", "c.py")
    workspace.related.forget(workspace.root / "sub")
    assert await workspace.ask("") == ["a.py", "c.py"]
    (workspace.root / "a.py").unlink()
    workspace.related.changed({workspace.root / "a.py", workspace.root / "c.py"})
    assert await workspace.ask("") == ["c.py"]


async def test_edited_files_are_brought_up_to_date_when_the_older_half_goes(workspace: Workspace) -> None:
    workspace.keep(*(f"f{n}.py" for n in range(CAPACITY)))
    workspace.write("f14.py", code("renewed"))
    (workspace.root / "f15.py").unlink()
    assert len(await workspace.ask("")) == CAPACITY  # not yet: that would move all that stands behind them
    workspace.keep("last.py")
    found = await workspace.snippets("")
    assert [path for path, _ in found] == [*(f"f{n}.py" for n in range(8, 15)), "last.py"]
    assert found[-2].text == code("renewed")


async def test_other_roots_take_their_own_files_only(workspace: Workspace) -> None:
    workspace.keep("one/a.py", "two/b.py", "c.py")
    workspace.related.use_rules(IgnoreRules((workspace.root / "one", workspace.root)))
    assert await workspace.ask("") == ["two/b.py", "c.py"]  # one/a.py is called a.py now
    workspace.related.use_rules(IgnoreRules((workspace.root / "two",)))
    assert await workspace.ask("") == []


async def test_without_a_folder_the_open_files_are_each_others_context(tmp_path: Path) -> None:
    related = Related(IgnoreRules(()))
    related.left(tmp_path / "a.py", document_lines(code("a")), 3)
    assert related.idle()
    found = await related.snippets(tmp_path / "b.py", ["import a\n", ""], 1, characters=CHARACTERS)
    assert found == (Snippet("a.py", code("a")),)


async def test_odd_requests_get_nothing_and_raise_nothing(workspace: Workspace) -> None:
    related = workspace.related
    assert await related.snippets(None, [""], 0, characters=100) == ()
    assert await related.snippets(workspace.root / ".env", [""], 0, characters=100) == ()
    assert await related.snippets(Path("a\0.py"), [""], 0, characters=100) == ()
    assert await related.snippets(workspace.root / "a.py", [""], 99, characters=-1) == ()
    related.visited(None, [""], 0)
    related.visited(workspace.root / "a.py", [""], 99)
    related.visited(workspace.root / "a.py", [], -5)
    related.closed(None)
    related.saved(None, [])
    related.forget(workspace.root / "never.py")
    related.close()
    assert await related.snippets(workspace.root / "a.py", ["import b\n", ""], 1, characters=100) == ()


async def test_a_cancelled_request_leaves_the_answer_for_the_next(workspace: Workspace) -> None:
    workspace.write("a.py", "x = 1\n")
    workspace.slow = threading.Event()
    asking = asyncio.ensure_future(workspace.ask("import a\n"))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    workspace.slow.set()
    await workspace.settle()
    assert await workspace.ask("import a\n", wait=0) == ["a.py"]
