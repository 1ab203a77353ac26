"""An event as the log's file holds it: without secrets, as JSON, compressed."""

from __future__ import annotations

import zlib

import msgspec

from understudy.learn.events import Event, Excluded, Imported, Shown, Tested
from understudy.learn.masking import mask, mask_prompt

UNREADABLE = (msgspec.DecodeError, zlib.error)
"""What a damaged row raises."""

_DECODER: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def packed(event: Event) -> bytes:
    return zlib.compress(msgspec.json.encode(_masked(event)), 1)


def unpacked(body: bytes) -> Event:
    """Raises one of UNREADABLE."""
    return _DECODER.decode(zlib.decompress(body))


def _masked(event: Event) -> Event:
    if isinstance(event, Shown):
        return msgspec.structs.replace(event, prompt=mask_prompt(event.prompt), text=mask(event.text))
    if isinstance(event, Tested):
        candidates = tuple(msgspec.structs.replace(c, text=mask(c.text)) for c in event.candidates)
        return msgspec.structs.replace(event, prompt=mask_prompt(event.prompt), candidates=candidates)
    if isinstance(event, Imported):
        texts, scope = tuple(map(mask, event.texts)), mask(event.scope)
        return msgspec.structs.replace(event, prompt=mask_prompt(event.prompt), texts=texts, scope=scope)
    return event if isinstance(event, Excluded) else msgspec.structs.replace(event, text=mask(event.text))
