"""What every editor here is given: the server's command line, settings, and a place where there is much to suggest."""

from __future__ import annotations

import sys
from pathlib import Path

import understudy

REPOSITORY = Path(__file__).parents[2]
SERVE = "import sys; sys.path[:0] = sys.argv[1:]; from understudy.cli.main import main; main(['serve'])"
COMMAND = [sys.executable, "-I", "-c", SERVE, str(Path(understudy.__file__).parents[1])]
SETTINGS = {
    "completion": {"firstAnswerMs": 5000, "hideUnsure": False},
    "engine": {"threads": 1, "shared": False},
    "generate": {"budgetSeconds": 60},
}
# Half lines of which the model must complete one.
HEAD = '\n\ndef is_palindrome(text: str) -> bool:\n    """Check whether text reads the same backwards."""\n'
HALVES = ["    return text == ", "    return te", "    if not te"]
