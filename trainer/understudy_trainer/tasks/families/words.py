"""Families over lists of words and sentences: filter x transform x aggregate, joining, sorting, affixes."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
    RESULT,
    SENTENCE,
    WORD,
    WORDS,
    checking,
    counting,
    distinct,
    letter,
    params,
    quoted,
    returning,
    settled,
    some_words,
    symbol,
    text_inputs,
    word,
    word_inputs,
)


def _word_test(rng: Rng, w: str) -> tuple[str, str, str, str]:
    """A test on a word: key, clause ("longer than 3 characters"), condition and near-miss condition over `w`."""
    k, one = rng.randint(2, 7), letter(rng)
    some = word(rng)[:2].lower()
    return pick(
        rng,
        (
            ("longer", f"that are longer than {k} characters", f"len({w}) > {k}", f"len({w}) >= {k}"),
            ("shorter", f"that are shorter than {k} characters", f"len({w}) < {k}", f"len({w}) <= {k}"),
            ("atleast", f"that have at least {k} characters", f"len({w}) >= {k}", f"len({w}) > {k}"),
            ("exactly", f"of length {k}", f"len({w}) == {k}", f"len({w}) != {k}"),
            ("evenlen", "of even length", f"len({w}) % 2 == 0", f"len({w}) % 2 == 1"),
            ("oddlen", "of odd length", f"len({w}) % 2 == 1", f"len({w}) % 2 == 0"),
            ("starts", f"that start with {one!r}", f"{w}.startswith({quoted(one)})", f"{w}.endswith({quoted(one)})"),
            ("starts2", f"that start with {some!r}", f"{w}.startswith({quoted(some)})", f"{quoted(some)} in {w}"),
            ("ends", f"that end with {one!r}", f"{w}.endswith({quoted(one)})", f"{w}.startswith({quoted(one)})"),
            ("has", f"that contain {one!r}", f"{quoted(one)} in {w}", f"{w}.startswith({quoted(one)})"),
            ("hasnot", f"that do not contain {one!r}", f"{quoted(one)} not in {w}", f"{quoted(one)} in {w}"),
            ("lower", "that are all lowercase", f"{w}.islower()", f"{w}.isupper()"),
            ("capital", "that start with a capital letter", f"{w}[:1].isupper()", f"{w}[:1].islower()"),
            ("vowel", "that begin with a vowel", f'{w}[:1].lower() in tuple("aeiou")', f'{w}[-1:] in tuple("aeiou")'),
            ("not", f"other than {some!r}", f"{w} != {quoted(some)}", f"{w} == {quoted(some)}"),
        ),
    )


def _word_change(rng: Rng, w: str) -> tuple[str, str, str]:
    """A change of a word: key, adverbial and expression."""
    mark, k = symbol(rng), rng.randint(2, 4)
    return pick(
        rng,
        (
            ("same", "", w),
            ("same", "", w),
            ("up", "in uppercase", f"{w}.upper()"),
            ("low", "in lowercase", f"{w}.lower()"),
            ("cap", "capitalized", f"{w}.capitalize()"),
            ("rev", "reversed", f"{w}[::-1]"),
            ("cut", f"cut to {k} characters", f"{w}[:{k}]"),
            ("suffix", f"with {mark!r} appended", f"{w} + {quoted(mark)}"),
            ("prefix", f"with {mark!r} put in front", f"{quoted(mark)} + {w}"),
            ("wrap", f"with {mark!r} on both sides", f'f"{mark}{{{w}}}{mark}"'),
        ),
    )


@family("words-kept-and-changed")
def words_kept_and_changed(rng: Rng) -> Draft:
    """Words of a list or sentence that pass a test, changed, as a list, sorted list or joined string."""
    from_sentence = rng.random() < 0.35
    ws, w, out = distinct(rng, SENTENCE if from_sentence else WORDS, WORD, RESULT)
    source = f"{ws}.split()" if from_sentence else ws
    key, clause, test, near = _word_test(rng, w)
    change, how, expression = _word_change(rng, w)
    mark = pick(rng, (" ", ", ", "-", "", "/", "_", " | "))
    form, tail, wrap, kind = pick(
        rng,
        (
            ("list", "as a list", "{}", "list[str]"),
            ("list", "", "{}", "list[str]"),
            ("sorted", "in alphabetical order", "sorted({})", "list[str]"),
            ("backwards", "in reverse order", "{}[::-1]", "list[str]"),
            ("joined", f"joined with {mark!r}", f"{quoted(mark)}.join({{}})", "str"),
        ),
    )
    if form == "list" and not tail and from_sentence:
        tail = "as a list"
    noun = pick(rng, ("words", "words", "words" if from_sentence else "strings"))
    ends = ", ".join(x for x in (how, tail) if x)
    summary = pick(
        rng,
        (
            f"Return the {noun} in {ws} {clause}",
            f"Collect the {noun} of {ws} {clause}",
            f"From {ws}, keep the {noun} {clause}",
            f"Given {'a sentence' if from_sentence else f'a list of {noun}'} {ws}, return those {noun} {clause}",
            f"Find all {noun} in {ws} {clause}",
            f"Pick the {noun} of {ws} {clause}",
        ),
    ) + (f", {ends}" if ends else "")
    comprehension = f"{expression} for {w} in {source} if {test}"
    listed = comprehension if form in ("sorted", "joined") else f"[{comprehension}]"
    loop = f"{out} = []\nfor {w} in {source}:\n    if {test}:\n        {out}.append({expression})\nreturn {wrap.format(out)}"
    plan = [f"keep the words {clause}"]
    plan += ["split the sentence into words"] if from_sentence else []
    plan.reverse()
    plan += [f"write each {how}"] if how else []
    plan += [tail] if form not in ("list",) and tail else []
    plan = [{"in alphabetical order": "sort them", "in reverse order": "reverse the list"}.get(p, p) for p in plan]
    plan = [p.replace("joined with", "join them with") for p in plan]
    inputs = text_inputs(rng, f"The {word(rng)} and an apple") if from_sentence else word_inputs(rng, "The", "apple")
    wrong = f"[{expression} for {w} in {source} if {near}]"
    ps = params((ws, "str" if from_sentence else "list[str]"))
    names = (f"select words {key}", "filter_words", f"words {key} {change}", "pick_words", "matching words", "keep_words")
    return settled(
        rng, names, ps, kind, summary, plan, (wrap.format(listed), loop), inputs,
        f"{from_sentence}|{key}|{change}|{form}", (wrap.format(wrong), wrap.format(f"[{w} for {w} in {source}]")),
    )


@family("words-measured")
def words_measured(rng: Rng) -> Draft:
    """One value about the words that pass a test: how many, total length, first, longest, any, all."""
    from_sentence = rng.random() < 0.35
    ws, w, out = distinct(rng, SENTENCE if from_sentence else WORDS, WORD, ("n", "total", "count", "best"))
    source = f"{ws}.split()" if from_sentence else ws
    key, clause, test, near = _word_test(rng, w)
    noun = pick(rng, ("words", "words", "words" if from_sentence else "strings"))
    what = pick(rng, ("count", "count", "length", "first", "longest", "any", "all", "index", "split"))
    loop = f"for {w} in {source}:\n    if {test}:\n        "
    notes: tuple[str, ...] = ()
    phrase = f"{noun} in {ws} {clause}"
    if what == "count":
        summary, kind = counting(rng, phrase), "int"
        codes = [f"sum(1 for {w} in {source} if {test})", f"{out} = 0\n{loop}{out} += 1\nreturn {out}"]
        wrong = [f"sum(1 for {w} in {source} if {near})", f"len({source})"]
        plan = [f"go over the {noun}", f"count those {clause}"]
    elif what == "length":
        summary, kind = returning(rng, f"the total length of the {phrase}"), "int"
        codes = [f"sum(len({w}) for {w} in {source} if {test})", f"{out} = 0\n{loop}{out} += len({w})\nreturn {out}"]
        wrong = [f"sum(1 for {w} in {source} if {test})", f"sum(len({w}) for {w} in {source})"]
        plan = [f"keep the {noun} {clause}", "add up their lengths"]
    elif what == "first":
        summary, kind = returning(rng, f"the first of the {phrase}"), "str | None"
        codes = [f"next(({w} for {w} in {source} if {test}), None)", f"{loop}return {w}\nreturn None"]
        wrong = [f"next(({w} for {w} in {source} if {near}), None)", f"next(({w} for {w} in reversed({source}) if {test}), None)"]
        plan, notes = [f"look for one {clause}".replace("that are", "that is"), "return it at once"], (pick(rng, ("Return None if there is none", "None if no word qualifies")),)
    elif what == "longest":
        summary, kind = returning(rng, f"the longest of the {phrase}"), "str"
        codes = [f'max(({w} for {w} in {source} if {test}), key=len, default="")', f'{out} = ""\nfor {w} in {source}:\n    if {test} and len({w}) > len({out}):\n        {out} = {w}\nreturn {out}']
        wrong = [f'min(({w} for {w} in {source} if {test}), key=len, default="")', f'max({source}, key=len, default="")']
        plan, notes = [f"keep the {noun} {clause}", "take the longest"], ("Return an empty string if there is none; the first one wins a tie",)
    elif what == "any":
        summary, kind = checking(rng, f"there are any {phrase}"), "bool"
        codes = [f"any({test} for {w} in {source})", f"{loop}return True\nreturn False"]
        wrong = [f"all({test} for {w} in {source})", f"any({near} for {w} in {source})"]
        plan = [f"look for one of the {noun} {clause}", "stop at the first hit"]
    elif what == "all":
        summary, kind = checking(rng, f"there are only {phrase}"), "bool"
        codes = [f"all({test} for {w} in {source})", f"for {w} in {source}:\n    if not ({test}):\n        return False\nreturn True"]
        wrong = [f"any({test} for {w} in {source})"]
        plan, notes = [f"test every one of the {noun}"], ("An empty input counts as True",)
    elif what == "index":
        summary, kind = returning(rng, f"the index of the first of the {phrase}, or -1 if there is none"), "int"
        codes = [f"for i, {w} in enumerate({source}):\n    if {test}:\n        return i\nreturn -1", f"next((i for i, {w} in enumerate({source}) if {test}), -1)"]
        wrong = [f"next((i for i, {w} in enumerate({source}) if {near}), -1)", f"next((i + 1 for i, {w} in enumerate({source}) if {test}), -1)"]
        plan = [f"go over the {noun} with their indices", "return the first index that matches", "otherwise return -1"]
    else:
        summary, kind = f"{pick(rng, ('Split', 'Divide', 'Partition'))} the {noun} in {ws} into two lists: those {clause}, and the rest", "tuple[list[str], list[str]]"
        codes = [f"yes, no = [], []\nfor {w} in {source}:\n    if {test}:\n        yes.append({w})\n    else:\n        no.append({w})\nreturn yes, no", f"return [{w} for {w} in {source} if {test}], [{w} for {w} in {source} if not ({test})]"]
        wrong = [f"return [{w} for {w} in {source} if {near}], [{w} for {w} in {source} if not ({near})]"]
        plan = ["start two lists", f"put the {noun} {clause} into the first", "put the others into the second"]
    inputs = text_inputs(rng, f"The {word(rng)} and an apple") if from_sentence else word_inputs(rng, "The", "apple")
    names = {"count": (f"count_{noun}", f"count words {key}"), "length": ("total_length", "length of matching words"), "any": (f"has_{key}_word", "any_match"), "all": ("all_match", f"only {key} words"), "split": ("partition_words", "split_words")}
    ps = params((ws, "str" if from_sentence else "list[str]"))
    return settled(rng, names.get(what, (f"{what}_word", f"find {what} matching word", f"{what}_match")), ps, kind, summary, plan, codes, inputs, f"{from_sentence}|{key}|{what}", wrong, notes)


@family("words-sorted")
def words_sorted(rng: Rng) -> Draft:
    """Words sorted by some key in some direction, possibly the first few of them."""
    ws, w = distinct(rng, WORDS, WORD)
    key, how, code = pick(
        rng,
        (
            ("alpha", "alphabetically", ""),
            ("length", "by length", "key=len"),
            ("last", "by their last character", f"key=lambda {w}: {w}[-1:]"),
            ("nocase", "alphabetically, ignoring case", "key=str.lower"),
            ("lenalpha", "by length and alphabetically within one length", f"key=lambda {w}: (len({w}), {w})"),
            ("vowels", "by the number of lowercase vowels", f'key=lambda {w}: sum(c in "aeiou" for c in {w})'),
            ("reversed", "by their reversed spelling", f"key=lambda {w}: {w}[::-1]"),
        ),
    )
    down = rng.random() < 0.4
    k = rng.randint(2, 4)
    cut, cut_words, slice_code = pick(rng, (("all", "", ""), ("all", "", ""), ("first", f"the first {k} of ", f"[:{k}]"), ("last", f"the last {k} of ", f"[-{k}:]"), ("unique", "the distinct ones of ", "")))
    source = f"set({ws})" if cut == "unique" else ws
    if cut == "unique" and key not in ("alpha", "lenalpha"):
        source, cut, cut_words = ws, "all", ""
    direction = pick(rng, (", in descending order", ", from highest to lowest", ", descending")) if down else ""
    args = ", ".join(x for x in (source, code, "reverse=True" if down else "") if x)
    near = ", ".join(x for x in (source, code, "" if down else "reverse=True") if x)
    summary = pick(rng, (f"Return {cut_words}{ws} sorted {how}{direction}", f"Sort {ws} {how}{direction}" + (f" and return {cut_words.removesuffix(' of ')}" if cut_words else ""), f"Given a list of words {ws}, return {cut_words}them sorted {how}{direction}", f"Order the words in {ws} {how}{direction}" + (f"; return only {cut_words.removesuffix(' of ')}" if cut_words else "")))
    other = f"result = list({source})\nresult.sort({', '.join(x for x in (code, 'reverse=True' if down else '') if x)})\nreturn result{slice_code}"
    plan = [*(["drop duplicates"] if cut == "unique" else []), f"sort {how}{' in descending order' if down else ''}", *([f"take {cut_words.removesuffix(' of ')}"] if slice_code else [])]
    return settled(rng, ("sort_words", f"sort words by {key}", "order_words", "sorted_words"), params((ws, "list[str]")), "list[str]", summary, plan, (f"sorted({args}){slice_code}", other), word_inputs(rng, "Bob", "aa"), f"{key}|{down}|{cut}", (f"sorted({near}){slice_code}", f"sorted({source}){slice_code}"))


@family("word-list-joined")
def word_list_joined(rng: Rng) -> Draft:
    """Words joined into one string in some layout."""
    ws, w = distinct(rng, WORDS, WORD)
    mark, last, left = pick(rng, (", ", "; ", "-", " / ", " + ", "|", " ")), pick(rng, ("and", "or", "und", "plus")), symbol(rng)
    key, what, code, other, near, plan = pick(
        rng,
        (
            ("sep", f"the words of {ws} joined with {mark!r}", f"{quoted(mark)}.join({ws})", "", f'"".join({ws})', ("join with the separator",)),
            ("and", f"{ws} as one string separated by ', ', with {last!r} before the last one", f'if len({ws}) < 2:\n    return "".join({ws})\nreturn ", ".join({ws}[:-1]) + " {last} " + {ws}[-1]', "", f'", ".join({ws})', ("handle fewer than two words", "join all but the last with commas", f"append {last!r} and the last word")),
            ("numbered", f"the words of {ws} on one line each, numbered from 1 as in '1. apple'", f'"\\n".join(f"{{i}}. {{{w}}}" for i, {w} in enumerate({ws}, 1))', f'lines = []\nfor i, {w} in enumerate({ws}, start=1):\n    lines.append(f"{{i}}. {{{w}}}")\nreturn "\\n".join(lines)', f'"\\n".join(f"{{i}}. {{{w}}}" for i, {w} in enumerate({ws}))', ("number the words from 1", "join the lines")),
            ("bullets", f"the words of {ws} as lines that start with '{left} '", f'"\\n".join(f"{left} {{{w}}}" for {w} in {ws})', f'"\\n".join("{left} " + {w} for {w} in {ws})', f'"\\n".join({ws})', ("put the mark before each word", "join the lines")),
            ("quoted", f"the words of {ws} in single quotes, separated by ', '", f'", ".join(f"\'{{{w}}}\'" for {w} in {ws})', f'", ".join("\'" + {w} + "\'" for {w} in {ws})', f'", ".join({ws})', ("quote each word", "join with commas")),
            ("initials", f"the first letters of the words in {ws} as one uppercase string", f'"".join({w}[0].upper() for {w} in {ws})', f'result = ""\nfor {w} in {ws}:\n    result += {w}[0].upper()\nreturn result', f'"".join({w}[-1].upper() for {w} in {ws})', ("take the first letter of each word", "uppercase and join them")),
            ("dots", f"the uppercase initials of {ws}, each followed by '{left}'", f'"".join({w}[0].upper() + "{left}" for {w} in {ws})', f'"".join(f"{{{w}[0].upper()}}{left}" for {w} in {ws})', f'"{left}".join({w}[0].upper() for {w} in {ws})', ("take the first letter of each word", "append the mark to each", "join them")),
            ("snake", f"the words of {ws} in lowercase, joined with '_'", f'"_".join({w}.lower() for {w} in {ws})', f'"_".join({ws}).lower()', f'"-".join({w}.lower() for {w} in {ws})', ("lowercase each word", "join with underscores")),
            ("camel", f"the words of {ws} as one camelCase name", f'"".join({w}.lower() if i == 0 else {w}.capitalize() for i, {w} in enumerate({ws}))', "", f'"".join({w}.capitalize() for {w} in {ws})', ("lowercase the first word", "capitalize the others", "join them")),
        ),
    )
    return settled(rng, ("join_words", f"join words {key}", f"words_to_{key}", "combine", "format_words"), params((ws, "list[str]")), "str", returning(rng, what, f"a list of words {ws}"), plan, (code, other), word_inputs(rng, "The"), key, (near,))


@family("affix-each-word")
def affix_each_word(rng: Rng) -> Draft:
    """A prefix or suffix added to or removed from each word, always or only where needed."""
    ws, w, a = distinct(rng, WORDS, WORD, ("prefix", "affix", "ending", "tag"))
    text = pick(rng, ("pre_", "re", "un", ".txt", "_id", "s", "ing", "@", "#", "my-", ".py", "tmp_", "ed", "x", "no"))
    fixed = rng.random() < 0.6
    code, shown = (quoted(text), repr(text)) if fixed else (a, a)
    key, what, expression, other, near = pick(
        rng,
        (
            ("add-front", f"with {shown} added in front of each word", f"{code} + {w}", f"{code} + {w}", f"{w} + {code}"),
            ("add-end", f"with {shown} appended to each word", f"{w} + {code}", f"{w} + {code}", f"{code} + {w}"),
            ("need-front", f"with {shown} put in front of the words that do not start with it yet", f"{w} if {w}.startswith({code}) else {code} + {w}", f"{code} + {w}.removeprefix({code})", f"{code} + {w}"),
            ("need-end", f"with {shown} appended to the words that do not end with it yet", f"{w} if {w}.endswith({code}) else {w} + {code}", f"{w}.removesuffix({code}) + {code}", f"{w} + {code}"),
            ("cut-front", f"with a leading {shown} removed from each word", f"{w}.removeprefix({code})", f"{w}[len({code}):] if {w}.startswith({code}) else {w}", f"{w}.removesuffix({code})"),
            ("cut-end", f"with a trailing {shown} removed from each word", f"{w}.removesuffix({code})", f"{w}[:len({w}) - len({code})] if {w}.endswith({code}) else {w}", f"{w}.removeprefix({code})"),
        ),
    )
    ps = params((ws, "list[str]")) if fixed else params((ws, "list[str]"), (a, "str"))
    samples = [[f"{text}{word(rng)}", word(rng), f"{word(rng)}{text}"], some_words(rng), [text], [], [f"{text}{text}{word(rng)}", f"{word(rng)}{text}"]]
    inputs = tuple((x,) if fixed else (x, text) for x in samples)
    verb = {"a": "add", "n": "ensure", "c": "strip"}[key[0]]
    side = "prefix" if key.endswith("front") else "suffix"
    plan = ("go over the words", {"a": f"add the {side} to each", "n": f"add the {side} where it is missing", "c": f"cut the {side} where it is present"}[key[0]])
    return settled(rng, (f"{verb}_{side}", f"{verb}_{side}es" if side == "prefix" else f"{verb}_suffixes", f"{verb}_{side}_to_all" if key[0] == "a" else f"{verb} {side} words"), ps, "list[str]", returning(rng, f"the words of {ws} {what}", f"a list of words {ws}"), plan, (f"[{expression} for {w} in {ws}]", f"[{other} for {w} in {ws}]" if other != expression else f"result = []\nfor {w} in {ws}:\n    result.append({expression})\nreturn result"), inputs, f"{key}|{fixed}", (f"[{near} for {w} in {ws}]",))


@family("longest-word", held_out=True)
def longest_word(rng: Rng) -> Draft:
    """The longest or shortest word, or its length, of a list or a sentence."""
    from_sentence = rng.random() < 0.5
    ws, w = distinct(rng, SENTENCE if from_sentence else WORDS, WORD)
    source = f"{ws}.split()" if from_sentence else ws
    which, pickers = pick(rng, (("longest", ("max", ">")), ("shortest", ("min", "<"))))
    function, sign = pickers
    inputs = text_inputs(rng, "a bb cc") if from_sentence else word_inputs(rng, "aaaaaaaaa")
    ps = params((ws, "str" if from_sentence else "list[str]"))
    if rng.random() < 0.5:
        codes = (f'{function}({source}, key=len, default="")', f'best = None\nfor {w} in {source}:\n    if best is None or len({w}) {sign} len(best):\n        best = {w}\nreturn best or ""')
        return settled(rng, (f"{which}_word", f"find_{which}"), ps, "str", returning(rng, f"the {which} word in {ws}"), ("compare the words by length", f"take the {which}, the first on a tie"), codes, inputs, f"{which}|word|{from_sentence}", (f'{"min" if function == "max" else "max"}({source}, key=len, default="")',), ("Return an empty string if there are no words", "The first such word wins a tie"))
    codes = (f"{function}((len({w}) for {w} in {source}), default=0)", f"lengths = [len({w}) for {w} in {source}]\nreturn {function}(lengths) if lengths else 0")
    return settled(rng, (f"{which}_length", f"length of {which} word"), ps, "int", returning(rng, f"the length of the {which} word in {ws}"), ("take the length of each word", f"return the {'largest' if which == 'longest' else 'smallest'}"), codes, inputs, f"{which}|length|{from_sentence}", (f"sum(len({w}) for {w} in {source})",), ("Return 0 if there are no words",))
