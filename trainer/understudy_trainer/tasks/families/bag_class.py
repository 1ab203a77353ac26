"""Family: methods of a bag that counts its items."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

BAG = r'''
$Bag: Bag Multiset Basket Counter
$counts: counts amounts tally
& class $Bag:
      """A collection that counts how often each item was added."""

      def __init__(self, $counts: dict[str, int] | None = None) -> None:
          self.$counts = dict($counts or {})
## add: add put insert (self, $item: str, $m: int = 1) -> None
- Add $item $m times
- Increase the count of $item by $m, starting from 0 for a new one
> read the count, 0 if unknown; store it increased
= self.$counts[$item] = self.$counts.get($item, 0) + $m
= if $item in self.$counts:
      self.$counts[$item] += $m
  else:
      self.$counts[$item] = $m
/ self.$counts[$item] = $m
/ self.$counts[$item] = self.$counts.get($item, 0) + 1
@ (lambda bag: (bag.SELF({1}, {2}), bag.$counts))($Bag({0}))
? {'a': 2}, 'a', 3
? {}, 'b', 1
% counts, word, int(1, 5)
## remove: remove discard take_out (self, $item: str) -> bool
- Remove one $item and return True, or return False if there is none; forget items whose count reaches 0
- Take out one copy of $item, deleting its entry when none is left; return whether there was one
> return False if the item is missing; decrease its count; delete it at zero
= if $item not in self.$counts:
      return False
  self.$counts[$item] -= 1
  if self.$counts[$item] == 0:
      del self.$counts[$item]
  return True
= if self.$counts.get($item, 0) == 0:
      return False
  if self.$counts[$item] == 1:
      del self.$counts[$item]
  else:
      self.$counts[$item] -= 1
  return True
/ if $item not in self.$counts:
      return False
  self.$counts[$item] -= 1
  return True
/ return self.$counts.pop($item, None) is not None
@ (lambda bag: (bag.SELF({1}), bag.$counts))($Bag({0}))
? {'a': 1, 'b': 2}, 'a'
? {'a': 1, 'b': 2}, 'b'
? {'a': 1}, 'c'
% counts, word
## total: total size total_count (self) -> int
- Return how many items there are in all, counting every copy
- Sum of all counts
> add the counts
= return sum(self.$counts.values())
= $total = 0
  for $item in self.$counts:
      $total += self.$counts[$item]
  return $total
/ return len(self.$counts)
@ $Bag({0}).SELF()
% counts
? {}
## most: most_common most_frequent top_item (self) -> str | None
- Return the item with the highest count, or None if the bag is empty
- Find the item that was added most often; the alphabetically first wins a tie, an empty bag gives None
! The alphabetically first item wins a tie
> return None for an empty bag; take the largest count, then the first name
= if not self.$counts:
      return None
  return min(self.$counts, key=lambda $item: (-self.$counts[$item], $item))
= best = max(self.$counts.values(), default=0)
  return next(($item for $item in sorted(self.$counts) if self.$counts[$item] == best), None)
/ return max(self.$counts, key=self.$counts.get, default=None)
@ $Bag({0}).SELF()
? {'b': 2, 'a': 2, 'c': 1}
? {}
% counts
## merge: merge union_with combined (self, $other: "$Bag") -> "$Bag"
$other: other more second
- Return a new bag with the counts of both bags added
- Combine self with $other into a new $Bag, adding the counts; change neither
> copy the own counts; add those of the other; wrap them in a new bag
= $counts = dict(self.$counts)
  for $item, $m in $other.$counts.items():
      $counts[$item] = $counts.get($item, 0) + $m
  return $Bag($counts)
/ return $Bag({**self.$counts, **$other.$counts})
@ $Bag({0}).SELF($Bag({1})).$counts
? {'a': 1}, {'a': 2, 'b': 1}
? {}, {'x': 3}
% counts, counts
## at_least: at_least frequent common (self, $k: int) -> list[str]
- Return the items that were added at least $k times, in alphabetical order
- List, sorted, every item whose count is $k or more
> keep the items with a large count; sort them
= return sorted($item for $item, count in self.$counts.items() if count >= $k)
/ return sorted($item for $item, count in self.$counts.items() if count > $k)
/ return [$item for $item, count in self.$counts.items() if count >= $k]
@ $Bag({0}).SELF({1})
? {'b': 2, 'a': 3, 'c': 1}, 2
? {}, 1
% counts, int(5, 12)
## getitem: __getitem__ (self, $item: str) -> int
- Return how often $item was added, 0 if never
- The count of $item; unknown items count 0
> look up the count with 0 as default
= return self.$counts.get($item, 0)
= return self.$counts[$item] if $item in self.$counts else 0
/ return self.$counts[$item]
@ $Bag({0})[{1}]
? {'a': 1}, 'a'
? {'a': 1}, 'z'
% counts, word
## iter: __iter__ (self) -> Iterator[str]
^ from collections.abc import Iterator
- Yield every item as often as it was added, in alphabetical order
- Iterate over the items sorted by name, each repeated by its count
> sort the items; yield each one count times
= for $item in sorted(self.$counts):
      for _ in range(self.$counts[$item]):
          yield $item
= for $item, $k in sorted(self.$counts.items()):
      yield from [$item] * $k
/ yield from sorted(self.$counts)
@ list($Bag({0}))
? {'b': 2, 'a': 1}
? {}
% counts(1, 3)
'''


@family("bag-class", weight=3)
def bag_class(rng: Rng) -> Draft:
    """Methods of a bag that counts its items."""
    return from_sheet(rng, BAG)
