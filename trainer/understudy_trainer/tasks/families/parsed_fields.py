"""Family that parses a line of separated fields."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import STRING, distinct, params, quoted, returning, settled, some_words


@family("fields-parsed")
def fields_parsed(rng: Rng) -> Draft:
    """A line of separated fields: stripped, converted, summed, picked, or read as key-value pairs."""
    s, p = distinct(rng, STRING, ("p", "part", "field", "item"))
    sep = pick(rng, (",", ";", "|", "/", "&", "\t"))
    eq = pick(rng, ("=", ":", "->"))
    k = rng.randint(0, 2)
    q, e = quoted(sep), quoted(eq)
    split = f"{s}.split({q})"
    key, returns, what, code, other, near, plan, data = pick(
        rng,
        (
            (
                "strip",
                "list[str]",
                f"the fields of {s} separated by {sep!r}, each stripped of spaces",
                f"[{p}.strip() for {p} in {split}]",
                f"result = []\nfor {p} in {split}:\n    result.append({p}.strip())\nreturn result",
                split,
                ("split", "strip each field"),
                "words",
            ),
            (
                "nonempty",
                "list[str]",
                f"the non-empty fields of {s} separated by {sep!r}",
                f"[{p} for {p} in {split} if {p}]",
                f"result = []\nfor {p} in {split}:\n    if {p}:\n        result.append({p})\nreturn result",
                split,
                ("split", "drop the empty fields"),
                "words",
            ),
            (
                "ints",
                "list[int]",
                f"the integers in {s}, which are separated by {sep!r}",
                f"[int({p}) for {p} in {split}] if {s} else []",
                f"if not {s}:\n    return []\nreturn [int({p}) for {p} in {split}]",
                f"[int({p}) + 1 for {p} in {split}] if {s} else []",
                ("split", "convert each field"),
                "ints",
            ),
            (
                "sum",
                "int",
                f"the sum of the integers in {s} separated by {sep!r}, 0 for an empty string",
                f"sum(int({p}) for {p} in {split}) if {s} else 0",
                f"total = 0\nfor {p} in {split}:\n    if {p}:\n        total += int({p})\nreturn total",
                f"len({split})",
                ("split", "convert and add up"),
                "ints",
            ),
            (
                "max",
                "int | None",
                f"the largest of the integers in {s} separated by {sep!r}, None for an empty string",
                f"max(int({p}) for {p} in {split}) if {s} else None",
                f"if not {s}:\n    return None\nreturn max(map(int, {split}))",
                f"int(max({split})) if {s} else None",
                ("split", "convert", "take the largest"),
                "ints",
            ),
            (
                "nth",
                "str | None",
                f"the field with index {k} of {s} split at {sep!r}, or None if there is no such field",
                f"parts = {split}\nreturn parts[{k}] if {k} < len(parts) else None",
                f"parts = {split}\nif len(parts) <= {k}:\n    return None\nreturn parts[{k}]",
                f"parts = {split}\nreturn parts[-1] if {k} < len(parts) else None",
                ("split", "pick the field if it exists"),
                "words",
            ),
            (
                "dict",
                "dict[str, str]",
                f"a dict of the key{eq}value fields of {s} separated by {sep!r}",
                f"dict({p}.split({e}, 1) for {p} in {split}) if {s} else {{}}",
                f"result = {{}}\n"
                f"for {p} in {split}:\n"
                f"    if {p}:\n"
                f"        key, value = {p}.split({e}, 1)\n"
                "        result[key] = value\n"
                "return result",
                f"dict(reversed({p}.split({e}, 1)) for {p} in {split}) if {s} else {{}}",
                ("split into fields", f"split each at {eq!r}", "collect them in a dict"),
                "pairs",
            ),
            (
                "intdict",
                "dict[str, int]",
                f"a dict of the key{eq}number fields of {s} separated by {sep!r}, the numbers as integers",
                f"result = {{}}\n"
                f"for {p} in {split}:\n"
                f"    if {p}:\n"
                f"        key, value = {p}.split({e})\n"
                "        result[key] = int(value)\n"
                "return result",
                "",
                f"{{{p}: 0 for {p} in {split}}}",
                ("split into fields", f"split each at {eq!r}", "convert the number and store it"),
                "pairs",
            ),
            (
                "keys",
                "list[str]",
                f"the keys of the key{eq}value fields of {s} separated by {sep!r}",
                f"[{p}.split({e})[0] for {p} in {split} if {p}]",
                f"[{p}.partition({e})[0] for {p} in {split} if {p}]",
                f"[{p}.split({e})[-1] for {p} in {split} if {p}]",
                ("split into fields", f"keep the part before {eq!r}"),
                "pairs",
            ),
        ),
    )

    def line(size: int) -> str:
        if data == "ints":
            return sep.join(str(rng.randint(-9, 99)) for _ in range(size))
        if data == "pairs":
            return sep.join(f"{w}{eq}{rng.randint(0, 50)}" for w in some_words(rng, size, size))
        return sep.join(pick(rng, ("", " ")) + w if rng.random() < 0.8 else "" for w in some_words(rng, size, size))

    inputs = (
        (line(3),),
        (line(2),),
        (line(4),),
        (line(1),),
        ("",),
        (sep.join([" b"] * 3) + sep if data == "words" else line(3),),
    )
    return settled(
        rng,
        ("parse_line", f"parse_{key}", f"split {key} fields", "parse_fields", f"read_{key}"),
        params((s, "str")),
        returns,
        pick(rng, (returning(rng, what, f"a string {s}"), f"Parse {s} and return {what}")),
        plan,
        (code, other),
        inputs,
        f"{key}",
        (near,),
    )
