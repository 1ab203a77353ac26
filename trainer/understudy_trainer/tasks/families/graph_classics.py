"""Adjacency, degrees, components, cycles, orders, colourings, weights, friends."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_graph_walks_1 import GRAPHS_1
from understudy_trainer.tasks.vocabulary.cards_graph_walks_2 import GRAPHS_2
from understudy_trainer.tasks.vocabulary.inputs_graph_walks import directed, some_edges, undirected
from understudy_trainer.tasks.vocabulary.structures import Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal

GRAPHS = (
    *GRAPHS_1,
    *GRAPHS_2,
)


def edge_lists(rng: Rng) -> Rows:
    """One list of edges each."""
    return ([(1, 2), (2, 3), (3, 1), (4, 5)],), *((some_edges(rng, n),) for n in (3, 5, 4, 1)), ([],)


def weighted(rng: Rng) -> Rows:
    """A graph with lengths of its edges, a start and a goal."""
    rows: list[tuple[object, ...]] = [
        ({"A": {"B": 4, "C": 1}, "B": {}, "C": {"B": 2}}, "A", "B"),
        ({"A": {"B": 1}, "B": {}, "C": {}}, "A", "C"),
        ({"A": {"B": 1, "C": 9}, "B": {"C": 9, "D": 9}, "C": {"D": 1}, "D": {}}, "A", "D"),
    ]
    for _ in range(3):
        graph = {a: {b: rng.randint(1, 9) for b in rng.sample("ABCD", 2) if b != a} for a in "ABCD"}
        rows.append((graph, pick(rng, "AB"), pick(rng, "CD")))
    return (*rows, ({"A": {}}, "A", "A"))


def friendships(rng: Rng) -> Rows:
    """A friendship graph of names and one or two of the names."""
    rows: list[tuple[object, ...]] = []
    names = ("Ann", "Ben", "Cleo", "Dan", "Eva")
    for _ in range(5):
        graph: dict[str, list[str]] = {name: [] for name in names}
        for a, b in some_edges(rng, rng.randint(3, 6), 5):
            graph[names[a - 1]].append(names[b - 1])
            graph[names[b - 1]].append(names[a - 1])
        rows.append((graph, *rng.sample(names, 2)))
    return tuple(rows)


@family("graph-classics", weight=4)
def graph_classics(rng: Rng) -> Draft:
    """Adjacency, degrees, components, cycles, orders, colourings, weights, friends."""
    return deal(
        rng,
        pick(rng, GRAPHS),
        {
            "edges": edge_lists,
            "directed": directed,
            "undirected": undirected,
            "weighted": weighted,
            "friends": friendships,
            "friend": lambda r: tuple(row[:2] for row in friendships(r)),
        },
    )
