"""Family: undo, backspace, cancelling pairs, postfix, nested repeats, queues, views along a row."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integers, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _commands(rng: Rng) -> Inputs:
    some = [pick(rng, (str(rng.randint(1, 9)), "undo", str(rng.randint(1, 9)))) for _ in range(5)]
    return each([["5", "3", "undo", "4"], ["undo", "7"], ["1", "2", "undo", "undo", "undo"], some, [], ["8"]])


MACHINES: dict[str, Spec] = {
    "undo": spec(
        names="apply_commands replay run_history with_undo",
        params="$xs: list[str]",
        returns="list[str]",
        pools={"xs": ("commands", "actions", "inputs", "history", "tokens")},
        said="""
        Go through $xs: "undo" removes the last kept entry, anything else is kept; return the kept entries
        Apply the commands in $xs to an empty list, where "undo" takes back the latest entry and others are added
        Return what is left of $xs when each "undo" cancels the entry before it that is still there
        """,
        told="""
        A drawing program records every stroke in $xs. The entry "undo" takes back the last stroke that is still \
        there; if
        there is none, nothing happens. Return the strokes that remain, in order.
        """,
        plan="keep a stack; pop on undo if it is not empty; otherwise push",
        solutions="""
        stack = []
        for $v in $xs:
            if $v != "undo":
                stack.append($v)
            elif stack:
                stack.pop()
        return stack
        ---
        $out = []
        for $v in $xs:
            $out = $out[:-1] if $v == "undo" else [*$out, $v]
        return $out
        """,
        wrong=(
            '[$v for $v in $xs if $v != "undo"]\n---\nstack = []\nfor $v in $xs:\n    if $v == "undo":\n'
            "        stack = stack[1:]\n    else:\n        stack.append($v)\nreturn stack"
        ),
        inputs=_commands,
    ),
    "backspace": spec(
        names="type_text apply_backspaces typed final_text",
        params="$s: str, $c: str",
        returns="str",
        fixed={"c": ("#", "<", "-")},
        said="""
        Return the text that results from typing $s when each $c deletes the character before it
        Process $s character by character, with $c acting as the backspace key, and return the final text
        Treat $c in $s as a backspace and return what is left
        """,
        told="""
        Someone types the keys in $s one after the other. The key $c is the backspace: it deletes the last \
        character on the
        screen, if there is one. Return the text on the screen at the end.
        """,
        chinese="依次输入 $s 中的字符，$c 表示退格，返回最终的文本",
        plan="keep a stack of characters; pop on a backspace; join the rest",
        solutions="""
        stack = []
        for ch in $s:
            if ch != $c:
                stack.append(ch)
            elif stack:
                stack.pop()
        return "".join(stack)
        ---
        $out = ""
        for ch in $s:
            $out = $out[:-1] if ch == $c else $out + ch
        return $out
        """,
        wrong=(
            '$s.replace($c, "")\n---\nstack = []\nfor ch in $s:\n    if ch == $c:\n        stack.clear()\n'
            '    else:\n        stack.append(ch)\nreturn "".join(stack)'
        ),
        inputs=lambda rng: [
            ("ab#c", "#"),
            ("##a", "#"),
            ("a<b<<cd", "<"),
            ("hey--lo", "-"),
            (letters(rng, 7, "abc##"), "#"),
            ("", "#"),
            ("plain", "<"),
        ],
    ),
    "cancel-neighbours": spec(
        names="remove_pairs cancel_pairs collapse_pairs reduce_text",
        params="$s: str",
        returns="str",
        said="""
        Remove pairs of equal neighbouring characters from $s again and again until there is none left
        Return what is left of $s when adjacent equal characters cancel each other, repeatedly
        Delete two equal characters that stand next to each other in $s as long as possible and return the rest
        """,
        plan="keep a stack; pop if the character equals its top; otherwise push; join the rest",
        solutions="""
        stack = []
        for $c in $s:
            if stack and stack[-1] == $c:
                stack.pop()
            else:
                stack.append($c)
        return "".join(stack)
        ---
        $i = 0
        while $i < len($s) - 1:
            if $s[$i] == $s[$i + 1]:
                $s = $s[:$i] + $s[$i + 2:]
                $i = 0
            else:
                $i += 1
        return $s
        """,
        wrong=(
            'return "".join(c for i, c in enumerate($s) if i == 0 or c != $s[i - 1])\n---\n'
            'return "".join(c for c in $s if $s.count(c) == 1)'
        ),
        inputs=lambda rng: each(
            ["abba", "aab", "aaa", "xyyxz", letters(rng, 7, "ab"), letters(rng, 8, "abc"), "", "q"]
        ),
    ),
    "postfix": spec(
        names="evaluate eval_postfix postfix calculate rpn",
        params="$s: str",
        returns="int",
        pools={"s": ("expression", "text", "s", "formula", "line")},
        said="""
        Evaluate the postfix expression $s of integers and the operators +, - and *, separated by spaces
        Return the value of $s, an expression in reverse Polish notation with +, - and *
        Compute a space-separated postfix expression such as "3 4 + 2 *" given as $s
        """,
        told="""
        In postfix notation an operator follows its two operands: "7 2 -" means 7 - 2. The text $s is a valid postfix
        expression of integers and the operators +, - and *, separated by single spaces. Return its value.
        """,
        plan=("push numbers on a stack; for an operator pop two operands and push the result; return what is left"),
        solutions="""
        stack = []
        for token in $s.split():
            if token in ("+", "-", "*"):
                b, a = stack.pop(), stack.pop()
                stack.append(a + b if token == "+" else a - b if token == "-" else a * b)
            else:
                stack.append(int(token))
        return stack.pop()
        ---
        ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
        stack = []
        for token in $s.split():
            if token in ops:
                b = stack.pop()
                a = stack.pop()
                stack.append(ops[token](a, b))
            else:
                stack.append(int(token))
        return stack[0]
        """,
        wrong=(
            'stack = []\nfor token in $s.split():\n    if token in ("+", "-", "*"):\n'
            "        a, b = stack.pop(), stack.pop()\n"
            '        stack.append(a + b if token == "+" else a - b if token == "-" else a * b)\n    else:\n'
            "        stack.append(int(token))\nreturn stack.pop()"
        ),
        inputs=lambda rng: each(
            [
                "3 4 + 2 *",
                "7 2 -",
                "5",
                "1 2 3 * +",
                f"{rng.randint(1, 20)} {rng.randint(1, 9)} - 4 *",
                "2 3 4 - -",
                "-6 2 *",
            ]
        ),
    ),
    "repeat": spec(
        names="expand unpack write_out_repeats expand_text",
        params="$s: str",
        returns="str",
        said="""
        Expand $s, in which a number before a bracketed part such as 3[ab] tells how often that part is repeated; \
        parts may nest
        Decode $s: n[text] stands for text written n times, and such parts may be nested
        Return $s with every count[...] replaced by its repeated content, inner ones included
        """,
        plan=("read the count; push the text so far at an opening bracket; at a closing one append the repeated part"),
        solutions="""
        stack, text, count = [], "", 0
        for $c in $s:
            if $c.isdigit():
                count = count * 10 + int($c)
            elif $c == "[":
                stack.append((text, count))
                text, count = "", 0
            elif $c == "]":
                before, times = stack.pop()
                text = before + text * times
            else:
                text += $c
        return text
        ---
        while "[" in $s:
            $s = re.sub(r"(\\d+)\\[([^\\[\\]]*)\\]", lambda m: int(m[1]) * m[2], $s)
        return $s
        """,
        imports="import re",
        wrong='re.sub(r"(\\d+)\\[([^\\[\\]]*)\\]", lambda m: int(m[1]) * m[2], $s)',
        inputs=lambda rng: each(
            ["3[ab]", "2[a2[b]]", "x", "", "10[z]", f"{rng.randint(2, 4)}[a]c{rng.randint(2, 3)}[xy]", "2[2[2[q]]]"]
        ),
    ),
    "queue": spec(
        names="pass_around last_served serve_order rotate_queue",
        params="$xs: list[str], $k: int",
        returns="list[str]",
        fixed={"k": (2, 3)},
        pools={"xs": ("names", "people", "players", "queue", "guests"), "k": ("k", "turns", "rounds", "n", "times")},
        said="""
        Return the queue $xs after its first person went to the end $k times
        $k times in a row, move the first entry of $xs to the end; return the new order
        Let the front of $xs rejoin at the back $k times and return the list
        """,
        plan="copy the list; move the first entry to the end as often as asked",
        solutions="""
        queue = deque($xs)
        for _ in range($k):
            queue.append(queue.popleft())
        return list(queue)
        ---
        at = $k % len($xs)
        return $xs[at:] + $xs[:at]
        """,
        imports="from collections import deque",
        notes="Assume that $xs is not empty",
        wrong="$xs[$k:] + $xs[:$k]\n---\nat = $k % len($xs)\nreturn $xs[-at:] + $xs[:-at]",
        inputs=lambda rng: [
            (["a", "b", "c"], 1),
            (["a", "b", "c"], 5),
            (["x"], 3),
            (["p", "q", "r", "s"], rng.randint(5, 9)),
            (["m", "n", "o", "p", "q"], 2),
            (["u", "v"], 0),
        ],
    ),
    "visible": spec(
        names="visible_from_left seen_heights skyline leaders",
        params="$xs: list[int]",
        returns="list[int]",
        pools={"xs": ("heights", "towers", "people", "values", "numbers")},
        said="""
        Return the numbers in $xs that are larger than everything $side them, in their order
        Keep the entries of $xs that exceed all the entries $side them
        List the values of $xs that nobody $side them reaches or exceeds
        """,
        told="""
        People stand in a row; their heights are given in $xs from left to right. Someone looking along the row \
        from the
        $from sees a person only if everybody $side them is smaller. Return the heights that are seen, in their \
        order in $xs.
        """,
        plan="look at each position; keep the value if it is larger than everything $side it",
        solutions="""
        [$v for i, $v in enumerate($xs) if all($w < $v for $w in $part)]
        ---
        $out = []
        for $v in $walk:
            if not $out or $v > $out[-1]:
                $out.append($v)
        return $final
        """,
        wrong="[$v for i, $v in enumerate($xs) if all($w <= $v for $w in $part)]\n---\nsorted(set($xs))",
        inputs=lambda rng: each(
            [[3, 1, 4, 1, 5], [5, 5, 2], [1, 2, 3], [9, 4, 7, 2, 3], integers(rng, 6), integers(rng, 5), [2, 2], []]
        ),
    ),
}


@family("stack-machines", weight=3)
def stack_machines(rng: Rng) -> Draft:
    """Undo, backspace, cancelling pairs, postfix, nested repeats, queues, views along a row."""
    key = pick(rng, list(MACHINES))
    if key == "visible":
        left = rng.random() < 0.5
        words = {"side": "before" if left else "after", "from": "left" if left else "right"}
        code = {
            "part": "$xs[:i]" if left else "$xs[i + 1:]",
            "walk": "$xs" if left else "reversed($xs)",
            "final": "$out" if left else "$out[::-1]",
        }
        return written(rng, f"{key}-{words['from']}", MACHINES[key], **words, **code)
    return one_of(rng, {key: MACHINES[key]})
