"""Family: methods of a polynomial."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

POLY = r'''
$Poly: Polynomial Poly Polynom
$cs: coefficients coeffs factors
& class $Poly:
      """A polynomial; $cs[i] is the coefficient of x**i."""

      def __init__(self, $cs: list[int]) -> None:
          self.$cs = list($cs)
% ints(-5, 9, 4), int(-2, 3)
% ints(-5, 9, 4), int(-2, 3)
? [1, 0, 2], 3
? [], 5
? [0, 0, 4], 2
? [7], -1
## value: value evaluate at (self, $x: int) -> int
- Return the value of the polynomial at $x
- Evaluate it for the number $x
> multiply each coefficient by the power of x; add
= return sum(c * $x**i for i, c in enumerate(self.$cs))
= total = 0
  for c in reversed(self.$cs):
      total = total * $x + c
  return total
/ total = 0
  for c in self.$cs:
      total = total * $x + c
  return total
/ return sum(c * $x * i for i, c in enumerate(self.$cs))
@ $Poly({0}).SELF({1})
## derivative: derivative derived slope (self) -> "$Poly"
:1 derive; NAMES=derivative derived; SAID=derivative; CODE=[i * c for i, c in enumerate(self.$cs)][1:];
  BAD=[i * c for i, c in enumerate(self.$cs)]
:1 negate; NAMES=negated negative; SAID=negative (all signs changed); CODE=[-c for c in self.$cs]; BAD=self.$cs[::-1]
:1 double; NAMES=doubled twice; SAID=sum of it with itself; CODE=[2 * c for c in self.$cs]; BAD=self.$cs * 2
:1 times_x; NAMES=times_x shifted; SAID=product with x; CODE=[0, *self.$cs]; BAD=[*self.$cs, 0]
- Return the $SAID as a new $Poly
- Build the $SAID of the polynomial
> compute the new coefficients; make a polynomial of them
= return $Poly($CODE)
/ return $Poly($BAD)
/ return $Poly(self.$cs)
@ (lambda p, x: p.SELF().$cs)($Poly({0}), {1})
## degree: degree highest_power order (self) -> int
- Return the largest exponent whose coefficient is not 0, or -1 if all are 0
- The degree of the polynomial; -1 for the zero polynomial
> look from the end for a coefficient other than zero; -1 if there is none
= for i in range(len(self.$cs) - 1, -1, -1):
      if self.$cs[i]:
          return i
  return -1
= return max((i for i, c in enumerate(self.$cs) if c), default=-1)
/ return len(self.$cs) - 1
/ return next((i for i, c in enumerate(self.$cs) if c), -1)
@ (lambda p, x: p.SELF())($Poly({0}), {1})
? [3, 1, 0], 0
? [0, 0], 1
? [2, 5, 7], 1
## add: __add__ (self, other: "$Poly") -> "$Poly"
^ from itertools import zip_longest
- Return the sum of both polynomials
- Add the coefficients of equal powers; missing ones count 0
> pair the coefficients, zero for missing ones; add
= pairs = zip_longest(self.$cs, other.$cs, fillvalue=0)
  return $Poly([a + b for a, b in pairs])
/ return $Poly([a + b for a, b in zip(self.$cs, other.$cs)])
/ return $Poly(self.$cs + other.$cs)
@ (lambda p, x: (p + $Poly([x, 1])).$cs)($Poly({0}), {1})
## is_root: is_root has_zero vanishes_at (self, $x: int) -> bool
- Tell whether the polynomial is 0 at $x
- Check if $x is a root
> evaluate at x; compare with zero
= return sum(c * $x**i for i, c in enumerate(self.$cs)) == 0
/ return sum(c * $x**i for i, c in enumerate(self.$cs)) != 0
/ return $x in self.$cs
@ $Poly({0}).SELF({1})
? [-4, 0, 1], 2
? [0, 3], 0
'''


@family("polynomial-class", weight=2.5)
def polynomial_class(rng: Rng) -> Draft:
    """Methods of a polynomial."""
    return from_sheet(rng, POLY)
