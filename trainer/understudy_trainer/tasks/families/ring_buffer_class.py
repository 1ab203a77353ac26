"""Family: methods of a buffer of the last values."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

RING = r'''
$Ring: RingBuffer LastValues Window History
$values: values items readings samples
$size: size capacity limit
& class $Ring:
      """Keeps the last $size numbers, the oldest first."""

      def __init__(self, $size: int, $values: list[int] | None = None) -> None:
          self.$size = $size
          self.$values = list($values or [])[-$size:]
? 3, [1, 2, 3]
? 3, [4]
? 2, []
? 4, [9, 1, 5, 5]
% int(2, 4), ints
## add: add push append_value (self, $x: int) -> int | None
- Append $x; if the buffer was full, drop the oldest value and return it, otherwise return None
- Add $x, keeping at most self.$size values; return the value pushed out, or None
> append the value; drop and return the first if there are too many
= self.$values.append($x)
  if len(self.$values) > self.$size:
      return self.$values.pop(0)
  return None
= dropped = self.$values.pop(0) if len(self.$values) == self.$size else None
  self.$values.append($x)
  return dropped
/ self.$values.append($x)
  if len(self.$values) > self.$size:
      return self.$values.pop()
  return None
/ self.$values.append($x)
  return None
@ (lambda b: (b.SELF(77), b.$values))($Ring({0}, {1}))
## mean: average mean smoothed (self) -> float
:1 mean; NAMES=average mean smoothed; SAID=mean; CODE=round(sum(self.$values) / len(self.$values), 2);
  BAD=round(sum(self.$values) / self.$size, 2)
:1 range; NAMES=spread value_range; SAID=difference of the largest and the smallest;
  CODE=float(max(self.$values) - min(self.$values)); BAD=float(self.$values[-1] - self.$values[0])
:1 change; NAMES=change trend; SAID=difference of the newest and the oldest;
  CODE=float(self.$values[-1] - self.$values[0]); BAD=float(self.$values[0] - self.$values[-1])
- Return the $SAID of the kept numbers as a float rounded to 2 digits, 0.0 if there are none
- Compute the $SAID of the values in the buffer (a float, two decimals, 0.0 when empty)
> return 0.0 for an empty buffer; compute the $SAID
= if not self.$values:
      return 0.0
  return $CODE
/ if not self.$values:
      return 0.0
  return $BAD
/ return $CODE
@ $Ring({0}, {1}).SELF()
? 3, [5, 9]
? 3, [5, 9, 7]
## rising: is_rising rising all_rising (self) -> bool
:1 up; NAMES=is_rising rising; SAID=larger; CMP=<
:1 down; NAMES=is_falling falling; SAID=smaller; CMP=>
- Tell whether every kept number is $SAID than the one before it
- Return True if the values get $SAID and $SAID from the oldest to the newest (also for fewer than two)
> compare all neighbours
= return all(a $CMP b for a, b in zip(self.$values, self.$values[1:]))
/ return all(a $CMP= b for a, b in zip(self.$values, self.$values[1:]))
/ return self.$values[0] $CMP self.$values[-1]
@ $Ring({0}, {1}).SELF()
? 3, [5, 5]
? 3, [9, 2]
? 4, [1, 9, 3]
? 4, [7, 3, 1]
? 4, [1, 3, 7]
## free: free room space_left (self) -> int
- Return how many more values fit before the oldest one is dropped
- Number of free places
> subtract the number of values from the size
= return self.$size - len(self.$values)
/ return len(self.$values)
/ return self.$size - len(self.$values) - 1
@ $Ring({0}, {1}).SELF()
## latest: latest newest last (self, $m: int) -> list[int]
- Return the $m newest values, the newest first
- List the last $m numbers in reverse order (fewer if there are not so many)
> reverse the values; take the first ones
= return self.$values[::-1][:$m]
= return list(reversed(self.$values))[:$m]
/ return self.$values[-$m:]
/ return self.$values[:$m][::-1]
@ $Ring({0}, {1}).SELF(2)
'''


@family("ring-buffer-class", weight=2.5)
def ring_buffer_class(rng: Rng) -> Draft:
    """Methods of a buffer of the last values."""
    return from_sheet(rng, RING)
