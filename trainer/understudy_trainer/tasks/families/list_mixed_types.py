"""Family over lists of mixed types: elements chosen by isinstance."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "the ...", test, near miss, element annotation, note)
TYPES = (
    ("int", "integers (booleans do not count)", "isinstance($v, int) and not isinstance($v, bool)",
     "isinstance($v, int)", "int"),
    ("str", "strings", "isinstance($v, str)", "not isinstance($v, int)", "str"),
    ("number", "numbers (int or float, booleans excluded)",
     "isinstance($v, (int, float)) and not isinstance($v, bool)", "isinstance($v, int)", "float"),
    ("digits", "strings that consist only of digits", "isinstance($v, str) and $v.isdigit()",
     "isinstance($v, str)", "str"),
    ("float", "floats", "isinstance($v, float)", "isinstance($v, int)", "float"),
    ("bool", "booleans", "isinstance($v, bool)", "isinstance($v, int)", "bool"),
    ("present", "values other than None", "$v is not None", "bool($v)", "object"),
    ("nontext", "values other than strings", "not isinstance($v, str)", "isinstance($v, str)", "object"),
)  # fmt: skip

BY_TYPE = asks("""
# keep: filter_types, keep_only, select_by_type, pick_${key}, only_${key}
($items: list) -> list[$type]
- Return the $what in $items, in order
- Keep only the $what of the mixed list $items
- Filter $items so that just the $what remain
- Given a list $items with elements of various types, return a list of the $what
- Drop everything from $items except the $what
> $items was read from an untidy source and holds values of different types. Return a new list with only the $what, in
  their original order.
zh 从混合类型的列表 $items 中只保留满足 $test 的元素
plan test the type of each element; keep the $what
= return [$v for $v in $items if $test]
= kept = []
  for $v in $items:
      if $test:
          kept.append($v)
  return kept
! return [$v for $v in $items if $near]
in mixed
< []
< [True, 1, "7", 2.5, None, "a", 0, ""]
# count: count_types, how_many_${key}, count_${key}, number_of_kind
($items: list) -> int
- Count the $what in $items
- Return how many of the elements of $items are $what
- Given a list $items of mixed values, return the number of $what
- Find out how many $what the list $items contains
> The list $items mixes values of several types. Count the $what among them and return the number.
plan test the type of each element; count the $what
= return sum(1 for $v in $items if $test)
= count = 0
  for $v in $items:
      if $test:
          count += 1
  return count
! return sum(1 for $v in $items if $near)
in mixed
< []
< [True, 1, "7", 2.5, None, "a", 0, ""]
# all: all_${key}, only_has_${key}, is_uniform, consists_of_kind
($items: list) -> bool
- Check whether all elements of $items are $what
- Return True if $items holds nothing but $what
- Determine whether every single element of $items is one of the $what
* Return True if $items is empty
plan test the type of each element; return whether all pass
= return all($test for $v in $items)
= for $v in $items:
      if $off:
          return False
  return True
! return all($near for $v in $items)
! return any($test for $v in $items)
in mixed
< []
< [1, 2, True]
< [4, 5]
< ["1", "20"]
< [2.5, 1.0]
< ["a", "7"]
< [True, False]
< [0, ""]
< [None, 3]
# split: separate_types, partition_by_type, split_${key}, two_kinds
($items: list) -> tuple[list, list]
- Split $items into two lists: the $what and everything else, both in original order
- Return a tuple of the $what in $items and the remaining elements
- Separate the $what of $items from all other elements; return both lists as a tuple, the $what first
> Sort the elements of the mixed list $items into two lists. The first one gets the $what, the second one all the
  others. Return both as a tuple; the order within each list is that of $items.
plan go through the elements; append each to one of two lists
= matching, others = [], []
  for $v in $items:
      if $test:
          matching.append($v)
      else:
          others.append($v)
  return matching, others
= matching = [$v for $v in $items if $test]
  others = [$v for $v in $items if $off]
  return matching, others
! matching = [$v for $v in $items if $test]
  others = [$v for $v in $items if $off]
  return others, matching
in mixed
< []
< [True, 1, "7", 2.5, None, "a", 0, ""]
# indices: positions_of_${key}, where_${key}, type_positions
($items: list) -> list[int]
- Return the indices of the $what in $items
- List the positions at which $items holds $what
- Find where the $what stand in the mixed list $items and return their indices
plan enumerate the list; keep the indices of the $what
= return [i for i, $v in enumerate($items) if $test]
= places = []
  for i, $v in enumerate($items):
      if $test:
          places.append(i)
  return places
! return [i for i, $v in enumerate($items) if $near]
! return [$v for $v in $items if $test]
in mixed
< []
< [True, 1, "7", 2.5, None, "a", 0, ""]
# first: first_${key}, first_of_type, find_first
($items: list, $fill: $type) -> $type
- Return the first of the $what in $items, or $fill if there are none
- Find the earliest element of $items that belongs to the $what; fall back to $fill
- Look through the mixed list $items for the first of the $what and return it, else $fill
plan go through the list; return the first element of the kind; return the default otherwise
= for $v in $items:
      if $test:
          return $v
  return $fill
= return next(($v for $v in $items if $test), $fill)
! for $v in $items:
      if $near:
          return $v
  return $fill
! return $items[0] if $items else $fill
in mixed $kind
< [], $sample
< [None, "", True, "a", 2.5, 1, "7"], $sample
""")


@family("chosen-by-type", weight=4.5)
def chosen_by_type(rng: Rng) -> Draft:
    """Elements of some type out of a mixed list: kept, counted, separated, located."""
    key, what, test, near, type_ = pick(rng, TYPES)
    ask = pick(rng, BY_TYPE[1:] if key == "int" else BY_TYPE)
    kind, sample = {"str": ("word", "'x'"), "float": ("float", "0.5"), "bool": ("bool", "True")}.get(type_, ("n", "7"))
    return asked(
        rng, ask, f"{key}|{ask.key}", key=key, what=what, test=test, near=near, type=type_, kind=kind, sample=sample
    )
