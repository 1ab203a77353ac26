"""A compact way to write list functions down, with names and inputs: what the list families are made of.

# key: name_one, name_two          starts one function
($xs: list[int], $k: int) -> int   signature; `$xs` stands for a name out of POOLS
- Return ...                       what is said, one wording per item
> You are given ...                the same told as a problem
zh / plan / import                 Chinese wording, plan ("step; step"), an import line
= code                             a solution, the first is canonical
! code                             a near miss
* sentence                         an edge case
in ints k                          kinds of random arguments (MAKERS)
< [1, 2], 3                        fixed arguments
x [], 3                            arguments that raise
let K 2 9                          a random literal, said as `$K`

Lines indented by two spaces continue the item above.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from understudy_trainer.tasks.authoring import decimals, draft, integers, words
from understudy_trainer.tasks.common import Draft, Rng, pick
from understudy_trainer.tasks.vocabulary.numbers import LIST_NAMES

_BARE = re.compile(r"(?<![\w$.{])[a-z]\w*")
_CONTINUED = "  "
_PLACE = re.compile(r"\$(?:(\w+)|\{(\w+)\})")
_RANDOM_CASES = 5
_OPPOSITE = {
    "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", " in ": " not in ", " not in ": " in ",
    " is ": " is not ", " is not ": " is ",
}  # fmt: skip
_SIGNS = re.compile("|".join(sorted(_OPPOSITE, key=len, reverse=True)))

POOLS: Mapping[str, Sequence[str]] = {
    "xs": LIST_NAMES,
    "ys": ("ys", "others", "second", "b", "nums2", "right", "other"),
    "zs": ("zs", "third", "c", "nums3", "extra"),
    "items": ("items", "values", "elements", "lst", "data", "seq", "arr", "entries", "things", "objects", "sequence"),
    "ws": ("words", "names", "strings", "labels", "tokens", "items", "tags", "terms", "texts"),
    "flags": ("flags", "bits", "checks", "bools", "answers", "switches", "votes", "results", "states"),
    "pairs": ("pairs", "points", "records", "entries", "tuples", "items", "couples", "data"),
    "rows": ("rows", "groups", "lists", "nested", "table", "batches", "parts", "data", "lol"),
    "tree": ("nested", "tree", "data", "lst", "items", "structure", "value", "deep"),
    "tup": ("t", "tup", "values", "point", "record", "row", "data", "triple", "elements"),
    "other": ("other", "second", "u", "right", "b", "t2"),
    "poly": ("coeffs", "coefficients", "poly", "p", "terms"),
    "poly2": ("other", "q", "second", "coeffs2", "poly2"),
    "k": ("k", "n", "count", "num", "amount", "m"),
    "n": ("n", "count", "size", "num", "length", "k", "limit"),
    "size": ("size", "k", "width", "n", "window", "length", "w"),
    "steps": ("k", "steps", "n", "shift", "places", "offset"),
    "pos": ("index", "i", "pos", "idx", "position", "at", "k"),
    "lim": ("limit", "threshold", "bound", "cutoff", "k", "t", "level", "border"),
    "goal": ("target", "total", "goal", "k", "wanted", "s", "t", "desired"),
    "val": ("value", "x", "target", "item", "element", "key", "needle", "val"),
    "new": ("new", "replacement", "y", "new_value", "substitute", "fresh"),
    "sep": ("separator", "sep", "marker", "delimiter", "divider", "mark"),
    "fill": ("fill", "filler", "pad", "default", "padding", "blank"),
    "low": ("low", "lo", "start", "a", "lower", "first", "begin"),
    "high": ("high", "hi", "stop", "b", "upper", "last", "finish"),
    "step": ("step", "gap", "d", "difference", "stride", "increment"),
    "x": ("x", "n", "value", "num", "point", "at", "t"),
    "tol": ("tolerance", "margin", "eps", "delta", "slack", "max_diff"),
    "v": ("x", "v", "n", "num", "value", "item", "val", "number", "elem", "e", "y"),
    "w": ("w", "word", "s", "name", "text", "token"),
    "p": ("p", "pair", "entry", "record", "t"),
    "row": ("row", "group", "part", "inner", "sub", "line"),
    "i": ("i", "i", "i", "idx", "index", "pos"),
    "j": ("j", "j", "q", "m"),
    "f": ("flag", "b", "bit", "ok", "value", "x"),
    "acc": ("total", "result", "acc", "res", "answer", "ret"),
}  # fmt: skip


@dataclass(slots=True)
class Ask:
    """One function as it was written down; see the module's docstring."""

    key: str
    names: tuple[str, ...]
    items: dict[str, list[str]] = field(default_factory=dict)

    def of(self, mark: str) -> list[str]:
        """What was written under `mark`."""
        return self.items.get(mark, [])


def asks(text: str) -> tuple[Ask, ...]:
    """The functions written down in `text`. Raises ValueError for a line that begins with no known mark."""
    found: list[Ask] = []
    for line in text.strip("\n").splitlines():
        if not line.strip():
            continue
        if line.startswith(_CONTINUED):
            mark = list(found[-1].items)[-1]
            found[-1].items[mark][-1] += "\n" + line.removeprefix(_CONTINUED)
            continue
        mark, _, rest = line.partition(" ")
        if line.startswith("("):
            mark, rest = "(", line
        if mark == "#":
            key, _, names = rest.partition(": ")
            found.append(Ask(key, tuple(names.split(", "))))
        elif mark in ("(", "-", ">", "zh", "plan", "import", "=", "!", "*", "in", "<", "x", "let"):
            entries = found[-1].items.pop(mark, [])
            found[-1].items[mark] = [*entries, rest]  # the latest mark stands last, for continued lines
        else:
            raise ValueError(f"unknown mark in {line!r}")
    return tuple(found)


def asked(rng: Rng, ask: Ask, combo: str = "", **given: str) -> Draft:
    """A draft of `ask`; `given` are further substitutions (they may hold placeholders themselves)."""
    spoken = dict(given)
    if "test" in given:
        spoken.setdefault("off", negated(given["test"]))
    for entry in ask.of("let"):
        name, low, high = entry.split()
        spoken[name] = str(rng.randint(int(low), int(high)))
    written = " ".join(e for mark in "=!" for e in ask.of(mark)) + " ".join(given.values())
    locals_used = set(_BARE.findall(written))
    for name in sorted(
        _places([*(e for entries in ask.items.values() for e in entries), *spoken.values(), *ask.names])
    ):
        if name not in spoken:
            free = [n for n in POOLS[name] if n not in locals_used and n not in spoken.values()]
            partner = dict(zip(POOLS["high"], POOLS["low"], strict=True)).get(spoken.get("high", ""), "")
            spoken[name] = partner if name == "low" and partner in free else pick(rng, free)

    def put(text: str) -> str:
        while "$" in text:
            text = _PLACE.sub(lambda m: spoken[m[1] or m[2]], text)
        return text

    def prose(mark: str) -> list[str]:
        return [" ".join(put(e).split()) for e in ask.of(mark)]

    signature = put(ask.of("(")[0])
    inside, _, returns = signature.rpartition(" -> ")
    kinds = put(" ".join(ask.of("in"))).split()
    count = _RANDOM_CASES if len(ask.of("<")) < 3 else _RANDOM_CASES - 1
    random_cases = [tuple(a for kind in kinds for a in MAKERS[kind](rng)) for _ in range(count)] if kinds else []
    return draft(
        rng,
        combo or ask.key,
        names=[name for name in map(put, ask.names) if name not in locals_used],
        params=inside.strip()[1:-1],
        returns=returns,
        said=prose("-"),
        told=prose(">"),
        chinese=prose("zh"),
        plan=[step for p in prose("plan") for step in p.split("; ")],
        solutions=[put(s) for s in ask.of("=")],
        wrong=[put(s) for s in ask.of("!")],
        notes=prose("*"),
        imports=[f"import {e}" if not e.startswith("from ") else e for e in prose("import")],
        inputs=[*random_cases, *(_arguments(put(e)) for e in ask.of("<"))],
        errors=[_arguments(put(e)) for e in ask.of("x")],
    )


def negated(test: str) -> str:
    """The opposite of a test, written as a programmer would ("x > 0" becomes "x <= 0")."""
    if re.search(r"\b(and|or|for)\b", test):
        return f"not ({test})"
    if test.startswith("not "):
        return test.removeprefix("not ")
    signs = _SIGNS.findall(test)
    if not signs:
        return f"not {test}"
    return test.replace(signs[0], _OPPOSITE[signs[0]]) if len(signs) == 1 else f"not ({test})"


def one_of(rng: Rng, table: Sequence[Ask]) -> Draft:
    """A draft of one function of a table."""
    return asked(rng, pick(rng, table))


def _places(texts: Sequence[str]) -> set[str]:
    return {m[1] or m[2] for text in texts for m in _PLACE.finditer(text)}


def _arguments(source: str) -> tuple[object, ...]:
    found = ast.literal_eval(f"({source.rstrip(', ')},)")
    assert isinstance(found, tuple)
    return found


def _shuffled(rng: Rng, *values: object) -> list[object]:
    found = list(values)
    rng.shuffle(found)
    return found


def _runs(rng: Rng) -> list[int]:
    return [v for _ in range(rng.randint(2, 4)) for v in [rng.randint(0, 5)] * rng.randint(1, 3)]


def _twins(rng: Rng) -> tuple[list[int], list[int]]:
    size = rng.randint(2, 5)
    left = integers(rng, size, 0, 9)
    return left, [v if rng.random() < 0.3 else rng.randint(0, 9) for v in left]


def _indexed(rng: Rng) -> tuple[list[int], int]:
    found = integers(rng, rng.randint(3, 6), -5, 12)
    return found, rng.randrange(len(found))


def _mixed(rng: Rng) -> list[object]:
    some = (rng.randint(1, 30), rng.randint(-9, 9), pick(rng, words(rng, 3)), str(rng.randint(1, 99)), 2.5, True, None)
    return _shuffled(rng, *some)[: rng.randint(4, 7)]


def _nested(rng: Rng) -> list[object]:
    r = rng.randint
    return _shuffled(rng, r(0, 9), [r(0, 9), [r(0, 9), r(10, 20)]], [r(-5, 9)], [[], r(0, 9)])[: r(2, 4)]


def _rows(rng: Rng) -> list[list[int]]:
    return [integers(rng, rng.randint(1, 4), -5, 12) for _ in range(rng.randint(2, 4))]


Maker = Callable[[Rng], tuple[object, ...]]

MAKERS: Mapping[str, Maker] = {
    "ints": lambda r: (integers(r, r.randint(3, 7), -9, 20),),
    "signed": lambda r: (integers(r, r.randint(4, 7), -6, 6),),
    "pos": lambda r: (integers(r, r.randint(3, 6), 1, 20),),
    "small": lambda r: (integers(r, r.randint(4, 8), 0, 3),),
    "digits": lambda r: (integers(r, r.randint(3, 7), 0, 9),),
    "zeros": lambda r: ([v if r.random() < 0.6 else 0 for v in integers(r, r.randint(4, 7), -5, 9)],),
    "sorted": lambda r: (sorted(integers(r, r.randint(3, 6), -5, 20)),),
    "rising": lambda r: (sorted(r.sample(range(-5, 25), r.randint(3, 6))),),
    "runs": lambda r: (_runs(r),),
    "tuple": lambda r: (tuple(integers(r, r.randint(2, 5), -5, 12)),),
    "floats": lambda r: (decimals(r, r.randint(3, 5), -5, 20),),
    "bools": lambda r: ([r.random() < 0.5 for _ in range(r.randint(2, 6))],),
    "bits": lambda r: (integers(r, r.randint(3, 8), 0, 1),),
    "words": lambda r: (words(r, r.randint(3, 5)),),
    "repeats": lambda r: ([pick(r, "abcd") for _ in range(r.randint(4, 8))],),
    "maybe": lambda r: ([v if r.random() < 0.65 else None for v in integers(r, r.randint(3, 6), -5, 15)],),
    "mixed": lambda r: (_mixed(r),),
    "nested": lambda r: (_nested(r),),
    "rows": lambda r: (_rows(r),),
    "pairs": lambda r: ([(r.randint(0, 9), r.randint(0, 9)) for _ in range(r.randint(2, 5))],),
    "named": lambda r: ([(w, r.randint(1, 30)) for w in words(r, r.randint(2, 4))],),
    "twins": _twins,
    "indexed": _indexed,
    "k": lambda r: (r.randint(1, 4),),
    "two": lambda r: (r.randint(2, 3),),
    "n": lambda r: (r.randint(1, 9),),
    "zero": lambda r: (r.randint(0, 5),),
    "val": lambda r: (r.randint(0, 3),),
    "lim": lambda r: (r.randint(-3, 12),),
    "goal": lambda r: (r.randint(3, 20),),
    "float": lambda r: (round(r.uniform(0.5, 9.5), 1),),
    "word": lambda r: (pick(r, words(r, 1)),),
    "letter": lambda r: (pick(r, "abcd"),),
    "bool": lambda r: (r.random() < 0.5,),
}
