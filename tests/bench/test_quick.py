"""The regression guard: when a ratio is called a fall, and when nothing can be said. Ratios are made up; times are not
measured."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.interleave import paired
from bench.quick.baseline import BaselineError, apart, load, merged, refreshed, save
from bench.quick.run import Run, Taken
from bench.quick.table import line, table
from bench.quick.verdict import COUNTED, TIMED, Judged, Row, Tolerance, exit_code, judge, kinder
from bench.report import Metric
from tests.bench.ratios import BAD, GOOD, HERE, ROW, measured, part


def verdict(
    *metrics: Metric, rows: Sequence[Row] = (ROW,), absent: str = "", tolerance: Tolerance = TIMED
) -> list[Judged]:
    reasons = {"typing": absent} if absent else {}
    return judge(rows, {"typing": metrics}, reasons, HERE, {"typing": tolerance})


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        ((0.10, 0.09, 0.11), "ok"),  # the same
        ((0.112, 0.105, 0.120), "ok"),  # worse, within the tolerance
        ((0.118, 0.100, 0.140), "unsure"),  # noise: the interval reaches over the limit, 0.121
        ((0.20, 0.115, 0.300), "unsure"),  # twice as slow by its median, but the noise would allow for nothing
        ((0.13, 0.122, 0.140), "FALL"),
        ((1.00, 0.950, 1.050), "FALL"),
        ((0.085, 0.080, 0.095), "ok"),  # better, not clearly
        ((0.05, 0.045, 0.055), "better"),
    ],
)
def test_fall_is_called_only_where_the_whole_interval_lies_beyond_the_limit(
    ratio: tuple[float, float, float], word: str
) -> None:
    (one,) = verdict(measured(*ratio))
    assert one.word == word and one.limit == pytest.approx(0.121)


def test_exit_status_tells_a_fall_from_a_guard_that_does_not_guard() -> None:
    fallen, fine, noisy = (
        verdict(measured(*ratio)) for ratio in ((1.0, 0.9, 1.1), (0.1, 0.09, 0.11), (0.12, 0.1, 0.2))
    )
    gone, new, skipped = verdict(), verdict(measured(1, 1, 1), rows=()), verdict(absent="not built")
    assert [one.word for one in gone + new + skipped] == ["missing", "new", "skipped"]
    assert exit_code([*fine, *fallen, *gone], ["training"]) == 1
    assert [exit_code(judged, ()) for judged in (fine, noisy, [*fine, *new, *skipped])] == [0, 0, 0]
    assert [exit_code(judged, ()) for judged in ([*fine, *gone], new, skipped, [])] == [2, 2, 2, 2]
    assert exit_code(fine, ["training"]) == 2


def test_metric_that_could_not_be_measured_says_why_and_what_was_measured_beside_it_counts() -> None:
    judged = verdict(measured(0.1, 0.09, 0.11, "other ms"), absent="llama-server is not built")
    assert [(one.name, one.word, one.note) for one in judged] == [
        ("other ms", "new", "not stored yet (--write)"),
        ("key ms", "skipped", "llama-server is not built"),
    ]


def test_parts_that_were_not_asked_for_are_not_missing() -> None:
    other = Row("step ms", "training", 0.2, 0.2, 0.2, 4, "two cores", "", "2026-01-01")
    assert [one.name for one in verdict(measured(0.1, 0.09, 0.11), rows=[ROW, other])] == ["key ms"]


def test_other_machine_or_model_is_allowed_more_but_not_a_lost_cache() -> None:
    far = [Row("key ms", "typing", 0.10, 0.09, 0.11, 72, machine, model, "2026-01-01") for machine, model in OTHERS]
    for row in far:
        mild, lost = (verdict(measured(*ratio), rows=[row])[0] for ratio in ((0.15, 0.14, 0.16), (0.5, 0.4, 0.6)))
        assert (mild.word, lost.word) == ("ok", "FALL")
        assert ("another model" if row.machine == HERE.machine else "on eight cores") in mild.note
    assert verdict(measured(0.15, 0.14, 0.16))[0].word == "FALL"


OTHERS = (("eight cores", "abc"), ("eight cores", "old"), ("two cores", "old"))


def test_own_machines_ratio_is_taken_before_others_and_the_newest_of_others() -> None:
    rows = [
        Row("key ms", "typing", ratio, ratio, ratio, 9, machine, "", date)
        for ratio, machine, date in (
            (0.3, "four cores", "2026-03-03"), (0.2, "eight cores", "2026-02-02"), (0.1, "two cores", "2026-01-01"),
        )
    ]  # fmt: skip
    assert verdict(measured(0.1, 0.1, 0.1), rows=rows)[0].stored == rows[2]
    assert verdict(measured(0.1, 0.1, 0.1), rows=rows[:2])[0].stored == rows[0]


def test_bytes_are_the_same_everywhere() -> None:
    row = Row("MB", "typing", 0.2, 0.2, 0.2, 1, "eight cores", "", "2026-01-01")
    for ratio, word in ((0.2, "ok"), (0.209, "ok"), (0.22, "FALL"), (0.15, "better")):
        metric = Metric("MB", ratio, 1.0, ratio)
        assert verdict(metric, rows=[row], tolerance=COUNTED)[0].word == word


def test_same_tree_with_noise_does_not_fall_and_a_tree_half_as_slow_again_does() -> None:
    draw = random.Random(7)

    def run(slower: float) -> Metric:
        ratios = [0.1 * slower * draw.lognormvariate(0.0, 0.15) for _ in range(40)]
        ratio = paired(ratios, [1.0] * len(ratios))
        return Metric("key ms", ratio.median, 1.0, ratio.median, None, ratio)

    rows = merged([{"typing": [run(1.0)]} for _ in range(3)], HERE, "2026-01-01", ["typing"])
    words = {slower: [verdict(run(slower), rows=rows)[0].word for _ in range(30)] for slower in (1.0, 1.5)}
    assert "FALL" not in words[1.0] and words[1.5] == ["FALL"] * 30


def test_what_bites_is_what_would_have_been_a_fall() -> None:
    (one,) = verdict(measured(0.10, 0.09, 0.11))
    assert one.bites_at is not None
    for factor, word in ((1.01, "FALL"), (0.99, "unsure")):
        times = one.bites_at * factor
        assert verdict(measured(0.10 * times, 0.09 * times, 0.11 * times))[0].word == word


def test_second_measurement_counts_where_it_speaks_less_for_a_fall() -> None:
    first = [measured(0.2, 0.19, 0.21, "a"), measured(0.1, 0.09, 0.11, "b"), measured(0.5, 0.4, 0.6, "c")]
    second = [measured(0.1, 0.09, 0.11, "a"), measured(0.2, 0.19, 0.21, "b")]
    assert [metric.ratio for metric in kinder(first, second)] == [0.1, 0.1, 0.5]


# --- stored ratios -------------------------------------------------------------------------------------------------


def test_stored_interval_is_the_hull_of_the_runs() -> None:
    runs = [
        {"typing": [measured(0.10, 0.09, 0.11), measured(1, 1, 1, "once")], "size": [Metric("MB", 1, 1, 0.2)]},
        {"typing": [measured(0.12, 0.11, 0.13)], "size": [Metric("MB", 1, 1, 0.2)]},
        {"typing": [measured(0.11, 0.08, 0.12)], "size": [Metric("MB", 1, 1, 0.2)]},
    ]
    assert merged(runs, HERE, "2026-01-01", ["typing"]) == [
        Row("key ms", "typing", 0.11, 0.08, 0.13, 60, "two cores", "abc", "2026-01-01"),
        Row("MB", "size", 0.2, 0.2, 0.2, 3, "two cores", "", "2026-01-01"),
    ]
    assert apart(runs)["key ms"] == pytest.approx(0.2)


def test_refresh_replaces_this_machine_and_what_no_longer_exists_everywhere() -> None:
    def row(name: str, machine: str, part: str = "typing", date: str = "2026-01-01") -> Row:
        return Row(name, part, 0.1, 0.1, 0.1, 1, machine, "", date)

    old = [row("key ms", "two cores"), row("key ms", "eight cores"), row("gone ms", "eight cores")]
    other = row("step ms", "two cores", "training")
    new = row("key ms", "two cores", date="2026-02-02")
    assert refreshed([*old, other], [new]) == [old[1], other, new]


def test_stored_rows_come_back_and_a_broken_file_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert load(path) == []
    save([ROW], path)
    assert load(path) == [ROW]
    path.write_text('[{"name": "key ms"}]')
    with pytest.raises(BaselineError, match="--write"):
        load(path)


# --- a run ---------------------------------------------------------------------------------------------------------


async def judged(run: Run, *rows: Row) -> dict[str, str]:
    await run.measure()
    return {one.name: one.word for one in await run.judge(rows, HERE)}


async def test_fall_is_measured_twice() -> None:
    noisy, slow = Run({"typing": part(BAD, GOOD)}), Run({"typing": part(BAD, BAD)})
    assert await judged(noisy, ROW) == {"key ms": "ok"} and await judged(slow, ROW) == {"key ms": "FALL"}
    assert noisy.twice == slow.twice == ["typing"]


async def test_fall_stands_where_no_time_is_left_to_measure_it_again() -> None:
    run = Run({"typing": part(BAD, GOOD, seconds=5)}, limit_s=10)
    await run.measure()
    run.started = time.monotonic() - 8
    assert [one.word for one in await run.judge([ROW], HERE)] == ["FALL"] and not run.twice


async def test_part_that_breaks_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    for error in (RuntimeError("no"), SystemExit("a side ended early"), TimeoutError("of its own")):
        run = Run({"training": part(error), "typing": part(GOOD)})
        step = Row("step ms", "training", 0.2, 0.2, 0.2, 4, "two cores", "", "2026-01-01")
        assert await judged(run, ROW, step) == {"step ms": "skipped", "key ms": "ok"}
        assert list(run.broken) == ["training"] and not run.absent
        assert exit_code(await run.judge([ROW, step], HERE), run.broken) == 2
    assert "a side ended early" in capsys.readouterr().err


async def test_part_for_which_no_time_is_left_is_skipped_and_one_that_takes_too_long_ended() -> None:
    run = Run({"typing": part(GOOD, lasts=5), "training": part(GOOD, seconds=5)}, limit_s=0.1)
    assert await judged(run, ROW) == {"key ms": "skipped"}
    assert list(run.absent) == ["typing", "training"] and not run.broken and run.left_s > -2


async def test_what_a_part_leaves_out_is_skipped() -> None:
    run = Run({"typing": part(Taken((), "llama-server is not built"))})
    assert await judged(run, ROW) == {"key ms": "skipped"}


def test_table_and_last_line_hold_every_verdict() -> None:
    rows = [ROW, Row("gone ms", "typing", 0.1, 0.1, 0.1, 1, "two cores", "", "2026-01-01")]
    found = verdict(measured(0.5, 0.4, 0.6), measured(1, 1, 1, "new ms"), rows=rows)
    text = table(found, {"training": "RuntimeError: no"}, ["typing"])
    assert all(any(word in row for row in text) for word in ("FALL (measured twice)", "missing", "new (", "broke"))
    said = json.loads(line(found, {}, {"engine": 2.0}, 1))
    assert {"bench", "metrics", "machine", "n"} <= set(said) and said["exit"] == 1 and said["slowed"] == {"engine": 2.0}
    assert [(row["name"], row["verdict"], row["ok"]) for row in said["metrics"]] == [
        ("key ms", "FALL", False), ("new ms", "new", None), ("gone ms", "missing", None),
    ]  # fmt: skip
    assert {"ours", "baseline", "ratio", "bar", "low", "high"} <= set(said["metrics"][0])
