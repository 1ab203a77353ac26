"""Names, phrases and inputs the number families share."""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Sequence

from understudy_trainer.tasks.common import Param, Rng, pick

LIST_NAMES = (
    "nums", "numbers", "values", "xs", "items", "data", "arr", "seq", "ints", "entries", "scores", "readings",
    "prices", "amounts", "samples", "counts", "ages", "levels", "weights", "points", "temps", "heights", "marks",
    "lst", "array", "costs", "totals", "steps", "ratings", "lengths", "sizes", "measurements", "vals", "ns",
    "elements", "series", "sales", "grades", "results", "votes", "distances", "speeds", "depths", "bids", "orders",
    "stock", "ticks",
)  # fmt: skip

SECOND_NAMES = ("other", "ys", "right", "second", "others", "b", "rest", "extra", "targets", "factors")
LOOP_NAMES = ("x", "n", "v", "num", "value", "item", "e", "val", "number", "cur", "current", "elem", "y", "a")
INDEX_NAMES = ("i", "j", "idx", "pos", "k", "index")
INT_NAMES = (
    "n", "x", "num", "value", "number", "k", "a", "m", "val", "amount", "v", "count", "total", "score", "level",
    "size",
)  # fmt: skip

NOUNS = ("numbers", "values", "elements", "items", "integers", "entries")
ACCUMULATORS = ("total", "result", "acc", "out", "res", "answer")
PAIRS = (
    ("a", "b"), ("x", "y"), ("first", "second"), ("left", "right"), ("m", "n"),
    ("p", "q"), ("u", "v"), ("lhs", "rhs"), ("one", "two"), ("num1", "num2"),
)  # fmt: skip

VERBS = {
    "is", "has", "get", "find", "count", "add", "sum", "make", "build", "map", "adjust", "convert", "update",
    "split", "separate", "partition", "group", "process", "select", "transform", "any", "all", "check", "drop",
    "remove", "keep", "rotate", "shift", "merge", "combine", "flatten", "solve", "are", "contains", "can", "to",
    "apply", "insert", "replace", "compute", "take", "swap", "chunk", "collect", "list", "scale", "sort", "run",
    "simulate", "reach", "search", "divide", "every", "number_of", "by",
}  # fmt: skip

SPOKEN = {
    "gt": "above", "ge": "at_least", "lt": "below", "le": "at_most", "mult": "multiples",
    "notmult": "non_multiples", "ne": "except", "absgt": "far", "lastdigit": "ending", "dist": "distance",
    "affine": "scaled", "floordiv": "divided", "ftr": "part",
}  # fmt: skip


def literal(rng: Rng) -> int:
    """A small positive literal; mostly below 20, sometimes below 1000."""
    return rng.randint(2, 20) if rng.random() < 0.6 else rng.randint(2, 1000 if rng.random() < 0.2 else 100)


def fname(rng: Rng, taken: Sequence[str], *options: str) -> str:
    """One of `options` (spaces become underscores) that is no parameter, keyword or builtin; perhaps with a prefix."""
    name = pick(rng, options).replace(" ", "_").replace("-", "_").lower()
    name = "_".join(SPOKEN.get(word, word) for word in name.split("_"))
    roll = rng.random()
    if roll < 0.1 and name.split("_")[0] not in VERBS:
        name = f"{pick(rng, ('get', 'compute', 'calc'))}_{name}"
    if name in taken or keyword.iskeyword(name) or hasattr(builtins, name):
        name += pick(rng, ("_of", "_value", "_result"))
    return name


def names(rng: Rng, pool: Sequence[str], count: int, taken: Sequence[str] = ()) -> list[str]:
    """`count` different names out of `pool`, none of them in `taken`."""
    return rng.sample([n for n in pool if n not in taken], count)


def one(rng: Rng, pool: Sequence[str], *taken: str) -> str:
    """One name out of `pool` that is not taken."""
    return names(rng, pool, 1, taken)[0]


def code(*rows: str) -> str:
    """Rows (with their own indentation) as a body."""
    return "\n".join(rows)


def ints(*given: str) -> tuple[Param, ...]:
    """Parameters of type int."""
    return tuple(Param(p, "int") for p in given)


def list_param(name: str) -> tuple[Param, ...]:
    """One parameter that is a list of ints."""
    return (Param(name, "list[int]"),)


def int_list(rng: Rng, size: int, low: int = -20, high: int = 40) -> list[int]:
    """A random list of ints."""
    return [rng.randint(low, high) for _ in range(size)]


def lists(
    rng: Rng, edges: Sequence[int] = (), *, low: int = -20, high: int = 40, empty: bool = True
) -> list[list[int]]:
    """Five or six lists: mixed ones, the edge values among others, a single, repeated values, perhaps an empty one."""
    top = max((high, *(abs(e) * 2 for e in edges)))
    mixed = int_list(rng, rng.randint(4, 7), low, top)
    with_edges = [*edges, *int_list(rng, rng.randint(1, 3), low, high)]
    rng.shuffle(with_edges)
    repeated = [mixed[0], mixed[1], mixed[0]]
    found = [mixed, with_edges, int_list(rng, rng.randint(3, 6), low, high), [rng.randint(low, high)], repeated]
    found.append([rng.randint(min(low, -1), -1) if low < 0 else low for _ in range(2)] + [rng.randint(0, high)])
    return [*found[:4], [], *found[4:]] if empty else found


def singles(found: Sequence[object]) -> tuple[tuple[object, ...], ...]:
    """Each value as the only argument."""
    return tuple((value,) for value in found)


def clause(rng: Rng, *sources: str) -> str:
    """Where things come from: "in xs", "of the list xs", ..."""
    source = ", ".join(sources)
    return pick(rng, (f"in {source}", f"in {source}", f"of {source}", f"from {source}", f"in the list {source}"))


def pair_inputs(rng: Rng, low: int = -9) -> tuple[tuple[object, ...], ...]:
    """Pairs of ints, none of them below `low`, the second positive."""
    r = rng.randint
    return (
        (r(1, 9), r(1, 9)),
        (r(10, 99), r(1, 20)),
        (1, r(2, 9)),
        (5, 5),
        (r(1, 60), r(20, 80)),
        (max(low, -r(1, 9)), r(1, 30)),
        (12, 18),
    )
