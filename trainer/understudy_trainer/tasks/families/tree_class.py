"""Family: methods of a binary search tree."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

TREE = r'''
$Tree: Tree Node BinaryTree TreeNode
& class $Tree:
      """A binary search tree: smaller values on the left, others on the right."""

      def __init__(self, value):
          self.value = value
          self.left = None
          self.right = None

      @classmethod
      def of(cls, values):
          root = cls(values[0])
          for value in values[1:]:
              node = root
              while True:
                  side = "left" if value < node.value else "right"
                  if getattr(node, side) is None:
                      setattr(node, side, cls(value))
                      break
                  node = getattr(node, side)
          return root
% ints(0, 30)
% ints(0, 30)
## size: size count node_count (self) -> int
:1 size; NAMES=size count node_count; SAID=number of nodes; CODE=1 + left + right; BAD=left + right
:1 depth; NAMES=depth height levels; SAID=number of levels (a single node has 1); CODE=1 + max(left, right);
  BAD=max(left, right)
:1 leaves; NAMES=leaf_count leaves count_leaves; SAID=number of leaves (nodes without children);
  CODE=left + right or 1; BAD=left + right
- Return the $SAID of the tree below and including this node
- Compute recursively the $SAID, this node included
> ask both subtrees, 0 for a missing one; combine
= left = self.left.SELF() if self.left else 0
  right = self.right.SELF() if self.right else 0
  return $CODE
/ left = self.left.SELF() if self.left else 0
  right = self.right.SELF() if self.right else 0
  return $BAD
@ $Tree.of({0}).SELF()
? [5]
? [5, 3, 8, 9]
## sum: total sum_values value_sum (self) -> int
- Return the sum of all values in the tree
- Add up the values of this node and of everything below it
> take the own value; add the sums of the subtrees that exist
= total = self.value
  if self.left:
      total += self.left.SELF()
  if self.right:
      total += self.right.SELF()
  return total
/ total = self.value
  if self.left:
      total += self.left.value
  if self.right:
      total += self.right.value
  return total
@ $Tree.of({0}).SELF()
? [5, 3, 8, 9, 1]
## order: in_order sorted_values walk (self) -> list[int]
:1 in; NAMES=in_order sorted_values; SAID=in ascending order; CODE=[*left, self.value, *right];
  BAD=[self.value, *left, *right]
:1 pre; NAMES=pre_order preorder; SAID=each node before its subtrees, left before right;
  CODE=[self.value, *left, *right]; BAD=[*left, self.value, *right]
:1 post; NAMES=post_order postorder; SAID=each node after its subtrees, left before right;
  CODE=[*left, *right, self.value]; BAD=[self.value, *left, *right]
:1 down; NAMES=descending reverse_order; SAID=in descending order; CODE=[*right, self.value, *left];
  BAD=[*left, self.value, *right]
- Return all values, $SAID
- List the values of the tree, $SAID
> list the subtrees; put the own value at its place
= left = self.left.SELF() if self.left else []
  right = self.right.SELF() if self.right else []
  return $CODE
/ left = self.left.SELF() if self.left else []
  right = self.right.SELF() if self.right else []
  return $BAD
@ $Tree.of({0}).SELF()
? [5, 3, 8, 9, 1]
## contains: contains has find (self, $x: int) -> bool
- Tell whether $x is in the search tree
- Look for $x, going left for smaller and right for other values
> compare with the own value; search in the proper subtree
= if $x == self.value:
      return True
  child = self.left if $x < self.value else self.right
  return child is not None and child.SELF($x)
= node = self
  while node:
      if node.value == $x:
          return True
      node = node.left if $x < node.value else node.right
  return False
/ return self.value == $x
/ child = self.right if $x < self.value else self.left
  return $x == self.value or (child is not None and child.SELF($x))
@ [$Tree.of({0}).SELF(x) for x in (0, 3, 5, 8, 9)]
? [5, 3, 8, 9, 1]
## extreme: smallest minimum lowest (self) -> int
:1 min; NAMES=smallest minimum lowest; SAID=smallest; SIDE=left; OTHER=right
:1 max; NAMES=largest maximum highest; SAID=largest; SIDE=right; OTHER=left
- Return the $SAID value of the search tree
- Find the $SAID value by always going $SIDE
> go $SIDE as long as possible; return the value there
= node = self
  while node.$SIDE:
      node = node.$SIDE
  return node.value
= return self.$SIDE.SELF() if self.$SIDE else self.value
/ node = self
  while node.$OTHER:
      node = node.$OTHER
  return node.value
@ $Tree.of({0}).SELF()
? [5, 3, 8, 9, 1]
## insert: insert add put (self, $x: int) -> None
- Insert $x into the search tree as a new leaf; equal values go to the right
- Add $x below: left if it is smaller than the own value, right otherwise
> choose the side; make a new node there or pass the value on
= if $x < self.value:
      if self.left:
          self.left.SELF($x)
      else:
          self.left = $Tree($x)
  elif self.right:
      self.right.SELF($x)
  else:
      self.right = $Tree($x)
/ if $x < self.value:
      self.left = $Tree($x)
  else:
      self.right = $Tree($x)
@ (lambda t: (t.SELF(4), t.left and t.left.value, t.right and t.right.value))($Tree.of({0}))
? [5, 3, 8, 9, 1]
? [2]
? [4]
? [9, 6]
## mirror: mirror flip swap_sides (self) -> None
- Swap left and right in every node of the tree
- Turn the tree into its mirror image in place
> swap the own subtrees; do the same in both
= self.left, self.right = self.right, self.left
  for child in (self.left, self.right):
      if child:
          child.SELF()
/ self.left, self.right = self.right, self.left
@ (lambda t: (t.SELF(), [c and (c.value, c.left and c.left.value) for c in (t.left, t.right)]))($Tree.of({0}))
? [5, 3, 8, 9, 1]
? [2]
? [5, 2, 7, 1, 3, 6, 8]
'''


@family("tree-class", weight=3)
def tree_class(rng: Rng) -> Draft:
    """Methods of a binary search tree."""
    return from_sheet(rng, TREE)
