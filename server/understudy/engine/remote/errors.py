"""What a remote server can answer instead of text, as the engine's errors. Its own words are quoted, tamed."""

from __future__ import annotations

from understudy.engine.errors import EngineError, EngineUnavailable, RequestError

MOST_WORDS = 200  # characters of the server's own words in one of our sentences
KEY_STEP = "Name the environment variable that holds the key in understudy.remote.keyVariable, and restart the editor."


class RemoteDownError(EngineUnavailable):
    """The server cannot be reached or is not ready. It is asked again by itself."""


class RemoteRefusedError(EngineUnavailable):
    """The server, or the address as configured, cannot be used until the user changes something."""


class DeclinedError(RequestError):
    """The server did not take this one request. status: HTTP. words: its own, tamed."""

    def __init__(self, message: str, next_step: str, status: int, words: str) -> None:
        super().__init__(message, next_step)
        self.status, self.words = status, words


def refusal(status: int, value: object, host: str, path: str) -> EngineError:
    """The error for an HTTP status other than success. value: the decoded JSON body, or its text."""
    said = words(value)
    quoted = f": {said}" if said else ""
    if status in (401, 403):
        return RemoteRefusedError(f"{host} did not accept the key (HTTP {status}).", KEY_STEP)
    if 300 <= status < 400:
        return RemoteRefusedError(
            f"{host} sends requests on to another address, which is not followed.",
            "Set understudy.remote.url to the server itself.",
        )
    if status == 404:
        return RemoteRefusedError(
            f"{host} does not know {path}{quoted}.", "Check understudy.remote.url and understudy.remote.model."
        )
    if status == 503:
        return RemoteDownError(f"{host} is not ready yet{quoted}.", "It is asked again by itself.")
    if status == 429:
        return EngineError(f"{host} has no room for this request now{quoted}.", "Try again in a moment.")
    if status >= 500 and status != 501:
        return EngineError(f"{host} failed (HTTP {status}){quoted}.", "Look at the server's log.")
    return DeclinedError(f"{host} did not take the request (HTTP {status}){quoted}.", "", status, said)


def garbage(host: str) -> EngineError:
    """The server answers something that is not its protocol."""
    return EngineError(
        f"{host} sent an answer that cannot be read.", "Check that understudy.remote.url is a completion server."
    )


def words(value: object) -> str:
    """The message in an error body of any of the usual shapes, as one short line; "" if there is none."""
    for key in ("error", "message", "detail"):
        if isinstance(value, dict) and key in value:
            value = value[key]
    if isinstance(value, list) and value and isinstance(value[0], dict):  # as pydantic tells what it refuses
        value = value[0].get("msg")
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in value[: 4 * MOST_WORDS]).split())
    return line[:MOST_WORDS].rstrip(".")
