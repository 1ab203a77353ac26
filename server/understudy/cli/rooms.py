"""Where the command puts rooms together: engine with its model and adapter, runner, log."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from understudy.cli import remote
from understudy.cli.output import print_warning
from understudy.context.ignore import IgnoreRules
from understudy.engine.client import EngineClient
from understudy.engine.remote.engine import RemoteEngine
from understudy.errors import UnderstudyError
from understudy.generate.types import Request
from understudy.learn.store import Log
from understudy.models.adapters import AdapterRegistry
from understudy.models.bundled import resolve
from understudy.models.gguf_header import content_sha256

T = TypeVar("T")
ROOT_MARKS = ("pyproject.toml", "setup.cfg", "setup.py", "pytest.ini", "tox.ini", ".git")


class UsageError(UnderstudyError):
    """What was typed cannot be understood or read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A running engine. adapter_sha: content hash of the attached adapter, "" if none."""

    client: EngineClient | RemoteEngine
    adapter_sha: str

    def request(self, request: Request) -> Request:
        """The request, marked with the adapter it is answered under."""
        return replace(request, adapter=self.adapter_sha)


def run_async(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run to the end; Ctrl-C cancels it, so that children are closed before the command exits."""
    return asyncio.run(main())


@contextlib.asynccontextmanager
async def engine(
    model: str, *, adapter: str | None = None, context_tokens: int = 4096, url: str = ""
) -> AsyncIterator[Opened]:
    """Start the engine. model: name, path, "" = the one in use. adapter: file, id, "none", None = the one in use.

    url: of a remote server to use instead; model is then the name it has there.
    """
    if url:
        if adapter not in (None, "none"):
            raise UsageError("An adapter works with the local model only.", "Leave out --adapter or --remote.")
        async with remote.opened(url, model, context_tokens) as server:
            yield Opened(server, "")
        return
    path = await asyncio.to_thread(resolve, model)
    file, sha = await asyncio.to_thread(find_adapter, adapter, path)
    client = await EngineClient.start(path, adapter=file, context_tokens=context_tokens)
    try:
        yield Opened(client, sha)
    finally:
        await client.close()


def find_adapter(wanted: str | None, model: Path) -> tuple[Path | None, str]:
    """The adapter's file and content hash for a wish as in `engine`. Raises UsageError."""
    if wanted == "none":
        return None, ""
    registry = AdapterRegistry()
    if wanted is None:
        record = registry.current(content_sha256(model))
        return (registry.path(record), record.sha256) if record else (None, "")
    record = next((r for r in registry.list() if r.id == wanted), None)
    if record is not None:
        return registry.path(record), record.sha256
    file = Path(wanted).expanduser()
    if not file.is_file():
        raise UsageError(f"There is no adapter {wanted}.", "See `understudy adapters list`, or give a GGUF file.")
    return file, content_sha256(file)


@contextlib.contextmanager
def log_for(file: Path, workspace: Path) -> Iterator[Log | None]:
    """The event log, or None where the ignore rules forbid keeping this file's text. Warns if it cannot be written."""
    if not IgnoreRules((workspace,)).decide(file).allowed:
        yield None
        return
    with Log.open() as log:
        yield log
        if log.problem is not None:
            print_warning(log.problem)


def workspace_of(file: Path) -> Path:
    """The nearest folder above `file` that looks like a project's root, else the current folder or the file's own."""
    for folder in file.parents:
        if any((folder / mark).exists() for mark in ROOT_MARKS):
            return folder
    here = Path.cwd()
    return here if file.is_relative_to(here) else file.parent


def read_source(path: Path) -> str:
    """A source file's text with its line ends as they are. Raises UsageError if it cannot be read as UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text.", "Convert it to UTF-8 and try again.") from None
