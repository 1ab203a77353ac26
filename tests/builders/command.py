"""The builders' verbs, run by themselves."""

from __future__ import annotations

from argparse import ArgumentParser

from understudy_trainer.cli import builders


def command(words: list[str]) -> int:
    """Exit status of `understudy train <words>`; errors rise."""
    parser = ArgumentParser()
    builders.add_parsers(parser.add_subparsers(required=True))
    arguments = parser.parse_args(words)
    status: int = arguments.run(arguments)
    return status
