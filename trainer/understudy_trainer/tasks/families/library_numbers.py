"""Family: fractions, decimal, statistics, math, enum."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

NUMERIC = r"""
## fraction: add_fractions fraction_sum sum_as_text ($a: str, $b: str) -> str
^ from fractions import Fraction
:1 add; NAMES=add_fractions fraction_sum; SAID=sum; OP=+; BAD=-
:1 mul; NAMES=multiply_fractions fraction_product; SAID=product; OP=*; BAD=+
:1 sub; NAMES=subtract_fractions fraction_difference; SAID=difference; OP=-; BAD=+
- Return the $SAID of the fractions $a and $b (texts like "1/3"), reduced, as text
- Compute the $SAID of two fractions given as text exactly; whole results are written without a denominator
> read both fractions; compute; write the result
= return str(Fraction($a) $OP Fraction($b))
/ return str(Fraction($a) $BAD Fraction($b))
? '1/2', '1/3'
? '2', '1/4'
? '-1/6', '1/6'
## decimal: exact_sum add_prices total_price ($ws: list[str]) -> str
$ws: prices amounts values
^ from decimal import Decimal
- Add the decimal numbers given as texts in $ws exactly and return the sum with two decimals
- Return the exact total of $ws, decimal numbers written as text, rounded to cents as text
> convert each to a decimal; add; format with two places
= return f"{sum(map(Decimal, $ws), Decimal(0)):.2f}"
= total = Decimal("0.00")
  for price in $ws:
      total += Decimal(price)
  return f"{total:.2f}"
/ return str(sum(map(Decimal, $ws)))
/ return f"{sum(int(float(price)) for price in $ws):.2f}"
? ['0.1', '0.2']
? []
? ['19.99', '5']
## stats: summary_value statistic describe ($xs: list[int]) -> float
^ import statistics
:1 mean; NAMES=mean average mean_of; SAID=mean; CODE=statistics.mean($xs); ALT=sum($xs) / len($xs);
  BAD=statistics.median($xs)
:1 median; NAMES=median middle_value median_of; SAID=median; CODE=statistics.median($xs);
  ALT=(sorted($xs)[(len($xs) - 1) // 2] + sorted($xs)[len($xs) // 2]) / 2;
  BAD=sorted($xs)[len($xs) // 2]
:1 spread; NAMES=std_dev deviation spread; SAID=population standard deviation; CODE=statistics.pstdev($xs);
  ALT=(sum((x - sum($xs) / len($xs)) ** 2 for x in $xs) / len($xs)) ** 0.5; BAD=max($xs) - min($xs)
- Return the $SAID of $xs as a float rounded to two digits, or 0.0 if $xs is empty
- Compute the $SAID of the numbers in $xs, rounded to 2 decimal places; 0.0 for an empty list
> return 0.0 for no numbers; compute the $SAID; round
= if not $xs:
      return 0.0
  return round(float($CODE), 2)
= return round(float($ALT), 2) if $xs else 0.0
/ return round(float($BAD), 2) if $xs else 0.0
/ return round(float($CODE), 2)
? [1, 2, 3, 10]
? []
? [4]
% ints(0, 20)
## mode: most_common_value mode typical ($xs: list[int]) -> int | None
^ import statistics
- Return the most frequent number of $xs, the smallest one on a tie, None if $xs is empty
- Find the mode of $xs; the smallest of several, None for an empty list
> return None for no numbers; take the smallest of the modes
= return min(statistics.multimode($xs), default=None)
= if not $xs:
      return None
  return min($xs, key=lambda x: (-$xs.count(x), x))
/ return max($xs, key=$xs.count, default=None)
/ return statistics.mode($xs) if $xs else None
? [3, 1, 3, 1, 2]
? []
% ints(0, 4)
## math: ways_to_choose binomial combinations_of ($n: int, $k: int) -> int
^ import math
:1 comb; NAMES=combinations_of binomial ways_to_choose; SAID=choose $k of $n things when order does not matter;
  CODE=math.comb($n, $k); BAD=math.perm($n, $k);
  ALT=math.factorial($n) // (math.factorial($k) * math.factorial($n - $k)) if $k <= $n else 0
:1 perm; NAMES=arrangements_of permutations_count ordered_choices;
  SAID=choose $k of $n things one after the other, order mattering; CODE=math.perm($n, $k); BAD=math.comb($n, $k);
  ALT=math.factorial($n) // math.factorial($n - $k) if $k <= $n else 0
- Return in how many ways one can $SAID
- Count the ways to $SAID
> ask the math module
= return $CODE
= return $ALT
/ return $BAD
? 5, 2
? 4, 4
? 3, 5
? 6, 0
## lcm: lcm_of least_common common_multiple ($xs: list[int]) -> int
^ import math
:1 lcm; NAMES=lcm_of least_common common_multiple; SAID=least common multiple; CODE=math.lcm(*$xs); START=1;
  STEP=$total * x // math.gcd($total, x); BAD=math.prod($xs)
:1 gcd; NAMES=gcd_of greatest_common common_divisor; SAID=greatest common divisor; CODE=math.gcd(*$xs); START=0;
  STEP=math.gcd($total, x); BAD=min($xs, default=0)
- Return the $SAID of all numbers in $xs, $START if there are none
- Compute the $SAID of the positive numbers in $xs; an empty list gives $START
> fold the numbers pairwise
= return $CODE
= $total = $START
  for x in $xs:
      $total = $STEP
  return $total
/ return $BAD
? [4, 6]
? []
? [12, 18, 30]
% exactly(3)
## round_to: round_to nearest_multiple snap ($x: float, $k: int) -> int
^ import math
:1 down; NAMES=round_down floor_to; SAID=down; CODE=math.floor($x / $k) * $k; BAD=math.ceil($x / $k) * $k
:1 up; NAMES=round_up ceil_to; SAID=up; CODE=math.ceil($x / $k) * $k; BAD=math.floor($x / $k) * $k
- Round $x $SAID to a multiple of $k
- Return the multiple of $k next to $x when rounding $SAID
> divide; round $SAID; multiply
= return $CODE
/ return $BAD
/ return round($x) // $k
? 7.5, 5
? -3.2, 2
? 10.0, 5
% float, int(2, 9)
## enum: next_color next_state following ($s: str) -> str
$s: color current light
& from enum import Enum


  class $Color(Enum):
      RED = 1
      GREEN = 2
      BLUE = 3
$Color: Color Light Shade
- Return the name of the $Color that comes $SAID the one named $s, going around at the end
- Given the name $s of a $Color, return the name of the member $SAID it in order; the order is a circle
> list the members; find the position; move by one around the circle
= members = list($Color)
  i = members.index($Color[$s])
  return members[(i $STEP) % len(members)].name
:1 next; SAID=after; STEP=+ 1
:1 prev; SAID=before; STEP=- 1
/ members = list($Color)
  return members[($Color[$s].value $STEP) % len(members)].name
? 'RED'
? 'GREEN'
? 'BLUE'
"""


@family("library-numbers", weight=3.5)
def library_numbers(rng: Rng) -> Draft:
    """fractions, decimal, statistics, math, enum."""
    return from_sheet(rng, NUMERIC)
