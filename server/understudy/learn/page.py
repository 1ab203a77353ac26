"""A report as one page of HTML: no script, nothing remote, readable in any browser, in the editor's own colours there.

The page's policy allows its own style, by hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from html import escape

from understudy.learn.page_style import STYLE
from understudy.learn.report import TYPING_PER_MINUTE, Figures, Report, Served, Share, Week

BASE_ALONE, ELSEWHERE = "the model alone", "a model on another machine"
NOTHING = "nothing yet"
WIDTH, HEIGHT, FOOT, SIDE = 640, 96, 18, 44  # of a chart: bars, the dates below, the scale beside
MOST_DATES = 8  # below a chart

_DEFINITIONS = (
    (
        "Accepted",
        "of the suggestions that stood on screen for three quarters of a second or were taken. A suggestion that you "
        "type through counts as shown and not as accepted.",
    ),
    (
        "Still there after 30 s and 5 min",
        "of the accepted suggestions that were looked at again after that time, those of which anything was left. "
        "Suggestions in files that were closed before are not looked at, and not counted.",
    ),
    (
        "Passed in the first run",
        "of the functions on which Generate with Tests ran tests, those for which the first run already found a "
        "candidate that passed every test that reaches the function, in a fresh process. Later runs of the same "
        "function do not count, so trying again does not raise it. Functions that no test reaches are in neither "
        "number; they are counted beside it. It says nothing of what your tests do not test.",
    ),
    (
        "Typing saved",
        f"accepted characters that stood unchanged after five minutes, without indentation, at {TYPING_PER_MINUTE} "
        "characters a minute. That speed is an assumption, and the time it took to read suggestions is not taken off: "
        "it is more likely too high than too low.",
    ),
    (
        "Ranges in brackets",
        "95 % intervals (Wilson's). With few cases they are wide; two that overlap differ by luck, or nearly so.",
    ),
)


def page(report: Report, names: Mapping[str, str]) -> str:
    """names: what a person calls a model or an adapter, by content hash; unknown ones show how their hash begins."""
    body = _filled(report, names) if report.served else _empty()
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Understudy: how it has been going</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>How it has been going</h1>
{body}
<footer><p>Made on this machine from its own log, {_moment(report.made_at)}. Nothing was sent anywhere.</p></footer>
</main>
</body>
</html>
"""


def policy() -> str:
    """The page's Content-Security-Policy."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _empty() -> str:
    return """<section class="nothing">
<p class="big">Nothing yet.</p>
<p>Type in a Python file: grey text is a suggestion, Tab takes it. Run <em>Generate with Tests</em> on a function that
your tests call. What you keep shows up here, and only here: it stays on this machine.</p>
<p>If you have worked with it for a while and still read this, see whether <code>understudy.learn.enable</code> is
off.</p>
</section>"""


def _filled(report: Report, names: Mapping[str, str]) -> str:
    total = report.total
    words = "".join(f"<dt>{term}</dt><dd>{text}</dd>" for term, text in _DEFINITIONS)
    return f"""<p class="soft">{_day(total.first_at)} to {_day(total.last_at)} · {total.shown} suggestions shown</p>
{_tiles(total)}
<h2>By model and adapter</h2>
{_table(report.served, names)}
<h2>Over time</h2>
{_charts(report.weeks)}
{_weeks(report.weeks, names)}
<h2>How this is counted</h2>
<dl class="words">{words}</dl>"""


def _tiles(total: Figures) -> str:
    runs = total.first_runs
    beside = f"; {total.untested} more had no test" if total.untested else ""
    tiles = (
        ("Accepted", _percent(total.accepted), _range(total.accepted, "shown")),
        ("Still there after 30&nbsp;s", _percent(total.kept_30s), _range(total.kept_30s, "looked at")),
        ("Still there after 5&nbsp;min", _percent(total.kept_5min), _range(total.kept_5min, "looked at")),
        ("Passed in the first run", _percent(runs), _range(runs, "functions") + beside),
        (
            "Typing saved",
            _duration(total.minutes_saved) if total.characters else NOTHING,
            f"{total.characters:,} characters that stayed, at {TYPING_PER_MINUTE} a minute (assumed)",
        ),
    )
    shown = "".join(
        f'<div><dt>{name}</dt><dd class="big">{value}</dd><dd class="soft">{note}</dd></div>'
        for name, value, note in tiles
    )
    return f'<dl class="tiles">{shown}</dl>'


def _table(served: Sequence[Served], names: Mapping[str, str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(_name(one.base, names, ELSEWHERE))}'
        f'<br><span class="soft">{escape(_name(one.adapter, names, BASE_ALONE))}</span></th>'
        f"<td>{one.figures.shown}</td>{_cells(one.figures)}"
        f"<td>{_day(one.figures.first_at)} to {_day(one.figures.last_at)}</td></tr>"
        for one in served
    )
    head = _head("Model and adapter", "Shown", *_COLUMNS, "In use")
    return f'<div class="wide"><table><caption class="hidden">By model and adapter</caption>{head}{rows}</table></div>'


def _weeks(weeks: Sequence[Week], names: Mapping[str, str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{week.start}</th><td>{week.figures.shown}</td>{_cells(week.figures)}'
        f"<td>{escape(', '.join(_name(adapter, names, BASE_ALONE) for adapter in week.adapters)) or '–'}</td></tr>"
        for week in reversed(weeks)
    )
    head = _head("Week of", "Shown", *_COLUMNS, "Adapter")
    table = f'<table><caption class="hidden">By week</caption>{head}{rows}</table>'
    return f'<details><summary>The same as a table</summary><div class="wide">{table}</div></details>'


_COLUMNS = ("Accepted", "After 30 s", "After 5 min", "First run passed", "Typing saved")


def _head(*columns: str) -> str:
    cells = "".join(f'<th scope="col">{column}</th>' for column in columns)
    return f"<thead><tr>{cells}</tr></thead>"


def _cells(figures: Figures) -> str:
    shares = (figures.accepted, figures.kept_30s, figures.kept_5min, figures.first_runs)
    cells = "".join(
        f'<td>{_percent(share)}<br><span class="soft">{_range(share, "")}</span></td>'
        if share.total
        else '<td><span class="soft">–</span></td>'
        for share in shares
    )
    return f"{cells}<td>{_duration(figures.minutes_saved) if figures.characters else '–'}</td>"


def _charts(weeks: Sequence[Week]) -> str:
    drawn = (
        _chart("Accepted", weeks, lambda figures: figures.accepted),
        _chart("Still there after 5 min", weeks, lambda figures: figures.kept_5min),
        _chart("Passed in the first run", weeks, lambda figures: figures.first_runs),
    )
    return "".join(drawn)


def _chart(title: str, weeks: Sequence[Week], pick: Callable[[Figures], Share]) -> str:
    """Bars of a share by week, with whiskers for the interval; a week without cases has none."""
    shares = [pick(week.figures) for week in weeks]
    if not any(share.total for share in shares):
        return f'<figure><figcaption>{title}</figcaption><p class="soft">{NOTHING}</p></figure>'
    slot = (WIDTH - SIDE) / max(len(weeks), 8)
    every = -(-len(weeks) // MOST_DATES)
    parts = [
        f'<line class="grid" x1="{SIDE}" x2="{WIDTH}" y1="{_y(level)}" y2="{_y(level)}"/>'
        f'<text x="{SIDE - 6}" y="{_y(level) + 4}" text-anchor="end">{level * 100:.0f} %</text>'
        for level in (0.0, 0.5, 1.0)
    ]
    for number, (week, share) in enumerate(zip(weeks, shares, strict=True)):
        left = SIDE + number * slot
        if number % every == 0:
            parts.append(f'<text x="{left:.1f}" y="{HEIGHT + FOOT - 2}">{week.start[5:]}</text>')
        if share.total:
            (low, high), middle = share.interval, left + slot * 0.4
            parts.append(
                f"<g><title>week of {week.start}: {_percent(share)} {_range(share, '')}</title>"
                f'<rect class="bar" x="{left:.1f}" y="{_y(share.share)}" width="{slot * 0.8:.1f}" '
                f'height="{max(1.0, _y(0) - _y(share.share)):.1f}"/>'
                f'<line class="whisker" x1="{middle:.1f}" x2="{middle:.1f}" y1="{_y(high)}" y2="{_y(low)}"/></g>'
            )
    last = next(number for number in range(len(shares) - 1, -1, -1) if shares[number].total)
    label = f"{title} by week; last, in the week of {weeks[last].start}: {_percent(shares[last])}"
    box = f'viewBox="0 0 {WIDTH} {HEIGHT + FOOT}" role="img" aria-label="{escape(label)}"'
    return f"<figure><figcaption>{title}</figcaption><svg {box}>{''.join(parts)}</svg></figure>"


def _y(share: float) -> float:
    return round(6 + (HEIGHT - 12) * (1 - share), 1)


def _name(sha256: str, names: Mapping[str, str], none: str) -> str:
    return (names.get(sha256) or sha256[:12]) if sha256 else none


def _percent(share: Share) -> str:
    return f"{100 * share.share:.0f} %" if share.total else NOTHING


def _range(share: Share, of: str) -> str:
    """ "12 of 40 shown (19 to 45 %)"."""
    if not share.total:
        return ""
    low, high = share.interval
    return f"{share.count} of {f'{share.total} {of}'.strip()} ({100 * low:.0f} to {100 * high:.0f} %)"


def _duration(minutes: float) -> str:
    whole = round(minutes)
    if whole < 1:
        return "under a minute"
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60} min"


def _day(at: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(at))


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
