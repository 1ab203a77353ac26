"""What the four papers claim, what was measured here, and how to measure it again: one Markdown table.

    python -m bench.paper.table                                        print it
    python -m bench.paper.table --write README.md bench/RESULTS.md     put it between the marks in these files
    python -m bench.paper.table --take runs/paper/paper.json --section N    take over Budget Reallocation's findings

`measured.json` holds figures with their intervals and the section of RESULTS.md they stand in; verdicts follow from
intervals (`verdicts`) and are not written down. A unit test holds table, sections, commands and files together.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from bench.paper.verdicts import OPEN, Verdict, above, below, every
from understudy.files import write_atomically
from understudy_trainer.evaluate.metrics import Interval

MEASURED = Path(__file__).with_name("measured.json")
ROOT = Path(__file__).parents[2]
BEGIN, END = "<!-- claims: begin -->", "<!-- claims: end -->"
BUDGET, BUDGET_COMMAND = "Budget Reallocation", "make bench-paper"


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """value null: without bound. low, high: 95 %; null: measured without an interval. counts: whether the verdict rests
    on it. signed: a difference."""

    what: str
    value: float | None
    low: float | None = None
    high: float | None = None
    counts: bool = True
    signed: bool = True


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One claim. section: of RESULTS.md. on: what was measured, with n. expect: where the claim has the figures that
    count, above or below `bar` (null: nothing to hold against it). verdict: of `bench.paper.claims`, which is taken
    over instead."""

    system: str
    arxiv: str
    claim: str
    section: int
    on: str
    command: str
    figures: list[Figure]
    expect: Literal["above", "below"] | None = None
    bar: float = 0.0
    verdict: str = ""


def rows(path: Path = MEASURED) -> list[Row]:
    """Raises OSError, msgspec.MsgspecError."""
    return msgspec.json.decode(path.read_bytes(), type=list[Row])


def verdict(row: Row) -> str:
    """In words; "" where the claim cannot be held against the figures."""
    if row.verdict or row.expect is None:
        return row.verdict
    check = above if row.expect == "above" else below
    found: list[Verdict] = []
    for figure in row.figures:
        if figure.counts:
            bounds = (figure.value, figure.low, figure.high)
            known = [x for x in bounds if x is not None]
            found.append(check(Interval(*known), row.bar) if len(known) == len(bounds) else OPEN)
    return every(found)


def table(found: Sequence[Row]) -> str:
    """Markdown, a line a claim; a system's name and paper stand at its first."""
    lines = ["| system | what they claim | what we measured | repeat |", "|---|---|---|---|"]
    before = ""
    for row in found:
        system = f"{row.system} ([{row.arxiv}](https://arxiv.org/abs/{row.arxiv}))" if row.system != before else ""
        said, before = verdict(row), row.system
        measured = (
            f"{f'**{said}**: ' if said else ''}{'; '.join(map(_text, row.figures))} ({row.on}; RESULTS {row.section})"
        )
        lines.append(f"| {system} | {row.claim} | {measured} | `{row.command}` |")
    return "\n".join(lines)


def between(text: str) -> str | None:
    """What stands between the marks of a file, None without them."""
    _, begin, rest = text.partition(BEGIN)
    inside, end, _ = rest.partition(END)
    return inside.strip("\n") if begin and end else None


def put(text: str, new: str) -> str:
    """The file with the table in the place between its marks. Raises ValueError without them."""
    if between(text) is None:
        raise ValueError(f"There are no lines {BEGIN} and {END}.")
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n{new}\n{END}{rest.partition(END)[2]}"


def taken(found: Sequence[Row], claims: Sequence[dict[str, Any]], on: str, section: int) -> list[Row]:
    """The rows with those of an earlier run of `bench.paper` replaced by these (`claims` of its paper.json): one line a
    claim with each suite's verdict and its first figure that counts; none for a claim that nothing was measured of."""
    new: dict[str, Row] = {}
    for claim in claims:
        name = claim["statement"] if claim["source"] != "ours: eq. 6" else f"(ours) {claim['statement']}"
        said = f"{claim['suite']}: {claim['verdict']}"
        first = next((n for n in claim["numbers"] if n["counts"]), None)
        figures = [] if first is None else [_figure(claim["suite"], first)]
        old = new.get(claim["claim"])
        if old is None:
            new[claim["claim"]] = Row(BUDGET, "2404.00725", name, section, on, BUDGET_COMMAND, figures, verdict=said)
        else:
            new[claim["claim"]] = msgspec.structs.replace(
                old, figures=[*old.figures, *figures], verdict=f"{old.verdict}; {said}"
            )
    kept = [row for row in found if row.command != BUDGET_COMMAND]
    place = next((i for i, row in enumerate(kept) if row.system == BUDGET), len(kept))
    return [*kept[:place], *(row for row in new.values() if row.figures), *kept[place:]]


def _figure(suite: str, number: dict[str, Any]) -> Figure:
    value, low, high = (None if x is None else round(x, 3) for x in (number["value"], number["low"], number["high"]))
    return Figure(f"{suite}, {number['what']}", value, low, high, signed=number["signed"])


def _text(figure: Figure) -> str:
    """As precise as RESULTS.md has it: the bounds to the digits of the longer one, the mean to no fewer."""
    digits = max([2, *(_digits(x) for x in (figure.low, figure.high) if x is not None)])
    around = "" if figure.low is None else f" [{_short(figure.low, digits)}, {_short(figure.high, digits)}]"
    sign = "+" if figure.signed and figure.value is not None and figure.value > 0 else ""
    own = digits if figure.value is None else max(digits, _digits(figure.value))
    return f"{figure.what} {sign}{_short(figure.value, own)}{around}"


def _digits(value: float) -> int:
    return len(f"{value:.3f}".rstrip("0").partition(".")[2])


def _short(value: float | None, digits: int) -> str:
    """No zero before the point, and a minus that is one."""
    if value is None:
        return "∞"
    whole, _, rest = f"{abs(value):.{digits}f}".partition(".")
    return f"{'−' if value < 0 else ''}{whole if whole != '0' else ''}.{rest}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--take", type=Path, metavar="PAPER_JSON")
    parser.add_argument("--section", type=int, help="of RESULTS.md, with --take")
    args = parser.parse_args()
    found = rows()
    if args.take:
        if args.section is None:
            parser.error("--take needs --section")
        record = json.loads(args.take.read_text())
        found = taken(found, record["claims"], record["on"], args.section)
        write_atomically(MEASURED, msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    new = table(found)
    for path in args.write:
        try:
            write_atomically(path, put(path.read_text(), new).encode())
        except ValueError as error:
            raise SystemExit(f"{path}: {error} Put them where the table should stand.") from None
    if not args.write:
        print(new)


if __name__ == "__main__":
    main()
