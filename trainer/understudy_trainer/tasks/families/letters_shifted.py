"""Family: letters shifted in the alphabet by a parameter, a position, a key; forwards or back; which letters."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

MESSAGES = ["Hello, World!", "xyz", "", "abc", "Zebra 42", "attack at dawn", "MiXeD"]


@family("letters-shifted", weight=4)
def letters_shifted(rng: Rng) -> Draft:
    """Letters shifted in the alphabet by a parameter, a position, a key; forwards or back; which letters."""
    s, c, k, i = distinct(rng, TEXT, ITEM, ("shift", "k", "n", "key", "offset", "steps"), ("i", "i", "pos", "index"))
    back = rng.random() < 0.35
    sign, near_sign = ("-", "+") if back else ("+", "-")
    letters = pick(rng, ("both", "both", "lower", "upper"))
    by, amount, given, walk = pick(
        rng,
        (
            (f"{k} places", k, f", {k}: int", f"for {c} in {s}"),
            (f"{k} places", k, f", {k}: int", f"for {c} in {s}"),
            (f"its index in {s}", i, "", f"for {i}, {c} in enumerate({s})"),
            (f"its 1-based position in {s}", f"({i} + 1)", "", f"for {i}, {c} in enumerate({s})"),
            (
                f"the number in {k} at the same index, which starts again when used up",
                f"{k}[{i} % len({k})]",
                f", {k}: list[int]",
                f"for {i}, {c} in enumerate({s})",
            ),
        ),
    )
    kind = "fixed" if given.endswith(": int") else "list" if given else amount.strip("()").replace(" ", "")[-1]
    if kind == "list" and k not in ("key",):
        old, k = k, pick(rng, ("shifts", "keys", "offsets", "key"))
        by, amount, given = by.replace(f" {old} ", f" {k} "), f"{k}[{i} % len({k})]", f", {k}: list[int]"
    which = {"both": "letter", "lower": "lowercase letter", "upper": "uppercase letter"}[letters]
    case = " and keeping its case" if letters == "both" else ""
    bases = {"lower": [("islower", 97)], "upper": [("isupper", 65)], "both": [("islower", 97), ("isupper", 65)]}[
        letters
    ]
    shifted = f"chr((ord({c}) - {{0}} {sign} {amount}) % 26 + {{0}})"
    body = ['result = ""', f"{walk}:"]
    for number, (test, base) in enumerate(bases):
        body += [f"    {'el' if number else ''}if {c}.{test}():", f"        result += {shifted.format(base)}"]
    body += ["    else:", f"        result += {c}", "return result"]
    if letters == "both":
        second = code(
            'result = ""',
            f"{walk}:",
            f"    if {c}.isalpha():",
            f'        base = ord("a") if {c}.islower() else ord("A")',
            f"        {c} = {shifted.replace('{0}', 'base')}",
            f"    result += {c}",
            "return result",
        )
    else:
        alphabet = "ascii_lowercase" if letters == "lower" else "ascii_uppercase"
        second = code(
            'result = ""',
            f"{walk}:",
            f"    if {c} in {alphabet}:",
            f"        {c} = {alphabet}[({alphabet}.index({c}) {sign} {amount}) % 26]",
            f"    result += {c}",
            "return result",
        )
    inputs: list[tuple[object, ...]] = cases(MESSAGES)
    if given:
        inputs = [
            (m, [rng.randint(1, 9), rng.randint(0, 25)] if kind == "list" else pick(rng, (1, 3, 13, 25, 27, 5)))
            for m in MESSAGES
        ]
    first = code(*body)
    direction = "back" if back else "forward"
    return draft(
        rng,
        f"{kind}|{direction}|{letters}",
        names=("undo_caesar", "unshift_letters", "shift_back", "decipher")
        if back
        else ("shift_letters", "caesar", "rotate_letters", "encipher"),
        params=f"{s}: str{given}",
        returns="str",
        said=(
            f"Shift every {which} of {s} {direction} in the alphabet by {by}, wrapping around{case}; keep all "
            f"other characters",
            f"Return {s} with each {which} moved {direction} by {by} in the alphabet (cyclically){case}; the "
            f"rest stays unchanged",
            f"{'Decrypt' if back else 'Encrypt'} {s}: replace each {which} by the one that lies {by} further "
            f"{direction} in the alphabet, "
            f"wrapping around{case}, and leave everything else alone",
        ),
        told=(
            f"In a simple cipher, every {which} of the text {s} moves {direction} in the alphabet by {by}; "
            f"the alphabet is "
            f"thought of as a circle, so that 'z' and 'a' are neighbours. Characters of any other kind are copied. "
            "Return the new text.",
        ),
        plan=(f"test whether the character is a {which}", f"shift it {direction} modulo 26", "copy the others"),
        solutions=(first, second),
        wrong=(first.replace(f" {sign} {amount})", f" {near_sign} {amount})"), first.replace(" % 26", " % 25")),
        imports=(f"from string import {'ascii_lowercase' if letters == 'lower' else 'ascii_uppercase'}",)
        if letters != "both"
        else (),
        inputs=inputs,
    )
