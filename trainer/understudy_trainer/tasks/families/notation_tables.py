"""Families over made-up notations decoded by a table, and over numbers as words."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, Use, written

SCENES: tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("walk", "steps of a walk", "metres", ("run", "walk", "stroll", "jump"), ("r", "w", "s", "j")),
    ("recipe", "steps of a recipe", "minutes", ("bake", "mix", "rest", "cool"), ("b", "m", "r", "c")),
    ("drinks", "an order of drinks", "cents", ("tea", "coffee", "juice", "water"), ("T", "C", "J", "W")),
    ("signals", "a lamp signal", "ticks", ("short", "long", "pause", "flash"), (".", "-", "_", "*")),
    ("laundry", "a washing plan", "minutes", ("wash", "spin", "dry", "soak"), ("W", "S", "D", "K")),
    ("cards", "a hand of cards", "points", ("ace", "king", "queen", "jack"), ("A", "K", "Q", "J")),
    ("shelf", "boxes on a shelf", "centimetres", ("small", "medium", "large", "huge"), ("s", "m", "l", "h")),
    ("parking", "vehicles on a ferry", "places", ("bus", "car", "bike", "truck"), ("B", "c", "b", "T")),
)


@family("notation-decoded", weight=5)
def notation_decoded(rng: Rng) -> Draft:
    """Tokens of a made-up notation looked up in a table: named, added, counted, repeated, checked."""
    scene, noun, unit, meanings, signs = pick(rng, SCENES)
    size = rng.randint(3, 4)
    meanings, signs = meanings[:size], signs[:size]
    values = rng.sample(range(1, 30), size)
    sep, between = pick(rng, ((" ", "separated by spaces"), (",", "separated by commas"), ("", "without separators")))
    split = f'$s.split("{sep}")' if sep == "," else "$s.split()" if sep else "$s"
    numbers = "{" + ", ".join(f'"{s}": {v}' for s, v in zip(signs, values, strict=True)) + "}"
    names = "{" + ", ".join(f'"{s}": "{m}"' for s, m in zip(signs, meanings, strict=True)) + "}"
    legend_n = ", ".join(f"'{s}' is {v}" for s, v in zip(signs, values, strict=True))
    legend_m = ", ".join(f"'{s}' is {m}" for s, m in zip(signs, meanings, strict=True))
    inside = rng.random() < 0.5

    def code(n: int) -> str:
        return sep.join(pick(rng, signs) for _ in range(n))

    sample = [code(4), code(1), code(6), code(3), code(2)]
    texts = sample if sep == "," else [*sample, ""]
    counted = sep and rng.random() < 0.35
    number_table, name_table = ("table", "table") if inside else ("VALUES", "MEANINGS")
    head = (f"table = {numbers}\n", f"table = {names}\n") if inside else ("", "")
    wrong_value = f"len({split})" if sep else "len($s)"
    if counted:
        texts = [sep.join(f"{pick(rng, signs)}{rng.randint(1, 12)}" for _ in range(n)) for n in (3, 1, 4, 2)]
        key, returns, legend, what, one, two, near, plan = pick(
            rng,
            (
                ("total", "int", legend_n, f"the total number of {unit}",
                 f"{head[0]}return sum({number_table}[$p[0]] * int($p[1:]) for $p in {split})",
                 f"{head[0]}$tot = 0\nfor $p in {split}:\n    sign, times = $p[0], int($p[1:])\n    $tot += {number_table}[sign] * times\nreturn $tot",
                 f"{head[0]}return sum({number_table}[$p[0]] * int($p[1]) for $p in {split}) + 1", "multiply its value by the number"),
                ("expand", "list[str]", legend_m, "the list of all meanings, each repeated as often as its number says",
                 f"{head[1]}$out = []\nfor $p in {split}:\n    $out += [{name_table}[$p[0]]] * int($p[1:])\nreturn $out",
                 f"{head[1]}return [{name_table}[$p[0]] for $p in {split} for _ in range(int($p[1:]))]",
                 f"{head[1]}return [{name_table}[$p[0]] for $p in {split}]", "repeat its meaning"),
                ("phrases", "list[str]", legend_m, "texts such as '3 x NAME', one per token, with the number and the meaning",
                 f'{head[1]}return [f"{{int($p[1:])}} x {{{name_table}[$p[0]]}}" for $p in {split}]',
                 f'{head[1]}$out = []\nfor $p in {split}:\n    $out.append($p[1:] + " x " + {name_table}[$p[0]])\nreturn $out',
                 f'{head[1]}return [f"{{{name_table}[$p[0]]}} x {{int($p[1:])}}" for $p in {split}]', "write number and meaning"),
            ),
        )  # fmt: skip
        shape = f"tokens {between}, each a sign followed by a positive whole number"
    else:
        key, returns, legend, what, one, two, near, plan = pick(
            rng,
            (
                ("total", "int", legend_n, f"the total number of {unit}", f"{head[0]}return sum({number_table}[$p] for $p in {split})",
                 f"{head[0]}$tot = 0\nfor $p in {split}:\n    $tot += {number_table}[$p]\nreturn $tot", wrong_value, "add its value"),
                ("names", "list[str]", legend_m, "the list of the meanings of the signs", f"{head[1]}return [{name_table}[$p] for $p in {split}]",
                 f"{head[1]}$out = []\nfor $p in {split}:\n    $out.append({name_table}[$p])\nreturn $out", f"{head[1]}return sorted({{{name_table}[$p] for $p in {split}}})",
                 "look up its meaning"),
                ("sentence", "str", legend_m, "the meanings of the signs joined with ' and '", f'{head[1]}return " and ".join({name_table}[$p] for $p in {split})',
                 f'{head[1]}$ps = [{name_table}[$p] for $p in {split}]\nreturn " and ".join($ps)', f'{head[1]}return ", ".join({name_table}[$p] for $p in {split})',
                 "look up its meaning"),
                ("running", "list[int]", legend_n, f"the running totals of {unit} after each sign",
                 f"{head[0]}$tot, $out = 0, []\nfor $p in {split}:\n    $tot += {number_table}[$p]\n    $out.append($tot)\nreturn $out",
                 f"{head[0]}$out = []\nfor $p in {split}:\n    $out.append({number_table}[$p] + ($out[-1] if $out else 0))\nreturn $out",
                 f"{head[0]}return [{number_table}[$p] for $p in {split}]", "add its value to the running total"),
                ("counts", "dict[str, int]", legend_m, "a dict from each meaning that occurs to how often it occurs, in order of first appearance",
                 f"{head[1]}$out = {{}}\nfor $p in {split}:\n    name = {name_table}[$p]\n    $out[name] = $out.get(name, 0) + 1\nreturn $out",
                 f"{head[1]}names = [{name_table}[$p] for $p in {split}]\nreturn {{name: names.count(name) for name in names}}",
                 f"{head[1]}return {{{name_table}[$p]: 1 for $p in {split}}}", "count its meaning"),
                ("largest", "str | None", legend_n, f"the sign with the most {unit} among those used, or None if there is no sign",
                 f"{head[0]}return max({split}, key={number_table}.get, default=None)",
                 f"{head[0]}best = None\nfor $p in {split}:\n    if best is None or {number_table}[$p] > {number_table}[best]:\n        best = $p\nreturn best",
                 f"{head[0]}return min({split}, key={number_table}.get, default=None)", "compare its value with the best so far"),
            ),
        )  # fmt: skip
        shape = f"signs {between}"
    above = "" if inside else f"VALUES = {numbers}\n" if legend == legend_n else f"MEANINGS = {names}\n"
    one = one if "\n" in one else one.removeprefix("return ")
    row = Row(
        f"{key}|{'counted' if counted else 'plain'}|{'sep' if sep else 'nosep'}",
        f"decode_{scene} read_{scene} {scene}_{key} parse_{scene} {key}_of_{scene}",
        "$s: str",
        returns,
        f"""
        Decode $s, {shape}, where {legend}, and return {what}
        Return {what} for $s, which holds {shape}: {legend}
        Given {noun} as a text $s of {shape} ({legend}), return {what}
        Translate $s ({shape}; {legend}) and return {what}
        """,
        f"{'go through the signs' if not counted else 'split into tokens'}\nlook up each sign in the table\n{plan}",
        (one, two),
        each(texts),
        (near,),
        f"""
        Somebody writes down {noun} in short form. The text $s consists of {shape}. The signs mean: {legend}. Return {what}.

        You are given a text $s that describes {noun}: {shape}. Here {legend}. Your task is to return {what}.
        """,
        above=above,
    )
    return written(
        rng, row, {"s": ("code", "s", "notation", "plan", "text", "line"), "p": ("p", "sign", "token", "x", "mark")}
    )


DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SMALL = """
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
"""
NAMES = """
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""


def word_rows(rng: Rng) -> list[Row]:
    """Digits and small numbers as English words, roman numerals."""
    n = [rng.randint(100, 99999) for _ in range(3)]
    spelled = [" ".join(DIGITS[int(c)] for c in str(x)) for x in n]
    low = [rng.randint(21, 99) for _ in range(3)]
    return [
        Row("spell", "spell_digits digits_in_words say_digits", "$n: int", "str",
            """
            Write each digit of the non-negative integer $n as an English word, separated by spaces
            Spell $n digit by digit: 407 becomes 'four zero seven'
            Return the digits of $n (not negative) as words joined with single spaces
            """, "go through the digits of the number\nlook up the word of each\njoin with spaces",
            ('" ".join(DIGITS[int($c)] for $c in str($n))', '$out = []\nfor $c in str($n):\n    $out.append(DIGITS[int($c)])\nreturn " ".join($out)'),
            each((0, 7, *n, 100)), ('"".join(DIGITS[int($c)] for $c in str($n))', '" ".join(DIGITS[int($c)] for $c in reversed(str($n)))'),
            "A phone robot reads numbers aloud digit by digit. Given a non-negative integer $n, return what it says: the English word of each digit, "
            "separated by single spaces.", "把非负整数 $n 的每一位数字写成英文单词,用空格分隔", above=NAMES),
        Row("unspell", "digits_from_words words_to_number read_digits", "$s: str", "int",
            """
            Turn digit words such as 'four zero seven' in $s into the number they spell (407)
            Return the integer whose digits are named, in order, by the words of $s
            Read $s, English words for digits separated by spaces, as one number
            """, "look up the digit of each word\njoin the digits\nconvert to an integer",
            ('int("".join(str(DIGITS.index($w)) for $w in $s.split()))', "$tot = 0\nfor $w in $s.split():\n    $tot = $tot * 10 + DIGITS.index($w)\nreturn $tot"),
            each((*spelled, "zero", "one zero")), ("sum(DIGITS.index($w) for $w in $s.split())",), above=NAMES, notes="$s holds at least one word"),
        Row("word-sum", "sum_of_words add_number_words total_in_words", "$s: str", "int",
            """
            Add up the digit words ('zero' to 'nine') in $s, ignoring all other words
            Return the sum of the numbers named by English digit words in the text $s; other words count nothing
            Sum the values of those words of $s that name a digit
            """, "split into words\nadd the value of those that name a digit",
            ("sum(DIGITS.index($w) for $w in $s.split() if $w in DIGITS)", "$tot = 0\nfor $w in $s.split():\n    if $w in DIGITS:\n        $tot += DIGITS.index($w)\nreturn $tot"),
            each((f"two cats and {DIGITS[rng.randint(1, 9)]} dogs", "", "nothing here", *spelled[:1], "one someone one")),
            ("sum(1 for $w in $s.split() if $w in DIGITS)",), above=NAMES),
        Row("replace-words", "words_to_digits replace_number_words numerals", "$s: str", "str",
            """
            Replace every word of $s that names a digit ('zero' to 'nine') by that digit; other words stay
            Return $s with number words from 'zero' to 'nine' written as digits
            Write the digit words in $s as figures, joined with single spaces as before
            """, "split into words\nreplace the digit words\njoin with spaces",
            ('" ".join(str(DIGITS.index($w)) if $w in DIGITS else $w for $w in $s.split())',
             '$out = []\nfor $w in $s.split():\n    if $w in DIGITS:\n        $w = str(DIGITS.index($w))\n    $out.append($w)\nreturn " ".join($out)'),
            each(("two cats and nine dogs", "", "no one left", *spelled[:2], "one someone")), ('for i, d in enumerate(DIGITS):\n    $s = $s.replace(d, str(i))\nreturn $s',), above=NAMES),
        Row("below-100", "number_in_words small_number_words to_words", "$n: int", "str",
            """
            Write the number $n, from 0 to 99, in English words such as 'forty-two'
            Return the English name of $n (0 to 99), tens and ones joined with a hyphen
            Spell out $n, an integer below 100 and not negative, in English
            """, "return the name of a number below 20\nsplit into tens and ones\njoin their names with a hyphen unless the ones are zero",
            ("""
             if $n < 20:
                 return SMALL[$n]
             name = TENS[$n // 10 - 2]
             return f"{name}-{SMALL[$n % 10]}" if $n % 10 else name
             """, """
             if $n < 20:
                 return SMALL[$n]
             tens, ones = divmod($n, 10)
             if ones == 0:
                 return TENS[tens - 2]
             return TENS[tens - 2] + "-" + SMALL[ones]
             """), each((0, 13, 20, *low, 90)), ("return SMALL[$n] if $n < 20 else f\"{TENS[$n // 10 - 2]}-{SMALL[$n % 10]}\"",), above=SMALL),
        Row("from-words", "parse_number_word value_of_words number_from_name", "$s: str", "int",
            """
            Return the number from 0 to 99 that $s names in English, such as 42 for 'forty-two'
            Parse the English number word $s (below 100, tens and ones joined with a hyphen)
            Convert a name like 'seven', 'thirty' or 'sixty-one' in $s to an integer
            """, "split at the hyphen\nadd the values of the parts",
            ("""
             $tot = 0
             for part in $s.split("-"):
                 $tot += SMALL.index(part) if part in SMALL else 20 + 10 * TENS.index(part)
             return $tot
             """, """
             if $s in SMALL:
                 return SMALL.index($s)
             tens, _, ones = $s.partition("-")
             return 20 + 10 * TENS.index(tens) + (SMALL.index(ones) if ones else 0)
             """), each(("forty-two", "seven", "thirty", "nineteen", "zero", pick(rng, ("ninety-nine", "sixty-one", "eighty-five")))),
            ("return SMALL.index($s) if $s in SMALL else 20 + 10 * TENS.index($s.split(\"-\")[0])",), above=SMALL),
        Row("roman-sum", "add_roman roman_total sum_of_numerals", "$ws: list[str]", "int",
            """
            Return the sum of the roman numerals in $ws, such as ['IV', 'X'] giving 14
            Add up the values of the roman numerals $ws, where a smaller sign before a larger one is subtracted
            """, "read each numeral\nsubtract a sign that stands before a larger one\nadd everything up",
            ("""
             $tot = 0
             for numeral in $ws:
                 for sign, after in zip(numeral, numeral[1:] + " "):
                     value = ROMAN[sign]
                     $tot += -value if value < ROMAN.get(after, 0) else value
             return $tot
             """,), each((["IV", "X"], [], ["MCMXC"], ["XL", "III", "IX"], ["D", "CD"])), ("return sum(ROMAN[c] for w in $ws for c in w)",),
            above='ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}\n'),
        Row("unary", "tally_marks tally strokes", "$n: int", "str",
            """
            Write $n as tally marks: a block '||||/' for every five, then '|' for each of the rest, blocks separated by spaces
            Return $n in tally marks, fives as '||||/' and the remainder as single strokes, with spaces between the groups
            """, "split into fives and the rest\nwrite a block for each five\nappend the remaining strokes\njoin with spaces",
            ('fives, rest = divmod($n, 5)\ngroups = ["||||/"] * fives\nif rest:\n    groups.append("|" * rest)\nreturn " ".join(groups)',
             'return " ".join(["||||/"] * ($n // 5) + ["|" * ($n % 5)] * ($n % 5 > 0))'),
            each((0, 3, 5, 7, 15, rng.randint(8, 30))), ('"|" * $n', '" ".join(["||||/"] * ($n // 5) + ["|" * ($n % 5)])'),
            "On a beer mat, every five items are shown as '||||/' and the remaining ones as single strokes '|'. The groups are separated by spaces. "
            "Given a number $n that is not negative, return its tally; 0 gives an empty text."),
    ]  # fmt: skip


@family("number-words", weight=3)
def number_words(rng: Rng) -> Draft:
    """Digits and small numbers as words, and back; roman numerals added; tally marks."""
    use: Use = {
        "n": ("n", "number", "num", "value"),
        "s": ("text", "s", "words", "name", "phrase"),
        "ws": ("numerals", "items", "values", "entries"),
    }
    return written(rng, pick(rng, word_rows(rng)), use)
