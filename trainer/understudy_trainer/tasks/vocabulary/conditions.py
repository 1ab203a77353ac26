"""Conditions on an int and changes of an int, each with phrases, an expression and a near miss."""

from __future__ import annotations

from dataclasses import dataclass

from understudy_trainer.tasks.common import Rng, pick
from understudy_trainer.tasks.vocabulary.numbers import literal


@dataclass(frozen=True, slots=True)
class Cond:
    """A condition on an int: its key, a noun phrase over `{n}`, a test over `{v}`, a near-miss test, edge values."""

    key: str
    phrases: tuple[str, ...]
    test: str
    near: str
    edges: tuple[int, ...] = ()

    def np(self, rng: Rng, noun: str) -> str:
        """The noun phrase ("even numbers")."""
        return pick(rng, self.phrases).format(n=noun)

    def on(self, var: str) -> str:
        """The test over a variable."""
        return self.test.format(v=var)

    def off(self, var: str) -> str:
        """The negated test over a variable."""
        test = self.on(var)
        if " or " in test:
            return f"not ({test})"
        for sign, opposite in ((" == ", " != "), (" != ", " == "), (" >= ", " < "), (" > ", " <= ")):
            if sign in test:
                return test.replace(sign, opposite)
        if test.count("<") == 1:
            return test.replace("<=", ">") if "<=" in test else test.replace("<", ">=")
        return f"not {test}"

    def miss(self, var: str) -> str:
        """The near-miss test over a variable."""
        return self.near.format(v=var)


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to an int: key, a phrase over `{np}`, an expression over `{v}`, a near miss, a plan step."""

    key: str
    phrases: tuple[str, ...]
    expr: str
    near: str
    step: str
    edges: tuple[int, ...] = ()

    def of(self, rng: Rng, noun_phrase: str) -> str:
        """The phrase over a bare noun phrase ("the squares of the even numbers")."""
        return pick(rng, self.phrases).format(np=f"the {noun_phrase}", bare=noun_phrase)

    def miss(self, var: str) -> str:
        """The near-miss expression over a variable."""
        return self.near.format(v=var)

    def on(self, var: str) -> str:
        """The expression over a variable."""
        return self.expr.format(v=var)


def condition(rng: Rng, *, small: bool = False) -> Cond:
    """A random condition; `small` keeps the literals below ten."""
    k = rng.randint(2, 9) if small else literal(rng)
    d = rng.randint(3, 9)
    low, high = sorted(rng.sample(range(-5, 10) if small else range(-20, 100), 2))
    return pick(
        rng,
        (
            Cond("even", ("even {n}", "{n} that are even"), "{v} % 2 == 0", "{v} % 2 == 1", (2, 3)),
            Cond("odd", ("odd {n}", "{n} that are odd"), "{v} % 2 == 1", "{v} % 2 == 0", (1, 4)),
            Cond("positive", ("positive {n}", "{n} greater than zero"), "{v} > 0", "{v} >= 0", (0, 3)),
            Cond("negative", ("negative {n}", "{n} below zero"), "{v} < 0", "{v} > 0", (0, -3)),
            Cond("nonzero", ("nonzero {n}", "{n} other than zero"), "{v} != 0", "{v} > 0", (0, -2)),
            Cond("gt", (f"{{n}} greater than {k}", f"{{n}} above {k}"), f"{{v}} > {k}", f"{{v}} >= {k}", (k, k + 1)),
            Cond(
                "ge", (f"{{n}} that are at least {k}", f"{{n}} of {k} or more"), f"{{v}} >= {k}", f"{{v}} > {k}", (k,)
            ),
            Cond("lt", (f"{{n}} less than {k}", f"{{n}} below {k}"), f"{{v}} < {k}", f"{{v}} <= {k}", (k, k - 1)),
            Cond("le", (f"{{n}} that are at most {k}", f"{{n}} not above {k}"), f"{{v}} <= {k}", f"{{v}} < {k}", (k,)),
            Cond(
                "mult",
                (f"{{n}} divisible by {d}", f"multiples of {d}"),
                f"{{v}} % {d} == 0",
                f"{{v}} // {d} == 0",
                (d, 2 * d),
            ),
            Cond("notmult", (f"{{n}} not divisible by {d}",), f"{{v}} % {d} != 0", f"{{v}} % {d} == 0", (d, d + 1)),
            Cond(
                "between",
                (f"{{n}} between {low} and {high} inclusive", f"{{n}} from {low} to {high}"),
                f"{low} <= {{v}} <= {high}",
                f"{low} < {{v}} < {high}",
                (low, high),
            ),
            Cond(
                "outside",
                (f"{{n}} outside the range {low} to {high}", f"{{n}} below {low} or above {high}"),
                f"{{v}} < {low} or {{v}} > {high}",
                f"{{v}} < {low} and {{v}} > {high}",
                (low, high + 1),
            ),
            Cond("ne", (f"{{n}} other than {k}", f"{{n}} not equal to {k}"), f"{{v}} != {k}", f"{{v}} == {k}", (k,)),
            Cond(
                "lastdigit",
                (f"{{n}} ending in the digit {d}",),
                f"abs({{v}}) % 10 == {d}",
                f"{{v}} == {d}",
                (d, 10 + d),
            ),
            Cond(
                "absgt",
                (f"{{n}} whose absolute value is greater than {k}", f"{{n}} more than {k} away from zero"),
                f"abs({{v}}) > {k}",
                f"{{v}} > {k}",
                (k, -k - 1),
            ),
        ),
    )


def change(rng: Rng) -> Change:
    """A random transform of one int."""
    k = literal(rng)
    d = rng.randint(2, 12)
    return pick(
        rng,
        (
            Change("square", ("the squares of {np}", "the squared {bare}"), "{v} ** 2", "{v} * 2", "square it"),
            Change("double", ("twice each of {np}", "{np}, each doubled"), "{v} * 2", "{v} ** 2", "double it"),
            Change(
                "times",
                (f"{{np}}, each multiplied by {k}", f"{k} times each of {{np}}"),
                f"{{v}} * {k}",
                f"{{v}} + {k}",
                f"multiply it by {k}",
            ),
            Change(
                "plus",
                (f"{{np}}, each increased by {k}", f"{{np}}, each plus {k}"),
                f"{{v}} + {k}",
                f"{{v}} - {k}",
                f"add {k} to it",
            ),
            Change(
                "minus",
                (f"{{np}}, each reduced by {k}", f"{{np}}, each minus {k}"),
                f"{{v}} - {k}",
                f"{k} - {{v}}",
                f"subtract {k} from it",
            ),
            Change("cube", ("the cubes of {np}", "the cubed {bare}"), "{v} ** 3", "{v} * 3", "cube it"),
            Change(
                "negate", ("the negated {bare}", "{np}, each with its sign flipped"), "-{v}", "abs({v})", "negate it"
            ),
            Change(
                "abs",
                ("the absolute values of {np}", "the magnitudes of {np}"),
                "abs({v})",
                "-{v}",
                "take its absolute value",
            ),
            Change("half", ("{np}, each halved (rounded down)",), "{v} // 2", "{v} / 2", "floor divide it by 2"),
            Change(
                "floordiv",
                (f"{{np}}, each floor divided by {d}",),
                f"{{v}} // {d}",
                f"{{v}} % {d}",
                f"floor divide it by {d}",
            ),
            Change(
                "mod",
                (f"the remainders of {{np}} modulo {d}", f"{{np}}, each taken modulo {d}"),
                f"{{v}} % {d}",
                f"{{v}} // {d}",
                f"take it modulo {d}",
            ),
            Change(
                "cap",
                (f"{{np}}, each capped at {k}",),
                f"min({{v}}, {k})",
                f"max({{v}}, {k})",
                f"cap it at {k}",
                (k + 3,),
            ),
            Change(
                "floor",
                (f"{{np}}, each raised to at least {k}",),
                f"max({{v}}, {k})",
                f"min({{v}}, {k})",
                f"raise it to at least {k}",
                (k - 3,),
            ),
            Change(
                "dist",
                (f"the distances of {{np}} from {k}", f"the absolute differences of {{np}} from {k}"),
                f"abs({{v}} - {k})",
                f"{{v}} - {k}",
                f"take its distance from {k}",
            ),
            Change(
                "affine",
                (f"{{np}}, each multiplied by {d} and increased by {k}",),
                f"{{v}} * {d} + {k}",
                f"{{v}} * ({d} + {k})",
                f"multiply it by {d} and add {k}",
            ),
        ),
    )
