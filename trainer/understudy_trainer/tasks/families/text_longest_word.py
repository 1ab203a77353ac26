"""Families: longest word."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
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
            f'best = None\nfor {w} in {source}:\n    if best is None or len({w}) {sign} len(best):\n        best = {w}\nreturn best or ""',  # noqa: E501
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
