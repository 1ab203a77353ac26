"""Family: letters in upper or lower case according to their index."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import INDEX, ITEM, OUT, SIZE, TEXT, cases, samples
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("case-by-position", weight=3)
def case_by_position(rng: Rng) -> Draft:
    """Letters in upper or lower case according to their index."""
    s, c, i, out, k = distinct(rng, TEXT, ITEM, INDEX, OUT, SIZE)
    high = rng.random() < 0.7
    to, back, word_to, word_back = (
        ("upper", "lower", "uppercase", "lowercase") if high else ("lower", "upper", "lowercase", "uppercase")
    )
    step = rng.randint(2, 4)
    key, which, test, near, more = pick(
        rng,
        (
            ("even", "the characters at even indices", f"{i} % 2 == 0", f"{i} % 2 == 1", ""),
            ("odd", "the characters at odd indices", f"{i} % 2 == 1", f"{i} % 2 == 0", ""),
            (
                "nth",
                f"every {k}-th character ({k}, 2 * {k}, ... counted from 1)",
                f"({i} + 1) % {k} == 0",
                f"{i} % {k} == 0",
                k,
            ),
            (
                "step",
                f"every character whose index is divisible by {step}",
                f"{i} % {step} == 0",
                f"({i} + 1) % {step} == 0",
                "",
            ),
            ("first", f"the first {k} characters", f"{i} < {k}", f"{i} <= {k}", k),
            ("last", f"the last {k} characters", f"{i} >= len({s}) - {k}", f"{i} > len({s}) - {k}", k),
            ("beyond", f"all characters after the first {k}", f"{i} >= {k}", f"{i} > {k}", k),
            ("listed", f"the characters whose index occurs in {k}", f"{i} in {k}", f"{i} not in {k}", k),
            ("ends", "the first and the last character", f"{i} in (0, len({s}) - 1)", f"{i} == 0", ""),
            ("inner", "all characters but the first and the last", f"0 < {i} < len({s}) - 1", f"{i} > 0", ""),
            (
                "half",
                f"the first half (the first len({s}) // 2 characters)",
                f"{i} < len({s}) // 2",
                f"{i} <= len({s}) // 2",
                "",
            ),
        ),
    )
    if key == "listed":
        (k,) = distinct(rng, ("indices", "positions", "places", "idxs"))
        which, test, near, more = f"the characters whose index is in {k}", f"{i} in {k}", f"{i} not in {k}", k
    rest = pick(rng, ("keep", "back"))
    other = c if rest == "keep" else f"{c}.{back}()"
    rest_said = "the rest unchanged" if rest == "keep" else f"all others in {word_back}"
    direct = {
        "first": f"{s}[:{k}].{to}() + {s}[{k}:]" + ("" if rest == "keep" else f".{back}()"),
        "beyond": f"{s}[:{k}]" + ("" if rest == "keep" else f".{back}()") + f" + {s}[{k}:].{to}()",
    }.get(key)
    comprehension = f'"".join({c}.{to}() if {test} else {other} for {i}, {c} in enumerate({s}))'
    loop = code(
        f'{out} = ""',
        f"for {i}, {c} in enumerate({s}):",
        f"    if {test}:",
        f"        {out} += {c}.{to}()",
        "    else:",
        f"        {out} += {other}",
        f"return {out}",
    )
    kind = "list[int]" if key == "listed" else "int"
    extra = [pick(rng, ([0, 2], [1, 3], [2], [], [0, 9])) if key == "listed" else rng.randint(1, 4) for _ in range(9)]
    made = samples(rng, "abcdefgh", "Mixed CASE", "nO", "PyThOnIc")
    return draft(
        rng,
        f"{key}|{to}|{rest}",
        names=(f"{to}_{key}", f"{key}_{to}case", f"{to}case_by_position", f"{to}_at_{key}", "change_case"),
        params=f"{s}: str, {k}: {kind}" if more else f"{s}: str",
        returns="str",
        said=(
            f"Return {s} with {which} in {word_to} and {rest_said}",
            f"Put {which} of {s} in {word_to}, {rest_said}",
            f"Convert {which} of the string {s} to {word_to} ({rest_said})",
            f"Given {s}, write {which} in {word_to} and return the string with {rest_said}",
        ),
        told=(
            f"You are given a string {s}. Build a string of the same length in which {which} stand in {word_to} "
            f"and the remaining characters are {'copied as they are' if rest == 'keep' else f'in {word_back}'}. "
            "Characters that are no letters stay the same but keep their place in the count.",
        ),
        plan=("go through the characters with their indices", f"{word_to} those at the wanted places", rest_said),
        solutions=(direct, comprehension, loop) if direct else (comprehension, loop),
        wrong=(comprehension.replace(test, near), loop.replace(f".{to}()", ".swapcase()")),
        inputs=[(t, e) for t, e in zip(made, extra, strict=False)] if more else cases(made),
    )
