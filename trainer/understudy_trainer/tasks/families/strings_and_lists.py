"""Family: strings to lists and back: columns, characters, digits, pairs."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("strings-and-lists", weight=3)
def strings_and_lists(rng: Rng) -> Draft:
    """Strings to lists and back: columns, characters, digits, pairs."""
    s, _k = distinct(rng, TEXT, ("k", "n", "count", "number"))
    plain = cases(["abcdef", "", "x", "hello", "a b", "1234567"])
    (chars,) = distinct(rng, ("chars", "letters", "characters", "symbols"))
    char_lists: list[tuple[object, ...]] = [
        (["a", "b", "c"],),
        ([],),
        (["x"],),
        (["1", " ", "2"],),
        (["n", "o", "o", "n"],),
    ]
    rows = (
        Classic(
            "columns",
            ("read_columns", "transpose_rows", "columns_of"),
            "list[str]",
            (
                "Return the columns of the equally long strings in rows, as strings from left to right",
                "Transpose a list rows of equally long strings: the i-th result holds their i-th characters",
            ),
            ("walk through all rows together", "join the characters of each column"),
            (
                '["".join(column) for column in zip(*rows)]',
                code(
                    "if not rows:",
                    "    return []",
                    'return ["".join(row[i] for row in rows) for i in range(len(rows[0]))]',
                ),
            ),
            ("[row[::-1] for row in rows]", '["".join(column) for column in zip(*rows)][::-1]'),
            params="rows: list[str]",
            inputs=[(["abc", "def"],), ([],), (["x"],), (["12", "34", "56"],), (["", ""],), (["no"],)],
        ),
        Classic(
            "to-chars",
            ("to_chars", "chars_of", "explode"),
            "list[str]",
            (
                f"Return the characters of {s} as a list, without spaces",
                f"List all characters of {s} one by one, leaving out the spaces",
            ),
            ("go through the characters", "skip spaces"),
            (f'[c for c in {s} if c != " "]', f'list({s}.replace(" ", ""))'),
            (f"list({s})", f"{s}.split()"),
            inputs=cases(["ab c", "", " x ", "hello", "a  b"]),
        ),
        Classic(
            "from-chars",
            ("join_chars", "from_chars", "spell_out"),
            "str",
            (
                f"Join the list {chars} of characters into one string, last character first",
                f"Build a string from the characters in {chars} in reverse order",
            ),
            ("reverse the list", "join it"),
            (
                f'"".join(reversed({chars}))',
                f'"".join({chars}[::-1])',
                code('result = ""', f"for c in {chars}:", "    result = c + result", "return result"),
            ),
            (f'"".join({chars})',),
            params=f"{chars}: list[str]",
            inputs=char_lists,
        ),
        Classic(
            "digits-to-list",
            ("digit_list", "to_digits", "digits_of"),
            "list[int]",
            (
                f"Turn {s}, a string of digits, into the list of these digits as ints",
                f"Return the digits of the string {s} as a list of integers",
            ),
            ("turn each character into an int",),
            (f"[int(c) for c in {s}]", f"list(map(int, {s}))"),
            (f"list({s})", f"[int({s})]"),
            inputs=cases(["123", "", "0", "9070", "55"]),
        ),
        Classic(
            "digits-from-list",
            ("digits_to_text", "join_digits", "number_text"),
            "str",
            (
                "Join the digits in numbers into one string",
                "Write the ints in numbers one after the other as a string without separators",
            ),
            ("turn each number into text", "join"),
            ('"".join(map(str, numbers))', '"".join(str(n) for n in numbers)'),
            ('" ".join(map(str, numbers))', '"".join(map(str, sorted(numbers)))'),
            params="numbers: list[int]",
            inputs=[([1, 2, 3],), ([],), ([0],), ([9, 0, 7],), ([12, 5],)],
        ),
        Classic(
            "thousands",
            ("group_digits", "with_separators", "thousands"),
            "str",
            (
                f"Put sep between groups of three digits in the digit string {s}, counted from the right",
                f"Return {s}, which holds digits only, with sep after every three digits from the right, "
                f"never at the start",
            ),
            ("cut groups of three from the right", "join with sep"),
            (
                code(
                    "groups = []",
                    f"while {s}:",
                    f"    groups.insert(0, {s}[-3:])",
                    f"    {s} = {s}[:-3]",
                    "return sep.join(groups)",
                ),
                f'"".join(c if i == 0 or (len({s}) - i) % 3 else sep + c for i, c in enumerate({s}))',
            ),
            (f"sep.join({s}[i : i + 3] for i in range(0, len({s}), 3))",),
            params=f"{s}: str, sep: str",
            inputs=[("1234567", ","), ("123", "."), ("", ","), ("12", "'"), ("1000", " "), ("123456", "_")],
        ),
        Classic(
            "pairs",
            ("char_pairs", "neighbour_pairs", "bigrams"),
            "list[str]",
            (
                f"Return all pairs of neighbouring characters in {s} as a list of two-character strings",
                f"List the strings of length 2 that {s} contains, from left to right",
            ),
            ("pair each character with the next", "join both"),
            (f"[a + b for a, b in zip({s}, {s}[1:])]", f"[{s}[i : i + 2] for i in range(len({s}) - 1)]"),
            (f"[{s}[i : i + 2] for i in range(0, len({s}), 2)]",),
        ),
        Classic(
            "indexed",
            ("with_indices", "number_chars", "indexed_chars"),
            "list[str]",
            (
                f"Return a list with every character of {s} preceded by its index and a colon, such as '0:a'",
                f"Write each character of {s} as 'index:character' and return these strings as a list",
            ),
            ("enumerate the characters", "format each"),
            (
                f'[f"{{i}}:{{c}}" for i, c in enumerate({s})]',
                code(
                    "result = []",
                    f"for i in range(len({s})):",
                    f'    result.append(str(i) + ":" + {s}[i])',
                    "return result",
                ),
            ),
            (f'[f"{{i}}:{{c}}" for i, c in enumerate({s}, 1)]',),
        ),
    )
    return one_of(rng, rows, f"{s}: str", plain)
