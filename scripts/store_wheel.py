"""Rewrites wheels without compression: `python scripts/store_wheel.py dist/server/*.whl`.

The VSIX around a wheel is compressed as well. Nine hundred small files that are compressed one by one share nothing; as
one stream they are a fifth smaller. Installers read either kind.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path


def store(wheel: Path) -> None:
    """Replace a wheel by the same files, stored. A failure leaves the old one."""
    stored = wheel.with_suffix(".stored")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            entry.compress_type = zipfile.ZIP_STORED
            new.writestr(entry, content)
    stored.replace(wheel)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        store(Path(name))
