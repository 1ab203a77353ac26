"""Families over text laid out for people: tables, bars, boxes, wrapped lines, headings."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written
from understudy_trainer.tasks.vocabulary.text import symbol

ALIGN = (
    ("left-aligned", "ljust", "<", "rjust"),
    ("right-aligned", "rjust", ">", "ljust"),
    ("centered", "center", "^", "rjust"),
)


@family("columns-aligned", held_out=True, weight=4)
def columns_aligned(rng: Rng) -> Draft:
    """Words, pairs or rows written in columns of equal width."""
    side, method, sign, other = pick(rng, ALIGN)
    gap = pick(rng, (" | ", "  ", " ", ": ", " - ", ""))
    fill = pick(rng, (" ", " ", ".", "-", "_"))
    w = Knob(("width", "w", "columns", "size"), "int", (rng.randint(4, 9), 6, 8, 5))
    f = f', "{fill}"' if fill != " " else ""
    filled = f" filled up with {fill!r}" if fill != " " else ""
    a = words(rng, 9)
    rows = [[a[0], a[1]], [a[2], "x"]]
    key, params, returns, what, one, two, near, inputs, plan = pick(
        rng,
        (
            ("words", "$ws: list[str]", "str", f"the strings of $ws, each {side} in a field of $w characters{filled}, joined with {gap!r}",
             f'"{gap}".join($x.{method}($w{f}) for $x in $ws)', f'$out = []\nfor $x in $ws:\n    $out.append($x.{method}($w{f}))\nreturn "{gap}".join($out)',
             f'"{gap}".join($x.{other}($w{f}) for $x in $ws)', each((a[:3], a[3:5], [], ["longer than that", "b"], [a[5]])), "pad each string\njoin the fields"),
            ("longest", "$ws: list[str]", "list[str]", f"the strings of $ws, each {side} to the length of the longest of them{filled}",
             f'width = max(map(len, $ws), default=0)\nreturn [$x.{method}(width{f}) for $x in $ws]',
             f"width = 0\nfor $x in $ws:\n    width = max(width, len($x))\nreturn [$x.{method}(width{f}) for $x in $ws]",
             f"width = max(map(len, $ws), default=0)\nreturn [$x.{other}(width{f}) for $x in $ws]", each((a[:3], a[3:5], [], ["a", "bbbb"], ["tea", "x", "milk"])), "find the longest length\npad each string to it"),
            ("pairs", "$d: dict[str, int]", "str", f"the entries of $d as lines 'key{gap}value', the keys {side} to the longest key{filled}",
             f'width = max(map(len, $d), default=0)\nreturn "\\n".join(key.{method}(width{f}) + f"{gap}{{value}}" for key, value in $d.items())',
             f'width = max([len(key) for key in $d] or [0])\n$lns = []\nfor key, value in $d.items():\n    $lns.append(key.{method}(width{f}) + f"{gap}{{value}}")\nreturn "\\n".join($lns)',
             f'return "\\n".join(f"{{key}}{gap}{{value}}" for key, value in $d.items())',
             each(({a[0]: 3, a[1]: 12}, {"x": 1, "long": 2}, {}, {a[2]: rng.randint(1, 99)}, {"aa": 1, "b": 2, "cccc": 3})), "find the longest key\nwrite each entry as a padded line\njoin the lines"),
            ("table", "$rows: list[list[str]]", "str", f"$rows as lines whose cells are {side} to the longest cell of their column{filled}, joined with {gap!r}",
             f'widths = [max(map(len, column)) for column in zip(*$rows)]\nreturn "\\n".join("{gap}".join(x.{method}(n{f}) for x, n in zip(row, widths)) for row in $rows)',
             f'if not $rows:\n    return ""\nwidths = [max(len(row[j]) for row in $rows) for j in range(len($rows[0]))]\n$lns = []\nfor row in $rows:\n    cells = [x.{method}(n{f}) for x, n in zip(row, widths)]\n    $lns.append("{gap}".join(cells))\nreturn "\\n".join($lns)',
             f'width = max((len(x) for row in $rows for x in row), default=0)\nreturn "\\n".join("{gap}".join(x.{method}(width{f}) for x in row) for row in $rows)',
             each((rows, [["a", "bb"], ["ccc", "d"]], [], [["one"]], [["x", "yy", "z"], ["1", "2", "333"]])), "find the width of each column\npad the cells\njoin cells and lines"),
            ("numbers", "$ns: list[int]", "str", f"the numbers in $ns on one line, each {side} in $w characters{filled}, joined with {gap!r}",
             f'"{gap}".join(f"{{n:{fill if fill != " " else ""}{sign}{{$w}}}}" for n in $ns)', f'"{gap}".join(str(n).{method}($w{f}) for n in $ns)',
             f'"{gap}".join(str(n).{other}($w{f}) for n in $ns)', each(([1, 22, 333], [], [rng.randint(0, 9999)], [5, 50, 500])), "pad each number\njoin the fields"),
        ),
    )  # fmt: skip
    if key == "numbers" and side == "centered":
        one = two
    row = Row(
        f"{key}|{side}|{'fill' if f else 'space'}",
        f"align_{key} format_{key} {key}_in_columns pad_{key} layout_{key} columns",
        params,
        returns,
        f"""
        Return {what}
        Write {what}
        Given {params.split(":")[0]}, return {what}
        Format {what}
        """,
        plan,
        tuple(dict.fromkeys((one, two))),
        inputs,
        (near,),
        f"""
        A report prints data in columns. Return {what}. Longer entries are not cut.

        You are given {params.split(":")[0]}. For a tidy listing, return {what}.
        """,
        notes="Longer entries are not cut",
    )
    use: Use = {
        "w": w,
        "x": ("w", "word", "s", "item", "cell"),
        "d": ("entries", "data", "d", "table"),
        "rows": ("rows", "table", "grid", "lines"),
        "ns": ("numbers", "nums", "values", "ns"),
    }
    return written(rng, row, use)


def layout_rows(rng: Rng, m: str, e: str) -> list[Row]:
    """Headings, boxes, bars, lists."""
    a = words(rng, 6)
    titles = each((a[0].title(), f"{a[1]} {a[2]}", "", "Results", sentence(rng, 3)))
    dicts = each(({a[0]: 3, a[1]: 1}, {}, {"x": 0, "long": 5}, {a[2]: rng.randint(1, 9)}))
    return [
        Row("underline", "underline heading make_title underlined", "$s: str", "str",
            f"""
            Return $s, a line break, and as many '{m}' as $s has characters
            Underline the title $s with '{m}' on the next line, exactly as long as the title
            """, "repeat the mark\njoin both lines", (f'$s + "\\n" + "{m}" * len($s)', f'return f"{{$s}}\\n{{\'{m}\' * len($s)}}"'), titles, (f'$s + "\\n" + "{m}"', f'$s + "{m}" * len($s)'), chinese="返回标题 $s 以及下一行同样长度的下划线"),
        Row("box", "box_text frame draw_box boxed", "$s: str", "str",
            f"""
            Draw a frame of '{m}' around the line $s, with one space on its left and right
            Return three lines: a row of '{m}', then '{m} ' + $s + ' {m}', then the same row, all equally long
            """, "make the middle line\nrepeat the mark to its length\njoin the three lines",
            (f'middle = f"{m} {{$s}} {m}"\nedge = "{m}" * len(middle)\nreturn "\\n".join((edge, middle, edge))', f'edge = "{m}" * (len($s) + 4)\nreturn edge + "\\n{m} " + $s + " {m}\\n" + edge'), titles,
            (f'edge = "{m}" * len($s)\nreturn edge + "\\n{m} " + $s + " {m}\\n" + edge',)),
        Row("box-many", "box_lines frame_all boxed_list", "$ws: list[str]", "str",
            f"""
            Draw a frame of '{m}' around the lines $ws, each filled up with spaces to the longest and one space beside the frame
            Return $ws in a box: a border of '{m}' above, below and at both sides, with a space between border and the padded lines
            """, "find the longest line\npad and frame each line\nput a border above and below",
            (f'width = max(map(len, $ws), default=0)\nborder = "{m}" * (width + 4)\nreturn "\\n".join([border, *(f"{m} {{x.ljust(width)}} {m}" for x in $ws), border])',
             f'width = max(map(len, $ws), default=0)\n$lns = ["{m}" * (width + 4)]\nfor x in $ws:\n    $lns.append("{m} " + x.ljust(width) + " {m}")\n$lns.append($lns[0])\nreturn "\\n".join($lns)'),
            each((a[:2], a[2:5], [], [a[0]])), (f'border = "{m}" * 8\nreturn "\\n".join([border, *(f"{m} {{x}} {m}" for x in $ws), border])',)),
        Row("progress", "progress_bar draw_progress bar_of", "$done: int, $all: int", "str",
            f"""
            Draw a progress bar of $k characters in brackets: '{m}' for the finished share $done / $all (rounded down), '{e}' for the rest
            Return '[', $k characters of which $k * $done // $all are '{m}' and the others '{e}', and ']'
            Show $done of $all as a bar of width $k between brackets, filled with '{m}' (rounded down) and '{e}'
            """, "compute the filled part\nwrite both parts in brackets", (f'filled = $k * $done // $all\nreturn "[" + "{m}" * filled + "{e}" * ($k - filled) + "]"',
             f'filled = $k * $done // $all\nbar = ("{m}" * filled).ljust($k, "{e}")\nreturn f"[{{bar}}]"'), [(3, 4), (0, 5), (5, 5), (1, 3), (rng.randint(1, 9), 10)],
            (f'filled = round($done / $all)\nreturn "[" + "{m}" * filled + "{e}" * ($k - filled) + "]"', f'"[" + "{m}" * $done + "{e}" * ($all - $done) + "]"'),
            f"A download shows how far it is: of $all pieces $done are there. The bar consists of $k characters between '[' and ']': '{m}' for the finished share, "
            f"rounded down to whole characters, then '{e}'. Return the bar. $all is positive.", f"返回宽度为 $k 的进度条,用 '{m}' 表示已完成部分"),
        Row("bars", "bar_chart histogram draw_bars", "$d: dict[str, int]", "str",
            f"""
            Return one line per entry of $d: the key, ': ' and the value as that many '{m}'
            Draw the counts in $d as rows of '{m}', each after its name and ': '
            Write a simple chart of $d, for example 'x: {m * 3}' for the value 3
            """, "write each entry as name and marks\njoin the lines", (f'"\\n".join(f"{{key}}: {{\'{m}\' * value}}" for key, value in $d.items())', f'$lns = []\nfor key, value in $d.items():\n    $lns.append(key + ": " + "{m}" * value)\nreturn "\\n".join($lns)'), dicts,
            ('"\\n".join(f"{key}: {value}" for key, value in $d.items())',), chinese="用条形文字图表示字典 $d 中的计数,每项一行"),
        Row("bars-sorted", "ranked_chart sorted_bars top_bars", "$d: dict[str, int]", "list[str]",
            f"""
            Return lines 'key {m * 3} 3' for the entries of $d: name, as many '{m}' as the value, and the value, largest value first (ties by name)
            List the entries of $d from the largest value down, ties alphabetically, each as name, bar of '{m}' and value, separated by spaces
            """, "sort by falling value, then name\nwrite name, bar and value", (f'entries = sorted($d.items(), key=lambda x: (-x[1], x[0]))\nreturn [f"{{key}} {{\'{m}\' * value}} {{value}}" for key, value in entries]',),
            dicts, (f'return [f"{{key}} {{\'{m}\' * value}} {{value}}" for key, value in sorted($d.items())]', f'return [f"{{key}} {{\'{m}\' * value}} {{value}}" for key, value in $d.items()]')),
        Row("columns-chart", "vertical_bars tower_chart skyline", "$ns: list[int]", "list[str]",
            f"""
            Draw the non-negative numbers $ns as columns of '{m}' and return the rows from top to bottom, '{e}' where a column has ended
            Return a chart of $ns in rows, the highest first: in row h a '{m}' for every number of at least h, otherwise '{e}'
            """, "go through the heights from the largest down to 1\nwrite a mark for every number that reaches the height",
            (f'["".join("{m}" if n >= h else "{e}" for n in $ns) for h in range(max($ns, default=0), 0, -1)]', f'$out = []\nfor h in range(max($ns, default=0), 0, -1):\n    row = ""\n    for n in $ns:\n        row += "{m}" if n >= h else "{e}"\n    $out.append(row)\nreturn $out'),
            each(([1, 3, 2], [], [0, 0], [2], [rng.randint(0, 5) for _ in range(4)])), (f'["".join("{m}" if n > h else "{e}" for n in $ns) for h in range(max($ns, default=0), 0, -1)]', f'["".join("{m}" if n >= h else "{e}" for n in $ns) for h in range(1, max($ns, default=0) + 1)]')),
        Row("tree", "indent_tree outline print_tree", "$items: list[tuple[int, str]]", "str",
            f"""
            Write the (level, name) pairs of $items as lines '{m} name', indented by $k spaces per level
            Return an outline of $items, tuples of level (from 0) and text: $k spaces for each level, '{m} ' and the text
            """, "write each item with its indentation\njoin the lines", (f'"\\n".join(" " * ($k * level) + "{m} " + name for level, name in $items)', f'$lns = []\nfor level, name in $items:\n    $lns.append(f"{{\' \' * level * $k}}{m} {{name}}")\nreturn "\\n".join($lns)'),
            each(([(0, a[0]), (1, a[1])], [], [(0, "x"), (1, "y"), (2, "z")], [(2, a[3])])), (f'"\\n".join(" " * level + "{m}" + name for level, name in $items)',)),
        Row("checklist", "checklist todo_text render_tasks", "$d: dict[str, bool]", "str",
            """
            Write $d, task names with whether they are done, as lines '[x] name' for done and '[ ] name' for open ones
            Return a checklist of $d with '[x] ' before finished tasks and '[ ] ' before the others, one per line
            """, "choose the box of each task\njoin the lines", ('"\\n".join(f"[{\'x\' if done else \' \'}] {name}" for name, done in $d.items())', '$lns = []\nfor name, done in $d.items():\n    box = "[x]" if done else "[ ]"\n    $lns.append(f"{box} {name}")\nreturn "\\n".join($lns)'),
            each(({a[0]: True, a[1]: False}, {}, {"cook": False}, {"x": True, "y": True})), ('"\\n".join(f"[x] {name}" for name, done in $d.items() if done)', '"\\n".join(f"[{\' \' if done else \'x\'}] {name}" for name, done in $d.items())')),
        Row("dotted", "menu_line dotted_line toc_line", "$s: str, $n: int", "str",
            f"""
            Return a line of $k characters: $s at its left, $n at its right, and '{m}' in between (nothing is cut if it is too long)
            Write $s and the number $n with '{m}' between them so that the line is $k characters long, if they fit
            """, "subtract both lengths from the width\nput the marks between", (f'number = str($n)\nreturn $s + "{m}" * ($k - len($s) - len(number)) + number', f'return $s + str($n).rjust($k - len($s), "{m}")'),
            [(a[0], 7), ("Index", 120), ("", 3), ("A very long title of a chapter", 12), (a[1], rng.randint(1, 99))], (f'$s + "{m}" * $k + str($n)', f'$s.ljust($k, "{m}") + str($n)')),
        Row("sign", "price_table receipt write_receipt", "$d: dict[str, int]", "str",
            """
            Write $d, item names with prices, as lines 'name: price' and a last line 'total: ' with the sum
            Return a receipt for $d: one line 'item: price' per entry, then 'total: ' and the sum of the prices
            """, "write a line per entry\nadd the line with the sum\njoin", ('$lns = [f"{name}: {price}" for name, price in $d.items()]\n$lns.append(f"total: {sum($d.values())}")\nreturn "\\n".join($lns)',),
            dicts, ('"\\n".join(f"{name}: {price}" for name, price in $d.items())', '$lns = [f"{name}: {price}" for name, price in $d.items()]\n$lns.append(f"total: {len($d)}")\nreturn "\\n".join($lns)')),
    ]  # fmt: skip


@family("text-drawn", weight=3.5)
def text_drawn(rng: Rng) -> Draft:
    """Headings, boxes, bars, outlines and receipts drawn with characters."""
    m, e = rng.sample("-=#*.~+_", 2)
    row = pick(rng, layout_rows(rng, m, e))
    size = pick(rng, (2, 3, 4)) if row.key == "tree" else rng.randint(8, 20)
    use: Use = {
        "s": ("title", "heading", "s", "text", "label"),
        "k": Knob(
            ("width", "k", "size", "columns") if row.key != "tree" else ("indent", "step", "k"),
            "int",
            (size, 10 if row.key != "tree" else 1, size + 2),
        ),
        "done": ("done", "finished", "current", "part"),
        "all": ("total", "whole", "steps", "goal"),
        "d": ("counts", "entries", "data", "items_table", "tasks"),
        "ns": ("heights", "numbers", "values", "ns"),
        "items": ("items", "nodes", "entries", "outline_items"),
    }
    return written(rng, row, use)


@family("text-wrapped", weight=3.5)
def text_wrapped(rng: Rng) -> Draft:
    """Lines filled up to a width: wrapped, cut at a word, aligned, counted."""
    k = Knob(("width", "k", "limit", "columns", "size"), "int", (rng.randint(9, 16), 12, 10, 20))
    fill = """
    $out = []
    current = ""
    for $w in $sent.split():
        if current and len(current) + 1 + len($w) > $k:
            $out.append(current)
            current = $w
        else:
            current = f"{current} {$w}" if current else $w
    if current:
        $out.append(current)
    return {}
    """
    mark = symbol(rng)
    key, returns, what, end, near_end = pick(
        rng,
        (
            ("lines", "list[str]", "a list of lines", "$out", "$out[:1]"),
            ("text", "str", "one text with line breaks", '"\\n".join($out)', '" ".join($out)'),
            ("count", "int", "the number of lines needed", "len($out)", "len($out) + 1"),
            ("right", "list[str]", "a list of lines, each padded with spaces on the left to $k characters", "[x.rjust($k) for x in $out]", "[x.ljust($k) for x in $out]"),
            ("center", "list[str]", "a list of lines centered in $k characters", "[x.center($k) for x in $out]", "[x.rjust($k) for x in $out]"),
            ("quoted", "str", f"one text in which every line starts with '{mark} ' (not counted in the width)", f'"\\n".join(f"{mark} {{x}}" for x in $out)', '"\\n".join($out)'),
            ("first", "str", "only the first line", '$out[0] if $out else ""', '$out[-1] if $out else ""'),
            ("longest", "int", "the length of the longest line", "max(map(len, $out), default=0)", "min(map(len, $out), default=0)"),
        ),
    )  # fmt: skip
    body = fill.replace("return {}", f"return {end}")
    row = Row(
        f"{key}|wrap",
        f"wrap_{key} wrap_text fill_lines break_lines {key}_of_wrapped word_wrap",
        "$sent: str",
        returns,
        f"""
        Break the words of $sent into lines of at most $k characters, filling each line as far as possible, and return {what}
        Wrap $sent at $k characters without breaking words and return {what}
        Put as many words of $sent as fit on lines of width $k, separated by single spaces; return {what}
        Given a text $sent, fill lines of up to $k characters word by word and return {what}
        """,
        "go through the words\nstart a new line if the word does not fit\notherwise append it to the line\nreturn what is asked",
        (body, body.replace('f"{current} {$w}" if current else $w', '(current + " " + $w).lstrip()')),
        each(
            (
                sentence(rng, 6),
                sentence(rng, 4),
                "",
                " ".join(words(rng, 8)),
                "extraordinarily long",
                "a b c d e f g h i j k l m",
            )
        ),
        (
            fill.replace("return {}", f"return {near_end}"),
            body.replace("len(current) + 1 + len($w) > $k", "len(current) + len($w) > $k"),
        ),
        f"""
        A display shows $k characters per line. The words of $sent, separated by single spaces, are put on lines in order: a word that does not fit on
        the line any more begins the next one. A word longer than the line gets a line of its own and is not cut. Return {what}.
        """,
        notes="A word longer than the width stands alone and is not cut",
    )
    return written(rng, row, {"k": k})
