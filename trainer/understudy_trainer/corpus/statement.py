"""The data statement of a corpus: what is in it, under which licences, what was left out and why. Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TEXT = """\
# Data statement

Natural Python and exercises, beside the generated tasks. Nothing was downloaded: the sources are the standard library
and the packages installed where the corpus was built, each under the licence that it states itself.

| natural Python | |
|---|---|
| kept | {pieces}; {characters:,} characters |
| of these, without unseen names | {self_contained} |
| pieces left out | {dropped} |
| files passed over | {files_passed_over} |
| packages refused for their licence | {refused} |

| exercises | |
|---|---|
| problems whose solution passed its tests | {problems} |
| in these voices | {exercises} |
| left out | {exercises_dropped} |

| likeness to {items:,} kept-back items (words, tokens, syntax trees, near duplicates) | |
|---|---|
| compared | {compared} |
| found (pieces and exercises are dropped, tasks are for their makers to remove) | {leaking} |
| near which items | {near} |

| source | licence | pieces | characters |
|---|---|---|---|
"""


def statement(report: Mapping[str, Any]) -> str:
    """Of a report as `build` makes it."""
    leaks = report["leaks"]
    head = _TEXT.format(
        pieces=_counts(report["pieces"]),
        characters=sum(report["characters"].values()),
        self_contained=_counts(report["self_contained"]),
        dropped=_counts(report["dropped"]),
        files_passed_over=_counts(report["files_passed_over"]),
        refused="; ".join(f"{name} ({licence})" for name, licence in report["refused"].items()) or "none",
        problems=report["exercise_problems"],
        exercises=_counts(report["exercises"]),
        exercises_dropped=_counts(report["exercises_dropped"]),
        items=leaks["items"],
        compared=_counts(leaks["rows"]),
        leaking=_counts(leaks["leaking_rows"]),
        near=_counts(leaks["by_split"], "; "),
    )
    return head + "".join(
        f"| {name} | {of['licence']} | {of['pieces']:,} | {of['characters']:,} |\n"
        for name, of in report["sources"].items()
        if of["pieces"]
    )


def _counts(found: Mapping[str, int], between: str = ", ") -> str:
    return between.join(f"{count:,} {name}" for name, count in found.items()) or "none"
