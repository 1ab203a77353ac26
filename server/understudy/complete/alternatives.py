"""Other things the model might have written at a place, for a user who asked to see some."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncGenerator, Collection
from typing import cast

from understudy.complete.confidence import of_tokens
from understudy.complete.request import Work, shape, suggestion
from understudy.complete.types import Served, Suggestion
from understudy.engine.protocol import Delta, Done, Finished, Sampling

HOT = Sampling(temperature=0.8, top_p=0.95, seed=1)  # Tabby's for its alternatives
TRIES = 2  # rows sampled for each one wanted (Tabby takes 3 of 6): small models repeat themselves


async def alternatives(
    served: Served, work: Work, wanted: int, known: Collection[str], deadline_s: float, document: str
) -> list[Suggestion]:
    """At most `wanted` whole texts, different from each other and from `known`, in the order they were finished.

    The rows share the prompt that the greedy text was written from, so they cost no second prefill. What is not
    finished by the deadline is left out. Raises what the engine raises.
    """
    if wanted <= 0 or deadline_s <= 0:
        return []
    found: list[Suggestion] = []
    seen = {normal(text) for text in known}
    stream = served.engine.stream(
        work.asked,
        n=wanted * TRIES,
        max_tokens=work.max_tokens,
        sampling=HOT,
        stop=work.stop,
        priority="interactive",
        deadline_s=deadline_s,
        document=document,
        heal=work.heal,
    )
    with contextlib.suppress(TimeoutError):
        async with (
            asyncio.timeout(deadline_s),
            contextlib.aclosing(cast(AsyncGenerator[Delta | Finished | Done], stream)) as events,
        ):
            async for event in events:
                if not isinstance(event, Finished) or event.candidate.finish not in ("eog", "stop"):
                    continue
                shaped = shape(event.candidate.text, work, complete=True)
                if shaped.text and normal(shaped.text) not in seen:
                    seen.add(normal(shaped.text))
                    sure = of_tokens(event.candidate.logprobs)
                    found.append(suggestion(uuid.uuid4().hex, work, shaped, served, sure))
                if len(found) == wanted:
                    break
    return found


def normal(text: str) -> str:
    """What makes two suggestions the same one to a reader: everything but white space."""
    return " ".join(text.split())
