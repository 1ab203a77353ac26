"""The dashboard's figures and its page: right numbers, honest words, and nothing in it that runs or is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from html.parser import HTMLParser

import pytest

from understudy.learn.events import Event, Outcome, Shown, Tested, TestedCandidate
from understudy.learn.page import page, policy
from understudy.learn.page_style import STYLE
from understudy.learn.report import MOST_WEEKS, Share, report, standing

NOON = time.mktime((2026, 11, 18, 12, 0, 0, 0, 0, -1))  # a Wednesday
WEEK = 7 * 86_400.0
BASE, ADAPTER = "b" * 64, "a" * 64
NAMES = {BASE: "tiny", ADAPTER: "dpo of 2026-11-01"}
TEXT = "    return x + 1\n"


def used(name: str, at: float, *, kept: str | None = None, adapter: str = "", take: bool = True) -> list[Event]:
    """A suggestion that was taken (or dismissed) and looked at after 30 s and, with `kept`, after five minutes."""
    found: list[Event] = [Shown(name, "/w/a.py", "python", ["def f(x):\n"], TEXT, -1.0, BASE, adapter, at=at)]
    found.append(Outcome(name, "accepted" if take else "dismissed", at=at + 1))
    if kept is not None:
        found += [Outcome(name, "kept", 30.0, TEXT, at + 31), Outcome(name, "kept", 300.0, kept, at + 301)]
    return found


def run_of(name: str, at: float, *statuses: tuple[str, int], adapter: str = "") -> Tested:
    candidates = tuple(TestedCandidate("x", status, 0, total, 0.0, -1.0) for status, total in statuses)  # type: ignore[arg-type]
    return Tested(f"t{at}", "/w/a.py", "python", [f"def {name}(x):\n"], candidates, BASE, adapter, at)


def test_shares_are_of_what_was_looked_at() -> None:
    events = [*used("a", NOON, kept=TEXT), *used("b", NOON, kept=""), *used("c", NOON), *used("d", NOON, take=False)]
    total = report(events, NOON).total
    assert (total.shown, total.accepted, total.dismissed) == (4, Share(3, 4), 1)
    assert (total.kept_30s, total.kept_5min) == (Share(2, 2), Share(1, 2))
    assert total.characters == len("return x + 1")
    assert total.minutes_saved == pytest.approx(12 / 200)


@pytest.mark.parametrize(
    ("offered", "now", "characters"),
    [
        ("    return x\n", "    return x\n", 8),
        ("    return x\n", "", 0),
        ("return total", "return total + 1", 12),
        ("abc", "xyz", 0),
        ("a = 1\n" * 200, "a = 1\n" * 100, 500),
    ],
)
def test_only_what_was_offered_and_stands_counts_as_typing_saved(offered: str, now: str, characters: int) -> None:
    assert standing(offered, now) == characters


def test_first_runs_count_once_and_only_where_tests_ran() -> None:
    events: list[Event] = [
        run_of("f", NOON, ("failed", 4)),
        run_of("f", NOON + 9, ("passed", 4)),  # trying again does not raise it
        run_of("g", NOON, ("failed", 2), ("passed", 2)),
        run_of("h", NOON, ("not_verified", 0)),
        run_of("i", NOON, ("not_verified", 2)),  # passed once, and was not confirmed
    ]
    total = report(events, NOON).total
    assert (total.first_runs, total.untested) == (Share(1, 3), 1)


def test_figures_are_by_model_and_adapter_the_last_in_use_first() -> None:
    events = [*used("a", NOON - WEEK), *used("b", NOON, adapter=ADAPTER, kept=TEXT)]
    now, before = report(events, NOON).served
    assert (now.adapter, before.adapter, now.figures.kept_5min, before.figures.shown) == (ADAPTER, "", Share(1, 1), 1)


def test_an_outcome_belongs_to_the_week_of_its_suggestion_and_weeks_have_no_gaps() -> None:
    sunday = NOON + 4.5 * 86_400 - 60  # looked at after midnight
    events = [*used("a", NOON - 3 * WEEK), *used("b", sunday, kept=TEXT)]
    weeks = report(events, NOON).weeks
    assert [week.start for week in weeks] == ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"]
    assert weeks[-1].figures.kept_5min == Share(1, 1) and weeks[1].figures.shown == 0
    long = report([*used("a", NOON - 99 * WEEK), *used("b", NOON)], NOON)
    assert len(long.weeks) == MOST_WEEKS and long.total.shown == 2


def test_what_the_log_forgot_is_not_counted() -> None:
    found = report([Outcome("gone", "accepted", at=NOON), *used("a", NOON)], NOON)
    assert found.total.accepted == Share(1, 1)


def test_intervals_are_wilsons() -> None:
    low, high = Share(5, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.237, 0.763)  # Wilson 1927 by hand
    assert Share(0, 10).interval[0] == 0.0 and Share(10, 10).interval[1] == pytest.approx(1.0)
    assert Share().interval == (0.0, 1.0)


class Reader(HTMLParser):
    """Which tags and attributes a page has; fails on tags that are not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def full() -> list[Event]:
    events = [*used("a", NOON - WEEK, kept=TEXT), *used("b", NOON, adapter=ADAPTER, kept=TEXT)]
    return [*events, run_of("f", NOON, ("passed", 3))]


def test_the_page_has_no_script_no_style_of_its_own_but_one_and_fetches_nothing() -> None:
    html = page(report(full(), NOON), NAMES)
    found = Reader(html)
    assert not {"script", "link", "img", "iframe", "form"} & set(found.tags) and found.tags.count("style") == 1
    assert not {"style", "src", "href", "onclick"} & found.attributes
    assert "http:" not in html and "https:" not in html and "url(" not in html and "@import" not in html


def test_the_policy_allows_this_very_style_and_nothing_else() -> None:
    html = page(report(full(), NOON), NAMES)
    inside = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert inside is not None
    digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
    assert policy().startswith(f"default-src 'none'; style-src 'sha256-{digest}'") and "unsafe" not in policy()
    for wanted in ("prefers-color-scheme: dark", "prefers-contrast: more", "forced-colors", "--vscode-foreground"):
        assert wanted in STYLE


def test_the_page_says_figures_intervals_assumptions_and_names() -> None:
    html = page(report(full(), NOON), NAMES)
    for said in (
        "tiny", "the model alone", "dpo of 2026-11-01", "2 of 2 shown (34 to 100 %)", "1 of 1 functions",
        "24 characters that stayed, at 200 a minute (assumed)", "more likely too high than too low",
        "trying again does not raise it", "2026-11-16",
    ):  # fmt: skip
        assert said in html, said


def test_names_from_files_are_escaped_and_unknown_ones_are_short() -> None:
    html = page(report(full(), NOON), {BASE: "<img src=x>"})
    assert "<img" not in html and "&lt;img" in html and ADAPTER[:12] in html and ADAPTER not in html


def test_an_empty_log_says_nothing_yet_kindly() -> None:
    html = page(report([], NOON), {})
    assert "Nothing yet." in html and "Tab takes it" in html and "learn.enable" in html
    assert "NaN" not in html and "%" not in html.replace(STYLE, "").replace("50%", "")
    Reader(html)


def test_what_is_too_young_to_be_looked_at_is_nothing_yet_and_not_zero() -> None:
    html = page(report(used("a", NOON), NOON), NAMES)
    assert html.count("nothing yet") >= 4 and "0 %" not in re.sub(r"<svg.*?</svg>", "", html.replace("100 %", ""))
