"""Search trees, trees of dicts with children, parent tables, nested lists."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_tree_walks_1 import TREES_1
from understudy_trainer.tasks.vocabulary.cards_tree_walks_2 import TREES_2
from understudy_trainer.tasks.vocabulary.inputs_tree_walks import Binary, binaries
from understudy_trainer.tasks.vocabulary.structures import Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal

TREES = (
    *TREES_1,
    *TREES_2,
)


def search_tree(values: list[int]) -> Binary | None:
    """The search tree that arises from inserting `values` in order."""
    if not values:
        return None
    first, *rest = values
    return search_tree([v for v in rest if v < first]), first, search_tree([v for v in rest if v > first])


def with_value(rng: Rng) -> Rows:
    """A search tree and a number that may be in it."""
    rows: list[tuple[object, ...]] = []
    for size in (3, 5, 6, 4, 1):
        values = rng.sample(range(1, 20), size)
        rows.append((search_tree(values), pick(rng, [*values, rng.randint(0, 20)])))
    return (*rows, (None, 5), (search_tree([5, 2, 8]), 8), (search_tree([5, 2, 8]), 6))


def with_limits(rng: Rng) -> Rows:
    """A search tree and a lower and upper limit."""
    return tuple((t, low, low + rng.randint(0, 8)) for t, _ in with_value(rng) for low in (rng.randint(0, 12),))


def maybe_search(rng: Rng) -> Rows:
    """Binary trees of which some are search trees."""
    bad = (((None, 1, None), 5, (None, 4, None)), ((None, 1, (None, 9, None)), 5, None), ((None, 3, None), 3, None))
    return (*((search_tree(rng.sample(range(20), n)),) for n in (3, 5, 4)), *((t,) for t in bad), (None,))


def named(rng: Rng, depth: int = 2) -> dict[str, object]:
    """A tree of dicts with name, size and children."""
    children = [named(rng, depth - 1) for _ in range(rng.randint(0, 2))] if depth else []
    return {"name": pick(rng, "abcdefgh"), "size": rng.randint(1, 9), "children": children}


def named_trees(rng: Rng) -> Rows:
    """One tree of dicts each, small enough to show."""
    rows = [t for t in (named(rng) for _ in range(9)) if len(repr(t)) < 280][:5]
    leaf = {"name": "x", "size": 3, "children": []}
    return (
        ({"name": "r", "size": 1, "children": [leaf, {**leaf, "name": "y", "children": [leaf]}]},),
        (leaf,),
        *((t,) for t in rows),
    )


def parent_tables(rng: Rng) -> Rows:
    """A dict from node to parent, None for the root, and one of the nodes."""
    rows: list[tuple[object, ...]] = [
        ({"a": None, "b": "a", "c": "a", "d": "b"}, "d"),
        ({"r": None}, "r"),
        ({"r": None, "s": "r"}, "s"),
    ]
    for size in (4, 5, 6):
        names = rng.sample("abcdefgh", size)
        table = {name: pick(rng, names[:i]) if i else None for i, name in enumerate(names)}
        rows.append((table, pick(rng, names)))
    return tuple(rows)


def parents_only(rng: Rng) -> Rows:
    """Only the dict from node to parent."""
    return tuple(row[:1] for row in parent_tables(rng))


def two_nodes(rng: Rng) -> Rows:
    """A parent table and two nodes."""
    return tuple((t, n, pick(rng, sorted(t))) for t, n in parent_tables(rng) if isinstance(t, dict))


@family("tree-classics", weight=4.2)
def tree_classics(rng: Rng) -> Draft:
    """Search trees, trees of dicts with children, parent tables, nested lists."""
    makers = {
        "valued": with_value,
        "maybe": maybe_search,
        "search": lambda r: tuple(row[:1] for row in with_value(r)),
        "limits": with_limits,
        "trees": binaries,
        "named": named_trees,
        "parents": parent_tables,
        "table": parents_only,
        "nodes": two_nodes,
    }
    return deal(rng, pick(rng, TREES), makers)
