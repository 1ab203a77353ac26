"""Family: two strings of bits combined place by place or as numbers."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.numbers import code

BITS = ("bits", "s", "binary", "b", "text", "code", "flags", "mask")


@family("bit-strings-combined", weight=3)
def bit_strings_combined(rng: Rng) -> Draft:
    """Two strings of bits combined place by place or as numbers."""
    a, b = pick(rng, (("a", "b"), ("x", "y"), ("first", "second"), ("left", "right"), ("p", "q"), ("bits1", "bits2")))
    key, rule, one, near = pick(
        rng,
        (
            ("xor", "'1' where the two bits differ and '0' where they are equal", "{u} != {v}", "{u} == {v}"),
            (
                "and",
                "'1' where both bits are '1' and '0' elsewhere",
                '{u} == "1" and {v} == "1"',
                '{u} == "1" or {v} == "1"',
            ),
            (
                "or",
                "'1' where at least one of the two bits is '1' and '0' elsewhere",
                '{u} == "1" or {v} == "1"',
                '{u} == "1" and {v} == "1"',
            ),
            (
                "nand",
                "'0' where both bits are '1' and '1' elsewhere",
                'not ({u} == "1" and {v} == "1")',
                'not ({u} == "1" or {v} == "1")',
            ),
            ("xnor", "'1' where the two bits are equal and '0' where they differ", "{u} == {v}", "{u} != {v}"),
            (
                "andnot",
                f"'1' where {a} has '1' and {b} has '0', and '0' elsewhere",
                '{u} == "1" and {v} == "0"',
                '{u} == "0" and {v} == "1"',
            ),
        ),
    )
    unequal = pick(rng, ("same", "pad", "error"))
    pad = code(f"size = max(len({a}), len({b}))", f"{a}, {b} = {a}.zfill(size), {b}.zfill(size)")
    guard = code(f"if len({a}) != len({b}):", '    raise ValueError("lengths differ")')
    head = {"same": "", "pad": f"{pad}\n", "error": f"{guard}\n"}[unequal]
    form = "count" if key == "xor" else pick(rng, ("text", "text", "count"))
    test = one.format(u="u", v="v")
    at = one.format(u=f"{a}[i]", v=f"{b}[i]")
    what = (
        f"a bit string with {rule}"
        if form == "text"
        else f"how many positions would be '1' in a bit string with {rule}"
    )
    if form == "text":
        first = f'return "".join("1" if {test} else "0" for u, v in zip({a}, {b}))'
        second = code(
            'result = ""', f"for i in range(len({a})):", f'    result += "1" if {at} else "0"', "return result"
        )
    else:
        first = f"return sum({test} for u, v in zip({a}, {b}))"
        second = code("count = 0", f"for i in range(len({a})):", f"    if {at}:", "        count += 1", "return count")
    equal: list[tuple[object, ...]] = [
        ("1010", "0110"),
        ("", ""),
        ("1", "1"),
        ("0000", "1111"),
        ("110", "101"),
        ("0011", "0101"),
    ]
    other: list[tuple[object, ...]] = [("1", "1011"), ("", "10"), ("11010", "1")]
    how = {
        "same": f"{a} and {b} have the same length",
        "pad": "the shorter one is filled up with '0' on the left",
        "error": f"raise ValueError if {a} and {b} differ in length",
    }[unequal]
    return draft(
        rng,
        f"{key}|{unequal}|{form}",
        names=(f"bit_{key}", f"{key}_bits", f"{key}_strings", f"binary_{key}")
        if form == "text"
        else (f"count_{key}", f"{key}_count", f"ones_in_{key}"),
        params=f"{a}: str, {b}: str",
        returns="str" if form == "text" else "int",
        said=(
            f"Combine the bit strings {a} and {b} by {key} and return {what}; {how}"
            if key not in ("andnot",)
            else f"Compare the bit strings {a} and {b} and return {what}; {how}",
            f"Given two strings {a} and {b} of '0' and '1', return {what}; {how}",
            f"Return {what}, comparing the strings {a} and {b} of zeros and ones place by place; {how}",
        ),
        told=(
            f"{a} and {b} are strings of zeros and ones. Compare them place by place and return {what}. As to "
            f"lengths: {how}.",
        ),
        plan=(
            {"same": "walk through both strings", "pad": "fill up the shorter one", "error": "check the lengths"}[
                unequal
            ],
            "compare the bits of each place",
            "join the result" if form == "text" else "count the ones",
        ),
        solutions=(head + first, head + second),
        wrong=(
            head + first.replace(test, near.format(u="u", v="v")),
            first if unequal == "pad" else head + first.replace('"1" if', '"0" if'),
        ),
        inputs=[*equal, *(other if unequal == "pad" else [])],
        errors=other[:2] if unequal == "error" else (),
    )
