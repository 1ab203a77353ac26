"""One row of a table of ordinary functions, and how it becomes a draft."""

from __future__ import annotations

from dataclasses import dataclass

from understudy_trainer.tasks.common import Draft, Param, Rng, pick
from understudy_trainer.tasks.vocabulary.numbers import fname


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
