"""`understudy doctor`: one line a fact, ok, warn or fail, with what to do."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from understudy.cli import remote
from understudy.cli.checks import Check, all_checks
from understudy.cli.output import FAILED, OK, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workspace", type=Path, default=Path(), help="folder to check (default: this one)")
    remote.add_argument(parser)
    parser.add_argument("--model", default="", help="the remote server's model, with --remote")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """0 = nothing failed, 1 = something did."""
    found = all_checks(args.workspace.absolute(), args.remote, args.model)
    if args.json:
        print_json({"ok": healthy(found), "checks": msgspec.to_builtins(found)})
    else:
        width = max(len(check.name) for check in found)
        for check in found:
            print(f"{check.status.ljust(4)}  {check.name.ljust(width)}  {check.detail}")
            if check.next_step and check.status != "ok":
                print(f"      {' ' * width}  next: {check.next_step}")
    return OK if healthy(found) else FAILED


def healthy(checks: list[Check]) -> bool:
    """Whether nothing failed; a warning is no failure."""
    return all(check.status != "fail" for check in checks)
