"""Kinds of characters, names and sample texts that the families over characters and strings share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from understudy_trainer.tasks.authoring import Inputs
from understudy_trainer.tasks.common import Rng, pick
from understudy_trainer.tasks.vocabulary.classics import Classic
from understudy_trainer.tasks.vocabulary.text import letter, quoted, word

TEXT = (
    "s",
    "s",
    "text",
    "text",
    "string",
    "word",
    "line",
    "phrase",
    "message",
    "value",
    "content",
    "source",
    "st",
    "t",
)
GIVEN_LETTERS = ("letters", "chars", "characters", "charset", "alphabet", "wanted", "symbols")
GIVEN_CHAR = ("c", "ch", "char", "letter", "target", "symbol")
MARK = ("mark", "char", "c", "symbol", "fill", "repl", "replacement", "ch")
SIZE = ("k", "n", "size", "length", "width", "count")
ITEM = ("c", "c", "ch", "char", "x", "letter")
INDEX = ("i", "i", "i", "pos", "idx", "j")
OUT = ("result", "result", "out", "res", "found", "parts", "output", "chars")
TOTAL = ("total", "count", "n", "result", "cnt", "score")
PAIR = (("a", "b"), ("a", "b"), ("s1", "s2"), ("s", "t"), ("first", "second"), ("left", "right"), ("x", "y"),
        ("str1", "str2"), ("one", "other"), ("word1", "word2"), ("text_a", "text_b"), ("source", "target"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of character: `many` and `one` in words; `test`, `off` (the opposite) and `miss` over `{c}`.

    param: the parameter that says which characters are meant, "" if the kind needs none; sample: its possible values.
    """

    key: str
    many: str
    one: str
    test: str
    off: str
    miss: str
    param: str = ""
    sample: tuple[str, ...] = ()

    def on(self, c: str) -> str:
        """The condition over the variable `c`."""
        return self.test.format(c=c)

    def none(self, c: str) -> str:
        """The opposite condition over the variable `c`."""
        return self.off.format(c=c)

    def near(self, c: str) -> str:
        """A condition a careless programmer would write."""
        return self.miss.format(c=c)

    def after(self, params: str) -> str:
        """`params` and the kind's own parameter, if it has one."""
        return f"{params}, {self.param}: str" if self.param else params

    def given(self, rng: Rng, cases: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
        """Argument tuples `cases`, each with a value for the kind's own parameter, if it has one."""
        return [(*case, pick(rng, self.sample)) if self.param else case for case in cases]


KINDS = (
    Kind("vowel", "vowels", "vowel", '{c} in "aeiouAEIOU"', '{c} not in "aeiouAEIOU"', '{c} in "aeiou"'),
    Kind("vowel", "vowels", "vowel", '{c}.lower() in "aeiou"', '{c}.lower() not in "aeiou"', '{c} in "aeiou"'),
    Kind("lowvowel", "lowercase vowels", "lowercase vowel", '{c} in "aeiou"', '{c} not in "aeiou"', '{c} in "aeio"'),
    Kind(
        "consonant",
        "consonants",
        "consonant",
        '{c}.lower() in "bcdfghjklmnpqrstvwxyz"',
        '{c}.lower() not in "bcdfghjklmnpqrstvwxyz"',
        '{c}.lower() not in "aeiou"',
    ),
    Kind("digit", "digits", "digit", "{c}.isdigit()", "not {c}.isdigit()", "{c}.isalnum()"),
    Kind("letter", "letters", "letter", "{c}.isalpha()", "not {c}.isalpha()", "{c}.isalnum()"),
    Kind("upper", "uppercase letters", "uppercase letter", "{c}.isupper()", "not {c}.isupper()", "{c}.isalpha()"),
    Kind("lower", "lowercase letters", "lowercase letter", "{c}.islower()", "not {c}.islower()", "{c}.isalpha()"),
    Kind("space", "spaces", "space", '{c} == " "', '{c} != " "', "not {c}.isalnum()"),
    Kind("alnum", "letters and digits", "letter or digit", "{c}.isalnum()", "not {c}.isalnum()", "{c}.isalpha()"),
    Kind(
        "sign",
        "characters that are neither letters nor digits",
        "character that is neither a letter nor a digit",
        "not {c}.isalnum()",
        "{c}.isalnum()",
        "not {c}.isalpha()",
    ),
    Kind(
        "punctuation",
        "punctuation marks out of '.,;:!?-'",
        "punctuation mark out of '.,;:!?-'",
        '{c} in ".,;:!?-"',
        '{c} not in ".,;:!?-"',
        "not {c}.isalnum()",
    ),
    Kind(
        "evendigit",
        "even digits",
        "even digit",
        '{c} in "02468"',
        '{c} not in "02468"',
        '{c} in "2468"',
    ),
)


def any_kind(rng: Rng, *taken: str, param: float = 0.3) -> Kind:
    """One of KINDS, or one with literal letters, or (with chance `param`) one whose characters are a parameter."""
    roll = rng.random()
    if roll < param:
        p = pick(rng, [n for n in GIVEN_LETTERS if n not in taken])
        c = pick(rng, [n for n in GIVEN_CHAR if n not in taken])
        sets, ones = ("aeiou", "abc", "xyz", "0123", "lo", "ent ", "AEr"), ("a", "e", "o", "t", "1", " ", "l")
        return pick(
            rng,
            (
                Kind(
                    "given",
                    f"characters that occur in {p}",
                    f"character that occurs in {p}",
                    f"{{c}} in {p}",
                    f"{{c}} not in {p}",
                    f"{{c}} not in {p}",
                    p,
                    sets,
                ),
                Kind(
                    "other",
                    f"characters that are not in {p}",
                    f"character that is not in {p}",
                    f"{{c}} not in {p}",
                    f"{{c}} in {p}",
                    f"{{c}} in {p}",
                    p,
                    sets,
                ),
                Kind(
                    "equal",
                    f"characters equal to {c}",
                    f"character equal to {c}",
                    f"{{c}} == {c}",
                    f"{{c}} != {c}",
                    f"{{c}} != {c}",
                    c,
                    ones,
                ),
            ),
        )
    if roll < param + 0.1:
        some = "".join(sorted({letter(rng) for _ in range(3)} | {"e"}))
        return Kind(
            "literal",
            f"characters from {some!r}",
            f"character from {some!r}",
            f"{{c}} in {quoted(some)}",
            f"{{c}} not in {quoted(some)}",
            f"{{c}} in {quoted(some[1:])}",
        )
    return pick(rng, KINDS)


def samples(rng: Rng, *must: str, empty: bool = True) -> list[str]:
    """Short texts with letters of both cases, digits, spaces and signs; `must` first, the empty one last."""
    odd = ("Ab1 e2", "Hello, World!", "xyz", "a-b_c", "AEIou", "12 apples", "Zz 0", "#tag 42", "  Oh  ", "e4E!2")
    found = [*must, pick(rng, odd), word(rng), f"{word(rng).title()} {rng.randint(1, 99)}{pick(rng, '!?.-')}"]
    return [*found, "".join(pick(rng, "aabeEB12 -") for _ in range(rng.randint(4, 8))), *([""] if empty else [])]


def low_texts(rng: Rng, *must: str, empty: bool = True) -> list[str]:
    """Lowercase texts without spaces: words, repeated letters, a single one."""
    few = "".join(pick(rng, "aabbc") for _ in range(rng.randint(4, 7)))
    return [*must, word(rng).lower(), few, word(rng).lower(), letter(rng), *([""] if empty else [])]


def cases(values: Sequence[str]) -> list[tuple[object, ...]]:
    """Each text as the only argument."""
    return [(value,) for value in values]


def truth(rng: Rng, fact: str, s: str = "") -> list[str]:
    """Ways to ask whether `fact` holds."""
    return [
        f"Check whether {fact}",
        f"Return True if {fact}, otherwise False",
        f"Return whether {fact}",
        f"Determine if {fact}",
        f"Tell whether {fact}",
        f"Test if {fact}",
        *((f"Given {s}, decide whether {fact}",) if s and rng.random() < 0.5 else ()),
    ]


def yes_or_no(rng: Rng, s: str, inputs: Inputs) -> Callable[..., Classic]:
    """Makes rows of a table of yes-or-no questions about the string `s`; they share `inputs`."""

    def row(
        key: str,
        names: Sequence[str],
        fact: str,
        plan: Sequence[str],
        solutions: Sequence[str],
        wrong: Sequence[str],
        *,
        notes: Sequence[str] = (),
        given: str = "",
        rows: Inputs = (),
    ) -> Classic:
        """given: parameters behind `s`. rows: instead of the shared inputs."""
        asked = truth(rng, fact, s)
        params = f"{s}: str{given}"
        return Classic(key, names, "bool", asked, plan, solutions, wrong, notes, params=params, inputs=rows or inputs)

    return row


def low_cases(rng: Rng) -> list[tuple[object, ...]]:
    """Short texts of few letters, and some others."""
    return cases([*low_texts(rng, "abca", "abab", "aabb", "abc"), "Abba", "a1b2", "zz", "hello world"])
