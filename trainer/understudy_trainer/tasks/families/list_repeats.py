"""Family over frequencies: elements that occur once, more than once, at least k times."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "that occur ...", test over the count, near miss, more parameters, kinds, sample)
FREQUENCIES = (
    ("once", "that occur exactly once", "== 1", "<= 2", "", "", ""),
    ("repeated", "that occur more than once", "> 1", ">= 1", "", "", ""),
    ("exactly", "that occur exactly $k times", "== $k", ">= $k", ", $k: int", "two", ", 2"),
    ("atleast", "that occur at least $k times", ">= $k", "> $k", ", $k: int", "two", ", 2"),
    ("under", "that occur fewer than $k times", "< $k", "<= $k", ", $k: int", "two", ", 2"),
    ("odd", "that occur an odd number of times", "% 2 == 1", "== 1", "", "", ""),
    ("even", "that occur an even number of times", "% 2 == 0", "== 2", "", "", ""),
)

ELEMENTS = (
    ("int", "small", "[1, 1, 2, 2, 2, 3, 1, 5]"),
    ("str", "repeats", '["b", "b", "a", "a", "a", "c", "b", "d"]'),
)

COUNTED = asks("""
# keep: keep_by_count, elements_by_frequency, filter_by_count, select_by_frequency
($items: list[$type]$more) -> list[$type]
- Keep only the elements of $items $that, with all their occurrences and in the original order
- Return a list of those entries of $items $that in $items; repeated entries stay repeated
- Filter $items down to the elements $that in it, preserving order and every copy
- Remove everything from $items except the elements $that
> Count how often each value appears in $items. Then keep only the elements $that and drop all others. Order and
  repetitions of what is kept do not change.
plan count the elements; keep those whose count fits
= from collections import Counter
  counts = Counter($items)
  return [entry for entry in $items if counts[entry] $test]
= return [entry for entry in $items if $items.count(entry) $test]
! return [entry for entry in $items if $items.count(entry) $near]
! return [entry for entry in dict.fromkeys($items) if $items.count(entry) $test]
in $kinds
< $edge
< []$sample
# drop: drop_by_count, remove_by_frequency, without_frequent, discard_by_count
($items: list[$type]$more) -> list[$type]
- Remove from $items all elements $that
- Return $items without the elements $that, keeping the order of the rest
- Drop every copy of the values $that in $items
- Given a list $items, leave out the entries $that in it and return what remains
> Some values of $items are not wanted: all those $that in the list. Remove every copy of them and return the remaining
  elements in their order.
plan count the elements; leave out those whose count fits
= from collections import Counter
  counts = Counter($items)
  return [entry for entry in $items if counts[entry] $off]
= rest = []
  for entry in $items:
      if $items.count(entry) $off:
          rest.append(entry)
  return rest
! return [entry for entry in $items if $items.count(entry) $test]
! return [entry for entry in $items if not $items.count(entry) $near]
in $kinds
< $edge
< []$sample
# distinct: values_by_count, distinct_by_frequency, unique_matches, values_with_count
($items: list[$type]$more) -> list[$type]
- Return the distinct values of $items $that, each listed once, in order of first appearance
- List without repetition the values $that in $items, ordered by where they first appear
- Find all different elements of $items $that; report each one a single time, first seen first
zh 按首次出现的顺序返回 $items 中出现次数满足 count $test 的不同值，每个只列一次
> Count how often each value occurs in $items. Return the values $that, each of them once, in the order in which they
  appear first.
plan count the elements; keep the distinct values whose count fits
= from collections import Counter
  return [value for value, count in Counter($items).items() if count $test]
= found = []
  for entry in $items:
      if entry not in found and $items.count(entry) $test:
          found.append(entry)
  return found
! return [entry for entry in $items if $items.count(entry) $test]
! return sorted({entry for entry in $items if $items.count(entry) $off})
in $kinds
< $edge
< []$sample
# sorted: sorted_by_count, ordered_matches, sorted_values_with_count
($items: list[$type]$more) -> list[$type]
- Return the sorted list of the different values $that in $items
- Find the distinct values $that in $items and return them in ascending order
- Give the values of $items $that, without duplicates and sorted
> Look for the values $that in the list $items. Return them in ascending order, each one only once.
plan take the set of elements; keep those whose count fits; sort them
= return sorted(value for value in set($items) if $items.count(value) $test)
= from collections import Counter
  counts = Counter($items)
  return sorted(value for value in counts if counts[value] $test)
! return sorted(value for value in $items if $items.count(value) $test)
! return sorted(value for value in set($items) if $items.count(value) $near)
in $kinds
< $edge
< []$sample
# largest: largest_by_count, max_with_count, top_value, greatest_match
($items: list[$type]$more) -> $type | None
- Return the largest of the values $that in $items, or None if there is none
- Find the greatest element of $items among those $that; return None when no value qualifies
- Among the elements of $items $that, return the maximum (None if there are no such elements)
> Look at the values $that in $items. Return the largest of them. If there is no such value, return None.
plan keep the values whose count fits; return the largest or None
= return max((entry for entry in $items if $items.count(entry) $test), default=None)
= from collections import Counter
  found = [value for value, count in Counter($items).items() if count $test]
  return max(found) if found else None
! return min((entry for entry in $items if $items.count(entry) $test), default=None)
! return max((entry for entry in $items if $items.count(entry) $near), default=None)
in $kinds
< $edge
< []$sample
# first: first_by_count, earliest_with_count, first_match
($items: list[$type]$more) -> $type | None
- Return the first of the elements $that in $items, or None
- Find the earliest entry of $items among those $that; None if there is no such entry
- Going from left to right through $items, return the first element out of those $that in the whole list, else None
plan go through the list; return the first element whose count fits; return None otherwise
= for entry in $items:
      if $items.count(entry) $test:
          return entry
  return None
= return next((entry for entry in $items if $items.count(entry) $test), None)
! return max((entry for entry in $items if $items.count(entry) $test), default=None)
in $kinds
< $edge
< []$sample
# count: count_by_frequency, number_of_values, how_many_values
($items: list[$type]$more) -> int
- Count the different values $that in $items
- Return how many distinct elements there are in $items $that
- Return the number of values $that in $items; each value counts once
plan count the elements; count the values whose count fits
= from collections import Counter
  return sum(1 for count in Counter($items).values() if count $test)
= return len([value for value in set($items) if $items.count(value) $test])
! return sum(1 for entry in $items if $items.count(entry) $test)
! return len(set($items))
in $kinds
< $edge
< []$sample
""")


@family("elements-by-frequency", weight=5)
def elements_by_frequency(rng: Rng) -> Draft:
    """Elements whose number of occurrences fits: kept, dropped, listed once, sorted, largest, first, counted."""
    key, that, test, near, more, kind, sample = pick(rng, FREQUENCIES)
    type_, kinds, edge = pick(rng, ELEMENTS)
    ask = pick(rng, [a for a in COUNTED if (key, a.key) not in (("repeated", "drop"), ("once", "keep"))])
    return asked(
        rng, ask, f"{key}|{ask.key}|{type_}", that=that, test=test, near=near, more=more, type=type_,
        kinds=f"{kinds} {kind}", edge=f"{edge}{sample}", sample=sample,
    )  # fmt: skip
