"""Cards of the families in `sets_of_values`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

SETS_1 = deck("""
combo: jaccard
names: jaccard similarity overlap_ratio jaccard_index
params: $xs: list[int], $ys: list[int]
returns: float
said: Return the number of common elements of $xs and $ys divided by the number of all different elements,
    rounded to 2 decimals
said: Compute the Jaccard similarity of the lists $xs and $ys taken as sets, rounded to two decimals
said: Measure how alike $xs and $ys are: size of the intersection over size of the union of their sets, with 2
    decimals
note: Return 1.0 if both lists are empty
told: Two customers are similar if they bought many of the same articles. $xs and $ys list the articles by
    number, possibly repeated. Divide how many different articles both bought by how many different articles were
    bought at all, and round to 2 decimals. If both lists are empty, return 1.0.
plan: make sets; return 1.0 if both are empty; divide the size of the intersection by that of the union
do:
    first, second = set($xs), set($ys)
    if not first and not second:
        return 1.0
    return round(len(first & second) / len(first | second), 2)
do:
    either = set($xs) | set($ys)
    both = [$x for $x in either if $x in $xs and $x in $ys]
    return round(len(both) / len(either), 2) if either else 1.0
bad:
    if not $xs and not $ys:
        return 1.0
    return round(len(set($xs) & set($ys)) / (len(set($xs)) + len(set($ys))), 2)
case: [1, 2, 3], [2, 3, 4]
case: [1, 1, 2], [2]
case: [], []
case: [5], [6, 7]
case: [4, 4], [4]
---
combo: common-letters
names: common_letters shared_letters letters_in_both
params: $s: str, $t: str
pool: s = a first s word left
pool: t = b second t other right
returns: str
said: Return the different letters that occur in both $s and $t as a string in alphabetical order
said: Find the characters common to $s and $t, each once and sorted, joined to one string
plan: intersect the sets of characters; sort; join
do: return "".join(sorted(set($s) & set($t)))
do:
    found = []
    for $c in sorted($s):
        if $c in $t and $c not in found:
            found.append($c)
    return "".join(found)
bad: return "".join(sorted($c for $c in $s if $c in $t))
inputs: pair
---
combo: letters-missing
names: missing_letters unused_letters not_in_text
params: $s: str, $t: str
pool: s = text s sentence content
pool: t = alphabet letters required chars
returns: str
said: Return the characters of $t that do not occur in $s, in the order of $t
said: Find which characters from $t are missing in $s and join them in their order in $t
plan: keep the characters not found in the text; join them
do: return "".join($c for $c in $t if $c not in $s)
do:
    $out = ""
    for $c in $t:
        if $c not in $s:
            $out += $c
    return $out
bad: return "".join($c for $c in $s if $c not in $t)
inputs: pair
---
combo: can-be-written
names: uses_only_letters can_spell made_of_letters
params: $s: str, $t: str
pool: s = word w text term
pool: t = letters allowed alphabet chars
returns: bool
said: Check whether every character of $s occurs in $t, no matter how often
said: Return True if $s uses only characters from $t
said: Tell if the set of characters of $s is contained in that of $t
plan: compare the sets of characters
do: return set($s) <= set($t)
do: return all($c in $t for $c in $s)
bad: return set($s) == set($t)
bad: return $s in $t
case: "noon", "on"
inputs: pair
---
combo: missing-in-range
names: missing_numbers gaps find_missing absent_numbers
params: $xs: list[int]
returns: list[int]
said: Return the numbers between the smallest and largest of $xs that $xs does not contain, in ascending order
said: List the gaps in $xs: all integers from min to max that are missing
told: The invoice numbers in $xs should follow each other without a gap, in any order. Return a sorted list of
    the numbers that are
    missing between the smallest and the largest one. $xs has at least one number.
zh: 返回 $xs 的最小值与最大值之间缺失的所有整数，按升序排列
plan: go through the whole range; keep the numbers that are missing
do: return sorted(set(range(min($xs), max($xs))) - set($xs))
do: return [$x for $x in range(min($xs), max($xs) + 1) if $x not in $xs]
bad: return [$x for $x in range(1, max($xs)) if $x not in $xs]
bad: return [$x for $x in range(len($xs)) if $x not in $xs]
case: [4, 1, 2, 7]
inputs: gaps
---
combo: is-permutation
names: is_permutation each_once complete_range
params: $xs: list[int]
returns: bool
said: Check whether $xs contains each number from 1 to its length exactly once
said: Return True if $xs is a permutation of 1, 2, ..., len($xs), False otherwise
plan: compare the set of the numbers with the full range
do: return set($xs) == set(range(1, len($xs) + 1))
do: return sorted($xs) == list(range(1, len($xs) + 1))
bad: return set($xs) == set(range(len($xs)))
bad: return len(set($xs)) == len($xs)
case: [2, 1, 3]
case: [1, 1, 3]
case: [2, 3, 4]
case: []
case: [3, 2, 1, 4]
case: [1]
case: [0, 1, 2]
---
combo: unchanged-by-set
names: has_duplicates any_repeated contains_repeats
params: $xs: list[int]
returns: bool
said: Return True if some number occurs more than once in $xs
said: Check whether $xs has any repeated values
said: Tell if the elements of $xs are not all different
plan: compare the number of different elements with the length
do: return len(set($xs)) < len($xs)
do:
    $seen = set()
    for $x in $xs:
        if $x in $seen:
            return True
        $seen.add($x)
    return False
bad: return len(set($xs)) == len($xs)
inputs: numbers
---
combo: first-repeat
names: first_repeat first_seen_again first_duplicate
params: $xs: list[int]
returns: int | None
said: Return the first number of $xs that already occurred before it, or None
said: Read $xs from the left and return the first value that is met a second time; None if all are different
told: Go through the numbers in $xs from left to right. As soon as you meet a number you have seen before,
    return it. If this never
    happens, return None.
plan: keep a set of what was seen; return the first number already in it; return None otherwise
do:
    $seen = set()
    for $x in $xs:
        if $x in $seen:
            return $x
        $seen.add($x)
    return None
do: return next(($x for i, $x in enumerate($xs) if $x in $xs[:i]), None)
bad: return next(($x for $x in $xs if $xs.count($x) > 1), None)
case: [3, 1, 1, 3]
case: [1, 2, 3]
inputs: numbers
---
combo: new-per-step
names: count_new_values new_each_time distinct_so_far
params: $xs: list[int]
returns: list[int]
said: For each position of $xs return how many different numbers were seen up to and including it
said: Return a list with the running number of distinct values in $xs
plan: add each number to a set; note the size of the set
do:
    $seen = set()
    $out = []
    for $x in $xs:
        $seen.add($x)
        $out.append(len($seen))
    return $out
do: return [len(set($xs[: i + 1])) for i in range(len($xs))]
bad: return [len(set($xs[:i])) for i in range(len($xs))]
inputs: numbers
---
combo: only-some-guests
names: absent_guests not_arrived who_is_missing
params: $inv: list[str], $came: list[str]
pool: inv = invited expected registered enrolled members
pool: came = arrived present came checked_in voted
returns: list[str]
said: Return the sorted names in $inv that are not in $came, each once
said: List in alphabetical order everybody of $inv who is missing from $came
told: $inv lists the people who should come and $came those who did; both may contain a name several times.
    Return a sorted list
    of the people who did not come.
plan: subtract the two sets; sort the rest
do: return sorted(set($inv) - set($came))
do: return sorted({$x for $x in $inv if $x not in $came})
bad: return sorted(set($came) - set($inv))
bad: return sorted($x for $x in $inv if $x not in $came)
case: ["Dan", "Dan", "Bo"], ["Ann"]
inputs: guests
---
combo: overlap-size-min
names: overlap_coefficient overlap_share share_of_smaller
params: $xs: list[int], $ys: list[int]
returns: float
said: Return the number of common elements of $xs and $ys divided by the size of the smaller set, 0.0 if one of
    them is empty
said: Compute the overlap coefficient of $xs and $ys: the size of the intersection over that of the smaller set
    (0.0 if it is empty)
plan: make sets; return 0.0 if one is empty; divide by the smaller size
do:
    first, second = set($xs), set($ys)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))
do:
    smaller = min(len(set($xs)), len(set($ys)))
    return len(set($xs) & set($ys)) / smaller if smaller else 0.0
bad: return len(set($xs) & set($ys)) / max(len(set($xs)), len(set($ys)), 1)
case: [1, 2, 3], [2, 3]
case: [1, 1, 2], [2, 5]
case: [], [1]
case: [5], [6, 7]
case: [4, 4, 8, 9], [4, 9, 1]
---
combo: power-set
names: all_subsets power_set subsets
params: $xs: list[int]
returns: list[list[int]]
said: Return all subsets of the different numbers in $xs, each as a list in the order of $xs, shorter ones first
said: List every subset of $xs (whose elements are different), ordered by size and then by position
plan: go through the sizes from zero; take all combinations of each size
do: return [list(part) for size in range(len($xs) + 1) for part in combinations($xs, size)]
do:
    $out = [[]]
    for $x in $xs:
        $out += [part + [$x] for part in $out]
    return sorted($out, key=lambda part: (len(part), [$xs.index($x) for $x in part]))
import: from itertools import combinations
bad: return [list(part) for size in range(1, len($xs) + 1) for part in combinations($xs, size)]
case: [1, 2]
case: [5, 3, 4]
case: []
case: [9]
---
combo: disjoint-pairs
names: all_disjoint no_overlap pairwise_disjoint
params: $g: list[set[int]]
pool: g = sets groups teams parts
returns: bool
said: Check whether no two of the sets in $g have an element in common
said: Return True if the sets $g are pairwise disjoint
said: Tell if every number occurs in at most one set of $g
plan: add up the sizes; compare with the size of the union
do: return sum(len(part) for part in $g) == len(set().union(*$g))
do:
    $seen = set()
    for part in $g:
        if part & $seen:
            return False
        $seen |= part
    return True
bad: return not set.intersection(*$g) if $g else True
case: [{1, 2}, {3}, {4, 5}]
case: [{1, 2}, {2, 3}, {4}]
case: []
case: [{7}]
case: [{1}, {2}, {1, 3}]
""")
