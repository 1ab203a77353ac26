"""Family: frequencies, anagrams, multiset differences, majorities."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

COUNTERS = r"""
^ from collections import Counter
## top: top_words most_common most_frequent ($ws: list[str], $k: int) -> list[str]
- Return the $k most frequent words in $ws; words of equal frequency in alphabetical order
- List the $k words that occur most often in $ws, ties sorted alphabetically
+ Count how often every word of $ws occurs and return the $k most frequent ones, the most frequent first. Words with
  the same count come in alphabetical order. Return all distinct words if there are fewer than $k.
> count the words; sort by falling count and name; take the first
= counts = Counter($ws)
  return sorted(counts, key=lambda $w: (-counts[$w], $w))[:$k]
/ return [$w for $w, _ in Counter(sorted($ws, reverse=True)).most_common($k)]
/ return sorted(Counter($ws))[:$k]
? ['b', 'a', 'b', 'c', 'a', 'd'], 2
? [], 3
? ['x', 'y', 'z'], 2
% many("tea", "milk", "rum"), int(1, 3)
## anagram: are_anagrams is_anagram same_letters ($a: str, $b: str) -> bool
:1 plain; SAID=; CODE=Counter($a) == Counter($b); ALT=sorted($a) == sorted($b); BAD=set($a) == set($b)
:1 case; SAID=, ignoring case; CODE=Counter($a.lower()) == Counter($b.lower());
  ALT=sorted($a.lower()) == sorted($b.lower());
  BAD=Counter($a) == Counter($b)
:1 space; SAID=, ignoring spaces; CODE=Counter($a.replace(" ", "")) == Counter($b.replace(" ", ""));
  ALT=sorted($a.replace(" ", "")) == sorted($b.replace(" ", "")); BAD=Counter($a) == Counter($b)
- Check whether $a and $b consist of the same characters, each equally often$SAID
- Tell if $b is an anagram of $a$SAID
> count the characters of both; compare the counts
= return $CODE
= return $ALT
/ return $BAD
/ return len($a) == len($b)
? 'listen', 'silent'
? 'Tea', 'eat'
? 'a b', 'ba'
? 'aab', 'abb'
? '', ''
## subset: can_spell can_build has_letters ($s: str, $t: str) -> bool
$s: word text wanted
$t: letters stock tiles
- Tell whether $s can be built from the characters of $t, each used at most once
- Check if $t holds every character of $s often enough
+ Somebody wants to lay the word $s with the letter tiles in $t. Each tile can be used only once. Return True if the
  tiles suffice.
> subtract the available from the needed; nothing may be missing
= return not Counter($s) - Counter($t)
= return all($t.count(c) >= $s.count(c) for c in set($s))
/ return all(c in $t for c in $s)
/ return not Counter($t) - Counter($s)
? 'aab', 'baab'
? 'aab', 'ab'
? '', 'xyz'
? 'dog', 'good'
% letters("abc", 4), letters("abc", 6)
## once: repeated duplicates ($items: list[str]) -> list[str]
:1 more; NAMES=repeated duplicates; SAID=more than once; COND=> 1; BAD=>= 1
:1 even; NAMES=even_counts paired; SAID=an even number of times; COND=% 2 == 0; BAD=% 2
- Return the elements that occur $SAID in $items, in order of first appearance
- List what stands $SAID in $items, each of it one time
> count the elements; keep those that occur $SAID
= counts = Counter($items)
  return [$item for $item in counts if counts[$item] $COND]
= return [$item for $item in dict.fromkeys($items) if $items.count($item) $COND]
/ return [$item for $item in dict.fromkeys($items) if $items.count($item) $BAD]
? ['b', 'a', 'b', 'c', 'd', 'd', 'd']
? []
% many("tea", "milk", "rum", "ale")
## diff: removed_items missing lost ($items: list[int], $ys: list[int]) -> list[int]
$items: before old expected
$ys: after new actual
- Return what is in $items but not in $ys, respecting how often each occurs, in ascending order
- Find the elements of $items that have no partner in $ys (multiset difference), sorted
> count both; subtract the counts; list the rest in order
= return sorted((Counter($items) - Counter($ys)).elements())
= left = list($items)
  for x in $ys:
      if x in left:
          left.remove(x)
  return sorted(left)
/ return sorted(set($items) - set($ys))
/ return sorted((Counter($ys) - Counter($items)).elements())
? [1, 2, 2, 3], [2, 3, 4]
? [], [1]
? [5, 5], []
% ints(0, 5), ints(0, 5)
## common: shared_count common_total overlap_size ($s: str, $t: str) -> int
- Return how many characters $s and $t have in common, counting repeats
- Count the characters of $s that can be paired with equal characters of $t, each used once
> take the smaller count of each character; add
= return (Counter($s) & Counter($t)).total()
= return sum(min($s.count(c), $t.count(c)) for c in set($s))
/ return len(set($s) & set($t))
/ return sum(c in $t for c in $s)
? 'aabbc', 'abbbd'
? '', 'x'
% letters("abc", 6), letters("abc", 6)
## majority: majority winner absolute_majority ($items: list[str]) -> str | None
$items: votes ballots choices
- Return the element that makes up more than half of $items, or None
- Who got more than half of the votes in $items? Return None if nobody did
> count; take the most common; check that it has more than half
= for $item, count in Counter($items).most_common(1):
      if count * 2 > len($items):
          return $item
  return None
= return next(($item for $item in set($items) if $items.count($item) * 2 > len($items)), None)
/ return Counter($items).most_common(1)[0][0] if $items else None
/ return next(($item for $item in set($items) if $items.count($item) * 2 >= len($items)), None)
? ['a', 'b', 'a']
? ['a', 'b']
? []
? ['x', 'y', 'z']
% many("ann", "bob")
"""


@family("counter-uses", weight=3.5)
def counter_uses(rng: Rng) -> Draft:
    """Frequencies, anagrams, multiset differences, majorities."""
    return from_sheet(rng, COUNTERS)
