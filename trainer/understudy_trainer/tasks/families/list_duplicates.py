"""Family of single functions over duplicates: kept first or last, limited, ranked by frequency, majority."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

DEDUPED = asks("""
# keep-first: unique, unique_in_order, deduplicate, drop_duplicates
($items: list[int]) -> list[int]
- Remove duplicates from $items, keeping the first occurrence of each element
- Return the distinct elements of $items in the order of their first appearance
- Deduplicate $items without changing the order in which elements first appear
- Return a copy of $items where every repeated element is kept only the first time it is met
> The list $items contains values more than once. Return a list with each value only once. The order is that of the
  first appearances.
plan go through the list; keep elements not seen before
= return list(dict.fromkeys($items))
= seen = set()
  kept = []
  for entry in $items:
      if entry not in seen:
          seen.add(entry)
          kept.append(entry)
  return kept
! return list(dict.fromkeys(reversed($items)))
! return [entry for entry in $items if $items.count(entry) == 1]
in small
< []
< [3, 1, 3]
# keep-last: keep_last, unique_last, last_occurrences
($items: list[int]) -> list[int]
- Remove duplicates from $items, keeping only the last occurrence of each element
- Return the elements of $items ordered by their last appearance, each one once
- For every value that is repeated in $items drop all but its final occurrence
> When a value is entered again, the earlier entry is outdated. Return $items with each value only at the place where
  it
  occurs last; the others are dropped.
plan keep an element if it does not occur again later
= return [entry for i, entry in enumerate($items) if entry not in $items[i + 1 :]]
= kept = list(dict.fromkeys(reversed($items)))
  return kept[::-1]
! return list(dict.fromkeys($items))
in small
< []
< [3, 1, 3]
# at-most: at_most_k_each, limit_copies, cap_repeats
($items: list[int], $k: int) -> list[int]
- Keep at most $k occurrences of each value of $items, the first ones
- Return $items with any further copies dropped once a value has appeared $k times
- Drop an element of $items if the same value has been kept $k times already
zh 每个值最多保留前 $k 次出现，返回新的列表
plan count what was kept; keep an element while its count is below the limit
= counts = {}
  kept = []
  for entry in $items:
      counts[entry] = counts.get(entry, 0) + 1
      if counts[entry] <= $k:
          kept.append(entry)
  return kept
= return [entry for i, entry in enumerate($items) if $items[:i].count(entry) < $k]
! return [entry for entry in $items if $items.count(entry) <= $k]
in small two
< [], 2
< [1, 1, 1, 2, 1], 2
# squeeze: squeeze_runs, collapse_runs, drop_adjacent_duplicates
($items: list[int]) -> list[int]
- Collapse each run of equal neighbours in $items to a single element
- Return $items without elements that equal their direct predecessor
- Remove consecutive duplicates from $items; equal values further apart both stay
plan append an element if it differs from the last one kept
= kept = []
  for entry in $items:
      if not kept or entry != kept[-1]:
          kept.append(entry)
  return kept
= from itertools import groupby
  return [key for key, _ in groupby($items)]
! return list(dict.fromkeys($items))
in runs
< []
< [1, 1, 2, 1]
# extra: extra_copies, surplus, repeated_occurrences
($items: list[int]) -> list[int]
- Return the elements of $items that have occurred before, in order (the second, third, ... copies)
- List every element of $items at the moment it repeats an earlier one
- Return what must be removed from $items to leave each value just once, keeping the first copies
plan remember what was seen; collect an element that was seen before
= seen = set()
  again = []
  for entry in $items:
      if entry in seen:
          again.append(entry)
      seen.add(entry)
  return again
= return [entry for i, entry in enumerate($items) if entry in $items[:i]]
! return [entry for entry in $items if $items.count(entry) > 1]
in small
< []
< [3, 1, 3, 3]
# first-repeat: first_repeat, first_duplicate, earliest_repetition
($items: list[int]) -> int | None
- Return the first element of $items that equals an earlier element, or None if all are different
- Find the value whose repetition is met first when reading $items from left to right, else None
- Read $items and stop at the first value that was already seen; return it, or None
> Reading $items from the left, return the first value that has been seen already. In [2, 5, 5, 2] that is 5, since its
  second copy comes first. Return None if nothing repeats.
plan remember what was seen; return the first element seen before; return None otherwise
= seen = set()
  for entry in $items:
      if entry in seen:
          return entry
      seen.add(entry)
  return None
= return next((entry for i, entry in enumerate($items) if entry in $items[:i]), None)
! return next((entry for entry in $items if $items.count(entry) > 1), None)
in small
< []
< [2, 5, 5, 2]
< [1, 2]
# by-frequency: by_frequency, sort_by_frequency, most_common_first
($items: list[int]) -> list[int]
- Sort $items by how often each value occurs, most frequent first; equal counts by ascending value
- Return the elements of $items ordered by decreasing frequency and, within one frequency, by value
- Order $items so that values with more copies come first, smaller values first on ties; keep all copies
> Arrange the elements of $items by how often they occur: the most frequent value first with all its copies. Values
  that are equally frequent are ordered from small to large.
plan count the elements; sort by negative count and value
= from collections import Counter
  counts = Counter($items)
  return sorted($items, key=lambda entry: (-counts[entry], entry))
= return sorted(sorted($items), key=$items.count, reverse=True)
! return sorted($items, key=$items.count, reverse=True)
! return sorted($items, key=lambda entry: ($items.count(entry), entry))
in small
< []
< [4, 4, 1, 1, 9]
# rank-count: kth_most_common, nth_most_frequent
($items: list[int], $k: int) -> int | None
- Return the value of $items in place $k of the frequency ranking (1 is the most frequent; smaller values win ties)
- Find the $k-th most common value of $items, counting from 1, ties decided for the smaller value
* Return None if $items has fewer than $k different values
plan rank the distinct values by count and value; take number k
= ranked = sorted(set($items), key=lambda entry: (-$items.count(entry), entry))
  return ranked[$k - 1] if $k <= len(ranked) else None
= from collections import Counter
  ranked = sorted(Counter($items).items(), key=lambda p: (-p[1], p[0]))
  return ranked[$k - 1][0] if len(ranked) >= $k else None
! ranked = sorted(set($items), key=lambda entry: (-$items.count(entry), entry))
  return ranked[$k] if $k < len(ranked) else None
in small two
< [], 1
< [5, 5, 3, 3, 8], 1
# majority: majority_value, majority_element, more_than_half
($items: list[int]) -> int | None
- Return the value that makes up more than half of $items, or None if there is no such value
- Find the majority element of $items: it must occur in more than half of the positions; otherwise return None
- Return the element of $items with more copies than all other elements together, else None
> An option wins only with an absolute majority. Return the value that occupies more than half of the positions of
  $items. If no value does, also for an empty list, return None.
plan count each distinct value; return the one above half; return None otherwise
= for value in set($items):
      if $items.count(value) * 2 > len($items):
          return value
  return None
= from collections import Counter
  if not $items:
      return None
  value, count = Counter($items).most_common(1)[0]
  return value if count > len($items) / 2 else None
! return max($items, key=$items.count, default=None)
! for value in set($items):
      if $items.count(value) * 2 >= len($items):
          return value
  return None
in small
< []
< [1, 1, 2, 2]
< [3, 1, 3]
""")


@family("duplicates-handled", weight=3)
def duplicates_handled(rng: Rng) -> Draft:
    """Deduplicate in several senses, repeats, rankings by frequency, majority."""
    return one_of(rng, DEDUPED)
