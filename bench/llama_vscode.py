"""llama.vscode's way of asking llama-server for completions, from its published behaviour and settings; the baseline.

One request at a time, found again by polling every 150 ms; a cache of 250 answers keyed by (prefix, suffix, prompt) and
searched with every shorter prompt; after an answer, the next suggestion is asked for in advance as if this one had been
accepted, and the rest of a block is remembered as if its first line had been. A request under way is never cancelled.
Left out: its ring of other files' chunks, which a thousand-token context has no room for, and (in its favour) the
requests that keep that ring warm.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.editor import Document, Token
from bench.llama_server import LlamaServer

PREFIX_LINES, SUFFIX_LINES = 256, 64
MOST_LINE_SUFFIX = 8
POLL_S = 0.15
CAPACITY = 250
REQUEST = {
    "n_predict": 128, "top_k": 40, "top_p": 0.99, "samplers": ["top_k", "top_p", "infill"], "cache_prompt": True,
    "t_max_prompt_ms": 500, "t_max_predict_ms": 500, "id_slot": 0, "input_extra": [],
}  # fmt: skip

Key = tuple[str, str, str]
"""(prefix, suffix, prompt)."""


class Answers:
    """Least recently used answers."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[Key, str] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    def put(self, key: Key, text: str) -> None:
        self._kept[key] = text
        self._kept.move_to_end(key)
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def find(self, key: Key) -> str | None:
        """What is left of the answer to this prompt, or to a shorter one of which the rest has been typed since."""
        prefix, suffix, prompt = key
        for size in range(len(prompt), -1, -1):
            known = self._kept.get((prefix, suffix, prompt[:size]))
            if known is not None and known.startswith(prompt[size:]):
                self._kept.move_to_end((prefix, suffix, prompt[:size]))
                return known[len(prompt) - size :]
        return None


class LlamaVscode:
    """An `editor.Assistant`. requests: sent to the server."""

    def __init__(self, server: LlamaServer) -> None:
        self.requests = 0
        self._server = server
        self._answers = Answers()
        self._busy = False
        self._ahead: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(4)

    async def complete(self, document: Document, token: Token) -> str:
        while self._busy:
            await asyncio.sleep(POLL_S)
            if token.cancelled:
                return ""
        self._busy = True
        try:
            return await self._complete(document, token)
        finally:
            self._busy = False

    def judged(self, taken: bool, visible_s: float) -> None:
        """It keeps no account."""

    async def settle(self) -> None:
        if self._ahead:
            await asyncio.wait(self._ahead)

    async def _complete(self, document: Document, token: Token) -> str:
        above, _, line_before = document.before.rpartition("\n")
        line_after, newline, rest = document.after.partition("\n")
        below = rest.split("\n") if newline else []
        if len(line_after) > MOST_LINE_SUFFIX:
            return ""
        blank = not line_before.strip(" \t")
        prefix = "\n".join(above.split("\n")[-PREFIX_LINES:]) + "\n"
        suffix = line_after + "\n" + "\n".join(below[:SUFFIX_LINES]) + "\n"
        key = (prefix, suffix, "" if blank else line_before)
        whole = line_before + line_after
        text = self._answers.find(key)
        cached = text is not None
        if text is None:
            if token.cancelled:
                return ""
            text = await self._ask(key, len(whole) - len(whole.lstrip()))
        lines = without_empty_end(text)
        if not text.strip() or repeats(lines, line_before, line_after, below):
            return ""
        text = cut(lines, line_after)
        if not cached:
            self._answers.put(key, text)
        if not token.cancelled and not line_after.strip():
            task = asyncio.create_task(self._ask_ahead(key, lines))
            self._ahead.add(task)
            task.add_done_callback(self._ahead.discard)
        return without_indent(text, len(line_before)) if blank else text

    async def _ask(self, key: Key, indent: int) -> str:
        prefix, suffix, prompt = key
        body: dict[str, Any] = REQUEST | {"input_prefix": prefix, "input_suffix": suffix, "prompt": prompt}
        if indent:
            body["n_indent"] = indent
        self.requests += 1
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._threads, self._server.post, "/infill", body)
        return str(answer.get("content", ""))

    async def _ask_ahead(self, key: Key, lines: list[str]) -> None:
        prefix, suffix, prompt = key
        if len(lines) > 1:
            written = prefix + prompt + "\n".join(lines[:-1])
            following = ("\n".join(written.split("\n")[-PREFIX_LINES:]) + "\n", suffix, lines[-1])
        else:
            following = (prefix, suffix, prompt + lines[0])
        if following not in self._answers:
            text = await self._ask(following, len(prompt) - len(prompt.lstrip()))
            if text.strip():
                self._answers.put(following, "\n".join(without_empty_end(text)))
        if len(lines) > 1:
            first_taken = (prefix + prompt + lines[0] + "\n", suffix, "")
            if first_taken not in self._answers:
                self._answers.put(first_taken, "\n".join(lines[1:]))


def without_empty_end(text: str) -> list[str]:
    """Lines, less the empty ones at the end; at least one."""
    lines = re.split(r"\r?\n", text)
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    return lines


def repeats(lines: Sequence[str], line_before: str, line_after: str, below: Sequence[str]) -> bool:
    """The suggestion only says what stands there already. below: the document's lines after the cursor's."""
    first, rest = lines[0], list(lines[1:])
    if not rest and not first.strip():
        return True
    if not below:
        return False
    if rest and first.strip() in ("", line_after.strip()) and rest == list(below[: len(rest)]):
        return True
    if not rest and first == line_after:
        return True
    following = next((number for number, line in enumerate(below) if line.strip()), None)
    if following is None or line_before + first != below[following]:
        return False
    after = list(below[following + 1 :])
    if len(rest) == 1:
        return bool(after) and after[0].startswith(rest[0])
    return rest == after[: len(rest)]


def cut(lines: list[str], line_after: str) -> str:
    """In the middle of a line: the first line only, without what follows it already."""
    if line_after.strip():
        if lines[0].endswith(line_after):
            return lines[0][: -len(line_after)]
        return lines[0]
    return "\n".join(lines)


def without_indent(text: str, columns: int) -> str:
    """Less the white space that stands before the cursor already: at most `columns` spaces, and any tabs."""
    start = 0
    while start < len(text) and ((start < columns and text[start] == " ") or text[start] == "\t"):
        start += 1
    return text[start:]
