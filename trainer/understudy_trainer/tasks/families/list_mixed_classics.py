"""Families over mixed lists and lists with None: numbers in strings, type names, gaps filled."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

MIXED = asks("""
# sum-any: sum_mixed, sum_numeric, total_of_mixed
($items: list[int | str]) -> int
- Add up $items, whose elements are integers or strings holding integers
- Return the sum of $items, where some numbers are written as strings
- Convert every element of $items to int and return the total
> A form delivers the numbers $items partly as int and partly as text such as "12". Return their sum as an int.
zh $items 中的数字有的是整数，有的是字符串，返回它们的总和
plan convert each element to int; add up
= return sum(int(entry) for entry in $items)
= running = 0
  for entry in $items:
      if isinstance(entry, str):
          entry = int(entry)
      running += entry
  return running
! return sum(entry for entry in $items if isinstance(entry, int))
< [1, "2", 3]
< ["10", "-4"]
< []
< [7, 8]
# parse-valid: parse_valid_ints, valid_integers, convert_what_works
($ws: list[str]) -> list[int]
- Convert the strings of $ws that are integers to int and skip all others
- Return the integers written in $ws, ignoring strings that int() does not accept
- Parse each string of $ws as an int; leave out those that cannot be parsed
> The strings $ws were typed by users. Return the list of those that are valid integers, converted to int. Strings
  that cannot be converted are skipped.
plan try to convert each string; skip those that raise ValueError
= numbers = []
  for text in $ws:
      try:
          numbers.append(int(text))
      except ValueError:
          continue
  return numbers
! return [int(text) for text in $ws if text.isdigit()]
< ["1", "x", "-2"]
< [" 7 ", "3.5", ""]
< []
< ["a1", "20"]
# type-names: type_names, kinds_of, list_types
($items: list) -> list[str]
- Return the name of the type of each element of $items
- List for every element of $items the name of its type, such as "int" or "str", in order
- Map $items to the names of the types of its elements
plan take the type of each element; take its name
= return [type(entry).__name__ for entry in $items]
= names = []
  for entry in $items:
      names.append(type(entry).__name__)
  return names
! return [str(type(entry)) for entry in $items]
in mixed
< []
# group-types: group_by_type, by_type_name, sorted_into_types
($items: list) -> dict[str, list]
- Group the elements of $items by the name of their type
- Return a dict from type names like "int" to the lists of the elements of $items with that type
- Sort the elements of $items into a dict of lists, keyed by type name, keeping the order within each list
plan take the type name of each element; append the element to the list of that name
= groups = {}
  for entry in $items:
      groups.setdefault(type(entry).__name__, []).append(entry)
  return groups
= from collections import defaultdict
  groups = defaultdict(list)
  for entry in $items:
      groups[type(entry).__name__].append(entry)
  return dict(groups)
! groups = {}
  for entry in $items:
      groups[type(entry).__name__] = [entry]
  return groups
in mixed
< [1, 2, "a"]
< []
# to-text: join_mixed, mixed_to_text, describe_all
($items: list, $sep: str) -> str
- Join the elements of $items, converted to strings, with $sep between them, leaving out None
- Return one string of all elements of $items that are not None, separated by $sep
- Convert every element of $items except None to text and put $sep between the texts
plan skip None; convert the others to strings; join them
= return $sep.join(str(entry) for entry in $items if entry is not None)
= parts = []
  for entry in $items:
      if entry is not None:
          parts.append(str(entry))
  return $sep.join(parts)
! return $sep.join(str(entry) for entry in $items if entry)
! return $sep.join(str(entry) for entry in $items)
< [1, None, "a"], ", "
< [0, False, ""], "-"
< [], ";"
< [2.5, "x", None, None], "/"
# double-or-repeat: double_each, twice, doubled_by_type
($items: list[int | str]) -> list[int | str]
- Double each integer in $items and convert each string to upper case
- Return $items with numbers multiplied by 2 and strings in capitals
- Change each element of $items by its type: ints are doubled, strings are upper-cased
> The list $items holds integers and strings. Return a new list in which each integer has been multiplied by 2 and
  each string has been changed to upper case.
plan look at the type of each element; double a number; convert a string to upper case
= return [entry.upper() if isinstance(entry, str) else entry * 2 for entry in $items]
= changed = []
  for entry in $items:
      if isinstance(entry, str):
          changed.append(entry.upper())
      else:
          changed.append(entry * 2)
  return changed
! return [entry * 2 for entry in $items]
< [1, "ab", 3]
< []
< ["x", "Yz"]
< [-4, 0, "k"]
""")


@family("mixed-classics", weight=2.5)
def mixed_classics(rng: Rng) -> Draft:
    """Numbers in strings, type names, grouping by type, changes by type."""
    return one_of(rng, MIXED)


GAPS = asks("""
# sum: sum_known, total_without_none, sum_ignoring_none
($xs: list[int | None]) -> int
- Return the sum of $xs, ignoring None
- Add up the numbers in $xs and skip missing values (None)
- Compute the total of $xs, where None counts as nothing
plan skip None; add up the rest
= return sum($v for $v in $xs if $v is not None)
= return sum($v or 0 for $v in $xs)
! return sum($v for $v in $xs if $v is None)
in maybe
< []
< [None]
# mean: mean_known, average_of_known, mean_without_gaps
($xs: list[int | None]) -> float | None
- Return the mean of the values in $xs that are not None, rounded to 2 decimals
- Compute the average of $xs without counting missing entries (None), to two decimals
* Return None if there are no values
> A sensor sometimes fails and delivers None. Return the average of the other readings in $xs, rounded to 2 decimals.
  If
  every reading is missing, return None.
plan keep what is not None; return None without values; divide the sum by the count
= known = [$v for $v in $xs if $v is not None]
  return round(sum(known) / len(known), 2) if known else None
= running = count = 0
  for $v in $xs:
      if $v is not None:
          running += $v
          count += 1
  if count == 0:
      return None
  return round(running / count, 2)
! known = [$v for $v in $xs if $v]
  return round(sum(known) / len(known), 2) if known else None
! known = [$v or 0 for $v in $xs]
  return round(sum(known) / len(known), 2) if known else None
in maybe
< []
< [None]
< [0, None, 5]
# fill: fill_missing, replace_none, with_default
($xs: list[int | None], $fill: int) -> list[int]
- Replace each None in $xs by $fill
- Return a copy of $xs in which missing values (None) became $fill
- Fill the gaps in $xs, marked by None, with $fill; zeros are values and stay
> In the list $xs, None marks a missing value. Return a copy in which every missing value is replaced by $fill. All
  other values, including 0, stay.
plan put the default in place of None; keep the rest
= return [$fill if $v is None else $v for $v in $xs]
= filled = list($xs)
  for i, $v in enumerate(filled):
      if $v is None:
          filled[i] = $fill
  return filled
! return [$v or $fill for $v in $xs]
in maybe n
< [], 1
< [0, None], 7
# forward: forward_fill, fill_forward, carry_forward
($xs: list[int | None]) -> list[int | None]
- Replace each None in $xs by the last value before it that is not None
- Fill the gaps in $xs with the preceding known value; leading None entries stay None
- Carry the latest known value of $xs forward over missing entries (None)
zh 用前一个非 None 的值填充 $xs 中的 None；开头的 None 保持不变
> A sensor reports None when nothing has changed. Return the list $xs with each None replaced by the latest value
  before it. As long as there has been no value, None stays.
plan remember the last known value; append it for each entry
= last = None
  filled = []
  for $v in $xs:
      if $v is not None:
          last = $v
      filled.append(last)
  return filled
= filled = list($xs)
  for i in range(1, len(filled)):
      if filled[i] is None:
          filled[i] = filled[i - 1]
  return filled
! return [$v if $v is not None else 0 for $v in $xs]
! filled = list($xs)
  for i in range(1, len(filled)):
      if filled[i] is None:
          filled[i] = $xs[i - 1]
  return filled
in maybe
< []
< [None, 3, None, None]
# backward: backward_fill, fill_from_right, next_known
($xs: list[int | None]) -> list[int | None]
- Replace each None in $xs by the next value after it that is not None
- Fill missing entries of $xs with the following known value; trailing None entries stay None
plan walk from the right with the last known value; reverse the result
= known = None
  filled = []
  for $v in reversed($xs):
      if $v is not None:
          known = $v
      filled.append(known)
  return filled[::-1]
= return [next((y for y in $xs[i:] if y is not None), None) for i in range(len($xs))]
! return [$v if $v is not None else 0 for $v in $xs]
in maybe
< []
< [None, None, 3, None]
# longest-gap: longest_gap, longest_none_run, longest_outage
($xs: list[int | None]) -> int
- Return the length of the longest run of consecutive None values in $xs
- Find how many missing values (None) stand in a row at most in $xs
> None in the list $xs means that no value was recorded. Return the length of the longest gap, that is of the longest
  run of None values; 0 if there is no gap.
plan count None in a row; reset at a value; remember the longest
= best = run = 0
  for $v in $xs:
      run = run + 1 if $v is None else 0
      best = max(best, run)
  return best
! return $xs.count(None)
in maybe
< []
< [None, 3, None, None]
# first-known: coalesce, first_known, first_not_none
($items: list[int | None], $fill: int) -> int
- Return the first element of $items that is not None, or $fill if there is none
- Pick the earliest known value in $items and fall back to $fill
plan go through the list; return the first value that is not None; return the default otherwise
= return next((entry for entry in $items if entry is not None), $fill)
= for entry in $items:
      if entry is not None:
          return entry
  return $fill
! return next((entry for entry in $items if entry), $fill)
in maybe n
< [], 3
< [None, 0, 4], 9
# either: first_or_second, merge_known, prefer_first
($xs: list[int | None], $ys: list[int]) -> list[int]
- Combine $xs and $ys of equal length: take the element of $xs unless it is None, else the one of $ys
- Return $xs with each None replaced by the element at the same position of $ys
plan pair the lists up; take the second element where the first is None
= return [b if a is None else a for a, b in zip($xs, $ys)]
= merged = []
  for i, a in enumerate($xs):
      merged.append($ys[i] if a is None else a)
  return merged
! return [a or b for a, b in zip($xs, $ys)]
< [1, None, 0], [7, 8, 9]
< [], []
< [None, None], [3, 4]
""")


@family("lists-with-gaps", weight=2.5)
def lists_with_gaps(rng: Rng) -> Draft:
    """None in a list of numbers: ignored, filled, carried forward, measured."""
    return one_of(rng, GAPS)
