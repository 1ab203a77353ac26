"""Cards of the families in `graph_walks`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

GRAPHS_1 = deck("""
combo: adjacency
names: build_graph adjacency neighbour_lists to_adjacency
params: $edges: list[tuple[int, int]]
returns: dict[int, list[int]]
said: Build an undirected graph from the edges $edges: a dict from each node to the sorted list of its neighbours
said: Turn the list of node pairs $edges into an adjacency dict in which each edge counts in both directions,
    neighbours sorted
told: $edges is a list of (a, b) pairs, each a road between the places a and b that can be used both ways.
    Return a dict that maps each
    place to the sorted list of places it is joined to.
plan: go through the edges; append each end to the list of the other; sort the lists
do:
    graph = {}
    for $a, $b in $edges:
        graph.setdefault($a, []).append($b)
        graph.setdefault($b, []).append($a)
    return {$node: sorted(others) for $node, others in graph.items()}
do:
    graph = defaultdict(set)
    for $a, $b in $edges:
        graph[$a].add($b)
        graph[$b].add($a)
    return {$node: sorted(graph[$node]) for $node in graph}
import: from collections import defaultdict
bad:
    graph = {}
    for $a, $b in $edges:
        graph.setdefault($a, []).append($b)
    return {$node: sorted(others) for $node, others in graph.items()}
inputs: edges
---
combo: successors
names: successors directed_graph outgoing build_directed
params: $edges: list[tuple[int, int]]
returns: dict[int, list[int]]
said: Build a directed graph from $edges: a dict from each node to the list of nodes its edges lead to, in
    order; sinks get []
said: Return a dict with every node of the (from, to) pairs $edges and the list of its targets, empty for nodes
    without outgoing edges
plan: go through the edges; make an entry for both ends; append the target
do:
    graph = {}
    for $a, $b in $edges:
        graph.setdefault($a, []).append($b)
        graph.setdefault($b, [])
    return graph
do: return {$node: [$b for $a, $b in $edges if $a == $node] for edge in $edges for $node in edge}
bad:
    graph = {}
    for $a, $b in $edges:
        graph.setdefault($a, []).append($b)
    return graph
inputs: edges
---
combo: degrees
names: degrees node_degrees count_edges_per_node
params: $edges: list[tuple[int, int]]
returns: dict[int, int]
said: Return a dict from each node in the undirected edges $edges to its degree
said: Count for every node how many of the pairs in $edges it belongs to
told: $edges lists the streets of a town as pairs of crossings. For every crossing that appears, count how many
    streets end there. Return the counts as a dictionary.
plan: go through the edges; add one for each end
do:
    $count = {}
    for edge in $edges:
        for $node in edge:
            $count[$node] = $count.get($node, 0) + 1
    return $count
do: return dict(Counter($node for edge in $edges for $node in edge))
import: from collections import Counter
bad: return dict(Counter($a for $a, _ in $edges))
inputs: edges
---
combo: top-degree
names: best_connected hub most_neighbours busiest_node
params: $graph: dict[int, list[int]]
returns: list[int]
said: Return the sorted nodes of $graph with the largest number of neighbours
said: Find all hubs of $graph, the nodes whose neighbour lists are longest, in ascending order
plan: find the largest list length; keep the nodes that have it; sort
do:
    most = max(len(others) for others in $graph.values())
    return sorted($node for $node, others in $graph.items() if len(others) == most)
do: return sorted($node for $node in $graph if all(len($graph[$node]) >= len(other) for other in $graph.values()))
bad: return [max($graph, key=lambda $node: len($graph[$node]))]
inputs: undirected
---
combo: in-degree
names: in_degrees incoming_counts count_incoming
params: $graph: dict[int, list[int]]
returns: dict[int, int]
said: Return for each node of the directed graph $graph how many edges lead to it
said: Count the incoming edges of every node in $graph, a dict from node to list of successors; all nodes are keys
plan: start every node at zero; add one for each edge to it
do:
    $count = {$node: 0 for $node in $graph}
    for others in $graph.values():
        for $nxt in others:
            $count[$nxt] += 1
    return $count
do: return {$node: sum($node in others for others in $graph.values()) for $node in $graph}
bad: return {$node: len(others) for $node, others in $graph.items()}
inputs: directed
---
combo: reversed
names: reverse_graph transpose_graph turn_edges
params: $graph: dict[int, list[int]]
returns: dict[int, list[int]]
said: Return the directed graph $graph with all edges turned around, as a dict with sorted lists
said: Reverse every edge of $graph, whose keys are all its nodes; the new neighbour lists are sorted
plan: give every node an empty list; append the source of each edge to its target; keep sources sorted
do:
    $out = {$node: [] for $node in $graph}
    for $node in sorted($graph):
        for $nxt in $graph[$node]:
            $out[$nxt].append($node)
    return $out
do: return {$node: sorted($a for $a in $graph if $node in $graph[$a]) for $node in $graph}
bad: return {$node: others[::-1] for $node, others in $graph.items()}
inputs: directed
---
combo: components
names: components connected_groups find_groups
params: $graph: dict[int, list[int]]
returns: list[list[int]]
said: Return the connected components of the undirected graph $graph, each as a sorted list, ordered by their
    smallest node
said: Split the nodes of $graph into groups that are connected with each other; sort each group and the list of groups
told: In the undirected graph $graph, given as a dict of neighbour lists, two nodes belong together if one can
    walk from one to the other. Return the groups of nodes that belong together. Each group is sorted, and groups
    are ordered by their first node.
plan: go through the sorted nodes; from each unseen one collect all reachable nodes
do:
    $seen = set()
    $out = []
    for start in sorted($graph):
        if start in $seen:
            continue
        group = {start}
        $todo = [start]
        while $todo:
            for $nxt in $graph[$todo.pop()]:
                if $nxt not in group:
                    group.add($nxt)
                    $todo.append($nxt)
        $seen |= group
        $out.append(sorted(group))
    return $out
do:
    groups = []
    for $node, others in $graph.items():
        merged = {$node, *others}
        apart = []
        for group in groups:
            if group & merged:
                merged |= group
            else:
                apart.append(group)
        groups = [*apart, merged]
    return sorted(sorted(group) for group in groups)
bad: return sorted(sorted({$node, *others}) for $node, others in $graph.items())
inputs: undirected
---
combo: component-count
names: count_components number_of_groups count_networks
params: $n: int, $edges: list[tuple[int, int]]
pool: n = n size count nodes
returns: int
said: Return how many connected components the graph with the nodes 1 to $n and the undirected edges $edges has
said: Count the groups that remain when the nodes 1 to $n are joined by the pairs in $edges
plan: let each node be its own group; join the groups of each edge; count the different groups
do:
    group = list(range($n + 1))
    for $a, $b in $edges:
        old, new = group[$a], group[$b]
        group = [new if g == old else g for g in group]
    return len(set(group[1:]))
do:
    parent = {$node: $node for $node in range(1, $n + 1)}

    def root($node):
        while parent[$node] != $node:
            $node = parent[$node]
        return $node

    for $a, $b in $edges:
        parent[root($a)] = root($b)
    return sum(parent[$node] == $node for $node in parent)
bad: return $n - len($edges)
case: 5, [(1, 2), (2, 3), (1, 3)]
case: 3, []
case: 4, [(1, 2), (3, 4)]
case: 6, [(6, 1), (5, 1), (6, 5), (2, 3)]
case: 1, []
---
combo: has-cycle
names: has_cycle contains_cycle is_cyclic
params: $graph: dict[int, list[int]]
returns: bool
said: Check whether the directed graph $graph has a cycle
said: Return True if one can follow the edges of $graph, a dict from node to successors, and come back to the
    starting node
told: $graph maps each module to the modules it imports. Find out whether there is an import cycle, that is,
    whether one can start at a module, follow imports and come back to it. Return True or False.
plan: remove nodes without incoming edges again and again; a rest means a cycle
do:
    rest = dict($graph)
    while rest:
        free = [$node for $node in rest if not any($node in others for others in rest.values())]
        if not free:
            return True
        for $node in free:
            del rest[$node]
    return False
do:
    state = {}

    def loops($node):
        if $node in state:
            return state[$node] == "open"
        state[$node] = "open"
        found = any(loops($nxt) for $nxt in $graph[$node])
        state[$node] = "done"
        return found

    return any(loops($node) for $node in $graph)
bad: return any($node in $graph[$nxt] for $node in $graph for $nxt in $graph[$node])
bad:
    $seen = set()
    for $node in $graph:
        for $nxt in $graph[$node]:
            if $nxt in $seen:
                return True
            $seen.add($nxt)
    return False
inputs: directed
---
combo: topological
names: topological_order build_order task_order
params: $graph: dict[int, list[int]]
pool: graph = needs requires depends_on before prerequisites
returns: list[int]
said: Return all tasks of $graph in an order in which each comes after those it needs, always the smallest
    possible task next; [] if none
said: Order the tasks so that everything in $graph[task] comes before task, taking the smallest ready task
    first; [] on a cycle
told: $graph maps each task to the list of tasks that must be done before it. Return an order in which all tasks
    can be done. If several
    tasks are ready, take the smallest. If the tasks depend on each other in a circle, return an empty list.
plan: look for tasks whose needs are done; take the smallest; repeat; return nothing if none is ready
do:
    $out = []
    while len($out) < len($graph):
        ready = [t for t in $graph if t not in $out and all(need in $out for need in $graph[t])]
        if not ready:
            return []
        $out.append(min(ready))
    return $out
do:
    waiting = {t: set(needs) for t, needs in $graph.items()}
    $out = []
    while waiting:
        t = min((t for t, needs in waiting.items() if not needs), default=None)
        if t is None:
            return []
        $out.append(t)
        del waiting[t]
        for needs in waiting.values():
            needs.discard(t)
    return $out
bad: return sorted($graph, key=lambda t: (len($graph[t]), t))
case: {1: [2], 2: [3], 3: []}
case: {1: [2, 3], 2: [], 3: [2], 4: [1]}
inputs: directed
""")
