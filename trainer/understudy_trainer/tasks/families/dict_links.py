"""Family of dicts whose values are keys again: chains, loops, fixed points."""

from __future__ import annotations

from itertools import pairwise

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.structures import Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal, deck


def links(rng: Rng) -> Rows:
    """A dict of single links without a circle, and a start."""
    rows: list[tuple[object, ...]] = [({"a": "b", "b": "c"}, "a"), ({}, "x"), ({"p": "q"}, "q")]
    for size in (3, 4, 5):
        names = rng.sample("abcdefgh", size)
        rows.append((dict(pairwise(names)), pick(rng, names)))
    return tuple(rows)


def looped(rng: Rng) -> Rows:
    """A dict that sends every key to some key, and a start."""
    rows: list[tuple[object, ...]] = [({1: 2, 2: 3, 3: 2}, 1), ({1: 1}, 1), ({1: 2, 2: 1, 3: 1}, 3)]
    for size in (4, 5, 6):
        rows.append(({i: rng.randint(1, size) for i in range(1, size + 1)}, rng.randint(1, size)))
    return tuple(rows)


LINKS = deck("""
combo: last-link
names: follow_links final_target resolve last_in_chain
params: $d: dict[str, str], $k: str
pool: d = links redirects aliases next_of follows
pool: k = start key name page
returns: str
said: Follow $d from $k as long as the name has an entry and return the last name; $d has no circles
said: Resolve $k: replace it by $d[$k] again and again until it is no key of $d any more, and return the result
told: $d maps pages to the page they redirect to. Return where one ends up when starting at $k. A page without
    an entry does not
    redirect. There are no circles.
plan: look the name up as long as it is a key; return the last one
do:
    while $k in $d:
        $k = $d[$k]
    return $k
do: return SELF($d, $d[$k]) if $k in $d else $k
bad: return $d.get($k, $k)
inputs: links
---
combo: chain
names: chain path_from all_links trace
params: $d: dict[str, str], $k: str
pool: d = links redirects parents next_of follows
pool: k = start key name page
returns: list[str]
said: Return the list of names met when following $d from $k, beginning with $k; $d has no circles
said: Start with $k, go on with its entry in $d, and so on until there is no entry; return all names in order
plan: start the list with the first name; append the next one while there is an entry
do:
    $out = [$k]
    while $out[-1] in $d:
        $out.append($d[$out[-1]])
    return $out
do: return [$k, *(SELF($d, $d[$k]) if $k in $d else [])]
bad: return [$k, $d[$k]] if $k in $d else [$k]
inputs: links
---
combo: chain-length
names: count_steps chain_length hops
params: $d: dict[str, str], $k: str
pool: d = links redirects parents next_of follows
pool: k = start key name page
returns: int
said: Count how many steps one can go from $k through $d until a name has no entry; $d has no circles
said: Return the number of links followed from $k in $d before a name without entry is reached
plan: go to the next name while there is one; count the steps
do:
    $count = 0
    while $k in $d:
        $k = $d[$k]
        $count += 1
    return $count
do: return 1 + SELF($d, $d[$k]) if $k in $d else 0
bad: return 1 if $k in $d else 0
inputs: links
---
combo: steps-limited
names: after_steps jump walk
params: $d: dict[int, int], $a: int, $n: int
pool: d = next_of links jumps moves
pool: a = start position node first
pool: n = n steps count times
returns: int
said: Return where one is after $n steps from $a, each step going from x to $d[x]
said: Apply the mapping $d to $a exactly $n times and return the result
plan: repeat the look-up the given number of times
do:
    for _ in range($n):
        $a = $d[$a]
    return $a
do: return $a if $n == 0 else SELF($d, $d[$a], $n - 1)
bad: return $d[$a]
bad:
    for _ in range($n + 1):
        $a = $d[$a]
    return $a
case: {1: 2, 2: 3, 3: 1}, 1, 2
case: {1: 2, 2: 3, 3: 1}, 3, 0
case: {5: 5}, 5, 4
case: {1: 4, 4: 2, 2: 1}, 4, 7
---
combo: first-repeat
names: first_revisited loop_start where_it_repeats
params: $d: dict[int, int], $a: int
pool: d = next_of links jumps moves
pool: a = start position node first
returns: int
said: Go from $a to $d[$a] and so on, and return the first number that is reached a second time
said: Follow $d from $a, every value being a key again, and return the number at which the walk first comes back
    to a place it has been to
plan: keep a set of visited numbers; follow the links until one is in it
do:
    $seen = set()
    while $a not in $seen:
        $seen.add($a)
        $a = $d[$a]
    return $a
do:
    path = [$a]
    while $d[path[-1]] not in path:
        path.append($d[path[-1]])
    return $d[path[-1]]
bad: return $a
bad: return $d[$d[$a]]
inputs: loops
---
combo: steps-to-repeat
names: steps_until_repeat different_places walk_length
params: $d: dict[int, int], $a: int
pool: d = next_of links jumps moves
pool: a = start position node first
returns: int
said: Return how many different numbers one visits when going from $a to $d[$a] and so on
said: Count the places met from $a on, following $d, before one is met again; $a itself counts
plan: collect visited numbers until one repeats; count them
do:
    $seen = []
    while $a not in $seen:
        $seen.append($a)
        $a = $d[$a]
    return len($seen)
do:
    $seen = {$a}
    while ($a := $d[$a]) not in $seen:
        $seen.add($a)
    return len($seen)
bad: return len($d)
inputs: loops
---
combo: fixed-points
names: fixed_points mapped_to_self unchanged_keys
params: $d: dict[int, int]
pool: d = next_of mapping moves d
returns: list[int]
said: Return the sorted keys of $d that are mapped to themselves
said: Find all fixed points of the mapping $d, keys equal to their value, in ascending order
plan: keep the keys equal to their value; sort them
do: return sorted($k for $k, $v in $d.items() if $k == $v)
do:
    $out = []
    for $k in sorted($d):
        if $d[$k] == $k:
            $out.append($k)
    return $out
bad: return sorted($k for $k, $v in $d.items() if $v in $d)
inputs: maps
---
combo: mutual-pairs
names: mutual_pairs two_way_links reciprocal
params: $d: dict[int, int]
pool: d = partner_of mapping moves likes
returns: list[tuple[int, int]]
said: Return the sorted pairs (a, b) with a < b for which $d maps a to b and b to a
said: List all mutual pairs of $d, the smaller number first, in sorted order
plan: go through the entries; keep those whose reverse is there too, smaller first; sort
do: return sorted((a, b) for a, b in $d.items() if a < b and $d.get(b) == a)
do:
    $out = []
    for a in sorted($d):
        b = $d[a]
        if a < b and b in $d and $d[b] == a:
            $out.append((a, b))
    return $out
bad: return sorted((a, b) for a, b in $d.items() if a < b)
case: {1: 2, 2: 1}
inputs: maps
""")


@family("dict-links-followed", weight=2.6)
def dict_links_followed(rng: Rng) -> Draft:
    """A dict whose values are keys again: chains, loops, fixed points, mutual pairs."""
    makers = {"links": links, "loops": looped, "maps": lambda r: tuple(row[:1] for row in looped(r))}
    return deal(rng, pick(rng, LINKS), makers)
