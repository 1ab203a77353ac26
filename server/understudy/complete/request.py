"""From the lines around the cursor to what the engine is asked, and back from its text to what is shown. Pure."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from understudy.complete.confidence import Confidence
from understudy.complete.gate import is_python
from understudy.complete.partial import standing, whole_lines
from understudy.complete.postprocess import Place, postprocess, strip_specials, tidy_end
from understudy.complete.scope import SINGLE, Scope, empty_body, scope
from understudy.complete.types import Ask, Options, Served, Suggestion
from understudy.context.functions import FunctionSite, indent_columns
from understudy.context.window import Window, budget, window
from understudy.engine.protocol import ModelInfo, Stop
from understudy.prompts import plan
from understudy.prompts.fim import NoFimError, cursor_piece, fim
from understudy.prompts.refusal import NEXT_STEP
from understudy.prompts.special import PLAN
from understudy.prompts.types import Prompt, Snippet

NEAR_LINES = 24  # what the filters look at above and below the cursor
BLOCK_TOKENS = 3  # a block may take this many times the tokens of one line
BODY_TOKENS = 256  # a plan and a body
SNIPPET_SHARE = 0.25  # of the window's characters, for code of other files: just what the window leaves unused
LEAST_CONTEXT_TOKENS = 2048  # with less, the file itself needs all of it
HEALED_CHARACTERS = 32  # of a word; a longer one is no name
_HEALED = re.compile(
    rf"(?:(?:(?<=\w)[^\w\s]|[ \t])?\b\w{{1,{HEALED_CHARACTERS}}}| ?(?<![^\w\s])[^\w\s]{{1,4}}|(?<=\S) )\Z"
)
"""What GPT-style tokenizers make one piece of at the cursor: a word with the space, tab or dot before it, a run of
punctuation with its space, or a space. Never indentation alone (14 % of lines right without, 6 % with).

Greedy first lines that are the file's, bundled model, 650 places in held-out tasks, without and with: inside a word
13 % and 36 %, at its end 29 % and 42 %, behind a space 18 % and 33 %, behind punctuation 19 % and 35 %. Prompt tokens
evaluated at a keystroke inside a word: 9.5 and 1.5 (psm), 2.1 and 1.05 (spm).
"""


@dataclass(frozen=True, slots=True)
class Work:
    """One engine request. prompt: with all the text up to the cursor, as it is remembered. heal: the end of that text,
    which the engine writes anew (`asked`). place: where its text goes. site: the empty body it fills, if it does."""

    prompt: Prompt
    cursor_piece: int
    stop: Stop
    max_tokens: int
    place: Place
    window: Window
    site: FunctionSite | None = None
    planned: bool = False
    heal: str = ""

    @property
    def asked(self) -> Prompt:
        """The prompt for the engine: without `heal`. It stays the same while a word is typed."""
        if not self.heal:
            return self.prompt
        prompt = list(self.prompt)
        prompt[self.cursor_piece] = str(prompt[self.cursor_piece]).removesuffix(self.heal)
        return prompt


@dataclass(frozen=True, slots=True)
class Shaped:
    """What is worth showing of a generated text. lead: indentation that stood there already."""

    text: str
    lead: str = ""
    plan: tuple[str, ...] = ()


def prepare(
    ask: Ask,
    options: Options,
    info: ModelInfo,
    share: float = 1.0,
    previous_start: int | None = None,
    snippets: tuple[Snippet, ...] = (),
) -> Work:
    """The request for a place. share: of the context that text may fill (below 1 after a prompt that did not fit).
    previous_start: where the last window in this file began. snippets: of other files, within `snippet_room`.

    Raises NoFimError if the model cannot fill in the middle.
    """
    if info.refusal:  # also at empty bodies, which need no filling: else ghost text would come and go by the place
        raise NoFimError(info.refusal.removesuffix(NEXT_STEP).rstrip(), NEXT_STEP)
    place = _place(ask, info)
    site = empty_body(ask.lines, ask.line, ask.before, ask.after) if is_python(ask.language) else None
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
    prefix = _lf(seen.prefix)
    prompt = fim(
        prefix,
        _lf(seen.suffix),
        info.special,
        info.fim_order,
        snippets=snippets,
        path=_relative(ask),
        project=ask.root.name if ask.root else "",
        cross_file=info.cross_file,
        family=info.family,
    )
    stop = Stop(min_indent=place.scope.columns) if place.scope.multi else Stop(single_line=True)
    return Work(prompt, cursor_piece(prompt, info.special), stop, answer, place, seen, heal=healed(prefix))


def healed(prefix: str) -> str:
    """The end of a prefix that the model writes anew, because a prompt would end inside a token there."""
    found = _HEALED.search(prefix[-HEALED_CHARACTERS - 2 :])
    return found[0] if found else ""


def snippet_room(info: ModelInfo, options: Options) -> int:
    """Characters of other files that a prompt of this model may hold; 0 = none."""
    if not options.cross_file or info.cross_file == "none" or info.context_tokens < LEAST_CONTEXT_TOKENS:
        return 0
    limits = budget(info.context_tokens, options.max_tokens * BLOCK_TOKENS)
    return int(SNIPPET_SHARE * (limits.prefix + limits.suffix))


def shape(text: str, work: Work, *, complete: bool) -> Shaped:
    """What to show of `text`. complete False: it is still being written, or was cut off (see `partial`)."""
    if work.site is not None:
        return _body(text, work.site, work, complete)
    if not complete:
        text = whole_lines(text) if work.place.scope.multi else standing(text, work.place.before)
    return Shaped(postprocess(text, work.place))


def suggestion(name: str, work: Work, shaped: Shaped, served: Served, sure: Confidence) -> Suggestion:
    """What is handed on of a shaped text."""
    info = served.engine.info
    return Suggestion(
        id=name,
        text=shaped.text,
        full=shaped.text,
        prompt=logged_prompt(work, info),
        cursor_piece=work.cursor_piece,
        lead=shaped.lead,
        model=info.sha256,
        adapter=served.adapter,
        mean_logprob=sure.mean,
        plan=shaped.plan,
        function=work.site.qualname if work.site else "",
        lowest_logprob=sure.lowest,
        tokens=sure.tokens,
    )


def logged_prompt(work: Work, info: ModelInfo) -> Prompt:
    """The prompt under which the text is remembered: a body is a body, planned or not."""
    if work.site is None or not work.planned or not isinstance(work.prompt[0], str):
        return work.prompt
    return plan.direct(work.prompt[0], info.special)


def _body(text: str, site: FunctionSite, work: Work, complete: bool) -> Shaped:
    found = plan.split(text) if work.planned else plan.Planned((), text)
    code = strip_specials(found.code, work.place)
    if not complete:
        code = whole_lines(code)
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


def _place(ask: Ask, info: ModelInfo) -> Place:
    above = [_lf(line) for line in ask.lines[max(0, ask.line - NEAR_LINES) : ask.line]]
    below = [_lf(line) for line in ask.lines[ask.line + 1 : ask.line + 1 + NEAR_LINES]]
    block = scope(ask.before, ask.after, above, below) if is_python(ask.language) else SINGLE
    return Place(ask.before, ask.after, above, below, block, info.family)


def _relative(ask: Ask) -> str:
    """The file's path inside its project, as snippets name theirs."""
    if ask.path is None:
        return ""
    inside = ask.root is not None and ask.path.is_relative_to(ask.root)
    return ask.path.relative_to(ask.root).as_posix() if inside and ask.root else ask.path.name


def _lf(text: str) -> str:
    """As the model is trained: LF only, and no half surrogate pairs (a client may send them, UTF-8 has none)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else text.encode(errors="replace").decode()
