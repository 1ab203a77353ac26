"""Families over graphs as dicts of neighbours or lists of edges: reach, distances, components, orders, friends."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.inputs_graph_walks import directed, undirected
from understudy_trainer.tasks.vocabulary.structures import Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal


def with_start(rows: Rows, rng: Rng, count: int = 1) -> Rows:
    """Each graph with `count` of its nodes."""
    return tuple((g, *(pick(rng, sorted(g)) for _ in range(count))) for (g,) in rows if isinstance(g, dict))


@family("graph-reach", weight=3)
def graph_reach(rng: Rng) -> Draft:
    """Search from a start in a dict of neighbours: reachable nodes, distances, levels, paths, checks."""
    kind = pick(rng, ("directed", "undirected"))
    form, extra, returns, said, codes, bad, step, names = pick(
        rng,
        (
            (
                "set",
                "",
                "list[int]",
                "the sorted nodes that can be reached from $a in $graph, $a included",
                (
                    "$seen = {$a}\n$todo = [$a]\nwhile $todo:\n    for $nxt in $graph[$todo.pop()]:\n"
                    "        if $nxt not in $seen:\n"
                    "            $seen.add($nxt)\n            $todo.append($nxt)\nreturn sorted($seen)",
                    "$seen = set()\n\ndef visit($node):\n    if $node not in $seen:\n"
                    "        $seen.add($node)\n        for $nxt in $graph[$node]:\n"
                    "            visit($nxt)\n\nvisit($a)\nreturn sorted($seen)",
                ),
                "return sorted({$a, *$graph[$a]})",
                "return the visited nodes sorted",
                "reachable reachable_nodes visit_all",
            ),
            (
                "count",
                "",
                "int",
                "how many nodes other than $a can be reached from $a in $graph",
                (
                    "$seen = {$a}\n$todo = [$a]\nwhile $todo:\n    for $nxt in $graph[$todo.pop()]:\n"
                    "        if $nxt not in $seen:\n"
                    "            $seen.add($nxt)\n            $todo.append($nxt)\nreturn len($seen) - 1",
                    "$seen = [$a]\nfor $node in $seen:\n"
                    "    $seen.extend($nxt for $nxt in $graph[$node] if $nxt not in $seen)\n"
                    "return len(set($seen)) - 1",
                ),
                "return len($graph[$a])",
                "return their number without the start",
                "count_reachable reach_size how_many_reached",
            ),
            (
                "distances",
                "",
                "dict[int, int]",
                "a dict of every node reachable from $a in $graph to the smallest number of edges to it",
                (
                    "$total = {$a: 0}\n$queue = deque([$a])\nwhile $queue:\n"
                    "    $node = $queue.popleft()\n    for $nxt in $graph[$node]:\n"
                    "        if $nxt not in $total:\n            $total[$nxt] = $total[$node] + 1\n"
                    "            $queue.append($nxt)\nreturn $total",
                    "$total = {$a: 0}\nlevel = [$a]\nwhile level:\n    following = []\n"
                    "    for $node in level:\n        for $nxt in $graph[$node]:\n"
                    "            if $nxt not in $total:\n"
                    "                $total[$nxt] = $total[$node] + 1\n"
                    "                following.append($nxt)\n"
                    "    level = following\nreturn $total",
                ),
                "return {$a: 0, **{$nxt: 1 for $nxt in $graph[$a]}}",
                "note the distance of each new node",
                "distances bfs_distances hops_from",
            ),
            (
                "distance",
                ", $b: int",
                "int",
                "the smallest number of edges from $a to $b in $graph, or -1 if there is no way",
                (
                    "$total = {$a: 0}\n$queue = deque([$a])\nwhile $queue:\n"
                    "    $node = $queue.popleft()\n    for $nxt in $graph[$node]:\n"
                    "        if $nxt not in $total:\n            $total[$nxt] = $total[$node] + 1\n"
                    "            $queue.append($nxt)\n"
                    "return $total.get($b, -1)",
                    "$seen = set()\nlevel = {$a}\nsteps = 0\nwhile level:\n    if $b in level:\n"
                    "        return steps\n    $seen |= level\n"
                    "    level = {$nxt for $node in level for $nxt in $graph[$node]} - $seen\n"
                    "    steps += 1\nreturn -1",
                ),
                "return 0 if $a == $b else 1 if $b in $graph[$a] else -1",
                "return the distance of the goal",
                "distance shortest_distance hops steps_between",
            ),
            (
                "connected",
                ", $b: int",
                "bool",
                "whether there is a path from $a to $b in $graph",
                (
                    "$seen = {$a}\n$todo = [$a]\nwhile $todo:\n    $node = $todo.pop()\n"
                    "    if $node == $b:\n        return True\n"
                    "    for $nxt in $graph[$node]:\n        if $nxt not in $seen:\n"
                    "            $seen.add($nxt)\n            $todo.append($nxt)\nreturn False",
                    "$seen = set()\n\ndef found($node):\n    if $node == $b:\n        return True\n"
                    "    $seen.add($node)\n"
                    "    return any(found($nxt) for $nxt in $graph[$node] if $nxt not in $seen)\n\nreturn found($a)",
                ),
                "return $a == $b or $b in $graph[$a]",
                "stop when the goal is met",
                "has_path path_exists is_reachable connected",
            ),
            (
                "path",
                ", $b: int",
                "list[int]",
                "a path with the fewest edges from $a to $b in $graph as a list of nodes, [] if there "
                "is none; neighbours are tried in order",
                (
                    "paths = deque([[$a]])\n$seen = {$a}\nwhile paths:\n    path = paths.popleft()\n"
                    "    if path[-1] == $b:\n        return path\n"
                    "    for $nxt in $graph[path[-1]]:\n        if $nxt not in $seen:\n            $seen.add($nxt)\n"
                    "            paths.append([*path, $nxt])\nreturn []",
                    "before = {$a: None}\n$queue = deque([$a])\nwhile $queue:\n"
                    "    $node = $queue.popleft()\n    for $nxt in $graph[$node]:\n"
                    "        if $nxt not in before:\n            before[$nxt] = $node\n"
                    "            $queue.append($nxt)\nif $b not in before:\n    return []\n"
                    "path = [$b]\nwhile before[path[-1]] is not None:\n"
                    "    path.append(before[path[-1]])\nreturn path[::-1]",
                ),
                "return [$a, $b] if $b in $graph[$a] else []",
                "return the first path that ends at the goal",
                "shortest_path find_path route",
            ),
            (
                "order",
                "",
                "list[int]",
                "the nodes of $graph in the order of a breadth-first search from $a, neighbours in list order",
                (
                    "$out = [$a]\nfor $node in $out:\n    for $nxt in $graph[$node]:\n"
                    "        if $nxt not in $out:\n            $out.append($nxt)\nreturn $out",
                    "$out = []\n$queue = deque([$a])\n$seen = {$a}\nwhile $queue:\n"
                    "    $node = $queue.popleft()\n    $out.append($node)\n"
                    "    for $nxt in $graph[$node]:\n        if $nxt not in $seen:\n"
                    "            $seen.add($nxt)\n            $queue.append($nxt)\nreturn $out",
                ),
                "return [$a, *$graph[$a]]",
                "append each new node",
                "bfs breadth_first bfs_order",
            ),
            (
                "depthorder",
                "",
                "list[int]",
                "the nodes of $graph in the order of a depth-first search from $a, neighbours in list order",
                (
                    "$out = []\n\ndef visit($node):\n    if $node not in $out:\n"
                    "        $out.append($node)\n        for $nxt in $graph[$node]:\n"
                    "            visit($nxt)\n\nvisit($a)\nreturn $out",
                    "$out = []\n$todo = [$a]\nwhile $todo:\n    $node = $todo.pop()\n"
                    "    if $node not in $out:\n        $out.append($node)\n"
                    "        $todo.extend(reversed($graph[$node]))\nreturn $out",
                ),
                "$out = [$a]\nfor $node in $out:\n    for $nxt in $graph[$node]:\n"
                "        if $nxt not in $out:\n            $out.append($nxt)\nreturn $out",
                "visit each new neighbour at once",
                "dfs depth_first dfs_order",
            ),
            (
                "within",
                ", $k: int",
                "list[int]",
                "the sorted nodes of $graph that are at most $k edges away from $a, $a included",
                (
                    "$seen = {$a}\nlevel = {$a}\nfor _ in range($k):\n"
                    "    level = {$nxt for $node in level for $nxt in $graph[$node]} - $seen\n"
                    "    $seen |= level\nreturn sorted($seen)",
                    "$total = {$a: 0}\n$queue = deque([$a])\nwhile $queue:\n"
                    "    $node = $queue.popleft()\n    for $nxt in $graph[$node]:\n"
                    "        if $nxt not in $total and $total[$node] < $k:\n"
                    "            $total[$nxt] = $total[$node] + 1\n            $queue.append($nxt)\n"
                    "return sorted($total)",
                ),
                "return sorted({$a, *$graph[$a]})",
                "go on for the given number of steps",
                "within_distance nearby nodes_within",
            ),
        ),
    )
    article = "a" if kind == "directed" else "an"
    imports = "import: from collections import deque\n" if any("deque" in c for c in codes) else ""
    card = f"""
combo: {kind}|{form}
names: {names}
params: $graph: dict[int, list[int]], $a: int{extra}
pool: b = b goal target end dst
pool: k = k steps limit max_steps
pool: total = dist distance steps_to levels
pool: a = start source origin first begin
returns: {returns}
said: Return $said
said: Given {article} {kind} graph $graph as a dict of neighbour lists, return $said
said: Find $said
said: Search the graph $graph, a dict from node to list of neighbours, and return $said
told: $graph maps each node of {article} {kind} graph to the list of its neighbours; every node is a key. Return
    $said.
told: A network is stored as an adjacency dictionary $graph with an entry for every node. Starting at $a,
    determine $said.
plan: start at the first node; visit unseen neighbours; {step}
do: $first
do: $second
bad: $bad
inputs: graphs
{imports}"""

    def graphs(r: Rng) -> Rows:
        rows = with_start(directed(r) if kind == "directed" else undirected(r), r, 2 if extra else 1)
        return tuple((g, a, r.randint(0, 3)) for g, a, _ in rows) if form == "within" else rows

    return deal(rng, card, {"graphs": graphs}, {"said": said, "first": codes[0], "second": codes[1], "bad": bad})
