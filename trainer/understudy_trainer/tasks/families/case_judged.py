"""Family: what the case of a string is like: changes counted, style named, letters balanced."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("case-judged", weight=2)
def case_judged(rng: Rng) -> Draft:
    """What the case of a string is like: changes counted, style named, letters balanced."""
    s, c, out = distinct(rng, TEXT, ITEM, ("count", "total", "changes"))
    made = cases(["", "a", "AB", "aBc", "hello", "HELLO", "Hello", "aB1", "12", "Hello World", "HeLLo 9x"])
    rng.shuffle(made)
    one, made = made[:8], made
    shared = {"params": f"{s}: str"}
    params = shared["params"]
    return pick(
        rng,
        (
            lambda: draft(
                rng,
                "changes",
                names=("case_changes", "count_case_changes", "case_switches"),
                params=params,
                returns="int",
                said=(
                    f"Count how often two neighbouring letters of {s} differ in case, where {s} holds letters only",
                    f"Return the number of places in the letters-only string {s} where the case changes",
                    f"Count the indices of the letters-only {s} at which the case is not that of the letter before",
                ),
                plan=("compare each letter with the next one", "count the pairs that differ in case"),
                solutions=(
                    f"sum({c}.isupper() != d.isupper() for {c}, d in zip({s}, {s}[1:]))",
                    code(
                        f"{out} = 0",
                        f"for i in range(1, len({s})):",
                        f"    if {s}[i].isupper() != {s}[i - 1].isupper():",
                        f"        {out} += 1",
                        f"return {out}",
                    ),
                ),
                wrong=(f"sum({c}.isupper() for {c} in {s})",),
                inputs=cases(["aBBa", "", "A", "hello", "HeLLo", "abCD", "aBcD"]),
            ),
            lambda: draft(
                rng,
                "style",
                names=("case_style", "describe_case", "case_of", "kind_of_case"),
                params=params,
                returns="str",
                said=(
                    f'Return "upper", "lower", "title" or "mixed" for the case of {s}, tested in this order',
                    f'Name the case of {s}: "upper" if it is uppercase, else "lower" if it is lowercase, else '
                    f'"title" if it '
                    'is title-cased, else "mixed" as a last resort',
                ),
                told=(
                    f'Classify the string {s} by its case. Return "upper" when all its letters are uppercase, '
                    '"lower" when all are lowercase, "title" when each word starts with a capital followed by '
                    "lowercase letters, and "
                    '"mixed" in every other case, also when it has no letters.',
                ),
                plan=("test for uppercase", "test for lowercase", "test for title case", 'otherwise return "mixed"'),
                solutions=(
                    code(
                        f"if {s}.isupper():",
                        '    return "upper"',
                        f"if {s}.islower():",
                        '    return "lower"',
                        f'return "title" if {s}.istitle() else "mixed"',
                    ),
                    code(
                        f"if {s}.isupper():",
                        '    return "upper"',
                        f"elif {s}.islower():",
                        '    return "lower"',
                        f"elif {s}.istitle():",
                        '    return "title"',
                        'return "mixed"',
                    ),
                ),
                wrong=(f'return "upper" if {s}.isupper() else "lower" if {s}.islower() else "mixed"',),
                notes=('"mixed" is also the answer for a string without letters',),
                inputs=made,
            ),
            lambda: draft(
                rng,
                "majority",
                names=("majority_case", "match_majority", "even_out_case"),
                params=params,
                returns="str",
                said=(
                    f"Return {s} in uppercase if it has more uppercase than lowercase letters, otherwise in lowercase",
                    f"Put all of {s} in the case that most of its letters have; on a tie use lowercase",
                    f"Even out the case of {s}: uppercase if capitals are in the majority, else lowercase",
                ),
                chinese=(f"如果 {s} 中大写字母多于小写字母，则返回其大写形式，否则返回小写形式",),
                plan=(
                    "count the uppercase letters",
                    "count the lowercase letters",
                    "convert to the more frequent case",
                ),
                solutions=(
                    code(
                        f"upper = sum({c}.isupper() for {c} in {s})",
                        f"lower = sum({c}.islower() for {c} in {s})",
                        f"return {s}.upper() if upper > lower else {s}.lower()",
                    ),
                    code(
                        "balance = 0",
                        f"for {c} in {s}:",
                        f"    if {c}.isupper():",
                        "        balance += 1",
                        f"    elif {c}.islower():",
                        "        balance -= 1",
                        f"return {s}.upper() if balance > 0 else {s}.lower()",
                    ),
                ),
                wrong=(
                    f"upper = sum({c}.isupper() for {c} in {s})\nreturn {s}.upper() if upper * 2 >= len({s}) "
                    f"else {s}.lower()",
                ),
                inputs=[*made, ("aB",), ("ABc 123 45",)],
            ),
            lambda: draft(
                rng,
                "alternates",
                names=("case_alternates", "is_alternating_case", "alternating"),
                params=params,
                returns="bool",
                said=(
                    f"Check whether the case of the letters-only string {s} alternates from each letter to the next",
                    f"Return True if no two neighbouring letters of {s} have the same case ({s} holds letters only)",
                    f"Given a string of letters {s}, tell whether upper and lower case take turns",
                ),
                plan=("compare each letter with the next", "return False if both have the same case"),
                solutions=(
                    f"all({c}.isupper() != d.isupper() for {c}, d in zip({s}, {s}[1:]))",
                    code(
                        f"for i in range(1, len({s})):",
                        f"    if {s}[i].isupper() == {s}[i - 1].isupper():",
                        "        return False",
                        "return True",
                    ),
                ),
                wrong=(f"{s}[::2].isupper() and {s}[1::2].islower()",),
                notes=("Strings of fewer than two letters alternate",),
                inputs=cases(["aBaB", "AbAb", "", "x", "aBb", "HeLlO", "Hello"]),
            ),
            lambda: draft(
                rng,
                "capital-first-only",
                names=("only_first_capital", "is_capitalized", "sentence_case"),
                params=params,
                returns="bool",
                said=(
                    f"Check whether the first character of {s} is uppercase and no other one is",
                    f"Return True if {s} starts with an uppercase letter and has no further ones",
                    f"Tell whether the only uppercase letter of {s} is its first character",
                ),
                plan=("test the first character", "test that the rest has no uppercase letter"),
                solutions=(
                    f"{s}[:1].isupper() and not any({c}.isupper() for {c} in {s}[1:])",
                    code(
                        f"if not {s} or not {s}[0].isupper():",
                        "    return False",
                        f"return {s}[1:] == {s}[1:].lower()",
                    ),
                ),
                wrong=(f"{s}[:1].isupper()", f"{s}.istitle()"),
                notes=("Return False for an empty string",),
                inputs=[*one, ("Hello there",), ("No Way",)],
            ),
        ),
    )()
