"""A prompt of ours taken apart again for a server that puts its own special tokens around the parts. Pure."""

from __future__ import annotations

from typing import NamedTuple

from understudy.engine.errors import RequestError
from understudy.prompts.special import FILE_SEP, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS
from understudy.prompts.types import Prompt, Snippet

SPECIAL = {
    name: number for number, name in enumerate(LITERALS) if name in (FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE, FILE_SEP)
}
"""Stands for the tokens of a model whose ids we never see. The numbers are those of our own models' table, so that
what is learnt from this model's suggestions can train the bundled one."""

_NAMES = {token: name for name, token in SPECIAL.items()}


class Gap(NamedTuple):
    """Text before and after the cursor, LF. snippets: code of other files, in order."""

    prefix: str
    suffix: str
    snippets: tuple[Snippet, ...] = ()


def take_apart(prompt: Prompt, heal: str = "") -> Gap | str:
    """The gap to fill, or for a prompt without special tokens the text to continue. heal: goes behind the text before
    the cursor: no server can be made to write it.

    Raises RequestError for a prompt made for another model, and for one without any text.
    """
    marked: list[tuple[str, str]] = [("", "")]  # name of a special token, "" = none, and the text behind it
    for piece in prompt:
        if isinstance(piece, str):
            name, text = marked[-1]
            marked[-1] = (name, text + piece.encode("utf-8", "replace").decode())
        elif piece in _NAMES:
            marked.append((_NAMES[piece], ""))
        else:
            raise RequestError("This prompt was made for another model.", "Ask again.")
    parts = dict(marked)
    if FIM_PREFIX not in parts:
        text = "".join(text for _, text in marked) + heal
        if not text:
            raise RequestError("There is nothing to continue: the prompt is empty.")
        return text
    files = [text for name, text in marked if name == FILE_SEP][:-1]  # the last one names the file itself
    return Gap(parts[""] + parts[FIM_PREFIX] + heal, parts.get(FIM_SUFFIX, ""), tuple(map(_snippet, files)))


def starts_line(parts: Gap | str) -> bool:
    """Whether what is written next starts a line."""
    text = parts.prefix if isinstance(parts, Gap) else parts
    return not text or text.endswith("\n")


def _snippet(text: str) -> Snippet:
    path, _, code = text.partition("\n")
    return Snippet(path, code)
