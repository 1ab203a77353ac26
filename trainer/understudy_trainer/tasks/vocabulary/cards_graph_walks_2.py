"""Cards of the families in `graph_walks`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

GRAPHS_2 = deck("""
combo: bipartite
names: is_bipartite two_colors can_split_in_two
params: $graph: dict[int, list[int]]
returns: bool
said: Check whether the nodes of the undirected graph $graph can be coloured with two colours so that neighbours
    differ
said: Return True if $graph is bipartite
plan: give the first node of each part a colour; give its neighbours the other one; fail at equal neighbours
do:
    color = {}
    for start in $graph:
        if start in color:
            continue
        color[start] = 0
        $todo = [start]
        while $todo:
            $node = $todo.pop()
            for $nxt in $graph[$node]:
                if $nxt not in color:
                    color[$nxt] = 1 - color[$node]
                    $todo.append($nxt)
                elif color[$nxt] == color[$node]:
                    return False
    return True
do:
    color = {}

    def paint($node, shade):
        if $node in color:
            return color[$node] == shade
        color[$node] = shade
        return all(paint($nxt, not shade) for $nxt in $graph[$node])

    return all(paint($node, color.get($node, True)) for $node in $graph)
bad: return all(len(others) <= 2 for others in $graph.values())
bad: return len($graph) % 2 == 0
inputs: undirected
---
combo: is-symmetric
names: is_undirected all_edges_mutual is_symmetric
params: $graph: dict[int, list[int]]
returns: bool
said: Check whether every edge of $graph exists in both directions
said: Return True if b in $graph[a] always means that a is in $graph[b]
plan: go through the edges; look for the opposite one
do: return all($node in $graph[$nxt] for $node in $graph for $nxt in $graph[$node])
do:
    for $node, others in $graph.items():
        for $nxt in others:
            if $node not in $graph[$nxt]:
                return False
    return True
bad: return all(len(others) > 0 for others in $graph.values())
case: {1: [2], 2: [1]}
case: {1: [2, 3], 2: [1], 3: []}
inputs: directed
---
combo: shortest-weighted
names: cheapest_route shortest_way travel_time
params: $graph: dict[str, dict[str, int]], $a: str, $b: str
pool: a = start source origin
pool: b = goal target end
returns: int
said: Return the length of the shortest way from $a to $b in $graph, a dict of nodes to dicts of neighbours and
    lengths, -1 if none exists
said: Find the smallest total length of a path from $a to $b in the weighted graph $graph; return -1 if $b
    cannot be reached
told: $graph maps each town to a dict of the towns reachable by a direct road and the length of the road. Return
    the length of the shortest
    route from $a to $b, or -1 if there is none.
plan: always take the nearest open node; note its final distance; add its roads
do:
    heap = [(0, $a)]
    done = set()
    while heap:
        length, $node = heappop(heap)
        if $node == $b:
            return length
        if $node in done:
            continue
        done.add($node)
        for $nxt, road in $graph[$node].items():
            heappush(heap, (length + road, $nxt))
    return -1
do:
    shortest = {$a: 0}
    for _ in $graph:
        for $node in $graph:
            for $nxt, road in $graph[$node].items():
                if $node in shortest and shortest[$node] + road < shortest.get($nxt, float("inf")):
                    shortest[$nxt] = shortest[$node] + road
    return shortest.get($b, -1)
import: from heapq import heappop, heappush
bad: return $graph[$a].get($b, -1)
inputs: weighted
---
combo: common-friends
names: common_friends mutual_friends shared_contacts
params: $graph: dict[str, list[str]], $a: str, $b: str
pool: graph = friends network contacts follows
pool: a = a first person user
pool: b = b second other friend
returns: list[str]
said: Return the sorted names that are friends of both $a and $b in $graph
said: Find the mutual friends of $a and $b, where $graph maps each person to a list of friends, in alphabetical order
told: $graph maps each person to a list of friends. Two people, $a and $b, want to know which friends they have
    in common. Return the names in alphabetical order. The list may be empty.
plan: intersect the two friend lists; sort
do: return sorted(set($graph[$a]) & set($graph[$b]))
do: return sorted(x for x in $graph[$a] if x in $graph[$b])
bad: return sorted(set($graph[$a]) | set($graph[$b]))
inputs: friends
---
combo: suggestions
names: suggest_friends friends_of_friends recommend
params: $graph: dict[str, list[str]], $a: str
pool: graph = friends network contacts follows
pool: a = person user name member
returns: list[str]
said: Return the sorted friends of the friends of $a in $graph who are neither $a nor already friends of $a
said: Suggest new friends for $a: people who are friends with a friend of $a but not with $a, in alphabetical order
told: $graph maps every person to a list of friends. Return the people that could be suggested to $a: they are a
    friend of one of the
    friends, but are not $a and not yet a friend of $a. Sort them by name.
plan: collect the friends of all friends; remove the person and the friends; sort
do:
    found = {other for friend in $graph[$a] for other in $graph[friend]}
    return sorted(found - {$a} - set($graph[$a]))
do:
    $out = []
    for friend in $graph[$a]:
        for other in $graph[friend]:
            if other != $a and other not in $graph[$a] and other not in $out:
                $out.append(other)
    return sorted($out)
bad: return sorted({other for friend in $graph[$a] for other in $graph[friend]} - {$a})
case: {"A": ["B"], "B": ["A", "C"], "C": ["B"]}, "A"
case: {"A": ["B", "C"], "B": ["A", "C"], "C": ["A", "B"]}, "A"
inputs: friend
---
combo: edge-count
names: count_edges number_of_edges total_links
params: $graph: dict[int, list[int]]
returns: int
said: Return the number of edges of the undirected graph $graph, in which each edge is listed at both ends
said: Count the edges in $graph, a dict of neighbour lists where every connection appears twice
plan: add up the list lengths; halve the sum
do: return sum(len(others) for others in $graph.values()) // 2
do: return len({frozenset(($node, $nxt)) for $node in $graph for $nxt in $graph[$node]})
bad: return sum(len(others) for others in $graph.values())
inputs: undirected
---
combo: complete
names: is_complete everyone_linked all_connected
params: $graph: dict[int, list[int]]
returns: bool
said: Check whether every node of $graph has all other nodes as neighbours
said: Return True if the undirected graph $graph is complete
plan: compare the neighbours of each node with all other nodes
do: return all(set(others) == set($graph) - {$node} for $node, others in $graph.items())
do: return all($b in $graph[$a] for $a in $graph for $b in $graph if $a != $b)
bad: return all(len(others) > 0 for others in $graph.values())
case: {1: [2], 2: [1]}
inputs: undirected
---
combo: leaves
names: dead_ends end_nodes leaf_nodes
params: $graph: dict[int, list[int]]
returns: list[int]
said: Return the sorted nodes of $graph that have exactly one neighbour
said: Find the leaves of the undirected graph $graph, the nodes of degree 1, in ascending order
plan: keep the nodes with one neighbour; sort them
do: return sorted($node for $node, others in $graph.items() if len(others) == 1)
do:
    $out = []
    for $node in sorted($graph):
        if len($graph[$node]) == 1:
            $out.append($node)
    return $out
bad: return sorted($node for $node, others in $graph.items() if len(others) <= 1)
inputs: undirected
""")
