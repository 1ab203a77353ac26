"""Which functions of a text wait for a body, and which only declare one: no model is asked for the latter.

In: a text and its function sites. Out: the sites of the ones that somebody has to write. By the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from understudy.context.functions import FunctionSite, classes, split_lines

_DECLARES = re.compile(r"@(?:\w+\.)*(?:abstract\w*|overload)\b")
_PROTOCOL = re.compile(r"^[ \t]*class[ \t]+\w+.*[(\[,. ]Protocol\b")
_QUOTES = ('"', "'")


def unwritten(text: str, sites: Sequence[FunctionSite]) -> list[FunctionSite]:
    """Those of `sites` (the text's functions) that have no body yet and need one: no abstract method, no overload, none
    of a Protocol, and no `pass` without a docstring, which is often meant."""
    stubs = [site for site in sites if site.is_stub]
    if not stubs:
        return []
    lines = split_lines(text)
    protocols = {site.qualname for site in classes(text) if _PROTOCOL.match(lines[site.def_line])}
    return [site for site in stubs if not _declares(site, lines, protocols)]


def _declares(site: FunctionSite, lines: Sequence[str], protocols: set[str]) -> bool:
    if site.qualname.rpartition(".")[0] in protocols:
        return True
    above = site.def_line - 1
    while above >= 0 and lines[above].strip() and not lines[above].lstrip().startswith(("def ", "class ", "async ")):
        if _DECLARES.search(lines[above]):
            return True
        above -= 1
    body = "".join(lines[site.body_line : site.end_line]).strip()
    documented = lines[site.body_line - 1].rstrip().endswith(_QUOTES)
    return body == "pass" and not documented
