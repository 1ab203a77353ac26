"""Which licence a distribution is under, as SPDX, and whether code under it may be learnt from.

Permissive only: the GPL family, the MPL, and whatever cannot be named for certain is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import Distribution

ACCEPTED = frozenset(
    "MIT MIT-0 MIT-CMU BSD BSD-2-Clause BSD-3-Clause Apache-2.0 PSF-2.0 Python-2.0 ISC Zlib 0BSD Unlicense HPND "
    "CC0-1.0 BSL-1.0".split()
)  # "BSD": one of its forms, the metadata do not say which
UNKNOWN = "unknown"
COPYLEFT = re.compile(
    r"GNU (?:Affero |Lesser |Library )?General Public|Mozilla Public License|\b[AL]?GPL-?v?[23]", re.I
)
# classifiers and free text, matched as a whole in lower case
_NAMES = {
    "mit": "MIT",
    "mit license": "MIT",
    "the mit license": "MIT",
    "the mit license (mit)": "MIT",
    "bsd": "BSD",
    "bsd license": "BSD",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause",
    "new bsd license": "BSD-3-Clause",
    "apache": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache 2.0 license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "psf": "PSF-2.0",
    "psf license": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
    "isc": "ISC",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "zlib/libpng license": "Zlib",
    "the unlicense (unlicense)": "Unlicense",
    "historical permission notice and disclaimer (hpnd)": "HPND",
    "cmu license (mit-cmu)": "MIT-CMU",
    "boost software license 1.0 (bsl-1.0)": "BSL-1.0",
    "cc0 1.0 universal (cc0 1.0) public domain dedication": "CC0-1.0",
}
_WORD = re.compile(r"[()]|[^\s()]+")


def of(distribution: Distribution) -> str:
    """The SPDX expression of a distribution: License-Expression, else License, else its classifiers (all hold).

    What has no known name stays as it is written, cut to 60 characters; `UNKNOWN` if nothing is said.
    """
    metadata = distribution.metadata
    said = _first(metadata.get_all("License-Expression"))
    if said:
        return said
    free = _first(metadata.get_all("License"))
    first = free.split("\n")[0].strip()
    named = _NAMES.get(first.lower(), "") or (first if len(first) < 60 and accepted(first) else "")
    classifiers = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    by_class = _of_classifiers(classifiers)
    if named and by_class and not accepted(by_class):
        return by_class  # the stricter of two answers
    return named or by_class or first[:60] or UNKNOWN


def accepted(expression: str) -> bool:
    """Whether an SPDX expression lets us learn: one side of each OR, both sides of each AND; WITH only adds leave."""
    words = _WORD.findall(expression)
    try:
        verdict, rest = _either(words)
    except IndexError:
        return False
    return verdict and not rest


def _first(values: list[str] | None) -> str:
    return values[0].strip() if values else ""


def _of_classifiers(classifiers: Sequence[str]) -> str:
    ends = [c.rpartition("::")[2].strip() for c in classifiers]
    names = [_NAMES.get(end.lower(), end) for end in ends if end != "OSI Approved"]
    return " AND ".join(dict.fromkeys(names))


def _either(words: list[str]) -> tuple[bool, list[str]]:
    verdict, words = _both(words)
    while words and words[0].upper() == "OR":
        other, words = _both(words[1:])
        verdict = verdict or other
    return verdict, words


def _both(words: list[str]) -> tuple[bool, list[str]]:
    verdict, words = _one(words)
    while words and words[0].upper() == "AND":
        other, words = _one(words[1:])
        verdict = verdict and other
    return verdict, words


def _one(words: list[str]) -> tuple[bool, list[str]]:
    if words[0] == "(":
        verdict, words = _either(words[1:])
        return verdict and words[0] == ")", words[1:]
    verdict, words = words[0] in ACCEPTED, words[1:]
    return verdict, words[2:] if words and words[0].upper() == "WITH" else words
