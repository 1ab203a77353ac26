"""Family: anagrams within a list of words: grouped, found, counted, removed."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("anagrams-in-list", weight=2)
def anagrams_in_list(rng: Rng) -> Draft:
    """Anagrams within a list of words: grouped, found, counted, removed."""
    ws, w, t, groups = distinct(
        rng,
        ("words", "strings", "items", "names", "terms"),
        ("w", "word", "item", "x"),
        ("target", "query", "base", "letters"),
        ("groups", "found", "table", "buckets"),
    )
    lists: list[list[str]] = [
        ["east", "seat", "team", "meat", "late", "eats"],
        [],
        ["stop", "pots", "Tops", "spot"],
        ["a"],
        ["ab", "ba", "ab"],
        ["cat", "dog", "act", "god", "cow"],
        ["aab", "aba", "abb"],
    ]
    inputs = [(x,) for x in lists]
    targets = [(x, t_) for x, t_ in zip(lists, ("teas", "x", "post", "a", "ab", "tac", "baa"), strict=True)]
    grouping = code(f"{groups} = {{}}", f"for {w} in {ws}:", f'    key = "".join(sorted({w}))')
    grouped = f"{grouping}\n    {groups}.setdefault(key, []).append({w})"
    long = code(
        grouping, f"    if key not in {groups}:", f"        {groups}[key] = []", f"    {groups}[key].append({w})"
    )
    rows = (
        Classic(
            "grouped",
            ("anagram_groups", "collect_anagrams"),
            "list[list[str]]",
            (
                f"Group the words of {ws} that are anagrams of each other; return the groups as lists in "
                f"order of appearance",
                f"Sort {ws} into lists of mutual anagrams, keeping the order of first appearance",
            ),
            ("use the sorted letters as key", "collect the words under their key", "return the collected lists"),
            (f"{grouped}\nreturn list({groups}.values())", f"{long}\nreturn list({groups}.values())"),
            (f"return [[{w}] for {w} in {ws}]",),
        ),
        Classic(
            "dict",
            ("anagram_table", "anagrams_by_letters", "index_by_letters"),
            "dict[str, list[str]]",
            (
                f"Return a dict that maps the sorted letters of each word in {ws} to the list of words with "
                f"these letters",
                f"Index {ws} by sorted letters: every key holds the words that are made of exactly those letters",
            ),
            ("use the sorted letters as key", "append the word to the list of its key"),
            (f"{grouped}\nreturn {groups}", f"{long}\nreturn {groups}"),
            (f'return {{"".join(sorted({w})): [{w}] for {w} in {ws}}}',),
        ),
        Classic(
            "largest",
            ("largest_anagram_group", "most_anagrams", "biggest_group"),
            "int",
            (
                f"Return the size of the largest group of anagrams in {ws}",
                f"Find how many words of {ws} at most are anagrams of one another",
            ),
            ("use the sorted letters as key", "count the words per key", "return the largest count, 0 for no words"),
            (
                f"{grouped}\nreturn max(map(len, {groups}.values()), default=0)",
                f"{groups} = Counter(tuple(sorted({w})) for {w} in {ws})\nreturn max({groups}.values(), default=0)",
            ),
            (f"{grouped}\nreturn len({groups})",),
            ("Return 0 if there are no words",),
            imports=("from collections import Counter",),
        ),
        Classic(
            "of-target",
            ("find_anagrams", "anagrams_of", "matching_anagrams"),
            "list[str]",
            (
                f"Return the words of {ws} that are anagrams of {t}, {t} itself included if it is there",
                f"Keep those words in {ws} that have exactly the letters of {t}",
                f"Given a list {ws} and a word {t}, list all of its anagrams in the list, in order",
            ),
            (f"sort the letters of {t}", "keep the words with the same sorted letters"),
            (
                f"[{w} for {w} in {ws} if sorted({w}) == sorted({t})]",
                code(
                    f"key = sorted({t})",
                    f"{groups} = []",
                    f"for {w} in {ws}:",
                    f"    if sorted({w}) == key:",
                    f"        {groups}.append({w})",
                    f"return {groups}",
                ),
            ),
            (f"[{w} for {w} in {ws} if set({w}) == set({t})]", f"[{w} for {w} in {ws} if {w} == {t}]"),
            params=f"{ws}: list[str], {t}: str",
            inputs=targets,
        ),
        Classic(
            "spellable",
            ("spellable_words", "words_from_letters", "can_be_spelled"),
            "list[str]",
            (
                f"Return the words in {ws} that can be spelled with the letters of {t}, each used at most "
                f"once per word",
                f"Keep the words of {ws} that use no letter more often than {t} contains it",
            ),
            ("go through the words", f"keep a word if {t} has each of its letters often enough"),
            (
                f"[{w} for {w} in {ws} if all({w}.count(c) <= {t}.count(c) for c in {w})]",
                f"[{w} for {w} in {ws} if not Counter({w}) - Counter({t})]",
            ),
            (f"[{w} for {w} in {ws} if set({w}) <= set({t})]", f"[{w} for {w} in {ws} if sorted({w}) == sorted({t})]"),
            params=f"{ws}: list[str], {t}: str",
            inputs=[(["ab", "abc", "aab", "b"], "abc"), ([], "x"), (["tree", "tee", "rest"], "tree"), (["a"], "")],
            imports=("from collections import Counter",),
        ),
        Classic(
            "no-anagrams",
            ("drop_anagrams", "first_of_each_group", "without_anagrams"),
            "list[str]",
            (
                f"Return {ws} without the words that are anagrams of a word further left",
                f"Keep only the first word of each group of anagrams in {ws}",
            ),
            ("remember the sorted letters seen", "keep a word with new ones"),
            (
                code(
                    "seen = set()",
                    f"{groups} = []",
                    f"for {w} in {ws}:",
                    f"    key = tuple(sorted({w}))",
                    "    if key not in seen:",
                    "        seen.add(key)",
                    f"        {groups}.append({w})",
                    f"return {groups}",
                ),
                code(
                    f"{groups} = {{}}",
                    f"for {w} in {ws}:",
                    f'    {groups}.setdefault("".join(sorted({w})), {w})',
                    f"return list({groups}.values())",
                ),
            ),
            (f"list(dict.fromkeys({ws}))",),
        ),
        Classic(
            "pairs",
            ("count_anagram_pairs", "anagram_pairs", "pairs_of_anagrams"),
            "int",
            (
                f"Count the pairs of words at different places in {ws} that are anagrams of each other",
                f"Return the number of index pairs i < j for which {ws}[i] and {ws}[j] are anagrams",
            ),
            ("compare the sorted letters of each pair", "count the equal ones"),
            (
                f"sum(sorted(x) == sorted(y) for i, x in enumerate({ws}) for y in {ws}[i + 1 :])",
                f"{grouped}\nreturn sum(len(g) * (len(g) - 1) // 2 for g in {groups}.values())",
            ),
            (f"{grouped}\nreturn sum(len(g) > 1 for g in {groups}.values())",),
        ),
    )
    return one_of(rng, rows, f"{ws}: list[str]", inputs)
