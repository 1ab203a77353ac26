"""The packed extension, as `make vsix` packs it: all that it needs, nothing else, and how big it is.

The model is inside on purpose, so that Understudy works at once, also offline. The limit of 2 MB is for all the rest.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[1]
MOST_CODE = 2_000_000  # bytes
MODEL = "understudy/models/bundled/understudy-tiny.gguf"

BELONGS = [
    r"\[Content_Types\]\.xml",
    r"extension\.vsixmanifest",
    r"extension/package(\.nls(\.[a-z-]+)?)?\.json",
    r"extension/(readme|changelog)\.md",
    r"extension/LICENSE\.txt",
    r"extension/l10n/bundle\.l10n(\.[a-z-]+)?\.json",
    r"extension/dist/(extension|results|fineTune)\.js",
    r"extension/dist/server/understudy-[0-9.]+-py3-none-any\.whl",
    r"extension/extension/icon\.png",
    r"extension/extension/media/[a-z]+\.css",
    r"extension/extension/sample/(test_)?sample\.py",
    r"extension/extension/walkthrough/[a-z]+(\.nls\.[a-z-]+)?\.md",
]
BELONGS_IN_WHEEL = [
    r"understudy(_trainer)?/.+\.(py|typed|txt|json|md|sb|toml)",
    re.escape(MODEL),
    r"understudy-[0-9.]+\.dist-info/.+",
]


@pytest.fixture(scope="module")
def vsix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    tools = Path(os.environ.get("UNDERSTUDY_E2E_CACHE") or f"{cache}/understudy-dev/code-server") / "node_modules/.bin"
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    if not (REPOSITORY / "node_modules" / ".bin" / "vsce").exists() or not shutil.which("node", path=path):
        pytest.skip("the packaging tools are not there: scripts/setup.sh node")
    packed = tmp_path_factory.mktemp("vsix") / "understudy.vsix"
    environment = {**os.environ, "PATH": path, "PYTHON": sys.executable}
    for command in (
        ["node", "extension/bundle-server.mjs"],
        ["node_modules/.bin/vsce", "package", "--no-dependencies", "--out", str(packed)],
    ):
        ended = subprocess.run(
            command,
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            stdin=subprocess.DEVNULL,
        )
        assert ended.returncode == 0, f"{ended.stdout}{ended.stderr}"
    return packed


@pytest.fixture(scope="module")
def files(vsix: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(vsix) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


@pytest.fixture(scope="module")
def wheel(files: dict[str, bytes]) -> zipfile.ZipFile:
    (name,) = (name for name in files if name.endswith(".whl"))
    return zipfile.ZipFile(io.BytesIO(files[name]))


def strangers(names: list[str], belongs: list[str]) -> list[str]:
    return [name for name in names if not any(re.fullmatch(pattern, name) for pattern in belongs)]


def test_the_code_is_small_and_the_readme_tells_the_whole_size(vsix: Path, wheel: zipfile.ZipFile) -> None:
    whole, model = vsix.stat().st_size, len(zlib.compress(wheel.read(MODEL)))
    print(f"VSIX {whole / 1e6:.2f} MB: model {model / 1e6:.2f} MB, code {(whole - model) / 1e6:.2f} MB")
    assert whole - model < MOST_CODE
    told = re.search(r"\((\d+) MB, of which the model is (\d+)\)", (REPOSITORY / "README.md").read_text())
    assert told, "README says how big the VSIX is"
    assert abs(int(told[1]) - whole / 1e6) <= 1 and abs(int(told[2]) - model / 1e6) <= 1


def test_nothing_is_inside_that_does_not_belong(files: dict[str, bytes], wheel: zipfile.ZipFile) -> None:
    assert strangers(list(files), BELONGS) == []
    assert strangers(wheel.namelist(), BELONGS_IN_WHEEL) == []
    assert not [name for name in wheel.namelist() if re.search(r"(^|/)(tests?|__pycache__)/", name)]


def test_everything_the_manifest_names_is_inside(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["extension/package.json"])
    named = {manifest["main"], manifest["icon"]} | {f"{manifest['l10n']}/bundle.l10n.zh-cn.json"}
    for walkthrough in manifest["contributes"]["walkthroughs"]:
        for step in walkthrough["steps"]:
            page = step["media"]["markdown"]
            named |= {page, page.replace(".md", ".nls.zh-cn.md")}
    named |= {"package.nls.json", "package.nls.zh-cn.json"}
    named |= {f"extension/sample/{name}" for name in ("sample.py", "test_sample.py")}
    assert {f"extension/{name.removeprefix('./')}" for name in named} <= set(files)
    for name in (*files, "extension/readme.md"):
        if name.endswith((".json", ".md", ".js", ".css")):
            assert files[name].strip(), f"{name} is empty"


def test_it_is_one_package_for_every_platform(files: dict[str, bytes], wheel: zipfile.ZipFile) -> None:
    assert b"TargetPlatform" not in files["extension.vsixmanifest"]
    assert not [
        name for name in (*files, *wheel.namelist()) if name.endswith((".node", ".so", ".dylib", ".dll", ".exe"))
    ]


def test_the_wheel_is_the_whole_server_of_the_same_version(files: dict[str, bytes], wheel: zipfile.ZipFile) -> None:
    manifest: dict[str, Any] = json.loads(files["extension/package.json"])
    assert any(name == f"understudy-{manifest['version']}.dist-info/METADATA" for name in wheel.namelist())
    inside = set(wheel.namelist())
    for folder, package in (("server", "understudy"), ("trainer", "understudy_trainer")):
        here = REPOSITORY / folder
        sources = {path.relative_to(here).as_posix() for path in (here / package).rglob("*.py")}
        assert sources <= inside, f"missing: {sorted(sources - inside)}"
    assert wheel.read(MODEL)[:4] == b"GGUF"
