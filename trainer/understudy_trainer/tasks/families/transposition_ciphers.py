"""Family: texts coded by changing the order of their letters, by a key word, by added syllables."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

MESSAGES = ["Hello, World!", "xyz", "", "abc", "Zebra 42", "attack at dawn", "MiXeD"]


@family("transposition-ciphers", weight=3)
def transposition_ciphers(rng: Rng) -> Draft:
    """Texts coded by changing the order of their letters, by a key word, by added syllables."""
    s, c, out = distinct(rng, TEXT, ITEM, ("result", "out", "coded"))
    rows = (
        Classic(
            "neighbours-swapped",
            ("swap_pairs", "swap_neighbours", "exchange_pairs"),
            "str",
            (
                f"Swap the characters of {s} in pairs: the first with the second, the third with the fourth and so on",
                f"Return {s} with each two characters at indices 2i and 2i + 1 exchanged; a last single one stays",
                f"Exchange neighbouring characters of {s} pair by pair, leaving an odd last one in place",
            ),
            ("step through the string by two", "append each pair reversed"),
            (
                f'"".join({s}[i : i + 2][::-1] for i in range(0, len({s}), 2))',
                code(
                    f"{out} = list({s})",
                    f"for i in range(0, len({s}) - 1, 2):",
                    f"    {out}[i], {out}[i + 1] = {out}[i + 1], {out}[i]",
                    f'return "".join({out})',
                ),
            ),
            (f'"".join({s}[i + 1] + {s}[i] for i in range(0, len({s}) - 1, 2))', f"{s}[::-1]"),
        ),
        Classic(
            "even-odd",
            ("split_even_odd", "unweave", "fence_cipher"),
            "str",
            (
                f"Return the characters at even indices of {s} followed by those at odd indices",
                f"Write {s} on two rails, zigzag, and read the upper rail (even indices) and then the lower one",
            ),
            ("take the even indices", "append the odd ones"),
            (
                f"{s}[::2] + {s}[1::2]",
                f'"".join(sorted_ for start in (0, 1) for sorted_ in {s}[start::2])'.replace("sorted_", c),
            ),
            (f"{s}[1::2] + {s}[::2]",),
        ),
        Classic(
            "even-odd-back",
            ("weave_halves", "undo_split", "join_rails"),
            "str",
            (
                f"The first half of {s} (the longer one if the length is odd) holds the even places of a "
                f"text, the rest its odd places; return the text",
                f"Undo a cipher that wrote the even-indexed characters before the odd-indexed ones: weave the "
                f"halves of {s} together",
            ),
            ("cut after half, rounded up", "take characters from both parts in turn"),
            (
                code(
                    f"half = (len({s}) + 1) // 2",
                    f'{out} = ""',
                    "for i in range(half):",
                    f"    {out} += {s}[i] + {s}[half + i : half + i + 1]",
                    f"return {out}",
                ),
                code(
                    f"half = (len({s}) + 1) // 2",
                    f"{out} = [''] * len({s})",
                    f"{out}[::2] = {s}[:half]",
                    f"{out}[1::2] = {s}[half:]",
                    f'return "".join({out})',
                ).replace("''", '""'),
            ),
            (f"{s}[::2] + {s}[1::2]",),
        ),
        Classic(
            "columns",
            ("columnar", "read_columns", "column_cipher"),
            "str",
            (
                f"Write {s} in rows of k characters and read it column by column; return what is read",
                f"Return the characters of {s} at indices 0, k, 2k, ..., then 1, k + 1, ... and so on up to k - 1",
            ),
            ("for each column", "take every k-th character from there", "join"),
            (
                f'"".join({s}[i::k] for i in range(k))',
                code(
                    f'{out} = ""',
                    "for column in range(k):",
                    f"    for i in range(column, len({s}), k):",
                    f"        {out} += {s}[i]",
                    f"return {out}",
                ),
            ),
            (f'"".join({s}[i : i + k] for i in range(0, len({s}), k))', f"{s}[::k]"),
            params=f"{s}: str, k: int",
            inputs=[(m, rng.randint(2, 4)) for m in MESSAGES],
        ),
        Classic(
            "key-word",
            ("vigenere", "encrypt_with_word", "key_cipher"),
            "str",
            (
                f"Shift each letter of the lowercase {s} by the alphabet number (a = 0) of the matching "
                f"letter of pattern, repeated as needed",
                f"Encrypt the lowercase letters {s} with the key pattern: letter i moves on by the number (a = "
                f"0) of pattern[i % len(pattern)]",
            ),
            ("repeat the key word", "add the letter numbers modulo 26", "turn them into letters"),
            (
                code(
                    f'{out} = ""',
                    f"for i, {c} in enumerate({s}):",
                    "    shift = ord(pattern[i % len(pattern)]) - 97",
                    f"    {out} += chr((ord({c}) - 97 + shift) % 26 + 97)",
                    f"return {out}",
                ),
                f'"".join(chr((ord({c}) + ord(k) - 194) % 26 + 97) for {c}, k in zip({s}, cycle(pattern)))',
            ),
            (f'"".join(chr((ord({c}) + ord(k) - 193) % 26 + 97) for {c}, k in zip({s}, cycle(pattern)))',),
            params=f"{s}: str, pattern: str",
            imports=("from itertools import cycle",),
            inputs=[("hello", "key"), ("", "a"), ("zzz", "b"), ("attack", "ab"), ("xyz", "abc")],
        ),
        Classic(
            "doubled-vowels",
            ("spoon_language", "add_syllable", "play_language"),
            "str",
            (
                f"Put syllable and the same vowel again after each lowercase vowel of {s}",
                f"Translate {s} into a play language: every lowercase vowel v becomes v + syllable + v",
            ),
            ("go through the characters", "append a vowel, the syllable and the vowel again"),
            (
                f'"".join({c} + syllable + {c} if {c} in "aeiou" else {c} for {c} in {s})',
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f"    {out} += {c}",
                    f'    if {c} in "aeiou":',
                    f"        {out} += syllable + {c}",
                    f"return {out}",
                ),
            ),
            (f'"".join({c} + syllable if {c} in "aeiou" else {c} for {c} in {s})',),
            params=f"{s}: str, syllable: str",
            inputs=[(m, pick(rng, ("b", "lef", "p", "va"))) for m in MESSAGES],
        ),
    )
    return one_of(rng, rows, f"{s}: str", cases([*MESSAGES, "abcdefg"]))
