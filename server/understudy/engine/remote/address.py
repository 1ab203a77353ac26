"""The address the user typed, checked. Pure."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from understudy.engine.remote.errors import RemoteRefusedError

_EXAMPLE = "Write it like http://127.0.0.1:8080 or https://models.example.org/v1."
_ENDPOINTS = ("/v1/completions", "/completions", "/completion", "/infill", "/v1")  # people paste these


@dataclass(frozen=True, slots=True)
class Address:
    """base: scheme, host, port and path without `/v1`, no slash at the end. host: as it is shown to the user."""

    base: str
    host: str
    loopback: bool
    encrypted: bool

    @property
    def warning(self) -> str:
        """What the user should hear once, "" if nothing."""
        if self.encrypted or self.loopback:
            return ""
        return f"Text around the cursor travels to {self.host} unencrypted. Use https:// if the server offers it."


def parse(url: str) -> Address:
    """Raises RemoteRefusedError with what is wrong. A key in the address would end up in logs, so it is refused."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise RemoteRefusedError(f"understudy.remote.url is no address: {error}.", _EXAMPLE) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in url.strip()):
        raise RemoteRefusedError("understudy.remote.url is no address of a server.", _EXAMPLE)
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise RemoteRefusedError(
            "understudy.remote.url holds more than an address.",
            "Leave user, password and parameters out; a key goes into the variable of understudy.remote.keyVariable.",
        )
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    host = f"{name}:{port}" if port else name
    path = parts.path.rstrip("/")
    for endpoint in _ENDPOINTS:
        path = path.removesuffix(endpoint)
    return Address(f"{parts.scheme}://{host}{path}", host, _loopback(parts.hostname), parts.scheme == "https")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
