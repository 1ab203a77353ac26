"""Family: characters and numbers turned into each other: from codes, neighbours' distances, next letters, hashes."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases, low_texts
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("codes-used", weight=3)
def codes_used(rng: Rng) -> Draft:
    """Characters and numbers turned into each other: from codes, neighbours' distances, next letters, hashes."""
    s, c, k = distinct(rng, TEXT, ITEM, ("k", "n", "step", "shift"))
    (codes,) = distinct(rng, ("codes", "numbers", "values", "points", "nums"))
    number_lists: list[tuple[object, ...]] = [([72, 105],), ([],), ([97],), ([65, 98, 33],), ([49, 50, 51],)]
    alphabet_lists: list[tuple[object, ...]] = [([8, 9],), ([],), ([1],), ([26, 1, 13],), ([3, 1, 20],)]
    inputs = cases([*low_texts(rng, "ace", "zebra", "aab"), "Az", "abcd", "x1 y", "dcba"])
    rows = (
        Classic(
            "from-codes",
            ("from_codes", "decode_points", "codes_to_text"),
            "str",
            (
                f"Return the string whose characters have the codes in {codes}",
                f"Turn each number in {codes} into the character with that code and join them",
                f"Decode the list of code points {codes} into a string",
            ),
            ("turn each code into a character", "join them"),
            (
                f'"".join(map(chr, {codes}))',
                code('result = ""', f"for n in {codes}:", "    result += chr(n)", "return result"),
            ),
            (f'"".join(map(str, {codes}))',),
            params=f"{codes}: list[int]",
            inputs=number_lists,
            chinese=(f"把 {codes} 中的字符编码转换成字符串",),
        ),
        Classic(
            "from-alphabet",
            ("numbers_to_letters", "letters_from_numbers", "spell_numbers"),
            "str",
            (
                f"Return the lowercase word whose letters have the alphabet numbers in {codes} (1 for a, 26 for z)",
                f"Turn each number from 1 to 26 in {codes} into a lowercase letter, 1 being 'a', and join them",
            ),
            ("turn each number into a letter", "join them"),
            (
                f'"".join(chr(n + 96) for n in {codes})',
                f'"".join("abcdefghijklmnopqrstuvwxyz"[n - 1] for n in {codes})',
            ),
            (f'"".join(chr(n + 97) for n in {codes})',),
            params=f"{codes}: list[int]",
            inputs=alphabet_lists,
        ),
        Classic(
            "distances",
            ("code_differences", "letter_steps", "neighbour_distances"),
            "list[int]",
            (
                f"Return the differences of the codes of neighbouring characters in {s}, each character minus "
                f"the one before",
                f"List how far the character code changes from each character of {s} to the next",
            ),
            ("pair each character with the next", "subtract the codes"),
            (
                f"[ord(b) - ord(a) for a, b in zip({s}, {s}[1:])]",
                f"[ord({s}[i]) - ord({s}[i - 1]) for i in range(1, len({s}))]",
            ),
            (f"[ord(a) - ord(b) for a, b in zip({s}, {s}[1:])]",),
        ),
        Classic(
            "walk",
            ("typing_distance", "total_distance", "alphabet_walk"),
            "int",
            (
                f"Return the sum of the absolute differences of the codes of neighbouring characters in {s}",
                f"Add up how far apart each two neighbouring characters of {s} are in code, sign ignored",
            ),
            ("pair each character with the next", "add the absolute differences"),
            (
                f"sum(abs(ord(b) - ord(a)) for a, b in zip({s}, {s}[1:]))",
                code(
                    "total = 0",
                    f"for i in range(1, len({s})):",
                    f"    total += abs(ord({s}[i]) - ord({s}[i - 1]))",
                    "return total",
                ),
            ),
            (f"sum(ord(b) - ord(a) for a, b in zip({s}, {s}[1:]))",),
        ),
        Classic(
            "consecutive",
            ("is_consecutive", "letters_in_sequence", "is_alphabet_run"),
            "bool",
            (
                f"Check whether each character of {s} has the code of the one before plus 1",
                f"Return True if the characters of {s} are consecutive, as in 'abcd'",
                f"Tell whether {s} is a run of directly following characters such as 'xyz' or '345'",
            ),
            ("pair each character with the next", "check that the codes differ by 1"),
            (
                f"all(ord(b) - ord(a) == 1 for a, b in zip({s}, {s}[1:]))",
                code(
                    f"for i in range(1, len({s})):",
                    f"    if ord({s}[i]) != ord({s}[i - 1]) + 1:",
                    "        return False",
                    "return True",
                ),
            ),
            (f"list({s}) == sorted({s})", f"all(abs(ord(b) - ord(a)) == 1 for a, b in zip({s}, {s}[1:]))"),
            ("Return True for fewer than two characters",),
        ),
        Classic(
            "missing",
            ("missing_letter", "skipped_letter", "find_gap"),
            "str | None",
            (
                f"Return the letter missing in {s}, where exactly one letter of an otherwise consecutive run "
                f"may be left out; None if none is",
                f"Find the letter left out of {s}, a run of consecutive letters that lacks at most one inner "
                f"letter; None if it is complete",
            ),
            (
                "compare each character with the one before",
                "return the one in between if two codes are skipped",
                "return None otherwise",
            ),
            (
                code(
                    f"for a, b in zip({s}, {s}[1:]):",
                    "    if ord(b) - ord(a) > 1:",
                    "        return chr(ord(a) + 1)",
                    "return None",
                ),
                code(
                    f"for i in range(1, len({s})):",
                    f"    if ord({s}[i]) != ord({s}[i - 1]) + 1:",
                    f"        return chr(ord({s}[i]) - 1)",
                    "return None",
                ),
            ),
            (
                code(
                    f"for a, b in zip({s}, {s}[1:]):",
                    "    if ord(b) - ord(a) > 1:",
                    "        return a",
                    "return None",
                ),
            ),
            inputs=cases(["abd", "xyz", "ac", "ABCDF", "mnpq", "", "r"]),
        ),
        Classic(
            "hash",
            ("rolling_hash", "polynomial_hash", "hash_text"),
            "int",
            (
                f"Compute a hash of {s}: start with 0 and for each character multiply by {k} and add its "
                f"code, modulo size",
                f"Return the polynomial hash of {s} with base {k} modulo size, the first character being the "
                f"most significant",
            ),
            ("start with 0", f"multiply by {k} and add the code for each character", "reduce modulo size"),
            (
                code(
                    "hashed = 0", f"for {c} in {s}:", f"    hashed = (hashed * {k} + ord({c})) % size", "return hashed"
                ),
                f"sum(ord({c}) * {k} ** i for i, {c} in enumerate(reversed({s}))) % size",
            ),
            (f"sum(ord({c}) * {k} ** i for i, {c} in enumerate({s})) % size",),
            params=f"{s}: str, {k}: int, size: int",
            inputs=[("abc", 31, 1000), ("", 7, 10), ("ab", 2, 97), ("Hello", 31, 1009), ("ba", 2, 97)],
        ),
        Classic(
            "closest",
            ("closest_char", "nearest_letter", "nearest_char"),
            "str",
            (
                f"Return the character of the non-empty {s} whose code is nearest to that of target, the "
                f"first on a tie",
                f"Find which character of {s} lies closest to target by character code; the leftmost wins a "
                f"tie ({s} is not empty)",
            ),
            ("compare the distances of the codes", "take the smallest"),
            (
                f"min({s}, key=lambda {c}: abs(ord({c}) - ord(target)))",
                code(
                    f"best = {s}[0]",
                    f"for {c} in {s}:",
                    f"    if abs(ord({c}) - ord(target)) < abs(ord(best) - ord(target)):",
                    f"        best = {c}",
                    "return best",
                ),
            ),
            (f"max({s}, key=lambda {c}: abs(ord({c}) - ord(target)))",),
            params=f"{s}: str, target: str",
            inputs=[("aez", "d"), ("xyz", "a"), ("ac", "b"), ("q", "a"), ("A9z", "Z"), ("ca", "b")],
        ),
        Classic(
            "letter-range",
            ("letter_range", "letters_between", "alphabet_part"),
            "str",
            (
                "Return all characters from first to last, both included, as a string",
                "Build the string of consecutive characters that starts with first and ends with last",
                "Join the characters whose codes lie between those of first and last (inclusive)",
            ),
            ("go through the codes from first to last", "turn each into a character and join"),
            (
                '"".join(chr(n) for n in range(ord(first), ord(last) + 1))',
                code(
                    'result = ""',
                    "while first <= last:",
                    "    result += first",
                    "    first = chr(ord(first) + 1)",
                    "return result",
                ),
            ),
            ('"".join(chr(n) for n in range(ord(first), ord(last)))',),
            ("Return an empty string if first comes after last",),
            params="first: str, last: str",
            inputs=[("a", "e"), ("x", "x"), ("b", "a"), ("0", "9"), ("W", "Z")],
        ),
        Classic(
            "next-letters",
            ("next_letters", "following_letters", "successors"),
            "str",
            (
                f"Return the {k} lowercase letters that follow letter in the alphabet, going on with 'a' after 'z'",
                f"List as a string the next {k} letters after the lowercase letter, wrapping around behind 'z'",
            ),
            ("step on from the letter", "wrap modulo 26", f"join {k} letters"),
            (
                f'"".join(chr((ord(letter) - 97 + i) % 26 + 97) for i in range(1, {k} + 1))',
                code(
                    'result = ""',
                    f"for _ in range({k}):",
                    '    letter = "a" if letter == "z" else chr(ord(letter) + 1)',
                    "    result += letter",
                    "return result",
                ),
            ),
            (f'"".join(chr((ord(letter) - 97 + i) % 26 + 97) for i in range({k}))',),
            params=f"letter: str, {k}: int",
            inputs=[("a", 3), ("y", 3), ("z", 1), ("m", 0), ("x", 5)],
        ),
        Classic(
            "xor",
            ("xor_codes", "xor_of_text", "code_parity"),
            "int",
            (
                f"Combine the codes of all characters of {s} with exclusive or",
                f"Return the bitwise xor of the character codes of {s}, 0 for an empty string",
            ),
            ("start with 0", "xor in each code"),
            (
                code("result = 0", f"for {c} in {s}:", f"    result ^= ord({c})", "return result"),
                f"reduce(lambda value, {c}: value ^ ord({c}), {s}, 0)",
            ),
            (f"sum(ord({c}) for {c} in {s})",),
            imports=("from functools import reduce",),
        ),
        Classic(
            "compare-sums",
            ("heavier_word", "compare_scores", "larger_sum"),
            "str",
            (
                "Return whichever of first and second has the larger sum of character codes, first on a tie",
                "Compare first and second by the sum of their character codes and return the one with more "
                "(first if equal)",
            ),
            ("add the codes of both", "return the one with the larger sum"),
            (
                "first if sum(map(ord, first)) >= sum(map(ord, second)) else second",
                "max(first, second, key=lambda text: sum(map(ord, text)))",
            ),
            ("max(first, second)", "first if sum(map(ord, first)) > sum(map(ord, second)) else second"),
            params="first: str, second: str",
            inputs=[("abc", "z"), ("a", "b"), ("ab", "ba"), ("", "x"), ("zz", "yyy"), ("Big", "big")],
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
