"""Packages written on the spot, with the metadata folders an installer leaves."""

from __future__ import annotations

from pathlib import Path

HASH = '''
def checksum(data, start=7):
    """Return a rolling checksum of the bytes in data."""
    total = start
    for place, value in enumerate(data):
        total = (total * 31 + value * (place + 1)) % 65521
    return total
'''
SPLIT = '''
import re

LIMIT = 3


def words_of(text):
    """Split a text into its words, longest first."""
    found = re.findall(r"[a-z]+", text.lower())
    return sorted(found, key=len, reverse=True)[:LIMIT]
'''


def install(site: Path, name: str, files: dict[str, str], *fields: str) -> Path:
    """Put a package into `site`: files by their path in it, fields as lines of METADATA. Returns its folder."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    head = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *fields]
    (info / "METADATA").write_text("\n".join(head) + "\n\n")
    for inside, text in files.items():
        path = site / name / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    record = [f"{name}/{inside},," for inside in files] + [f"{info.name}/METADATA,,", f"{info.name}/RECORD,,"]
    (info / "RECORD").write_text("\n".join(record) + "\n")
    return site / name
