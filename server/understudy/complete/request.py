"""From the lines around the cursor to what the engine is asked, and back from its text to what is shown. Pure."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from understudy.complete.postprocess import Place, postprocess, strip_specials, tidy_end
from understudy.complete.scope import Scope, empty_body, scope
from understudy.complete.types import Ask, Options
from understudy.context.functions import FunctionSite, indent_columns
from understudy.context.window import Window, budget, window
from understudy.engine.protocol import ModelInfo, Stop
from understudy.prompts import plan
from understudy.prompts.fim import fim
from understudy.prompts.special import PLAN
from understudy.prompts.types import Prompt

NEAR_LINES = 24  # what the filters look at above and below the cursor
BLOCK_TOKENS = 3  # a block may take this many times the tokens of one line
BODY_TOKENS = 256  # a plan and a body


@dataclass(frozen=True, slots=True)
class Work:
    """One engine request. place: where its text goes. site: the empty body it fills, if it does."""

    prompt: Prompt
    cursor_piece: int
    stop: Stop
    max_tokens: int
    place: Place
    window: Window
    site: FunctionSite | None = None
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Shaped:
    """What is worth showing of a generated text. lead: indentation that stood there already."""

    text: str
    lead: str = ""
    plan: tuple[str, ...] = ()


def prepare(ask: Ask, options: Options, info: ModelInfo, share: float, previous_start: int | None) -> Work:
    """The request for a place. share: of the context that text may fill (below 1 after a prompt that did not fit).

    Raises NoFimError if the model cannot fill in the middle.
    """
    place = _place(ask)
    site = empty_body(ask.lines, ask.line, ask.before, ask.after)
    if site is not None and len(ask.before.expandtabs(8)) not in (0, indent_columns(site.indent)):
        site = None  # the cursor stands at another level than the body
    answer = BODY_TOKENS if site else options.max_tokens * (BLOCK_TOKENS if place.scope.multi else 1)
    limits = budget(int(info.context_tokens * share), answer)
    if site is not None:
        seen = window(ask.lines, site.body_line, 0, limits, previous_start)
        prefix = _lf(seen.prefix)
        prefix = prefix if prefix.endswith("\n") else prefix + "\n"
        planned = options.plan and PLAN in info.special
        prompt = plan.plan_first(prefix, info.special, site.indent) if planned else plan.direct(prefix, info.special)
        return Work(prompt, -1, Stop(min_indent=indent_columns(site.indent)), answer, place, seen, site, planned)
    seen = window(ask.lines, ask.line, ask.index, limits, previous_start)
    prompt = fim(_lf(seen.prefix), _lf(seen.suffix), info.special, info.fim_order)
    stop = Stop(min_indent=place.scope.columns) if place.scope.multi else Stop(single_line=True)
    return Work(prompt, 1 if info.fim_order == "psm" else -1, stop, answer, place, seen)


def shape(text: str, work: Work, *, complete: bool) -> Shaped:
    """What to show of `text`. complete False: it is still being written, so a block's last line waits."""
    if work.site is None:
        if not complete and work.place.scope.multi and "\n" in text.strip():
            text = text[: text.rstrip().rindex("\n") + 1]
        return Shaped(postprocess(text, work.place))
    return _body(text, work.site, work, complete)


def logged_prompt(work: Work, info: ModelInfo) -> Prompt:
    """The prompt under which the text is remembered: a body is a body, planned or not."""
    if work.site is None or not work.planned or not isinstance(work.prompt[0], str):
        return work.prompt
    return plan.direct(work.prompt[0], info.special)


def _body(text: str, site: FunctionSite, work: Work, complete: bool) -> Shaped:
    found = plan.split(text) if work.planned else plan.Planned((), text)
    code = strip_specials(found.code)
    if not complete:
        code = code[: code.rindex("\n") + 1] if "\n" in code else ""
    lines = code.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    kept: list[str] = []
    for line in lines:
        if line.strip() and indent_columns(line) < indent_columns(site.indent):
            break
        kept.append(line)
    body = tidy_end("\n".join(kept), work.place.after)
    lead = work.place.before
    if not body.startswith(lead):
        return Shaped("", "", found.plan)
    inner = dataclasses.replace(work.place, scope=Scope(True, indent_columns(site.indent)))
    return Shaped(postprocess(body[len(lead) :], inner), lead, found.plan)


def _place(ask: Ask) -> Place:
    above = [_lf(line) for line in ask.lines[max(0, ask.line - NEAR_LINES) : ask.line]]
    below = [_lf(line) for line in ask.lines[ask.line + 1 : ask.line + 1 + NEAR_LINES]]
    return Place(ask.before, ask.after, above, below, scope(ask.before, ask.after, above, below))


def _lf(text: str) -> str:
    """As the model is trained: LF only, and no half surrogate pairs (a client may send them, UTF-8 has none)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else text.encode(errors="replace").decode()
