"""Family: methods of an interval of whole numbers."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

INTERVAL = r'''
$Interval: Interval Span Range Slot Period
$lo $hi: low high, start end, first last, begin end
$other: other second span
& @dataclass
  class $Interval:
      """All whole numbers from $lo to $hi, both included."""

      $lo: int
      $hi: int
& class $Interval:
      """The numbers from $lo to $hi inclusive."""

      def __init__(self, $lo: int, $hi: int) -> None:
          self.$lo = $lo
          self.$hi = $hi
## contains: __contains__ (self, $x: int) -> bool
- Tell whether $x lies between $lo and $hi, ends included
- Support `$x in interval`; both ends belong to it
> compare with both ends
= return self.$lo <= $x <= self.$hi
= return $x >= self.$lo and $x <= self.$hi
/ return self.$lo < $x < self.$hi
/ return self.$lo <= $x < self.$hi
@ ({1} in $Interval(*{0}))
? (2, 5), 5
? (2, 5), 2
? (2, 5), 6
% point(0, 9), int
## overlaps: overlaps intersects meets (self, $other: "$Interval") -> bool
- Return True if both have at least one number in common
- Check whether self and $other share a number; touching ends count
~ 判断两个区间是否有公共的数（端点相接也算）
> each must start before the other ends
= return self.$lo <= $other.$hi and $other.$lo <= self.$hi
= return max(self.$lo, $other.$lo) <= min(self.$hi, $other.$hi)
/ return self.$lo < $other.$hi and $other.$lo < self.$hi
/ return self.$lo <= $other.$lo <= self.$hi
@ $Interval(*{0}).SELF($Interval(*{1}))
? (1, 4), (4, 6)
? (1, 4), (5, 6)
? (3, 4), (1, 9)
? (5, 9), (1, 3)
## size: size length count (self) -> int
- Return how many numbers the interval holds; 0 if it ends before it starts
- Number of integers from $lo to $hi, never negative
> subtract the ends and add one; not below zero
= return max(0, self.$hi - self.$lo + 1)
/ return self.$hi - self.$lo
/ return self.$hi - self.$lo + 1
@ $Interval(*{0}).SELF()
? (2, 5)
? (5, 2)
? (3, 3)
## common: intersection common_part shared (self, $other: "$Interval") -> "$Interval | None"
- Return the part that both have in common, or None if there is none
- Intersect self with $other; None when they do not overlap
> take the later start and the earlier end; return None if they cross
= $lo = max(self.$lo, $other.$lo)
  $hi = min(self.$hi, $other.$hi)
  return $Interval($lo, $hi) if $lo <= $hi else None
/ $lo = min(self.$lo, $other.$lo)
  $hi = max(self.$hi, $other.$hi)
  return $Interval($lo, $hi) if $lo <= $hi else None
/ $lo = max(self.$lo, $other.$lo)
  $hi = min(self.$hi, $other.$hi)
  return $Interval($lo, $hi) if $lo < $hi else None
@ (lambda r: r and (r.$lo, r.$hi))($Interval(*{0}).SELF($Interval(*{1})))
? (1, 4), (4, 6)
? (1, 4), (5, 6)
? (3, 8), (1, 5)
## shift: shift moved shifted (self, $by: int) -> "$Interval"
$by: by offset delta
- Return a new interval moved by $by
- Move both ends by $by and return the result as a new $Interval
> add the offset to both ends
= return $Interval(self.$lo + $by, self.$hi + $by)
/ return $Interval(self.$lo, self.$hi + $by)
@ (lambda r: (r.$lo, r.$hi))($Interval(*{0}).SELF({1}))
% point, int(1, 9)
## split: split cut_at divided (self, $x: int) -> "tuple[$Interval, $Interval]"
- Cut the interval into two: up to $x included, and from $x + 1 on
- Return the part that ends at $x and the part after it as two new objects
> end the first part at x; start the second one behind
= return $Interval(self.$lo, $x), $Interval($x + 1, self.$hi)
/ return $Interval(self.$lo, $x), $Interval($x, self.$hi)
@ [(r.$lo, r.$hi) for r in $Interval(*{0}).SELF({1})]
? (0, 9), $2_7
? (1, 4), 3
? (-3, 3), 0
## iter: numbers values to_list (self) -> list[int]
- Return all numbers of the interval in ascending order
- List every integer from $lo to $hi inclusive
> count from the first to the last
= return list(range(self.$lo, self.$hi + 1))
/ return list(range(self.$lo, self.$hi))
@ $Interval(*{0}).SELF()
? (2, 5)
? (4, 4)
? (3, 1)
'''


@family("interval-class", weight=2.5)
def interval_class(rng: Rng) -> Draft:
    """Methods of an interval of whole numbers."""
    return from_sheet(rng, INTERVAL)
