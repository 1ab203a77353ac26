"""The claims table: every row can be repeated and stands in RESULTS.md, and what is inserted is what is rendered."""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import re
import shlex

import pytest

from bench.paper import render
from bench.paper.claims import CLAIMS, findings
from bench.paper.table import BEGIN, BUDGET, END, ROOT, Figure, Row, between, put, rows, table, taken, verdict
from bench.paper.verdicts import NOT, OPEN, REPRODUCED
from tests.bench import paper_runs as made
from understudy.cli.main import VERBS

RESULTS = ROOT / "bench" / "RESULTS.md"
NUMBER = r"[+−-]?(?:\d+\.\d+|\.\d+|\d+|∞)"


def row(expect: str | None = "above", bar: float = 0.0, *figures: Figure) -> Row:
    return Row("S", "1", "c", 1, "n", "make x", list(figures), expect, bar)  # type: ignore[arg-type]


def sections() -> dict[int, str]:
    parts = re.split(r"^## (\d+)\. ", RESULTS.read_text("utf-8"), flags=re.MULTILINE)
    return {int(number): text for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("∞", "inf"))


def test_every_command_can_be_given() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for one in rows():
        first, *rest = shlex.split(one.command)
        if first == "make":
            assert rest[0] in targets, one.command
        elif first == "python":
            assert rest[0] == "-m" and importlib.util.find_spec(rest[1]), one.command
        else:
            assert first == "understudy" and rest[0] in VERBS and rest[1] in actions(rest[0]), one.command


def actions(verb: str) -> set[str]:
    parser = argparse.ArgumentParser()
    importlib.import_module(f"understudy.cli.{VERBS[verb].module}").add_arguments(parser)
    (verbs,) = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return set(verbs.choices)


def test_every_figure_stands_with_its_interval_in_the_section_it_names() -> None:
    found = sections()
    for one in rows():
        assert one.section in found, f"RESULTS.md has no section {one.section}: {one.claim}"
        text = found[one.section].replace("*", "")
        triples = {tuple(map(number, t)) for t in re.findall(rf"({NUMBER}) \[({NUMBER}), ({NUMBER})\]", text)}
        values = {number(value) for value in re.findall(NUMBER, text)}
        for figure in one.figures:
            if figure.low is None:
                assert figure.value is None or figure.value in values, (one.claim, figure)
            else:
                values_of = (figure.value, figure.low, figure.high)
                triple = tuple(math.inf if value is None else value for value in values_of)  # without bound
                assert triple in triples, (one.claim, figure)


def test_all_four_systems_are_there_and_each_in_one_place() -> None:
    names = [one.system for one in rows()]
    assert set(names) == {"CodePLAN", BUDGET, "CodeDPO", "RRTF / PanGu-Coder2"}
    assert [name for i, name in enumerate(names) if names[i - 1 : i] != [name]] == list(dict.fromkeys(names))


@pytest.mark.parametrize("name", ["README.md", "bench/RESULTS.md"])
def test_an_inserted_table_is_the_rendered_one(name: str) -> None:
    inserted = between((ROOT / name).read_text("utf-8"))
    assert inserted is None or inserted == table(rows()), f"python -m bench.paper.table --write {name}"


def test_verdicts_follow_from_the_figures_that_count() -> None:
    sure, unsure, low = Figure("a", 0.1, 0.05, 0.2), Figure("b", 0.1, -0.1, 0.3), Figure("c", -0.1, -0.2, -0.05)
    beside = Figure("d", -0.5, -0.6, -0.4, counts=False)
    assert verdict(row("above", 0.0, sure, beside)) == REPRODUCED and verdict(row("above", 0.0, sure, unsure)) == OPEN
    assert verdict(row("above", 0.0, sure, low)) == NOT and verdict(row("below", 0.3, sure)) == REPRODUCED
    assert verdict(row("above", 0.0, Figure("no interval", 0.5))) == OPEN and verdict(row(None, 0.0, sure)) == ""


def test_figures_look_as_in_the_results() -> None:
    figures = [
        Figure("a", -0.051, -0.1, -0.01),
        Figure("b", 0.93, 0.861, 1.16, signed=False),
        Figure("c", 2.15),
        Figure("d", None, 0.5, None),
    ]
    said = table([row(None, 0.0, *figures)])
    assert "a −.051 [−.10, −.01]; b .930 [.861, 1.160]; c +2.15; d ∞ [.50, ∞]" in said


def test_a_table_is_put_between_its_marks_and_nowhere_else() -> None:
    text = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert between(put(text, "| new |")) == "| new |" and put(text, "x").endswith(f"{END}\nafter\n")
    assert between("nothing") is None and between(f"{BEGIN} open") is None
    with pytest.raises(ValueError):
        put("nothing", "x")


def test_findings_of_a_run_become_rows_and_replace_those_of_the_run_before() -> None:
    runs = made.runs({"small": [0.5], "large": [0.5, 0.25]}, {"small": 1.0, "large": 4.0})
    claims = json.loads(json.dumps(render.values([runs], {}, findings(runs))["claims"]))
    once = taken(rows(), claims, "60 made up; n 32", 99)
    new = [one for one in once if one.section == 99]
    measured = {one["claim"] for one in claims if any(n["counts"] for n in one["numbers"])}
    assert 0 < len(new) == len(measured) < len(CLAIMS) and {one.system for one in new} == {BUDGET}
    assert "made up: reproduced" in table(new) and "small − large for the time of 1" in table(new)
    assert taken(once, claims, "60 made up; n 32", 99) == once
    names = [one.system for one in once]
    assert [name for i, name in enumerate(names) if names[i - 1 : i] != [name]] == list(dict.fromkeys(names))
    two = taken([], [*claims, *({**claim, "suite": "other"} for claim in claims)], "n", 99)
    assert len(two) == len(measured) and "; other: " in two[0].verdict and len(two[0].figures) == 2
