"""Family over the occurrences of one character in a string."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    COUNT,
    STRING,
    called,
    distinct,
    letter,
    params,
    quoted,
    returning,
    texts,
)


@family("char-occurrences")
def char_occurrences(rng: Rng) -> Draft:
    """Occurrences of one character, a literal or a parameter: count, first/last index, removal, presence."""
    s, c, n = distinct(rng, STRING, ("c", "ch", "char", "letter", "target"), COUNT)
    fixed = rng.random() < 0.5
    one = letter(rng)
    ps = params((s, "str")) if fixed else params((s, "str"), (c, "str"))
    shown, code = (repr(one), quoted(one)) if fixed else (c, c)
    notes: tuple[str, ...] = ()
    kind, returns, call, near, what, plan = pick(
        rng,
        (
            (
                "count",
                "int",
                f"{s}.count({code})",
                f"len({s}.split({code}))",
                f"the number of times {shown} occurs in {s}",
                "count the occurrences",
            ),
            (
                "nocase",
                "int",
                f"{s}.lower().count({code if fixed else code + '.lower()'})",
                f"{s}.count({code})",
                f"how often {shown} occurs in {s}, ignoring case",
                "lower the case of both, then count",
            ),
            (
                "first",
                "int",
                f"{s}.find({code})",
                f"{s}.rfind({code})",
                f"the index of the first {shown} in {s}",
                "search from the left",
            ),
            (
                "last",
                "int",
                f"{s}.rfind({code})",
                f"{s}.find({code})",
                f"the index of the last {shown} in {s}",
                "search from the right",
            ),
            (
                "drop",
                "str",
                f'{s}.replace({code}, "")',
                f'{s}.replace({code}, "", 1)',
                f"{s} with every {shown} removed",
                "replace each by nothing",
            ),
            (
                "before",
                "str",
                f"{s}.split({code})[0]",
                f"{s}.split({code})[-1]",
                f"the part of {s} before the first {shown}",
                "split there and take the first part",
            ),
            (
                "after",
                "str",
                f"{s}.split({code})[-1]",
                f"{s}.split({code})[0]",
                f"the part of {s} after the last {shown}",
                "split there and take the last part",
            ),
            (
                "share",
                "float",
                f"{s}.count({code}) / len({s}) if {s} else 0.0",
                f"{s}.count({code}) / (len({s}) + 1)",
                f"the share of characters of {s} that equal {shown}",
                "divide the count by the length",
            ),
        ),
    )
    if kind in ("first", "last"):
        notes = (f"Return -1 if {shown} does not occur",)
    elif kind in ("before", "after"):
        notes = (f"Return the whole string if {shown} does not occur",)
    elif kind == "share":
        notes = ("Return 0.0 for an empty string",)
    solutions = [f"return {call}"]
    if kind == "count":
        solutions.append(f"{n} = 0\nfor x in {s}:\n    if x == {code}:\n        {n} += 1\nreturn {n}")
    if kind == "drop":
        solutions.append(f'return "".join(x for x in {s} if x != {code})')
    if kind == "first":
        solutions.append(f"for i, x in enumerate({s}):\n    if x == {code}:\n        return i\nreturn -1")
    if rng.random() < 0.4:
        solutions.reverse()
    samples = texts(rng, f"x{one}y{one.upper()}z{one}")
    inputs = tuple((t,) if fixed else (t, pick(rng, t) if t and rng.random() < 0.7 else one) for t in samples)
    names = {
        "count": "count char occurrences",
        "nocase": "count_ignoring_case",
        "first": "first char index",
        "last": "last char index",
    }
    name = called(rng, ps, names.get(kind, f"{kind} char"), f"{kind}_{pick(rng, ('char', 'letter', 'occurrence'))}")
    return Draft(
        name,
        ps,
        returns,
        returning(rng, what),
        (plan,),
        tuple(solutions),
        inputs,
        f"{kind}|{fixed}",
        (f"return {near}",),
        notes,
    )
