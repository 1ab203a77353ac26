"""A signature from the calls that tests make: names, order, defaults, type hints where all calls agree. Pure."""

from __future__ import annotations

import ast
import keyword
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from understudy.generate.wanted.kinds import Kind, joined, kind_of, parameter_name
from understudy.generate.wanted.operators import TRUTHS
from understudy.generate.wanted.reading import MAKERS
from understudy.generate.wanted.types import Arg, Use

Slot = Literal["plain", "rest", "keyword"]
QUESTIONS = ("is_", "has_", "can_", "contains", "should_", "are_")
_SAYS_NOTHING = frozenset(
    {"expected", "result", "actual", "want", "wanted", "output", "arg", "args", "self", "cls", "given", "input", "case"}
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """hint: "" if unknown. default: source, None if it is required. slot: how it is passed."""

    name: str
    hint: str = ""
    default: str | None = None
    slot: Slot = "plain"

    def __str__(self) -> str:
        hint = f": {self.hint}" if self.hint else ""
        default = "" if self.default is None else f" = {self.default}" if hint else f"={self.default}"
        return f"{'*' if self.slot == 'rest' else ''}{self.name}{hint}{default}"


@dataclass(frozen=True, slots=True)
class Signature:
    """receiver: "self", "cls" or "". decorator: "property", "classmethod", "staticmethod" or ""."""

    parameters: tuple[Parameter, ...]
    returns: str = ""
    is_async: bool = False
    receiver: str = ""
    decorator: str = ""

    def header(self, name: str) -> str:
        """The `def` line, without decorator and indentation."""
        parts = [self.receiver] if self.receiver else []
        has_rest = any(p.slot == "rest" for p in self.parameters)
        for parameter in self.parameters:
            if parameter.slot == "keyword" and not has_rest:
                parts.append("*")
                has_rest = True
            parts.append(str(parameter))
        returns = f" -> {self.returns}" if self.returns else ""
        return f"{'async ' if self.is_async else ''}def {name}({', '.join(parts)}){returns}:"


def infer(uses: Sequence[Use], name: str) -> Signature:
    """The signature of a function or method by its uses (at least one)."""
    member = uses[0].on != "module"
    calls = _calls(uses)
    if member and not calls:
        return Signature((), _returns(uses, name), receiver="self", decorator="property")
    receiver, decorator = _binding(calls or uses, name) if member else ("", "")
    parameters = _parameters(calls, name) if calls else _uncalled(uses)
    return Signature(parameters, _returns(calls, name), any(use.awaited for use in calls), receiver, decorator)


def constructor(uses: Sequence[Use], name: str, read: dict[str, list[Use]]) -> tuple[Parameter, ...]:
    """Parameters of a class by the calls of it. read: its attributes that tests read: one whose value is that of an
    argument, in every test that says so, names it."""
    calls = _calls(uses)
    found = list(_parameters(calls, name))
    for place, parameter in enumerate(found):
        matching = [
            attribute for attribute, seen in read.items() if _comes_from(place, parameter.name, calls, seen, attribute)
        ]
        taken = {other.name for other in found}
        if parameter.slot == "plain" and len(matching) == 1 and matching[0] not in taken:
            found[place] = Parameter(matching[0], parameter.hint, parameter.default, parameter.slot)
    return tuple(found)


def _calls(uses: Sequence[Use]) -> list[Use]:
    """The calls; those that have to raise may well pass what the function does not take, and count only alone."""
    calls = [use for use in uses if use.how == "call"]
    return [call for call in calls if not call.raises] or calls


def _comes_from(place: int, name: str, calls: Sequence[Use], seen: Sequence[Use], attribute: str) -> bool:
    values = {use.nodeid: ast.dump(use.args[place].value) for use in calls if len(use.args) > place}
    told = [
        (use.nodeid, ast.dump(use.check.value))
        for use in seen
        if use.check is not None and use.check.exact and use.check.value is not None and use.check.relation == "=="
        if len(use.setup) <= 1 and use.nodeid in values  # nothing was done to it in between
    ]
    return bool(told) and all(values.get(nodeid) == value for nodeid, value in told)


def _binding(uses: Sequence[Use], name: str) -> tuple[str, str]:
    if any(use.on == "instance" for use in uses):
        return "self", ""
    makes = any(use.check is not None and use.check.relation.rstrip("?") == "type" for use in uses)
    return ("cls", "classmethod") if makes or name.startswith(MAKERS) else ("", "staticmethod")


def _uncalled(uses: Sequence[Use]) -> tuple[Parameter, ...]:
    if any(use.how == "decorator" for use in uses):
        return (Parameter("function"),)
    return (Parameter("value"),) if any(use.how == "passed" for use in uses) else ()


def _parameters(calls: Sequence[Use], function: str) -> tuple[Parameter, ...]:
    whole = [call for call in calls if not call.starred]
    counts = sorted({len(call.args) for call in whole})
    if not whole or _is_open_ended(counts, whole):
        kind = joined(kind_of(arg.value) for call in calls for arg in call.args)
        name = _passed_name([arg for call in calls for arg in call.args], {function}) or _plural(kind)
        rest = (Parameter(name, str(kind or ""), slot="rest"),) if whole or any(c.starred for c in calls) else ()
        return (*rest, *_keywords(whole, {}, {function, name}))
    columns: list[list[Arg]] = [[c.args[i] for c in whole if len(c.args) > i] for i in range(counts[-1])]
    named = _keyword_places(whole, columns)
    taken = {function, *(key for call in whole for key, _ in call.keywords)}
    found: list[Parameter] = []
    for place, column in enumerate(columns):
        by_keyword = [arg for call in whole for key, arg in call.keywords if key == named.get(place)]
        kind = joined(kind_of(arg.value) for arg in (*column, *by_keyword))
        name = named.get(place) or _free(_passed_name(column, taken) or parameter_name(kind), taken)
        taken.add(name)
        missing = any(len(c.args) <= place and name not in dict(c.keywords) for c in whole)
        found.append(_with_default(name, kind, [*column, *by_keyword], missing, "plain"))
    return (*found, *_keywords(whole, named, taken))


def _keywords(calls: Sequence[Use], places: dict[int, str], taken: set[str]) -> tuple[Parameter, ...]:
    """Those that are only ever passed by name. With nothing passed by place they are ordinary parameters."""
    names = dict.fromkeys(key for call in calls for key, _ in call.keywords if key not in places.values())
    slot: Slot = "keyword" if any(call.args for call in calls) else "plain"
    found = []
    for name in names:
        args = [dict(call.keywords)[name] for call in calls if name in dict(call.keywords)]
        missing = len(args) < len(calls)
        found.append(_with_default(name, joined(kind_of(arg.value) for arg in args), args, missing, slot))
    return tuple(sorted(found, key=lambda parameter: parameter.default is not None))


def _with_default(name: str, kind: Kind | None, args: Sequence[Arg], missing: bool, slot: Slot) -> Parameter:
    if not missing:
        return Parameter(name, _hint(kind), None, slot)
    values = {getattr(arg.value, "value", None) for arg in args if isinstance(arg.value, ast.Constant)}
    if kind == Kind("bool") and len(values) == 1:
        return Parameter(name, "bool", str(not values.pop()), slot)  # a switch is passed where it is not the default
    return Parameter(name, "", "None", slot)


def _keyword_places(calls: Sequence[Use], columns: Sequence[Sequence[Arg]]) -> dict[int, str]:
    """Places that some calls fill by name: place -> the keyword, where the kinds do not speak against it."""
    found: dict[int, str] = {}
    for call in calls:
        place = len(call.args)
        for key, arg in call.keywords:
            beside = any(key in dict(other.keywords) and len(other.args) > place for other in calls)
            if place >= len(columns) or beside or key in found.values() or place in found:
                continue
            both = kind_of(arg.value), joined(kind_of(a.value) for a in columns[place])
            if None in both or joined(both) is not None:
                found[place] = key
                place += 1
    return found


def _is_open_ended(counts: Sequence[int], calls: Sequence[Use]) -> bool:
    """Whether calls with so many different numbers of arguments, all of one kind, mean `*args`."""
    if len(counts) < 2 or (len(counts) == 2 and counts[1] - counts[0] == 1):
        return False
    fullest = {key for call in calls for key, _ in call.keywords if len(call.args) == counts[-1]}
    if any(key not in fullest for call in calls for key, _ in call.keywords):
        return False  # the others may fill places by name
    kinds = [kind_of(arg.value) for call in calls for arg in call.args]
    return None not in kinds and joined(kinds) is not None


def _passed_name(args: Iterable[Arg], taken: set[str]) -> str:
    """The variable that is passed most often, if its name says something."""
    names = Counter(arg.name for arg in args if arg.name and not _is_empty_name(arg.name) and arg.name not in taken)
    return names.most_common(1)[0][0] if names else ""


def _is_empty_name(name: str) -> bool:
    return name.lower() in _SAYS_NOTHING or keyword.iskeyword(name) or name.isupper()


def _plural(kind: Kind | None) -> str:
    return {"str": "words", "int": "values", "float": "values"}.get(kind.name if kind else "", "items")


def _free(name: str, taken: set[str]) -> str:
    if name in taken:
        name = "other"
    number, base = 2, name
    while name in taken:
        name = f"{base}{number}"
        number += 1
    return name


def _returns(uses: Sequence[Use], name: str) -> str:
    if name in TRUTHS or name == "__iter__":  # what is compared is not the iterator
        return "bool" if name in TRUTHS else ""
    checks = [use.check for use in uses if use.check is not None and use.check.exact]
    relations = {check.relation.rstrip("?") for check in checks} - {"raises"}
    if relations == {"true", "false"} or (relations and relations <= {"true", "false"} and name.startswith(QUESTIONS)):
        return "bool"
    kinds = [kind_of(check.value) for check in checks if check.relation.rstrip("?") in ("==", "is")]
    kinds += [Kind("float")] * ("approx" in relations)
    return _hint(joined(kinds))


def _hint(kind: Kind | None) -> str:
    """A hint that Python 3.9 reads, too; None alone says too little of a parameter."""
    return "" if kind is None or kind.name == "None" else str(kind)
