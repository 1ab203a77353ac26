"""Family: one string of bits: flipped, counted, read, measured."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

BITS = ("bits", "s", "binary", "b", "text", "code", "flags", "mask")


@family("bit-string-classics", weight=3)
def bit_string_classics(rng: Rng) -> Draft:
    """One string of bits: flipped, counted, read, measured."""
    (s,) = distinct(rng, BITS)
    inputs = cases(["1010", "", "1", "0", "0111", "110100", "1111", "000"])
    full = [x for x in inputs if x != ("",)]
    with_k = [(str(x[0]), k) for x, k in zip(full, (1, 0, 2, 1, 3, 2, 5), strict=True)]
    k = pick(rng, ("k", "n", "i") if s != "n" else ("k",))
    rows = (
        Classic(
            "flip",
            ("flip_bits", "complement", "invert_bits", "toggle_all"),
            "str",
            (
                f"Flip every bit of {s}: '0' becomes '1' and '1' becomes '0'",
                f"Return the complement of the bit string {s}",
                f"Swap zeros and ones in the string {s}",
            ),
            ("exchange each bit", "join"),
            (f'"".join("1" if c == "0" else "0" for c in {s})', f'{s}.translate(str.maketrans("01", "10"))'),
            (f'{s}.replace("0", "1").replace("1", "0")', f"{s}[::-1]"),
            chinese=(f"把二进制字符串 {s} 的每一位取反",),
        ),
        Classic(
            "flip-at",
            ("flip_at", "toggle_bit", "flip_one"),
            "str",
            (
                f"Flip the bit at index {k} of {s} and return the new string; {s} is unchanged if there is no "
                f"such index",
                f"Return {s} with the bit at position {k} (from 0, from the left) inverted, or {s} itself if "
                f"{k} is too large",
            ),
            ("check the index", "join the parts around the flipped bit"),
            (
                code(
                    f"if {k} >= len({s}):",
                    f"    return {s}",
                    f'bit = "1" if {s}[{k}] == "0" else "0"',
                    f"return {s}[:{k}] + bit + {s}[{k} + 1 :]",
                ),
                f'"".join(str(1 - int(c)) if j == {k} else c for j, c in enumerate({s}))',
            ),
            (f'"".join(str(1 - int(c)) if j == {k} + 1 else c for j, c in enumerate({s}))',),
            params=f"{s}: str, {k}: int",
            inputs=with_k,
        ),
        Classic(
            "value",
            ("to_number", "binary_value", "read_bits"),
            "int",
            (
                f"Return the number that the bit string {s} stands for, 0 for an empty string",
                f"Read {s} as a binary number, the first bit being the highest; an empty string is 0",
                f"Convert the binary digits {s} to an int (0 if there are none)",
            ),
            ("start with 0", "double and add each bit"),
            (
                f"int({s}, 2) if {s} else 0",
                code("value = 0", f"for c in {s}:", "    value = value * 2 + int(c)", "return value"),
            ),
            (
                f'{s}.count("1")',
                code("value = 0", f"for c in reversed({s}):", "    value = value * 2 + int(c)", "return value"),
            ),
        ),
        Classic(
            "reverse-value",
            ("little_endian_value", "value_lowest_first", "read_backwards"),
            "int",
            (
                f"Return the number {s} stands for when its first bit is the lowest (bit i has the value 2 ** i)",
                f"Read the bit string {s} with the least significant bit first and return the number",
            ),
            ("add 2 ** i for each '1' at index i",),
            (f'sum(2**i for i, c in enumerate({s}) if c == "1")', f'int({s}[::-1] or "0", 2)'),
            (f"int({s} or '0', 2)".replace("'", '"'),),
        ),
        Classic(
            "ones",
            ("count_ones", "popcount", "set_bits"),
            "int",
            (f"Count the ones in the bit string {s}", f"Return how many bits of {s} are '1'"),
            ("count the ones",),
            (f'{s}.count("1")', f"sum(map(int, {s}))"),
            (f'{s}.count("0")', f"len({s})"),
        ),
        Classic(
            "zero-one-difference",
            ("ones_minus_zeros", "bit_balance", "balance"),
            "int",
            (
                f"Return the number of ones minus the number of zeros in {s}",
                f"Compute by how many the ones in {s} outnumber the zeros (negative if there are fewer)",
            ),
            ("count both", "subtract"),
            (f'{s}.count("1") - {s}.count("0")', f'sum(1 if c == "1" else -1 for c in {s})'),
            (f'abs({s}.count("1") - {s}.count("0"))',),
        ),
        Classic(
            "longest-ones",
            ("longest_ones", "longest_block_of_ones", "max_ones_run"),
            "int",
            (
                f"Return the length of the longest block of ones in {s}",
                f"Find how many ones stand in a row in {s} at most",
            ),
            ("split at the zeros", "take the longest part"),
            (
                f'max(map(len, {s}.split("0")))',
                code(
                    "best = current = 0",
                    f"for c in {s}:",
                    '    current = current + 1 if c == "1" else 0',
                    "    best = max(best, current)",
                    "return best",
                ),
            ),
            (f'{s}.count("1")', f'max(map(len, {s}.split("1")))'),
        ),
        Classic(
            "longest-gap",
            ("longest_gap", "widest_zero_gap", "inner_zeros"),
            "int",
            (
                f"Return the length of the longest block of zeros in {s} that has a one on both sides, 0 if "
                f"there is none",
                f"Find the widest gap of zeros between two ones in {s} (0 if there is none)",
            ),
            ("drop the zeros at both ends", "split at the ones", "take the longest part"),
            (
                f'max(map(len, {s}.strip("0").split("1")))',
                code(
                    "best, last = 0, -1",
                    f"for i, c in enumerate({s}):",
                    '    if c == "1":',
                    "        if last >= 0:",
                    "            best = max(best, i - last - 1)",
                    "        last = i",
                    "return best",
                ),
            ),
            (f'max(map(len, {s}.split("1")))',),
            inputs=[*inputs, ("1001",), ("00010",), ("110001000010",)],
        ),
        Classic(
            "changes",
            ("bit_changes", "count_transitions", "edges"),
            "int",
            (
                f"Count the places in {s} where a bit differs from the one before",
                f"Return how often neighbouring bits of {s} change from 0 to 1 or from 1 to 0",
            ),
            ("pair each bit with the next", "count the differing pairs"),
            (f"sum(x != y for x, y in zip({s}, {s}[1:]))", f'{s}.count("01") + {s}.count("10")'),
            (f'{s}.count("01")',),
        ),
        Classic(
            "parity",
            ("parity_bit", "add_parity", "with_even_parity"),
            "str",
            (
                f"Append a bit to {s} so that the number of ones becomes even",
                f"Return {s} followed by its even parity bit: '1' if {s} has an odd number of ones, else '0'",
            ),
            ("count the ones", "append the remainder modulo 2"),
            (f'{s} + str({s}.count("1") % 2)', f'return {s} + ("1" if {s}.count("1") % 2 else "0")'),
            (f'{s} + str(1 - {s}.count("1") % 2)',),
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
