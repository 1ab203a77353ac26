"""Inputs of the families in `record_tables` and its neighbours."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng, pick
from understudy_trainer.tasks.vocabulary.structures import NAMES, Rows

SUBJECTS = (
    ("people users persons", "name", "age", "city", ("Oslo", "Rome", "Paris")),
    ("products articles goods", "title", "price", "category", ("toys", "food", "books")),
    ("orders sales purchases", "customer", "amount", "status", ("open", "paid", "sent")),
    ("books library shelf", "title", "pages", "genre", ("crime", "poetry", "travel")),
    ("employees staff team", "name", "salary", "dept", ("sales", "it", "legal")),
    ("students pupils class_list", "name", "score", "course", ("art", "math", "bio")),
    ("tasks todos jobs", "label", "hours", "owner", ("Ann", "Ben", "Cleo")),
    ("trips rides flights", "driver", "km", "vehicle", ("bus", "car", "van")),
    ("matches games rounds", "player", "points", "level", ("easy", "hard", "pro")),
)


def some_records(rng: Rng, text: str, number: str, group: str, options: tuple[str, ...]) -> Rows:
    """Lists of records with repeated numbers and groups."""

    def one() -> dict[str, object]:
        return {text: pick(rng, NAMES[:6]), number: rng.randint(1, 6) * 5, group: pick(rng, options)}

    return (*(([one() for _ in range(n)],) for n in (3, 4, 2, 4, 3)), ([one()],), ([],))
