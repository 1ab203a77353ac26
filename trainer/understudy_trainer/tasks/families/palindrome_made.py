"""Family: how far a string is from a palindrome, and palindromes made from it."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases, low_texts, samples
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("palindrome-made", weight=3)
def palindrome_made(rng: Rng) -> Draft:
    """How far a string is from a palindrome, and palindromes made from it."""
    s, c, t = distinct(rng, TEXT, ITEM, ("t", "rest", "cleaned", "rev"))
    inputs = cases([*low_texts(rng, "abca", "abcb", "carrace", "aabb"), "level", "ab", "abcda"])
    rows = (
        Classic(
            "rearranged",
            ("can_form_palindrome", "is_palindrome_permutation", "rearranges_to_palindrome"),
            "bool",
            (
                f"Check whether the characters of {s} can be rearranged into a palindrome",
                f"Return True if some ordering of the characters of {s} reads the same both ways",
                f"Tell whether at most one character occurs an odd number of times in {s}",
            ),
            ("count each character", "allow at most one odd count"),
            (
                f"sum({s}.count({c}) % 2 for {c} in set({s})) <= 1",
                code(
                    "odd = set()",
                    f"for {c} in {s}:",
                    f"    if {c} in odd:",
                    f"        odd.remove({c})",
                    "    else:",
                    f"        odd.add({c})",
                    "return len(odd) <= 1",
                ),
            ),
            (f"all({s}.count({c}) % 2 == 0 for {c} in {s})", f"{s} == {s}[::-1]"),
        ),
        Classic(
            "drop-one",
            ("almost_palindrome", "palindrome_without_one", "can_drop_one"),
            "bool",
            (
                f"Check whether {s} is a palindrome or becomes one by deleting a single character",
                f"Return True if removing at most one character from {s} leaves a palindrome",
                f"Tell whether {s} reads the same both ways after leaving out no more than one character",
            ),
            ("accept a palindrome", "try leaving out each character", "compare with the reverse"),
            (
                code(
                    f"if {s} == {s}[::-1]:",
                    "    return True",
                    f"for i in range(len({s})):",
                    f"    {t} = {s}[:i] + {s}[i + 1 :]",
                    f"    if {t} == {t}[::-1]:",
                    "        return True",
                    "return False",
                ),
                code(
                    f"left, right = 0, len({s}) - 1",
                    "while left < right:",
                    f"    if {s}[left] != {s}[right]:",
                    f"        one, two = {s}[left:right], {s}[left + 1 : right + 1]",
                    "        return one == one[::-1] or two == two[::-1]",
                    "    left, right = left + 1, right - 1",
                    "return True",
                ),
            ),
            (f"{s} == {s}[::-1]", f"{s}[1:] == {s}[1:][::-1] or {s}[:-1] == {s}[:-1][::-1]"),
            told=(
                f"A careless typist may have added one character to the palindrome {s}. Return True if {s} is "
                f"a palindrome "
                "or if leaving out one character, anywhere, makes it one.",
            ),
        ),
        Classic(
            "even-mirror",
            ("mirror", "make_even_palindrome", "with_mirror_image"),
            "str",
            (
                f"Return {s} followed by its reverse, without repeating the last character in the middle",
                f"Mirror {s} at its last character: 'abc' becomes 'abcba'",
                f"Make an odd-length palindrome out of {s} by appending all but its last character in reverse",
            ),
            ("reverse all but the last character", "append it"),
            (f"{s} + {s}[:-1][::-1]", f"{s} + {s}[-2::-1] if len({s}) > 1 else {s}"),
            (f"{s} + {s}[::-1]", f"{s} + {s}[1:][::-1]"),
        ),
        Classic(
            "built",
            ("build_palindrome", "palindrome_from_letters", "arrange_palindrome"),
            "str | None",
            (
                f"Arrange all characters of {s} into the alphabetically first palindrome, or return None if "
                f"that is impossible",
                f"Return the smallest palindrome that uses every character of {s}, None if there is none",
                f"Build the alphabetically smallest palindrome from the characters of {s}; None if no "
                f"palindrome exists",
            ),
            (
                "find the characters with odd counts",
                "return None if there are several",
                "put half of each in order around the middle",
            ),
            (
                code(
                    f"odd = [{c} for {c} in set({s}) if {s}.count({c}) % 2]",
                    "if len(odd) > 1:",
                    "    return None",
                    f'half = "".join({c} * ({s}.count({c}) // 2) for {c} in sorted(set({s})))',
                    'return half + "".join(odd) + half[::-1]',
                ),
                code(
                    'half, middle = "", ""',
                    f"for {c} in sorted(set({s})):",
                    f"    half += {c} * ({s}.count({c}) // 2)",
                    f"    if {s}.count({c}) % 2:",
                    f"        middle += {c}",
                    "return half + middle + half[::-1] if len(middle) < 2 else None",
                ),
            ),
            (f'return "".join(sorted({s})) if {s} else None',),
            inputs=cases(["aabb", "abc", "", "x", "civic", "bbaac", "aab", "xxyyzz"]),
        ),
        Classic(
            "centre",
            ("palindrome_around", "palindrome_at", "grow_palindrome"),
            "str",
            (
                f"Return the longest palindrome of odd length in {s} that is centred at index i",
                f"Grow outwards from index i of {s} while both sides match; return that palindrome",
                f"Find the longest odd-length palindromic substring of {s} whose middle is {s}[i]",
            ),
            ("start at the centre", "widen by one while both ends are inside and equal", "return the slice"),
            (
                code(
                    "k = 0",
                    f"while i - k > 0 and i + k + 1 < len({s}) and {s}[i - k - 1] == {s}[i + k + 1]:",
                    "    k += 1",
                    f"return {s}[i - k : i + k + 1]",
                ),
                code(
                    "left = right = i",
                    f"while left > 0 and right < len({s}) - 1 and {s}[left - 1] == {s}[right + 1]:",
                    "    left -= 1",
                    "    right += 1",
                    f"return {s}[left : right + 1]",
                ),
            ),
            (f"return {s}[i - 1 : i + 2] if {s}[i - 1] == {s}[(i + 1) % len({s})] else {s}[i]",),
            params=f"{s if s != 'i' else 's'}: str, i: int",
            inputs=[("abcba", 2), ("abcba", 0), ("xabay", 2), ("aaaa", 1), ("z", 0), ("racecars", 3), ("abc", 1)],
        ),
        Classic(
            "next-closest-word",
            ("palindromes_in_sentence", "palindromic_words", "find_palindromes"),
            "list[str]",
            (
                f"Return the words of {s} that are palindromes, ignoring case, as they are written and in order",
                f"List all words in the sentence {s} that read the same backwards when case is ignored",
                f"Split {s} into words and keep those that are palindromes whatever their case",
            ),
            ("split into words", "keep a word whose lowercase form equals its reverse"),
            (
                f"[w for w in {s}.split() if w.lower() == w.lower()[::-1]]",
                code(
                    "found = []",
                    f"for w in {s}.split():",
                    f"    {t} = w.lower()",
                    f"    if {t} == {t}[::-1]:",
                    "        found.append(w)",
                    "return found",
                ),
            ),
            (f"[w for w in {s}.split() if w == w[::-1]]",),
            inputs=cases(["Anna saw a radar", "", "no Noon", *samples(rng, "I did it", empty=False), "Level up Bob"]),
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
