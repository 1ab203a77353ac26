"""Family of methods of small classes that keep a dict, a list or a set: stock, accounts, votes, caches, tables."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.written_cards import deal, deck

STORES = deck("""
combo: inventory-add
names: add put receive store
above:
    class Inventory:
        def __init__(self):
            self.stock = {}
params: self, $k: str, $n: int
pool: k = name article item
pool: n = amount count quantity
returns: int
call: (lambda k, n, m, s: (s.SELF(k, n), s.SELF(k, m), s.stock))({0}, {1}, {2}, Inventory())
said: Add $n pieces of $k to self.stock and return the new amount; new articles start at 0
said: Increase the amount of $k in the stock dict by $n and give back how many there are now
plan: look up the old amount with 0 as default; store the sum; return it
do:
    self.stock[$k] = self.stock.get($k, 0) + $n
    return self.stock[$k]
do:
    if $k not in self.stock:
        self.stock[$k] = 0
    self.stock[$k] += $n
    return self.stock[$k]
bad:
    self.stock[$k] = $n
    return self.stock[$k]
case: "tea", 3, 4
case: "oil", 0, 1
case: "salt", 5, 5
---
combo: inventory-remove
names: remove take sell withdraw
above:
    class Inventory:
        def __init__(self, stock):
            self.stock = dict(stock)
params: self, $k: str, $n: int
pool: k = name article item
pool: n = amount count quantity
returns: bool
call: (lambda s: (s.SELF({1}, {2}), s.stock))(Inventory({0}))
said: Take $n pieces of $k out of self.stock and return True; if there are too few, change nothing and return
    False; drop articles at 0
said: Reduce the stock of $k by $n if enough is there (deleting the entry when nothing is left) and tell whether
    this was possible
plan: return False if there is too little; subtract; delete the entry at zero; return True
do:
    left = self.stock.get($k, 0) - $n
    if left < 0:
        return False
    if left == 0:
        self.stock.pop($k, None)
    else:
        self.stock[$k] = left
    return True
do:
    if self.stock.get($k, 0) < $n:
        return False
    self.stock[$k] = self.stock.get($k, 0) - $n
    if self.stock[$k] == 0:
        del self.stock[$k]
    return True
bad:
    if self.stock.get($k, 0) <= $n:
        return False
    self.stock[$k] -= $n
    return True
case: {"tea": 5}, "tea", 2
case: {"tea": 5}, "tea", 5
case: {"tea": 5}, "tea", 6
case: {}, "oil", 1
---
combo: account-transfer
names: transfer move send pay
above:
    class Bank:
        def __init__(self, balances):
            self.balances = dict(balances)
params: self, $a: str, $b: str, $n: int
pool: a = source sender payer
pool: b = target receiver payee
pool: n = amount money value
returns: bool
call: (lambda s: (s.SELF({1}, {2}, {3}), s.balances))(Bank({0}))
said: Move $n from the balance of $a to that of $b and return True; return False without a change if $a has less
    than $n
said: Transfer $n from $a to $b in self.balances; if the money does not suffice, do nothing and return False,
    otherwise True
note: Both accounts exist and are different
plan: return False if the money does not suffice; subtract and add; return True
do:
    if self.balances[$a] < $n:
        return False
    self.balances[$a] -= $n
    self.balances[$b] += $n
    return True
do:
    enough = self.balances[$a] >= $n
    if enough:
        self.balances[$a] = self.balances[$a] - $n
        self.balances[$b] = self.balances[$b] + $n
    return enough
bad:
    self.balances[$a] -= $n
    self.balances[$b] += $n
    return True
case: {"a": 10, "b": 0}, "a", "b", 4
case: {"a": 10, "b": 0}, "a", "b", 10
case: {"a": 10, "b": 3}, "b", "a", 4
case: {"x": 0, "y": 1}, "y", "x", 1
---
combo: votes-leader
names: leader winner first_place ahead
above:
    class Poll:
        def __init__(self, votes):
            self.votes = dict(votes)
params: self
returns: str | None
call: Poll({0}).SELF()
said: Return the name with the most votes in self.votes, the alphabetically first on a tie, None without votes
said: Find who leads the poll; equal counts are decided by the alphabet; None if there are no names
plan: go through the sorted names; take the one with the most votes
do: return max(sorted(self.votes), key=self.votes.get, default=None)
do:
    if not self.votes:
        return None
    return min(self.votes, key=lambda name: (-self.votes[name], name))
bad: return max(self.votes, key=self.votes.get, default=None)
case: {"Ben": 2, "Ann": 2}
case: {"Ben": 1, "Ann": 0, "Cleo": 7}
case: {}
case: {"Eva": 3}
---
combo: cache-get
names: fetch get_or_compute lookup value_for
above:
    class Squares:
        def __init__(self):
            self.cache = {}
            self.misses = 0
params: self, $n: int
pool: n = n number x key
returns: int
call: (lambda s: ([s.SELF(n) for n in {0}], s.misses))(Squares())
said: Return the square of $n, from self.cache if it is there; otherwise compute it, store it and add one to
    self.misses
said: Look up $n in the cache and return its square, computing, caching and counting a miss when it is not there yet
plan: count a miss and store the square if it is not cached; return the cached value
do:
    if $n not in self.cache:
        self.misses += 1
        self.cache[$n] = $n * $n
    return self.cache[$n]
do:
    if $n in self.cache:
        return self.cache[$n]
    self.misses += 1
    self.cache[$n] = $n**2
    return self.cache[$n]
bad:
    self.misses += 1
    return $n * $n
case: [2, 3, 2]
case: []
case: [5, 5, 5]
case: [1, 2, 3]
---
combo: graph-connect
names: connect add_edge link join
above:
    class Network:
        def __init__(self):
            self.links = {}
params: self, $a: str, $b: str
pool: a = a first source one
pool: b = b second target other
returns: None
call: (lambda s: ([s.SELF(x, y) for x, y in {0}], sorted((k, sorted(v)) for k, v in s.links.items()))[1])(Network())
said: Store in self.links, a dict of sets, that $a and $b are neighbours of each other
said: Add an undirected edge: put $b into the set of $a and $a into the set of $b
plan: add each node to the set of the other
do:
    self.links.setdefault($a, set()).add($b)
    self.links.setdefault($b, set()).add($a)
do:
    for x, y in (($a, $b), ($b, $a)):
        if x not in self.links:
            self.links[x] = set()
        self.links[x].add(y)
bad: self.links.setdefault($a, set()).add($b)
case: [("a", "b")]
case: [("a", "b"), ("b", "c"), ("a", "b")]
case: []
case: [("x", "z"), ("y", "z")]
---
combo: phone-book
names: numbers_of search find_all matching
above:
    class PhoneBook:
        def __init__(self, entries):
            self.entries = dict(entries)
params: self, $s: str
pool: s = prefix start text query
returns: list[str]
call: PhoneBook({0}).SELF({1})
said: Return the numbers of all names in self.entries that start with $s, ignoring case, in alphabetical order
    of the names
said: Find the entries whose name begins with $s (in any case) and list their numbers, sorted by name
plan: go through the sorted names; keep those with the prefix; take their numbers
do: return [self.entries[name] for name in sorted(self.entries) if name.lower().startswith($s.lower())]
do:
    found = []
    for name, number in sorted(self.entries.items()):
        if name.lower().startswith($s.lower()):
            found.append(number)
    return found
bad: return [self.entries[name] for name in sorted(self.entries) if name.startswith($s)]
case: {"Ben": "12", "Bea": "34", "Ann": "5"}, "be"
case: {"Ben": "12"}, ""
case: {}, "a"
case: {"Zoe": "1", "Adam": "2", "abel": "3"}, "A"
---
combo: library-lend
names: lend borrow check_out give_out
above:
    class Library:
        def __init__(self, titles):
            self.available = set(titles)
            self.lent = {}
params: self, $k: str, $w: str
pool: k = title book item
pool: w = reader person name
returns: None
call: (lambda s: (s.SELF({1}, {2}), sorted(s.available), s.lent))(Library({0}))
said: Lend $k to $w: take it out of self.available and store the reader in self.lent; raise ValueError if it is
    not available
said: Move $k from the available titles to self.lent, mapped to $w, raising ValueError when it is not there
plan: raise ValueError if the title is not available; remove it; store the reader
do:
    if $k not in self.available:
        raise ValueError(f"{$k} is not available")
    self.available.remove($k)
    self.lent[$k] = $w
do:
    try:
        self.available.remove($k)
    except KeyError:
        raise ValueError($k) from None
    self.lent[$k] = $w
bad: self.lent[$k] = $w
case: ["Emma", "Dune"], "Dune", "Ann"
case: ["Emma"], "Emma", "Bo"
case: ["A", "B", "C"], "B", "Cy"
error: ["Emma"], "Dune", "Ann"
error: [], "X", "Bo"
""")


@family("small-stores", weight=2.8)
def small_stores(rng: Rng) -> Draft:
    """Methods of small classes around a dict or set."""
    return deal(rng, pick(rng, STORES))
