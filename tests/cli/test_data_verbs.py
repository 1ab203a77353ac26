"""`understudy learn` and `understudy adapters`: what they print of the data, and what they refuse."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from tests.cli.command_line import ROOT
from understudy.cli.main import main
from understudy.models.adapters import AdapterRecord, AdapterRegistry
from understudy.models.gguf_header import content_sha256
from understudy.models.lineage import Figure, Lineage

PAIR = {"prompt": "def f(x):\n", "chosen": "    return x\n", "rejected": "    pass\n"}
LABEL = {"prompt": "def f(x):\n", "completion": "    return x\n", "label": True}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def record(tiny_model: str, tmp_path: Path) -> AdapterRecord:
    spec = importlib.util.spec_from_file_location("engine_tiny", ROOT / "tests" / "engine" / "tiny.py")
    assert spec and spec.loader
    tiny = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tiny)
    origin = Lineage(
        "dpo", "tiny", {"accept": 30, "kept": 11}, 41, 10, {"accuracy": Figure(0.8, 0.9, 0.0, 0.3, 10)}, "run1"
    )
    adapter = tiny.make_adapter(tmp_path / "a.gguf")
    made: AdapterRecord = AdapterRegistry().register(adapter, content_sha256(Path(tiny_model)), lineage=origin)
    return made


def written(*rows: object) -> str:
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return "in.jsonl"


def test_import_says_what_is_new_and_stats_count_it(capsys: pytest.CaptureFixture[str]) -> None:
    path = written(PAIR, LABEL)
    assert main(["learn", "import", path, "--dry-run"]) == 0
    assert capsys.readouterr().out == "2 usable lines (1 pairs, 1 labels); 2 would be new\n"
    assert main(["learn", "import", path]) == 0 and "2 new, 0 were there already" in capsys.readouterr().out
    assert main(["learn", "import", path, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "lines": {"pair": 1, "label": 1},
        "new": 0,
        "skipped": 0,
        "dry_run": False,
    }
    assert main(["learn", "stats"]) == 0
    out = capsys.readouterr().out
    assert "preference pairs: 1 (1 imported) of 1 files" in out and "imported lines: 2 (1 pair, 1 label)" in out
    assert "left out as noise: 0" in out
    assert main(["learn", "stats", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["pairs"], found["pair_files"], found["dropped"]) == ({"imported": 1}, 1, {})


def test_a_bad_line_is_an_error_with_its_number_and_a_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "import", written(PAIR, {"prompt": "x"})]) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: Nothing was imported: 1 line of in.jsonl") and "line 2: " in err and "next: " in err
    assert main(["learn", "import", "missing.jsonl"]) == 2 and "next: " in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "split"), [("preference", "time"), ("kto", "file"), ("rrtf", "function")])
def test_export_has_three_formats_and_three_splits(kind: str, split: str) -> None:
    ranking = {"prompt": "p", "responses": [{"text": "a", "score": 1}, {"text": "b", "score": 0}]}
    assert main(["learn", "import", written(PAIR, LABEL, ranking)]) == 0
    assert main(["learn", "export", "out.jsonl", "--format", kind, "--split", split]) == 0
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert rows and all("held_out" in row for row in rows)


def test_purge_of_imports_asks_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["learn", "import", written(PAIR)]) == 0
    assert main(["learn", "purge", "--imported"]) == 2 and "that was imported" in capsys.readouterr().err
    assert main(["learn", "purge", "--imported", "--yes"]) == 0
    assert capsys.readouterr().out == "1 events deleted\n"


def test_adapters_list_and_show_tell_the_lineage(
    record: AdapterRecord, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adapters", "list", "--model", tiny_model]) == 0
    out = capsys.readouterr().out
    assert record.id in out and "dpo on 41: 30 accept, 11 kept" in out and "accuracy 0.80 to 0.90 (n 10)" in out
    assert main(["adapters", "use", record.id[:6], "--model", tiny_model]) == 0
    capsys.readouterr()
    assert main(["adapters", "show", record.id[:6]]) == 0
    shown = capsys.readouterr().out
    assert f"{record.id} (in use)" in shown and "+0.100 (+0.000 to +0.300)" in shown and "run1" in shown
    assert main(["adapters", "show", record.id, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["lineage"]["sources"] == {"accept": 30, "kept": 11} and value["in_use"] is True


def test_an_unknown_adapter_is_an_error_with_a_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adapters", "show", "ffff"]) == 2
    assert capsys.readouterr().err.startswith("error: There is no adapter ffff.\nnext: ")


def test_pairs_are_listed_shown_dropped_and_restored(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "import", written(PAIR)]) == 0
    capsys.readouterr()
    assert main(["learn", "pairs", "list", "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)["pairs"]
    assert main(["learn", "pairs", "show", pair["id"][:6]]) == 0
    shown = capsys.readouterr().out
    assert "--- better\n    return x\n" in shown and "from a file you imported" in shown
    assert main(["learn", "pairs", "drop", pair["id"][:6]]) == 0 and "1 deleted" in capsys.readouterr().out
    assert main(["learn", "pairs", "list"]) == 0
    out = capsys.readouterr().out
    assert "left out: 1, you deleted it" in out and "missing: 32 more preference pairs" in out
    assert main(["learn", "export", "out.jsonl"]) == 0 and Path("out.jsonl").read_text() == ""
    assert main(["learn", "pairs", "drop", pair["id"]]) == 2 and "next: " in capsys.readouterr().err
    assert main(["learn", "pairs", "restore", "--all"]) == 0 and "1 restored" in capsys.readouterr().out
    assert main(["learn", "pairs", "restore", pair["id"]]) == 0 and "0 restored" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["learn", "pairs", "restore"])


def test_the_report_is_a_page_in_a_file_or_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "report", "--out", "report.html"]) == 0 and "open it in a browser" in capsys.readouterr().out
    written_page = Path("report.html").read_text()
    assert "Nothing yet." in written_page and "default-src &#x27;none&#x27;" in written_page
    assert main(["learn", "report"]) == 0 and capsys.readouterr().out.startswith("<!DOCTYPE html>")
    assert main(["learn", "report", "--json"]) == 0 and json.loads(capsys.readouterr().out)["served"] == []
    Path("file").write_text("")
    assert main(["learn", "report", "--out", "file/report.html"]) == 2 and "next: " in capsys.readouterr().err


def test_an_adapter_can_be_removed(record: AdapterRecord, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adapters", "remove", record.id[:6]]) == 0
    assert capsys.readouterr().out == "in use: the base model alone\n" and AdapterRegistry().list() == ()
