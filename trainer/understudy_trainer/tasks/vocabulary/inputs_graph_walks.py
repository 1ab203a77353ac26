"""Inputs of the families in `graph_walks` and its neighbours."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng
from understudy_trainer.tasks.vocabulary.structures import Rows


def some_edges(rng: Rng, size: int, high: int = 6) -> list[tuple[int, int]]:
    """Different edges between different small numbers, none in both directions."""
    found: list[tuple[int, int]] = []
    while len(found) < size:
        a, b = rng.sample(range(1, high + 1), 2)
        if (a, b) not in found and (b, a) not in found:
            found.append((a, b))
    return found


def adjacency(rng: Rng, *, both: bool = False) -> dict[int, list[int]]:
    """A graph as a dict of sorted neighbour lists, directed or not."""
    graph: dict[int, list[int]] = {node: [] for node in range(1, rng.randint(4, 6) + 1)}
    for a, b in some_edges(rng, rng.randint(3, 6), len(graph)):
        graph[a].append(b)
        if both:
            graph[b].append(a)
    return {node: sorted(others) for node, others in graph.items()}


def directed(rng: Rng) -> Rows:
    """One directed graph each."""
    return (
        ({1: [2], 2: [3], 3: [1], 4: []},),
        ({1: [2, 3], 2: [4], 3: [4], 4: []},),
        *((adjacency(rng),) for _ in range(4)),
        ({1: []},),
    )


def undirected(rng: Rng) -> Rows:
    """One undirected graph each."""
    fixed = ({1: [2], 2: [1], 3: []}, {1: [2, 3], 2: [1, 3], 3: [1, 2]}, {1: [2, 4], 2: [1, 3], 3: [2, 4], 4: [1, 3]})
    return (*((g,) for g in fixed), *((adjacency(rng, both=True),) for _ in range(4)), ({7: []},))
