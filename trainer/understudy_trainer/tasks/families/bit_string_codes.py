"""Family: strings of bits checked, added, shifted, used as flags, and texts written in binary or hexadecimal."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

BITS = ("bits", "s", "binary", "b", "text", "code", "flags", "mask")


@family("bit-string-codes", weight=3)
def bit_string_codes(rng: Rng) -> Draft:
    """Strings of bits checked, added, shifted, used as flags, and texts written in binary or hexadecimal."""
    (s,) = distinct(rng, BITS)
    inputs = cases(["1010", "", "1", "0", "0111", "110100", "1111", "000"])
    full = [x for x in inputs if x != ("",)]
    with_k = [(str(x[0]), k) for x, k in zip(full, (1, 0, 2, 1, 3, 2, 5), strict=True)]
    k = pick(rng, ("k", "n", "i") if s != "n" else ("k",))
    value = f"int({s}, 2)"
    rows = (
        Classic(
            "parity-check",
            ("parity_ok", "check_parity", "has_even_parity"),
            "bool",
            (
                f"Check whether the number of ones in {s} is even",
                f"Return True if {s} has even parity, that is an even number of '1'",
            ),
            ("count the ones", "test that the count is even"),
            (
                f'{s}.count("1") % 2 == 0',
                code("even = True", f"for c in {s}:", '    if c == "1":', "        even = not even", "return even"),
            ),
            (f"len({s}) % 2 == 0",),
        ),
        Classic(
            "valid",
            ("is_binary", "is_bit_string", "only_bits"),
            "bool",
            (
                f"Check whether {s} is non-empty and consists of '0' and '1' only",
                f"Return True if {s} is a binary number: at least one character and nothing but zeros and ones",
            ),
            ("make sure it is not empty", "test each character"),
            (f'{s} != "" and set({s}) <= {{"0", "1"}}', f'len({s}) > 0 and all(c in "01" for c in {s})'),
            (f'all(c in "01" for c in {s})', f"{s}.isdigit()"),
            inputs=[*inputs, ("102",), ("0b1",), (" 1",)],
        ),
        Classic(
            "increment",
            ("increment", "add_one", "next_binary"),
            "str",
            (
                f"Add 1 to the binary number {s} and return it with at least as many digits as {s}",
                f"Return the binary number after {s}, leading zeros kept; it is one digit longer only on overflow",
            ),
            ("turn it into a number", "add 1", "write it in binary with the old width"),
            (f'format({value} + 1, "b").zfill(len({s}))', f'bin({value} + 1)[2:].rjust(len({s}), "0")'),
            (f'format({value} + 1, "b")',),
            inputs=full,
        ),
        Classic(
            "add",
            ("add_binary", "sum_of_binaries", "binary_sum"),
            "str",
            (
                f"Return the sum of the binary numbers {s} and other as a binary string without leading zeros",
                f"Add two numbers given as non-empty bit strings {s} and other; write the sum in binary",
            ),
            ("turn both into numbers", "add", "write the sum in binary"),
            (
                f'format({value} + int(other, 2), "b")',
                code(
                    "result, carry = [], 0",
                    f"i, j = len({s}) - 1, len(other) - 1",
                    "while i >= 0 or j >= 0 or carry:",
                    f'    total = carry + (i >= 0 and {s}[i] == "1") + (j >= 0 and other[j] == "1")',
                    "    result.append(str(total % 2))",
                    "    carry = total // 2",
                    "    i, j = i - 1, j - 1",
                    'return "".join(reversed(result)).lstrip("0") or "0"',
                ),
            ),
            (f"str(int({s}) + int(other))", f'format({value} | int(other, 2), "b")'),
            params=f"{s}: str, other: str",
            inputs=[("1010", "11"), ("0", "0"), ("1", "1"), ("111", "1"), ("0010", "0001"), ("1101", "1011")],
        ),
        Classic(
            "width",
            ("to_bits", "binary_of_width", "fixed_binary"),
            "str",
            (
                "Write the non-negative number in binary with at least width digits, filled up with zeros on the left",
                "Return the binary digits of number as a string of length width or longer, padded with leading zeros",
            ),
            ("write the number in binary", "fill up with zeros"),
            ('format(number, "b").zfill(width)', 'bin(number)[2:].rjust(width, "0")', 'f"{number:0{width}b}"'),
            ('format(number, "b")', 'format(number, "b").ljust(width, "0")'),
            params="number: int, width: int",
            inputs=[(5, 8), (0, 3), (0, 0), (9, 2), (255, 8), (1, 4)],
        ),
        Classic(
            "positions",
            ("set_positions", "indices_of_ones", "where_set"),
            "list[int]",
            (
                f"Return the indices, from the left, at which {s} has a '1'",
                f"List the positions of all ones in the bit string {s}",
            ),
            ("enumerate the bits", "keep the index of each '1'"),
            (f'[i for i, c in enumerate({s}) if c == "1"]', f'[i for i in range(len({s})) if {s}[i] != "0"]'),
            (f'[i for i, c in enumerate({s}) if c == "0"]', f'[i for i, c in enumerate({s}, 1) if c == "1"]'),
        ),
        Classic(
            "flags",
            ("enabled_names", "selected", "pick_by_mask"),
            "list[str]",
            (
                f"Return the strings in names at those places where {s} has a '1'",
                f"Select from names the entries whose bit in {s} (same index) is set",
            ),
            ("walk through names and bits together", "keep those with '1'"),
            (
                f'[name for name, bit in zip(names, {s}) if bit == "1"]',
                code(
                    "chosen = []",
                    f"for i, bit in enumerate({s}):",
                    '    if bit == "1":',
                    "        chosen.append(names[i])",
                    "return chosen",
                ),
            ),
            (f'[name for name, bit in zip(names, {s}) if bit == "0"]',),
            params=f"{s}: str, names: list[str]",
            inputs=[
                ("101", ["a", "b", "c"]),
                ("", []),
                ("00", ["x", "y"]),
                ("1", ["only"]),
                ("0110", ["n", "e", "s", "w"]),
            ],
        ),
        Classic(
            "rotate",
            ("rotate_bits", "rotate_left", "cycle_bits"),
            "str",
            (
                f"Rotate the non-empty bit string {s} left by {k} places; bits leaving on the left come back "
                f"on the right",
                f"Return {s}, which is not empty, shifted cyclically to the left by {k}",
            ),
            ("reduce the shift by the length", "swap both parts"),
            (
                code(f"{k} %= len({s})", f"return {s}[{k}:] + {s}[:{k}]"),
                f'"".join({s}[(j + {k}) % len({s})] for j in range(len({s})))',
            ),
            (f'{s}[{k}:] + "0" * {k}', f"{s}[-{k}:] + {s}[:-{k}]"),
            params=f"{s}: str, {k}: int",
            inputs=with_k,
        ),
        Classic(
            "shift",
            ("shift_left", "shift_bits", "logical_shift"),
            "str",
            (
                f"Shift the bit string {s} left by {k} places, filling with zeros and keeping its length",
                f"Return {s} without its first {k} bits but with as many zeros appended, so that the length "
                f"stays the same",
            ),
            (f"drop the first {k} bits", "fill up with zeros"),
            (f'{s}[{k}:].ljust(len({s}), "0")', f'({s} + "0" * {k})[-len({s}) :]'),
            (f'{s}[{k}:] + "0" * {k}', f"{s}[{k}:] + {s}[:{k}]"),
            params=f"{s}: str, {k}: int",
            inputs=with_k,
        ),
        Classic(
            "bytes",
            ("split_bytes", "decode_bytes", "bits_to_text"),
            "str",
            (
                f"Decode {s}, a string of 8-bit character codes in binary without gaps, into text",
                f"Cut {s} into groups of 8 bits, read each as a character code and join the characters",
            ),
            ("cut into groups of eight bits", "turn each into a character", "join"),
            (
                f'"".join(chr(int({s}[i : i + 8], 2)) for i in range(0, len({s}), 8))',
                code(
                    'decoded = ""',
                    f"while {s}:",
                    f"    decoded += chr(int({s}[:8], 2))",
                    f"    {s} = {s}[8:]",
                    "return decoded",
                ),
            ),
            (f'"".join(str(int({s}[i : i + 8], 2)) for i in range(0, len({s}), 8))',),
            inputs=cases(["0100100001101001", "", "01000001", "001100010011001000110011"]),
        ),
        Classic(
            "encode-text",
            ("decodedto_bits", "encode_bits", "to_binary"),
            "str",
            (
                f"Write each character of {s} as its code in 8 binary digits and join them without gaps",
                f"Encode {s} as a bit string, 8 bits per character with leading zeros",
            ),
            ("write each code with eight bits", "join"),
            (f'"".join(format(ord(c), "08b") for c in {s})', f'"".join(bin(ord(c))[2:].zfill(8) for c in {s})'),
            (f'"".join(bin(ord(c))[2:] for c in {s})',),
            inputs=cases(["Hi", "", "A", "a1", "~"]),
        ),
        Classic(
            "encode-spaced",
            ("codes_in_binary", "spaced_binary", "binary_words"),
            "str",
            (
                f"Write the code of each character of {s} in binary without leading zeros, separated by spaces",
                f"Return the binary character codes of {s} joined with spaces (no padding)",
            ),
            ("write each code in binary", "join with spaces"),
            (f'" ".join(format(ord(c), "b") for c in {s})', f'" ".join(bin(ord(c))[2:] for c in {s})'),
            (f'"".join(format(ord(c), "b") for c in {s})',),
            inputs=cases(["Hi", "", "A", "a1", "~"]),
        ),
        Classic(
            "hex",
            ("to_hex_codes", "hex_dump", "encode_hex"),
            "str",
            (
                f"Write the code of each character of {s} as two lowercase hexadecimal digits, without gaps",
                f"Encode the ASCII text {s} in hexadecimal, two digits per character",
            ),
            ("write each code with two hexadecimal digits", "join"),
            (f'"".join(f"{{ord(c):02x}}" for c in {s})', f"{s}.encode().hex()"),
            (f'"".join(hex(ord(c)) for c in {s})', f'"".join(f"{{ord(c):02X}}" for c in {s})'),
            inputs=cases(["Hi", "", "~z", "a\tb", "JoKe"]),
        ),
        Classic(
            "unhex",
            ("from_hex_codes", "decode_hex", "hex_to_text"),
            "str",
            (
                f"Decode {s}, in which every two hexadecimal digits are the code of an ASCII character, into text",
                f"Turn pairs of hexadecimal digits in {s} into characters and join them",
            ),
            ("cut into pairs of digits", "turn each into a character", "join"),
            (f'"".join(chr(int({s}[i : i + 2], 16)) for i in range(0, len({s}), 2))', f"bytes.fromhex({s}).decode()"),
            (f'"".join(chr(int({s}[i : i + 2])) for i in range(0, len({s}), 2))',),
            inputs=cases(["4869", "", "7e7A", "31", "6120 62".replace(" ", "")]),
        ),
    )
    return one_of(rng, rows, f"{s}: str", inputs)
