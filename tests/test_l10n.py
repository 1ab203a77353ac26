"""Every text a user reads in VS Code is there in every language we ship: complete bundles, and nothing left over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[1]
SOURCES = sorted(path for folder in ("src", "webview") for path in (REPOSITORY / "extension" / folder).glob("**/*.ts"))
MANIFEST: dict[str, Any] = json.loads((REPOSITORY / "package.json").read_text("utf-8"))
BUNDLES = sorted((REPOSITORY / MANIFEST["l10n"]).glob("bundle.l10n.*.json"))
TEXTS = REPOSITORY / "package.nls.json"
STEPS: list[dict[str, Any]] = [step for found in MANIFEST["contributes"]["walkthroughs"] for step in found["steps"]]
PAGES = [REPOSITORY / step["media"]["markdown"] for step in STEPS]
TRANSLATED_TEXTS = sorted(REPOSITORY.glob("package.nls.*.json"))

CALL = re.compile(r"\bl10n\.t\(\s*")  # vscode's own as well
BARE = re.compile(r"(?<![\w$.])t\(")
STRING = re.compile(r""" "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' """, re.VERBOSE)
PLACEHOLDER = re.compile(r"\{\d+\}")
COMMENT = re.compile(r"^\s*(?://|/?\*).*$|(?<=[;,{(\s])//\s.*$", re.MULTILINE)
CODE = re.compile(r"`[^`\n]+`")
NAME = re.compile(r"%([\w.-]+)%")
BRAND = "Understudy"
SAID = frozenset({"title", "shortTitle", "description", "markdownDescription", "deprecationMessage"})
SAID_EACH = frozenset({"enumDescriptions", "markdownEnumDescriptions", "enumItemLabels"})


def read(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text("utf-8"))
    return found


def calls(source: str) -> Iterator[tuple[str, bool]]:
    """What each call translates, and whether that is a plain string with nothing joined to it."""
    source = COMMENT.sub("", source)
    for call in CALL.finditer(source):
        text = STRING.match(source, call.end())
        if text is None:
            yield source[call.start() : call.end() + 40], False
            continue
        inner = text[0][1:-1].replace(r"\'", "'")
        inner = inner if text[0][0] == '"' else re.sub(r'(?<!\\)"', r"\"", inner)
        yield json.loads(f'"{inner}"'), source[text.end() :].lstrip()[:1] in (",", ")")


def said() -> set[str]:
    return {text for path in SOURCES for text, _ in calls(path.read_text("utf-8"))}


def texts(value: object) -> Iterator[str]:
    """What a user reads of the manifest."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in SAID and isinstance(inner, str):
                yield inner
            elif key in SAID_EACH:
                yield from inner
            else:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def names() -> set[str]:
    return {found for text in texts(MANIFEST) for found in NAME.findall(text)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_only_plain_strings_are_translated(path: Path) -> None:
    """What is put together at run time is in no bundle."""
    assert [text for text, plain in calls(path.read_text("utf-8")) if not plain] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_there_is_one_way_to_translate(path: Path) -> None:
    """A translator under another name would say texts that are looked for nowhere."""
    assert BARE.search(COMMENT.sub("", path.read_text("utf-8"))) is None


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.name)
def test_bundle_has_every_text_of_the_extension_and_no_other(path: Path) -> None:
    bundle = read(path)
    assert said() - set(bundle) == set(), "not translated"
    assert set(bundle) - said() == set(), "said no more"
    for text, translated in bundle.items():
        assert sorted(set(PLACEHOLDER.findall(text))) == sorted(set(PLACEHOLDER.findall(translated))), text
        assert translated.strip(), text


def test_manifest_says_nothing_by_itself() -> None:
    assert [text for text in texts(MANIFEST) if text != BRAND and not NAME.fullmatch(text)] == []


@pytest.mark.parametrize("path", [TEXTS, *TRANSLATED_TEXTS], ids=lambda path: path.name)
def test_manifest_texts_are_complete(path: Path) -> None:
    found = read(path)
    assert set(found) == names()
    assert all(text.strip() for text in found.values())


@pytest.mark.parametrize("path", TRANSLATED_TEXTS, ids=lambda path: path.name)
def test_links_and_code_survive_translation(path: Path) -> None:
    kept = re.compile(r"\((?:command|https):[^)\s]+\)|`[^`]+`")
    translated = read(path)
    for name, text in read(TEXTS).items():
        assert sorted(kept.findall(text)) == sorted(kept.findall(translated[name])), name


def test_there_is_a_chinese_bundle_and_both_are_packed() -> None:
    assert [path.name for path in BUNDLES] == ["bundle.l10n.zh-cn.json"]
    assert [path.name for path in TRANSLATED_TEXTS] == ["package.nls.zh-cn.json"]
    packed = (REPOSITORY / ".vscodeignore").read_text("utf-8").splitlines()
    assert {"!l10n/**", "!package.nls*.json", "!extension/walkthrough/**"} <= set(packed)


def test_every_page_of_the_walkthrough_is_translated() -> None:
    """VS Code shows NAME.nls.LANGUAGE.md in NAME.md's place where it is there."""
    languages = [path.name.split(".")[2] for path in TRANSLATED_TEXTS]
    assert languages
    for page in PAGES:
        for language in languages:
            translated = page.with_suffix(f".nls.{language}.md").read_text("utf-8")
            assert sorted(CODE.findall(page.read_text("utf-8"))) == sorted(CODE.findall(translated)), page.name


def test_calls_are_found_however_they_are_written() -> None:
    source = """
      l10n.t("one"); vscode.l10n.t(
        'say "two"',
        x,
      ); `<p>${l10n.t("it's three")}</p>`; // l10n.t("never")
      format("not one"), list.t("nor this"), l10n.t(name), l10n.t("four" + x)
    """
    assert list(calls(source))[:3] == [("one", True), ('say "two"', True), ("it's three", True)]
    assert [plain for _, plain in calls(source)] == [True, True, True, False, False]
