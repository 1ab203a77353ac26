"""Settings from the client: pulled after start and after each change. A wrong value is said once, costs only itself."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import msgspec
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from understudy.lsp.session import Session
from understudy.settings import LONGEST_DAYS, Settings, parse

log = logging.getLogger(__name__)
SECTION = "understudy"
_MOST_WRONG = 40  # there are fewer settings than this

_CAREFUL: dict[tuple[str, ...], tuple[object, str]] = {
    ("learn", "retentionDays"): (LONGEST_DAYS, "nothing is deleted for its age until it is corrected"),
    ("learn", "enable"): (False, "nothing is remembered until it is corrected"),
    ("learn",): ({"enable": False, "retentionDays": LONGEST_DAYS}, "nothing is remembered until it is corrected"),
}
"""Where the default might do what the user forbade, or delete what the user wanted to keep: what is used instead."""


def read(value: object) -> tuple[Settings, list[str]]:
    """Settings from what the client sent, and one sentence for each wrong value and what is used instead."""
    problems: list[str] = []
    current = msgspec.to_builtins(value) if isinstance(value, Mapping) else {}
    for _ in range(_MOST_WRONG):
        try:
            return parse(current), problems
        except msgspec.ValidationError as error:
            path = _path(str(error))
            instead, said = _CAREFUL.get(tuple(path), (None, "the default is used"))
            problems.append(f"understudy.{'.'.join(path)}: {str(error).split(' - ')[0]}; {said}.")
            if not _remove(current, path):
                break
            if instead is not None:
                _put(current, path, instead)
    return Settings(), problems


def register(server: LanguageServer, session: Session) -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def changed(params: types.DidChangeConfigurationParams) -> None:
        if _can_pull(server):
            await pull(server, session)
        else:
            sent = params.settings if isinstance(params.settings, Mapping) else {}
            await use(session, sent.get(SECTION, sent))


async def pull(server: LanguageServer, session: Session) -> None:
    """Ask the client for its settings and use them; a client that cannot say keeps what it has."""
    if not _can_pull(server):
        return
    session.learning.ask()
    folders = session.roots if len(session.roots) > 1 else ()
    scopes = [None, *(folder.as_uri() for folder in folders)]
    request = types.ConfigurationParams([types.ConfigurationItem(scope_uri=uri, section=SECTION) for uri in scopes])
    try:
        found = await server.workspace_configuration_async(request)
    except JsonRpcException as error:
        log.warning("the client did not answer workspace/configuration: %s", error)
        known = session.learning.retention_days is not None
        used = "those it told before are used" if known else "the defaults are used, and nothing is remembered"
        session.notices.once("settings", f"The editor could not tell Understudy's settings: {used} until it can.")
        return
    session.folder_languages = {
        folder: read(value)[0].languages for folder, value in zip(folders, found[1:], strict=False)
    }
    await use(session, found[0] if found else None)


async def use(session: Session, value: object) -> None:
    """Check and use settings; wrong ones are shown, once."""
    settings, problems = read(value)
    if problems:
        session.notices.once("settings", f"{' '.join(problems)} Correct it in the settings.")
    else:
        session.notices.again("settings")
    await session.configure(settings)


def _can_pull(server: LanguageServer) -> bool:
    workspace = server.client_capabilities.workspace
    return bool(workspace and workspace.configuration)


def _path(message: str) -> list[str]:
    """The keys in msgspec's "… - at `$.completion.maxTokens`"; of one entry of an object, `[...]`, the object's."""
    _, _, where = message.partition("`$.")
    return where.rstrip("`").partition("[")[0].split(".") if where else []


def _remove(value: dict[str, object], path: list[str]) -> bool:
    for key in path[:-1]:
        inner = value.get(key)
        if not isinstance(inner, dict):
            return False
        value = inner
    return (bool(path) and value.pop(path[-1], None) is not None) or bool(path and path[-1] in value)


def _put(value: dict[str, Any], path: list[str], new: object) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = new
