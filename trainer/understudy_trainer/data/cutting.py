"""A prompt that is too long is cut inside its texts, so that its special tokens stay where the engine puts them."""

from __future__ import annotations

from understudy.prompts.special import FIM_SUFFIX
from understudy.prompts.types import Prompt
from understudy_trainer.model.codec import Codec


def shortened(prompt: Prompt, codec: Codec, room: int) -> list[int]:
    """Token ids of `prompt`, at most `room` of them.

    The longest text gives first: what follows the suffix token loses its end, any other text its beginning, so that
    what stands next to the cursor is kept. Ids alone that do not fit are cut on the left.
    """
    pieces = [codec.text(piece) if isinstance(piece, str) else [piece] for piece in prompt]
    texts = [i for i, piece in enumerate(prompt) if isinstance(piece, str)]
    after = {i + 1 for i, piece in enumerate(prompt) if piece == codec.special.get(FIM_SUFFIX)}
    over = sum(map(len, pieces)) - room
    while over > 0 and any(pieces[i] for i in texts):
        lengths = sorted((len(pieces[i]) for i in texts), reverse=True)
        longest = next(i for i in texts if len(pieces[i]) == lengths[0])
        level = lengths[1] if len(lengths) > 1 and lengths[1] < lengths[0] else lengths[0] - 1
        gone = min(over, lengths[0] - level) if len(lengths) > 1 else min(over, lengths[0])
        pieces[longest] = pieces[longest][:-gone] if longest in after else pieces[longest][gone:]
        over -= gone
    ids = [token for piece in pieces for token in piece]
    return ids[-room:] if room > 0 else []
