"""A prompt that is too long is cut inside its texts, so that its special tokens stay where the engine puts them."""

from __future__ import annotations

from collections.abc import Sequence

from understudy.prompts.special import FIM_SUFFIX
from understudy.prompts.types import Prompt
from understudy_trainer.model.codec import Codec


def shortened(prompt: Prompt, codec: Codec, room: int) -> list[int]:
    """Token ids of `prompt`, at most `room` of them.

    The longest texts give first, down to one length: what follows the suffix token loses its end, any other text its
    beginning, so that what stands next to the cursor is kept. Ids alone that do not fit are cut on the left.
    """
    pieces = [codec.text(piece) if isinstance(piece, str) else [piece] for piece in prompt]
    texts = [i for i, piece in enumerate(prompt) if isinstance(piece, str)]
    after = {i + 1 for i, piece in enumerate(prompt) if piece == codec.special.get(FIM_SUFFIX)}
    wanted = room - sum(not isinstance(piece, str) for piece in prompt)
    for i, length in zip(texts, _levelled([len(pieces[i]) for i in texts], wanted), strict=True):
        pieces[i] = pieces[i][:length] if i in after else pieces[i][len(pieces[i]) - length :]
    ids = [token for piece in pieces for token in piece]
    return ids[-room:] if room > 0 else []


def _levelled(lengths: Sequence[int], room: int) -> list[int]:
    """Lengths that add up to at most `room`: the longest are lowered to one common level."""
    found, room = list(lengths), max(0, room)
    for place, i in enumerate(sorted(range(len(lengths)), key=lambda i: lengths[i])):
        found[i] = min(lengths[i], room // (len(lengths) - place))
        room -= found[i]
    return found
