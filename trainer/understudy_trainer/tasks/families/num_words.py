"""The vocabulary of the number families: names, conditions, transforms, reductions and inputs (registers nothing)."""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Sequence
from dataclasses import dataclass

from understudy_trainer.tasks.common import Draft, Param, Rng, pick

LIST_NAMES = (
    "nums numbers values xs items data arr seq ints entries scores readings prices amounts samples counts ages levels "
    "weights points temps heights marks lst array costs totals steps ratings lengths sizes measurements vals ns elements "
    "series sales grades results votes distances speeds depths bids orders stock ticks"
).split()
SECOND_NAMES = "other ys right second others b rest extra targets factors".split()
LOOP_NAMES = "x n v num value item e val number cur current elem y a".split()
INDEX_NAMES = "i j idx pos k index".split()
INT_NAMES = "n x num value number k a m val amount v count total score level size".split()
NOUNS = ("numbers", "values", "elements", "items", "integers", "entries")
VERBS = set(
    "is has get find count add sum make build map adjust convert update split separate partition group process select "
    "transform any all check drop remove keep rotate shift merge combine flatten solve are contains can to apply insert "
    "replace compute take swap chunk collect list scale sort run simulate reach search divide every number_of by".split()
)
SPOKEN = dict(
    gt="above", ge="at_least", lt="below", le="at_most", mult="multiples", notmult="non_multiples", ne="except",
    absgt="far", lastdigit="ending", dist="distance", affine="scaled", floordiv="divided", ftr="part",
)  # fmt: skip
ACCUMULATORS = "total result acc out res answer".split()


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


def literal(rng: Rng) -> int:
    """A small positive literal; mostly below 20, sometimes below 1000."""
    return rng.randint(2, 20) if rng.random() < 0.6 else rng.randint(2, 1000 if rng.random() < 0.2 else 100)


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


def fname(rng: Rng, taken: Sequence[str], *options: str) -> str:
    """One of `options` (spaces become underscores) that is no parameter, keyword or builtin, sometimes with a prefix."""
    name = pick(rng, options).replace(" ", "_").replace("-", "_").lower()
    name = "_".join(SPOKEN.get(word, word) for word in name.split("_"))
    roll = rng.random()
    if roll < 0.1 and name.split("_")[0] not in VERBS:
        name = f"{pick(rng, ('get', 'compute', 'calc'))}_{name}"
    if name in taken or keyword.iskeyword(name) or hasattr(builtins, name):
        name += pick(rng, ("_of", "_value", "_result"))
    return name


def names(rng: Rng, pool: Sequence[str], count: int, taken: Sequence[str] = ()) -> list[str]:
    """`count` different names out of `pool`, none of them in `taken`."""
    return rng.sample([n for n in pool if n not in taken], count)


def one(rng: Rng, pool: Sequence[str], *taken: str) -> str:
    """One name out of `pool` that is not taken."""
    return names(rng, pool, 1, taken)[0]


def code(*rows: str) -> str:
    """Rows (with their own indentation) as a body."""
    return "\n".join(rows)


def int_list(rng: Rng, size: int, low: int = -20, high: int = 40) -> list[int]:
    """A random list of ints."""
    return [rng.randint(low, high) for _ in range(size)]


def lists(
    rng: Rng, edges: Sequence[int] = (), *, low: int = -20, high: int = 40, empty: bool = True
) -> list[list[int]]:
    """Five or six lists: mixed ones, the edge values among others, a single, repeated values, perhaps an empty one."""
    top = max((high, *(abs(e) * 2 for e in edges)))
    mixed = int_list(rng, rng.randint(4, 7), low, top)
    with_edges = [*edges, *int_list(rng, rng.randint(1, 3), low, high)]
    rng.shuffle(with_edges)
    repeated = [mixed[0], mixed[1], mixed[0]]
    found = [mixed, with_edges, int_list(rng, rng.randint(3, 6), low, high), [rng.randint(low, high)], repeated]
    found.append([rng.randint(min(low, -1), -1) if low < 0 else low for _ in range(2)] + [rng.randint(0, high)])
    return [*found[:4], [], *found[4:]] if empty else found


def singles(found: Sequence[object]) -> tuple[tuple[object, ...], ...]:
    """Each value as the only argument."""
    return tuple((value,) for value in found)


def clause(rng: Rng, *sources: str) -> str:
    """Where things come from: "in xs", "of the list xs", ..."""
    source = ", ".join(sources)
    return pick(rng, (f"in {source}", f"in {source}", f"of {source}", f"from {source}", f"in the list {source}"))


@dataclass(frozen=True, slots=True)
class Recipe:
    """One ordinary task of a table family; see `Draft` for the fields."""

    key: str
    said: tuple[str, ...]
    named: tuple[str, ...]
    plan: tuple[str, ...]
    solutions: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    returns: str = "int"
    inputs: tuple[tuple[object, ...], ...] | None = None


def cook(
    rng: Rng, recipe: Recipe, params: tuple[Param, ...], inputs: tuple[tuple[object, ...], ...], tag: str = ""
) -> Draft:
    """A draft out of a recipe; `inputs` unless the recipe has its own, `tag` added to the combo."""
    name = fname(rng, [p.name for p in params], *recipe.named)
    combo = f"{recipe.key}|{tag}" if tag else recipe.key
    return Draft(
        name, params, recipe.returns, pick(rng, recipe.said), recipe.plan,
        tuple(s.replace("SELF", name) for s in recipe.solutions), recipe.inputs or inputs, combo,
        tuple(s.replace("SELF", name) for s in recipe.wrong), recipe.notes,
    )  # fmt: skip
