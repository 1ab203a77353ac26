"""Family: one part of a string (ends, halves, between indices) reversed, cased, removed, masked, doubled, sorted."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

STRINGS = ["abcdef", "hello", "ab", "x", "Banana", "a b c", "python"]


@family("part-changed", weight=4)
def part_changed(rng: Rng) -> Draft:
    """One part of a string (ends, halves, between indices) reversed, cased, removed, masked, doubled, sorted."""
    s, k, i, j = distinct(
        rng, TEXT, ("k", "n", "size", "count"), ("i", "start", "lo", "a", "begin"), ("j", "end", "hi", "b", "stop")
    )
    region, before, part, after, given = pick(
        rng,
        (
            (f"the first {k} characters of {s}", "", f"{s}[:{k}]", f"{s}[{k}:]", f", {k}: int"),
            (f"everything after the first {k} characters of {s}", f"{s}[:{k}]", f"{s}[{k}:]", "", f", {k}: int"),
            (f"the last {k} characters of {s}", f"{s}[: len({s}) - {k}]", f"{s}[len({s}) - {k} :]", "", f", {k}: int"),
            (
                f"the part of {s} from index {i} up to but not including {j}",
                f"{s}[:{i}]",
                f"{s}[{i}:{j}]",
                f"{s}[{j}:]",
                f", {i}: int, {j}: int",
            ),
            (
                f"the part of {s} from index {i} to index {j}, both included",
                f"{s}[:{i}]",
                f"{s}[{i} : {j} + 1]",
                f"{s}[{j} + 1 :]",
                f", {i}: int, {j}: int",
            ),
            (
                f"the first half (len({s}) // 2 characters) of {s}",
                "",
                f"{s}[: len({s}) // 2]",
                f"{s}[len({s}) // 2 :]",
                "",
            ),
            (
                f"the second half of {s} (from index len({s}) // 2 on)",
                f"{s}[: len({s}) // 2]",
                f"{s}[len({s}) // 2 :]",
                "",
                "",
            ),
            (f"everything but the first and the last character of {s}", f"{s}[:1]", f"{s}[1:-1]", f"{s}[1:][-1:]", ""),
        ),
    )
    index = (
        f"the first {k}",
        "everything after",
        f"the last {k}",
        "up to but",
        "both incl",
        "the first half",
        "the second",
        "everything but",
    )
    where = next(
        name
        for name, start in zip(("head", "tail", "end", "slice", "range", "half", "rest", "inside"), index, strict=True)
        if region.startswith(start) or (start in ("up to but", "both incl") and start in region)
    )
    mark = pick(rng, "*#-_.x")
    key, said, done, near = pick(
        rng,
        (
            ("reverse", "Reverse {}", "{}[::-1]", "{}"),
            ("upper", "Put {} in uppercase", "{}.upper()", "{}.lower()"),
            ("swap", "Swap the case of {}", "{}.swapcase()", "{}.upper()"),
            ("mask", f"Replace each character of {{}} by {mark!r}", f'"{mark}" * len({{}})', f'"{mark}"'),
            ("double", "Write {} twice", "{} * 2", "{} * 3"),
            ("sort", "Sort the characters within {}", '"".join(sorted({}))', '"".join(sorted({}, reverse=True))'),
            ("remove", "Remove {}", "", "{}"),
            ("brackets", "Put {} in round brackets", '"(" + {} + ")"', '"()" + {}'),
            ("only", "Return only {}", "{}", "{}[1:]"),
            ("dashes", "Put a dash between the characters within {}", '"-".join({})', '"".join({})'),
        ),
    )
    if key == "only":
        first = part
        parts = code(f"kept = {part}", "return kept")
        wrong = near.format(part)
    else:
        first = " + ".join(x for x in (before, done.format(part), after) if x) or '""'
        name = pick(rng, [n for n in ("part", "middle", "piece", "chosen") if n != s])
        parts = code(
            f"{name} = {part}", "return " + (" + ".join(x for x in (before, done.format(name), after) if x) or '""')
        )
        wrong = " + ".join(x for x in (before, near.format(part), after) if x)
    end = "" if key == "only" else " and leave the rest as it is" if key != "remove" else " and return what is left"
    whole = said.format(region)
    ks = [(t, rng.randint(0, min(4, len(t)))) for t in [*STRINGS, ""]]
    spans = [(t, a, rng.randint(a, len(t) - 1)) for t in STRINGS for a in [rng.randint(0, len(t) // 2)]] + [
        ("abcdef", 1, 4),
        ("Hello", 0, 3),
    ]
    notes = {
        "head": f"{k} is at most the length of {s}",
        "tail": f"{k} is at most the length of {s}",
        "end": f"{k} is at most the length of {s}",
        "slice": f"{i} and {j} are valid indices with {i} <= {j}",
        "range": f"{i} and {j} are valid indices with {i} <= {j}",
    }
    return draft(
        rng,
        f"{where}|{key}",
        names=(f"{key}_{where}", f"{key}_part", f"{where}_{key}", "change_part"),
        params=f"{s}: str{given}",
        returns="str",
        said=(
            f"{whole}{end}",
            f"Given a string {s}, {whole[0].lower()}{whole[1:]}{end}",
            f"{whole}{end if key in ('only', 'remove') else ', keep everything else, and return the new string'}",
        ),
        told=(f"Take the string {s} apart. {whole}{end}. Return the resulting string.",) if key != "only" else (),
        plan=(
            *(["slice what stands before"] if before else []),
            said.format("the part").lower(),
            *(["append what stands after"] if after else []),
        ),
        solutions=(first, parts),
        wrong=(wrong,),
        notes=(notes[where],) if where in notes else (),
        inputs=spans
        if where in ("slice", "range")
        else [*ks, ("abcdef", 2), ("hello", 3)]
        if given
        else cases([*STRINGS, ""]),
    )
