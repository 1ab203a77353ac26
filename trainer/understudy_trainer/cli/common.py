"""What several verbs of `understudy train` share: exit statuses, and where the data comes from."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from understudy_trainer.data.examples import Example, Method

EXIT_OK, EXIT_REFUSED, EXIT_CANCELLED = 0, 1, 130  # the root command's: done, a check failed, stopped


def training_data(arguments: argparse.Namespace, method: Method) -> tuple[list[Example], list[Example]]:
    """Training examples and held-out preference pairs, disjoint by function."""
    from understudy.learn.store import Log
    from understudy.models.gguf_header import content_sha256
    from understudy_trainer.data.examples import from_log
    from understudy_trainer.data.files import from_file

    if arguments.data:
        found = from_file(arguments.data, method)
        pairs = found if method == "dpo" else []
    else:
        model = content_sha256(arguments.base) if arguments.base.is_file() else ""
        with Log.open(arguments.log) as log:
            found, pairs = from_log(log, method, model), from_log(log, "dpo", model)
    return [e for e in found if not e.held_out], [e for e in pairs if e.held_out]
