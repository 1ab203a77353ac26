"""A terse way to state classics: one table entry of texts per function, with `$names` chosen per draft."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, pick
from understudy_trainer.tasks.vocabulary.numbers import LIST_NAMES

Spec = dict[str, Any]

POOLS: Mapping[str, Sequence[str]] = {
    "xs": ("nums", "numbers", "values", "xs", "arr", "lst", "a", "array", "seq", *LIST_NAMES[:30]),
    "ys": ("ys", "other", "second", "b", "right", "others", "list2", "nums2", "arr2", "rest"),
    "asc": ("sorted_nums", "ordered", "nums", "arr", "xs", "values", "a", "numbers", "sorted_list", "data"),
    "v": ("x", "n", "v", "num", "value", "item", "y", "number", "cur", "elem"),
    "w": ("w", "other", "z", "q", "m2", "nxt"),
    "i": ("i", "idx", "pos", "index"),
    "j": ("j", "jdx", "p", "q"),
    "n": ("n", "num", "x", "value", "number", "m", "a", "val"),
    "m": ("m", "y", "b", "other", "second", "q"),
    "k": ("k", "limit", "n", "m", "bound", "d", "value", "step"),
    "t": ("target", "t", "goal", "value", "key", "wanted", "x", "query"),
    "sum": ("target", "total", "goal", "wanted", "s", "t", "amount", "k"),
    "s": ("s", "text", "string", "word", "line", "txt", "value", "st"),
    "z": ("other", "t", "b", "second", "s2", "right", "pattern"),
    "c": ("c", "ch", "char", "letter", "sign"),
    "out": ("result", "out", "res", "found", "answer", "collected"),
    "acc": ("total", "count", "acc", "res", "result", "answer"),
    "lo": ("low", "lo", "left", "start", "first"),
    "hi": ("high", "hi", "right", "end", "last"),
    "ws": ("words", "strings", "names", "items", "labels", "tokens", "strs"),
    "word": ("w", "word", "name", "part", "item"),
    "ivs": ("intervals", "ranges", "spans", "segments", "bookings", "slots", "meetings", "periods"),
    "nested": ("nested", "data", "tree", "items", "values", "structure", "lst", "obj"),
    "steps": ("steps", "moves", "jumps", "sizes", "options", "strides"),
    "coins": ("coins", "denominations", "values", "notes", "parts", "units"),
    "amount": ("amount", "total", "target", "price", "money", "n", "value"),
    "weights": ("weights", "sizes", "loads", "costs", "volumes", "masses"),
    "gains": ("values", "prices", "gains", "profits", "points", "worths"),
    "cap": ("capacity", "limit", "cap", "maximum", "budget", "size"),
    "grid": ("grid", "matrix", "board", "field", "rows", "cells"),
}


def spec(**fields: Any) -> Spec:
    """One function as texts.

    names: words. params, returns: source. said: one wording per line. told: paragraphs; or
    intro: what stands before the wording when it is told. plan: steps separated by ";".
    solutions, wrong: bodies separated by "---" lines. notes, chinese: one per line. imports, above, call, errors: as in
    `draft`. inputs: `(rng) -> tuples`. pools: names for a `$placeholder` in place of the shared ones. fixed: literals
    for a parameter; in one draft of four it is a literal of the function and no parameter.
    """
    return fields


def one_of(rng: Rng, table: Mapping[str, Spec], **words: str) -> Draft:
    """A draft of one entry of `table`; the combo is its key."""
    key = pick(rng, list(table))
    return written(rng, key, table[key], **words)


def written(rng: Rng, combo: str, entry: Spec, **words: str) -> Draft:
    """A draft of `entry`; `words` are texts for `$placeholders` (they may hold further ones)."""
    text = {k: textwrap.dedent(str(entry.get(k, ""))).strip() for k in TEXTS}
    inputs, errors = tuple(entry["inputs"](rng)), tuple(entry.get("errors", ()))
    fixed = entry.get("fixed", {})
    if fixed and rng.random() < 0.25:
        name, options = pick(rng, list(fixed.items()))
        at = [p.strip().startswith(f"${name}:") for p in _split(text["params"])].index(True)
        text["params"] = ", ".join(p for i, p in enumerate(_split(text["params"])) if i != at)
        inputs, errors = (tuple(_without(args, at) for args in rows) for rows in (inputs, errors))
        words = {**words, name: repr(pick(rng, options))}
        combo = f"{combo}-fixed"
    chosen = _names(rng, text, {**POOLS, **entry.get("pools", {})}, words)
    code = {k: _filled(v, chosen) for k, v in text.items()}
    used = set(re.findall(r"\w+", code["solutions"] + code["imports"] + code["above"]))
    names = [n for n in code["names"].split() if n not in used] or [f"find_{code['names'].split()[0]}"]
    return draft(
        rng,
        combo,
        names=names,
        params=code["params"],
        returns=code["returns"],
        said=_lines(code["said"]),
        told=_told(code),
        chinese=_lines(code["chinese"]),
        plan=[p.strip() for p in code["plan"].split(";")],
        solutions=_bodies(code["solutions"]),
        wrong=_bodies(code["wrong"]),
        notes=_lines(code["notes"]),
        imports=_lines(code["imports"]),
        above=f"{code['above']}\n" if code["above"] else "",
        call=code["call"],
        inputs=inputs,
        errors=errors,
    )


TEXTS = (
    "names",
    "params",
    "returns",
    "said",
    "told",
    "intro",
    "chinese",
    "plan",
    "solutions",
    "wrong",
    "notes",
    "imports",
    "above",
    "call",
)


def _told(code: Mapping[str, str]) -> list[str]:
    """The told paragraphs; without any, the introduction followed by each wording and the notes."""
    if not code["intro"]:
        return [" ".join(p.split()) for p in re.split(r"\n\s*\n", code["told"]) if p.strip()]
    notes = "".join(f" {note}." for note in _lines(code["notes"]))
    return [f"{' '.join(code['intro'].split())} {said}.{notes}" for said in _lines(code["said"])]


def _names(rng: Rng, text: Spec, pools: Mapping[str, Sequence[str]], words: Mapping[str, str]) -> dict[str, str]:
    chosen = dict(words)
    everything = "\n".join([*text.values(), *words.values()])
    code = [text["solutions"], text["wrong"], text["params"], text["above"], *words.values()]
    plain = set(re.findall(r"(?<![$\w])\w+", "\n".join(code)))
    for key in dict.fromkeys(re.findall(r"\$([a-z]+)", everything)):
        if key not in chosen:
            free = [n for n in pools[key] if n not in plain and n not in chosen.values()]
            chosen[key] = pick(rng, free)
    return chosen


def _filled(text: str, chosen: Mapping[str, str]) -> str:
    while "$" in text:
        text = re.sub(r"\$([a-z]+)", lambda m: chosen[m[1]], text)
    return text


def _split(params: str) -> list[str]:
    return [p.strip() for p in re.split(r",(?![^\[]*\])", params)]


def _without(args: tuple[object, ...], at: int) -> tuple[object, ...]:
    return (*args[:at], *args[at + 1 :])


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _bodies(text: str) -> list[str]:
    return [textwrap.dedent(b).strip("\n").rstrip() for b in re.split(r"^\s*---\s*$", text, flags=re.M) if b.strip()]
