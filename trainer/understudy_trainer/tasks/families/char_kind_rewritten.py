"""Family: each character of a kind replaced by a mark, doubled, wrapped, counted off, cased; the others kept."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import (
    ITEM,
    KINDS,
    MARK,
    OUT,
    TEXT,
    any_kind,
    samples,
)
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct, quoted, symbol


@family("char-kind-rewritten", weight=5)
def char_kind_rewritten(rng: Rng) -> Draft:
    """Each character of a kind replaced by a mark, doubled, wrapped, counted off, cased; the others kept."""
    s, c, mark, out = distinct(rng, TEXT, ITEM, MARK, OUT)
    kind = any_kind(rng, s, c, mark, out, param=0.2)
    if kind.param in (mark, c):
        kind = pick(rng, KINDS)
    one = symbol(rng)
    opening, closing = pick(rng, (("(", ")"), ("[", "]"), ("<", ">"), ("{", "}")))
    key, phrase, value, step, more = pick(
        rng,
        (
            ("mark", f"replaced by {mark}", mark, f"append {mark} for a match", f", {mark}: str"),
            ("mark", f"replaced with {mark}", mark, f"append {mark} for a match", f", {mark}: str"),
            ("literal", f"replaced by {one!r}", quoted(one), f"append {one!r} for a match", ""),
            ("double", "written twice", f"{c} * 2", "append a match twice", ""),
            ("after", f"followed by {mark}", f"{c} + {mark}", f"append a match and {mark}", f", {mark}: str"),
            ("before", f"preceded by {mark}", f"{mark} + {c}", f"append {mark} and the match", f", {mark}: str"),
            (
                "wrap",
                f"put between {opening!r} and {closing!r}",
                f"{quoted(opening)} + {c} + {quoted(closing)}",
                "append a match between the two signs",
                "",
            ),
            ("code", "replaced by its character code", f"str(ord({c}))", "append the code of a match", ""),
            (
                "next",
                "replaced by the next character in Unicode",
                f"chr(ord({c}) + 1)",
                "append the next character",
                "",
            ),
            ("swap", "changed to the other case", f"{c}.swapcase()", "append a match with its case swapped", ""),
            ("upper", "in uppercase", f"{c}.upper()", "append a match in uppercase", ""),
        ),
    )
    if key in ("swap", "upper") and kind.key in ("digit", "space", "sign", "evendigit", "upper"):
        kind = KINDS[pick(rng, (0, 3))]
    negative = pick(rng, (False, False, True))
    on, off = (kind.none(c), kind.on(c)) if negative else (kind.on(c), kind.none(c))
    many = f"characters except the {kind.many}" if negative else kind.many
    ones = f"character except the {kind.many}" if negative else kind.one
    loop = code(f'{out} = ""', f"for {c} in {s}:", f"    if {on}:", f"        {out} += {value}", "    else:")
    return draft(
        rng,
        f"{kind.key}|{key}|{negative}",
        names=(
            f"{key}_{kind.key}s",
            f"{key}_each_{kind.key}",
            f"rewrite_{kind.key}s",
            f"change_{kind.key}s",
            "transform",
        ),
        params=kind.after(f"{s}: str{more}"),
        returns="str",
        said=(
            f"Return {s} with all {many} {phrase}",
            f"Rewrite {s} so that every {ones} is {phrase}; the rest stays as it is"
            if key not in ("upper",)
            else f"Return a copy of {s} in which every {ones} is {phrase}",
            f"Return a copy of {s} in which each {ones} is {phrase}",
            f"Give back {s}, the {many} {phrase} and everything else unchanged",
            f"Given a string {s}, return it with the {many} {phrase}",
        ),
        told=(
            f"You are given a string {s}. Build a new string from it: every {ones} appears {phrase}, all other "
            "characters are copied unchanged. Return the new string.",
        ),
        plan=("go through the characters", step, "append the others unchanged"),
        solutions=(
            f'"".join({value} if {on} else {c} for {c} in {s})',
            f"{loop}\n        {out} += {c}\nreturn {out}",
        ),
        wrong=(
            f'"".join({value} if {off} else {c} for {c} in {s})',
            f'"".join({value} for {c} in {s} if {on})',
        ),
        inputs=kind.given(
            rng, [(t, pick(rng, "*-_#x.")) if more else (t,) for t in samples(rng, "Tea 4 two!", "aBC1d2")]
        ),
    )
