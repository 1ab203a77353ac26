"""The leak check finds planted benchmark items however they are dressed, and leaves our own tasks alone."""

from __future__ import annotations

import json
import os
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from understudy.cli.main import main
from understudy_trainer.corpus import records
from understudy_trainer.corpus.leaks import documents, fingerprints, leaks
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.formats import SuiteError
from understudy_trainer.tasks.sample import training

MBPP_LIKE: list[dict[str, Any]] = [
    {
        "task_id": 1,
        "text": "Write a function to count the apples left after each farmer takes his share from the basket.",
        "code": "def apples_left(basket, shares):\n    left = []\n    for share in shares:\n"
        "        if share > basket:\n            share = basket\n        basket -= share\n        left.append(basket)\n"
        "    return left\n",
        "test_list": ["assert apples_left(5, [2, 9]) == [3, 0]", "assert apples_left(1, []) == []"],
    },
    {
        "task_id": 2,
        "text": "Write a function to join the initials of a full name with dots, surname spelled out at the end.",
        "code": "def initials(name):\n    *first, last = name.split()\n"
        "    dots = [part[0].upper() + '.' for part in first]\n    return ' '.join(dots + [last.capitalize()])\n",
        "test_list": ["assert initials('ada b lovelace') == 'A. B. Lovelace'", "assert initials('bob') == 'Bob'"],
    },
    {
        "task_id": 3,
        "text": "Add two numbers.",
        "code": "def add(a, b):\n    return a + b\n",
        "test_list": ["assert add(1, 2) == 3"],
    },
]
HEAD = 'def apples_left(basket, shares):\n    """%s"""\n'
BODY = MBPP_LIKE[0]["code"].partition("\n")[2]


@pytest.fixture
def suite(tmp_path: Path) -> str:
    path = tmp_path / "suite.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in MBPP_LIKE))
    return str(path)


@pytest.fixture(scope="module")
def family_rows() -> list[dict[str, Any]]:
    return [
        {"prompt": task.prompt, "plan": list(task.plan), "code": task.solutions[0], "scope": task.family}
        for task in islice(training(11), 150)
    ]


RAW = {"prompt": HEAD % MBPP_LIKE[0]["text"], "completion": BODY}
RENAMED = {
    "prompt": 'def rest(pot: int, grabs: list[int]) -> list[int]:\n    """Say what remains."""\n',
    "chosen": "    out: list[int] = []\n    for g in grabs:\n        if g > pot:\n            g = pot\n"
    "        pot -= g\n        out.append(pot)\n    return out\n",
    "rejected": "    return []\n",
}
REFORMATTED = {
    "text": "# from somewhere\ndef apples_left( basket,shares ) :\n  left=[ ]\n  for share in shares :\n"
    "    if (share>basket) : share=basket   # not more than there is\n    basket-=share; left.append( basket )\n"
    "  return(left)"
}
PARAPHRASED = {
    "prompt_pieces": [HEAD % "Fruit in a basket is handed out; list what stays."],
    "plan": ["go"],
    "code": BODY,
}
SAME_WORDS = {
    "prompt": HEAD % MBPP_LIKE[0]["text"],
    "code": "    from itertools import accumulate\n    gone = accumulate(shares)\n"
    "    return [max(0, basket - g) for g in gone]\n",
}
NEARLY = {"prompt": RENAMED["prompt"], "responses": [{"text": RENAMED["chosen"].replace("g > pot", "g >= pot")}]}
METHOD = {
    "text": "class Farm:\n"
    + "".join(f"    {line}\n" for line in RENAMED["prompt"].splitlines())
    + "".join(f"    {line}\n" for line in RENAMED["chosen"].splitlines())
    + "\n    def unfinished(self\n"
}
CHAT = {"messages": [{"role": "user", "content": MBPP_LIKE[0]["text"]}, {"role": "assistant", "content": "Sure."}]}


@pytest.mark.parametrize(
    ("row", "signs"),
    [
        (RAW, {"words", "tokens", "tree", "near"}),
        (RENAMED, {"tree", "near"}),
        (REFORMATTED, {"tokens", "tree", "near"}),
        (PARAPHRASED, {"tokens", "tree", "near"}),
        (SAME_WORDS, {"words"}),
        (NEARLY, {"near"}),
        (METHOD, {"tree", "near"}),
        (CHAT, {"words"}),
    ],
    ids=["raw", "renamed", "reformatted", "paraphrased", "same words", "nearly", "method in broken file", "chat"],
)
def test_a_planted_copy_is_found_and_why(
    row: dict[str, Any], signs: set[str], suite: str, family_rows: list[dict[str, Any]]
) -> None:
    rows = [*family_rows[:20], row, *family_rows[20:40]]
    report = leaks.check(rows, [suite])
    assert [(hit.row, hit.item) for hit in report.hits] == [(20, "Mbpp/1")]
    assert signs <= set(report.hits[0].shares)


DOC = "Return the list of all numbers in xs that are larger than the mean of their two direct neighbours."
SOLUTION = "    return [b for a, b, c in zip(xs, xs[1:], xs[2:]) if b > (a + c) / 2]\n"
CALLS = "    >>> f([1, 2, 3, 9, 4])\n    [9]\n    >>> f([5, 5, 5, 5])\n    []\n    >>> f([1, 8, 1, 8, 1])\n    [8, 8]\n"
STORY = "The ends have no two neighbours and are therefore never part of the answer that is given."


@pytest.mark.parametrize(
    "doc",
    [
        f"{DOC}\n\n{CALLS}",
        f"{DOC}\n\n    Examples:\n    f([1, 2, 3, 9, 4]) is [9], f([5, 5, 5, 5]) is [], f([1, 8, 1, 8, 1]) is [8, 8]\n",
        f"{DOC}\n\n    {STORY} {STORY.replace('ends', 'borders')}\n\n{CALLS}",
    ],
    ids=["calls", "examples", "paragraph"],
)
def test_a_statement_is_found_without_its_examples_and_by_its_paragraphs(doc: str) -> None:
    item = documents.of_texts([f'def f(xs):\n    """{doc}    """\n{SOLUTION}'], "it")
    (hit,) = leaks.Index([item]).hits(0, {"prompt": DOC, "code": "pass"})
    assert hit.shares == {"words": 1.0}
    assert leaks.Index([item]).hits(0, {"prompt": "Return the list of all numbers in xs.", "code": "pass"}) == []


@pytest.mark.parametrize(
    "row",
    [
        {"prompt": "x", "responses": [{"content": MBPP_LIKE[0]["text"]}]},
        {"prompt": "x", "responses": [MBPP_LIKE[0]["text"]]},
        {"prompt": "x", "responses": [{"text": 3, "content": MBPP_LIKE[0]["text"]}]},
        {"prompt": "x", "responses": 5, "prompt_pieces": 7, "note": MBPP_LIKE[0]["text"]},
    ],
)
def test_rows_of_foreign_forms_are_read_whole(row: dict[str, Any], suite: str) -> None:
    assert [hit.item for hit in leaks.check([row], [suite]).hits] == ["Mbpp/1"]


def test_our_own_tasks_leak_nothing_of_it(suite: str, family_rows: list[dict[str, Any]]) -> None:
    assert leaks.check(family_rows, [suite]).hits == ()


def test_what_everybody_writes_alike_is_no_leak(suite: str) -> None:
    assert leaks.check([{"code": "def plus(x, y):\n    return x + y\n"}], [suite]).hits == ()


def test_a_digest_keeps_what_the_code_does() -> None:
    def digest(source: str) -> str:
        return fingerprints.functions(fingerprints.trees(source))[0].digest

    base = digest("def f(xs):\n    return sorted(xs)[0]\n")
    assert base == digest("def g(a: list) -> int:\n    'doc'\n    return sorted(a)[0]  # x\n")
    for other in ("return sorted(xs)[1]", "return set(xs)[0]", "return sorted(ys)[0]", "return xs.sorted(xs)[0]"):
        assert base != digest(f"def f(xs):\n    {other}\n")


def test_the_command_says_which_row_and_writes_the_others(
    suite: str, tmp_path: Path, family_rows: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    data, clean = tmp_path / "data.jsonl", tmp_path / "clean.jsonl"
    records.write(data, [family_rows[0], RENAMED, RAW])
    words = ["train", "leaks", str(data), "--against", suite, "--json", "--remove", str(clean)]
    assert main(words) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["items"], report["leaking_rows"]) == (3, 3, 2)
    assert [(hit["row"], hit["item"]) for hit in report["hits"]] == [(1, "Mbpp/1"), (2, "Mbpp/1")]
    assert records.read(clean) == [family_rows[0]]
    assert main(["train", "leaks", str(clean), "--against", suite]) == 0


def test_files_that_cannot_be_read_are_told(suite: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"prompt": "x"}\nnot json\n')
    with pytest.raises(TrainError, match=r"bad\.jsonl:2 is no JSON"):
        records.read(bad)
    with pytest.raises(SuiteError, match="Record 1 of"):
        leaks.check([RAW], [str(_written(tmp_path / "odd.jsonl", '{"prompt": "x"}'))])
    with pytest.raises(TrainError, match="cannot be read"):
        leaks.check([RAW], [str(tmp_path / "missing.jsonl")])


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.mark.skipif("UNDERSTUDY_DATA_SETS" not in os.environ, reason="UNDERSTUDY_DATA_SETS names no folder")
def test_our_families_hardly_meet_mbpp(tmp_path: Path, family_rows: list[dict[str, Any]]) -> None:
    """Classics (counting set bits, a box's surface) are written alike by everybody; more than that would be a leak."""
    mbpp = records.read(Path(os.environ["UNDERSTUDY_DATA_SETS"]) / "mbpp" / "mbpp.jsonl")
    test_split = [item for item in mbpp if 11 <= item["task_id"] <= 510]
    records.write(tmp_path / "test.jsonl", test_split)
    report = leaks.check(family_rows, [str(tmp_path / "test.jsonl")])
    assert len(report.leaking) <= 0.03 * len(family_rows)
    planted = leaks.check([*family_rows, *test_split[:50]], [str(tmp_path / "test.jsonl")])
    assert len([row for row in planted.leaking if row >= len(family_rows)]) >= 48
