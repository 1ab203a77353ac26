"""`understudy complete FILE:LINE:COL`: the ghost text an editor would show there."""

from __future__ import annotations

import argparse
import dataclasses
import os
from pathlib import Path

from understudy.cli import remote, rooms
from understudy.cli.output import FAILED, OK, note, print_json
from understudy.complete.completer import Completer
from understudy.complete.types import Ask, Options, Reply, Served
from understudy.context.ignore import IgnoreRules
from understudy.context.limits import TooBigError, too_big
from understudy.context.text import document_lines

FIRST_ANSWER_S = 3.0  # a person waits for one answer; an editor's 0.25 s would cut a block short


WHY = {
    "nothing": "the model wrote nothing worth showing",
    "rejected": "this suggestion was dismissed before",
    "ignored": "an ignore rule covers this file",
    "language": "only Python files are completed",
    "inside-word": "the cursor is inside a word",
    "mid-line": "text follows the cursor on its line",
    "comment-or-string": "the cursor is in a comment or a string",
    "empty": "there is nothing to go on yet",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", metavar="FILE:LINE:COL", help="1-based line and column")
    parser.add_argument("--model", default="", help="name or GGUF file (default: the model in use)")
    parser.add_argument("--adapter", default=None, help='id, GGUF file or "none" (default: the one in use)')
    remote.add_argument(parser)
    parser.add_argument(
        "--seconds", type=float, default=FIRST_ANSWER_S, help="time for the answer (default %(default)s)"
    )
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """0 = some text, 1 = none (stderr says why)."""
    if not args.seconds > 0:
        raise rooms.UsageError(
            f"{args.seconds:g} s leave no time to write anything.", "Give it some seconds: --seconds 3."
        )
    ask = ask_at(*parse_place(args.place))
    reply = rooms.run_async(lambda: _complete(ask, args))
    found = reply.suggestion
    if reply.error is not None and found is None:
        raise reply.error
    if args.json:
        print_json(
            {
                "text": found.text if found else "",
                "reason": reply.reason,
                "plan": list(found.plan) if found else [],
                "mean_logprob": found.mean_logprob if found else None,
                "seconds": round(reply.seconds, 4),
            }
        )
    elif found:
        print(found.text)
    else:
        note(f"no completion here: {WHY.get(reply.reason, reply.reason)}")
    return OK if found else FAILED


def parse_place(place: str) -> tuple[Path, int, int]:
    """FILE:LINE:COL taken apart; line and column still 1-based. Raises UsageError."""
    file, line, column = [*place.rsplit(":", 2), "", ""][:3]
    if not file or not line.isdecimal() or not column.isdecimal() or int(line) < 1 or int(column) < 1:
        raise rooms.UsageError(f"{place} is no place.", "Write FILE:LINE:COL, counted from 1, for example app.py:12:5.")
    return Path(os.path.abspath(file)), int(line), int(column)  # noqa: PTH100 (the name the user sees, unresolved)


def ask_at(file: Path, line: int, column: int) -> Ask:
    """The request for a place. A column past the end of the line means its end. Raises UsageError, TooBigError."""
    text = rooms.read_source(file)
    if too_big(len(text)):
        raise TooBigError(file.name)
    lines = document_lines(text)
    if line > len(lines):
        raise rooms.UsageError(f"{file.name} has {len(lines)} lines.", "Give a line of the file.")
    index = min(column - 1, len(lines[line - 1].rstrip("\r\n")))
    language = "python" if file.suffix in (".py", ".pyi") else file.suffix.lstrip(".") or "plaintext"
    return Ask(file.as_uri(), file, language, lines, line - 1, index, invoked=True)


async def _complete(ask: Ask, args: argparse.Namespace) -> Reply:
    async with rooms.engine(args.model, adapter=args.adapter, url=args.remote) as engine:

        async def serve() -> Served:
            return Served(engine.client, engine.adapter_sha)

        completer = Completer(serve, lambda before, text: False)
        assert ask.path is not None
        root = rooms.workspace_of(ask.path)
        completer.rules = IgnoreRules((root,))
        options = Options(first_answer_s=args.seconds, alternatives=1, speculate_next=False)
        reply = await completer.complete(dataclasses.replace(ask, root=root), options)
        completer.clear()
        return reply
