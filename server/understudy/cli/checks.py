"""What `understudy doctor` looks at: one function a fact, each returns a `Check` and never raises."""

from __future__ import annotations

import asyncio
import importlib.metadata
import importlib.util
import json
import os
import platform
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

import understudy
from understudy.cli import remote
from understudy.engine.errors import SharingError
from understudy.engine.shared import address, peer
from understudy.engine.wrong_build import REBUILD, wrong_build
from understudy.errors import UnderstudyError, os_error
from understudy.learn.store import Log
from understudy.lsp.trainer_process import NEEDS, absent
from understudy.models.bundled import resolve
from understudy.models.gguf_header import content_sha256, read_model
from understudy.paths import data_dir
from understudy.runner import pythons, selftest
from understudy.runner.runner import Runner
from understudy.runner.types import ConfinementError

CHILD_S = 60.0
PROBE_BYTES = 1 << 16  # about what a day of events takes
LLAMA = (
    "import json, llama_cpp as l; "
    "facts = [l.__version__, l.llama_print_system_info().decode(), bool(l.llama_supports_gpu_offload())]; "
    "print('\\n' + json.dumps(facts))"
)
PACKAGES = ("msgspec", "numpy", "pygls", "pytest", "watchdog")


class Check(msgspec.Struct, frozen=True):
    """One fact. next_step: what to do unless `status` is ok."""

    name: str
    status: Literal["ok", "warn", "fail"]
    detail: str
    next_step: str = ""


def all_checks(workspace: Path, url: str = "", remote_model: str = "") -> list[Check]:
    """Every check, in the order in which a person would fix things. url: of a remote server to look at, too."""
    steps: list[tuple[str, Callable[[], Check]]] = [
        ("python", python),
        ("packages", packages),
        ("data directory", data_directory),
        ("event log", event_log),
        ("llama.cpp", llama),
        ("model", model),
        *([("remote", lambda: remote_server(url, remote_model))] if url else []),
        ("windows", windows),
        ("sandbox", lambda: sandbox(workspace)),
        ("pytest", lambda: workspace_pytest(workspace)),
        ("trainer", trainer),
    ]
    return [_guarded(name, step) for name, step in steps]


def python() -> Check:
    version = platform.python_version()
    detail = f"{version} on {platform.platform()} ({sys.executable}), understudy {understudy.__version__}"
    return Check("python", "ok", detail)


def packages() -> Check:
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        return Check("packages", "fail", f"missing: {', '.join(missing)}", "Reinstall: pip install understudy")
    return Check("packages", "ok", ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES))


def data_directory() -> Check:
    folder = data_dir()
    probe = folder / f".doctor-{os.getpid()}"
    try:
        probe.write_bytes(bytes(PROBE_BYTES))  # an empty file fits on a full disk
    finally:
        probe.unlink(missing_ok=True)
    return Check("data directory", "ok", str(folder))


def event_log() -> Check:
    with Log.open() as log:
        if log.problem is not None:
            return Check("event log", "warn", log.problem.message, log.problem.next_step)
        return Check("event log", "ok", str(log.path))


def llama() -> Check:
    """In a child: a build for another CPU dies of an illegal instruction as soon as it is loaded."""
    done = subprocess.run([sys.executable, "-I", "-c", LLAMA], capture_output=True, text=True, timeout=CHILD_S)
    if (wrong := wrong_build(done.returncode)) is not None:
        return Check("llama.cpp", "fail", wrong.message, wrong.next_step)
    if done.returncode < 0:
        return Check("llama.cpp", "fail", f"it dies of signal {-done.returncode} when it is loaded", REBUILD)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return Check(
            "llama.cpp", "fail", f"it cannot be loaded: {reason}", "pip install --force-reinstall llama-cpp-python"
        )
    version, flags, gpu = json.loads(done.stdout.strip().splitlines()[-1])
    detail = f"llama-cpp-python {version}, {'GPU' if gpu else 'CPU'} build: {' '.join(flags.split())}"
    if platform.machine() in ("x86_64", "AMD64") and "AVX2 = 1" not in flags:
        return Check("llama.cpp", "warn", detail, f"This build does not use AVX2 and is slow. {REBUILD}")
    return Check("llama.cpp", "ok", detail)


def model() -> Check:
    path = resolve("")
    header = read_model(path)
    size = f"{header.size_bytes / 1e6:.1f} MB"
    return Check("model", "ok", f"{path.name}, {header.architecture}, {size}, sha256 {content_sha256(path)[:16]}…")


def remote_server(url: str, model: str) -> Check:
    """Reached, its model, and whether that fills gaps (ghost text) or only continues text."""

    async def look() -> Check:
        async with remote.opened(url, model) as engine:
            info = engine.info
            gaps = "no ghost text" if info.refusal else "fills gaps"
            detail = f"{engine.kind} at {engine.host}: {info.name}, context {info.context_tokens} used, {gaps}"
            problem = info.refusal or engine.warning
            return Check("remote", "warn" if problem else "ok", detail, problem)

    return asyncio.run(look())


def windows() -> Check:
    """Whether they can share one engine."""
    try:
        folder = address.folder()
        left, right = socket.socketpair()
        with left, right:
            peer.check(left)
    except SharingError as error:  # everything works, at the price of memory
        next_step = error.next_step or "Nothing needs to be done: it costs memory, no more."
        return Check("windows", "warn", f"each has an engine of its own: {error.message}", next_step)
    return Check("windows", "ok", f"they share one engine, found in {folder}")


def sandbox(workspace: Path) -> Check:
    async def describe() -> str:
        choice = await selftest.choose()
        async with await Runner.start(workspace, level=choice.level):
            return choice.describe()

    return Check("sandbox", "ok", asyncio.run(describe()))


def workspace_pytest(workspace: Path) -> Check:
    interpreter = pythons.workspace_python(workspace)
    # -I: a folder named pytest in the workspace must not be imported outside the sandbox
    done = subprocess.run(
        [str(interpreter), "-I", "-c", "import pytest; print(pytest.__version__)"],
        capture_output=True, text=True, timeout=CHILD_S, cwd=data_dir(),
    )  # fmt: skip
    if done.returncode:
        return Check(
            "pytest", "warn", f"{interpreter} has no pytest, so nothing here can be verified by tests",
            f"{interpreter} -m pip install pytest",
        )  # fmt: skip
    return Check("pytest", "ok", f"{done.stdout.strip()} in {interpreter}")


def trainer() -> Check:
    missing = absent()
    if missing:
        return Check(
            "trainer", "warn", "not installed (only fine-tuning needs it)", "pip install 'understudy[trainer]'"
        )
    return Check("trainer", "ok", ", ".join(f"{name} {importlib.metadata.version(name)}" for name in NEEDS))


def _guarded(name: str, step: Callable[[], Check]) -> Check:
    try:
        return step()
    except ConfinementError as error:  # everything but tests works
        return Check(name, "warn", error.message, error.next_step)
    except UnderstudyError as error:
        return Check(name, "fail", error.message, error.next_step)
    except subprocess.TimeoutExpired:
        return Check(name, "fail", f"no answer within {CHILD_S:.0f} s", "Close other programs and try again.")
    except OSError as error:
        known = os_error(error)
        return Check(name, "fail", known.message, known.next_step)
