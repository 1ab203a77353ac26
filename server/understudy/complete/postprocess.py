"""What the model wrote, made fit for the place it goes to. Small pure filters; the chain is `postprocess`.

In: generated text (LF) and a `Place`. Out: the text to insert, "" if nothing is worth showing.
The filters and their limits are those other completers settled on; each has golden files in tests/complete/golden.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from understudy.complete.brackets import OPENER_OF, closes, open_brackets
from understudy.complete.scope import Scope
from understudy.context.functions import indent_columns
from understudy.prompts.families import first_special

REPEATED_LINES, REPEATED_BLOCK = 3, 4  # turns, and lines in one
_REPEATED_TAIL = re.compile(r"(?P<unit>.{2,40}?)(?P=unit){3,}\Z", re.DOTALL)
_REPEATED_MARK = re.compile(r"(?P<unit>[^\s\])}\"'=#*\-])(?P=unit){9,}\Z")
_PATH_COMMENT = re.compile(r"^\s*#\s*[\w./\\-]+\.\w{1,4}\s*$")
_NOISE = re.compile(r"[\s'\"]+|[,;]$")
_CLOSERS, _GOES_ON = ")]}", tuple("([{,:+-*/%|&=<>\\")


@dataclass(frozen=True, slots=True)
class Place:
    """before, after: the cursor's line around it. above, below: whole lines near it, nearest last / first.
    family: of the model that writes (`ModelInfo.family`)."""

    before: str
    after: str
    above: Sequence[str]
    below: Sequence[str]
    scope: Scope
    family: str = ""


def postprocess(text: str, place: Place) -> str:
    """The chain, in an order in which each filter sees what the last one left."""
    text = strip_specials(text, place)
    text = strip_fences(text)
    text = limit_scope(text, place.scope, place.before)
    text = fit_first_line(text, place.before)
    text = cut_repetition(text)
    text = cut_at_next_line(text, place.before, place.below)
    text = cut_overlap(text, place.after)
    text = close_once(text, place)
    text = drop_unclosed(text, place)
    text = drop_repeat_of_above(text, place.before, place.above)
    text = drop_path_comment(text)
    text = match_tabs(text, [*place.above, place.before, *place.below])
    return tidy_end(text, place.after)


def strip_specials(text: str, place: Place) -> str:
    """Cut at the first special token's text, of any family: what follows belongs to no file. A text that stands near
    the cursor already is the user's own."""
    around = "".join((*place.above, place.before, place.after, *place.below))
    return text[: first_special(text, family=place.family, around=around)]


def strip_fences(text: str) -> str:
    """A Markdown fence around the code goes; one inside ends it."""
    stripped = text.lstrip()
    if stripped.startswith("```"):
        text = stripped.partition("\n")[2]
    return text.partition("\n```")[0] if "\n```" in text else text


def limit_scope(text: str, scope: Scope, before: str) -> str:
    """Outside a block, the first line only (after leading newlines); inside, up to the first line that leaves it."""
    lines = text.split("\n")
    if not scope.multi:
        written = next((n for n, line in enumerate(lines) if line.strip()), None)
        if written is None:
            return ""
        if written and not before.strip():
            return lines[written] if indent_columns(lines[written]) == len(before.expandtabs(8)) else ""
        return "\n".join(lines[: written + 1])
    kept = lines[:1]
    for line in lines[1:]:
        if line.strip() and indent_columns(line) < scope.columns:
            break
        kept.append(line)
    return "\n".join(kept)


def fit_first_line(text: str, before: str) -> str:
    """No leading white space that is already there: the text continues at the cursor's column.

    An indentation deeper than the cursor makes Tab indent instead of accept (microsoft/vscode#252507).
    """
    if not before.strip() and before:
        return text.lstrip("\n").lstrip(" \t")  # blank lines may stand before the indented one
    if before.endswith((" ", "\t")):
        return text.lstrip(" \t")
    if not before:
        extra = len(text) - len(text.lstrip(" "))
        return text[extra % 4 :] if extra % 4 and "\t" not in text[:extra] else text
    return text


def cut_repetition(text: str) -> str:
    """Lines written three times over stay once; a tail that runs in circles is cut after its first turn."""
    lines = text.split("\n")
    stripped = [line.strip() for line in lines]
    for number in range(len(lines)):
        for size in range(1, REPEATED_BLOCK + 1):
            turn = stripped[number : number + size]
            if any(turn) and stripped[number : number + REPEATED_LINES * size] == turn * REPEATED_LINES:
                return _cut_circle("\n".join(lines[: number + size]))
    return _cut_circle(text)


def cut_at_next_line(text: str, before: str, below: Sequence[str]) -> str:
    """Stop before a line that says what the next line of the file already says, at the same indentation."""
    following = next((line for line in below if line.strip()), "")
    if not following:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        whole = before + line if number == 0 else line
        if indent_columns(whole) == indent_columns(following) and _same(whole.strip(), following.strip()):
            return "\n".join(lines[:number])
    return text


def cut_overlap(text: str, after: str) -> str:
    """Drop the end of the text that the rest of the line already has, but no bracket the text itself opened."""
    rest = after.strip()
    if not rest:
        return text
    body = text.rstrip()
    for size in range(min(len(body), len(rest)), 0, -1):
        if not body.endswith(rest[:size]):
            continue
        overlap = rest[:size]
        if all(c in _CLOSERS for c in overlap):
            drop = min(size, _unmatched_closers(body))
            return body[: len(body) - drop] if drop else body
        if overlap[0] in "\"'" and body.count(overlap[0]) % 2 == 0:
            return body
        return body[:-size]
    surplus = min(_unmatched_closers(body), len(rest) - len(rest.lstrip(_CLOSERS)))
    if surplus and body.endswith(tuple(_CLOSERS)) and all(c in _CLOSERS for c in body[-surplus:]):
        return body[:-surplus]
    return text


def close_once(text: str, place: Place) -> str:
    """Drop closing brackets at the end that the next line of the file has for the same opening ones."""
    following = next((line.strip() for line in place.below if line.strip()), "")
    waiting = following[: len(following) - len(following.lstrip(_CLOSERS))]
    body = text.rstrip()
    if not waiting or place.after.strip():
        return text
    until = "".join(place.above) + place.before
    if closes(open_brackets(until + body), waiting):
        return text
    for size in range(1, len(body) - len(body.rstrip(_CLOSERS)) + 1):
        if closes(open_brackets(until + body[:-size]), waiting):
            return body[:-size]
    return text


def drop_unclosed(text: str, place: Place) -> str:
    """Nothing, if a line ends in the middle of a bracket it opens: behind an opening one, a comma or an operator it may
    go on in the next line, and the file may close it there."""
    body = text.strip()
    closed_below = next((line.strip() for line in place.below if line.strip()), "")[:1] in tuple(_CLOSERS)
    if "\n" in body or place.after.strip() or closed_below or body.endswith(_GOES_ON):
        return text
    return "" if open_brackets(body) else text


def drop_repeat_of_above(text: str, before: str, above: Sequence[str]) -> str:
    """Nothing, if the first line only says the line above again."""
    last = next((line.strip() for line in reversed(above) if line.strip()), "")
    first = (before + text.split("\n", 1)[0]).strip()
    return "" if len(first) >= 4 and first == last else text


def drop_path_comment(text: str) -> str:
    """Nothing, if the model names a file (`# src/foo.py`): it believes the file ended."""
    return "" if _PATH_COMMENT.match(text.split("\n", 1)[0]) else text


def match_tabs(text: str, around: Sequence[str]) -> str:
    """Indent as the file does: tabs where its lines begin with tabs, else spaces."""
    tabs = sum(line.startswith("\t") for line in around)
    spaces = sum(line.startswith("  ") for line in around)
    head, *rest = text.split("\n")
    if tabs > spaces:
        rest = [_retab(line) for line in rest]
    elif spaces > tabs or not tabs:
        rest = [line[: _lead(line)].replace("\t", "    ") + line[_lead(line) :] for line in rest]
    return "\n".join([head, *rest])


def tidy_end(text: str, after: str) -> str:
    """No white space at the end of any line; nothing at all if only white space is left."""
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    text = "\n".join(lines)
    return text if text.strip() and text.strip() != after.strip() else ""


def _cut_circle(text: str) -> str:
    match = _REPEATED_TAIL.search(text)
    if match and match["unit"].strip():
        return text[: match.start()] + match["unit"]
    mark = _REPEATED_MARK.search(text)
    return text[: mark.start()] if mark else text


def _same(line: str, following: str) -> bool:
    """Equal but for spacing, the kind of quotes and a trailing comma. Not edit distance: `self.x1 = value` before
    `self.x2 = value` is the commonest thing there is."""
    return line == following or _NOISE.sub("", line) == _NOISE.sub("", following) != ""


def _unmatched_closers(text: str) -> int:
    stack: list[str] = []
    unmatched = 0
    for character in text:
        if character in "([{":
            stack.append(character)
        elif character in OPENER_OF:
            if stack and stack[-1] == OPENER_OF[character]:
                stack.pop()
            else:
                unmatched += 1
    return unmatched


def _lead(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _retab(line: str) -> str:
    lead = line[: _lead(line)].replace("    ", "\t")
    return lead + line[_lead(line) :]
