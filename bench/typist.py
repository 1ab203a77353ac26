"""Somebody who types a text that is already written: how fast, and which suggestions are worth a Tab. Pure, seeded.

The rhythm depends on the position and the seed alone, so that two assistants face the same typist. The editor indents
new lines by itself: that white space is nobody's work and counts for nobody.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

KEY_S, KEY_SPREAD = (
    0.17,
    0.45,
)  # median and log-sd between keys within a line: 65 words a minute if nothing stopped them
LINE_S, BLOCK_S, PAUSE_SPREAD = 0.7, 1.4, 0.5  # before a line, and before the first line of a block: people think there
REACTION_S = 0.3  # from a suggestion's appearance to the decision about it
LEAST_SAVED = 2  # characters; a Tab for one saves nothing


@dataclass(frozen=True, slots=True)
class Passage:
    """text is typed between before and after, which stand there already; it begins at a line's start.
    name: of the file, for the editor's language and the ignore rules."""

    name: str
    before: str
    text: str
    after: str

    def by_hand(self, position: int) -> bool:
        """Whether this character is a key (the editor writes the white space that begins a line)."""
        if self.text[position] not in " \t":
            return True
        line_start = self.text.rfind("\n", 0, position) + 1
        return not self.text[line_start:position].isspace() and position != line_start

    def keys(self, start: int, end: int) -> int:
        """How many characters of text[start:end] are keys."""
        return sum(self.by_hand(position) for position in range(start, end))

    @property
    def total(self) -> int:
        return self.keys(0, len(self.text))


def keystroke(passage: Passage, position: int) -> str:
    """What the next key inserts: a character, and the white space the editor puts at the start of a line."""
    end = position + 1
    while end < len(passage.text) and not passage.by_hand(end):
        end += 1
    return passage.text[position:end]


def pause_s(passage: Passage, position: int, seed: int) -> float:
    """Seconds between the last key and the one at `position`, log-normal."""
    draw = random.Random(f"{seed}:{passage.name}:{position}")
    seconds = draw.lognormvariate(math.log(KEY_S), KEY_SPREAD)
    above = passage.text[:position].rstrip(" \t")
    if above and not above.endswith("\n"):
        return seconds
    last = above.rstrip().rpartition("\n")[2]
    thought = BLOCK_S if last.endswith(":") else LINE_S
    return seconds + draw.lognormvariate(math.log(thought), PAUSE_SPREAD)


def acceptable(shown: str, ahead: str) -> str:
    """What of a shown text the typist takes: its lines from the first on that say what stands ahead; "" if none does.

    The last line taken may be a part of its line in the file. An editor has keys for "all" and "this line".
    """
    taken = ""
    for line in shown.splitlines(keepends=True):
        if not ahead.startswith(taken + line.rstrip("\n")):
            break
        whole = ahead.startswith(taken + line)
        taken += line if whole else line.rstrip("\n")
        if not whole:
            break
    return taken.rstrip("\n") if taken.strip() else ""


def words_per_minute(passage: Passage, seed: int) -> float:
    """Of this typist without an assistant; a word is five characters."""
    position, seconds = 0, 0.0
    while position < len(passage.text):
        seconds += pause_s(passage, position, seed)
        position += len(keystroke(passage, position))
    return passage.total / 5 / (seconds / 60)
