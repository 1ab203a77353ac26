"""Family: a function of one number or text that calls itself on a smaller one."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written


def _digits(rng: Rng) -> Inputs:
    return each([0, 7, 10, 305, 9999, rng.randint(10, 99), rng.randint(100, 99999), 4404])


NUMBERS: dict[str, tuple[str, str, str, str, str]] = {
    "digit-sum": (
        "int",
        "add up the digits of $n",
        "if $n < 10:\n    return $n\nreturn $n % 10 + SELF($n // 10)",
        "return sum(int(d) for d in str($n))",
        "return $n % 10 + $n // 10",
    ),
    "digit-count": (
        "int",
        "count the digits of $n",
        "if $n < 10:\n    return 1\nreturn 1 + SELF($n // 10)",
        "return len(str($n))",
        "if $n == 0:\n    return 0\nreturn 1 + SELF($n // 10)",
    ),
    "largest-digit": (
        "int",
        "find the largest digit of $n",
        "if $n < 10:\n    return $n\nreturn max($n % 10, SELF($n // 10))",
        "return max(int(d) for d in str($n))",
        "return $n % 10",
    ),
    "even-digits": (
        "int",
        "count the even digits of $n",
        "here = 1 if $n % 2 == 0 else 0\nif $n < 10:\n    return here\nreturn here + SELF($n // 10)",
        'return sum(d in "02468" for d in str($n))',
        "if $n == 0:\n    return 0\nreturn (1 - $n % 2) + SELF($n // 10)",
    ),
    "digit-product": (
        "int",
        "multiply the digits of $n",
        "if $n < 10:\n    return $n\nreturn $n % 10 * SELF($n // 10)",
        "product = 1\nfor d in str($n):\n    product *= int(d)\nreturn product",
        "if $n == 0:\n    return 1\nreturn ($n % 10 or 1) * SELF($n // 10)",
    ),
    "binary": (
        "str",
        "write $n in binary, without a prefix",
        "if $n < 2:\n    return str($n)\nreturn SELF($n // 2) + str($n % 2)",
        'return format($n, "b")',
        "if $n < 2:\n    return str($n)\nreturn str($n % 2) + SELF($n // 2)",
    ),
    "reverse": (
        "str",
        "return the digits of $n in reverse order as a string",
        "if $n < 10:\n    return str($n)\nreturn str($n % 10) + SELF($n // 10)",
        "return str($n)[::-1]",
        "return str($n)",
    ),
    "commas": (
        "str",
        "write $n with a comma between groups of three digits",
        'if $n < 1000:\n    return str($n)\nreturn f"{SELF($n // 1000)},{$n % 1000:03}"',
        'return f"{$n:,}"',
        'if $n < 1000:\n    return str($n)\nreturn f"{SELF($n // 1000)},{$n % 1000}"',
    ),
    "sum-to": (
        "int",
        "add up the integers from 1 to $n",
        "if $n == 0:\n    return 0\nreturn $n + SELF($n - 1)",
        "return $n * ($n + 1) // 2",
        "return $n * $n // 2",
    ),
    "halves": (
        "int",
        "count how often $n can be halved, rounding down, before it is 0",
        "if $n == 0:\n    return 0\nreturn 1 + SELF($n // 2)",
        "return $n.bit_length()",
        "if $n <= 1:\n    return 0\nreturn 1 + SELF($n // 2)",
    ),
    "root": (
        "int",
        "add the digits of $n until one digit is left",
        "if $n < 10:\n    return $n\nreturn SELF(sum(int(d) for d in str($n)))",
        "while $n > 9:\n    $n = sum(int(d) for d in str($n))\nreturn $n",
        "return sum(int(d) for d in str($n))",
    ),
    "no-zeros": (
        "int",
        "remove all the zeros from the digits of $n; 0 stays 0",
        ("if $n < 10:\n    return $n\nrest = SELF($n // 10)\nreturn rest * 10 + $n % 10 if $n % 10 else rest"),
        'return int(str($n).replace("0", "") or 0)',
        'return int(str($n).rstrip("0") or 0)',
    ),
}


TEXTS: dict[str, tuple[str, str, str, str, str]] = {
    "reverse": (
        "str",
        "return $s backwards",
        'if not $s:\n    return ""\nreturn SELF($s[1:]) + $s[0]',
        "return $s[::-1]",
        "return $s",
    ),
    "palindrome": (
        "bool",
        "tell whether $s reads the same backwards",
        "if len($s) < 2:\n    return True\nreturn $s[0] == $s[-1] and SELF($s[1:-1])",
        "return $s == $s[::-1]",
        "return $s[:1] == $s[-1:]",
    ),
    "count-char": (
        "int",
        "count how often $c occurs in $s",
        "if not $s:\n    return 0\nreturn ($s[0] == $c) + SELF($s[1:], $c)",
        "return $s.count($c)",
        "return int($c in $s)",
    ),
    "vowels": (
        "int",
        "count the lower-case vowels in $s",
        'if not $s:\n    return 0\nreturn ($s[0] in "aeiou") + SELF($s[1:])',
        'return sum(ch in "aeiou" for ch in $s)',
        'return sum(ch not in "aeiou" for ch in $s)',
    ),
    "remove": (
        "str",
        "remove every $c from $s",
        'if not $s:\n    return ""\nkept = "" if $s[0] == $c else $s[0]\nreturn kept + SELF($s[1:], $c)',
        'return $s.replace($c, "")',
        'return $s.replace($c, "", 1)',
    ),
    "dedupe": (
        "str",
        "collapse runs of equal characters in $s to one",
        ("if len($s) < 2:\n    return $s\nif $s[0] == $s[1]:\n    return SELF($s[1:])\nreturn $s[0] + SELF($s[1:])"),
        'return "".join(ch for i, ch in enumerate($s) if i == 0 or ch != $s[i - 1])',
        'return "".join(dict.fromkeys($s))',
    ),
    "between": (
        "str",
        "put $c between each two neighbouring characters of $s",
        "if len($s) < 2:\n    return $s\nreturn $s[0] + $c + SELF($s[1:], $c)",
        "return $c.join($s)",
        'return "".join(ch + $c for ch in $s)',
    ),
    "double": (
        "str",
        "write every character of $s twice",
        'if not $s:\n    return ""\nreturn $s[0] * 2 + SELF($s[1:])',
        'return "".join(ch * 2 for ch in $s)',
        "return $s * 2",
    ),
    "stars": (
        "str",
        "put $c between equal neighbours in $s",
        ('if len($s) < 2:\n    return $s\ngap = $c if $s[0] == $s[1] else ""\nreturn $s[0] + gap + SELF($s[1:], $c)'),
        "$out = $s[:1]\nfor a, b in zip($s, $s[1:]):\n    $out += $c + b if a == b else b\nreturn $out",
        "return $c.join($s)",
    ),
    "digits": (
        "str",
        "keep only the digits of $s",
        'if not $s:\n    return ""\nkept = $s[0] if $s[0].isdigit() else ""\nreturn kept + SELF($s[1:])',
        'return "".join(ch for ch in $s if ch.isdigit())',
        'return "".join(ch for ch in $s if not ch.isdigit())',
    ),
}


@family("recursive-number-or-text", weight=4)
def recursive_number(rng: Rng) -> Draft:
    """A function of one number or text that calls itself on a smaller one."""
    on_text = rng.random() < 0.45
    table = TEXTS if on_text else NUMBERS
    key = pick(rng, list(table))
    returns, what, body, other, wrong = table[key]
    two = on_text and "$c" in body
    name = key.replace("-", "_")
    rows = ["hello", "aab", "noon", letters(rng, 6, "abcX1"), letters(rng, 5, "ab"), "x", "", "room 101", "baab"]
    chars = [rng.choice(r or "a") for r in rows]
    inputs = [(r, c) if two else (r,) for r, c in zip(rows, chars, strict=True)] if on_text else _digits(rng)
    if key == "sum-to":
        inputs = each([0, 1, 2, rng.randint(3, 30), rng.randint(3, 60)])
    capital = what[0].upper() + what[1:]
    free = rng.random() < 0.4
    said = f"""
        {capital}, using recursion
        {capital} recursively
        Recursively {what}
        Without a loop, {what}: let the function call itself
        {capital} by calling the function itself on {"the rest of the text" if on_text else "a smaller number"}
        """
    entry = spec(
        names=f"{name} {name}_of {name}_only solve"
        if free
        else f"{name} recursive_{name} {name}_rec {name}_recursively",
        params=("$s: str, $c: str" if two else "$s: str") if on_text else "$n: int",
        returns=returns,
        said=f"{capital}\nGiven {'a text' if on_text else 'a non-negative integer'}, {what}" if free else said,
        told=""
        if free
        else f"""
        Write a recursive function. It should {what}. \
        {"An empty text is the simplest case." if on_text else "The number is not negative."}
        """,
        plan="go through the pieces; work out the answer"
        if free
        else ("answer the smallest case directly; take off one piece; call the function on the rest; combine both"),
        solutions=f"{other}\n---\n{body}" if free else body,
        wrong=wrong,
        inputs=lambda _: inputs,
    )
    return written(rng, f"{'text' if on_text else 'number'}-{key}-{'plain' if free else 'recursive'}", entry)
