"""`understudy VERB …`: the table of verbs, and the one place where their errors become text and an exit status.

Exit status: 0 done, 1 a check failed, 2 an error with a next step, 130 Ctrl-C. A verb's module is imported only
when it is called, so `understudy serve` starts without what the others need. Each has `add_arguments(parser)`
and `run(args) -> int`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import NamedTuple, Protocol, cast

import understudy
from understudy.cli.output import ERROR, INTERRUPTED, print_error
from understudy.errors import UnderstudyError, os_error


class Verb(NamedTuple):
    """module: below understudy.cli. example: one line a user can paste."""

    module: str
    help: str
    example: str


class VerbModule(Protocol):
    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


VERBS: dict[str, Verb] = {
    "serve": Verb("serve", "run the language server (stdio)", "understudy serve --tcp 127.0.0.1:2087"),
    "complete": Verb("complete", "print ghost text for a position", "understudy complete app.py:12:5"),
    "generate": Verb(
        "generate", "write a function and run its tests", "understudy generate app.py::Cart.total --budget 10 --apply"
    ),
    "doctor": Verb("doctor", "check this machine and workspace", "understudy doctor --json"),
    "models": Verb("models", "list, pull, pick, quantize models", "understudy models pull qwen2.5-coder-1.5b"),
    "learn": Verb("learn", "what was learnt from you: stats, report, pairs, purge", "understudy learn stats"),
    "adapters": Verb("adapters", "list, use, switch off, go back", "understudy adapters list"),
    "train": Verb("train", "fine-tune (needs understudy[trainer])", "understudy train dpo"),
    "eval": Verb(
        "evaluate", "measure a model on a suite", "understudy eval families:seed=7 --model understudy-tiny --n 8"
    ),
}


def main(argv: list[str] | None = None) -> int:
    """Run one verb; the console script's entry point."""
    words = sys.argv[1:] if argv is None else argv
    try:
        return _run(words)
    except UnderstudyError as error:
        print_error(error)
        return ERROR
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output (head, less) has gone: that is no error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print_error(os_error(error))
        return ERROR


def _run(words: list[str]) -> int:
    top = _top_parser()
    if not words:
        top.print_help()
        return ERROR
    if words[0] not in VERBS:
        top.parse_args(words)  # --help, --version, or its own error
    name, verb = words[0], VERBS[words[0]]
    module = cast(VerbModule, importlib.import_module(f"understudy.cli.{verb.module}"))
    parser = argparse.ArgumentParser(
        prog=f"understudy {name}", description=verb.help, epilog=f"example: {verb.example}"
    )
    module.add_arguments(parser)
    return module.run(parser.parse_args(words[1:]))


def _top_parser() -> argparse.ArgumentParser:
    width = max(map(len, VERBS))
    verbs = "\n".join(f"  {name.ljust(width)}  {verb.help}" for name, verb in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="understudy",
        description="A local code companion: it plans, samples, tests and learns on your own machine.",
        epilog=f"verbs:\n{verbs}\n\nexample: understudy doctor\nEach verb has --help.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"understudy {understudy.__version__}")
    parser.add_argument("verb", choices=sorted(VERBS), metavar="VERB")
    return parser


if __name__ == "__main__":
    sys.exit(main())
