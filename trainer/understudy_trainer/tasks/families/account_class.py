"""Family: methods of a bank account."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

ACCOUNT = r'''
$Account: Account BankAccount Wallet SavingsAccount Purse
$balance: balance money funds credit
$amount: amount value sum_ x
& class $Account:
      """An amount of money and the list of changes made to it."""

      def __init__(self, $balance: int = 0) -> None:
          self.$balance = $balance
          self.history: list[int] = []
## deposit: deposit pay_in put_in (self, $amount: int) -> int
- Add $amount to self.$balance, record it in self.history and return the new balance
- Pay in $amount: raise the balance, append the amount to the history, return the balance
! Raise ValueError if $amount is not positive
> refuse amounts that are not positive; add to the balance; record it; return the balance
= if $amount <= 0:
      raise ValueError("amount must be positive")
  self.$balance += $amount
  self.history.append($amount)
  return self.$balance
/ self.$balance += $amount
  return self.$balance
/ if $amount <= 0:
      raise ValueError("amount must be positive")
  self.$balance = $amount
  self.history.append($amount)
  return self.$balance
@ (lambda a: (a.SELF({1}), a.history))($Account({0}))
% int(1, 90), int(1, 50)
!! 5, 0
!! 5, -3
## withdraw: withdraw take_out pay (self, $amount: int) -> bool
- Take $amount from the balance and return True, or return False and change nothing if the balance is too small
- Withdraw $amount if self.$balance covers it (recording -$amount in the history); tell whether it did
~ 余额足够时取出 $amount 并返回 True，否则不做改变并返回 False
+ Money can be taken out only as far as there is some. If $amount is at most the balance, subtract it, append
  -$amount to self.history and return True. Otherwise return False and leave everything as it is.
! A successful withdrawal appends -$amount to self.history
> return False if the balance is too small; subtract; record; return True
= if $amount > self.$balance:
      return False
  self.$balance -= $amount
  self.history.append(-$amount)
  return True
/ if $amount >= self.$balance:
      return False
  self.$balance -= $amount
  self.history.append(-$amount)
  return True
/ self.$balance -= $amount
  self.history.append(-$amount)
  return True
@ (lambda a: (a.SELF({1}), a.$balance, a.history))($Account({0}))
? 10, 10
? 10, 11
% int(1, 50), int(1, 50)
## transfer: transfer send_to move_to (self, $other: "$Account", $amount: int) -> bool
$other: other target receiver
- Move $amount from this account to $other if the balance suffices, and return whether it did
- Transfer $amount to $other; return False without any change when there is too little
> return False if the balance is too small; subtract here; add there; return True
= if self.$balance < $amount:
      return False
  self.$balance -= $amount
  $other.$balance += $amount
  return True
/ self.$balance -= $amount
  $other.$balance += $amount
  return True
/ if self.$balance < $amount:
      return False
  $other.$balance += $amount
  return True
@ (lambda a, b: (a.SELF(b, {2}), a.$balance, b.$balance))($Account({0}), $Account({1}))
? 10, 0, 10
? 5, 1, 6
% int(1, 50), int(0, 50), int(1, 50)
## interest: add_interest earn_interest grow (self, $percent: int) -> int
$percent: percent rate
- Raise the balance by $percent percent, rounded down, and return the interest
- Add $percent percent interest (whole units, rounded down) to self.$balance; return what was added
> compute the interest with integer division; add it; return it
= interest = self.$balance * $percent // 100
  self.$balance += interest
  return interest
/ interest = self.$balance * $percent // 100
  self.$balance += interest
  return self.$balance
/ interest = self.$balance * $percent / 100
  self.$balance += interest
  return interest
@ (lambda a: (a.SELF({1}), a.$balance))($Account({0}))
? 150, 5
% int(50, 900), int(1, 9)
## undo: undo undo_last revert (self) -> bool
- Undo the last recorded change: remove it from the history and from the balance; return False if there is none
- Take back the latest entry of self.history, adjusting the balance, and tell whether there was one
> return False without history; subtract the last change; return True
= if not self.history:
      return False
  self.$balance -= self.history.pop()
  return True
/ if not self.history:
      return False
  self.$balance += self.history.pop()
  return True
/ if not self.history:
      return False
  self.$balance -= self.history[-1]
  return True
@ (lambda a, h: (a.history.extend(h), a.SELF(), a.$balance, a.history))($Account({0}), {1})
? 10, []
? 10, [4, -2]
% int(0, 50), ints
## income: total_income income total_deposits (self) -> int
- Return the sum of all positive entries in self.history
- Total of what was paid in according to the history
> keep the positive changes; add them
= return sum($x for $x in self.history if $x > 0)
= $total = 0
  for $x in self.history:
      if $x > 0:
          $total += $x
  return $total
/ return sum(self.history)
@ (lambda a, h: (a.history.extend(h), a.SELF())[1])($Account(), {0})
? []
? [5, -3]
% ints
## lt: __lt__ (self, $other: "$Account") -> bool
$other: other right
- Tell whether this account holds less than $other
- Compare by balance: True if self.$balance is smaller than that of $other
> compare the balances
= return self.$balance < $other.$balance
/ return self.$balance <= $other.$balance
@ ($Account({0}) < $Account({1}))
? 3, 3
? 2, 3
% int, int
'''


@family("account-class", weight=3)
def account_class(rng: Rng) -> Draft:
    """Methods of a bank account."""
    return from_sheet(rng, ACCOUNT)
