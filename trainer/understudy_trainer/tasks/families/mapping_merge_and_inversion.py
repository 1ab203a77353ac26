"""Families over dicts: two of them combined, keys and values swapped."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.mappings import KEY, VALUE, mapping_inputs, some_mapping
from understudy_trainer.tasks.vocabulary.text import MAPPING, distinct, params, returning, settled


@family("mappings-merged")
def mappings_merged(rng: Rng) -> Draft:
    """Two dicts combined: sums, largest, first or second wins, common keys, differences."""
    a, b, k = distinct(
        rng, ("a", "first", "left", "d1", "base", "old"), ("b", "second", "right", "d2", "extra", "new"), KEY
    )
    start = f"result = dict({a})\nfor {k}, v in {b}.items():\n    "
    key, what, code, other, near, plan = pick(
        rng,
        (
            (
                "sum",
                f"the entries of {a} and {b} merged, adding the values of common keys",
                f"{start}result[{k}] = result.get({k}, 0) + v\nreturn result",
                f"{{{k}: {a}.get({k}, 0) + {b}.get({k}, 0) for {k} in {{**{a}, **{b}}}}}",
                f"{{**{a}, **{b}}}",
                "add the values, missing ones as 0",
            ),
            (
                "max",
                f"{a} and {b} merged, keeping the larger value of common keys",
                f"{start}result[{k}] = max(v, result.get({k}, v))\nreturn result",
                f"{start}if {k} not in result or v > result[{k}]:\n        result[{k}] = v\nreturn result",
                f"{{**{a}, **{b}}}",
                "keep the larger value of each key",
            ),
            (
                "min",
                f"{a} and {b} merged, keeping the smaller value of common keys",
                f"{start}result[{k}] = min(v, result.get({k}, v))\nreturn result",
                f"{start}if {k} not in result or v < result[{k}]:\n        result[{k}] = v\nreturn result",
                f"{{**{b}, **{a}}}",
                "keep the smaller value of each key",
            ),
            (
                "second",
                f"{a} and {b} merged into a new dict; {b} wins for common keys",
                f"{{**{a}, **{b}}}",
                f"result = dict({a})\nresult.update({b})\nreturn result",
                f"{{**{b}, **{a}}}",
                "write the second over the first",
            ),
            (
                "first",
                f"{a} and {b} merged into a new dict; {a} wins for common keys",
                f"{{**{b}, **{a}}}",
                f"{b} | {a}",
                f"{{**{a}, **{b}}}",
                "write the first over the second",
            ),
            (
                "common",
                f"the entries of {a} whose keys are also in {b}",
                f"{{{k}: v for {k}, v in {a}.items() if {k} in {b}}}",
                f"{{{k}: {a}[{k}] for {k} in {a} if {k} in {b}}}",
                f"{{{k}: v for {k}, v in {b}.items() if {k} in {a}}}",
                "keep the entries whose key is in both",
            ),
            (
                "only",
                f"the entries of {a} whose keys are missing from {b}",
                f"{{{k}: v for {k}, v in {a}.items() if {k} not in {b}}}",
                f"{{{k}: {a}[{k}] for {k} in {a} if {k} not in {b}}}",
                f"{{{k}: v for {k}, v in {b}.items() if {k} not in {a}}}",
                "drop the keys of the second",
            ),
            (
                "changed",
                f"the sorted keys that {a} and {b} share with different values",
                f"sorted({k} for {k} in {a} if {k} in {b} and {a}[{k}] != {b}[{k}])",
                f"sorted({k} for {k}, v in {a}.items() if {k} in {b} and {b}[{k}] != v)",
                f"sorted({k} for {k} in {a} if {k} in {b})",
                "keep the keys with differing values and sort them",
            ),
            (
                "minus",
                f"{a} with the values of {b} subtracted, a missing one counting as 0",
                f"{{{k}: v - {b}.get({k}, 0) for {k}, v in {a}.items()}}",
                f"result = {{}}\nfor {k} in {a}:\n    result[{k}] = {a}[{k}] - {b}.get({k}, 0)\nreturn result",
                f"{{{k}: v + {b}.get({k}, 0) for {k}, v in {a}.items()}}",
                "subtract the other value of each key",
            ),
        ),
    )
    inputs = []
    for _ in range(4):
        one, two = some_mapping(rng, 3), some_mapping(rng, 3)
        shared = rng.sample(sorted(one), min(2, len(one)))
        inputs.append((one, {**two, **{x: rng.randint(-2, 12) for x in shared}}))
    inputs += [({}, some_mapping(rng, 2)), (some_mapping(rng, 2), {}), ({"a": 1, "b": 5}, {"b": 2, "a": 1})]
    ps = params((a, "dict[str, int]"), (b, "dict[str, int]"))
    return settled(
        rng,
        ("merge_dicts", f"merge_{key}", f"combine dicts {key}", f"{key}_entries", "merge"),
        ps,
        "list[str]" if key == "changed" else "dict[str, int]",
        returning(rng, what, f"two dicts {a} and {b}"),
        ("go over the keys", plan),
        (code, other),
        inputs,
        key,
        (near,),
    )


@family("mapping-inverted")
def mapping_inverted(rng: Rng) -> Draft:
    """Keys and values swapped, positions of values, pairs to dict, keys to values."""
    d, k, v = distinct(rng, MAPPING, KEY, VALUE)
    key, returns, what, code, other, near, plan = pick(
        rng,
        (
            (
                "last",
                "dict[int, str]",
                f"{d} with keys and values swapped; the last key wins for equal values",
                f"{{{v}: {k} for {k}, {v} in {d}.items()}}",
                f"result = {{}}\nfor {k} in {d}:\n    result[{d}[{k}]] = {k}\nreturn result",
                f"{{{k}: {v} for {k}, {v} in {d}.items()}}",
                "make each value the key",
            ),
            (
                "lists",
                "dict[int, list[str]]",
                f"a dict from each value of {d} to the list of its keys",
                f"result = {{}}\n"
                f"for {k}, {v} in {d}.items():\n"
                f"    result.setdefault({v}, []).append({k})\n"
                "return result",
                f"{{{v}: [{k} for {k} in {d} if {d}[{k}] == {v}] for {v} in {d}.values()}}",
                f"{{{v}: [{k}] for {k}, {v} in {d}.items()}}",
                "collect the keys of each value",
            ),
            (
                "count",
                "dict[int, int]",
                f"how many keys of {d} have each value",
                f"result = {{}}\nfor {v} in {d}.values():\n    result[{v}] = result.get({v}, 0) + 1\nreturn result",
                f"{{{v}: list({d}.values()).count({v}) for {v} in {d}.values()}}",
                f"{{{v}: 1 for {v} in {d}.values()}}",
                "count each value",
            ),
            (
                "best",
                "str | None",
                f"the key with the largest value in {d}, or None if it is empty",
                f"max({d}, key={d}.get, default=None)",
                "best = None\n"
                f"for {k} in {d}:\n"
                f"    if best is None or {d}[{k}] > {d}[best]:\n"
                f"        best = {k}\n"
                "return best",
                f"max({d}, default=None)",
                "compare the keys by their value",
            ),
            (
                "least",
                "str | None",
                f"the key with the smallest value in {d}, or None if it is empty",
                f"min({d}, key={d}.get, default=None)",
                "best = None\n"
                f"for {k}, {v} in {d}.items():\n"
                f"    if best is None or {v} < {d}[best]:\n"
                f"        best = {k}\n"
                "return best",
                f"min({d}, default=None)",
                "compare the keys by their value",
            ),
            (
                "upper",
                "dict[str, int]",
                f"{d} with all keys in uppercase",
                f"{{{k}.upper(): {v} for {k}, {v} in {d}.items()}}",
                f"result = {{}}\nfor {k} in {d}:\n    result[{k}.upper()] = {d}[{k}]\nreturn result",
                f"{{{k}.lower(): {v} for {k}, {v} in {d}.items()}}",
                "uppercase each key",
            ),
            (
                "share",
                "dict[str, float]",
                f"each value of {d} divided by the sum of all values, or 0.0 if that sum is 0",
                f"total = sum({d}.values())\nreturn {{{k}: {v} / total if total else 0.0 for {k}, {v} in {d}.items()}}",
                "",
                f"{{{k}: {v} / max(1, len({d})) for {k}, {v} in {d}.items()}}",
                "divide each value by the total",
            ),
            (
                "average",
                "float",
                f"the average of the values in {d}, or 0.0 if it is empty",
                f"sum({d}.values()) / len({d}) if {d} else 0.0",
                f"if not {d}:\n    return 0.0\nreturn sum({d}.values()) / len({d})",
                f"sum({d}.values()) / 2",
                "divide the sum of the values by their number",
            ),
            (
                "lines",
                "list[str]",
                f"the entries of {d} as 'key=value' strings, sorted",
                f'sorted(f"{{{k}}}={{{v}}}" for {k}, {v} in {d}.items())',
                "result = []\n"
                f"for {k}, {v} in {d}.items():\n"
                f'    result.append({k} + "=" + str({v}))\n'
                "return sorted(result)",
                f'[f"{{{k}}}:{{{v}}}" for {k}, {v} in {d}.items()]',
                "format each entry and sort",
            ),
        ),
    )
    names = {
        "last": ("invert_dict", "swap_keys_and_values", "invert"),
        "lists": ("invert_to_lists", "keys_by_value"),
        "best": ("key_of_max", "best_key", "argmax"),
        "least": ("key_of_min", "smallest_key"),
    }
    return settled(
        rng,
        names.get(key, (f"{key} dict values", f"{key}_of_values", f"{key}_entries")),
        params((d, "dict[str, int]")),
        returns,
        returning(rng, what, f"a dict {d}"),
        ("go over the entries", plan),
        (code, other),
        mapping_inputs(rng),
        key,
        (near,),
    )
