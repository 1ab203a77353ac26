"""Family: methods of a stock of products."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

STOCK = r'''
$Inventory: Inventory Stock Warehouse Pantry Storage
$stock: stock quantities amounts on_hand
$name: name item product article
& class $Inventory:
      """How many of each product are there."""

      def __init__(self, $stock: dict[str, int] | None = None) -> None:
          self.$stock = dict($stock or {})
## add: add restock receive (self, $name: str, $m: int) -> int
- Add $m units of $name and return how many there are now
- Increase the stock of $name by $m, treating an unknown product as 0, and return the new quantity
> add to the known quantity or 0; return it
= self.$stock[$name] = self.$stock.get($name, 0) + $m
  return self.$stock[$name]
/ self.$stock[$name] += $m
  return self.$stock[$name]
/ self.$stock[$name] = $m
  return $m
@ (lambda s: (s.SELF({1}, {2}), s.$stock))($Inventory({0}))
? {'nut': 2}, 'nut', 3
? {}, 'bolt', 4
% counts, word, int(1, 9)
## sell: sell remove take (self, $name: str, $m: int) -> int
- Take up to $m units of $name out and return how many were taken
- Remove $m of $name, or as many as there are, and return that number; 0 for an unknown product
~ 从库存中取出最多 $m 件 $name，返回实际取出的数量
+ A customer wants $m pieces of $name. Take them out of the stock, but never more than there are, and return the
  number taken. An unknown product gives 0 and changes nothing.
> take the smaller of wanted and available; subtract it; return it
= if $name not in self.$stock:
      return 0
  taken = min($m, self.$stock[$name])
  self.$stock[$name] -= taken
  return taken
/ if $name not in self.$stock:
      return 0
  self.$stock[$name] -= $m
  return $m
/ taken = max($m, self.$stock.get($name, 0))
  self.$stock[$name] = self.$stock.get($name, 0) - taken
  return taken
@ (lambda s: (s.SELF({1}, {2}), s.$stock))($Inventory({0}))
? {'nut': 2}, 'nut', 5
? {'nut': 4}, 'bolt', 1
? {'nut': 4}, 'nut', 4
% counts, word, int(1, 9)
## low: low_stock running_low to_order (self, $limit: int) -> list[str]
$limit: limit threshold minimum
- Return the products with fewer than $limit units, in alphabetical order
- List, sorted by name, every product of which less than $limit are left
> keep the products below the limit; sort them
= return sorted($name for $name, $m in self.$stock.items() if $m < $limit)
/ return sorted($name for $name, $m in self.$stock.items() if $m <= $limit)
/ return [$name for $name, $m in self.$stock.items() if $m < $limit]
@ $Inventory({0}).SELF({1})
? {'b': 1, 'a': 2, 'c': 3}, 3
? {}, 2
% counts, int(3, 15)
## available: available is_available has (self, $name: str, $m: int = 1) -> bool
- Tell whether at least $m units of $name are there
- Check if the stock holds $m or more of $name
> look up the quantity with 0 as default; compare
= return self.$stock.get($name, 0) >= $m
/ return self.$stock.get($name, 0) > $m
/ return $name in self.$stock
@ $Inventory({0}).SELF({1}, {2})
? {'nut': 2}, 'nut', 2
? {'nut': 2}, 'nut', 3
? {}, 'nut', 1
% counts, word, int(1, 9)
## value: value total_value worth (self, $prices: dict[str, int]) -> int
$prices: prices price_of costs
- Return what the stock is worth at $prices; products without a price count 0
- Sum quantity times price over all products, with 0 for products missing from $prices
> multiply each quantity by its price or 0; add up
= return sum($m * $prices.get($name, 0) for $name, $m in self.$stock.items())
= $total = 0
  for $name, $m in self.$stock.items():
      if $name in $prices:
          $total += $m * $prices[$name]
  return $total
/ return sum($m * $prices[$name] for $name, $m in self.$stock.items())
/ return sum($prices.get($name, 0) for $name in self.$stock)
@ $Inventory({0}).SELF({1})
? {'nut': 2, 'nail': 9}, {'nut': 5}
? {}, {'nut': 5}
? {'a': 3, 'b': 1}, {'a': 2, 'b': 10, 'c': 4}
## clean: drop_empty clean_up remove_sold_out (self) -> list[str]
- Delete the products of which nothing is left and return their names, sorted
- Remove every product with quantity 0 from the stock; return the removed names in alphabetical order
> list the empty products; delete them; return the names
= $out = sorted($name for $name, $m in self.$stock.items() if $m == 0)
  for $name in $out:
      del self.$stock[$name]
  return $out
/ return sorted($name for $name, $m in self.$stock.items() if $m == 0)
/ $out = sorted($name for $name, $m in self.$stock.items() if $m)
  for $name in $out:
      del self.$stock[$name]
  return $out
@ (lambda s: (s.SELF(), s.$stock))($Inventory({0}))
? {'b': 0, 'a': 0, 'c': 2}
? {}
% counts(0, 2)
## merge: absorb merge take_over (self, $other: "$Inventory") -> None
$other: other second rest
- Move everything from $other into this one; $other is empty afterwards
- Add all quantities of $other to the own stock and clear $other
> add each quantity of the other; clear the other
= for $name, $m in $other.$stock.items():
      self.$stock[$name] = self.$stock.get($name, 0) + $m
  $other.$stock.clear()
/ self.$stock.update($other.$stock)
  $other.$stock.clear()
/ for $name, $m in $other.$stock.items():
      self.$stock[$name] = self.$stock.get($name, 0) + $m
@ (lambda s, o: (s.SELF(o), s.$stock, o.$stock))($Inventory({0}), $Inventory({1}))
? {'nut': 2}, {'nut': 1, 'cog': 4}
? {}, {'cog': 4}
% counts, counts
'''


@family("inventory-class", weight=3)
def inventory_class(rng: Rng) -> Draft:
    """Methods of a stock of products."""
    return from_sheet(rng, STOCK)
