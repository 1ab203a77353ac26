"""Family: run-length encoding in several forms."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

RUNS = ["aaabbc", "a", "", "abc", "aabbaa", "zzzzzzzzzzzz", "Aaa  b", "xxyzzz", "tttt"]


@family("run-length-coded", weight=3)
def run_length_coded(rng: Rng) -> Draft:
    """Run-length encoding in several forms."""
    s, c, n, out = distinct(rng, TEXT, ITEM, ("n", "count", "size", "length"), ("result", "out", "parts", "pieces"))
    form, returns, shown, piece, joined, near = pick(
        rng,
        (
            (
                "char-count",
                "str",
                "each run as the character followed by its length ('aab' gives 'a2b1')",
                f"{c} + str({n})",
                True,
                f"str({n}) + {c}",
            ),
            (
                "count-char",
                "str",
                "each run as its length followed by the character ('aab' gives '2a1b')",
                f"str({n}) + {c}",
                True,
                f"{c} + str({n})",
            ),
            (
                "count-if-many",
                "str",
                "each run as the character followed by its length, the length left out if it is 1 ('aab' gives 'a2b')",
                f"{c} + (str({n}) if {n} > 1 else '')".replace("''", '""'),
                True,
                f"{c} + str({n})",
            ),
            (
                "tuples",
                "list[tuple[str, int]]",
                "a list of (character, length) tuples, one per run",
                f"({c}, {n})",
                False,
                f"({n}, {c})",
            ),
            ("lengths", "list[int]", "the list of the lengths of its runs", f"{n}", False, f"{n} + 1"),
            ("runs", "list[str]", "the list of its runs, each as a string", f"{c} * {n}", False, f"{c}"),
            (
                "brackets",
                "str",
                "each run longer than 1 as the character and its length in brackets ('aab' gives 'a(2)b'), "
                "single characters as they are",
                f'{c} + (f"({{{n}}})" if {n} > 1 else "")',
                True,
                f'{c} + f"({{{n}}})"',
            ),
        ),
    )
    start, end = ('""', f"return {out}") if joined else ("[]", f"return {out}")
    add = f"{out} += {piece}" if joined else f"{out}.append({piece})"
    loop = code(
        f"{out} = {start}",
        "i = 0",
        f"while i < len({s}):",
        f"    {c} = {s}[i]",
        f"    {n} = 1",
        f"    while i + {n} < len({s}) and {s}[i + {n}] == {c}:",
        f"        {n} += 1",
        f"    {add}",
        f"    i += {n}",
        end,
    )
    grouped = code(
        f"{out} = {start}", f"for {c}, group in groupby({s}):", f"    {n} = len(list(group))", f"    {add}", end
    )
    counted = code(
        f"{out} = {start}",
        f"{n} = 1",
        f"for i, {c} in enumerate({s}):",
        f"    if i + 1 < len({s}) and {s}[i + 1] == {c}:",
        f"        {n} += 1",
        "    else:",
        f"        {add}",
        f"        {n} = 1",
        end,
    )
    bodies = [grouped, loop, counted]
    rng.shuffle(bodies)
    return draft(
        rng,
        form,
        names=("encode_runs", "run_length_encode", "compress", "rle", "runs_of", f"{form.replace('-', '_')}_runs"),
        params=f"{s}: str",
        returns=returns,
        said=(
            f"Run-length encode {s}: return {shown}",
            f"Split {s} into runs of equal characters and return {shown}",
            f"Compress {s} by its runs of equal neighbouring characters; write {shown}",
            f"Given a string {s}, return {shown}, where a run is a longest stretch of one repeated character",
        ),
        told=(
            f"A run is a longest possible stretch of equal characters. Go through the runs of the string {s} "
            f"from left to "
            f"right and return {shown}. An empty string has no runs.",
        ),
        plan=(
            "split the string into runs of equal characters",
            "take character and length of each",
            "append it in the wanted form",
        ),
        solutions=bodies,
        wrong=(
            bodies[0].replace(add, f"{out} += {near}" if joined else f"{out}.append({near})"),
            counted.replace(f"        {n} = 1\n", ""),
        ),
        imports=("from itertools import groupby",),
        inputs=cases(RUNS),
    )
