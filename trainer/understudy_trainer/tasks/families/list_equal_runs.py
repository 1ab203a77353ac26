"""Family over runs of equal neighbours: encoded, decoded, grouped, the longest."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

EQUALS = asks("""
# encode: run_lengths, encode_runs, count_runs_of_equals
($items: list[int]) -> list[tuple[int, int]]
- Return the runs of equal neighbours in $items as tuples (value, length)
- Encode $items by runs: one tuple of value and count for each block of equal neighbours
- Compress $items into (element, number of repetitions in a row) pairs
> Describe the list $items by its runs. A run consists of equal elements next to each other. For each run return a
  tuple of the value and the length, in order.
plan extend the last pair while the value stays; start a new pair otherwise
= runs = []
  for entry in $items:
      if runs and runs[-1][0] == entry:
          runs[-1] = (entry, runs[-1][1] + 1)
      else:
          runs.append((entry, 1))
  return runs
= from itertools import groupby
  return [(key, len(list(group))) for key, group in groupby($items)]
! return [(entry, $items.count(entry)) for entry in dict.fromkeys($items)]
in runs
< []
< [1, 1, 2, 1]
# decode: decode_runs, expand_runs, unpack_runs
($pairs: list[tuple[int, int]]) -> list[int]
- Expand the (value, length) tuples of $pairs into a flat list
- Return a list in which the value of each tuple in $pairs is repeated as often as its second element says
plan go through the pairs; append the value as often as needed
= return [value for value, times in $pairs for _ in range(times)]
= flat = []
  for value, times in $pairs:
      flat += [value] * times
  return flat
! return [value * times for value, times in $pairs]
in pairs
< []
< [(1, 2), (3, 0)]
# longest-equal: longest_equal_run, most_in_a_row, max_repeats
($items: list[int]) -> int
- Return the length of the longest run of equal neighbours in $items
- Find how often one value is repeated in direct succession at most in $items
* Return 0 if $items is empty
> Find the longest run of equal elements in $items, where a run is a block of direct neighbours with the same value.
  Return its length; an empty list has none, so return 0.
plan count equal neighbours; reset to one at a change; remember the longest
= best = run = 0
  for i, entry in enumerate($items):
      run = run + 1 if i > 0 and entry == $items[i - 1] else 1
      best = max(best, run)
  return best
= from itertools import groupby
  return max((len(list(group)) for _, group in groupby($items)), default=0)
! return max(($items.count(entry) for entry in $items), default=0)
in runs
< []
< [1, 1, 2, 1]
# group-equal: group_equal, equal_blocks, split_by_value_change
($items: list[int]) -> list[list[int]]
- Group equal neighbours of $items into lists
- Cut $items wherever the value changes and return the pieces
> Put neighbouring elements of $items with the same value into one list, and return the list of these lists. Equal
  values further apart belong to different lists.
zh 将 $items 中相邻且相等的元素分为一组，返回列表的列表
plan extend the last group while the value stays; open a new one otherwise
= groups = []
  for entry in $items:
      if groups and groups[-1][0] == entry:
          groups[-1].append(entry)
      else:
          groups.append([entry])
  return groups
= from itertools import groupby
  return [list(group) for _, group in groupby($items)]
! return [[entry] * $items.count(entry) for entry in dict.fromkeys($items)]
in runs
< []
< [1, 1, 2, 1]
# value: value_of_longest_run, most_persistent, longest_lasting
($items: list[int]) -> int | None
- Return the value with the longest run of equal neighbours in $items, the first on a tie, None for an empty list
- Find which value stays unchanged for the longest time in $items (earliest on ties); None if $items is empty
plan count equal neighbours; remember the value when the run is longer than all before
= best, longest, run = None, 0, 0
  for i, entry in enumerate($items):
      run = run + 1 if i > 0 and entry == $items[i - 1] else 1
      if run > longest:
          best, longest = entry, run
  return best
= from itertools import groupby
  runs = [(key, len(list(group))) for key, group in groupby($items)]
  return max(runs, key=lambda p: p[1])[0] if runs else None
! return max($items, key=$items.count, default=None)
in runs
< []
< [1, 2, 2, 1, 3, 1]
# drop-short: drop_short_runs, keep_long_runs, remove_noise
($items: list[int], $k: int) -> list[int]
- Remove all runs of equal neighbours shorter than $k from $items
- Keep only elements of $items that belong to a block of at least $k equal neighbours
plan group equal neighbours; keep the groups that are long enough
= from itertools import groupby
  kept = []
  for _, group in groupby($items):
      run = list(group)
      if len(run) >= $k:
          kept.extend(run)
  return kept
= kept, start = [], 0
  for i in range(1, len($items) + 1):
      if i == len($items) or $items[i] != $items[start]:
          if i - start >= $k:
              kept += $items[start:i]
          start = i
  return kept
! return [entry for entry in $items if $items.count(entry) >= $k]
in runs two
< [], 2
< [1, 1, 2, 1], 2
< [1, 2, 1], 2
""")


@family("runs-of-equals", weight=2.5)
def runs_of_equals(rng: Rng) -> Draft:
    """Runs of equal neighbours: encoded, decoded, grouped, the longest, short ones dropped."""
    return one_of(rng, EQUALS)
