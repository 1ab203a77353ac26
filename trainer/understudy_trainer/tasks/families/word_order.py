"""Families over the order and length of words: sorted, the longest, the shortest."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    SENTENCE,
    WORD,
    WORDS,
    distinct,
    params,
    returning,
    settled,
    text_inputs,
    word_inputs,
)


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
    cut, cut_words, slice_code = pick(
        rng,
        (
            ("all", "", ""),
            ("all", "", ""),
            ("first", f"the first {k} of ", f"[:{k}]"),
            ("last", f"the last {k} of ", f"[-{k}:]"),
            ("unique", "the distinct ones of ", ""),
        ),
    )
    source = f"set({ws})" if cut == "unique" else ws
    if cut == "unique" and key not in ("alpha", "lenalpha"):
        source, cut, cut_words = ws, "all", ""
    direction = pick(rng, (", in descending order", ", from highest to lowest", ", descending")) if down else ""
    args = ", ".join(x for x in (source, code, "reverse=True" if down else "") if x)
    near = ", ".join(x for x in (source, code, "" if down else "reverse=True") if x)
    summary = pick(
        rng,
        (
            f"Return {cut_words}{ws} sorted {how}{direction}",
            f"Sort {ws} {how}{direction}" + (f" and return {cut_words.removesuffix(' of ')}" if cut_words else ""),
            f"Given a list of words {ws}, return {cut_words}them sorted {how}{direction}",
            f"Order the words in {ws} {how}{direction}"
            + (f"; return only {cut_words.removesuffix(' of ')}" if cut_words else ""),
        ),
    )
    other = (
        f"result = list({source})\n"
        f"result.sort({', '.join(x for x in (code, 'reverse=True' if down else '') if x)})\n"
        f"return result{slice_code}"
    )
    plan = [
        *(["drop duplicates"] if cut == "unique" else []),
        f"sort {how}{' in descending order' if down else ''}",
        *([f"take {cut_words.removesuffix(' of ')}"] if slice_code else []),
    ]
    return settled(
        rng,
        ("sort_words", f"sort words by {key}", "order_words", "sorted_words"),
        params((ws, "list[str]")),
        "list[str]",
        summary,
        plan,
        (f"sorted({args}){slice_code}", other),
        word_inputs(rng, "Bob", "aa"),
        f"{key}|{down}|{cut}",
        (f"sorted({near}){slice_code}", f"sorted({source}){slice_code}"),
    )


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
        codes = (
            f'{function}({source}, key=len, default="")',
            "best = None\n"
            f"for {w} in {source}:\n"
            f"    if best is None or len({w}) {sign} len(best):\n"
            f"        best = {w}\n"
            'return best or ""',
        )
        return settled(
            rng,
            (f"{which}_word", f"find_{which}"),
            ps,
            "str",
            returning(rng, f"the {which} word in {ws}"),
            ("compare the words by length", f"take the {which}, the first on a tie"),
            codes,
            inputs,
            f"{which}|word|{from_sentence}",
            (f'{"min" if function == "max" else "max"}({source}, key=len, default="")',),
            ("Return an empty string if there are no words", "The first such word wins a tie"),
        )
    codes = (
        f"{function}((len({w}) for {w} in {source}), default=0)",
        f"lengths = [len({w}) for {w} in {source}]\nreturn {function}(lengths) if lengths else 0",
    )
    return settled(
        rng,
        (f"{which}_length", f"length of {which} word"),
        ps,
        "int",
        returning(rng, f"the length of the {which} word in {ws}"),
        ("take the length of each word", f"return the {'largest' if which == 'longest' else 'smallest'}"),
        codes,
        inputs,
        f"{which}|length|{from_sentence}",
        (f"sum(len({w}) for {w} in {source})",),
        ("Return 0 if there are no words",),
    )
