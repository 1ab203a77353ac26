"""Family that lists all the texts of a kind: rearrangements, keypad words, brackets, codes."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written

TEXTS: dict[str, Spec] = {
    "word-orders": spec(
        names="anagrams rearrangements all_anagrams distinct_orders",
        params="$s: str",
        returns="list[str]",
        said=(
            "Return all the distinct rearrangements of the letters of $s in alphabetical order\n"
            "List every different word that can be formed with all the characters of $s, sorted\n"
            "Find all permutations of the text $s, each once and in sorted order"
        ),
        plan="form all the permutations; drop repeats; join and sort them",
        solutions=(
            'sorted({"".join(p) for p in permutations($s)})\n---\nif len($s) < 2:\n    return [$s]\n'
            "$out = set()\nfor i, $c in enumerate($s):\n    for rest in SELF($s[:i] + $s[i + 1:]):\n"
            "        $out.add($c + rest)\nreturn sorted($out)"
        ),
        imports="from itertools import permutations",
        wrong='["".join(p) for p in permutations($s)]\n---\nsorted({$s, $s[::-1]})',
        inputs=lambda rng: each(["ab", "aab", "", "cba", "zz", letters(rng, 3, "xyz"), letters(rng, 4, "ab")]),
    ),
    "keypad": spec(
        names="keypad_texts spell_numbers keypad_words possible_words",
        params="$s: str, $table: dict[str, str]",
        returns="list[str]",
        pools={
            "s": ("digits", "number", "keys", "pressed", "s"),
            "table": ("letters", "keys", "table", "mapping", "pad"),
        },
        said=(
            "Return all texts made by replacing each character of $s by one of its letters in $table, in "
            "table order\nList every combination of letters that $s can stand for, where $table maps each "
            "key to its letters\nGiven the key table $table, return all the words that the keys in $s can "
            "spell, first letters of each key first"
        ),
        told=(
            "On a keypad every key stands for several letters; $table maps each key to a string of them. "
            "Return the list of all the words that pressing the keys in $s can mean, in the order of the "
            "letters in the table. No keys give one empty word."
        ),
        plan="take the letters of each key; form all the combinations; join each",
        solutions=(
            '["".join(p) for p in product(*($table[key] for key in $s))]\n---\n$out = [""]\nfor key in $s:\n'
            "    $out = [word + letter for word in $out for letter in $table[key]]\nreturn $out"
        ),
        imports="from itertools import product",
        wrong=(
            '$out = [""]\nfor key in $s:\n'
            "    $out = [letter + word for word in $out for letter in $table[key]]\nreturn $out\n---\n"
            "[letter for key in $s for letter in $table[key]]"
        ),
        inputs=lambda rng: [
            (s, {"2": "ab", "3": "xy", "4": "pqr"})
            for s in ("23", "4", "", "32", "".join(rng.choices("234", k=2)), "".join(rng.choices("23", k=3)))
        ],
    ),
    "brackets": spec(
        names="balanced_texts all_brackets generate_brackets well_formed",
        params="$n: int",
        returns="list[str]",
        said=(
            "Return all the balanced texts of $n pairs of $open and $close, those with $open earlier first\n"
            "List every correct way to write $n opening $open and $n closing $close, in dictionary order "
            "with $open before $close\n"
            "Build recursively all well-formed bracket texts with $n pairs $open$close"
        ),
        told=(
            "A text of brackets is balanced if every $open is closed by a later $close and nothing is closed "
            "that was not opened. Return a list of all balanced texts with exactly $n pairs; trying $open "
            "before $close at each place gives their order."
        ),
        plan=("grow the text; open a bracket while some are left; close one if any is open; collect the full texts"),
        solutions=(
            "$out = []\n\ndef grow(text, opened, closed):\n    if len(text) == 2 * $n:\n"
            "        $out.append(text)\n    if opened < $n:\n"
            '        grow(text + "$open", opened + 1, closed)\n    if closed < opened:\n'
            '        grow(text + "$close", opened, closed + 1)\n\ngrow("", 0, 0)\nreturn $out'
        ),
        wrong='["$open" * $n + "$close" * $n]\n---\n["$open$close" * $n]',
        inputs=lambda rng: each([0, 1, 2, 3, rng.choice((3, 4))]),
    ),
    "bit-texts": spec(
        names="bit_strings all_codes binary_texts words_of_length",
        params="$n: int",
        returns="list[str]",
        said=(
            "List all the texts of length $n over the characters $alphabet that $rule, in the order of the "
            "alphabet\nReturn every string of $n characters from $alphabet that must $rule, sorted as the "
            "alphabet is given\nGenerate the words of length $n made of $alphabet and keep those that $rule, "
            "in order"
        ),
        plan="form all the texts of the length; keep those that follow the rule",
        solutions=(
            'words = ("".join(p) for p in product("$chars", repeat=$n))\nreturn [w for w in words if $keep]\n'
            '---\n$out = [""]\nfor _ in range($n):\n    $out = [w + c for w in $out for c in "$chars"]\n'
            "return [w for w in $out if $keep]"
        ),
        imports="from itertools import product",
        wrong=(
            '["".join(p) for p in product("$chars", repeat=$n)]\n---\n'
            'words = ("".join(p) for p in product("$chars", repeat=$n + 1))\n'
            "return [w for w in words if $keep]"
        ),
        inputs=lambda rng: each([0, 1, 2, 3]),
    ),
    "gray": spec(
        names="gray_codes gray_list reflected_code gray_texts",
        params="$n: int",
        returns="list[str]",
        said=(
            "Return the Gray code of $n bits as texts: the list for one bit less with 0 in front, then the "
            "same reversed with 1 in front\n"
            "List the reflected Gray code of length $n, in which neighbours differ in exactly one bit\n"
            "Build the $n-bit Gray code by mirroring: prefix 0 to the shorter code and 1 to its reverse"
        ),
        plan="no bits give one empty code; prefix 0 to the shorter codes; prefix 1 to them in reverse",
        solutions=(
            '$out = [""]\nfor _ in range($n):\n'
            '    $out = ["0" + c for c in $out] + ["1" + c for c in reversed($out)]\nreturn $out\n---\n'
            'if $n == 0:\n    return [""]\nshorter = SELF($n - 1)\n'
            'return ["0" + c for c in shorter] + ["1" + c for c in shorter[::-1]]'
        ),
        wrong=(
            '$out = [""]\nfor _ in range($n):\n    $out = ["0" + c for c in $out] + ["1" + c for c in $out]\n'
            "return $out"
        ),
        inputs=lambda rng: each([0, 1, 2, 3, rng.choice((3, 4))]),
    ),
}
WORD_RULES = (
    ("no-neighbours", "have no two equal neighbours", "all(a != b for a, b in zip(w, w[1:]))"),
    ("no-double", "do not contain {0}{0}", "'{0}{0}' not in w"),
    ("contains", "contain {0} at least once", "'{0}' in w"),
    ("mirror", "read the same backwards", "w == w[::-1]"),
    ("even", "contain an even number of {0}", "w.count('{0}') % 2 == 0"),
)


@family("texts-listed", weight=3)
def texts_listed(rng: Rng) -> Draft:
    """All rearrangements, keypad words, balanced brackets, words under a rule, Gray codes."""
    key = pick(rng, list(TEXTS))
    if key == "brackets":
        pair = pick(rng, ("()", "()", "[]", "{}", "<>"))
        return written(rng, key, TEXTS[key], open=pair[0], close=pair[1])
    if key == "bit-texts":
        chars = pick(rng, ("01", "ab", "abc", "xo", "HT"))
        rule, text, keep = pick(rng, WORD_RULES)
        words = {
            "alphabet": " and ".join(chars) if len(chars) == 2 else ", ".join(chars),
            "rule": text.format(chars[-1]),
        }
        return written(
            rng,
            f"{key}|{rule}|{chars}",
            TEXTS[key],
            chars=chars,
            keep=keep.format(chars[-1]).replace("'", '"'),
            **words,
        )
    return one_of(rng, {key: TEXTS[key]})
