"""`understudy serve`: the language server on stdio, or on a TCP port of this machine."""

from __future__ import annotations

import argparse

from understudy.cli.output import OK
from understudy.cli.rooms import UsageError
from understudy.lsp.server import run as serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tcp", metavar="HOST:PORT", help="listen there instead of stdio, for example 127.0.0.1:2087")
    parser.add_argument("--stdio", action="store_true", help="the default; accepted because many clients pass it")


def run(args: argparse.Namespace) -> int:
    serve(parse_address(args.tcp) if args.tcp else None)
    return OK


def parse_address(text: str) -> tuple[str, int]:
    """HOST:PORT, or just PORT on the loopback. Raises UsageError."""
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or not 0 <= int(port) <= 65_535:
        raise UsageError(f"{text} is no address.", "Write HOST:PORT, for example 127.0.0.1:2087.")
    return host.strip("[]") or "127.0.0.1", int(port)
