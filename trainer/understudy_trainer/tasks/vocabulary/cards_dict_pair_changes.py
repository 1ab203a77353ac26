"""Cards of the families in `dict_pair_changes`."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

PAIRED = deck("""
combo: compose
names: compose chain_lookup translate_values follow
params: $first: dict[str, str], $second: dict[str, str]
pool: first = first codes mapping a inner
pool: second = second meanings labels b outer
returns: dict[str, str]
said: Return a dict from each key of $first to the entry of $second for its value, leaving out values that
    $second lacks
said: Chain the two dicts: map every key of $first through its value to what $second gives for it, skipping dead ends
said: Replace each value of $first by its translation in $second and drop the entries without one
told: $first maps products to codes, $second maps codes to names. Return a dict from product to name. A product
    whose code is
    not in $second is left out.
plan: go through the first dict; keep the entries whose value is a key of the second; look it up
do: return {$k: $second[$v] for $k, $v in $first.items() if $v in $second}
do:
    $out = {}
    for $k, $v in $first.items():
        if $v in $second:
            $out[$k] = $second[$v]
    return $out
bad: return {$k: $second.get($v) for $k, $v in $first.items()}
inputs: codes
---
combo: compose-default
names: translate_or_keep relabel decode_values map_values
params: $first: dict[str, str], $second: dict[str, str]
pool: first = data codes mapping record d
pool: second = labels names translation legend table
returns: dict[str, str]
said: Return $first with each value replaced by $second[value], or left as it is if $second has no such key
said: Translate the values of $first with the table $second; unknown values stay unchanged
said: Map every value of $first through $second, keeping values that are not in $second
plan: go through the entries; look each value up with itself as default
do: return {$k: $second.get($v, $v) for $k, $v in $first.items()}
do:
    $out = dict($first)
    for $k in $out:
        if $out[$k] in $second:
            $out[$k] = $second[$out[$k]]
    return $out
bad: return {$k: $second[$v] for $k, $v in $first.items() if $v in $second}
inputs: codes
---
combo: words-translated
names: translate_words replace_words apply_dictionary substitute
params: $ws: list[str], $tb: dict[str, str]
pool: tb = dictionary table mapping translation replacements
returns: list[str]
said: Replace each word of $ws by its entry in $tb; words without an entry stay as they are
said: Translate the list $ws with the dict $tb, keeping unknown words
said: Return $ws with every word that is a key of $tb exchanged for its value
zh: 用字典 $tb 替换列表 $ws 中的单词，字典里没有的保持不变
told: A word-by-word translator has the dictionary $tb. Return the list $ws with every known word translated.
    Words that the dictionary does not contain are kept as they are.
plan: look each word up; use the word itself as default
do: return [$tb.get($w, $w) for $w in $ws]
do:
    $out = []
    for $w in $ws:
        if $w in $tb:
            $out.append($tb[$w])
        else:
            $out.append($w)
    return $out
bad: return [$tb[$w] for $w in $ws if $w in $tb]
inputs: wordtable
---
combo: reverse-lookup
names: keys_with_value reverse_lookup find_keys keys_for
params: $d: dict[str, int], $wanted: int
pool: wanted = value wanted target v number
returns: list[str]
said: Return all keys of $d whose value equals $wanted, sorted
said: Look up in reverse: list the keys in $d that have the value $wanted, in alphabetical order
said: Find every key of $d with value $wanted and return them as a sorted list
told: $d maps names to room numbers, and several people may share a room. Return the names of everybody in room
    $wanted as a sorted list. If the room is empty, return an empty list.
plan: keep the keys with that value; sort them
do: return sorted($k for $k in $d if $d[$k] == $wanted)
do:
    $out = []
    for $k, x in $d.items():
        if x == $wanted:
            $out.append($k)
    return sorted($out)
bad: return sorted($k for $k in $d if $d[$k] >= $wanted)
inputs: reverse
---
combo: reverse-first
names: key_of find_key key_for_value lookup_by_value
params: $d: dict[str, int], $wanted: int
pool: wanted = value wanted target v number
returns: str | None
said: Return the first key of $d whose value is $wanted, or None
said: Find the key that $d maps to $wanted; if there are several, the first; if there is none, None
said: Do a reverse lookup of the value $wanted in $d and return the first matching key
note: Return None if no key has this value
plan: go through the entries; return the first key with the value; return None otherwise
do:
    for $k, x in $d.items():
        if x == $wanted:
            return $k
    return None
do: return next(($k for $k in $d if $d[$k] == $wanted), None)
bad: return next(($k for $k in reversed($d) if $d[$k] == $wanted), None)
bad: return $d.get($wanted)
case: {"a": 3, "b": 5, "c": 3}, 3
inputs: reverse
---
combo: two-way
names: two_way both_directions with_reverse bidirectional
params: $d: dict[str, str]
returns: dict[str, str]
said: Return a dict with all entries of $d and also every value mapped back to its key
said: Extend a copy of $d by the reversed entries so that look-ups work in both directions
said: Build a two-way table from $d: key to value and value to key
note: Keys and values of $d have no word in common and no value is repeated
plan: copy the dict; add each value with its key
do: return {**$d, **{$v: $k for $k, $v in $d.items()}}
do:
    $out = dict($d)
    for $k, $v in $d.items():
        $out[$v] = $k
    return $out
bad: return {$v: $k for $k, $v in $d.items()}
case: {"one": "uno", "two": "due"}
case: {}
case: {"cat": "gatto"}
case: {"a": "x", "b": "y", "c": "z"}
---
combo: is-subset
names: is_sub_dict contains_entries matches includes_all
params: $small: dict[str, int], $big: dict[str, int]
pool: small = small part expected pattern sub query
pool: big = big whole actual full record data
returns: bool
said: Check whether every entry of $small is also in $big with the same value
said: Return True if $big has all key-value pairs of $small
said: Tell whether the dict $small is contained in $big, keys and values alike
told: A test compares an expected dictionary $small with the actual one, $big. It passes if every expected key
    is there with the expected value. Additional entries in $big are allowed. Return whether it passes.
plan: compare each entry of the small dict with the big one; return False at a difference
do: return all($k in $big and $big[$k] == $v for $k, $v in $small.items())
do: return $small.items() <= $big.items()
bad: return all($k in $big for $k in $small)
bad: return $small == $big
case: {"a": 1}, {"a": 1, "b": 2}
case: {"a": 2}, {"a": 1, "b": 2}
inputs: two
---
combo: same-keys
names: same_keys equal_keys keys_match have_same_keys
params: $d: dict[str, int], $e: dict[str, int]
returns: bool
said: Return True if $d and $e have exactly the same keys, whatever their values
said: Check whether the two dicts $d and $e agree in their sets of keys
said: Compare only the keys of $d and $e and tell if they are the same
plan: compare the sets of keys
do: return $d.keys() == $e.keys()
do: return set($d) == set($e)
bad: return len($d) == len($e)
bad: return $d == $e
case: {"a": 1, "b": 2}, {"b": 0, "a": 9}
inputs: two
---
combo: can-fulfil
names: can_fulfil enough_stock in_stock available
params: $stock: dict[str, int], $order: dict[str, int]
pool: stock = stock pantry available inventory supply
pool: order = order needed recipe request demand
returns: bool
said: Check whether $stock has enough of everything in $order
said: Return True if for every key of $order the amount in $stock is at least as large, a missing key counting as 0
said: Tell whether the amounts of $order can all be taken from $stock
told: $stock says how many pieces of each article are there and $order how many are wanted. Return True if the
    whole order can
    be served, False otherwise. An article that is not in $stock is not available at all.
zh: 判断库存 $stock 是否足以满足订单 $order 中的全部数量
plan: compare each wanted amount with the stock, 0 if missing
do: return all($stock.get($k, 0) >= $v for $k, $v in $order.items())
do:
    for $k, $v in $order.items():
        if $stock.get($k, 0) < $v:
            return False
    return True
bad: return all($stock.get($k, 0) > $v for $k, $v in $order.items())
bad: return sum($stock.values()) >= sum($order.values())
inputs: orders
---
combo: shortage
names: shortage shopping_list missing_amounts to_buy
params: $stock: dict[str, int], $order: dict[str, int]
pool: stock = stock pantry available inventory have
pool: order = order needed recipe request demand
returns: dict[str, int]
said: Return for each key of $order how much is missing from $stock, leaving out what is sufficient
said: Compute the shopping list: the amounts in $order that go beyond $stock
said: For every article in $order of which $stock has too little, return the missing amount in a dict
told: A recipe $order lists the amounts of its ingredients, $stock what is at home. Return a dict of the
    ingredients that must
    be bought and how much of each. Ingredients of which there is enough do not appear.
plan: subtract the stock from each wanted amount; keep what is positive
do: return {$k: $v - $stock.get($k, 0) for $k, $v in $order.items() if $v > $stock.get($k, 0)}
do:
    $out = {}
    for $k, $v in $order.items():
        lacking = $v - $stock.get($k, 0)
        if lacking > 0:
            $out[$k] = lacking
    return $out
bad: return {$k: $v - $stock.get($k, 0) for $k, $v in $order.items()}
inputs: orders
---
combo: take-from-stock
names: ship_order take_from_stock remaining_stock subtract_order
params: $stock: dict[str, int], $order: dict[str, int]
pool: stock = stock inventory supply shelf
pool: order = order sold taken sales
returns: dict[str, int]
said: Return $stock after taking out the amounts in $order, never below 0 and ignoring unknown articles
said: Subtract the amounts of $order from $stock, stopping at 0, and return the new stock
said: Compute what is left of each article in $stock when $order has been taken
plan: go through the stock; subtract the ordered amount; do not go below zero
do: return {$k: max(0, $v - $order.get($k, 0)) for $k, $v in $stock.items()}
do:
    $out = dict($stock)
    for $k, $v in $order.items():
        if $k in $out:
            $out[$k] = max(0, $out[$k] - $v)
    return $out
bad: return {$k: $v - $order.get($k, 0) for $k, $v in $stock.items()}
inputs: orders
---
combo: dot-product
names: weighted_sum total_cost invoice_total dot_product
params: $amounts: dict[str, int], $prices: dict[str, int]
pool: amounts = amounts cart quantities basket counts
pool: prices = prices rates weights costs price_list
returns: int
said: Add up amount times price over all keys of $amounts, using the prices in $prices and 0 for unknown keys
said: Return the total cost of $amounts at the unit prices in $prices; articles without a price are free
said: For each key in $amounts multiply its value by that in $prices (0 if missing) and return the sum
told: $amounts maps articles to how many are bought, $prices maps articles to the price of one. Return what the
    whole purchase
    costs. Articles that have no price cost nothing.
plan: multiply each amount by its price; add up the products
do: return sum($v * $prices.get($k, 0) for $k, $v in $amounts.items())
do:
    $total = 0
    for $k, $v in $amounts.items():
        if $k in $prices:
            $total += $v * $prices[$k]
    return $total
bad: return sum($amounts.values()) * sum($prices.values())
inputs: two
""")
