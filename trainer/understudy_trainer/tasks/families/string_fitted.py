"""Family: a string brought to a width."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("string-fitted", weight=4)
def string_fitted(rng: Rng) -> Draft:
    """A string brought to a width: padded left, right, both; cut at either end, perhaps with a mark."""
    s, width, fill = distinct(rng, TEXT, ("width", "n", "size", "length", "limit"), ("fill", "char", "c", "pad"))
    given = rng.random() < 0.6
    literal = pick(rng, "-*.0 _#")
    f, shown = (fill, fill) if given else (f'"{literal}"', repr(literal))
    pad, pad_said, method, near = pick(
        rng,
        (
            ("right", f"on the right with {shown}", "ljust", "rjust"),
            ("left", f"on the left with {shown}", "rjust", "ljust"),
            ("none", "", "", ""),
        ),
    )
    mark = pick(rng, ("...", "..", "~", ">"))
    keep = len(mark)
    cut, cut_said, cutter = pick(
        rng,
        (
            ("none", "", ""),
            ("end", f"cut to its first {width} characters", f"{s}[:{width}]"),
            ("start", f"cut to its last {width} characters", f"{s}[len({s}) - {width} :]"),
            (
                "dots",
                f"cut so that it ends in {mark!r} and has exactly {width} characters",
                f'{s}[: {width} - {keep}] + "{mark}"',
            ),
            (
                "front-dots",
                f"cut so that it starts with {mark!r} and has exactly {width} characters",
                f'"{mark}" + {s}[len({s}) - {width} + {keep} :]',
            ),
        ),
    )
    if pad == "none" and cut == "none":
        pad, pad_said, method, near = "right", f"on the right with {shown}", "ljust", "rjust"
    padded = f"{s}.{method}({width}, {f})" if method else s
    by_hand = (
        f"{s} + {f} * ({width} - len({s}))"
        if pad == "right"
        else f"{f} * ({width} - len({s})) + {s}"
        if pad == "left"
        else s
    )
    if cut == "none":
        first, second = f"return {padded}", f"return {by_hand}"
        wrong = (
            f"return {s}.{near}({width}, {f})",
            f"return {by_hand.replace(' * (' + width + ' - len(' + s + '))', ' * ' + width)}",
        )
    else:
        first = code(f"if len({s}) > {width}:", f"    return {cutter}", f"return {padded}")
        second = f"return {cutter} if len({s}) > {width} else {by_hand}"
        wrong = (
            code(
                f"if len({s}) >= {width}:",
                f"    return {cutter.replace(f'[:{width}]', f'[: {width} - 1]')}",
                f"return {by_hand if pad == 'none' else by_hand + ' + ' + f}",
            ),
            f"return {padded}",
        )
    short = f"a shorter one is filled up {pad_said}" if pad != "none" else "a shorter one stays as it is"
    long = f"a longer one is {cut_said}" if cut != "none" else "a longer one stays as it is"
    fill_given = given and pad != "none"
    made = ["hello", "hi", "", "a longer text", "abcdef", "fit me", "x"]
    widths = [5, 6, 4, 8, 5, 6, 3]
    rows = [(t, w, pick(rng, ".-*0")) if fill_given else (t, w) for t, w in zip(made, widths, strict=True)]
    return draft(
        rng,
        f"{pad}|{cut}|{fill_given}",
        names=("fit", "fit_to_width", "pad", "truncate", "pad_or_cut", "adjust_width", "fixed_width"),
        params=f"{s}: str, {width}: int, {fill}: str" if fill_given else f"{s}: str, {width}: int",
        returns="str",
        said=(
            f"Bring {s} to a width of {width} characters: {short}, {long}",
            f"Fit {s} into {width} characters; {short} and {long}",
            f"Return {s} adjusted to {width} characters: {long}, {short}",
        ),
        told=(
            f"A column of a report is {width} characters wide. Return the text {s} as it is printed there: "
            f"{short}, and "
            f"{long}.",
        ),
        plan=(
            *(["cut a text that is too long"] if cut != "none" else []),
            f"{'fill up ' + pad_said if pad != 'none' else 'return a short one unchanged'}",
        ),
        solutions=(first, second),
        wrong=wrong,
        inputs=rows,
    )
