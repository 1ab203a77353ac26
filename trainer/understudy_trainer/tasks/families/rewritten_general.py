"""Family: a specific function above, a more general one asked for."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

GENERAL = r'''
## power: sum_of_powers power_sum total_powers ($xs: list[int], $k: int) -> int
$old: sum_of_squares squares_total
$k: k power exponent
& def $old(values):
      return sum(v * v for v in values)
- Generalize $old: add up the $k-th powers of the numbers in $xs
- Like $old, but with any exponent $k instead of 2
> raise each number to the power k; add
= return sum(v**$k for v in $xs)
= total = 0
  for v in $xs:
      total += v**$k
  return total
/ return sum(v**2 for v in $xs)
/ return sum(v * $k for v in $xs)
? [1, 2, 3], 3
? [], 2
% ints(0, 5), int(1, 4)
## threshold: above count_over more_than ($xs: list[int], $k: int) -> int
$old: count_above_ten
$k: limit threshold bound k
& def $old(values):
      """Count the values that are larger than 10."""
      count = 0
      for v in values:
          if v > 10:
              count += 1
      return count
- A version of $old with the limit $k as a parameter
- Count the numbers in $xs larger than $k, as $old does for 10
> compare each number with the limit; count
= return sum(1 for v in $xs if v > $k)
= count = 0
  for v in $xs:
      if v > $k:
          count += 1
  return count
/ return sum(1 for v in $xs if v > 10)
/ return sum(1 for v in $xs if v >= $k)
? [5, 10, 15, 20], 15
? [], 3
? [7, 8, 9], 7
% ints, int
## fizz: fizz label_numbers say ($n: int, $a: int, $b: int) -> list[str]
$old: first_fifteen short_game
$a $b: a b, p q, first second
& def $old():
      out = []
      for i in range(1, 16):
          word = ""
          if i % 3 == 0:
              word += "hip"
          if i % 5 == 0:
              word += "hop"
          out.append(word or str(i))
      return out
- Generalize $old: numbers from 1 to $n, "hip" for multiples of $a and "hop" for multiples of $b
- Like $old for any last number $n and any divisors $a (hip) and $b (hop)
> for each number build the word; use the number itself if it is empty
= out = []
  for i in range(1, $n + 1):
      word = ""
      if i % $a == 0:
          word += "hip"
      if i % $b == 0:
          word += "hop"
      out.append(word or str(i))
  return out
= return [
      "hip" * (i % $a == 0) + "hop" * (i % $b == 0) or str(i)
      for i in range(1, $n + 1)
  ]
/ return [
      "hip" * (i % 3 == 0) + "hop" * (i % 5 == 0) or str(i)
      for i in range(1, $n + 1)
  ]
/ return [
      "hip" * (i % $a == 0) or "hop" * (i % $b == 0) or str(i)
      for i in range(1, $n + 1)
  ]
? 6, 2, 3
? 0, 3, 5
? 8, 4, 2
% int(5, 9), int(2, 4), int(2, 5)
## key: sorted_by group_sorted order_with ($xs: list[int], $f: Callable[[int], int]) -> list[int]
^ from collections.abc import Callable
$old: by_last_digit sorted_by_digit
& def $old(values):
      return sorted(values, key=lambda v: v % 10)
- Generalize $old: sort $xs by the value of any function $f
- Like $old, but the sort key is given as $f
> sort with the function as key
= return sorted($xs, key=$f)
= ordered = list($xs)
  ordered.sort(key=$f)
  return ordered
/ return sorted($xs, key=lambda v: v % 10)
/ return sorted(map($f, $xs))
@ SELF({0}, lambda v: -v % 7)
? [8, 3, 14, 21, 5]
? []
% ints
## wrap: surround wrapped tag ($s: str, $t: str) -> str
$old: bold make_bold
$t: tag name element
& def $old(text):
      return "<b>" + text + "</b>"
- Like $old with any tag name $t instead of b
- Put $s between the opening and closing HTML tag $t, as $old does for b
> write the tag around the text
= return f"<{$t}>{$s}</{$t}>"
= return "<" + $t + ">" + $s + "</" + $t + ">"
/ return f"<b>{$s}</b>"
/ return f"<{$t}>{$s}<{$t}>"
? 'hi', 'em'
? '', 'p'
% word, one("i", "h1", "code")
## many: common_to_all shared_by_all intersection ($rows: list[list[int]]) -> list[int]
$old: common_of_two shared
& def $old(a, b):
      return sorted(set(a) & set(b))
- Generalize $old to any number of lists: return the sorted values that all lists in $rows contain
- Like $old for all lists of $rows at once; [] if $rows is empty
! Return an empty list if $rows is empty
> start with the first list; keep what every other list has; sort
= if not $rows:
      return []
  common = set($rows[0])
  for row in $rows[1:]:
      common &= set(row)
  return sorted(common)
= return sorted(set.intersection(*map(set, $rows))) if $rows else []
/ return sorted(set().union(*$rows))
/ return sorted(set($rows[0]) & set($rows[-1])) if $rows else []
? [[1, 2, 3], [3, 2, 5], [2, 9]]
? []
? [[4, 4, 1]]
% grid(0, 3)
## default: safe_divide divide_or ratio ($x: int, $y: int, $default: float) -> float
$old: divide quotient
$default: default fallback otherwise
& def $old(a, b):
      return a / b
- Like $old, but return $default if the divisor is 0
- Divide $x by $y as $old does, giving $default instead of an error for division by zero
> return the default for zero; divide
= if $y == 0:
      return $default
  return $x / $y
= return $x / $y if $y else $default
= try:
      return $x / $y
  except ZeroDivisionError:
      return $default
/ return $x / $y
/ return $x // $y if $y else $default
? 7, 2, 0.0
? 5, 0, -1.0
? 0, 3, 1.0
? 9, 0, 0.5
'''


@family("rewritten-general", weight=2.5)
def rewritten_general(rng: Rng) -> Draft:
    """A specific function above, a more general one asked for."""
    return from_sheet(rng, GENERAL)
