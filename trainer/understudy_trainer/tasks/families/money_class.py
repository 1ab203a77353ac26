"""Family: methods of an amount of money."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

MONEY = r'''
$Money: Money Price Amount Cash
$cents: cents minor pennies
$other: other second more
& @dataclass(frozen=True)
  class $Money:
      """An amount in $cents with its currency."""

      $cents: int
      currency: str = "EUR"
## add: __add__ (self, $other: "$Money") -> "$Money"
- Return the sum of two amounts of the same currency
- Add $other, refusing a different currency
! Raise ValueError if the currencies differ
> compare the currencies; add the amounts
= if self.currency != $other.currency:
      raise ValueError("different currencies")
  return $Money(self.$cents + $other.$cents, self.currency)
/ return $Money(self.$cents + $other.$cents)
@ (lambda m: (m.$cents, m.currency))($Money(*{0}) + $Money(*{1}))
? (150, 'EUR'), (275, 'EUR')
? (5, 'USD'), ($20_90, 'USD')
? (0, 'GBP'), (1, 'GBP')
!! (1, 'EUR'), (1, 'USD')
## str: __str__ (self) -> str
- Return the amount with two decimals and the currency, like 12.05 EUR
- Show whole units, a point, two digits of $cents, a space and the currency
> divide by 100; pad the rest to two digits; append the currency
= return f"{self.$cents // 100}.{self.$cents % 100:02} {self.currency}"
= return f"{self.$cents / 100:.2f} {self.currency}"
/ return f"{self.$cents // 100}.{self.$cents % 100} {self.currency}"
@ str($Money({0}, {1}))
? 1205, 'EUR'
? 5, 'USD'
? $100_9999, 'EUR'
## split: split share_out divide (self, $m: int) -> "list[$Money]"
- Split the amount into $m parts that differ by at most one cent, the larger parts first
- Share the amount among $m people; what does not divide evenly goes one cent each to the first ones
+ A bill is shared by $m people. Nobody may pay more than one cent more than another, nothing may get lost, and those
  who pay one cent more come first. Return the parts in that order, each with the same currency.
> divide with remainder; give one more to as many parts as the remainder
= part, rest = divmod(self.$cents, $m)
  return [$Money(part + ($i < rest), self.currency) for $i in range($m)]
= part, rest = divmod(self.$cents, $m)
  return [$Money(part + 1, self.currency)] * rest + [$Money(part, self.currency)] * ($m - rest)
/ return [$Money(self.$cents // $m, self.currency)] * $m
@ [p.$cents for p in $Money({0}).SELF({1})]
? 100, 3
? 10, 5
? 2, 4
? $50_900, 7
## percent: percent portion share (self, $rate: int) -> "$Money"
$rate: rate percentage p
- Return $rate percent of the amount, rounded down to whole $cents
- Compute $rate percent of it in the same currency, dropping fractions of a cent
> multiply by the rate; divide by 100 with floor division
= return $Money(self.$cents * $rate // 100, self.currency)
/ return $Money(self.$cents * $rate, self.currency)
/ return $Money(self.$cents // 100, self.currency)
@ (lambda m: (m.$cents, m.currency))($Money(*{0}).SELF({1}))
? (999, 'USD'), 19
? ($200_900, 'EUR'), 7
? (50, 'EUR'), 100
## lt: __lt__ (self, $other: "$Money") -> bool
- Tell whether this is less money than $other in the same currency
- Compare two amounts; raise ValueError for different currencies
! Raise ValueError if the currencies differ
> compare the currencies; compare the amounts
= if self.currency != $other.currency:
      raise ValueError("different currencies")
  return self.$cents < $other.$cents
/ return self.$cents <= $other.$cents
@ ($Money(*{0}) < $Money(*{1}))
? (5, 'EUR'), (5, 'EUR')
? (5, 'EUR'), (6, 'EUR')
? (9, 'USD'), (6, 'USD')
!! (1, 'EUR'), (2, 'USD')
## bool: __bool__ (self) -> bool
- An amount is true unless it is zero
- Return False for an amount of 0 and True for any other
> compare with zero
= return self.$cents != 0
/ return self.$cents > 0
@ bool($Money({0}))
? 0
? 5
? -5
'''


@family("money-class", weight=2.5, held_out=True)
def money_class(rng: Rng) -> Draft:
    """Methods of an amount of money."""
    return from_sheet(rng, MONEY)
