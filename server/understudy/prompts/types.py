"""What a prompt is."""

from __future__ import annotations

from typing import NamedTuple

Prompt = list[str | int]
"""Pieces in order: text (tokenized as plain text, never parsed for special tokens) or one token id."""


class Snippet(NamedTuple):
    """Code of another file for the prompt. path: relative to the workspace, with "/". text: whole lines, LF."""

    path: str
    text: str
