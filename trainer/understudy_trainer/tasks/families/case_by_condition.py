"""Family: letters in upper or lower case according to what they are or what stands before them."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import INDEX, ITEM, TEXT, cases, samples
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("case-by-condition", weight=3, held_out=True)
def case_by_condition(rng: Rng) -> Draft:
    """Letters in upper or lower case according to what they are or what stands before them."""
    s, c, i, given = distinct(rng, TEXT, ITEM, INDEX, ("letters", "chars", "wanted", "special"))
    limit = pick(rng, "fghjkmnprst")
    at = f"{s}[{i}]"
    key, which, test, near, more = pick(
        rng,
        (
            ("vowel", "the vowels", f'{at}.lower() in "aeiou"', f'{at} in "aeiou"', False),
            ("given", f"the characters that occur in {given}", f"{at} in {given}", f"{at} not in {given}", True),
            (
                "upto",
                f"the letters from 'a' to {limit!r}",
                f'"a" <= {at}.lower() <= "{limit}"',
                f'"a" < {at}.lower() < "{limit}"',
                False,
            ),
            (
                "spaced",
                "the first character and each character after a space",
                f'{i} == 0 or {s}[{i} - 1] == " "',
                f'{s}[{i} - 1] == " "',
                False,
            ),
            (
                "digit",
                "the characters right after a digit",
                f"{i} > 0 and {s}[{i} - 1].isdigit()",
                f"{s}[{i} - 1].isdigit()",
                False,
            ),
            (
                "nonletter",
                "the letters that do not follow another letter",
                f"{i} == 0 or not {s}[{i} - 1].isalpha()",
                f"not {s}[{i} - 1].isalpha()",
                False,
            ),
            (
                "repeated",
                "the characters that occur more than once",
                f"{s}.count({at}) > 1",
                f"{s}.count({at}) == 1",
                False,
            ),
            (
                "wordend",
                "the last character of each word (words are separated by spaces)",
                f'{i} == len({s}) - 1 or {s}[{i} + 1] == " "',
                f"{i} == len({s}) - 1",
                False,
            ),
            (
                "same",
                "the characters equal to the one before them",
                f"{i} > 0 and {s}[{i} - 1] == {at}",
                f"{s}[{i} - 1] == {at}",
                False,
            ),
        ),
    )
    to, word_to = pick(rng, (("upper", "uppercase"), ("upper", "uppercase"), ("lower", "lowercase")))
    back = pick(rng, ("keep", "back"))
    opposite = "lower" if to == "upper" else "upper"
    other = at if back == "keep" else f"{at}.{opposite}()"
    rest = "leave the rest unchanged" if back == "keep" else f"put the rest in {opposite}case"
    simple = key in ("vowel", "given", "upto", "repeated")
    first = f'"".join({at}.{to}() if {test} else {other} for {i} in range(len({s})))'
    if simple:
        first = f'"".join({c}.{to}() if {test} else {other} for {c} in {s})'.replace(at, c)
    loop = code(
        'result = ""',
        f"for {i} in range(len({s})):",
        f"    if {test}:",
        f"        result += {at}.{to}()",
        "    else:",
        f"        result += {other}",
        "return result",
    )
    made = samples(rng, "two 3b4C mice", "Aardvark BEES", "bookkeeper 7up ok", "sEE a")
    return draft(
        rng,
        f"{key}|{to}|{back}",
        names=(f"{to}_{key}", f"{to}case_{key}", "change_case", f"{key}_to_{to}", "recase"),
        params=f"{s}: str, {given}: str" if more else f"{s}: str",
        returns="str",
        said=(
            f"Put {which} of {s} in {word_to} and {rest}",
            f"Change {which} in {s} to {word_to}; {rest}",
            f"Return {s} with {which} in {word_to} ({rest})",
            f"Given a string {s}, convert {which} to {word_to} and {rest}",
        ),
        told=(
            f"Write the string {s} anew: {which} appear in {word_to}. As for the others, {rest}. "
            "Digits, spaces and signs have no case and do not change.",
        ),
        plan=("go through the characters", f"{word_to} {which}", rest),
        solutions=(first, loop),
        wrong=(loop.replace(test, near), loop.replace(f".{to}()", ".swapcase()")),
        inputs=[(t, pick(rng, ("aeb", "tO", "xyz", "ceoi"))) for t in made] if more else cases(made),
    )
