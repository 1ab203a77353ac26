"""Families over where a kind of character stands in a string."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import INDEX, ITEM, OUT, SIZE, TEXT, any_kind, samples
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("char-kind-positions", weight=4)
def char_kind_positions(rng: Rng) -> Draft:
    """Where the characters of some kind stand: first, last, all, n-th, span, gaps."""
    s, c, i, out, n = distinct(rng, TEXT, ITEM, INDEX, OUT, SIZE)
    kind = any_kind(rng, s, c, i, out, n)
    missing = pick(rng, ("-1", "-1", "None"))
    every = f"[{i} for {i}, {c} in enumerate({s}) if {kind.on(c)}]"
    near = f"[{i} for {i}, {c} in enumerate({s}, 1) if {kind.on(c)}]"
    key, returns, said, told, plan, solutions, wrong, notes = pick(
        rng,
        (
            (
                "first",
                "int" if missing == "-1" else "int | None",
                (
                    f"Return the index of the first {kind.one} in {s}",
                    f"Find where the first {kind.one} of {s} stands",
                    f"Get the position (from 0) of the first {kind.one} in {s}",
                    f"Scan {s} from the left and return the index of the first {kind.one}",
                ),
                f"You are given a string {s}. Return the zero-based index of its first {kind.one}. "
                f"If there is none, return {missing}.",
                (f"go through {s} with indices", "return the index of the first match", f"return {missing} otherwise"),
                (
                    code(
                        f"for {i}, {c} in enumerate({s}):",
                        f"    if {kind.on(c)}:",
                        f"        return {i}",
                        f"return {missing}",
                    ),
                    f"next(({i} for {i}, {c} in enumerate({s}) if {kind.on(c)}), {missing})",
                ),
                code(f"{out} = {every}", f"return {out}[-1] if {out} else {missing}"),
                (f"Return {missing} if there is none",),
            ),
            (
                "last",
                "int" if missing == "-1" else "int | None",
                (
                    f"Return the index of the last {kind.one} in {s}",
                    f"Find where the last {kind.one} of {s} stands",
                    f"Get the highest index at which {s} has a {kind.one}",
                    f"Search {s} from the right and return the index of the first {kind.one} met",
                ),
                f"Given a string {s}, find the last {kind.one} in it and return its index, counted from 0 at the left. "
                f"Return {missing} when {s} has none.",
                ("go through the indices backwards", "return the first that matches", f"return {missing} otherwise"),
                (
                    code(
                        f"for {i} in range(len({s}) - 1, -1, -1):",
                        f"    if {kind.on(f'{s}[{i}]')}:",
                        f"        return {i}",
                        f"return {missing}",
                    ),
                    code(
                        f"{out} = {missing}",
                        f"for {i}, {c} in enumerate({s}):",
                        f"    if {kind.on(c)}:",
                        f"        {out} = {i}",
                        f"return {out}",
                    ),
                ),
                code(f"{out} = {every}", f"return {out}[0] if {out} else {missing}"),
                (f"Return {missing} if there is none",),
            ),
            (
                "all",
                "list[int]",
                (
                    f"Return the indices of all {kind.many} in {s}",
                    f"List every position at which {s} has a {kind.one}",
                    f"Given {s}, collect the indexes of the {kind.many}",
                    f"Find all indices {i} such that {s}[{i}] is a {kind.one}",
                ),
                f"Walk through the string {s} and note the zero-based index of each {kind.one}. Return the indices "
                "as a list in increasing order; the list is empty if there are none.",
                (f"enumerate {s}", "keep the index of each match"),
                (
                    every,
                    code(
                        f"{out} = []",
                        f"for {i} in range(len({s})):",
                        f"    if {kind.on(f'{s}[{i}]')}:",
                        f"        {out}.append({i})",
                        f"return {out}",
                    ),
                ),
                near,
                (),
            ),
            (
                "span",
                "int",
                (
                    f"Return the distance between the first and the last of the {kind.many} in {s}",
                    f"Compute how many places lie from the first {kind.one} of {s} to the last one",
                    f"Find the difference of the indices of the last and the first {kind.one} in {s}",
                ),
                f"Take the index of the first {kind.one} in {s} and the index of the last one. Return the second minus "
                "the first. If there are none, return 0.",
                ("collect the indices of the matches", "subtract the first from the last"),
                (
                    code(f"{out} = {every}", f"return {out}[-1] - {out}[0] if {out} else 0"),
                    code(f"{out} = {every}", f"if not {out}:", "    return 0", f"return max({out}) - min({out})"),
                ),
                code(f"{out} = {every}", f"return {out}[-1] - {out}[0] + 1 if {out} else 0"),
                ("Return 0 if there are none",),
            ),
            (
                "sum",
                "int",
                (
                    f"Return the sum of the indices of the {kind.many} in {s}",
                    f"Add up the positions (from 0) at which {s} has {kind.many}",
                    f"Compute the total of all indices where a {kind.one} stands in {s}",
                ),
                "",
                (f"enumerate {s}", "add the index of each match"),
                (
                    f"sum({every[1:-1]})",
                    code(
                        f"{out} = 0",
                        f"for {i}, {c} in enumerate({s}):",
                        f"    if {kind.on(c)}:",
                        f"        {out} += {i}",
                        f"return {out}",
                    ),
                ),
                f"sum({near[1:-1]})",
                (),
            ),
        ),
    )
    return draft(
        rng,
        f"{kind.key}|{key}|{missing if key in ('first', 'last') else ''}",
        names=(f"{key}_{kind.key}_index", f"{key}_index", f"{key}_{kind.key}", f"find_{kind.key}", f"{kind.key}_{key}"),
        params=kind.after(f"{s}: str"),
        returns=returns,
        said=said,
        told=(told,) if told else (),
        plan=plan,
        solutions=solutions,
        wrong=(wrong,),
        notes=notes,
        inputs=kind.given(rng, [(t,) for t in samples(rng, "bAe1ae 2t", "oal tea")]),
    )


@family("char-kind-nth", weight=2, held_out=True)
def char_kind_nth(rng: Rng) -> Draft:
    """The n-th character of a kind, its index, or the text up to it."""
    s, c, i, out, n = distinct(rng, TEXT, ITEM, INDEX, OUT, ("n", "k", "nth", "which", "rank", "order"))
    kind = any_kind(rng, s, c, i, out, n, param=0.25)
    key, returns, what, value, missing = pick(
        rng,
        (
            ("index", "int", "the index of", f"{i}", "-1"),
            ("index", "int", "the position (from 0) of", f"{i}", "-1"),
            ("char", "str | None", "", f"{s}[{i}]", "None"),
            ("before", "str", f"the part of {s} before", f"{s}[:{i}]", s),
            ("after", "str", f"the part of {s} after", f"{s}[{i} + 1:]", '""'),
        ),
    )
    empty = {"-1": "-1", "None": "None", s: f"{s} itself", '""': "an empty string"}[missing]
    target = f"{what} the {n}-th {kind.one} in {s}".strip()
    return draft(
        rng,
        f"{kind.key}|{key}",
        names=(f"nth_{kind.key}", f"nth_{kind.key}_{key}", f"{key}_of_nth", f"find_nth_{kind.key}", "nth_match"),
        params=kind.after(f"{s}: str, {n}: int"),
        returns=returns,
        said=(
            f"Return {target}, counting from 1",
            f"Find {target} ({n} = 1 means the first)",
            f"Given {s} and a positive integer {n}, return {target}",
            f"Get {target}, where {n} counts from 1",
        ),
        told=(
            f"Count the {kind.many} of {s} from the left, starting at 1. Return {target}. "
            f"If there are fewer than {n} of them, return {empty}.",
        ),
        plan=("collect the indices of the matches", f"take number {n}", f"return {empty} if there are too few"),
        solutions=(
            code(
                f"{out} = [{i} for {i}, {c} in enumerate({s}) if {kind.on(c)}]",
                f"if len({out}) < {n}:",
                f"    return {missing}",
                f"{i} = {out}[{n} - 1]",
                f"return {value}",
            ),
            code(
                f"for {i}, {c} in enumerate({s}):",
                f"    if {kind.on(c)}:",
                f"        {n} -= 1",
                f"        if {n} == 0:",
                f"            return {value}",
                f"return {missing}",
            ),
        ),
        wrong=(
            code(
                f"{out} = [{i} for {i}, {c} in enumerate({s}) if {kind.on(c)}]",
                f"if len({out}) <= {n}:",
                f"    return {missing}",
                f"{i} = {out}[{n}]",
                f"return {value}",
            ),
        ),
        notes=(f"Return {empty} if there are fewer than {n}",),
        inputs=kind.given(
            rng,
            [
                *((t, rng.randint(1, 3)) for t in samples(rng, "aT1e!o 2u", "two owls", empty=False)),
                ("banana tree 44", 2),
                ("e1 A", 1),
                ("", 1),
            ],
        ),
    )
