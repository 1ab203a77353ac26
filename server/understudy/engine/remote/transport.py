"""HTTP to one server: bounded answers, streamed events, and every failure as one of our errors.

Nothing is followed anywhere: the key goes to the host of the user's address only. Knows nothing of completion.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Iterator
from typing import TYPE_CHECKING, NamedTuple

from understudy.engine.remote.address import Address
from understudy.engine.remote.errors import RemoteDownError, RemoteRefusedError, garbage, refusal

if TYPE_CHECKING:
    import httpx2

CONNECT_S = 5.0
SILENCE_S = 60.0  # a long prompt on a processor is evaluated before the first byte comes
MOST_BYTES = 1 << 20  # of one JSON answer or one event; a completion has a few kilobytes
_AGAIN = "It is asked again by itself; check that the server runs."


class Answer(NamedTuple):
    """status: HTTP. value: decoded JSON, or the text if it is none."""

    status: int
    value: object


class Transport:
    """Made by `open`. key: "" = none; it is only ever a header of requests to `address`."""

    def __init__(self, client: httpx2.AsyncClient, address: Address) -> None:
        self._client = client
        self.address = address

    @classmethod
    async def open(cls, address: Address, key: str) -> Transport:
        """Opens no connection yet. Raises RemoteRefusedError if the key cannot be sent as a header."""
        if not (key.isascii() and key.isprintable()):
            raise RemoteRefusedError("The key of the remote server has characters no key can have.", "Correct it.")
        return cls(await asyncio.to_thread(_client, address, key), address)

    async def get(self, path: str, timeout_s: float) -> Answer:
        return await self._ask("GET", path, None, timeout_s)

    async def post(self, path: str, body: dict[str, object], timeout_s: float) -> Answer:
        return await self._ask("POST", path, body, timeout_s)

    async def events(self, path: str, body: dict[str, object]) -> AsyncGenerator[object]:
        """The JSON values of a streamed answer; of a server that does not stream, its one value.

        Closing the generator closes the connection, which is how the server learns that nobody waits any more.
        """
        import httpx2

        host = self.address.host
        with self._translated():
            async with self._client.stream("POST", self.address.base + path, json=body) as response:
                kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                if response.status_code != 200:
                    raise refusal(response.status_code, _json(await _bounded(response)), host, path)
                if kind != "text/event-stream":
                    yield _object(_json(await _bounded(response)), host)
                    return
                async for event in httpx2.EventSource(response, MOST_BYTES):
                    if event.data.strip() == "[DONE]":
                        return
                    if event.data:
                        yield _object(_json(event.data.encode()), host)

    async def close(self) -> None:
        await self._client.aclose()

    async def _ask(self, method: str, path: str, body: dict[str, object] | None, timeout_s: float) -> Answer:
        with self._translated():
            try:
                async with (
                    asyncio.timeout(timeout_s),
                    self._client.stream(method, self.address.base + path, json=body) as response,
                ):
                    return Answer(response.status_code, _json(await _bounded(response)))
            except TimeoutError:
                raise RemoteDownError(f"{self.address.host} did not answer within {timeout_s:g} s.", _AGAIN) from None

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Failures of the connection as RemoteDownError, broken protocol as EngineError."""
        import httpx2

        host = self.address.host
        try:
            yield
        except httpx2.ConnectError:
            raise RemoteDownError(f"{host} cannot be reached.", _AGAIN) from None
        except httpx2.TimeoutException:
            raise RemoteDownError(f"{host} did not answer in time.", _AGAIN) from None
        except (httpx2.SSEError, httpx2.DecodingError):
            raise garbage(host) from None
        except (httpx2.TransportError, httpx2.StreamError):
            raise RemoteDownError(f"{host} broke the connection off.", _AGAIN) from None
        except (httpx2.InvalidURL, UnicodeError):
            raise RemoteRefusedError("understudy.remote.url is no address of a server.", "Correct it.") from None


def _client(address: Address, key: str) -> httpx2.AsyncClient:
    """In a thread: the import and the certificates cost a tenth of a second. A proxy is for other machines only."""
    import httpx2

    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
    timeout = httpx2.Timeout(SILENCE_S, connect=CONNECT_S, pool=CONNECT_S)
    return httpx2.AsyncClient(headers=headers, timeout=timeout, follow_redirects=False, trust_env=not address.loopback)


async def _bounded(response: httpx2.Response) -> bytes:
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > MOST_BYTES:
            raise garbage(response.url.host)
    return bytes(data)


def _json(data: bytes) -> object:
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        return data.decode("utf-8", "replace")
    return value


def _object(value: object, host: str) -> object:
    if not isinstance(value, dict):
        raise garbage(host)
    error = value if value.get("object") == "error" else value.get("error")
    if error and "choices" not in value:
        code = error.get("code") if isinstance(error, dict) else None
        raise refusal(code if isinstance(code, int) and 400 <= code < 600 else 500, value, host, "the request")
    return value
