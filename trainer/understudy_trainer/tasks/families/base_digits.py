"""Families of numbers written in other bases: as text, as digits, checked and combined."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, Option, fixed, written

NAMES = {"n": INTS, "b": "base b radix", "s": "s text digits bits", "r": "result out value total"}

BASES = (
    Entry(
        "to-text",
        "to_base number_in_base convert_to_base",
        "$n: int, $b: int",
        "str",
        """
        Return the non-negative integer $n written in base $b (2 to 10) as a string
        Convert $n to a string of digits in the number system with base $b, where $b is between 2 and 10
        Write $n in base $b; the base is at most 10 and "0" stands for 0
        """,
        "collect remainders by $b while $n is not 0; join them in reverse order",
        (
            """
            if $n == 0:
                return "0"
            digits = ""
            while $n > 0:
                digits = str($n % $b) + digits
                $n //= $b
            return digits
            """,
            "if $n < $b:\n    return str($n)\nreturn SELF($n // $b, $b) + str($n % $b)",
        ),
        ('digits = ""\nwhile $n > 0:\n    digits += str($n % $b)\n    $n //= $b\nreturn digits or "0"',),
        lambda r, _: ((0, 2), (10, 2), (255, 8), (7, 10), (r.randint(10, 500), r.randint(3, 9)), (8, 2)),
        notes=('Return "0" for 0',),
        chinese=("把非负整数 $n 转换为 $b 进制的字符串（2 到 10 进制）",),
    ),
    Entry(
        "to-text-36",
        "to_base encode_base in_base",
        "$n: int, $b: int",
        "str",
        """
        Return $n in base $b (2 to 36), using the digits 0-9 and then lowercase letters
        Convert the non-negative integer $n to base $b with letters a, b, c ... for digits above nine
        """,
        "collect the characters of the remainders while $n is not 0; reverse them",
        (
            """
            alphabet = string.digits + string.ascii_lowercase
            digits = ""
            while $n > 0:
                digits = alphabet[$n % $b] + digits
                $n //= $b
            return digits or "0"
            """,
            """
            alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"
            if $n < $b:
                return alphabet[$n]
            return SELF($n // $b, $b) + alphabet[$n % $b]
            """,
        ),
        ('digits = ""\nwhile $n > 0:\n    digits = str($n % $b) + digits\n    $n //= $b\nreturn digits or "0"',),
        lambda r, _: ((0, 2), (255, 16), (35, 36), (7, 10), (r.randint(10, 5000), r.randint(11, 30)), (44, 12)),
        imports=("import string",),
        notes=('Return "0" for 0',),
    ),
    Entry(
        "from-text",
        "from_base parse_in_base base_value",
        "$s: str, $b: int",
        "int",
        """
        Return the value of the digit string $s read in base $b (2 to 10), without int($s, $b)
        Interpret $s as a number written in base $b and compute its value digit by digit
        """,
        "start with 0; multiply by $b and add each digit",
        (
            "$r = 0\nfor c in $s:\n    $r = $r * $b + int(c)\nreturn $r",
            "sum(int(c) * $b**i for i, c in enumerate(reversed($s)))",
        ),
        ("sum(int(c) * $b**i for i, c in enumerate($s))",),
        fixed(("0", 2), ("1010", 2), ("377", 8), ("42", 5), ("100", 3), ("110", 2)),
    ),
    Entry(
        "digit-list",
        "base_digits digits_in_base",
        "$n: int, $b: int",
        "list[int]",
        """
        Return the digits of the non-negative integer $n in base $b as a list, most significant first
        List the base-$b digits of $n from left to right; 0 has the single digit 0
        """,
        "collect the remainders by $b; reverse the list",
        (
            "digits = [$n % $b]\nwhile $n >= $b:\n    $n //= $b\n    digits.append($n % $b)\nreturn digits[::-1]",
            "digits = []\nwhile $n >= $b:\n    digits.insert(0, $n % $b)\n    $n //= $b\nreturn [$n, *digits]",
        ),
        ("digits = []\nwhile $n:\n    digits.append($n % $b)\n    $n //= $b\nreturn digits",),
        lambda r, _: ((0, 2), (10, 2), (255, 16), (7, 10), (r.randint(10, 500), r.randint(3, 20)), (8, 2)),
    ),
    Entry(
        "digit-sum",
        "base_digit_sum digit_sum_in_base",
        "$n: int, $b: int",
        "int",
        """
        Return the sum of the digits that $n has in base $b
        Add up the base-$b digits of the non-negative integer $n
        Compute the digit sum of $n when it is written in base $b
        """,
        "add the remainder by $b and divide until nothing is left",
        (
            "$r = 0\nwhile $n:\n    $r += $n % $b\n    $n //= $b\nreturn $r",
            "return 0 if $n == 0 else $n % $b + SELF($n // $b, $b)",
        ),
        ("sum(int(d) for d in str($n))",),
        lambda r, _: ((0, 2), (10, 2), (255, 16), (7, 10), (r.randint(10, 500), r.randint(3, 20)), (26, 3)),
    ),
    Entry(
        "length",
        "digits_needed base_length count_digits",
        "$n: int, $b: int",
        "int",
        """
        Return how many digits $n has when written in base $b; 0 has one digit
        Count the digits of the non-negative integer $n in the number system with base $b
        """,
        "count how often $n can be divided by $b until it is below $b",
        (
            "$r = 1\nwhile $n >= $b:\n    $n //= $b\n    $r += 1\nreturn $r",
            "return 1 if $n < $b else 1 + SELF($n // $b, $b)",
        ),
        ("$r = 0\nwhile $n >= $b:\n    $n //= $b\n    $r += 1\nreturn $r", "len(str($n))"),
        lambda r, _: ((0, 2), (8, 2), (255, 16), (7, 10), (r.randint(10, 500), r.randint(3, 20)), (100, 10)),
    ),
    Entry(
        "palindrome",
        "is_palindrome_in_base symmetric_in_base",
        "$n: int, $b: int",
        "bool",
        """
        Check whether $n reads the same in both directions when written in base $b
        Return True if the base-$b digits of the non-negative integer $n form a palindrome
        """,
        "collect the digits in base $b; compare them with their reverse",
        (
            "digits = []\nwhile $n:\n    digits.append($n % $b)\n    $n //= $b\nreturn digits == digits[::-1]",
            """
            mirrored, rest = 0, $n
            while rest:
                mirrored = mirrored * $b + rest % $b
                rest //= $b
            return mirrored == $n
            """,
        ),
        ("str($n) == str($n)[::-1]",),
        fixed((0, 2), (5, 2), (6, 2), (33, 2), (121, 10), (10, 3), (11, 3), (44, 4)),
    ),
    Entry(
        "valid",
        "is_valid_in_base only_base_digits",
        "$s: str, $b: int",
        "bool",
        """
        Check whether the nonempty digit string $s is a valid number in base $b, so that all digits are below $b
        Return True if every digit of $s is smaller than $b
        """,
        "compare each digit with $b",
        ("all(int(c) < $b for c in $s)", "int(max($s)) < $b"),
        ("all(int(c) <= $b for c in $s)", "any(int(c) < $b for c in $s)"),
        fixed(("0", 2), ("1012", 2), ("377", 8), ("48", 8), ("99", 10), ("3", 3)),
    ),
)


@family("numbers-in-a-base", weight=2)
def numbers_in_a_base(rng: Rng) -> Draft:
    """A number written in a base that is a parameter."""
    return written(rng, BASES, NAMES)


SYSTEM: tuple[Option, ...] = (
    {"key": "binary", "system": "binary", "fmt": "b", "base": "2", "pre": "0b", "fn": "bin"},
    {"key": "hexadecimal", "system": "hexadecimal (lowercase)", "fmt": "x", "base": "16", "pre": "0x", "fn": "hex"},
    {"key": "octal", "system": "octal", "fmt": "o", "base": "8", "pre": "0o", "fn": "oct"},
)
TEXTS = (
    Entry(
        "plain",
        "to_$key as_$key ${key}_string",
        "$n: int",
        "str",
        """
        Return $n, which is not negative, as a $system string without prefix
        Convert the non-negative integer $n to $system notation, leaving out the prefix "$pre" of Python
        Write $n in the $system system as text, without any prefix
        """,
        "format $n in the system",
        ('format($n, "$fmt")', "$fn($n)[2:]"),
        ("$fn($n)",),
        fixed(0, 1, 10, 255, 64),
    ),
    Entry(
        "padded",
        "padded_$key fixed_width_$key ${key}_with_width",
        "$n: int, $w: int",
        "str",
        """
        Return $n as a $system string padded with leading zeros to at least $w characters
        Write the non-negative integer $n in $system, filled up with zeros on the left to width $w; no prefix
        """,
        "format $n in the system; fill with zeros to the width",
        ('format($n, "$fmt").zfill($w)', 'f"{$n:0{$w}$fmt}"', '$fn($n)[2:].rjust($w, "0")'),
        ('format($n, "$fmt").ljust($w, "0")', 'format($n, "$fmt")'),
        lambda r, _: ((0, 4), (5, 8), (255, 2), (r.randint(1, 200), 6), (64, 3), (10, 5)),
    ),
    Entry(
        "parse",
        "from_$key parse_$key ${key}_to_int",
        "$s: str",
        "int",
        """
        Return the integer that the $system string $s stands for
        Parse $s as a $system number
        Convert the $system text $s, which may start with "$pre", to an integer
        """,
        "convert with the base of the system",
        ("int($s, $base)", 'int($s.removeprefix("$pre"), $base)'),
        ("int($s, 10) if $s.isdigit() else 0",),
        fixed("0", "10", "101", "${pre}11", "111000"),
    ),
    Entry(
        "add",
        "add_$key sum_of_$key",
        "$s: str, $t: str",
        "str",
        """
        Add the two $system numbers $s and $t and return the sum as a $system string without prefix
        Given $s and $t as $system text, return their sum in the same notation, without "$pre" in front
        """,
        "convert both to integers; add them; format the sum in the system",
        ('format(int($s, $base) + int($t, $base), "$fmt")', "$fn(int($s, $base) + int($t, $base))[2:]"),
        ("str(int($s) + int($t))",),
        fixed(("0", "0"), ("1", "1"), ("101", "11"), ("111", "1"), ("1000", "10")),
    ),
)


@family("number-system-text", weight=2)
def number_system_text(rng: Rng) -> Draft:
    """Binary, octal and hexadecimal text."""
    option = SYSTEM[rng.randrange(len(SYSTEM))]
    entry = TEXTS[rng.randrange(len(TEXTS))]
    table = [entry]
    names = {"n": INTS, "w": "width w length size", "s": "s text a left first", "t": "t other b right second"}
    inputs = fixed("0", "10", "101", f"{option['pre']}11", "111000") if entry.key == "parse" else entry.inputs
    table = [Entry(entry.key, entry.names.replace("$key", option["key"]).replace("${key}", option["key"]), entry.params,
                   entry.returns, entry.said, entry.plan, entry.solutions, entry.wrong, inputs)]  # fmt: skip
    return written(rng, table, names, axes=((option,),))
