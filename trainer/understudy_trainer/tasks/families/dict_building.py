"""Families that build dicts: from two lists, from pairs with repeated keys, from a sequence by a rule."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.structures import (
    NAMES,
    THINGS,
    Rows,
    pair_lists,
    signed_pairs,
)
from understudy_trainer.tasks.vocabulary.written_cards import deal


def key_value_lists(rng: Rng) -> Rows:
    """A list of words with repeats and a list of numbers, of equal or different lengths."""
    few = rng.sample(pick(rng, (NAMES, THINGS)), 3)
    rows = []
    for extra in (0, 0, 2, -1):
        keys = [pick(rng, few) for _ in range(4)]
        rows.append((keys, [rng.randint(0, 12) for _ in range(4 + extra)]))
    return (*rows, ([few[0], few[1], few[0]], [3, 8, 5]), ([], []))


@family("dict-of-two-lists", weight=3)
def dict_of_two_lists(rng: Rng) -> Draft:
    """Keys in one list, values in another: who wins on repeats, sums, lists, missing values."""
    rule = pick(rng, ("last", "first", "sum", "lists", "max", "count-positive", "pad", "swap"))
    body = {
        "last": "return dict(zip($ks, $vs))",
        "first": "$out = {}\nfor $k, $v in zip($ks, $vs):\n    $out.setdefault($k, $v)\nreturn $out",
        "sum": "$out = {}\nfor $k, $v in zip($ks, $vs):\n    $out[$k] = $out.get($k, 0) + $v\nreturn $out",
        "lists": "$out = {}\nfor $k, $v in zip($ks, $vs):\n    $out.setdefault($k, []).append($v)\nreturn $out",
        "max": "$out = {}\nfor $k, $v in zip($ks, $vs):\n    $out[$k] = max($v, $out.get($k, $v))\nreturn $out",
        "count-positive": "$out = {}\nfor $k, $v in zip($ks, $vs):\n    $out[$k] = $out.get($k, 0) + ($v > 0)\n"
        "return $out",
        "pad": "return {$k: $vs[i] if i < len($vs) else None for i, $k in enumerate($ks)}",
        "swap": "return dict(zip($vs, $ks))",
    }[rule]
    other = {
        "last": "$out = {}\nfor $k, $v in zip($ks, $vs):\n    $out[$k] = $v\nreturn $out",
        "first": "$out = {}\nfor $k, $v in zip($ks, $vs):\n    if $k not in $out:\n        $out[$k] = $v\nreturn $out",
        "sum": "$out = {}\nfor $k, $v in zip($ks, $vs):\n    if $k not in $out:\n        $out[$k] = 0\n"
        "    $out[$k] += $v\nreturn $out",
        "lists": "$out = {$k: [] for $k, _ in zip($ks, $vs)}\nfor $k, $v in zip($ks, $vs):\n    $out[$k].append($v)\n"
        "return $out",
        "max": (
            "$out = {}\nfor $k, $v in zip($ks, $vs):\n    if $k not in $out or $v > $out[$k]:\n"
            "        $out[$k] = $v\nreturn $out"
        ),
        "count-positive": "$out = {$k: 0 for $k, _ in zip($ks, $vs)}\nfor $k, $v in zip($ks, $vs):\n    if $v > 0:\n"
        "        $out[$k] += 1\nreturn $out",
        "pad": "$out = dict.fromkeys($ks)\n$out.update(zip($ks, $vs))\nreturn $out",
        "swap": "$out = {}\nfor i in range(min(len($ks), len($vs))):\n    $out[$vs[i]] = $ks[i]\nreturn $out",
    }[rule]
    if rule == "pad":
        other = "$out = {}\nfor i, $k in enumerate($ks):\n    $out[$k] = $vs[i] if i < len($vs) else None\nreturn $out"
    clause = {
        "last": "; if a key is repeated, its last value counts",
        "first": "; if a key is repeated, its first value is kept",
        "sum": ", adding the values of repeated keys",
        "lists": ", each key with the list of all its values in order",
        "max": ", keeping the largest value of a repeated key",
        "count-positive": ", each key with the number of its values that are greater than 0",
        "pad": "; keys without a partner in $vs get None",
        "swap": ", with the elements of $vs as keys and those of $ks as values; the last one wins",
    }[rule]
    near = "return dict(zip($vs, $ks))" if rule in ("last", "pad") else "return dict(zip($ks, $vs))"
    card = """
combo: zip|$rule
names: build_dict pair_up zip_to_dict make_lookup combine_lists dict_from_lists
pool: ks = keys names labels fields words ids
pool: vs = values numbers amounts points scores vals
params: $ks: list[str], $vs: list[int]
returns: $returns
said: Build a dict from the keys in $ks and the values at the same positions in $vs$clause
said: Combine $ks and $vs into a dictionary that pairs elements at equal positions$clause
said: Return a dict made of the two lists $ks and $vs$clause
said: Pair each entry of $ks with the entry of $vs at the same index and return them as a dict$clause
said: Given a list of keys $ks and a list of values $vs, create a dictionary$clause
told: Two lists belong together: $ks holds the keys and $vs the value for each position. Turn them into one
    dictionary$clause.
    $tail
told: A form sends its field names in $ks and its entries in $vs, in the same order. Return a dict of
    both$clause. $tail
plan: walk through both lists together; $step; return the dict
do: $body
do: $other
bad: $near
note: $tail
inputs: lists
"""
    if rule == "last":
        card += "zh: 用列表 $ks 的元素作键、$vs 中相同位置的元素作值，构造并返回一个字典\n"
    return deal(
        rng,
        card,
        {"lists": key_value_lists},
        {
            "rule": rule,
            "clause": clause,
            "near": near,
            "body": body,
            "other": other,
            "returns": {"lists": "dict[str, list[int]]", "swap": "dict[int, str]", "pad": "dict[str, int | None]"}.get(
                rule, "dict[str, int]"
            ),
            "tail": "Ignore values beyond the last key" if rule == "pad" else "Stop at the end of the shorter list",
            "step": {
                "last": "store each value under its key",
                "first": "store a value only if its key is new",
                "sum": "add each value to its key",
                "lists": "append each value to the list of its key",
                "max": "keep the larger value",
                "count-positive": "count the positive values of each key",
                "pad": "take None when the values run out",
                "swap": "make the value the key",
            }[rule],
        },
    )


@family("dict-of-pairs", weight=3.5)
def dict_of_pairs(rng: Rng) -> Draft:
    """A dict out of (key, number) pairs, some left out, repeated keys joined by a rule."""
    which, clause, test, miss = pick(
        rng,
        (
            ("all", "", "", ""),
            ("all", "", "", ""),
            ("positive", " whose number is positive", "$v > 0", "$v >= 0"),
            ("even", " with an even number", "$v % 2 == 0", "$v % 2 == 1"),
            ("notzero", " whose number is not 0", "$v != 0", "$v > 0"),
            ("atleast", " whose number is at least $n", "$v >= $n", "$v > $n"),
            ("short", " whose word has at most 3 letters", "len($k) <= 3", "len($k) < 3"),
        ),
    )
    rule, said, step, line, alternative, near, value = pick(
        rng,
        (
            (
                "sum",
                "the sum of its numbers",
                "add the number to its word",
                "$out[$k] = $out.get($k, 0) + $v",
                "$out.setdefault($k, 0)|$out[$k] += $v",
                "$out[$k] = $v",
                "int",
            ),
            (
                "count",
                "how many pairs it occurs in",
                "count the word",
                "$out[$k] = $out.get($k, 0) + 1",
                "$out.setdefault($k, 0)|$out[$k] += 1",
                "$out[$k] = 1",
                "int",
            ),
            (
                "list",
                "the list of its numbers, in order",
                "append the number to the list of its word",
                "$out.setdefault($k, []).append($v)",
                "$out[$k] = $out.get($k, []) + [$v]",
                "$out[$k] = [$v]",
                "list[int]",
            ),
            (
                "max",
                "the largest of its numbers",
                "keep the larger number",
                "$out[$k] = max($out.get($k, $v), $v)",
                "if $k not in $out or $v > $out[$k]:|    $out[$k] = $v",
                "$out[$k] = $v",
                "int",
            ),
            (
                "min",
                "the smallest of its numbers",
                "keep the smaller number",
                "$out[$k] = min($out.get($k, $v), $v)",
                "if $k not in $out or $v < $out[$k]:|    $out[$k] = $v",
                "$out[$k] = $v",
                "int",
            ),
            (
                "first",
                "the first of its numbers",
                "store the number if the word is new",
                "$out.setdefault($k, $v)",
                "if $k not in $out:|    $out[$k] = $v",
                "$out[$k] = $v",
                "int",
            ),
            (
                "last",
                "the last of its numbers",
                "store the number under its word",
                "$out[$k] = $v",
                "$out.update({$k: $v})",
                "$out.setdefault($k, $v)",
                "int",
            ),
            (
                "set",
                "its different numbers, sorted",
                "collect the numbers of each word in a set",
                "$out.setdefault($k, set()).add($v)",
                "",
                "$out[$k] = {$v}",
                "list[int]",
            ),
        ),
    )

    def loop(inner: str, condition: str, end: str = "return $out") -> str:
        lead = "        " if condition else "    "
        head = f"    if {condition}:\n" if condition else ""
        inside = "\n".join(lead + part for part in inner.split("|"))
        return f"$out = {{}}\nfor $k, $v in $pairs:\n{head}{inside}\n{end}"

    end = "return {$k: sorted($v) for $k, $v in $out.items()}" if rule == "set" else "return $out"
    codes = [loop(line, test, end)]
    if rule == "set":
        codes.append(loop("$out[$k] = sorted({*$out.get($k, []), $v})", test))
    else:
        codes.append(loop(alternative, test))
    bad = [loop(near, test, end), *([loop(line, miss, end)] if miss else [])]
    card = """
combo: $rule|$which
names: collect_pairs pairs_to_dict merge_pairs gather ${rule}_by_key ${rule}_per_word ${rule}_of_pairs
params: $pairs: list[tuple[str, int]]
returns: dict[str, $value]
said: Map each word in the (word, number) pairs of $pairs to $said$only
said: Return a dict from every word in $pairs to $said$only
said: Given (word, number) tuples in $pairs, build a dict that holds for each word $said$only
said: Turn $pairs, a list of (word, number) pairs, into a dictionary of each word and $said$only
told: $pairs is a list of (word, number) tuples in which a word may occur several times. Build a dictionary
    whose keys are
    the words and whose value is $said.$also An empty list gives an empty dict.
told: Measurements arrive as tuples of a word and a number. For every word in $pairs report $said, as a dict.$also
plan: start an empty dict; go through the pairs; $step
inputs: pairs
"""
    card += "do: $code\ndo: $other\nbad: $near\n" + ("bad: $miss\n" if miss else "")
    if which == "atleast":
        card += "knob: n: int = 2..6; limit minimum least lowest floor\n"
    only = f", using only pairs{clause}" if clause else ""
    return deal(
        rng,
        card,
        {"pairs": signed_pairs if which in ("positive", "notzero") else pair_lists},
        {
            "rule": rule,
            "which": which,
            "said": said,
            "value": value,
            "only": only,
            "step": step,
            "code": codes[0],
            "other": codes[1],
            "near": bad[0],
            "miss": bad[-1],
            "also": f" Only pairs{clause} count." if clause else "",
        },
    )
