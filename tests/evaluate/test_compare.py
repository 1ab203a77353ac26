"""Two runs: who wins, by how much, and what may not be compared."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from understudy_trainer.evaluate import plots, record
from understudy_trainer.evaluate.compare import Difference, compare
from understudy_trainer.evaluate.record import Costs, Item, Record, RecordError

BASE = Record("s.jsonl", "aa", "small", "11", "", 1, 0.0, "direct", "nll", 0, 0, [], costs=Costs(1.0, 2e9, 1e9))


def run(*passed: str, **changes: object) -> Record:
    items = [Item(f"p{i}", text) for i, text in enumerate(passed)]
    made = msgspec.structs.replace(BASE, items=items, problems=len(items), n=len(passed[0]))
    return msgspec.structs.replace(made, **changes)


def row(found: object, metric: str) -> Difference:
    return next(r for r in found.differences if r.metric == metric)  # type: ignore[attr-defined]


def test_one_sample_each_is_decided_by_mcnemars_test() -> None:
    found = compare(run(*"0000000011"), run(*"1111110001"))
    assert len(found.won) == 6 and found.lost == ("p8",) and len(found.tied) == 3
    change = row(found, "pass@1")
    assert change.first == 0.2 and change.second == 0.7 and change.change.value == pytest.approx(0.5)
    assert change.p == pytest.approx(2 * (1 + 7) / 2**7)
    assert (
        change.verdict == "better" and row(compare(run(*"1111110001"), run(*"0000000011")), "pass@1").verdict == "worse"
    )


def test_the_same_run_twice_differs_in_nothing() -> None:
    found = compare(run("0110", "0001"), run("0110", "0001"))
    assert not found.won and not found.lost and not found.notes
    assert all(r.change.value == 0 and r.verdict == "" for r in found.differences)
    assert row(found, "pass@2").p is None and row(found, "selected pass@1").p == 1.0  # one is a mean, one a yes or no


def test_more_samples_of_the_cheaper_model_are_compared_at_the_same_cost() -> None:
    dear = run("10", "00", costs=Costs(4.0, 0.0, 8e9), model="large")
    found = compare(run("00000001", "00000100"), dear)
    assert {r.metric for r in found.differences if "time" in r.metric} == {f"pass_time@{t}s" for t in (1, 2, 5)}
    early, late = row(found, "pass_time@1s"), row(found, "pass_time@5s")
    assert early.second == 0.0 and early.first == pytest.approx(1 / 8)  # one sample of the large one takes four seconds
    assert late.first == pytest.approx(5 / 8) and late.second == pytest.approx(0.25)
    assert any("flops" in r.metric for r in found.differences)
    assert "samples a problem: 8 against 2" in found.notes
    unknown = compare(run("01"), run("01", costs=Costs(1.0)))
    assert not any("flops" in r.metric for r in unknown.differences)


def test_speed_ups_are_compared_where_both_solved() -> None:
    def timed(*ratios: float | None) -> Record:
        return run(*"1" * len(ratios), items=[Item(f"p{i}", "1", speedup=r) for i, r in enumerate(ratios)])

    found = compare(timed(1.0, 2.0, None), timed(2.0, 4.0, 9.0))
    change = row(found, "speed-up over the reference (2 solved by both)")
    assert change.change.value == pytest.approx(2.0) and change.verdict == "better" and change.factor


def test_races_are_compared_at_their_common_times() -> None:
    def race(*shown: str, times: tuple[float, ...]) -> Record:
        return run(*shown, items=[Item(f"p{i}", shown=text) for i, text in enumerate(shown)], times=times, n=0)

    found = compare(race("001", "000", times=(1, 2, 5)), race("11", "01", times=(2, 5)))
    assert [r.metric for r in found.differences] == ["selected pass@1 within 2 s", "selected pass@1 within 5 s"]
    assert (
        row(found, "selected pass@1 within 2 s").second == 0.5 and row(found, "selected pass@1 within 5 s").first == 0.5
    )
    with pytest.raises(RecordError, match="no time in common"):
        compare(race("1", times=(1,)), race("1", times=(2,)))
    with pytest.raises(RecordError, match="race"):
        compare(race("1", times=(1,)), run("1"))


def test_different_problems_are_refused_with_what_differs() -> None:
    with pytest.raises(RecordError) as caught:
        compare(run("1", "0"), run("1", suite="t.jsonl", suite_sha256="bb"))
    assert "2 of s.jsonl, 1 of t.jsonl" in caught.value.message and "--limit" in caught.value.next_step
    with pytest.raises(RecordError, match="other content"):
        compare(run("1"), run("1", suite_sha256="bb"))


def test_a_record_survives_its_file_and_other_files_are_refused(tmp_path: Path) -> None:
    made = run("10", "00")
    record.write(tmp_path / "a.json", made)
    assert record.read(tmp_path / "a.json") == made
    for content in ("{", "[]", '{"suite": "x", "metrics": {}}'):
        (tmp_path / "b.json").write_text(content)
        with pytest.raises(RecordError, match="holds no results"):
            record.read(tmp_path / "b.json")
    with pytest.raises(RecordError, match="cannot be read"):
        record.read(tmp_path / "none.json")


def test_plots_are_pictures_of_what_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.image import imread

    both, one = tmp_path / "both.png", tmp_path / "one.png"
    plots.draw([run("0110", "0001"), run("01", "00", costs=Costs(4.0, 0.0, 8e9), model="large")], both)
    plots.draw([run("1", costs=Costs(1.0))], one)  # one sample, no FLOPs: a point, one panel
    assert imread(both).shape[1] > 1.5 * imread(one).shape[1]
    assert len({tuple(pixel) for pixel in imread(both).reshape(-1, 4)}) > 20
    with pytest.raises(RecordError, match="race"):
        plots.draw([run("1", times=(1.0,))], one)
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    with pytest.raises(RecordError, match="matplotlib"):
        plots.require()
