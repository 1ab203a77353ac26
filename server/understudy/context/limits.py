"""How large a document may be. In: its size. Out: whether Understudy works in it, and the sentence why not."""

from __future__ import annotations

from understudy.errors import UnderstudyError

MOST_DOCUMENT_BYTES = 512 * 1024  # beyond this a file is generated or data, and every step over it costs the editor


class TooBigError(UnderstudyError):
    """A file in which nothing is completed or generated."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is larger than {MOST_DOCUMENT_BYTES // 1024} KB, so Understudy leaves it alone.",
            "Move the code you work on to a smaller file.",
        )


def too_big(size: int) -> bool:
    """size: of the document in characters (of a large file they are bytes, nearly)."""
    return size > MOST_DOCUMENT_BYTES
