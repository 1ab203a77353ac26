"""Family: methods of a waiting line."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

QUEUE = r'''
$Queue: Queue WaitingLine TaskQueue Line
$q: items waiting names people queue
& class $Queue:
      """First come, first served."""

      def __init__(self, $q: list[str] | None = None) -> None:
          self.$q = list($q or [])
## enqueue: enqueue join add (self, $name: str) -> int
$name: name person item who
- Add $name at the end and return its position in the line, counting from 1
- Let $name join the line; return how many are waiting afterwards
> append the name; return the new length
= self.$q.append($name)
  return len(self.$q)
/ self.$q.append($name)
  return len(self.$q) - 1
/ self.$q.insert(0, $name)
  return 1
@ (lambda line: (line.SELF({1}), line.$q))($Queue({0}))
% words, word
? [], 'Ada'
## dequeue: dequeue serve next_one (self) -> str | None
- Remove the one who came first and return the name, or return None if nobody waits
- Serve the first in line; None when the line is empty
~ 移除并返回队首元素，队列为空时返回 None
> return None for an empty line; remove the first
= if not self.$q:
      return None
  return self.$q.pop(0)
= return self.$q.pop(0) if self.$q else None
/ return self.$q.pop() if self.$q else None
@ (lambda line: (line.SELF(), line.$q))($Queue({0}))
% words
? []
? ['x', 'y']
## skip: move_to_back skip send_back (self) -> None
- Move the first in line to the back
- Send whoever is at the front to the end of the line; do nothing if nobody waits
! Do nothing if the line is empty
> take the first off the front; append it
= if self.$q:
      self.$q.append(self.$q.pop(0))
= self.$q = self.$q[1:] + self.$q[:1]
/ if self.$q:
      self.$q.insert(0, self.$q.pop())
@ (lambda line: (line.SELF(), line.$q))($Queue({0}))
% words
? []
? ['a', 'b', 'c']
## position: position position_of place (self, $name: str) -> int | None
$name: name person item who
- Return the 1-based position of $name in the line, or None if it is not waiting
- Tell at which place $name stands (the front is 1); None if not found
+ Somebody asks how far they have come. Return the place of $name in the line, where the front has place 1.
  If the name stands in the line more than once, the one nearest to the front counts. If it does not, return None.
> return None for an unknown name; add one to its index
= if $name not in self.$q:
      return None
  return self.$q.index($name) + 1
= for $i, other in enumerate(self.$q, start=1):
      if other == $name:
          return $i
  return None
/ return self.$q.index($name) if $name in self.$q else None
@ $Queue({0}).SELF({1})
% words, word
? ['a', 'b', 'a'], 'a'
? ['a', 'b'], 'b'
? [], 'z'
## leave: leave give_up drop_out (self, $name: str) -> bool
$name: name person item who
- Remove the first occurrence of $name from the line and return whether it was there
- Take $name out of the line; return False if it does not wait
> return False for an unknown name; remove it; return True
= if $name not in self.$q:
      return False
  self.$q.remove($name)
  return True
= try:
      self.$q.remove($name)
  except ValueError:
      return False
  return True
/ self.$q = [other for other in self.$q if other != $name]
  return True
@ (lambda line: (line.SELF({1}), line.$q))($Queue({0}))
? ['a', 'b', 'a'], 'a'
? ['a', 'b'], 'c'
% words, word
## cut: jump_in cut_in insert_after (self, $name: str, $friend: str) -> None
$name: name person newcomer
$friend: friend other known
- Put $name directly behind $friend, or at the end if $friend is not in the line
- Insert $name right after $friend; append it when $friend does not wait
> find the friend; insert behind, or append
= if $friend in self.$q:
      self.$q.insert(self.$q.index($friend) + 1, $name)
  else:
      self.$q.append($name)
/ if $friend in self.$q:
      self.$q.insert(self.$q.index($friend), $name)
  else:
      self.$q.append($name)
@ (lambda line: (line.SELF({1}, {2}), line.$q))($Queue({0}))
? ['a', 'b', 'c'], 'x', 'b'
? ['a', 'b'], 'x', 'z'
? [], 'x', 'a'
% words, word, word
## contains: __contains__ (self, $name: str) -> bool
$name: name person item who
- Tell whether $name is waiting
- Support `$name in line`
> look the name up in the list
= return $name in self.$q
= return any(other == $name for other in self.$q)
/ return $name not in self.$q
@ ({1} in $Queue({0}))
? ['a', 'b'], 'b'
? [], 'a'
% words, word
'''


@family("queue-class", weight=3)
def queue_class(rng: Rng) -> Draft:
    """Methods of a waiting line."""
    return from_sheet(rng, QUEUE)
