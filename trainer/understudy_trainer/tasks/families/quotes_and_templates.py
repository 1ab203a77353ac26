"""Families over quoted text, escapes and templates with slots."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Args, Row, Use, written
from understudy_trainer.tasks.vocabulary.text import word


@family("templates-filled", weight=4.5)
def templates_filled(rng: Rng) -> Draft:
    """Slots such as {name} in a text: filled, listed, checked, counted; missing ones kept or replaced."""
    left, right = pick(rng, (("{", "}"), ("<", ">"), ("[", "]"), ("%", "%"), ("{{", "}}"), ("@", "@"), ("${", "}")))
    a, b, c = (word(rng).lower() for _ in range(3))
    pattern = (
        "".join(f"\\{x}" if x in "{}[]$" else x for x in left)
        + r"(\w+)"
        + "".join(f"\\{x}" if x in "{}[]$" else x for x in right)
    )
    slot = f"{left}name{right}"
    t = [
        f"Hi {slot}, {left}n{right} {a}s",
        f"{left}{b}{right}{left}{b}{right}",
        "no slots",
        "",
        f"{left}x{right} and {slot}!",
    ]
    d = [{"name": "Ann", "n": "3"}, {b: c}, {"name": "Bo"}, {}, {"x": "1"}]
    both: list[Args] = list(zip(t, d, strict=True))
    find = f're.findall(r"{pattern}", $s)'
    key, params, returns, what, one, two, near, inputs, plan = pick(
        rng,
        (
            ("known", "$s: str, $d: dict[str, str]", "str", f"$s with each slot '{slot}' whose name is a key of $d replaced by its value, others left alone",
             f'for name, value in $d.items():\n    $s = $s.replace("{left}" + name + "{right}", value)\nreturn $s',
             f're.sub(r"{pattern}", lambda m: $d.get(m[1], m[0]), $s)', "for name, value in $d.items():\n    $s = $s.replace(name, value)\nreturn $s",
             both, "put each value into its slots"),
            ("blank", "$s: str, $d: dict[str, str]", "str", f"$s with each slot '{slot}' replaced by the value of its name in $d, or by nothing if the name is missing",
             f're.sub(r"{pattern}", lambda m: $d.get(m[1], ""), $s)', f'for name in {find}:\n    $s = $s.replace("{left}" + name + "{right}", $d.get(name, ""))\nreturn $s',
             f're.sub(r"{pattern}", lambda m: $d.get(m[1], m[0]), $s)', both, "put the value or nothing into each slot"),
            ("default", "$s: str, $d: dict[str, str], $x: str", "str", f"$s with each slot '{slot}' replaced by the value of its name in $d, or by $x if the name is missing",
             f're.sub(r"{pattern}", lambda m: $d.get(m[1], $x), $s)', f'for name in {find}:\n    $s = $s.replace("{left}" + name + "{right}", $d.get(name, $x))\nreturn $s',
             f're.sub(r"{pattern}", lambda m: $d.get(m[1], ""), $s)', [(*r, "?") for r in both], "put the value or the default into each slot"),
            ("names", "$s: str", "list[str]", f"the different names in slots '{slot}' of $s, in order of first appearance", f"list(dict.fromkeys({find}))",
             f"$out = []\nfor name in {find}:\n    if name not in $out:\n        $out.append(name)\nreturn $out", find, each(t), "find the names\ndrop repeats"),
            ("missing", "$s: str, $d: dict[str, str]", "list[str]", f"the names in slots '{slot}' of $s that are no keys of $d, sorted and each once",
             f"sorted(set({find}) - set($d))", f"return sorted({{name for name in {find} if name not in $d}})", f"sorted({find})", both, "find the names\nkeep those without a value"),
            ("count", "$s: str", "int", f"the number of slots of the form '{slot}' in $s, repeated ones included", f"len({find})",
             f'return sum(1 for _ in re.finditer(r"{pattern}", $s))', f"len(set({find}))", each(t), "find all slots\ncount them"),
            ("listed", "$s: str, $ws: list[str]", "str", f"$s with its slots '{slot}' replaced, from left to right, by the strings in $ws; slots without a string stay",
             f'for value in $ws:\n    $s = re.sub(r"{pattern}", lambda m: value, $s, count=1)\nreturn $s',
             f'values = iter($ws)\nreturn re.sub(r"{pattern}", lambda m: next(values, m[0]), $s)', f're.sub(r"{pattern}", $ws[0] if $ws else "", $s)',
             [(x, y) for x, y in zip(t, (["Al", "5"], [a], [c], [], ["1", "2", "3"]), strict=True)], "replace one slot after the other"),
            ("every", "$s: str, $rows: list[dict[str, str]]", "list[str]", f"a list with $s filled in for each dict of $rows, '{slot}' standing for the value of 'name'",
             f'return [re.sub(r"{pattern}", lambda m: row[m[1]], $s) for row in $rows]',
             f'$out = []\nfor row in $rows:\n    filled = $s\n    for name, value in row.items():\n        filled = filled.replace("{left}" + name + "{right}", value)\n    $out.append(filled)\nreturn $out',
             "return [$s for _ in $rows]", [(f"Dear {slot}", [{"name": "Ann"}, {"name": "Bo"}]), (t[1], [{b: "x"}]), ("none", [{"name": "Al"}]), (slot, [])], "fill the text once per dict"),
        ),
    )  # fmt: skip
    row = Row(
        f"{key}|{left[0]}",
        f"{key}_template fill_template render {key}_slots fill_in template_{key}",
        params,
        returns,
        f"""
        Return {what}
        Given a template $s, return {what}
        In the template $s names stand in slots such as '{slot}'; return {what}
        Work out {what}
        """,
        plan,
        (one, two),
        inputs,
        (near,),
        f"""
        A letter is written as a template $s in which slots such as '{slot}' hold names made of letters, digits and underscores. Return {what}.

        You are given a text $s with slots: a name between '{left}' and '{right}'. Return {what}.
        """,
        imports="import re",
    )
    use: Use = {
        "s": ("template", "text", "s", "pattern", "letter"),
        "d": ("values", "data", "d", "mapping"),
        "ws": ("values", "words", "args"),
        "rows": ("rows", "records", "people"),
        "x": ("default", "fallback", "filler"),
    }
    return written(rng, row, use)


def quote_rows(rng: Rng, q: str, e: str) -> list[Row]:
    """Quoted parts and escapes."""
    a, b, c = (word(rng).lower() for _ in range(3))
    lit = f'"{q}"' if q != '"' else "'\"'"
    quotes = each((f"say {q}{a} {b}{q} or {q}{c}{q}", "none", "", f"{q}{q}", f"{q}{a}{q}", f"x{q}{b}, y{q}z"))
    sep = pick(rng, (",", ";", "|"))
    name = {"'": "single quotes", '"': "double quotes", "`": "backticks", "*": "asterisks", "_": "underscores"}[q]
    esc = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")]
    return [
        Row("find", "quoted_parts find_quoted texts_in_quotes", "$s: str", "list[str]",
            f"""
            Return the texts that stand between pairs of {name} in $s
            List what is enclosed in {name} ({q}) in the text $s, in order
            Extract every part of $s put in {name}; their number is even
            """, "split at the marks\nkeep every second part", (f"$s.split({lit})[1::2]", f"return [part for $i, part in enumerate($s.split({lit})) if $i % 2 == 1]"), quotes,
            (f"$s.split({lit})[::2]", f"[part for part in $s.split({lit}) if part]"),
            f"In the text $s some parts are marked by {name} ({q}) around them, which always come in pairs. Return the marked parts, possibly empty, in order.", chinese="返回 $s 中成对引号之间的文本列表"),
        Row("outside", "outside_quotes remove_quoted unquoted_text", "$s: str", "str",
            f"""
            Remove all parts of $s between pairs of {name}, together with the {name}
            Return the text $s without what stands in {name} ({q})
            """, "split at the marks\njoin every second part", (f'"".join($s.split({lit})[::2])', f'$out = ""\ninside = False\nfor $c in $s:\n    if $c == {lit}:\n        inside = not inside\n    elif not inside:\n        $out += $c\nreturn $out'), quotes,
            (f'"".join($s.split({lit})[1::2])', f"$s.replace({lit}, \"\")")),
        Row("split", "split_quoted split_respecting_quotes split_fields", "$s: str", "list[str]",
            f"""
            Split $s at '{sep}', except where it stands between {name}; the {name} are dropped
            Return the fields of $s separated by '{sep}', where {name} protect the separator and are removed
            Cut the line $s into fields at '{sep}'; a '{sep}' inside {name} ({q}) does not separate
            """, "go through the characters\nswitch at each quote\nstart a new field at a separator outside quotes\notherwise append the character",
            (f"""
             $out = [""]
             inside = False
             for $c in $s:
                 if $c == {lit}:
                     inside = not inside
                 elif $c == "{sep}" and not inside:
                     $out.append("")
                 else:
                     $out[-1] += $c
             return $out
             """,), each((f"{a}{sep}{q}{b}{sep}{c}{q}{sep}x", "", f"{q}{sep}{q}", f"1{sep}2{sep}{sep}3", f"{q}a{q}{sep}b")), (f'$s.replace({lit}, "").split("{sep}")', f'$s.split("{sep}")'),
            f"A line $s holds fields separated by '{sep}'. A field that contains the separator is put in {name}, which do not belong to the value. Return the "
            "list of values; an empty line has one empty value."),
        Row("quote-if", "quote_if_needed write_fields join_quoted_fields", "$ws: list[str]", "str",
            f"""
            Join $ws with '{sep}', putting those strings in {name} that contain '{sep}' or a space
            Return $ws as one line separated by '{sep}'; a value with a '{sep}' or a space in it gets {name} around it
            """, "quote the values that need it\njoin with the separator",
            (f'"{sep}".join({lit} + $w + {lit} if "{sep}" in $w or " " in $w else $w for $w in $ws)',
             f'$out = []\nfor $w in $ws:\n    if "{sep}" in $w or " " in $w:\n        $w = {lit} + $w + {lit}\n    $out.append($w)\nreturn "{sep}".join($out)'),
            each(([a, f"{b} {c}"], [f"x{sep}y", "z"], [], [a], ["", " ", c])), (f'"{sep}".join($ws)', f'"{sep}".join({lit} + $w + {lit} for $w in $ws)')),
        Row("balanced", "quotes_balanced quotes_closed even_quotes", "$s: str", "bool",
            f"""
            Check whether every one of the {name} in $s is closed, those after a '{e}' not counting
            Return True if $s holds an even number of {name} ({q}) that are not preceded by '{e}'
            """, "skip the character after the escape sign\nswitch at each quote\nthe text must end outside",
            (f"""
             inside = False
             $i = 0
             while $i < len($s):
                 if $s[$i] == "{e}":
                     $i += 1
                 elif $s[$i] == {lit}:
                     inside = not inside
                 $i += 1
             return not inside
             """,), each((f"{q}{a}{q}", f"{q}{a}", "", f"{e}{q}{b}", f"{q}x{e}{q}y{q}")), (f"$s.count({lit}) % 2 == 0",)),
        Row("strip", "strip_quotes unquote remove_outer_quotes", "$s: str", "str",
            f"""
            Remove one pair of {name} around $s, if it both starts and ends with one (and has at least two characters)
            Return $s without the {name} that enclose it; leave it alone if it is not enclosed
            Unquote $s: drop its first and last character if both are {name[:-1] if name != 'single quotes' else 'a single quote'} and it is longer than one
            """, "test both ends\ncut them off", (f"return $s[1:-1] if len($s) > 1 and $s[0] == $s[-1] == {lit} else $s",
             f"if len($s) >= 2 and $s.startswith({lit}) and $s.endswith({lit}):\n    return $s[1:-1]\nreturn $s"),
            each((f"{q}{a}{q}", a, q, "", f"{q}{b}", f"{q}{q}{c}{q}{q}")), (f"$s.strip({lit})", "$s[1:-1]"), chinese="如果 $s 被一对引号包围,则去掉这对引号"),
        Row("escape", "escape_text escape_marks protect", "$s: str", "str",
            f"""
            Put '{e}' before every '{q}' and every '{e}' in $s
            Escape the text $s: each '{q}' and each '{e}' gets a '{e}' in front
            """, "double the escape sign\nput one before each quote", (f'$s.replace("{e}", "{e}{e}").replace({lit}, "{e}" + {lit})',
             f'$out = ""\nfor $c in $s:\n    if $c == "{e}" or $c == {lit}:\n        $out += "{e}"\n    $out += $c\nreturn $out'),
            each((f"{a}{q}{b}", f"{e}{q}", "", a, f"{q}{e}{e}")), (f'$s.replace({lit}, "{e}" + {lit})', f'$s.replace({lit}, "{e}" + {lit}).replace("{e}", "{e}{e}")')),
        Row("unescape", "unescape_text remove_escapes resolve_escapes", "$s: str", "str",
            f"""
            Undo escaping in $s: every '{e}' is dropped and the character after it kept as it is
            Return $s with each pair of '{e}' and a following character replaced by that character; a last single '{e}' is dropped
            """, "go through the text\nat an escape sign take the next character instead",
            (f"""
             $out = ""
             escaped = False
             for $c in $s:
                 if $c == "{e}" and not escaped:
                     escaped = True
                 else:
                     $out += $c
                     escaped = False
             return $out
             """,), each((f"{a}{e}{q}{b}", f"{e}{e}{e}{q}", "", a, f"x{e}n{e}")), (f'$s.replace("{e}", "")',)),
        Row("markup", "escape_html html_text safe_text", "$s: str", "str",
            """
            Replace '&', '<' and '>' in $s by '&amp;', '&lt;' and '&gt;'
            Escape the text $s for HTML: '&' to '&amp;', '<' to '&lt;', '>' to '&gt;'
            Return $s with the three characters '&', '<' and '>' written as '&amp;', '&lt;' and '&gt;'
            """, "replace the ampersands first\nreplace the angle brackets",
            ("$s" + "".join(f'.replace("{x}", "{y}")' for x, y in esc), f'table = {dict(esc)}\nreturn "".join(table.get($c, $c) for $c in $s)'.replace("'", '"')),
            each(("a < b & c", "<b>x</b>", "", a, "&lt;")), ("$s" + "".join(f'.replace("{x}", "{y}")' for x, y in reversed(esc)),)),
        Row("unmarkup", "unescape_html plain_text decode_entities", "$s: str", "str",
            """
            Replace '&lt;', '&gt;' and '&amp;' in $s by '<', '>' and '&', each entity only once
            Decode the entities '&amp;', '&lt;' and '&gt;' of the text $s
            """, "replace the brackets\nreplace the ampersands last",
            ("$s" + "".join(f'.replace("{y}", "{x}")' for x, y in reversed(esc)),), each(("a &lt; b &amp; c", "&amp;lt;", "", a, "&gt;&gt;")), ("$s" + "".join(f'.replace("{y}", "{x}")' for x, y in esc),)),
    ]  # fmt: skip


@family("quotes-and-escapes", weight=3.5)
def quotes_and_escapes(rng: Rng) -> Draft:
    """Quoted parts found, dropped, protected; escapes added and undone."""
    q = pick(rng, ("'", '"', "`", "*", "_"))
    return written(rng, pick(rng, quote_rows(rng, q, pick(rng, "!^~%"))))
