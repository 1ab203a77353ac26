from __future__ import annotations

import ast

import pytest

from understudy.context.outline import MOST_CHARACTERS, MOST_MEMBERS, outline


def declared(source: str) -> dict[str, str]:
    found = outline(source.encode())
    assert found is not None
    return found.declarations


def test_a_function_is_its_signature_and_first_docstring_line() -> None:
    source = '''
@cache
async def load(path: Path, *, strict: bool = False, **more: int) -> Config:
    """Read a file.

    Much more about it.
    """
    return Config()

def plain(a, b=1): return a
'''
    assert declared(source) == {
        "load": "@cache\nasync def load(path: Path, *, strict: bool=False, **more: int) -> Config:\n"
        '    """Read a file."""',
        "plain": "def plain(a, b=1): ...",
    }


def test_a_class_is_its_header_attributes_and_public_signatures() -> None:
    source = '''
@dataclass(frozen=True)
class Point(Base, metaclass=Meta):
    """A place."""
    x: int
    y: int = 0
    kind = "point"
    _hidden: str = ""

    def __init__(self, x: int) -> None:
        self.x = x

    @property
    def norm(self) -> float:
        """Not repeated here."""
        return 1.0

    def _private(self): ...
'''
    assert declared(source)["Point"] == (
        '@dataclass(frozen=True)\nclass Point(Base, metaclass=Meta):\n    """A place."""\n    x: int\n    y: int = 0\n'
        "    kind = 'point'\n    def __init__(self, x: int) -> None: ...\n"
        "    @property\n    def norm(self) -> float: ..."
    )


def test_an_empty_class_and_constants() -> None:
    found = declared(f"class Oops(ValueError): pass\nLIMIT: int = 3\nTABLE = {list(range(100))}\nx: str\n")
    assert found == {
        "Oops": "class Oops(ValueError): ...",
        "LIMIT": "LIMIT: int = 3",
        "TABLE": "TABLE = ...",
        "x": "x: str",
    }


def test_long_defaults_and_decorators_are_left_out() -> None:
    long = "'" + "x" * 80 + "'"
    assert declared(f"@d({long})\ndef f(a={long}, *, b={long}, c): ...") == {"f": "def f(a=..., *, b=..., c): ..."}


def test_a_huge_class_is_cut_at_a_line_and_every_declaration_is_python() -> None:
    methods = "".join(f"    def method_{n}(self, argument_{n}: int) -> None: ...\n" for n in range(500))
    text = declared("class Huge:\n" + methods)["Huge"]
    assert len(text) <= MOST_CHARACTERS and text.count("def") <= MOST_MEMBERS
    ast.parse(text)


def test_all_branches_are_looked_into_and_the_first_one_wins() -> None:
    source = """
try:
    import fast
    def work(a): ...
except ImportError:
    def work(a, b): ...
    def slow(): ...
if TYPE_CHECKING:
    from .types import T
with open(x) as f:
    VALUE = 1
"""
    found = outline(source.encode())
    assert found is not None
    assert found.declarations == {"work": "def work(a): ...", "slow": "def slow(): ...", "VALUE": "VALUE = 1"}
    assert found.origins["T"][1] == "T" and found.origins["T"][0].level == 1


def test_public_names() -> None:
    found = outline(b"a = 1\n_b = 2\ndef c(): ...\nfrom x import d\n")
    assert found is not None and found.public == ("a", "c")
    found = outline(b"__all__ = ['a', '_b']\n__all__ += ('d',)\na = _b = 1\nfrom x import *\n")
    assert found is not None and found.public == ("a", "_b", "d") and found.stars[0].module == "x"


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbfdef f(): ...\n",
        "# -*- coding: latin-1 -*-\ndef f(): ...  # \xe9\n".encode("latin-1"),
        b"def f():\r\n    pass\r\n",
        b"def f(): ...\n\x0cx = 1\n",
    ],
)
def test_encodings_and_line_ends(source: bytes) -> None:
    found = outline(source)
    assert found is not None and found.declarations["f"] == "def f(): ..."


@pytest.mark.parametrize(
    "source",
    [b"def f(:\n", b"\x00", b"# coding: nonsense\n", b"\xff\xfe", b"(" * 5_000, b"x = " + b"-" * 100_000 + b"1"],
)
def test_what_is_no_python_is_none(source: bytes) -> None:
    assert outline(source) is None


def test_one_expression_too_deep_hides_nothing_else() -> None:
    found = outline(b"x = " + b"+".join([b"1"] * 3_000) + b"\ndef f(): ...\n")
    assert found is None or found.declarations["f"] == "def f(): ..."
