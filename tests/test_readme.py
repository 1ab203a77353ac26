"""What the pages for users say of files, commands and settings is there."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from understudy.lsp.server import create_server
from understudy.settings import parse

REPOSITORY = Path(__file__).parents[1]
PAGES = [
    *sorted(REPOSITORY.glob("*.md")),
    *sorted((REPOSITORY / "docs").glob("*.md")),
    *sorted((REPOSITORY / "examples").rglob("*.md")),
]
MANIFEST: dict[str, Any] = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))
TRAINER = "trainer/understudy_trainer"
ROOMS = ["server", "server/understudy", TRAINER, f"{TRAINER}/builders", "extension/src/setup"]
TITLES = {"README.md": "package.nls.json", "README.zh-cn.md": "package.nls.zh-cn.json"}
SETTINGS = set(MANIFEST["contributes"]["configuration"]["properties"])


def anchors(page: Path) -> set[str]:
    """Of a page's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    found = set()
    for heading in re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE):
        words = re.sub(r"[^\w\- ]", "", heading.strip().lower())
        found.add(words.replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), target


@pytest.mark.parametrize("name", TITLES)
def test_every_command_is_named_as_its_reader_sees_it(name: str) -> None:
    said = (REPOSITORY / name).read_text(encoding="utf-8")
    titles: dict[str, str] = json.loads((REPOSITORY / TITLES[name]).read_text(encoding="utf-8"))
    for command in MANIFEST["contributes"]["commands"]:
        title = titles[command["title"].strip("%")]
        assert re.search(rf"\*(Understudy: )?{re.escape(title)}( · [^*]+)?\*", said), title


@pytest.mark.parametrize("name", TITLES)
def test_no_setting_is_named_that_is_not_there(name: str) -> None:
    named = set(re.findall(r"`(understudy\.[A-Za-z.]+[A-Za-z])`", (REPOSITORY / name).read_text(encoding="utf-8")))
    assert named <= SETTINGS


def test_what_other_editors_may_ask_for_is_answered() -> None:
    page = (REPOSITORY / "examples" / "editors" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(understudy\.[A-Za-z]+)[`\s]", page))
    assert named and named <= set(create_server().protocol.fm.commands)
    for snippet in ("understudy.lua", "understudy.el"):
        text = (REPOSITORY / "examples" / "editors" / snippet).read_text(encoding="utf-8")
        for command in re.findall(r"""(?:"understudy\.|run\(')([a-z][A-Za-z]+)['"]""", text):
            assert f"understudy.{command}" in create_server().protocol.fm.commands, command


def test_settings_to_copy_can_be_read() -> None:
    page = (REPOSITORY / "examples" / "editors" / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```toml\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE):
        server = tomllib.loads(block)["language-server"]["understudy"]
        assert [server["command"], *server["args"]] == ["understudy", "serve"]
        parse(server["config"]["understudy"])


def test_the_map_of_the_code_names_what_is_there() -> None:
    """Paths of the table, below the rooms or the repository; modules of the flows."""
    said = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    roots = [REPOSITORY, *(REPOSITORY / name for name in ROOMS)]
    paths = set(re.findall(r"`([\w./-]+/[\w./-]*|\w+\.(?:py|ts))`", said))
    assert paths and not {path for path in paths if not any((root / path).exists() for root in roots)}
    modules = set(re.findall(r"`((?:complete|context|engine|generate|learn|lsp|models|runner)\.[a-z_.]+)`", said))
    absent = {name for name in modules if not _is_module(name)}
    assert modules and not absent


def _is_module(name: str) -> bool:
    """Or something defined in one."""
    path = REPOSITORY / "server" / "understudy" / name.replace(".", "/")
    inside = path.parent / "client.py" if path.parent.name == "engine" else path.parent / "__init__.py"
    return (
        path.is_dir() or path.with_suffix(".py").exists() or f"def {path.name}(" in inside.read_text(encoding="utf-8")
    )
