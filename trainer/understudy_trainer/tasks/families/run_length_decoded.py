"""Family: run-length codes turned back into text."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, cases
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

RUNS = ["aaabbc", "a", "", "abc", "aabbaa", "zzzzzzzzzzzz", "Aaa  b", "xxyzzz", "tttt"]


@family("run-length-decoded", weight=2)
def run_length_decoded(rng: Rng) -> Draft:
    """Run-length codes turned back into text."""
    s, c, out, number = distinct(
        rng,
        ("s", "code", "encoded", "text", "packed", "data"),
        ITEM,
        ("result", "out", "decoded"),
        ("number", "digits", "count", "n"),
    )
    form = pick(rng, ("char-count", "count-char", "tuples", "two-lists"))
    build = (f'{out} = ""',)
    imports: tuple[str, ...] = ()
    params, inputs = f"{s}: str", cases(["a3b1", "x12", "", "a2b2a1", "z1", "m3n0o2"])
    if form == "char-count":
        shown = "every character of it is followed by the number of its repetitions ('a3b1' gives 'aaab')"
        imports = ("import re",)
        first = f'"".join({c} * int({number}) for {c}, {number} in re.findall(r"(\\D)(\\d+)", {s}))'
        second = code(
            *build,
            "i = 0",
            f"while i < len({s}):",
            f"    {c} = {s}[i]",
            "    i += 1",
            f'    {number} = ""',
            f"    while i < len({s}) and {s}[i].isdigit():",
            f"        {number} += {s}[i]",
            "        i += 1",
            f"    {out} += {c} * int({number})",
            f"return {out}",
        )
        wrong = f'"".join({s}[i] * int({s}[i + 1]) for i in range(0, len({s}), 2))'
    elif form == "count-char":
        shown = "every character of it is preceded by the number of its repetitions ('3a1b' gives 'aaab')"
        imports = ("import re",)
        inputs = cases(["3a1b", "12x", "", "2a2b1a", "1z", "10-0o2p"])
        first = f'"".join({c} * int({number}) for {number}, {c} in re.findall(r"(\\d+)(\\D)", {s}))'
        second = code(
            *build,
            f'{number} = ""',
            f"for {c} in {s}:",
            f"    if {c}.isdigit():",
            f"        {number} += {c}",
            "    else:",
            f"        {out} += {c} * int({number})",
            f'        {number} = ""',
            f"return {out}",
        )
        wrong = f'"".join({s}[i + 1] * int({s}[i]) for i in range(0, len({s}) - 1, 2))'
    elif form == "tuples":
        (s,) = distinct(rng, ("runs", "pairs", "encoded", "groups"))
        shown = "it is a list of (character, length) tuples, each of which stands for a run"
        params = f"{s}: list[tuple[str, int]]"
        inputs = [([("a", 3), ("b", 1)],), ([],), ([("x", 1)],), ([("-", 2), ("+", 2), ("-", 0)],)]
        first = f'"".join({c} * {number} for {c}, {number} in {s})'
        second = code(*build, f"for {c}, {number} in {s}:", f"    {out} += {c} * {number}", f"return {out}")
        wrong = f'"".join({c} for {c}, {number} in {s})'
    else:
        s, counts = distinct(rng, ("chars", "letters", "symbols"), ("counts", "lengths", "repeats", "times"))
        shown = f"the i-th character of {s} is repeated as often as the i-th number of {counts} says"
        params = f"{s}: str, {counts}: list[int]"
        inputs = [("ab", [3, 1]), ("", []), ("xyz", [1, 0, 2]), ("aba", [2, 1, 2]), ("-", [5])]
        first = f'"".join({c} * {number} for {c}, {number} in zip({s}, {counts}))'
        second = code(*build, f"for i, {c} in enumerate({s}):", f"    {out} += {c} * {counts}[i]", f"return {out}")
        wrong = f"{s} * sum({counts})"
    return draft(
        rng,
        form,
        names=("decode_runs", "run_length_decode", "decompress", "expand", "unpack_runs", "rle_decode"),
        params=params,
        returns="str",
        said=(
            f"Decode the run-length code {s}: {shown}",
            f"Expand {s} and return the text; {shown}",
            f"Return the string that {s} stands for, where {shown}",
            f"Undo a run-length encoding in which {shown}; the code is {s}",
        )
        if form != "two-lists"
        else (
            f"Build a string in which {shown}",
            f"Return the string in which {shown}",
            f"Repeat characters: {shown}; return the resulting string",
        ),
        told=(
            f"A text was packed by its runs: {shown}. Return the unpacked text. Nothing packed gives an empty string.",
        ),
        plan=("read each count with its character", "repeat the character that often", "join the pieces"),
        solutions=(first, second),
        wrong=(wrong,),
        imports=imports,
        inputs=inputs,
    )
