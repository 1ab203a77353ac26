"""What a training row or a benchmark item says (prose) and does (code), ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from understudy_trainer.corpus import records
from understudy_trainer.corpus.leaks import fingerprints
from understudy_trainer.corpus.leaks.fingerprints import Function
from understudy_trainer.evaluate import formats

LEAST_PARAGRAPH = 10  # words
_EXAMPLES = re.compile(r">>>|^[ \t]*(?:assert\b|(?:for )?examples?\b[^\n]*:?[ \t]*$)", re.MULTILINE | re.IGNORECASE)
_PROMPTS = ("prompt", "prompt_pieces")
_ANSWERS = ("code", "completion", "chosen", "rejected", "canonical_solution", "solution", "answer", "output")
_NOT_TEXT = ("task_id", "id", "scope", "entry_point", "test", "tests", "test_list", "challenge_test_list", "suffix")


@dataclass(frozen=True, slots=True)
class Document:
    """units: pieces of prose (a docstring, a comment, a plan step) as words. functions: all that its sources define.
    loose: tokens of code that no function holds. statements: what a benchmark's item is known by: its longest
    text whole, without examples, and its paragraphs of at least LEAST_PARAGRAPH words."""

    name: str
    units: tuple[tuple[str, ...], ...]
    functions: tuple[Function, ...]
    loose: tuple[str, ...] = ()
    statements: tuple[tuple[str, ...], ...] = ()


def of_row(row: Mapping[str, Any], name: str = "") -> Document:
    """A line of any of our data files, or of somebody else's: every text in it counts as prose and as code."""
    prompt = _prompt(row)
    answers = [text for field in _ANSWERS if isinstance(text := row.get(field), str)]
    responses = row.get("responses")
    answers += [text for each in (responses if isinstance(responses, list) else ()) for text in _answers(each)]
    suffix = row.get("suffix") if isinstance(row.get("suffix"), str) else ""
    sources = [f"{prompt}{answer}{suffix}" for answer in answers] or [prompt]
    sources += answers if prompt else []
    skipped = {*_PROMPTS, *_ANSWERS, *_NOT_TEXT, "responses"}
    others = [text for key, value in row.items() if key not in skipped for text in _strings(value)]
    pieces = row.get("prompt_pieces")
    others += [p for p in (pieces if isinstance(pieces, list) else ()) if isinstance(p, str) and p != prompt]
    return of_texts([*sources, *others], name)


def of_texts(texts: list[str], name: str = "") -> Document:
    """The document of several texts, each of them code, prose, or both."""
    units: dict[tuple[str, ...], None] = {}
    functions: dict[tuple[str, tuple[str, ...]], Function] = {}
    loose: list[str] = []
    longest = ""
    for text in dict.fromkeys(text for text in texts if text.strip()):
        trees = fingerprints.trees(text)
        found = fingerprints.functions(trees)
        functions |= {(function.digest, function.tokens): function for function in found}
        said = fingerprints.prose(text, trees)
        if not found:
            loose += fingerprints.lexemes(text)
            said = said or [text]
        for unit in said:
            units |= dict.fromkeys(_units(unit))
            longest = max(longest, unit, key=lambda text: len(fingerprints.words(text)))
    statements = dict.fromkeys(_statements(longest))
    return Document(name, tuple(units), tuple(functions.values()), tuple(loose), tuple(statements))


def of_suite(suite: str) -> Iterator[Document]:
    """The items of a benchmark file (`evaluate.formats`) with its solutions. Raises SuiteError or TrainError."""
    if suite == "families" or suite.startswith("families:"):
        for problem in formats.load(suite):
            yield of_texts([problem.source(problem.canonical)], problem.id)
        return
    for number, record in enumerate(records.read(Path(suite)), 1):
        problem = records.problem(record, f"Record {number} of {suite}")
        code = record.get("code")
        sources = [problem.source(problem.canonical)] + ([code] if isinstance(code, str) else [])
        yield of_texts(sources, problem.id)


def _prompt(row: Mapping[str, Any]) -> str:
    """The text nearest to the answer: of pieces the last one, which suffix-first prompts end with too."""
    pieces = row.get("prompt_pieces")
    if isinstance(pieces, list):
        return next((piece for piece in reversed(pieces) if isinstance(piece, str)), "")
    prompt = row.get("prompt")
    return prompt if isinstance(prompt, str) else "\n".join(_strings(prompt))


def _answers(response: object) -> list[str]:
    """`text` of one of several responses; in a form that is not ours, all it says."""
    if isinstance(response, Mapping) and isinstance(response.get("text"), str):
        return [response["text"]]
    return list(_strings(response))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)


def _statements(text: str) -> Iterator[tuple[str, ...]]:
    bare = text[: match.start()] if (match := _EXAMPLES.search(text)) else text
    yield fingerprints.words(text)
    yield fingerprints.words(bare)
    for paragraph in re.split(r"\n[ \t]*\n", bare):
        if len(found := fingerprints.words(paragraph)) >= LEAST_PARAGRAPH:
            yield found


def _units(text: str) -> Iterator[tuple[str, ...]]:
    """The whole text, and its paragraphs and lines where there are several."""
    parts = [text, *text.split("\n\n"), *text.split("\n")]
    for part in dict.fromkeys(parts):
        if found := fingerprints.words(part):
            yield found
