"""`understudy.status`, `understudy.debugInformation` and the `understudy/status` notification."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import msgspec
from pygls.lsp.server import LanguageServer

import understudy
from understudy.errors import UnderstudyError
from understudy.learn.stats import stats
from understudy.lsp.session import Session

NOTIFICATION = "understudy/status"


class Status(msgspec.Struct, frozen=True, rename="camel"):
    """What a status item shows. state: off, loading, ready, restarting, error, generating, training, paused.
    last_ms: of the last suggestion. detail: the error, or what is under way."""

    state: str
    model: str
    adapter: str
    last_ms: float
    tokens_per_second: float
    shown: int
    accepted: int
    kept30s: int = msgspec.field(name="kept30s")
    detail: str = ""


def payload(session: Session) -> dict[str, object]:
    """The status as it is sent."""
    host, counts = session.host, session.tracker.counts
    state: str = host.state
    if not session.settings.enable:
        state = "paused"
    elif session.activities.current and state == "ready":
        state = session.activities.current
    value = Status(
        state=state,
        model=host.client.info.name if host.served is not None and host.client else "",
        adapter=host.adapter.id if host.adapter else "",
        last_ms=round(session.last_ms, 1),
        tokens_per_second=round(session.tokens_per_s, 1),
        shown=counts.shown,
        accepted=counts.accepted,
        kept30s=counts.kept,
        detail=str(host.error) if host.error else "",
    )
    found: dict[str, object] = msgspec.to_builtins(value)
    return found


def register(server: LanguageServer, session: Session) -> None:
    """Announce status changes and answer the two commands."""

    def announce() -> None:
        now = payload(session)
        if now != session.announced:
            session.announced = now
            server.protocol.notify(NOTIFICATION, now)

    session.announce = announce

    @server.command("understudy.status")
    def status(arguments: list[object]) -> dict[str, object]:
        return payload(session)

    @server.command("understudy.debugInformation")
    async def debug_information(arguments: list[object]) -> str:
        return await _debug_text(session)

    @server.command("understudy.restartEngine")
    async def restart_engine(arguments: list[object]) -> None:
        session.completer.clear()
        await session.host.restart()


async def _debug_text(session: Session) -> str:
    """Everything an issue needs and nothing of the user's code; the home folder is `~`."""
    host = session.host
    lines = [
        f"Understudy {understudy.__version__}",
        f"Python {platform.python_version()} ({sys.executable})",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    if host.client is not None and host.served is not None:
        info = host.client.info
        lines.append(f"Model {info.name}: {info.architecture}, {info.parameters / 1e6:.0f} M, {info.sha256[:12]}")
        lines.append(f"Engine process {host.client.pid}, context {info.context_tokens}, FIM {info.fim_order}")
    lines.append(f"Adapter {host.adapter.id if host.adapter else 'none'}")
    lines += [f"{key}: {value}" for key, value in payload(session).items()]
    lines.append(f"trusted: {session.trusted}")
    lines.append(f"settings: {msgspec.json.encode(session.settings).decode()}")
    try:
        found = await session.learning.read(stats)
        lines.append(f"log: {found.shown} shown, {found.accepted} accepted, {found.size_bytes} bytes")
    except UnderstudyError as error:
        lines.append(f"log: {error}")
    return "\n".join(lines).replace(str(Path.home()), "~")
