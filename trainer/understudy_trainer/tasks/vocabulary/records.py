"""What the lists of dicts are about: their names and fields."""

from __future__ import annotations

# (what the records are, their list's names, text field, number field, group field with values)
SUBJECTS = (
    ("people", ("people", "users", "persons"), "name", "age", ("city", ("Oslo", "Rome", "Paris"))),
    ("products", ("products", "items", "goods"), "title", "price", ("category", ("toys", "food", "books"))),
    ("orders", ("orders", "sales", "records"), "customer", "amount", ("status", ("open", "paid", "sent"))),
    ("books", ("books", "library", "shelf"), "title", "pages", ("genre", ("crime", "poetry", "travel"))),
    ("employees", ("employees", "staff", "team"), "name", "salary", ("department", ("sales", "it", "legal"))),
    ("students", ("students", "pupils", "rows"), "name", "score", ("group", ("a", "b", "c"))),
    ("tasks", ("tasks", "todos", "jobs"), "label", "priority", ("owner", ("Ann", "Ben", "Cleo"))),
    ("cities", ("cities", "towns", "places"), "name", "population", ("country", ("it", "no", "fr"))),
)

RECORD = ("r", "record", "row", "item", "entry", "x")
