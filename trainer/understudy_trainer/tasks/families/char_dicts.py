"""Family: dicts keyed by character."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, any_kind, cases, samples
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

NUMBERED = ["a1b22c", "Room 12, Floor 3", "", "no digits", "2024-05-17", "7", "x9y9z10", "00 1", "-5 and 8"]


@family("char-dicts", weight=4)
def char_dicts(rng: Rng) -> Draft:
    """Dicts keyed by character: counts, first or last index, all indices, positions, next characters; of which ones."""
    s, c, d = distinct(rng, TEXT, ITEM, ("result", "counts", "table", "found", "seen"))
    limited = rng.random() < 0.6
    kind = any_kind(rng, s, c, d, "i", param=0.15)
    if kind.key == "equal":
        limited = False
    nocase = limited and kind.key in ("letter", "consonant", "vowel") and rng.random() < 0.6
    who = kind.many if limited else "characters"
    ones = kind.one if limited else "character"
    source = f"{s}.lower()" if nocase else s
    case = ", upper and lower case taken as the same (lowercase keys)" if nocase else ""
    cond = f" if {kind.on(c)}" if limited else ""
    pad = "        " if limited else "    "
    head = [f"for i, {c} in enumerate({source}):", *([f"    if {kind.on(c)}:"] if limited else [])]
    plain_head = [f"for {c} in {source}:", *([f"    if {kind.on(c)}:"] if limited else [])]
    key, returns, what, first, second, near = pick(
        rng,
        (
            (
                "counts",
                "dict[str, int]",
                f"each of the {who} in {s} to how often it occurs",
                code(f"{d} = {{}}", *plain_head, f"{pad}{d}[{c}] = {d}.get({c}, 0) + 1", f"return {d}"),
                f"return dict(Counter({c} for {c} in {source}{cond}))",
                f"return {{{c}: 1 for {c} in {source}{cond}}}",
            ),
            (
                "first",
                "dict[str, int]",
                f"each of the {who} in {s} to the index of its first occurrence",
                code(f"{d} = {{}}", *head, f"{pad}{d}.setdefault({c}, i)", f"return {d}"),
                f"return {{{c}: {source}.index({c}) for {c} in {source}{cond}}}",
                f"return {{{c}: i for i, {c} in enumerate({source}){cond}}}",
            ),
            (
                "last",
                "dict[str, int]",
                f"each of the {who} in {s} to the index of its last occurrence",
                f"return {{{c}: i for i, {c} in enumerate({source}){cond}}}",
                f"return {{{c}: {source}.rindex({c}) for {c} in {source}{cond}}}",
                f"return {{{c}: {source}.index({c}) for {c} in {source}{cond}}}",
            ),
            (
                "indices",
                "dict[str, list[int]]",
                f"each of the {who} in {s} to the list of its indices",
                code(f"{d} = {{}}", *head, f"{pad}{d}.setdefault({c}, []).append(i)", f"return {d}"),
                code(
                    f"{d} = {{}}",
                    *head,
                    f"{pad}if {c} not in {d}:",
                    f"{pad}    {d}[{c}] = []",
                    f"{pad}{d}[{c}].append(i)",
                    f"return {d}",
                ),
                f"return {{{c}: [i] for i, {c} in enumerate({source}){cond}}}",
            ),
            (
                "share",
                "dict[str, float]",
                f"each of the {who} in {s} to its share of the length of {s}",
                f"return {{{c}: {source}.count({c}) / len({s}) for {c} in {source}{cond}}}",
                code(f"{d} = {{}}", *plain_head, f"{pad}{d}[{c}] = {source}.count({c}) / len({s})", f"return {d}"),
                f"return {{{c}: {source}.count({c}) for {c} in {source}{cond}}}",
            ),
            (
                "repeats",
                "dict[str, int]",
                f"each of the {who} that occur more than once in {s} to its count",
                f"return {{{c}: {source}.count({c}) for {c} in {source} if "
                f"{kind.on(c) + ' and ' if limited else ''}{source}.count({c}) > 1}}",
                code(
                    f"{d} = Counter({c} for {c} in {source}{cond})",
                    f"return {{{c}: n for {c}, n in {d}.items() if n > 1}}",
                ),
                f"return dict(Counter({c} for {c} in {source}{cond}))",
            ),
            (
                "codes",
                "dict[str, int]",
                f"each of the {who} in {s} to its character code",
                f"return {{{c}: ord({c}) for {c} in {source}{cond}}}",
                code(f"{d} = {{}}", *plain_head, f"{pad}{d}[{c}] = ord({c})", f"return {d}"),
                f"return {{ord({c}): {c} for {c} in {source}{cond}}}",
            ),
            (
                "followers",
                "dict[str, list[str]]",
                f"each of the {who} in {s} to the sorted list of distinct characters that directly follow it somewhere",
                code(
                    f"{d} = {{}}",
                    f"for {c}, after in zip({source}, {source}[1:]):",
                    *([f"    if {kind.on(c)}:"] if limited else []),
                    f"{pad}{d}.setdefault({c}, set()).add(after)",
                    f"return {{key: sorted(chars) for key, chars in {d}.items()}}",
                ),
                f"return {{{c}: sorted({{b for a, b in zip({source}, {source}[1:]) if a == {c}}}) for {c} in "
                f"{source}[:-1]{cond}}}",
                f"return {{{c}: [b for a, b in zip({source}, {source}[1:]) if a == {c}] for {c} in {source}{cond}}}",
            ),
        ),
    )
    return draft(
        rng,
        f"{key}|{kind.key if limited else 'all'}|{nocase}",
        names=(f"{key}_table", f"char_{key}", f"{key}_by_char", f"letter_{key}", f"map_{key}"),
        params=kind.after(f"{s}: str") if limited else f"{s}: str",
        returns=returns,
        said=(
            f"Return a dict that maps {what}{case}",
            f"Map {what} in a dict{case}",
            f"Build a dictionary from {what}{case}",
            f"Given a string {s}, return a dictionary mapping {what}{case}",
        ),
        told=(
            f"Go through the string {s} and look at every {ones}. Return a dictionary that maps {what}{case}. "
            f"It is empty if there are none.",
        ),
        plan=(
            f"go through the {who} of {s}",
            "fill the dict",
            *(["turn the sets into sorted lists"] if key == "followers" else []),
        ),
        solutions=(first, second),
        wrong=(near,),
        imports=("from collections import Counter",) if key in ("counts", "repeats") else (),
        inputs=(
            kind.given(rng, cases(samples(rng, "Anna ate 11 eel!", "a1a1", "AaEe")))
            if limited
            else cases(samples(rng, "hello all", "Anna a11"))
        ),
    )
