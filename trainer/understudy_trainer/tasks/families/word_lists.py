"""Families over lists of words and sentences: kept and changed, measured, split in two."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
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
    symbol,
    text_inputs,
    word,
    word_inputs,
)


def word_test(rng: Rng, w: str) -> tuple[str, str, str, str]:
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


def word_change(rng: Rng, w: str) -> tuple[str, str, str]:
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
    key, clause, test, near = word_test(rng, w)
    change, how, expression = word_change(rng, w)
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
    loop = (
        f"{out} = []\n"
        f"for {w} in {source}:\n"
        f"    if {test}:\n"
        f"        {out}.append({expression})\n"
        f"return {wrap.format(out)}"
    )
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
    names = (
        f"select words {key}",
        "filter_words",
        f"words {key} {change}",
        "pick_words",
        "matching words",
        "keep_words",
    )
    return settled(
        rng,
        names,
        ps,
        kind,
        summary,
        plan,
        (wrap.format(listed), loop),
        inputs,
        f"{from_sentence}|{key}|{change}|{form}",
        (wrap.format(wrong), wrap.format(f"[{w} for {w} in {source}]")),
    )


@family("words-measured")
def words_measured(rng: Rng) -> Draft:
    """One value about the words that pass a test: how many, total length, first, longest, any, all."""
    from_sentence = rng.random() < 0.35
    ws, w, out = distinct(rng, SENTENCE if from_sentence else WORDS, WORD, ("n", "total", "count", "best"))
    source = f"{ws}.split()" if from_sentence else ws
    key, clause, test, near = word_test(rng, w)
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
        wrong = [
            f"next(({w} for {w} in {source} if {near}), None)",
            f"next(({w} for {w} in reversed({source}) if {test}), None)",
        ]
        plan, notes = (
            [f"look for one {clause}".replace("that are", "that is"), "return it at once"],
            (pick(rng, ("Return None if there is none", "None if no word qualifies")),),
        )
    elif what == "longest":
        summary, kind = returning(rng, f"the longest of the {phrase}"), "str"
        codes = [
            f'max(({w} for {w} in {source} if {test}), key=len, default="")',
            f'{out} = ""\n'
            f"for {w} in {source}:\n"
            f"    if {test} and len({w}) > len({out}):\n"
            f"        {out} = {w}\n"
            f"return {out}",
        ]
        wrong = [
            f'min(({w} for {w} in {source} if {test}), key=len, default="")',
            f'max({source}, key=len, default="")',
        ]
        plan, notes = (
            [f"keep the {noun} {clause}", "take the longest"],
            ("Return an empty string if there is none; the first one wins a tie",),
        )
    elif what == "any":
        summary, kind = checking(rng, f"there are any {phrase}"), "bool"
        codes = [f"any({test} for {w} in {source})", f"{loop}return True\nreturn False"]
        wrong = [f"all({test} for {w} in {source})", f"any({near} for {w} in {source})"]
        plan = [f"look for one of the {noun} {clause}", "stop at the first hit"]
    elif what == "all":
        summary, kind = checking(rng, f"there are only {phrase}"), "bool"
        codes = [
            f"all({test} for {w} in {source})",
            f"for {w} in {source}:\n    if not ({test}):\n        return False\nreturn True",
        ]
        wrong = [f"any({test} for {w} in {source})"]
        plan, notes = [f"test every one of the {noun}"], ("An empty input counts as True",)
    elif what == "index":
        summary, kind = returning(rng, f"the index of the first of the {phrase}, or -1 if there is none"), "int"
        codes = [
            f"for i, {w} in enumerate({source}):\n    if {test}:\n        return i\nreturn -1",
            f"next((i for i, {w} in enumerate({source}) if {test}), -1)",
        ]
        wrong = [
            f"next((i for i, {w} in enumerate({source}) if {near}), -1)",
            f"next((i + 1 for i, {w} in enumerate({source}) if {test}), -1)",
        ]
        plan = [f"go over the {noun} with their indices", "return the first index that matches", "otherwise return -1"]
    else:
        summary, kind = (
            f"{pick(rng, ('Split', 'Divide', 'Partition'))} the {noun} in {ws} into two lists: those "
            f"{clause}, and the rest",
            "tuple[list[str], list[str]]",
        )
        codes = [
            "yes, no = [], []\n"
            f"for {w} in {source}:\n"
            f"    if {test}:\n"
            f"        yes.append({w})\n"
            "    else:\n"
            f"        no.append({w})\n"
            "return yes, no",
            f"return [{w} for {w} in {source} if {test}], [{w} for {w} in {source} if not ({test})]",
        ]
        wrong = [f"return [{w} for {w} in {source} if {near}], [{w} for {w} in {source} if not ({near})]"]
        plan = ["start two lists", f"put the {noun} {clause} into the first", "put the others into the second"]
    inputs = text_inputs(rng, f"The {word(rng)} and an apple") if from_sentence else word_inputs(rng, "The", "apple")
    names = {
        "count": (f"count_{noun}", f"count words {key}"),
        "length": ("total_length", "length of matching words"),
        "any": (f"has_{key}_word", "any_match"),
        "all": ("all_match", f"only {key} words"),
        "split": ("partition_words", "split_words"),
    }
    ps = params((ws, "str" if from_sentence else "list[str]"))
    return settled(
        rng,
        names.get(what, (f"{what}_word", f"find {what} matching word", f"{what}_match")),
        ps,
        kind,
        summary,
        plan,
        codes,
        inputs,
        f"{from_sentence}|{key}|{what}",
        wrong,
        notes,
    )
