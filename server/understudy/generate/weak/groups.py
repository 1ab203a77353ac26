"""Which candidates behave alike. Pure.

A time limit is a line that one run of honest code stays below and the next crosses, so a candidate that timed out late
is taken for the one it agreed with until then; one that timed out early, on small inputs, has shown that it hangs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from understudy.runner.types import Observation

WRONG_KIND = ("TypeError", "AttributeError")  # how values of a type that was not meant are rejected
Row = list[Observation]
Label = tuple[tuple[Observation, ...], tuple[bool, ...]]


def telling(rows: Sequence[Row | None], calls: int) -> list[int]:
    """Numbers of the calls that tell candidates apart, by more than how they reject a value of the wrong kind."""
    found = []
    for number in range(calls):
        cells = [row[number] for row in rows if row is not None]
        rejected = all(cell.kind == "error" and cell.text in WRONG_KIND for cell in cells)
        if len(set(cells)) > 1 and not rejected:
            found.append(number)
    return found


def labels(
    rows: Sequence[Row | None], numbers: Sequence[int], held: Sequence[Sequence[bool]], examples: int = 0
) -> tuple[list[Label | None], list[bool]]:
    """(label per candidate, whether it timed out late). Equal labels mean equal behaviour on the calls `numbers` and
    the statements; None: not seen, or no call returned a value.

    rows: per candidate, per call; None: not seen. held: per candidate, per statement, `examples` the user wrote first:
    what timed out late is taken for none that differs in those.
    """
    exact = [_label(row, numbers, own) for row, own in zip(rows, held, strict=True)]
    late = [label is not None and _late(row) for label, row in zip(exact, rows, strict=True)]
    whole = Counter(label for label, unsure in zip(exact, late, strict=True) if label is not None and not unsure)
    found = list(exact)
    for i, label in enumerate(exact):
        if late[i] and label is not None:
            fitting = [
                other for other in whole if _agree(label[0], other[0]) and label[1][:examples] == other[1][:examples]
            ]
            found[i] = max(fitting, key=whole.__getitem__, default=label)
    return found, late


def _label(row: Row | None, numbers: Sequence[int], held: Sequence[bool]) -> Label | None:
    if row is None or not any(cell.kind == "value" for cell in row):
        return None
    return tuple(row[n] for n in numbers), tuple(held)


def _late(row: Row | None) -> bool:
    count = sum(cell.kind == "timeout" for cell in row or ())
    return 0 < 2 * count < len(row or ())


def _agree(unsure: Sequence[Observation], other: Sequence[Observation]) -> bool:
    return all(a == b or a.kind == "timeout" for a, b in zip(unsure, other, strict=True))
