"""`understudy.status`, `understudy.debugInformation` and the `understudy/status` notification."""

from __future__ import annotations

import json
import platform
import re
import statistics
import sys
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from pygls.lsp.server import LanguageServer

import understudy
from understudy.complete.completer import REMEMBERED_ANSWERS
from understudy.errors import UnderstudyError
from understudy.learn.counts import counts
from understudy.learn.store import Log
from understudy.lsp.session import Session
from understudy.lsp.snooze import WAKE
from understudy.models.bundled import languages
from understudy.settings import ModelsSettings, RemoteSettings, Settings

NOTIFICATION = "understudy/status"
RESTART = "understudy.restartEngine"
SLOW_FACTOR = 4  # past the first-answer time a line is given up at that many times as long: most answers come too late
_HOST = re.compile(r"//(?:[^/@]*@)?([^/:?#]+)")

PausedBy = Literal["", "off", "snoozed", "battery", "language"]


class Status(msgspec.Struct, frozen=True, rename="camel"):
    """What a status item shows.

    state: off, idle (unloaded), loading, ready, thinking, slow, restarting, error, generating, training, paused.
    paused_by: why no suggestion comes while typing; "" if one may. "language" is that of the last request.
    last_ms: of the last suggestion. answer_ms: the model's usual time to an answer, 0 until that is known.
    kept30s, looked_at30s: accepted texts of which something stood there after 30 s, out of those looked at; kept5min,
    looked_at5min: after five minutes. Counts are those of the whole log. detail: what is wrong with the model, or with
    an adapter that could not be attached. remote: the server's name, "" for the local model. power: what holds on
    battery (normal, gentle, pause). restricted: the workspace is not trusted, no test of it is run. snoozed_until:
    seconds since the epoch, 0 = not snoozed, or without an end. model_languages: what the model was made for, empty =
    not known. next_step: what the user can do, one sentence.
    place: where the model is (remote, shared, own; "" while there is none). alone: why it is not shared, if that is
    wanted. action: the command of this server that does it, "" if it has none.
    """

    state: str
    model: str
    adapter: str
    last_ms: float
    tokens_per_second: float
    shown: int
    accepted: int
    kept30s: int = msgspec.field(name="kept30s")
    looked_at30s: int = msgspec.field(name="lookedAt30s")
    kept5min: int = msgspec.field(name="kept5min")
    looked_at5min: int = msgspec.field(name="lookedAt5min")
    detail: str = ""
    remote: str = ""
    power: str = "normal"
    place: str = ""
    alone: str = ""
    paused_by: PausedBy = ""
    restricted: bool = False
    snoozed_until: float = 0.0
    answer_ms: float = 0.0
    model_languages: tuple[str, ...] = ()
    next_step: str = ""
    action: str = ""


class _Advice(NamedTuple):
    next_step: str = ""
    action: str = ""


def payload(session: Session) -> dict[str, object]:
    """The status as it is sent."""
    host, counts = session.host, session.tracker.counts
    info = host.client.info if host.served is not None and host.client else None
    paused_by = _paused_by(session)
    state = _state(session, paused_by)
    problem = host.problem or host.adapter_error
    advice = _advice(session, state, paused_by)
    value = Status(
        state=state,
        model=info.name if info else "",
        adapter=host.adapter.id if host.adapter else "",
        last_ms=round(session.last_ms, 1),
        tokens_per_second=round(session.tokens_per_s, 1),
        shown=counts.shown,
        accepted=counts.accepted,
        kept30s=counts.kept_30s,
        looked_at30s=counts.looked_30s,
        kept5min=counts.kept_5min,
        looked_at5min=counts.looked_5min,
        detail=str(problem) if problem else "",
        remote=host.remote,
        power=host.power.state,
        place=host.place,
        alone=host.alone,
        paused_by=paused_by,
        restricted=not session.trusted,
        snoozed_until=round(session.snooze.until, 1) if session.snooze.on else 0.0,
        answer_ms=round(1000 * _answer_s(session)),
        model_languages=languages(info.path) if info and not host.remote else (),
        next_step=advice.next_step,
        action=advice.action,
    )
    found: dict[str, object] = msgspec.to_builtins(value)
    return found


def _paused_by(session: Session) -> PausedBy:
    if not (session.settings.enable and session.settings.completion.enable):
        return "off"
    if session.snooze.on:
        return "snoozed"
    if session.refused_language:
        return "language"
    return "battery" if session.host.power.state == "pause" else ""


def _state(session: Session, paused_by: PausedBy) -> str:
    state: str = session.host.state
    if not session.settings.enable:
        return "paused"
    if session.activities.current and state == "ready":
        return session.activities.current
    if state == "error":
        return state
    if paused_by:
        return "paused"
    if state == "ready":
        if session.thinking.on:
            return "thinking"
        if _answer_s(session) > SLOW_FACTOR * session.settings.completion.first_answer_ms / 1000:
            return "slow"
    return state


def _answer_s(session: Session) -> float:
    """The median of the model's last answers, 0 while there are too few."""
    answers = session.completer.answers
    return statistics.median(answers) if len(answers) == REMEMBERED_ANSWERS else 0.0


def _advice(session: Session, state: str, paused_by: PausedBy) -> _Advice:
    """What the user can do now. What only the client's settings can do has no command here."""
    if state == "error":
        step = session.host.problem.next_step if session.host.problem else ""
        return _Advice(step or "Restart the engine.", RESTART)
    if paused_by == "off":
        name = "completion.enable" if session.settings.enable else "enable"
        return _Advice(f"Set understudy.{name} to true.")
    if paused_by == "snoozed":
        return _Advice("Wake it.", WAKE)
    if paused_by == "language":
        wanted = json.dumps({session.refused_language: True})
        return _Advice(f"Set understudy.languages to {wanted} to have it completed too.")
    if paused_by == "battery":
        return _Advice("Plug the machine in, or set understudy.onBattery to gentle. On request suggestions still come.")
    if state == "slow":
        return _Advice("Choose a smaller model (understudy.model), or raise understudy.completion.firstAnswerMs.")
    problem = session.host.problem or session.host.adapter_error
    return _Advice(problem.next_step) if problem else _Advice()


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

    @server.command(RESTART)
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
        lines.append(await session.learning.read(_log_line))
    except UnderstudyError as error:
        lines.append(f"log: {error}")
    text = "\n".join(lines).replace(str(Path.home()), "~")
    host_name = _HOST.search(session.settings.remote.url)
    return text.replace(host_name[1], "(remote server)") if host_name else text


def _log_line(log: Log) -> str:
    found, size = counts(log), log.path.stat().st_size if log.path.exists() else 0
    return f"log: {found.shown} shown, {found.accepted} accepted, {size} bytes"


def _public(settings: Settings) -> Settings:
    """Without addresses of servers, and without what may be a key that was put in the wrong place."""
    remote = settings.remote
    hidden = RemoteSettings(
        url="(set)" if remote.url else "", model=remote.model, key_variable="(set)" if remote.key_variable else ""
    )
    models = ModelsSettings(hub="(set)" if settings.models.hub else "")
    return msgspec.structs.replace(settings, remote=hidden, models=models)
