"""Families over stacks and queues: matching brackets, next greater values, undo, small machines."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integer_lists, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written

KINDS = (("round", "()"), ("square", "[]"), ("curly", "{}"), ("angle", "<>"))


def _nested(rng: Rng, pairs: str) -> list[str]:
    rows = [
        "(()())",
        "())(",
        ")(",
        "((",
        "(a(b)c)",
        "",
        "x",
        "()()(())",
        letters(rng, 6, "()"),
        letters(rng, 5, "()a"),
        letters(rng, 8, "()"),
    ]
    return [r.replace("(", pairs[0]).replace(")", pairs[1]) for r in rows]


BRACKET_TASKS: dict[str, tuple[str, str, str, str, str, str]] = {
    "depth": (
        "int",
        "Return how deeply the $kind brackets in the balanced text $s are nested\n"
        "Find the maximum number of $open that are open at the same time in $s",
        "count up at an opening bracket; count down at a closing one; remember the largest count",
        (
            "depth = best = 0\nfor $c in $s:\n    if $c == $open:\n        depth += 1\n"
            "        best = max(best, depth)\n    elif $c == $close:\n        depth -= 1\nreturn best"
        ),
        "$s.count($open)",
        "",
    ),
    "missing": (
        "int",
        "Return the fewest $kind brackets to add to $s so that all match\n"
        "Count how many $open or $close must be inserted into $s to balance it\n"
        "Compute the number of $kind brackets in $s that have no partner",
        "keep the number of open brackets; count closing ones without a partner; add those left open",
        (
            "opened = extra = 0\nfor $c in $s:\n    if $c == $open:\n        opened += 1\n"
            "    elif $c == $close:\n        if opened:\n            opened -= 1\n        else:\n"
            "            extra += 1\nreturn opened + extra"
        ),
        "abs($s.count($open) - $s.count($close))",
        "",
    ),
    "strip": (
        "str",
        "Return $s without anything inside $kind brackets and without these brackets; they are balanced "
        "and may nest\n"
        "Remove every part of $s enclosed in $open and $close, brackets included, however deeply nested\n"
        "Keep only the characters of $s that stand outside of all $kind brackets (balanced)",
        "track the depth; keep the characters at depth zero that are no brackets",
        (
            'depth, $out = 0, ""\nfor $c in $s:\n    if $c == $open:\n        depth += 1\n'
            "    elif $c == $close:\n        depth -= 1\n    elif depth == 0:\n        $out += $c\n"
            "return $out"
        ),
        'return "".join($c for $c in $s if $c not in ($open, $close))',
        "balanced",
    ),
    "first-bad": (
        "int",
        "Return the index of the first $close in $s that has no $open before it to match, or -1\n"
        "Find the position of the first unmatched closing $kind bracket in $s; -1 if there is none\n"
        "Go through $s and return where the first $close too many stands, -1 if there is none",
        "track the depth; return the position where it would fall below zero; otherwise -1",
        (
            "depth = 0\nfor $i, $c in enumerate($s):\n    if $c == $open:\n        depth += 1\n"
            "    elif $c == $close:\n        depth -= 1\n        if depth < 0:\n            return $i\n"
            "return -1"
        ),
        "$s.find($close) if $s.count($close) > $s.count($open) else -1",
        "",
    ),
    "partner": (
        "dict[int, int]",
        "Map the index of each $open in the balanced text $s to the index of its $close\n"
        "Return a dict from the position of every opening $kind bracket "
        "in $s (balanced) to that of its partner\n"
        "Find which $close belongs to which $open in the balanced text $s: return {opening index: "
        "closing index}",
        "push the positions of opening brackets; pop one at each closing bracket; note both",
        (
            "stack, $out = [], {}\nfor $i, $c in enumerate($s):\n    if $c == $open:\n"
            "        stack.append($i)\n    elif $c == $close:\n        $out[stack.pop()] = $i\nreturn $out"
        ),
        "return {$i: $s.index($close, $i) for $i, $c in enumerate($s) if $c == $open}",
        "balanced",
    ),
}


@family("bracket-depth", held_out=True, weight=3)
def bracket_depth(rng: Rng) -> Draft:
    """One kind of bracket: depth, what is missing, what is outside, partners."""
    kind, pair = pick(rng, KINDS)
    key = pick(rng, list(BRACKET_TASKS))
    returns, said, plan, body, wrong, want = BRACKET_TASKS[key]
    rows = _nested(rng, pair)
    if want or key == "depth":
        rows = [
            r.replace("(", pair[0]).replace(")", pair[1])
            for r in ("(()())", "", "()()(())", pick(rng, ("(((())))", "((()))()")), "(()(()))")
        ]
        rows += [r.replace("(", pair[0]).replace(")", pair[1]) for r in ("(a(b)c)", "x(y)z", "a(b)(c(d))")]
    entry = spec(
        names=(
            f"{kind}_brackets {key.replace('-', '_')}_brackets bracket_{key.replace('-', '_')} check_brackets "
            "scan_brackets"
        ),
        params="$s: str",
        returns=returns,
        said=said,
        plan=plan,
        solutions=body,
        wrong=wrong,
        inputs=lambda _: each(rows),
    )
    return written(rng, f"{kind}|{key}", entry, kind=kind, open=f'"{pair[0]}"', close=f'"{pair[1]}"')


@family("next-greater", held_out=True, weight=3)
def next_greater(rng: Rng) -> Draft:
    """For each number, the next or previous one that is larger or smaller: value, index or distance."""
    after, larger = rng.random() < 0.6, rng.random() < 0.6
    give = pick(rng, ("value", "index", "distance"))
    sign, what = (">", "larger") if larger else ("<", "smaller")
    side = "after" if after else "before"
    result = {"value": "value", "index": "index", "distance": "distance (in positions)"}[give]
    none = "0" if give == "distance" else "-1"
    code = {"value": "$xs[j]", "index": "j", "distance": "j - i" if after else "i - j"}[give]
    walk = "range(i + 1, len($xs))" if after else "range(i - 1, -1, -1)"
    order = "enumerate($xs)" if after else "range(len($xs) - 1, -1, -1)"
    stack_ = (
        f"$out = [{none}] * len($xs)\nstack = []\nfor j, $v in enumerate($xs):\n"
        f"    while stack and $v {sign} $xs[stack[-1]]:\n"
        f"        i = stack.pop()\n        $out[i] = {code}\n    stack.append(j)\nreturn $out"
    )
    if not after:
        stack_ = stack_.replace("for j, $v in enumerate($xs):", f"for j in {order}:\n    $v = $xs[j]")
    plain = (
        f"$out = []\nfor i, $v in enumerate($xs):\n    places = (j for j in {walk} if $xs[j] {sign} $v)\n"
        f"    j = next(places, None)\n    $out.append({none} if j is None else {code})\nreturn $out"
    )
    bodies = [stack_, plain] if rng.random() < 0.5 else [plain, stack_]
    entry = spec(
        names=f"next_{what} nearest_{what} {what}_{side} look_{'ahead' if after else 'back'} closest_{what}",
        params="$xs: list[int]",
        returns="list[int]",
        said=f"""
        For each number in $xs return the {result} of the nearest {what} one {side} it, {none} if there is none
        Return a list with the {result} of the closest {what} value {side} each entry of $xs, or {none}
        Find for every element of $xs the nearest element {side} it that is {what}; give its {result}, or {none} if \
        none exists
        {"Look to the right" if after else "Look to the left"} of each value in $xs for the first {what} one and \
        list its {result}, {none} if there is none
        """,
        told=f"""
        The list $xs holds daily readings. For every day we want to know the nearest day {side} it with a {what} \
        reading.
        Return a list with the {result} {"to" if give == "distance" else "of"} that reading for each day; use \
        {none} where no such day exists.
        """,
        plan=(f"keep a stack of positions without an answer; a {what} value answers those on top; push the position")
        if bodies[0] is stack_
        else f"for each position look {side} it; take the first {what} value; use {none} if there is none",
        solutions="\n---\n".join(bodies),
        wrong=plain.replace(f" {sign} $v", f" {sign}= $v")
        + "\n---\n"
        + plain.replace(f" {sign} $v", f" {'<' if larger else '>'} $v"),
        inputs=lambda r: each([*integer_lists(r, 0, 12, count=3), [2, 1, 2, 4, 3], [5, 4, 3], [1, 1, 2], [3, 1, 1, 2]]),
    )
    return written(rng, f"{side}|{what}|{give}", entry)
