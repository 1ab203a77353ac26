"""Family: character codes or alphabet numbers of some characters, summed, listed, compared, weighted."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases, low_texts
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("codes-reduced", weight=4)
def codes_reduced(rng: Rng) -> Draft:
    """Character codes or alphabet numbers of some characters, summed, listed, compared, weighted."""
    s, c, total = distinct(rng, TEXT, ITEM, ("total", "result", "value", "score", "checksum"))
    number, called, keep, kept = pick(
        rng,
        (
            (f"ord({c})", "character codes", "", f"the characters of {s}"),
            (f"ord({c})", "Unicode code points", "", f"the characters of {s}"),
            (f"ord({c})", "character codes", f"{c}.isalpha()", f"the letters of {s}"),
            (
                f"ord({c}) - 96",
                "alphabet numbers (a = 1, ..., z = 26)",
                f"{c}.islower()",
                f"the lowercase letters of {s}",
            ),
            (
                f'ord({c}) - ord("a")',
                "alphabet numbers (a = 0, ..., z = 25)",
                f"{c}.islower()",
                f"the lowercase letters of {s}",
            ),
            (
                f"ord({c}.lower()) - 96",
                "alphabet numbers (a = 1, ..., z = 26, whatever the case)",
                f"{c}.isalpha()",
                f"the letters of {s}",
            ),
        ),
    )
    condition = f" if {keep}" if keep else ""
    walk = f"for {c} in {s}{condition}"
    loop = [f"for {c} in {s}:", *([f"    if {keep}:"] if keep else [])]
    pad = "        " if keep else "    "
    m = rng.choice((7, 10, 26, 97, 100, 256))
    form, returns, what, first, start, step, end, near = pick(
        rng,
        (
            (
                "sum",
                "int",
                f"the sum of the {called} of {kept}",
                f"sum({number} {walk})",
                "0",
                f"{total} += {number}",
                total,
                f"sum(1 {walk})",
            ),
            (
                "list",
                "list[int]",
                f"the list of the {called} of {kept}",
                f"[{number} {walk}]",
                "[]",
                f"{total}.append({number})",
                total,
                f"sorted({number} {walk})",
            ),
            (
                "modulo",
                "int",
                f"the sum of the {called} of {kept}, modulo {m}",
                f"sum({number} {walk}) % {m}",
                "0",
                f"{total} = ({total} + {number}) % {m}",
                total,
                f"sum({number} {walk}) // {m}",
            ),
            (
                "largest",
                "int",
                f"the largest of the {called} of {kept}, 0 if there are none",
                f"max(({number} {walk}), default=0)",
                "[]",
                f"{total}.append({number})",
                f"max({total}) if {total} else 0",
                f"min(({number} {walk}), default=0)",
            ),
            (
                "text",
                "str",
                f"the {called} of {kept} as one string, joined with '-'",
                f'"-".join(str({number}) {walk})',
                "[]",
                f"{total}.append(str({number}))",
                f'"-".join({total})',
                f'" ".join(str({number}) {walk})',
            ),
            (
                "mean",
                "float",
                f"the average of the {called} of {kept}, 0.0 if there are none",
                code(f"{total} = [{number} {walk}]", f"return sum({total}) / len({total}) if {total} else 0.0"),
                "[]",
                f"{total}.append({number})",
                f"sum({total}) / len({total}) if {total} else 0.0",
                f"sum({number} {walk}) / (len({s}) or 1) + 1",
            ),
            (
                "even",
                "int",
                f"how many of the {called} of {kept} are even",
                f"sum(({number}) % 2 == 0 {walk})",
                "0",
                f"{total} += ({number}) % 2 == 0",
                total,
                f"sum(({number}) % 2 {walk})",
            ),
            (
                "spread",
                "int",
                f"the difference between the largest and the smallest of the {called} of {kept}, 0 if there are none",
                code(f"{total} = [{number} {walk}]", f"return max({total}) - min({total}) if {total} else 0"),
                "[]",
                f"{total}.append({number})",
                f"max({total}) - min({total}) if {total} else 0",
                f"max(({number} {walk}), default=0)",
            ),
            (
                "weighted",
                "int",
                f"the sum of the {called} of {kept}, the first of them taken once, the second twice and so on",
                f"sum(i * n for i, n in enumerate(({number} {walk}), 1))",
                "[]",
                f"{total}.append({number})",
                f"sum((i + 1) * n for i, n in enumerate({total}))",
                f"sum(i * n for i, n in enumerate({number} {walk}))".replace(
                    f"enumerate({number} {walk})", f"enumerate([{number} {walk}])"
                ),
            ),
        ),
    )
    second = code(f"{total} = {start}", *loop, f"{pad}{step}", f"return {end}")
    said = (f"Return {what}", f"Compute {what}", f"Given a string {s}, return {what}", f"Find {what}")
    return draft(
        rng,
        f"{form}|{called.split(' ')[0]}-{'0' if 'a = 0' in called else '1'}|{keep.partition('.')[2]}",
        names=(f"{form}_of_codes", f"code_{form}", f"char_{form}", f"letter_{form}", "letter_values", "word_score"),
        params=f"{s}: str",
        returns=returns,
        said=said,
        told=(
            f"Turn {kept} into their {called}. Return {what.split(', 0')[0]}. The order of the characters is kept. "
            "If there are none, the result is "
            + {"int": "0", "float": "0.0", "str": "an empty string"}.get(returns, "an empty list")
            + ".",
        ),
        plan=(*([f"keep {kept}"] if keep else []), "turn each into its number", f"return {what.split(' of ')[0]}"),
        solutions=(first, second),
        wrong=(near, first.replace(condition, "") if condition else f"return len({s})"),
        inputs=cases([*low_texts(rng, "abc", "cab"), "Hello World", "aZ 9", "XYZ", "b-A"]),
    )
