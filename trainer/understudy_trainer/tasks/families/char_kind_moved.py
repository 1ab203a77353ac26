"""Family: the characters of a kind moved to an end, reversed or sorted among themselves, or split off."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import (
    ITEM,
    KINDS,
    TEXT,
    any_kind,
    cases,
    samples,
)
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("char-kind-moved", weight=4)
def char_kind_moved(rng: Rng) -> Draft:
    """The characters of a kind moved to an end, reversed or sorted among themselves, or split off."""
    s, c, out = distinct(rng, TEXT, ITEM, ("picked", "found", "chosen", "matches", "queue", "stack"))
    kind = any_kind(rng, s, c, out, "rest", param=0.15)
    if kind.key in ("space", "equal", "digit"):
        kind = pick(rng, KINDS[:3])
    yes, no = f"[{c} for {c} in {s} if {kind.on(c)}]", f"[{c} for {c} in {s} if {kind.none(c)}]"
    put = code(
        'result = ""', f"for {c} in {s}:", f"    result += {out}.pop() if {kind.on(c)} else {c}", "return result"
    )
    put_iter = f'return "".join(next({out}) if {kind.on(c)} else {c} for {c} in {s})'
    key, returns, what, plan, solutions, wrong = pick(
        rng,
        (
            (
                "front",
                "str",
                f"with all {kind.many} moved to the front, the order within both groups kept",
                (f"collect the {kind.many}", "collect the rest", "join both"),
                (
                    code(f"{out} = {yes}", f"rest = {no}", f'return "".join({out} + rest)'),
                    f'"".join(sorted({s}, key=lambda {c}: {kind.none(c)}))',
                ),
                f'"".join({no} + {yes})',
            ),
            (
                "end",
                "str",
                f"with all {kind.many} moved to the end, the order within both groups kept",
                ("collect the other characters", f"collect the {kind.many}", "join both"),
                (
                    code(f"{out} = {yes}", f"rest = {no}", f'return "".join(rest + {out})'),
                    f'"".join(sorted({s}, key=lambda {c}: {kind.on(c)}))',
                ),
                f'"".join({yes} + {no})',
            ),
            (
                "reversed",
                "str",
                f"with only the {kind.many} in reverse order, everything else staying in place",
                (f"collect the {kind.many}", "go through the string", "put the last collected one in each such place"),
                (f"{out} = {yes}\n{put}", f"{out} = reversed({yes})\n{put_iter}"),
                f"{s}[::-1]",
            ),
            (
                "sorted",
                "str",
                f"with the {kind.many} sorted among themselves, everything else staying in place",
                (f"sort the {kind.many}", "go through the string", "put the next sorted one in each such place"),
                (
                    f"{out} = iter(sorted({yes[1:-1]}))\n{put_iter}",
                    f"{out} = sorted({yes}, reverse=True)\n{put}",
                ),
                f'"".join(sorted({s}))',
            ),
            (
                "rotated",
                "str",
                f"with the {kind.many} shifted one such place to the right (the last one takes the first such place), "
                "everything else staying in place",
                (f"collect the {kind.many}", "move the last of them to the front", "put them back in order"),
                (
                    code(f"{out} = {yes}", f"{out} = iter({out}[-1:] + {out}[:-1])", put_iter),
                    code(
                        f"{out} = {yes}",
                        f"{out} = {out}[-1:] + {out}[:-1]",
                        f"{out}.reverse()",
                        put,
                    ),
                ),
                f"{s}[-1:] + {s}[:-1]",
            ),
            (
                "split",
                "tuple[str, str]",
                f"as two strings: its {kind.many}, and all its other characters",
                (f"join the {kind.many}", "join the others", "return both"),
                (
                    f'"".join({yes[1:-1]}), "".join({no[1:-1]})',
                    code(
                        f'{out}, rest = "", ""',
                        f"for {c} in {s}:",
                        f"    if {kind.on(c)}:",
                        f"        {out} += {c}",
                        "    else:",
                        f"        rest += {c}",
                        f"return {out}, rest",
                    ),
                ),
                f'"".join({no[1:-1]}), "".join({yes[1:-1]})',
            ),
        ),
    )
    return draft(
        rng,
        f"{kind.key}|{key}",
        names=(f"{kind.key}s_{key}", f"{key}_{kind.key}s", f"{kind.key}_{key}", "rearrange"),
        params=kind.after(f"{s}: str"),
        returns=returns,
        said=(
            f"Return {s} {what}",
            f"Given a string {s}, give it back {what}",
            f"Rearrange {s} and return it {what}" if key != "split" else f"Separate {s} and return it {what}",
        ),
        told=(
            f"Take a string {s} and return it {what}. No character is lost; an empty string gives back nothing new.",
        ),
        plan=plan,
        solutions=solutions,
        wrong=(wrong,),
        inputs=kind.given(rng, cases(samples(rng, "Hel4lo 1Ae!", "tEa 72 bi", "to ad"))),
    )
