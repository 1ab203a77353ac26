"""A gap as text with the special tokens written out, for servers that only take text. Pure."""

from __future__ import annotations

import re

from understudy.prompts.families import FAMILIES, Family, first_special, normal
from understudy.prompts.special import FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX

_CONTROL = re.compile(r"<(?=\|[^\s|<>]{1,40}\|>|｜[^｜<>]{1,40}｜>|/?s>)")
"""Control tokens of families that are in no table of ours."""

_VERSIONS = {"granite4": "granite-?[4-9]"}  # a name shared with an older family of other tokens


def named(model: str) -> Family | None:
    """The family a model's name tells, None if it tells none."""
    name = normal(model)
    fitting = [family for family in FAMILIES if re.search(_VERSIONS.get(family.name, family.named), name)]
    return max(fitting, key=lambda family: len(family.marks), default=None)


def marked(prefix: str, suffix: str, family: Family) -> str:
    """The text whose continuation fills the gap, in the family's own order."""
    joint = " " if family.tokens[FIM_PREFIX].startswith("▁") else ""  # sentencepiece puts one before its text
    before = _token(family, FIM_PREFIX) + joint + defused(prefix, family)
    after = _token(family, FIM_SUFFIX) + defused(suffix, family)
    order = after + before if family.order == "spm" else before + after
    return (order + _token(family, FIM_MIDDLE)).lstrip(" ")


def defused(text: str, family: Family | None) -> str:
    """The text with a space inside everything the server could take for a special token: it parses text for them.

    Chosen over refusing the request, which would leave files that mention such tokens without any completion.
    """
    safe = ""
    while (at := _first(text, family)) is not None:
        safe, text = f"{safe}{text[: at + 1]} ", text[at + 1 :]
    return safe + text


def _first(text: str, family: Family | None) -> int | None:
    own = [text.find(_token(family, name).strip() or "\0") for name in family.tokens] if family else []
    listed = first_special(text, family=family.name if family else "")
    other = _CONTROL.search(text)
    found = [at for at in (*own, -1 if listed is None else listed, other.start() if other else -1) if at >= 0]
    return min(found, default=None)


def _token(family: Family, name: str) -> str:
    """ "" if the family has none. A sentencepiece token that begins a word is written with the word's space."""
    text = family.tokens.get(name, "")
    return f" {text[1:]}" if text.startswith("▁") else text
