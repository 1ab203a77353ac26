"""Family: questions about a constant list of records."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

CATALOG = r"""
& PRODUCTS = [
      ("pen", 2, 40),
      ("ink", 9, 0),
      ("pad", 5, 12),
      ("cap", 9, 3),
      ("bag", 25, 1),
  ]
& PRODUCTS = [
      ("lamp", 30, 2),
      ("fork", 3, 0),
      ("bowl", 7, 8),
      ("vase", 19, 1),
      ("rug", 60, 0),
  ]
## find: price_of stock_of look_up ($s: str) -> int | None
$s: name product item
:1 price; NAMES=price_of look_up_price; SAID=price; CODE=price
:1 stock; NAMES=stock_of look_up_stock; SAID=stock; CODE=stock
- Return the $SAID of $s in PRODUCTS, a list of (name, price, stock), or None if it is not listed
- Look up the $SAID of the product $s; None for an unknown one
> go through the products; return the $SAID at the matching name
= for name_, price, stock in PRODUCTS:
      if name_ == $s:
          return $CODE
  return None
= return next(($CODE for name_, price, stock in PRODUCTS if name_ == $s), None)
/ return next((name_ for name_, price, stock in PRODUCTS if name_ == $s), None)
/ return next((price + stock for name_, price, stock in PRODUCTS if name_ == $s), None)
? 'pad'
? 'ink'
? 'bowl'
? 'nothing'
? 'rug'
## affordable: affordable can_buy within_budget ($k: int) -> list[str]
$k: budget money limit
:1 any; SAID=; COND=price <= $k; BAD=price < $k
:1 stock; SAID= and are in stock; COND=price <= $k and stock > 0; BAD=price <= $k
- Return the names of the PRODUCTS that cost at most $k$SAID, in the order of the list
- List by name which of PRODUCTS, given as (name, price, stock), cost $k or less$SAID
> compare each price; keep the names
= return [name for name, price, stock in PRODUCTS if $COND]
/ return [name for name, price, stock in PRODUCTS if $BAD]
/ return [name for name, price, stock in PRODUCTS if stock <= $k]
? 9
? 0
? 30
? 7
? 100
## order: order_total cost_of sum_order ($ws: list[str]) -> int
$ws: names basket order
- Return the total price of the products named in $ws; unknown names cost nothing
- Add up the prices in PRODUCTS for all names in $ws, repeated ones each time, 0 for unknown names
> make a dict of prices; add the price of each name
= prices = {name: price for name, price, _ in PRODUCTS}
  return sum(prices.get(name, 0) for name in $ws)
/ return sum(price for name, price, _ in PRODUCTS if name in $ws)
/ prices = {name: stock for name, _, stock in PRODUCTS}
  return sum(prices.get(name, 0) for name in $ws)
? ['pen', 'cap', 'pen']
? ['lamp', 'bowl', 'bowl']
? []
? ['zzz', 'pad', 'vase']
## sorted: cheapest_names by_price most_stocked ($k: int) -> list[str]
:1 cheap; NAMES=cheapest_names cheapest; SAID=cheapest; KEY=p[1]
:1 dear; NAMES=most_expensive dearest_names; SAID=most expensive; KEY=-p[1]
:1 full; NAMES=best_stocked most_stocked; SAID=best stocked; KEY=-p[2]
- Return the names of the $k $SAID PRODUCTS (name, price, stock), ties in the order of the list
- List the $k $SAID entries of PRODUCTS by name
> sort by the number that matters; take the first names
= return [p[0] for p in sorted(PRODUCTS, key=lambda p: $KEY)[:$k]]
= ordered = list(PRODUCTS)
  ordered.sort(key=lambda p: $KEY)
  return [name for name, _, _ in ordered[:$k]]
/ return [p[0] for p in PRODUCTS[:$k]]
/ return [p[0] for p in sorted(PRODUCTS)[:$k]]
? 2
? 0
? 9
? 3
## restock: to_reorder low_stock missing ($k: int) -> dict[str, int]
$k: level minimum wanted
- Map the name of each product in PRODUCTS with less than $k pieces to the number missing to reach $k
- For all PRODUCTS (name, price, stock) whose stock is below $k, return how many to order so that there are $k
> keep the products below the level; subtract
= return {name: $k - stock for name, _, stock in PRODUCTS if stock < $k}
/ return {name: $k - stock for name, _, stock in PRODUCTS}
/ return {name: stock for name, _, stock in PRODUCTS if stock < $k}
? 3
? 0
? 10
? 1
"""


@family("catalog-above", weight=3, held_out=True)
def catalog_above(rng: Rng) -> Draft:
    """Questions about a constant list of records."""
    return from_sheet(rng, CATALOG)
