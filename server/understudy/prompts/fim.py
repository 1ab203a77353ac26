"""Fill-in-the-middle prompts (Bavarian et al., 2207.14255), in both orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from understudy.errors import UnderstudyError
from understudy.prompts.special import FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX
from understudy.prompts.types import Prompt

Order = Literal["psm", "spm"]


class NoFimError(UnderstudyError):
    """The model has no fill-in-the-middle tokens, so it cannot complete between a prefix and a suffix."""


def fim(prefix: str, suffix: str, special: Mapping[str, int], order: Order) -> Prompt:
    """The prompt whose continuation is the text between `prefix` and `suffix`.

    special: token ids by name (`special.FIM_PREFIX` ...). Order "spm" puts the suffix first, so that a keystroke
    only appends to the evaluated prompt. Raises NoFimError if a token is missing.
    """
    try:
        pre, suf, mid = special[FIM_PREFIX], special[FIM_SUFFIX], special[FIM_MIDDLE]
    except KeyError as missing:
        raise NoFimError(
            f"This model has no {missing.args[0]} token, so it cannot write ghost text.",
            "Pick a base model trained for fill-in-the-middle, such as the bundled one.",
        ) from None
    if order == "spm":
        return [suf, suffix, pre, prefix, mid]
    return [pre, prefix, suf, suffix, mid]
