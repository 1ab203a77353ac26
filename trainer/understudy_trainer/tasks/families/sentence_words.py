"""Families over the words of a sentence: by position, by what they hold, changed where they stand."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, sentence
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written
from understudy_trainer.tasks.vocabulary.text import letter, symbol


def sentences(rng: Rng, *extra: str) -> tuple[tuple[object, ...], ...]:
    """Sentences of one to seven words, `extra`, and the empty one, as arguments."""
    return each((sentence(rng, 4), *extra, sentence(rng, 6), "", sentence(rng, 1), sentence(rng, 3)))


@family("sentence-word-position", weight=3.5)
def sentence_word_position(rng: Rng) -> Draft:
    """Words of a sentence chosen by where they stand."""
    k = Knob(("k", "n", "count", "size", "m"), "int", (rng.randint(1, 3), 2, 1, 4, 3))
    start = pick(rng, (0, 1))
    rows = (
        ("nth", "str", f"word number $k of $sent, counted from {start},", "word $k", "an empty string if there is none",
         f"words = $sent.split()\nreturn words[$k{' - 1' if start else ''}] if $k {'<=' if start else '<'} len(words) else \"\"",
         f"words = $sent.split()\nif $k {'>' if start else '>='} len(words):\n    return \"\"\nreturn words[$k{' - 1' if start else ''}]",
         f"words = $sent.split()\nreturn words[$k{'' if start else ' - 1'}] if $k < len(words) else \"\""),
        ("first", "str", "the first $k words of $sent, joined with single spaces,", "the first $k words",
         "all of them if there are fewer", '" ".join($sent.split()[:$k])',
         'words = $sent.split()\nreturn " ".join(words[:$k])', "$sent[:$k]"),
        ("last", "str", "the last $k words of $sent, joined with single spaces,", "the last $k words",
         "all of them if there are fewer", '" ".join($sent.split()[-$k:])',
         'words = $sent.split()\nstart = max(0, len(words) - $k)\nreturn " ".join(words[start:])',
         '" ".join($sent.split()[:$k])'),
        ("without-first", "str", "$sent without its first $k words", "everything after the first $k words",
         "an empty string if nothing is left", '" ".join($sent.split()[$k:])',
         'words = $sent.split()\ndel words[:$k]\nreturn " ".join(words)', '" ".join($sent.split()[$k + 1:])'),
        ("without-last", "str", "$sent without its last $k words", "everything but the last $k words",
         "an empty string if nothing is left", '" ".join($sent.split()[:-$k])',
         'words = $sent.split()\nkept = max(0, len(words) - $k)\nreturn " ".join(words[:kept])',
         '" ".join($sent.split()[$k:])'),
        ("every", "list[str]", "every $k-th word of $sent, beginning with the $k-th,",
         "the words at positions $k, 2 * $k, 3 * $k and so on, counted from 1,", "an empty list if there are fewer words",
         "$sent.split()[$k - 1::$k]", "return [$w for $i, $w in enumerate($sent.split(), start=1) if $i % $k == 0]",
         "$sent.split()[::$k]"),
        ("from-first", "list[str]", "the first word of $sent and every $k-th word after it",
         "the words at the indices 0, $k, 2 * $k and so on", "an empty list for an empty sentence",
         "$sent.split()[::$k]", "return [$w for $i, $w in enumerate($sent.split()) if $i % $k == 0]",
         "$sent.split()[$k - 1::$k]"),
        ("ends", "tuple[str, str]", "the first and the last word of $sent as a tuple", "the outer words of $sent as a tuple",
         "two empty strings if there are no words", 'words = $sent.split()\nreturn (words[0], words[-1]) if words else ("", "")',
         'words = $sent.split()\nif not words:\n    return "", ""\nreturn words[0], words[-1]',
         'words = $sent.split()\nreturn (words[0], words[1]) if len(words) > 1 else ("", "")'),
        ("swap-ends", "str", "$sent with its first and last word exchanged", "$sent after its outer words traded places",
         "the words are joined with single spaces",
         'words = $sent.split()\nif words:\n    words[0], words[-1] = words[-1], words[0]\nreturn " ".join(words)',
         'words = $sent.split()\nif len(words) < 2:\n    return " ".join(words)\nreturn " ".join([words[-1], *words[1:-1], words[0]])',
         '" ".join($sent.split()[::-1])'),
        ("middle", "str", "the middle word of $sent (the left one of the two if their number is even)",
         "the word in the middle of $sent, with an even number of words the left of the two middle ones",
         "an empty string if there are no words", 'words = $sent.split()\nreturn words[(len(words) - 1) // 2] if words else ""',
         'words = $sent.split()\nif not words:\n    return ""\nreturn words[(len(words) - 1) // 2]',
         'words = $sent.split()\nreturn words[len(words) // 2] if words else ""'),
        ("rotate", "str", "$sent with its first $k words moved to the end, where $k is at most the number of words",
         "the words of $sent rotated to the left by $k places ($k is never more than there are words)",
         "the words are joined with single spaces", 'words = $sent.split()\nreturn " ".join(words[$k:] + words[:$k])',
         'words = $sent.split()\nreturn " ".join([*words[$k:], *words[:$k]])',
         'words = $sent.split()\nreturn " ".join(words[-$k:] + words[:-$k])'),
    )  # fmt: skip
    key, returns, what, other, else_, one, two, near = pick(rng, rows)
    row = Row(
        key,
        f"{key.replace('-', '_')}_words {key.replace('-', '_')}_word_of pick_words words_at take_words",
        "$sent: str",
        returns,
        f"""
        Return {what.rstrip(",")}
        Split $sent into words and return {other.rstrip(",")}
        Given a sentence $sent, return {what.rstrip(",")}
        Get {what} or {else_}
        Find {other.rstrip(",")} in the sentence $sent
        """
        if not else_.startswith("the words")
        else f"""
        Return {what}
        Given a sentence $sent, return {what}
        Produce {other}
        Build {what}
        """,
        "split the sentence into words\ntake those at the wanted positions",
        (one, two),
        sentences(rng, "one two three four five six"),
        (near,),
        f"""
        You are given a sentence $sent whose words are separated by whitespace. Return {what.rstrip(",")}. Note:
        {else_}.

        A program reads a line of words. It needs {what.rstrip(",")}; {else_}.
        """,
        notes=f"Words are separated by whitespace; {else_}",
    )
    if key in ("from-first", "every", "rotate"):
        k = Knob(k.names, "int", [*(pick(rng, (2, 3)),), 3, 2, 4, 3])
    return written(rng, row, {"k": k})


TRAITS = (
    ("vowels", "vowels", 'sum(c in "aeiou" for c in {w}.lower())', 'sum(c in "aeiou" for c in {w}[1:].lower())'),
    ("consonants", "consonants", 'sum(c.isalpha() and c not in "aeiou" for c in {w}.lower())',
     'sum(c not in "aeiou" for c in {w}.lower()) + 1'),
    ("capitals", "capital letters", "sum(c.isupper() for c in {w})", "sum(c.islower() for c in {w})"),
    ("distinct", "different characters", "len(set({w}))", "len({w})"),
    ("letter", "occurrences of $one!s", "{w}.count($one!r)", "({w}.count($one!r) > 0)"),
)  # fmt: skip


@family("sentence-words-by-letters", weight=5)
def sentence_words_by_letters(rng: Rng) -> Draft:
    """Words of a sentence with a number of vowels, consonants, capitals, some letter."""
    trait, noun, measure, near = pick(rng, TRAITS)
    k = rng.randint(1, 3)
    limits = (("at least", ">=", ">"), ("more than", ">", ">="), ("fewer than", "<", "<="))
    key, sign, opposite = pick(rng, limits if trait == "consonants" else (("exactly", "==", ">="), *limits))
    what = f"words of $sent that have {key} $k {noun}"
    test = f"{measure.format(w='$w')} {sign} $k"
    form, returns, said, one, two, tail = pick(
        rng,
        (
            ("list", "list[str]", f"Return the {what}", f"[$w for $w in $sent.split() if {test}]",
             f"$out = []\nfor $w in $sent.split():\n    if {test}:\n        $out.append($w)\nreturn $out", "in order"),
            ("count", "int", f"Count the {what}", f"sum(1 for $w in $sent.split() if {test})",
             f"$cnt = 0\nfor $w in $sent.split():\n    if {test}:\n        $cnt += 1\nreturn $cnt", "as a count"),
            ("text", "str", f"Return the {what}, joined with spaces", f'" ".join($w for $w in $sent.split() if {test})',
             f'$out = []\nfor $w in $sent.split():\n    if {test}:\n        $out.append($w)\nreturn " ".join($out)',
             "joined with spaces"),
            ("first", "str | None", f"Return the first of the {what}, or None if there is no such word",
             f"next(($w for $w in $sent.split() if {test}), None)",
             f"for $w in $sent.split():\n    if {test}:\n        return $w\nreturn None", "or None"),
            ("indices", "list[int]", f"Return the indices of the {what}",
             f"[$i for $i, $w in enumerate($sent.split()) if {test}]",
             f"$out = []\nfor $i, $w in enumerate($sent.split()):\n    if {test}:\n        $out.append($i)\nreturn $out",
             "as indices, counted from 0"),
        ),
    )  # fmt: skip
    clause = f"{key} $k {noun}"
    row = Row(
        f"{trait}|{key}|{form}",
        f"words_with_{trait} {form}_by_{trait} select_by_{trait} words_by_letters {trait}_filter",
        "$sent: str",
        returns,
        f"""
        {said}
        Split $sent into words; keep those with {clause}, {tail}
        Given a sentence $sent, find the words with {clause} and return them {tail}
        From the words in $sent pick those with {clause} ({tail})
        {said}
        """
        if form in ("list", "text", "indices")
        else f"""
        {said}
        {said.replace("words of $sent that have", "words in the sentence $sent with")}
        Given a sentence $sent, {said[0].lower()}{said[1:].replace("words of $sent that have", "words with")}
        """,
        f"split the sentence into words\ncount the {noun} of each word\n"
        + {"list": "keep the words that fit", "count": "count the words that fit", "text": "join the words that fit",
           "first": "return the first word that fits", "indices": "keep the index of the words that fit"}[form],
        (one, two),
        sentences(rng, "Many fast Bees hum around", "sees moon ANNA"),
        (one.replace(test, f"{measure.format(w='$w')} {opposite} $k"), one.replace(measure.format(w="$w"), near.format(w="$w"))),
        f"""
        You are given a sentence $sent, words separated by spaces, and look for words with {clause}. {said}.

        In a word game a word scores if it has {clause}. Given the sentence $sent, {said[0].lower()}{said[1:]}.
        """,
        notes="Upper and lower case count alike" if trait in ("vowels", "consonants") else "Case matters",
    )  # fmt: skip
    one_letter = Knob(("letter", "ch", "char", "target"), "str", ["e", "a", "o", letter(rng)])
    number = Knob(("n", "k", "number", "count", "minimum"), "int", (k, 2, 1, 3), 0.6)
    return written(rng, row, {"k": number, "one": one_letter})


@family("sentence-words-changed", weight=5)
def sentence_words_changed(rng: Rng) -> Draft:
    """Some words of a sentence changed in place, the others kept."""
    mark, one = symbol(rng), letter(rng)
    k = Knob(("k", "n", "limit", "length", "size"), "int", (rng.randint(3, 5), 4, 5, 3))
    key, who, test, near = pick(
        rng,
        (
            ("longer", "longer than $k characters", "len($w) > $k", "len($w) >= $k"),
            ("shorter", "shorter than $k characters", "len($w) < $k", "len($w) <= $k"),
            ("exactly", "of exactly $k characters", "len($w) == $k", "len($w) > $k"),
            ("odd", "of odd length", "len($w) % 2 == 1", "len($w) % 2 == 0"),
            ("second", "at odd indices", "$i % 2 == 1", "$i % 2 == 0"),
            ("first", "at index 0", "$i == 0", "$i == 1"),
            ("starts", f"that start with {one!r}", f'$w.startswith("{one}")', f'$w.endswith("{one}")'),
            ("given", "equal to $target!s", "$w == $target!r", "$target!r in $w"),
            ("capital", "that start with a capital letter", "$w[0].isupper()", "$w.isupper()"),
            ("digit", "that are numbers", "$w.isdigit()", "$w.isalpha()"),
        ),
    )
    change, how, code = pick(
        rng,
        (
            ("upper", "in upper case", "$w.upper()"),
            ("reversed", "reversed", "$w[::-1]"),
            ("masked", f"replaced by as many {mark!r} as they have characters", f'"{mark}" * len($w)'),
            ("wrapped", "in parentheses", 'f"({$w})"'),
            ("cut", "cut down to their first letter", "$w[0]"),
            ("twice", "written twice in a row without a space", "$w * 2"),
            ("marked", f"with {mark!r} appended", f'$w + "{mark}"'),
            ("swapped", "with their case swapped", "$w.swapcase()"),
        ),
    )
    numbered = "$i" in test
    loop = "$i, $w in enumerate($sent.split())" if numbered else "$w in $sent.split()"
    inputs = each(
        (
            f"{one}pple pie {one} cat the 42 dogs",
            sentence(rng, 5),
            "The cat and the big Dog 7 cat",
            "",
            sentence(rng, 3),
            f"Six {one}ix abcd abc abcde abcdef 12345",
        )
    )
    row = Row(
        f"{key}|{change}",
        f"{change}_words change_{key}_words rewrite_words mark_words edit_sentence",
        "$sent: str",
        "str",
        f"""
        Return $sent with the words {who} {how}
        Write the words of $sent {who} {how} and leave all other words as they are
        Change the words of $sent {who}: they come out {how}
        Given a sentence $sent, return it with its words {who} {how}; the rest stays
        In $sent, give back the words {who} {how}, others unchanged, joined with single spaces
        """,
        f"split the sentence into words\nchange the words {who}\njoin the words with spaces",
        (
            f'" ".join({code} if {test} else $w for {loop})',
            f"$out = []\nfor {loop}:\n    if {test}:\n        $out.append({code})\n    else:\n        $out.append($w)\n"
            'return " ".join($out)',
        ),
        inputs,
        (f'" ".join({code} if {near} else $w for {loop})', f'" ".join({code} for {loop} if {test})'),
        f"""
        You are given a sentence $sent. Rewrite it so that the words {who} are {how}; all other words stay the
        same. Words are separated by spaces, in the result by single ones.

        A text filter goes through $sent word by word. Words {who} come out {how}, others untouched. Return the
        resulting sentence.
        """,
        "返回句子 $sent,其中长度为奇数的单词改为大写" if (key, change) == ("odd", "upper") else "",
        "Words are separated by whitespace; the result has single spaces",
    )  # fmt: skip
    target = Knob(("target", "old", "wanted", "key"), "str", ("cat", "the", "Dog", sentence(rng, 1)))
    return written(rng, row, {"k": k, "target": target})
