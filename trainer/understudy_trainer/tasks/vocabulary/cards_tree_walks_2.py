"""Cards of the families in `tree_walks`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

TREES_2 = deck("""
combo: indented
names: outline draw_tree indent_names
params: $tree: dict
returns: list[str]
said: Return one line per node of $tree, its name after two spaces for each level, parents before children;
    nodes have 'name' and 'children'
said: Write the tree of dicts $tree as lines: the root's 'name', then the lines of its 'children', indented by
    two more spaces
plan: write the name; indent the lines of each child
do:
    $out = [$tree["name"]]
    for child in $tree["children"]:
        $out += ["  " + line for line in SELF(child)]
    return $out
do:
    $out = []

    def visit(node, depth):
        $out.append("  " * depth + node["name"])
        for child in node["children"]:
            visit(child, depth + 1)

    visit($tree, 0)
    return $out
bad: return [$tree["name"], *("  " + child["name"] for child in $tree["children"])]
inputs: named
---
combo: tree-depth
names: tree_depth height depth_of
params: $tree: dict
returns: int
said: Return the number of levels of $tree, a dict whose list 'children' holds its subtrees
said: Compute how deep the tree $tree is, counting 1 for a node without 'children'
plan: find the depth of each child; take the largest; add one
do: return 1 + max((SELF(child) for child in $tree["children"]), default=0)
do:
    depth = 0
    level = [$tree]
    while level:
        depth += 1
        level = [child for node in level for child in node["children"]]
    return depth
bad: return 1 + len($tree["children"])
inputs: named
---
combo: ancestors
names: ancestors path_up chain_of_parents
params: $p: dict[str, str | None], $a: str
pool: p = parents parent boss_of manager above
pool: a = node name person x
returns: list[str]
said: Return the chain of ancestors of $a in $p, nearest first; $p maps each node to its parent and the root to None
said: Follow the parents of $a in the dict $p up to the root and list them in this order
told: $p maps every employee to the manager, the head of the company to None. List all superiors of $a, starting
    with the direct manager.
plan: look up the parent; append it and go on from there until there is none
do:
    $out = []
    while $p[$a] is not None:
        $a = $p[$a]
        $out.append($a)
    return $out
do: return [] if $p[$a] is None else [$p[$a], *SELF($p, $p[$a])]
bad: return [$p[$a]] if $p[$a] is not None else []
inputs: parents
---
combo: depth-by-parent
names: node_depth level_of distance_to_root
params: $p: dict[str, str | None], $a: str
pool: p = parents parent boss_of manager above
pool: a = node name person x
returns: int
said: Return how many steps up it takes from $a to the root, $p mapping each node to its parent and the root to None
said: Compute the depth of the node $a in the tree given by the parent dict $p; the root has depth 0
told: $p maps every folder to the folder that contains it, and the top folder to None. Return how many levels $a
    lies below the top folder. The top folder itself has depth 0.
plan: go up to the parent; count the steps until the root
do:
    depth = 0
    while $p[$a] is not None:
        $a = $p[$a]
        depth += 1
    return depth
do: return 0 if $p[$a] is None else 1 + SELF($p, $p[$a])
bad: return 1 if $p[$a] is None else 1 + SELF($p, $p[$a])
inputs: parents
---
combo: children-of
names: children_table invert_parents direct_reports
params: $p: dict[str, str | None]
pool: p = parents parent boss_of manager above
returns: dict[str, list[str]]
said: Turn the parent dict $p into a dict from each node to the sorted list of its children; leaves get an empty list
said: Return for every node of $p, which maps nodes to parents and the root to None, the sorted list of its
    direct children
plan: give every node an empty list; append each node to its parent's list in sorted order
do:
    $out = {$k: [] for $k in $p}
    for $k in sorted($p):
        if $p[$k] is not None:
            $out[$p[$k]].append($k)
    return $out
do: return {$k: sorted(child for child in $p if $p[child] == $k) for $k in $p}
bad: return {$v: [$k] for $k, $v in $p.items() if $v is not None}
inputs: table
---
combo: descendants
names: count_descendants team_size nodes_below
params: $p: dict[str, str | None], $a: str
pool: p = parents parent boss_of manager above
pool: a = node name person x
returns: int
said: Return how many nodes lie below $a in the tree given by the parent dict $p (root mapped to None)
said: Count the direct and indirect children of $a, where $p maps each node to its parent and the root to None
plan: find the direct children; add one and the number below for each
do: return sum(1 + SELF($p, child) for child in $p if $p[child] == $a)
do:
    below = [$a]
    for node in below:
        below.extend(child for child in $p if $p[child] == node)
    return len(below) - 1
bad: return sum(1 for child in $p if $p[child] == $a)
inputs: parents
---
combo: common-ancestor
names: common_ancestor lowest_common nearest_shared
params: $p: dict[str, str | None], $a: str, $b: str
pool: p = parents parent above
pool: a = a first one
pool: b = b second other
returns: str
said: Return the lowest node of the tree $p (node to parent, root to None) that is above or equal to both $a and $b
said: Find the lowest common ancestor of $a and $b, a node counting as its own ancestor; $p maps nodes to
    parents, the root to None
plan: list the first node and all its ancestors; go up from the second until a node is in the list
do:
    line = [$a]
    while $p[line[-1]] is not None:
        line.append($p[line[-1]])
    while $b not in line:
        $b = $p[$b]
    return $b
do:
    above = set()
    while $a is not None:
        above.add($a)
        $a = $p[$a]
    while $b not in above:
        $b = $p[$b]
    return $b
bad: return $a if $a == $b else $p[$a] or $a
inputs: nodes
---
combo: nested-sum
names: nested_sum sum_nested deep_total
params: $xs: list
returns: int
said: Add up all numbers in the nested list $xs, however deep they are
said: Return the sum of the integers in $xs, whose elements are integers or again such lists
plan: go through the elements; add numbers and the sums of inner lists
do: return sum(SELF($x) if isinstance($x, list) else $x for $x in $xs)
do:
    $total = 0
    pending = list($xs)
    while pending:
        $x = pending.pop()
        if isinstance($x, list):
            pending.extend($x)
        else:
            $total += $x
    return $total
bad: return sum($x for $x in $xs if not isinstance($x, list))
case: [1, [2, 3]]
case: [[4, [5]], 6, []]
case: []
case: [[[7]]]
case: [0, [1, [2, [3, [-4]]]]]
---
combo: nested-flatten
names: deep_flatten flatten_all flat_values
params: $xs: list
returns: list[int]
said: Flatten the nested list $xs completely into one list of numbers
said: Return the numbers of $xs, which contains integers and lists nested to any depth, in order as a plain list
told: The list $xs contains numbers and further lists, which may again contain lists. Return all the numbers in
    their order as one flat list without inner lists.
plan: go through the elements; extend by flattened inner lists; append numbers
do:
    $out = []
    for $x in $xs:
        if isinstance($x, list):
            $out.extend(SELF($x))
        else:
            $out.append($x)
    return $out
do: return [y for $x in $xs for y in (SELF($x) if isinstance($x, list) else [$x])]
bad: return [y for $x in $xs for y in ($x if isinstance($x, list) else [$x])]
case: [1, [2, 3]]
case: [[4, [5]], 6, []]
case: []
case: [[[7]]]
case: [0, [1, [2, [3]]]]
---
combo: nested-depth
names: list_depth nesting max_nesting
params: $xs: list
returns: int
said: Return how deeply lists are nested in $xs; a list without inner lists has depth 1
said: Compute the maximal nesting depth of the list $xs, counting $xs itself
plan: find the depth of each inner list; take the largest; add one
do: return 1 + max((SELF($x) for $x in $xs if isinstance($x, list)), default=0)
do:
    depth = 0
    level = [$xs]
    while level:
        depth += 1
        level = [$x for inner in level for $x in inner if isinstance($x, list)]
    return depth
bad: return 1 + sum(SELF($x) for $x in $xs if isinstance($x, list))
case: [1, [2, 3]]
case: [[4, [5]], 6, [7]]
case: []
case: [[[7]], [[1], [2]]]
case: [0, 1]
""")
