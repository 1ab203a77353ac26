"""Family: strings grown from a string or from letters and numbers."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

COUNTS: tuple[tuple[object, ...], ...] = ((5,), (1,), (0,), (3,), (12,), (4,))


@family("words-built", weight=3)
def words_built(rng: Rng) -> Draft:
    """Strings grown from a string or from letters and numbers: repeated by index, stretched, laddered, alternated."""
    s, n = distinct(rng, ("s", "text", "word", "string", "letters", "name"), ("n", "k", "count", "length", "size"))
    inputs: list[tuple[object, ...]] = [("abc",), ("",), ("x",), ("hello",), ("aB",), ("noon",)]
    pairs: list[tuple[object, ...]] = [("abc", 2), ("", 3), ("x", 0), ("hello", 1), ("aB", 3)]
    sized: list[tuple[object, ...]] = [(5,), (0,), (1,), (4,), (26,)]
    a, b = pick(rng, (("a", "b"), ("x", "y"), ("first", "second"), ("p", "q")))
    rows = (
        Classic(
            "by-index",
            ("stretch", "repeat_by_position", "grow"),
            "str",
            (
                f"Repeat each character of {s} as often as its position says: the first once, the second "
                f"twice and so on",
                f"Return {s} with the character at index i written i + 1 times",
            ),
            ("enumerate from 1", "repeat each character", "join"),
            (
                f'"".join(c * i for i, c in enumerate({s}, 1))',
                code('result = ""', f"for i in range(len({s})):", f"    result += {s}[i] * (i + 1)", "return result"),
            ),
            (f'"".join(c * i for i, c in enumerate({s}))',),
            inputs=inputs,
        ),
        Classic(
            "stutter",
            ("stretch_chars", "repeat_each", "stutter"),
            "str",
            (
                f"Write every character of {s} {n} times in a row",
                f"Return {s} with each character repeated {n} times",
                f"Stretch {s} by repeating each character {n} times",
            ),
            (f"repeat each character {n} times", "join"),
            (
                f'"".join(c * {n} for c in {s})',
                code('result = ""', f"for c in {s}:", f"    result += c * {n}", "return result"),
            ),
            (f"{s} * {n}",),
            params=f"{s}: str, {n}: int",
            inputs=pairs,
            chinese=(f"把 {s} 中的每个字符重复 {n} 次",),
        ),
        Classic(
            "ladder",
            ("ladder", "prefixes_joined", "text_ladder"),
            "str",
            (
                f"Join all prefixes of {s}, from the first character to the whole string, with spaces",
                f"Turn 'abc' into 'a ab abc': return the prefixes of {s} separated by spaces",
            ),
            ("take each prefix", "join with spaces"),
            (
                f'" ".join({s}[:i] for i in range(1, len({s}) + 1))',
                code(
                    "parts = []",
                    f"for i in range(len({s})):",
                    f"    parts.append({s}[: i + 1])",
                    'return " ".join(parts)',
                ),
            ),
            (f'" ".join({s}[:i] for i in range(len({s})))', f'"".join({s}[:i] for i in range(1, len({s}) + 1))'),
            inputs=inputs,
        ),
        Classic(
            "joined-copies",
            ("repeat_with", "copies_joined", "repeat_joined"),
            "str",
            (
                f"Write {s} {n} times with sep between the copies",
                f"Return {n} copies of {s} joined with sep; no sep at the end",
            ),
            (f"make a list of {n} copies", "join it"),
            (f"sep.join([{s}] * {n})", f"sep.join({s} for _ in range({n}))"),
            (f"({s} + sep) * {n}",),
            params=f"{s}: str, {n}: int, sep: str",
            inputs=[("ab", 3, "-"), ("x", 1, ","), ("no", 0, "-"), ("hey", 2, ", "), ("", 3, "+")],
        ),
        Classic(
            "alternating",
            ("alternating", "zebra_line", "alternate_chars"),
            "str",
            (
                f"Build a string of {n} characters that alternates between {a} and {b}, starting with {a}",
                f"Return {n} characters: {a}, {b}, {a}, {b} and so on",
            ),
            ("go through the places", f"put {a} at even and {b} at odd ones"),
            (f'"".join({a} if i % 2 == 0 else {b} for i in range({n}))', f"(({a} + {b}) * {n})[:{n}]"),
            (f'"".join({b} if i % 2 == 0 else {a} for i in range({n}))', f"({a} + {b}) * ({n} // 2)"),
            params=f"{a}: str, {b}: str, {n}: int",
            inputs=[("0", "1", 5), ("a", "b", 0), ("+", "-", 4), ("x", "o", 1), (" ", "#", 3)],
        ),
        Classic(
            "alphabet-start",
            ("first_letters", "alphabet_start", "letters_up_to"),
            "str",
            (
                f"Return the first {n} lowercase letters of the alphabet as a string ({n} is at most 26)",
                f"Build the string of the letters a, b, c, ... with length {n}, where {n} is between 0 and 26",
            ),
            ("go through the numbers", "turn each into a letter", "join"),
            (f'"".join(chr(97 + i) for i in range({n}))', f'"abcdefghijklmnopqrstuvwxyz"[:{n}]'),
            (f'"".join(chr(97 + i) for i in range({n} + 1))',),
            params=f"{n}: int",
            inputs=sized,
        ),
        Classic(
            "letter-count",
            ("letter_staircase", "letters_by_number", "growing_letters"),
            "str",
            (
                f"Return 'a' once, 'b' twice, 'c' three times and so on for the first {n} letters, as one string",
                f"Concatenate the first {n} lowercase letters, the i-th one repeated i times",
            ),
            ("go through the numbers from 1", "repeat each letter", "join"),
            (
                f'"".join(chr(96 + i) * i for i in range(1, {n} + 1))',
                code('result = ""', f"for i in range({n}):", "    result += chr(97 + i) * (i + 1)", "return result"),
            ),
            (f'"".join(chr(97 + i) * i for i in range({n}))',),
            params=f"{n}: int",
            inputs=[*sized[:4], (7,)],
        ),
        Classic(
            "mountain",
            ("mountain", "up_and_down", "number_mountain"),
            "str",
            (
                f"Write the numbers from 1 up to {n} and back down to 1 without separators (1 <= {n} <= 9)",
                f"Return a string that counts up to {n} and down again, as '12321' for 3; {n} is from 1 to 9",
            ),
            ("write the numbers up", "append them in reverse without the last"),
            (
                code(
                    f'up = "".join(str(i) for i in range(1, {n} + 1))', "return up + up[-2::-1] if len(up) > 1 else up"
                ),
                code(f"numbers = [*range(1, {n} + 1), *range({n} - 1, 0, -1)]", 'return "".join(map(str, numbers))'),
            ),
            (code(f'up = "".join(str(i) for i in range(1, {n} + 1))', "return up + up[::-1]"),),
            params=f"{n}: int",
            inputs=[(3,), (1,), (2,), (9,), (5,)],
        ),
        Classic(
            "replace-multiples",
            ("count_with_words", "spoken_count", "number_game"),
            "str",
            (
                f"Write the numbers from 1 to {n} separated by spaces, but word instead of each multiple of d",
                f"Count from 1 to {n} in one string with spaces, replacing the numbers divisible by d with word",
            ),
            ("go through the numbers", "take the word for a multiple", "join with spaces"),
            (
                f'" ".join(word if i % d == 0 else str(i) for i in range(1, {n} + 1))',
                code(
                    "parts = []",
                    f"for i in range(1, {n} + 1):",
                    "    parts.append(str(i) if i % d else word)",
                    'return " ".join(parts)',
                ),
            ),
            (
                f'" ".join(str(i) if i % d == 0 else word for i in range(1, {n} + 1))',
                f'" ".join(word if i % d == 0 else str(i) for i in range({n}))',
            ),
            params=f"{n}: int, d: int, word: str",
            inputs=[(5, 2, "hop"), (7, 3, "buzz"), (1, 2, "x"), (0, 3, "y"), (10, 5, "clap")],
        ),
        Classic(
            "digits-repeated",
            ("repeat_digits", "digits_by_value", "spell_digits"),
            "str",
            (
                f"Write every digit of {s} as often as its own value says (a 0 disappears)",
                f"Return a string in which each digit of {s} is repeated by its value",
            ),
            ("go through the digits", "repeat each by its value", "join"),
            (
                f'"".join(d * int(d) for d in {s})',
                code('result = ""', f"for d in {s}:", "    result += d * int(d)", "return result"),
            ),
            (f'"".join(d * (int(d) + 1) for d in {s})', f"{s} * 2"),
            inputs=[("312",), ("",), ("0",), ("1010",), ("22",)],
        ),
        Classic(
            "cut-and-repeat",
            ("growing_tail", "suffixes_joined", "shrinking_text"),
            "list[str]",
            (
                f"Return {s}, then {s} without its first character, and so on down to the last character, as a list",
                f"List what is left of {s} each time its first character is taken away, starting with {s} itself",
            ),
            ("take each suffix", "from the longest to the shortest"),
            (
                f"[{s}[i:] for i in range(len({s}))]",
                code("parts = []", f"while {s}:", f"    parts.append({s})", f"    {s} = {s}[1:]", "return parts"),
            ),
            (f"[{s}[:i] for i in range(len({s}), 0, -1)]",),
            inputs=inputs,
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
