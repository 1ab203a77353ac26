"""A log of somebody who keeps loops and dismisses comprehensions: enough of it to train on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from understudy.learn.events import Outcome, Shown, Tested, TestedCandidate
from understudy.learn.pairs import pairs
from understudy.learn.store import Log
from understudy.models.bundled import bundled_path
from understudy.models.gguf_header import content_sha256

FIELDS = "price weight size age score count length width height depth cost speed rank level share".split()
DAY_S = 86_400.0

_LOOPS = "    {start}\n    for item in items:\n{body}    return {name}\n"
_KINDS = (
    ("total_{f}", "Return the sum of {f} over items.", "total = 0", "        total += item.{f}\n", "total",
     "sum(item.{f} for item in items)"),
    ("all_{f}s", "Return the {f} of each of items.", "found = []", "        found.append(item.{f})\n", "found",
     "[item.{f} for item in items]"),
    ("with_{f}", "Return the items that have a {f}.", "found = []",
     "        if item.{f}:\n            found.append(item)\n", "found", "[item for item in items if item.{f}]"),
    ("by_{f}", "Return items by their {f}.", "found = {{}}", "        found[item.{f}] = item\n", "found",
     "{{item.{f}: item for item in items}}"),
    ("count_{f}", "Return how many items have a {f}.", "number = 0",
     "        if item.{f}:\n            number += 1\n", "number", "sum(1 for item in items if item.{f})"),
    ("longest_{f}", "Return the largest {f} of items.", "largest = 0",
     "        if item.{f} > largest:\n            largest = item.{f}\n", "largest",
     "max(item.{f} for item in items)"),
    ("unique_{f}s", "Return each {f} of items once.", "found = set()", "        found.add(item.{f})\n", "found",
     "{{item.{f} for item in items}}"),
)  # fmt: skip


def choices() -> Iterator[tuple[str, str, str]]:
    """Prompt, what is kept, what is dismissed."""
    for field in FIELDS:
        for head, says, start, body, name, short in _KINDS:
            prompt = f'def {head}(items):\n    """{says}"""\n'.replace("{f}", field)
            loop = _LOOPS.format(start=start.format(f=field), body=body.format(f=field), name=name)
            yield prompt, loop, f"    return {short.format(f=field)}\n"


def fill(home: Path) -> int:
    """Write the log of three weeks; returns the number of pairs. A fifth of what was accepted was deleted again."""
    home.mkdir(parents=True, exist_ok=True)
    model = content_sha256(bundled_path())
    written = list(choices())
    first = time.time() - 20 * DAY_S
    with Log.open(home / "learn.sqlite") as log:
        for number, (prompt, kept, dismissed) in enumerate(written):
            at = first + 19 * DAY_S * number / len(written)
            file = f"/home/me/shop/part{number % 9}.py"
            for name, text, when in (("no", dismissed, at), ("yes", kept, at + 5)):
                log.shown(Shown(f"{name}{number}", file, "python", [prompt], text, -0.6, model, at=when))
            events = [
                Outcome(f"no{number}", "dismissed", at=at + 3),
                Outcome(f"yes{number}", "accepted", at=at + 6),
                Outcome(f"yes{number}", "kept", 30.0, kept, at + 36),
                Outcome(f"yes{number}", "kept", 300.0, kept if number % 5 else "", at + 306),
            ]
            for event in events:
                log._append(event, event.kind)
            if number % 4 == 0:
                passed = TestedCandidate(kept, "passed" if number % 8 else "not_verified", 3, 3, 0.0, -0.6)
                log.tested(Tested(f"t{number}", file, "python", [prompt], (passed,), model, at=at + 9))
        return len(pairs(log.events()))
