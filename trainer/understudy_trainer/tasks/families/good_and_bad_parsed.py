"""Texts converted one by one: the good ones collected or reduced, the bad ones skipped, replaced or listed."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_error_handling_1 import CAUGHT_1
from understudy_trainer.tasks.vocabulary.cards_error_handling_2 import CAUGHT_2
from understudy_trainer.tasks.vocabulary.structures import Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal

CAUGHT = (
    *CAUGHT_1,
    *CAUGHT_2,
)


def raw_values(rng: Rng) -> Rows:
    """Lists of texts of which some are numbers."""
    stock = ("12", "-7", "x", "", "3.5", " 8 ", "0", "1e2", "ten", "+4", "--1", "99", "nan?", "6.0", "a1")
    return (*((rng.sample(stock, n),) for n in (4, 5, 3, 4, 6)), ([],), (["1", "b", "2.5"],))


@family("good-and-bad-parsed", weight=3)
def good_and_bad_parsed(rng: Rng) -> Draft:
    """Texts converted one by one: the good ones collected or reduced, the bad ones skipped, replaced or listed."""
    kind, name = pick(rng, (("int", "int"), ("int", "int"), ("float", "float")))
    form, returns, said, start, good, bad, end, near, step = pick(
        rng,
        (
            (
                "values",
                f"list[{kind}]",
                "the entries of $ws that can be converted with CONV, converted, skipping all others",
                "$out = []",
                "$out.append(CONV($w))",
                "continue",
                "return $out",
                "return [CONV($w) for $w in $ws if $w.isdigit()]",
                "skip those that fail",
            ),
            (
                "invalid",
                "list[str]",
                "the entries of $ws that CONV cannot convert, unchanged and in order",
                "$out = []",
                "CONV($w)",
                "$out.append($w)",
                "return $out",
                "return [$w for $w in $ws if not $w.isdigit()]",
                "keep those that fail",
            ),
            (
                "both",
                f"tuple[list[{kind}], list[str]]",
                "a pair of lists: the converted values of $ws and the entries that CONV cannot convert",
                "good, bad = [], []",
                "good.append(CONV($w))",
                "bad.append($w)",
                "return good, bad",
                "return [CONV($w) for $w in $ws if $w.isdigit()], []",
                "put those that fail in a second list",
            ),
            (
                "sum",
                kind,
                "the sum of all entries of $ws that CONV can convert",
                "$total = ZERO",
                "$total += CONV($w)",
                "pass",
                "return $total",
                "return sum((CONV($w) for $w in $ws if $w.isdigit()), ZERO)",
                "ignore those that fail; add up the others",
            ),
            (
                "count",
                "int",
                "how many entries of $ws CONV cannot convert",
                "$count = 0",
                "CONV($w)",
                "$count += 1",
                "return $count",
                "return sum(not $w.isdigit() for $w in $ws)",
                "count those that fail",
            ),
            (
                "default",
                f"list[{kind}]",
                "$ws converted with CONV, with $n in place of every entry that fails",
                "$out = []",
                "$out.append(CONV($w))",
                "$out.append($n)",
                "return $out",
                "return [CONV($w) if $w.isdigit() else $n for $w in $ws]",
                "use the default for those that fail",
            ),
            (
                "none",
                f"list[{kind} | None]",
                "$ws converted with CONV, with None for each entry that fails",
                "$out = []",
                "$out.append(CONV($w))",
                "$out.append(None)",
                "return $out",
                "return [CONV($w) if $w.isdigit() else None for $w in $ws]",
                "use None for those that fail",
            ),
            (
                "first",
                f"{kind} | None",
                "the first entry of $ws that CONV can convert, converted, or None",
                "",
                "return CONV($w)",
                "continue",
                "return None",
                "return CONV($ws[0]) if $ws and $ws[0].isdigit() else None",
                "return the first that works; return None otherwise",
            ),
            (
                "max",
                f"{kind} | None",
                "the largest number among the entries of $ws that CONV can convert, None if there is none",
                "$out = []",
                "$out.append(CONV($w))",
                "pass",
                "return max($out, default=None)",
                "return max((CONV($w) for $w in $ws if $w.isdigit()), default=None)",
                "ignore those that fail; take the largest",
            ),
            (
                "until",
                f"list[{kind}]",
                "the converted entries of $ws up to, but without, the first one that CONV cannot convert",
                "$out = []",
                "$out.append(CONV($w))",
                "break",
                "return $out",
                "return [CONV($w) for $w in $ws if $w.isdigit()]",
                "stop at the first that fails",
            ),
            (
                "dict",
                f"dict[str, {kind}]",
                "a dict from each entry of $ws that CONV can convert to its number",
                "$out = {}",
                "$out[$w] = CONV($w)",
                "continue",
                "return $out",
                "return {$w: CONV($w) for $w in $ws if $w.isdigit()}",
                "skip those that fail",
            ),
            (
                "indices",
                "list[int]",
                "the positions of the entries in $ws that CONV cannot convert",
                "$out = []",
                "CONV($w)",
                "$out.append(i)",
                "return $out",
                "return [i for i, $w in enumerate($ws) if not $w.isdigit()]",
                "note the position of those that fail",
            ),
        ),
    )
    head = "for i, $w in enumerate($ws):" if form == "indices" else "for $w in $ws:"
    body = f"{start}\n{head}\n    try:\n        {good}\n    except ValueError:\n        {bad}\n{end}".strip()
    helper = (
        "def ok(text):\n    try:\n        CONV(text)\n    except ValueError:\n        return False\n    return True\n\n"
    )
    tests = {
        "values": "[CONV($w) for $w in $ws if ok($w)]",
        "invalid": "[$w for $w in $ws if not ok($w)]",
        "both": "[CONV($w) for $w in $ws if ok($w)], [$w for $w in $ws if not ok($w)]",
        "sum": "sum((CONV($w) for $w in $ws if ok($w)), ZERO)",
        "count": "sum(not ok($w) for $w in $ws)",
        "default": "[CONV($w) if ok($w) else $n for $w in $ws]",
        "none": "[CONV($w) if ok($w) else None for $w in $ws]",
        "first": "next((CONV($w) for $w in $ws if ok($w)), None)",
        "max": "max((CONV($w) for $w in $ws if ok($w)), default=None)",
        "dict": "{$w: CONV($w) for $w in $ws if ok($w)}",
        "indices": "[i for i, $w in enumerate($ws) if not ok($w)]",
        "until": "[CONV($w) for $w in takewhile(ok, $ws)]",
    }

    def ready(code: str) -> str:
        return code.replace("CONV", name).replace("ZERO", "0" if kind == "int" else "0.0")

    said = ready(said.replace("CONV", f"{name}()"))
    card = f"""
combo: {kind}|{form}
names: parse_{form} {form}_{kind}s convert_{form} read_{kind}s to_{kind}s_{form} parse_all
params: $ws: list[str]
pool: ws = texts values raw fields entries inputs lines parts
pool: w = text value s item entry part field
returns: {returns}
said: Return $said
said: Convert the strings in $ws with {name}() and return $said
said: Parse every entry of $ws; return $said
said: Given a list of strings $ws, return $said
told: $ws comes from a form, and not every entry is a number. Return $said. No exception must leave the function.
plan: try to convert each entry; {step}
do: $code
do: $other
bad: $near
inputs: raw
"""
    if form == "until":
        card += "import: from itertools import takewhile\n"
    if form == "default":
        card += f"knob: n: {kind} = {'-1 0 99' if kind == 'int' else '-1.0 0.0 0.5'}; default fallback missing filler\n"
    return deal(
        rng,
        card,
        {"raw": raw_values},
        {"said": said, "code": ready(body), "other": ready(f"{helper}return {tests[form]}"), "near": ready(near)},
    )


@family("errors-caught-and-raised", weight=3.8)
def errors_caught_and_raised(rng: Rng) -> Draft:
    """Safe divisions and look-ups, strict arguments, fallbacks tried in order, retries."""
    return deal(rng, pick(rng, CAUGHT))
