"""Families written as a sheet: plain text, one block per function, names and numbers filled in by chance.

A line's first sign says what it is; lines that start with two spaces continue it:

    ## key: name other_name ($xs: list[int], $k: int) -> list[int]
    - Return the first $k numbers of $xs          a summary (several: one is chosen)
    + You are given ...                           a told problem (likewise)
    ~ ...                                         Chinese (likewise)
    > slice up to $k; return the slice            the plan, steps separated by "; "
    ! Return all of $xs if it is shorter          a note
    = return $xs[:$k]                             a solution (the first is canonical)
    / return $xs[:$k - 1]                         a near miss
    ? [1, 2, 3], 2                                one tuple of arguments
    % ints(0, 9), int(1, 4)                       three random tuples of arguments (`MAKERS`)
    !! [1], -1                                    arguments on which every solution raises
    ^ import math                                 an import
    & LIMIT = 3                                   source above the function (several: one is chosen)
    @ SELF({0})                                   the call
    $xs: rows lines                               names for `$xs`; "$a $b: left right, x y" names both together
    :1 more; CMP=>; WORD=above                    an option of axis 1: what $CMP and $WORD stand for; with
                                                  NAMES=... it has function names of its own

`$xs` is one of `POOLS["xs"]` (or itself), `$2_9` a random number. Lines above the first `##` hold for every block.
If the functions are methods (of a class in `&`), some of the others stand above the one asked for.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Sequence

from understudy_trainer.tasks import layout
from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Param, Rng, pick
from understudy_trainer.tasks.vocabulary.sheet_inputs import made

POOLS = {
    "xs": "numbers nums xs values data arr lst items",
    "ys": "others ys second more rhs",
    "x": "x v value num number n",
    "y": "y other second",
    "s": "s text string line phrase source",
    "t": "t other pattern target",
    "c": "c ch char letter",
    "ws": "words names strings tokens labels terms entries",
    "w": "w word name token item part",
    "k": "k n size count limit",
    "m": "n k amount quantity",
    "n": "n num number value",
    "i": "i idx index pos",
    "out": "result out res found output",
    "total": "total acc amount running",
    "count": "count cnt tally",
    "d": "d mapping table data lookup",
    "key": "key k name",
    "val": "value val v",
    "items": "items elements values things seq",
    "item": "item element x value it",
    "rows": "rows grid table lines matrix",
    "row": "row line r",
    "prev": "previous prev last before",
    "seen": "seen known visited met",
    "it": "iterable items it values stream",
    "f": "f func fn function",
    "a b": "a b, x y, first second, left right, one two",
    "lo hi": "low high, lo hi, start end, lower upper, minimum maximum",
    "q": "queue q pending waiting",
}
_OPENINGS = (
    ("Return the ", ("Get the ", "Find the ", "Give back the ", "Determine the ", "Return the ")),
    ("Return True if ", ("Check whether ", "Check if ", "Tell whether ", "Determine if ")),
    ("Check whether ", ("Check if ", "Return True if ", "Determine whether ", "Test whether ", "Return whether ")),
    ("Check if ", ("Check whether ", "Return True if ", "Determine if ", "Find out whether ")),
    ("Tell whether ", ("Return whether ", "Return True if ", "Decide whether ", "Check if ")),
    ("Tell if ", ("Return whether ", "Return True if ", "Determine whether ", "Check whether ")),
    ("Count the ", ("Return the number of ", "Compute the number of ", "Find the number of ")),
    ("Return how many ", ("Count how many ", "Find how many ", "Compute how many ", "Calculate how many ")),
    ("List the ", ("Return the ", "Get a list of the ", "Collect the ", "Return a list of the ")),
    ("List every ", ("Return every ", "Collect every ", "Find every ")),
    ("List all ", ("Return all ", "Collect all ", "Find all ", "Get all ")),
    ("Return all ", ("List all ", "Find all ", "Get all ", "Return a list of all ")),
    ("Find the ", ("Return the ", "Determine the ", "Get the ", "Find and return the ")),
    ("Compute the ", ("Calculate the ", "Return the ", "Determine the ", "Work out the ")),
    ("Add up the ", ("Sum the ", "Return the sum of the ", "Compute the sum of the ")),
    ("Map each ", ("Return a dict that maps each ", "Create a dictionary mapping each ", "Build a dict mapping each ")),
    ("Make a function ", ("Create a function ", "Build a function ", "Return a function ")),
    ("Yield the ", ("Generate the ", "Produce the ", "Lazily yield the ")),
    ("Remove the ", ("Delete the ", "Take out the ", "Remove the ")),
    ("Convert ", ("Turn ", "Transform ", "Change ")),
    ("Sort ", ("Order ", "Arrange ")),
)
_BLOCK = re.compile(r"^## ", re.MULTILINE)
_HEADER = re.compile(r"(\S+): ([\w ]+) \((.*)\) +-> (.+)")
_ENTRY = re.compile(r"(!!|[-+~>!=/?%^&@]) (.*)")
_NAMES = re.compile(r"(\$\w+(?: \$\w+)*): (.*)")
_CODE = "=/&"


def from_sheet(rng: Rng, sheet: str) -> Draft:
    """One of the functions on `sheet`. Raises ValueError if a line or a header cannot be read."""
    head, *blocks = _BLOCK.split(sheet)
    block = rng.choices(blocks, [_combinations(head + b) ** 0.5 for b in blocks])[0]
    header, _, body = block.partition("\n")
    text = f"{head.strip(chr(10))}\n{body}"
    if "(self" in header:
        text += _methods_above(rng, header, [b for b in blocks if b != block])
    header, text, combo, better = _filled(rng, header, text)
    read = _HEADER.fullmatch(header.strip())
    if read is None:
        raise ValueError(f"no header: {header!r}")
    key, names, params, returns = read.groups()
    names = better or names
    entries = _entries(text)
    above = pick(rng, entries["&"]) if entries["&"] else ""
    above += "".join(f"\n{m}\n" for m in entries["&&"])
    made_inputs = [made(rng, line) for line in entries["%"] for _ in range(3)]
    found = draft(
        rng,
        "|".join((key, *combo)),
        names=names.split(),
        params=params,
        returns=returns,
        said=entries["-"],
        told=entries["+"],
        chinese=entries["~"],
        plan=[step for line in entries[">"] for step in line.split("; ")],
        notes=entries["!"],
        solutions=entries["="],
        wrong=entries["/"],
        inputs=[*map(_literals, entries["?"]), *made_inputs],
        errors=[_literals(line) for line in entries["!!"]],
        imports=_imports(entries["^"], above),
        above=f"{above.rstrip()}\n" if above else "",
        call=entries["@"][-1] if entries["@"] else "",
    )
    name = names.split()[0] if names.startswith("__") else found.name
    solutions, wrong = (
        tuple(_statement(code.replace("SELF", name), returns) for code in entries[sign]) for sign in "=/"
    )
    typed = tuple(dataclasses.replace(p, annotation=p.annotation.replace("'", '"')) for p in found.params)
    summary = _reworded(rng, found.summary)
    told = found.statement or _told(rng, typed, found.summary, found.notes)
    return dataclasses.replace(
        found, name=name, params=typed, solutions=solutions, wrong=wrong, summary=summary, statement=told
    )


def _reworded(rng: Rng, summary: str) -> str:
    """The same sentence, perhaps with another of the usual openings."""
    for opening, others in _OPENINGS:
        if summary.startswith(opening):
            return pick(rng, (opening, *others)) + summary.removeprefix(opening)
    return summary


def _told(rng: Rng, params: Sequence[Param], summary: str, notes: Sequence[str]) -> str:
    """The sentence as a short problem that first says what is given; "" if the types have no plain words."""
    given = [(p.name, layout.describe(p.annotation)) for p in params if p.name != "self"]
    if not given or len(given) < len(params) or any(words.startswith("a value") for _, words in given):
        return ""
    things = [pick(rng, (f"{words} {name}", f"{words} called {name}")) for name, words in given]
    listed = f"{', '.join(things[:-1])} and {things[-1]}" if len(things) > 1 else things[0]
    opening = pick(rng, ("You are given", "You are given", "The function gets", "The input consists of", "You have"))
    return " ".join(f"{part.rstrip('.')}." for part in (f"{opening} {listed}", summary, *notes))


def _solution(block: str) -> str:
    """The first solution of a block that is not filled in yet."""
    return _entries("\n".join(x for x in block.split("\n") if not _NAMES.fullmatch(x)))["="][0]


def _statement(code: str, returns: str) -> str:
    """`code`, or the statement that returns it if it is an expression whose value is wanted."""
    if "\n" in code or returns == "None":
        return code
    try:
        ast.parse(re.sub(r"\$(?=\w)", "", code), mode="eval")
    except SyntaxError:
        return code
    return f"return {code}"


def _combinations(block: str) -> int:
    counts: dict[str, int] = {}
    for axis in re.findall(r"^:(\d) ", block, re.MULTILINE):
        counts[axis] = counts.get(axis, 0) + 1
    product = 1
    for count in counts.values():
        product *= count
    return product


def _methods_above(rng: Rng, header: str, others: Sequence[str]) -> str:
    """Up to two other methods of the class, as they stand above the one asked for."""
    names = set(header.split("(")[0].split()[1:])
    text = ""
    plain = [b for b in others if not re.search(r"^:\d |^\^ ", b, re.MULTILINE)]
    for block in rng.sample(plain, min(len(plain), pick(rng, (0, 0, 1, 1, 2)))):
        top, _, body = block.partition("\n")
        read = _HEADER.fullmatch(top.strip())
        assert read is not None
        name = read[2].split()[0]
        if name not in names:
            code = _statement(_solution(body).replace("SELF", name), read[4])
            lines = [f"    def {name}({read[3]}) -> {read[4]}:", *(f"        {line}" for line in code.split("\n"))]
            pools = [line for line in body.split("\n") if _NAMES.fullmatch(line)]
            text += "\n".join(("", *pools, f"&& {lines[0]}", *(f"  {line}" for line in lines[1:]), ""))
    return text


def _filled(rng: Rng, header: str, text: str) -> tuple[str, str, list[str], str]:
    """Header and text with options, numbers and names filled in; the chosen options and their function names."""
    text = re.sub(r"^:\d .*(?:\n  .*)+", lambda m: re.sub(r"\n +", " ", m[0]), text, flags=re.MULTILINE)
    axes: dict[str, list[list[str]]] = {}
    for axis, option in re.findall(r"^:(\d) (.*)$", text, re.MULTILINE):
        axes.setdefault(axis, []).append(option.split("; "))
    combo: list[str] = []
    meanings: dict[str, str] = {}
    for _, options in sorted(axes.items()):
        name, *values = pick(rng, options)
        combo.append(name)
        meanings.update({key: meaning for key, _, meaning in (v.partition("=") for v in values)})
    both = f"{header}\n\0\n{text}"
    for _ in range(2 if axes else 0):
        both = re.sub(r"\$([A-Z][A-Z0-9]*)\b", lambda m: meanings.get(m[1], m[0]), both)
    for low, high in sorted(set(re.findall(r"\$(\d+)_(\d+)", both))):
        both = re.sub(rf"\${low}_{high}\b", str(rng.randint(int(low), int(high))), both)
    pools = dict(POOLS)
    for keys, options_ in _NAMES.findall("\n".join(x for x in both.split("\n") if _NAMES.fullmatch(x))):
        pools[keys.replace("$", "")] = options_
    both = "\n".join(x for x in both.split("\n") if not (_NAMES.fullmatch(x) or x.startswith(":")))
    taken = set(re.findall(r"(?<!\$)\b[A-Za-z_]\w*", _code_of(both)))
    chosen: dict[str, str] = {}
    used = list(dict.fromkeys(re.findall(r"\$([A-Za-z_]\w*)", both)))
    for keys, options_ in pools.items():
        group = keys.split()
        if any(k in used for k in group):
            rows = [o.split() for o in (options_.split(",") if len(group) > 1 else options_.split())]
            free = [r for r in rows if not (taken | set(chosen.values())) & set(r)]
            chosen.update(zip(group, pick(rng, free) if free else group, strict=True))
    both = re.sub(r"\$([A-Za-z_]\w*)", lambda m: chosen.get(m[1], m[1]), both)
    header, _, text = both.partition("\n\0\n")
    return header, text, combo, meanings.get("NAMES", "")


def _code_of(text: str) -> str:
    kept = [line for line in text.split("\n") if not re.match(r"[-+~>!] ?", line)]
    return "\n".join(kept)


def _entries(text: str) -> dict[str, list[str]]:
    """The lines by their sign; continued lines joined."""
    found: dict[str, list[str]] = {sign: [] for sign in "- + ~ > ! = / ? % ^ & @ && !!".split()}
    sign = ""
    for line in text.split("\n"):
        if line.startswith("  ") and sign:
            gap = "\n" if sign[0] in _CODE else " "
            found[sign][-1] += gap + (line[2:] if gap == "\n" else line.strip())
        elif line.startswith("&& "):
            sign = "&&"
            found[sign].append(line[3:])
        elif match := _ENTRY.fullmatch(line):
            sign = match[1]
            found[sign].append(match[2])
        elif line.strip() == "" and sign[:1] == "&":
            found[sign][-1] += "\n"
        elif line.strip():
            raise ValueError(f"cannot read {line!r}")
    for code in _CODE:
        found[code] = [entry.rstrip("\n") + ("\n" if code == "&" else "") for entry in found[code]]
    found["&&"] = [entry.strip("\n") for entry in found["&&"]]
    return found


def _literals(line: str) -> tuple[object, ...]:
    return tuple(ast.literal_eval(f"({line},)")) if line.strip() != "()" else ()


def _imports(lines: Sequence[str], above: str) -> list[str]:
    found = list(dict.fromkeys(lines))
    if "@dataclass" in above:
        found.append(f"from dataclasses import dataclass{', field' if 'field(' in above else ''}")
    return found
