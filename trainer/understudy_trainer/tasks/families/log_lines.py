"""Families over logs and searched text: levels, times, lines that match."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written

SHAPES = (
    ("bracket", "[LEVEL] message", '$ln.split("] ", 1)', "[1:]", "[{0}] {1}"),
    ("colon", "LEVEL: message", '$ln.split(": ", 1)', "", "{0}: {1}"),
    ("pipe", "LEVEL | message", '$ln.split(" | ", 1)', "", "{0} | {1}"),
    ("space", "LEVEL message", '$ln.split(" ", 1)', "", "{0} {1}"),
)  # fmt: skip


@family("log-levels", weight=4.5)
def log_levels(rng: Rng) -> Draft:
    """Log lines of some shape: counted by level, filtered, first and last of a level, messages."""
    shape, shown, split, cut, made = pick(rng, SHAPES)
    levels = pick(
        rng, (("INFO", "WARN", "ERROR"), ("DEBUG", "INFO", "ERROR"), ("NOTE", "ALERT", "FATAL"), ("LOW", "MID", "HIGH"))
    )
    level = Knob(("level", "wanted", "kind", "severity"), "str", (levels[2], levels[0], levels[1], levels[2]))
    as_list = rng.random() < 0.5
    source = "$lns" if as_list else "$txt.splitlines()"

    def log(n: int) -> list[str]:
        return [made.format(pick(rng, levels), " ".join(words(rng, 2))) for _ in range(n)]

    logs = [
        [
            *log(2),
            made.format(levels[2], "disk full"),
            made.format(levels[0], "ok"),
            made.format(levels[2], "disk full"),
        ],
        log(1),
        [],
        log(3),
        [made.format(levels[1], f"{levels[2]} {levels[0]}")],
    ]
    inputs = each([x if as_list else "\n".join(x) for x in logs])
    loop = f"for $ln in {source}:\n    level_name, message = {split}\n".replace("level_name, message", "name, message")
    name = "name[1:]" if cut else "name"
    pairs = f"entries = [{split} for $ln in {source}]\n"
    nm = "x[1:]" if cut else "x"
    order = "(" + ", ".join(f'"{x}"' for x in levels) + ")"
    key, returns, what, start, step, end, short, near = pick(
        rng,
        (
            ("count", "dict[str, int]", "a dict from each level that occurs to its number of lines, in order of first appearance", "$out = {}", f"$out[{name}] = $out.get({name}, 0) + 1", "$out",
             f"names = [{nm} for x, _ in entries]\nreturn {{x: names.count(x) for x in names}}", f"return {{{nm}: 1 for x, _ in entries}}"),
            ("number", "int", "how many lines have the level $level!s", "$out = 0", f"if {name} == $level!r:\n        $out += 1", "$out", f"return sum(1 for x, _ in entries if {nm} == $level!r)",
             f"return sum(1 for $ln in {source} if $level!r in $ln and $ln)  + 1"),
            ("messages", "list[str]", "the messages of the lines with level $level!s, in order", "$out = []", f"if {name} == $level!r:\n        $out.append(message)", "$out",
             f"return [y for x, y in entries if {nm} == $level!r]", f"return [$ln for $ln in {source} if $level!r in $ln]"),
            ("other", "list[str]", "the whole lines whose level is not $level!s", "$out = []", f"if {name} != $level!r:\n        $out.append($ln)", "$out", "",
             f"return [$ln for $ln in {source} if $level!r not in $ln]"),
            ("first", "str | None", "the message of the first line with level $level!s, or None", "", f"if {name} == $level!r:\n        return message", "None",
             f"return next((y for x, y in entries if {nm} == $level!r), None)", f"return next((y for x, y in reversed(entries) if {nm} == $level!r), None)"),
            ("last", "str | None", "the message of the last line with level $level!s, or None", "$out = None", f"if {name} == $level!r:\n        $out = message", "$out",
             f"return next((y for x, y in reversed(entries) if {nm} == $level!r), None)", f"return next((y for x, y in entries if {nm} == $level!r), None)"),
            ("numbers", "list[int]", "the line numbers, counted from 1, of the lines with level $level!s", "", "", "", f"return [n for n, (x, _) in enumerate(entries, start=1) if {nm} == $level!r]",
             f"return [n for n, (x, _) in enumerate(entries) if {nm} == $level!r]"),
            ("unique", "list[str]", "the different messages with level $level!s, sorted", "$out = set()", f"if {name} == $level!r:\n        $out.add(message)", "sorted($out)",
             f"return sorted({{y for x, y in entries if {nm} == $level!r}})", f"return sorted(y for x, y in entries if {nm} == $level!r)"),
            ("grouped", "dict[str, list[str]]", "a dict from each level that occurs to the list of its messages", "$out = {}", f"$out.setdefault({name}, []).append(message)", "$out", "",
             f"return {{{nm}: [y] for x, y in entries}}"),
            ("worst", "str | None", f"the worst level that occurs (the levels are, from harmless to bad, {', '.join(levels)}), or None for an empty log", "", "", "",
             f"names = [{nm} for x, _ in entries]\nreturn max(names, key={order}.index, default=None)", f"return max(({nm} for x, _ in entries), default=None)"),
            ("at-least", "list[str]", f"the messages of all lines whose level is $level!s or worse (from harmless to bad: {', '.join(levels)})", "", "", "",
             f"order = {order}\nreturn [y for x, y in entries if order.index({nm}) >= order.index($level!r)]", f"order = {order}\nreturn [y for x, y in entries if order.index({nm}) > order.index($level!r)]"),
            ("repeated", "str | None", "the message that occurs most often, whatever its level, the first one on a tie, or None for an empty log", "", "", "",
             "messages = [y for _, y in entries]\nreturn max(messages, key=messages.count, default=None)", "return entries[0][1] if entries else None"),
        ),
    )  # fmt: skip
    body = (f"{start}\n" if start else "") + f"{loop}    {step}\nreturn {end}"
    solutions = ([body] if step else []) + ([pairs + short] if short else [])
    if rng.random() < 0.5:
        solutions.reverse()
    holder = "a list of log lines $lns" if as_list else "a log $txt with one entry per line"
    row = Row(
        f"{key}|{shape}|{'list' if as_list else 'text'}",
        f"{key.replace('-', '_')}_of_log read_log log_{key.replace('-', '_')} scan_log {key.replace('-', '_')}_entries parse_log",
        "$lns: list[str]" if as_list else "$txt: str",
        returns,
        f"""
        Return {what}; {"$lns holds log lines" if as_list else "$txt is a log with lines"} of the form '{shown}'
        Given {holder} of the form '{shown}', return {what}
        Read {"the log lines $lns" if as_list else "the log $txt"} ('{shown}' each) and return {what}
        Find {what} in {"$lns" if as_list else "the text $txt"}, whose lines look like '{shown}'
        """,
        f"split each line into level and message\n{'keep the lines of the level' if '$level' in what else 'collect what is asked'}\nreturn the result",
        tuple(solutions),
        inputs,
        (near if near.startswith("return [$ln") or "$ln in" in near else pairs + near,),
        f"""
        A server writes a log. You get it as {"a list of lines $lns" if as_list else "one text $txt, one entry per line"}; every line has the form '{shown}' with one of the levels {", ".join(levels)}. Return {what}.
        """,
    )
    return written(
        rng,
        row,
        {
            "level": level,
            "txt": ("log", "text", "content", "output"),
            "lns": ("lines", "log", "entries_list", "records"),
        },
    )


@family("lines-searched", weight=5)
def lines_searched(rng: Rng) -> Draft:
    """Lines of a text that contain, start with, equal or lack a given text: listed, numbered, counted, with context."""
    find = Knob(
        ("needle", "pattern", "word", "query", "target"),
        "str",
        (pick(rng, ("an", "the", "e", "re", "x")), "a", "o", "The"),
        0.7,
    )
    nocase = rng.random() < 0.3
    ln, what_for = ("$ln.lower()", "$find!r.lower()") if nocase else ("$ln", "$find!r")
    how, clause, test, near_test = pick(
        rng,
        (
            ("contain", "contain $find!s", f"{what_for} in {ln}", f"{ln}.startswith({what_for})"),
            ("lack", "do not contain $find!s", f"{what_for} not in {ln}", f"{what_for} in {ln}"),
            ("start", "start with $find!s", f"{ln}.startswith({what_for})", f"{what_for} in {ln}"),
            (
                "word",
                "contain $find!s as a whole word between spaces",
                f"{what_for} in {ln}.split()",
                f"{what_for} in {ln}",
            ),
            ("end", "end with $find!s", f"{ln}.endswith({what_for})", f"{what_for} in {ln}"),
        ),
    )
    clause += ", ignoring case" if nocase else ""
    it = "for $ln in $txt.splitlines()"
    num = "for $i, $ln in enumerate($txt.splitlines(), start=1)"
    form, returns, what, one, two, wrong = pick(
        rng,
        (
            ("list", "list[str]", f"the lines of $txt that {clause}", f"[$ln {it} if {test}]", f"$out = []\n{it}:\n    if {test}:\n        $out.append($ln)\nreturn $out", ""),
            ("numbered", "list[str]", f"the lines of $txt that {clause}, each with its line number (from 1) in front as in '3: text'", f'[f"{{$i}}: {{$ln}}" {num} if {test}]',
             f'$out = []\n{num}:\n    if {test}:\n        $out.append(f"{{$i}}: {{$ln}}")\nreturn $out', one_off := f'[f"{{$i}}: {{$ln}}" for $i, $ln in enumerate($txt.splitlines()) if {test}]'),
            ("numbers", "list[int]", f"the numbers, counted from 1, of the lines of $txt that {clause}", f"[$i {num} if {test}]", f"$out = []\n{num}:\n    if {test}:\n        $out.append($i)\nreturn $out",
             f"[$i for $i, $ln in enumerate($txt.splitlines()) if {test}]"),
            ("count", "int", f"how many lines of $txt {clause}", f"sum(1 {it} if {test})", f"$cnt = 0\n{it}:\n    if {test}:\n        $cnt += 1\nreturn $cnt", "$txt.count($find!r)"),
            ("first", "int", f"the number, counted from 1, of the first of the lines of $txt that {clause}, or 0 if there is none", f"next(($i {num} if {test}), 0)", f"{num}:\n    if {test}:\n        return $i\nreturn 0",
             f"next(($i for $i, $ln in enumerate($txt.splitlines()) if {test}), 0)"),
            ("text", "str", f"the lines of $txt that {clause}, joined with line breaks", f'"\\n".join($ln {it} if {test})', f'$out = []\n{it}:\n    if {test}:\n        $out.append($ln)\nreturn "\\n".join($out)', ""),
            ("until", "list[str]", f"the lines of $txt before the first of those that {clause}", f"$out = []\n{it}:\n    if {test}:\n        break\n    $out.append($ln)\nreturn $out",
             f"return list(takewhile(lambda $ln: not ({test}), $txt.splitlines()))", ""),
            ("after", "list[str]", f"the lines of $txt after the first of those that {clause} (none if there is no such line)", f"$lns = $txt.splitlines()\nfor $i, $ln in enumerate($lns):\n    if {test}:\n        return $lns[$i + 1:]\nreturn []",
             f"return list(dropwhile(lambda $ln: not ({test}), $txt.splitlines()))[1:]", f"$lns = $txt.splitlines()\nfor $i, $ln in enumerate($lns):\n    if {test}:\n        return $lns[$i:]\nreturn []"),
            ("next", "list[str]", f"the lines of $txt that directly follow a line of those that {clause}", f"$lns = $txt.splitlines()\nreturn [after for $ln, after in zip($lns, $lns[1:]) if {test}]",
             f"$lns = $txt.splitlines()\n$out = []\nfor $i in range(len($lns) - 1):\n    $ln = $lns[$i]\n    if {test}:\n        $out.append($lns[$i + 1])\nreturn $out", f"$lns = $txt.splitlines()\nreturn [$ln for $ln, after in zip($lns, $lns[1:]) if {test}]"),
            ("marked", "str", f"$txt with '> ' in front of the lines that {clause} and two spaces in front of the others", f'"\\n".join(("> " if {test} else "  ") + $ln {it})',
             f'$out = []\n{it}:\n    if {test}:\n        $out.append("> " + $ln)\n    else:\n        $out.append("  " + $ln)\nreturn "\\n".join($out)', f'"\\n".join("> " + $ln {it} if {test})'),
        ),
    )  # fmt: skip
    del one_off
    w = words(rng, 4)
    texts = each(
        (
            f"the {w[0]}\nAn end\nman the",
            f"{sentence(rng, 3)}\n{sentence(rng, 2)}\n{w[1]} x",
            "",
            f"{w[2]}\n\nThe tree\n",
            "a\nthe\nother\nexan\nX",
            f"{w[3]} an",
        )
    )
    row = Row(
        f"{how}|{form}|{nocase}",
        f"{form}_lines grep {form}_matching find_lines search_lines lines_that_{how}",
        "$txt: str",
        returns,
        f"""
        Return {what}
        Given a text $txt, return {what}
        Find {what}
        Search $txt line by line and return {what}
        Get {what}
        """,
        f"split the text into lines\n{'number them from 1' if 'number' in form else 'test each line'}\n" + {"count": "count those that pass", "list": "keep those that pass"}.get(form, "return what is asked"),
        (one, two),
        texts,
        tuple(x for x in (one.replace(test, near_test), wrong) if x),
        f"""
        You are given a text $txt of several lines. Return {what}. {"Case does not matter" if nocase else "Case matters"}.

        A small search tool reads the text $txt. It reports {what}.
        """,
        notes="" if nocase else "Case matters",
        imports="from itertools import dropwhile, takewhile" if "while(" in two and "takewhile" not in two + "x" else "from itertools import takewhile" if "takewhile" in two else "from itertools import dropwhile" if "dropwhile" in two else "",
    )  # fmt: skip
    return written(rng, row, {"find": find})
