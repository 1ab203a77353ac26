"""Names, phrases and sample values that the string, mapping, record and validation families share."""

from __future__ import annotations

import builtins
from collections.abc import Sequence

from understudy_trainer.tasks.common import Draft, Param, Rng, name_from, pick

STRING = (
    "s", "s", "text", "text", "string", "line", "phrase", "value", "content", "message", "raw", "source", "label",
    "st",
)  # fmt: skip

WORDS = (
    "words", "words", "strings", "names", "items", "tokens", "texts", "labels", "parts", "terms", "entries", "strs",
)  # fmt: skip

SENTENCE = ("sentence", "text", "s", "phrase", "line", "message", "content", "title", "txt")
MAPPING = ("d", "data", "mapping", "table", "counts", "scores", "values", "prices", "stock", "totals", "dct", "items")
NUMBERS = ("numbers", "nums", "xs", "values", "items", "data", "arr", "lst")
CHAR = ("c", "c", "ch", "char", "letter", "x")
WORD = ("w", "w", "word", "word", "item", "x", "part", "t")
RESULT = ("result", "result", "out", "res", "found", "kept", "output")
COUNT = ("count", "count", "total", "n", "cnt", "tally")

VOCABULARY = (
    "apple", "banana", "cherry", "river", "stone", "cloud", "tree", "house", "mouse", "garden", "window", "table",
    "chair", "paper", "green", "yellow", "orange", "level", "radar", "noon", "civic", "sun", "moon", "star",
    "night", "day", "winter", "summer", "spring", "autumn", "bread", "butter", "milk", "honey", "tea", "coffee",
    "spoon", "fork", "plate", "Anna", "Bob", "Clara", "David", "Emma", "Frank", "Greta", "Hugo", "Ida", "Jonas",
    "alpha", "beta", "gamma", "delta", "omega", "red", "blue", "black", "cat", "dog", "fox", "owl", "bear", "lion",
    "tiger", "zebra", "horse", "cow", "a", "to", "in", "on", "is", "it", "up", "the", "and", "for", "not", "but",
    "you", "all", "any", "can", "had", "Paris", "Rome", "Oslo", "Berlin", "Tokyo", "python", "code", "test", "data",
    "file", "list", "loop", "node", "edge", "graph", "value", "key", "map",
)  # fmt: skip

ODD_TEXTS = (
    "Hello World", "abc123", "A1b2C3", "  spaced out ", "MiXeD", "x", "aaa", "2024-05-17", "Room 12, Floor 3",
    "aAbB",
)  # fmt: skip


def distinct(rng: Rng, *pools: Sequence[str]) -> list[str]:
    """One name out of each pool, all of them different."""
    chosen: list[str] = []
    for pool in pools:
        chosen.append(pick(rng, [name for name in pool if name not in chosen]))
    return chosen


def params(*pairs: tuple[str, str]) -> tuple[Param, ...]:
    """Parameters out of (name, annotation) pairs."""
    return tuple(Param(name, annotation) for name, annotation in pairs)


def called(rng: Rng, taken: Sequence[Param], *options: str) -> str:
    """A function name that is no parameter: one of `options`; an option of several words is shortened at random."""
    option = pick(rng, options)
    name = name_from(rng, option) if " " in option else option
    return f"get_{name}" if hasattr(builtins, name) or name in {p.name for p in taken} else name


def returning(rng: Rng, what: str, given: str = "") -> str:
    """A summary for a function that gives back `what` ("the reversed text"); `given` introduces the input if used."""
    if given and rng.random() < 0.25:
        return f"Given {given}, {pick(rng, ('return', 'return', 'compute', 'find'))} {what}"
    amount = what.startswith(("the number", "the total", "the sum", "the length", "the average", "the difference"))
    verbs = ("Return", "Return", "Return", "Return", "Get", "Find", "Give back", "Compute" if amount else "Produce")
    return f"{pick(rng, verbs)} {what}"


def checking(rng: Rng, fact: str) -> str:
    """A summary for a predicate that holds if `fact`."""
    return pick(
        rng,
        (
            f"Check whether {fact}",
            f"Return True if {fact}, False otherwise",
            f"Return True if {fact}",
            f"Return whether {fact}",
            f"Determine whether {fact}",
            f"Tell whether {fact}",
            f"Check if {fact}",
            f"Return True when {fact} and False if not",
            f"Test whether {fact}",
        ),
    )


def counting(rng: Rng, what: str) -> str:
    """A summary for a function that counts `what` ("vowels in s")."""
    return pick(
        rng,
        (
            f"Count the {what}",
            f"Return the number of {what}",
            f"Return how many {what} there are",
            f"Compute the number of {what}",
            f"Count how many {what} there are",
            f"Get the number of {what}",
            f"Find the number of {what}",
            f"Return the count of {what}",
        ),
    )


def letter(rng: Rng) -> str:
    """A lower-case letter."""
    return pick(rng, "abcdefghijklmnopqrstuvwxyz")


def symbol(rng: Rng) -> str:
    """A separator or filler that is no letter or digit."""
    return pick(rng, "-_*#.:;,|/+~=@!")


def quoted(value: str) -> str:
    """`value` as a double-quoted Python literal (no quotes or line ends inside)."""
    escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def word(rng: Rng) -> str:
    """A short word."""
    return pick(rng, VOCABULARY)


def some_words(rng: Rng, low: int = 2, high: int = 6) -> list[str]:
    """A list of words, possibly repeated."""
    return [word(rng) for _ in range(rng.randint(low, high))]


def word_inputs(rng: Rng, *must: str) -> tuple[tuple[object, ...], ...]:
    """Argument tuples holding one list of words each, `must` among the words, the empty list last."""
    mixed = [*some_words(rng, 2, 4), *must]
    rng.shuffle(mixed)
    twice = some_words(rng, 1, 3) * 2
    return ((mixed,), (some_words(rng, 4, 7),), (twice,), ([word(rng)],), (some_words(rng, 3, 6),), ([],))


def some_text(rng: Rng) -> str:
    """A sentence-like text with some digits, capitals or signs now and then."""
    text = " ".join(some_words(rng, 1, 4))
    roll = rng.random()
    if roll < 0.3:
        text = text.title()
    elif roll < 0.5:
        text = f"{text}{pick(rng, '!?.,')} {rng.randint(1, 99)}"
    return text


def texts(rng: Rng, *must: str) -> list[str]:
    """Five to seven texts: some at random, one odd, `must`, and the empty text."""
    return [some_text(rng), *must, pick(rng, ODD_TEXTS), some_text(rng), "", word(rng), pick(rng, ODD_TEXTS)]


def text_inputs(rng: Rng, *must: str) -> tuple[tuple[object, ...], ...]:
    """`texts` as argument tuples."""
    return tuple((text,) for text in texts(rng, *must))


def numbers(rng: Rng, low: int = -9, high: int = 20, size: int = 5) -> list[int]:
    """A list of up to `size` + 2 small integers."""
    return [rng.randint(low, high) for _ in range(rng.randint(max(1, size - 2), size + 2))]


def as_body(code: str) -> str:
    """`code` if it is a statement or several, else the statement that returns it."""
    return code if "\n" in code or code.startswith("return ") else f"return {code}"


def settled(
    rng: Rng,
    names: Sequence[str],
    ps: tuple[Param, ...],
    returns: str,
    summary: str,
    plan: Sequence[str],
    codes: Sequence[str],
    inputs: Sequence[tuple[object, ...]],
    combo: str,
    near: Sequence[str] = (),
    notes: Sequence[str] = (),
    imports: Sequence[str] = (),
) -> Draft:
    """A draft out of expressions or bodies (`as_body`); which of the solutions is canonical is left to chance."""
    bodies = [as_body(code) for code in codes if code]
    if rng.random() < 0.4:
        bodies.reverse()
    return Draft(
        name=called(rng, ps, *names),
        params=ps,
        returns=returns,
        summary=summary,
        plan=tuple(plan),
        solutions=tuple(dict.fromkeys(bodies)),
        inputs=tuple(inputs),
        combo=combo,
        wrong=tuple(dict.fromkeys(as_body(code) for code in near if code)),
        notes=tuple(notes),
        imports=tuple(imports),
    )
