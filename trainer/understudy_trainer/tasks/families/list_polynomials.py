"""Families over polynomials and vectors written as lists of numbers."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks, one_of

# (key, how the coefficients are ordered, evaluation, loop, near miss, derivative, its loop, integral)
ORDERS = (
    ("up", "from the constant term upwards", "sum(c * $x**i for i, c in enumerate($poly))", "reversed($poly)",
     "[i * c for i, c in enumerate($poly)][1:]", "[$poly[i] * i for i in range(1, len($poly))]",
     "[i * c for i, c in enumerate($poly)]", "index i holds the coefficient of x ** i"),
    ("down", "from the highest power downwards", "sum(c * $x**i for i, c in enumerate(reversed($poly)))", "$poly",
     "[c * (len($poly) - 1 - i) for i, c in enumerate($poly[:-1])]",
     "[$poly[i] * (len($poly) - 1 - i) for i in range(len($poly) - 1)]",
     "[c * (len($poly) - i) for i, c in enumerate($poly[:-1])]", "the last entry is the constant term"),
)  # fmt: skip

POLYNOMIALS = asks("""
# evaluate: evaluate, poly_value, eval_poly, polynomial_at, value_at
($poly: list[int], $x: int) -> int
- Evaluate at $x the polynomial whose coefficients $poly are given $order
- Return the value at $x of the polynomial with coefficients $poly, listed $order
- Compute the polynomial $poly at the point $x; the coefficients are listed $order
- Insert $x into the polynomial with the coefficients $poly ($order) and return the result
> A polynomial is stored as a list of coefficients $poly, $order: $meaning. Return its value at $x. The empty list
  stands for the polynomial 0.
zh 计算系数列表 $poly 所表示的多项式在 $x 处的值（$hint）
plan start with 0; multiply by the point and add the next coefficient, highest power first
= value = 0
  for c in $falling:
      value = value * $x + c
  return value
= return $evaluated
! value = 0
  for c in $rising:
      value = value * $x + c
  return value
in digits k
< [], 3
< [4], 0
< [1, 0, -2], 3
# derive: derivative, derive, differentiate, poly_derivative
($poly: list[int]) -> list[int]
- Return the coefficients of the derivative of the polynomial $poly, all coefficients listed $order
- Differentiate the polynomial with coefficients $poly, which are given $order, and return the new coefficient list
- Compute the derivative of $poly, a list of polynomial coefficients $order, in the same form
* Return an empty list if $poly is constant
> A polynomial is stored as a list of coefficients $poly, $order: $meaning. Return the coefficients of its
  derivative in the same form. The derivative of a constant is the empty list.
plan multiply each coefficient by its power; drop the constant term
= return $derived
= return $looped
! return $underived
in digits
< []
< [4]
< [1, 0, -2, 5]
# roots: is_root, is_zero_of, vanishes_at
($poly: list[int], $x: int) -> bool
- Check whether $x is a root of the polynomial with coefficients $poly, listed $order
- Return True if the polynomial $poly (coefficients $order) has the value 0 at $x
- Tell whether the polynomial given by $poly, $order, vanishes at $x
plan evaluate the polynomial; compare with zero
= return $evaluated == 0
= value = 0
  for c in $falling:
      value = value * $x + c
  return value == 0
! return sum($poly) == 0
! value = 0
  for c in $rising:
      value = value * $x + c
  return value == 0
in digits k
< [2, -1], 2
< [-1, 2], 2
< [1, -3, 2], 2
< [2, -3, 1], 2
< [], 5
# integers-roots: integer_roots, roots_in_range, find_roots
($poly: list[int], $low: int, $high: int) -> list[int]
- List the integers from $low to $high (inclusive) that are roots of the polynomial $poly, coefficients $order
- Return all whole numbers x with $low <= x <= $high at which the polynomial $poly (coefficients $order) is 0
plan evaluate the polynomial at each integer of the range; keep those giving zero
= roots = []
  for x in range($low, $high + 1):
      value = 0
      for c in $falling:
          value = value * x + c
      if value == 0:
          roots.append(x)
  return roots
! roots = []
  for x in range($low, $high):
      value = 0
      for c in $falling:
          value = value * x + c
      if value == 0:
          roots.append(x)
  return roots
< [-6, 1, 1], -5, 2
< [1, -3, 2], 0, 2
< [2, -3, 1], -2, 2
< [5], 0, 3
""")


@family("polynomials", weight=2.5)
def polynomials(rng: Rng) -> Draft:
    """Polynomials as coefficient lists in either order: value, derivative, roots."""
    key, order, evaluated, falling, derived, looped, underived, meaning = pick(rng, ORDERS)
    ask = pick(rng, POLYNOMIALS)
    rising = "$poly" if falling != "$poly" else "reversed($poly)"
    hint = "从常数项开始" if key == "up" else "从最高次项开始"
    return asked(
        rng, ask, f"{ask.key}|{key}", order=order, evaluated=evaluated, falling=falling, rising=rising, derived=derived,
        looped=looped, underived=underived, meaning=meaning, hint=hint,
    )  # fmt: skip


VECTORS = asks("""
# poly-add: add_polynomials, poly_add, sum_polynomials
($poly: list[int], $poly2: list[int]) -> list[int]
- Add the polynomials $poly and $poly2, given as coefficients from the constant term upwards
- Return the coefficient list of the sum of $poly and $poly2, where index i holds the coefficient of x ** i
* The result is as long as the longer list
> Two polynomials are given by their coefficients, the constant term first. Return the coefficients of the sum in the
  same form. If one list is shorter, its missing coefficients are 0.
plan pair the coefficients up, missing ones are zero; add them
= from itertools import zip_longest
  return [a + b for a, b in zip_longest($poly, $poly2, fillvalue=0)]
= result = [0] * max(len($poly), len($poly2))
  for coefficients in ($poly, $poly2):
      for i, c in enumerate(coefficients):
          result[i] += c
  return result
! return [a + b for a, b in zip($poly, $poly2)]
! return $poly + $poly2
in digits digits
< [], [1]
# poly-multiply: multiply_polynomials, poly_mul, product_of_polynomials
($poly: list[int], $poly2: list[int]) -> list[int]
- Multiply the polynomials $poly and $poly2, given as nonempty coefficient lists from the constant term upwards
- Return the coefficients of the product of $poly and $poly2; index i belongs to x ** i
plan make a list of zeros; add each product of coefficients at the sum of the indices
= result = [0] * (len($poly) + len($poly2) - 1)
  for i, a in enumerate($poly):
      for j, b in enumerate($poly2):
          result[i + j] += a * b
  return result
! return [a * b for a, b in zip($poly, $poly2)]
in digits digits
< [1], [2, 3]
< [1, 1], [1, -1]
# poly-trim: trim_zeros, normalize_poly, drop_leading_zeros
($poly: list[int]) -> list[int]
- Remove the zeros at the end of the coefficient list $poly without changing it
- Return a copy of $poly that does not end with a zero; zeros elsewhere stay
- Strip trailing zeros from $poly; a list of zeros becomes empty
plan find the end; step back over zeros; cut there
= end = len($poly)
  while end > 0 and $poly[end - 1] == 0:
      end -= 1
  return $poly[:end]
= trimmed = list($poly)
  while trimmed and trimmed[-1] == 0:
      trimmed.pop()
  return trimmed
! return [c for c in $poly if c != 0]
in zeros
< [0, 0]
< [1, 0, 2, 0]
< []
# poly-degree: degree, poly_degree, highest_power
($poly: list[int]) -> int
- Return the degree of the polynomial $poly (coefficients from the constant term upwards), -1 if all are zero
- Find the largest index of a nonzero entry of $poly, or -1 if there is none
plan go through the indices from the end; return the first with a nonzero entry; return -1 otherwise
= for i in range(len($poly) - 1, -1, -1):
      if $poly[i] != 0:
          return i
  return -1
= return max((i for i, c in enumerate($poly) if c != 0), default=-1)
! return len($poly) - 1
in zeros
< [0, 0]
< [1, 0, 2, 0]
< []
# dot: dot_product, scalar_product, inner_product
($xs: list[int], $ys: list[int]) -> int
- Return the dot product of the vectors $xs and $ys
- Multiply $xs and $ys position by position and add up the products
- Compute the scalar product of two vectors of equal length given as the lists $xs and $ys
> The scalar product of two vectors is the sum of the products of their components. Return it for $xs and $ys, which
  have the same length.
zh 返回向量 $xs 与 $ys 的点积
plan pair the numbers up; multiply each pair; add up
= return sum(a * b for a, b in zip($xs, $ys))
= running = 0
  for i in range(len($xs)):
      running += $xs[i] * $ys[i]
  return running
! return sum($xs) * sum($ys)
in twins
< [], []
# length: vector_length, magnitude, euclidean_norm
($xs: list[int]) -> float
- Return the Euclidean length of the vector $xs, rounded to 2 decimals
- Compute the square root of the sum of squares of $xs and round it to two places
plan add up the squares; take the root; round
= return round(sum(c * c for c in $xs) ** 0.5, 2)
= import math
  return round(math.sqrt(sum(c**2 for c in $xs)), 2)
! return round(sum(abs(c) for c in $xs), 2)
in signed
< [3, 4]
< []
# distance: manhattan_distance, taxicab_distance, grid_distance
($xs: tuple[int, ...], $ys: tuple[int, ...]) -> int
- Return the Manhattan distance of the points $xs and $ys, the sum of the absolute coordinate differences
- Add up how far $xs and $ys are apart in each coordinate
- Compute the taxicab distance between two points given as tuples $xs and $ys of the same length
> A taxi drives along the axes of a grid. Return the length of its way from the point $xs to the point $ys: the sum
  of the absolute differences of the coordinates.
plan pair the coordinates up; add the absolute differences
= return sum(abs(a - b) for a, b in zip($xs, $ys))
= running = 0
  for i in range(len($xs)):
      running += abs($xs[i] - $ys[i])
  return running
! return sum(a - b for a, b in zip($xs, $ys))
! return max((abs(a - b) for a, b in zip($xs, $ys)), default=0)
< (1, 2), (4, 6)
< (0, 0, 0), (1, -2, 3)
< (5,), (9,)
< (7, -1), (2, -4)
""")


@family("vectors-and-coefficients", weight=2.5)
def vectors_and_coefficients(rng: Rng) -> Draft:
    """Sums and products of coefficient lists, degrees, dot products, lengths, distances."""
    return one_of(rng, VECTORS)
