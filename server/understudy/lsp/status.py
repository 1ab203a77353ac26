"""`understudy.status`, `understudy.debugInformation` and the `understudy/status` notification."""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path

import msgspec
from pygls.lsp.server import LanguageServer

import understudy
from understudy.errors import UnderstudyError
from understudy.learn.stats import stats
from understudy.lsp.session import Session
from understudy.settings import ModelsSettings, RemoteSettings, Settings

NOTIFICATION = "understudy/status"
_HOST = re.compile(r"//(?:[^/@]*@)?([^/:?#]+)")


class Status(msgspec.Struct, frozen=True, rename="camel"):
    """What a status item shows. state: off, idle (unloaded), loading, ready, restarting, error, generating, training,
    paused. last_ms: of the last suggestion. detail: what is wrong. remote: the server's name, "" for the local model.
    power: what holds on battery (normal, gentle, pause); with "pause" the state is paused. place: where the model is
    (remote, shared, own; "" while there is none). alone: why it is not shared, if that is wanted."""

    state: str
    model: str
    adapter: str
    last_ms: float
    tokens_per_second: float
    shown: int
    accepted: int
    kept30s: int = msgspec.field(name="kept30s")
    detail: str = ""
    remote: str = ""
    power: str = "normal"
    place: str = ""
    alone: str = ""


def payload(session: Session) -> dict[str, object]:
    """The status as it is sent."""
    host, counts = session.host, session.tracker.counts
    state: str = host.state
    if not session.settings.enable:
        state = "paused"
    elif session.activities.current and state == "ready":
        state = session.activities.current
    elif host.power.state == "pause" and state != "error":
        state = "paused"
    value = Status(
        state=state,
        model=host.client.info.name if host.served is not None and host.client else "",
        adapter=host.adapter.id if host.adapter else "",
        last_ms=round(session.last_ms, 1),
        tokens_per_second=round(session.tokens_per_s, 1),
        shown=counts.shown,
        accepted=counts.accepted,
        kept30s=counts.kept,
        detail=str(host.problem) if host.problem else "",
        remote=host.remote,
        power=host.power.state,
        place=host.place,
        alone=host.alone,
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
        await session.host.restart("renew")


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
        place = "remote server" if host.remote else f"process {host.client.pid} ({host.place})"
        lines.append(f"Engine {place}, context {info.context_tokens}, FIM {info.fim_order}")
    lines.append(f"Adapter {host.adapter.id if host.adapter else 'none'}")
    lines += [f"{key}: {value}" for key, value in payload(session).items()]
    lines.append(f"trusted: {session.trusted}")
    lines.append(f"settings: {msgspec.json.encode(_public(session.settings)).decode()}")
    try:
        found = await session.learning.read(stats)
        lines.append(f"log: {found.shown} shown, {found.accepted} accepted, {found.size_bytes} bytes")
    except UnderstudyError as error:
        lines.append(f"log: {error}")
    text = "\n".join(lines).replace(str(Path.home()), "~")
    host_name = _HOST.search(session.settings.remote.url)
    return text.replace(host_name[1], "(remote server)") if host_name else text


def _public(settings: Settings) -> Settings:
    """Without addresses of servers, and without what may be a key that was put in the wrong place."""
    remote = settings.remote
    hidden = RemoteSettings(
        url="(set)" if remote.url else "", model=remote.model, key_variable="(set)" if remote.key_variable else ""
    )
    models = ModelsSettings(hub="(set)" if settings.models.hub else "")
    return msgspec.structs.replace(settings, remote=hidden, models=models)
