"""Family: something about all the bits of one non-negative integer."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.bit_tricks import bit_numbers
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

WHOLE: dict[str, tuple[str, str, str, str, str]] = {
    "parity": (
        "int",
        (
            "Return 1 if $n has an odd number of one bits and 0 otherwise\n"
            "Compute the parity bit of $n: the number of its ones modulo 2\n"
            "Return 0 or 1 so that it and the one bits of $n make an even count"
        ),
        'bin($n).count("1") % 2',
        "parity = 0\nwhile $n:\n    parity ^= $n & 1\n    $n >>= 1\nreturn parity",
        "$n % 2",
    ),
    "zeros": (
        "int",
        (
            "Count the zeros in the binary form of $n without leading zeros\n"
            "Return how many 0 digits $n has when written in binary\n"
            "Find the number of zero bits below the highest one bit of $n; 0 itself has one zero"
        ),
        'bin($n)[2:].count("0")',
        ("if $n == 0:\n    return 1\nzeros = 0\nwhile $n:\n    zeros += 1 - ($n & 1)\n    $n >>= 1\nreturn zeros"),
        'bin($n).count("0")',
    ),
    "trailing": (
        "int",
        (
            "Count the zeros at the end of the binary form of $n, 0 for 0\n"
            "Return how many times the positive number $n can be halved without remainder; 0 for 0\n"
            "Find the index of the lowest one bit of $n; return 0 if $n is 0"
        ),
        "if $n == 0:\n    return 0\nreturn ($n & -$n).bit_length() - 1",
        "found = 0\nwhile $n and $n % 2 == 0:\n    $n //= 2\n    found += 1\nreturn found",
        'return bin($n).count("0") - 1',
    ),
    "highest": (
        "int",
        (
            "Return the largest power of two not greater than $n, 0 for 0\n"
            "Keep only the highest one bit of $n and return the number\n"
            "Find the value of the most significant bit of $n, 0 if $n is 0"
        ),
        "1 << $n.bit_length() - 1 if $n else 0",
        "if $n == 0:\n    return 0\npower = 1\nwhile power * 2 <= $n:\n    power *= 2\nreturn power",
        "1 << $n.bit_length()",
    ),
    "lowest": (
        "int",
        (
            "Return the value of the lowest one bit of $n, 0 for 0\n"
            "Keep only the rightmost 1 of the binary form of $n and return the number\n"
            "Find the largest power of two that divides $n; 0 if $n is 0"
        ),
        "$n & -$n",
        "if $n == 0:\n    return 0\nbit = 1\nwhile not $n & bit:\n    bit <<= 1\nreturn bit",
        "$n & 1",
    ),
    "next-power": (
        "int",
        (
            "Return the smallest power of two that is at least $n\n"
            "Round $n up to a power of two; 0 and 1 give 1\nFind the first power of two not below $n"
        ),
        "power = 1\nwhile power < $n:\n    power *= 2\nreturn power",
        "return 1 << max(0, $n - 1).bit_length()",
        "1 << $n.bit_length()",
    ),
    "is-power": (
        "bool",
        (
            "Check whether exactly one bit of $n is set\nReturn True if $n is a power of two\n"
            "Tell whether $n has exactly one 1 in binary, using bit operations"
        ),
        "$n > 0 and $n & ($n - 1) == 0",
        'return bin($n).count("1") == 1',
        "$n % 2 == 0\n---\n$n & ($n - 1) == 0",
    ),
    "reverse": (
        "int",
        (
            "Reverse the order of the binary digits of $n and return the number\n"
            "Return the number whose binary form is that of $n read backwards\n"
            "Write $n in binary, turn the digits around and convert them back"
        ),
        "int(bin($n)[:1:-1], 2)",
        "$out = 0\nwhile $n:\n    $out = $out << 1 | $n & 1\n    $n >>= 1\nreturn $out",
        "int(str($n)[::-1])",
    ),
    "reverse-byte": (
        "int",
        (
            "Reverse the 8 bits of the byte $n\n"
            "Return the number whose eight bits are those of $n (0 to 255) in reverse order\n"
            "Mirror $n, seen as 8 bits: bit 0 becomes bit 7 and so on"
        ),
        'int(format($n, "08b")[::-1], 2)',
        "$out = 0\nfor i in range(8):\n    $out = $out << 1 | $n >> i & 1\nreturn $out",
        "int(bin($n)[:1:-1], 2)",
    ),
    "complement": (
        "int",
        (
            "Flip every binary digit of $n up to its highest one bit; 0 gives 1\n"
            "Return the number that has 0 for every 1 of $n in binary and 1 for every 0, without leading "
            "zeros; 1 for 0\nInvert the bits of $n within its own length; return 1 if $n is 0"
        ),
        "if $n == 0:\n    return 1\nreturn $n ^ (1 << $n.bit_length()) - 1",
        'swap = {"0": "1", "1": "0"}\nreturn int("".join(swap[d] for d in bin($n)[2:]), 2)',
        "return ~$n",
    ),
    "gray": (
        "int",
        (
            "Return the Gray code of $n: $n xor its half, rounded down\nConvert $n to its Gray code number\n"
            "Compute number $n of the binary reflected Gray code, counting from 0"
        ),
        "$n ^ $n >> 1",
        "return $n ^ $n // 2",
        "$n ^ $n << 1",
    ),
    "from-gray": (
        "int",
        (
            "Return the number whose Gray code, x xor half of x, is $n\n"
            "Decode the Gray code $n to the ordinary number\n"
            "Undo the Gray code: find x with x ^ (x >> 1) equal to $n"
        ),
        "$out = 0\nwhile $n:\n    $out ^= $n\n    $n >>= 1\nreturn $out",
        "shift = $n >> 1\nwhile shift:\n    $n ^= shift\n    shift >>= 1\nreturn $n",
        "return $n ^ $n >> 1",
    ),
    "longest-ones": (
        "int",
        (
            "Return the length of the longest run of ones in the binary form of $n\n"
            "Find the most 1 bits of $n that stand side by side\n"
            "Count the ones in the longest block of consecutive set bits of $n"
        ),
        'max(map(len, bin($n)[2:].split("0")))',
        (
            "best = run = 0\nwhile $n:\n    run = run + 1 if $n & 1 else 0\n    best = max(best, run)\n"
            "    $n >>= 1\nreturn best"
        ),
        'bin($n).count("1")',
    ),
    "gap": (
        "int",
        (
            "Return the length of the longest run of zeros between two ones in the binary form of $n\n"
            "Find the widest gap of zero bits enclosed by ones in $n; 0 if there is none\n"
            "Compute the largest number of 0s in a row that have a 1 on both sides in binary $n"
        ),
        'max(map(len, bin($n)[2:].strip("0").split("1")))',
        'digits = bin($n)[2:].rstrip("0")\nreturn max(len(part) for part in digits.split("1"))',
        'max(map(len, bin($n)[2:].split("1")))',
    ),
    "alternating": (
        "bool",
        (
            "Check whether no two neighbouring binary digits of $n are equal\n"
            "Return True if the binary form of $n alternates between 0 and 1\n"
            "Tell whether ones and zeros take turns in $n written in binary"
        ),
        'digits = bin($n)[2:]\nreturn "00" not in digits and "11" not in digits',
        (
            "last = $n & 1\n$n >>= 1\nwhile $n:\n    if $n & 1 == last:\n        return False\n"
            "    last = $n & 1\n    $n >>= 1\nreturn True"
        ),
        'return "11" not in bin($n)',
    ),
    "palindrome": (
        "bool",
        (
            "Check whether the binary form of $n reads the same in both directions\n"
            "Return True if $n written in binary, without leading zeros, is a palindrome\n"
            "Tell whether the bits of $n are symmetric"
        ),
        "digits = bin($n)[2:]\nreturn digits == digits[::-1]",
        'digits = format($n, "b")\nreturn all(a == b for a, b in zip(digits, reversed(digits)))',
        "return str($n) == str($n)[::-1]",
    ),
    "indices": (
        "list[int]",
        (
            "List the positions of the one bits of $n in ascending order, 0 being the lowest bit\n"
            "Return the exponents of the powers of two that add up to $n, ascending\n"
            "Find which bits of $n are set, from the lowest (0) upwards"
        ),
        "[i for i in range($n.bit_length()) if $n >> i & 1]",
        ("$out, i = [], 0\nwhile $n:\n    if $n & 1:\n        $out.append(i)\n    $n >>= 1\n    i += 1\nreturn $out"),
        '[i for i, d in enumerate(bin($n)[2:]) if d == "1"]',
    ),
    "powers": (
        "list[int]",
        (
            "Split $n into the distinct powers of two it is the sum of, largest first\n"
            "Return the powers of two that add up to $n in descending order, each used once\n"
            "List the values of the set bits of $n from high to low"
        ),
        "[1 << i for i in range($n.bit_length() - 1, -1, -1) if $n >> i & 1]",
        "$out = []\nwhile $n:\n    $out.insert(0, $n & -$n)\n    $n &= $n - 1\nreturn $out",
        "[1 << i for i in range($n.bit_length()) if $n >> i & 1]",
    ),
    "swap-pairs": (
        "int",
        (
            "Swap every two neighbouring bits of $n: bit 0 with bit 1, bit 2 with bit 3 and so on\n"
            "Return $n with its even and odd bits exchanged (0 with 1, 2 with 3, ...)\n"
            "Exchange each pair of adjacent bits of the number $n below 2 ** 16"
        ),
        "($n & 0x5555) << 1 | ($n & 0xAAAA) >> 1",
        (
            "$out = 0\nfor i in range(0, 16, 2):\n    pair = $n >> i & 3\n"
            "    $out |= (pair >> 1 | (pair & 1) << 1) << i\nreturn $out"
        ),
        "$n << 1 | $n >> 1",
    ),
    "nibbles": (
        "int",
        (
            "Swap the two halves (4 bits each) of the byte $n\n"
            "Return the byte $n with its upper and lower four bits exchanged\n"
            "Exchange the high and the low nibble of $n, a number from 0 to 255"
        ),
        "($n & 15) << 4 | $n >> 4",
        "high, low = divmod($n, 16)\nreturn low * 16 + high",
        "$n << 4 | $n >> 4",
    ),
}


@family("bits-of-a-number", weight=4)
def bits_of_a_number(rng: Rng) -> Draft:
    """Something about all the bits of one non-negative integer."""
    key = pick(rng, list(WHOLE))
    returns, said, body, other, wrong = WHOLE[key]
    name, byte = key.replace("-", "_"), key in ("reverse-byte", "nibbles")
    plain = other if "return" in other else f"return {other}"
    short = body if "return" in body else f"return {body}"
    bodies = [short, plain] if rng.random() < 0.6 else [plain, short]
    entry = spec(
        names=f"{name} {name}_bits bit_{name} bits_{name} binary_{name}",
        params="$n: int",
        returns=returns,
        said=said,
        intro="Computers store a number as a row of bits. You are given a non-negative integer $n.",
        plan="take the bits from the lowest up; work out the answer bit by bit"
        if "while" in bodies[0]
        else "write the number in binary or mask it; work out the answer from that",
        solutions="\n---\n".join(bodies),
        wrong=wrong,
        notes=pick(rng, ("Assume that $n is not negative", "")),
        inputs=lambda r: [(n % 256,) for (n,) in bit_numbers(r)] if byte else bit_numbers(r),
    )
    return written(rng, key, entry)
