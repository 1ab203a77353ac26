"""Family: methods of a stack."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

STACK = r'''
$Stack: Stack Pile IntStack ItemStack
$items: items values data elements content
& class $Stack:
      """A last-in, first-out collection."""

      def __init__(self, $items: list[int] | None = None) -> None:
          self.$items = list($items or [])
& class $Stack:
      def __init__(self, $items=()):
          self.$items = list($items)
## push: push add put (self, $x: int) -> None
- Put $x on top of the stack
- Push $x
- Add $x as the new top element
- Append $x to the end of self.$items
~ 把 $x 压入栈顶
> append the value to the list
= self.$items.append($x)
= self.$items += [$x]
/ self.$items.insert(0, $x)
@ (lambda s: (s.SELF({1}), s.$items))($Stack({0}))
% ints, int
? [], 3
## pop: pop take remove_top (self) -> int | None
- Remove the top element and return it, or return None if the stack is empty
- Take the last pushed value off the stack and return it; give None when there is nothing left
- Pop the top value; None on an empty stack
~ 弹出栈顶元素并返回，栈为空时返回 None
+ The stack keeps its values in self.$items, the newest at the end. Take the newest value off and return it.
  If the stack is empty, return None and change nothing.
> return None if there is nothing; pop the last item
= if not self.$items:
      return None
  return self.$items.pop()
= return self.$items.pop() if self.$items else None
/ return self.$items[-1] if self.$items else None
/ return self.$items.pop(0) if self.$items else None
@ (lambda s: (s.SELF(), s.$items))($Stack({0}))
% ints
? []
? [5]
## peek: peek top last (self, $default: int = 0) -> int
$default: default fallback otherwise
- Return the top element without removing it, or $default if the stack is empty
- Look at the last pushed value; return $default when nothing is on the stack
- Give the top of the stack, leaving it in place, and $default for an empty stack
> return the last item if any; return the default otherwise
= return self.$items[-1] if self.$items else $default
= if self.$items:
      return self.$items[-1]
  return $default
/ return self.$items.pop() if self.$items else $default
/ return self.$items[0] if self.$items else $default
@ (lambda s: (s.SELF({1}), s.$items))($Stack({0}))
% ints, int
? [], 7
## is_empty: is_empty empty (self) -> bool
- Return True if nothing is on the stack
- Tell whether the stack holds no elements
- Check if the stack is empty
> compare the number of items with zero
= return not self.$items
= return len(self.$items) == 0
/ return bool(self.$items)
@ $Stack({0}).SELF()
? []
% ints
? [0]
## swap: swap_top swap exchange_top (self) -> bool
- Exchange the two topmost elements and return True; return False if there are fewer than two
- Swap the last two pushed values, returning whether there were two to swap
> return False for fewer than two items; swap the last two; return True
= if len(self.$items) < 2:
      return False
  self.$items[-1], self.$items[-2] = self.$items[-2], self.$items[-1]
  return True
/ self.$items[-1], self.$items[-2] = self.$items[-2], self.$items[-1]
  return True
/ if len(self.$items) <= 2:
      return False
  self.$items[-1], self.$items[-2] = self.$items[-2], self.$items[-1]
  return True
@ (lambda s: (s.SELF(), s.$items))($Stack({0}))
% ints
? [4]
? [1, 2]
## pop_many: pop_many take_many pop_n (self, $k: int) -> list[int]
- Remove up to $k elements from the top and return them, topmost first
- Pop $k values, or all of them if there are fewer, and return them in the order in which they were popped
+ Take $k elements off the stack, one after another, and return them in a list. The element that was on top comes
  first. If the stack runs empty before, return what was found.
> pop while there are items and fewer than the wanted number; return the popped ones
= $out = []
  while self.$items and len($out) < $k:
      $out.append(self.$items.pop())
  return $out
= $out = []
  for _ in range(min($k, len(self.$items))):
      $out.append(self.$items.pop())
  return $out
/ return [self.$items.pop() for _ in range($k)]
/ $out = self.$items[-$k:]
  del self.$items[-$k:]
  return $out
@ (lambda s: (s.SELF({1}), s.$items))($Stack({0}))
% ints, int(1, 4)
? [1, 2], 5
? [8, 9, 3], 2
## duplicate: duplicate dup copy_top (self) -> None
- Push a second copy of the top element; do nothing if the stack is empty
- Duplicate the value on top of the stack, if there is one
> append the last item again if there is one
= if self.$items:
      self.$items.append(self.$items[-1])
/ self.$items.append(self.$items[0])
/ self.$items.append(self.$items[-1])
@ (lambda s: (s.SELF(), s.$items))($Stack({0}))
% ints
? []
## len: __len__ (self) -> int
- Return the number of elements on the stack
- Number of values currently held
> take the length of the list
= return len(self.$items)
/ return len(self.$items) - 1
@ len($Stack({0}))
% ints
? []
## repr: __repr__ (self) -> str
- Return a text like $Stack([1, 2, 3]) with the class name and the items from bottom to top
- Show the stack as $Stack(...) with the list of items inside the parentheses
> format the list inside the name of the class
= return f"$Stack({self.$items})"
= return f"{type(self).__name__}({self.$items!r})"
/ return f"$Stack{self.$items}"
@ repr($Stack({0}))
% ints(0, 9, 4)
? []
'''


@family("stack-class", weight=3)
def stack_class(rng: Rng) -> Draft:
    """Methods of a stack."""
    return from_sheet(rng, STACK)
