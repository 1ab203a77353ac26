"""Families about the order of a dict's values: best keys with ties, the top k, ranks, shares, running totals."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.inputs_dict_order import best_rows
from understudy_trainer.tasks.vocabulary.written_cards import deal


@family("dict-best-key", weight=3)
def dict_best_key(rng: Rng) -> Draft:
    """The key with the largest or smallest value: which one on ties, what for an empty dict, key, pair or all keys."""
    top = rng.random() < 0.6
    word = pick(rng, ("largest", "highest", "greatest") if top else ("smallest", "lowest", "least"))
    call, sign = ("max", ">") if top else ("min", "<")
    ties = pick(rng, ("first", "alphabetical", "all", "last", "unique", "value-second"))
    empty = pick(rng, ("none", "text"))
    nothing, said_nothing = ("None", "None") if empty == "none" else ('""', "an empty string")
    returns = "str | None" if empty == "none" else "str"
    loop = (
        "$best = NOTHING\nfor $k, $v in $d.items():\n    if $best == NOTHING or $v SIGN $d[$best]:\n"
        "        $best = $k\n"
    )
    what, tie, codes, bad, step = {
        "first": (
            f"the key with the {word} value in $d",
            f"If several keys have the {word} value, return the first of them",
            (f"return {call}($d, key=$d.get, default=NOTHING)", loop + "return $best"),
            f"return {call}($d, default=NOTHING)",
            "compare the keys by their values",
        ),
        "alphabetical": (
            f"the key with the {word} value in $d",
            "Break ties by taking the key that comes first alphabetically",
            (
                f"return {call}(sorted($d), key=$d.get, default=NOTHING)",
                "if not $d:\n    return NOTHING\n"
                + (
                    "return min($d, key=lambda $k: (-$d[$k], $k))"
                    if top
                    else "return min($d, key=lambda $k: ($d[$k], $k))"
                ),
            ),
            f"return {call}(sorted($d, reverse=True), key=$d.get, default=NOTHING)",
            "go through the keys in alphabetical order; keep the one with the best value",
        ),
        "last": (
            f"the key with the {word} value in $d",
            f"If several keys have the {word} value, return the last of them",
            (
                loop.replace("SIGN", "SIGN=") + "return $best",
                f"return {call}(reversed(list($d)), key=$d.get, default=NOTHING)",
            ),
            f"return {call}($d, key=$d.get, default=NOTHING)",
            "keep a key whose value is at least as good",
        ),
        "all": (
            f"all keys with the {word} value in $d, in alphabetical order",
            "Return an empty list for an empty dict",
            (
                f"$total = {call}($d.values(), default=None)\n"
                "return sorted($k for $k, $v in $d.items() if $v == $total)",
                f"if not $d:\n    return []\n$total = {call}($d.values())\n$out = []\nfor $k in $d:\n"
                "    if $d[$k] == $total:\n        $out.append($k)\nreturn sorted($out)",
            ),
            f"return [{call}($d, key=$d.get)] if $d else []",
            f"find the {word} value; keep the keys that have it; sort them",
        ),
        "unique": (
            f"the key with the {word} value in $d, if only one key has it",
            f"If several keys share the {word} value, return {said_nothing}",
            (
                f"$out = [$k for $k in $d if $d[$k] == {call}($d.values())]\n"
                "return $out[0] if len($out) == 1 else NOTHING",
                f"if not $d:\n    return NOTHING\n$total = {call}($d.values())\n"
                "$out = [$k for $k, $v in $d.items() if $v == $total]\n"
                "if len($out) > 1:\n    return NOTHING\nreturn $out[0]",
            ),
            f"return {call}($d, key=$d.get, default=NOTHING)",
            f"list the keys with the {word} value; return it if it is one",
        ),
        "value-second": (
            f"the key with the second {word} value in $d",
            "Equal values keep the order of the dict",
            (
                f"$out = sorted($d, key=$d.get{', reverse=True' if top else ''})\n"
                "return $out[1] if len($out) > 1 else NOTHING",
                "$out = [$k for $k, _ in sorted($d.items(), key=lambda $e: "
                f"{'-' if top else ''}$e[1])]\nif len($out) < 2:\n    return NOTHING\nreturn $out[1]",
            ),
            f"$out = sorted($d, key=$d.get)\nreturn $out[{0 if top else -1}] if len($out) > 1 else NOTHING",
            "sort the keys by their values; return the second",
        ),
    }[ties]
    if ties == "value-second":
        missing = f"Return {said_nothing} if there are fewer than two keys"
    else:
        missing = "" if ties == "all" else f"Return {said_nothing} if $d is empty"
    card = """
combo: $ties|$call|$empty
names: key_of_$call best_key find_key winner leading_name pick_key
params: $d: dict[str, int]
pool: e = e p pair
returns: $returns
said: Return $what
said: Find $what
said: Given a dict $d of names and numbers, return $what
said: Look through $d and give back $what
said: Get $what
told: $d maps names to numbers. Find $what. $tie. $missing
told: The dictionary $d holds the result of every participant. Return $what. $tie. $missing
plan: $step
do: $code
do: $other
bad: $near
note: $tie
inputs: rows
"""
    if missing and ties != "all":
        card += "note: $missing\n"

    def ready(code: str) -> str:
        return (
            code.replace("SIGN", sign)
            .replace("== NOTHING", "is None" if empty == "none" else '== ""')
            .replace("NOTHING", nothing)
        )

    return deal(
        rng,
        card,
        {"rows": best_rows},
        {
            "ties": ties,
            "call": call,
            "empty": "none" if ties == "all" else empty,
            "missing": missing,
            "what": what,
            "tie": tie,
            "returns": "list[str]" if ties == "all" else returns,
            "step": step,
            "code": ready(codes[0]),
            "other": ready(codes[1]),
            "near": ready(bad),
        },
    )
