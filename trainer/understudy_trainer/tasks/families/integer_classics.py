"""Family of the functions everyone writes over one or two ints: gcd, factorial, Fibonacci ..."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.recipes.one_integer import over_one
from understudy_trainer.tasks.recipes.recipe import cook
from understudy_trainer.tasks.recipes.two_integers import over_two
from understudy_trainer.tasks.vocabulary.numbers import INT_NAMES, PAIRS, ints, one, pair_inputs


@family("num-classics")
def classics(rng: Rng) -> Draft:
    """The functions everyone writes: gcd, lcm, power, remainder, factorial, fibonacci, binomials ..."""
    a, b = pick(rng, PAIRS)
    n = one(rng, INT_NAMES, a, b)
    i, r = one(rng, ("i", "k", "step", "j"), n, a, b), one(rng, ("result", "out", "res", "acc"), n)
    s, t = rng.randint(0, 5), rng.randint(1, 9)
    two = over_two(rng, a, b, r)
    single = over_one(rng, n, i, r, s, t)
    if rng.random() < 0.45:
        return cook(rng, pick(rng, two), ints(a, b), pair_inputs(rng, 1))
    return cook(
        rng, pick(rng, single), ints(n), tuple((x,) for x in (0, 1, 2, 5, rng.randint(3, 12), rng.randint(6, 14)))
    )
