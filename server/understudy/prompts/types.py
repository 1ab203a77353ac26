"""What a prompt is."""

from __future__ import annotations

Prompt = list[str | int]
"""Pieces in order: text (tokenized as plain text, never parsed for special tokens) or one token id."""
