"""Family of very small list functions: access with defaults, simple facts, conversions."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.list_asks import asks, one_of

SMALL = asks("""
# get: get_or_default, safe_get, item_or
($items: list[str], $pos: int, $fill: str) -> str
- Return the element of $items at index $pos, or $fill if there is no such index
- Get $items[$pos], but give back $fill when the index is out of range; negative indices are out of range
> Sometimes an index may not exist. Return the element of $items at index $pos; if the index is negative or too
  large, return $fill.
zh 返回 $items 中下标为 $pos 的元素；下标为负或越界时返回 $fill
plan check the index; return the element or the default
= return $items[$pos] if 0 <= $pos < len($items) else $fill
= if $pos < 0 or $pos >= len($items):
      return $fill
  return $items[$pos]
! return $items[$pos] if $pos < len($items) else $fill
! return $items[$pos] if 0 <= $pos <= len($items) else $fill
in words zero letter
< ["a", "b"], 2, "x"
< ["a", "b"], -1, "y"
< [], 0, "z"
# ends: first_and_last, ends_of, outer_elements
($items: list[int]) -> tuple[int, int]
- Return the first and the last element of the nonempty list $items as a tuple
- Give back a tuple of the elements at both ends of $items
> You are given a nonempty list $items. Return a tuple of two numbers: its first and its last element. For a list
  with a single element, both are the same.
plan take the first and the last element
= return $items[0], $items[-1]
= first, last = $items[0], $items[len($items) - 1]
  return first, last
! return min($items), max($items)
in ints
< [4]
# same-ends: same_ends, starts_as_it_ends, closed_list
($items: list[int]) -> bool
- Check whether $items is not empty and its first and last elements are equal
- Return True if the list $items begins and ends with the same value, False for an empty list
plan check for emptiness; compare the first with the last element
= return bool($items) and $items[0] == $items[-1]
= if not $items:
      return False
  return $items[0] == $items[-1]
! return not $items or $items[0] == $items[-1]
! return len($items) > 1 and $items[0] == $items[-1]
in small
< []
< [4]
< [2, 5, 2]
# middle: middle_element, middle_elements, center_of
($items: list[int]) -> list[int]
- Return the middle element of $items in a list, or the two middle elements if the length is even
- Return a list with what stands in the middle of $items: one element for odd, two for even lengths
* Return an empty list if $items is empty
> Find what stands in the middle of $items. If the number of elements is odd, return a list with the one middle
  element; if it is even, a list with the two middle ones. An empty list gives an empty list.
plan find the half; slice one or two elements
= half = len($items) // 2
  if len($items) % 2 == 1:
      return [$items[half]]
  return $items[half - 1 : half + 1] if $items else []
= return $items[(len($items) - 1) // 2 : len($items) // 2 + 1]
! return [$items[len($items) // 2]] if $items else []
in ints
< []
< [3]
< [1, 2]
< [1, 2, 3, 4]
# index-or: index_or_minus_one, find_index, position_of
($items: list[str], $val: str) -> int
- Return the index of the first $val in $items, or -1 if it is missing
- Find where $val stands in $items; return -1 instead of raising an error when it does not occur
> The method index raises an error for a missing value. Return the index of the first $val in $items, and -1 if
  $items does not contain $val.
plan check for the element; return its index or -1
= return $items.index($val) if $val in $items else -1
= for i, entry in enumerate($items):
      if entry == $val:
          return i
  return -1
! return $items.index($val) if $val in $items else 0
in repeats letter
< [], "a"
< ["b", "a"], "a"
< ["b"], "x"
# all-indices: all_indices, positions_of, every_index
($items: list[str], $val: str) -> list[int]
- Return all indices at which $val stands in $items
- List every position of $val in the list $items
zh 返回 $val 在 $items 中出现的所有下标
plan enumerate the list; keep the indices of equal elements
= return [i for i, entry in enumerate($items) if entry == $val]
= places = []
  for i in range(len($items)):
      if $items[i] == $val:
          places.append(i)
  return places
! return [$items.index($val)] if $val in $items else []
in repeats letter
< [], "a"
< ["a", "b", "a"], "a"
# replace-all: replace_all, substitute, exchange_value
($items: list[str], $val: str, $new: str) -> list[str]
- Return a copy of $items in which every $val is replaced by $new
- Replace all occurrences of $val in $items with $new and return the new list
> In the list $items every $val is outdated. Return a new list of the same length in which each of them has been
  replaced by $new. The original list must not change.
plan go through the list; put the new element in place of the old one
= return [$new if entry == $val else entry for entry in $items]
= copy = list($items)
  for i, entry in enumerate(copy):
      if entry == $val:
          copy[i] = $new
  return copy
! return [entry for entry in $items if entry != $val] + [$new]
in repeats letter word
< [], "a", "b"
< ["a", "b", "a"], "a", "z"
# remove-first: remove_first, without_first, drop_one
($items: list[str], $val: str) -> list[str]
- Return $items without the first occurrence of $val
- Remove only one $val, the first, from a copy of $items; without it the copy is unchanged
> Exactly one $val should leave the list. Return a copy of $items without the first $val. If there is none, return an
  unchanged copy.
plan copy the list; remove the element if it is there
= copy = list($items)
  if $val in copy:
      copy.remove($val)
  return copy
= for i, entry in enumerate($items):
      if entry == $val:
          return $items[:i] + $items[i + 1 :]
  return $items[:]
! return [entry for entry in $items if entry != $val]
in repeats letter
< [], "a"
< ["a", "b", "a"], "a"
# pad: pad_list, extend_to, fill_up
($items: list[int], $n: int, $fill: int) -> list[int]
- Append $fill to $items until it has $n elements and return the new list; longer lists stay as they are
- Return $items padded on the right with $fill to a length of at least $n
> The list $items should have at least $n elements. Append $fill as often as needed and return the new list. If
  $items is long enough already, return its elements unchanged.
plan append as many fillers as are missing
= return $items + [$fill] * ($n - len($items))
= padded = list($items)
  while len(padded) < $n:
      padded.append($fill)
  return padded
! return [$fill] * ($n - len($items)) + $items
! return ($items + [$fill] * $n)[:$n]
in ints n zero
< [], 2, 0
< [1, 2, 3], 2, 9
# resize: resize, exact_length, fit_to_length
($items: list[int], $n: int, $fill: int) -> list[int]
- Return $items cut or padded on the right with $fill so that it has exactly $n elements
- Bring $items to the length $n: drop elements at the end or append $fill
plan append fillers; cut to the length
= return ($items + [$fill] * $n)[:$n]
= if len($items) >= $n:
      return $items[:$n]
  return $items + [$fill] * ($n - len($items))
! return $items + [$fill] * ($n - len($items))
in ints n zero
< [], 2, 0
< [1, 2, 3], 2, 9
< [1, 2, 3], 0, 9
# multiply-all: product_of_all, multiply_all, total_product
($xs: list[int]) -> int
- Return the product of all numbers in $xs, 1 for an empty list
- Multiply the elements of $xs together
> Multiply all the numbers of $xs with each other and return the product. The product of no numbers is 1.
zh 返回 $xs 中所有数的乘积，空列表返回 1
plan start with one; multiply each number in
= product = 1
  for x in $xs:
      product *= x
  return product
= import math
  return math.prod($xs)
! product = 0
  for x in $xs:
      product *= x
  return product
! return sum($xs)
in pos
< []
< [2, 0, 7]
< [-1, 5]
# to-strings: to_strings, numbers_as_text, stringify
($xs: list[int]) -> list[str]
- Convert every number in $xs to a string
- Return the list of the decimal texts of the integers in $xs
plan convert each number
= return [str(x) for x in $xs]
= return list(map(str, $xs))
! return $xs[:]
! return [str(abs(x)) for x in $xs]
in ints
< []
< [-5]
# from-digits: digits_to_number, join_digits, number_from_digits
($xs: list[int]) -> int
- Return the number whose decimal digits are the elements of $xs, 0 for an empty list
- Read the digits in $xs from left to right as one integer
> The list $xs holds the decimal digits of a number, the most significant one first. Return the number. No digits
  mean 0.
plan start with zero; multiply by ten and add each digit
= number = 0
  for digit in $xs:
      number = number * 10 + digit
  return number
= return int("".join(map(str, $xs)) or 0)
! return sum($xs)
! number = 0
  for digit in reversed($xs):
      number = number * 10 + digit
  return number
in digits
< []
< [1, 0]
# clamp-each: clamp_all, limit_each, keep_in_range
($xs: list[int], $low: int, $high: int) -> list[int]
- Return $xs with every number below $low raised to $low and every number above $high lowered to $high
- Clamp each element of $xs to the range from $low to $high
> Readings outside the range from $low to $high cannot be right. Return a copy of $xs in which smaller values are
  replaced by $low and larger ones by $high.
zh 将 $xs 中的每个数限制在 $low 到 $high 之间
plan take the maximum with the lower and the minimum with the upper bound for each number
= return [max($low, min(x, $high)) for x in $xs]
= clamped = []
  for x in $xs:
      if x < $low:
          x = $low
      elif x > $high:
          x = $high
      clamped.append(x)
  return clamped
! return [x for x in $xs if $low <= x <= $high]
! return [min($low, max(x, $high)) for x in $xs]
in ints val goal
< [], 0, 5
< [9, -4, 3], 0, 5
""")


@family("list-basics", weight=3.5)
def list_basics(rng: Rng) -> Draft:
    """Access with defaults, ends and middle, replacing, padding, conversions."""
    return one_of(rng, SMALL)
