"""What the user took back: no training sees a deleted pair, in no form (`events.Excluded`). What was decided still
counts in the figures, the accept filter and the rejection memory, which look at numbers and hashes and at no text.

A pair is known by a digest of what it says, so that it stays deleted when the same texts come up again. Its two texts
are no labels any more, and in a ranking the worse one no longer stands below the better. That is less than could be
kept (one text may be in several pairs), and never more than the user allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from understudy.learn.events import Event, Excluded, Imported, Tested
from understudy.learn.fates import kept
from understudy.learn.split import digest
from understudy.prompts.types import Prompt


def pair_id(prompt: Prompt, chosen: str, rejected: str) -> str:
    """16 hex digits, the same for the same pair on every machine."""
    return digest(msgspec.json.encode((prompt, chosen, rejected)))


def response_id(prompt: Prompt, text: str) -> str:
    """The same for one response."""
    return digest(msgspec.json.encode((prompt, text)))


def excluded(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the pairs that the user deleted."""
    return frozenset(event.id for event in events if isinstance(event, Excluded))


def responses(log: Sequence[Event]) -> frozenset[str]:
    """Ids of the responses (`response_id`) that deleted pairs were made of."""
    gone = excluded(log)
    if not gone:
        return frozenset()
    found: set[str] = set()
    for shown, final, dismissed in kept(log):
        if pair_id(shown.prompt, final, shown.text) in gone:
            found |= {response_id(shown.prompt, final), response_id(shown.prompt, shown.text)}
        for earlier, typed in dismissed:
            if pair_id(earlier.prompt, typed + final, earlier.text) in gone:
                found |= {response_id(shown.prompt, final), response_id(earlier.prompt, earlier.text)}
    for event in log:
        if isinstance(event, Tested):
            better = [c.text for c in event.candidates if c.status == "passed"]
            found |= _of_texts(event.prompt, better, [c.text for c in event.candidates], gone)
        elif isinstance(event, Imported) and event.shape == "pair":
            found |= _of_texts(event.prompt, event.texts[:1], event.texts[1:], gone)
    return frozenset(found)


def ranked(
    prompt: Prompt, texts: Sequence[str], scores: Sequence[float], gone: frozenset[str]
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """A ranking without the texts that stand below another only as a deleted pair says."""
    worse = {
        low
        for high, best in zip(texts, scores, strict=True)
        for low, score in zip(texts, scores, strict=True)
        if best > score and pair_id(prompt, high, low) in gone
    }
    left = [(text, score) for text, score in zip(texts, scores, strict=True) if text not in worse]
    return tuple(text for text, _ in left), tuple(score for _, score in left)


def _of_texts(prompt: Prompt, chosen: Sequence[str], rejected: Sequence[str], gone: frozenset[str]) -> set[str]:
    both = [(a, b) for a in chosen for b in rejected if a != b and pair_id(prompt, a, b) in gone]
    return {response_id(prompt, text) for pair in both for text in pair}
