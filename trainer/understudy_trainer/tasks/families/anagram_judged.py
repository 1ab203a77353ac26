"""Family: two strings as anagrams: what is ignored, how far apart they are, what is missing."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, PAIR
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("anagram-judged", weight=3)
def anagram_judged(rng: Rng) -> Draft:
    """Two strings as anagrams: what is ignored, how far apart they are, what is missing."""
    a, b = pick(rng, PAIR)
    (c,) = distinct(rng, [n for n in ITEM if n not in (a, b)])
    ignored, template = pick(
        rng,
        (
            ("", "sorted({})"),
            (", ignoring case", "sorted({}.lower())"),
            (", ignoring spaces", 'sorted({}.replace(" ", ""))'),
            (", ignoring case and spaces", 'sorted({}.lower().replace(" ", ""))'),
            (", looking only at letters and ignoring case", "sorted(c for c in {}.lower() if c.isalpha())"),
        ),
    )
    one, two = template.format(a), template.format(b)
    near = {"": f"set({a}) == set({b})"}.get(ignored, f"sorted({a}) == sorted({b})")
    inputs = [
        ("listen", "silent"),
        ("Dormitory", "dirty room"),
        ("abc", "ab"),
        ("", ""),
        ("aab", "abb"),
        ("Tea", "eat"),
        ("a b", "ba"),
        ("stone!", "notes"),
        ("tree", "tea"),
        ("night", "thing"),
    ]
    rows = (
        Classic(
            f"check|{ignored}",
            ("are_anagrams", "is_anagram", "same_letters", "anagram"),
            "bool",
            (
                f"Check whether {a} and {b} are anagrams of each other{ignored}",
                f"Return True if {b} can be made by rearranging the characters of {a}{ignored}",
                f"Determine if {a} and {b} consist of the same characters, each equally often{ignored}",
            ),
            ("sort the characters of both", "compare"),
            (f"{one} == {two}", code(f"left = {one}", f"right = {two}", "return left == right")),
            (near, "True"),
            told=(
                f"Two strings are anagrams if one is a rearrangement of the other. Given {a} and {b}, "
                f"return whether they are anagrams{ignored}.",
            ),
        ),
        Classic(
            f"strict|{ignored}",
            ("true_anagrams", "are_proper_anagrams", "different_anagrams"),
            "bool",
            (
                f"Check whether {a} and {b} are anagrams{ignored} but not the very same string",
                f"Return True if {a} and {b} differ and are anagrams of each other{ignored}",
            ),
            ("make sure the strings differ", "compare the sorted characters"),
            (
                f"{a} != {b} and {one} == {two}",
                code(f"if {a} == {b}:", "    return False", f"return {one} == {two}"),
            ),
            (f"{one} == {two}",),
        ),
        Classic(
            "distance",
            ("anagram_distance", "letters_to_replace", "replacements_for_anagram"),
            "int",
            (
                f"Return how many characters of {a} must be replaced to make it an anagram of the equally long {b}",
                f"Count the characters to be replaced in {a}, which is as long as {b}, until it is an anagram of {b}",
                f"Compute the least number of replacements in {a} that make it an anagram of {b} (same length)",
            ),
            ("count the characters of both", "add up what the first has too many of"),
            (
                f"sum((Counter({a}) - Counter({b})).values())",
                code(
                    f"spare = list({b})",
                    "count = 0",
                    f"for {c} in {a}:",
                    f"    if {c} in spare:",
                    f"        spare.remove({c})",
                    "    else:",
                    "        count += 1",
                    "return count",
                ),
            ),
            (f"len(set({a}) - set({b}))", f"sum(x != y for x, y in zip({a}, {b}))"),
            imports=("from collections import Counter",),
            inputs=[("abc", "cab"), ("aab", "abb"), ("", ""), ("xyz", "abc"), ("aaaa", "abcd"), ("tree", "eats")],
        ),
        Classic(
            "deletions",
            ("deletions_to_anagram", "anagram_deletions", "letters_not_shared"),
            "int",
            (
                f"Return how many characters must be deleted from {a} and {b} together so that they become anagrams",
                f"Count the characters that {a} and {b} do not share, repeated ones counted as often as they "
                f"are left over",
                f"Compute the minimum number of deletions in both {a} and {b} after which they are anagrams",
            ),
            ("count the characters of both", "add the surplus on each side"),
            (
                code(
                    f"left, right = Counter({a}), Counter({b})",
                    "return sum((left - right).values()) + sum((right - left).values())",
                ),
                f"sum(abs({a}.count({c}) - {b}.count({c})) for {c} in set({a} + {b}))",
            ),
            (f"len(set({a}) ^ set({b}))", f"abs(len({a}) - len({b}))"),
            imports=("from collections import Counter",),
        ),
        Classic(
            "missing",
            ("missing_letters", "letters_to_add", "lacking"),
            "str",
            (
                f"Return the characters that {a} lacks to be able to spell {b}, sorted, each as often as it is missing",
                f"Return, sorted and as one string, the characters to be added to {a} so that it can spell {b}",
                f"Find the sorted characters of {b} left over when those of {a} are taken away one by one",
            ),
            ("take away the characters of the first one by one", "sort what is left"),
            (
                f'"".join(sorted((Counter({b}) - Counter({a})).elements()))',
                code(
                    f"rest = list({b})",
                    f"for {c} in {a}:",
                    f"    if {c} in rest:",
                    f"        rest.remove({c})",
                    'return "".join(sorted(rest))',
                ),
            ),
            (f'"".join(sorted(set({b}) - set({a})))',),
            imports=("from collections import Counter",),
        ),
        Classic(
            "spells",
            ("can_spell", "can_be_built", "has_letters_for"),
            "bool",
            (
                f"Check whether {b} can be spelled from the characters of {a}, using each character of {a} at "
                f"most once",
                f"Return True if {a} contains every character of {b} at least as often as {b} does",
                f"Tell whether the letter tiles {a} are enough to lay the word {b}",
            ),
            (f"compare how often each character of {b} occurs in both",),
            (
                f"all({a}.count({c}) >= {b}.count({c}) for {c} in {b})",
                f"not Counter({b}) - Counter({a})",
                code(
                    f"spare = list({a})",
                    f"for {c} in {b}:",
                    f"    if {c} not in spare:",
                    "        return False",
                    f"    spare.remove({c})",
                    "return True",
                ),
            ),
            (f"set({b}) <= set({a})", f"{b} in {a}"),
            imports=("from collections import Counter",),
            inputs=[*inputs, ("hello", "loll"), ("aabbc", "cab"), ("", "a")],
        ),
    )
    return one_of(rng, rows, f"{a}: str, {b}: str", inputs)
