"""A value as text: equal text means equal value, whatever the value's own `__repr__` or `__eq__` says.

Ints and floats equal under `==` share a text (2 and 2.0; floats to 12 significant digits, all NaNs alike; bool stays
apart), sets and dicts do not depend on order, objects are their type and attributes. Iterators are used up.
Runs inside the sandbox, beside the candidate, under the workspace's Python.
"""

from __future__ import annotations

import hashlib
import types
from typing import Any

LONGEST = 2000  # characters; longer texts end in a digest of the whole
ITEMS = 200  # of an iterator, which may never end
NODES = 20_000  # of one value: a call's time is short, and so are honest answers
DEPTH = 40
_DICTS = ("dict", "defaultdict", "OrderedDict", "Counter", "mappingproxy")  # equal to a dict with the same items
_PLAIN = (
    "builtins", "datetime", "decimal", "fractions", "pathlib", "re", "array", "uuid", "ipaddress", "zoneinfo",
    "pandas",
)  # fmt: skip
_ARRAYS = ("numpy", "torch", "jax", "jaxlib", "cupy")
_VIEWS: Any = (type({}.keys()), type({}.values()), type({}.items()))
_CODE = (
    types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, types.MethodWrapperType,
    types.WrapperDescriptorType,
)  # fmt: skip
# not `type(x).__name__`: a metaclass may answer that with code of its own
_name_of = type.__dict__["__name__"].__get__
_module_of = type.__dict__["__module__"].__get__


def canonical(value: Any) -> str:
    """The text of `value`, at most LONGEST characters. May raise what the value's own code raises."""
    return shortened(_Writer().write(value, 0))


def shortened(text: str) -> str:
    """`text`, or its beginning with the digest of all of it."""
    if len(text) <= LONGEST:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return text[: LONGEST - 40] + "… #" + digest


def type_name(value: Any) -> str:
    """The name of the value's type, without running any code of it."""
    return str(_name_of(type(value)))


class _Writer:
    """Writes one value. A value inside itself becomes "…", and so does all beyond NODES."""

    def __init__(self) -> None:
        self.left = NODES
        self.open: set[int] = set()

    def write(self, value: Any, depth: int) -> str:
        self.left -= 1
        kind = type(value)
        simple = _SIMPLE.get(kind)
        if simple is not None:
            return simple(value)
        if self.left < 0 or depth > DEPTH or id(value) in self.open:
            return "…"
        self.open.add(id(value))
        try:
            return self.nested(value, kind, depth + 1)
        finally:
            self.open.discard(id(value))

    def nested(self, value: Any, kind: type, depth: int) -> str:
        name = type_name(value)
        if kind is list:
            return "[" + self.row(value, depth) + "]"
        if kind is tuple:
            return "(" + self.row(value, depth) + ("," if len(value) == 1 else "") + ")"
        if isinstance(value, (set, frozenset)):
            parts = sorted(self.write(item, depth) for item in set(value))
            return "{" + ", ".join(parts) + "}" if parts else "set()"
        if isinstance(value, (dict, types.MappingProxyType)) and name in _DICTS:
            return self.pairs(value, depth)
        if isinstance(value, BaseException):
            return name + "(" + self.row(value.args, depth) + ")"
        if isinstance(value, type):
            return "<class " + str(_name_of(value)) + ">"
        if isinstance(value, _CODE):
            return "<" + name + " " + str(getattr(value, "__name__", "")) + ">"
        return self.other(value, kind, name, depth)

    def other(self, value: Any, kind: type, name: str, depth: int) -> str:
        module = str(_module_of(kind)).split(".")[0]
        if module in _ARRAYS and hasattr(value, "tolist"):
            plain = value.tolist()
            return "array(" + self.write(plain, depth) + ")" if isinstance(plain, list) else self.write(plain, depth)
        if isinstance(value, _VIEWS):
            parts = [self.write(item, depth) for item in value]
            return name + "[" + ", ".join(parts) + "]"
        if hasattr(kind, "__next__"):
            return "iterator[" + self.items(value, depth) + "]"
        if hasattr(kind, "_member_map_") and hasattr(value, "_name_"):
            return name + "." + str(value._name_)
        if isinstance(value, tuple) and hasattr(kind, "_fields"):
            return self.fields(name, list(zip(kind._fields, tuple(value))), depth)  # noqa: B905 - 3.9
        if module in _PLAIN:
            return repr(value).split(" at 0x")[0]  # an address is no value
        return self.instance(value, kind, name, depth)

    def instance(self, value: Any, kind: type, name: str, depth: int) -> str:
        """An object: what it is a subclass of (a list, a str …), then its attributes."""
        parts: list[str] = []
        plain: Any
        for plain in (list, tuple, dict, str, bytes, int, float):
            if isinstance(value, plain):
                parts.append(self.write(plain(value), depth))
                break
        if name == "deque" and not parts:
            parts.append("[" + self.row(list(value), depth) + "]")
        attributes = dict(getattr(value, "__dict__", None) or {})
        for each in kind.__mro__:
            slots = each.__dict__.get("__slots__", ())
            for slot in (slots,) if isinstance(slots, str) else tuple(slots):
                if slot not in ("__dict__", "__weakref__") and hasattr(value, slot):
                    attributes[slot] = getattr(value, slot)
        return self.fields(name, sorted(attributes.items(), key=lambda pair: str(pair[0])), depth, parts)

    def fields(self, name: str, pairs: list[tuple[Any, Any]], depth: int, first: list[str] | None = None) -> str:
        parts = [str(key) + "=" + self.write(item, depth) for key, item in pairs]
        return name + "(" + ", ".join((first or []) + parts) + ")"

    def row(self, items: Any, depth: int) -> str:
        return ", ".join(self.write(item, depth) for item in items)

    def pairs(self, value: Any, depth: int) -> str:
        parts = [(self.write(key, depth), self.write(item, depth)) for key, item in value.items()]
        return "{" + ", ".join(key + ": " + item for key, item in sorted(parts)) + "}"

    def items(self, iterator: Any, depth: int) -> str:
        parts: list[str] = []
        for item in iterator:
            if len(parts) == ITEMS:
                parts.append("…")
                break
            parts.append(self.write(item, depth))
        return ", ".join(parts)


def _number(value: float) -> str:
    if value != value:
        return "nan"
    rounded = float(format(value, ".12g")) + 0.0  # + 0.0: no minus zero
    whole = rounded == rounded // 1 and abs(rounded) < 2**53
    return repr(int(rounded)) if whole else repr(rounded)


def _integer(value: int) -> str:
    return repr(value) if abs(value) < 1 << 1024 else hex(value)  # repr refuses beyond 4300 digits


def _complex(value: complex) -> str:
    return "complex(" + _number(value.real) + ", " + _number(value.imag) + ")"


_SIMPLE = {
    int: _integer, float: _number, complex: _complex, bool: repr, str: repr, bytes: repr, type(None): repr,
    type(...): lambda value: "Ellipsis", type(NotImplemented): repr, range: repr, bytearray: repr, slice: repr,
}  # fmt: skip
