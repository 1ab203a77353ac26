"""Cards of the families in `tree_walks`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

TREES_1 = deck("""
combo: bst-contains
names: contains search in_search_tree
params: $tree: tuple | None, $n: int
pool: n = value target x wanted
returns: bool
said: Check whether $n is in the search tree $tree of (left, value, right) tuples, None being the empty tree
said: Search $n in $tree, a binary search tree of nested tuples (left, value, right) with smaller values on the left
told: A search tree is None or a tuple (left, value, right). All values in the left part are smaller than the
    value and all in the right part larger. Return True if $n is one of the values of $tree and False if not.
plan: go left or right by comparison; stop when found or empty
do:
    while $tree is not None:
        left, value, right = $tree
        if $n == value:
            return True
        $tree = left if $n < value else right
    return False
do:
    if $tree is None:
        return False
    left, value, right = $tree
    return value == $n or SELF(left if $n < value else right, $n)
bad: return $tree is not None and $tree[1] == $n
bad:
    while $tree is not None:
        left, value, right = $tree
        if $n == value:
            return True
        $tree = right if $n < value else left
    return False
inputs: valued
---
combo: bst-insert
names: insert add_value insert_into_tree
params: $tree: tuple | None, $n: int
pool: n = value x new number
returns: tuple
said: Insert $n into the search tree $tree of (left, value, right) tuples and return the new tree; a value
    already there changes nothing
said: Return the binary search tree $tree, None or (left, value, right), with $n added as a leaf unless it is present
told: A search tree is None or a tuple (left, value, right), all values on the left being smaller and all on the
    right larger. Return
    the tree that arises when $n is inserted. If $n is already there, the tree stays the same.
plan: make a leaf of an empty tree; insert into the left or right subtree; keep the tree if the value is there
do:
    if $tree is None:
        return (None, $n, None)
    left, value, right = $tree
    if $n < value:
        return (SELF(left, $n), value, right)
    if $n > value:
        return (left, value, SELF(right, $n))
    return $tree
do:
    if not $tree:
        return None, $n, None
    if $n == $tree[1]:
        return $tree
    if $n < $tree[1]:
        return SELF($tree[0], $n), $tree[1], $tree[2]
    return $tree[0], $tree[1], SELF($tree[2], $n)
bad:
    if $tree is None:
        return (None, $n, None)
    left, value, right = $tree
    return (SELF(left, $n), value, right) if $n <= value else (left, value, SELF(right, $n))
inputs: valued
---
combo: bst-build
names: build_tree tree_from_list make_search_tree
params: $xs: list[int]
returns: tuple | None
said: Build a binary search tree of (left, value, right) tuples from the different numbers in $xs, the first one
    being the root
said: Insert the numbers of $xs one after the other into an empty search tree and return it as nested (left,
    value, right) tuples
told: Start with an empty search tree and insert the different numbers of $xs in their order. Smaller numbers go
    to the left and larger ones to the right. Return the tree as nested (left, value, right) tuples, None being the
    empty tree.
plan: take the first number as root; build the subtrees of the smaller and the larger ones
do:
    if not $xs:
        return None
    root, *rest = $xs
    return SELF([$x for $x in rest if $x < root]), root, SELF([$x for $x in rest if $x > root])
do:
    def insert(tree, $x):
        if tree is None:
            return (None, $x, None)
        left, value, right = tree
        if $x < value:
            return (insert(left, $x), value, right)
        return (left, value, insert(right, $x))

    tree = None
    for $x in $xs:
        tree = insert(tree, $x)
    return tree
bad:
    if not $xs:
        return None
    root, *rest = sorted($xs)
    return SELF([$x for $x in rest if $x < root]), root, SELF([$x for $x in rest if $x > root])
case: [5, 2, 8]
case: [1, 2, 3]
case: []
case: [4]
case: [6, 3, 9, 1, 4]
---
combo: bst-check
names: is_search_tree is_sorted_tree valid_bst
params: $tree: tuple | None
returns: bool
said: Check whether $tree, nested tuples (left, value, right) or None, is a search tree: everything left of a
    node smaller, right larger
said: Return True if the values of the binary tree $tree of (left, value, right) tuples strictly increase from
    left to right
plan: list the values from left to right; check that they increase
do:
    def values(node):
        return [] if node is None else values(node[0]) + [node[1]] + values(node[2])

    found = values($tree)
    return all(a < b for a, b in zip(found, found[1:]))
do:
    def fits(node, low, high):
        if node is None:
            return True
        left, value, right = node
        return low < value < high and fits(left, low, value) and fits(right, value, high)

    return fits($tree, float("-inf"), float("inf"))
bad:
    if $tree is None:
        return True
    left, value, right = $tree
    if (left and left[1] >= value) or (right and right[1] <= value):
        return False
    return SELF(left) and SELF(right)
inputs: maybe
---
combo: bst-smallest
names: smallest minimum leftmost_value
params: $tree: tuple | None
returns: int | None
said: Return the smallest value of the search tree $tree of (left, value, right) tuples, None if it is empty
said: Walk to the leftmost node of the binary search tree $tree, made of (left, value, right) tuples, and return
    its value or None
plan: return None for an empty tree; go left as long as possible; return the value
do:
    if $tree is None:
        return None
    while $tree[0] is not None:
        $tree = $tree[0]
    return $tree[1]
do: return None if $tree is None else $tree[1] if $tree[0] is None else SELF($tree[0])
bad: return None if $tree is None else $tree[1] if $tree[2] is None else SELF($tree[2])
inputs: search
---
combo: bst-range
names: values_between range_query in_range
params: $tree: tuple | None, $lo: int, $hi: int
pool: lo = low lo minimum start
pool: hi = high hi maximum end
returns: list[int]
said: Return the values of the search tree $tree from $lo to $hi, both included, in ascending order
said: List all values v with $lo <= v <= $hi in $tree, a search tree of (left, value, right) tuples or None, sorted
plan: collect from the left subtree; add the value if it is in range; collect from the right subtree
do:
    if $tree is None:
        return []
    left, value, right = $tree
    here = [value] if $lo <= value <= $hi else []
    return SELF(left, $lo, $hi) + here + SELF(right, $lo, $hi)
do:
    found = []
    pending = [$tree]
    while pending:
        node = pending.pop()
        if node is not None:
            pending += [node[0], node[2]]
            if $lo <= node[1] <= $hi:
                found.append(node[1])
    return sorted(found)
bad:
    if $tree is None:
        return []
    left, value, right = $tree
    here = [value] if $lo < value < $hi else []
    return SELF(left, $lo, $hi) + here + SELF(right, $lo, $hi)
inputs: limits
---
combo: by-level
names: levels by_level level_lists
params: $tree: tuple | None
returns: list[list[int]]
said: Return the values of the binary tree $tree, (left, value, right) tuples or None, level by level as lists
    from left to right
said: List the values on each level of $tree, starting with the root; an empty tree has no levels
plan: start with the root; list the values of a level; go on with all children
do:
    $out = []
    level = [$tree] if $tree else []
    while level:
        $out.append([node[1] for node in level])
        level = [child for node in level for child in (node[0], node[2]) if child]
    return $out
do:
    $out = []

    def visit(node, depth):
        if node is None:
            return
        if depth == len($out):
            $out.append([])
        $out[depth].append(node[1])
        visit(node[0], depth + 1)
        visit(node[2], depth + 1)

    visit($tree, 0)
    return $out
bad: return [[$tree[1]]] if $tree else []
inputs: trees
---
combo: total-size
names: total_size sum_sizes folder_size
params: $tree: dict
returns: int
said: Add up 'size' of $tree and of all its descendants; the list under 'children' holds trees of the same kind
said: Return the sum of the sizes in $tree, a dict with 'name', 'size' and a list 'children' of such dicts
told: A folder is a dict with 'name', 'size' (of its own files) and 'children', a list of folders. Return the
    size of $tree including everything below it.
plan: take the own size; add the totals of the children
do: return $tree["size"] + sum(SELF(child) for child in $tree["children"])
do:
    $total = 0
    pending = [$tree]
    while pending:
        node = pending.pop()
        $total += node["size"]
        pending.extend(node["children"])
    return $total
bad: return $tree["size"] + sum(child["size"] for child in $tree["children"])
inputs: named
---
combo: all-names
names: all_names collect_names list_names
params: $tree: dict
returns: list[str]
said: Return the names in $tree, each node before its children; a node is a dict with 'name' and a list 'children'
said: List 'name' of the node $tree and of everything below it in pre-order
plan: take the own name; add the names of each child in order
do:
    $out = [$tree["name"]]
    for child in $tree["children"]:
        $out += SELF(child)
    return $out
do: return [$tree["name"], *(name for child in $tree["children"] for name in SELF(child))]
bad: return [$tree["name"], *(child["name"] for child in $tree["children"])]
inputs: named
""")
