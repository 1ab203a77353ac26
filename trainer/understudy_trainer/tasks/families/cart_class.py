"""Family: methods of a shopping cart."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

CART = r'''
$Cart: Cart Basket ShoppingCart Order
$lines: lines items entries
$name: name product article
$price: price unit_price cost
& class $Cart:
      """What a customer wants to buy: (name, price, quantity) of each line."""

      def __init__(self, $lines: list[tuple[str, int, int]] | None = None) -> None:
          self.$lines = list($lines or [])
## total: total total_price amount_due (self) -> int
- Return the sum of price times quantity over all lines
- What does the whole cart cost
+ Every line of the cart holds a name, the price of one piece and how many pieces are wanted. Return what all of it
  costs together; an empty cart costs 0.
> multiply price by quantity; add up
= return sum($price * $m for _, $price, $m in self.$lines)
= $total = 0
  for _, $price, $m in self.$lines:
      $total += $price * $m
  return $total
/ return sum($price for _, $price, _ in self.$lines)
@ $Cart({0}).SELF()
? [('pen', 2, 3), ('ink', 5, 1)]
? []
? [('pad', $2_9, $3_8), ('cap', $4_7, 2)]
## add: add put_in add_line (self, $name: str, $price: int) -> None
- Put one $name into the cart: raise the quantity of its line, or append a line with quantity 1
- Add one piece of $name at $price, merging it with the line of the same name if there is one
> find the line of the name and raise its quantity; append a new line otherwise
= for $i, (other, cost_, $m) in enumerate(self.$lines):
      if other == $name:
          self.$lines[$i] = (other, cost_, $m + 1)
          return
  self.$lines.append(($name, $price, 1))
/ self.$lines.append(($name, $price, 1))
@ (lambda c: (c.SELF({1}, {2}), c.$lines))($Cart({0}))
? [('pen', 2, 3), ('ink', 5, 1)], 'ink', 5
? [('pen', 2, 3)], 'cap', $2_9
? [], 'cap', 4
## remove: remove take_out delete (self, $name: str) -> bool
- Remove the line of $name and return whether there was one
- Take $name out of the cart altogether; tell if anything was removed
> keep the other lines; compare the number of lines
= kept = [line for line in self.$lines if line[0] != $name]
  found = len(kept) < len(self.$lines)
  self.$lines = kept
  return found
/ self.$lines = [line for line in self.$lines if line[0] == $name]
  return bool(self.$lines)
/ self.$lines = [line for line in self.$lines if line[0] != $name]
  return True
@ (lambda c: (c.SELF({1}), c.$lines))($Cart({0}))
? [('pen', 2, 3), ('ink', 5, 1)], 'ink'
? [('pen', 2, 3)], 'cap'
? [], 'cap'
## pieces: piece_count pieces item_count (self) -> int
- Return how many pieces are in the cart, over all lines
- Sum of the quantities
> add the quantities
= return sum($m for _, _, $m in self.$lines)
/ return len(self.$lines)
@ $Cart({0}).SELF()
? [('pen', 2, 3), ('ink', 5, 1)]
? []
? [('pad', 4, $3_8)]
## dearest: dearest most_expensive costliest (self) -> str | None
- Return the name of the line with the highest unit price, None for an empty cart
- Find the most expensive product in the cart (the first one on a tie); None if there is nothing
> return None for an empty cart; take the largest price
= if not self.$lines:
      return None
  return max(self.$lines, key=lambda line: line[1])[0]
/ return max(self.$lines)[0] if self.$lines else None
/ return max(self.$lines, key=lambda line: line[1])[0]
@ $Cart({0}).SELF()
? [('pen', 2, 3), ('ink', 5, 1), ('cap', 5, 9)]
? []
? [('zip', 1, 1), ('pad', $3_8, 1)]
## discount: discounted price_with_discount total_after_discount (self, $limit: int, $percent: int) -> int
$limit: limit minimum threshold
$percent: percent rebate reduction
- Return the total, reduced by $percent percent (rounded down) if it is at least $limit
- Compute the total price; from $limit on the customer pays $percent percent less, rounded down to a whole amount
> add up the lines; below the limit return it; take the percentage off
= $total = sum($price * $m for _, $price, $m in self.$lines)
  if $total < $limit:
      return $total
  return $total * (100 - $percent) // 100
/ $total = sum($price * $m for _, $price, $m in self.$lines)
  if $total <= $limit:
      return $total
  return $total * (100 - $percent) // 100
/ $total = sum($price * $m for _, $price, $m in self.$lines)
  return $total * (100 - $percent) // 100
@ $Cart({0}).SELF({1}, {2})
? [('pen', 20, 3), ('ink', 15, 1)], 75, $5_20
? [('pen', 20, 3)], 61, 10
? [('pad', 33, 3)], 50, 15
'''


@family("cart-class", weight=2.5)
def cart_class(rng: Rng) -> Draft:
    """Methods of a shopping cart."""
    return from_sheet(rng, CART)
