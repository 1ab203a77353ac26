"""What would come next if the user accepted what is shown, so that Tab, Tab, Tab never waits (llama.vscode's idea)."""

from __future__ import annotations

import dataclasses

from understudy.complete.types import Ask


def accepted(ask: Ask, text: str) -> Ask:
    """The request an editor would send after `text` (LF) was inserted at the cursor of `ask`."""
    newline = "\r\n" if ask.lines[0].endswith("\r\n") else "\n"
    line = ask.lines[ask.line]
    inserted = text.split("\n")
    inserted[0] = line[: ask.index] + inserted[0]
    index = len(inserted[-1])
    inserted[-1] += line[ask.index :]
    new = [*(part + newline for part in inserted[:-1]), inserted[-1]]
    lines = [*ask.lines[: ask.line], *new, *ask.lines[ask.line + 1 :]]
    return dataclasses.replace(ask, lines=lines, line=ask.line + len(new) - 1, index=index, invoked=False)
