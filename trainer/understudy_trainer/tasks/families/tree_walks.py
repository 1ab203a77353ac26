"""Families over trees: binary trees as nested tuples, search trees, general trees as dicts, parent tables."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.inputs_tree_walks import binaries
from understudy_trainer.tasks.vocabulary.structures import Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal


def _value_first(tree: object) -> object:
    if not isinstance(tree, tuple):
        return None
    left, value, right = tree
    return value, _value_first(left), _value_first(right)


@family("binary-tree", weight=3.6)
def binary_tree(rng: Rng) -> Draft:
    """A recursive reduction of a binary tree of tuples: which value, which nodes, which order of parts."""
    layout, unpack, shape = pick(
        rng,
        (
            ("lvr", "$left, $v, $right = $tree", "(left, value, right)"),
            ("vlr", "$v, $left, $right = $tree", "(value, left, right)"),
        ),
    )
    form, returns, said, empty, combine, near, step = pick(
        rng,
        (
            (
                "sum",
                "int",
                "the sum of all values in $tree",
                "0",
                "$v + SELF($left) + SELF($right)",
                "$v + max(SELF($left), SELF($right))",
                "add the value and the sums of both subtrees",
            ),
            (
                "count",
                "int",
                "how many nodes $tree has",
                "0",
                "1 + SELF($left) + SELF($right)",
                "1 + max(SELF($left), SELF($right))",
                "add one and the counts of both subtrees",
            ),
            (
                "height",
                "int",
                "the height of $tree, the number of nodes on the longest way from the root down, 0 if it is empty",
                "0",
                "1 + max(SELF($left), SELF($right))",
                "1 + SELF($left) + SELF($right)",
                "add one to the larger height of the subtrees",
            ),
            (
                "leaves",
                "int",
                "the number of leaves of $tree, nodes without any child",
                "0",
                "1 if $left is None and $right is None else SELF($left) + SELF($right)",
                "1 + SELF($left) + SELF($right)",
                "count a node without children; otherwise add both subtrees",
            ),
            (
                "max",
                "int | None",
                "the largest value in $tree, None if it is empty",
                "None",
                "max(x for x in ($v, SELF($left), SELF($right)) if x is not None)",
                "max(x for x in ($v, SELF($left)) if x is not None)",
                "take the largest of the value and both subtrees",
            ),
            (
                "inorder",
                "list[int]",
                "the values of $tree in in-order: left subtree, node, right subtree",
                "[]",
                "SELF($left) + [$v] + SELF($right)",
                "[$v] + SELF($left) + SELF($right)",
                "join left values, the value, right values",
            ),
            (
                "preorder",
                "list[int]",
                "the values of $tree in pre-order: node, left subtree, right subtree",
                "[]",
                "[$v] + SELF($left) + SELF($right)",
                "SELF($left) + [$v] + SELF($right)",
                "join the value, left values, right values",
            ),
            (
                "postorder",
                "list[int]",
                "the values of $tree in post-order: left subtree, right subtree, node",
                "[]",
                "SELF($left) + SELF($right) + [$v]",
                "SELF($left) + [$v] + SELF($right)",
                "join left values, right values, the value",
            ),
            (
                "even",
                "int",
                "how many even values $tree has",
                "0",
                "($v % 2 == 0) + SELF($left) + SELF($right)",
                "$v % 2 + SELF($left) + SELF($right)",
                "count the value if it is even; add both subtrees",
            ),
            (
                "above",
                "int",
                "how many values of $tree are greater than $n",
                "0",
                "($v > $n) + SELF($left$more) + SELF($right$more)",
                "($v >= $n) + SELF($left$more)",
                "count the value if it is greater; add both subtrees",
            ),
            (
                "leaflist",
                "list[int]",
                "the values of the leaves of $tree from left to right",
                "[]",
                "[$v] if $left is None and $right is None else SELF($left) + SELF($right)",
                "SELF($left) + [$v] + SELF($right)",
                "list a leaf; otherwise join the leaves of both subtrees",
            ),
            (
                "mirror",
                "tuple | None",
                "the mirror image of $tree, left and right swapped at every node",
                "None",
                "(SELF($right), $v, SELF($left))" if layout == "lvr" else "($v, SELF($right), SELF($left))",
                "($right, $v, $left)" if layout == "lvr" else "($v, $right, $left)",
                "swap the mirrored subtrees",
            ),
            (
                "doubled",
                "tuple | None",
                "a tree shaped like $tree whose values are multiplied by $n",
                "None",
                "(SELF($left$more), $v * $n, SELF($right$more))"
                if layout == "lvr"
                else "($v * $n, SELF($left$more), SELF($right$more))",
                "($left, $v * $n, $right)" if layout == "lvr" else "($v * $n, $left, $right)",
                "rebuild the node with both changed subtrees",
            ),
            (
                "pathsum",
                "int",
                "the largest sum of values on a way from the root of $tree down to a leaf, 0 for an empty tree",
                "0",
                "$v + max(SELF($left), SELF($right))",
                "$v + SELF($left) + SELF($right)",
                "add the value to the better subtree",
            ),
            (
                "full",
                "bool",
                "whether every node of $tree has either no child or two children",
                "True",
                "($left is None) == ($right is None) and SELF($left) and SELF($right)",
                "$left is not None and $right is not None",
                "compare whether the children are missing; check both subtrees",
            ),
        ),
    )
    ask = ("Check whether", "Determine whether") if returns == "bool" else ("Return", "Compute")
    said = said.removeprefix("whether ")
    index = {"lvr": "$tree[0] $tree[2] $tree[1]", "vlr": "$tree[1] $tree[2] $tree[0]"}[layout].split()
    other = combine.replace("$left", index[0]).replace("$right", index[1]).replace("$v", index[2])
    card = f"""
combo: {layout}|{form}
names: tree_{form} {form}_of_tree binary_{form} {form}_nodes compute_{form}
params: $tree: tuple | None
pool: left = left l lo first
pool: right = right r hi second
pool: v = value v val x
pool: tree = tree node root t
returns: {returns}
said: {ask[0]} $said; a tree is a tuple {shape} or None if it is empty
said: Given a binary tree as nested tuples {shape} with None for a missing subtree, {ask[0].lower()} $said
said: {ask[1]} $said, where a node is {shape} and None is an empty tree
said: A tree is None or a tuple {shape}; {ask[0].lower()} $said
told: A binary tree is written as nested tuples: an empty tree is None, any other one is {shape}. {ask[0]} $said.
plan: return {empty} for an empty tree; $step
do:
    if $tree is None:
        return {empty}
    {unpack}
    return {combine}
do:
    if not $tree:
        return {empty}
    return {other}
bad:
    if $tree is None:
        return {empty}
    {unpack}
    return {near}
inputs: trees
"""
    if "$n" in combine:
        card += "knob: n: int = 3..9; limit factor n k number\n"

    def trees(r: Rng) -> Rows:
        rows = binaries(r)
        return rows if layout == "lvr" else tuple((_value_first(t),) for (t,) in rows)

    return deal(rng, card, {"trees": trees}, {"said": said, "step": step})
