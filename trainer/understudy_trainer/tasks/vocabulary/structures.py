"""Sample dicts, pairs, grids and graphs for the families written as cards."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng, pick

NAMES = ("Ann", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo", "Joy", "Kim", "Leo")
THINGS = ("apple", "pear", "plum", "fig", "kiwi", "milk", "bread", "rice", "salt", "tea", "soap", "nuts", "oil")
KEYS = ("a", "b", "c", "x", "y", "id", "name", "size", "kind", "rate", "Total", "HOST", "Port", "mode", "debug")
Rows = tuple[tuple[object, ...], ...]


def table(rng: Rng, size: int = 4, low: int = 0, high: int = 20, keys: tuple[str, ...] = THINGS) -> dict[str, int]:
    """A dict of `size` different words to numbers."""
    return {key: rng.randint(low, high) for key in rng.sample(keys, size)}


def tables(rng: Rng, low: int = 0, high: int = 20, *, empty: bool = True) -> list[dict[str, int]]:
    """Dicts of several sizes, one with equal values, perhaps an empty one."""
    n = rng.randint(max(low, 1), high)
    keys = pick(rng, (THINGS, NAMES))
    same = dict.fromkeys(rng.sample(keys, 3), n)
    found = [table(rng, rng.randint(3, 5), low, high, keys), {**table(rng, 1, low, high, keys), **same}]
    found += [table(rng, 1, low, high, keys), table(rng, 4, low, high, keys)]
    return [*found, *([{}] if empty else [])]


def one_dict(rng: Rng) -> Rows:
    """One dict of words to numbers each."""
    return tuple((t,) for t in tables(rng))


def one_full_dict(rng: Rng) -> Rows:
    """One dict each, none of them empty."""
    return tuple((t,) for t in tables(rng, empty=False))


def signed_dict(rng: Rng) -> Rows:
    """One dict each, with negative numbers and zeros."""
    return tuple((t,) for t in tables(rng, -6, 9))


def two_dicts(rng: Rng) -> Rows:
    """Two dicts each that share some keys, some with equal values."""
    rows: list[tuple[object, ...]] = []
    for _ in range(4):
        first = table(rng, rng.randint(2, 4))
        shared = rng.sample(sorted(first), 2)
        second = {**table(rng, 2), shared[0]: first[shared[0]], shared[1]: rng.randint(0, 20)}
        rows.append((first, second))
    return (*rows, ({}, table(rng, 2)), (table(rng, 2), {}))


def some_pairs(rng: Rng, size: int, low: int = 0, high: int = 12) -> list[tuple[str, int]]:
    """Pairs of a repeated name and a number."""
    few = rng.sample(pick(rng, (NAMES, THINGS)), 3)
    return [(pick(rng, few), rng.randint(low, high)) for _ in range(size)]


def pair_lists(rng: Rng) -> Rows:
    """One list of (word, number) pairs each, with repeated words."""
    return (*((some_pairs(rng, rng.randint(3, 6)),) for _ in range(3)), (some_pairs(rng, 1),), ([],))


def signed_pairs(rng: Rng) -> Rows:
    """One list of (word, number) pairs each, some numbers negative or zero."""
    return (*((some_pairs(rng, rng.randint(3, 6), -4, 5),) for _ in range(4)), ([],))


def dict_of_lists(rng: Rng, low: int = 0, high: int = 9) -> Rows:
    """One dict of words to lists of numbers each; some lists are empty."""

    def one() -> dict[str, list[int]]:
        keys = rng.sample(pick(rng, (NAMES, THINGS)), 3)
        return {key: [rng.randint(low, high) for _ in range(rng.randint(0, 4))] for key in keys}

    return ((one(),), (one(),), (one(),), ({"a": [], "b": [3, 1, 3]},), ({},))


def full_dict_of_lists(rng: Rng) -> Rows:
    """One dict of words to non-empty lists of numbers each."""

    def one() -> dict[str, list[int]]:
        keys = rng.sample(pick(rng, (NAMES, THINGS)), 3)
        return {key: [rng.randint(1, 9) for _ in range(rng.randint(1, 4))] for key in keys}

    return ((one(),), (one(),), (one(),), ({"a": [2], "b": [3, 1]},), ({},))


def dict_of_dicts(rng: Rng) -> Rows:
    """One dict of names to small dicts each."""

    def one() -> dict[str, dict[str, int]]:
        inner = rng.sample(THINGS, 3)
        return {
            name: {key: rng.randint(1, 9) for key in rng.sample(inner, rng.randint(1, 3))}
            for name in rng.sample(NAMES, rng.randint(2, 3))
        }

    return ((one(),), (one(),), (one(),), ({"a": {}, "b": {"x": 2}},), ({},))


def word_lists(rng: Rng) -> Rows:
    """One list of words each, with repeats and an empty list."""
    few = rng.sample(THINGS, 4)
    some = [[pick(rng, few) for _ in range(rng.randint(3, 7))] for _ in range(3)]
    return (*((words,) for words in some), ([few[0]],), ([],))


def number_lists(rng: Rng) -> Rows:
    """One list of small numbers each, with repeats and an empty list."""
    some = [[rng.randint(0, 6) for _ in range(rng.randint(3, 8))] for _ in range(3)]
    return (*((numbers,) for numbers in some), ([4, 4, 1],), ([7],), ([],))


def grid(rng: Rng, rows: int, cols: int, low: int = -5, high: int = 15) -> list[list[int]]:
    """A grid of random numbers."""
    return [[rng.randint(low, high) for _ in range(cols)] for _ in range(rows)]


def grids(rng: Rng) -> Rows:
    """One rectangular grid each, a single cell and a single row among them."""
    shapes = ((2, 3), (3, 3), (3, 2), (1, 4), (1, 1))
    return tuple((grid(rng, *shape),) for shape in shapes)


def small_grids(rng: Rng) -> Rows:
    """One rectangular grid each of small repeated numbers."""
    shapes = ((2, 3), (3, 3), (3, 2), (1, 4), (2, 2))
    return tuple((grid(rng, *shape, 0, 3),) for shape in shapes)


def squares(rng: Rng) -> Rows:
    """One square grid each."""
    return tuple((grid(rng, n, n),) for n in (2, 3, 1, 3, 2, 4))


def bits(rng: Rng) -> Rows:
    """One grid of zeros and ones each."""
    shapes = ((3, 3), (2, 4), (3, 4), (1, 1), (4, 3), (2, 2))
    return tuple((grid(rng, *shape, 0, 1),) for shape in shapes)
