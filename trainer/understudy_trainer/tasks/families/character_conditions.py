"""Family over whether a string has any, only, enough or too many characters of some kind."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, any_kind, samples, truth
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("char-kind-checks", weight=4)
def char_kind_checks(rng: Rng) -> Draft:
    """Whether a string has any, only, at least n, more of one kind than of another, or starts or ends with a kind."""
    s, c, n, total = distinct(rng, TEXT, ITEM, ("n", "k", "limit", "number", "count", "m"), ("total", "found", "seen"))
    kind = any_kind(rng, s, c, n, total)
    number = f"sum({kind.on(c)} for {c} in {s})"
    counted = code(f"{total} = 0", f"for {c} in {s}:", f"    if {kind.on(c)}:", f"        {total} += 1")
    fixed = rng.randint(2, 4)
    key, fact, plan, solutions, wrong, more, notes = pick(
        rng,
        (
            (
                "any",
                f"{s} contains at least one {kind.one}",
                ("test each character", "return True at the first match"),
                (
                    f"any({kind.on(c)} for {c} in {s})",
                    code(f"for {c} in {s}:", f"    if {kind.on(c)}:", "        return True", "return False"),
                ),
                f"all({kind.on(c)} for {c} in {s})",
                "",
                (),
            ),
            (
                "only",
                f"{s} consists only of {kind.many}",
                ("test each character", "return False at the first that fails"),
                (
                    f"all({kind.on(c)} for {c} in {s})",
                    code(f"for {c} in {s}:", f"    if {kind.none(c)}:", "        return False", "return True"),
                ),
                f"any({kind.on(c)} for {c} in {s})",
                "",
                ("Return True for an empty string",),
            ),
            (
                "none",
                f"{s} contains no {kind.many}",
                ("test each character", "return False at the first match"),
                (
                    f"not any({kind.on(c)} for {c} in {s})",
                    code(f"for {c} in {s}:", f"    if {kind.on(c)}:", "        return False", "return True"),
                ),
                f"not all({kind.on(c)} for {c} in {s})",
                "",
                (),
            ),
            (
                "atleast",
                f"{s} contains at least {n} {kind.many}",
                (f"count the {kind.many}", f"compare the count with {n}"),
                (f"{number} >= {n}", f"{counted}\nreturn {total} >= {n}"),
                f"{number} > {n}",
                f", {n}: int",
                (),
            ),
            (
                "atmost",
                f"{s} contains at most {n} {kind.many}",
                (f"count the {kind.many}", f"compare the count with {n}"),
                (f"{number} <= {n}", f"{counted}\nreturn {total} <= {n}"),
                f"{number} < {n}",
                f", {n}: int",
                (),
            ),
            (
                "exactly",
                f"{s} contains exactly {fixed} {kind.many}",
                (f"count the {kind.many}", f"compare the count with {fixed}"),
                (f"{number} == {fixed}", f"{counted}\nreturn {total} == {fixed}"),
                f"{number} >= {fixed}",
                "",
                (),
            ),
            (
                "half",
                f"more than half of the characters of {s} are {kind.many}",
                (f"count the {kind.many}", "compare twice the count with the length"),
                (f"{number} * 2 > len({s})", f"{counted}\nreturn {total} > len({s}) / 2"),
                f"{number} * 2 >= len({s})",
                "",
                (),
            ),
            (
                "starts",
                f"the first character of {s} is one of the {kind.many}",
                ("check that the string is not empty", "test the first character"),
                (
                    f'{s} != "" and {kind.on(f"{s}[0]")}',
                    code(f"if not {s}:", "    return False", f"return {kind.on(f'{s}[0]')}"),
                ),
                f'{s} != "" and {kind.on(f"{s}[-1]")}',
                "",
                ("Return False for an empty string",),
            ),
            (
                "ends",
                f"the last character of {s} is one of the {kind.many}",
                ("check that the string is not empty", "test the last character"),
                (
                    f'{s} != "" and {kind.on(f"{s}[-1]")}',
                    code(f"if not {s}:", "    return False", f"return {kind.on(f'{s}[-1]')}"),
                ),
                f'{s} != "" and {kind.on(f"{s}[0]")}',
                "",
                ("Return False for an empty string",),
            ),
        ),
    )
    made = [*samples(rng, "a1E o", "2bee", "aa", "444", "xyz"), "ABC", "ab"]
    cases = [(t, rng.randint(0, 3)) if more else (t,) for t in made]
    return draft(
        rng,
        f"{kind.key}|{key}",
        names=(
            f"{key}_{kind.key}",
            f"has_{key}_{kind.key}",
            f"check_{key}",
            f"is_{key}_{kind.key}",
            f"{kind.key}_check",
        ),
        params=kind.after(f"{s}: str{more}"),
        returns="bool",
        said=truth(rng, fact, s),
        plan=plan,
        solutions=solutions,
        wrong=(wrong,),
        notes=notes,
        inputs=kind.given(rng, [*cases, ("e4a 1Te", 2) if more else ("e4a 1Te",)]),
    )
