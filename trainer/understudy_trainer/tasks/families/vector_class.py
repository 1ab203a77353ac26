"""Family: methods of a point or vector in the plane."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

VECTOR = r'''
$Vector: Vector Point Vec2 Coordinate Position
$other: other rhs second v
& @dataclass(frozen=True)
  class $Vector:
      """Two whole numbers in the plane."""

      x: int
      y: int
& class $Vector:
      def __init__(self, x: int, y: int) -> None:
          self.x = x
          self.y = y
## add: __add__ (self, $other: "$Vector") -> "$Vector"
- Return the sum of both, coordinate by coordinate
- Add $other to self and return a new $Vector
> add the coordinates; make a new one of them
= return $Vector(self.x + $other.x, self.y + $other.y)
/ return $Vector(self.x + $other.x, self.y)
@ (lambda v: (v.x, v.y))($Vector(*{0}) + $Vector(*{1}))
% point, point
## sub: __sub__ (self, $other: "$Vector") -> "$Vector"
- Return the difference self minus $other, coordinate by coordinate
- Subtract $other from self
> subtract the coordinates; make a new one of them
= return $Vector(self.x - $other.x, self.y - $other.y)
/ return $Vector($other.x - self.x, $other.y - self.y)
@ (lambda v: (v.x, v.y))($Vector(*{0}) - $Vector(*{1}))
% point, point
## scale: scale scaled times (self, $factor: int) -> "$Vector"
$factor: factor k by times_
- Return a new one with both coordinates multiplied by $factor
- Multiply self by the number $factor
> multiply both coordinates
= return $Vector(self.x * $factor, self.y * $factor)
/ return $Vector(self.x * $factor, self.y)
@ (lambda v: (v.x, v.y))($Vector(*{0}).SELF({1}))
% point, int(2, 6)
## dot: dot dot_product inner (self, $other: "$Vector") -> int
- Return the dot product with $other
- Compute the scalar product of self and $other
> multiply the coordinates pairwise; add
= return self.x * $other.x + self.y * $other.y
/ return self.x * $other.y - self.y * $other.x
@ $Vector(*{0}).SELF($Vector(*{1}))
% point(1, 9), point(1, 9)
## taxi: manhattan taxi_distance steps_to (self, $other: "$Vector") -> int
- Return the Manhattan distance to $other
- How many unit steps along the axes lead from self to $other
~ 返回到 $other 的曼哈顿距离
> add the absolute differences of the coordinates
= return abs(self.x - $other.x) + abs(self.y - $other.y)
/ return self.x - $other.x + self.y - $other.y
/ return max(abs(self.x - $other.x), abs(self.y - $other.y))
@ $Vector(*{0}).SELF($Vector(*{1}))
? (3, 4), (-1, 9)
% point, point
## length: length norm magnitude (self) -> float
^ import math
- Return the Euclidean length, rounded to 2 digits
- Distance from the origin, rounded to two decimal places
> take the hypotenuse; round it
= return round(math.hypot(self.x, self.y), 2)
= return round(math.sqrt(self.x**2 + self.y**2), 2)
/ return round(self.x**2 + self.y**2, 2)
/ return round(abs(self.x) + abs(self.y), 2)
@ $Vector(*{0}).SELF()
? (3, 4)
% point(1, 9)
## turn: rotated turn_left quarter_turn (self) -> "$Vector"
- Return the point turned by 90 degrees counterclockwise around the origin
- Rotate a quarter turn to the left: (1, 0) becomes (0, 1)
> swap the coordinates and negate the new x
= return $Vector(-self.y, self.x)
/ return $Vector(self.y, -self.x)
/ return $Vector(self.y, self.x)
@ (lambda v: (v.x, v.y))($Vector(*{0}).SELF())
? (1, 0)
? (2, 5)
% point(1, 9)
## eq: __eq__ (self, $other: object) -> bool
- Two of them are equal if both coordinates agree; nothing else is equal to a $Vector
- Return True if $other is a $Vector with the same x and y
> anything else is unequal; compare the coordinates
= if not isinstance($other, $Vector):
      return False
  return (self.x, self.y) == ($other.x, $other.y)
= return isinstance($other, $Vector) and self.x == $other.x and self.y == $other.y
/ return self.x == $other.x and self.y == $other.y
/ return isinstance($other, $Vector) and self.x == $other.x
@ (lambda v, other: (v == $Vector(*other), v == other))($Vector(*{0}), {1})
? (1, 2), (1, 2)
? (1, 2), (1, 3)
? (1, 2), (2, 1)
## str: __str__ (self) -> str
- Return the coordinates as text, like (3, -4)
- Show x and y in parentheses, separated by a comma and a space
> format both coordinates
= return f"({self.x}, {self.y})"
/ return f"({self.x},{self.y})"
@ str($Vector(*{0}))
% point
'''


@family("vector-class", weight=3)
def vector_class(rng: Rng) -> Draft:
    """Methods of a point or vector in the plane."""
    return from_sheet(rng, VECTOR)
