"""Families over texts of several sentences, and over acronyms, initials and secret-language words."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written

SPLIT = '[$p.strip() for $p in re.split(r"[.!?]", $txt) if $p.strip()]'


@family("sentences-of-text", weight=4)
def sentences_of_text(rng: Rng) -> Draft:
    """A text split at full stops, question and exclamation marks, and what is asked of its sentences."""
    some = words(rng, 6)
    first = pick(rng, ("We", "The", "You", "It", "No"))
    start = Knob(("word", "start", "opener", "first_word"), "str", (first, "the", "We", "Is"))
    k = Knob(("k", "n", "limit", "size"), "int", (3, 2, 4, 1))
    inputs = each(
        (
            f"{first} {some[0]} {some[1]}. Is {some[2]} here? No!",
            f"{first}. {first}side. {first} saw {some[3]} and {some[4]}!",
            "",
            sentence(rng, 3),
            f"{some[5]}?! We like tea... {first} do",
            "The end. the end! Is it? It is",
        )
    )
    key, returns, what, code, other, near, plan = pick(
        rng,
        (
            ("count", "int", "the number of sentences in $txt", "len(sentences)",
             'return sum(1 for $p in re.split(r"[.!?]", $txt) if $p.strip())', 'return len(re.split(r"[.!?]", $txt))',
             "count them"),
            ("longest", "str", "the sentence of $txt with the most words (the first such one, or an empty string)",
             'max(sentences, key=lambda $p: len($p.split()), default="")',
             'best = ""\nfor sentence in ' + SPLIT + ':\n    if len(sentence.split()) > len(best.split()):\n'
             "        best = sentence\nreturn best",
             "return max(" + SPLIT + ', key=len, default="")', "take the one with the most words"),
            ("words", "list[int]", "the number of words of each sentence in $txt", "[len($p.split()) for $p in sentences]",
             'return [len($p.split()) for $p in re.split(r"[.!?]", $txt) if $p.strip()]',
             "return [len($p) for $p in " + SPLIT + "]", "count the words of each"),
            ("containing", "list[str]", "the sentences of $txt that contain the word $start!s",
             "[$p for $p in sentences if $start!r in $p.split()]",
             "$out = []\nfor sentence in " + SPLIT + ":\n    if $start!r in sentence.split():\n"
             "        $out.append(sentence)\nreturn $out",
             "return [$p for $p in " + SPLIT + " if $start!r in $p]", "keep those with the word"),
            ("long", "list[str]", "the sentences of $txt that have more than $k words",
             "[$p for $p in sentences if len($p.split()) > $k]",
             "$out = []\nfor sentence in " + SPLIT + ":\n    if len(sentence.split()) > $k:\n        $out.append(sentence)\n"
             "return $out",
             "return [$p for $p in " + SPLIT + " if len($p.split()) >= $k]", "keep those with more than $k words"),
            ("firsts", "list[str]", "the first word of each sentence in $txt", "[$p.split()[0] for $p in sentences]",
             'return [$p.split()[0] for $p in re.split(r"[.!?]", $txt) if $p.strip()]',
             "return [$p.split()[-1] for $p in " + SPLIT + "]", "take the first word of each"),
            ("lasts", "list[str]", "the last word of each sentence in $txt", "[$p.split()[-1] for $p in sentences]",
             'return [$p.split()[-1] for $p in re.split(r"[.!?]", $txt) if $p.strip()]',
             "return [$p.split()[0] for $p in " + SPLIT + "]", "take the last word of each"),
            ("capital", "list[str]", "the sentences of $txt, each with its first letter in upper case",
             "[$p[0].upper() + $p[1:] for $p in sentences]",
             "$out = []\nfor sentence in " + SPLIT + ":\n    $out.append(sentence[0].upper() + sentence[1:])\nreturn $out",
             "return [$p.upper() for $p in " + SPLIT + "]", "make the first letter of each a capital"),
            ("average", "float", "the average number of words per sentence in $txt, rounded to 2 decimals",
             "round(sum(len($p.split()) for $p in sentences) / len(sentences), 2) if sentences else 0.0",
             "counts = [len($p.split()) for $p in " + SPLIT + "]\nif not counts:\n    return 0.0\n"
             "return round(sum(counts) / len(counts), 2)",
             "return float(len($txt.split()))", "divide the number of words by the number of sentences"),
            ("reversed", "str", "$txt with the order of its sentences reversed, each ended by a full stop, with spaces between",
             '" ".join(f"{$p}." for $p in reversed(sentences))',
             'return " ".join($p + "." for $p in ' + SPLIT + "[::-1])",
             'return " ".join(f"{$p}." for $p in ' + SPLIT + ")", "reverse their order\njoin them, each with a full stop"),
        ),
    )  # fmt: skip
    row = Row(
        key,
        f"sentences_{key.replace('-', '_')} {key.replace('-', '_')}_sentences sentence_{key.replace('-', '_')} by_sentence",
        "$txt: str",
        returns,
        f"""
        Return {what}
        Split $txt into sentences at '.', '!' and '?' and return {what}
        Given a text $txt, find {what}
        Compute {what}, where '.', '!' and '?' end a sentence
        """,
        f"split at the three marks and drop empty pieces\n{plan}",
        (f"sentences = {SPLIT}\nreturn {code}", other),
        inputs,
        (near,),
        f"""
        You are given a text $txt. A sentence ends with '.', '!' or '?', or with the text; pieces that hold nothing but
        whitespace are no sentences. Return {what}.

        Analyse the text $txt: cut it at '.', '!' and '?', strip the pieces and drop the empty ones. Then return {what}.
        """,
        notes="Sentences end with '.', '!' or '?'; they are stripped, and empty ones do not count",
        imports="import re",
        chinese={"count": "返回文本 $txt 中的句子数,句子以 '.'、'!' 或 '?' 结尾"}.get(key, ""),
    )
    return written(rng, row, {"k": k, "start": start})


@family("acronyms", weight=3)
def acronyms(rng: Rng) -> Draft:
    """First letters of words: acronyms, initials, with words left out or marks between."""
    mark = pick(rng, (".", "-", "", " ", "/"))
    small = pick(rng, ('{"of", "the", "and"}', '{"a", "an", "the"}', '{"for", "of", "in"}', '{"and", "or", "to"}'))
    shown = small.strip("{}").replace('"', "'")
    k = Knob(("length", "k", "minimum", "size"), "int", (rng.randint(2, 4), 3, 2, 5))
    kind, source, who, near = pick(
        rng,
        (
            ("all", "$sent.split()", "every word of $sent", "$sent"),
            ("long", "$sent.split() if len($w) >= $k", "every word of $sent with at least $k characters", "$sent.split() if len($w) > $k"),
            ("stop", f"$sent.split() if $w.lower() not in {small}", f"the words of $sent other than {shown} (in any case)",
             f"$sent.split() if $w not in {small}"),
            ("capital", "$sent.split() if $w[0].isupper()", "the words of $sent that start with a capital letter", "$sent.split()"),
            ("alpha", "$sent.split() if $w[0].isalpha()", "the words of $sent that start with a letter", "$sent.split()"),
        ),
    )  # fmt: skip
    form, piece, how, returns, shape = pick(
        rng,
        (
            ("upper", "$w[0].upper()", "the upper-case first letters", "str", f'"{mark}".join({{}})'),
            ("lower", "$w[0].lower()", "the lower-case first letters", "str", f'"{mark}".join({{}})'),
            ("dots", '$w[0].upper() + "."', "the upper-case first letters (each followed by a full stop)", "str",
             '"".join({})'),
            ("last", "$w[-1].upper()", "the upper-case last letters", "str", f'"{mark}".join({{}})'),
            ("two", "$w[:2].capitalize()", "the first two letters (capitalized)", "str", f'"{mark}".join({{}})'),
        ),
    )  # fmt: skip
    if form == "dots":
        mark = ""
    joined = f"joined with {mark!r}" if mark else "as one string"
    loop = (
        f"$out = []\nfor $w in {source.replace(' if ', chr(58) + chr(10) + '    if ')}:\n"
        + ("        " if " if " in source else "    ")
        + f"$out.append({piece})\nreturn {shape.format('$out')}"
    )
    row = Row(
        f"{form}|{kind}",
        "acronym initials make_acronym abbreviate first_letters short_name abbreviation",
        "$sent: str",
        returns,
        f"""
        Build an abbreviation of $sent: {how} of {who}, {joined}
        Return {how} of {who}, {joined}
        Take {how} of {who} and return them {joined}
        Given a title $sent, return {how} of {who} {joined}
        Abbreviate $sent to {how} of {who}, {joined}
        """,
        f"split into words\ntake the letters of the words that count\nreturn them {joined}",
        (shape.format(f"{piece} for $w in {source}"), loop),
        each(
            (
                "printed Town guide",
                "The history of an Island for all",
                "",
                sentence(rng, 4),
                "state-of-the-art 3 day tour And Or To",
                " ".join(words(rng, 3)).title(),
            )
        ),
        (
            shape.format(f"{piece} for $w in {near}"),
            shape.format(f"{piece.replace('[0]', '[-1:]').replace('[:2]', '[-2:]')} for $w in {source}"),
        ),
        f"""
        Long titles are to be abbreviated. Given a title $sent, take {how} of {who}, and return them {joined}. Return an empty
        string if there are none.

        You are given the string $sent. Its short form consists of {how} of {who}, {joined}. Return the short form.
        """,
        notes="Return an empty string if no word qualifies",
    )
    return written(rng, row, {"k": k})


@family("secret-language", held_out=True, weight=4)
def secret_language(rng: Rng) -> Draft:
    """Pig-latin-like rules for a word or each word of a sentence."""
    whole = rng.random() < 0.5
    tail, vowel_tail = pick(rng, (("ex", "ix"), ("oo", "uu"), ("en", "an"), ("us", "as"), ("ba", "bi")))
    x = "$w"
    rules = (
        ("first-last", f"its first letter is moved to the end and '{tail}' is appended", f'{x}[1:] + {x}[0] + "{tail}"',
         f'{x}[1:] + "{tail}"'),
        ("vowel-tail", f"'{vowel_tail}' is appended if it starts with one of 'aeiou'; otherwise its first letter is moved "
         f"to the end and '{tail}' is appended",
         f'{x} + "{vowel_tail}" if {x}[0] in "aeiou" else {x}[1:] + {x}[0] + "{tail}"',
         f'{x}[1:] + {x}[0] + "{tail}"'),
        ("last-first", f"its last letter is moved to the front and '{tail}' is appended", f'{x}[-1] + {x}[:-1] + "{tail}"',
         f'{x}[-1] + {x} + "{tail}"'),
        ("double", "every vowel (aeiou) is written twice",
         f'"".join(c * 2 if c in "aeiou" else c for c in {x})', f'"".join(c * 2 for c in {x})'),
        ("insert", f"'{tail}' is inserted after every vowel (aeiou)",
         f'"".join(c + "{tail}" if c in "aeiou" else c for c in {x})', f'"".join("{tail}" + c for c in {x})'),
        ("echo", "every vowel (aeiou) is followed by 'p' and the same vowel again",
         f'"".join(f"{{c}}p{{c}}" if c in "aeiou" else c for c in {x})', f'"".join(f"{{c}}p" if c in "aeiou" else c for c in {x})'),
        ("swap-ends", "its first and last letter trade places, unless it has just one letter",
         f"{x}[-1] + {x}[1:-1] + {x}[0] if len({x}) > 1 else {x}", f"{x}[-1] + {x}[1:-1] + {x}[0]"),
        ("inside", "everything but its first and last letter is reversed", f"{x}[:1] + {x}[1:-1][::-1] + {x}[1:][-1:]",
         f"{x}[::-1]"),
        ("halves", "its two halves trade places, the first half being the shorter one if the length is odd",
         f"{x}[len({x}) // 2:] + {x}[:len({x}) // 2]", f"{x}[(len({x}) + 1) // 2:] + {x}[:(len({x}) + 1) // 2]"),
        ("pairs", "the letters of each pair trade places (first with second, third with fourth ...); a single last one stays",
         f'"".join({x}[i:i + 2][::-1] for i in range(0, len({x}), 2))', f"{x}[1::2] + {x}[::2]"),
    )  # fmt: skip
    key, rule, code, near = pick(rng, rules)
    some = [w.lower() for w in words(rng, 5)]
    if whole:
        params, solution = "$sent: str", f'" ".join({code} for $w in $sent.split())'
        solution = solution.replace(f"({code} for", f"({code} for")
        loop = f'$out = []\nfor $w in $sent.split():\n    $out.append({code})\nreturn " ".join($out)'
        wrong = f'" ".join({near} for $w in $sent.split())'
        inputs: tuple[tuple[object, ...], ...] = each((" ".join(some[:3]), "a apple on tree", "", some[4], "ox string"))
        said = f"""
        Rewrite the lowercase sentence $sent so that for every word {rule}
        Return $sent in a secret language: for each of its words {rule}
        Translate $sent word by word: {rule}
        Change every word of $sent: {rule}; the words are joined with single spaces
        """
        told = f"""
        Children made up a secret language. To say a word in it, this is done: {rule}. Given a sentence $sent of lowercase
        words, return it in the secret language, the words separated by single spaces.
        """
    else:
        params, solution = "$w: str", code
        loop = "if not $w:\n    return $w\nreturn " + code
        wrong = near
        inputs = each((*some[:3], "a", "apple", "string", "ox"))
        said = f"""
        Rewrite the lowercase, non-empty word $w so that {rule}
        Return $w in a secret language: {rule}
        Encode the word $w, which is not empty: {rule}
        Translate the word $w: {rule}
        """
        told = f"""
        Children made up a secret language. To say a word in it, this is done: {rule}. Given a non-empty lowercase word $w,
        return what it becomes.
        """
    row = Row(
        f"{key}|{'sentence' if whole else 'word'}|{tail if tail in rule else ''}".rstrip("|"),
        "secret_language translate encode_word to_secret speak scramble disguise",
        params,
        "str",
        said,
        ("split into words\n" if whole else "")
        + "apply the rule"
        + (" to each word\njoin the words" if whole else " to the letters"),
        (solution, loop),
        inputs,
        (wrong,),
        told,
    )
    return written(rng, row, {"w": ("w", "word", "word", "name", "token")})
