"""`package.json` and the server's settings say the same: names, types, defaults, limits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from understudy.settings import DEFAULT_LANGUAGES, Settings, parse

MANIFEST = Path(__file__).parents[1] / "package.json"
README = MANIFEST.with_name("README.md")
CLIENT_ONLY = {"understudy.interpreter"}  # which Python runs the server; the server cannot know


def declared() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(MANIFEST.read_text())["contributes"]["configuration"]["properties"]
    return {name: value for name, value in found.items() if name not in CLIENT_ONLY}


def expected() -> dict[str, dict[str, Any]]:
    """The settings as JSON schema, flattened to dotted names."""
    (reference,), definitions = msgspec.json.schema_components([Settings])
    found: dict[str, dict[str, Any]] = {}

    def walk(name: str, schema: dict[str, Any]) -> None:
        if "$ref" in schema:
            schema = definitions[schema["$ref"].rpartition("/")[2]]
        if "properties" in schema:
            for key, value in schema["properties"].items():
                default = value.get("default")
                inner = value if "$ref" not in value else {"$ref": value["$ref"]}
                walk(f"{name}.{key}", inner | ({"default": default} if not isinstance(default, dict) else {}))
        else:
            found[name] = schema

    walk("understudy", {"$ref": reference["$ref"].replace("#/$defs/", "")})
    found["understudy.languages"]["default"] = dict(DEFAULT_LANGUAGES)  # no schema states what is made anew each time
    return found


def test_every_setting_is_declared_and_nothing_else() -> None:
    assert set(declared()) == set(expected())


@pytest.mark.parametrize("name", sorted(expected()))
def test_setting_has_the_same_type_default_and_limits(name: str) -> None:
    here, there = expected()[name], declared()[name]
    assert there["default"] == here["default"]
    for key in ("minimum", "maximum", "exclusiveMinimum", "enum"):
        mine, theirs = here.get(key), there.get(key)
        assert (sorted(mine) if isinstance(mine, list) else mine) == (
            sorted(theirs) if isinstance(theirs, list) else theirs
        ), key
    if "type" in here and "enum" not in here:
        assert there["type"] == here["type"]
    assert there.get("description") or there.get("markdownDescription")


@pytest.mark.parametrize("name", ["engine.warmStart", "onBattery"])
def test_a_workspace_cannot_set_what_is_the_machines(name: str) -> None:
    """Else a cloned repository could have text of files kept on disk, or the battery spent."""
    assert declared()[f"understudy.{name}"]["scope"] in ("machine", "application")


@pytest.mark.parametrize("name", ["understudy.learn.enable", "understudy.learn.retentionDays"])
def test_no_workspace_decides_what_is_remembered_and_for_how_long(name: str) -> None:
    assert declared()[name]["scope"] == "application"


def test_a_wrong_value_is_named_with_its_path() -> None:
    with pytest.raises(msgspec.ValidationError, match="budgetSeconds"):
        parse({"generate": {"budgetSeconds": "soon"}})


@pytest.mark.parametrize("name", sorted(declared()))
def test_the_readme_lists_the_setting_with_its_default(name: str) -> None:
    default = declared()[name]["default"]
    shown = "" if default == "" else f" `{json.dumps(default).strip(chr(34))}`"
    row = next(line for line in README.read_text().splitlines() if line.startswith(f"| `{name}` |"))
    assert row.startswith(f"| `{name}` |{shown} |")
