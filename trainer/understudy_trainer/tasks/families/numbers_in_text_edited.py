"""Family: digits and numbers inside a text changed, moved, spelled, padded; the rest kept."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

NUMBERED = ["a1b22c", "Room 12, Floor 3", "", "no digits", "2024-05-17", "7", "x9y9z10", "00 1", "-5 and 8"]


@family("numbers-in-text-edited", weight=3)
def numbers_in_text_edited(rng: Rng) -> Draft:
    """Digits and numbers inside a text changed, moved, spelled, padded; the rest kept."""
    s, c = distinct(rng, TEXT, ("c", "ch", "d", "x"))
    k = pick(rng, [n for n in ("k", "n", "step", "amount") if n != s])
    inputs = cases(NUMBERED)
    names = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    word_list = f"words = {list(names)!r}".replace("'", '"')
    rows = (
        Classic(
            "add",
            ("add_to_numbers", "increase_numbers", "shift_numbers"),
            "str",
            (
                f"Add {k} to every number (longest stretch of digits) in {s}, keeping the rest of the text",
                f"Return {s} with each number in it increased by {k}; digits side by side form one number",
            ),
            ("find each number", f"replace it by itself plus {k}"),
            (
                f'return re.sub(r"\\d+", lambda m: str(int(m.group()) + {k}), {s})',
                code(
                    f'parts = re.split(r"(\\d+)", {s})',
                    f'return "".join(str(int(p) + {k}) if p.isdigit() else p for p in parts)',
                ),
            ),
            (f'return re.sub(r"\\d", lambda m: str(int(m.group()) + {k}), {s})',),
            params=f"{s}: str, {k}: int",
            inputs=[(t, rng.randint(1, 20)) for t in NUMBERED],
            imports=("import re",),
        ),
        Classic(
            "double",
            ("double_numbers", "multiply_numbers", "scale_numbers"),
            "str",
            (
                f"Multiply every number (longest stretch of digits) in {s} by 2, keeping the rest of the text",
                f"Double each number that is written in {s} and return the changed text",
            ),
            ("find each number", "replace it by twice its value"),
            (
                f'return re.sub(r"\\d+", lambda m: str(int(m.group()) * 2), {s})',
                code(
                    f'parts = re.split(r"(\\d+)", {s})',
                    'return "".join(str(int(p) * 2) if p.isdigit() else p for p in parts)',
                ),
            ),
            (f'return re.sub(r"\\d+", lambda m: m.group() * 2, {s})',),
            imports=("import re",),
        ),
        Classic(
            "pad",
            ("pad_numbers", "zero_pad_numbers", "align_numbers"),
            "str",
            (
                f"Fill every number in {s} (longest stretch of digits) with leading zeros to at least {k} digits",
                f"Return {s} with each number zero-padded to width {k}",
            ),
            ("find each number", f"fill it with zeros to {k} digits"),
            (
                f'return re.sub(r"\\d+", lambda m: m.group().zfill({k}), {s})',
                code(
                    f'parts = re.split(r"(\\d+)", {s})',
                    f'return "".join(p.zfill({k}) if p.isdigit() else p for p in parts)',
                ),
            ),
            (f'return re.sub(r"\\d", lambda m: m.group().zfill({k}), {s})',),
            params=f"{s}: str, {k}: int",
            inputs=[(t, rng.randint(2, 4)) for t in NUMBERED],
            imports=("import re",),
        ),
        Classic(
            "spell",
            ("spell_digits", "digits_to_words", "say_digits"),
            "str",
            (
                f"Replace every digit in {s} by its English name (zero to nine)",
                f"Return {s} with each single digit spelled out in English, without added spaces",
            ),
            ("list the names of the digits", "replace each digit by its name"),
            (
                code(word_list, f'return "".join(words[int({c})] if {c}.isdigit() else {c} for {c} in {s})'),
                code(
                    word_list,
                    "for digit, name in enumerate(words):",
                    f"    {s} = {s}.replace(str(digit), name)",
                    f"return {s}",
                ),
            ),
            (code(word_list, f'return "".join(words[int({c}) - 1] if {c}.isdigit() else {c} for {c} in {s})'),),
        ),
        Classic(
            "next-digit",
            ("increment_digits", "bump_digits", "next_digits"),
            "str",
            (
                f"Replace each digit of {s} by the next one, 9 by 0",
                f"Return {s} with every digit increased by 1, where 9 becomes 0; other characters stay",
            ),
            ("go through the characters", "increase a digit modulo 10", "keep the rest"),
            (
                f'"".join(str((int({c}) + 1) % 10) if {c}.isdigit() else {c} for {c} in {s})',
                f'{s}.translate(str.maketrans("0123456789", "1234567890"))',
            ),
            (f'"".join(str(int({c}) + 1) if {c}.isdigit() else {c} for {c} in {s})',),
        ),
        Classic(
            "complement",
            ("complement_digits", "nines_complement", "mirror_digits"),
            "str",
            (
                f"Replace each digit d of {s} by 9 - d and keep everything else",
                f"Return {s} with every digit swapped for its difference to 9",
            ),
            ("go through the characters", "subtract a digit from 9", "keep the rest"),
            (
                f'"".join(str(9 - int({c})) if {c}.isdigit() else {c} for {c} in {s})',
                f'{s}.translate(str.maketrans("0123456789", "9876543210"))',
            ),
            (f'"".join(str(10 - int({c})) if {c}.isdigit() else {c} for {c} in {s})',),
        ),
        Classic(
            "count-up",
            ("increment_suffix", "next_name", "bump_version"),
            "str",
            (
                f"Increase the number at the end of {s} by 1; append 1 if {s} does not end with a digit",
                f"Return the name that follows {s}: its trailing number plus one (leading zeros are lost), or "
                f"{s} + '1' without one",
            ),
            ("split off the trailing digits", "add 1 to them", "put both together"),
            (
                code(f'stem = {s}.rstrip("0123456789")', f"return stem + str(int({s}[len(stem) :] or 0) + 1)"),
                code(
                    f"i = len({s})",
                    f"while i > 0 and {s}[i - 1].isdigit():",
                    "    i -= 1",
                    f"number = int({s}[i:]) + 1 if i < len({s}) else 1",
                    f"return {s}[:i] + str(number)",
                ),
            ),
            (f'return {s}[:-1] + str(int({s}[-1]) + 1) if {s}[-1:].isdigit() else {s} + "1"',),
            inputs=[*inputs, ("file9",), ("v1.19",), ("a",)],
        ),
        Classic(
            "split-off",
            ("split_number", "name_and_number", "separate_suffix"),
            "tuple[str, int]",
            (
                f"Split {s} into the part before its trailing digits and the number they form, 0 if there are none",
                f"Return a tuple of {s} without the digits at its end and the int these digits make (0 without digits)",
            ),
            ("strip the trailing digits", "turn them into a number"),
            (
                code(f'stem = {s}.rstrip("0123456789")', f"return stem, int({s}[len(stem) :] or 0)"),
                code(
                    f"i = len({s})",
                    f"while i > 0 and {s}[i - 1].isdigit():",
                    "    i -= 1",
                    f"return {s}[:i], int({s}[i:]) if {s}[i:] else 0",
                ),
            ),
            (code(f"return {s}[:-1], int({s}[-1]) if {s}[-1:].isdigit() else 0"),),
        ),
        Classic(
            "first-number",
            ("first_number", "leading_number", "find_number"),
            "int | None",
            (
                f"Return the first number (longest stretch of digits) in {s} as an int, None if there is none",
                f"Find the number that comes first in {s}; return None if {s} has no digits",
            ),
            ("search for digits", "turn them into a number"),
            (
                code(f'match = re.search(r"\\d+", {s})', "return int(match.group()) if match else None"),
                code(
                    'current = ""',
                    f"for {c} in {s}:",
                    f"    if {c}.isdigit():",
                    f"        current += {c}",
                    "    elif current:",
                    "        break",
                    "return int(current) if current else None",
                ),
            ),
            (
                code(f'match = re.search(r"\\d", {s})', "return int(match.group()) if match else None"),
                f'return int("".join({c} for {c} in {s} if {c}.isdigit()) or 0)',
            ),
            imports=("import re",),
        ),
        Classic(
            "signed",
            ("signed_numbers", "extract_integers", "numbers_with_sign"),
            "list[int]",
            (
                f"Return all integers in {s} as a list; a '-' right before the digits makes one negative",
                f"Extract the integers written in {s}, with their minus sign if there is one directly in front",
            ),
            ("find digits with an optional minus", "turn each into a number"),
            (f'[int(n) for n in re.findall(r"-?\\d+", {s})]', f'list(map(int, re.findall(r"-?\\d+", {s})))'),
            (f'[int(n) for n in re.findall(r"\\d+", {s})]',),
            inputs=cases(["a-1b2", "-5 and 8", "", "3-4", "no", "temp: -12, 0, 7"]),
            imports=("import re",),
        ),
        Classic(
            "expand",
            ("expand_letters", "unpack_letters", "repeat_letters"),
            "str",
            (
                f"Expand {s}, in which each single digit says how often the character before it stands in "
                f"total ('a3b' becomes 'aaab')",
                f"Expand {s}: replace every character followed by one digit by that many copies of it",
            ),
            ("find each character with its digit", "repeat it", "keep the others"),
            (
                f'return re.sub(r"(\\D)(\\d)", lambda m: m[1] * int(m[2]), {s})',
                code(
                    'result = ""',
                    f"for {c} in {s}:",
                    f"    if {c}.isdigit():",
                    f"        result = result[:-1] + result[-1:] * int({c})",
                    "    else:",
                    f"        result += {c}",
                    "return result",
                ),
            ),
            (f'return re.sub(r"(\\D)(\\d)", lambda m: m[1] * (int(m[2]) + 1), {s})',),
            inputs=cases(["a3b", "x2y2", "", "abc", "z0k", "a1b2c3"]),
            imports=("import re",),
            notes=("No two digits stand side by side and none comes first",),
        ),
        Classic(
            "digit-first",
            ("digits_then_letters", "separate_digits", "digits_and_rest"),
            "tuple[list[int], str]",
            (
                f"Return the digits of {s} as a list of ints and the other characters as a string, both in order",
                f"Separate {s} into its digits (list of ints) and the text without them",
            ),
            ("collect the digits as ints", "join the other characters"),
            (
                f'[int({c}) for {c} in {s} if {c}.isdigit()], "".join({c} for {c} in {s} if not {c}.isdigit())',
                code(
                    "digits, rest = [], ''".replace("''", '""'),
                    f"for {c} in {s}:",
                    f"    if {c}.isdigit():",
                    f"        digits.append(int({c}))",
                    "    else:",
                    f"        rest += {c}",
                    "return digits, rest",
                ),
            ),
            (f"[int({c}) for {c} in {s} if {c}.isdigit()], {s}",),
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
