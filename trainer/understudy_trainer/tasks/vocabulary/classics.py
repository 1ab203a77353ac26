"""Tables of related functions: one is picked and made a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from understudy_trainer.tasks.authoring import Inputs, draft
from understudy_trainer.tasks.common import Draft, Rng, pick


@dataclass(frozen=True, slots=True)
class Classic:
    """One row of a table; the fields are those of `draft`, empty `params` and `inputs` are the table's."""

    key: str
    names: Sequence[str]
    returns: str
    said: Sequence[str]
    plan: Sequence[str]
    solutions: Sequence[str]
    wrong: Sequence[str] = ()
    notes: Sequence[str] = ()
    told: Sequence[str] = ()
    chinese: Sequence[str] = ()
    params: str = ""
    inputs: Inputs = ()
    imports: Sequence[str] = ()
    errors: Inputs = ()


def one_of(rng: Rng, rows: Sequence[Classic], params: str = "", inputs: Inputs = (), combo: str = "{}") -> Draft:
    """The draft of one row; `combo` says what else was chosen, with `{}` for the row's key."""
    row = pick(rng, rows)
    return draft(
        rng,
        combo.format(row.key),
        names=row.names,
        params=row.params or params,
        returns=row.returns,
        said=row.said,
        told=row.told,
        chinese=row.chinese,
        plan=row.plan,
        solutions=row.solutions,
        wrong=row.wrong,
        notes=row.notes,
        imports=row.imports,
        inputs=row.inputs or inputs,
        errors=row.errors,
    )
