"""Values to call a function with, as source: what its annotations, defaults and parameter names suggest. Pure.

A pool lists the most ordinary value first; boundaries (nothing, one, duplicates, negative, unicode) follow.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from understudy.syntax import expression

LONGEST_ROW = 8  # elements: enough to differ, short enough to read in a question
Constructors = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A type to draw values from. name: a key of POOLS, a shape ("list", "dict", "tuple", "set", "iter", "union") of
    `parts`, or "given" whose parts' names are the values themselves."""

    name: str
    parts: tuple[Kind, ...] = ()


POOLS = {
    "int": ("5", "3", "0", "1", "-1", "2", "10", "-7", "12", "100"),
    "count": ("3", "2", "0", "1", "5", "-1", "12", "10"),
    "float": ("2.5", "1.0", "0.0", "-1.5", "0.1", "100.0"),
    "bool": ("True", "False"),
    "str": ("'hello world'", "'abc'", "''", "'a'", "'Hello, World!'", "'ab ca ab'", "'aabbb'", "'racecar'",
            "'  two  words '", "'42'", "'naïve café'"),
    "char": ("'a'", "'l'", "' '", "''", "'é'"),
    "bytes": ("b'abc'", "b''", "b'\\x00\\xff'"),
    "none": ("None",),
    "callable": ("lambda *a: a[0]", "str", "lambda *a: a[-1]"),
    "key": ("lambda x: x", "str", "lambda x: 0"),
    "predicate": ("lambda x: bool(x)", "lambda x: False", "lambda x: True"),
}  # fmt: skip
_ROWS = {
    "int": ("[3, 1, 2]", "[1, 2, 3, 4]", "[]", "[5]", "[2, 2, 1]", "[-1, 0, 4]", "[7, 7]", "[10, -3, 7, 0, 7, 2]"),
    "str": ("['pear', 'fig', 'apple']", "['a', 'b', 'a']", "[]", "['x']", "['', 'Zoe', 'adam']", "['é', 'e', 'E']"),
    "float": ("[2.5, 1.0, 4.0]", "[0.1, 0.2]", "[]", "[1.5]", "[-1.0, 0.0, 1.0]"),
}
INT, COUNT, FLOAT, BOOL, STR, NONE = (Kind(name) for name in ("int", "count", "float", "bool", "str", "none"))
INTS, STRS = Kind("list", (INT,)), Kind("list", (STR,))
MATRIX, COUNTS = Kind("list", (INTS,)), Kind("dict", (STR, INT))
PAIR = Kind("tuple", (INT, INT))
PAIRS, ROW = Kind("list", (PAIR,)), Kind("rest", (INT,))  # "rest": a tuple of any length
GUESSES = (INTS, INT, STR, STRS)  # of a parameter that says nothing at all
_PLURAL = (INTS, STRS, PAIRS, COUNTS)
_LETTER = (INT, INTS, STR, STRS)

_NAMES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (r"n|k|m|i|j|num|count|size|length|limit|width|height|depth|index|idx|pos(ition)?|start|stop|end|step|times|year"
     r"|n_\w+|num_\w+|max_\w+|min_\w+|\w+_(count|size|len|length|index|limit)", (COUNT,)),
    (r"x|y|z|value|val|number|digit|total|sum|target|base|exponent|low|high|lo|hi", (INT, FLOAT)),
    (r"c|ch|char|character|letter|sep|separator|delimiter", (Kind("char"), INT)),
    (r"s|t|text|string|str|word|sentence|line|name|title|message|msg|pattern|prefix|suffix|phrase|paragraph|query"
     r"|\w+_(text|string|str|name|word)", (STR, STRS)),
    (r"words|names|strings|strs|lines|tokens|sentences|keys|labels|\w+_(words|names|strings)", (STRS, STR)),
    (r"matrix|grid|rows|board|table|lists|\w+_(matrix|grid)", (MATRIX,)),
    (r"mapping|d|dct|dict\w*|counts|lookup|inventory|config|options|scores_by_\w+|\w+_(map|dict)", (COUNTS,)),
    (r"pairs|points|intervals|ranges|edges|tuples|tuple_list|pair_list|\w+_(pairs|tuples)", (PAIRS,)),
    (r"pair|point|interval", (PAIR, INTS)),
    (r"tup|tuple\w*|\w+_tup(le)?", (ROW, PAIR)),
    (r"set\w*|seen|visited|\w+_set", (Kind("set", (INT,)),)),
    (r"xs|ys|nums|numbers|values|vals|items|arr|array|lst|l|list\w*|data|seq|sequence|elements|ints|scores|prices"
     r"|weights|heights|iterable|collection|\w+_(list|items|values|numbers|nums|array|arr)", (INTS, STRS)),
    (r"is_\w+|has_\w+|flag|reverse|reversed|strict|verbose|ignore_\w+|allow_\w+|case_sensitive|inclusive", (BOOL,)),
    (r"pred|predicate|cond(ition)?|test", (Kind("predicate"),)),
    (r"key|key_func|keyfunc", (Kind("key"), STR)),
    (r"f|fn|func|function|callback|op|operator|combine|transform", (Kind("callable"),)),
    (r"rate|ratio|factor|alpha|beta|price|amount|weight|temperature|radius|threshold|percent\w*", (FLOAT, INT)),
)  # fmt: skip
_SHAPES = {
    **dict.fromkeys(("list", "List", "Sequence", "Iterable", "Collection", "MutableSequence", "Reversible"), "list"),
    **dict.fromkeys(("Container", "Sized", "deque"), "list"),
    **dict.fromkeys(("Iterator", "Generator"), "iter"),
    **dict.fromkeys(("dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "OrderedDict"), "dict"),
    **dict.fromkeys(("tuple", "Tuple"), "tuple"),
    **dict.fromkeys(("set", "Set", "frozenset", "FrozenSet", "AbstractSet", "MutableSet"), "set"),
}
_SIMPLE = {
    "int": INT, "SupportsIndex": INT, "float": FLOAT, "complex": FLOAT, "Number": FLOAT, "Real": FLOAT, "str": STR,
    "AnyStr": STR, "LiteralString": STR, "bool": BOOL, "bytes": Kind("bytes"), "None": NONE,
    "Callable": Kind("callable"), "Hashable": INT,
}  # fmt: skip


def by_name(name: str, doc: str = "") -> tuple[Kind, ...]:
    """Kinds a parameter of this name may take, likeliest first; `doc` decides where the name says nothing."""
    plain = name.strip("_").rstrip("0123456789").rstrip("_").lower() or name
    kinds = next((kinds for pattern, kinds in _NAMES if re.fullmatch(pattern, plain)), ())
    if len(plain) == 1 and name.isupper():  # N, L, R stand for numbers in formulas, A and B as often for lists
        kinds = (INTS, INT) if plain in "abs" else (COUNT, INT)
    if kinds:
        return _refined(kinds, doc)
    hints = ((STR, r"\bstrings?\b|\btext\b|\bwords?\b"), (INTS, r"\blist|\bsequence|\barray|\bvalues\b|\belements\b"),
             (INT, r"\bnumbers?\b|\bintegers?\b"), (COUNTS, r"\bdict|\bmapping"))  # fmt: skip
    hinted = [kind for kind, pattern in hints if re.search(pattern, doc, re.IGNORECASE)]
    usual = _LETTER if len(plain) == 1 else _PLURAL if re.fullmatch(r"\w+[^s]s", plain) else GUESSES
    return _refined(tuple(dict.fromkeys([*hinted, *usual]))[:4], doc)


def _refined(kinds: tuple[Kind, ...], doc: str) -> tuple[Kind, ...]:
    """Before a list of numbers the list that the docstring speaks of."""
    if INTS in kinds:
        spoken = ((MATRIX, r"nested|list of lists|matrix|2d|two.dimensional"), (STRS, r"strings|words|names"),
                  (PAIRS, r"list of tuples|tuple list|pairs"))  # fmt: skip
        kinds = (*(kind for kind, pattern in spoken if re.search(pattern, doc, re.IGNORECASE)), *kinds)
    return tuple(dict.fromkeys(kinds))[:4]


def by_annotation(node: ast.expr | None, name: str, classes: Constructors) -> Kind | None:
    """The kind an annotation says; None if it says nothing we know.

    classes: a class of the file by name -> calls that construct it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return by_annotation(expression(node.value), name, classes)
        except SyntaxError:
            return None
    if isinstance(node, ast.Constant) and node.value is None:
        return NONE
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _union([by_annotation(side, name, classes) for side in (node.left, node.right)])
    if isinstance(node, ast.Subscript):
        return _subscript(node, name, classes)
    word = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    built = classes(word)
    if built:
        return given(built)
    if word in _SHAPES:
        return _bare(_SHAPES[word], name)
    kind = _SIMPLE.get(word)
    return by_name(name)[0] if kind == INT and by_name(name)[0] == COUNT else kind


def by_default(node: ast.expr | None, name: str, doc: str) -> tuple[Kind, ...]:
    """Kinds from a default value: of its own type, or, for None, what the name suggests."""
    try:
        value = ast.literal_eval(node) if node is not None else None
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return by_name(name, doc)
    named = by_name(name, doc)
    if value is None:
        return tuple(Kind("union", (kind, NONE)) for kind in named)
    kinds = {bool: BOOL, int: COUNT, float: FLOAT, str: STR, bytes: Kind("bytes")}
    kind = kinds.get(type(value)) or next((k for k in named if k.name == type(value).__name__), None)
    if kind == STR and len(value) == 1:
        kind = Kind("char")
    return (kind,) if kind else named


def given(sources: Sequence[str]) -> Kind:
    """The kind whose values are these."""
    return Kind("given", tuple(Kind(source) for source in sources))


def pool(kind: Kind) -> tuple[str, ...]:
    """Sources of values of `kind`, most ordinary first; at least one, distinct."""
    if kind.name in POOLS:
        return POOLS[kind.name]
    if kind.name == "given":
        return tuple(part.name for part in kind.parts) or ("None",)
    if kind.name == "union":
        return _mixed([pool(part) for part in kind.parts])
    if kind.name == "dict":
        return _dicts(*kind.parts)
    if kind.name == "tuple":
        columns = [pool(part) for part in kind.parts]
        rows = [[column[i % len(column)] for column in columns] for i in range(max(map(len, columns), default=0))]
        return tuple(f"({', '.join(row)}{',' if len(row) == 1 else ''})" for row in rows) or ("()",)
    rows_of = _rows(kind.parts[0])
    if kind.name == "iter":
        return tuple(f"iter({row})" for row in rows_of)
    if kind.name == "set":
        return tuple(dict.fromkeys("set()" if row == "[]" else "{" + row[1:-1] + "}" for row in rows_of))
    if kind.name == "rest":  # tuple[T, ...]
        return tuple(f"({row[1:-1]}{',' if row.count(',') == 0 and row != '[]' else ''})" for row in rows_of)
    return rows_of


def _rows(element: Kind) -> tuple[str, ...]:
    if element.name in _ROWS and not element.parts:
        return _ROWS[element.name]
    if element == INTS:
        return (
            "[[1, 2], [3, 4]]",
            "[[1, 2, 3], [4, 5, 6]]",
            "[]",
            "[[]]",
            "[[7]]",
            "[[2, 1], [2, 1]]",
            "[[1], [2, 3]]",
        )
    own = pool(element)
    picks = [own[:3], own[1:4], (), own[:1], (own[0], own[-1], own[0]), own[:LONGEST_ROW]]
    return tuple(dict.fromkeys(f"[{', '.join(pick)}]" for pick in picks))


def _dicts(key: Kind, value: Kind) -> tuple[str, ...]:
    keys = ("'a'", "'b'", "'c'") if key == STR else tuple(pool(key)[:3])
    values = pool(value)
    pick = [values[i % len(values)] for i in range(4)]
    rows = [list(zip(keys, pick[:2], strict=False)), list(zip(keys, (pick[1], pick[2], pick[1]), strict=False)), [],
            list(zip(keys[:1], pick[3:], strict=False))]  # fmt: skip
    return tuple(dict.fromkeys("{" + ", ".join(f"{k}: {v}" for k, v in row) + "}" for row in rows))


def _mixed(pools: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The first pool's two first values, then all of them in turn."""
    turns = [source for i in range(max(map(len, pools))) for p in pools for source in p[i : i + 1]]
    return tuple(dict.fromkeys([*pools[0][:2], *turns]))


def _union(kinds: Sequence[Kind | None]) -> Kind | None:
    known = [kind for kind in kinds if kind is not None]
    known.sort(key=lambda kind: kind == NONE)
    return Kind("union", tuple(known)) if len(known) > 1 else known[0] if known else None


def _bare(shape: str, name: str) -> Kind:
    named = next((kind for kind in by_name(name) if kind.name == shape), None)
    usual = {"dict": COUNTS, "tuple": PAIR}
    return named or usual.get(shape) or Kind(shape, (INT,))


def _subscript(node: ast.Subscript, name: str, classes: Constructors) -> Kind | None:
    base = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
    items = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
    if base == "Literal":
        return given([ast.unparse(item) for item in items])
    if base in ("Optional", "Union"):
        parts = [by_annotation(item, name, classes) for item in items]
        return _union([*parts, NONE] if base == "Optional" else parts)
    if base in ("Annotated", "Final", "ClassVar"):
        return by_annotation(items[0], name, classes)
    if base == "Callable":
        return Kind("callable")
    if base == "Counter":
        return COUNTS
    shape = _SHAPES.get(base)
    if shape is None:
        return None
    endless = shape == "tuple" and len(items) == 2 and isinstance(items[1], ast.Constant) and items[1].value is ...
    inner = [by_annotation(item, "", classes) or INT for item in (items[:1] if endless else items)]
    if shape == "tuple":
        return Kind("rest", tuple(inner)) if endless else Kind("tuple", tuple(inner))
    if shape == "dict":
        return Kind("dict", (inner[0], inner[-1])) if len(inner) == 2 else COUNTS
    return Kind(shape, tuple(inner[:1]))
