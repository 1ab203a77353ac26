"""Family: texts cut into words or codes, tilings and other counted arrangements."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _breaks(rng: Rng) -> Inputs:
    return [
        ("barnowl", ["bar", "barn", "owl", "now"]),
        ("abab", ["ab"]),
        ("abc", ["ab", "bc"]),
        ("", ["x"]),
        ("aaa", ["a", "aa"]),
        ("dogs", []),
        (letters(rng, 5, "ab"), ["a", "ab", "bb"]),
        (letters(rng, 6, "ab"), ["a", "b", "ba"]),
        ("aaab", ["aaa", "aa", "ab"]),
    ]


SPELLING: dict[str, Spec] = {
    "can": spec(
        names="can_segment fits_together can_be_spelled is_made_of",
        params="$s: str, $ws: list[str]",
        returns="bool",
        said=(
            "Check whether $s can be cut into words that are all in $ws; words may be used again\n"
            "Return True if joining words of $ws, each as often as wanted, can give $s\n"
            "Tell whether the text $s without spaces is a row of words from $ws"
        ),
        told=(
            "A text was written without spaces. Given the dictionary $ws of allowed words, return True if $s "
            "can be split into words of the dictionary. A word may occur several times, and the empty text "
            "can always be split."
        ),
        plan="an empty prefix can be split; a longer one can if a word ends it and what is before can be split",
        solutions=(
            "good = [True]\nfor end in range(1, len($s) + 1):\n"
            "    good.append(any(good[i] and $s[i:end] in $ws for i in range(end)))\nreturn good[-1]\n---\n"
            "if not $s:\n    return True\n"
            "return any($s.startswith(w) and SELF($s[len(w):], $ws) for w in $ws)"
        ),
        wrong=(
            "for w in sorted($ws, key=len, reverse=True):\n    $s = $s.replace(w, '')\nreturn not $s\n---\n"
            "all(c in ''.join($ws) for c in $s)"
        ),
        inputs=_breaks,
    ),
    "ways": spec(
        names="count_segmentations spelling_ways count_splits ways_to_split",
        params="$s: str, $ws: list[str]",
        returns="int",
        said=(
            "Count the ways to cut $s into words from $ws, which holds no word twice\n"
            "Return in how many ways words of $ws, usable again and again, can be joined to give $s\n"
            "How many splits of $s consist of words in $ws only? Return the number; the words in $ws differ"
        ),
        plan="the empty prefix has one way; add the ways before each word that ends here",
        solutions=(
            "ways = [1]\nfor end in range(1, len($s) + 1):\n"
            "    ways.append(sum(ways[i] for i in range(end) if $s[i:end] in $ws))\nreturn ways[-1]\n---\n"
            "if not $s:\n    return 1\nreturn sum(SELF($s[len(w):], $ws) for w in $ws if $s.startswith(w))"
        ),
        wrong=(
            "sum(w in $s for w in $ws)\n---\nif not $s:\n    return 1\n"
            "return int(any(SELF($s[len(w):], $ws) for w in $ws if $s.startswith(w)))"
        ),
        inputs=_breaks,
    ),
    "fewest": spec(
        names="fewest_words min_words least_words smallest_split",
        params="$s: str, $ws: list[str]",
        returns="int",
        said=(
            "Return the least number of words from $ws, with repeats, that give $s when joined, or -1\n"
            "Find into how few words of $ws the text $s can be cut; -1 if that is impossible\n"
            "Compute the smallest count of words in a split of $s into words of $ws; return -1 without one"
        ),
        plan=(
            "the empty prefix needs no word; add one to the best before each word that ends here; -1 if out of reach"
        ),
        solutions=(
            "best = [0]\nfor end in range(1, len($s) + 1):\n"
            "    options = [best[i] + 1 for i in range(end) if best[i] >= 0 and $s[i:end] in $ws]\n"
            "    best.append(min(options, default=-1))\nreturn best[-1]\n---\nif not $s:\n    return 0\n"
            "rests = [SELF($s[len(w):], $ws) for w in $ws if $s.startswith(w)]\n"
            "return 1 + min((r for r in rests if r >= 0), default=-2)"
        ),
        wrong=(
            "count = 0\nwhile $s:\n    word = max((w for w in $ws if $s.startswith(w)), key=len, "
            "default=None)\n    if word is None:\n        return -1\n    $s = $s[len(word):]\n"
            "    count += 1\nreturn count"
        ),
        inputs=_breaks,
    ),
    "decode": spec(
        names="reading_count count_readings ways_to_read count_decodings",
        params="$s: str",
        returns="int",
        pools={"s": ("digits", "code", "s", "message", "text")},
        said=(
            "Count the ways to read the digit text $s as letters if the numbers 1 to $top stand for letters "
            "and no number starts with 0\n"
            "Return how many splits of $s into numbers from 1 to $top without leading zeros there are\n"
            "In how many ways can the digits $s be cut into numbers between 1 and $top, none starting with 0?"
        ),
        told=(
            "Letters were replaced by the numbers 1 to $top and written one after the other without spaces. "
            "Return in how many ways the digits in $s can be read as such numbers. No number starts with a "
            "0. The empty text has one reading."
        ),
        plan=("the empty text has one way; read one digit if it is not 0; read two digits if they are small enough"),
        solutions=(
            'if not $s:\n    return 1\nif $s[0] == "0":\n    return 0\nways = SELF($s[1:])\n'
            "if len($s) > 1 and int($s[:2]) <= $top:\n    ways += SELF($s[2:])\nreturn ways\n---\n"
            'before, ways = 0, 1\nfor i, digit in enumerate($s):\n    one = ways if digit != "0" else 0\n'
            "    two = before if i and 10 <= int($s[i - 1:i + 1]) <= $top else 0\n"
            "    before, ways = ways, one + two\nreturn ways"
        ),
        wrong=(
            "if not $s:\n    return 1\nways = SELF($s[1:])\nif len($s) > 1 and int($s[:2]) <= $top:\n"
            "    ways += SELF($s[2:])\nreturn ways\n---\nreturn 2 ** max(0, len($s) - 1)"
        ),
        inputs=lambda rng: each(
            ["12", "10", "324", "", "0", "27", "2101", "111", str(rng.randint(100, 9999)), str(rng.randint(1000, 2999))]
        ),
    ),
    "tilings": spec(
        names="count_tilings tilings ways_to_tile fill_ways",
        params="$n: int",
        returns="int",
        pools={"n": ("n", "width", "length", "size", "columns")},
        said="Count the ways to $job\nReturn in how many ways one can $job\nFind the number of ways to $job",
        plan="settle the small cases; add the ways left after each choice for the first place",
        solutions="$first\n---\n$second",
        wrong="$bad",
        inputs=lambda rng: each([0, 1, 2, 3, 4, 5, rng.randint(5, 8), rng.randint(6, 9)]),
    ),
}


JOBS = (
    (
        "domino",
        "cover a board of 2 rows and $n columns with dominoes of 2 by 1",
        "a, b = 1, 1\nfor _ in range($n):\n    a, b = b, a + b\nreturn a",
        "return 1 if $n < 2 else SELF($n - 1) + SELF($n - 2)",
        "return $n + 1",
    ),
    (
        "tromino",
        "cover a strip of length $n with tiles of length 1 and 3",
        "ways = [1, 1, 1]\nfor _ in range(2, $n):\n    ways.append(ways[-1] + ways[-3])\nreturn ways[$n]",
        "return 1 if $n < 3 else SELF($n - 1) + SELF($n - 3)",
        "return $n // 3 + 1",
    ),
    (
        "colours",
        "cover a strip of length $n with red or blue tiles of length 1 and green tiles of length 2",
        "ways = [1, 2]\nfor _ in range(1, $n):\n    ways.append(2 * ways[-1] + ways[-2])\nreturn ways[$n]",
        "if $n < 2:\n    return $n + 1\nreturn 2 * SELF($n - 1) + SELF($n - 2)",
        "return 2 ** $n",
    ),
    (
        "binary",
        "write a text of $n zeros and ones without two ones side by side",
        "zero, one = 1, 0\nfor _ in range($n):\n    zero, one = zero + one, zero\nreturn zero + one",
        "return $n + 1 if $n < 2 else SELF($n - 1) + SELF($n - 2)",
        "return 2 ** $n - $n // 2",
    ),
    (
        "catalan",
        "match $n pairs of brackets correctly",
        "return comb(2 * $n, $n) // ($n + 1)",
        "if $n == 0:\n    return 1\nreturn sum(SELF(i) * SELF($n - 1 - i) for i in range($n))",
        "return comb(2 * $n, $n)",
    ),
    (
        "pairs",
        "put $n people in groups of one or two",
        (
            "ways = [1, 1]\nfor i in range(2, $n + 1):\n"
            "    ways.append(ways[i - 1] + (i - 1) * ways[i - 2])\nreturn ways[$n]"
        ),
        "return 1 if $n < 2 else SELF($n - 1) + ($n - 1) * SELF($n - 2)",
        "return 2 ** max(0, $n - 1)",
    ),
    (
        "derangements",
        "give $n letters to $n people so that nobody gets the own one",
        "return 1 if $n == 0 else $n * SELF($n - 1) + (-1) ** $n",
        "a, b = 1, 0\nfor i in range(1, $n):\n    a, b = b, i * (a + b)\nreturn b if $n else 1",
        "return factorial($n) // 2",
    ),
    (
        "partitions",
        "write $n as a sum of positive integers, order ignored",
        (
            "ways = [1] + [0] * $n\nfor part in range(1, $n + 1):\n    for total in range(part, $n + 1):\n"
            "        ways[total] += ways[total - part]\nreturn ways[$n]"
        ),
        (
            "def split(left, most):\n    if left == 0:\n        return 1\n"
            "    return sum(split(left - p, p) for p in range(1, min(left, most) + 1))\n\n"
            "return split($n, $n)"
        ),
        "return 2 ** max(0, $n - 1)",
    ),
    (
        "compositions",
        "write $n as a sum of positive integers where order matters",
        "return 2 ** ($n - 1) if $n else 1",
        "if $n == 0:\n    return 1\nreturn sum(SELF($n - part) for part in range(1, $n + 1))",
        "return 2 ** $n",
    ),
)


@family("cutting-and-tiling", weight=3)
def cutting_and_tiling(rng: Rng) -> Draft:
    """Texts cut into words or codes, tilings and other counted arrangements."""
    key = pick(rng, [*SPELLING, "tilings", "tilings"])
    if key == "decode":
        return written(rng, key, SPELLING[key], top=str(pick(rng, (26, 12, 20, 30, 50))))
    if key == "tilings":
        name, job, first, second, bad = pick(rng, JOBS)
        maths = [f for f in ("comb", "factorial") if f"{f}(" in first + bad]
        entry = {**SPELLING[key], "imports": f"from math import {maths[0]}" if maths else ""}
        return written(rng, f"{key}-{name}", entry, job=job, first=first, second=second, bad=bad)
    return one_of(rng, {key: SPELLING[key]})
