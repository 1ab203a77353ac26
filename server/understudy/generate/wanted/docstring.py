"""A docstring from what tests say: a sentence, when it raises, and examples that stand in the tests. Pure.

Nothing is made up: the sentence holds the words of the name, the examples are asserts, the rest is tests' own words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace

from understudy.generate.wanted.operators import SENTENCES
from understudy.generate.wanted.rows import is_literal
from understudy.generate.wanted.signature import QUESTIONS, Signature
from understudy.generate.wanted.types import Check, Use

MOST_EXAMPLES = 4
MOST_LINES = 8  # of all examples together
MOST_RAISES = 3
MOST_NOTES = 3
MOST_COLUMNS = 88  # of an example line
MOST_CASES = 6
MOST_SHOWN = 48  # characters of a call inside a sentence
_VERBS = frozenset(
    "add append apply build calculate capitalize chain check chunk clamp clean clear close combine compare compress "
    "compute concat convert copy count create decode delete divide drop encode escape evaluate expand extract fetch "
    "fill filter find flatten format generate get group increment insert interleave invert join keep limit list load "
    "lookup make map mask match merge move multiply normalize open order pad parse partition pick pop print push "
    "put rank read remove rename render repeat replace reset reverse rotate round run save scale search select send "
    "set shift shuffle skip slice sort split squeeze strip subtract sum swap take tokenize transform transpose trim "
    "truncate unique update upper validate wrap write zip deposit withdraw transfer enqueue dequeue peek retry cache "
    "memoize start stop close send register connect".split()
)
_OUT_OF = frozenset(
    "delete drop extract filter load parse peek pick pop read remove select strip take dequeue withdraw".split()
)
_GETTERS = frozenset({"get", "compute", "calculate", "find", "fetch"})
_LINKS = frozenset({"if", "when", "on", "for", "with", "of", "without", "from", "unless"})
_OUTCOMES = frozenset(
    {"test", "raises", "raise", "raised", "error", "errors", "exception", "fails", "fail", "rejected", "refused"}
)


def words_of(name: str) -> list[str]:
    """["word", "count"] of word_count, wordCount or WordCount."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def function_docstring(name: str, signature: Signature, uses: Sequence[Use], owner: str = "") -> list[str]:
    """Lines of a function's docstring, the sentence first. owner: the class of a method."""
    return _blocks(
        [sentence(name, signature, owner)],
        _notes(uses),
        _raise_lines(name, uses),
        _examples(uses, signature.returns == "bool") or _cases(name, uses),
    )


def class_docstring(name: str, methods: Sequence[str], attributes: Sequence[str], uses: Sequence[Use]) -> list[str]:
    """Lines of a class's docstring. methods: as `push(item)`. uses: of the class and of all its members."""
    words = " ".join(words_of(name)) or name
    members = [f"Methods: {', '.join(methods)}."] if methods else []
    members += [f"Attributes: {', '.join(attributes)}."] if attributes else []
    raising = [line for use in uses if use.how == "call" for line in _raise_lines(name, [use])]
    first = f"{_article(words).capitalize()} {words}."
    return _blocks([first], _notes(uses), members, list(dict.fromkeys(raising))[:MOST_RAISES], _examples(uses))


def error_docstring(uses: Sequence[Use]) -> list[str]:
    """Of an exception: when the tests expect it."""
    titles = [" ".join(words_of(use.title.removeprefix("test"))) for use in uses if use.title]
    return [f"Raised where the tests say: {titles[0]}." if titles else "Raised where the tests expect it."]


def sentence(name: str, signature: Signature, owner: str = "") -> str:
    """One sentence in the words of the name: "Return the word count of text."."""
    parameters = [parameter.name for parameter in signature.parameters if parameter.slot != "keyword"]
    words, first = words_of(name), parameters[0] if parameters else ""
    if not words:
        return f"Do what the tests of {name} say."
    if name in SENTENCES and owner:
        return SENTENCES[name].format(" ".join(words_of(owner)))
    head, rest = words[0], " ".join(words[1:])
    whole = " ".join(words_of(owner))
    if signature.decorator == "classmethod" and owner:
        return f"Return {_article(whole)} {whole} made {f'from {_listed(parameters)}' if parameters else 'anew'}."
    if name.startswith(QUESTIONS):
        subject = first or (f"the {whole}" if whole else "it")
        verb = {"has": "has", "can": "can", "contains": "contains", "should": "should"}.get(head, "is")
        other = f" {parameters[1]}" if len(parameters) > 1 else ""
        return f"Return whether {subject} {verb} {rest}{other}".rstrip() + "."
    of = f" of {_listed(parameters)}" if parameters else f" of the {whole}" if whole else ""
    counted = rest if head == "count" else " ".join(words[:-1]) if words[-1] == "count" else ""
    if counted:
        many = counted if counted.endswith("s") or head == "count" else f"{counted}s"
        return f"Return the number of {many}{f' in {_listed(parameters)}' if parameters else ''}."
    if words[-1].endswith("ed") and whole:
        return f"Return the {whole} {' '.join(words)}{f' by {_listed(parameters)}' if parameters else ''}."
    if head in _GETTERS and rest and words[1] != "all":
        return f"Return the {rest}{of}."
    if head in ("to", "as") and rest:
        return f"Return {first or 'it'} as {rest}."
    if "to" in words[1:-1]:
        place = words.index("to")
        return f"Convert {' '.join(words[:place])} to {' '.join(words[place + 1 :])}."
    if head in _VERBS or head.endswith(("ify", "ize", "ise")):
        link = "from" if head in _OUT_OF else "of"
        objects = _listed(parameters) or (f"the {whole}" if whole else "")
        linked = bool(objects) and (bool(rest) or (link == "from" and not parameters))
        return " ".join(part for part in (head.capitalize(), rest, link if linked else "", objects) if part) + "."
    return f"Return the {' '.join(words)}{of}."


def _blocks(*blocks: list[str]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if block:
            lines += [*([""] if lines else []), *block]
    return lines


def _notes(uses: Sequence[Use]) -> list[str]:
    """The tests' own docstrings, their first lines."""
    return list(dict.fromkeys(use.note for use in uses if use.note and len(use.note) <= MOST_COLUMNS))[:MOST_NOTES]


def _raise_lines(name: str, uses: Sequence[Use]) -> list[str]:
    found: dict[tuple[str, str], str] = {}
    for use in uses:
        if not use.raises or use.how not in ("call", "read"):
            continue
        condition = _condition(name, use)
        known = use.check is not None and not isinstance(use.check.shown, ast.Constant)
        shown = ast.unparse(use.check.shown) if use.check is not None and known else ""
        call = f"`{shown}`" if shown and len(shown) <= MOST_SHOWN else ""
        said = ", as for ".join(part for part in (condition, call) if part)
        said = said if condition else f"for {said}"
        message = f" (the message matches {use.match!r})" if use.match else ""
        if condition or call:
            found.setdefault((use.raises, condition or call), f"Raise {use.raises} {said}{message}.")
    return list(found.values())[:MOST_RAISES]


def _condition(name: str, use: Use) -> str:
    """ "for an empty list" out of test_average_of_empty_list_raises; "" where the test's name does not say it."""
    title = words_of(use.title)
    parts, error = words_of(name), words_of(use.raises)
    place = next((i for i in range(len(title)) if title[i : i + len(parts)] == parts), None)
    if place is not None:
        title = [*title[:place], *title[place + len(parts) :]]
    kept = [word for word in title if word not in _OUTCOMES and word not in error]
    while kept and kept[-1] in _LINKS:
        kept.pop()
    link = next((i for i, word in enumerate(kept) if word in _LINKS), None)
    if link is None or not kept[link + 1 :]:
        return ""
    clause = " ".join(kept[link + 1 :])
    word = kept[link]
    return f"{word} {clause}" if word in ("if", "when", "unless", "for", "without") else f"for {clause}"


def _examples(uses: Sequence[Use], is_truth: bool = False) -> list[str]:
    """Doctest lines, the shortest of different tests first; only what stands in a test word for word."""
    found: dict[tuple[str, ...], tuple[tuple[bool, int], str]] = {}
    for use in uses:
        lines = _example(use.check, use.setup, is_truth) if use.check is not None and not use.raises else None
        if lines is not None and use.check is not None:
            found.setdefault(lines, ((not use.check.exact, sum(map(len, lines))), use.nodeid))
    if not all(order[0] for order, _ in found.values()):  # what is taken from a result says less than the result
        found = {lines: known for lines, known in found.items() if not known[0][0]}
    for lines in [one for one in found if any(one == other[: len(one)] for other in found if other != one)]:
        del found[lines]  # the longer one shows it, too
    chosen: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for fresh in (True, False):  # one of each test before a second of any
        for lines, (_, nodeid) in sorted(found.items(), key=lambda item: item[1][0]):
            if (
                len(chosen) < MOST_EXAMPLES
                and sum(map(len, chosen)) < MOST_LINES
                and lines not in chosen
                and (nodeid not in seen) == fresh
            ):
                seen.add(nodeid)
                chosen.append(lines)
    chosen.sort(key=lambda lines: (lines[0][:3] == ">>>", list(found).index(lines)))
    return [line for lines in chosen for line in lines]


def _example(check: Check, setup: tuple[str, ...], is_truth: bool) -> tuple[str, ...] | None:
    shown = ast.unparse(check.shown)
    if check.relation in ("true", "false") and check.exact and is_truth:
        check = replace(check, relation="==", value=ast.Constant(check.relation == "true"))
    if check.relation == "approx" and check.value is not None and not setup and len(shown) <= MOST_SHOWN:
        return (f"`{shown}` is about {ast.unparse(check.value)}.",)
    if check.relation not in ("==", "is") or check.value is None or isinstance(check.shown, ast.Constant):
        return None
    if not is_literal(check.value):
        lines = (*setup, f">>> {shown} == {ast.unparse(check.value)}", "True")
        is_plain = check.closed and check.relation == "==" and not _awaits(check.shown) and not _awaits(check.value)
        return lines if is_plain and all(map(_short, lines)) else None
    value = ast.unparse(check.value)
    if _awaits(check.shown):
        return (f"`{shown}` is {value}.",) if not setup and _short(f"`{shown}` is {value}.") else None
    lines = (*setup, f">>> {shown}", *([value] if value != "None" else []))
    return lines if value != "None" and all(map(_short, lines)) else None


def _awaits(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Await) for inner in ast.walk(node))


def _cases(name: str, uses: Sequence[Use]) -> list[str]:
    """Where no example can be given: what the tests are called."""
    skip = set(words_of(name)) | {"test"}
    titles = dict.fromkeys(" ".join(w for w in words_of(use.title) if w not in skip) for use in uses if use.title)
    cases = [title for title in titles if title][:MOST_CASES]
    return [f"Cases: {'; '.join(cases)}."] if len(cases) > 1 else []


def _short(line: str) -> bool:
    return len(line) <= MOST_COLUMNS and "\n" not in line and '"""' not in line


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _article(words: str) -> str:
    return "an" if words[:1] in "aeiou" else "a"
