"""Fork server for standalone programs: common modules preloaded, one confined fork per program, no pytest.

A program passed only if it ran to its end: the record is written by this file after it, with the run's nonce.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH100, PTH120

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from understudy.runner.inside import forkserver
else:
    _spec = importlib.util.spec_from_file_location(
        "_understudy_forkserver", os.path.dirname(os.path.abspath(__file__)) + "/forkserver.py"
    )
    forkserver = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(forkserver)

PRELOAD = [
    "abc", "array", "ast", "bisect", "collections", "collections.abc", "copy", "csv", "dataclasses", "datetime",
    "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "io", "itertools", "json", "math", "operator",
    "random", "re", "statistics", "string", "textwrap", "time", "typing", "unittest",
]  # fmt: skip


def main() -> None:
    config = json.loads(sys.argv[1])
    server = forkserver.ForkServer(config)
    for name in PRELOAD:
        importlib.import_module(name)
    sys.path[:] = [entry for entry in sys.path if entry and not entry.startswith(os.path.dirname(__file__))]
    sys.dont_write_bytecode = True
    request, put = server.serve({})
    sys.argv = ["program.py"]
    leave, flush = os._exit, (sys.stdout.flush, sys.stderr.flush)
    code = 1
    try:
        compiled = compile(request["source"], "program.py", "exec", dont_inherit=True)
        exec(compiled, {"__name__": "__main__", "__builtins__": __builtins__, "__file__": "program.py"})
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) and error.code else 1
        print(f"SystemExit: {error.code}", file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    else:
        for each in flush:
            each()
        put({"done": 1})
    for each in flush:
        each()
    leave(code)


if __name__ == "__main__":
    main()
