"""The arguments of `workspace/executeCommand`: JSON from the client in, checked values out."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from pygls.exceptions import JsonRpcInvalidParams

T = TypeVar("T")


def first(arguments: list[object], kind: type[T]) -> T:
    """The first argument as `kind` (missing = an empty object). Raises JsonRpcInvalidParams, which the client sees."""
    value = arguments[0] if arguments and arguments[0] is not None else {}
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise JsonRpcInvalidParams(f"Wrong argument: {error}") from None
