"""Family: methods of a cache that forgets the least recently used entry."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

CACHE = r'''
$Cache: Cache LRUCache RecentCache SmallCache
$data: data store entries
$capacity: capacity max_size limit
& class $Cache:
      """Keeps at most $capacity entries; the least recently used one comes first in self.$data."""

      def __init__(self, $capacity: int, $data: dict[str, int] | None = None) -> None:
          self.$capacity = $capacity
          self.$data = dict($data or {})
## get: get lookup fetch (self, $key: str) -> int | None
- Return the value of $key and make it the most recently used one, or return None if it is not cached
- Look $key up; a hit moves its entry to the end of self.$data, a miss gives None
+ A cache keeps its entries in the order of their last use, the most recent one at the end. Return the value of $key
  and move its entry to the end. If $key is not in the cache, return None and change nothing.
> return None for an unknown key; take the entry out and put it back at the end; return the value
= if $key not in self.$data:
      return None
  value = self.$data.pop($key)
  self.$data[$key] = value
  return value
/ return self.$data.get($key)
/ value = self.$data.pop($key, None)
  self.$data[$key] = value
  return value
@ (lambda c: (c.SELF({1}), list(c.$data)))($Cache(3, {0}))
? {'a': 1, 'b': 2, 'c': 3}, 'a'
? {'a': 1, 'b': 2}, 'z'
? {}, 'x'
## put: put store_value set_item (self, $key: str, $val: int) -> None
- Store $val under $key as the most recently used entry, dropping the least recently used one if there are too many
- Add or renew $key; when more than self.$capacity entries result, remove the oldest
~ 存入 $key 和 $val，超出容量时删除最久未使用的条目
> remove an old entry of the key; append the new one; drop the first if there are too many
= self.$data.pop($key, None)
  self.$data[$key] = $val
  if len(self.$data) > self.$capacity:
      del self.$data[next(iter(self.$data))]
= self.$data.pop($key, None)
  if len(self.$data) >= self.$capacity:
      oldest = next(iter(self.$data))
      self.$data.pop(oldest)
  self.$data[$key] = $val
/ self.$data.pop($key, None)
  self.$data[$key] = $val
  if len(self.$data) > self.$capacity:
      self.$data.popitem()
/ self.$data[$key] = $val
@ (lambda c: (c.SELF({1}, {2}), list(c.$data.items())))($Cache(2, {0}))
? {'a': 1, 'b': 2}, 'c', 3
? {'a': 1, 'b': 2}, 'a', $3_9
? {'a': 1}, 'b', 2
? {}, 'k', 5
## shrink: shrink resize set_capacity (self, $size: int) -> list[str]
$size: size new_size room
- Set the capacity to $size, drop the least recently used entries that no longer fit, and return their keys
- Reduce self.$capacity to $size; return the keys thrown out, the oldest first
> set the capacity; find the surplus first keys; delete them
= self.$capacity = $size
  surplus = list(self.$data)[: max(0, len(self.$data) - $size)]
  for $key in surplus:
      del self.$data[$key]
  return surplus
= self.$capacity = $size
  surplus = []
  while len(self.$data) > $size:
      $key = next(iter(self.$data))
      surplus.append($key)
      del self.$data[$key]
  return surplus
/ self.$capacity = $size
  surplus = list(self.$data)[$size:]
  for $key in surplus:
      del self.$data[$key]
  return surplus
@ (lambda c: (c.SELF({1}), list(c.$data)))($Cache(9, {0}))
? {'a': 1, 'b': 2, 'c': 3}, 2
? {'a': 1, 'b': 2}, 5
? {'a': 1, 'b': 2, 'c': 3}, 0
## full: is_full full at_capacity (self) -> bool
- Tell whether no further entry fits
- Return True when the number of entries has reached the capacity
> compare the number of entries with the capacity
= return len(self.$data) >= self.$capacity
/ return len(self.$data) > self.$capacity
@ $Cache({1}, {0}).SELF()
? {'a': 1, 'b': 2}, 2
? {'a': 1}, 2
? {}, 1
'''


@family("cache-class", weight=2)
def cache_class(rng: Rng) -> Draft:
    """Methods of a cache that forgets the least recently used entry."""
    return from_sheet(rng, CACHE)
