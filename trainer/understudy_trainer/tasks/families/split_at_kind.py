"""Family: a string split before, after or at characters of a kind; the parts listed or counted."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, any_kind, cases, samples
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("split-at-kind", weight=3)
def split_at_kind(rng: Rng) -> Draft:
    """A string split before, after or at characters of a kind; the parts listed or counted."""
    s, c, parts = distinct(rng, TEXT, ITEM, ("parts", "pieces", "result", "words", "chunks"))
    kind = any_kind(rng, s, c, parts, "current", param=0.25)
    key, said, loop, near = pick(
        rng,
        (
            (
                "before",
                f"before each {kind.one}, so that every part but possibly the first starts with one",
                code(
                    f"{parts} = []",
                    f"for {c} in {s}:",
                    f"    if not {parts} or {kind.on(c)}:",
                    f"        {parts}.append({c})",
                    "    else:",
                    f"        {parts}[-1] += {c}",
                ),
                code(
                    f"{parts} = []",
                    f"for {c} in {s}:",
                    f"    if {kind.on(c)}:",
                    f"        {parts}.append({c})",
                    f"    elif {parts}:",
                    f"        {parts}[-1] += {c}",
                ),
            ),
            (
                "after",
                f"behind each {kind.one}, so that every part but possibly the last ends with one",
                code(
                    f"{parts} = []",
                    'current = ""',
                    f"for {c} in {s}:",
                    f"    current += {c}",
                    f"    if {kind.on(c)}:",
                    f"        {parts}.append(current)",
                    '        current = ""',
                    "if current:",
                    f"    {parts}.append(current)",
                ),
                code(
                    f"{parts} = []",
                    'current = ""',
                    f"for {c} in {s}:",
                    f"    current += {c}",
                    f"    if {kind.on(c)}:",
                    f"        {parts}.append(current)",
                    '        current = ""',
                ),
            ),
            (
                "at",
                f"at its {kind.many}, which are left out, as are empty parts",
                code(
                    f"{parts} = []",
                    'current = ""',
                    f"for {c} in {s}:",
                    f"    if {kind.none(c)}:",
                    f"        current += {c}",
                    "    elif current:",
                    f"        {parts}.append(current)",
                    '        current = ""',
                    "if current:",
                    f"    {parts}.append(current)",
                ),
                code(
                    f"{parts} = []",
                    'current = ""',
                    f"for {c} in {s}:",
                    f"    if {kind.none(c)}:",
                    f"        current += {c}",
                    "    else:",
                    f"        {parts}.append(current)",
                    '        current = ""',
                ),
            ),
            (
                "stretches",
                f"into the longest stretches of {kind.many}, everything between them being left out",
                code(
                    f"{parts} = []",
                    'current = ""',
                    f"for {c} in {s}:",
                    f"    if {kind.on(c)}:",
                    f"        current += {c}",
                    "    elif current:",
                    f"        {parts}.append(current)",
                    '        current = ""',
                    "if current:",
                    f"    {parts}.append(current)",
                ),
                code(
                    f"{parts} = []",
                    'current = ""',
                    f"for {c} in {s}:",
                    f"    if {kind.on(c)}:",
                    f"        current += {c}",
                    "    elif current:",
                    f"        {parts}.append(current)",
                    '        current = ""',
                ),
            ),
            (
                "change",
                f"wherever one of two neighbouring characters is among the {kind.many} and the other is not",
                code(
                    f"{parts} = []",
                    "previous = None",
                    f"for {c} in {s}:",
                    f"    fits = {kind.on(c)}",
                    "    if fits == previous:",
                    f"        {parts}[-1] += {c}",
                    "    else:",
                    f"        {parts}.append({c})",
                    "    previous = fits",
                ),
                code(f"{parts} = list({s})"),
            ),
        ),
    )
    form, returns, end, what = pick(
        rng,
        (
            ("list", "list[str]", parts, "return the parts as a list"),
            ("list", "list[str]", parts, "return the list of the parts"),
            ("count", "int", f"len({parts})", "return how many parts there are"),
            (
                "longest",
                "str",
                f'max({parts}, key=len, default="")',
                "return the longest part, the first on a tie, '' if there is none",
            ),
            ("lengths", "list[int]", f"[len(part) for part in {parts}]", "return the lengths of the parts"),
        ),
    )
    grouped = {
        "at": f'{parts} = ["".join(group) for fits, group in groupby({s}, key=lambda {c}: {kind.on(c)}) if not fits]',
        "stretches": f'{parts} = ["".join(group) for fits, group in groupby({s}, key=lambda {c}: '
        f"{kind.on(c)}) if fits]",
        "change": f'{parts} = ["".join(group) for _, group in groupby({s}, key=lambda {c}: {kind.on(c)})]',
    }.get(key, "")
    solutions = [f"{loop}\nreturn {end}", *([f"{grouped}\nreturn {end}"] if grouped else [])]
    return draft(
        rng,
        f"{kind.key}|{key}|{form}",
        names=(
            f"split_{key}_{kind.key}",
            f"split_{key}",
            f"{kind.key}_parts",
            f"cut_{key}_{kind.key}",
            f"{form}_of_parts",
        ),
        params=kind.after(f"{s}: str"),
        returns=returns,
        said=(
            f"Split {s} {said}; {what}",
            f"Cut {s} {said}, and {what}",
            f"Given a string {s}, split it {said}, then {what}",
        ),
        told=(f"The string {s} is to be split {said}. Carry that out and {what}. An empty string has no parts.",),
        plan=("go through the characters", "extend the current part or begin a new one", what.split(",")[0]),
        solutions=solutions,
        wrong=(f"{near}\nreturn {end}",),
        imports=("from itertools import groupby",) if grouped else (),
        inputs=kind.given(rng, cases(samples(rng, "aB1c2De", "one two", "e4e", "ab-Cd 12e", "Tree 2 oak", "AEtx"))),
    )
