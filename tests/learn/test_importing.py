"""Preferences from the user's own files: what is taken, what is refused, and that it comes out again as it went in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.learn.test_pairs import batch, candidate
from understudy.learn.errors import LearnError
from understudy.learn.events import Imported
from understudy.learn.export import export
from understudy.learn.importing import BadLines, Import, import_file
from understudy.learn.pairs import UNKNOWN_MODEL, labels, pairs, rankings, sifted
from understudy.learn.stats import stats
from understudy.learn.store import Log
from understudy_trainer.data.examples import from_log

PAIR = {"prompt": "def f(x):\n", "chosen": "    return x\n", "rejected": "    pass\n"}
LABEL = {"prompt": "def f(x):\n", "completion": "    return x\n", "label": True}
RANKING = {"prompt": "def f(x):\n", "responses": [{"text": "a", "score": 1}, {"text": "b", "score": 0.2}]}
KEY = "AKIAIOSFODNN7ABCDEFG"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with Log.open(tmp_path / "l.sqlite") as opened:
        yield opened


def written(folder: Path, *rows: object, name: str = "in.jsonl") -> Path:
    path = folder / name
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def test_all_three_shapes_are_seen_by_the_views(log: Log, tmp_path: Path) -> None:
    done = import_file(log, written(tmp_path, PAIR, "", LABEL, RANKING))
    assert done == Import({"pair": 1, "label": 1, "ranking": 1}, 3)
    events = list(log.events())
    (pair,) = pairs(events)
    assert (pair.prompt, pair.chosen, pair.source) == ([PAIR["prompt"]], PAIR["chosen"], "imported")
    assert pair.scope.startswith("imported:")
    assert {(label.text, label.good) for label in labels(events)} == {("    return x\n", True), ("    pass\n", False)}
    assert [ranking.scores for ranking in rankings(events)] == [(1.0, 0.2)]
    assert stats(log).imported == {"pair": 1, "label": 1, "ranking": 1} and stats(log).pairs == {"imported": 1}


def test_the_same_file_again_adds_nothing(log: Log, tmp_path: Path) -> None:
    path = written(tmp_path, PAIR, PAIR, LABEL)
    assert import_file(log, path).new == 2
    assert import_file(log, path).new == 0 and import_file(log, path, dry_run=True).new == 0
    assert import_file(log, written(tmp_path, {**PAIR, "scope": "elsewhere"}, RANKING)).new == 1
    assert len(list(log.events())) == 3


def test_a_dry_run_writes_nothing(log: Log, tmp_path: Path) -> None:
    assert import_file(log, written(tmp_path, PAIR, LABEL), dry_run=True).new == 2
    assert list(log.events()) == []


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("{", "no JSON"),
        ('{"prompt": "\\ud800", "chosen": "a", "rejected": "b"}', "no JSON"),
        ("[" * 100_000, "no JSON"),
        ([1], "no object"),
        ({"prompt": "a"}, "none of"),
        ({"chosen": "a", "rejected": "b"}, "prompt is missing"),
        ({"prompt": 1, "chosen": "a", "rejected": "b"}, "prompt is no text"),
        ({"prompt": "a", "chosen": "a"}, "rejected is missing"),
        ({"prompt": "a", "chosen": " ", "rejected": "b"}, "chosen is no text"),
        ({"prompt": "a", "completion": "b"}, "label is missing"),
        ({"prompt": "a", "completion": "b", "label": 1}, "neither true nor false"),
        ({"prompt": "a", "responses": [{"text": "a", "score": 1}]}, "two different scores"),
        ({"prompt": "a", "responses": [{"text": "a", "score": True}, {"text": "b", "score": 0}]}, "no number"),
        ({**PAIR, "prompt_pieces": ["a", True]}, "prompt_pieces"),
        ({**PAIR, "prompt_pieces": ["a", 10**30]}, "prompt_pieces"),
        ({"prompt_pieces": ["a", 5], "chosen": "a", "rejected": "b"}, "of a model that is not named"),
        ({**PAIR, "model": 5}, "model is no text"),
        ({**PAIR, "margin": 10**400}, "margin is"),
        ({"prompt": "a", "responses": [{"text": "a", "score": 50}, {"text": "b", "score": -7}]}, "outside 0 to 1"),
        ({"prompt": "a", "responses": [{"text": "a", "score": 10**400}, {"text": "b", "score": 0}]}, "a score is"),
        ({**PAIR, "scope": 3}, "scope"),
        ({**PAIR, "margin": "big"}, "margin"),
        ({**PAIR, "prompt": [{"role": "user"}]}, "role, content"),
        ({**PAIR, "prompt": [{"role": r, "content": "a"} for r in ("user", "assistant", "user")]}, "several turns"),
        ({**PAIR, "chosen": [{"role": "tool", "content": "a"}]}, "several turns"),
    ],
)
def test_one_bad_line_is_named_and_nothing_is_imported(log: Log, tmp_path: Path, row: object, wrong: str) -> None:
    with pytest.raises(BadLines, match=wrong) as caught:
        import_file(log, written(tmp_path, PAIR, "", row, LABEL))
    assert [number for number, _ in caught.value.lines] == [3] and "line 3" in caught.value.message
    assert caught.value.next_step and list(log.events()) == []


def test_many_bad_lines_are_counted(log: Log, tmp_path: Path) -> None:
    with pytest.raises(BadLines, match=r"9 lines .* line 5: .* and 4 more"):
        import_file(log, written(tmp_path, *["x"] * 9))


def test_a_file_that_cannot_be_read_says_so(log: Log, tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes("é".encode("latin-1"))
    for path, wrong in ((tmp_path / "none", "cannot be read"), (tmp_path / "latin", "UTF-8"), (tmp_path, "cannot be")):
        with pytest.raises(LearnError, match=wrong):
            import_file(log, path)


def test_pairs_that_say_nothing_are_counted_and_the_others_imported(log: Log, tmp_path: Path) -> None:
    twins = {"prompt": "a", "chosen": "x=1", "rejected": "x = 1  # one"}
    colours = {"prompt": "a", "chosen": "color: #fff;", "rejected": "color: #000;"}
    found = import_file(log, written(tmp_path, PAIR, twins, colours, {**twins, "language": "c"}))
    assert found == Import({"pair": 3}, 3, skipped=1)
    assert len(pairs(log.events())) == 3


IDS = {**PAIR, "prompt": "plain", "prompt_pieces": ["a", 151659, "b"]}


def test_token_ids_are_kept_only_beside_the_model_they_are_of(log: Log, tmp_path: Path) -> None:
    import_file(log, written(tmp_path, IDS, {**IDS, "model": "sha"}, {**IDS, "model": "other"}))
    assert {(str(pair.prompt), pair.model) for pair in pairs(log.events())} == {
        ("['plain']", ""),
        ("['a', 151659, 'b']", "other"),  # of the same texts the latest
    }
    assert {label.model for label in labels(log.events())} == {"", "other"}


def test_ids_of_an_import_that_never_said_whose_they_are_speak_to_no_model(log: Log, tmp_path: Path) -> None:
    old = Imported("i", "pair", ["a", 7], ("x", "y"), (1.0, 0.0), "s")
    ranked = Imported("j", "ranking", ["a", 7], ("x", "y"), (1.0, 0.0), "s")
    plain = Imported("k", "pair", ["a"], ("x", "y"), (1.0, 0.0), "s")
    log.add([old, ranked, plain])
    assert [(pair.prompt, pair.model) for pair in pairs(log.events())] == [(["a", 7], UNKNOWN_MODEL), (["a"], "")]
    for method in ("dpo", "kto", "rrtf"):
        assert all(example.prompt == ["a"] for example in from_log(log, method, "any"))  # type: ignore[arg-type]
    export(log, tmp_path / "out.jsonl")
    assert all("model" not in json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines())


def test_what_the_user_did_here_outweighs_what_was_imported(log: Log, tmp_path: Path) -> None:
    log.tested(batch(candidate("return 1", "passed", 4), candidate("pass", "failed", 1)))
    prompt = ["def mean(xs):\n    "]
    after = {"prompt_pieces": prompt, "chosen": "pass", "rejected": "return 1"}
    ranked = {"prompt_pieces": prompt, "responses": [{"text": "pass", "score": 1}, {"text": "return 1", "score": 0}]}
    label = {"prompt_pieces": prompt, "completion": "pass", "label": True}
    import_file(log, written(tmp_path, after, ranked, label))
    events = list(log.events())
    for order in (events, events[::-1]):
        assert [(pair.chosen, pair.source) for pair in pairs(order)] == [("return 1", "test")]
        assert [(one.source, max(zip(one.scores, one.texts, strict=True))) for one in rankings(order)] == [
            ("test", (1.0, "return 1"))
        ]
        assert {(one.text, one.good, one.source) for one in labels(order)} == {
            ("return 1", True, "test"),
            ("pass", False, "test"),
        }
    assert sifted(events).dropped["contradicted"] == 1


def test_a_conversation_of_one_question_becomes_its_texts(log: Log, tmp_path: Path) -> None:
    row = {
        "prompt": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Say a."}],
        "chosen": [{"role": "assistant", "content": "a"}],
        "rejected": [{"role": "assistant", "content": "b"}],
    }
    import_file(log, written(tmp_path, row))
    (pair,) = pairs(log.events())
    assert (pair.prompt, pair.chosen, pair.rejected) == (["Be brief.\n\nSay a.\n"], "a", "b")


def test_a_line_separator_inside_a_text_ends_no_line(log: Log, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({**PAIR, "chosen": "s = 'a\u2028b\u0085c'"}, ensure_ascii=False), encoding="utf-8")
    assert import_file(log, path).new == 1


def test_secrets_of_a_file_never_reach_the_log(log: Log, tmp_path: Path) -> None:
    rows = [{**PAIR, "prompt": f"k = '{KEY}'"}, {**PAIR, "rejected": f"k = '{KEY}'"}, {**PAIR, "prompt_pieces": [KEY]}]
    rows[0] |= {"scope": f"/w/a.py::def f(key='{KEY}')"}
    assert import_file(log, written(tmp_path, *rows)).new == 3
    log.close()
    assert all(KEY.encode() not in path.read_bytes() for path in tmp_path.glob("l.sqlite*"))
    assert KEY not in str(list(log.events())) and len(pairs(log.events())) == 3


@pytest.mark.parametrize("kind", ["preference", "kto", "rrtf"])
def test_what_was_exported_comes_back_unchanged(log: Log, tmp_path: Path, kind: str) -> None:
    for number in range(40):
        log.tested(batch(candidate(f"return {number}", "passed", 4), candidate(f"n = {number}; pass", "failed", 1)))
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    count = export(log, first, kind)  # type: ignore[arg-type]
    with Log.open(tmp_path / "other.sqlite") as other:
        assert import_file(other, first).new == count > 20
        assert export(other, second, kind) == count  # type: ignore[arg-type]
    before, after = ([json.loads(line) for line in path.read_text().splitlines()] for path in (first, second))
    assert [{**row, "source": "imported"} for row in before] == after


def test_a_file_of_another_trainer_comes_out_as_it_went_in(log: Log, tmp_path: Path) -> None:
    rows = [{**PAIR, "prompt": f"def f{n}(x):\n", "chosen": f"    return {n}\n"} for n in range(50)]
    import_file(log, written(tmp_path, *rows))
    export(log, tmp_path / "out.jsonl")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [{field: row[field] for field in PAIR} for row in found] == rows


def test_own_pairs_keep_their_source_when_they_are_imported_too(log: Log, tmp_path: Path) -> None:
    log.tested(batch(candidate("return 1", "passed", 4), candidate("pass", "failed", 1)))
    export(log, tmp_path / "out.jsonl")
    import_file(log, tmp_path / "out.jsonl")
    assert [pair.source for pair in pairs(log.events())] == ["test"]


def test_purging_imports_leaves_the_rest_and_no_trace(log: Log, tmp_path: Path) -> None:
    log.tested(batch(candidate("return 1", "passed", 4), candidate("pass", "failed", 1)))
    import_file(log, written(tmp_path, {**PAIR, "chosen": "MARK = 12345\n" * 40}, LABEL))
    assert log.purge(imported_only=True) == 2
    assert [pair.source for pair in pairs(log.events())] == ["test"] and stats(log).imported == {}
    assert import_file(log, written(tmp_path, LABEL)).new == 1
    assert log.purge() == 2 and list(log.events()) == []


def test_age_does_not_take_what_was_imported(tmp_path: Path) -> None:
    with Log.open(tmp_path / "l.sqlite", clock=lambda: 4e9) as log:
        log.tested(batch(candidate("return 1", "passed", 4), candidate("pass", "failed", 1)))
        import_file(log, written(tmp_path, PAIR))
        log.retain(days=1)
        assert [pair.source for pair in pairs(log.events())] == ["imported"]


_AGAIN_AND_AGAIN = """
import sys
from pathlib import Path
from understudy.learn import importing
from understudy.learn.store import Log
log = Log.open(Path(sys.argv[1]))
print("begun", flush=True)
while True:
    importing.import_file(log, Path(sys.argv[2]))
    log.purge(imported_only=True)
"""


def test_kill_9_at_any_moment_of_an_import_leaves_all_of_it_or_nothing(log: Log, tmp_path: Path) -> None:
    path = written(tmp_path, *({**PAIR, "chosen": f"    return {n}\n"} for n in range(1000)))
    for moment in range(4):
        child = subprocess.Popen(
            [sys.executable, "-c", _AGAIN_AND_AGAIN, str(log.path), str(path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None and child.stdout.readline()
        time.sleep(0.02 + 0.05 * moment)
        child.kill()
        child.communicate()
        assert len(log.imported()) in (0, 1000)
    import_file(log, path)
    assert len(log.imported()) == 1000 and len(pairs(log.events())) == 1000
