"""Family: a string cut into chunks of k characters: from which side, what about the rest, what becomes of each."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import INDEX, TEXT
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("string-chunks", weight=4, held_out=True)
def string_chunks(rng: Rng) -> Draft:
    """A string cut into chunks of k characters: from which side, what about the rest, what becomes of each."""
    s, k, i = distinct(rng, TEXT, ("k", "n", "size", "width", "length"), INDEX)
    side = pick(rng, ("left", "left", "left", "right"))
    rest, rest_said, fill = pick(
        rng,
        (
            ("keep", "a shorter rest forms a piece of its own", ""),
            ("keep", "the {last} piece may be shorter", ""),
            ("drop", "a shorter rest is dropped", ""),
            ("fill", "a shorter rest is filled up with {fill}", pick(rng, "-_.x*")),
        ),
    )
    last = "last" if side == "left" else "first"
    rest_said = rest_said.format(last=last, fill=repr(fill))
    form, returns, what, wrap = pick(
        rng,
        (
            ("list", "list[str]", "as a list", "{}"),
            ("list", "list[str]", "as a list", "{}"),
            ("joined", "str", "joined with '-'", '"-".join({})'),
            ("spaced", "str", "separated by single spaces", '" ".join({})'),
            ("backwards", "list[str]", "as a list with the last piece first", "{}[::-1]"),
            ("reversed", "list[str]", "as a list, each piece reversed", "[p[::-1] for p in {}]"),
            ("sorted", "list[str]", "as an alphabetically sorted list", "sorted({})"),
            (
                "upper",
                "list[str]",
                "as a list in which every second piece, starting with the second, is in uppercase",
                "[p.upper() if j % 2 else p for j, p in enumerate({})]",
            ),
        ),
    )
    stop = {"keep": f"len({s})", "fill": f"len({s})", "drop": f"len({s}) - {k} + 1"}[rest]
    piece = f"{s}[{i} : {i} + {k}]" + (f'.ljust({k}, "{fill}")' if rest == "fill" else "")
    listed = f"[{piece} for {i} in range(0, {stop}, {k})]"
    loop = [f"for {i} in range(0, {stop}, {k}):", f"    pieces.append({piece})"]
    if side == "right":
        start = {"keep": f"len({s}) % {k}", "drop": f"len({s}) % {k}", "fill": ""}[rest]
        if rest == "fill":
            first_lines = [f'{s} = "{fill}" * (-len({s}) % {k}) + {s}']
            listed = f"[{s}[{i} : {i} + {k}] for {i} in range(0, len({s}), {k})]"
            loop = [f"for {i} in range(0, len({s}), {k}):", f"    pieces.append({s}[{i} : {i} + {k}])"]
        else:
            listed = f"[{s}[{i} : {i} + {k}] for {i} in range(rest, len({s}), {k})]"
            first_lines = [f"rest = {start}"]
            loop = [f"for {i} in range(rest, len({s}), {k}):", f"    pieces.append({s}[{i} : {i} + {k}])"]
            if rest == "keep":
                listed = f"([{s}[:rest]] if rest else []) + {listed}"
        if rest == "keep":
            backward = code("pieces = []", f"while {s}:", f"    pieces.insert(0, {s}[-{k}:])", f"    {s} = {s}[:-{k}]")
        else:
            backward = code(*first_lines, "pieces = []", *loop)
        first = code(*first_lines, f"pieces = {listed}", f"return {wrap.format('pieces')}")
        second = f"{backward}\nreturn {wrap.format('pieces')}"
        wrong = f"pieces = [{s}[{i} : {i} + {k}] for {i} in range(0, len({s}), {k})]\nreturn {wrap.format('pieces')}"
    else:
        first = (
            f"return {wrap.format(listed)}"
            if form in ("list", "joined", "spaced", "sorted")
            else f"pieces = {listed}\nreturn {wrap.format('pieces')}"
        )
        second = code("pieces = []", *loop, f"return {wrap.format('pieces')}")
        wrong = code(
            "pieces = []",
            f"for {i} in range(0, len({s}) - {k}, {k}):",
            f"    pieces.append({piece})",
            f"return {wrap.format('pieces')}",
        )
    begin = "" if side == "left" else ", counted from the right"
    texts = ["abcdefgh", "hello", "", "ab", "1234567", "Python is", "xyz"]
    return draft(
        rng,
        f"{side}|{rest}|{form}",
        names=(
            "chunks",
            "split_chunks",
            "cut_into_pieces",
            "pieces_of",
            "group_chars",
            f"{form}_chunks",
            "chop",
            "blocks",
        ),
        params=f"{s}: str, {k}: int",
        returns=returns,
        said=(
            f"Cut {s} into pieces of {k} characters{begin} and return them {what}; {rest_said}",
            f"Split {s} into chunks of length {k}{begin}; {rest_said}. Return the chunks {what}".replace(
                ". Return", ", and return"
            ),
            f"Return the consecutive blocks of {k} characters of {s}{begin}, {what}; {rest_said}",
        ),
        told=(
            f"Given a string {s} and a positive integer {k}, cut the string into blocks of {k} "
            f"characters{begin}; {rest_said}. Return the blocks {what}.",
        ),
        plan=(f"step through the string by {k}", "slice each piece", f"return them {what}"),
        solutions=(first, second),
        wrong=(wrong,),
        inputs=[(t, rng.randint(1, 4)) for t in texts] + [("abcdefgh", 3), ("1234567", 2)],
    )
