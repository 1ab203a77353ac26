"""Problems written as text cards: one "field: text" per line, $marks for names, so that code reads as code.

Fields: combo, names, params, returns, call, inputs (a maker); repeated: said, told, zh, do, bad, note, import, case,
error; plan (steps separated by ";"), pool ("d = stock shelf": the names a mark may take), knob ("n: int = 2..9;
limit k": a value that is written as a literal or becomes the last parameter; "$more" in a recursive call hands it on).
An indented line continues the field above.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import RESERVED, Draft, Rng, pick
from understudy_trainer.tasks.vocabulary.text import quoted

Rows = Sequence[tuple[object, ...]]
Makers = Mapping[str, Callable[[Rng], Rows]]

LITERAL_SHARE = 0.35  # of the tasks with a knob, the knob is written out as a literal
CODE = ("do", "bad", "above")
POOLS: dict[str, tuple[str, ...]] = {
    name: tuple(line.split())
    for name, line in {
        "d": "d data mapping table counts scores values dct entries lookup info store",
        "e": "other second extra update updates changes b d2 overrides",
        "k": "k key name",
        "v": "v value val amount",
        "out": "out result res found output collected",
        "xs": "xs nums numbers values items data lst arr",
        "ys": "ys others second other right b",
        "x": "x n num item value el",
        "ws": "words names items labels strings tokens tags",
        "w": "w word name label t",
        "s": "s text line string raw",
        "c": "c ch char letter",
        "total": "total acc summed subtotal",
        "count": "count cnt tally hits",
        "best": "best top winner chosen",
        "seen": "seen visited known done",
        "ds": "dicts mappings tables maps ds dict_list",
        "g": "grid matrix board m mat rows cells field",
        "row": "row line r",
        "r": "r row_index i y",
        "col": "col c column_index j",
        "h": "height n_rows rows_count h",
        "wd": "width n_cols cols_count w",
        "rs": "records rows entries items data",
        "rec": "rec record row entry item r",
        "graph": "graph adj links network neighbors edges_of g",
        "edges": "edges pairs links connections roads",
        "a": "a u start src one",
        "b": "b v end dst two",
        "node": "node current vertex u cur",
        "nxt": "nxt neighbor other succ v",
        "todo": "todo stack pending frontier",
        "queue": "queue frontier todo waiting",
        "tree": "tree node root t",
        "pairs": "pairs entries items tuples rows",
        "f": "f func fn action",
    }.items()
}
MARK = re.compile(r"\$\{(\w+)\}|\$([A-Za-z]+\d?)")


@dataclass(frozen=True, slots=True)
class Knob:
    """A value that is a literal or a parameter: its mark, annotation, possible values and names as a parameter."""

    mark: str
    annotation: str
    values: tuple[object, ...]
    names: tuple[str, ...]


def fields_of(card: str) -> dict[str, list[str]]:
    """The fields of a card, repeated ones in order. Raises ValueError on a line that is no field."""
    found: dict[str, list[str]] = {}
    last = ""
    for line in card.strip("\n").splitlines():
        if line.startswith("    ") and last:
            joint, more = ("\n", line[4:]) if last in CODE else (" ", line.strip())
            found[last][-1] = f"{found[last][-1]}{joint}{more}" if found[last][-1] else more
        elif line.strip():
            last, colon, text = line.partition(":")
            if not colon or not last.isidentifier():
                raise ValueError(f"no field of a card: {line!r}")
            found.setdefault(last, []).append(text.strip())
    return found


def deal(rng: Rng, card: str, makers: Makers | None = None, values: Mapping[str, object] | None = None) -> Draft:
    """The draft of a card. `makers` make the inputs by name, `values` are texts for further marks."""
    card = _with_values(card, {mark: str(value) for mark, value in (values or {}).items()})
    fields = fields_of(card)
    knobs = [_knob(text) for text in fields.pop("knob", [])]
    literal = bool(knobs) and rng.random() < LITERAL_SHARE
    chosen = {knob.mark: pick(rng, knob.values) for knob in knobs}
    prose, code = _names(rng, card, fields, [] if literal else knobs), {}
    if literal:
        prose |= {mark: repr(value) for mark, value in chosen.items()}
    prose["more"] = "" if literal else "".join(f", {prose[knob.mark]}" for knob in knobs)
    code = prose | ({m: quoted(v) if isinstance(v, str) else repr(v) for m, v in chosen.items()} if literal else {})

    def told(name: str) -> list[str]:
        return [_filled(text, prose) for text in fields.get(name, [])]

    def written(name: str) -> list[str]:
        return [_filled(text, code) for text in fields.get(name, [])]

    def with_knobs(rows: Rows) -> Rows:
        if literal or not knobs:
            return rows
        return [
            (*row, *(pick(rng, (chosen[k.mark], chosen[k.mark], *k.values)) for k in knobs))
            if i > 1
            else (*row, *chosen.values())
            for i, row in enumerate(rows)
        ]

    rows = [
        *_rows(fields.get("case", []), chosen),
        *(makers[fields["inputs"][0]](rng) if "inputs" in fields and makers else ()),
    ]
    params = ", ".join((*written("params"), *(f"{prose[k.mark]}: {k.annotation}" for k in knobs if not literal)))
    return draft(
        rng,
        fields["combo"][0],
        names=fields["names"][0].split(),
        params=params,
        returns=fields["returns"][0],
        said=[_upper(text) for text in told("said")],
        told=[text if text.endswith(".") else f"{text}." for text in told("told")],
        chinese=told("zh"),
        plan=[step.strip() for step in told("plan")[0].split(";")],
        solutions=written("do"),
        wrong=written("bad"),
        notes=told("note"),
        imports=fields.get("import", ()),
        above="\n\n\n".join(f"{text}\n" for text in written("above")),
        call=written("call")[0] if "call" in fields else "",
        inputs=with_knobs(rows),
        errors=with_knobs(_rows(fields.get("error", []), chosen)),
    )


def _with_values(card: str, values: Mapping[str, str]) -> str:
    """`card` with `values` filled in; one of several lines takes the place of its whole line, indented as that was."""
    lines = []
    for line in card.splitlines():
        match = re.fullmatch(r"(\s*)((?:do|bad|above): )?\$([A-Za-z]+\d?)", line)
        value = values.get(match[3], "") if match else ""
        if match and "\n" in value:
            lines += [match[2]] if match[2] else []
            indent = match[1] + (" " * 4 if match[2] else "")
            lines += [f"{indent}{part}" for part in value.splitlines()]
        else:
            lines.append(line)
    return _filled("\n".join(lines), values)


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _rows(cases: Sequence[str], chosen: Mapping[str, object]) -> list[tuple[object, ...]]:
    literals = {mark: repr(value) for mark, value in chosen.items()}
    return [ast.literal_eval(f"({_filled(case, literals)},)") for case in cases]


def _knob(text: str) -> Knob:
    head, _, names = text.partition(";")
    declared, _, values = head.partition("=")
    mark, _, annotation = declared.partition(":")
    low, dots, high = values.strip().partition("..")
    options: tuple[object, ...] = (
        tuple(range(int(low), int(high) + 1))
        if dots
        else tuple(v if annotation.strip() == "str" else ast.literal_eval(v) for v in values.split())
    )
    return Knob(mark.strip(), annotation.strip(), options, tuple(names.split()))


def _names(rng: Rng, card: str, fields: dict[str, list[str]], knobs: Sequence[Knob]) -> dict[str, str]:
    """A name for each mark of a card, none of them used otherwise in its code."""
    pools = {
        **POOLS,
        **{m.strip(): tuple(names.split()) for m, _, names in (t.partition("=") for t in fields.pop("pool", []))},
        **{knob.mark: knob.names for knob in knobs},
    }
    code = "\n".join(text for name in CODE for text in fields.get(name, []))
    taken = {*re.findall(r"(?<![\w.$])[A-Za-z_]\w*", code), *fields["names"][0].split(), *RESERVED}
    names: dict[str, str] = {}
    marks = dict.fromkeys([*(first or second for first, second in MARK.findall(card)), *(k.mark for k in knobs)])
    for mark in marks:
        if mark not in pools:
            continue
        free = [n for n in pools[mark] if n not in taken]
        if not free:
            raise ValueError(f"no name left for ${mark}")
        names[mark] = pick(rng, free)
        taken.add(names[mark])
    return names


def _filled(text: str, names: Mapping[str, str]) -> str:
    def name_of(match: re.Match[str]) -> str:
        mark = match.group(1) or match.group(2)
        return names.get(mark, match.group(0))

    for _ in range(3):
        text = MARK.sub(name_of, text)
    return text


def deck(text: str) -> tuple[str, ...]:
    """The cards of a text that separates them by lines of three hyphens."""
    return tuple(card for card in text.split("\n---\n") if card.strip())
