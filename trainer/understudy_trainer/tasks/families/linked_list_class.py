"""Family: methods of a singly linked list."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

LINKED = r'''
$List: LinkedList Chain SinglyLinkedList NodeList
$node: node current cursor
& class Node:
      def __init__(self, value, next=None):
          self.value = value
          self.next = next


  class $List:
      """Nodes that know their successor; self.head is the first one or None."""

      def __init__(self, values=()):
          self.head = None
          for value in reversed(values):
              self.head = Node(value, self.head)
## to_list: to_list values as_list (self) -> list[int]
- Return the values from head to tail in a list
- Collect all values of the nodes in order
> start at the head; append each value; go to the next node
= out = []
  $node = self.head
  while $node:
      out.append($node.value)
      $node = $node.next
  return out
/ out = []
  $node = self.head
  while $node and $node.next:
      out.append($node.value)
      $node = $node.next
  return out
@ $List({0}).SELF()
? [1, 2, 3]
? []
% ints
## length: length size node_count (self) -> int
- Return the number of nodes
- Count the nodes from the head on
~ 返回链表的节点个数
> walk through the nodes; count
= count = 0
  $node = self.head
  while $node:
      count += 1
      $node = $node.next
  return count
/ count = 0
  $node = self.head
  while $node.next:
      count += 1
      $node = $node.next
  return count
@ $List({0}).SELF()
? []
? [7]
% ints
## prepend: prepend push_front add_first (self, $x: int) -> None
- Put $x at the front
- Insert a node with the value $x before the head
> make a node that points to the head; make it the head
= self.head = Node($x, self.head)
/ self.head = Node($x)
@ (lambda c: (c.SELF({1}), c.head.value, c.head.next and c.head.next.value))($List({0}))
? [1, 2], 5
? [], 3
% ints, int
## append: append push_back add_last (self, $x: int) -> None
- Add a node with the value $x at the end
- Append $x after the last node; it becomes the head of an empty list
> an empty list gets a new head; else walk to the last node; link the new one
= new = Node($x)
  if self.head is None:
      self.head = new
      return
  $node = self.head
  while $node.next:
      $node = $node.next
  $node.next = new
/ $node = self.head
  while $node.next:
      $node = $node.next
  $node.next = Node($x)
/ self.head = Node($x, self.head)
@ (lambda c: (c.SELF({1}), c.head.value, c.head.next and c.head.next.value))($List({0}))
? [1], 5
? [], 3
% ints(0, 9, 4), int(50, 90)
## reverse: reverse turn_around invert (self) -> None
- Reverse the order of the nodes in place
- Turn the links around so that the last node becomes the head
> walk through the nodes; let each point to the one before; the last one is the head
= $prev = None
  $node = self.head
  while $node:
      $node.next, $prev, $node = $prev, $node, $node.next
  self.head = $prev
= $prev = None
  $node = self.head
  while $node:
      following = $node.next
      $node.next = $prev
      $prev = $node
      $node = following
  self.head = $prev
/ $prev = None
  $node = self.head
  while $node and $node.next:
      following = $node.next
      $node.next = $prev
      $prev = $node
      $node = following
  self.head = $prev
@ (lambda c: (c.SELF(), c.head and (c.head.value, c.head.next and c.head.next.value)))($List({0}))
? [1, 2, 3]
? []
? [4]
% ints
## find: find position_of index_of (self, $x: int) -> int
- Return the position of the first node with the value $x, counting from 0, or -1
- At which index does $x occur first? Return -1 if it does not
> walk through the nodes and count; return the count at a match; -1 at the end
= i = 0
  $node = self.head
  while $node:
      if $node.value == $x:
          return i
      $node = $node.next
      i += 1
  return -1
/ i = 1
  $node = self.head
  while $node:
      if $node.value == $x:
          return i
      $node = $node.next
      i += 1
  return -1
@ $List({0}).SELF({1})
? [4, 5, 4], 4
? [1, 2], 9
? [], 1
% ints(0, 5), int(0, 5)
## remove: remove delete discard (self, $x: int) -> bool
- Remove the first node with the value $x and return whether there was one
- Unlink the first occurrence of $x; False if there is none
> treat the head separately; find the node before; link past the match
= $prev = None
  $node = self.head
  while $node and $node.value != $x:
      $prev, $node = $node, $node.next
  if $node is None:
      return False
  if $prev is None:
      self.head = $node.next
  else:
      $prev.next = $node.next
  return True
/ $node = self.head
  while $node and $node.next:
      if $node.next.value == $x:
          $node.next = $node.next.next
          return True
      $node = $node.next
  return False
@ (lambda c: (c.SELF({1}), c.head and (c.head.value, c.head.next and c.head.next.value)))($List({0}))
? [4, 5, 6], 4
? [4, 5, 6], 5
? [], 1
? [1], 1
% ints(0, 5), int(0, 5)
## reduce: total maximum last_value (self) -> int | None
:1 sum; NAMES=total sum_values; SAID=sum of all values (0 for an empty list); START=0; STEP=out += $node.value;
  BAD=out = $node.value
:1 max; NAMES=maximum largest; SAID=largest value, None for an empty list; START=None;
  STEP=out = $node.value if out is None else max(out, $node.value); BAD=out = $node.value
:1 last; NAMES=last_value tail_value; SAID=last value, None for an empty list; START=None;
  STEP=out = $node.value; BAD=out = out or $node.value
- Return the $SAID
- Walk through the nodes and return the $SAID
> start with the value for no nodes; update it at every node
= out = $START
  $node = self.head
  while $node:
      $STEP
      $node = $node.next
  return out
/ out = $START
  $node = self.head
  while $node:
      $BAD
      $node = $node.next
  return out
@ $List({0}).SELF()
? [1, 5, 3]
? []
? [2, 9, 4]
% ints
'''


@family("linked-list-class", weight=3)
def linked_list_class(rng: Rng) -> Draft:
    """Methods of a singly linked list."""
    return from_sheet(rng, LINKED)
