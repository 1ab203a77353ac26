"""Whether training data holds benchmark items: in the same words, the same code, renamed code, or nearly the same code.

Four signs, each with its own limit (`Limits`): shared runs of ten words of prose; shared runs of ten tokens of code;
an equal syntax tree, names aside; a large share of common token 5-grams, names aside. What counts of runs is the
share of the *item* they cover (Llama 2's measure, 2307.09288 A.6): single runs are idioms of the language.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from understudy_trainer.corpus.leaks import documents
from understudy_trainer.corpus.leaks.documents import Document
from understudy_trainer.corpus.leaks.fingerprints import Function, Gram, grams

Kind = Literal["words", "tokens", "tree", "near"]
RUN = 10  # words or tokens
NEAR_RUN = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """words, tokens: share of the item's prose or code inside shared runs. near: Jaccard index of token 5-grams, names
    aside. fewest_words: shorter prose says too little. fewest_nodes, fewest_tokens: smaller functions are written alike
    by everybody (`return a + b`); fewest_named: they count from so many tokens on if their names are the same, too."""

    words: float = 0.8
    tokens: float = 0.8
    near: float = 0.7
    fewest_words: int = 6
    fewest_nodes: int = 13
    fewest_tokens: int = 14
    fewest_named: int = 14


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that leaks one item. row: number from 0. shares: per sign that struck, how much (1 = all)."""

    row: int
    item: str
    shares: dict[Kind, float]


@dataclass(frozen=True, slots=True)
class Report:
    """rows, items: how many were compared."""

    rows: int
    items: int
    hits: tuple[Hit, ...] = ()

    @property
    def leaking(self) -> set[int]:
        """Numbers of the rows to leave out."""
        return {hit.row for hit in self.hits}

    def as_json(self) -> dict[str, Any]:
        signs = Counter(kind for hit in self.hits for kind in hit.shares)
        return {
            "rows": self.rows,
            "items": self.items,
            "leaking_rows": len(self.leaking),
            "leaked_items": len({hit.item for hit in self.hits}),
            "signs": dict(sorted(signs.items())),
            "hits": [asdict(hit) for hit in self.hits],
        }


def check(rows: Sequence[Mapping[str, Any]], benchmarks: Sequence[str], limits: Limits | None = None) -> Report:
    """Compare every row with every item of the named suite files. Raises SuiteError or TrainError (unreadable)."""
    index = Index.of(benchmarks, limits)
    return index.check(rows)


class Index:
    """Benchmark items, found by what a document shares with them."""

    def __init__(self, items: Iterable[Document], limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self.items = 0
        self._prose = _Runs(RUN)
        self._code = _Runs(RUN)
        self._whole: dict[Gram, set[str]] = defaultdict(set)  # prose too short for a run of ten
        self._trees: dict[str, set[str]] = defaultdict(set)
        self._near = _Sets()
        self._named: dict[Gram, set[str]] = defaultdict(set)  # small functions, with their names
        for item in items:
            self._add(item)

    @classmethod
    def of(cls, benchmarks: Sequence[str], limits: Limits | None = None) -> Index:
        """Of suite files; an item is named by its file and its id."""
        found = [(suite, item) for suite in benchmarks for item in documents.of_suite(suite)]
        many = len(benchmarks) > 1
        named = (replace(item, name=f"{suite}: {item.name}" if many else item.name) for suite, item in found)
        return cls(named, limits)

    def check(self, rows: Sequence[Mapping[str, Any]]) -> Report:
        hits = [hit for number, row in enumerate(rows) for hit in self.hits(number, row)]
        return Report(len(rows), self.items, tuple(hits))

    def hits(self, number: int, row: Mapping[str, Any]) -> list[Hit]:
        """What one row leaks."""
        document = documents.of_row(row)
        found: dict[str, dict[Kind, float]] = defaultdict(dict)

        def note(kind: Kind, shares: Mapping[str, float], least: float) -> None:
            for item, share in shares.items():
                if share >= least:
                    found[item][kind] = round(share, 3)

        limits = self._limits
        note("words", {item: 1.0 for unit in document.units for item in self._whole.get(unit, ())}, 1.0)
        note("words", self._prose.shares(set().union(*(grams(unit, RUN) for unit in document.units))), limits.words)
        tokens = [*(function.tokens for function in document.functions), document.loose]
        note("tokens", self._code.shares(set().union(*(grams(each, RUN) for each in tokens))), limits.tokens)
        for function in document.functions:
            note("tokens", dict.fromkeys(self._named.get(function.tokens, ()), 1.0), 1.0)
            note("tree", dict.fromkeys(self._trees.get(function.digest, ()), 1.0), 1.0)
            note("near", self._near.shares(grams(function.renamed, NEAR_RUN)), limits.near)
        return [Hit(number, item, shares) for item, shares in sorted(found.items())]

    def _add(self, item: Document) -> None:
        limits = self._limits
        self.items += 1
        for statement in item.statements:
            if len(statement) >= RUN:
                self._prose.add(item.name, statement)
            elif len(statement) >= limits.fewest_words:
                self._whole[statement].add(item.name)
        for function in item.functions:
            if len(function.tokens) >= limits.fewest_named:
                self._named[function.tokens].add(item.name)
        for function in self._large(item.functions):
            self._code.add(item.name, function.tokens)
            self._trees[function.digest].add(item.name)
            self._near.add(item.name, grams(function.renamed, NEAR_RUN))

    def _large(self, functions: Sequence[Function]) -> list[Function]:
        """Not the helpers: what is less than half of the largest function."""
        most = max((function.nodes for function in functions), default=0)
        least = max(self._limits.fewest_nodes, most // 2)
        return [f for f in functions if f.nodes >= least and len(f.tokens) >= self._limits.fewest_tokens]


@dataclass(slots=True)
class _Runs:
    """Texts by their runs of `size` tokens; an item may have several texts, and the one best covered counts."""

    size: int
    places: dict[Gram, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    texts: list[tuple[str, int]] = field(default_factory=list)

    def add(self, item: str, tokens: Sequence[str]) -> None:
        number = len(self.texts)
        self.texts.append((item, len(tokens)))
        for start in range(len(tokens) - self.size + 1):
            self.places[tuple(tokens[start : start + self.size])].append((number, start))

    def shares(self, runs: Iterable[Gram]) -> dict[str, float]:
        """Item -> share of its tokens that lie in one of `runs`."""
        covered: dict[int, set[int]] = defaultdict(set)
        for run in runs:
            for number, start in self.places.get(run, ()):
                covered[number].update(range(start, start + self.size))
        return _best((self.texts[number][0], len(at) / self.texts[number][1]) for number, at in covered.items())


@dataclass(slots=True)
class _Sets:
    """Sets of runs, for the Jaccard index: exact, by counting what is shared."""

    holders: dict[Gram, list[int]] = field(default_factory=lambda: defaultdict(list))
    sets: list[tuple[str, int]] = field(default_factory=list)

    def add(self, item: str, runs: set[Gram]) -> None:
        for run in runs:
            self.holders[run].append(len(self.sets))
        self.sets.append((item, len(runs)))

    def shares(self, runs: set[Gram]) -> dict[str, float]:
        common = Counter(number for run in runs for number in self.holders.get(run, ()))
        return _best(
            (self.sets[number][0], shared / (len(runs) + self.sets[number][1] - shared))
            for number, shared in common.items()
        )


def _best(shares: Iterable[tuple[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for item, share in shares:
        best[item] = max(share, best.get(item, 0.0))
    return best
