"""What was generated lately: results the user may still pick from, and plans to show on hover. Bounded memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from understudy.engine.protocol import ModelInfo
from understudy.generate.types import Outcome, Request

MOST_RESULTS = 16
MOST_PLANS = 256


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal goes. text: what stands there (a request's own text may hold a stub more). creates: the file
    does not exist yet. tests: node ids that judge it; empty = those that are found to reach the function."""

    uri: str
    text: str
    creates: bool = False
    tests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One finished "Generate with Tests". adapter: content hash. loggable: may the file be written down?"""

    place: Place
    request: Request
    outcome: Outcome
    model: ModelInfo
    adapter: str
    loggable: bool


class Results:
    """Results by id; the oldest go."""

    def __init__(self) -> None:
        self._by_id: OrderedDict[str, Result] = OrderedDict()

    def put(self, result_id: str, result: Result) -> None:
        self._by_id[result_id] = result
        while len(self._by_id) > MOST_RESULTS:
            self._by_id.popitem(last=False)

    def get(self, result_id: str) -> Result | None:
        return self._by_id.get(result_id)


class Plans:
    """The last plan of each function, by document and name."""

    def __init__(self) -> None:
        self._by_function: OrderedDict[tuple[str, str], tuple[str, ...]] = OrderedDict()

    def put(self, uri: str, name: str, steps: tuple[str, ...]) -> None:
        """name: the function's own name, without its class."""
        if not steps:
            return
        self._by_function[(uri, name)] = steps
        while len(self._by_function) > MOST_PLANS:
            self._by_function.popitem(last=False)

    def get(self, uri: str, name: str) -> tuple[str, ...]:
        return self._by_function.get((uri, name), ())
