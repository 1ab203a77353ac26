"""Family of dict look-ups with a default."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.mappings import some_mapping
from understudy_trainer.tasks.vocabulary.text import distinct, params, returning, settled, some_words, word


@family("lookup-with-default")
def lookup_with_default(rng: Rng) -> Draft:
    """A value looked up in a dict, nested dict or for many keys, with a default."""
    d, k = distinct(
        rng, ("d", "config", "settings", "data", "table", "mapping", "options"), ("key", "k", "name", "field", "option")
    )
    default = rng.randint(-1, 99)
    key, extra, returns, what, code, other, near, plan = pick(
        rng,
        (
            (
                "get",
                "str",
                "int",
                f"the value of {k} in {d}, or {default} if it is missing",
                f"{d}.get({k}, {default})",
                f"if {k} in {d}:\n    return {d}[{k}]\nreturn {default}",
                f"{d}.get({k}, {default + 1})",
                "look the key up with a default",
            ),
            (
                "nocase",
                "str",
                "int",
                f"the value of {k} in {d} ignoring the case of the keys, or {default} if there is none",
                f"for x in {d}:\n    if x.lower() == {k}.lower():\n        return {d}[x]\nreturn {default}",
                f"next((v for x, v in {d}.items() if x.lower() == {k}.lower()), {default})",
                f"{d}.get({k}, {default})",
                "compare the lowercase keys",
            ),
            (
                "many",
                "list[str]",
                "list[int]",
                f"the values of {d} for the keys in {k}, with {default} for missing ones",
                f"[{d}.get(x, {default}) for x in {k}]",
                f"result = []\nfor x in {k}:\n    result.append({d}[x] if x in {d} else {default})\nreturn result",
                f"[{d}[x] for x in {k} if x in {d}]",
                "look each key up with a default",
            ),
            (
                "present",
                "list[str]",
                "list[int]",
                f"the values of {d} for those keys in {k} that it contains",
                f"[{d}[x] for x in {k} if x in {d}]",
                f"result = []\nfor x in {k}:\n    if x in {d}:\n        result.append({d}[x])\nreturn result",
                f"[{d}.get(x, {default}) for x in {k}]",
                "skip the missing keys",
            ),
            (
                "missing",
                "list[str]",
                "list[str]",
                f"the names in {k} that are not keys of {d}",
                f"[x for x in {k} if x not in {d}]",
                f"result = []\nfor x in {k}:\n    if x not in {d}:\n        result.append(x)\nreturn result",
                f"[x for x in {k} if x in {d}]",
                "keep the names that are no key",
            ),
            (
                "without",
                "list[str]",
                "dict[str, int]",
                f"a copy of {d} without the keys in {k}",
                f"{{x: v for x, v in {d}.items() if x not in {k}}}",
                f"result = dict({d})\nfor x in {k}:\n    result.pop(x, None)\nreturn result",
                f"{{x: v for x, v in {d}.items() if x in {k}}}",
                "skip the keys to drop",
            ),
            (
                "only",
                "list[str]",
                "dict[str, int]",
                f"a copy of {d} with only the keys in {k}",
                f"{{x: {d}[x] for x in {d} if x in {k}}}",
                f"{{x: v for x, v in {d}.items() if x in {k}}}",
                f"{{x: v for x, v in {d}.items() if x not in {k}}}",
                "keep the wanted keys",
            ),
            (
                "sum",
                "list[str]",
                "int",
                f"the sum of the values of {d} for the keys in {k}, a missing key counting as {default}",
                f"sum({d}.get(x, {default}) for x in {k})",
                f"total = 0\nfor x in {k}:\n    total += {d}.get(x, {default})\nreturn total",
                f"sum({d}.get(x, 0) for x in {k} if x in {d})",
                "add up the looked-up values",
            ),
            (
                "nested",
                "str",
                "int",
                f"{d}['limits'][{k}], or {default} if either key is missing",
                f'{d}.get("limits", {{}}).get({k}, {default})',
                f'if "limits" in {d} and {k} in {d}["limits"]:\n    return {d}["limits"][{k}]\nreturn {default}',
                f"{d}.get({k}, {default})",
                "look both keys up, each with a default",
            ),
        ),
    )
    inner = [some_mapping(rng) for _ in range(4)]
    inputs: list[tuple[object, ...]] = []
    for m in [*inner, {}, {"b": 3, "a": 2}, {"Key": 4}]:
        outer: object = {"limits": m} if key == "nested" and rng.random() < 0.8 else {} if key == "nested" else m
        known = pick(rng, sorted(m)) if m else word(rng)
        asked: object = (
            [known, *some_words(rng, 0, 2)]
            if extra == "list[str]"
            else pick(rng, (known, known, known.upper(), "none"))
        )
        inputs.append((outer, asked))
    inputs.append(
        ({"limits": {"a": 5}}, "a") if key == "nested" else (dict(inner[0]), ["zz"] if extra == "list[str]" else "zz")
    )
    ps = params((d, "dict[str, dict[str, int]]" if key == "nested" else "dict[str, int]"), (k, extra))
    return settled(
        rng,
        (f"lookup_{key}", f"get {key} values", "get_or_default" if key == "get" else f"{key}_keys", f"pick_{key}"),
        ps,
        returns,
        returning(rng, what, f"a dict {d}"),
        (plan,),
        (code, other),
        inputs,
        key,
        (near,),
    )
